-- SPDX-License-Identifier: Apache-2.0
-- Exclusions (scoring.md 4.10).

-- name: exclusion_insert :one
-- out: id int
INSERT INTO exclusion (month, case_id, order_id, unit_id, class, what, status, reason, applied_by, applied_unit, applied_at)
VALUES ($month:int, $case_id:int, $order_id:int, $unit_id:int, $class:text, $what:text, $status:text, $reason:text, $applied_by:int?,
  $applied_unit:int?, $applied_at:int)
RETURNING id;

-- name: exclusion_get :one
-- out: id int, month int, case_id int, order_id int, unit_id int, class text, what text, status text, version int, reason text, applied_by int?, applied_unit int?, applied_at int, first_by int?, first_unit int?, first_at int?, first_opinion text, second_by int?, second_unit int?, second_at int?, second_opinion text, ended_by int?, ended_at int?, end_reason text
SELECT id, month, case_id, order_id, unit_id, class, what, status, version, reason, applied_by, applied_unit, applied_at, first_by,
  first_unit, first_at, first_opinion, second_by, second_unit, second_at, second_opinion, ended_by, ended_at, end_reason
FROM exclusion WHERE id = $id:int;

-- name: exclusion_set :exec
UPDATE exclusion SET status = $status:text, first_by = $first_by:int?, first_unit = $first_unit:int?, first_at = $first_at:int?,
  first_opinion = $first_opinion:text, second_by = $second_by:int?, second_unit = $second_unit:int?, second_at = $second_at:int?,
  second_opinion = $second_opinion:text, ended_by = $ended_by:int?, ended_at = $ended_at:int?, end_reason = $end_reason:text,
  version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: exclusion_same :one
-- out: n int
SELECT COUNT(*) FROM exclusion
WHERE month = $month:int AND order_id = $order_id:int AND what = $what:text AND status <> 'withdrawn';

-- What holds the frozen list of a month.
-- name: exclusions_open :one
-- out: n int
SELECT COUNT(*) FROM exclusion WHERE (status = 'applied' OR status = 'seconded') AND month = $month:int;

-- name: exclusion_class_get :one
-- out: name text, figures text
SELECT name, figures FROM exclusion_class WHERE code = $code:text;

-- name: exclusion_classes :many
-- out: code text, name text, needs text, basis text, figures text
SELECT code, name, needs, basis, figures FROM exclusion_class ORDER BY pos;

-- The order by which a case counts for whoever leads it, and when it was last rated.
-- name: exclusion_order :one
-- out: id int, unit_id int, status text, due_at int, rated_at int?
SELECT o.id, o.unit_id, o.status, o.due_at, (SELECT MAX(r.at) FROM rating r WHERE r.case_id = o.case_id)
FROM work_order o JOIN casefile c ON c.id = o.case_id
WHERE o.case_id = $case_id:int AND o.role = 'lead' AND o.unit_id = c.lead_unit_id AND o.status <> 'redirected' AND o.status <> 'recalled'
ORDER BY o.id DESC LIMIT 1;

-- name: exclusions_of_case :many
-- out: id int, month int, unit_id int, class_name text, what text, status text, version int, reason text, applied_by text?, applied_unit int?, applied_at int, first_by text?, first_unit int?, first_at int?, first_opinion text, second_by text?, second_unit int?, second_at int?, second_opinion text, ended_by text?, ended_at int?, end_reason text
SELECT x.id, x.month, x.unit_id, k.name, x.what, x.status, x.version, x.reason, a.name, x.applied_unit, x.applied_at, f.name,
  x.first_unit, x.first_at, x.first_opinion, s.name, x.second_unit, x.second_at, x.second_opinion, d.name, x.ended_at, x.end_reason
FROM exclusion x JOIN exclusion_class k ON k.code = x.class LEFT JOIN app_user a ON a.id = x.applied_by
LEFT JOIN app_user f ON f.id = x.first_by LEFT JOIN app_user s ON s.id = x.second_by LEFT JOIN app_user d ON d.id = x.ended_by
WHERE x.case_id = $case_id:int ORDER BY x.id DESC;
