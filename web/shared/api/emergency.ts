// SPDX-License-Identifier: Apache-2.0
// Answers of the emergency room (突发紧急), see src/emergency/emergency_api.c.
import type { Colour } from '../enums'
import type { CaseHead, Deed } from './casehead'
import type { Action, Ref } from './types'

export type EmergencyStatus = 'reported' | 'taken' | 'responding' | 'lifted' | 'reviewed' | 'false_alarm' | 'routine' | 'ended'
export type EmergencyOrigin = 'hand' | 'rule' | 'deadman'

export interface EmergencyItem {
  id: string
  status: EmergencyStatus
  status_text?: string
  version: number
  class: Ref | null
  level: number
  level_text: string
  case_id: string
  case_no: string
  title: string
  colour: Colour
  colour_text?: string
  town: Ref | null
  community: Ref | null
  address: string
  origin: EmergencyOrigin
  origin_text?: string
  reported_at: number
  reported_by: string | null
  reported_unit: Ref | null
  circle: number
  taken_at: number | null
  taken_by: string | null
  responded_at: number | null
  next_report_at: number | null
  lifted_at: number | null
  ended_at: number | null
}

/** What stands in every answer about one. */
export interface EmergencyBrief {
  id: string
  status: EmergencyStatus
  status_text: string
  version: number
  level: number
  level_text: string
  origin: EmergencyOrigin
  what: string
  reported_at: number
  reported_by: string | null
  reported_unit: Ref | null
  circle: number
  taken_by: string | null
  taken_at: number | null
  responded_at: number | null
  next_report_at: number | null
  reminded_at: number | null
  lifted_at: number | null
  review: string
  ended_at: number | null
}

/** Found to be the same incident. */
export interface EmergencyPart {
  id: string
  case_id: string
  case_no: string
  title: string
  what: string
  reported_at: number
  reported_by: string | null
}

export interface EmergencyTold {
  unit: Ref | null
  level: 'city' | 'district' | 'community' | 'unit'
  told_at: number
  seen_at: number | null
  seen_by: string | null
}

export interface EmergencyOrder {
  id: string
  no: string
  unit: Ref | null
  role_text: string
  status: string
  status_text: string
  dispatched_at: number
  signed_at: number | null
  due_at: number
  settled_at: number | null
}

export interface Emergency extends EmergencyBrief {
  case: CaseHead
  class: { id: string; name: string; known: boolean; plan_ref: string; advice: string; report_minutes: number } | null
  proposed: Ref[]
  told: EmergencyTold[]
  entries: Deed[]
  /** The emergency it is part of. */
  merged_into: { id: string; no: string; title: string } | null
  parts: EmergencyPart[]
  orders: EmergencyOrder[]
  actions: Action[]
}

export interface CaseEmergencies {
  may_report: boolean
  items: EmergencyBrief[]
}

export interface RingingItem {
  id: string
  version: number
  reported_at: number
  waited_ms: number
  circle: number
  class: string
  case_id: string
  title: string
  place: string
}

export interface Ringing {
  at: number
  items: RingingItem[]
}

/** Who reports sees at once whom it has reached. */
export interface EmergencyMade {
  id: string
  case_id: string
  no: string
  status: EmergencyStatus
  status_text: string
  reported_at: number
  version: number
  told: EmergencyTold[]
}

export interface EmergencyClass {
  id: string
  code: string
  name: string
  known: boolean | number
  plan_ref: string
  advice: string
  event_types: string
  told_units: string
  proposed_units: string
  report_minutes: number
  sort: number
  active: boolean | number
  version: number
}

export interface EmergencyRing {
  id: string
  circle: number
  name: string
  roles: string
  after_minutes: number
  active: boolean | number
  version: number
}

/** A number of the city's rules; switches are 1 and 0. */
export interface RuleNumber {
  id: string
  code: string
  name: string
  value: number
  active: boolean | number
  version: number
}
