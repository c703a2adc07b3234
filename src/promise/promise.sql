-- SPDX-License-Identifier: Apache-2.0

-- name: promise_insert :one
-- out: id int
INSERT INTO promise (case_id, order_id, unit_id, status, origin, words, day, due_at, first_day, made_at, made_by, confirmed_at, confirmed_by)
VALUES ($case_id:int, $order_id:int, $unit_id:int, $status:text, $origin:text, $words:text, $day:int, $due_at:int, $day, $made_at:int,
  $made_by:int?, $confirmed_at:int?, $made_by)
RETURNING id;

-- name: promise_get :one
-- out: id int, case_id int, order_id int, unit_id int, status text, version int, origin text, words text, day int, due_at int, first_day int, made_at int, made_by int?, confirmed_at int?, confirmed_by int?, reminded_at int?, woken_at int?, moved_at int?, move_reason text, stated_at int?, stated_by int?, statement text, asked int, next_ask_at int?, heard_at int?, heard_by int?, heard text, opinion text, ended_at int?
SELECT id, case_id, order_id, unit_id, status, version, origin, words, day, due_at, first_day, made_at, made_by, confirmed_at, confirmed_by,
  reminded_at, woken_at, moved_at, move_reason, stated_at, stated_by, statement, asked, next_ask_at, heard_at, heard_by, heard, opinion, ended_at
FROM promise WHERE id = $id:int;

-- name: promise_case :one
-- out: case_id int
SELECT case_id FROM promise WHERE id = $id:int;

-- name: promise_set :exec
UPDATE promise SET status = $status:text, version = version + 1, words = $words:text, day = $day:int, due_at = $due_at:int,
  confirmed_at = $confirmed_at:int?, confirmed_by = $confirmed_by:int?, reminded_at = $reminded_at:int?, woken_at = $woken_at:int?,
  moved_at = $moved_at:int?, move_reason = $move_reason:text, stated_at = $stated_at:int?, stated_by = $stated_by:int?,
  statement = $statement:text, asked = $asked:int, next_ask_at = $next_ask_at:int?, heard_at = $heard_at:int?, heard_by = $heard_by:int?,
  heard = $heard:text, opinion = $opinion:text, ended_at = $ended_at:int?
WHERE id = $id:int AND version = $version:int;

-- name: promise_of_case :many
-- out: id int, by_confirm text?, by_state text?
SELECT p.id, c.name, s.name FROM promise p LEFT JOIN app_user c ON c.id = p.confirmed_by LEFT JOIN app_user s ON s.id = p.stated_by
WHERE p.case_id = $case_id:int AND (CAST($only:int? AS BIGINT) IS NULL OR p.id = $only) ORDER BY p.due_at, p.id;

-- Answers that were given at this moment. A sub-order answers its unit, not the citizen.
-- name: promise_answers :many
-- out: id int, unit_id int, public_answer text
SELECT id, unit_id, public_answer FROM work_order
WHERE case_id = $case_id:int AND submitted_at = $now:int AND role <> 'sub' AND public_answer <> '' ORDER BY id;

-- name: promise_of_order :many
-- out: id int, status text, first_day int
SELECT id, status, first_day FROM promise WHERE order_id = $order_id:int AND status <> 'void' ORDER BY id;

-- Promises of the case whose order is no longer anybody's duty.
-- name: promise_stranded :many
-- out: id int
SELECT p.id FROM promise p JOIN work_order o ON o.id = p.order_id
WHERE p.case_id = $case_id:int AND p.status IN ('proposed', 'open', 'woken') AND o.status IN ('redirected', 'recalled', 'terminated')
ORDER BY p.id;

-- To be reminded of, to wake, to be given up; while its case is merged away a promise waits with it.
-- name: promise_to_move :many
-- out: id int
SELECT p.id FROM promise p
WHERE p.status IN ('proposed', 'open', 'woken')
  AND p.due_at <= CASE WHEN p.status = 'woken' THEN $missed:int WHEN p.status = 'open' AND p.reminded_at IS NULL THEN $near:int ELSE $today:int END
  AND p.due_at <= $near
  AND (SELECT c.status FROM casefile c WHERE c.id = p.case_id) <> 'merged'
ORDER BY p.due_at LIMIT $max:int;

-- name: promise_unheard :many
-- out: id int
SELECT id FROM promise WHERE status = 'stated' AND stated_at <= $before:int AND next_ask_at IS NOT NULL ORDER BY next_ask_at LIMIT $max:int;

-- Does somebody who must not be known speak in this case?
-- name: promise_secret :one
-- out: n int
SELECT COUNT(*) FROM membership m JOIN appeal a ON a.id = m.appeal_id
WHERE m.case_id = $case_id:int AND m.to_at IS NULL AND a.anonymity = 'secret';
