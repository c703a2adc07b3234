-- SPDX-License-Identifier: Apache-2.0
-- A person on leave hands over to a deputy of the same unit: for a time, and no rights with it.

CREATE TABLE handover (
  id {serial},
  user_id {int} NOT NULL REFERENCES app_user(id),
  deputy_id {int} NOT NULL REFERENCES app_user(id),
  from_at {int} NOT NULL,
  to_at {int} NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  created_by {int} NOT NULL,
  created_at {int} NOT NULL,
  ended_at {int},
  ended_by {int},
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX handover_user ON handover(user_id, to_at);
CREATE INDEX handover_deputy ON handover(deputy_id, to_at);
