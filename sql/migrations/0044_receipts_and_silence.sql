-- SPDX-License-Identifier: Apache-2.0
-- Receipts of the short-message operator: when it said whether a message arrived. What did not arrive waits for a person, as what could
-- not be sent does.
ALTER TABLE outbox_message ADD COLUMN reported_at {int};
DROP INDEX outbox_bad;
CREATE INDEX outbox_bad ON outbox_message(status) WHERE status IN ('dead','undeliverable');
