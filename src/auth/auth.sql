-- SPDX-License-Identifier: Apache-2.0
-- Rights of a person, sessions, tokens, passwords.

-- name: person :one
-- out: login text, name text, unit_id int, unit_name text, unit_kind text, town_id int?, must_change int, contractor int, demo int, rights_version int, password_at int, password_days int
SELECT u.login, u.name, u.unit_id, n.name, n.kind,
       (SELECT t.id FROM unit_under uu JOIN unit t ON t.id = uu.ancestor_id
        WHERE uu.unit_id = u.unit_id AND t.kind = 'town' ORDER BY uu.depth LIMIT 1),
       u.must_change, u.contractor, u.demo, u.rights_version, u.password_at,
       COALESCE((SELECT CAST(s.value AS BIGINT) FROM setting s WHERE s.key = 'auth.password_days'), 90)
FROM app_user u JOIN unit n ON n.id = u.unit_id
WHERE u.id = $id:int AND u.status = 'active';

-- name: grants_in_force :many
-- out: role text, scope text, unit_id int?, grid_id int?, unit_name text?
SELECT g.role, g.scope, g.unit_id, g.grid_id, n.name
FROM role_grant g LEFT JOIN unit n ON n.id = g.unit_id
WHERE g.user_id = $user_id:int AND g.approved_at IS NOT NULL AND g.valid_from <= $now:int
  AND (g.valid_to IS NULL OR g.valid_to > $now)
ORDER BY g.id LIMIT 16;

-- name: parties_below :one
-- out: n int
SELECT count(*) FROM (
  SELECT 1 FROM case_party p
  WHERE p.kind = 'u' AND p.party_id IN (SELECT uu.unit_id FROM unit_under uu WHERE uu.ancestor_id = $unit_id:int)
  LIMIT $max:int) AS t;

-- ---- sessions and tokens ----

-- name: session_get :one
-- out: user_id int, expires_at int, seen_at int, rights_version int, idle_minutes int
SELECT s.user_id, s.expires_at, s.seen_at, u.rights_version,
       COALESCE((SELECT CAST(x.value AS BIGINT) FROM setting x WHERE x.key = 'auth.idle_minutes'), 120)
FROM login_session s JOIN app_user u ON u.id = s.user_id
WHERE s.token_hash = $token_hash:text;

-- name: session_touch :exec
UPDATE login_session SET seen_at = $now:int, rights_version = $rights_version:int
WHERE token_hash = $token_hash:text AND seen_at < $now;

-- name: session_insert :exec
INSERT INTO login_session (token_hash, user_id, rights_version, created_at, seen_at, expires_at, address, agent)
VALUES ($token_hash:text, $user_id:int, $rights_version:int, $now:int, $now, $expires_at:int, $address:text, $agent:text);

-- name: session_delete :exec
DELETE FROM login_session WHERE token_hash = $token_hash:text;

-- name: session_delete_user :exec
DELETE FROM login_session WHERE user_id = $user_id:int AND token_hash <> $but:text;

-- name: session_trim_user :exec
DELETE FROM login_session WHERE user_id = $user_id:int AND expires_at <= $now:int;

-- name: session_trim :exec
DELETE FROM login_session WHERE expires_at <= $now:int;

-- name: token_get :one
-- out: id int, user_id int, caps text, expires_at int, revoked_at int?, rights_version int
SELECT t.id, t.user_id, t.caps, t.expires_at, t.revoked_at, u.rights_version
FROM api_token t JOIN app_user u ON u.id = t.user_id
WHERE t.token_hash = $token_hash:text;

-- ---- login and password ----

-- name: login_user :one
-- out: id int, login text, status text, password text, failures int, locked_until int, rights_version int
SELECT id, login, status, password, failures, locked_until, rights_version FROM app_user WHERE login = $login:text;

-- name: login_user_by_id :one
-- out: id int, login text, status text, password text, failures int, locked_until int, rights_version int
SELECT id, login, status, password, failures, locked_until, rights_version FROM app_user WHERE id = $id:int;

-- name: login_failed :one
-- out: failures int
UPDATE app_user SET failures = failures + 1 WHERE id = $id:int RETURNING failures;

-- name: login_lock :exec
UPDATE app_user SET locked_until = $until:int WHERE id = $id:int;

-- name: login_succeeded :exec
UPDATE app_user SET failures = 0, locked_until = 0 WHERE id = $id:int AND (failures <> 0 OR locked_until <> 0);

-- name: password_set :exec
UPDATE app_user SET password = $password:text, password_at = $now:int, must_change = $must_change:int, failures = 0,
       locked_until = 0, version = version + 1
WHERE id = $id:int AND password = $former:text;
