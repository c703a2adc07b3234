-- SPDX-License-Identifier: Apache-2.0
-- 疑难件 (O-04, O-05, G-06): who decides, who follows up, what was decided, and the way up when it is stuck.

INSERT INTO rule_number (code, name, value) VALUES ('hardcase.returns', '同一案件第几次退单列为疑难件', 3);
INSERT INTO rule_number (code, name, value) VALUES ('hardcase.rounds', '第几轮重办列为疑难件', 3);
INSERT INTO rule_number (code, name, value) VALUES ('hardcase.silent_days', '超期后多少天没有进展列为疑难件', 10);
INSERT INTO rule_number (code, name, value) VALUES ('hardcase.assign_hours', '列为疑难件后多少小时内要定人', 24);
INSERT INTO rule_number (code, name, value) VALUES ('hardcase.follow_days', '疑难件多少天至少写一次进展', 7);

CREATE TABLE hardcase (
  id {serial},
  case_id {int} NOT NULL REFERENCES casefile(id),
  level TEXT NOT NULL CHECK (level IN ('town','district','city')),
  reason TEXT NOT NULL CHECK (reason IN ('unclear','unattended','stuck')),
  origin TEXT NOT NULL CHECK (origin IN ('hand','rule')),
  why TEXT NOT NULL,
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  opened_by {int},
  opened_at {int} NOT NULL,
  owner_id {int} REFERENCES app_user(id),
  follower_id {int} REFERENCES app_user(id),
  assigned_at {int},
  measures TEXT NOT NULL DEFAULT '',
  decided_by {int},
  decided_at {int},
  due_at {int},
  next_at {int},
  reminded_at {int},
  raised {int} NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL DEFAULT '',
  conclusion TEXT NOT NULL DEFAULT '',
  closed_by {int},
  closed_at {int}
);
CREATE UNIQUE INDEX hardcase_open ON hardcase(case_id) WHERE closed_at IS NULL;
CREATE INDEX hardcase_case ON hardcase(case_id);
CREATE INDEX hardcase_opened ON hardcase(opened_at);
CREATE INDEX hardcase_next ON hardcase(next_at) WHERE closed_at IS NULL AND next_at IS NOT NULL AND reminded_at IS NULL;

CREATE TABLE hardcase_unit (
  id {serial},
  hardcase_id {int} NOT NULL REFERENCES hardcase(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  at {int} NOT NULL,
  UNIQUE (hardcase_id, unit_id)
);

CREATE TABLE hardcase_meeting (
  id {serial},
  hardcase_id {int} NOT NULL REFERENCES hardcase(id),
  at {int} NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  participants TEXT NOT NULL,
  minutes TEXT NOT NULL,
  user_id {int},
  recorded_at {int} NOT NULL
);
CREATE INDEX hardcase_meeting_of ON hardcase_meeting(hardcase_id);

CREATE TABLE hardcase_entry (
  id {serial},
  hardcase_id {int} NOT NULL REFERENCES hardcase(id),
  kind TEXT NOT NULL,
  at {int} NOT NULL,
  user_id {int},
  unit_id {int},
  text TEXT NOT NULL DEFAULT ''
);
CREATE INDEX hardcase_entry_of ON hardcase_entry(hardcase_id);
