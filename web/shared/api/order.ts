// SPDX-License-Identifier: Apache-2.0
// Orders, their evidence and reviews; deadlines moved (延期挂账) and duty disputed (退单异议).
import type { Colour } from '../enums'
import type { Contact } from './appeal'
import type { ClockRow, Held, Share, SharedDuty } from './case'
import type { Action, Clock, EventEntry, FileInfo, Ref } from './types'

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

export interface Duty {
  lead: Ref | null
  co: Ref[]
  why: string
  shared: SharedDuty[]
  load: { unit_id: string; unit: string; open: number; overdue: number; near?: number }[]
}

export interface OrderDuty {
  list: string
  list_text: string
  duty: string
  returned: unknown
}
