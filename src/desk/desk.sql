-- SPDX-License-Identifier: Apache-2.0
-- Reading across rooms for the desk's pages.

-- name: appeals_of_case :many
-- out: id int, no text, title text, status text, anonymity text, received_at int, channel_id int, type text, kind text, from_at int
SELECT a.id, a.no, a.title, a.status, a.anonymity, a.received_at, a.channel_id, a.type, m.kind, m.from_at
FROM membership m JOIN appeal a ON a.id = m.appeal_id
WHERE m.case_id = $case_id:int AND m.to_at IS NULL ORDER BY m.from_at, a.id;

-- name: staff_name :one
-- out: name text
SELECT name FROM app_user WHERE id = $id:int;

-- name: load_of_people :many
-- out: holder_id int?, name text?, unit_id int?, open_n int, near_n int, overdue int
SELECT o.holder_id, u.name, u.unit_id, COUNT(*),
  COUNT(*) FILTER (WHERE o.due_at >= $now:int AND o.due_at - (o.due_at - o.dispatched_at) / 5 <= $now),
  COUNT(*) FILTER (WHERE o.due_at < $now)
FROM work_order o LEFT JOIN app_user u ON u.id = o.holder_id
WHERE o.unit_id IN (SELECT x.unit_id FROM unit_under x WHERE x.ancestor_id = $unit_id:int)
  AND o.status IN ('to_sign', 'handling', 'unit_review', 'suspended')
GROUP BY o.holder_id, u.name, u.unit_id ORDER BY 6 DESC, 4 DESC, 1 LIMIT $max:int;

-- name: lead_chain :many
-- out: rank int, name text, title text
SELECT rank, name, title FROM unit_lead WHERE unit_id = $unit_id:int ORDER BY rank;

-- name: callback_same_person :many
-- out: task_id int, appeal_id int, no text, title text
SELECT t.id, a.id, a.no, a.title FROM appeal a JOIN callback_task t ON t.appeal_id = a.id
WHERE a.phone_digest = $phone_digest:text AND a.id <> $not_id:int AND t.status = 'open' ORDER BY t.id LIMIT 10;

-- name: public_similar :many
-- out: id int, event_type_id int, status text, community_id int?, appeals int, opened_at int
SELECT c.id, c.event_type_id, c.status, c.community_id, c.appeals, c.opened_at FROM casefile c
WHERE c.status IN ('filed', 'handling') AND c.town_id = $town_id:int AND c.event_type_id = $event_type_id:int AND c.opened_at >= $since:int
  AND c.community_id = $community_id:int
  AND NOT EXISTS (SELECT 1 FROM membership m JOIN appeal a ON a.id = m.appeal_id
                  WHERE m.case_id = c.id AND m.to_at IS NULL AND a.anonymity = 'secret')
ORDER BY c.appeals DESC, c.opened_at DESC LIMIT 3;

-- name: public_same_person :one
-- out: n int
SELECT COUNT(*) FROM membership m JOIN appeal a ON a.id = m.appeal_id
WHERE m.case_id = $case_id:int AND m.to_at IS NULL AND a.phone_digest = $phone_digest:text;

-- name: public_adjust :one
-- out: kind text, new_due int?, until_at int?
SELECT kind, new_due, until_at FROM adjustment
WHERE case_id = $case_id:int AND status = 'approved' AND kind IN ('extension', 'suspension') AND resumed_at IS NULL ORDER BY id DESC LIMIT 1;

-- name: public_stage :one
-- out: name text, due_at int
SELECT g.name, g.due_at FROM statutory_stage g JOIN work_order o ON o.id = g.order_id
WHERE o.case_id = $case_id:int AND g.to_at IS NULL ORDER BY g.due_at DESC LIMIT 1;
