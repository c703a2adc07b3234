-- SPDX-License-Identifier: Apache-2.0
-- The gazetteer: rows as a kind of reference data, and the look-up by terms. Lists of terms travel as one JSON text.

-- name: place_get :one
-- out: id int, name text, alias text, kind text, community_id int?, address text, no_from int, no_to int, lon int, lat int, pinyin text, initials text, note text, active int, version int
SELECT id, name, alias, kind, community_id, address, no_from, no_to, lon, lat, pinyin, initials, note, active, version
FROM place WHERE id = $id:int;

-- name: place_key :one
-- out: id int
SELECT id FROM place WHERE name = $name:text AND kind = $kind:text AND COALESCE(community_id, 0) = COALESCE(CAST($community_id:int? AS BIGINT), 0);

-- name: place_insert :one
-- out: id int
INSERT INTO place (name, alias, kind, community_id, address, no_from, no_to, lon, lat, pinyin, initials, note, active)
VALUES ($name:text, $alias:text, $kind:text, $community_id:int?, $address:text, $no_from:int, $no_to:int, $lon:int, $lat:int,
  $pinyin:text, $initials:text, $note:text, $active:int)
RETURNING id;

-- name: place_update :exec
UPDATE place SET name = $name:text, alias = $alias:text, kind = $kind:text, community_id = $community_id:int?, address = $address:text,
  no_from = $no_from:int, no_to = $no_to:int, lon = $lon:int, lat = $lat:int, pinyin = $pinyin:text, initials = $initials:text,
  note = $note:text, active = $active:int, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: place_terms_clear :exec
DELETE FROM place_term WHERE place_id = $id:int;

-- name: place_terms_put :exec
INSERT INTO place_term (term, place_id)
-- only: sqlite
SELECT DISTINCT value, $id:int FROM json_each($terms:text) WHERE 1 = 1
-- end
-- only: postgres
SELECT DISTINCT value, CAST($id:int AS BIGINT) FROM json_array_elements_text(CAST($terms:text AS JSON)) AS t(value)
-- end
ON CONFLICT (term, place_id) DO NOTHING;

-- Those that share most terms with what was said; the rest of the ranking is done by place_find.
-- name: place_match :many
-- out: id int, name text, alias text, kind text, community_id int?, address text, no_from int, no_to int, lon int, lat int, initials text, hits int
SELECT p.id, p.name, p.alias, p.kind, p.community_id, p.address, p.no_from, p.no_to, p.lon, p.lat, p.initials, m.hits
FROM (SELECT t.place_id, COUNT(*) AS hits FROM place_term t
-- only: sqlite
  WHERE t.term IN (SELECT value FROM json_each($terms:text))
-- end
-- only: postgres
  WHERE t.term IN (SELECT json_array_elements_text(CAST($terms:text AS JSON)))
-- end
  GROUP BY t.place_id) m JOIN place p ON p.id = m.place_id
WHERE p.active = 1
ORDER BY m.hits DESC, LENGTH(p.name), p.id LIMIT 60;

-- name: place_community_by_code :one
-- out: id int
SELECT id FROM unit WHERE code = $code:text AND kind = 'community';
