-- SPDX-License-Identifier: Apache-2.0
-- Exclusions 剔除 (scoring.md 4.10): a settled matter is left out of a figure of one month because of what it was, agreed to by two
-- reviewers of different units. Unlike an objection it frees whoever shares the matter.

-- The eight classes; `figures`: what a class may take the matter out of (scoring.md 4.1: D and V); `needs`: what must be shown.
CREATE TABLE exclusion_class (
  code TEXT PRIMARY KEY,
  pos {int} NOT NULL,
  name TEXT NOT NULL,
  needs TEXT NOT NULL,
  basis TEXT NOT NULL,
  figures TEXT NOT NULL
);
INSERT INTO exclusion_class (code, pos, name, needs, basis, figures) VALUES
  ('law', 1, '超出法律法规规定', '所求事项不符合的法律、法规或政策条款', '本市考核办法；参照《北京市接诉即办工作条例》第十一条', 'due,answers'),
  ('power', 2, '超出本单位职权', '职责依据，以及已告知诉求人法定途径的记录', '本市考核办法；参照《北京市接诉即办工作条例》第十一条', 'due,answers'),
  ('settled', 3, '同一事项已有终结结论', '终结的文书，以及没有新事实的说明', '本市考核办法；参照《北京市接诉即办工作条例》第十一条', 'due,answers'),
  ('false', 4, '反映的情况不属实', '现场核实的照片或笔录', '本市考核办法', 'due,answers'),
  ('abuse', 5, '恶意或滥用', '通话、来访记录，次数和内容', '本市考核办法', 'due,answers'),
  ('gain', 6, '坚持不合法的利益诉求', '已依法答复的文书，以及诉求人的要求', '本市考核办法', 'due,answers'),
  ('force', 7, '不可抗力', '灾害、停电等的公告或证明', '本市考核办法；《民法典》第一百八十条', 'due,answers'),
  ('outside', 8, '不是本市的事项', '事项发生地或管辖地的证明', '本市考核办法', 'due,answers');

CREATE TABLE exclusion (
  id {serial},
  month {int} NOT NULL,
  case_id {int} NOT NULL REFERENCES casefile(id),
  order_id {int} NOT NULL REFERENCES work_order(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  class TEXT NOT NULL REFERENCES exclusion_class(code),
  what TEXT NOT NULL CHECK (what IN ('due','answers')),
  status TEXT NOT NULL CHECK (status IN ('applied','seconded','agreed','refused','withdrawn','restored')),
  version {int} NOT NULL DEFAULT 1,
  reason TEXT NOT NULL,
  applied_by {int} REFERENCES app_user(id),
  applied_unit {int} REFERENCES unit(id),
  applied_at {int} NOT NULL,
  first_by {int} REFERENCES app_user(id),
  first_unit {int} REFERENCES unit(id),
  first_at {int},
  first_opinion TEXT NOT NULL DEFAULT '',
  second_by {int} REFERENCES app_user(id),
  second_unit {int} REFERENCES unit(id),
  second_at {int},
  second_opinion TEXT NOT NULL DEFAULT '',
  ended_by {int} REFERENCES app_user(id),
  ended_at {int},
  end_reason TEXT NOT NULL DEFAULT ''
);
-- Once for each matter, month and figure: a refusal ends it. Also what a list is made without.
CREATE UNIQUE INDEX exclusion_line ON exclusion(month, order_id, what) WHERE status <> 'withdrawn';
CREATE INDEX exclusion_case ON exclusion(case_id);
CREATE INDEX exclusion_open ON exclusion(applied_at) WHERE status = 'applied' OR status = 'seconded';

-- The appellant is told and may object (scoring.md 4.10). Slots are written <no> here, because braces are tokens of migrations.
INSERT INTO outbox_template (code, name, event, channel, body) VALUES
  ('excluded_sms', '剔除告知', 'excluded', 'sms', '您反映的问题（编号<no>）经两家单位复核，不计入<unit>的考核，不影响对您的答复和今后办理。您有不同意见的，请拨打12345提出。');
UPDATE outbox_template SET body = REPLACE(REPLACE(body, '<', '{'), '>', '}') WHERE code = 'excluded_sms';
