-- SPDX-License-Identifier: Apache-2.0
-- What follows from the frozen list of a month (L-04, L-05, L-06, L-10; scoring.md 4.6): proposals only, each with the approval document,
-- the hearing of the unit and the signature that it needs before it is issued.

-- Frozen months that were looked at.
CREATE TABLE accountability_month (
  month {pk},
  made_at {int} NOT NULL
);

-- months: how many in a row the unit stood among the last (or first). hear_until: it may state its side until then.
CREATE TABLE accountability (
  id {serial},
  month {int} NOT NULL REFERENCES score_month(month),
  list TEXT NOT NULL CHECK (list IN ('towns','departments')),
  unit_id {int} NOT NULL REFERENCES unit(id),
  measure TEXT NOT NULL CHECK (measure IN ('notice','talk','transfer','commend')),
  months {int} NOT NULL,
  rank {int} NOT NULL,
  ranked {int} NOT NULL,
  points_micro {int} NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('proposed','hearing','stated','submitted','issued','rectified','done','declined','withdrawn')),
  version {int} NOT NULL DEFAULT 1,
  created_at {int} NOT NULL,
  hear_until {int},
  statement TEXT NOT NULL DEFAULT '',
  tolerance {int} NOT NULL DEFAULT 0,
  stated_by {int} REFERENCES app_user(id),
  stated_at {int},
  basis TEXT NOT NULL DEFAULT '',
  opinion TEXT NOT NULL DEFAULT '',
  submitted_by {int} REFERENCES app_user(id),
  submitted_at {int},
  year {int},
  number {int},
  no TEXT,
  decided_by {int} REFERENCES app_user(id),
  decided_at {int},
  decision TEXT NOT NULL DEFAULT '',
  rectified TEXT NOT NULL DEFAULT '',
  rectified_by {int} REFERENCES app_user(id),
  rectified_at {int},
  finding TEXT NOT NULL DEFAULT '',
  looked_by {int} REFERENCES app_user(id),
  looked_at {int},
  end_reason TEXT NOT NULL DEFAULT '',
  ended_at {int},
  UNIQUE (month, unit_id, measure)
);
CREATE INDEX accountability_unit ON accountability(unit_id, month);
CREATE UNIQUE INDEX accountability_no ON accountability(year, number) WHERE number IS NOT NULL;
