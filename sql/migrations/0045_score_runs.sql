-- SPDX-License-Identifier: Apache-2.0
-- Scores that stay (scoring.md 4, issue 6): profiles with versions, the months that were published, and every list that was made, with
-- the hash over its text. A list is never changed: a ruling makes a new one.

-- What the scores are counted by. Parameters are JSON, micro-units (src/score/score_profiles.c reads and writes it); a version that was
-- adopted stays as it is.
CREATE TABLE score_profile (
  id {serial},
  code TEXT NOT NULL,
  version {int} NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('builtin','draft','proposed','adopted','refused','dropped')),
  row_version {int} NOT NULL DEFAULT 1,
  body TEXT NOT NULL,
  from_month {int},
  basis TEXT NOT NULL DEFAULT '',
  drafted_by {int} REFERENCES app_user(id),
  drafted_at {int},
  decided_by {int} REFERENCES app_user(id),
  decided_at {int},
  opinion TEXT NOT NULL DEFAULT '',
  UNIQUE (code, version)
);

-- A month whose list was published: open to objections until a day, then frozen. Months that are still counted have no row.
CREATE TABLE score_month (
  month {pk},
  status TEXT NOT NULL CHECK (status IN ('preliminary','frozen')),
  version {int} NOT NULL DEFAULT 1,
  published_at {int} NOT NULL,
  objections_until {int} NOT NULL,
  freeze_from {int} NOT NULL,
  frozen_at {int}
);

CREATE TABLE score_run (
  id {serial},
  month {int} NOT NULL,
  list TEXT NOT NULL CHECK (list IN ('towns','departments')),
  kind TEXT NOT NULL CHECK (kind IN ('daily','preliminary','frozen')),
  made_at {int} NOT NULL,
  from_at {int} NOT NULL,
  to_at {int} NOT NULL,
  profile_id {int} NOT NULL REFERENCES score_profile(id),
  nrows {int} NOT NULL,
  head TEXT NOT NULL,
  hash {blob} NOT NULL
);
CREATE INDEX score_run_month ON score_run(month, id);

-- A unit in a list: its place, and as JSON its counts, rates and points as they are shown.
CREATE TABLE score_row (
  run_id {int} NOT NULL REFERENCES score_run(id),
  place {int} NOT NULL,
  unit_id {int} NOT NULL REFERENCES unit(id),
  rank {int},
  points_micro {int} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run_id, place)
);

INSERT INTO score_profile (code, version, title, status, body) VALUES ('rongcheng-70', 1, '满意度 70 分', 'builtin',
  '{"terms":[{"measure":"satisfaction","shape":"linear","types":63,"points_micro":70000000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"closed","shape":"linear","types":63,"points_micro":7500000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"ontime","shape":"linear","types":63,"points_micro":7500000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"returned","shape":"ceiling","types":63,"points_micro":15000000,"max_micro":100000,"base_micro":0,"per_micro":0,"floor_micro":0}],"weight_micro":[1000000,1000000,800000,0,0],"shrink":10,"min_due":10,"min_evaluated_micro":600000,"below_micro":500000,"below_cap_micro":5000000,"above_micro":200000,"above_cap_micro":3000000,"volume_cap_micro":2000000,"whistle_micro":100000,"year_points_micro":14000000,"excellent_min_micro":12600000,"flagged":3,"floor_micro":null}');
INSERT INTO score_profile (code, version, title, status, body) VALUES ('sanlv', 1, '响应、解决、满意三率', 'builtin',
  '{"terms":[{"measure":"contacted","shape":"linear","types":63,"points_micro":30000000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"solved","shape":"linear","types":63,"points_micro":35000000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"satisfaction","shape":"linear","types":63,"points_micro":35000000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0}],"weight_micro":[1000000,1000000,800000,0,0],"shrink":10,"min_due":10,"min_evaluated_micro":600000,"below_micro":500000,"below_cap_micro":5000000,"above_micro":200000,"above_cap_micro":3000000,"volume_cap_micro":2000000,"whistle_micro":100000,"year_points_micro":14000000,"excellent_min_micro":12600000,"flagged":3,"floor_micro":null}');
INSERT INTO score_profile (code, version, title, status, body) VALUES ('baseline-deduct', 1, '基准扣分', 'builtin',
  '{"terms":[{"measure":"ontime","shape":"deduct","types":63,"points_micro":25000000,"max_micro":0,"base_micro":1000000,"per_micro":1000000,"floor_micro":0},{"measure":"satisfied","shape":"deduct","types":63,"points_micro":25000000,"max_micro":0,"base_micro":980000,"per_micro":500000,"floor_micro":12500000},{"measure":"solved","shape":"deduct","types":63,"points_micro":25000000,"max_micro":0,"base_micro":950000,"per_micro":500000,"floor_micro":12500000},{"measure":"returned","shape":"ceiling","types":63,"points_micro":25000000,"max_micro":100000,"base_micro":0,"per_micro":0,"floor_micro":0}],"weight_micro":[1000000,1000000,800000,0,0],"shrink":10,"min_due":10,"min_evaluated_micro":600000,"below_micro":500000,"below_cap_micro":5000000,"above_micro":200000,"above_cap_micro":3000000,"volume_cap_micro":2000000,"whistle_micro":100000,"year_points_micro":14000000,"excellent_min_micro":12600000,"flagged":3,"floor_micro":null}');
INSERT INTO score_profile (code, version, title, status, body) VALUES ('classified', 1, '分类计分', 'builtin',
  '{"terms":[{"measure":"satisfaction","shape":"linear","types":1,"points_micro":15000000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"satisfaction","shape":"linear","types":2,"points_micro":35000000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"satisfaction","shape":"linear","types":12,"points_micro":20000000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"ontime","shape":"linear","types":15,"points_micro":15000000,"max_micro":0,"base_micro":0,"per_micro":0,"floor_micro":0},{"measure":"returned","shape":"ceiling","types":15,"points_micro":15000000,"max_micro":100000,"base_micro":0,"per_micro":0,"floor_micro":0}],"weight_micro":[1000000,1000000,800000,0,0],"shrink":10,"min_due":10,"min_evaluated_micro":600000,"below_micro":500000,"below_cap_micro":5000000,"above_micro":200000,"above_cap_micro":3000000,"volume_cap_micro":2000000,"whistle_micro":100000,"year_points_micro":14000000,"excellent_min_micro":12600000,"flagged":3,"floor_micro":null}');

-- The database itself refuses to change a list, a frozen month or an adopted profile.
-- only: sqlite
-- body
CREATE TRIGGER score_run_no_update BEFORE UPDATE ON score_run BEGIN SELECT RAISE(ABORT, 'score_run is append-only'); END;
-- end body
-- body
CREATE TRIGGER score_run_no_delete BEFORE DELETE ON score_run BEGIN SELECT RAISE(ABORT, 'score_run is append-only'); END;
-- end body
-- body
CREATE TRIGGER score_row_no_update BEFORE UPDATE ON score_row BEGIN SELECT RAISE(ABORT, 'score_row is append-only'); END;
-- end body
-- body
CREATE TRIGGER score_row_no_delete BEFORE DELETE ON score_row BEGIN SELECT RAISE(ABORT, 'score_row is append-only'); END;
-- end body
-- body
CREATE TRIGGER score_month_no_update BEFORE UPDATE ON score_month WHEN OLD.status = 'frozen' BEGIN SELECT RAISE(ABORT, 'score_month is frozen'); END;
-- end body
-- body
CREATE TRIGGER score_month_no_delete BEFORE DELETE ON score_month BEGIN SELECT RAISE(ABORT, 'score_month is append-only'); END;
-- end body
-- body
CREATE TRIGGER score_profile_no_update BEFORE UPDATE ON score_profile WHEN OLD.status IN ('builtin','adopted') BEGIN SELECT RAISE(ABORT, 'score_profile is adopted'); END;
-- end body
-- body
CREATE TRIGGER score_profile_no_delete BEFORE DELETE ON score_profile BEGIN SELECT RAISE(ABORT, 'score_profile is append-only'); END;
-- end body
-- end
-- only: postgres
CREATE TRIGGER score_run_keep BEFORE UPDATE OR DELETE ON score_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_run_keep_all BEFORE TRUNCATE ON score_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_row_keep BEFORE UPDATE OR DELETE ON score_row FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_row_keep_all BEFORE TRUNCATE ON score_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_month_keep BEFORE UPDATE ON score_month FOR EACH ROW WHEN (OLD.status = 'frozen') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_month_keep_all BEFORE DELETE ON score_month FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_profile_keep BEFORE UPDATE ON score_profile FOR EACH ROW WHEN (OLD.status IN ('builtin','adopted')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_profile_keep_all BEFORE DELETE ON score_profile FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- end
