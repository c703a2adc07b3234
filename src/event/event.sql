-- SPDX-License-Identifier: Apache-2.0
-- Append-only streams: the head of a stream is locked first, events are inserted, the head is stored last.

-- name: stream_lock :one
-- out: seq int, head blob, dirty int
SELECT seq, head, dirty FROM stream WHERE stream = $stream:text AND stream_id = $stream_id:int
-- only: postgres
FOR UPDATE
-- end
;

-- name: stream_make :exec
INSERT INTO stream (stream, stream_id, seq, head, dirty) VALUES ($stream:text, $stream_id:int, 0, $zero:blob, 1)
ON CONFLICT (stream, stream_id) DO NOTHING;

-- name: stream_store :exec
UPDATE stream SET seq = $seq:int, head = $head:blob WHERE stream = $stream:text AND stream_id = $stream_id:int;

-- name: stream_store_dirty :exec
UPDATE stream SET seq = $seq:int, head = $head:blob, dirty = 1 WHERE stream = $stream:text AND stream_id = $stream_id:int;

-- name: event_insert :one
-- out: id int
INSERT INTO event (stream, stream_id, seq, kind, actor_id, actor_unit_id, recorded_at, happened_at, body, commitment, prev, hash)
VALUES ($stream:text, $stream_id:int, $seq:int, $kind:text, $actor_id:int?, $actor_unit_id:int?, $recorded_at:int,
        $happened_at:int, $body:text, $commitment:blob?, $prev:blob, $hash:blob)
RETURNING id;

-- name: event_text_insert :exec
INSERT INTO event_text (event_id, salt, sealed) VALUES ($event_id:int, $salt:blob, $sealed:blob);

-- name: live_insert :one
-- out: id int
INSERT INTO live_message (topic, body, at) VALUES ($topic:text, $body:text, $at:int) RETURNING id;

-- name: live_since :many
-- out: id int, topic text, body text
SELECT id, topic, body FROM live_message WHERE id > $after:int ORDER BY id LIMIT 1000;

-- name: live_trim :exec
DELETE FROM live_message WHERE at < $before:int;

-- name: event_of_stream :many
-- out: id int, seq int, kind text, actor_id int?, actor_unit_id int?, recorded_at int, happened_at int, body text, actor_name text?, unit_name text?, salt blob?, sealed blob?
SELECT e.id, e.seq, e.kind, e.actor_id, e.actor_unit_id, e.recorded_at, e.happened_at, e.body, u.name, n.short_name, t.salt, t.sealed
FROM event e
LEFT JOIN app_user u ON u.id = e.actor_id
LEFT JOIN unit n ON n.id = e.actor_unit_id
LEFT JOIN event_text t ON t.event_id = e.id
WHERE e.stream = $stream:text AND e.stream_id = $stream_id:int
ORDER BY e.seq;

-- name: event_of_seq :one
-- out: id int, seq int, kind text, actor_id int?, actor_unit_id int?, recorded_at int, happened_at int, body text, actor_name text?, unit_name text?, sealed blob?
SELECT e.id, e.seq, e.kind, e.actor_id, e.actor_unit_id, e.recorded_at, e.happened_at, e.body, u.name, n.short_name, t.sealed
FROM event e
LEFT JOIN app_user u ON u.id = e.actor_id
LEFT JOIN unit n ON n.id = e.actor_unit_id
LEFT JOIN event_text t ON t.event_id = e.id
WHERE e.stream = $stream:text AND e.stream_id = $stream_id:int AND e.seq = $seq:int;

-- name: event_all :many
-- out: id int, stream text, stream_id int, seq int, kind text, actor_id int?, actor_unit_id int?, recorded_at int, happened_at int, body text, commitment blob?, prev blob, hash blob, salt blob?, sealed blob?
SELECT e.id, e.stream, e.stream_id, e.seq, e.kind, e.actor_id, e.actor_unit_id, e.recorded_at, e.happened_at, e.body,
       e.commitment, e.prev, e.hash, t.salt, t.sealed
FROM event e LEFT JOIN event_text t ON t.event_id = e.id
ORDER BY e.stream, e.stream_id, e.seq;

-- name: stream_count :one
-- out: n int
SELECT COUNT(*) FROM stream;

-- name: stream_one :one
-- out: seq int, head blob
SELECT seq, head FROM stream WHERE stream = $stream:text AND stream_id = $stream_id:int;

-- name: stream_dirty :many
-- out: stream text, stream_id int, seq int, head blob
SELECT stream, stream_id, seq, head FROM stream WHERE dirty = 1 ORDER BY stream, stream_id LIMIT $max:int;

-- name: stream_clean :exec
UPDATE stream SET dirty = 0 WHERE stream = $stream:text AND stream_id = $stream_id:int AND seq = $seq:int;

-- name: event_last :one
-- out: id int
SELECT COALESCE(MAX(id), 0) FROM event;

-- name: anchor_last :one
-- out: id int, last_audit_id int, hash blob
SELECT id, last_audit_id, hash FROM anchor ORDER BY id DESC LIMIT 1;

-- name: anchor_insert :one
-- out: id int
INSERT INTO anchor (at, heads, last_event_id, last_audit_id, root, prev, hash, signature)
VALUES ($at:int, $heads:int, $last_event_id:int, $last_audit_id:int, $root:blob, $prev:blob, $hash:blob, $signature:blob)
RETURNING id;

-- name: anchor_head_insert :exec
INSERT INTO anchor_head (anchor_id, stream, stream_id, seq, head)
VALUES ($anchor_id:int, $stream:text, $stream_id:int, $seq:int, $head:blob);

-- name: anchor_after :many
-- out: id int, at int, heads int, last_event_id int, last_audit_id int, root blob, prev blob, hash blob, signature blob
SELECT id, at, heads, last_event_id, last_audit_id, root, prev, hash, signature FROM anchor WHERE id > $after:int ORDER BY id LIMIT $max:int;

-- name: anchor_heads_of :many
-- out: stream text, stream_id int, seq int, head blob
SELECT stream, stream_id, seq, head FROM anchor_head WHERE anchor_id = $anchor_id:int ORDER BY stream, stream_id;

-- name: audit_after :many
-- out: id int, hash blob
SELECT id, hash FROM audit WHERE id > $after:int AND id <= $to:int ORDER BY id LIMIT 100000;

-- name: anchored_not_held :many
-- out: stream text, stream_id int, seq int, held int?
SELECT h.stream, h.stream_id, MAX(h.seq), MAX(s.seq)
FROM anchor_head h LEFT JOIN stream s ON s.stream = h.stream AND s.stream_id = h.stream_id
GROUP BY h.stream, h.stream_id
HAVING MAX(s.seq) IS NULL OR MAX(s.seq) < MAX(h.seq);

-- name: anchored_changed :many
-- out: stream text, stream_id int, seq int
SELECT h.stream, h.stream_id, h.seq
FROM anchor_head h LEFT JOIN event e ON e.stream = h.stream AND e.stream_id = h.stream_id AND e.seq = h.seq
WHERE e.hash IS NULL OR e.hash <> h.head;

-- name: stream_tails :many
-- out: stream text, stream_id int
SELECT s.stream, s.stream_id FROM stream s
LEFT JOIN event e ON e.stream = s.stream AND e.stream_id = s.stream_id AND e.seq = s.seq
WHERE s.seq > 0 AND (e.hash IS NULL OR e.hash <> s.head);

-- name: event_beyond_head :many
-- out: stream text, stream_id int, seq int, held int?
SELECT e.stream, e.stream_id, MIN(e.seq), MAX(s.seq)
FROM event e LEFT JOIN stream s ON s.stream = e.stream AND s.stream_id = e.stream_id
WHERE s.seq IS NULL OR e.seq > s.seq
GROUP BY e.stream, e.stream_id
ORDER BY e.stream, e.stream_id;
