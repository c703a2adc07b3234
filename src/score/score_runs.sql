-- SPDX-License-Identifier: Apache-2.0
-- Lists of scores that stay: profiles, months, runs.

-- name: score_profile_get :one
-- out: id int, code text, version int, title text, status text, row_version int, body text, from_month int?, basis text, drafted_by int?, drafted_at int?, decided_by int?, decided_at int?, opinion text
SELECT id, code, version, title, status, row_version, body, from_month, basis, drafted_by, drafted_at, decided_by, decided_at, opinion
FROM score_profile WHERE id = $id:int;

-- In force in a month: adopted, the latest month on; before any was adopted the one the program came with (K-02).
-- name: score_profile_of :one
-- out: id int
SELECT id FROM score_profile
WHERE (status = 'adopted' AND from_month <= $month:int) OR (status = 'builtin' AND code = 'rongcheng-70')
ORDER BY COALESCE(from_month, 0) DESC, id DESC LIMIT 1;

-- name: score_profile_list :many
-- out: id int
SELECT id FROM score_profile ORDER BY COALESCE(from_month, 0) DESC, id DESC;

-- name: score_month_get :one
-- out: month int, status text, version int, published_at int, objections_until int, freeze_from int, frozen_at int?, stale int
SELECT month, status, version, published_at, objections_until, freeze_from, frozen_at, stale FROM score_month WHERE month = $month:int;

-- name: score_month_open :exec
INSERT INTO score_month (month, status, published_at, objections_until, freeze_from)
VALUES ($month:int, $status:text, $published_at:int, $objections_until:int, $freeze_from:int);

-- name: score_month_set :exec
UPDATE score_month SET status = $status:text, version = version + 1, frozen_at = $frozen_at:int?, stale = 0
WHERE month = $month:int AND version = $version:int;

-- name: score_months_preliminary :many
-- out: month int, freeze_from int
SELECT month, freeze_from FROM score_month WHERE status = 'preliminary' ORDER BY month;

-- name: score_run_insert :one
-- out: id int
INSERT INTO score_run (month, list, kind, made_at, from_at, to_at, profile_id, nrows, head, hash)
VALUES ($month:int, $list:text, $kind:text, $made_at:int, $from_at:int, $to_at:int, $profile_id:int, $nrows:int, $head:text, $hash:blob)
RETURNING id;

-- name: score_row_insert :exec
INSERT INTO score_row (run_id, place, unit_id, rank, points_micro, body)
VALUES ($run_id:int, $place:int, $unit_id:int, $rank:int?, $points_micro:int, $body:text);

-- name: score_run_get :one
-- out: id int, month int, list text, kind text, made_at int, from_at int, to_at int, profile_id int, nrows int, head text, hash blob
SELECT id, month, list, kind, made_at, from_at, to_at, profile_id, nrows, head, hash FROM score_run WHERE id = $id:int;

-- name: score_runs_of :many
-- out: id int, list text, kind text, made_at int, to_at int, profile_id int, nrows int, hash blob
SELECT id, list, kind, made_at, to_at, profile_id, nrows, hash FROM score_run WHERE month = $month:int ORDER BY id DESC;

-- name: score_rows :many
-- out: place int, unit_id int, rank int?, points_micro int, body text
SELECT place, unit_id, rank, points_micro, body FROM score_row WHERE run_id = $run_id:int ORDER BY place;

-- name: score_run_ids :many
-- out: id int
SELECT id FROM score_run ORDER BY id;

-- name: score_last_daily :one
-- out: made_at int?
SELECT MAX(made_at) FROM score_run WHERE month = $month:int AND kind = 'daily';

-- What was said about the runs of a month when they were made.
-- name: score_run_events :many
-- out: body text
SELECT body FROM event WHERE stream = 'score' AND stream_id = $month:int ORDER BY seq;
