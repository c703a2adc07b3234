-- SPDX-License-Identifier: Apache-2.0
-- Making the demo city.

-- name: demo_units :one
-- out: n int
SELECT (SELECT COUNT(*) FROM unit) + (SELECT COUNT(*) FROM grid) + (SELECT COUNT(*) FROM app_user);

-- name: demo_setting :exec
INSERT INTO setting (key, value, changed_at) VALUES ($key:text, $value:text, $now:int)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = setting.version + 1, changed_at = excluded.changed_at;

-- name: demo_user :one
-- out: id int
INSERT INTO app_user (login, name, unit_id, status, demo, created_at)
VALUES ($login:text, $name:text, $unit_id:int, 'active', 1, $now:int)
RETURNING id;

-- name: demo_grant :exec
INSERT INTO role_grant (user_id, role, scope, unit_id, approved_at, valid_from)
VALUES ($user_id:int, $role:text, $scope:text, $unit_id:int?, $now:int, $now);

-- name: demo_units_to_staff :many
-- out: id int, code text, name text, kind text
SELECT id, code, name, kind FROM unit WHERE kind NOT IN ('city', 'community') ORDER BY id;
