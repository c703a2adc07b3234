-- SPDX-License-Identifier: Apache-2.0
-- People, organisation and reference data. Times are epoch ms, days yyyymmdd, positions micro-degrees CGCS2000.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  changed_at {int} NOT NULL
);

-- Organisation tree (W-01, W-06, W-09). unit_under is derived: every unit with each of its ancestors and itself.
CREATE TABLE unit (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('city','county','town','community','department','branch','section','enterprise','center','zone')),
  parent_id {int} REFERENCES unit(id),
  region_code TEXT NOT NULL DEFAULT '',
  duty TEXT NOT NULL DEFAULT '',
  appraised {int} NOT NULL DEFAULT 1,
  active {int} NOT NULL DEFAULT 1,
  valid_from {int} NOT NULL,
  valid_to {int},
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX unit_parent ON unit(parent_id);

CREATE TABLE unit_under (
  ancestor_id {int} NOT NULL REFERENCES unit(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  depth {int} NOT NULL,
  PRIMARY KEY (ancestor_id, unit_id)
);
CREATE INDEX unit_under_unit ON unit_under(unit_id, ancestor_id);

-- Responsibility chain of three persons (G-04, G-05): rank 1 第一责任人, 2 责任领导, 3 具体责任人.
CREATE TABLE unit_lead (
  unit_id {int} NOT NULL REFERENCES unit(id),
  rank {int} NOT NULL CHECK (rank BETWEEN 1 AND 3),
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  phone_sealed {blob},
  user_id {int},
  PRIMARY KEY (unit_id, rank)
);

CREATE TABLE app_user (
  id {serial},
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  unit_id {int} NOT NULL REFERENCES unit(id),
  phone_sealed {blob},
  status TEXT NOT NULL CHECK (status IN ('proposed','active','disabled')),
  contractor {int} NOT NULL DEFAULT 0,
  password TEXT NOT NULL DEFAULT '',
  password_at {int} NOT NULL DEFAULT 0,
  must_change {int} NOT NULL DEFAULT 0,
  failures {int} NOT NULL DEFAULT 0,
  locked_until {int} NOT NULL DEFAULT 0,
  rights_version {int} NOT NULL DEFAULT 1,
  demo {int} NOT NULL DEFAULT 0,
  created_at {int} NOT NULL,
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX app_user_unit ON app_user(unit_id);

-- A role with its data scope. proposed by the system administrator, in force once the security administrator approves.
CREATE TABLE role_grant (
  id {serial},
  user_id {int} NOT NULL REFERENCES app_user(id),
  role TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('own','grid','unit','region','all')),
  unit_id {int} REFERENCES unit(id),
  grid_id {int},
  proposed_by {int},
  approved_by {int},
  approved_at {int},
  valid_from {int} NOT NULL,
  valid_to {int}
);
CREATE INDEX role_grant_user ON role_grant(user_id);

-- A post with its A and B person (A/B岗): whoever is on duty gets what is addressed to the post.
CREATE TABLE post (
  id {serial},
  unit_id {int} NOT NULL REFERENCES unit(id),
  name TEXT NOT NULL,
  user_a {int} REFERENCES app_user(id),
  user_b {int} REFERENCES app_user(id),
  on_duty TEXT NOT NULL DEFAULT 'a' CHECK (on_duty IN ('a','b')),
  valid_from {int} NOT NULL,
  valid_to {int},
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX post_unit ON post(unit_id);

CREATE TABLE login_session (
  token_hash TEXT PRIMARY KEY,
  user_id {int} NOT NULL REFERENCES app_user(id),
  rights_version {int} NOT NULL,
  created_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
);
CREATE INDEX login_session_user ON login_session(user_id);

CREATE TABLE api_token (
  id {serial},
  token_hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  user_id {int} NOT NULL REFERENCES app_user(id),
  caps TEXT NOT NULL,
  created_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  revoked_at {int}
);

-- Append-only; protected by triggers below. Chained with SM3 (compliance.md 5.1).
CREATE TABLE audit (
  id {serial},
  at {int} NOT NULL,
  user_id {int},
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id {int},
  success {int} NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  prev {blob} NOT NULL,
  hash {blob} NOT NULL
);
CREATE INDEX audit_at ON audit(at);
CREATE INDEX audit_object ON audit(object_kind, object_id);
CREATE INDEX audit_user ON audit(user_id, at);

-- Every version of every reference row: who changed what when.
CREATE TABLE ref_version (
  id {serial},
  kind TEXT NOT NULL,
  ref_id {int} NOT NULL,
  version {int} NOT NULL,
  body TEXT NOT NULL,
  changed_by {int},
  changed_at {int} NOT NULL,
  UNIQUE (kind, ref_id, version)
);

-- Channels (A-01…A-18): 12 online and 3 offline places; names not known yet are 待补充.
CREATE TABLE channel (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('online','offline')),
  known {int} NOT NULL DEFAULT 1,
  upstream {int} NOT NULL DEFAULT 0,
  public_entry {int} NOT NULL DEFAULT 0,
  sort {int} NOT NULL DEFAULT 0,
  active {int} NOT NULL DEFAULT 1,
  note TEXT NOT NULL DEFAULT '',
  version {int} NOT NULL DEFAULT 1
);

-- Five colours (F-01…F-04): limits of dispatch, sign, first contact, handling.
CREATE TABLE colour_rule (
  id {serial},
  colour TEXT NOT NULL UNIQUE CHECK (colour IN ('red','orange','yellow','blue','green')),
  rank {int} NOT NULL,
  name TEXT NOT NULL,
  trigger_text TEXT NOT NULL,
  handle_value {int} NOT NULL,
  handle_unit TEXT NOT NULL,
  dispatch_value {int} NOT NULL,
  dispatch_unit TEXT NOT NULL,
  sign_value {int} NOT NULL,
  sign_unit TEXT NOT NULL,
  contact_value {int} NOT NULL,
  contact_unit TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '',
  version {int} NOT NULL DEFAULT 1
);

CREATE TABLE domain (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  known {int} NOT NULL DEFAULT 1
);

-- Event list 事项清单 (G-01).
CREATE TABLE event_type (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  domain_code TEXT NOT NULL,
  class_name TEXT NOT NULL,
  std_code TEXT NOT NULL DEFAULT '',
  principle TEXT NOT NULL CHECK (principle IN ('statutory','agreed','designated')),
  lead_rule TEXT NOT NULL CHECK (lead_rule IN ('fixed','region','owner')),
  lead_unit_id {int} REFERENCES unit(id),
  owner_kind TEXT NOT NULL DEFAULT '',
  co_units TEXT NOT NULL DEFAULT '',
  colour TEXT NOT NULL,
  limit_value {int} NOT NULL,
  limit_unit TEXT NOT NULL,
  evidence TEXT NOT NULL CHECK (evidence IN ('none','text','photo','photo_pair','document')),
  review TEXT NOT NULL CHECK (review IN ('unit','town','district')),
  closing_standard TEXT NOT NULL DEFAULT '',
  callback {int} NOT NULL DEFAULT 1,
  appraised {int} NOT NULL DEFAULT 1,
  sensitive {int} NOT NULL DEFAULT 0,
  joinable {int} NOT NULL DEFAULT 0,
  family TEXT NOT NULL CHECK (family IN ('people','development','enforcement')),
  type TEXT NOT NULL,
  statutory_stages TEXT NOT NULL DEFAULT '',
  legal_basis TEXT NOT NULL DEFAULT '',
  keywords TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX event_type_domain ON event_type(domain_code, code);

-- Who owns an asset of a kind in a town; town NULL = the whole city.
CREATE TABLE asset_owner (
  id {serial},
  kind TEXT NOT NULL,
  town_id {int} REFERENCES unit(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX asset_owner_kind ON asset_owner(kind, town_id);

CREATE TABLE calendar_day (
  day {pk},
  working {int} NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT ''
);

CREATE TABLE standard_text (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);

-- Grid tree (C-01, C-07, C-14): base 15, unit cell 17, cell 19 characters. A re-partition closes rows and opens new ones.
CREATE TABLE grid (
  id {serial},
  code TEXT NOT NULL,
  level {int} NOT NULL CHECK (level BETWEEN 1 AND 4),
  parent_id {int} REFERENCES grid(id),
  name TEXT NOT NULL,
  special TEXT NOT NULL DEFAULT '',
  town_id {int} NOT NULL REFERENCES unit(id),
  community_id {int} NOT NULL REFERENCES unit(id),
  households {int} NOT NULL DEFAULT 0,
  wkt TEXT NOT NULL DEFAULT '',
  lon {int},
  lat {int},
  phone TEXT NOT NULL DEFAULT '',
  valid_from {int} NOT NULL,
  valid_to {int},
  version {int} NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX grid_code_now ON grid(code) WHERE valid_to IS NULL;
CREATE INDEX grid_parent ON grid(parent_id);
CREATE INDEX grid_community ON grid(community_id, level);

CREATE TABLE grid_lineage (
  id {serial},
  old_id {int} NOT NULL REFERENCES grid(id),
  new_id {int} NOT NULL REFERENCES grid(id),
  at {int} NOT NULL,
  reason TEXT NOT NULL,
  by_user {int}
);

-- 4+N posts of a grid (C-16, C-17, C-18): person may be a user or only a name.
CREATE TABLE grid_post (
  id {serial},
  grid_id {int} NOT NULL REFERENCES grid(id),
  post TEXT NOT NULL CHECK (post IN ('county_leader','street_cadre','community_secretary','grid_head','grid_worker')),
  worker_type TEXT NOT NULL DEFAULT '' CHECK (worker_type IN ('','full_time','part_time','industry','window','mobile','building_head','assistant')),
  user_id {int} REFERENCES app_user(id),
  name TEXT NOT NULL,
  main {int} NOT NULL DEFAULT 0,
  valid_from {int} NOT NULL,
  valid_to {int}
);
CREATE INDEX grid_post_grid ON grid_post(grid_id);
CREATE INDEX grid_post_user ON grid_post(user_id);
