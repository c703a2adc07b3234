-- SPDX-License-Identifier: Apache-2.0
-- The three notices 提示单, 督办单, 警示单 (L-01, scoring.md 4.7, domain-model.md 3.3). Each is signed by a person; triggers make drafts.

-- What a kind of notice looks like, to whom copies go, and how long the unit has.
CREATE TABLE notice_kind (
  id {serial},
  kind TEXT NOT NULL UNIQUE CHECK (kind IN ('hint','supervise','warn')),
  name TEXT NOT NULL,
  issuer TEXT NOT NULL DEFAULT '',
  word TEXT NOT NULL,
  demand TEXT NOT NULL,
  copy_to TEXT NOT NULL DEFAULT '',
  to_discipline {int} NOT NULL DEFAULT 1,
  ack_value {int} NOT NULL,
  ack_unit TEXT NOT NULL,
  answer_value {int} NOT NULL,
  answer_unit TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1
);
INSERT INTO notice_kind (kind, name, word, demand, copy_to, ack_value, ack_unit, answer_value, answer_unit) VALUES
  ('hint', '提示单', '社治提', '请对照所附清单逐件核实，抓紧办理，把进展和下一步措施书面反馈。', '市委办公室；市政府办公室；市纪委监委', 4, 'working_hour', 3, 'working_day'),
  ('supervise', '督办单', '社治督', '请第一责任人亲自研究，责任领导牵头，具体责任人逐件落实，写明原因、措施和完成时限，书面反馈办理结果。', '市委办公室；市政府办公室；市纪委监委', 4, 'working_hour', 5, 'working_day'),
  ('warn', '警示单', '社治警', '请第一责任人立即组织整改并书面说明情况。责任领导和具体责任人推进不力的，第一责任人同样被问责。', '市委办公室；市政府办公室；市纪委监委', 4, 'working_hour', 3, 'working_day');

-- What makes a draft: `threshold` says when one case counts, `cases` how many of one unit make a draft, `days` the time looked at
-- and the least time between two drafts for one unit.
CREATE TABLE notice_trigger (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('hint','supervise','warn')),
  subject TEXT NOT NULL CHECK (subject IN ('single','key_work','hot','field')),
  threshold {int} NOT NULL,
  measure TEXT NOT NULL,
  cases {int} NOT NULL,
  days {int} NOT NULL,
  by_hand {int} NOT NULL DEFAULT 0,
  active {int} NOT NULL DEFAULT 1,
  version {int} NOT NULL DEFAULT 1
);
INSERT INTO notice_trigger (code, name, kind, subject, threshold, measure, cases, days, by_hand) VALUES
  ('urged', '多次催办无进展', 'hint', 'single', 2, '次催办', 3, 14, 0),
  ('hot', '同类诉求集中反映', 'hint', 'hot', 5, '件同类', 5, 7, 0),
  ('late', '超期一倍时限未办结', 'supervise', 'single', 1, '倍时限', 6, 30, 0),
  ('sensitive_late', '敏感事项超期未办结', 'supervise', 'single', 1, '天超期', 4, 30, 0),
  ('dissatisfied', '多次回访不满意', 'supervise', 'single', 3, '次不满意', 2, 30, 0),
  ('returned', '退单多次被驳回', 'supervise', 'field', 1, '次驳回', 3, 30, 0),
  ('red_silent', '红色案件未按时报告', 'supervise', 'single', 2, '小时', 1, 1, 0),
  ('hint_unanswered', '提示单未按时签收反馈', 'supervise', 'single', 1, '张提示单', 1, 30, 0),
  ('supervise_unanswered', '督办单多次未按时签收反馈', 'warn', 'single', 1, '张督办单', 2, 180, 0),
  ('false_reply', '虚假办结（已查实）', 'warn', 'single', 1, '件查实', 1, 1, 1),
  ('leak', '泄露诉求人信息（已查实）', 'warn', 'single', 1, '件查实', 1, 1, 1);

CREATE TABLE notice (
  id {serial},
  kind TEXT NOT NULL CHECK (kind IN ('hint','supervise','warn')),
  subject TEXT NOT NULL CHECK (subject IN ('single','key_work','hot','field')),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  no TEXT UNIQUE,
  title TEXT NOT NULL,
  unit_id {int} NOT NULL REFERENCES unit(id),
  trigger_code TEXT NOT NULL DEFAULT '',
  proposed {int} NOT NULL DEFAULT 0,
  basis TEXT NOT NULL,
  demand TEXT NOT NULL,
  answer_value {int} NOT NULL,
  answer_unit TEXT NOT NULL,
  created_by {int},
  created_at {int} NOT NULL,
  issuer TEXT NOT NULL DEFAULT '',
  copy_to TEXT NOT NULL DEFAULT '',
  to_discipline {int} NOT NULL DEFAULT 0,
  signed_by {int},
  signed_at {int},
  ack_due_at {int},
  acked_by {int},
  acked_at {int},
  unacked_at {int},
  answer_due_at {int},
  late_at {int},
  reply TEXT NOT NULL DEFAULT '',
  replied_by {int},
  replied_at {int},
  first_reply_at {int},
  audited_by {int},
  audited_at {int},
  opinion TEXT NOT NULL DEFAULT '',
  failed {int} NOT NULL DEFAULT 0,
  failed_at {int},
  ended_at {int},
  end_reason TEXT NOT NULL DEFAULT ''
);
-- One draft of the job for a unit, kind and subject at a time.
CREATE UNIQUE INDEX notice_draft ON notice(unit_id, kind, subject) WHERE status = 'draft' AND proposed = 1;
CREATE INDEX notice_created ON notice(created_at);
CREATE INDEX notice_unit ON notice(unit_id, created_at);
CREATE INDEX notice_open ON notice(status, created_at) WHERE ended_at IS NULL;
CREATE INDEX notice_ack_due ON notice(ack_due_at) WHERE status = 'delivered' AND unacked_at IS NULL;
CREATE INDEX notice_answer_due ON notice(answer_due_at) WHERE status IN ('delivered','handling') AND late_at IS NULL;

-- The chain of responsibility (G-05) as it was when the notice was signed.
CREATE TABLE notice_person (
  notice_id {int} NOT NULL REFERENCES notice(id),
  rank {int} NOT NULL CHECK (rank BETWEEN 1 AND 3),
  name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (notice_id, rank)
);

CREATE TABLE notice_case (
  notice_id {int} NOT NULL REFERENCES notice(id),
  case_id {int} NOT NULL REFERENCES casefile(id),
  trigger_code TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  added_at {int} NOT NULL,
  PRIMARY KEY (notice_id, case_id, trigger_code)
);
CREATE INDEX notice_case_case ON notice_case(case_id);

-- A notice that was not answered and the next one that was proposed for it.
CREATE TABLE notice_raise (
  from_id {int} NOT NULL REFERENCES notice(id),
  to_id {int} NOT NULL REFERENCES notice(id),
  PRIMARY KEY (from_id)
);
CREATE INDEX notice_raise_to ON notice_raise(to_id);

-- Numbers without gaps, by kind and year: taken in the write that signs.
CREATE TABLE notice_number (
  kind TEXT NOT NULL,
  year {int} NOT NULL,
  last {int} NOT NULL,
  PRIMARY KEY (kind, year)
);

-- The signed document: SM3 digest in hex, SM2 signature over it.
CREATE TABLE notice_document (
  notice_id {pk} REFERENCES notice(id),
  pdf {blob} NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  signature {blob} NOT NULL,
  at {int} NOT NULL
);

-- Open cases that had to be done again: what the trigger on dissatisfaction looks at.
CREATE INDEX casefile_again ON casefile(round) WHERE closed_at IS NULL AND round > 0;
