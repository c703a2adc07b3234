-- SPDX-License-Identifier: Apache-2.0
-- The audit chain. The row ("audit", 0) of `stream` is only a lock: its seq stays 0 and it is never anchored as a stream.

-- name: audit_lock :one
-- out: seq int
INSERT INTO stream (stream, stream_id, seq, head, dirty) VALUES ('audit', 0, 0, $zero:blob, 0)
ON CONFLICT (stream, stream_id) DO UPDATE SET dirty = 0
RETURNING seq;

-- name: audit_last :one
-- out: id int, hash blob
SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1;

-- name: audit_insert :exec
INSERT INTO audit (at, user_id, address, action, object_kind, object_id, success, reason, detail, prev, hash)
VALUES ($at:int, $user_id:int?, $address:text, $action:text, $object_kind:text, $object_id:int?, $success:int, $reason:text,
        $detail:text, $prev:blob, $hash:blob);

-- name: audit_all :many
-- out: id int, at int, user_id int?, address text, action text, object_kind text, object_id int?, success int, reason text, detail text, prev blob, hash blob
SELECT id, at, user_id, address, action, object_kind, object_id, success, reason, detail, prev, hash FROM audit ORDER BY id;
