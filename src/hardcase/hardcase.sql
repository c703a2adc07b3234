-- SPDX-License-Identifier: Apache-2.0

-- name: hardcase_insert :one
-- out: id int
INSERT INTO hardcase (case_id, level, reason, origin, why, status, opened_by, opened_at, next_at)
VALUES ($case_id:int, $level:text, $reason:text, $origin:text, $why:text, 'opened', $opened_by:int?, $opened_at:int, $next_at:int?)
RETURNING id;

-- name: hardcase_get :one
-- out: id int, case_id int, level text, reason text, origin text, why text, status text, version int, opened_by int?, opened_at int, owner_id int?, follower_id int?, assigned_at int?, measures text, decided_by int?, decided_at int?, due_at int?, next_at int?, reminded_at int?, raised int, outcome text, conclusion text, closed_by int?, closed_at int?
SELECT id, case_id, level, reason, origin, why, status, version, opened_by, opened_at, owner_id, follower_id, assigned_at, measures, decided_by,
  decided_at, due_at, next_at, reminded_at, raised, outcome, conclusion, closed_by, closed_at
FROM hardcase WHERE id = $id:int;

-- name: hardcase_set :exec
UPDATE hardcase SET version = version + 1, level = $level:text, reason = $reason:text, status = $status:text, owner_id = $owner_id:int?,
  follower_id = $follower_id:int?, assigned_at = $assigned_at:int?, measures = $measures:text, decided_by = $decided_by:int?,
  decided_at = $decided_at:int?, due_at = $due_at:int?, next_at = $next_at:int?, reminded_at = $reminded_at:int?, raised = $raised:int,
  outcome = $outcome:text, conclusion = $conclusion:text, closed_by = $closed_by:int?, closed_at = $closed_at:int?
WHERE id = $id:int AND version = $version:int;

-- name: hardcase_case :one
-- out: case_id int
SELECT case_id FROM hardcase WHERE id = $id:int;

-- name: hardcase_of_case :many
-- out: id int
SELECT id FROM hardcase WHERE case_id = $case_id:int ORDER BY id DESC;

-- name: hardcase_open_of :one
-- out: id int
SELECT id FROM hardcase WHERE case_id = $case_id:int AND closed_at IS NULL;

-- name: hardcase_unit_insert :exec
INSERT INTO hardcase_unit (hardcase_id, unit_id, at) VALUES ($hardcase_id:int, $unit_id:int, $at:int)
ON CONFLICT (hardcase_id, unit_id) DO NOTHING;

-- name: hardcase_units :many
-- out: unit_id int, at int
SELECT unit_id, at FROM hardcase_unit WHERE hardcase_id = $hardcase_id:int ORDER BY id;

-- name: hardcase_meeting_insert :exec
INSERT INTO hardcase_meeting (hardcase_id, at, place, participants, minutes, user_id, recorded_at)
VALUES ($hardcase_id:int, $at:int, $place:text, $participants:text, $minutes:text, $user_id:int?, $recorded_at:int);

-- name: hardcase_meetings :many
-- out: id int, at int, place text, participants text, minutes text, user_name text?, recorded_at int
SELECT m.id, m.at, m.place, m.participants, m.minutes, u.name, m.recorded_at FROM hardcase_meeting m LEFT JOIN app_user u ON u.id = m.user_id
WHERE m.hardcase_id = $hardcase_id:int ORDER BY m.at, m.id;

-- name: hardcase_entry_insert :exec
INSERT INTO hardcase_entry (hardcase_id, kind, at, user_id, unit_id, text)
VALUES ($hardcase_id:int, $kind:text, $at:int, $user_id:int?, $unit_id:int?, $text:text);

-- name: hardcase_entries :many
-- out: id int, kind text, at int, user_name text?, unit_id int?, text text
SELECT e.id, e.kind, e.at, u.name, e.unit_id, e.text FROM hardcase_entry e LEFT JOIN app_user u ON u.id = e.user_id
WHERE e.hardcase_id = $hardcase_id:int ORDER BY e.id;

-- name: hardcase_person :one
-- out: name text, unit_id int
SELECT name, unit_id FROM app_user WHERE id = $id:int AND status = 'active';

-- Returns that were neither refused by the unit nor taken back.
-- name: hardcase_returns :one
-- out: n int
SELECT COUNT(*) FROM dispute WHERE case_id = $case_id:int AND status NOT IN ('refused', 'withdrawn', 'void');

-- name: hardcase_busy :one
-- out: n int
SELECT COUNT(*) FROM work_order WHERE case_id = $case_id:int AND unit_id = $unit_id:int
  AND status IN ('to_sign','handling','unit_review','upper_review','suspended','settled');

-- Overdue, and for so long nobody has done or written anything.
-- name: hardcase_silent :many
-- out: id int
SELECT c.id FROM casefile c
WHERE c.closed_at IS NULL AND c.due_at IS NOT NULL AND c.due_at <= $before:int AND c.status = 'handling'
  AND NOT EXISTS (SELECT 1 FROM hardcase h WHERE h.case_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM event e WHERE e.stream = 'case' AND e.stream_id = c.id AND e.actor_id IS NOT NULL AND e.recorded_at > $before)
ORDER BY c.due_at LIMIT $max:int;

-- name: hardcase_next_due :many
-- out: id int
SELECT id FROM hardcase WHERE closed_at IS NULL AND next_at IS NOT NULL AND reminded_at IS NULL AND next_at <= $now:int
ORDER BY next_at LIMIT $max:int;
