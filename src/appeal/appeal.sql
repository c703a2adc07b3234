-- SPDX-License-Identifier: Apache-2.0

-- name: number_block_take :one
-- out: next int
INSERT INTO number_block (name, day, next) VALUES ($name:text, $day:int, $size:int)
ON CONFLICT (name, day) DO UPDATE SET next = number_block.next + $size
RETURNING next;

-- name: appeal_insert :one
-- out: id int
INSERT INTO appeal (no, channel_id, external_no, upstream, upstream_due_at, upstream_state, received_at, created_at, created_by,
  created_unit_id, status, anonymity, person_kind, phone_digest, tail_digest, no_callback, no_callback_reason, type, family,
  event_type_id, title, body, happened_text, subject_text, demand_text, address, town_id, community_id, grid_id, lon, lat, urgency,
  receipt_hash, source_code, historical, result_text, closed_at)
VALUES ($no:text, $channel_id:int, $external_no:text?, $upstream:text, $upstream_due_at:int?, $upstream_state:text, $received_at:int,
  $created_at:int, $created_by:int?, $created_unit_id:int?, $status:text, $anonymity:text, $person_kind:text, $phone_digest:text?,
  $tail_digest:text?, $no_callback:int, $no_callback_reason:text, $type:text, $family:text, $event_type_id:int?, $title:text,
  $body:text, $happened_text:text, $subject_text:text, $demand_text:text, $address:text, $town_id:int?, $community_id:int?,
  $grid_id:int?, $lon:int?, $lat:int?, $urgency:text, $receipt_hash:text?, $source_code:text, $historical:int, $result_text:text,
  $closed_at:int?)
RETURNING id;

-- name: appeal_enterprise_insert :exec
INSERT INTO appeal_enterprise (appeal_id, name, credit_code, kind)
VALUES ($appeal_id:int, $name:text, $credit_code:text, $kind:text);

-- name: appeal_enterprise_get :one
-- out: name text, credit_code text, kind text
SELECT name, credit_code, kind FROM appeal_enterprise WHERE appeal_id = $appeal_id:int;

-- name: appeal_seal :exec
UPDATE appeal SET name_sealed = $name_sealed:blob?, phone_sealed = $phone_sealed:blob?, id_sealed = $id_sealed:blob? WHERE id = $id:int;

-- name: appeal_get :one
-- out: id int, no text, channel_id int, external_no text?, upstream text, upstream_due_at int?, upstream_state text, received_at int, created_at int, created_by int?, created_unit_id int?, status text, version int, anonymity text, person_kind text, name_sealed blob?, phone_sealed blob?, id_sealed blob?, phone_digest text?, no_callback int, no_callback_reason text, type text, family text, event_type_id int?, title text, body text, happened_text text, subject_text text, demand_text text, address text, town_id int?, community_id int?, grid_id int?, lon int?, lat int?, urgency text, special_class text, result_text text, released_text text?, released_at int?, case_id int?, source_code text, historical int, closed_at int?
SELECT id, no, channel_id, external_no, upstream, upstream_due_at, upstream_state, received_at, created_at, created_by, created_unit_id,
  status, version, anonymity, person_kind, name_sealed, phone_sealed, id_sealed, phone_digest, no_callback, no_callback_reason, type,
  family, event_type_id, title, body, happened_text, subject_text, demand_text, address, town_id, community_id, grid_id, lon, lat,
  urgency, special_class, result_text, released_text, released_at, case_id, source_code, historical, closed_at
FROM appeal WHERE id = $id:int;

-- What a move looks at: the whole row costs three times as much.
-- name: appeal_state :one
-- out: id int, status text, version int, special_class text, result_text text, case_id int?, upstream_state text, closed_at int?
SELECT id, status, version, special_class, result_text, case_id, upstream_state, closed_at FROM appeal WHERE id = $id:int;

-- name: appeal_id_by_receipt :one
-- out: id int
SELECT id FROM appeal WHERE receipt_hash = $receipt_hash:text;

-- name: appeal_id_by_no :one
-- out: id int
SELECT id FROM appeal WHERE no = $no:text;

-- name: appeal_by_external :one
-- out: id int, no text
SELECT id, no FROM appeal WHERE channel_id = $channel_id:int AND external_no = $external_no:text;

-- name: appeal_set_status :exec
UPDATE appeal SET status = $status:text, version = version + 1, result_text = $result_text:text, special_class = $special_class:text,
  closed_at = $closed_at:int?, upstream_state = $upstream_state:text
WHERE id = $id:int AND version = $version:int;

-- name: appeal_set_filed :exec
UPDATE appeal SET status = $status:text, version = version + 1, result_text = $result_text:text, special_class = $special_class:text,
  case_id = $case_id:int?, closed_at = $closed_at:int?, upstream_state = $upstream_state:text
WHERE id = $id:int AND version = $version:int;

-- name: appeal_set_case :exec
UPDATE appeal SET case_id = $case_id:int?, version = version + 1 WHERE id = $id:int;

-- name: appeal_correct :exec
UPDATE appeal SET version = version + 1, type = $type:text, family = $family:text, event_type_id = $event_type_id:int?, title = $title:text,
  body = $body:text, happened_text = $happened_text:text, subject_text = $subject_text:text, demand_text = $demand_text:text,
  address = $address:text, town_id = $town_id:int?, community_id = $community_id:int?, grid_id = $grid_id:int?, lon = $lon:int?,
  lat = $lat:int?, urgency = $urgency:text
WHERE id = $id:int AND version = $version:int;

-- name: appeal_release :exec
UPDATE appeal SET version = version + 1, released_text = $text:text, released_by = $by:int?, released_at = $at:int
WHERE id = $id:int AND version = $version:int;

-- name: supplement_insert :exec
INSERT INTO supplement (appeal_id, question, asked_by, asked_at, due_at) VALUES ($appeal_id:int, $question:text, $asked_by:int?, $asked_at:int, $due_at:int);

-- name: supplement_answer :exec
UPDATE supplement SET answer = $answer:text, answered_at = $at:int WHERE appeal_id = $appeal_id:int AND answered_at IS NULL;

-- name: supplement_list :many
-- out: id int, question text, asked_at int, due_at int, answer text?, answered_at int?
SELECT id, question, asked_at, due_at, answer, answered_at FROM supplement WHERE appeal_id = $appeal_id:int ORDER BY id;

-- name: appeal_same_phone :many
-- out: id int, no text, title text, status text, received_at int, case_id int?
SELECT id, no, title, status, received_at, case_id FROM appeal WHERE phone_digest = $phone_digest:text AND id <> $not_id:int
ORDER BY received_at DESC LIMIT 10;
