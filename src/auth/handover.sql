-- SPDX-License-Identifier: Apache-2.0
-- Handing over to a deputy.

-- name: deputy_for :many
-- out: user_id int, from_at int, to_at int
SELECT user_id, from_at, to_at FROM handover
WHERE deputy_id = $deputy_id:int AND to_at > $now:int AND ended_at IS NULL ORDER BY from_at, id LIMIT 4;

-- name: deputy_for_named :many
-- out: user_id int, name text, from_at int, to_at int
SELECT h.user_id, u.name, h.from_at, h.to_at FROM handover h JOIN app_user u ON u.id = h.user_id
WHERE h.deputy_id = $deputy_id:int AND h.to_at > $now:int AND h.from_at <= $now AND h.ended_at IS NULL ORDER BY h.id LIMIT 4;

-- name: deputy_of :one
-- out: id int, deputy_id int, name text, from_at int, to_at int
SELECT h.id, h.deputy_id, u.name, h.from_at, h.to_at FROM handover h JOIN app_user u ON u.id = h.deputy_id
WHERE h.user_id = $user_id:int AND h.to_at > $now:int AND h.from_at <= $now AND h.ended_at IS NULL ORDER BY h.id LIMIT 1;

-- name: handover_get :one
-- out: id int, user_id int, deputy_id int, from_at int, to_at int, reason text, created_by int, ended_at int?, version int, unit_id int
SELECT h.id, h.user_id, h.deputy_id, h.from_at, h.to_at, h.reason, h.created_by, h.ended_at, h.version, u.unit_id
FROM handover h JOIN app_user u ON u.id = h.user_id WHERE h.id = $id:int;

-- name: handover_insert :one
-- out: id int
INSERT INTO handover (user_id, deputy_id, from_at, to_at, reason, created_by, created_at)
VALUES ($user_id:int, $deputy_id:int, $from_at:int, $to_at:int, $reason:text, $created_by:int, $now:int)
RETURNING id;

-- name: handover_end :exec
UPDATE handover SET ended_at = $now:int, ended_by = $by:int, version = version + 1
WHERE id = $id:int AND version = $version:int AND ended_at IS NULL;

-- name: handover_clash :one
-- out: n int
SELECT COUNT(*) FROM handover
WHERE user_id = $user_id:int AND ended_at IS NULL AND from_at < $to_at:int AND to_at > $from_at:int;

-- name: handover_person :one
-- out: unit_id int, name text, contractor int
SELECT unit_id, name, contractor FROM app_user WHERE id = $id:int AND status = 'active';

-- name: handover_b_of :one
-- out: user_id int
SELECT p.user_b FROM post p JOIN app_user a ON a.id = p.user_a JOIN app_user b ON b.id = p.user_b
WHERE p.user_a = $user_id:int AND (p.valid_to IS NULL OR p.valid_to > $now:int) AND b.status = 'active' AND b.unit_id = a.unit_id
ORDER BY p.id LIMIT 1;
