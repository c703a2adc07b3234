-- SPDX-License-Identifier: Apache-2.0
-- The next callback is the one that has waited longest since it became due; one without a phone is never due.

UPDATE callback_task SET next_try_at = NULL WHERE status = 'open' AND attempts = 0
  AND appeal_id IN (SELECT id FROM appeal WHERE phone_digest IS NULL);
CREATE INDEX callback_due ON callback_task(next_try_at, id) WHERE status = 'open' AND next_try_at IS NOT NULL;
