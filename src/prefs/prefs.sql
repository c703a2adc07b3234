-- SPDX-License-Identifier: Apache-2.0
-- Preferences and views. A shared view is seen by whoever is of its maker's unit now: moving away ends the sharing by itself.

-- name: pref_list :many
-- out: key text, value text
SELECT key, value FROM user_preference WHERE user_id = $user_id:int ORDER BY key LIMIT 200;

-- name: pref_count :one
-- out: n int, here int
SELECT COUNT(*), COUNT(*) FILTER (WHERE key = $key:text) FROM user_preference WHERE user_id = $user_id:int;

-- name: pref_put :exec
INSERT INTO user_preference (user_id, key, value, updated_at) VALUES ($user_id:int, $key:text, $value:text, $now:int)
ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at;

-- name: pref_drop :exec
DELETE FROM user_preference WHERE user_id = $user_id:int AND key = $key:text;

-- name: view_list :many
-- out: id int, user_id int, owner text, page text, name text, query text, shared int, position int, version int
SELECT v.id, v.user_id, u.name, v.page, v.name, v.query, v.shared, v.position, v.version
FROM list_view v JOIN app_user u ON u.id = v.user_id
WHERE v.user_id = $user_id:int AND v.page = $page:text
UNION ALL
SELECT v.id, v.user_id, u.name, v.page, v.name, v.query, v.shared, v.position, v.version
FROM list_view v JOIN app_user u ON u.id = v.user_id
WHERE v.page = $page AND v.shared = 1 AND u.unit_id = $unit_id:int AND u.status = 'active' AND v.user_id <> $user_id
ORDER BY 2, 8, 1 LIMIT 150;

-- name: view_own :many
-- out: id int, user_id int, owner text, page text, name text, query text, shared int, position int, version int
SELECT v.id, v.user_id, u.name, v.page, v.name, v.query, v.shared, v.position, v.version
FROM list_view v JOIN app_user u ON u.id = v.user_id WHERE v.user_id = $user_id:int ORDER BY v.page, v.position, v.id LIMIT 150;

-- name: view_get :one
-- out: id int, user_id int, owner text, page text, name text, query text, shared int, position int, version int
SELECT v.id, v.user_id, u.name, v.page, v.name, v.query, v.shared, v.position, v.version
FROM list_view v JOIN app_user u ON u.id = v.user_id WHERE v.id = $id:int AND v.user_id = $user_id:int;

-- name: view_room :one
-- out: n int, same int, last int
SELECT COUNT(*), COUNT(*) FILTER (WHERE page = $page:text AND name = $name:text AND id <> $id:int),
  COALESCE(MAX(position) FILTER (WHERE page = $page), 0)
FROM list_view WHERE user_id = $user_id:int;

-- name: view_insert :one
-- out: id int
INSERT INTO list_view (user_id, page, name, query, shared, position, created_at, updated_at)
VALUES ($user_id:int, $page:text, $name:text, $query:text, $shared:int, $position:int, $now:int, $now)
RETURNING id;

-- name: view_set :exec
UPDATE list_view SET name = $name:text, query = $query:text, shared = $shared:int, position = $position:int, version = version + 1,
  updated_at = $now:int
WHERE id = $id:int AND user_id = $user_id:int AND version = $version:int;

-- name: view_drop :exec
DELETE FROM list_view WHERE id = $id:int AND user_id = $user_id:int AND version = $version:int;
