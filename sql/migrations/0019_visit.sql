-- SPDX-License-Identifier: Apache-2.0
-- Visits 走访, 到场核实 and 报到 (C-19, D-02, D-07, H-05): one record feeds every report. A plan is a visit that has not happened yet.

CREATE TABLE visit (
  id {serial},
  no TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('home','check','force')),
  grid_id {int} NOT NULL REFERENCES grid(id),
  town_id {int} NOT NULL,
  community_id {int} NOT NULL,
  user_id {int} NOT NULL REFERENCES app_user(id),
  created_by {int} NOT NULL,
  created_at {int} NOT NULL,
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  plan_day {int},
  reminded_at {int},
  at {int},
  force_kind TEXT NOT NULL DEFAULT '' CHECK (force_kind IN ('','enforcement','police','public_servant','party_member','doctor','volunteer','other')),
  people TEXT NOT NULL DEFAULT '',
  people_unit TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  person_sealed {blob},
  matter TEXT NOT NULL,
  done TEXT NOT NULL DEFAULT '',
  needs TEXT NOT NULL DEFAULT '',
  found TEXT NOT NULL DEFAULT '' CHECK (found IN ('','true','untrue','unclear')),
  case_id {int} REFERENCES casefile(id),
  parent_id {int} REFERENCES visit(id)
);
CREATE INDEX visit_grid ON visit(grid_id, created_at);
CREATE INDEX visit_created ON visit(created_at);
CREATE INDEX visit_user ON visit(user_id, created_at);
CREATE INDEX visit_planned ON visit(plan_day) WHERE status = 'planned';
CREATE INDEX visit_case ON visit(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX visit_parent ON visit(parent_id) WHERE parent_id IS NOT NULL;
