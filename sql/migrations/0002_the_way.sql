-- SPDX-License-Identifier: Apache-2.0
-- Appeal, case, work order and all that happens to them. Tables of truth; the derived ones stand in 0003.

-- Blocks of daily numbers handed to nodes (architecture.md 5): yyyymmdd + six digits, gaps allowed.
CREATE TABLE number_block (
  name TEXT NOT NULL,
  day {int} NOT NULL,
  next {int} NOT NULL,
  PRIMARY KEY (name, day)
);

CREATE TABLE appeal (
  id {serial},
  no TEXT NOT NULL UNIQUE,
  channel_id {int} NOT NULL REFERENCES channel(id),
  external_no TEXT,
  upstream TEXT NOT NULL DEFAULT '',
  upstream_due_at {int},
  upstream_state TEXT NOT NULL DEFAULT 'none' CHECK (upstream_state IN ('none','waiting','ready','sent','failed')),
  received_at {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {int},
  created_unit_id {int},
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  anonymity TEXT NOT NULL CHECK (anonymity IN ('named','anonymous','secret')),
  person_kind TEXT NOT NULL DEFAULT 'citizen' CHECK (person_kind IN ('citizen','enterprise','staff')),
  name_sealed {blob},
  phone_sealed {blob},
  id_sealed {blob},
  phone_digest TEXT,
  tail_digest TEXT,
  no_callback {int} NOT NULL DEFAULT 0,
  no_callback_reason TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL CHECK (type IN ('consult','help','complaint','report','suggestion','praise')),
  family TEXT NOT NULL CHECK (family IN ('people','development','enforcement')),
  event_type_id {int} REFERENCES event_type(id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  happened_text TEXT NOT NULL DEFAULT '',
  subject_text TEXT NOT NULL DEFAULT '',
  demand_text TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  town_id {int} REFERENCES unit(id),
  community_id {int} REFERENCES unit(id),
  grid_id {int} REFERENCES grid(id),
  lon {int},
  lat {int},
  urgency TEXT NOT NULL DEFAULT 'normal' CHECK (urgency IN ('normal','urgent','emergency')),
  special_class TEXT NOT NULL DEFAULT '' CHECK (special_class IN ('','emergency','legal_route','same_matter','secrecy','outside','unlawful')),
  result_text TEXT NOT NULL DEFAULT '',
  released_text TEXT,
  released_by {int},
  released_at {int},
  case_id {int},
  receipt_hash TEXT,
  source_code TEXT NOT NULL DEFAULT '',
  historical {int} NOT NULL DEFAULT 0,
  closed_at {int}
);
CREATE UNIQUE INDEX appeal_external ON appeal(channel_id, external_no) WHERE external_no IS NOT NULL;
CREATE INDEX appeal_open ON appeal(status, received_at) WHERE status IN ('sorting','supplement');
CREATE INDEX appeal_case ON appeal(case_id);
CREATE INDEX appeal_phone ON appeal(phone_digest) WHERE phone_digest IS NOT NULL;
CREATE INDEX appeal_tail ON appeal(tail_digest) WHERE tail_digest IS NOT NULL;
CREATE UNIQUE INDEX appeal_receipt ON appeal(receipt_hash) WHERE receipt_hash IS NOT NULL;
CREATE INDEX appeal_received ON appeal(received_at);

CREATE TABLE supplement (
  id {serial},
  appeal_id {int} NOT NULL REFERENCES appeal(id),
  question TEXT NOT NULL,
  asked_by {int},
  asked_at {int} NOT NULL,
  due_at {int} NOT NULL,
  answer TEXT,
  answered_at {int}
);
CREATE INDEX supplement_appeal ON supplement(appeal_id);

CREATE TABLE casefile (
  id {serial},
  no TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  source TEXT NOT NULL CHECK (source IN ('appeal','patrol','sensor')),
  title TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  event_type_id {int} REFERENCES event_type(id),
  rule_version {int},
  colour TEXT NOT NULL CHECK (colour IN ('red','orange','yellow','blue','green')),
  type TEXT NOT NULL,
  family TEXT NOT NULL,
  town_id {int} REFERENCES unit(id),
  community_id {int} REFERENCES unit(id),
  grid_id {int} REFERENCES grid(id),
  lon {int},
  lat {int},
  address TEXT NOT NULL DEFAULT '',
  master_appeal_id {int} REFERENCES appeal(id),
  lead_unit_id {int} REFERENCES unit(id),
  opened_at {int} NOT NULL,
  dispatched_at {int},
  due_at {int},
  settled_at {int},
  closed_at {int},
  closing_kind TEXT NOT NULL DEFAULT '' CHECK (closing_kind IN ('','solved','explained','not_our_duty','duplicate','withdrawn','transferred','unrated','checked','merged')),
  round {int} NOT NULL DEFAULT 0,
  appeals {int} NOT NULL DEFAULT 0,
  urges {int} NOT NULL DEFAULT 0,
  merged_into {int},
  reopened {int} NOT NULL DEFAULT 0,
  historical {int} NOT NULL DEFAULT 0
);
CREATE INDEX casefile_pool ON casefile(status, opened_at) WHERE status IN ('filed','judging','ready');
CREATE INDEX casefile_open ON casefile(opened_at);
CREATE INDEX casefile_place ON casefile(town_id, event_type_id, opened_at) WHERE status IN ('filed','handling');
CREATE INDEX casefile_settled ON casefile(settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX casefile_due ON casefile(due_at) WHERE closed_at IS NULL AND due_at IS NOT NULL;

-- An appeal belongs to a case for an interval; merging and un-merging only close and open intervals.
CREATE TABLE membership (
  id {serial},
  appeal_id {int} NOT NULL REFERENCES appeal(id),
  case_id {int} NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL CHECK (kind IN ('origin','repeat','same_matter')),
  from_at {int} NOT NULL,
  to_at {int},
  former_case_id {int},
  by_user {int}
);
CREATE INDEX membership_appeal ON membership(appeal_id);
CREATE INDEX membership_case ON membership(case_id);

-- What a case was when it was merged away, so that un-merge can restore it.
CREATE TABLE merge (
  id {serial},
  from_case_id {int} NOT NULL REFERENCES casefile(id),
  into_case_id {int} NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL CHECK (kind IN ('repeat','same_matter')),
  former_status TEXT NOT NULL,
  at {int} NOT NULL,
  by_user {int},
  reason TEXT NOT NULL DEFAULT '',
  undone_at {int},
  undone_by {int}
);
CREATE INDEX merge_from ON merge(from_case_id);
CREATE INDEX merge_into ON merge(into_case_id);

CREATE TABLE case_link (
  a_id {int} NOT NULL REFERENCES casefile(id),
  b_id {int} NOT NULL REFERENCES casefile(id),
  at {int} NOT NULL,
  by_user {int},
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (a_id, b_id)
);
CREATE INDEX case_link_b ON case_link(b_id);

-- The only source of who may see a case (architecture.md 4). kind 'u' unit, 'g' grid, 'p' person.
CREATE TABLE case_party (
  case_id {int} NOT NULL REFERENCES casefile(id),
  kind TEXT NOT NULL CHECK (kind IN ('u','g','p')),
  party_id {int} NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('lead','assist','place','review','creator')),
  from_at {int} NOT NULL,
  to_at {int},
  PRIMARY KEY (case_id, kind, party_id, role)
);
CREATE INDEX case_party_who ON case_party(kind, party_id, case_id);

CREATE TABLE work_order (
  id {serial},
  no TEXT NOT NULL UNIQUE,
  case_id {int} NOT NULL REFERENCES casefile(id),
  unit_id {int} NOT NULL REFERENCES unit(id),
  role TEXT NOT NULL CHECK (role IN ('lead','assist','sub')),
  parent_id {int} REFERENCES work_order(id),
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  demand TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  dispatched_at {int} NOT NULL,
  dispatched_by {int},
  limit_value {int} NOT NULL,
  limit_unit TEXT NOT NULL,
  due_at {int} NOT NULL,
  sign_due_at {int},
  signed_at {int},
  signed_by {int},
  auto_signed {int} NOT NULL DEFAULT 0,
  contact_due_at {int},
  contacted_at {int},
  holder_id {int} REFERENCES app_user(id),
  submitted_at {int},
  submitted_by {int},
  settled_at {int},
  review_level TEXT NOT NULL DEFAULT '',
  review_unit_id {int},
  result TEXT NOT NULL DEFAULT '' CHECK (result IN ('','solved','partly','explained','untrue','not_duty')),
  unsolved_reason TEXT NOT NULL DEFAULT '',
  public_answer TEXT NOT NULL DEFAULT '',
  internal_note TEXT NOT NULL DEFAULT '',
  cost_fen {int} NOT NULL DEFAULT 0,
  third_parties TEXT NOT NULL DEFAULT '',
  round {int} NOT NULL DEFAULT 0,
  sent_back {int} NOT NULL DEFAULT 0,
  holds {int} NOT NULL DEFAULT 0,
  evidence_waived TEXT NOT NULL DEFAULT '',
  parked_from TEXT NOT NULL DEFAULT ''
);
CREATE INDEX work_order_case ON work_order(case_id);
CREATE INDEX work_order_unit_open ON work_order(unit_id, due_at) WHERE status IN ('to_sign','handling','unit_review','suspended');
CREATE INDEX work_order_review ON work_order(review_unit_id, submitted_at) WHERE status IN ('unit_review','upper_review');
CREATE INDEX work_order_unit ON work_order(unit_id, dispatched_at);

CREATE TABLE review (
  id {serial},
  order_id {int} NOT NULL REFERENCES work_order(id),
  round {int} NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('unit','community','town','district')),
  unit_id {int} NOT NULL,
  user_id {int},
  decision TEXT NOT NULL CHECK (decision IN ('pass','back')),
  opinion TEXT NOT NULL DEFAULT '',
  at {int} NOT NULL
);
CREATE INDEX review_order ON review(order_id);

CREATE TABLE contact_log (
  id {serial},
  order_id {int} NOT NULL REFERENCES work_order(id),
  appeal_id {int} REFERENCES appeal(id),
  user_id {int},
  method TEXT NOT NULL CHECK (method IN ('phone','visit','message','none')),
  reached {int} NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  at {int} NOT NULL
);
CREATE INDEX contact_log_order ON contact_log(order_id);

CREATE TABLE order_hold (
  id {serial},
  order_id {int} NOT NULL REFERENCES work_order(id),
  kind TEXT NOT NULL,
  ref_id {int} NOT NULL,
  placed_at {int} NOT NULL,
  lifted_at {int}
);
CREATE INDEX order_hold_order ON order_hold(order_id) WHERE lifted_at IS NULL;

CREATE TABLE statutory_stage (
  id {serial},
  order_id {int} NOT NULL REFERENCES work_order(id),
  name TEXT NOT NULL,
  document_no TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  limit_value {int} NOT NULL,
  limit_unit TEXT NOT NULL,
  from_at {int} NOT NULL,
  due_at {int} NOT NULL,
  to_at {int},
  told_at {int},
  by_user {int}
);
CREATE INDEX statutory_stage_order ON statutory_stage(order_id);

-- 催办: one row per call; never a second order.
CREATE TABLE urge (
  id {serial},
  case_id {int} NOT NULL REFERENCES casefile(id),
  appeal_id {int} REFERENCES appeal(id),
  at {int} NOT NULL,
  by_user {int},
  channel_id {int},
  told TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX urge_case ON urge(case_id);

-- Running clocks. A due time moves only by an event.
CREATE TABLE clock (
  id {serial},
  object_kind TEXT NOT NULL CHECK (object_kind IN ('appeal','case','order','stage')),
  object_id {int} NOT NULL,
  case_id {int},
  kind TEXT NOT NULL CHECK (kind IN ('supplement','dispatch','sign','contact','handle','review','callback','unrated','stage')),
  round {int} NOT NULL DEFAULT 0,
  started_at {int} NOT NULL,
  limit_value {int} NOT NULL,
  limit_unit TEXT NOT NULL,
  due_at {int} NOT NULL,
  warn_at {int},
  warned_at {int},
  breached_at {int},
  stopped_at {int}
);
CREATE INDEX clock_object ON clock(object_kind, object_id, kind);
CREATE INDEX clock_warn ON clock(warn_at) WHERE stopped_at IS NULL AND warned_at IS NULL AND warn_at IS NOT NULL;
CREATE INDEX clock_breach ON clock(due_at) WHERE stopped_at IS NULL AND breached_at IS NULL;

CREATE TABLE clock_pause (
  id {serial},
  clock_id {int} NOT NULL REFERENCES clock(id),
  from_at {int} NOT NULL,
  to_at {int},
  reason TEXT NOT NULL,
  approved_by {int}
);
CREATE INDEX clock_pause_clock ON clock_pause(clock_id);

-- One task per appellant and round (J-01). The agent is never of the handling unit.
CREATE TABLE callback_task (
  id {serial},
  appeal_id {int} NOT NULL REFERENCES appeal(id),
  case_id {int} NOT NULL REFERENCES casefile(id),
  round {int} NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open','claimed','done','waived','unrated','void')),
  version {int} NOT NULL DEFAULT 1,
  opened_at {int} NOT NULL,
  due_at {int} NOT NULL,
  attempts {int} NOT NULL DEFAULT 0,
  methods {int} NOT NULL DEFAULT 0,
  first_try_at {int},
  last_try_at {int},
  next_try_at {int},
  agent_id {int},
  claimed_at {int},
  closed_at {int},
  link_hash TEXT,
  UNIQUE (appeal_id, round)
);
CREATE INDEX callback_open ON callback_task(status, opened_at) WHERE status IN ('open','claimed');
CREATE INDEX callback_case ON callback_task(case_id);
CREATE UNIQUE INDEX callback_link ON callback_task(link_hash) WHERE link_hash IS NOT NULL;

CREATE TABLE callback_attempt (
  id {serial},
  task_id {int} NOT NULL REFERENCES callback_task(id),
  method TEXT NOT NULL CHECK (method IN ('phone','link','sms','visit')),
  outcome TEXT NOT NULL CHECK (outcome IN ('reached','no_answer','refused','wrong_number','later')),
  agent_id {int},
  at {int} NOT NULL,
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX callback_attempt_task ON callback_attempt(task_id);

-- The first valid rating of a round stands.
CREATE TABLE rating (
  id {serial},
  appeal_id {int} NOT NULL REFERENCES appeal(id),
  case_id {int} REFERENCES casefile(id),
  round {int} NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('callback','link')),
  solved TEXT NOT NULL CHECK (solved IN ('yes','partly','no','clear','unclear')),
  satisfied {int} NOT NULL CHECK (satisfied BETWEEN 1 AND 5),
  contacted {int},
  opinion TEXT NOT NULL DEFAULT '',
  agent_id {int},
  at {int} NOT NULL,
  UNIQUE (appeal_id, round)
);
CREATE INDEX rating_case ON rating(case_id);

-- 研判: an unsolved or dissatisfied answer is judged; unreasonable needs two reviewers of different units.
CREATE TABLE judgement (
  id {serial},
  appeal_id {int} NOT NULL REFERENCES appeal(id),
  case_id {int} NOT NULL REFERENCES casefile(id),
  round {int} NOT NULL,
  user_id {int} NOT NULL,
  unit_id {int} NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('rework','unreasonable')),
  opinion TEXT NOT NULL,
  at {int} NOT NULL,
  UNIQUE (appeal_id, round, unit_id)
);

-- 自办件 (C-05): found and fixed by the grid worker, one submission.
CREATE TABLE self_handled (
  id {serial},
  no TEXT NOT NULL UNIQUE,
  grid_id {int} NOT NULL REFERENCES grid(id),
  town_id {int} NOT NULL,
  community_id {int} NOT NULL,
  user_id {int} NOT NULL,
  event_type_id {int} REFERENCES event_type(id),
  matter TEXT NOT NULL,
  done TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  lon {int},
  lat {int},
  status TEXT NOT NULL,
  version {int} NOT NULL DEFAULT 1,
  at {int} NOT NULL,
  sampled_by {int},
  sampled_at {int},
  sample_note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX self_handled_grid ON self_handled(grid_id, at);
CREATE INDEX self_handled_status ON self_handled(status, at);

CREATE TABLE attachment (
  id {serial},
  object_kind TEXT NOT NULL CHECK (object_kind IN ('draft','appeal','case','order','self','stage')),
  object_id {int} NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('report','before','after','evidence','document','voice')),
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size {int} NOT NULL,
  width {int},
  height {int},
  thumb_hash TEXT,
  meta_sealed {blob},
  status TEXT NOT NULL CHECK (status IN ('ready','quarantined')),
  released {int} NOT NULL DEFAULT 0,
  claim_hash TEXT,
  uploaded_by {int},
  uploaded_at {int} NOT NULL
);
CREATE INDEX attachment_object ON attachment(object_kind, object_id);
CREATE INDEX attachment_hash ON attachment(hash);
