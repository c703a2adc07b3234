-- SPDX-License-Identifier: Apache-2.0
-- Frozen lists that everybody may see.

-- name: score_disclosure_get :one
-- out: status text, version int, basis text, disclosed_at int
SELECT status, version, basis, disclosed_at FROM score_disclosure WHERE month = $month:int;

-- name: score_disclosure_put :exec
INSERT INTO score_disclosure (month, status, basis, disclosed_by, disclosed_at)
VALUES ($month:int, $status:text, $basis:text, $disclosed_by:int?, $disclosed_at:int)
ON CONFLICT (month) DO UPDATE SET status = excluded.status, basis = excluded.basis, disclosed_by = excluded.disclosed_by,
  disclosed_at = excluded.disclosed_at, version = score_disclosure.version + 1;
