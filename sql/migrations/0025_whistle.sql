-- SPDX-License-Identifier: Apache-2.0
-- Whistles (吹哨报到; domain-model.md 3.3, practice.md 2.8, scoring.md 4.4): kinds and limits as data, calls, who answers, tasks, ratings.

-- Roles, limits (natural minutes) and whether it is scored. `silence_centre`: after the leader was told, until the centre is.
CREATE TABLE whistle_kind (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  on_site {int} NOT NULL,
  scored {int} NOT NULL,
  forces {int} NOT NULL,
  accept_on_site {int} NOT NULL,
  accept_emergency {int} NOT NULL,
  accept_urgent {int} NOT NULL,
  accept_general {int} NOT NULL,
  silence_centre {int} NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);
INSERT INTO whistle_kind (code, name, roles, on_site, scored, forces, accept_on_site, accept_emergency, accept_urgent, accept_general, silence_centre, note) VALUES
  ('function', '职能哨', 'dispatcher;handler;unit_leader;town;community;grid_head;grid_worker;city_leader', 0, 1, 0, 10, 15, 30, 60, 15, '本级解决不了的事，请有法定职责的部门一起办'),
  ('rally', '集结哨', 'dispatcher;handler;unit_leader;town;community;grid_head;grid_worker;city_leader', 1, 0, 1, 10, 15, 30, 60, 30, '发动社区、物业、党员、志愿者和居民，不计入考核'),
  ('emergency', '应急哨', 'dispatcher;handler;unit_leader;town;community;grid_head;grid_worker;city_leader', 1, 1, 1, 10, 15, 30, 60, 5, '险情灾情先期处置'),
  ('enforcement', '执法哨', 'dispatcher;handler;unit_leader;town;community;grid_head;city_leader', 1, 1, 0, 10, 15, 30, 60, 15, '联合执法，各执法部门到场'),
  ('centre', '中心哨', 'receiver;dispatcher;city_leader;mediator', 1, 1, 0, 10, 15, 30, 60, 10, '综合性或涉及未进驻部门的纠纷，综合窗口协调现场报到');

-- How long the way may take, from the blow. `towns`: codes of the towns where it is the proposal; the first row is for all others.
CREATE TABLE whistle_distance (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  minutes {int} NOT NULL,
  towns TEXT NOT NULL DEFAULT '',
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);
INSERT INTO whistle_distance (code, name, minutes) VALUES ('centre', '中心或城区', 30), ('suburb', '近郊', 45), ('far', '远郊或海岛', 90);

CREATE TABLE whistle (
  id {serial},
  no TEXT NOT NULL UNIQUE,
  case_id {int} NOT NULL REFERENCES casefile(id),
  order_id {int} REFERENCES work_order(id),
  kind TEXT NOT NULL,
  scored {int} NOT NULL,
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  issuer_unit_id {int} NOT NULL REFERENCES unit(id),
  issuer_id {int} NOT NULL REFERENCES app_user(id),
  reason TEXT NOT NULL,
  place TEXT NOT NULL,
  grid_id {int},
  lon {int},
  lat {int},
  on_site {int} NOT NULL,
  urgency TEXT NOT NULL,
  relay {int} NOT NULL DEFAULT 0,
  blown_at {int} NOT NULL,
  accept_limit {int} NOT NULL,
  arrive_limit {int},
  centre_limit {int} NOT NULL,
  conferred_at {int},
  minutes TEXT NOT NULL DEFAULT '',
  conclusion TEXT NOT NULL DEFAULT '',
  decided_by {int},
  decided_at {int},
  finished_at {int},
  rated_at {int},
  ended_at {int},
  next_at {int}
);
CREATE INDEX whistle_case ON whistle(case_id);
CREATE INDEX whistle_blown ON whistle(blown_at);
CREATE INDEX whistle_issuer ON whistle(issuer_unit_id, blown_at);
CREATE INDEX whistle_open ON whistle(status, blown_at) WHERE ended_at IS NULL;
CREATE INDEX whistle_next ON whistle(next_at) WHERE next_at IS NOT NULL;

-- A unit that was called, or (unit_id NULL) social forces in words: invited, without clocks that count.
CREATE TABLE whistle_responder (
  id {serial},
  whistle_id {int} NOT NULL REFERENCES whistle(id),
  case_id {int} NOT NULL REFERENCES casefile(id),
  unit_id {int} REFERENCES unit(id),
  force TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  called_at {int} NOT NULL,
  accept_due_at {int},
  arrive_due_at {int},
  next_at {int},
  silent_at {int},
  escalated_at {int},
  accepted_at {int},
  accepted_by {int},
  person TEXT NOT NULL DEFAULT '',
  refused_at {int},
  refused_reason TEXT NOT NULL DEFAULT '',
  refused_basis TEXT NOT NULL DEFAULT '',
  ruled_at {int},
  ruled_by {int},
  ruling TEXT NOT NULL DEFAULT '',
  arrived_at {int},
  arrived_by {int},
  arrived_how TEXT NOT NULL DEFAULT '',
  distance_m {int},
  released_at {int},
  released_reason TEXT NOT NULL DEFAULT '',
  left_at {int},
  left_early {int} NOT NULL DEFAULT 0
);
CREATE INDEX whistle_responder_whistle ON whistle_responder(whistle_id);
CREATE INDEX whistle_responder_case ON whistle_responder(case_id);
CREATE INDEX whistle_responder_unit ON whistle_responder(unit_id, called_at);
CREATE INDEX whistle_responder_next ON whistle_responder(next_at) WHERE next_at IS NOT NULL;

CREATE TABLE whistle_task (
  id {serial},
  whistle_id {int} NOT NULL REFERENCES whistle(id),
  responder_id {int} NOT NULL REFERENCES whistle_responder(id),
  case_id {int} NOT NULL REFERENCES casefile(id),
  seq {int} NOT NULL,
  demand TEXT NOT NULL,
  limit_minutes {int} NOT NULL,
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  started_at {int},
  due_at {int},
  done_at {int},
  done_by {int},
  result TEXT NOT NULL DEFAULT '',
  late {int} NOT NULL DEFAULT 0,
  reopened {int} NOT NULL DEFAULT 0
);
CREATE INDEX whistle_task_whistle ON whistle_task(whistle_id);

-- side 'issuer': speed and the three stars of quality; side 'responder': was the whistle right?
CREATE TABLE whistle_rating (
  id {serial},
  whistle_id {int} NOT NULL REFERENCES whistle(id),
  responder_id {int} NOT NULL REFERENCES whistle_responder(id),
  side TEXT NOT NULL CHECK (side IN ('issuer','responder')),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  speed {int},
  duty {int},
  skill {int},
  result {int},
  correct TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  rated_by {int} NOT NULL,
  rated_at {int} NOT NULL,
  appeal TEXT NOT NULL DEFAULT '',
  appealed_at {int},
  reviewed_by {int},
  reviewed_at {int},
  review TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX whistle_rating_once ON whistle_rating(responder_id, side);
CREATE INDEX whistle_rating_whistle ON whistle_rating(whistle_id);
CREATE INDEX whistle_rating_appealed ON whistle_rating(status) WHERE status = 'appealed';

-- A called unit takes part in the case and is told in its people's inboxes: two words more. The program knows the words; a CHECK
-- would have to be rebuilt for each.
-- only: sqlite
CREATE TABLE case_party_kept (
  case_id INTEGER NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL CHECK (kind IN ('u','g','p')),
  party_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  PRIMARY KEY (case_id, kind, party_id, role)
) WITHOUT ROWID;
INSERT INTO case_party_kept (case_id, kind, party_id, role, from_at, to_at)
  SELECT case_id, kind, party_id, role, from_at, to_at FROM case_party ORDER BY case_id, kind, party_id, role;
DROP TABLE case_party;
ALTER TABLE case_party_kept RENAME TO case_party;
CREATE INDEX case_party_who ON case_party(kind, party_id, case_id);
-- end
-- only: postgres
ALTER TABLE case_party DROP CONSTRAINT case_party_role_check;
-- end
ALTER TABLE inbox ADD COLUMN about TEXT NOT NULL DEFAULT '';
UPDATE inbox SET about = kind;
ALTER TABLE inbox DROP COLUMN kind;
ALTER TABLE inbox RENAME COLUMN about TO kind;
