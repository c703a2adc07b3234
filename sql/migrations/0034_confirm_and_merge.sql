-- SPDX-License-Identifier: Apache-2.0
-- A grid worker's whistle that her community confirms first (requirements Q12: a city may switch it on, by kind), and emergencies that
-- turn out to be one.
ALTER TABLE whistle_kind ADD COLUMN confirm {int} NOT NULL DEFAULT 0;

-- Whom a whistle that is not confirmed yet will call.
CREATE TABLE whistle_wanted (
  id {serial},
  whistle_id {int} NOT NULL REFERENCES whistle(id),
  unit_id {int} REFERENCES unit(id),
  force TEXT NOT NULL DEFAULT ''
);
CREATE INDEX whistle_wanted_of ON whistle_wanted(whistle_id);

-- Another emergency that this one is part of.
ALTER TABLE emergency ADD COLUMN merged_into {int} REFERENCES emergency(id);
CREATE INDEX emergency_merged ON emergency(merged_into) WHERE merged_into IS NOT NULL;

-- Measured once more on the simulated city (docs/notice.md): six rejected returns in sixty days were too many drafts.
UPDATE notice_trigger SET cases = 8 WHERE code = 'returned' AND version = 1;
