-- SPDX-License-Identifier: Apache-2.0
-- "34 open cases use this": asked whenever somebody opens an event type to change it.

CREATE INDEX casefile_open_type ON casefile(event_type_id) WHERE closed_at IS NULL;
