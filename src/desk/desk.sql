-- SPDX-License-Identifier: Apache-2.0
-- Reading across rooms for the desk's pages.

-- name: appeals_of_case :many
-- out: id int, no text, title text, status text, anonymity text, received_at int, channel_id int, type text, kind text, from_at int
SELECT a.id, a.no, a.title, a.status, a.anonymity, a.received_at, a.channel_id, a.type, m.kind, m.from_at
FROM membership m JOIN appeal a ON a.id = m.appeal_id
WHERE m.case_id = $case_id:int AND m.to_at IS NULL ORDER BY m.from_at, a.id;

-- name: unit_load :one
-- out: open_n int, overdue int
SELECT COUNT(*), COUNT(*) FILTER (WHERE due_at < $now:int) FROM work_order
WHERE unit_id = $unit_id:int AND status IN ('to_sign', 'handling', 'unit_review', 'suspended');

-- name: lead_chain :many
-- out: rank int, name text, title text
SELECT rank, name, title FROM unit_lead WHERE unit_id = $unit_id:int ORDER BY rank;

-- name: callback_same_person :many
-- out: task_id int, appeal_id int, no text, title text
SELECT t.id, a.id, a.no, a.title FROM appeal a JOIN callback_task t ON t.appeal_id = a.id
WHERE a.phone_digest = $phone_digest:text AND a.id <> $not_id:int AND t.status = 'open' ORDER BY t.id LIMIT 10;
