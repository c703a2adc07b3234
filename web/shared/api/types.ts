// SPDX-License-Identifier: Apache-2.0
// What the API answers, as the pages read it. Ids are strings, times epoch ms, positions micro-degrees (CGCS2000).
// Optional is what an answer may leave out; `| null` what it may say is nothing.
import type { Colour } from '../enums'
import type { ClockLike } from '../format'

export interface List<T> {
  items: T[]
  next: string | null
  total: number
}

export interface Ref {
  id: string
  name: string
  code?: string
  kind?: string
}

export interface Short {
  id: string
  no?: string
  status?: string
  version?: number
}

export interface Action {
  action: string
  label: string
  enabled: boolean
  needs?: string
  reason?: string
  danger?: boolean
}

export interface RoleGrantShort {
  role: string
  text: string
  scope: string
  scope_text?: string
  unit_id?: string | null
  unit?: string | null
  grid_id?: string | null
}

export interface Me {
  user_id: string
  login: string
  name: string
  unit: Ref
  roles: RoleGrantShort[]
  caps: string[]
  must_change: boolean
  contractor?: boolean
  town_id?: string | null
  demo: boolean
}

export interface PublicConfig {
  city: string
  emergency_text?: string
  demo?: boolean
  max_photos?: number
  map?: { center: [number, number]; bounds?: number[] }
  channels?: {
    code: string
    name: string
  }[]
  types?: {
    code: string
    text: string
  }[]
  hotline?: string
}

export interface Clock extends ClockLike {
  id?: string
}

export interface FileInfo {
  id: string
  stage: string
  name: string
  media_type: string
  size: number
  width?: number | null
  height?: number | null
  /** null while the file is not ready. */
  url: string | null
  thumb_url?: string | null
  uploaded_at: number
  uploaded_by?: string | { name: string } | null
  status: string
}

export interface EventEntry {
  seq: number
  kind: string
  text: string
  actor?: string | { name: string } | null
  unit?: string | { name: string } | null
  recorded_at: number
  happened_at?: number | null
  facts?: Record<string, unknown>
  note?: string | null
  /** For whom a deputy did it. */
  on_behalf?: string[]
  /** Colleagues a note is meant for. */
  mentions?: string[]
}

export interface Rating {
  to_judge?: boolean
  solved?: string
  satisfied?: number
  contacted?: boolean | number | null
  opinion?: string
  /** Ticked reasons in plain words, "" when there are none. */
  reasons?: string
  source?: string
  at?: number
  round?: number
  appeal_id?: string
  appeal_no?: string
  agent?: string | { name: string } | null
}

export interface TypeHint {
  id: string
  code: string
  name: string
  score?: number
  why?: string | string[]
  colour?: string
  family?: string
  type?: string
}

export interface SamePhone {
  id: string
  no: string
  title: string
  status: string
  status_text?: string
  at: number
  case_id?: string | null
}

export interface Hints {
  types?: TypeHint[]
  colour?: { colour: Colour; why: string } | null
  same_phone?: SamePhone[]
  nearby?: CaseBrief[]
}

export interface AppealItem {
  id: string
  no: string
  status: string
  status_text: string
  channel: { code: string; name: string }
  type: string
  family: string
  title: string
  address: string
  town?: Ref | string | null
  community?: Ref | string | null
  received_at: number
  anonymity: string
  urgency: string
  urgency_text?: string
  case_no?: string | null
  case_id?: string | null
  upstream_due_at?: number | null
  hint_colour?: Colour | null
  waiting_ms?: number | null
  version?: number
  type_text?: string
  family_text?: string
  anonymity_text?: string
}

export interface Supplement {
  question: string
  asked_at: number
  due_at: number
  answer?: string | null
  answered_at?: number | null
}

export interface Contact {
  name_masked?: string | null
  phone_masked?: string | null
  id_masked?: string | null
  can_open: boolean
  person_kind?: string
  no_callback?: boolean | number
  has_phone?: boolean
}

export interface Appeal extends AppealItem {
  body: string
  happened?: string
  subject?: string
  demand?: string
  lon?: number | null
  lat?: number | null
  grid?: (Ref & { code: string }) | null
  contact: Contact
  event_type?: { id: string; code: string; name: string } | null
  missing?: string[]
  supplements?: Supplement[]
  files?: FileInfo[]
  case?: { id: string; no: string; status: string; title?: string; status_text?: string; colour?: string; opened_at?: number; why?: string | null } | null
  actions?: Action[]
  hints?: Hints
  timeline?: EventEntry[]
  version: number
  released_text?: string | null
  ratings?: Rating[]
  result_text?: string
  special_class?: string
  external_no?: string | null
  upstream?: string | null
  historical?: boolean
  /** What an enterprise said about itself (V-01). */
  enterprise?: { name: string; credit_code: string; kind: string; kind_text: string } | null
  upstream_state?: string
  created_at?: number
  type_text?: string
  family_text?: string
  no_callback?: boolean
  person_kind?: string
  released_at?: number | null
  source_code?: string
}

export interface CaseItem {
  id: string
  no: string
  status: string
  status_text: string
  colour: Colour
  title: string
  event_type?: { id?: string; code: string; name: string } | null
  town?: Ref | string | null
  community?: Ref | string | null
  address: string
  opened_at: number
  due_at?: number | null
  clock?: Clock | null
  lead_unit?: Ref | null
  settled_at?: number | null
  appeals: number
  urges: number
  round: number
  closing_kind?: string
  version: number
  colour_text?: string
  type?: string
  type_text?: string
  family?: string
  family_text?: string
  dispatched_at?: number | null
  closed_at?: number | null
  closing_kind_text?: string
  source?: string
  source_text?: string
  town_id?: string | null
  lon?: number | null
  lat?: number | null
  dispatch_due_at?: number | null
}

export interface ClockRow {
  id: string
  kind: string
  kind_text: string
  object_kind: string
  object_id: string
  started_at: number
  limit_text: string
  due_at: number
  stopped_at?: number | null
  breached_at?: number | null
  round?: number
  clock?: {
    left_ms: number
    used_micro: number
    state: string
    text: string
  }
}

/** An appeal as the page of its case shows it. */
export interface CaseAppeal {
  id: string
  no: string
  title: string
  status: string
  status_text: string
  anonymity: string
  type: string
  channel: string
  received_at: number
  membership: string
  callback?: { id: string; status: string; attempts: number; round: number } | null
  member_since?: number
}

/** A case in few words, with the reason why it is offered. */
export interface CaseBrief {
  id: string
  no: string
  title: string
  status: string
  status_text: string
  colour: Colour
  opened_at?: number
  why?: string | null
}

export interface MergeRow {
  id: string
  from_case_id: string
  from_no: string
  from_title?: string
  into_case_id: string
  into_no: string
  kind: string
  at: number
  reason?: string
  undone_at?: number | null
}

export interface Judgement {
  appeal_id: string
  appeal_no?: string
  verdict: string
  opinion: string
  at: number
  user?: string | { name: string } | null
  unit?: string | { name: string } | null
}

export interface UrgeRow {
  at: number
  told?: string
  note?: string
  user?: string | { name: string } | null
}

export interface Case extends CaseItem {
  summary: string
  family: string
  type: string
  source?: string
  lon?: number | null
  lat?: number | null
  grid?: (Ref & { code: string }) | null
  appeals_list: CaseAppeal[]
  orders: CaseOrder[]
  appraised?: boolean
  held?: Held
  shares?: Share[]
  clocks: ClockRow[]
  links?: CaseBrief[]
  merges?: MergeRow[]
  files?: FileInfo[]
  ratings?: Rating[]
  judgements?: Judgement[]
  urges_list?: UrgeRow[]
  timeline: EventEntry[]
  actions: Action[]
  merged_into?: string | null
  dispatched_at?: number | null
  closed_at?: number | null
  colour_text?: string
  type_text?: string
  family_text?: string
  master_appeal_id?: string | null
  reopened?: number
  historical?: boolean
  parties?: {
    kind: string
    id: string
    name: string
    role: string
    from_at: number | null
    to_at: number | null
  }[]
}

/** An order as the page of its case shows it. */
export interface CaseOrder {
  id: string
  no: string
  unit: Ref
  role: string
  role_text: string
  parent_id?: string | null
  /** "assist": 配合履职, which no score counts. */
  duty?: string
  appraised?: boolean
  status: string
  status_text: string
  review_level_text?: string
  review_unit?: Ref | null
  dispatched_at: number
  due_at: number
  clock?: Clock | null
  holder?: string | null
  submitted_at?: number | null
  settled_at?: number | null
  result?: string
  public_answer?: string
  review_level?: string
  demand?: string
  why?: string
  signed_at?: number | null
  auto_signed?: boolean
  contacted_at?: number | null
  result_text?: string
  internal_note?: string
  cost_fen?: number
  third_parties?: ThirdParty[]
  round?: number
  sent_back?: number
  holds?: number
  version?: number
}

/** 同责: a department that answers for the matter together with the town. */
export interface SharedDuty {
  unit: Ref
  town: Ref
  item: string
  duty: string
  limit_text: string
  /** Percent of the department; the rest is the town's. */
  share: number
  basis: string
}

/** Who had the matter how long; parts and percent add up to the whole. */
export interface Held {
  held_ms: number
  paused_ms: number
  parts: { unit: Ref | null; ms: number; percent: number }[]
}
/** Between whom a matter is appraised (同责清单). */
export interface Share {
  unit: Ref | null
  percent: number
}

export interface Suggestion {
  lead?: Ref | null
  co?: Ref[]
  why?: string | string[]
  shared?: SharedDuty[]
  load?: { unit: Ref | string; open: number; overdue: number; near?: number }[]
}

export interface OrderItem {
  id: string
  no: string
  case_id: string
  case_no: string
  title: string
  role: string
  role_text: string
  unit: Ref
  status: string
  status_text: string
  colour: Colour
  address: string
  town?: Ref | string | null
  community?: Ref | string | null
  lon?: number | null
  lat?: number | null
  dispatched_at: number
  due_at: number
  clock?: Clock | null
  sign_due_at?: number | null
  signed_at?: number | null
  contacted_at?: number | null
  holder?: Ref | string | null
  round: number
  urged: number
  version: number
  review_level_text?: string
  colour_text?: string
  submitted_at?: number | null
  settled_at?: number | null
  holder_id?: string | null
  community_id?: string | null
}

export interface ContactEntry {
  method: string
  reached: boolean | number
  note: string
  at: number
  user?: string | { name: string } | null
  appeal_no?: string | null
}

export interface StatutoryStage {
  id: string
  name: string
  document_no: string
  legal_basis: string
  limit_text?: string
  limit_value?: number
  limit_unit?: string
  from_at: number
  due_at: number
  to_at?: number | null
  told_at?: number | null
}

export interface ReviewEntry {
  level: string
  decision: string
  opinion: string
  at: number
  round?: number
  user?: string | { name: string } | null
  unit?: string | { name: string; id?: string } | null
  level_text?: string
}

export interface ThirdParty {
  name: string
  part?: string
  cost_fen?: number
}

/** What must be shown before a result can be submitted; `missing` is a sentence, empty when nothing is. */
export interface EvidenceRule {
  rule: string
  text: string
  missing?: string | null
}

export interface Order extends OrderItem {
  demand: string
  duty?: string
  appraised?: boolean
  held?: Held
  shares?: Share[]
  why?: string | string[]
  result?: string
  public_answer?: string
  internal_note?: string
  unsolved_reason?: string
  cost_fen?: number
  third_parties?: ThirdParty[]
  evidence?: EvidenceRule
  event_type?: { id: string; code: string; name: string } | null
  limit_text?: string
  review_level_text?: string
  auto_signed?: boolean
  holder_id?: string | null
  sent_back?: number
  closing_standard?: string
  contacts?: ContactEntry[]
  stages?: StatutoryStage[]
  reviews?: ReviewEntry[]
  holds_list?: { kind: string; placed_at: number }[]
  files?: FileInfo[]
  case_files?: FileInfo[]
  appeals?: OrderAppeal[]
  actions: Action[]
  clocks?: ClockRow[]
  chain?: { rank: number; rank_text: string; name: string; title: string }[]
  timeline?: EventEntry[]
  submitted_at?: number | null
  settled_at?: number | null
  summary?: string
  colour_text?: string
  grid?: {
    id: string
    code: string
    name: string
  } | null
  parent_id?: string | null
  review_level?: string
  contact_due_at?: number | null
  result_text?: string
  legal_basis?: string
  holder_away?: unknown
  children?: {
    id: string
    no: string
    unit: Ref | null
    status: string
    status_text: string
    demand: string
    due_at: number | null
    holder: string | null
    clock: Clock | null
  }[]
}

/** What somebody said, as the unit that handles it may read it. */
export interface OrderAppeal {
  id: string
  no: string
  title?: string
  text: string
  type_text?: string
  anonymity?: string
  happened?: string
  subject?: string
  demand?: string
  received_at?: number
  contact?: Contact | null
  files?: FileInfo[]
}

export interface CallbackItem {
  id: string
  appeal_id: string
  appeal_no: string
  case_id: string
  case_no: string
  title: string
  status: string
  round: number
  colour: Colour
  unit?: Ref | null
  opened_at: number
  due_at: number
  attempts: number
  next_try_at?: number | null
  agent?: string | null
  has_phone: boolean
  version: number
  status_text?: string
  colour_text?: string
  type?: string
}

export interface CallbackTask {
  id: string
  status: string
  round: number
  attempts: number
  next_try_at?: number | null
  /** Claimed by me: only then the number is there. */
  mine: boolean
  appeal_id: string
  appeal_no: string
  case_id: string
  case_no: string
  title: string
  body: string
  type: string
  type_text: string
  address: string
  received_at: number
  anonymity: string
  unit?: Ref | null
  contact: { name?: string | null; phone?: string | null }
  script?: string
  questions?: { first: string; second: string; solved: { code: string; text: string }[] }
  answers?: { unit?: Ref | null; result: string; result_text: string; public_answer: string; settled_at?: number | null }[]
  tries?: { method: string; outcome: string; agent?: string | null; at: number; note?: string }[]
  also?: { task_id: string; appeal_id: string; no: string; title: string; type?: string }[]
  version?: number
  opened_at?: number
  due_at?: number | null
  case_status?: string
}

export interface SelfItem {
  id: string
  no: string
  grid?: Ref | null
  town?: Ref | string | null
  community?: Ref | string | null
  user?: Ref | string | null
  event_type?: { id?: string; code?: string; name: string } | null
  matter: string
  done: string
  address: string
  lon?: number | null
  lat?: number | null
  status: string
  status_text?: string
  at: number
  sampled_at?: number | null
  sample_note?: string
  files?: FileInfo[]
  version: number
}

export interface Unit {
  id: string
  code: string
  name: string
  short_name?: string
  kind: string
  parent_id?: string | null
  active?: boolean | number
  children?: Unit[]
  kind_text?: string
  parent?: string | null
  parent_name?: string | null
  region?: string
  region_code?: string
  duty?: string
  appraised?: boolean
  lead1?: string
  lead1_title?: string
  lead2?: string
  lead2_title?: string
  lead3?: string
  lead3_title?: string
  version?: number
  valid_from?: number
  valid_to?: number | null
  leads?: {
    rank: number
    name: string
    title: string
    phone: string | null
    user_id: string | null
  }[]
}

export interface EventType {
  id: string
  code: string
  name: string
  domain_code: string
  class_name: string
  colour: Colour
  limit_value: number
  limit_unit: string
  type: string
  family: string
  lead_rule: string
  keywords?: string
  active?: boolean | number
  joinable?: boolean | number
  version: number
  domain_name?: string
  std_code?: string
  principle?: string
  principle_text?: string
  lead_rule_text?: string
  lead_unit_id?: string | null
  lead_unit?: string | null
  lead_unit_name?: string | null
  owner_kind?: string
  co_units?: string
  co?: {
    code: string
    id: string | null
    name: string
  }[]
  colour_text?: string
  limit_unit_text?: string
  evidence?: string
  evidence_text?: string
  review?: string
  review_text?: string
  closing_standard?: string
  callback?: boolean
  appraised?: boolean
  sensitive?: boolean
  family_text?: string
  type_text?: string
  statutory_stages?: string
  legal_basis?: string
  description?: string
  open_cases?: number
}

export interface StandardText {
  id: string
  code: string
  kind: string
  title: string
  body: string
  active?: boolean | number
  version: number
  kind_text?: string
}

export interface GridAt {
  town?: Ref | null
  community?: Ref | null
  grid?: (Ref & { code: string; level?: number }) | null
  path?: {
    id: string
    code: string
    name: string
    level: number
  }[]
}

/** A grant in the list of grants. */
export interface Grant {
  id: string
  user: Ref
  login: string
  user_unit: string
  role: string
  text: string
  scope: string
  scope_text: string
  unit?: Ref | null
  grid?: Ref | null
  proposed_by?: string | null
  approved_by?: string | null
  proposed_at?: number | null
  approved_at?: number | null
  valid_to?: number | null
  pending: boolean
}

export interface UserRow {
  id: string
  login: string
  name: string
  unit: Ref
  status: string
  contractor: boolean
  locked_until?: number | null
  must_change: boolean
  role?: string | null
  role_text?: string | null
  grants: number
  pending: number
  created_at: number
  version: number
  status_text?: string
}

export interface User {
  id: string
  login: string
  name: string
  unit_id: string
  status: string
  contractor: boolean
  must_change: boolean
  locked_until?: number | null
  phone_masked?: string | null
  grants: UserGrant[]
  version: number
}

export interface UserGrant {
  id: string
  role: string
  text: string
  scope: string
  scope_text: string
  unit_id?: string | null
  unit?: string | null
  grid_id?: string | null
  grid?: string | null
  proposed_by?: string | null
  approved_by?: string | null
  approved_at?: number | null
  pending: boolean
  valid_from?: number
}

export interface AuditRow {
  id: string
  at: number
  user?: { id?: string; name: string } | string | null
  address: string
  action: string
  action_text?: string
  object_kind: string
  object_id?: string | null
  success: boolean | number
  reason?: string
  detail?: string
}

export interface FileEvidence {
  id: string
  taken_at: number | null
  lon: number | null
  lat: number | null
  original: string
  uploaded_at: number
}

export interface WorkCounts {
  at?: number
  sorting?: number
  pool?: number
  sign?: number
  handling?: number
  near?: number
  over?: number
  review?: number
  callback?: number
  judging?: number
  check?: number
  inbox?: number
  adjust_unit?: number
  adjust_centre?: number
  dispute_unit?: number
  dispute_centre?: number
  dispute_last?: number
  /** Whistles: to answer or to come to, results to give, to rate, refusals and ratings to rule on. */
  whistle_answer?: number
  whistle_task?: number
  whistle_rate?: number
  whistle_rule?: number
  emergency?: number
  hardcase?: number
  /** Messages that could not be sent. */
  outbox_dead?: number
  notice_sign?: number
  notice_audit?: number
  notice_ack?: number
  notice_reply?: number
}

/** A name, whether the answer carries it plain or inside an object. */
export function nameOf(value: Ref | string | { name: string } | null | undefined): string {
  if (!value) return ''
  return typeof value === 'string' ? value : value.name
}

/** Lines of an explanation, whether they come as text or as a list. */
export function lines(value: string | string[] | null | undefined): string[] {
  if (!value) return []
  return (Array.isArray(value) ? value : value.split('\n')).map((line) => line.trim()).filter(Boolean)
}

/* ---- deadlines and duty: 延期挂账, 退单异议 ---- */

export interface Adjustment {
  id: string
  kind: string
  kind_text?: string
  status: string
  status_text?: string
  version: number
  order_id: string
  order_no: string
  case_id: string
  title: string
  colour: Colour
  colour_text?: string
  unit: Ref | null
  reason_text: string
  reason: string
  legal_basis: string
  more: number | null
  limit_unit: string
  limit_unit_text?: string
  until_at: number | null
  old_due: number
  new_due: number | null
  asked_by: string | null
  asked_at: number
  unit_by: string | null
  unit_at: number | null
  unit_opinion: string
  centre_by: string | null
  centre_at: number | null
  centre_opinion: string
  resumed_at: number | null
}

export interface OrderAdjustment {
  id: string
  kind: string
  kind_text: string
  status: string
  status_text: string
  version: number
  reason_text: string
  reason: string
  legal_basis: string
  more: number | null
  until_at: number | null
  old_due: number
  new_due: number | null
  asked_by: string | null
  asked_at: number
  unit_by: string | null
  unit_at: number | null
  unit_opinion: string
  centre_by: string | null
  centre_at: number | null
  centre_opinion: string
  resumed_at: number | null
  actions: Action[]
}

/** What was asked for one order, and whether this person may ask. */
export interface OrderAdjustments {
  may_ask: boolean
  may_resume: boolean
  limit_value: number
  limit_unit: string
  limit_unit_text: string
  items: OrderAdjustment[]
}

export interface DisputeItem {
  id: string
  status: string
  status_text?: string
  version: number
  round: number
  order_id: string
  order_no: string
  case_id: string
  title: string
  colour: Colour
  colour_text?: string
  event_type: string
  unit: Ref | null
  reason_text: string
  reason: string
  duty_basis: string
  proposed: Ref | null
  asked_by: string | null
  asked_at: number
  unit_opinion: string
  due_at: number | null
  order_due_at: number
  ruled_by: string | null
  ruled_at: number | null
  ruled_unit: Ref | null
  ruling_basis: string
  opinion: string
}

export interface Dispute {
  id: string
  status: string
  status_text: string
  version: number
  round: number
  order_id: string
  case_id: string
  unit: Ref | null
  reason_text: string
  reason: string
  duty_basis: string
  proposed: Ref | null
  asked_at: number
  unit_opinion: string
  due_at: number | null
  overdue_at: number | null
  ruled_at: number | null
  ruled_unit: Ref | null
  ruling_basis: string
  opinion: string
  new_order_id: string | null
  actions: Action[]
}

export interface OrderDisputes {
  may_ask: boolean
  designated: boolean
  items: Dispute[]
}

export interface Precedent {
  id: string
  event_type: Ref | null
  town: Ref | null
  from_unit: Ref | null
  to_unit: Ref | null
  basis: string
  at: number
  dispute_id: string | null
  active: boolean
  version: number
}
