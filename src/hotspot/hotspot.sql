-- SPDX-License-Identifier: Apache-2.0
-- Hot spots. No statement here returns a secret report: neither its words nor that it was made.

-- name: hotspot_run_get :one
-- out: ran_at int, full_at int, newest int
SELECT ran_at, full_at, newest FROM hotspot_run WHERE id = 1;

-- name: hotspot_run_claim :exec
UPDATE hotspot_run SET ran_at = $now:int WHERE id = 1 AND ran_at = $ran_at:int;

-- name: hotspot_run_done :exec
UPDATE hotspot_run SET full_at = $full_at:int, newest = $newest:int WHERE id = 1;

-- name: hotspot_newest_appeal :one
-- out: id int
SELECT COALESCE(MAX(id), 0) FROM appeal;

-- name: hotspot_last_received :one
-- out: at int
SELECT COALESCE(MAX(received_at), 0) FROM appeal;

-- Backwards in time, a page at a time.
-- name: hotspot_texts :many
-- out: id int, at int, title text, body text, hotspot_id int?
SELECT a.id, a.received_at, a.title, a.body, (SELECT MAX(m.hotspot_id) FROM hotspot_member m JOIN hotspot h ON h.id = m.hotspot_id
  WHERE m.appeal_id = a.id AND h.kind <> 'burst')
FROM appeal a
WHERE a.received_at <= $before:int AND (a.received_at < $before OR a.id < $before_id:int) AND a.received_at >= $since:int
  AND a.anonymity <> 'secret'
ORDER BY a.received_at DESC, a.id DESC LIMIT 200;

-- name: hotspot_open_ones :many
-- out: id int
SELECT id FROM hotspot WHERE ended_at IS NULL AND kind <> 'burst' ORDER BY last_at DESC LIMIT 300;

-- The newest words of a hot spot, for those that come now to be compared with.
-- name: hotspot_voices :many
-- out: id int, at int, title text, body text
SELECT a.id, a.received_at, a.title, a.body FROM hotspot_member m JOIN appeal a ON a.id = m.appeal_id
WHERE m.hotspot_id = $hotspot_id:int AND a.anonymity <> 'secret' ORDER BY m.at DESC, m.appeal_id DESC LIMIT 4;

-- Where somebody said it and who it was.
-- name: hotspot_report :one
-- out: id int, at int, phone_digest text?, name_sealed blob?, anonymity text, event_type_id int?, town_id int?, community_id int?, grid_id int?, lon int?, lat int?, lead_unit_id int?
SELECT a.id, a.received_at, a.phone_digest, a.name_sealed, a.anonymity, COALESCE(c.event_type_id, a.event_type_id), COALESCE(c.town_id, a.town_id),
  COALESCE(c.community_id, a.community_id), COALESCE(c.grid_id, a.grid_id), COALESCE(a.lon, c.lon), COALESCE(a.lat, c.lat), c.lead_unit_id
FROM appeal a LEFT JOIN casefile c ON c.id = a.case_id WHERE a.id = $id:int;

-- name: hotspot_members :many
-- out: appeal_id int
SELECT appeal_id FROM hotspot_member WHERE hotspot_id = $hotspot_id:int ORDER BY at, appeal_id LIMIT 5000;

-- name: hotspot_days :many
-- out: at int
SELECT at FROM hotspot_member WHERE hotspot_id = $hotspot_id:int AND at >= $since:int ORDER BY at LIMIT 5000;

-- name: hotspot_member_add :exec
INSERT INTO hotspot_member (hotspot_id, appeal_id, at) VALUES ($hotspot_id:int, $appeal_id:int, $at:int)
ON CONFLICT (hotspot_id, appeal_id) DO NOTHING;

-- name: hotspot_insert :one
-- out: id int
INSERT INTO hotspot (kind, status, title, words, why, event_type_id, town_id, community_id, grid_id, persons, last_at, found_at)
VALUES ($kind:text, 'new', $title:text, $words:text, $why:text, $event_type_id:int?, $town_id:int?, $community_id:int?, $grid_id:int?,
  $persons:int, $last_at:int, $found_at:int)
RETURNING id;

-- name: hotspot_get :one
-- out: id int, kind text, status text, version int, title text, words text, why text, event_type_id int?, town_id int?, community_id int?, grid_id int?, lon int?, lat int?, members int, persons int, peak int, peak_from int, expected_centi int?, first_at int, last_at int, proposed_unit_id int?, proposed_why text, unit_id int?, plan text, user_id int?, taken_at int?, found_at int, alerted int, alerted_at int?, conclusion text, ended_by int?, ended_at int?
SELECT id, kind, status, version, title, words, why, event_type_id, town_id, community_id, grid_id, lon, lat, members, persons, peak, peak_from,
  expected_centi, first_at, last_at, proposed_unit_id, proposed_why, unit_id, plan, user_id, taken_at, found_at, alerted, alerted_at, conclusion,
  ended_by, ended_at
FROM hotspot WHERE id = $id:int;

-- What is counted; people change it as little as it changes what they decided.
-- name: hotspot_figures :exec
UPDATE hotspot SET kind = $kind:text, title = $title:text, words = $words:text, why = $why:text, event_type_id = $event_type_id:int?, town_id = $town_id:int?,
  community_id = $community_id:int?, grid_id = $grid_id:int?, lon = $lon:int?, lat = $lat:int?, members = $members:int, persons = $persons:int,
  peak = $peak:int, peak_from = $peak_from:int, expected_centi = $expected_centi:int?, first_at = $first_at:int, last_at = $last_at:int,
  proposed_unit_id = $proposed_unit_id:int?, proposed_why = $proposed_why:text
WHERE id = $id:int;

-- name: hotspot_set :exec
UPDATE hotspot SET version = version + 1, status = $status:text, unit_id = $unit_id:int?, plan = $plan:text, user_id = $user_id:int?,
  taken_at = $taken_at:int?, alerted = $alerted:int, alerted_at = $alerted_at:int?, conclusion = $conclusion:text, ended_by = $ended_by:int?,
  ended_at = $ended_at:int?
WHERE id = $id:int AND version = $version:int;

-- name: hotspot_entry_insert :exec
INSERT INTO hotspot_entry (hotspot_id, kind, at, user_id, unit_id, text)
VALUES ($hotspot_id:int, $kind:text, $at:int, $user_id:int?, $unit_id:int?, $text:text);

-- name: hotspot_entries :many
-- out: id int, kind text, at int, user_name text?, unit_id int?, text text
SELECT e.id, e.kind, e.at, u.name, e.unit_id, e.text FROM hotspot_entry e LEFT JOIN app_user u ON u.id = e.user_id
WHERE e.hotspot_id = $hotspot_id:int ORDER BY e.id;

-- name: hotspot_person :one
-- out: name text, unit_id int
SELECT name, unit_id FROM app_user WHERE id = $id:int;

-- Nothing new for long, and nobody has given it to a unit.
-- name: hotspot_quiet :many
-- out: id int
SELECT id FROM hotspot WHERE ended_at IS NULL AND status IN ('new','watching') AND last_at < $before:int AND found_at < $before
ORDER BY id LIMIT 200;

-- Whom it concerns: dispatchers of the centre, and the town.
-- name: hotspot_told :many
-- out: user_id int
SELECT DISTINCT g.user_id FROM role_grant g JOIN app_user u ON u.id = g.user_id
WHERE (g.role = 'dispatcher' OR (g.role = 'town' AND u.unit_id = $town_id:int)) AND g.approved_at IS NOT NULL AND g.valid_from <= $now:int
  AND (g.valid_to IS NULL OR g.valid_to > $now) AND u.status = 'active'
ORDER BY g.user_id LIMIT 20;

-- name: hotspot_inbox :exec
INSERT INTO inbox (user_id, kind, hotspot_id, at) VALUES ($user_id:int, 'hotspot', $hotspot_id:int, $at:int);

-- ---- bursts ----

-- The cases of the last days by type and place: as many rows as these days have cases.
-- name: hotspot_recent :many
-- out: event_type_id int, town_id int?, community_id int?, grid_id int?, appeals int
SELECT c.event_type_id, c.town_id, c.community_id, c.grid_id, CAST(SUM(c.appeals) AS BIGINT)
FROM casefile c LEFT JOIN appeal a ON a.id = c.master_appeal_id
WHERE c.opened_at > $since:int AND c.opened_at <= $until:int AND c.event_type_id IS NOT NULL AND c.appeals > 0
  AND (a.anonymity IS NULL OR a.anonymity <> 'secret')
GROUP BY c.event_type_id, c.town_id, c.community_id, c.grid_id
ORDER BY c.event_type_id, c.town_id, c.community_id, c.grid_id;

-- name: hotspot_oldest_case :one
-- out: at int
SELECT COALESCE(MIN(opened_at), 0) FROM casefile;

-- name: hotspot_burst_of :one
-- out: id int
SELECT id FROM hotspot WHERE ended_at IS NULL AND kind = 'burst' AND event_type_id = $event_type_id:int AND COALESCE(town_id, 0) = $town_id:int
  AND COALESCE(community_id, 0) = $community_id:int AND COALESCE(grid_id, 0) = $grid_id:int
ORDER BY id DESC LIMIT 1;

-- name: hotspot_burst_appeals :many
-- out: id int, at int, title text, body text
SELECT a.id, a.received_at, a.title, a.body FROM casefile c JOIN appeal a ON a.case_id = c.id
WHERE c.event_type_id = $event_type_id:int AND c.opened_at > $since:int AND c.opened_at <= $until:int
  AND (CAST($town_id:int AS BIGINT) IS NULL OR c.town_id = $town_id) AND (CAST($community_id:int AS BIGINT) IS NULL OR c.community_id = $community_id)
  AND (CAST($grid_id:int AS BIGINT) IS NULL OR c.grid_id = $grid_id) AND a.anonymity <> 'secret'
ORDER BY a.received_at, a.id LIMIT 500;
