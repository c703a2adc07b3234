-- SPDX-License-Identifier: Apache-2.0
-- Statements of the storage room's own tests; the tables are made in test_schema.h.

-- name: thing_add :exec
INSERT INTO thing (id, label, amount, payload, ratio)
VALUES ($id:int, $label:text?, $amount:int?, $payload:blob?, $ratio:real?);

-- name: thing_add_returning :one
-- out: id int, label text?
INSERT INTO thing (id, label) VALUES ($id:int, $label:text?) RETURNING id, label;

-- name: thing_get :one
-- out: id int, label text?, amount int?
-- out: payload blob?, ratio real?
SELECT id, label, amount, payload, ratio FROM thing WHERE id = $id:int;

-- name: thing_list :many
-- out: id int, label text?, payload blob?
SELECT id, label, payload FROM thing WHERE id >= $from:int AND id <= $to:int AND id >= $from ORDER BY id;

-- name: thing_count :one
-- out: n int, has_any int
SELECT count(*), count(*) > 0 FROM thing;

-- name: thing_label :exec
UPDATE thing SET label = $label:text? WHERE id >= $from:int;

-- name: thing_through_with :exec
WITH doomed AS (SELECT id FROM thing WHERE id = $id:int) DELETE FROM thing WHERE id IN (SELECT id FROM doomed);

-- name: counter_up :one
-- out: value int
UPDATE counter SET value = value + $by:int WHERE id = $id:int RETURNING value;

-- name: counter_get :one
-- out: value int
SELECT value FROM counter WHERE id = $id:int;

-- name: part_add :exec
INSERT INTO part (id, thing_id) VALUES ($id:int, $thing_id:int);

-- name: numbers :many
-- out: x int
WITH RECURSIVE n(x) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT x + 1 FROM n WHERE x < $max:int) SELECT x FROM n ORDER BY x;

-- name: optional_filter :many
-- out: id int
SELECT id FROM thing WHERE CAST($label:text? AS TEXT) IS NULL OR label = $label ORDER BY id;

-- name: engine_name :one
-- out: name text
SELECT
-- only: sqlite
'sqlite; it''s $not a parameter?'
-- end
-- only: postgres
'postgres; it''s $not a parameter?'
-- end
;

-- name: only_here :one
-- out: id int
-- only: sqlite
SELECT 1
-- end

-- name: wrong_columns :one
-- out: id int, label text
SELECT id FROM thing ORDER BY id;

-- name: no_such_table :one
-- out: id int
SELECT id FROM nowhere;
