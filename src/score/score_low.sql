-- SPDX-License-Identifier: Apache-2.0
-- Units that stay below a line.

-- Ranked and below the line in each of the newest daily lists of their kind. A unit that was once above it, or was too small to be
-- ranked, is not among them; nor is anybody when lists were not made.
-- name: score_low :many
-- out: unit_id int
WITH newest AS (
  SELECT id, ROW_NUMBER() OVER (PARTITION BY list ORDER BY id DESC) AS back FROM score_run
  WHERE kind = 'daily' AND made_at >= $since:int
)
SELECT r.unit_id FROM newest n JOIN score_row r ON r.run_id = n.id
WHERE n.back <= $days:int AND r.rank IS NOT NULL AND r.points_micro < $line:int
GROUP BY r.unit_id HAVING COUNT(*) = $days:int ORDER BY r.unit_id;
