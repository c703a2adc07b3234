-- SPDX-License-Identifier: Apache-2.0
-- Objections to lines of a preliminary list.

-- name: score_objection_insert :one
-- out: id int
INSERT INTO score_objection (month, unit_id, order_id, what, status, reason, filed_by, filed_at)
VALUES ($month:int, $unit_id:int, $order_id:int, $what:text, $status:text, $reason:text, $filed_by:int?, $filed_at:int)
RETURNING id;

-- name: score_objection_get :one
-- out: id int, month int, unit_id int, order_id int, what text, status text, version int, reason text, filed_at int, ruling text, ruled_at int?
SELECT id, month, unit_id, order_id, what, status, version, reason, filed_at, ruling, ruled_at FROM score_objection WHERE id = $id:int;

-- name: score_objection_set :exec
UPDATE score_objection SET status = $status:text, ruling = $ruling:text, ruled_by = $ruled_by:int?, ruled_at = $ruled_at:int?,
  version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: score_objection_same :one
-- out: n int
SELECT COUNT(*) FROM score_objection
WHERE month = $month:int AND unit_id = $unit_id:int AND order_id = $order_id:int AND what = $what:text AND status <> 'withdrawn';

-- name: score_objections_open :one
-- out: n int
SELECT COUNT(*) FROM score_objection WHERE month = $month:int AND status = 'filed';

-- The list must be made again; whoever is making one now has counted without it.
-- name: score_month_stale :exec
UPDATE score_month SET stale = 1, version = version + 1 WHERE month = $month:int;

-- What a list was made without: an objection frees its unit, an exclusion (`everyone`) all who share the matter.
-- name: score_excluded :many
-- out: unit_id int?, what text, order_id int, case_id int, town_id int?, event_type_id int?, everyone int
SELECT x.unit_id, x.what, x.order_id, o.case_id, NULL, NULL, 0 FROM score_objection x JOIN work_order o ON o.id = x.order_id
WHERE x.month = $month:int AND x.status <> 'withdrawn' AND x.status = 'upheld'
UNION ALL
SELECT CASE WHEN y.what = 'answers' THEN c.lead_unit_id ELSE p.unit_id END, y.what, y.order_id, y.case_id, c.town_id, c.event_type_id, 1
FROM exclusion y JOIN work_order p ON p.id = y.order_id JOIN casefile c ON c.id = y.case_id
WHERE y.month = $month AND y.status <> 'withdrawn' AND y.status = 'agreed';

-- How an order may count in a month: whose it is, and for what.
-- name: score_line :one
-- out: unit_id int, town_id int?, event_type_id int?, lead int, held int, due_at int, submitted_at int?, back int, answers int
SELECT o.unit_id, c.town_id, c.event_type_id, CASE WHEN o.role = 'lead' AND o.appraised = 1 AND c.historical = 0 THEN 1 ELSE 0 END,
  CASE WHEN o.status IN ('to_sign','handling','unit_review','upper_review','settled') THEN 1 ELSE 0 END, o.due_at, o.submitted_at,
  CASE WHEN o.sent_back > 0 OR o.round > 0 THEN 1 ELSE 0 END,
  (SELECT COUNT(*) FROM rating r WHERE r.case_id = c.id AND r.at >= $from:int AND r.at < $to:int AND c.lead_unit_id = o.unit_id)
FROM work_order o JOIN casefile c ON c.id = o.case_id WHERE o.id = $id:int;
