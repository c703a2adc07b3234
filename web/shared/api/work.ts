// SPDX-License-Identifier: Apache-2.0
// What waits for somebody: counts of the menu, the day, the pool, figures of today.
import type { Ref } from './types'

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
  /** Promises: to confirm or to answer for, to ask the citizen about. */
  promise?: number
  promise_ask?: number
  hotspot?: number
  /** Messages that could not be sent. */
  outbox_dead?: number
  notice_sign?: number
  notice_audit?: number
  notice_ack?: number
  notice_reply?: number
}

export interface ToCheck {
  id: string
  no: string
  title: string
  colour: string
  address: string
  grid: string
  grid_id: string | null
  lon: number | null
  lat: number | null
  opened_at: number
}

export interface BoardToday {
  at: number
  scope: string
  unit: string
  intake: {
    today: number
    by_channel: Count[]
    by_family: Count[]
    by_type: Count[]
  }
  open: {
    by_colour: Count[]
    near: number
    over: number
  }
  settled_today: number
  avg_handling_ms: number
  /** The same in working time, as days. */
  avg_working_days: number
  self_handled_today: number
}

export interface BoardTrend {
  from: number
  to: number
  items: {
    day: number
    measure: string
    n: number
  }[]
}

interface Count {
  key: string
  n: number
}

export interface Inbox {
  items: unknown[]
  next: unknown
  unread: number
}

export interface Day {
  at: number
  items: {
    key: string
    id: string
    kind: string
    kind_text: string
    to: string
    case_id: string | null
    no: string
    title: string
    colour: string | null
    address: string
    due_at: number | null
    version: number
    for_name: unknown
    urges: number
    community: {
      id: string
      name: string
    } | null
    action: string
    label: string
  }[]
  counts: {
    kind: string
    text: string
    n: number
    more: boolean
  }[]
  deputy_for: unknown[]
}

export interface PersonLoad {
  id: string | null
  name: string
  unit: {
    id: string
    name: string
  } | null
  open: number
  near: number
  overdue: number
  away: unknown
}

export interface PoolItem {
  id: string
  no: string
  title: string
  colour: string
  colour_text: string
  town: string
  community: string
  address: string
  opened_at: number
  due_at: number | null
  appeals: number
  urges: number
  version: number
  source: string
  status: string
  status_text: string
  clock: { id?: string; left_ms: number; used_micro: number; state: string; text: string } | null
  event_type: { id: string; code: string; name: string } | null
  suggestion: {
    certainty: string
    because: string | null
    lead: Ref | null
    co: Ref[]
    why: string
  }
}
