-- SPDX-License-Identifier: Apache-2.0
-- Daily roll-ups, derived from the tables of truth; the lane is 0 because one job writes a day at a time.

-- name: rollup_clear :exec
DELETE FROM rollup WHERE day = $day:int;

-- name: rollup_insert :exec
INSERT INTO rollup (day, measure, dim, dim_id, lane, n) VALUES ($day:int, $measure:text, $dim:text, $dim_id:int, 0, $n:int);

-- A day as the tables of truth have it, in the order of rollup_of_day.
-- name: rollup_counted :many
-- out: measure text, dim text, dim_id int, n int
SELECT t.measure, t.dim, t.dim_id, t.n FROM (
  SELECT 'intake' AS measure, 'channel' AS dim, channel_id AS dim_id, COUNT(*) AS n FROM appeal
  WHERE received_at >= $from:int AND received_at < $to:int AND historical = 0 GROUP BY channel_id
  UNION ALL SELECT 'intake', 'town', COALESCE(town_id, 0), COUNT(*) FROM appeal
  WHERE received_at >= $from AND received_at < $to AND historical = 0 GROUP BY COALESCE(town_id, 0)
  UNION ALL SELECT 'opened', 'town', COALESCE(town_id, 0), COUNT(*) FROM casefile
  WHERE opened_at >= $from AND opened_at < $to AND historical = 0 GROUP BY COALESCE(town_id, 0)
  UNION ALL SELECT 'settled', 'unit', COALESCE(lead_unit_id, 0), COUNT(*) FROM casefile
  WHERE settled_at >= $from AND settled_at < $to AND historical = 0 GROUP BY COALESCE(lead_unit_id, 0)
  UNION ALL SELECT 'settled_ms', 'unit', COALESCE(lead_unit_id, 0), CAST(SUM(settled_at - dispatched_at) AS BIGINT) FROM casefile
  WHERE settled_at >= $from AND settled_at < $to AND historical = 0 AND dispatched_at IS NOT NULL GROUP BY COALESCE(lead_unit_id, 0)
  UNION ALL SELECT 'self', 'town', town_id, COUNT(*) FROM self_handled WHERE at >= $from AND at < $to GROUP BY town_id) t
ORDER BY t.measure, t.dim, t.dim_id;

-- name: rollup_of_day :many
-- out: measure text, dim text, dim_id int, n int
SELECT measure, dim, dim_id, CAST(SUM(n) AS BIGINT) FROM rollup WHERE day = $day:int GROUP BY measure, dim, dim_id ORDER BY measure, dim, dim_id;

-- name: rollup_trend :many
-- out: day int, measure text, n int
SELECT day, measure, SUM(n) FROM rollup
WHERE day >= $from:int AND day <= $to:int AND ((measure IN ('intake', 'opened', 'self') AND dim = 'town') OR (measure IN ('settled', 'settled_ms') AND dim = 'unit'))
GROUP BY day, measure ORDER BY day, measure;

-- name: rollup_span :one
-- out: first_at int?, last_at int?
SELECT MIN(d.first_at), MAX(d.last_at) FROM (
  SELECT MIN(received_at) AS first_at, MAX(received_at) AS last_at FROM appeal WHERE historical = 0
  UNION ALL SELECT MIN(opened_at), MAX(opened_at) FROM casefile WHERE historical = 0
  UNION ALL SELECT CAST(NULL AS BIGINT), MAX(settled_at) FROM casefile WHERE historical = 0
  UNION ALL SELECT MIN(at), MAX(at) FROM self_handled) d;

-- name: rollup_count :one
-- out: rows_n int, total int
SELECT COUNT(*), CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM rollup;
