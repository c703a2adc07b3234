-- SPDX-License-Identifier: Apache-2.0
-- Duty lists of grid workers and what is sent back.

-- name: grid_duty_get :one
-- out: id int, event_type_id int, list text, duty text, basis text, active int, version int
SELECT id, event_type_id, list, duty, basis, active, version FROM grid_duty WHERE id = $id:int;

-- name: grid_duty_find :one
-- out: id int
SELECT id FROM grid_duty WHERE event_type_id = $event_type_id:int;

-- name: grid_duty_insert :one
-- out: id int
INSERT INTO grid_duty (event_type_id, list, duty, basis, active) VALUES ($event_type_id:int, $list:text, $duty:text, $basis:text, $active:int)
RETURNING id;

-- name: grid_duty_update :exec
UPDATE grid_duty SET version = version + 1, event_type_id = $event_type_id:int, list = $list:text, duty = $duty:text, basis = $basis:text,
  active = $active:int
WHERE id = $id:int AND version = $version:int;

-- name: grid_duty_type_by_code :one
-- out: id int
SELECT id FROM event_type WHERE code = $code:text;

-- name: grid_duty_of :one
-- out: list text, duty text
SELECT list, duty FROM grid_duty WHERE event_type_id = $event_type_id:int AND active = 1;

-- name: duty_return_insert :one
-- out: id int
INSERT INTO duty_return (order_id, case_id, town_id, community_id, grid_id, user_id, at, reason, status)
VALUES ($order_id:int, $case_id:int, $town_id:int?, $community_id:int?, $grid_id:int?, $user_id:int, $at:int, $reason:text, 'open')
RETURNING id;

-- name: duty_return_get :one
-- out: id int, order_id int, case_id int, town_id int?, community_id int?, user_id int, at int, reason text, status text, version int
SELECT id, order_id, case_id, town_id, community_id, user_id, at, reason, status, version FROM duty_return WHERE id = $id:int;

-- name: duty_return_open :one
-- out: n int
SELECT COUNT(*) FROM duty_return WHERE order_id = $order_id:int AND status = 'open';

-- name: duty_return_set :exec
UPDATE duty_return SET status = $status:text, version = version + 1, decided_by = $decided_by:int?, decided_at = $decided_at:int,
  opinion = $opinion:text
WHERE id = $id:int AND version = $version:int;

-- name: duty_return_last :one
-- out: id int, status text, at int, reason text, opinion text
SELECT id, status, at, reason, opinion FROM duty_return
WHERE case_id = (SELECT case_id FROM work_order WHERE id = $order_id:int) AND order_id = $order_id
ORDER BY id DESC LIMIT 1;
