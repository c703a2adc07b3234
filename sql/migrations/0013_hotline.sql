-- SPDX-License-Identifier: Apache-2.0
-- Operator seats and calls (R-02, J-08, A-01, compliance.md 6 row 10). Numbers are sealed; digests serve the pop-up.

CREATE TABLE hotline_seat (
  user_id {pk} REFERENCES app_user(id),
  zone TEXT NOT NULL CHECK (zone IN ('intake','transfer','online','review','callback','expert')),
  expert TEXT NOT NULL DEFAULT '' CHECK (expert IN ('','judicial','tax','housing_fund','human_resources','business')),
  extension TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('off','ready','ringing','talking','wrapup','away')),
  reason TEXT NOT NULL DEFAULT '',
  since {int} NOT NULL,
  until {int},
  call_id {int},
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX hotline_seat_state ON hotline_seat(zone, state, since);

CREATE TABLE hotline_call (
  id {serial},
  no TEXT NOT NULL UNIQUE,
  ext_id TEXT NOT NULL UNIQUE,
  adapter TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in','out')),
  zone TEXT NOT NULL CHECK (zone IN ('intake','transfer','online','review','callback','expert')),
  expert TEXT NOT NULL DEFAULT '',
  queue TEXT NOT NULL DEFAULT '',
  number_sealed {blob},
  phone_digest TEXT,
  tail_digest TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting','ringing','talking','held','ended')),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('','registered','answered','urged','transferred','abandoned','silent','abusive','other')),
  agent_id {int} REFERENCES app_user(id),
  agent_unit_id {int},
  started_at {int} NOT NULL,
  answered_at {int},
  ended_at {int},
  held_ms {int} NOT NULL DEFAULT 0,
  held_at {int},
  wrapped_at {int},
  warnings {int} NOT NULL DEFAULT 0,
  appeal_id {int} REFERENCES appeal(id),
  case_id {int} REFERENCES casefile(id),
  recording TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX hotline_call_at ON hotline_call(started_at);
CREATE INDEX hotline_call_agent ON hotline_call(agent_id, started_at);
CREATE INDEX hotline_call_phone ON hotline_call(phone_digest, started_at) WHERE phone_digest IS NOT NULL;
CREATE INDEX hotline_call_waiting ON hotline_call(zone, started_at) WHERE state = 'waiting';
CREATE INDEX hotline_call_appeal ON hotline_call(appeal_id) WHERE appeal_id IS NOT NULL;

-- A third party taken into the call: expert seat, emergency line or unit; who said what stands in hotline_said.
CREATE TABLE hotline_transfer (
  id {serial},
  call_id {int} NOT NULL REFERENCES hotline_call(id),
  target TEXT NOT NULL CHECK (target IN ('expert','emergency','unit')),
  expert TEXT NOT NULL DEFAULT '',
  line TEXT NOT NULL DEFAULT '',
  unit_id {int} REFERENCES unit(id),
  reason TEXT NOT NULL DEFAULT '',
  by_user {int} NOT NULL,
  started_at {int} NOT NULL,
  joined_at {int},
  ended_at {int},
  status TEXT NOT NULL CHECK (status IN ('calling','joined','ended')),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('','answered','taken_over','no_answer','refused','advice')),
  result TEXT NOT NULL DEFAULT '',
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX hotline_transfer_call ON hotline_transfer(call_id, started_at);
CREATE INDEX hotline_transfer_at ON hotline_transfer(started_at);

CREATE TABLE hotline_said (
  id {serial},
  transfer_id {int} NOT NULL REFERENCES hotline_transfer(id),
  who TEXT NOT NULL CHECK (who IN ('caller','agent','third')),
  text TEXT NOT NULL,
  at {int} NOT NULL,
  by_user {int} NOT NULL
);
CREATE INDEX hotline_said_transfer ON hotline_said(transfer_id, id);

-- A number known for abuse: the seat is warned before it answers. It never blocks a call.
CREATE TABLE hotline_flag (
  id {serial},
  number_sealed {blob} NOT NULL,
  phone_digest TEXT NOT NULL,
  tail_digest TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('abuse','harassment','silent','care')),
  note TEXT NOT NULL,
  call_id {int},
  set_by {int} NOT NULL,
  set_at {int} NOT NULL,
  until {int} NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('proposed','active','lifted')),
  decided_by {int},
  decided_at {int},
  decision TEXT NOT NULL DEFAULT '',
  version {int} NOT NULL DEFAULT 1
);
CREATE INDEX hotline_flag_phone ON hotline_flag(phone_digest);
CREATE INDEX hotline_flag_status ON hotline_flag(status, set_at);
