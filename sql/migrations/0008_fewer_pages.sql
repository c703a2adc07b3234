-- SPDX-License-Identifier: Apache-2.0
-- What every step of a case writes, on fewer pages of the file (docs/performance.md). Rows and their meaning stay as they are.

-- The clocks that have something before them, by the next moment: the warning until it has been given, then the end.
DROP INDEX clock_warn;
DROP INDEX clock_breach;
CREATE INDEX clock_next ON clock((CASE WHEN warned_at IS NULL AND warn_at IS NOT NULL THEN warn_at ELSE due_at END))
  WHERE stopped_at IS NULL AND breached_at IS NULL;

-- only: sqlite
-- The same index, its condition spelled out (sql/README.md): a database made before keeps a list, which costs a temporary
-- table for every row written and which no statement repeats any more.
DROP INDEX casefile_pool;
CREATE INDEX casefile_pool ON casefile(status, opened_at) WHERE status IN ('filed','judging','ready');
DROP INDEX work_order_unit_open;
CREATE INDEX work_order_unit_open ON work_order(unit_id, due_at) WHERE status IN ('to_sign','handling','unit_review','suspended');

-- Old answers are found from the oldest row on: rows come in the order of time.
DROP INDEX idempotency_age;

-- Tables that are asked for by their whole key only: one tree instead of two.
CREATE TABLE stream_kept (
  stream TEXT NOT NULL,
  stream_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  head BLOB NOT NULL,
  dirty INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (stream, stream_id)
) WITHOUT ROWID;
INSERT INTO stream_kept (stream, stream_id, seq, head, dirty) SELECT stream, stream_id, seq, head, dirty FROM stream ORDER BY stream, stream_id;
DROP TABLE stream;
ALTER TABLE stream_kept RENAME TO stream;
CREATE INDEX stream_dirty ON stream(stream, stream_id) WHERE dirty = 1;

CREATE TABLE case_party_kept (
  case_id INTEGER NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL CHECK (kind IN ('u','g','p')),
  party_id INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('lead','assist','place','review','creator')),
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  PRIMARY KEY (case_id, kind, party_id, role)
) WITHOUT ROWID;
INSERT INTO case_party_kept (case_id, kind, party_id, role, from_at, to_at)
  SELECT case_id, kind, party_id, role, from_at, to_at FROM case_party ORDER BY case_id, kind, party_id, role;
DROP TABLE case_party;
ALTER TABLE case_party_kept RENAME TO case_party;
CREATE INDEX case_party_who ON case_party(kind, party_id, case_id);

-- No row of these tables is ever deleted, so that the next id is the highest one and one; SQLite need not keep it in a table.
-- plain ids: appeal casefile membership work_order clock event contact_log
-- end
