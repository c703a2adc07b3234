-- SPDX-License-Identifier: Apache-2.0
-- Making the demo city.

-- name: demo_units :one
-- out: n int
SELECT (SELECT COUNT(*) FROM unit) + (SELECT COUNT(*) FROM grid) + (SELECT COUNT(*) FROM app_user);

-- name: demo_setting :exec
INSERT INTO setting (key, value, changed_at) VALUES ($key:text, $value:text, $now:int)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = setting.version + 1, changed_at = excluded.changed_at;

-- Two people of a unit share a post: the first in post order is A, the next is B.
-- name: demo_posts :exec
INSERT INTO post (unit_id, name, user_a, user_b, on_duty, valid_from)
SELECT a.unit_id, '承办岗', a.id, b.id, 'a', $now:int
FROM (SELECT id, unit_id, ROW_NUMBER() OVER (PARTITION BY unit_id ORDER BY id) AS n FROM app_user WHERE status = 'active' AND contractor = 0) a
JOIN (SELECT id, unit_id, ROW_NUMBER() OVER (PARTITION BY unit_id ORDER BY id) AS n FROM app_user WHERE status = 'active' AND contractor = 0) b
  ON b.unit_id = a.unit_id AND b.n = a.n + 1
WHERE a.n % 2 = 1
ORDER BY a.id;

-- name: demo_units_to_staff :many
-- out: id int, code text, name text, kind text
SELECT id, code, name, kind FROM unit WHERE kind NOT IN ('city', 'community') ORDER BY id;

-- name: demo_messages_on :exec
UPDATE outbox_template SET active = 1 WHERE event IN ('dispatched','to_rate','notice','whistle','emergency');

-- name: demo_on_duty :many
-- out: id int
SELECT id FROM app_user WHERE id IN (SELECT user_a FROM post) OR id IN (SELECT user_b FROM post) ORDER BY id;
