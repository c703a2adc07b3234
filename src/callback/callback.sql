-- SPDX-License-Identifier: Apache-2.0

-- name: task_insert :one
-- out: id int
INSERT INTO callback_task (appeal_id, case_id, round, status, opened_at, due_at, next_try_at, closed_at)
VALUES ($appeal_id:int, $case_id:int, $round:int, $status:text, $opened_at:int, $due_at:int, $next_try_at:int?, $closed_at:int?)
RETURNING id;

-- name: task_get :one
-- out: id int, appeal_id int, case_id int, round int, status text, version int, opened_at int, due_at int, attempts int, methods int, first_try_at int?, last_try_at int?, next_try_at int?, agent_id int?, closed_at int?
SELECT id, appeal_id, case_id, round, status, version, opened_at, due_at, attempts, methods, first_try_at, last_try_at, next_try_at, agent_id, closed_at
FROM callback_task WHERE id = $id:int;

-- `status IN (…)` as in the partial index, or SQLite would not use it.
-- name: task_next :one
-- out: id int, case_id int
SELECT t.id, t.case_id FROM callback_task t JOIN casefile c ON c.id = t.case_id JOIN appeal a ON a.id = t.appeal_id
WHERE t.status = 'open' AND t.next_try_at <= $now:int AND a.phone_digest IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM work_order o JOIN unit_under x ON x.unit_id = o.unit_id
                  WHERE o.case_id = t.case_id AND o.status NOT IN ('redirected', 'recalled') AND x.ancestor_id = $unit_id:int)
  AND NOT EXISTS (SELECT 1 FROM work_order o JOIN unit_under y ON y.ancestor_id = o.unit_id
                  WHERE o.case_id = t.case_id AND o.status NOT IN ('redirected', 'recalled') AND y.unit_id = $unit_id)
ORDER BY t.next_try_at, t.id LIMIT 1;

-- name: task_conflict :one
-- out: n int
SELECT COUNT(*) FROM work_order o
WHERE o.case_id = $case_id:int AND o.status NOT IN ('redirected', 'recalled')
  AND (EXISTS (SELECT 1 FROM unit_under x WHERE x.unit_id = o.unit_id AND x.ancestor_id = $unit_id:int)
    OR EXISTS (SELECT 1 FROM unit_under y WHERE y.ancestor_id = o.unit_id AND y.unit_id = $unit_id));

-- name: task_set :exec
UPDATE callback_task SET status = $status:text, version = version + 1, attempts = $attempts:int, methods = $methods:int,
  first_try_at = $first_try_at:int?, last_try_at = $last_try_at:int?, next_try_at = $next_try_at:int?, agent_id = $agent_id:int?,
  claimed_at = $claimed_at:int?, closed_at = $closed_at:int?
WHERE id = $id:int AND version = $version:int;

-- name: task_of_appeal :one
-- out: id int, status text, round int, attempts int
SELECT id, status, round, attempts FROM callback_task WHERE appeal_id = $appeal_id:int ORDER BY round DESC LIMIT 1;

-- name: task_of_case :many
-- out: id int, appeal_id int, round int, status text, attempts int, next_try_at int?
SELECT id, appeal_id, round, status, attempts, next_try_at FROM callback_task WHERE case_id = $case_id:int ORDER BY id;

-- name: task_open_of_case :one
-- out: n int
SELECT COUNT(*) FROM membership m JOIN callback_task t ON t.appeal_id = m.appeal_id
WHERE m.case_id = $case_id:int AND m.to_at IS NULL AND t.status IN ('open', 'claimed');

-- name: task_set_link :exec
UPDATE callback_task SET link_hash = $link_hash:text WHERE id = $id:int;

-- name: task_by_link :one
-- out: id int, appeal_id int, status text, opened_at int
SELECT id, appeal_id, status, opened_at FROM callback_task WHERE link_hash = $link_hash:text;

-- name: task_exhausted :many
-- out: id int, case_id int
SELECT t.id, t.case_id FROM callback_task t JOIN appeal a ON a.id = t.appeal_id
WHERE t.status IN ('open', 'claimed') AND t.opened_at <= $no_phone:int
  AND ((t.attempts >= 3 AND t.methods IN (3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15) AND t.last_try_at - t.first_try_at >= $span:int AND t.last_try_at <= $quiet:int)
    OR a.phone_digest IS NULL)
  AND (CAST($only:int? AS BIGINT) IS NULL OR t.id = $only)
ORDER BY t.opened_at LIMIT $max:int;

-- name: task_forgotten :many
-- out: id int
SELECT id FROM callback_task WHERE status IN ('open', 'claimed') AND status = 'claimed' AND claimed_at <= $before:int
  AND (CAST($only:int? AS BIGINT) IS NULL OR id = $only) ORDER BY id LIMIT $max:int;

-- name: task_follow :exec
UPDATE callback_task SET case_id = $case_id:int
WHERE status IN ('open', 'claimed') AND case_id <> $case_id
  AND appeal_id IN (SELECT appeal_id FROM membership WHERE case_id = $case_id AND to_at IS NULL);

-- name: attempt_insert :exec
INSERT INTO callback_attempt (task_id, method, outcome, agent_id, at, note)
VALUES ($task_id:int, $method:text, $outcome:text, $agent_id:int?, $at:int, $note:text);

-- name: attempt_of_task :many
-- out: id int, method text, outcome text, agent text?, at int, note text
SELECT t.id, t.method, t.outcome, u.name, t.at, t.note FROM callback_attempt t LEFT JOIN app_user u ON u.id = t.agent_id
WHERE t.task_id = $task_id:int ORDER BY t.id;

-- name: rating_insert :exec
INSERT INTO rating (appeal_id, case_id, round, source, solved, satisfied, contacted, opinion, reasons, agent_id, at)
VALUES ($appeal_id:int, $case_id:int?, $round:int, $source:text, $solved:text, $satisfied:int, $contacted:int?, $opinion:text,
  $reasons:text, $agent_id:int?, $at:int);

-- name: rating_of_appeal :many
-- out: id int, round int, source text, solved text, satisfied int, contacted int?, opinion text, reasons text, at int
SELECT id, round, source, solved, satisfied, contacted, opinion, reasons, at FROM rating WHERE appeal_id = $appeal_id:int ORDER BY round;

-- name: rating_of_case :many
-- out: id int, appeal_id int, round int, source text, solved text, satisfied int, contacted int?, opinion text, reasons text, at int
SELECT id, appeal_id, round, source, solved, satisfied, contacted, opinion, reasons, at FROM rating WHERE case_id = $case_id:int ORDER BY at, id;

-- name: rating_to_judge :many
-- out: appeal_id int, round int, solved text, satisfied int
SELECT r.appeal_id, r.round, r.solved, r.satisfied
FROM membership m JOIN appeal a ON a.id = m.appeal_id
JOIN rating r ON r.appeal_id = a.id AND r.round = (SELECT MAX(x.round) FROM rating x WHERE x.appeal_id = a.id)
WHERE m.case_id = $case_id:int AND m.to_at IS NULL AND a.status = 'rated'
  AND (r.solved IN ('no', 'unclear') OR r.satisfied <= 2)
  AND (SELECT COUNT(*) FROM judgement j WHERE j.appeal_id = r.appeal_id AND j.round = r.round AND j.verdict = 'unreasonable') < 2
ORDER BY r.appeal_id;

-- name: judgement_insert :exec
INSERT INTO judgement (appeal_id, case_id, round, user_id, unit_id, verdict, opinion, at)
VALUES ($appeal_id:int, $case_id:int, $round:int, $user_id:int, $unit_id:int, $verdict:text, $opinion:text, $at:int);

-- name: judgement_count :one
-- out: n int
SELECT COUNT(*) FROM judgement WHERE appeal_id = $appeal_id:int AND round = $round:int AND verdict = 'unreasonable';

-- name: judgement_of_case :many
-- out: id int, appeal_id int, round int, user_name text?, unit_id int, verdict text, opinion text, at int
SELECT j.id, j.appeal_id, j.round, u.name, j.unit_id, j.verdict, j.opinion, j.at FROM judgement j LEFT JOIN app_user u ON u.id = j.user_id
WHERE j.case_id = $case_id:int ORDER BY j.id;

-- name: lead_result :one
-- out: status text, result text
SELECT status, result FROM work_order WHERE case_id = $case_id:int AND role = 'lead' AND status NOT IN ('redirected', 'recalled') ORDER BY id DESC LIMIT 1;
