-- SPDX-License-Identifier: Apache-2.0
-- Re-partitions of grids that are decided now and take effect later (C-07, 生效日期). plan: {"new":[{code,name,…}]} as it was given.

CREATE TABLE grid_prepared (
  id {serial},
  community_id {int} NOT NULL REFERENCES unit(id),
  title TEXT NOT NULL,
  effective_at {int} NOT NULL,
  plan TEXT NOT NULL,
  reason TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending','applied','cancelled','failed')),
  fault TEXT NOT NULL DEFAULT '',
  created_by {int} NOT NULL REFERENCES app_user(id),
  created_at {int} NOT NULL,
  ended_at {int},
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX grid_prepared_community ON grid_prepared(community_id);
CREATE INDEX grid_prepared_due ON grid_prepared(effective_at) WHERE status = 'pending';

-- The grids that will end.
CREATE TABLE grid_prepared_old (
  grid_id {int} NOT NULL REFERENCES grid(id),
  prepared_id {int} NOT NULL REFERENCES grid_prepared(id),
  PRIMARY KEY (grid_id, prepared_id)
);
CREATE INDEX grid_prepared_old_of ON grid_prepared_old(prepared_id);
