// SPDX-License-Identifier: Apache-2.0
// The telephone: seats, calls, transfers.
import type { Ref } from './types'

export interface Seat {
  state: string
  state_text: string
  zone: unknown
  zone_text: unknown
  expert: unknown
  expert_text: unknown
  extension: unknown
  reason: unknown
  since: unknown
  until: unknown
  now: number
  demo: boolean
  call: unknown
}

export interface HotlineBoard {
  seats: unknown[]
  waiting: unknown[]
  today: {
    calls: number
    answered: number
    abandoned: number
    wait_s: unknown
    talk_s: unknown
  }
  at: number
}

export interface CallRow {
  id: string
  no: string
  direction: string
  direction_text: string
  zone: string
  zone_text: string
  expert: string
  expert_text: string
  state: string
  state_text: string
  outcome: string
  outcome_text: string
  agent: string
  started_at: number
  wait_s: number
  talk_s: number | null
  warnings: number
  appeal_id: string | null
  appeal_no: string | null
  recording: string
  note: string
}

export interface Call {
  id: string
  no: string
  zone: string
  zone_text: string
  expert_text: string
  queue: string
  state: string
  state_text: string
  outcome: string
  adapter: string
  adapter_text: string
  by_phone: boolean
  started_at: number
  answered_at: number | null
  ended_at: number | null
  warnings: number
  appeal_id: string | null
  case_id: string | null
  recording: string
  note: string
  version: number
  caller: {
    number_masked: string | null
    calls: number
    appeals: number
    name_masked: string | null
    flags: unknown[]
    history: {
      id: string
      no: string
      title: string
      status: string
      status_text: string
      at: number
      tell: string
      case: {
        id: string
        no: string
        status: string
        status_text: string
        open: boolean
        unit: Ref | null
        dispatched_at: number | null
        due_at: number | null
        late: boolean
        urges: number
      } | null
    }[]
  }
  transfers: {
    id: string
    target: string
    target_text: string
    reason: string
    by: string
    started_at: number
    joined_at: number | null
    ended_at: number | null
    status: string
    status_text: string
    outcome: string
    result: string
    version: number
    said: {
      who: string
      text: string
      at: number
    }[]
  }[]
}

export interface TransferRow {
  id: string
  call_id: string
  call_no: string
  target: string
  target_text: string
  name: string
  reason: string
  by: string
  started_at: number
  joined_at: number | null
  ended_at: number | null
  outcome: string
  outcome_text: string
  result: string
  appeal_id: string | null
}

export interface FlagRow {
  id: string
  kind: string
  kind_text: string
  note: string
  call_no: string
  by: string
  set_at: number
  until: number
  status: string
  status_text: string
  decision: string
  over: boolean
  own: boolean
  version: number
}
