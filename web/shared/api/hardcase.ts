// SPDX-License-Identifier: Apache-2.0
// Answers of the hardcase room (疑难件), see src/hardcase/hardcase_api.c.
import type { Colour } from '../enums'
import type { CaseHead, Deed } from './casehead'
import type { Action, Ref } from './types'

export type HardLevel = 'town' | 'district' | 'city'
export type HardReason = 'unclear' | 'unattended' | 'stuck'

export interface HardCaseItem {
  id: string
  status: string
  status_text?: string
  version: number
  level: HardLevel
  level_text?: string
  reason: HardReason
  reason_text?: string
  origin: 'hand' | 'rule'
  origin_text?: string
  why: string
  case_id: string
  case_no: string
  title: string
  colour: Colour
  colour_text?: string
  town: Ref | null
  lead_unit: Ref | null
  opened_at: number
  owner: string | null
  follower: string | null
  due_at: number | null
  next_at: number | null
  raised: number
  outcome: string
  outcome_text?: string
  closed_at: number | null
}

export interface HardPerson {
  id: string
  name: string
  unit: string
}

export interface HardCaseBrief {
  id: string
  case_id: string
  status: string
  status_text: string
  version: number
  level: HardLevel
  level_text: string
  reason: HardReason
  reason_text: string
  origin: 'hand' | 'rule'
  why: string
  opened_by: HardPerson | null
  opened_at: number
  owner: HardPerson | null
  follower: HardPerson | null
  assigned_at: number | null
  measures: string
  decided_by: HardPerson | null
  decided_at: number | null
  due_at: number | null
  next_at: number | null
  reminded_at: number | null
  raised: number
  outcome: string
  outcome_text: string
  conclusion: string
  closed_at: number | null
}

export interface HardMeeting {
  id: string
  at: number
  place: string
  participants: string
  minutes: string
  user: string | null
  recorded_at: number
}

export interface HardCase extends HardCaseBrief {
  case: CaseHead
  units: Ref[]
  meetings: HardMeeting[]
  entries: Deed[]
  actions: Action[]
}

export interface CaseHardCases {
  may_open: boolean
  items: HardCaseBrief[]
}
