-- SPDX-License-Identifier: Apache-2.0
-- Instructions 指令 (U-01): who must know what by when, and what each recipient has done about it. Recipients are found when an
-- instruction is sent and stay as they were.

CREATE TABLE instruction (
  id {serial},
  no TEXT NOT NULL UNIQUE,
  issuer_id {int} NOT NULL REFERENCES app_user(id),
  issuer_unit_id {int} NOT NULL REFERENCES unit(id),
  urgency TEXT NOT NULL CHECK (urgency IN ('normal','urgent','critical')),
  asks TEXT NOT NULL CHECK (asks IN ('read','relay','done')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  relay_text TEXT NOT NULL DEFAULT '',
  scope TEXT NOT NULL,
  scope_text TEXT NOT NULL,
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  sent_at {int} NOT NULL,
  due_at {int} NOT NULL,
  reminded_at {int},
  ended_at {int},
  ended_by {int},
  end_note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX instruction_sent ON instruction(sent_at);
CREATE INDEX instruction_issuer ON instruction(issuer_unit_id, sent_at);

-- unit_id: the community of the grid through which the person was reached, or the person's own unit.
CREATE TABLE instruction_receipt (
  id {serial},
  instruction_id {int} NOT NULL REFERENCES instruction(id),
  user_id {int} NOT NULL REFERENCES app_user(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  grid_id {int} REFERENCES grid(id),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  sent_at {int} NOT NULL,
  read_at {int},
  relayed_at {int},
  done_at {int},
  reminded_at {int},
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (instruction_id, user_id)
);
CREATE INDEX instruction_receipt_user ON instruction_receipt(user_id, sent_at);
CREATE INDEX instruction_receipt_unit ON instruction_receipt(instruction_id, unit_id, status);
