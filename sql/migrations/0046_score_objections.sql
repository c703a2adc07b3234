-- SPDX-License-Identifier: Apache-2.0
-- Objections of units to single lines of a preliminary list (scoring.md 4: three working days), and what was ruled. An upheld one takes
-- the line off the unit's counts of the month; the month is stale until its list has been made again.
ALTER TABLE score_month ADD COLUMN stale {int} NOT NULL DEFAULT 0;

CREATE TABLE score_objection (
  id {serial},
  month {int} NOT NULL REFERENCES score_month(month),
  unit_id {int} NOT NULL REFERENCES unit(id),
  order_id {int} NOT NULL REFERENCES work_order(id),
  what TEXT NOT NULL CHECK (what IN ('due','returned','answers')),
  status TEXT NOT NULL CHECK (status IN ('filed','upheld','rejected','withdrawn')),
  version {int} NOT NULL DEFAULT 1,
  reason TEXT NOT NULL,
  filed_by {int} REFERENCES app_user(id),
  filed_at {int} NOT NULL,
  ruling TEXT NOT NULL DEFAULT '',
  ruled_by {int} REFERENCES app_user(id),
  ruled_at {int}
);
-- Once for each line and unit, unless it was taken back.
CREATE UNIQUE INDEX score_objection_line ON score_objection(month, unit_id, order_id, what) WHERE status <> 'withdrawn';
