-- SPDX-License-Identifier: Apache-2.0
-- Files of everything that has files. A draft (object_id 0) waits for the form that it belongs to.

-- name: attachment_release :exec
UPDATE attachment SET released = 1 WHERE id = $id:int AND object_kind = 'appeal' AND object_id = $appeal_id:int;

-- name: attachment_draft :one
-- out: id int, claim_hash text?, uploaded_by int?, object_kind text, object_id int
SELECT id, claim_hash, uploaded_by, object_kind, object_id FROM attachment WHERE id = $id:int;

-- name: attachment_adopt :exec
UPDATE attachment SET object_kind = $object_kind:text, object_id = $object_id:int WHERE id = $id:int AND object_kind = 'draft';

-- name: attachment_insert :one
-- out: id int
INSERT INTO attachment (object_kind, object_id, stage, hash, name, media_type, size, width, height, thumb_hash, status, claim_hash, uploaded_by,
  uploaded_at)
VALUES ($object_kind:text, $object_id:int, $stage:text, $hash:text, $name:text, $media_type:text, $size:int, $width:int?, $height:int?,
  $thumb_hash:text?, $status:text, $claim_hash:text?, $uploaded_by:int?, $uploaded_at:int)
RETURNING id;

-- name: attachment_get :one
-- out: id int, object_kind text, object_id int, stage text, hash text, name text, media_type text, size int, width int?, height int?, thumb_hash text?, status text, released int, claim_hash text?, uploaded_by int?, uploaded_at int
SELECT id, object_kind, object_id, stage, hash, name, media_type, size, width, height, thumb_hash, status, released, claim_hash, uploaded_by, uploaded_at
FROM attachment WHERE id = $id:int;

-- name: attachment_list :many
-- out: id int, stage text, name text, media_type text, size int, width int?, height int?, thumb_hash text?, status text, released int, uploaded_by int?, uploader text?, uploaded_at int
SELECT f.id, f.stage, f.name, f.media_type, f.size, f.width, f.height, f.thumb_hash, f.status, f.released, f.uploaded_by, u.name, f.uploaded_at
FROM attachment f LEFT JOIN app_user u ON u.id = f.uploaded_by
WHERE f.object_kind = $object_kind:text AND f.object_id = $object_id:int ORDER BY f.id;

-- name: attachment_stages :one
-- out: before_n int, after_n int, evidence_n int, document_n int
SELECT COUNT(*) FILTER (WHERE stage IN ('before', 'report')), COUNT(*) FILTER (WHERE stage = 'after'),
       COUNT(*) FILTER (WHERE stage = 'evidence'), COUNT(*) FILTER (WHERE stage = 'document')
FROM attachment WHERE status = 'ready' AND object_kind = $object_kind:text AND object_id = $object_id:int;

-- name: attachment_hash_used :one
-- out: n int
SELECT COUNT(*) FROM attachment WHERE hash = $hash:text OR thumb_hash = $hash;

-- name: attachment_seal :exec
UPDATE attachment SET meta_sealed = $meta_sealed:blob WHERE id = $id:int;

-- name: attachment_sealed :one
-- out: meta_sealed blob?
SELECT meta_sealed FROM attachment WHERE id = $id:int;

-- name: attachment_drop_drafts :exec
DELETE FROM attachment WHERE object_kind = 'draft' AND uploaded_at < $before:int;
