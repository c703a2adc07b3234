// SPDX-License-Identifier: Apache-2.0
// Whistles 吹哨报到, as the API answers (src/whistle). Limits are natural minutes.
import type { Colour } from '../enums'
import type { Action, EventEntry, FileInfo, Ref } from './types'

export type WhistleKindCode = 'function' | 'rally' | 'emergency' | 'enforcement' | 'centre'
export type WhistleUrgency = 'emergency' | 'urgent' | 'general'
/** to_confirm 待社区确认 · blown 已吹 · conferring 会商中 · decided 已决 · working 办理中 · to_rate 哨毕待评 · rated 已评 · review 评价复核 · archived 已归档 ·
 *  withdrawn 已撤哨 · void 已失效 */
export type WhistleStatus =
  'to_confirm' | 'blown' | 'conferring' | 'decided' | 'working' | 'to_rate' | 'rated' | 'review' | 'archived' | 'withdrawn' | 'void'
/** called 待应哨 · silent 超时未应 · refusing 拒哨待裁 · excused 免应 · accepted 已应 · directed 已应（指令） · invited 已邀集 · arrived 已到场 ·
 *  released 已放行 · left 已离场 · left_early 未决离场 · void 已取消 */
export type ResponderStatus =
  'called' | 'silent' | 'refusing' | 'excused' | 'accepted' | 'directed' | 'invited' | 'arrived' | 'released' | 'left' | 'left_early' | 'void'

export interface WhistleKind {
  code: string
  name: string
  /** The kind's own proposal; the issuer may choose otherwise. */
  on_site: boolean
  scored: boolean
  /** Social forces may be invited, in words. */
  forces: boolean
  /** A grid worker's whistle of this kind waits for her community. */
  confirm: boolean
  accept: WhistleAcceptLimits
  note: string
  /** The reader's roles may blow this kind. */
  may: boolean
}
export interface WhistleAcceptLimits {
  on_site: number
  emergency: number
  urgent: number
  general: number
}
export interface WhistleDistance {
  code: string
  name: string
  /** Arrival, from the blow. */
  minutes: number
}
/** GET whistles/kinds */
export interface WhistleKinds {
  kinds: WhistleKind[]
  distances: WhistleDistance[]
}

/** GET cases/{id}/whistle-proposal */
export interface WhistleProposal {
  may_blow: boolean
  /** Why not, in a sentence; "" when one may. */
  why_not: string
  kind: string
  kinds: WhistleKind[]
  on_site: boolean
  urgency: string
  place: string
  lon: number | null
  lat: number | null
  grid: Ref | null
  order_id: string | null
  distance: string
  distances: WhistleDistance[]
  responders: { unit: Ref | null; why: string; ticked: boolean }[]
}

/** A row of GET whistles and of GET cases/{id}/whistles. */
export interface WhistleItem {
  id: string
  no: string
  version: number
  kind: string
  kind_text: string
  status: string
  status_text: string
  case_id: string
  case_no: string
  case_title: string
  colour: Colour
  colour_text?: string
  order_id: string | null
  issuer_unit: Ref | null
  issuer: string
  reason: string
  place: string
  on_site: boolean
  urgency: string
  urgency_text?: string
  relay: boolean
  scored: boolean
  blown_at: number
  /** While the community has not confirmed: until when it may, before the town is told, later before it is blown without. */
  confirm_due_at: number | null
  /** First limits of those who were called with the blow. */
  accept_due_at: number
  arrive_due_at: number | null
  decided_at: number | null
  ended_at: number | null
  /** Units (not social forces): called without those excused or released before they answered, and of them … */
  called: number
  accepted: number
  arrived: number
  silent: number
  refusing: number
  left_early: number
  /** Social forces, never scored: invited, and of them seen on the spot. */
  invited: number
  came: number
  tasks: number
  tasks_done: number
}

/** GET cases/{id}/whistles, GET orders/{id}/whistles */
export interface WhistlesOf {
  items: WhistleItem[]
  may_blow: boolean
  why_not: string
}

/** GET whistles/incoming: what units of the reader must still answer or come to, next limit first. */
export interface WhistleIncoming {
  items: WhistleCall[]
}
export interface WhistleCall {
  whistle_id: string
  no: string
  kind_text: string
  reason: string
  place: string
  on_site: boolean
  issuer_unit: Ref | null
  responder_id: string
  version: number
  unit: Ref | null
  status: string
  status_text: string
  blown_at: number
  accept_due_at: number | null
  arrive_due_at: number | null
}

export interface WhistleClock {
  due_at: number
  started_at: number
  /** When it came about; null: it runs. */
  done_at: number | null
  /** Minutes of the limit. */
  limit: number
  state: 'ok' | 'near' | 'over'
  /** How it was worked out. */
  working: string
  text: string
}

export interface WhistleResponder {
  id: string
  version: number
  /** null: social forces, see `force`. */
  unit: Ref | null
  force: string
  why: string
  status: string
  status_text: string
  called_at: number
  accept_clock: WhistleClock | null
  arrive_clock: WhistleClock | null
  silent_at: number | null
  /** The centre was told. */
  escalated_at: number | null
  accepted_at: number | null
  accepted_by: string | null
  person: string
  refused_at: number | null
  refused_reason: string
  refused_basis: string
  ruled_at: number | null
  ruled_by: string | null
  ruling: string
  arrived_at: number | null
  /** qr | position | noted */
  arrived_how: string
  arrived_how_text: string
  distance_m: number | null
  released_at: number | null
  released_reason: string
  left_at: number | null
  /** 未决离场: left before the decision and without release. Stays, also after coming back. */
  left_early: boolean
  /** 1/1000000 points; null while it is not rated, or never. */
  score_micro: number | null
  /** How the score comes about, a line each; empty without score. */
  working: string[]
  /** arrive (check-in), leave, accept, refuse | uphold, deny | arrive_noted, leave_noted, release, rate | judge */
  actions: Action[]
}

export interface WhistleTask {
  id: string
  version: number
  seq: number
  responder_id: string
  unit: Ref | null
  force: string
  demand: string
  /** waiting 待接力 · open 办理中 · done 已有结果 · void 已取消 */
  status: string
  status_text: string
  limit_minutes: number
  started_at: number | null
  due_at: number | null
  done_at: number | null
  done_by: string | null
  result: string
  late: boolean
  reopened: number
  /** done | reopen */
  actions: Action[]
}

export interface WhistleRating {
  id: string
  version: number
  responder_id: string
  unit: Ref | null
  /** issuer: of the responder, with stars · responder: of the whistle */
  side: string
  /** given · appealed · upheld · changed */
  status: string
  status_text: string
  speed: number | null
  duty: number | null
  skill: number | null
  result: number | null
  /** yes 吹对了 · partly 部分 · no 不该吹我; "" on the issuer's side */
  correct: string
  text: string
  rated_by: string
  rated_at: number
  appeal: string
  appealed_at: number | null
  reviewed_by: string | null
  reviewed_at: number | null
  review: string
  /** appeal | uphold, change */
  actions: Action[]
}

/** GET whistles/{id} */
export interface Whistle extends WhistleItem {
  grid: Ref | null
  lon: number | null
  lat: number | null
  order_no: string | null
  /** Holds the order back from submission. */
  holds: boolean
  conferred_at: number | null
  minutes: string
  conclusion: string
  decided_by: string | null
  finished_at: number | null
  rated_at: number | null
  /** End of the rating window or of the time to appeal. */
  next_at: number | null
  responders: WhistleResponder[]
  task_list: WhistleTask[]
  ratings: WhistleRating[]
  /** Whom it will call once it is confirmed, in words. */
  wanted: string[]
  files: FileInfo[]
  /** confirm, decline, call, confer, decide, task, finish, withdraw */
  actions: Action[]
}

/** GET whistles/{id}/timeline */
export interface WhistleTimeline {
  timeline: EventEntry[]
}

/** The answer of every deed. */
export interface WhistleShort {
  id: string
  no: string
  status: string
  status_text: string
  version: number
  /** The responder, task or rating that moved. */
  moved: { id: string; status: string; status_text: string; version: number } | null
}

/** GET whistles/stats */
export interface WhistleStats {
  /** yyyymm */
  month: number
  /** Mean W of the city, 1/1000000 points; null without any score. */
  city_micro: number | null
  whistles: number
  /** Shares in 1/1000000; null when nothing was counted. */
  active_micro: number | null
  satisfied_micro: number | null
  units: WhistleUnitStats[]
}
export interface WhistleUnitStats {
  unit: Ref | null
  /** As responder, without 集结哨. */
  called: number
  in_limit: number
  excused: number
  active_micro: number | null
  rated: number
  satisfied: number
  satisfied_micro: number | null
  scored: number
  w_micro: number | null
  /** As issuer. */
  blown: number
  judged: number
  right: number
  right_micro: number | null
  cases: number
  per_100_cases_micro: number | null
}
