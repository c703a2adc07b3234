-- SPDX-License-Identifier: Apache-2.0
-- What is due is found for one way of sending at a time, urgent ones first, without reading all that waits: a hundred thousand short
-- messages in the queue neither cost anything nor keep a mail waiting.
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox_message(channel, urgent, next_at, id) WHERE status IN ('queued','sending','failed');
