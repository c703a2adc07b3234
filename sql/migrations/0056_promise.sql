-- SPDX-License-Identifier: Apache-2.0
-- 承诺账: what a unit promised a citizen by a day (domain-model.md 3.2 Commitment), whether it says that it has been kept, and what
-- the citizen says. Every move is an event of the case.

INSERT INTO rule_number (code, name, value) VALUES ('promise.remind_days', '承诺到期前几天提醒单位', 2);
INSERT INTO rule_number (code, name, value) VALUES ('promise.grace_days', '承诺到期后几天没有答复记为未兑现', 3);
INSERT INTO rule_number (code, name, value) VALUES ('promise.ask_days', '单位说已做到后几天内核实，过期记为未能核实', 10);

CREATE TABLE promise (
  id {serial},
  case_id {int} NOT NULL REFERENCES casefile(id),
  order_id {int} NOT NULL REFERENCES work_order(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  origin TEXT NOT NULL CHECK (origin IN ('found','hand')),
  words TEXT NOT NULL,
  day {int} NOT NULL,
  due_at {int} NOT NULL,
  first_day {int} NOT NULL,
  made_at {int} NOT NULL,
  made_by {int},
  confirmed_at {int},
  confirmed_by {int},
  reminded_at {int},
  woken_at {int},
  moved_at {int},
  move_reason TEXT NOT NULL DEFAULT '',
  stated_at {int},
  stated_by {int},
  statement TEXT NOT NULL DEFAULT '',
  asked {int} NOT NULL DEFAULT 0,
  next_ask_at {int},
  heard_at {int},
  heard_by {int},
  heard TEXT NOT NULL DEFAULT '' CHECK (heard IN ('','yes','no')),
  opinion TEXT NOT NULL DEFAULT '',
  ended_at {int}
);
CREATE INDEX promise_case ON promise(case_id);
CREATE INDEX promise_order ON promise(order_id);
CREATE INDEX promise_unit ON promise(unit_id, due_at);
CREATE INDEX promise_by_day ON promise(due_at);
CREATE INDEX promise_running ON promise(due_at) WHERE status IN ('proposed','open','woken');
CREATE INDEX promise_asking ON promise(next_ask_at) WHERE status = 'stated';
