-- SPDX-License-Identifier: Apache-2.0
-- The full text of cases. The words of a secret report stay out of it: its case is found by number only.

-- name: search_state :one
-- out: seen int, next_seen int, below int
SELECT seen, next_seen, below FROM search_state WHERE id = 1;

-- name: search_state_put :exec
INSERT INTO search_state (id, seen, next_seen, below) VALUES (1, $seen:int, $next_seen:int, $below:int)
ON CONFLICT (id) DO UPDATE SET seen = $seen, next_seen = $next_seen, below = $below;

-- name: search_last :one
-- out: event_id int, case_id int
SELECT (SELECT COALESCE(MAX(id), 0) FROM event), (SELECT COALESCE(MAX(id), 0) FROM casefile);

-- By kind alone: asked for, the stream would be looked up instead of the newest rows.
-- name: search_events :many
-- out: id int, case_id int?
SELECT e.id, CASE WHEN e.stream = 'case' THEN e.stream_id ELSE (SELECT a.case_id FROM appeal a WHERE a.id = e.stream_id) END
FROM event e
WHERE e.id > $after:int AND e.kind IN ('case.open','case.imported','case.joined','case.unjoined','case.merged_in','case.merged_away','case.split_back','case.split_out','order.submit','appeal.corrected')
ORDER BY e.id LIMIT 200;

-- name: search_cases :many
-- out: id int
SELECT id FROM casefile WHERE id < $below:int ORDER BY id DESC LIMIT 200;

-- name: search_case :one
-- out: no text, title text, summary text, address text, secret int
SELECT c.no, c.title, c.summary, c.address, CASE WHEN a.anonymity = 'secret' THEN 1 ELSE 0 END
FROM casefile c LEFT JOIN appeal a ON a.id = c.master_appeal_id WHERE c.id = $id:int;

-- name: search_appeals :many
-- out: no text, title text, body text, address text
SELECT a.no, a.title, a.body, a.address FROM membership m JOIN appeal a ON a.id = m.appeal_id
WHERE m.case_id = $id:int AND m.to_at IS NULL AND a.anonymity <> 'secret' ORDER BY a.id LIMIT 20;

-- name: search_answers :many
-- out: answer text
SELECT public_answer FROM work_order WHERE case_id = $id:int AND public_answer <> '' ORDER BY id LIMIT 20;

-- name: search_drop :exec
-- only: sqlite
DELETE FROM case_search WHERE rowid = $id:int;
-- end
-- only: postgres
DELETE FROM case_search WHERE id = $id;
-- end

-- name: search_put :exec
-- only: sqlite
INSERT INTO case_search (rowid, words) VALUES ($id:int, $words:text);
-- end
-- only: postgres
INSERT INTO case_search (id, words) VALUES ($id, array_to_tsvector(string_to_array($words, ' ')));
-- end

-- name: search_clear :exec
DELETE FROM case_search;
