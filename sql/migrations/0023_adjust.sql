-- SPDX-License-Identifier: Apache-2.0
-- 延期, 挂账, 终止 and 超职责 (practice.md 2.5, domain-model.md 3.3): what a unit asks for, who allowed it, what moved.

CREATE TABLE adjustment (
  id {serial},
  case_id {int} NOT NULL REFERENCES casefile(id),
  order_id {int} NOT NULL REFERENCES work_order(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  kind TEXT NOT NULL CHECK (kind IN ('extension','suspension','termination','beyond')),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  reason_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  legal_basis TEXT NOT NULL DEFAULT '',
  more {int},
  until_at {int},
  old_due {int} NOT NULL,
  new_due {int},
  asked_by {int},
  asked_at {int} NOT NULL,
  unit_by {int},
  unit_at {int},
  unit_opinion TEXT NOT NULL DEFAULT '',
  centre_by {int},
  centre_at {int},
  centre_opinion TEXT NOT NULL DEFAULT '',
  resumed_at {int}
);
CREATE INDEX adjustment_order ON adjustment(order_id);
CREATE INDEX adjustment_case ON adjustment(case_id);
CREATE INDEX adjustment_open ON adjustment(status, asked_at) WHERE status IN ('asked','passed');
CREATE INDEX adjustment_asked ON adjustment(asked_at);
CREATE INDEX adjustment_until ON adjustment(until_at) WHERE kind = 'suspension' AND status = 'approved' AND resumed_at IS NULL;
