-- SPDX-License-Identifier: Apache-2.0
-- Full text of the cases: pairs of characters, words and numbers (src/search). Derived: `yingshao rebuild` makes it anew.
-- only: sqlite
CREATE VIRTUAL TABLE case_search USING fts5(words, detail=none, columnsize=0, prefix='1 4', tokenize="unicode61 remove_diacritics 0");
-- end
-- only: postgres
CREATE TABLE case_search (
  id BIGINT PRIMARY KEY,
  words tsvector NOT NULL
);
CREATE INDEX case_search_words ON case_search USING gin (words);
-- end

-- How far it has been read: events up to `seen`; of the cases that were there at the beginning those above `below`.
CREATE TABLE search_state (
  id {pk},
  seen {int} NOT NULL,
  next_seen {int} NOT NULL,
  below {int} NOT NULL
);
