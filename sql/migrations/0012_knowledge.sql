-- SPDX-License-Identifier: Apache-2.0
-- Knowledge beside the intake form (compliance.md 6 row 15): each article has an owner and a day until which it holds.

CREATE TABLE knowledge (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  keywords TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  owner_unit_id {int} NOT NULL REFERENCES unit(id),
  valid_until {int} NOT NULL,
  event_types TEXT NOT NULL DEFAULT '',
  open_to_public {int} NOT NULL DEFAULT 1,
  initials TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft','published','expired','withdrawn')),
  reviewed_at {int} NOT NULL DEFAULT 0,
  reviewed_by {int},
  uses {int} NOT NULL DEFAULT 0,
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX knowledge_owner ON knowledge(owner_unit_id, status);
CREATE INDEX knowledge_valid ON knowledge(valid_until) WHERE status = 'published';

-- Follows from knowledge. Weight: 8 title, 6 keyword, 1 body.
CREATE TABLE knowledge_term (
  term TEXT NOT NULL,
  article_id {int} NOT NULL REFERENCES knowledge(id),
  weight {int} NOT NULL,
  PRIMARY KEY (term, article_id)
);
CREATE INDEX knowledge_term_article ON knowledge_term(article_id);

-- One tap by whoever noticed; the owner answers within a set number of working days.
CREATE TABLE knowledge_correction (
  id {serial},
  article_id {int} NOT NULL REFERENCES knowledge(id),
  article_version {int} NOT NULL,
  owner_unit_id {int} NOT NULL REFERENCES unit(id),
  reason TEXT NOT NULL CHECK (reason IN ('expired','wrong','unclear','missing')),
  note TEXT NOT NULL DEFAULT '',
  by_user {int} NOT NULL REFERENCES app_user(id),
  by_unit {int} NOT NULL,
  at {int} NOT NULL,
  due_at {int} NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open','accepted','rejected')),
  answer TEXT NOT NULL DEFAULT '',
  answered_by {int},
  answered_at {int},
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX knowledge_correction_article ON knowledge_correction(article_id, at);
CREATE INDEX knowledge_correction_open ON knowledge_correction(owner_unit_id, due_at) WHERE status = 'open';
CREATE INDEX knowledge_correction_at ON knowledge_correction(at);
