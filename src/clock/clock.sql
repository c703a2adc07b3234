-- SPDX-License-Identifier: Apache-2.0
-- Running clocks.

-- name: clock_insert :exec
INSERT INTO clock (object_kind, object_id, case_id, kind, round, started_at, limit_value, limit_unit, due_at, warn_at, stopped_at)
VALUES ($object_kind:text, $object_id:int, $case_id:int?, $kind:text, $round:int, $started_at:int, $limit_value:int,
        $limit_unit:text, $due_at:int, $warn_at:int?, NULL);

-- name: clock_stop_kind :exec
UPDATE clock SET stopped_at = $now:int
WHERE object_kind = $object_kind:text AND object_id = $object_id:int AND kind = $kind:text AND stopped_at IS NULL;

-- name: clock_last_kind :one
-- out: id int, started_at int, limit_value int, limit_unit text, due_at int, warned_at int?, breached_at int?, stopped_at int?
SELECT id, started_at, limit_value, limit_unit, due_at, warned_at, breached_at, stopped_at FROM clock
WHERE object_kind = $object_kind:text AND object_id = $object_id:int AND kind = $kind:text ORDER BY id DESC LIMIT 1;

-- name: clock_paused :exec
INSERT INTO clock_pause (clock_id, from_at, to_at, reason) VALUES ($clock_id:int, $from_at:int, $to_at:int?, $reason:text);

-- name: clock_extended :exec
UPDATE clock SET limit_value = $limit_value:int, due_at = $due_at:int, warn_at = $warn_at:int?, warned_at = $warned_at:int?, breached_at = $breached_at:int?
WHERE id = $id:int;

-- name: clock_run_again :exec
UPDATE clock SET due_at = $due_at:int, warn_at = $warn_at:int?, stopped_at = NULL WHERE id = $id:int;

-- name: clock_unstop :exec
UPDATE clock SET stopped_at = NULL
WHERE id = (SELECT MAX(id) FROM clock WHERE object_kind = $object_kind:text AND object_id = $object_id:int AND kind = $kind:text);

-- name: clock_pause_object :exec
INSERT INTO clock_pause (clock_id, from_at, reason, approved_by)
SELECT id, CAST($now:int AS BIGINT), CAST($reason:text AS TEXT), CAST($approved_by:int? AS BIGINT) FROM clock
WHERE object_kind = $object_kind:text AND object_id = $object_id:int AND stopped_at IS NULL;

-- name: clock_pauses_end :exec
UPDATE clock_pause SET to_at = $now:int
WHERE to_at IS NULL AND clock_id IN (SELECT id FROM clock WHERE object_kind = $object_kind:text AND object_id = $object_id:int);

-- name: clock_in_pause :many
-- out: id int, kind text, started_at int, limit_value int, limit_unit text
SELECT id, kind, started_at, limit_value, limit_unit FROM clock k
WHERE object_kind = $object_kind:text AND object_id = $object_id:int
  AND EXISTS (SELECT 1 FROM clock_pause p WHERE p.clock_id = k.id AND p.to_at IS NULL);

-- name: clock_stop_object :exec
UPDATE clock SET stopped_at = $now:int
WHERE object_kind = $object_kind:text AND object_id = $object_id:int AND stopped_at IS NULL;

-- name: clock_of_case :many
-- out: id int, object_kind text, object_id int, case_id int?, kind text, round int, started_at int, limit_value int, limit_unit text, due_at int, warned_at int?, breached_at int?, stopped_at int?
SELECT id, object_kind, object_id, case_id, kind, round, started_at, limit_value, limit_unit, due_at, warned_at, breached_at, stopped_at
FROM clock WHERE object_kind = 'case' AND object_id = $case_id:int
UNION ALL
SELECT id, object_kind, object_id, case_id, kind, round, started_at, limit_value, limit_unit, due_at, warned_at, breached_at, stopped_at
FROM clock WHERE object_kind = 'order' AND object_id IN (SELECT id FROM work_order WHERE case_id = $case_id)
UNION ALL
SELECT id, object_kind, object_id, case_id, kind, round, started_at, limit_value, limit_unit, due_at, warned_at, breached_at, stopped_at
FROM clock WHERE object_kind = 'appeal' AND object_id IN (SELECT id FROM appeal WHERE case_id = $case_id)
ORDER BY 7, 1;

-- name: clock_get :one
-- out: id int, object_kind text, object_id int, case_id int?, kind text, round int, started_at int, limit_value int, limit_unit text, due_at int, warned_at int?, breached_at int?, stopped_at int?
SELECT id, object_kind, object_id, case_id, kind, round, started_at, limit_value, limit_unit, due_at, warned_at, breached_at, stopped_at
FROM clock WHERE id = $id:int;

-- name: clock_pauses :many
-- out: from_at int, to_at int?, reason text
SELECT from_at, to_at, reason FROM clock_pause WHERE clock_id = $clock_id:int ORDER BY from_at;

-- Both go by the index clock_next, whose expression and condition they repeat: the next moment of every clock that runs.
-- name: clock_to_warn :many
-- out: id int, object_kind text, object_id int, case_id int?, kind text, round int, started_at int, limit_value int, limit_unit text, due_at int, warned_at int?, breached_at int?, stopped_at int?
SELECT id, object_kind, object_id, case_id, kind, round, started_at, limit_value, limit_unit, due_at, warned_at, breached_at, stopped_at
FROM clock
WHERE stopped_at IS NULL AND breached_at IS NULL AND warned_at IS NULL AND warn_at IS NOT NULL
  AND (CASE WHEN warned_at IS NULL AND warn_at IS NOT NULL THEN warn_at ELSE due_at END) <= $now:int
ORDER BY (CASE WHEN warned_at IS NULL AND warn_at IS NOT NULL THEN warn_at ELSE due_at END), id LIMIT $max:int;

-- name: clock_to_breach :many
-- out: id int, object_kind text, object_id int, case_id int?, kind text, round int, started_at int, limit_value int, limit_unit text, due_at int, warned_at int?, breached_at int?, stopped_at int?
SELECT id, object_kind, object_id, case_id, kind, round, started_at, limit_value, limit_unit, due_at, warned_at, breached_at, stopped_at
FROM clock
WHERE stopped_at IS NULL AND breached_at IS NULL AND due_at < $now:int
  AND (CASE WHEN warned_at IS NULL AND warn_at IS NOT NULL THEN warn_at ELSE due_at END) <= $now
ORDER BY (CASE WHEN warned_at IS NULL AND warn_at IS NOT NULL THEN warn_at ELSE due_at END), id LIMIT $max:int;

-- name: clock_warned :exec
UPDATE clock SET warned_at = $now:int WHERE id = $id:int AND warned_at IS NULL AND stopped_at IS NULL;

-- name: clock_breached :exec
UPDATE clock SET breached_at = $now:int WHERE id = $id:int AND breached_at IS NULL AND stopped_at IS NULL;
