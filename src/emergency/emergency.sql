-- SPDX-License-Identifier: Apache-2.0
-- Emergencies, and the reference data that says whom they ring.

-- name: emergency_insert :one
-- out: id int
INSERT INTO emergency (case_id, class_id, origin, status, what, reported_at, reported_by, reported_unit_id, circle)
VALUES ($case_id:int, $class_id:int?, $origin:text, 'reported', $what:text, $reported_at:int, $reported_by:int?, $reported_unit_id:int?, 1)
RETURNING id;

-- name: emergency_get :one
-- out: id int, case_id int, class_id int?, origin text, status text, version int, level int, what text, reported_at int, reported_by int?, reported_unit_id int?, circle int, taken_by int?, taken_at int?, responded_at int?, next_report_at int?, reminded_at int?, lifted_at int?, review text, ended_at int?, merged_into int?
SELECT id, case_id, class_id, origin, status, version, level, what, reported_at, reported_by, reported_unit_id, circle, taken_by, taken_at,
  responded_at, next_report_at, reminded_at, lifted_at, review, ended_at, merged_into
FROM emergency WHERE id = $id:int;

-- Neither the report nor its time stands here (practice.md 2.12); a trigger refuses them too.
-- name: emergency_set :exec
UPDATE emergency SET version = version + 1, class_id = $class_id:int?, status = $status:text, level = $level:int, circle = $circle:int,
  taken_by = $taken_by:int?, taken_at = $taken_at:int?, responded_at = $responded_at:int?, next_report_at = $next_report_at:int?,
  reminded_at = $reminded_at:int?, lifted_at = $lifted_at:int?, review = $review:text, ended_at = $ended_at:int?,
  merged_into = $merged_into:int?
WHERE id = $id:int AND version = $version:int;

-- name: emergency_case :one
-- out: case_id int
SELECT case_id FROM emergency WHERE id = $id:int;

-- name: emergency_of_case :many
-- out: id int
SELECT id FROM emergency WHERE case_id = $case_id:int ORDER BY id DESC;

-- name: emergency_open_of :one
-- out: id int, status text
SELECT id, status FROM emergency WHERE case_id = $case_id:int AND ended_at IS NULL;

-- What was found to be the same incident, with the case and who reported it.
-- name: emergency_parts :many
-- out: id int, case_id int, case_no text, title text, what text, reported_at int, reporter text?
SELECT e.id, e.case_id, c.no, c.title, e.what, e.reported_at, u.name
FROM emergency e JOIN casefile c ON c.id = e.case_id LEFT JOIN app_user u ON u.id = e.reported_by
WHERE e.merged_into = $id:int ORDER BY e.reported_at, e.id;

-- The last emergency of a merged case that was part of another one.
-- name: emergency_merged_of :one
-- out: id int
SELECT id FROM emergency WHERE case_id = $case_id:int AND merged_into IS NOT NULL ORDER BY id DESC LIMIT 1;

-- name: emergency_told_insert :exec
INSERT INTO emergency_told (emergency_id, unit_id, level, told_at) VALUES ($emergency_id:int, $unit_id:int, $level:text, $told_at:int)
ON CONFLICT (emergency_id, unit_id) DO NOTHING;

-- name: emergency_told_of :many
-- out: unit_id int, level text, told_at int, seen_at int?, seen_by text?
SELECT t.unit_id, t.level, t.told_at, t.seen_at, u.name FROM emergency_told t LEFT JOIN app_user u ON u.id = t.seen_by
WHERE t.emergency_id = $emergency_id:int ORDER BY t.id;

-- Of the units at and above which the person works.
-- name: emergency_told_seen :exec
UPDATE emergency_told SET seen_at = $now:int, seen_by = $user_id:int
WHERE emergency_id = $emergency_id:int AND seen_at IS NULL
  AND unit_id IN (SELECT m.ancestor_id FROM unit_under m WHERE m.unit_id = $unit_id:int);

-- name: emergency_entry_insert :exec
INSERT INTO emergency_entry (emergency_id, kind, at, user_id, unit_id, text, resources)
VALUES ($emergency_id:int, $kind:text, $at:int, $user_id:int?, $unit_id:int?, $text:text, $resources:text);

-- name: emergency_entries :many
-- out: id int, kind text, at int, user_name text?, unit_id int?, text text, resources text
SELECT e.id, e.kind, e.at, u.name, e.unit_id, e.text, e.resources FROM emergency_entry e LEFT JOIN app_user u ON u.id = e.user_id
WHERE e.emergency_id = $emergency_id:int ORDER BY e.id;

-- name: emergency_class_of_type :one
-- out: id int
SELECT k.id FROM emergency_type t JOIN emergency_class k ON k.id = t.class_id WHERE t.event_type_id = $event_type_id:int AND k.active = 1;

-- name: emergency_rings :many
-- out: circle int, name text, roles text, after_minutes int
SELECT circle, name, roles, after_minutes FROM emergency_ring WHERE active = 1 ORDER BY after_minutes, circle;

-- Secret reporters: who is told beyond the two levels might be the unit that is accused.
-- name: emergency_secret :one
-- out: n int
SELECT COUNT(*) FROM membership m JOIN appeal a ON a.id = m.appeal_id
WHERE m.case_id = $case_id:int AND m.to_at IS NULL AND a.anonymity = 'secret';

-- Units that have an order of the case in hand.
-- name: emergency_busy :one
-- out: n int
SELECT COUNT(*) FROM work_order WHERE case_id = $case_id:int AND unit_id = $unit_id:int
  AND status IN ('to_sign','handling','unit_review','upper_review','suspended','settled');

-- Red, without any emergency, and nobody has dispatched it or signed for it.
-- name: emergency_untouched :many
-- out: id int
SELECT c.id FROM casefile c
WHERE c.colour = 'red' AND c.closed_at IS NULL AND c.status IN ('filed', 'handling') AND c.historical = 0
  AND COALESCE(c.dispatched_at, c.opened_at) <= $before:int
  AND NOT EXISTS (SELECT 1 FROM emergency e WHERE e.case_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.case_id = c.id AND o.signed_by IS NOT NULL)
ORDER BY c.opened_at LIMIT $max:int;

-- Nobody has taken them yet: the ring may widen.
-- name: emergency_waiting :many
-- out: id int, reported_at int, circle int
SELECT id, reported_at, circle FROM emergency WHERE ended_at IS NULL AND status = 'reported' ORDER BY reported_at LIMIT $max:int;

-- Taken, but nothing was dispatched, verified or written since.
-- name: emergency_lapsing :many
-- out: id int
SELECT e.id FROM emergency e JOIN casefile c ON c.id = e.case_id
WHERE e.ended_at IS NULL AND e.status = 'taken' AND e.taken_at <= $before:int AND c.status = 'filed'
  AND NOT EXISTS (SELECT 1 FROM emergency_entry n WHERE n.emergency_id = e.id AND n.kind <> 'take' AND n.at >= e.taken_at)
ORDER BY e.id LIMIT $max:int;

-- name: emergency_report_due :many
-- out: id int
SELECT id FROM emergency WHERE ended_at IS NULL AND status = 'responding' AND next_report_at <= $now:int AND reminded_at IS NULL
ORDER BY id LIMIT $max:int;

-- ---- reference data ----

-- name: emergency_class_get :one
-- out: id int, code text, name text, known int, plan_ref text, advice text, event_types text, told_units text, proposed_units text, report_minutes int, sort int, active int, version int
SELECT id, code, name, known, plan_ref, advice, event_types, told_units, proposed_units, report_minutes, sort, active, version
FROM emergency_class WHERE id = $id:int;

-- name: emergency_class_find :one
-- out: id int
SELECT id FROM emergency_class WHERE code = $code:text;

-- name: emergency_class_insert :one
-- out: id int
INSERT INTO emergency_class (code, name, known, plan_ref, advice, event_types, told_units, proposed_units, report_minutes, sort, active)
VALUES ($code:text, $name:text, $known:int, $plan_ref:text, $advice:text, $event_types:text, $told_units:text, $proposed_units:text,
  $report_minutes:int, $sort:int, $active:int)
RETURNING id;

-- name: emergency_class_update :exec
UPDATE emergency_class SET version = version + 1, code = $code:text, name = $name:text, known = $known:int, plan_ref = $plan_ref:text,
  advice = $advice:text, event_types = $event_types:text, told_units = $told_units:text, proposed_units = $proposed_units:text,
  report_minutes = $report_minutes:int, sort = $sort:int, active = $active:int
WHERE id = $id:int AND version = $version:int;

-- name: emergency_type_clear :exec
DELETE FROM emergency_type WHERE class_id = $class_id:int;

-- name: emergency_type_put :exec
INSERT INTO emergency_type (event_type_id, class_id) VALUES ($event_type_id:int, $class_id:int)
ON CONFLICT (event_type_id) DO UPDATE SET class_id = $class_id;

-- name: emergency_type_taken :one
-- out: name text
SELECT k.name FROM emergency_type t JOIN emergency_class k ON k.id = t.class_id
WHERE t.event_type_id = $event_type_id:int AND t.class_id <> $class_id:int;

-- name: emergency_ring_get :one
-- out: id int, circle int, name text, roles text, after_minutes int, active int, version int
SELECT id, circle, name, roles, after_minutes, active, version FROM emergency_ring WHERE id = $id:int;

-- name: emergency_ring_find :one
-- out: id int
SELECT id FROM emergency_ring WHERE circle = $circle:int;

-- name: emergency_ring_insert :one
-- out: id int
INSERT INTO emergency_ring (circle, name, roles, after_minutes, active)
VALUES ($circle:int, $name:text, $roles:text, $after_minutes:int, $active:int)
RETURNING id;

-- name: emergency_ring_update :exec
UPDATE emergency_ring SET version = version + 1, circle = $circle:int, name = $name:text, roles = $roles:text,
  after_minutes = $after_minutes:int, active = $active:int
WHERE id = $id:int AND version = $version:int;

-- name: emergency_event_type :one
-- out: id int
SELECT id FROM event_type WHERE code = $code:text;

-- name: emergency_person :one
-- out: name text
SELECT name FROM app_user WHERE id = $id:int;
