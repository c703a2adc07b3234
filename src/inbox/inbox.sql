-- SPDX-License-Identifier: Apache-2.0
-- The inbox of a person, and of those for whom the person acts: $u0 … $u4 (repeat the first where there are fewer).

-- name: inbox_insert :exec
INSERT INTO inbox (user_id, kind, case_id, order_id, event_seq, from_user, about_user, at)
VALUES ($user_id:int, $kind:text, $case_id:int?, $order_id:int?, $event_seq:int?, $from_user:int?, $about_user:int?, $at:int);

-- name: inbox_page :many
-- out: id int, user_id int, kind text, case_id int?, order_id int?, event_seq int?, from_user int?, from_name text?, from_unit text?, about_user int?, about_name text?, about_unit int?, at int, read_at int?, read_by int?, to_name text, hotspot_id int?, hotspot_title text?, hotspot_town_id int?
SELECT i.id, i.user_id, i.kind, i.case_id, i.order_id, i.event_seq, i.from_user, f.name, n.short_name, i.about_user, b.name, b.unit_id,
  i.at, i.read_at, i.read_by, t.name, h.id, h.title, h.town_id
FROM inbox i JOIN app_user t ON t.id = i.user_id LEFT JOIN app_user f ON f.id = i.from_user LEFT JOIN unit n ON n.id = f.unit_id
  LEFT JOIN app_user b ON b.id = i.about_user LEFT JOIN hotspot h ON h.id = i.hotspot_id
WHERE i.user_id IN ($u0:int, $u1:int, $u2:int, $u3:int, $u4:int) AND i.id < $before:int AND ($unread:int = 0 OR i.read_at IS NULL)
ORDER BY i.id DESC LIMIT $max:int;

-- name: inbox_unread :one
-- out: n int
SELECT COUNT(*) FROM inbox WHERE user_id IN ($u0:int, $u1:int, $u2:int, $u3:int, $u4:int) AND read_at IS NULL;

-- name: inbox_read :exec
UPDATE inbox SET read_at = $now:int, read_by = $by:int
WHERE id = $id:int AND user_id IN ($u0:int, $u1:int, $u2:int, $u3:int, $u4:int) AND read_at IS NULL;

-- name: inbox_read_all :exec
UPDATE inbox SET read_at = $now:int, read_by = $by:int
WHERE user_id IN ($u0:int, $u1:int, $u2:int, $u3:int, $u4:int) AND id <= $upto:int AND read_at IS NULL;

-- name: inbox_unread_again :exec
UPDATE inbox SET read_at = NULL, read_by = NULL WHERE id = $id:int AND user_id IN ($u0:int, $u1:int, $u2:int, $u3:int, $u4:int);

-- name: inbox_person :one
-- out: name text, unit_id int, unit text
SELECT u.name, u.unit_id, n.short_name FROM app_user u JOIN unit n ON n.id = u.unit_id WHERE u.id = $id:int AND u.status = 'active';

-- name: inbox_dispatcher_of :many
-- out: user_id int
SELECT DISTINCT o.dispatched_by FROM work_order o JOIN app_user u ON u.id = o.dispatched_by
WHERE o.case_id = $case_id:int AND o.role = 'lead' AND u.status = 'active' LIMIT 3;

-- name: inbox_dispatchers :many
-- out: user_id int
SELECT DISTINCT g.user_id FROM role_grant g JOIN app_user u ON u.id = g.user_id
WHERE g.role = 'dispatcher' AND g.approved_at IS NOT NULL AND g.valid_from <= $now:int AND (g.valid_to IS NULL OR g.valid_to > $now)
  AND u.status = 'active'
ORDER BY g.user_id LIMIT 5;

-- name: inbox_people :many
-- out: id int, name text, unit text
SELECT u.id, u.name, n.short_name FROM app_user u JOIN unit n ON n.id = u.unit_id
WHERE u.status = 'active' AND u.id <> $me:int AND (u.unit_id = $unit_id:int
  OR u.unit_id IN (SELECT p.party_id FROM case_party p WHERE p.case_id = $case_id:int AND p.kind = 'u' AND p.to_at IS NULL))
ORDER BY CASE WHEN u.unit_id = $unit_id THEN 0 ELSE 1 END, u.name, u.id LIMIT 40;

-- name: inbox_people_named :many
-- out: id int, name text, unit text
SELECT u.id, u.name, n.short_name FROM app_user u JOIN unit n ON n.id = u.unit_id
WHERE u.status = 'active' AND u.id <> $me:int AND u.name >= $from:text AND u.name < $to:text
ORDER BY CASE WHEN u.unit_id = $unit_id:int THEN 0
  WHEN u.unit_id IN (SELECT p.party_id FROM case_party p WHERE p.case_id = $case_id:int AND p.kind = 'u' AND p.to_at IS NULL) THEN 1
  ELSE 2 END, u.name, u.id LIMIT 12;

-- name: inbox_order :one
-- out: holder_id int?, case_id int
SELECT holder_id, case_id FROM work_order WHERE id = $id:int;
