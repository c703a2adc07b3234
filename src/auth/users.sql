-- SPDX-License-Identifier: Apache-2.0
-- Accounts, grants, tokens.

-- name: user_get :one
-- out: id int, login text, name text, unit_id int, status text, contractor int, must_change int, demo int, locked_until int, phone_sealed blob?, version int
SELECT id, login, name, unit_id, status, contractor, must_change, demo, locked_until, phone_sealed, version
FROM app_user WHERE id = $id:int;

-- name: user_by_login :one
-- out: id int
SELECT id FROM app_user WHERE login = $login:text;

-- name: user_insert :one
-- out: id int
INSERT INTO app_user (login, name, unit_id, status, contractor, demo, created_at)
VALUES ($login:text, $name:text, $unit_id:int, $status:text, $contractor:int, $demo:int, $now:int)
ON CONFLICT (login) DO NOTHING RETURNING id;

-- name: user_set_phone :exec
UPDATE app_user SET phone_sealed = $phone:blob? WHERE id = $id:int;

-- name: user_update :exec
UPDATE app_user SET name = $name:text, unit_id = $unit_id:int, status = $status:text, contractor = $contractor:int,
       version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: user_rights_moved :exec
UPDATE app_user SET rights_version = rights_version + 1 WHERE id = $id:int;

-- name: user_activate :exec
UPDATE app_user SET status = 'active', version = version + 1 WHERE id = $id:int AND status = 'proposed';

-- name: user_password :exec
UPDATE app_user SET password = $password:text, password_at = $now:int, must_change = $must_change:int, failures = 0,
       locked_until = 0, version = version + 1
WHERE id = $id:int;

-- name: user_sessions_end :exec
DELETE FROM login_session WHERE user_id = $user_id:int;

-- name: user_known_unit :one
-- out: id int, active int
SELECT id, active FROM unit WHERE id = $id:int;

-- name: user_known_grid :one
-- out: id int
SELECT id FROM grid WHERE id = $id:int AND valid_to IS NULL;

-- ---- grants ----

-- name: grant_get :one
-- out: id int, user_id int, role text, scope text, unit_id int?, grid_id int?, proposed_by int?, approved_by int?, approved_at int?, valid_from int, valid_to int?, user_unit_id int, contractor int
SELECT g.id, g.user_id, g.role, g.scope, g.unit_id, g.grid_id, g.proposed_by, g.approved_by, g.approved_at, g.valid_from,
       g.valid_to, u.unit_id, u.contractor
FROM role_grant g JOIN app_user u ON u.id = g.user_id WHERE g.id = $id:int;

-- name: grants_of_user :many
-- out: id int, role text, scope text, unit_id int?, unit_name text?, grid_id int?, grid_name text?, proposed_by int?, proposed_by_name text?, approved_by int?, approved_by_name text?, approved_at int?, valid_from int
SELECT g.id, g.role, g.scope, g.unit_id, n.name, g.grid_id, d.name, g.proposed_by, p.name, g.approved_by, a.name,
       g.approved_at, g.valid_from
FROM role_grant g
LEFT JOIN unit n ON n.id = g.unit_id LEFT JOIN grid d ON d.id = g.grid_id
LEFT JOIN app_user p ON p.id = g.proposed_by LEFT JOIN app_user a ON a.id = g.approved_by
WHERE g.user_id = $user_id:int AND (g.valid_to IS NULL OR g.valid_to > $now:int)
ORDER BY g.id;

-- name: grant_insert :one
-- out: id int
INSERT INTO role_grant (user_id, role, scope, unit_id, grid_id, proposed_by, approved_by, approved_at, valid_from, valid_to)
VALUES ($user_id:int, $role:text, $scope:text, $unit_id:int?, $grid_id:int?, $proposed_by:int?, $approved_by:int?,
        $approved_at:int?, $valid_from:int, $valid_to:int?)
RETURNING id;

-- name: grant_approve :exec
UPDATE role_grant SET approved_by = $approved_by:int, approved_at = $now:int
WHERE id = $id:int AND approved_at IS NULL AND (valid_to IS NULL OR valid_to > $now);

-- name: grant_end :exec
UPDATE role_grant SET valid_to = $now:int WHERE id = $id:int AND (valid_to IS NULL OR valid_to > $now);

-- name: role_holders :one
-- out: n int
SELECT count(*) FROM role_grant g JOIN app_user u ON u.id = g.user_id
WHERE g.role = $role:text AND g.user_id <> $but:int AND u.status = 'active' AND g.approved_at IS NOT NULL
  AND g.valid_from <= $now:int AND (g.valid_to IS NULL OR g.valid_to > $now);

-- ---- tokens ----

-- name: token_insert :one
-- out: id int
INSERT INTO api_token (token_hash, name, user_id, caps, created_at, expires_at)
VALUES ($token_hash:text, $name:text, $user_id:int, $caps:text, $now:int, $expires_at:int) RETURNING id;

-- name: token_revoke :one
-- out: token_hash text, user_id int
UPDATE api_token SET revoked_at = $now:int WHERE id = $id:int AND revoked_at IS NULL RETURNING token_hash, user_id;

-- ---- what somebody may do, and why ----

-- name: rights_case :one
-- out: id int, no text, status text
SELECT id, no, status FROM casefile WHERE no = $no:text;

-- Who takes part in the case: the only source of who may see it.
-- name: rights_parties :many
-- out: kind text, role text, name text
SELECT p.kind, p.role, COALESCE(u.short_name, g.name, a.name, '')
FROM case_party p LEFT JOIN unit u ON p.kind = 'u' AND u.id = p.party_id LEFT JOIN grid g ON p.kind = 'g' AND g.id = p.party_id
  LEFT JOIN app_user a ON p.kind = 'p' AND a.id = p.party_id
WHERE p.case_id = $case_id:int AND p.to_at IS NULL ORDER BY p.kind DESC, p.role LIMIT 40;

-- name: rights_orders :many
-- out: id int, no text, status text, unit_name text
SELECT o.id, o.no, o.status, u.short_name FROM work_order o JOIN unit u ON u.id = o.unit_id
WHERE o.case_id = $case_id:int ORDER BY o.id LIMIT 20;
