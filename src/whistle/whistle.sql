-- SPDX-License-Identifier: Apache-2.0
-- Whistles: kinds and limits, the four objects that move, who is told, and what is counted.

-- name: whistle_kind_by_code :one
-- out: id int, code text, name text, roles text, on_site int, scored int, forces int, accept_on_site int, accept_emergency int, accept_urgent int, accept_general int, silence_centre int, note text, confirm int
SELECT id, code, name, roles, on_site, scored, forces, accept_on_site, accept_emergency, accept_urgent, accept_general, silence_centre, note, confirm
FROM whistle_kind WHERE code = $code:text AND active = 1;

-- name: whistle_kinds :many
-- out: id int, code text, name text, roles text, on_site int, scored int, forces int, accept_on_site int, accept_emergency int, accept_urgent int, accept_general int, silence_centre int, note text, confirm int
SELECT id, code, name, roles, on_site, scored, forces, accept_on_site, accept_emergency, accept_urgent, accept_general, silence_centre, note, confirm
FROM whistle_kind WHERE active = 1 ORDER BY id;

-- name: whistle_distances :many
-- out: code text, name text, minutes int, towns text
SELECT code, name, minutes, towns FROM whistle_distance WHERE active = 1 ORDER BY id;

-- name: whistle_insert :one
-- out: id int
INSERT INTO whistle (no, case_id, order_id, kind, scored, status, issuer_unit_id, issuer_id, reason, place, grid_id, lon, lat, on_site, urgency,
  relay, blown_at, accept_limit, arrive_limit, centre_limit, next_at)
VALUES ($no:text, $case_id:int, $order_id:int?, $kind:text, $scored:int, $status:text, $issuer_unit_id:int, $issuer_id:int, $reason:text,
  $place:text, $grid_id:int?, $lon:int?, $lat:int?, $on_site:int, $urgency:text, $relay:int, $blown_at:int, $accept_limit:int,
  $arrive_limit:int?, $centre_limit:int, $next_at:int?)
RETURNING id;

-- name: whistle_get :one
-- out: id int, no text, case_id int, order_id int?, kind text, scored int, status text, version int, issuer_unit_id int, issuer_id int, issuer text, reason text, place text, grid_id int?, lon int?, lat int?, on_site int, urgency text, relay int, blown_at int, accept_limit int, arrive_limit int?, centre_limit int, conferred_at int?, minutes text, conclusion text, decided_by int?, decided_at int?, finished_at int?, rated_at int?, ended_at int?, next_at int?
SELECT w.id, w.no, w.case_id, w.order_id, w.kind, w.scored, w.status, w.version, w.issuer_unit_id, w.issuer_id, u.name, w.reason, w.place, w.grid_id,
  w.lon, w.lat, w.on_site, w.urgency, w.relay, w.blown_at, w.accept_limit, w.arrive_limit, w.centre_limit, w.conferred_at, w.minutes, w.conclusion,
  w.decided_by, w.decided_at, w.finished_at, w.rated_at, w.ended_at, w.next_at
FROM whistle w JOIN app_user u ON u.id = w.issuer_id WHERE w.id = $id:int;

-- name: whistle_wanted_add :exec
INSERT INTO whistle_wanted (whistle_id, unit_id, force) VALUES ($whistle_id:int, $unit_id:int?, $force:text);

-- name: whistle_wanted_of :many
-- out: unit_id int?, force text
SELECT unit_id, force FROM whistle_wanted WHERE whistle_id = $whistle_id:int ORDER BY id;

-- name: whistle_case :one
-- out: case_id int
SELECT case_id FROM whistle WHERE id = $id:int;

-- name: whistle_set :exec
UPDATE whistle SET status = $status:text, version = version + 1, blown_at = $blown_at:int, conferred_at = $conferred_at:int?, minutes = $minutes:text,
  conclusion = $conclusion:text, decided_by = $decided_by:int?, decided_at = $decided_at:int?, finished_at = $finished_at:int?,
  rated_at = $rated_at:int?, ended_at = $ended_at:int?, next_at = $next_at:int?
WHERE id = $id:int AND version = $version:int;

-- name: whistle_of_case :many
-- out: id int, status text
SELECT id, status FROM whistle WHERE case_id = $case_id:int ORDER BY id;

-- name: whistle_decider :one
-- out: name text
SELECT name FROM app_user WHERE id = $id:int;

-- ---- responders ----

-- name: responder_insert :one
-- out: id int
INSERT INTO whistle_responder (whistle_id, case_id, unit_id, force, why, status, called_at, accept_due_at, arrive_due_at, next_at)
VALUES ($whistle_id:int, $case_id:int, $unit_id:int?, $force:text, $why:text, $status:text, $called_at:int, $accept_due_at:int?,
  $arrive_due_at:int?, $next_at:int?)
RETURNING id;

-- name: responder_get :one
-- out: id int, whistle_id int, case_id int, unit_id int?, force text, why text, status text, version int, called_at int, accept_due_at int?, arrive_due_at int?, next_at int?, silent_at int?, escalated_at int?, accepted_at int?, accepted_by int?, person text, refused_at int?, refused_reason text, refused_basis text, ruled_at int?, ruled_by int?, ruling text, arrived_at int?, arrived_by int?, arrived_how text, distance_m int?, released_at int?, released_reason text, left_at int?, left_early int
SELECT id, whistle_id, case_id, unit_id, force, why, status, version, called_at, accept_due_at, arrive_due_at, next_at, silent_at, escalated_at,
  accepted_at, accepted_by, person, refused_at, refused_reason, refused_basis, ruled_at, ruled_by, ruling, arrived_at, arrived_by, arrived_how,
  distance_m, released_at, released_reason, left_at, left_early
FROM whistle_responder WHERE id = $id:int;

-- name: responder_set :exec
UPDATE whistle_responder SET status = $status:text, version = version + 1, next_at = $next_at:int?, silent_at = $silent_at:int?,
  escalated_at = $escalated_at:int?, accepted_at = $accepted_at:int?, accepted_by = $accepted_by:int?, person = $person:text,
  refused_at = $refused_at:int?, refused_reason = $refused_reason:text, refused_basis = $refused_basis:text, ruled_at = $ruled_at:int?,
  ruled_by = $ruled_by:int?, ruling = $ruling:text, arrived_at = $arrived_at:int?, arrived_by = $arrived_by:int?, arrived_how = $arrived_how:text,
  distance_m = $distance_m:int?, released_at = $released_at:int?, released_reason = $released_reason:text, left_at = $left_at:int?,
  left_early = $left_early:int
WHERE id = $id:int AND version = $version:int;

-- name: responders_of :many
-- out: id int, unit_id int?, force text, status text, accepted_by_name text?, ruled_by_name text?
SELECT r.id, r.unit_id, r.force, r.status, ua.name, ur.name
FROM whistle_responder r LEFT JOIN app_user ua ON ua.id = r.accepted_by LEFT JOIN app_user ur ON ur.id = r.ruled_by
WHERE r.whistle_id = $whistle_id:int ORDER BY r.id;

-- name: responder_of_unit :one
-- out: n int
SELECT COUNT(*) FROM whistle_responder WHERE whistle_id = $whistle_id:int AND unit_id = $unit_id:int;

-- A party of the case as long as some whistle of it still needs the unit.
-- name: responder_needed :one
-- out: n int
SELECT COUNT(*) FROM whistle_responder WHERE case_id = $case_id:int AND unit_id = $unit_id:int AND status NOT IN ('excused','void');

-- ---- tasks ----

-- name: whistle_task_insert :one
-- out: id int
INSERT INTO whistle_task (whistle_id, responder_id, case_id, seq, demand, limit_minutes, status, started_at, due_at)
VALUES ($whistle_id:int, $responder_id:int, $case_id:int, $seq:int, $demand:text, $limit_minutes:int, $status:text, $started_at:int?, $due_at:int?)
RETURNING id;

-- name: whistle_task_get :one
-- out: id int, whistle_id int, responder_id int, case_id int, seq int, demand text, limit_minutes int, status text, version int, started_at int?, due_at int?, done_at int?, done_by int?, result text, late int, reopened int
SELECT id, whistle_id, responder_id, case_id, seq, demand, limit_minutes, status, version, started_at, due_at, done_at, done_by, result, late, reopened
FROM whistle_task WHERE id = $id:int;

-- name: whistle_task_set :exec
UPDATE whistle_task SET status = $status:text, version = version + 1, limit_minutes = $limit_minutes:int, started_at = $started_at:int?,
  due_at = $due_at:int?, done_at = $done_at:int?, done_by = $done_by:int?, result = $result:text, late = $late:int, reopened = $reopened:int
WHERE id = $id:int AND version = $version:int;

-- name: whistle_tasks_of :many
-- out: id int, seq int, status text, responder_id int, done_by_name text?
SELECT t.id, t.seq, t.status, t.responder_id, u.name FROM whistle_task t LEFT JOIN app_user u ON u.id = t.done_by
WHERE t.whistle_id = $whistle_id:int ORDER BY t.seq;

-- ---- ratings ----

-- name: whistle_rating_insert :one
-- out: id int
INSERT INTO whistle_rating (whistle_id, responder_id, side, status, speed, duty, skill, result, correct, text, rated_by, rated_at)
VALUES ($whistle_id:int, $responder_id:int, $side:text, $status:text, $speed:int?, $duty:int?, $skill:int?, $result:int?, $correct:text,
  $text:text, $rated_by:int, $rated_at:int)
RETURNING id;

-- name: whistle_rating_get :one
-- out: id int, whistle_id int, responder_id int, side text, status text, version int, speed int?, duty int?, skill int?, result int?, correct text, text text, rated_by int, rated_at int, appeal text, appealed_at int?, reviewed_by int?, reviewed_at int?, review text
SELECT id, whistle_id, responder_id, side, status, version, speed, duty, skill, result, correct, text, rated_by, rated_at, appeal, appealed_at,
  reviewed_by, reviewed_at, review
FROM whistle_rating WHERE id = $id:int;

-- name: whistle_rating_set :exec
UPDATE whistle_rating SET status = $status:text, version = version + 1, speed = $speed:int?, duty = $duty:int?, skill = $skill:int?,
  result = $result:int?, appeal = $appeal:text, appealed_at = $appealed_at:int?, reviewed_by = $reviewed_by:int?, reviewed_at = $reviewed_at:int?,
  review = $review:text
WHERE id = $id:int AND version = $version:int;

-- name: whistle_ratings_of :many
-- out: id int, responder_id int, side text, status text, rated_by_name text?, reviewed_by_name text?
SELECT g.id, g.responder_id, g.side, g.status, u.name, v.name
FROM whistle_rating g LEFT JOIN app_user u ON u.id = g.rated_by LEFT JOIN app_user v ON v.id = g.reviewed_by
WHERE g.whistle_id = $whistle_id:int ORDER BY g.id;

-- ---- what the system does next ----

-- name: responders_due :many
-- out: id int
SELECT id FROM whistle_responder WHERE next_at IS NOT NULL AND next_at < $now:int ORDER BY next_at LIMIT $max:int;

-- name: whistles_due :many
-- out: id int
SELECT id FROM whistle WHERE next_at IS NOT NULL AND next_at < $now:int ORDER BY next_at LIMIT $max:int;

-- ---- the case around it ----

-- name: whistle_lead_order :one
-- out: id int
SELECT id FROM work_order WHERE case_id = $case_id:int AND role = 'lead'
  AND status IN ('to_sign','handling','suspended','parked') ORDER BY id DESC LIMIT 1;

-- name: whistle_order :one
-- out: case_id int, unit_id int, status text, no text
SELECT case_id, unit_id, status, no FROM work_order WHERE id = $id:int;

-- Who is told: people of the unit who answer for it, and who is on duty at its posts. $leaders = 1: those who lead it only.
-- name: whistle_people :many
-- out: user_id int
SELECT u.id FROM app_user u WHERE u.unit_id = $unit_id:int AND u.status = 'active' AND (EXISTS (SELECT 1 FROM role_grant g
    WHERE g.user_id = u.id AND g.approved_at IS NOT NULL AND g.valid_from <= $now:int AND (g.valid_to IS NULL OR g.valid_to > $now)
    AND (g.role IN ('unit_leader','town','community') OR ($leaders:int = 0 AND g.role IN ('handler','grid_head'))))
  OR ($leaders = 0 AND EXISTS (SELECT 1 FROM post p WHERE p.unit_id = u.unit_id AND p.valid_from <= $now AND (p.valid_to IS NULL OR p.valid_to > $now)
    AND CASE WHEN p.on_duty = 'a' THEN p.user_a ELSE p.user_b END = u.id)))
ORDER BY u.id LIMIT 20;

-- ---- proposals ----

-- name: whistle_units_of_case :many
-- out: unit_id int, role text
SELECT unit_id, role FROM work_order WHERE case_id = $case_id:int ORDER BY id;

-- name: whistle_called_before :many
-- out: unit_id int, times int
SELECT r.unit_id, COUNT(*) FROM whistle_responder r JOIN casefile c ON c.id = r.case_id JOIN whistle w ON w.id = r.whistle_id
WHERE c.event_type_id = $event_type_id:int AND (c.town_id = $town_id:int OR CAST($town_id AS BIGINT) IS NULL) AND r.unit_id IS NOT NULL
  AND w.decided_at IS NOT NULL AND r.status NOT IN ('excused','void') AND r.case_id <> $case_id:int
GROUP BY r.unit_id ORDER BY COUNT(*) DESC, r.unit_id LIMIT 6;

-- ---- statistics ----

-- Every unit that was called in the period, with what its score needs.
-- name: whistle_scores :many
-- out: unit_id int, status text, whistle_status text, on_site int, called_at int, accept_due_at int?, accepted_at int?, refused_at int?, arrive_due_at int?, arrived_at int?, released_at int?, speed int?, duty int?, skill int?, result int?, undone int
SELECT r.unit_id, r.status, w.status, w.on_site, r.called_at, r.accept_due_at, r.accepted_at, r.refused_at, r.arrive_due_at, r.arrived_at,
  r.released_at, g.speed, g.duty, g.skill, g.result,
  (SELECT COUNT(*) FROM whistle_task t WHERE t.responder_id = r.id AND (t.status <> 'done' OR t.late = 1 OR t.reopened > 0))
FROM whistle_responder r JOIN whistle w ON w.id = r.whistle_id LEFT JOIN whistle_rating g ON g.responder_id = r.id AND g.side = 'issuer'
WHERE w.scored = 1 AND r.unit_id IS NOT NULL AND w.blown_at >= $from:int AND w.blown_at < $to:int ORDER BY r.unit_id, r.id;

-- name: whistle_score_of :one
-- out: unit_id int?, status text, whistle_status text, on_site int, called_at int, accept_due_at int?, accepted_at int?, refused_at int?, arrive_due_at int?, arrived_at int?, released_at int?, speed int?, duty int?, skill int?, result int?, undone int
SELECT r.unit_id, r.status, w.status, w.on_site, r.called_at, r.accept_due_at, r.accepted_at, r.refused_at, r.arrive_due_at, r.arrived_at,
  r.released_at, g.speed, g.duty, g.skill, g.result,
  (SELECT COUNT(*) FROM whistle_task t WHERE t.responder_id = r.id AND (t.status <> 'done' OR t.late = 1 OR t.reopened > 0))
FROM whistle_responder r JOIN whistle w ON w.id = r.whistle_id LEFT JOIN whistle_rating g ON g.responder_id = r.id AND g.side = 'issuer'
WHERE r.id = $id:int;

-- name: whistle_issued :many
-- out: unit_id int, blown int, judged int, rightly int
SELECT w.issuer_unit_id, COUNT(DISTINCT w.id), COUNT(g.id), COUNT(g.id) FILTER (WHERE g.correct = 'yes')
FROM whistle w LEFT JOIN whistle_rating g ON g.whistle_id = w.id AND g.side = 'responder'
WHERE w.blown_at >= $from:int AND w.blown_at < $to:int GROUP BY w.issuer_unit_id ORDER BY w.issuer_unit_id;

-- name: whistle_cases :many
-- out: unit_id int, n int
SELECT lead_unit_id, COUNT(*) FROM casefile WHERE opened_at >= $from:int AND opened_at < $to:int AND lead_unit_id IS NOT NULL
GROUP BY lead_unit_id ORDER BY lead_unit_id;

-- name: whistle_held :many
-- out: order_id int
SELECT h.order_id FROM work_order o JOIN order_hold h ON h.order_id = o.id
WHERE o.case_id = $case_id:int AND h.kind = 'whistle' AND h.ref_id = $whistle_id:int AND h.lifted_at IS NULL ORDER BY h.order_id;

-- ---- the lists a city edits ----

-- name: whistle_kind_get :one
-- out: id int, code text, name text, roles text, on_site int, scored int, forces int, accept_on_site int, accept_emergency int, accept_urgent int, accept_general int, silence_centre int, note text, confirm int, active int, version int
SELECT id, code, name, roles, on_site, scored, forces, accept_on_site, accept_emergency, accept_urgent, accept_general, silence_centre, note, confirm,
  active, version
FROM whistle_kind WHERE id = $id:int;

-- name: whistle_kind_find :one
-- out: id int
SELECT id FROM whistle_kind WHERE code = $code:text;

-- name: whistle_kind_insert :one
-- out: id int
INSERT INTO whistle_kind (code, name, roles, on_site, scored, forces, accept_on_site, accept_emergency, accept_urgent, accept_general,
  silence_centre, note, confirm, active)
VALUES ($code:text, $name:text, $roles:text, $on_site:int, $scored:int, $forces:int, $accept_on_site:int, $accept_emergency:int,
  $accept_urgent:int, $accept_general:int, $silence_centre:int, $note:text, $confirm:int, $active:int)
RETURNING id;

-- name: whistle_kind_update :exec
UPDATE whistle_kind SET version = version + 1, code = $code:text, name = $name:text, roles = $roles:text, on_site = $on_site:int,
  scored = $scored:int, forces = $forces:int, accept_on_site = $accept_on_site:int, accept_emergency = $accept_emergency:int,
  accept_urgent = $accept_urgent:int, accept_general = $accept_general:int, silence_centre = $silence_centre:int, note = $note:text,
  confirm = $confirm:int, active = $active:int
WHERE id = $id:int AND version = $version:int;

-- name: whistle_distance_get :one
-- out: id int, code text, name text, minutes int, towns text, active int, version int
SELECT id, code, name, minutes, towns, active, version FROM whistle_distance WHERE id = $id:int;

-- name: whistle_distance_find :one
-- out: id int
SELECT id FROM whistle_distance WHERE code = $code:text;

-- name: whistle_distance_insert :one
-- out: id int
INSERT INTO whistle_distance (code, name, minutes, towns, active) VALUES ($code:text, $name:text, $minutes:int, $towns:text, $active:int)
RETURNING id;

-- name: whistle_distance_update :exec
UPDATE whistle_distance SET version = version + 1, code = $code:text, name = $name:text, minutes = $minutes:int, towns = $towns:text,
  active = $active:int
WHERE id = $id:int AND version = $version:int;
