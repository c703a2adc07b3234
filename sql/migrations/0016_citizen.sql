-- SPDX-License-Identifier: Apache-2.0
-- What citizens and enterprises say on the public page: which poster led them here (Y-01), which enterprise speaks (V-01),
-- and why somebody is not content (J-02).

CREATE INDEX appeal_source ON appeal(received_at, source_code) WHERE source_code <> '';

-- One row per appeal of an enterprise that gave its name. The contact person stands sealed in the appeal itself.
CREATE TABLE appeal_enterprise (
  appeal_id {pk} REFERENCES appeal(id),
  name TEXT NOT NULL,
  credit_code TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('policy','difficulty','suggestion','rights'))
);
CREATE INDEX appeal_enterprise_code ON appeal_enterprise(credit_code) WHERE credit_code <> '';

-- Codes of the reasons a person ticked, joined by commas; '' when content or not asked.
ALTER TABLE rating ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
