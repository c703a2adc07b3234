-- SPDX-License-Identifier: Apache-2.0
-- What a period's scores are counted by (scoring.md 4.1): due times, submissions and answers of the period.
CREATE INDEX work_order_due ON work_order(due_at);
CREATE INDEX work_order_submitted ON work_order(submitted_at) WHERE submitted_at IS NOT NULL;
CREATE INDEX rating_at ON rating(at);
