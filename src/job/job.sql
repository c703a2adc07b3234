-- SPDX-License-Identifier: Apache-2.0
-- Leases of jobs. The guard stands in the WHERE of the UPDATE, so that of two nodes one gets the row.

-- name: job_known :exec
INSERT INTO job_run (name, next_at) VALUES ($name:text, $next_at:int) ON CONFLICT (name) DO NOTHING;

-- name: job_claim :exec
UPDATE job_run SET lease_until = $until:int, owner = $owner:text
WHERE name = $name:text AND next_at <= $now:int AND lease_until <= $now;

-- name: job_finish :exec
UPDATE job_run SET next_at = $next_at:int, lease_until = 0, last_at = $now:int, last_ms = $ms:int, last_error = $error:text
WHERE name = $name:text AND owner = $owner:text;

-- name: job_list :many
-- out: name text, next_at int, lease_until int, owner text, last_at int?, last_ms int?, last_error text
SELECT name, next_at, lease_until, owner, last_at, last_ms, last_error FROM job_run ORDER BY name;
