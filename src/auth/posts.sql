-- SPDX-License-Identifier: Apache-2.0
-- Posts with an A and a B person.

-- name: duty_post_get :one
-- out: id int, unit_id int, name text, user_a int?, user_b int?, on_duty text, valid_from int, valid_to int?, version int
SELECT id, unit_id, name, user_a, user_b, on_duty, valid_from, valid_to, version FROM post WHERE id = $id:int;

-- name: duty_post_insert :one
-- out: id int
INSERT INTO post (unit_id, name, user_a, user_b, on_duty, valid_from)
VALUES ($unit_id:int, $name:text, $user_a:int?, $user_b:int?, $on_duty:text, $now:int) RETURNING id;

-- name: duty_post_update :exec
UPDATE post SET name = $name:text, user_a = $user_a:int?, user_b = $user_b:int?, on_duty = $on_duty:text,
       valid_to = $valid_to:int?, version = version + 1
WHERE id = $id:int AND version = $version:int;
