-- SPDX-License-Identifier: Apache-2.0
-- Importing appeals of other systems.

-- name: import_begin :one
-- out: id int
INSERT INTO import_run (kind, file, started_at) VALUES ('appeals', $file:text, $now:int) RETURNING id;

-- name: import_end :exec
UPDATE import_run SET ended_at = $now:int, taken = $taken:int, known = $known:int, rejected = $rejected:int WHERE id = $id:int;

-- name: import_unit :one
-- out: id int
SELECT id FROM unit WHERE code = $code:text;
