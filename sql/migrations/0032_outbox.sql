-- SPDX-License-Identifier: Apache-2.0
-- 消息发件箱 (compliance.md 6 row 9, practice.md 2.8): short messages, mail and webhooks, written with the event that causes them,
-- sent after it. Everything is switched off until the city switches it on.

-- event: received | dispatched | due_moved | to_rate (citizens), notice | whistle | emergency (duty posts of units).
CREATE TABLE outbox_template (
  id {serial},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  event TEXT NOT NULL,
  channel TEXT NOT NULL,
  mail_to TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  active {int} NOT NULL DEFAULT 0,
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX outbox_template_on ON outbox_template(event) WHERE active = 1;
-- Slots are written <no> here, because braces are tokens of migrations.
INSERT INTO outbox_template (code, name, event, channel, body) VALUES
  ('received_sms', '受理告知', 'received', 'sms', '您的诉求已收到，编号<no>，查询码<code>，办理进度请在<url>查询。查询码请勿告诉他人。'),
  ('dispatched_sms', '派单告知', 'dispatched', 'sms', '您反映的问题（编号<no>）已转<unit>办理，预计<due>前办结。'),
  ('due_moved_sms', '延期告知', 'due_moved', 'sms', '您反映的问题（编号<no>）由<unit>继续办理，办理期限调整为<due>。'),
  ('to_rate_sms', '办结待评价', 'to_rate', 'sms', '您反映的问题（编号<no>）已办理，是否解决、是否满意，请评价：<link>'),
  ('notice_sms', '通知单送达', 'notice', 'sms', '<unit>：<kind><no>已送达，请于<due>前登录应哨签收。'),
  ('whistle_sms', '哨声', 'whistle', 'sms', '【紧急】<from>吹哨（<kind>，案件<no>），请<unit>于<due>前登录应哨答复。'),
  ('emergency_sms', '紧急事件', 'emergency', 'sms', '【紧急】<town>发生突发事件（<kind>，案件<no>，<at>报告），请<unit>立即登录应哨接手处置。');
UPDATE outbox_template SET body = REPLACE(REPLACE(body, '<', '{'), '>', '}');

-- One message to one recipient. to_kind 'appeal': the person of that appeal; 'unit': whoever is on duty there. The number is read
-- from where it stands sealed when the message is sent; to_sealed then keeps which one it was. code_sealed: receipt code or rating
-- link until it is sent; `body` shows stars in its place. While 'sending', next_at is the end of the sender's lease.
CREATE TABLE outbox_message (
  id {serial},
  template_id {int} NOT NULL REFERENCES outbox_template(id),
  event TEXT NOT NULL,
  channel TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id {int} NOT NULL,
  round {int} NOT NULL,
  case_id {int},
  to_kind TEXT NOT NULL,
  to_id {int} NOT NULL,
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  urgent {int} NOT NULL,
  created_at {int} NOT NULL,
  next_at {int} NOT NULL,
  attempts {int} NOT NULL DEFAULT 0,
  tries {int} NOT NULL DEFAULT 0,
  code_sealed {blob},
  to_sealed {blob},
  to_masked TEXT NOT NULL DEFAULT '',
  to_name TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  adapter TEXT NOT NULL DEFAULT '',
  provider_id TEXT NOT NULL DEFAULT '',
  last_error TEXT NOT NULL DEFAULT '',
  sent_at {int},
  UNIQUE (template_id, object_kind, object_id, round, to_id)
);
CREATE INDEX outbox_due ON outbox_message(next_at) WHERE status IN ('queued','sending','failed');
CREATE INDEX outbox_bad ON outbox_message(status) WHERE status = 'dead';
CREATE INDEX outbox_case ON outbox_message(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX outbox_created ON outbox_message(created_at);

-- What became of each try.
CREATE TABLE outbox_attempt (
  id {serial},
  message_id {int} NOT NULL REFERENCES outbox_message(id),
  at {int} NOT NULL,
  adapter TEXT NOT NULL,
  to_masked TEXT NOT NULL,
  sent {int} NOT NULL,
  error TEXT NOT NULL DEFAULT '',
  provider_id TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_attempt_of ON outbox_attempt(message_id);
