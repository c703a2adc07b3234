-- SPDX-License-Identifier: Apache-2.0
-- 热点 (O-03, M-11, M-12, N-01): what many people report, found by the program, taken by people (docs/hotspots.md).

INSERT INTO rule_number (code, name, value) VALUES ('hotspot.persons', '群发：多少人反映同一件事列为热点', 5);
INSERT INTO rule_number (code, name, value) VALUES ('hotspot.days', '群发：这些人在多少天之内', 30);
INSERT INTO rule_number (code, name, value) VALUES ('hotspot.persons_year', '多发：一年内多少人反映同一件事列为热点', 10);
INSERT INTO rule_number (code, name, value) VALUES ('hotspot.metres', '同一处：相距多少米以内', 1000);
INSERT INTO rule_number (code, name, value) VALUES ('hotspot.burst_least', '突增：三天内至少多少件', 8);
INSERT INTO rule_number (code, name, value) VALUES ('hotspot.burst_percent', '突增：达到往常同期的百分之多少', 300);
INSERT INTO rule_number (code, name, value) VALUES ('hotspot.quiet_days', '热点多少天没有新反映自动平息', 30);

-- `members` counts appeals, `persons` different callers; `expected_centi` is hundredths of what a burst is measured against.
CREATE TABLE hotspot (
  id {serial},
  kind TEXT NOT NULL CHECK (kind IN ('mass','frequent','burst')),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  title TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL,
  event_type_id {int} REFERENCES event_type(id),
  town_id {int} REFERENCES unit(id),
  community_id {int} REFERENCES unit(id),
  grid_id {int} REFERENCES grid(id),
  lon {int},
  lat {int},
  members {int} NOT NULL DEFAULT 0,
  persons {int} NOT NULL DEFAULT 0,
  peak {int} NOT NULL DEFAULT 0,
  peak_from {int} NOT NULL DEFAULT 0,
  expected_centi {int},
  first_at {int} NOT NULL DEFAULT 0,
  last_at {int} NOT NULL DEFAULT 0,
  proposed_unit_id {int} REFERENCES unit(id),
  proposed_why TEXT NOT NULL DEFAULT '',
  unit_id {int} REFERENCES unit(id),
  plan TEXT NOT NULL DEFAULT '',
  user_id {int} REFERENCES app_user(id),
  taken_at {int},
  found_at {int} NOT NULL,
  alerted {int} NOT NULL DEFAULT 0,
  alerted_at {int},
  conclusion TEXT NOT NULL DEFAULT '',
  ended_by {int},
  ended_at {int}
);
CREATE INDEX hotspot_persons ON hotspot(persons);
CREATE INDEX hotspot_last ON hotspot(last_at);
CREATE INDEX hotspot_open ON hotspot(kind, event_type_id) WHERE ended_at IS NULL;

CREATE TABLE hotspot_member (
  hotspot_id {int} NOT NULL REFERENCES hotspot(id),
  appeal_id {int} NOT NULL REFERENCES appeal(id),
  at {int} NOT NULL,
  PRIMARY KEY (hotspot_id, appeal_id)
);
CREATE INDEX hotspot_member_appeal ON hotspot_member(appeal_id);

CREATE TABLE hotspot_entry (
  id {serial},
  hotspot_id {int} NOT NULL REFERENCES hotspot(id),
  kind TEXT NOT NULL,
  at {int} NOT NULL,
  user_id {int},
  unit_id {int},
  text TEXT NOT NULL DEFAULT ''
);
CREATE INDEX hotspot_entry_of ON hotspot_entry(hotspot_id);

-- One row: whoever moves `ran_at` does the work (of several nodes one).
CREATE TABLE hotspot_run (
  id {pk},
  ran_at {int} NOT NULL,
  full_at {int} NOT NULL,
  newest {int} NOT NULL
);
INSERT INTO hotspot_run (id, ran_at, full_at, newest) VALUES (1, 0, 0, 0);

ALTER TABLE inbox ADD COLUMN hotspot_id {int} REFERENCES hotspot(id);

-- What an event type had in the same days of other weeks.
CREATE INDEX casefile_type_opened ON casefile(event_type_id, opened_at);
