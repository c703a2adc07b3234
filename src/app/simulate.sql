-- SPDX-License-Identifier: Apache-2.0
-- What the simulator must know of the city it plays.

-- name: sim_people :many
-- out: id int, unit_id int, role text
SELECT u.id, u.unit_id, g.role FROM app_user u JOIN role_grant g ON g.user_id = u.id
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
