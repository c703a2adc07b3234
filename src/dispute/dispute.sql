-- SPDX-License-Identifier: Apache-2.0

-- name: dispute_insert :one
-- out: id int
INSERT INTO dispute (case_id, order_id, unit_id, status, round, reason_code, reason, duty_basis, proposed_unit_id, asked_by, asked_at)
VALUES ($case_id:int, $order_id:int, $unit_id:int, 'asked', $round:int, $reason_code:text, $reason:text, $duty_basis:text,
  $proposed_unit_id:int?, $asked_by:int?, $asked_at:int)
RETURNING id;

-- name: dispute_get :one
-- out: id int, case_id int, order_id int, unit_id int, status text, version int, round int, reason_code text, reason text, duty_basis text, proposed_unit_id int?, asked_by int?, asked_at int, unit_by int?, unit_at int?, unit_opinion text, due_at int?, overdue_at int?, ruled_by int?, ruled_at int?, ruled_unit_id int?, ruling_basis text, opinion text, new_order_id int?
SELECT id, case_id, order_id, unit_id, status, version, round, reason_code, reason, duty_basis, proposed_unit_id, asked_by, asked_at, unit_by,
  unit_at, unit_opinion, due_at, overdue_at, ruled_by, ruled_at, ruled_unit_id, ruling_basis, opinion, new_order_id
FROM dispute WHERE id = $id:int;

-- name: dispute_case :one
-- out: case_id int
SELECT case_id FROM dispute WHERE id = $id:int;

-- name: dispute_set :exec
UPDATE dispute SET status = $status:text, version = version + 1, unit_by = $unit_by:int?, unit_at = $unit_at:int?,
  unit_opinion = $unit_opinion:text, due_at = $due_at:int?, overdue_at = $overdue_at:int?, ruled_by = $ruled_by:int?, ruled_at = $ruled_at:int?,
  ruled_unit_id = $ruled_unit_id:int?, ruling_basis = $ruling_basis:text, opinion = $opinion:text, new_order_id = $new_order_id:int?
WHERE id = $id:int AND version = $version:int;

-- name: dispute_counts :one
-- out: open int, by_unit int, on_case int
SELECT
  COUNT(*) FILTER (WHERE order_id = $order_id:int AND ruled_at IS NULL AND status NOT IN ('refused', 'withdrawn', 'void')),
  COUNT(*) FILTER (WHERE unit_id = $unit_id:int AND status NOT IN ('withdrawn', 'void')),
  COUNT(*) FILTER (WHERE status NOT IN ('refused', 'withdrawn', 'void'))
FROM dispute WHERE case_id = $case_id:int;

-- name: dispute_of_order :many
-- out: id int
SELECT id FROM dispute WHERE order_id = $order_id:int ORDER BY id;

-- name: dispute_stranded :many
-- out: id int
SELECT d.id FROM dispute d JOIN work_order o ON o.id = d.order_id
WHERE d.case_id = $case_id:int AND d.status IN ('asked', 'ruling', 'conferring', 'raised', 'government')
  AND o.status NOT IN ('to_sign', 'handling', 'suspended', 'parked')
ORDER BY d.id;

-- name: dispute_to_raise :many
-- out: id int
SELECT id FROM dispute
WHERE due_at IS NOT NULL AND overdue_at IS NULL AND ruled_at IS NULL AND due_at < $now:int ORDER BY due_at LIMIT $max:int;

-- name: precedent_insert :one
-- out: id int
INSERT INTO precedent (event_type_id, town_id, from_unit_id, to_unit_id, dispute_id, basis, at)
VALUES ($event_type_id:int, $town_id:int?, $from_unit_id:int, $to_unit_id:int, $dispute_id:int?, $basis:text, $at:int)
RETURNING id;

-- name: precedent_get :one
-- out: id int, event_type_id int, town_id int?, from_unit_id int, to_unit_id int, dispute_id int?, basis text, at int, active int, version int
SELECT id, event_type_id, town_id, from_unit_id, to_unit_id, dispute_id, basis, at, active, version FROM precedent WHERE id = $id:int;

-- name: precedent_set :exec
UPDATE precedent SET active = $active:int, basis = $basis:text, version = version + 1 WHERE id = $id:int AND version = $version:int;
