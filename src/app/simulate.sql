-- SPDX-License-Identifier: Apache-2.0
-- What the simulator must know of the city it plays.

-- name: sim_people :many
-- out: id int, unit_id int, account int, role text
SELECT u.id, u.unit_id, CASE WHEN u.password = '' THEN 0 ELSE 1 END, g.role FROM app_user u JOIN role_grant g ON g.user_id = u.id
WHERE u.status = 'active' AND g.approved_at IS NOT NULL AND g.valid_to IS NULL ORDER BY u.id, g.id;

-- name: sim_grids :many
-- out: id int, town_id int, community_id int, households int, lon int?, lat int?
SELECT id, town_id, community_id, households, lon, lat FROM grid
WHERE level = 1 AND valid_to IS NULL AND special = '' ORDER BY id;

-- name: sim_posts :many
-- out: grid_id int, post text, user_id int
SELECT grid_id, post, user_id FROM grid_post
WHERE user_id IS NOT NULL AND valid_to IS NULL AND post IN ('grid_head', 'grid_worker') ORDER BY grid_id, main DESC, id;

-- name: sim_rights_at :one
-- out: at int
SELECT COALESCE(MAX(valid_from), 0) FROM role_grant;

-- name: sim_town_by_code :one
-- out: id int
SELECT id FROM unit WHERE code = $code:text;

-- name: sim_receipts :many
-- out: id int, user_id int
SELECT id, user_id FROM instruction_receipt WHERE instruction_id = $instruction_id:int ORDER BY id LIMIT 400;

-- name: sim_articles :many
-- out: id int
SELECT id FROM knowledge WHERE status = 'published' ORDER BY id LIMIT 500;

-- Orders of a unit for which something can still be asked, the latest first.
-- name: sim_open_orders :many
-- out: id int, case_id int
SELECT o.id, o.case_id FROM work_order o
WHERE o.unit_id = $unit_id:int AND o.status IN ('to_sign', 'handling') AND o.role <> 'sub' AND o.due_at > $now:int AND o.designated = 0
  AND NOT EXISTS (SELECT 1 FROM adjustment a WHERE a.order_id = o.id AND a.status IN ('asked', 'passed'))
  AND NOT EXISTS (SELECT 1 FROM dispute d WHERE d.order_id = o.id AND d.ruled_at IS NULL)
ORDER BY o.id DESC LIMIT 20;

-- What has come up since somebody last looked, by its number.
-- name: sim_new_emergencies :many
-- out: id int
SELECT id FROM emergency WHERE id > $seen:int ORDER BY id LIMIT 200;

-- name: sim_new_hardcases :many
-- out: id int
SELECT id FROM hardcase WHERE id > $seen:int ORDER BY id LIMIT 200;

-- name: sim_new_notices :many
-- out: id int
SELECT id FROM notice WHERE id > $seen:int ORDER BY id LIMIT 200;

-- name: sim_exclusion :one
-- out: unit_id int, status text, version int
SELECT unit_id, status, version FROM exclusion WHERE id = $id:int;

-- name: sim_article_of :many
-- out: id int
SELECT id FROM knowledge WHERE status = 'published' AND owner_unit_id = $unit_id:int ORDER BY id LIMIT 1;

-- name: sim_new_promises :many
-- out: id int
SELECT id FROM promise WHERE id > $seen:int ORDER BY id LIMIT 200;
