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

-- name: intake_case :one
-- out: id int, title text, body text, opened_at int
SELECT c.id, c.title, COALESCE(a.body, c.summary), c.opened_at
FROM casefile c LEFT JOIN appeal a ON a.id = c.master_appeal_id
WHERE c.id = $id:int AND (a.anonymity IS NULL OR a.anonymity <> 'secret');

-- name: intake_last_event :one
-- out: id int
SELECT COALESCE(MAX(id), 0) FROM event;

-- name: intake_events :many
-- out: id int, case_id int, kind text
SELECT id, stream_id, kind FROM event
WHERE id > $after:int AND stream = 'case' AND kind IN ('case.open','case.reopen','case.unmerge_filed','case.unmerge_handling')
ORDER BY id LIMIT 500;

-- name: intake_of_caller :many
-- out: case_id int
SELECT case_id FROM appeal
WHERE phone_digest = $phone_digest:text AND id <> $not_id:int AND case_id IS NOT NULL AND anonymity <> 'secret'
ORDER BY received_at DESC LIMIT 20;
