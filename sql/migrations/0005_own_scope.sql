-- SPDX-License-Identifier: Apache-2.0
-- Lists of what a person holds, has registered or calls back start from these rows, not from a walk over all cases.

CREATE INDEX work_order_holder ON work_order(holder_id) WHERE holder_id IS NOT NULL;
CREATE INDEX appeal_creator ON appeal(created_by) WHERE created_by IS NOT NULL;
CREATE INDEX callback_agent ON callback_task(agent_id) WHERE status = 'claimed';
