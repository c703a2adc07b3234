-- SPDX-License-Identifier: Apache-2.0
-- 突发紧急 (O-01, O-02, F-02, practice.md 2.12): classes, who is rung when, the report, who was told at once, what was done.

-- event_types: codes of the event list, the first is that of a case opened by a report. Units are codes; "town" = where it happened.
CREATE TABLE emergency_class (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  known {int} NOT NULL DEFAULT 1,
  plan_ref TEXT NOT NULL DEFAULT '',
  advice TEXT NOT NULL DEFAULT '',
  event_types TEXT NOT NULL DEFAULT '',
  told_units TEXT NOT NULL DEFAULT '',
  proposed_units TEXT NOT NULL DEFAULT '',
  report_minutes {int} NOT NULL DEFAULT 30,
  sort {int} NOT NULL DEFAULT 0,
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);

-- Which event type belongs to which class; follows emergency_class.event_types.
CREATE TABLE emergency_type (
  event_type_id {pk} REFERENCES event_type(id),
  class_id {int} NOT NULL REFERENCES emergency_class(id)
);
CREATE INDEX emergency_type_class ON emergency_type(class_id);

-- Dead-man queue: whom an untaken report rings, minutes after it came in. roles "*": everybody who may take it.
CREATE TABLE emergency_ring (
  id {serial},
  circle {int} NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  after_minutes {int} NOT NULL,
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);
INSERT INTO emergency_ring (circle, name, roles, after_minutes) VALUES (1, '分拨员和事发地镇街', 'dispatcher;town', 0);
INSERT INTO emergency_ring (circle, name, roles, after_minutes) VALUES (2, '中心各值班坐席', 'receiver;quality;callback_agent', 3);
INSERT INTO emergency_ring (circle, name, roles, after_minutes) VALUES (3, '所有有权处置的人和市领导', '*', 6);

-- Numbers of the city's rules that no other table holds; switches are 1 and 0.
CREATE TABLE rule_number (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  value {int} NOT NULL,
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);
INSERT INTO rule_number (code, name, value) VALUES ('emergency.raise_red', '红色案件自动启动应急（1 是，0 否）', 1);
INSERT INTO rule_number (code, name, value) VALUES ('emergency.raise_class', '突发事件类事项自动启动应急（1 是，0 否）', 1);
INSERT INTO rule_number (code, name, value) VALUES ('emergency.untouched_minutes', '红色案件无人处理多少分钟后转入待接手', 5);
INSERT INTO rule_number (code, name, value) VALUES ('emergency.lapse_minutes', '接手后没有任何处置，多少分钟重新振铃', 15);

CREATE TABLE emergency (
  id {serial},
  case_id {int} NOT NULL REFERENCES casefile(id),
  class_id {int} REFERENCES emergency_class(id),
  origin TEXT NOT NULL CHECK (origin IN ('hand','rule','deadman')),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  level {int} NOT NULL DEFAULT 0,
  what TEXT NOT NULL,
  reported_at {int} NOT NULL,
  reported_by {int},
  reported_unit_id {int},
  circle {int} NOT NULL DEFAULT 0,
  taken_by {int},
  taken_at {int},
  responded_at {int},
  next_report_at {int},
  reminded_at {int},
  lifted_at {int},
  review TEXT NOT NULL DEFAULT '',
  ended_at {int}
);
CREATE UNIQUE INDEX emergency_open ON emergency(case_id) WHERE ended_at IS NULL;
CREATE INDEX emergency_case ON emergency(case_id);
CREATE INDEX emergency_reported ON emergency(reported_at);
CREATE INDEX emergency_waiting ON emergency(status, reported_at) WHERE ended_at IS NULL;

-- level: city | district | community | unit. All rows of one report carry the same told_at.
CREATE TABLE emergency_told (
  id {serial},
  emergency_id {int} NOT NULL REFERENCES emergency(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  level TEXT NOT NULL,
  told_at {int} NOT NULL,
  seen_at {int},
  seen_by {int},
  UNIQUE (emergency_id, unit_id)
);

CREATE TABLE emergency_entry (
  id {serial},
  emergency_id {int} NOT NULL REFERENCES emergency(id),
  kind TEXT NOT NULL,
  at {int} NOT NULL,
  user_id {int},
  unit_id {int},
  text TEXT NOT NULL DEFAULT '',
  resources TEXT NOT NULL DEFAULT ''
);
CREATE INDEX emergency_entry_of ON emergency_entry(emergency_id);

-- Red cases that nobody has touched: few rows, looked at every quarter of a minute.
CREATE INDEX casefile_red ON casefile(status, opened_at) WHERE colour = 'red' AND closed_at IS NULL;

-- The first report time is never changed (practice.md 2.12: time-stamped, not editable).
-- only: sqlite
-- body
CREATE TRIGGER emergency_reported_once BEFORE UPDATE OF reported_at, reported_by, what ON emergency BEGIN SELECT RAISE(ABORT, 'a report is never changed'); END;
-- end body
-- body
CREATE TRIGGER emergency_entry_keep BEFORE UPDATE ON emergency_entry BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
-- end body
-- end
-- only: postgres
CREATE TRIGGER emergency_reported_once BEFORE UPDATE OF reported_at, reported_by, what ON emergency FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER emergency_entry_keep BEFORE UPDATE ON emergency_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- end
