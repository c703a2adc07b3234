-- SPDX-License-Identifier: Apache-2.0
-- Answers kept for repeated requests. The table comes from a migration; rows live 30 days.

-- name: idempotency_claim :exec
INSERT INTO idempotency (principal_key, key, request_hash, status, answer, created_at)
VALUES ($principal_key:int, $key:text, $request_hash:text, 0, '', $created_at:int)
ON CONFLICT (principal_key, key) DO NOTHING;

-- name: idempotency_get :one
-- out: request_hash text, status int, answer text
SELECT request_hash, status, answer FROM idempotency WHERE principal_key = $principal_key:int AND key = $key:text;

-- name: idempotency_store :exec
UPDATE idempotency SET status = $status:int, answer = $answer:text
WHERE principal_key = $principal_key:int AND key = $key:text;

-- name: idempotency_purge :exec
DELETE FROM idempotency
-- only: sqlite
-- from the oldest row to the first young one: a row that came after it goes with the next day's
WHERE rowid < COALESCE((SELECT rowid FROM idempotency WHERE created_at >= $before:int ORDER BY rowid LIMIT 1), 9223372036854775807)
-- end
-- only: postgres
WHERE created_at < $before:int
-- end
;
