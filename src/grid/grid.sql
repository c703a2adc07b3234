-- SPDX-License-Identifier: Apache-2.0
-- Grids: editing one, the tree, posts, re-partition, the map.

-- name: grid_get :one
-- out: id int, code text, level int, parent_id int?, name text, special text, town_id int, community_id int, households int, wkt text, lon int?, lat int?, phone text, valid_from int, valid_to int?, version int
SELECT id, code, level, parent_id, name, special, town_id, community_id, households, wkt, lon, lat, phone, valid_from, valid_to, version
FROM grid WHERE id = $id:int;

-- name: grid_find :one
-- out: id int
SELECT id FROM grid WHERE code = $code:text AND valid_to IS NULL;

-- name: grid_insert :one
-- out: id int
INSERT INTO grid (code, level, parent_id, name, special, town_id, community_id, households, wkt, lon, lat, phone, valid_from)
VALUES ($code:text, $level:int, $parent_id:int?, $name:text, $special:text, $town_id:int, $community_id:int, $households:int, $wkt:text,
  $lon:int?, $lat:int?, $phone:text, $now:int)
RETURNING id;

-- name: grid_update :exec
UPDATE grid SET version = version + 1, code = $code:text, level = $level:int, parent_id = $parent_id:int?, name = $name:text,
  special = $special:text, town_id = $town_id:int, community_id = $community_id:int, households = $households:int, wkt = $wkt:text,
  lon = $lon:int?, lat = $lat:int?, phone = $phone:text
WHERE id = $id:int AND version = $version:int AND valid_to IS NULL;

-- name: grid_close :exec
UPDATE grid SET version = version + 1, valid_to = $now:int WHERE id = $id:int AND version = $version:int AND valid_to IS NULL;

-- name: grid_parent :one
-- out: code text, level int, town_id int, community_id int, wkt text
SELECT code, level, town_id, community_id, wkt FROM grid WHERE id = $id:int AND valid_to IS NULL;

-- name: grid_community :one
-- out: kind text, parent_id int?, parent_kind text?, region_code text, name text
SELECT u.kind, u.parent_id, p.kind, u.region_code, u.name FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.id = $id:int;

-- name: grid_unit_by_code :one
-- out: id int
SELECT id FROM unit WHERE code = $code:text AND kind = 'community';

-- name: grid_siblings :many
-- out: id int, code text, name text, wkt text
SELECT id, code, name, wkt FROM grid
WHERE community_id = $community_id:int AND level = $level:int AND parent_id IS NOT DISTINCT FROM CAST($parent_id:int? AS BIGINT)
  AND valid_to IS NULL AND id <> $id:int AND wkt <> ''
ORDER BY code;

-- name: grid_children :many
-- out: id int, code text, level int, name text, special text, town_id int, community_id int, households int, wkt text, lon int?, lat int?, phone text, version int
SELECT id, code, level, name, special, town_id, community_id, households, wkt, lon, lat, phone, version
FROM grid WHERE parent_id = $parent_id:int AND valid_to IS NULL ORDER BY code;

-- name: grid_child_count :one
-- out: n int, households int
SELECT COUNT(*), COALESCE(SUM(households), 0) FROM grid WHERE parent_id = $parent_id:int AND valid_to IS NULL;

-- ---- tree ----------------------------------------------------------------------------------------

-- name: grid_tree_towns :many
-- out: id int, code text, name text, grids int, households int
SELECT u.id, u.code, u.name, COUNT(g.id), COALESCE(SUM(g.households), 0)
FROM unit u LEFT JOIN grid g ON g.town_id = u.id AND g.level = 1 AND g.valid_to IS NULL
WHERE u.kind = 'town' AND u.active = 1
GROUP BY u.id, u.code, u.name ORDER BY u.code;

-- name: grid_tree_communities :many
-- out: id int, code text, name text, grids int, households int
SELECT u.id, u.code, u.name, COUNT(g.id), COALESCE(SUM(g.households), 0)
FROM unit u LEFT JOIN grid g ON g.community_id = u.id AND g.level = 1 AND g.valid_to IS NULL
WHERE u.kind = 'community' AND u.active = 1 AND u.parent_id = $town_id:int
GROUP BY u.id, u.code, u.name ORDER BY u.code;

-- name: grid_tree_bases :many
-- out: id int, code text, level int, name text, special text, households int, children int
SELECT g.id, g.code, g.level, g.name, g.special, g.households,
  (SELECT COUNT(*) FROM grid k WHERE k.parent_id = g.id AND k.valid_to IS NULL)
FROM grid g WHERE g.community_id = $community_id:int AND g.parent_id IS NULL AND g.valid_to IS NULL ORDER BY g.level, g.code;

-- name: grid_tree_below :many
-- out: id int, code text, level int, name text, special text, households int, children int
SELECT g.id, g.code, g.level, g.name, g.special, g.households,
  (SELECT COUNT(*) FROM grid k WHERE k.parent_id = g.id AND k.valid_to IS NULL)
FROM grid g WHERE g.parent_id = $parent_id:int AND g.valid_to IS NULL ORDER BY g.code;

-- name: grid_path :many
-- out: id int, code text, level int, name text, phone text
WITH RECURSIVE up(id, parent_id, depth) AS (
  SELECT id, parent_id, 0 FROM grid WHERE id = $id:int
  UNION ALL
  SELECT g.id, g.parent_id, up.depth + 1 FROM grid g JOIN up ON g.id = up.parent_id WHERE up.depth < 8)
SELECT g.id, g.code, g.level, g.name, g.phone FROM up JOIN grid g ON g.id = up.id ORDER BY g.level;

-- ---- posts ---------------------------------------------------------------------------------------

-- name: grid_posts :many
-- out: id int, post text, worker_type text, user_id int?, name text, main int, valid_from int
SELECT id, post, worker_type, user_id, name, main, valid_from FROM grid_post
WHERE grid_id = $grid_id:int AND valid_to IS NULL
ORDER BY CASE post WHEN 'county_leader' THEN 1 WHEN 'street_cadre' THEN 2 WHEN 'community_secretary' THEN 3 WHEN 'grid_head' THEN 4
  ELSE 5 END, main DESC, id;

-- name: grid_post_insert :exec
INSERT INTO grid_post (grid_id, post, worker_type, user_id, name, main, valid_from)
VALUES ($grid_id:int, $post:text, $worker_type:text, $user_id:int?, $name:text, $main:int, $now:int);

-- name: grid_post_close :exec
UPDATE grid_post SET valid_to = $now:int WHERE id = $id:int AND valid_to IS NULL;

-- name: grid_posts_close :exec
UPDATE grid_post SET valid_to = $now:int WHERE grid_id = $grid_id:int AND valid_to IS NULL;

-- name: grid_user_active :one
-- out: name text
SELECT name FROM app_user WHERE id = $id:int AND status = 'active';

-- The one whom residents may call: the head of the base grid.
-- name: grid_head :one
-- out: name text
SELECT name FROM grid_post WHERE grid_id = $grid_id:int AND post = 'grid_head' AND valid_to IS NULL ORDER BY main DESC, id LIMIT 1;

-- ---- re-partition --------------------------------------------------------------------------------

-- name: grid_lineage_insert :exec
INSERT INTO grid_lineage (old_id, new_id, at, reason, by_user) VALUES ($old_id:int, $new_id:int, $now:int, $reason:text, $by_user:int?);

-- name: grid_lineage_of :many
-- out: old_id int, old_code text, old_name text, new_id int, new_code text, new_name text, at int, reason text, by_user int?
SELECT l.old_id, o.code, o.name, l.new_id, n.code, n.name, l.at, l.reason, l.by_user
FROM grid_lineage l JOIN grid o ON o.id = l.old_id JOIN grid n ON n.id = l.new_id
WHERE l.old_id = $id:int OR l.new_id = $id ORDER BY l.id;

-- All grids of today that a grid has become (itself when still in force): where open cases of an old grid are found.
-- name: grid_successors :many
-- out: id int
WITH RECURSIVE line(id, depth) AS (
  SELECT CAST($id:int AS BIGINT), 0
  UNION
  SELECT l.new_id, line.depth + 1 FROM grid_lineage l JOIN line ON l.old_id = line.id WHERE line.depth < 32)
SELECT DISTINCT g.id FROM line JOIN grid g ON g.id = line.id WHERE g.valid_to IS NULL ORDER BY g.id;

-- All former grids of a grid, itself too: open cases carry one of these.
-- name: grid_ancestry :many
-- out: id int
WITH RECURSIVE line(id, depth) AS (
  SELECT CAST($id:int AS BIGINT), 0
  UNION
  SELECT l.old_id, line.depth + 1 FROM grid_lineage l JOIN line ON l.new_id = line.id WHERE line.depth < 32)
SELECT DISTINCT id FROM line ORDER BY id;

-- People whose right covers the old grid get the same right on each new one; the old right stays, for the open cases.
-- name: grid_grants_copy :exec
INSERT INTO role_grant (user_id, role, scope, unit_id, grid_id, proposed_by, approved_by, approved_at, valid_from, valid_to)
SELECT r.user_id, r.role, r.scope, r.unit_id, $new_id:int, r.proposed_by, r.approved_by, r.approved_at, $now:int, r.valid_to
FROM role_grant r
WHERE r.grid_id = $old_id:int AND r.approved_at IS NOT NULL AND (r.valid_to IS NULL OR r.valid_to > $now)
  AND NOT EXISTS (SELECT 1 FROM role_grant x WHERE x.user_id = r.user_id AND x.role = r.role AND x.grid_id = $new_id);

-- name: grid_grants_touch :exec
UPDATE app_user SET rights_version = rights_version + 1
WHERE id IN (SELECT r.user_id FROM role_grant r WHERE r.grid_id = $old_id:int AND (r.valid_to IS NULL OR r.valid_to > $now:int));

-- Open cases stay where they happened; the people of the new grids see them too (case_party is the only source of that).
-- name: grid_parties_copy :exec
INSERT INTO case_party (case_id, kind, party_id, role, from_at)
SELECT p.case_id, 'g', $new_id:int, p.role, $now:int
FROM case_party p JOIN casefile c ON c.id = p.case_id
WHERE p.kind = 'g' AND p.party_id = $old_id:int AND p.to_at IS NULL AND c.closed_at IS NULL
ON CONFLICT (case_id, kind, party_id, role) DO NOTHING;

-- name: grid_open_cases :one
-- out: n int
SELECT COUNT(*) FROM casefile WHERE grid_id = $id:int AND closed_at IS NULL;

-- ---- prepared re-partitions -------------------------------------------------------------------------

-- name: grid_prepared_insert :one
-- out: id int
INSERT INTO grid_prepared (community_id, title, effective_at, plan, reason, status, created_by, created_at)
VALUES ($community_id:int, $title:text, $effective_at:int, $plan:text, $reason:text, $status:text, $created_by:int, $now:int)
RETURNING id;

-- name: grid_prepared_old_insert :exec
INSERT INTO grid_prepared_old (grid_id, prepared_id) VALUES ($grid_id:int, $prepared_id:int);

-- Without the plan: that never changes, and it is long.
-- name: grid_prepared_get :one
-- out: id int, community_id int, title text, effective_at int, reason text, status text, fault text, created_by int, created_at int, ended_at int?, version int
SELECT id, community_id, title, effective_at, reason, status, fault, created_by, created_at, ended_at, version
FROM grid_prepared WHERE id = $id:int;

-- name: grid_prepared_plan :one
-- out: plan text
SELECT plan FROM grid_prepared WHERE id = $id:int;

-- name: grid_prepared_olds :many
-- out: grid_id int
SELECT grid_id FROM grid_prepared_old WHERE prepared_id = $id:int ORDER BY grid_id;

-- name: grid_prepared_set :exec
UPDATE grid_prepared SET status = $status:text, fault = $fault:text, ended_at = $now:int, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: grid_prepared_due :many
-- out: id int
SELECT id FROM grid_prepared WHERE status = 'pending' AND effective_at <= $now:int ORDER BY effective_at, id LIMIT $max:int;

-- Another one than `own` that will end this grid.
-- name: grid_prepared_of :one
-- out: id int, effective_at int
SELECT p.id, p.effective_at FROM grid_prepared_old o JOIN grid_prepared p ON p.id = o.prepared_id
WHERE o.grid_id = $grid_id:int AND p.status = 'pending' AND p.id <> $own:int ORDER BY p.id LIMIT 1;

-- In the community of a grid, what is still to come first.
-- name: grid_prepared_beside :many
-- out: id int, title text, effective_at int, reason text, status text, fault text, by_name text, created_at int, ended_at int?, version int
SELECT p.id, p.title, p.effective_at, p.reason, p.status, p.fault, u.name, p.created_at, p.ended_at, p.version
FROM grid x JOIN grid_prepared p ON p.community_id = x.community_id JOIN app_user u ON u.id = p.created_by
WHERE x.id = $grid_id:int
ORDER BY CASE p.status WHEN 'pending' THEN 0 ELSE 1 END, p.effective_at DESC, p.id DESC LIMIT $max:int;

-- ---- settings ------------------------------------------------------------------------------------

-- name: grid_setting :one
-- out: value text
SELECT value FROM setting WHERE key = $key:text;

-- ---- map -----------------------------------------------------------------------------------------

-- name: grid_shapes_of_level :many
-- out: id int, town_id int, community_id int, wkt text
SELECT id, town_id, community_id, wkt FROM grid WHERE level = $level:int AND valid_to IS NULL AND wkt <> '' ORDER BY town_id, community_id, id;

-- ---- the editor -----------------------------------------------------------------------------------

-- Those that can be redrawn together, the one asked for too.
-- name: grid_peers :many
-- out: id int
SELECT g.id FROM grid g JOIN grid x ON x.id = $id:int
WHERE g.community_id = x.community_id AND g.level = x.level AND g.parent_id IS NOT DISTINCT FROM x.parent_id AND g.valid_to IS NULL
ORDER BY g.code;

-- Codes that begin so, of former grids too: a number is not given twice.
-- name: grid_codes_under :many
-- out: code text
SELECT code FROM grid WHERE SUBSTR(code, 1, CAST($digits:int AS INTEGER)) = $prefix:text AND LENGTH(code) = $length:int ORDER BY code;

-- ---- printed codes ----------------------------------------------------------------------------------

-- name: grid_cards :many
-- out: id int, code text, level int, name text, phone text, town_id int, community_id int
SELECT id, code, level, name, phone, town_id, community_id FROM grid
WHERE valid_to IS NULL AND level = $level:int AND (CAST($town_id:int? AS BIGINT) IS NULL OR town_id = $town_id)
  AND (CAST($community_id:int? AS BIGINT) IS NULL OR community_id = $community_id)
ORDER BY code LIMIT $max:int;
