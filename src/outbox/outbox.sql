-- SPDX-License-Identifier: Apache-2.0
-- Messages that go out. Queueing is one statement inside the transaction of the event; a template that is off, a person without
-- a number or who refused to be called, a secret reporter: no row.

-- ---- queueing ----

-- name: outbox_queue_appeal :exec
INSERT INTO outbox_message (template_id, event, channel, object_kind, object_id, round, to_kind, to_id, status, urgent, created_at, next_at, code_sealed)
SELECT t.id, t.event, t.channel, 'appeal', a.id, 0, 'appeal', a.id, 'queued', 0, CAST($now:int AS BIGINT), CAST($next_at:int AS BIGINT),
-- only: sqlite
  CAST($code:blob? AS BLOB)
-- end
-- only: postgres
  CAST($code AS BYTEA)
-- end
FROM appeal a CROSS JOIN outbox_template t
WHERE a.id = $appeal_id:int AND t.event = 'received' AND t.active = 1 AND a.phone_digest IS NOT NULL AND a.no_callback = 0
  AND a.anonymity <> 'secret' AND a.historical = 0
ON CONFLICT DO NOTHING;

-- name: outbox_queue_case :exec
INSERT INTO outbox_message (template_id, event, channel, object_kind, object_id, round, case_id, to_kind, to_id, status, urgent, created_at, next_at)
SELECT t.id, t.event, t.channel, 'case', m.case_id, CAST($round:int AS BIGINT), m.case_id, 'appeal', a.id, 'queued', 0,
  CAST($now:int AS BIGINT), CAST($next_at:int AS BIGINT)
FROM membership m JOIN appeal a ON a.id = m.appeal_id CROSS JOIN outbox_template t
WHERE m.case_id = $case_id:int AND m.to_at IS NULL AND t.event = $event:text AND t.active = 1 AND a.phone_digest IS NOT NULL
  AND a.no_callback = 0 AND a.anonymity <> 'secret' AND a.historical = 0 AND a.closed_at IS NULL
ON CONFLICT DO NOTHING;

-- Settled matters, so their appeals may be closed.
-- name: outbox_queue_excluded :exec
INSERT INTO outbox_message (template_id, event, channel, object_kind, object_id, round, case_id, to_kind, to_id, status, urgent, created_at, next_at)
SELECT t.id, t.event, t.channel, 'case', m.case_id, CAST($round:int AS BIGINT), m.case_id, 'appeal', a.id, 'queued', 0,
  CAST($now:int AS BIGINT), CAST($next_at:int AS BIGINT)
FROM membership m JOIN appeal a ON a.id = m.appeal_id CROSS JOIN outbox_template t
WHERE m.case_id = $case_id:int AND m.to_at IS NULL AND t.event = 'excluded' AND t.active = 1 AND a.phone_digest IS NOT NULL
  AND a.no_callback = 0 AND a.anonymity <> 'secret' AND a.historical = 0
ON CONFLICT DO NOTHING;

-- name: outbox_queue_tasks :exec
INSERT INTO outbox_message (template_id, event, channel, object_kind, object_id, round, case_id, to_kind, to_id, status, urgent, created_at, next_at)
SELECT t.id, t.event, t.channel, 'task', k.id, 0, k.case_id, 'appeal', a.id, 'queued', 0, CAST($now:int AS BIGINT), CAST($next_at:int AS BIGINT)
FROM callback_task k JOIN appeal a ON a.id = k.appeal_id CROSS JOIN outbox_template t
WHERE k.case_id = $case_id:int AND k.status = 'open' AND k.opened_at = $now AND t.event = 'to_rate' AND t.active = 1
  AND a.phone_digest IS NOT NULL AND a.no_callback = 0 AND a.anonymity <> 'secret' AND a.historical = 0
ON CONFLICT DO NOTHING;

-- name: outbox_queue_responders :exec
INSERT INTO outbox_message (template_id, event, channel, object_kind, object_id, round, case_id, to_kind, to_id, status, urgent, created_at, next_at)
SELECT t.id, t.event, t.channel, 'responder', r.id, 0, r.case_id, 'unit', r.unit_id, 'queued', 1, CAST($now:int AS BIGINT), CAST($now AS BIGINT)
FROM whistle_responder r CROSS JOIN outbox_template t
WHERE r.case_id = $case_id:int AND r.unit_id IS NOT NULL AND r.called_at = $now AND t.event = 'whistle' AND t.active = 1
ON CONFLICT DO NOTHING;

-- name: outbox_queue_emergency :exec
INSERT INTO outbox_message (template_id, event, channel, object_kind, object_id, round, case_id, to_kind, to_id, status, urgent, created_at, next_at)
SELECT t.id, t.event, t.channel, 'emergency', e.id, 0, e.case_id, 'unit', o.unit_id, 'queued', 1, CAST($now:int AS BIGINT), CAST($now AS BIGINT)
FROM emergency e JOIN emergency_told o ON o.emergency_id = e.id CROSS JOIN outbox_template t
WHERE e.case_id = $case_id:int AND o.told_at = $now AND o.level IN ('city','district') AND t.event = 'emergency' AND t.active = 1
ON CONFLICT DO NOTHING;

-- name: outbox_queue_notice :exec
INSERT INTO outbox_message (template_id, event, channel, object_kind, object_id, round, to_kind, to_id, status, urgent, created_at, next_at)
SELECT t.id, t.event, t.channel, 'notice', n.id, 0, 'unit', n.unit_id, 'queued', 0, CAST($now:int AS BIGINT), CAST($now AS BIGINT)
FROM notice n CROSS JOIN outbox_template t
WHERE n.id = $notice_id:int AND t.event = 'notice' AND t.active = 1
ON CONFLICT DO NOTHING;

-- ---- sending ----

-- The list as in the partial index, or SQLite would not use it.
-- name: outbox_due :many
-- out: id int
SELECT id FROM outbox_message
WHERE status IN ('queued','sending','failed') AND channel = $channel:text AND urgent = $urgent:int AND next_at <= $now:int
ORDER BY next_at, id LIMIT $max:int;

-- name: outbox_get :one
-- out: id int, template_id int, event text, channel text, object_kind text, object_id int, case_id int?, to_kind text, to_id int, status text, version int, urgent int, created_at int, next_at int, attempts int, tries int, code_sealed blob?, to_sealed blob?, to_masked text, to_name text, subject text, body text, adapter text, provider_id text, last_error text, sent_at int?, reported_at int?, template text, template_code text, template_subject text, template_body text, mail_to text
SELECT m.id, m.template_id, m.event, m.channel, m.object_kind, m.object_id, m.case_id, m.to_kind, m.to_id, m.status, m.version, m.urgent,
  m.created_at, m.next_at, m.attempts, m.tries, m.code_sealed, m.to_sealed, m.to_masked, m.to_name, m.subject, m.body, m.adapter,
  m.provider_id, m.last_error, m.sent_at, m.reported_at, t.name, t.code, t.subject, t.body, t.mail_to
FROM outbox_message m JOIN outbox_template t ON t.id = m.template_id WHERE m.id = $id:int;

-- name: outbox_set :exec
UPDATE outbox_message SET status = $status:text, version = version + 1, next_at = $next_at:int, attempts = $attempts:int,
  tries = $tries:int, code_sealed = $code_sealed:blob?, to_sealed = $to_sealed:blob?, to_masked = $to_masked:text,
  to_name = $to_name:text, subject = $subject:text, body = $body:text, adapter = $adapter:text, provider_id = $provider_id:text,
  last_error = $last_error:text, sent_at = $sent_at:int?, reported_at = $reported_at:int?
WHERE id = $id:int AND version = $version:int;

-- name: outbox_attempt_insert :exec
INSERT INTO outbox_attempt (message_id, at, adapter, to_masked, sent, error, provider_id)
VALUES ($message_id:int, $at:int, $adapter:text, $to_masked:text, $sent:int, $error:text, $provider_id:text);

-- name: outbox_attempts :many
-- out: at int, adapter text, to_masked text, sent int, error text, provider_id text
SELECT at, adapter, to_masked, sent, error, provider_id FROM outbox_attempt WHERE message_id = $message_id:int ORDER BY id;

-- ---- what a message says ----

-- name: outbox_task :one
-- out: status text, link_hash text?
SELECT status, link_hash FROM callback_task WHERE id = $id:int;

-- name: outbox_whistle :one
-- out: case_no text, kind text, issuer_unit_id int, status text, accept_due_at int?
SELECT c.no, k.name, w.issuer_unit_id, r.status, r.accept_due_at
FROM whistle_responder r JOIN whistle w ON w.id = r.whistle_id JOIN casefile c ON c.id = w.case_id
  LEFT JOIN whistle_kind k ON k.code = w.kind
WHERE r.id = $id:int;

-- name: outbox_emergency :one
-- out: case_no text, kind text?, town_id int?, reported_at int, ended_at int?
SELECT c.no, k.name, c.town_id, e.reported_at, e.ended_at
FROM emergency e JOIN casefile c ON c.id = e.case_id LEFT JOIN emergency_class k ON k.id = e.class_id WHERE e.id = $id:int;

-- name: outbox_notice :one
-- out: no text?, kind text, status text, ack_due_at int?
SELECT n.no, k.name, n.status, n.ack_due_at FROM notice n JOIN notice_kind k ON k.kind = n.kind WHERE n.id = $id:int;

-- Whoever is on duty at a post of the unit; a post with 值班 in its name first, people without a number last.
-- name: outbox_on_duty :one
-- out: user_id int, name text, phone blob?
SELECT u.id, u.name, u.phone_sealed
FROM post p JOIN app_user u ON u.id = CASE p.on_duty WHEN 'a' THEN p.user_a ELSE p.user_b END
WHERE p.unit_id = $unit_id:int AND p.valid_from <= $now:int AND (p.valid_to IS NULL OR p.valid_to > $now) AND u.status = 'active'
ORDER BY CASE WHEN u.phone_sealed IS NULL THEN 1 ELSE 0 END, CASE WHEN REPLACE(p.name, '值班', '') <> p.name THEN 0 ELSE 1 END, p.id
LIMIT 1;

-- ---- reading ----

-- name: outbox_of_case :many
-- out: id int, name text, event text, channel text, status text, to_kind text, to_id int, to_masked text, to_name text, adapter text, created_at int, next_at int, sent_at int?, reported_at int?, last_error text
SELECT m.id, t.name, m.event, m.channel, m.status, m.to_kind, m.to_id, m.to_masked, m.to_name, m.adapter, m.created_at, m.next_at,
  m.sent_at, m.reported_at, m.last_error
FROM outbox_message m JOIN outbox_template t ON t.id = m.template_id WHERE m.case_id = $case_id:int ORDER BY m.id LIMIT 200;

-- ---- templates ----

-- name: outbox_template_get :one
-- out: code text, name text, event text, channel text, mail_to text, subject text, body text, active int, version int
SELECT code, name, event, channel, mail_to, subject, body, active, version FROM outbox_template WHERE id = $id:int;

-- name: outbox_template_find :one
-- out: id int
SELECT id FROM outbox_template WHERE code = $code:text;

-- name: outbox_template_insert :one
-- out: id int
INSERT INTO outbox_template (code, name, event, channel, mail_to, subject, body, active)
VALUES ($code:text, $name:text, $event:text, $channel:text, $mail_to:text, $subject:text, $body:text, $active:int) RETURNING id;

-- name: outbox_template_update :exec
UPDATE outbox_template SET code = $code:text, name = $name:text, event = $event:text, channel = $channel:text, mail_to = $mail_to:text,
  subject = $subject:text, body = $body:text, active = $active:int, version = version + 1
WHERE id = $id:int AND version = $version:int;

-- name: outbox_counts :one
-- out: waiting int, failed int, dead int
SELECT (SELECT COUNT(*) FROM outbox_message WHERE status IN ('queued','sending','failed')),
  (SELECT COUNT(*) FROM outbox_message WHERE status IN ('queued','sending','failed') AND status = 'failed'),
  (SELECT COUNT(*) FROM outbox_message WHERE status IN ('dead','undeliverable'));
