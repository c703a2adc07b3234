-- SPDX-License-Identifier: Apache-2.0
-- What a colleague wants a person to look at. The words stand once, sealed, in the event of the case (case_id, event_seq).

CREATE TABLE inbox (
  id {serial},
  user_id {int} NOT NULL REFERENCES app_user(id),
  kind TEXT NOT NULL CHECK (kind IN ('mention','ask','back','deputy')),
  case_id {int} REFERENCES casefile(id),
  order_id {int} REFERENCES work_order(id),
  event_seq {int},
  from_user {int},
  about_user {int},
  at {int} NOT NULL,
  read_at {int},
  read_by {int}
);
CREATE INDEX inbox_user ON inbox(user_id, id);
CREATE INDEX inbox_unread ON inbox(user_id) WHERE read_at IS NULL;
