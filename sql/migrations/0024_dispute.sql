-- SPDX-License-Identifier: Apache-2.0
-- 退单异议 (practice.md 2.5, domain-model.md 3.3): an order that a unit gives back, who ruled, and what was learned from it.

ALTER TABLE colour_rule ADD COLUMN return_value {int} NOT NULL DEFAULT 2;
ALTER TABLE colour_rule ADD COLUMN return_unit TEXT NOT NULL DEFAULT 'working_day';
ALTER TABLE colour_rule ADD COLUMN ruling_value {int} NOT NULL DEFAULT 1;
ALTER TABLE colour_rule ADD COLUMN ruling_unit TEXT NOT NULL DEFAULT 'working_day';
UPDATE colour_rule SET return_value = 30, return_unit = 'natural_minute', ruling_value = 30, ruling_unit = 'natural_minute' WHERE colour = 'red';
UPDATE colour_rule SET return_value = 2, return_unit = 'natural_hour', ruling_value = 2, ruling_unit = 'natural_hour' WHERE colour = 'orange';
UPDATE colour_rule SET return_value = 4, return_unit = 'working_hour', ruling_value = 4, ruling_unit = 'working_hour' WHERE colour = 'yellow';

-- 指定: given by a ruling, cannot be given back (invariant 6)
ALTER TABLE work_order ADD COLUMN designated {int} NOT NULL DEFAULT 0;

CREATE TABLE dispute (
  id {serial},
  case_id {int} NOT NULL REFERENCES casefile(id),
  order_id {int} NOT NULL REFERENCES work_order(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  round {int} NOT NULL,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  duty_basis TEXT NOT NULL,
  proposed_unit_id {int} REFERENCES unit(id),
  asked_by {int},
  asked_at {int} NOT NULL,
  unit_by {int},
  unit_at {int},
  unit_opinion TEXT NOT NULL DEFAULT '',
  due_at {int},
  overdue_at {int},
  ruled_by {int},
  ruled_at {int},
  ruled_unit_id {int},
  ruling_basis TEXT NOT NULL DEFAULT '',
  opinion TEXT NOT NULL DEFAULT '',
  new_order_id {int}
);
CREATE INDEX dispute_order ON dispute(order_id);
CREATE INDEX dispute_case ON dispute(case_id);
CREATE INDEX dispute_asked ON dispute(asked_at);
CREATE INDEX dispute_open ON dispute(status, asked_at) WHERE ruled_at IS NULL;
CREATE INDEX dispute_due ON dispute(due_at) WHERE due_at IS NOT NULL AND overdue_at IS NULL AND ruled_at IS NULL;

-- 先例: what a ruling decided, for the next suggestion.
CREATE TABLE precedent (
  id {serial},
  event_type_id {int} NOT NULL REFERENCES event_type(id),
  town_id {int} REFERENCES unit(id),
  from_unit_id {int} NOT NULL REFERENCES unit(id),
  to_unit_id {int} NOT NULL REFERENCES unit(id),
  dispute_id {int} REFERENCES dispute(id),
  basis TEXT NOT NULL DEFAULT '',
  at {int} NOT NULL,
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX precedent_at ON precedent(at);
