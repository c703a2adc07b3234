-- SPDX-License-Identifier: Apache-2.0

-- name: self_insert :one
-- out: id int
INSERT INTO self_handled (no, grid_id, town_id, community_id, user_id, event_type_id, matter, done, address, lon, lat, status, at)
VALUES ($no:text, $grid_id:int, $town_id:int, $community_id:int, $user_id:int, $event_type_id:int?, $matter:text, $done:text, $address:text,
  $lon:int?, $lat:int?, 'done', $at:int)
RETURNING id;

-- name: self_get :one
-- out: id int, no text, grid_id int, town_id int, community_id int, user_id int, event_type_id int?, matter text, done text, address text, lon int?, lat int?, status text, version int, at int, sampled_at int?, sample_note text
SELECT id, no, grid_id, town_id, community_id, user_id, event_type_id, matter, done, address, lon, lat, status, version, at, sampled_at, sample_note
FROM self_handled WHERE id = $id:int;

-- name: self_set :exec
UPDATE self_handled SET status = $status:text, version = version + 1, sampled_by = $sampled_by:int?, sampled_at = $sampled_at:int?,
  sample_note = $sample_note:text
WHERE id = $id:int AND version = $version:int;
