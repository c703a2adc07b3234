// SPDX-License-Identifier: Apache-2.0
// Cases with what hangs on them: appeals, orders in few words, callbacks, work without an order.
import type { Colour } from '../enums'
import type { Rating } from './appeal'
import type { ThirdParty } from './order'
import type { Action, Clock, EventEntry, FileInfo, Ref } from './types'

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

export interface PlaceCases {
  items: unknown[]
}
