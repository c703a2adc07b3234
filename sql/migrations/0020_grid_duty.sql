-- SPDX-License-Identifier: Apache-2.0
-- The two duty lists of grid workers (C-03) over the event list, and what comes back because it stands on neither of them.
-- Files may belong to instructions and visits: the kinds of owners now stand in the program (desk/file_api.c), not in a CHECK.

CREATE TABLE grid_duty (
  id {serial},
  event_type_id {int} NOT NULL UNIQUE REFERENCES event_type(id),
  list TEXT NOT NULL CHECK (list IN ('main','assist')),
  duty TEXT NOT NULL DEFAULT '',
  basis TEXT NOT NULL DEFAULT '',
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);

CREATE TABLE duty_return (
  id {serial},
  order_id {int} NOT NULL REFERENCES work_order(id),
  case_id {int} NOT NULL REFERENCES casefile(id),
  town_id {int},
  community_id {int},
  grid_id {int},
  user_id {int} NOT NULL REFERENCES app_user(id),
  at {int} NOT NULL,
  reason TEXT NOT NULL,
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  decided_by {int},
  decided_at {int},
  opinion TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX duty_return_open ON duty_return(order_id) WHERE status = 'open';
CREATE INDEX duty_return_at ON duty_return(status, at);
CREATE INDEX duty_return_case ON duty_return(case_id);

-- A column CHECK goes with its column; whatever other columns the table has by now stay.
ALTER TABLE attachment ADD COLUMN owner_kind TEXT NOT NULL DEFAULT 'draft';
UPDATE attachment SET owner_kind = object_kind;
DROP INDEX attachment_object;
ALTER TABLE attachment DROP COLUMN object_kind;
ALTER TABLE attachment RENAME COLUMN owner_kind TO object_kind;
CREATE INDEX attachment_object ON attachment(object_kind, object_id);
