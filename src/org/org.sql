-- SPDX-License-Identifier: Apache-2.0
-- Units, their closure, their leads, their open work.

-- ---- closure ----

-- name: tree_add_self :exec
INSERT INTO unit_under (ancestor_id, unit_id, depth) VALUES ($unit_id:int, $unit_id, 0);

-- name: tree_add_above :exec
INSERT INTO unit_under (ancestor_id, unit_id, depth)
SELECT up.ancestor_id, CAST($unit_id:int AS BIGINT), up.depth + 1 FROM unit_under up WHERE up.unit_id = $parent_id:int;

-- name: tree_cut :exec
DELETE FROM unit_under
WHERE unit_id IN (SELECT d.unit_id FROM unit_under d WHERE d.ancestor_id = $unit_id:int)
  AND ancestor_id NOT IN (SELECT d.unit_id FROM unit_under d WHERE d.ancestor_id = $unit_id);

-- name: tree_graft :exec
INSERT INTO unit_under (ancestor_id, unit_id, depth)
SELECT up.ancestor_id, down.unit_id, up.depth + down.depth + 1
FROM unit_under up CROSS JOIN unit_under down
WHERE up.unit_id = $parent_id:int AND down.ancestor_id = $unit_id:int;

-- name: tree_is_under :one
-- out: n int
SELECT count(*) FROM unit_under WHERE ancestor_id = $ancestor_id:int AND unit_id = $unit_id:int;

-- name: tree_bad :one
-- out: n int
WITH RECURSIVE real(ancestor_id, unit_id, depth) AS (
  SELECT id, id, 0 FROM unit
  UNION ALL
  SELECT r.ancestor_id, u.id, r.depth + 1 FROM real r JOIN unit u ON u.parent_id = r.unit_id WHERE r.depth < 64
)
SELECT (SELECT count(*) FROM (SELECT ancestor_id, unit_id, depth FROM real EXCEPT SELECT ancestor_id, unit_id, depth FROM unit_under) a)
     + (SELECT count(*) FROM (SELECT ancestor_id, unit_id, depth FROM unit_under EXCEPT SELECT ancestor_id, unit_id, depth FROM real) b);

-- ---- units ----

-- Columns with a double underscore belong to unit_lead (auth/refver.h).
-- name: unit_row :one
-- out: id int, code text, name text, short_name text, kind text, parent_id int?, region_code text, duty text, appraised int, active int, valid_from int, valid_to int?, version int
-- out: lead__1_name text, lead__1_title text, lead__2_name text, lead__2_title text, lead__3_name text, lead__3_title text
SELECT t.id, t.code, t.name, t.short_name, t.kind, t.parent_id, t.region_code, t.duty, t.appraised, t.active, t.valid_from,
       t.valid_to, t.version, COALESCE(a.name, ''), COALESCE(a.title, ''), COALESCE(b.name, ''), COALESCE(b.title, ''),
       COALESCE(c.name, ''), COALESCE(c.title, '')
FROM unit t
LEFT JOIN unit_lead a ON a.unit_id = t.id AND a.rank = 1
LEFT JOIN unit_lead b ON b.unit_id = t.id AND b.rank = 2
LEFT JOIN unit_lead c ON c.unit_id = t.id AND c.rank = 3
WHERE t.id = $id:int;

-- name: unit_find :one
-- out: id int
SELECT id FROM unit WHERE code = $code:text;

-- name: unit_insert :one
-- out: id int
INSERT INTO unit (code, name, short_name, kind, parent_id, region_code, duty, appraised, active, valid_from)
VALUES ($code:text, $name:text, $short_name:text, $kind:text, $parent_id:int?, $region_code:text, $duty:text, $appraised:int,
        $active:int, $now:int)
RETURNING id;

-- name: unit_update :exec
UPDATE unit SET code = $code:text, name = $name:text, short_name = $short_name:text, kind = $kind:text, parent_id = $parent_id:int?,
       region_code = $region_code:text, duty = $duty:text, appraised = $appraised:int, active = $active:int,
       valid_to = CASE WHEN $active = 1 THEN NULL ELSE COALESCE(valid_to, $now:int) END, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: unit_all :many
-- out: id int, parent_id int?, code text, name text, short_name text, kind text, active int, appraised int
SELECT id, parent_id, code, name, short_name, kind, active, appraised FROM unit ORDER BY code, id;

-- name: unit_children_active :one
-- out: n int
SELECT count(*) FROM unit WHERE parent_id = $id:int AND active = 1;

-- name: unit_open_orders :one
-- out: open int, overdue int, near int
SELECT count(*), COALESCE(SUM(CASE WHEN due_at <= $now:int THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN due_at > $now AND (due_at - $now) * 5 <= due_at - dispatched_at THEN 1 ELSE 0 END), 0)
FROM work_order
WHERE unit_id = $unit_id:int AND status IN ('to_sign','handling','unit_review','suspended');

-- name: unit_parent_state :one
-- out: kind text, active int
SELECT kind, active FROM unit WHERE id = $id:int;

-- ---- leads ----

-- name: lead_list :many
-- out: rank int, name text, title text, phone_sealed blob?, user_id int?
SELECT rank, name, title, phone_sealed, user_id FROM unit_lead WHERE unit_id = $unit_id:int ORDER BY rank;

-- name: lead_put :exec
INSERT INTO unit_lead (unit_id, rank, name, title, user_id)
VALUES ($unit_id:int, $rank:int, $name:text, $title:text, $user_id:int?)
ON CONFLICT (unit_id, rank) DO UPDATE SET name = excluded.name, title = excluded.title, user_id = excluded.user_id;

-- name: lead_put_names :exec
INSERT INTO unit_lead (unit_id, rank, name, title)
VALUES ($unit_id:int, $rank:int, $name:text, $title:text)
ON CONFLICT (unit_id, rank) DO UPDATE SET name = excluded.name, title = excluded.title;

-- name: lead_phone :exec
UPDATE unit_lead SET phone_sealed = $phone:blob? WHERE unit_id = $unit_id:int AND rank = $rank:int;

-- name: lead_remove :exec
DELETE FROM unit_lead WHERE unit_id = $unit_id:int AND rank = $rank:int;
