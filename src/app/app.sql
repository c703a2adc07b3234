-- SPDX-License-Identifier: Apache-2.0
-- What the program itself asks, besides the rooms.

-- name: live_bounds :one
-- out: first int, last int
SELECT COALESCE((SELECT MIN(id) FROM live_message), 0), COALESCE((SELECT MAX(id) FROM live_message), 0);

-- name: ref_newest :one
-- out: id int
SELECT COALESCE(MAX(id), 0) FROM ref_version;

-- name: app_demo :one
-- out: demo int
SELECT CASE WHEN EXISTS (SELECT 1 FROM app_user WHERE demo = 1) THEN 1 ELSE 0 END;

-- name: app_counts :one
-- out: users int, demo_users int, units int, appeals int, cases int
SELECT (SELECT COUNT(*) FROM app_user), (SELECT COUNT(*) FROM app_user WHERE demo = 1), (SELECT COUNT(*) FROM unit),
       (SELECT COUNT(*) FROM appeal), (SELECT COUNT(*) FROM casefile);

-- ---- yingshao user ----

-- name: cli_users :many
-- out: id int, login text, name text, unit text, status text, locked_until int, must_change int
SELECT u.id, u.login, u.name, n.name, u.status, u.locked_until, u.must_change
FROM app_user u JOIN unit n ON n.id = u.unit_id ORDER BY u.id;

-- name: cli_user :one
-- out: id int
SELECT id FROM app_user WHERE login = $login:text;

-- name: cli_unit :one
-- out: id int
SELECT id FROM unit WHERE code = $code:text AND active = 1;

-- name: cli_grants :many
-- out: role text, scope text, approved int
SELECT role, scope, CAST(CASE WHEN approved_at IS NULL THEN 0 ELSE 1 END AS BIGINT) FROM role_grant
WHERE user_id = $user_id:int AND (valid_to IS NULL OR valid_to > $now:int) ORDER BY id;

-- name: cli_unlock :exec
UPDATE app_user SET failures = 0, locked_until = 0, version = version + 1 WHERE id = $id:int;

-- ---- yingshao rebuild: the closure of the unit tree. A circle would end at depth 40. ----

-- name: under_wrong_delete :exec
DELETE FROM unit_under WHERE (unit_id, ancestor_id, depth) NOT IN (
  WITH RECURSIVE up(unit_id, ancestor_id, depth) AS (
    SELECT id, id, 0 FROM unit
    UNION ALL
    SELECT up.unit_id, p.parent_id, up.depth + 1 FROM up JOIN unit p ON p.id = up.ancestor_id
    WHERE p.parent_id IS NOT NULL AND up.depth < 40)
  SELECT unit_id, ancestor_id, depth FROM up);

-- name: under_missing_insert :exec
INSERT INTO unit_under (ancestor_id, unit_id, depth)
SELECT x.ancestor_id, x.unit_id, x.depth FROM (
  WITH RECURSIVE up(unit_id, ancestor_id, depth) AS (
    SELECT id, id, 0 FROM unit
    UNION ALL
    SELECT up.unit_id, p.parent_id, up.depth + 1 FROM up JOIN unit p ON p.id = up.ancestor_id
    WHERE p.parent_id IS NOT NULL AND up.depth < 40)
  SELECT unit_id, ancestor_id, depth FROM up) AS x
WHERE NOT EXISTS (SELECT 1 FROM unit_under u WHERE u.ancestor_id = x.ancestor_id AND u.unit_id = x.unit_id);
