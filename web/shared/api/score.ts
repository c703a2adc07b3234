// SPDX-License-Identifier: Apache-2.0
// Scores of units (src/score). *_micro: millionths of a point or of 1; *_hundredths: hundredths of a matter, because 同责 units share.
import type { Ref } from './types'

export type ScoreMeasure = 'satisfaction' | 'satisfied' | 'solved' | 'closed' | 'ontime' | 'returned' | 'contacted'
export interface ScoreTerm {
  measure: ScoreMeasure
  shape: 'linear' | 'ceiling' | 'deduct'
  /** Bits of consult, help, complaint, report, suggestion, praise. */
  types: number
  points_micro: number
  max_micro: number
  base_micro: number
  per_micro: number
  floor_micro: number
}
export interface ScoreProfile {
  name: string
  terms: ScoreTerm[]
  /** Of the five answers, from 非常满意. */
  weight_micro: number[]
  shrink: number
  min_due: number
  flagged: number
}
export interface ScoreLine {
  /** As counted, in hundredths; of satisfaction weighted, in millionths of a hundredth. */
  num: number
  den: number
  /** null: nothing to measure. */
  rate_micro: number | null
  used_micro: number
  points_micro: number
}
export interface ScoreRow {
  unit: Ref | null
  /** null: 样本不足. */
  rank: number | null
  flagged: boolean
  too_few: boolean
  few_evaluated: boolean
  points_micro: number
  due_hundredths: number
  evaluated_hundredths: number
  /** From 非常满意 to 非常不满意. */
  answers_hundredths: number[]
  open: number
  suspended: number
  lines: ScoreLine[]
  rank_before?: number | null
  points_before_micro?: number
}
export interface ScoreList {
  list: 'towns' | 'departments'
  /** Mean points of each line over the ranked units. */
  mean_points_micro: (number | null)[]
  /** The list's own satisfaction, towards which small units are drawn. */
  group_micro: (number | null)[]
  rows: ScoreRow[]
  ranked: number
}
export interface Scores {
  month: number
  from: number
  to: number
  at: number
  profile: ScoreProfile
  lists: ScoreList[]
}
export interface ScoreOrder {
  id: string
  no: string
  case_id: string
  title: string
  unit: Ref | null
  status: string
  status_text?: string
  due_at: number
  submitted_at: number | null
  ontime: boolean
  sent_back: number
  round: number
  satisfied: number | null
}
