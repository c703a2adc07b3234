-- SPDX-License-Identifier: Apache-2.0
-- How a person wants to see things: small remembered choices, and named views of lists, shared with the own unit when wished.

CREATE TABLE user_preference (
  user_id {int} NOT NULL REFERENCES app_user(id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at {int} NOT NULL,
  PRIMARY KEY (user_id, key)
);

CREATE TABLE list_view (
  id {serial},
  user_id {int} NOT NULL REFERENCES app_user(id),
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  shared {int} NOT NULL DEFAULT 0,
  position {int} NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  created_at {int} NOT NULL,
  updated_at {int} NOT NULL,
  UNIQUE (user_id, page, name)
);
CREATE INDEX list_view_shared ON list_view(page) WHERE shared = 1;
