-- SPDX-License-Identifier: Apache-2.0
-- History (truth of the past), technical tables, and derived tables that `yingshao rebuild` can make again.

-- Append-only. hash = SM3(prev | stream | seq | kind | actor | times | body | commitment).
CREATE TABLE event (
  id {serial},
  stream TEXT NOT NULL,
  stream_id {int} NOT NULL,
  seq {int} NOT NULL,
  kind TEXT NOT NULL,
  actor_id {int},
  actor_unit_id {int},
  recorded_at {int} NOT NULL,
  happened_at {int} NOT NULL,
  body TEXT NOT NULL,
  commitment {blob},
  prev {blob} NOT NULL,
  hash {blob} NOT NULL,
  UNIQUE (stream, stream_id, seq)
);

-- Personal text of an event, encrypted. May be erased; the chain holds only the salted commitment.
CREATE TABLE event_text (
  event_id {pk} REFERENCES event(id),
  salt {blob} NOT NULL,
  sealed {blob} NOT NULL
);

-- Head of every stream; also the row that a write locks first.
CREATE TABLE stream (
  stream TEXT NOT NULL,
  stream_id {int} NOT NULL,
  seq {int} NOT NULL,
  head {blob} NOT NULL,
  dirty {int} NOT NULL DEFAULT 1,
  PRIMARY KEY (stream, stream_id)
);
CREATE INDEX stream_dirty ON stream(stream, stream_id) WHERE dirty = 1;

-- Once a minute: changed heads chained and signed (SM2). Can be copied outside.
CREATE TABLE anchor (
  id {serial},
  at {int} NOT NULL,
  heads {int} NOT NULL,
  last_event_id {int} NOT NULL,
  last_audit_id {int} NOT NULL,
  root {blob} NOT NULL,
  prev {blob} NOT NULL,
  hash {blob} NOT NULL,
  signature {blob} NOT NULL
);

CREATE TABLE anchor_head (
  anchor_id {int} NOT NULL REFERENCES anchor(id),
  stream TEXT NOT NULL,
  stream_id {int} NOT NULL,
  seq {int} NOT NULL,
  head {blob} NOT NULL,
  PRIMARY KEY (stream, stream_id, seq, anchor_id)
);

CREATE TABLE idempotency (
  principal_key {int} NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status {int} NOT NULL,
  answer TEXT NOT NULL,
  created_at {int} NOT NULL,
  PRIMARY KEY (principal_key, key)
);
CREATE INDEX idempotency_age ON idempotency(created_at);

-- Messages for live screens; rows older than a day are dropped.
CREATE TABLE live_message (
  id {serial},
  topic TEXT NOT NULL,
  body TEXT NOT NULL,
  at {int} NOT NULL
);

CREATE TABLE import_run (
  id {serial},
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  started_at {int} NOT NULL,
  ended_at {int},
  taken {int} NOT NULL DEFAULT 0,
  known {int} NOT NULL DEFAULT 0,
  rejected {int} NOT NULL DEFAULT 0
);

CREATE TABLE job_run (
  name TEXT PRIMARY KEY,
  next_at {int} NOT NULL,
  lease_until {int} NOT NULL DEFAULT 0,
  owner TEXT NOT NULL DEFAULT '',
  last_at {int},
  last_ms {int},
  last_error TEXT NOT NULL DEFAULT ''
);

-- ---- derived ------------------------------------------------------------------------------------
-- Roll-ups: (day, measure, dimension, value) with a lane so that nobody waits for a shared row.
CREATE TABLE rollup (
  day {int} NOT NULL,
  measure TEXT NOT NULL,
  dim TEXT NOT NULL,
  dim_id {int} NOT NULL,
  lane {int} NOT NULL,
  n {int} NOT NULL,
  PRIMARY KEY (day, measure, dim, dim_id, lane)
);

-- The database itself refuses to change history.
-- only: sqlite
-- body
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
-- end body
-- body
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
-- end body
-- body
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- end body
-- body
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- end body
-- body
CREATE TRIGGER anchor_no_update BEFORE UPDATE ON anchor BEGIN SELECT RAISE(ABORT, 'anchor is append-only'); END;
-- end body
-- body
CREATE TRIGGER anchor_no_delete BEFORE DELETE ON anchor BEGIN SELECT RAISE(ABORT, 'anchor is append-only'); END;
-- end body
-- end
-- only: postgres
-- body
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'P0001'; END $$;
-- end body
CREATE TRIGGER event_keep BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_keep_all BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_keep BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_keep_all BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER anchor_keep BEFORE UPDATE OR DELETE ON anchor FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- end
