-- SPDX-License-Identifier: Apache-2.0
-- What the reading machine reads of cases. The words of a secret report never leave this query: its case is known by type and town.

-- name: intake_cases :many
-- out: id int, title text, body text, opened_at int
SELECT c.id, c.title, COALESCE(a.body, c.summary), c.opened_at
FROM casefile c LEFT JOIN appeal a ON a.id = c.master_appeal_id
WHERE c.id > $after:int AND c.status <> 'merged' AND (c.closed_at IS NULL OR c.closed_at >= $since:int)
  AND (a.anonymity IS NULL OR a.anonymity <> 'secret')
ORDER BY c.id LIMIT 200;

-- name: intake_count :one
-- out: n int
SELECT COUNT(*) FROM casefile WHERE status <> 'merged' AND (closed_at IS NULL OR closed_at >= $since:int);

-- name: intake_last_case :one
-- out: id int
SELECT COALESCE(MAX(id), 0) FROM casefile;

-- name: intake_case :one
-- out: id int, title text, body text, opened_at int
SELECT c.id, c.title, COALESCE(a.body, c.summary), c.opened_at
FROM casefile c LEFT JOIN appeal a ON a.id = c.master_appeal_id
WHERE c.id = $id:int AND (a.anonymity IS NULL OR a.anonymity <> 'secret');

-- name: intake_last_event :one
-- out: id int
SELECT COALESCE(MAX(id), 0) FROM event;

-- All of these kinds are of the stream of a case; asked for, the stream would be looked up instead of the newest rows.
-- name: intake_events :many
-- out: id int, case_id int, kind text
SELECT id, stream_id, kind FROM event
WHERE id > $after:int AND kind IN ('case.open','case.classified','case.reopen','case.unmerge_filed','case.unmerge_handling')
ORDER BY id LIMIT 100;

-- name: intake_of_caller :many
-- out: case_id int
SELECT case_id FROM appeal
WHERE phone_digest = $phone_digest:text AND id <> $not_id:int AND case_id IS NOT NULL AND anonymity <> 'secret'
ORDER BY received_at DESC LIMIT 20;

-- name: sorting_examples :many
-- out: id int, event_type_id int, title text, body text
SELECT c.id, c.event_type_id, a.title, a.body
FROM casefile c JOIN appeal a ON a.id = c.master_appeal_id LEFT JOIN sorting_guess g ON g.case_id = c.id
WHERE c.id < $before:int AND c.event_type_id IS NOT NULL AND c.status <> 'merged' AND a.anonymity <> 'secret'
  AND (c.closed_at IS NOT NULL OR g.corrected = 1)
ORDER BY c.id DESC LIMIT 500;

-- name: sorting_newest :one
-- out: cases int, made_at int
SELECT cases, made_at FROM sorting_model ORDER BY id DESC LIMIT 1;

-- Found by when they were settled, which an index knows; counted as far as anybody asks.
-- name: sorting_confirmed_since :one
-- out: n int
SELECT COUNT(*) FROM (SELECT 1 FROM casefile c WHERE c.settled_at >= $since:int AND c.closed_at IS NOT NULL AND c.event_type_id IS NOT NULL
  ORDER BY c.settled_at DESC LIMIT 10000) confirmed;

-- name: sorting_active :one
-- out: id int
SELECT id FROM sorting_model WHERE active = 1;

-- name: sorting_parts :many
-- out: part int, body blob
SELECT part, body FROM sorting_part WHERE model_id = $model_id:int ORDER BY part;

-- name: sorting_insert :one
-- out: id int
INSERT INTO sorting_model (made_at, cases, types, tested, hits, hits_among_three)
VALUES ($made_at:int, $cases:int, $types:int, $tested:int, $hits:int, $hits_among_three:int)
RETURNING id;

-- name: sorting_part_insert :exec
INSERT INTO sorting_part (model_id, part, body) VALUES ($model_id:int, $part:int, $body:blob);

-- name: sorting_type_insert :exec
INSERT INTO sorting_type (model_id, event_type_id, cases, hits, guessed)
VALUES ($model_id:int, $event_type_id:int, $cases:int, $hits:int, $guessed:int);

-- name: sorting_passive :exec
UPDATE sorting_model SET active = 0 WHERE active = 1 AND id <> $id:int;

-- name: sorting_activate :exec
UPDATE sorting_model SET active = 1, activated_at = $now:int, activated_by = $by_user:int? WHERE id = $id:int AND active = 0;

-- name: sorting_drop_parts :exec
DELETE FROM sorting_part WHERE model_id IN (SELECT id FROM sorting_model WHERE active = 0 ORDER BY id DESC LIMIT 1000 OFFSET 5);

-- name: sorting_opened :one
-- out: title text, body text, event_type_id int?
SELECT a.title, a.body, c.event_type_id FROM casefile c JOIN appeal a ON a.id = c.master_appeal_id
WHERE c.id = $case_id:int AND a.anonymity <> 'secret';

-- name: sorting_guess_of :one
-- out: chosen_type_id int?, corrected int
SELECT chosen_type_id, corrected FROM sorting_guess WHERE case_id = $case_id:int;

-- name: sorting_guess_insert :exec
INSERT INTO sorting_guess (case_id, model_id, guess_type_id, percent, chosen_type_id, at)
VALUES ($case_id:int, $model_id:int?, $guess_type_id:int?, $percent:int, $chosen_type_id:int?, $at:int)
ON CONFLICT (case_id) DO NOTHING;

-- name: sorting_guess_correct :exec
UPDATE sorting_guess SET chosen_type_id = $chosen_type_id:int?, corrected = 1 WHERE case_id = $case_id:int;

-- name: sorting_models :many
-- out: id int, made_at int, cases int, types int, tested int, hits int, hits_among_three int, active int, activated_at int?, activated_by text?, parts int
SELECT m.id, m.made_at, m.cases, m.types, m.tested, m.hits, m.hits_among_three, m.active, m.activated_at, u.name,
  (SELECT COUNT(*) FROM sorting_part p WHERE p.model_id = m.id)
FROM sorting_model m LEFT JOIN app_user u ON u.id = m.activated_by ORDER BY m.id DESC LIMIT 50;

-- name: sorting_kept :one
-- out: parts int
SELECT COUNT(*) FROM sorting_part WHERE model_id = $id:int;

-- name: sorting_types :many
-- out: event_type_id int, cases int, hits int, guessed int
SELECT event_type_id, cases, hits, guessed FROM sorting_type WHERE model_id = $model_id:int;

-- name: sorting_recent :many
-- out: event_type_id int, chosen int, accepted int, corrected int
SELECT chosen_type_id, COUNT(*), SUM(CASE WHEN guess_type_id = chosen_type_id THEN 1 ELSE 0 END), SUM(corrected)
FROM sorting_guess WHERE at >= $since:int AND chosen_type_id IS NOT NULL GROUP BY chosen_type_id;
