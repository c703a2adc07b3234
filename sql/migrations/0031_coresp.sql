-- SPDX-License-Identifier: Apache-2.0
-- 同责清单 (G-02, K-15) and 履职事项准入 (practice.md 2.9): who answers for a matter together with the town, and what may be given
-- to a town or a community at all. `item` is the code of an event type, or its first two (domain) or four (class) digits.

CREATE TABLE coresp (
  id {serial},
  town_id {int} NOT NULL REFERENCES unit(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  item TEXT NOT NULL,
  duty TEXT NOT NULL,
  limit_value {int} NOT NULL,
  limit_unit TEXT NOT NULL,
  share {int} NOT NULL CHECK (share BETWEEN 0 AND 100),
  basis TEXT NOT NULL DEFAULT '',
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1,
  UNIQUE (town_id, unit_id, item)
);

-- 基本履职, 配合履职, 上级收回, 临时. unit_id: the department that leads what the level only assists with. valid_to: yyyymmdd,
-- 29991231 for ever.
CREATE TABLE level_duty (
  id {serial},
  level TEXT NOT NULL CHECK (level IN ('town','community')),
  item TEXT NOT NULL,
  list TEXT NOT NULL CHECK (list IN ('basic','assist','withdrawn','temporary')),
  unit_id {int} REFERENCES unit(id),
  basis TEXT NOT NULL DEFAULT '',
  approval_no TEXT NOT NULL DEFAULT '',
  valid_to {int} NOT NULL DEFAULT 29991231,
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1,
  UNIQUE (level, item)
);

-- 配合: the town only assists, which no score may count (invariant 9; L5 art. 19).
ALTER TABLE work_order ADD COLUMN duty TEXT NOT NULL DEFAULT '';
ALTER TABLE work_order ADD COLUMN appraised {int} NOT NULL DEFAULT 1;
