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
