-- SPDX-License-Identifier: Apache-2.0
-- Instructions and receipts.

-- ---- whom a scope reaches --------------------------------------------------------------------------
-- Bits of posts: 1 county_leader 2 street_cadre 4 community_secretary 8 grid_head 16 grid_worker; of types as in recipients.c.

-- name: instruction_in_unit :many
-- out: user_id int, unit_id int, grid_id int
SELECT p.user_id, MIN(g.community_id), MIN(g.id)
FROM unit_under uu JOIN grid g ON g.community_id = uu.unit_id AND g.valid_to IS NULL
JOIN grid_post p ON p.grid_id = g.id AND p.valid_to IS NULL
JOIN app_user u ON u.id = p.user_id AND u.status = 'active'
WHERE uu.ancestor_id = $unit_id:int AND ($level:int = 0 OR g.level = $level)
  AND (CASE p.post WHEN 'county_leader' THEN 1 WHEN 'street_cadre' THEN 2 WHEN 'community_secretary' THEN 4 WHEN 'grid_head' THEN 8
       ELSE 16 END & $posts:int) <> 0
  AND (p.post <> 'grid_worker' OR (CASE p.worker_type WHEN 'full_time' THEN 1 WHEN 'part_time' THEN 2 WHEN 'industry' THEN 4
       WHEN 'window' THEN 8 WHEN 'mobile' THEN 16 WHEN 'building_head' THEN 32 WHEN 'assistant' THEN 64 ELSE 128 END & $types:int) <> 0)
GROUP BY p.user_id ORDER BY p.user_id;

-- name: instruction_in_grid :many
-- out: user_id int, unit_id int, grid_id int
WITH RECURSIVE here(id) AS (
  SELECT id FROM grid WHERE id = $grid_id:int
  UNION SELECT g.id FROM grid g JOIN here ON g.parent_id = here.id)
SELECT p.user_id, MIN(g.community_id), MIN(g.id)
FROM here JOIN grid g ON g.id = here.id AND g.valid_to IS NULL
JOIN grid_post p ON p.grid_id = g.id AND p.valid_to IS NULL
JOIN app_user u ON u.id = p.user_id AND u.status = 'active'
WHERE ($level:int = 0 OR g.level = $level)
  AND (CASE p.post WHEN 'county_leader' THEN 1 WHEN 'street_cadre' THEN 2 WHEN 'community_secretary' THEN 4 WHEN 'grid_head' THEN 8
       ELSE 16 END & $posts:int) <> 0
  AND (p.post <> 'grid_worker' OR (CASE p.worker_type WHEN 'full_time' THEN 1 WHEN 'part_time' THEN 2 WHEN 'industry' THEN 4
       WHEN 'window' THEN 8 WHEN 'mobile' THEN 16 WHEN 'building_head' THEN 32 WHEN 'assistant' THEN 64 ELSE 128 END & $types:int) <> 0)
GROUP BY p.user_id ORDER BY p.user_id;

-- name: instruction_staff :many
-- out: user_id int, unit_id int
SELECT u.id, u.unit_id FROM unit_under uu JOIN app_user u ON u.unit_id = uu.unit_id AND u.status = 'active'
WHERE uu.ancestor_id = $unit_id:int ORDER BY u.id;

-- ---- instructions ----------------------------------------------------------------------------------

-- name: instruction_insert :one
-- out: id int
INSERT INTO instruction (no, issuer_id, issuer_unit_id, urgency, asks, title, body, relay_text, scope, scope_text, status, sent_at, due_at)
VALUES ($no:text, $issuer_id:int, $issuer_unit_id:int, $urgency:text, $asks:text, $title:text, $body:text, $relay_text:text, $scope:text,
  $scope_text:text, 'sent', $sent_at:int, $due_at:int)
RETURNING id;

-- name: instruction_get :one
-- out: id int, no text, issuer_id int, issuer_name text, issuer_unit_id int, urgency text, asks text, title text, body text, relay_text text, scope_text text, status text, version int, sent_at int, due_at int, reminded_at int?, ended_at int?, end_note text
SELECT i.id, i.no, i.issuer_id, u.name, i.issuer_unit_id, i.urgency, i.asks, i.title, i.body, i.relay_text, i.scope_text, i.status, i.version,
  i.sent_at, i.due_at, i.reminded_at, i.ended_at, i.end_note
FROM instruction i JOIN app_user u ON u.id = i.issuer_id WHERE i.id = $id:int;

-- name: instruction_set :exec
UPDATE instruction SET status = $status:text, version = version + 1, reminded_at = $reminded_at:int?, ended_at = $ended_at:int?,
  ended_by = $ended_by:int?, end_note = $end_note:text
WHERE id = $id:int AND version = $version:int;

-- name: instruction_totals :one
-- out: total int, unread int, relayed int, done int
SELECT COUNT(*), COUNT(*) FILTER (WHERE status = 'unread'), COUNT(*) FILTER (WHERE relayed_at IS NOT NULL),
  COUNT(*) FILTER (WHERE status = 'done')
FROM instruction_receipt WHERE instruction_id = $instruction_id:int;

-- name: instruction_remind_all :exec
UPDATE instruction_receipt SET reminded_at = $now:int WHERE instruction_id = $instruction_id:int AND status = 'unread';

-- name: instruction_unread :many
-- out: user_id int
SELECT user_id FROM instruction_receipt WHERE instruction_id = $instruction_id:int AND status = 'unread' ORDER BY user_id;

-- ---- receipts --------------------------------------------------------------------------------------

-- name: receipt_insert :one
-- out: id int
INSERT INTO instruction_receipt (instruction_id, user_id, unit_id, grid_id, status, sent_at)
VALUES ($instruction_id:int, $user_id:int, $unit_id:int, $grid_id:int?, 'unread', $sent_at:int)
RETURNING id;

-- name: receipt_get :one
-- out: id int, instruction_id int, user_id int, unit_id int, grid_id int?, status text, version int, sent_at int, read_at int?, relayed_at int?, done_at int?, reminded_at int?, note text
SELECT id, instruction_id, user_id, unit_id, grid_id, status, version, sent_at, read_at, relayed_at, done_at, reminded_at, note
FROM instruction_receipt WHERE id = $id:int;

-- name: receipt_of :one
-- out: id int
SELECT id FROM instruction_receipt WHERE instruction_id = $instruction_id:int AND user_id = $user_id:int;

-- name: receipt_set :exec
UPDATE instruction_receipt SET status = $status:text, version = version + 1, read_at = $read_at:int?, relayed_at = $relayed_at:int?,
  done_at = $done_at:int?, note = $note:text
WHERE id = $id:int AND version = $version:int;

-- Of the last ninety days: what is older has been closed or forgotten by both sides.
-- name: received_count :one
-- out: unread int, open int, urgent int
SELECT COUNT(*) FILTER (WHERE r.status = 'unread'),
  COUNT(*) FILTER (WHERE (i.asks = 'read' AND r.status = 'unread') OR (i.asks = 'relay' AND r.status IN ('unread', 'read'))
    OR (i.asks = 'done' AND r.status <> 'done')),
  COUNT(*) FILTER (WHERE r.status = 'unread' AND i.urgency <> 'normal')
FROM instruction_receipt r JOIN instruction i ON i.id = r.instruction_id
WHERE r.user_id = $user_id:int AND r.sent_at >= $since:int AND i.status = 'sent';
