-- SPDX-License-Identifier: Apache-2.0
-- The three notices, their reference data, and what the triggers look for.

-- ---- reference data ----------------------------------------------------------------------------------

-- name: notice_kind_get :one
-- out: id int, kind text, name text, issuer text, word text, demand text, copy_to text, to_discipline int, ack_value int, ack_unit text, answer_value int, answer_unit text, version int
SELECT id, kind, name, issuer, word, demand, copy_to, to_discipline, ack_value, ack_unit, answer_value, answer_unit, version
FROM notice_kind WHERE id = $id:int;

-- name: notice_kind_find :one
-- out: id int
SELECT id FROM notice_kind WHERE kind = $kind:text;

-- name: notice_kind_insert :one
-- out: id int
INSERT INTO notice_kind (kind, name, issuer, word, demand, copy_to, to_discipline, ack_value, ack_unit, answer_value, answer_unit)
VALUES ($kind:text, $name:text, $issuer:text, $word:text, $demand:text, $copy_to:text, $to_discipline:int, $ack_value:int, $ack_unit:text,
  $answer_value:int, $answer_unit:text)
RETURNING id;

-- name: notice_kind_update :exec
UPDATE notice_kind SET version = version + 1, kind = $kind:text, name = $name:text, issuer = $issuer:text, word = $word:text,
  demand = $demand:text, copy_to = $copy_to:text, to_discipline = $to_discipline:int, ack_value = $ack_value:int, ack_unit = $ack_unit:text,
  answer_value = $answer_value:int, answer_unit = $answer_unit:text
WHERE id = $id:int AND version = $version:int;

-- name: notice_kind_of :one
-- out: name text, issuer text, word text, demand text, copy_to text, to_discipline int, ack_value int, ack_unit text, answer_value int, answer_unit text
SELECT name, issuer, word, demand, copy_to, to_discipline, ack_value, ack_unit, answer_value, answer_unit
FROM notice_kind WHERE kind = $kind:text;

-- name: notice_trigger_get :one
-- out: id int, code text, name text, kind text, subject text, threshold int, measure text, cases int, days int, by_hand int, active int, version int
SELECT id, code, name, kind, subject, threshold, measure, cases, days, by_hand, active, version FROM notice_trigger WHERE id = $id:int;

-- name: notice_trigger_find :one
-- out: id int
SELECT id FROM notice_trigger WHERE code = $code:text;

-- name: notice_trigger_insert :one
-- out: id int
INSERT INTO notice_trigger (code, name, kind, subject, threshold, measure, cases, days, by_hand, active)
VALUES ($code:text, $name:text, $kind:text, $subject:text, $threshold:int, $measure:text, $cases:int, $days:int, $by_hand:int, $active:int)
RETURNING id;

-- name: notice_trigger_update :exec
UPDATE notice_trigger SET version = version + 1, code = $code:text, name = $name:text, kind = $kind:text, subject = $subject:text,
  threshold = $threshold:int, measure = $measure:text, cases = $cases:int, days = $days:int, by_hand = $by_hand:int, active = $active:int
WHERE id = $id:int AND version = $version:int;

-- name: notice_trigger_list :many
-- out: id int, code text, name text, kind text, subject text, threshold int, measure text, cases int, days int, by_hand int
SELECT id, code, name, kind, subject, threshold, measure, cases, days, by_hand FROM notice_trigger WHERE active = 1 ORDER BY id;

-- ---- what the triggers look for: unit, case or notice, a number for the sentence -----------------------

-- name: notice_hits_urged :many
-- out: unit_id int, id int, n int
SELECT o.unit_id, o.case_id, COUNT(*)
FROM work_order o JOIN casefile c ON c.id = o.case_id
JOIN urge u ON u.case_id = o.case_id
  AND u.at > COALESCE((SELECT MAX(l.at) FROM contact_log l WHERE l.order_id = o.id AND l.reached = 1), o.dispatched_at)
WHERE o.status IN ('to_sign','handling','unit_review','suspended') AND (o.status = 'to_sign' OR o.status = 'handling') AND o.role = 'lead'
  AND c.urges >= $threshold:int
  AND NOT EXISTS (SELECT 1 FROM notice_case x WHERE x.case_id = o.case_id AND x.trigger_code = 'urged')
GROUP BY o.unit_id, o.case_id HAVING COUNT(*) >= $threshold ORDER BY o.unit_id, o.case_id LIMIT 2000;

-- SQLite does not know how little a week is and may read all cases: it is told.
-- name: notice_hits_hot :many
-- out: unit_id int, id int, n int
WITH recent AS MATERIALIZED (
  SELECT k.id, k.lead_unit_id, k.community_id, k.event_type_id FROM casefile k
-- only: sqlite
  INDEXED BY casefile_open
-- end
  WHERE k.opened_at >= $since:int AND k.community_id IS NOT NULL AND k.event_type_id IS NOT NULL AND k.historical = 0 AND k.merged_into IS NULL
    AND NOT EXISTS (SELECT 1 FROM notice_case y WHERE y.case_id = k.id AND y.trigger_code = 'hot')
), many AS MATERIALIZED (
  SELECT community_id, event_type_id, COUNT(*) AS n FROM recent GROUP BY community_id, event_type_id HAVING COUNT(*) >= $threshold:int
)
SELECT r.lead_unit_id, r.id, m.n
FROM many m JOIN recent r ON r.community_id = m.community_id AND r.event_type_id = m.event_type_id
WHERE r.lead_unit_id IS NOT NULL ORDER BY r.lead_unit_id, r.id LIMIT 2000;

-- name: notice_hits_late :many
-- out: unit_id int, id int, n int
SELECT o.unit_id, o.case_id, ($now:int - o.due_at) / 86400000
FROM work_order o
WHERE o.status IN ('to_sign','handling','unit_review','suspended') AND (o.status = 'to_sign' OR o.status = 'handling') AND o.role = 'lead'
  AND $now - o.due_at > $threshold:int * (o.due_at - o.dispatched_at)
  AND NOT EXISTS (SELECT 1 FROM notice_case x WHERE x.case_id = o.case_id AND x.trigger_code = 'late')
ORDER BY o.unit_id, o.case_id LIMIT 2000;

-- name: notice_hits_sensitive :many
-- out: unit_id int, id int, n int
SELECT o.unit_id, o.case_id, ($now:int - o.due_at) / 86400000
FROM work_order o JOIN casefile c ON c.id = o.case_id JOIN event_type t ON t.id = c.event_type_id
WHERE o.status IN ('to_sign','handling','unit_review','suspended') AND (o.status = 'to_sign' OR o.status = 'handling') AND o.role = 'lead'
  AND t.sensitive = 1 AND $now - o.due_at > $threshold:int * 86400000
  AND NOT EXISTS (SELECT 1 FROM notice_case x WHERE x.case_id = o.case_id AND x.trigger_code = 'sensitive_late')
ORDER BY o.unit_id, o.case_id LIMIT 2000;

-- name: notice_hits_dissatisfied :many
-- out: unit_id int, id int, n int
WITH again AS MATERIALIZED (SELECT id, lead_unit_id FROM casefile
  WHERE closed_at IS NULL AND round > 0 AND due_at IS NOT NULL AND round >= $threshold:int - 1 AND lead_unit_id IS NOT NULL)
SELECT c.lead_unit_id, c.id, COUNT(DISTINCT r.round)
FROM again c JOIN rating r ON r.case_id = c.id AND (r.solved = 'no' OR r.solved = 'unclear' OR r.satisfied <= 2)
WHERE NOT EXISTS (SELECT 1 FROM notice_case x WHERE x.case_id = c.id AND x.trigger_code = 'dissatisfied')
GROUP BY c.lead_unit_id, c.id HAVING COUNT(DISTINCT r.round) >= $threshold ORDER BY c.lead_unit_id, c.id LIMIT 2000;

-- name: notice_hits_returned :many
-- out: unit_id int, id int, n int
SELECT d.unit_id, d.case_id, COUNT(*)
FROM dispute d
WHERE d.status = 'rejected' AND d.asked_at >= $since:int
  AND NOT EXISTS (SELECT 1 FROM notice_case x JOIN notice n ON n.id = x.notice_id
    WHERE x.case_id = d.case_id AND x.trigger_code = 'returned' AND n.unit_id = d.unit_id)
GROUP BY d.unit_id, d.case_id HAVING COUNT(*) >= $threshold:int ORDER BY d.unit_id, d.case_id LIMIT 2000;

-- From the few red cases (casefile_red) to their orders: the other way the events of every open order would be read.
-- name: notice_hits_red :many
-- out: unit_id int, id int, n int
SELECT o.unit_id, o.case_id, ($now:int - o.dispatched_at) / 3600000
FROM casefile c CROSS JOIN work_order o
WHERE c.status = 'handling' AND c.colour = 'red' AND c.closed_at IS NULL AND o.case_id = c.id
  AND (o.status = 'to_sign' OR o.status = 'handling') AND o.role = 'lead' AND $now - o.dispatched_at > $threshold:int * 3600000
  AND NOT EXISTS (SELECT 1 FROM contact_log l WHERE l.order_id = o.id)
  AND NOT EXISTS (SELECT 1 FROM event e WHERE e.stream = 'case' AND e.stream_id = o.case_id AND e.kind IN ('order.noted', 'emergency.entry'))
  AND NOT EXISTS (SELECT 1 FROM notice_case x WHERE x.case_id = o.case_id AND x.trigger_code = 'red_silent')
ORDER BY o.unit_id, o.case_id LIMIT 2000;

-- name: notice_hits_hint :many
-- out: unit_id int, id int, n int
SELECT n.unit_id, n.id, 1
FROM notice n
WHERE n.kind = 'hint' AND (n.status = 'delivered' OR n.status = 'handling') AND n.ended_at IS NULL
  AND (n.unacked_at >= $since:int OR n.late_at >= $since OR n.failed_at >= $since)
  AND NOT EXISTS (SELECT 1 FROM notice_raise x WHERE x.from_id = n.id)
ORDER BY n.unit_id, n.id LIMIT 2000;

-- name: notice_hits_supervise :many
-- out: unit_id int, id int, n int
SELECT n.unit_id, n.id, 1
FROM notice n
WHERE n.kind = 'supervise' AND n.created_at >= $since:int AND n.status <> 'withdrawn'
  AND (n.unacked_at IS NOT NULL OR n.late_at IS NOT NULL OR n.failed > 0)
  AND NOT EXISTS (SELECT 1 FROM notice_raise x WHERE x.from_id = n.id)
ORDER BY n.unit_id, n.id LIMIT 2000;

-- The draft of the job that is open for a unit, kind and subject.
-- name: notice_draft_of :one
-- out: id int, cases int
SELECT n.id, (SELECT COUNT(*) FROM notice_case c WHERE c.notice_id = n.id) FROM notice n
WHERE n.unit_id = $unit_id:int AND n.kind = $kind:text AND n.subject = $subject:text AND n.status = 'draft' AND n.proposed = 1;

-- When the trigger last made a draft for the unit.
-- name: notice_last_of :one
-- out: at int?
SELECT MAX(created_at) FROM notice WHERE unit_id = $unit_id:int AND trigger_code = $trigger_code:text AND created_at >= $since:int;

-- ---- notices -------------------------------------------------------------------------------------------

-- name: notice_insert :one
-- out: id int
INSERT INTO notice (kind, subject, status, title, unit_id, trigger_code, proposed, basis, demand, answer_value, answer_unit, created_by, created_at)
VALUES ($kind:text, $subject:text, 'draft', $title:text, $unit_id:int, $trigger_code:text, $proposed:int, $basis:text, $demand:text,
  $answer_value:int, $answer_unit:text, $created_by:int?, $created_at:int)
RETURNING id;

-- name: notice_get :one
-- out: id int, kind text, subject text, status text, version int, no text?, title text, unit_id int, trigger_code text, proposed int, basis text, demand text, answer_value int, answer_unit text, created_by int?, created_at int, issuer text, copy_to text, to_discipline int, signed_by int?, signer text?, signed_at int?, ack_due_at int?, acked_by int?, acker text?, acked_at int?, unacked_at int?, answer_due_at int?, late_at int?, reply text, replied_by int?, replier text?, replied_at int?, first_reply_at int?, audited_by int?, auditor text?, audited_at int?, opinion text, failed int, failed_at int?, ended_at int?, end_reason text
SELECT n.id, n.kind, n.subject, n.status, n.version, n.no, n.title, n.unit_id, n.trigger_code, n.proposed, n.basis, n.demand, n.answer_value,
  n.answer_unit, n.created_by, n.created_at, n.issuer, n.copy_to, n.to_discipline, n.signed_by, s.name, n.signed_at, n.ack_due_at, n.acked_by,
  a.name, n.acked_at, n.unacked_at, n.answer_due_at, n.late_at, n.reply, n.replied_by, p.name, n.replied_at, n.first_reply_at, n.audited_by,
  u.name, n.audited_at, n.opinion, n.failed, n.failed_at, n.ended_at, n.end_reason
FROM notice n LEFT JOIN app_user s ON s.id = n.signed_by LEFT JOIN app_user a ON a.id = n.acked_by
LEFT JOIN app_user p ON p.id = n.replied_by LEFT JOIN app_user u ON u.id = n.audited_by
WHERE n.id = $id:int;

-- name: notice_set :exec
UPDATE notice SET status = $status:text, version = version + 1, no = $no:text?, title = $title:text, basis = $basis:text, demand = $demand:text,
  answer_value = $answer_value:int, answer_unit = $answer_unit:text, issuer = $issuer:text, copy_to = $copy_to:text,
  to_discipline = $to_discipline:int, signed_by = $signed_by:int?, signed_at = $signed_at:int?, ack_due_at = $ack_due_at:int?,
  acked_by = $acked_by:int?, acked_at = $acked_at:int?, unacked_at = $unacked_at:int?, answer_due_at = $answer_due_at:int?,
  late_at = $late_at:int?, reply = $reply:text, replied_by = $replied_by:int?, replied_at = $replied_at:int?,
  first_reply_at = $first_reply_at:int?, audited_by = $audited_by:int?, audited_at = $audited_at:int?, opinion = $opinion:text,
  failed = $failed:int, failed_at = $failed_at:int?, ended_at = $ended_at:int?, end_reason = $end_reason:text
WHERE id = $id:int AND version = $version:int;

-- name: notice_case_add :exec
INSERT INTO notice_case (notice_id, case_id, trigger_code, why, added_at)
VALUES ($notice_id:int, $case_id:int, $trigger_code:text, $why:text, $added_at:int)
ON CONFLICT (notice_id, case_id, trigger_code) DO NOTHING;

-- name: notice_case_clear :exec
DELETE FROM notice_case WHERE notice_id = $notice_id:int AND case_id = $case_id:int;

-- name: notice_cases :many
-- out: case_id int, trigger_code text, why text, no text, title text, event_type_id int?, status text, colour text, due_at int?
SELECT x.case_id, x.trigger_code, x.why, c.no, c.title, c.event_type_id, c.status, c.colour, c.due_at
FROM notice_case x JOIN casefile c ON c.id = x.case_id WHERE x.notice_id = $notice_id:int ORDER BY x.case_id, x.trigger_code;

-- name: notice_case_known :one
-- out: id int
SELECT id FROM casefile WHERE id = $id:int;

-- The chain of responsibility as it is now.
-- name: notice_leads_now :many
-- out: rank int, name text, title text
SELECT rank, name, title FROM unit_lead WHERE unit_id = $unit_id:int ORDER BY rank;

-- name: notice_person_add :exec
INSERT INTO notice_person (notice_id, rank, name, title) VALUES ($notice_id:int, $rank:int, $name:text, $title:text);

-- name: notice_persons :many
-- out: rank int, name text, title text
SELECT rank, name, title FROM notice_person WHERE notice_id = $notice_id:int ORDER BY rank;

-- name: notice_raise_add :exec
INSERT INTO notice_raise (from_id, to_id) VALUES ($from_id:int, $to_id:int) ON CONFLICT (from_id) DO NOTHING;

-- name: notice_raised_from :many
-- out: id int, no text?, kind text
SELECT n.id, n.no, n.kind FROM notice_raise x JOIN notice n ON n.id = x.from_id WHERE x.to_id = $id:int ORDER BY n.id;

-- name: notice_raised_to :one
-- out: id int, no text?, kind text, status text
SELECT n.id, n.no, n.kind, n.status FROM notice_raise x JOIN notice n ON n.id = x.to_id WHERE x.from_id = $id:int;

-- name: notice_number_last :one
-- out: last int
SELECT last FROM notice_number WHERE kind = $kind:text AND year = $year:int;

-- name: notice_number_take :one
-- out: last int
INSERT INTO notice_number (kind, year, last) VALUES ($kind:text, $year:int, 1)
ON CONFLICT (kind, year) DO UPDATE SET last = notice_number.last + 1
RETURNING last;

-- name: notice_document_add :exec
INSERT INTO notice_document (notice_id, pdf, digest, signature, at)
VALUES ($notice_id:int, $pdf:blob, $digest:text, $signature:blob, $at:int);

-- name: notice_document_get :one
-- out: pdf blob, digest text, signature blob, at int
SELECT pdf, digest, signature, at FROM notice_document WHERE notice_id = $notice_id:int;

-- name: notice_document_known :one
-- out: no text?, signed_at int?, status text, signature blob
SELECT n.no, n.signed_at, n.status, d.signature FROM notice_document d JOIN notice n ON n.id = d.notice_id WHERE d.digest = $digest:text;

-- What is over time and not yet marked.
-- name: notice_to_mark :many
-- out: id int
SELECT id FROM notice WHERE status = 'delivered' AND unacked_at IS NULL AND ack_due_at < $now:int
UNION
SELECT id FROM notice WHERE status IN ('delivered','handling') AND late_at IS NULL AND answer_due_at < $now
ORDER BY 1 LIMIT $max:int;

-- The unit of the centre, for the head of the document.
-- name: notice_centre :one
-- out: name text
SELECT name FROM unit WHERE kind = 'center' AND active = 1 ORDER BY id LIMIT 1;
