-- SPDX-License-Identifier: Apache-2.0
-- Visits and plans.

-- name: visit_insert :one
-- out: id int
INSERT INTO visit (no, kind, grid_id, town_id, community_id, user_id, created_by, created_at, status, plan_day, at, force_kind, people, people_unit,
  place, matter, done, needs, found, case_id, parent_id)
VALUES ($no:text, $kind:text, $grid_id:int, $town_id:int, $community_id:int, $user_id:int, $created_by:int, $created_at:int, $status:text,
  $plan_day:int?, $at:int?, $force_kind:text, $people:text, $people_unit:text, $place:text, $matter:text, $done:text, $needs:text, $found:text,
  $case_id:int?, $parent_id:int?)
RETURNING id;

-- name: visit_seal :exec
UPDATE visit SET person_sealed = $person_sealed:blob WHERE id = $id:int;

-- name: visit_get :one
-- out: id int, no text, kind text, grid_id int, town_id int, community_id int, user_id int, user_name text, created_at int, status text, version int, plan_day int?, reminded_at int?, at int?, force_kind text, people text, people_unit text, place text, person_sealed blob?, matter text, done text, needs text, found text, case_id int?, parent_id int?
SELECT v.id, v.no, v.kind, v.grid_id, v.town_id, v.community_id, v.user_id, u.name, v.created_at, v.status, v.version, v.plan_day, v.reminded_at,
  v.at, v.force_kind, v.people, v.people_unit, v.place, v.person_sealed, v.matter, v.done, v.needs, v.found, v.case_id, v.parent_id
FROM visit v JOIN app_user u ON u.id = v.user_id WHERE v.id = $id:int;

-- name: visit_set :exec
UPDATE visit SET status = $status:text, version = version + 1, plan_day = $plan_day:int?, reminded_at = $reminded_at:int?, at = $at:int?,
  people = $people:text, done = $done:text, needs = $needs:text, found = $found:text, user_id = $user_id:int
WHERE id = $id:int AND version = $version:int;

-- name: visit_following :many
-- out: id int, no text, status text, plan_day int?
SELECT id, no, status, plan_day FROM visit WHERE parent_id = $id:int ORDER BY id;

-- name: visits_of_case :many
-- out: id int, no text, kind text, status text, user_name text, at int?, plan_day int?, done text, found text
SELECT v.id, v.no, v.kind, v.status, u.name, v.at, v.plan_day, v.done, v.found
FROM visit v JOIN app_user u ON u.id = v.user_id WHERE v.case_id = $case_id:int ORDER BY v.id;

-- name: visit_checked :one
-- out: n int
SELECT COUNT(*) FROM visit WHERE case_id = $case_id:int AND kind = 'check' AND status = 'done';

-- name: visit_due :many
-- out: id int
SELECT id FROM visit WHERE status = 'planned' AND plan_day <= $day:int AND reminded_at IS NULL ORDER BY plan_day, id LIMIT $limit:int;
