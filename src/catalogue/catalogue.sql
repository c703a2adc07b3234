-- SPDX-License-Identifier: Apache-2.0
-- Reference data: reading all of it for the snapshot, and one row of each kind for editing.
-- The column names of *_get, *_find, *_insert and *_update are the names of the kinds' columns (ref_kind.h).

-- ---- the snapshot --------------------------------------------------------------------------------

-- name: refs_units :many
-- out: id int, parent_id int?, code text, name text, short_name text, kind text, active int, appraised int
SELECT id, parent_id, code, name, short_name, kind, active, appraised FROM unit ORDER BY id;

-- name: refs_channels :many
-- out: id int, code text, name text, place text, upstream int, public_entry int, active int
SELECT id, code, name, place, upstream, public_entry, active FROM channel ORDER BY sort, id;

-- name: refs_colours :many
-- out: colour text, rank int, name text, handle_value int, handle_unit text, dispatch_value int, dispatch_unit text, sign_value int, sign_unit text, contact_value int, contact_unit text, return_value int, return_unit text, ruling_value int, ruling_unit text, words text
SELECT colour, rank, name, handle_value, handle_unit, dispatch_value, dispatch_unit, sign_value, sign_unit, contact_value,
  contact_unit, return_value, return_unit, ruling_value, ruling_unit, words
FROM colour_rule ORDER BY rank;

-- name: refs_precedents :many
-- out: event_type_id int, town_id int?, from_unit_id int, to_unit_id int, basis text, at int
SELECT event_type_id, town_id, from_unit_id, to_unit_id, basis, at FROM precedent WHERE active = 1 ORDER BY at DESC, id DESC LIMIT 2000;

-- name: refs_types :many
-- out: id int, version int, code text, name text, domain_code text, class_name text, principle text, lead_rule text, lead_unit_id int?, owner_kind text, co_units text, colour text, limit_value int, limit_unit text, evidence text, review text, closing_standard text, callback int, appraised int, sensitive int, joinable int, family text, type text, legal_basis text, keywords text, description text, active int
SELECT id, version, code, name, domain_code, class_name, principle, lead_rule, lead_unit_id, owner_kind, co_units, colour,
  limit_value, limit_unit, evidence, review, closing_standard, callback, appraised, sensitive, joinable, family, type, legal_basis,
  keywords, description, active
FROM event_type ORDER BY id;

-- name: refs_messages :many
-- out: event text
SELECT DISTINCT event FROM outbox_template WHERE active = 1 ORDER BY event;

-- name: refs_owners :many
-- out: kind text, town_id int?, unit_id int
SELECT kind, town_id, unit_id FROM asset_owner ORDER BY id;

-- name: refs_days :many
-- out: day int, working int, name text
SELECT day, working, name FROM calendar_day ORDER BY day;

-- name: refs_setting :one
-- out: value text
SELECT value FROM setting WHERE key = $key:text;

-- name: refs_last_version :one
-- out: id int
SELECT COALESCE(MAX(id), 0) FROM ref_version;

-- Changes whenever a grid is added, changed or closed: the shapes are read again only then.
-- name: refs_grid_mark :one
-- out: n int, last int, versions int, closed int
SELECT COUNT(*), COALESCE(MAX(id), 0), COALESCE(SUM(version), 0), COUNT(valid_to) FROM grid;

-- name: refs_grids :many
-- out: id int, parent_id int?, town_id int, community_id int, level int, code text, name text, valid_to int?
SELECT id, parent_id, town_id, community_id, level, code, name, valid_to FROM grid ORDER BY id;

-- Special grids (level 4) lie over the others and never decide whose a place is.
-- name: refs_shapes :many
-- out: id int, level int, wkt text
SELECT id, level, wkt FROM grid WHERE valid_to IS NULL AND wkt <> '' AND level < 4 ORDER BY id;

-- ---- looking up codes ------------------------------------------------------------------------------

-- name: ref_unit_by_code :one
-- out: id int
SELECT id FROM unit WHERE code = $code:text;

-- name: ref_unit_label :one
-- out: code text, name text
SELECT code, short_name FROM unit WHERE id = $id:int;

-- name: ref_grid_label :one
-- out: code text, name text
SELECT code, name FROM grid WHERE id = $id:int;

-- name: ref_town_by_code :one
-- out: id int
SELECT id FROM unit WHERE code = $code:text AND kind = 'town';

-- name: ref_unit_kind :one
-- out: kind text, active int
SELECT kind, active FROM unit WHERE id = $id:int;

-- name: ref_unit_name :one
-- out: name text
SELECT name FROM unit WHERE id = $id:int;

-- name: ref_domain_name :one
-- out: name text
SELECT name FROM domain WHERE code = $code:text;

-- name: ref_version_now :one
-- out: version int
SELECT COALESCE(MAX(version), 1) FROM ref_version WHERE kind = $kind:text AND ref_id = $ref_id:int;

-- ---- channels --------------------------------------------------------------------------------------

-- name: channel_get :one
-- out: id int, code text, name text, place text, known int, upstream int, public_entry int, sort int, active int, note text, version int
SELECT id, code, name, place, known, upstream, public_entry, sort, active, note, version FROM channel WHERE id = $id:int;

-- name: channel_find :one
-- out: id int
SELECT id FROM channel WHERE code = $code:text;

-- name: channel_insert :one
-- out: id int
INSERT INTO channel (code, name, place, known, upstream, public_entry, sort, active, note)
VALUES ($code:text, $name:text, $place:text, $known:int, $upstream:int, $public_entry:int, $sort:int, $active:int, $note:text)
RETURNING id;

-- name: channel_update :exec
UPDATE channel SET version = version + 1, code = $code:text, name = $name:text, place = $place:text, known = $known:int,
  upstream = $upstream:int, public_entry = $public_entry:int, sort = $sort:int, active = $active:int, note = $note:text
WHERE id = $id:int AND version = $version:int;

-- ---- colours ---------------------------------------------------------------------------------------

-- name: colour_get :one
-- out: id int, colour text, rank int, name text, trigger_text text, handle_value int, handle_unit text, dispatch_value int, dispatch_unit text, sign_value int, sign_unit text, contact_value int, contact_unit text, return_value int, return_unit text, ruling_value int, ruling_unit text, words text, version int
SELECT id, colour, rank, name, trigger_text, handle_value, handle_unit, dispatch_value, dispatch_unit, sign_value, sign_unit,
  contact_value, contact_unit, return_value, return_unit, ruling_value, ruling_unit, words, version
FROM colour_rule WHERE id = $id:int;

-- name: colour_find :one
-- out: id int
SELECT id FROM colour_rule WHERE colour = $colour:text;

-- name: colour_insert :one
-- out: id int
INSERT INTO colour_rule (colour, rank, name, trigger_text, handle_value, handle_unit, dispatch_value, dispatch_unit, sign_value,
  sign_unit, contact_value, contact_unit, return_value, return_unit, ruling_value, ruling_unit, words)
VALUES ($colour:text, $rank:int, $name:text, $trigger_text:text, $handle_value:int, $handle_unit:text, $dispatch_value:int,
  $dispatch_unit:text, $sign_value:int, $sign_unit:text, $contact_value:int, $contact_unit:text,
  $return_value:int, $return_unit:text, $ruling_value:int, $ruling_unit:text, $words:text)
RETURNING id;

-- name: colour_update :exec
UPDATE colour_rule SET version = version + 1, colour = $colour:text, rank = $rank:int, name = $name:text,
  trigger_text = $trigger_text:text, handle_value = $handle_value:int, handle_unit = $handle_unit:text,
  dispatch_value = $dispatch_value:int, dispatch_unit = $dispatch_unit:text, sign_value = $sign_value:int,
  sign_unit = $sign_unit:text, contact_value = $contact_value:int, contact_unit = $contact_unit:text,
  return_value = $return_value:int, return_unit = $return_unit:text, ruling_value = $ruling_value:int, ruling_unit = $ruling_unit:text,
  words = $words:text
WHERE id = $id:int AND version = $version:int;

-- name: colour_limit :one
-- out: name text, handle_value int, handle_unit text
SELECT name, handle_value, handle_unit FROM colour_rule WHERE colour = $colour:text;

-- ---- domains ---------------------------------------------------------------------------------------

-- name: domain_get :one
-- out: id int, code text, name text, known int
SELECT id, code, name, known FROM domain WHERE id = $id:int;

-- name: domain_find :one
-- out: id int
SELECT id FROM domain WHERE code = $code:text;

-- name: domain_insert :one
-- out: id int
INSERT INTO domain (code, name, known) VALUES ($code:text, $name:text, $known:int) RETURNING id;

-- name: domain_update :exec
UPDATE domain SET code = $code:text, name = $name:text, known = $known:int WHERE id = $id:int;

-- ---- event list ------------------------------------------------------------------------------------

-- name: event_type_get :one
-- out: id int, code text, name text, domain_code text, class_name text, std_code text, principle text, lead_rule text, lead_unit_id int?, owner_kind text, co_units text, colour text, limit_value int, limit_unit text, evidence text, review text, closing_standard text, callback int, appraised int, sensitive int, joinable int, family text, type text, statutory_stages text, legal_basis text, keywords text, description text, active int, version int
SELECT id, code, name, domain_code, class_name, std_code, principle, lead_rule, lead_unit_id, owner_kind, co_units, colour,
  limit_value, limit_unit, evidence, review, closing_standard, callback, appraised, sensitive, joinable, family, type,
  statutory_stages, legal_basis, keywords, description, active, version
FROM event_type WHERE id = $id:int;

-- name: event_type_find :one
-- out: id int
SELECT id FROM event_type WHERE code = $code:text;

-- name: event_type_insert :one
-- out: id int
INSERT INTO event_type (code, name, domain_code, class_name, std_code, principle, lead_rule, lead_unit_id, owner_kind, co_units, colour,
  limit_value, limit_unit, evidence, review, closing_standard, callback, appraised, sensitive, joinable, family, type,
  statutory_stages, legal_basis, keywords, description, active)
VALUES ($code:text, $name:text, $domain_code:text, $class_name:text, $std_code:text, $principle:text, $lead_rule:text,
  $lead_unit_id:int?, $owner_kind:text, $co_units:text, $colour:text, $limit_value:int, $limit_unit:text, $evidence:text,
  $review:text, $closing_standard:text, $callback:int, $appraised:int, $sensitive:int, $joinable:int, $family:text, $type:text,
  $statutory_stages:text, $legal_basis:text, $keywords:text, $description:text, $active:int)
RETURNING id;

-- name: event_type_update :exec
UPDATE event_type SET version = version + 1, code = $code:text, name = $name:text, domain_code = $domain_code:text,
  class_name = $class_name:text, std_code = $std_code:text, principle = $principle:text, lead_rule = $lead_rule:text,
  lead_unit_id = $lead_unit_id:int?, owner_kind = $owner_kind:text, co_units = $co_units:text, colour = $colour:text,
  limit_value = $limit_value:int, limit_unit = $limit_unit:text, evidence = $evidence:text, review = $review:text,
  closing_standard = $closing_standard:text, callback = $callback:int, appraised = $appraised:int, sensitive = $sensitive:int,
  joinable = $joinable:int, family = $family:text, type = $type:text, statutory_stages = $statutory_stages:text,
  legal_basis = $legal_basis:text, keywords = $keywords:text, description = $description:text, active = $active:int
WHERE id = $id:int AND version = $version:int;

-- Open cases of a type: still to be dispatched (the rule of that day will hold), dispatched (pinned to its version), overdue.
-- name: event_type_impact :one
-- out: open_cases int, waiting int, overdue int
SELECT COUNT(*), COALESCE(SUM(CASE WHEN dispatched_at IS NULL THEN 1 ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN due_at < $now:int THEN 1 ELSE 0 END), 0)
FROM casefile WHERE event_type_id = $id:int AND closed_at IS NULL;

-- name: event_type_pinned :many
-- out: rule_version int, n int
SELECT rule_version, COUNT(*) FROM casefile
WHERE event_type_id = $id:int AND closed_at IS NULL AND dispatched_at IS NOT NULL AND rule_version IS NOT NULL
GROUP BY rule_version ORDER BY rule_version DESC LIMIT 12;

-- ---- asset owners ----------------------------------------------------------------------------------

-- name: asset_owner_get :one
-- out: id int, kind text, town_id int?, unit_id int, version int
SELECT id, kind, town_id, unit_id, version FROM asset_owner WHERE id = $id:int;

-- name: asset_owner_find :one
-- out: id int
SELECT id FROM asset_owner WHERE kind = $kind:text AND town_id IS NOT DISTINCT FROM CAST($town_id:int? AS BIGINT);

-- name: asset_owner_insert :one
-- out: id int
INSERT INTO asset_owner (kind, town_id, unit_id) VALUES ($kind:text, $town_id:int?, $unit_id:int) RETURNING id;

-- name: asset_owner_update :exec
UPDATE asset_owner SET version = version + 1, kind = $kind:text, town_id = $town_id:int?, unit_id = $unit_id:int
WHERE id = $id:int AND version = $version:int;

-- ---- calendar --------------------------------------------------------------------------------------

-- name: calendar_day_get :one
-- out: day int, working int, name text, source text
SELECT day, working, name, source FROM calendar_day WHERE day = $id:int;

-- name: calendar_day_find :one
-- out: id int
SELECT day FROM calendar_day WHERE day = $day:int;

-- name: calendar_day_insert :one
-- out: id int
INSERT INTO calendar_day (day, working, name, source) VALUES ($day:int, $working:int, $name:text, $source:text) RETURNING day;

-- name: calendar_day_update :exec
UPDATE calendar_day SET working = $working:int, name = $name:text, source = $source:text WHERE day = $id:int;

-- ---- standard texts --------------------------------------------------------------------------------

-- name: standard_text_get :one
-- out: id int, code text, kind text, title text, body text, active int, version int
SELECT id, code, kind, title, body, active, version FROM standard_text WHERE id = $id:int;

-- name: standard_text_find :one
-- out: id int
SELECT id FROM standard_text WHERE code = $code:text;

-- name: standard_text_insert :one
-- out: id int
INSERT INTO standard_text (code, kind, title, body, active) VALUES ($code:text, $kind:text, $title:text, $body:text, $active:int)
RETURNING id;

-- name: standard_text_update :exec
UPDATE standard_text SET version = version + 1, code = $code:text, kind = $kind:text, title = $title:text, body = $body:text,
  active = $active:int
WHERE id = $id:int AND version = $version:int;

-- ---- a changed calendar moves dues -----------------------------------------------------------------

-- A result under review may be sent back, and then its handling clock goes on: it follows the calendar as if it ran.
-- name: reclock_batch :many
-- out: id int, object_kind text, object_id int, case_id int?, kind text, started_at int, limit_value int, limit_unit text, due_at int, warn_at int?, warned_at int?, breached_at int?
SELECT id, object_kind, object_id, case_id, kind, started_at, limit_value, limit_unit, due_at, warn_at, warned_at, breached_at
FROM clock k
WHERE limit_unit IN ('working_day', 'working_hour') AND id > $after:int
  AND (stopped_at IS NULL OR kind = 'handle' AND object_kind = 'order' AND EXISTS
    (SELECT 1 FROM work_order o WHERE o.id = k.object_id AND o.status IN ('unit_review','upper_review') AND o.round = k.round))
ORDER BY id LIMIT $max:int;

-- name: reclock_one :one
-- out: id int, object_kind text, object_id int, case_id int?, kind text, started_at int, limit_value int, limit_unit text, due_at int, warn_at int?, warned_at int?, breached_at int?
SELECT id, object_kind, object_id, case_id, kind, started_at, limit_value, limit_unit, due_at, warn_at, warned_at, breached_at
FROM clock k WHERE id = $id:int
  AND (stopped_at IS NULL OR kind = 'handle' AND object_kind = 'order' AND EXISTS
    (SELECT 1 FROM work_order o WHERE o.id = k.object_id AND o.status IN ('unit_review','upper_review') AND o.round = k.round));

-- name: reclock_clock :exec
UPDATE clock SET due_at = $due_at:int, warn_at = $warn_at:int?, warned_at = $warned_at:int?, breached_at = $breached_at:int?
WHERE id = $id:int;

-- Columns that follow a clock keep to it as long as nobody has moved them otherwise.
-- name: reclock_order_due :exec
UPDATE work_order SET due_at = $due_at:int WHERE id = $id:int AND due_at = $former:int;

-- name: reclock_order_sign :exec
UPDATE work_order SET sign_due_at = $due_at:int WHERE id = $id:int AND sign_due_at = $former:int;

-- name: reclock_order_contact :exec
UPDATE work_order SET contact_due_at = $due_at:int WHERE id = $id:int AND contact_due_at = $former:int;

-- name: reclock_case_due :exec
UPDATE casefile SET due_at = $due_at:int WHERE id = $id:int AND closed_at IS NULL AND due_at = $former:int;

-- name: reclock_stage_due :exec
UPDATE statutory_stage SET due_at = $due_at:int WHERE id = $id:int AND to_at IS NULL AND due_at = $former:int;

-- name: reclock_callback_due :exec
UPDATE callback_task SET due_at = $due_at:int
WHERE appeal_id = $id:int AND status IN ('open', 'claimed') AND due_at = $former:int;

-- name: reclock_callback_task :one
-- out: id int
SELECT id FROM callback_task WHERE appeal_id = $id:int AND status IN ('open', 'claimed') AND due_at = $former:int;

-- name: reclock_case_no :one
-- out: no text, title text
SELECT no, title FROM casefile WHERE id = $id:int;

-- ---- 同责清单 and 履职事项 ---------------------------------------------------------------------------

-- name: refs_coresp :many
-- out: town_id int, unit_id int, item text, duty text, limit_value int, limit_unit text, share int, basis text
SELECT town_id, unit_id, item, duty, limit_value, limit_unit, share, basis FROM coresp WHERE active = 1
ORDER BY town_id, item, share DESC, id;

-- What may be given to a level; the duty lists of grid workers belong to the communities they work in.
-- name: refs_level_duties :many
-- out: level text, item text, list text, unit_id int?, basis text, valid_to int
SELECT level, item, list, unit_id, basis, valid_to FROM level_duty WHERE active = 1
UNION ALL
SELECT 'grid', y.code, CASE g.list WHEN 'main' THEN 'basic' ELSE 'assist' END, NULL, g.basis, 29991231
FROM grid_duty g JOIN event_type y ON y.id = g.event_type_id WHERE g.active = 1
ORDER BY 1, 2;

-- Whether the event list has such an item: a whole code, or the first digits of one.
-- name: ref_item_known :one
-- out: n int
SELECT COUNT(*) FROM event_type WHERE SUBSTR(code, 1, LENGTH(CAST($item:text AS TEXT))) = $item;

-- name: coresp_get :one
-- out: id int, town_id int, unit_id int, item text, duty text, limit_value int, limit_unit text, share int, basis text, active int, version int
SELECT id, town_id, unit_id, item, duty, limit_value, limit_unit, share, basis, active, version FROM coresp WHERE id = $id:int;

-- name: coresp_find :one
-- out: id int
SELECT id FROM coresp WHERE town_id = $town_id:int AND unit_id = $unit_id:int AND item = $item:text;

-- name: coresp_others :one
-- out: share int
SELECT COALESCE(SUM(share), 0) FROM coresp WHERE town_id = $town_id:int AND item = $item:text AND active = 1 AND id <> $id:int;

-- name: coresp_insert :one
-- out: id int
INSERT INTO coresp (town_id, unit_id, item, duty, limit_value, limit_unit, share, basis, active)
VALUES ($town_id:int, $unit_id:int, $item:text, $duty:text, $limit_value:int, $limit_unit:text, $share:int, $basis:text, $active:int)
RETURNING id;

-- name: coresp_update :exec
UPDATE coresp SET version = version + 1, town_id = $town_id:int, unit_id = $unit_id:int, item = $item:text, duty = $duty:text,
  limit_value = $limit_value:int, limit_unit = $limit_unit:text, share = $share:int, basis = $basis:text, active = $active:int
WHERE id = $id:int AND version = $version:int;

-- name: level_duty_get :one
-- out: id int, level text, item text, list text, unit_id int?, basis text, approval_no text, valid_to int, active int, version int
SELECT id, level, item, list, unit_id, basis, approval_no, valid_to, active, version FROM level_duty WHERE id = $id:int;

-- name: level_duty_find :one
-- out: id int
SELECT id FROM level_duty WHERE level = $level:text AND item = $item:text;

-- name: level_duty_insert :one
-- out: id int
INSERT INTO level_duty (level, item, list, unit_id, basis, approval_no, valid_to, active)
VALUES ($level:text, $item:text, $list:text, $unit_id:int?, $basis:text, $approval_no:text, $valid_to:int, $active:int)
RETURNING id;

-- name: level_duty_update :exec
UPDATE level_duty SET version = version + 1, level = $level:text, item = $item:text, list = $list:text, unit_id = $unit_id:int?,
  basis = $basis:text, approval_no = $approval_no:text, valid_to = $valid_to:int, active = $active:int
WHERE id = $id:int AND version = $version:int;

-- name: rule_number_get :one
-- out: id int, code text, name text, value int, active int, version int
SELECT id, code, name, value, active, version FROM rule_number WHERE id = $id:int;

-- name: rule_number_find :one
-- out: id int
SELECT id FROM rule_number WHERE code = $code:text;

-- name: rule_number_insert :one
-- out: id int
INSERT INTO rule_number (code, name, value, active) VALUES ($code:text, $name:text, $value:int, $active:int) RETURNING id;

-- name: rule_number_update :exec
UPDATE rule_number SET version = version + 1, code = $code:text, name = $name:text, value = $value:int, active = $active:int
WHERE id = $id:int AND version = $version:int;

-- name: rule_number_value :one
-- out: value int
SELECT value FROM rule_number WHERE code = $code:text AND active = 1;
