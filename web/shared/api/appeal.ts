// SPDX-License-Identifier: Apache-2.0
// Appeals, and what is offered while one is typed.
import type { Colour } from '../enums'
import type { CaseBrief } from './case'
import type { Action, EventEntry, FileInfo, Ref } from './types'

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
  /** Calibrated probability; null while keywords suggest. */
  percent?: number | null
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

export interface Sources {
  from: number
  to: number
  items: {
    source: string
    source_text: string
    place: string
    n: number
    filed: number
    joined: number
  }[]
  total: number
}

export interface IntakeHints {
  hints: Hints
}

export interface SimilarKnown {
  items: {
    ref: string
    matter: string
    place: string
    stage: string
    joined: number
    since: number
  }[]
  needs_place: boolean
}
