// SPDX-License-Identifier: Apache-2.0
// Exclusions 剔除 of settled matters from a figure of a month (src/score/score_exclude.c).
import type { Action, FileInfo, Ref } from './types'

export type ExclusionStatus = 'applied' | 'seconded' | 'agreed' | 'refused' | 'withdrawn' | 'restored'
export interface Exclusion {
  id: string
  month: number
  case_id: string
  case_no: string
  title: string
  unit: Ref | null
  class_name: string
  what: 'due' | 'answers'
  reason: string
  applied_by: string | null
  applied_unit: Ref | null
  applied_at: number
  status: ExclusionStatus
  version: number
  first_unit: Ref | null
  first_opinion: string
  second_unit: Ref | null
  second_opinion: string
  end_reason: string
  /** Waits for a reviewer, and this person may be one. */
  may_review: boolean
}
export interface ExclusionItem {
  id: string
  month: number
  unit: Ref | null
  class_name: string
  what: Exclusion['what']
  what_text: string
  status: ExclusionStatus
  status_text: string
  version: number
  reason: string
  applied_by: string | null
  applied_unit: Ref | null
  applied_at: number
  first_by: string | null
  first_unit: Ref | null
  first_at: number | null
  first_opinion: string
  second_by: string | null
  second_unit: Ref | null
  second_at: number | null
  second_opinion: string
  ended_by: string | null
  ended_at: number | null
  end_reason: string
  files: FileInfo[]
  actions: Action[]
}
export interface ExclusionClass {
  code: string
  name: string
  /** What must be shown. */
  needs: string
  basis: string
  /** Comma list of the figures that it may take a matter out of. */
  figures: string
}
export interface CaseExclusions {
  /** From which the case may still be left out by this person. */
  figures: { what: Exclusion['what']; what_text: string; month: number }[]
  classes: ExclusionClass[]
  items: ExclusionItem[]
}
export interface ExclusionShort {
  id: string
  status: ExclusionStatus
  status_text: string
  version: number
}
/** Published numbers of a unit and class in a month. */
export interface ExclusionCount {
  id: string
  month: number
  unit: Ref | null
  class_name: string
  applied: number
  agreed: number
  refused: number
  open: number
  restored: number
}
