-- SPDX-License-Identifier: Apache-2.0

-- name: case_insert :one
-- out: id int
INSERT INTO casefile (no, status, source, title, summary, event_type_id, rule_version, colour, type, family, town_id, community_id, grid_id,
  lon, lat, address, master_appeal_id, opened_at, appeals)
VALUES ($no:text, 'filed', $source:text, $title:text, $summary:text, $event_type_id:int?, $rule_version:int?, $colour:text, $type:text,
  $family:text, $town_id:int?, $community_id:int?, $grid_id:int?, $lon:int?, $lat:int?, $address:text, $master_appeal_id:int?,
  $opened_at:int, $appeals:int)
RETURNING id;

-- name: case_insert_historical :one
-- out: id int
INSERT INTO casefile (no, status, source, title, summary, event_type_id, colour, type, family, town_id, community_id, address,
  master_appeal_id, lead_unit_id, opened_at, settled_at, closed_at, closing_kind, appeals, historical)
VALUES ($no:text, 'closed', $source:text, $title:text, '', $event_type_id:int?, $colour:text, $type:text, $family:text, $town_id:int?,
  $community_id:int?, $address:text, $master_appeal_id:int?, $lead_unit_id:int?, $opened_at:int, $closed_at:int, $closed_at,
  $closing_kind:text, $appeals:int, 1)
RETURNING id;

-- name: case_get :one
-- out: id int, no text, status text, version int, source text, title text, summary text, event_type_id int?, rule_version int?, colour text, type text, family text, town_id int?, community_id int?, grid_id int?, lon int?, lat int?, address text, master_appeal_id int?, lead_unit_id int?, opened_at int, dispatched_at int?, due_at int?, settled_at int?, closed_at int?, closing_kind text, round int, appeals int, urges int, merged_into int?, reopened int, historical int
SELECT id, no, status, version, source, title, summary, event_type_id, rule_version, colour, type, family, town_id, community_id, grid_id,
  lon, lat, address, master_appeal_id, lead_unit_id, opened_at, dispatched_at, due_at, settled_at, closed_at, closing_kind, round,
  appeals, urges, merged_into, reopened, historical
FROM casefile WHERE id = $id:int;

-- name: case_id_by_no :one
-- out: id int
SELECT id FROM casefile WHERE no = $no:text;

-- name: case_set :exec
UPDATE casefile SET status = $status:text, version = version + 1, event_type_id = $event_type_id:int?, rule_version = $rule_version:int?,
  colour = $colour:text, lead_unit_id = $lead_unit_id:int?, dispatched_at = $dispatched_at:int?, due_at = $due_at:int?,
  settled_at = $settled_at:int?, closed_at = $closed_at:int?, closing_kind = $closing_kind:text, round = $round:int, appeals = $appeals:int,
  urges = $urges:int, merged_into = $merged_into:int?, reopened = $reopened:int
WHERE id = $id:int AND version = $version:int;

-- The same for the usual changes: SQLite writes every index anew whose columns are named, changed or not.
-- name: case_set_status :exec
UPDATE casefile SET status = $status:text, version = version + 1 WHERE id = $id:int AND version = $version:int;

-- name: case_set_end :exec
UPDATE casefile SET status = $status:text, version = version + 1, settled_at = $settled_at:int?, closed_at = $closed_at:int?,
  closing_kind = $closing_kind:text
WHERE id = $id:int AND version = $version:int;

-- name: case_set_settled :exec
UPDATE casefile SET status = $status:text, version = version + 1, settled_at = $settled_at:int?, closing_kind = $closing_kind:text
WHERE id = $id:int AND version = $version:int;

-- name: case_set_closed :exec
UPDATE casefile SET status = $status:text, version = version + 1, closed_at = $closed_at:int?, closing_kind = $closing_kind:text
WHERE id = $id:int AND version = $version:int;

-- name: case_set_lead :exec
UPDATE casefile SET version = version + 1, lead_unit_id = $lead_unit_id:int?, dispatched_at = $dispatched_at:int?, due_at = $due_at:int?
WHERE id = $id:int AND version = $version:int;

-- name: membership_insert :exec
INSERT INTO membership (appeal_id, case_id, kind, from_at, former_case_id, by_user)
VALUES ($appeal_id:int, $case_id:int, $kind:text, $from_at:int, $former_case_id:int?, $by_user:int?);

-- name: membership_end :exec
UPDATE membership SET to_at = $now:int WHERE appeal_id = $appeal_id:int AND case_id = $case_id:int AND to_at IS NULL;

-- name: membership_now :many
-- out: appeal_id int, kind text, from_at int, former_case_id int?, status text, no text
SELECT m.appeal_id, m.kind, m.from_at, m.former_case_id, a.status, a.no
FROM membership m JOIN appeal a ON a.id = m.appeal_id
WHERE m.case_id = $case_id:int AND m.to_at IS NULL ORDER BY m.appeal_id;

-- name: membership_former :many
-- out: appeal_id int, kind text
SELECT appeal_id, kind FROM membership WHERE case_id = $into_id:int AND former_case_id = $from_id:int AND to_at IS NULL ORDER BY appeal_id;

-- name: party_add :exec
INSERT INTO case_party (case_id, kind, party_id, role, from_at) VALUES ($case_id:int, $kind:text, $party_id:int, $role:text, $now:int)
ON CONFLICT (case_id, kind, party_id, role) DO UPDATE SET to_at = NULL;

-- name: party_end :exec
UPDATE case_party SET to_at = $now:int WHERE case_id = $case_id:int AND kind = $kind:text AND party_id = $party_id:int AND role = $role:text;

-- name: party_of_case :many
-- out: kind text, party_id int, role text, from_at int, to_at int?
SELECT kind, party_id, role, from_at, to_at FROM case_party WHERE case_id = $case_id:int ORDER BY kind, party_id, role;

-- name: merge_insert :one
-- out: id int
INSERT INTO merge (from_case_id, into_case_id, kind, former_status, at, by_user, reason)
VALUES ($from_case_id:int, $into_case_id:int, $kind:text, $former_status:text, $at:int, $by_user:int?, $reason:text)
RETURNING id;

-- name: merge_get :one
-- out: id int, from_case_id int, into_case_id int, kind text, former_status text, at int, undone_at int?
SELECT id, from_case_id, into_case_id, kind, former_status, at, undone_at FROM merge WHERE id = $id:int;

-- name: merge_undo :exec
UPDATE merge SET undone_at = $now:int, undone_by = $by_user:int? WHERE id = $id:int AND undone_at IS NULL;

-- name: merge_of_case :many
-- out: id int, from_case_id int, from_no text, from_title text, into_case_id int, into_no text, kind text, at int, reason text, undone_at int?
SELECT m.id, m.from_case_id, f.no, f.title, m.into_case_id, t.no, m.kind, m.at, m.reason, m.undone_at
FROM merge m JOIN casefile f ON f.id = m.from_case_id JOIN casefile t ON t.id = m.into_case_id
WHERE m.from_case_id = $case_id:int OR m.into_case_id = $case_id ORDER BY m.id;

-- name: link_insert :exec
INSERT INTO case_link (a_id, b_id, at, by_user, note) VALUES ($a_id:int, $b_id:int, $at:int, $by_user:int?, $note:text)
ON CONFLICT (a_id, b_id) DO NOTHING;

-- name: link_delete :exec
DELETE FROM case_link WHERE a_id = $a_id:int AND b_id = $b_id:int;

-- name: link_of_case :many
-- out: id int, no text, title text, status text, colour text, opened_at int
SELECT c.id, c.no, c.title, c.status, c.colour, c.opened_at FROM case_link l JOIN casefile c ON c.id = l.b_id WHERE l.a_id = $case_id:int
UNION ALL
SELECT c.id, c.no, c.title, c.status, c.colour, c.opened_at FROM case_link l JOIN casefile c ON c.id = l.a_id WHERE l.b_id = $case_id
ORDER BY 1;

-- name: urge_insert :one
-- out: id int
INSERT INTO urge (case_id, appeal_id, at, by_user, channel_id, told, note)
VALUES ($case_id:int, $appeal_id:int?, $at:int, $by_user:int?, $channel_id:int?, $told:text, $note:text)
RETURNING id;

-- name: urge_of_case :many
-- out: id int, appeal_id int?, at int, user_name text?, told text, note text
SELECT g.id, g.appeal_id, g.at, u.name, g.told, g.note FROM urge g LEFT JOIN app_user u ON u.id = g.by_user
WHERE g.case_id = $case_id:int ORDER BY g.id;

-- name: case_similar :many
-- out: id int, no text, title text, status text, colour text, opened_at int, town_id int?, address text, event_type_id int?, appeals int, lead_unit_id int?
SELECT id, no, title, status, colour, opened_at, town_id, address, event_type_id, appeals, lead_unit_id FROM casefile
WHERE status IN ('filed', 'handling') AND town_id = $town_id:int AND event_type_id = $event_type_id:int AND opened_at >= $since:int
  AND id <> $not_id:int
ORDER BY opened_at DESC LIMIT 20;

-- name: case_nearby :many
-- out: id int, no text, title text, status text, colour text, opened_at int, lon int, lat int, event_type_id int?, address text
SELECT id, no, title, status, colour, opened_at, lon, lat, event_type_id, address FROM casefile
WHERE status IN ('filed', 'handling', 'callback') AND town_id = $town_id:int AND opened_at >= $since:int AND lon IS NOT NULL
ORDER BY opened_at DESC LIMIT 200;

-- name: membership_last_in :one
-- out: kind text, former_case_id int?
SELECT kind, former_case_id FROM membership WHERE appeal_id = $appeal_id:int AND case_id = $case_id:int ORDER BY id DESC LIMIT 1;
