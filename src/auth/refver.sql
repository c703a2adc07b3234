-- SPDX-License-Identifier: Apache-2.0
-- Every version of every reference row.

-- name: refver_insert :exec
INSERT INTO ref_version (kind, ref_id, version, body, changed_by, changed_at)
VALUES ($kind:text, $ref_id:int, $version:int, $body:text, $changed_by:int?, $changed_at:int)
ON CONFLICT (kind, ref_id, version) DO NOTHING;

-- name: refver_of :many
-- out: version int, changed_by int?, changed_at int, body text, name text
SELECT v.version, v.changed_by, v.changed_at, v.body, COALESCE(u.name, '')
FROM ref_version v LEFT JOIN app_user u ON u.id = v.changed_by
WHERE v.kind = $kind:text AND v.ref_id = $ref_id:int
ORDER BY v.version DESC LIMIT 200;
