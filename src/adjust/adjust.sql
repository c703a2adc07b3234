-- SPDX-License-Identifier: Apache-2.0

-- name: adjust_insert :one
-- out: id int
INSERT INTO adjustment (case_id, order_id, unit_id, kind, status, reason_code, reason, legal_basis, more, until_at, old_due, asked_by, asked_at)
VALUES ($case_id:int, $order_id:int, $unit_id:int, $kind:text, 'asked', $reason_code:text, $reason:text, $legal_basis:text, $more:int?,
  $until_at:int?, $old_due:int, $asked_by:int?, $asked_at:int)
RETURNING id;

-- name: adjust_get :one
-- out: id int, case_id int, order_id int, unit_id int, kind text, status text, version int, reason_code text, reason text, legal_basis text, more int?, until_at int?, old_due int, new_due int?, asked_by int?, asked_at int, unit_by int?, unit_at int?, unit_opinion text, centre_by int?, centre_at int?, centre_opinion text, resumed_at int?
SELECT id, case_id, order_id, unit_id, kind, status, version, reason_code, reason, legal_basis, more, until_at, old_due, new_due, asked_by,
  asked_at, unit_by, unit_at, unit_opinion, centre_by, centre_at, centre_opinion, resumed_at
FROM adjustment WHERE id = $id:int;

-- name: adjust_case :one
-- out: case_id int
SELECT case_id FROM adjustment WHERE id = $id:int;

-- name: adjust_set :exec
UPDATE adjustment SET status = $status:text, version = version + 1, new_due = $new_due:int?, unit_by = $unit_by:int?, unit_at = $unit_at:int?,
  unit_opinion = $unit_opinion:text, centre_by = $centre_by:int?, centre_at = $centre_at:int?, centre_opinion = $centre_opinion:text,
  resumed_at = $resumed_at:int?
WHERE id = $id:int AND version = $version:int;

-- What counts against a new request: of this order, and of this case.
-- name: adjust_counts :one
-- out: open int, extensions int, suspensions int
SELECT
  COUNT(*) FILTER (WHERE order_id = $order_id:int AND status IN ('asked', 'passed')),
  COUNT(*) FILTER (WHERE order_id = $order_id AND kind = 'extension' AND status IN ('asked', 'passed', 'approved')),
  COUNT(*) FILTER (WHERE kind = 'suspension' AND status IN ('asked', 'passed', 'approved'))
FROM adjustment WHERE case_id = $case_id:int;

-- name: adjust_evidence :one
-- out: n int
SELECT COUNT(*) FROM attachment WHERE object_kind = 'order' AND object_id = $order_id:int AND stage IN ('document', 'evidence') AND status = 'ready';

-- name: adjust_of_order :many
-- out: id int, kind text, status text, version int, reason_code text, reason text, legal_basis text, more int?, until_at int?, old_due int, new_due int?, asked_by text?, asked_at int, unit_by text?, unit_at int?, unit_opinion text, centre_by text?, centre_at int?, centre_opinion text, resumed_at int?
SELECT j.id, j.kind, j.status, j.version, j.reason_code, j.reason, j.legal_basis, j.more, j.until_at, j.old_due, j.new_due, a.name, j.asked_at,
  u.name, j.unit_at, j.unit_opinion, d.name, j.centre_at, j.centre_opinion, j.resumed_at
FROM adjustment j LEFT JOIN app_user a ON a.id = j.asked_by LEFT JOIN app_user u ON u.id = j.unit_by LEFT JOIN app_user d ON d.id = j.centre_by
WHERE j.order_id = $order_id:int ORDER BY j.id;

-- Undecided ones of the case whose order no longer waits for the decision.
-- name: adjust_stranded :many
-- out: id int
SELECT j.id FROM adjustment j JOIN work_order o ON o.id = j.order_id
WHERE j.case_id = $case_id:int AND j.status IN ('asked', 'passed') AND o.status NOT IN ('to_sign', 'handling', 'suspended', 'parked')
ORDER BY j.id;

-- name: adjust_suspension :one
-- out: id int
SELECT MAX(id) FROM adjustment WHERE order_id = $order_id:int AND kind = 'suspension' AND status = 'approved' AND resumed_at IS NULL
HAVING COUNT(*) > 0;

-- name: adjust_to_resume :many
-- out: id int
SELECT j.id FROM adjustment j
WHERE j.kind = 'suspension' AND j.status = 'approved' AND j.resumed_at IS NULL AND j.until_at <= $now:int
  AND (SELECT o.status FROM work_order o WHERE o.id = j.order_id) = 'suspended'
ORDER BY j.until_at LIMIT $max:int;
