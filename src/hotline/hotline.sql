-- SPDX-License-Identifier: Apache-2.0
-- Seats, calls, third parties, flags.

-- name: seat_get :one
-- out: user_id int, name text, zone text, expert text, extension text, state text, reason text, since int, until int?, call_id int?, version int
SELECT h.user_id, u.name, h.zone, h.expert, h.extension, h.state, h.reason, h.since, h.until, h.call_id, h.version
FROM hotline_seat h JOIN app_user u ON u.id = h.user_id WHERE h.user_id = $user_id:int;

-- name: seat_put :exec
INSERT INTO hotline_seat (user_id, zone, expert, extension, state, since) VALUES ($user_id:int, $zone:text, $expert:text, $extension:text, 'off', $now:int)
ON CONFLICT (user_id) DO UPDATE SET zone = $zone, expert = $expert, extension = $extension;

-- name: seat_set :exec
UPDATE hotline_seat SET state = $state:text, reason = $reason:text, since = $since:int, until = $until:int?, call_id = $call_id:int?,
  version = version + 1
WHERE user_id = $user_id:int AND version = $version:int;

-- name: seat_free :one
-- out: user_id int, state text
SELECT user_id, state FROM hotline_seat
WHERE zone = $zone:text AND expert = $expert:text AND (state = 'ready' OR (state = 'wrapup' AND until IS NOT NULL AND until < $now:int))
ORDER BY since, user_id LIMIT 1;

-- name: seat_all :many
-- out: user_id int, name text, unit_id int, zone text, expert text, extension text, state text, reason text, since int, until int?
SELECT h.user_id, u.name, u.unit_id, h.zone, h.expert, h.extension, h.state, h.reason, h.since, h.until
FROM hotline_seat h JOIN app_user u ON u.id = h.user_id WHERE h.state <> 'off' ORDER BY h.zone, h.expert, h.user_id LIMIT 500;

-- name: call_insert :one
-- out: id int
INSERT INTO hotline_call (no, ext_id, adapter, direction, zone, expert, queue, phone_digest, tail_digest, state, started_at)
VALUES ($no:text, $ext_id:text, $adapter:text, $direction:text, $zone:text, $expert:text, $queue:text, $phone_digest:text?, $tail_digest:text?,
  'waiting', $now:int)
ON CONFLICT (ext_id) DO NOTHING RETURNING id;

-- name: call_seal :exec
UPDATE hotline_call SET number_sealed = $sealed:blob? WHERE id = $id:int;

-- name: call_get :one
-- out: id int, no text, ext_id text, adapter text, direction text, zone text, expert text, queue text, number_sealed blob?, phone_digest text?, state text, outcome text, agent_id int?, agent_unit_id int?, started_at int, answered_at int?, ended_at int?, held_ms int, held_at int?, wrapped_at int?, warnings int, appeal_id int?, case_id int?, recording text, note text, version int
SELECT id, no, ext_id, adapter, direction, zone, expert, queue, number_sealed, phone_digest, state, outcome, agent_id, agent_unit_id,
  started_at, answered_at, ended_at, held_ms, held_at, wrapped_at, warnings, appeal_id, case_id, recording, note, version
FROM hotline_call WHERE id = $id:int;

-- name: call_by_ext :one
-- out: id int
SELECT id FROM hotline_call WHERE ext_id = $ext_id:text;

-- name: call_set :exec
UPDATE hotline_call SET state = $state:text, outcome = $outcome:text, agent_id = $agent_id:int?, agent_unit_id = $agent_unit_id:int?,
  answered_at = $answered_at:int?, ended_at = $ended_at:int?, held_ms = $held_ms:int, held_at = $held_at:int?, wrapped_at = $wrapped_at:int?,
  warnings = $warnings:int, appeal_id = $appeal_id:int?, case_id = $case_id:int?, recording = $recording:text, note = $note:text,
  version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: call_waiting :one
-- out: id int
SELECT id FROM hotline_call WHERE state = 'waiting' AND zone = $zone:text AND expert = $expert:text ORDER BY started_at, id LIMIT 1;

-- name: call_waiting_by_zone :many
-- out: zone text, expert text, n int, oldest int
SELECT zone, expert, COUNT(*), MIN(started_at) FROM hotline_call WHERE state = 'waiting' GROUP BY zone, expert ORDER BY zone, expert;

-- name: call_count_of_phone :one
-- out: n int, last int
SELECT COUNT(*), COALESCE(MAX(started_at), 0) FROM hotline_call WHERE phone_digest = $phone_digest:text AND started_at >= $since:int;

-- name: call_day :one
-- out: calls int, answered int, abandoned int, wait_ms int, talk_ms int
SELECT COUNT(*), COUNT(answered_at), COUNT(*) FILTER (WHERE outcome = 'abandoned'), COALESCE(SUM(answered_at - started_at), 0),
  COALESCE(SUM(ended_at - answered_at), 0)
FROM hotline_call WHERE started_at >= $from:int;

-- name: call_of_appeal :many
-- out: id int, no text, started_at int, agent_name text?
SELECT c.id, c.no, c.started_at, u.name FROM hotline_call c LEFT JOIN app_user u ON u.id = c.agent_id WHERE c.appeal_id = $appeal_id:int
ORDER BY c.id LIMIT 20;

-- name: caller_history :many
-- out: id int, no text, title text, status text, anonymity text, created_by int?, received_at int, case_id int?, case_no text?, case_title text?, case_status text?, lead_unit_id int?, dispatched_at int?, due_at int?, urges int?
SELECT a.id, a.no, a.title, a.status, a.anonymity, a.created_by, a.received_at, a.case_id, c.no, c.title, c.status, c.lead_unit_id,
  c.dispatched_at, c.due_at, c.urges
FROM appeal a LEFT JOIN casefile c ON c.id = a.case_id
WHERE a.phone_digest = $phone_digest:text ORDER BY a.received_at DESC LIMIT 20;

-- name: transfer_insert :one
-- out: id int
INSERT INTO hotline_transfer (call_id, target, expert, line, unit_id, reason, by_user, started_at, status)
VALUES ($call_id:int, $target:text, $expert:text, $line:text, $unit_id:int?, $reason:text, $by_user:int, $now:int, 'calling') RETURNING id;

-- name: transfer_get :one
-- out: id int, call_id int, target text, expert text, line text, unit_id int?, reason text, by_user int, started_at int, joined_at int?, ended_at int?, status text, outcome text, result text, version int
SELECT id, call_id, target, expert, line, unit_id, reason, by_user, started_at, joined_at, ended_at, status, outcome, result, version
FROM hotline_transfer WHERE id = $id:int;

-- name: transfer_set :exec
UPDATE hotline_transfer SET status = $status:text, joined_at = $joined_at:int?, ended_at = $ended_at:int?, outcome = $outcome:text,
  result = $result:text, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: transfer_of_call :many
-- out: id int, target text, expert text, line text, unit_id int?, reason text, by_name text, started_at int, joined_at int?, ended_at int?, status text, outcome text, result text, version int
SELECT t.id, t.target, t.expert, t.line, t.unit_id, t.reason, u.name, t.started_at, t.joined_at, t.ended_at, t.status, t.outcome, t.result,
  t.version
FROM hotline_transfer t JOIN app_user u ON u.id = t.by_user WHERE t.call_id = $call_id:int ORDER BY t.started_at, t.id;

-- name: said_insert :exec
INSERT INTO hotline_said (transfer_id, who, text, at, by_user) VALUES ($transfer_id:int, $who:text, $text:text, $at:int, $by_user:int);

-- name: said_of_call :many
-- out: transfer_id int, who text, text text, at int
SELECT s.transfer_id, s.who, s.text, s.at FROM hotline_transfer t JOIN hotline_said s ON s.transfer_id = t.id
WHERE t.call_id = $call_id:int ORDER BY s.id;

-- name: flag_insert :one
-- out: id int
INSERT INTO hotline_flag (number_sealed, phone_digest, tail_digest, kind, note, call_id, set_by, set_at, until, status)
VALUES ($sealed:blob, $phone_digest:text, $tail_digest:text?, $kind:text, $note:text, $call_id:int?, $by:int, $now:int, $until:int, 'proposed')
RETURNING id;

-- name: flag_seal :exec
UPDATE hotline_flag SET number_sealed = $sealed:blob WHERE id = $id:int;

-- name: flag_get :one
-- out: id int, number_sealed blob, phone_digest text, kind text, note text, call_id int?, set_by int, set_at int, until int, status text, decided_by int?, decided_at int?, decision text, version int
SELECT id, number_sealed, phone_digest, kind, note, call_id, set_by, set_at, until, status, decided_by, decided_at, decision, version
FROM hotline_flag WHERE id = $id:int;

-- name: flag_set :exec
UPDATE hotline_flag SET status = $status:text, decided_by = $by:int?, decided_at = $at:int, decision = $decision:text, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: flag_of_phone :many
-- out: id int, kind text, note text, status text, set_at int, until int
SELECT id, kind, note, status, set_at, until FROM hotline_flag
WHERE phone_digest = $phone_digest:text AND status = 'active' AND until > $now:int ORDER BY id;

-- name: flag_open_of_phone :one
-- out: id int
SELECT id FROM hotline_flag WHERE phone_digest = $phone_digest:text AND kind = $kind:text AND (status = 'proposed' OR (status = 'active' AND until > $now:int))
ORDER BY id LIMIT 1;
