-- SPDX-License-Identifier: Apache-2.0
-- What a page or a proof asks for must not be found by reading a table that grows with the city.

CREATE INDEX judgement_case ON judgement(case_id);
CREATE INDEX anchor_head_anchor ON anchor_head(anchor_id);
CREATE INDEX self_handled_at ON self_handled(at);
