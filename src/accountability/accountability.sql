-- SPDX-License-Identifier: Apache-2.0
-- Accountability and commendation.

-- name: accountability_month_due :one
-- out: month int
SELECT m.month FROM score_month m
WHERE m.status = 'frozen' AND NOT EXISTS (SELECT 1 FROM accountability_month a WHERE a.month = m.month)
ORDER BY m.month LIMIT 1;

-- name: accountability_month_done :exec
INSERT INTO accountability_month (month, made_at) VALUES ($month:int, $made_at:int) ON CONFLICT DO NOTHING;

-- name: accountability_insert :one
-- out: id int
INSERT INTO accountability (month, list, unit_id, measure, months, rank, ranked, points_micro, status, created_at)
VALUES ($month:int, $list:text, $unit_id:int, $measure:text, $months:int, $rank:int, $ranked:int, $points_micro:int, $status:text,
  $created_at:int)
RETURNING id;

-- name: accountability_get :one
-- out: id int, month int, list text, unit_id int, measure text, months int, rank int, ranked int, points_micro int, status text, version int, created_at int, hear_until int?, statement text, tolerance int, stated_by int?, stated_at int?, basis text, opinion text, submitted_by int?, submitted_at int?, year int?, number int?, no text?, decided_by int?, decided_at int?, decision text, rectified text, rectified_by int?, rectified_at int?, finding text, looked_by int?, looked_at int?, end_reason text, ended_at int?, signer text?
SELECT a.id, a.month, a.list, a.unit_id, a.measure, a.months, a.rank, a.ranked, a.points_micro, a.status, a.version, a.created_at,
  a.hear_until, a.statement, a.tolerance, a.stated_by, a.stated_at, a.basis, a.opinion, a.submitted_by, a.submitted_at, a.year, a.number,
  a.no, a.decided_by, a.decided_at, a.decision, a.rectified, a.rectified_by, a.rectified_at, a.finding, a.looked_by, a.looked_at,
  a.end_reason, a.ended_at, s.name
FROM accountability a LEFT JOIN app_user s ON s.id = a.decided_by WHERE a.id = $id:int;

-- name: accountability_set :exec
UPDATE accountability SET status = $status:text, hear_until = $hear_until:int?, statement = $statement:text, tolerance = $tolerance:int,
  stated_by = $stated_by:int?, stated_at = $stated_at:int?, basis = $basis:text, opinion = $opinion:text,
  submitted_by = $submitted_by:int?, submitted_at = $submitted_at:int?, year = $year:int?, number = $number:int?, no = $no:text?,
  decided_by = $decided_by:int?, decided_at = $decided_at:int?, decision = $decision:text, rectified = $rectified:text,
  rectified_by = $rectified_by:int?, rectified_at = $rectified_at:int?, finding = $finding:text, looked_by = $looked_by:int?,
  looked_at = $looked_at:int?, end_reason = $end_reason:text, ended_at = $ended_at:int?, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: accountability_number_take :one
-- out: last int
INSERT INTO accountability_number (year, last) VALUES ($year:int, 1)
ON CONFLICT (year) DO UPDATE SET last = accountability_number.last + 1
RETURNING last;

-- The unit's earlier ones, newest first.
-- name: accountability_of_unit :many
-- out: id int, month int, measure text, status text, no text?
SELECT id, month, measure, status, no FROM accountability WHERE unit_id = $unit_id:int AND month < $month:int ORDER BY month DESC, id DESC;
