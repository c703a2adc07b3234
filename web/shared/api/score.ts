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
export interface ScoreParameters {
  terms: ScoreTerm[]
  /** Of the five answers, from 非常满意. */
  weight_micro: number[]
  shrink: number
  min_due: number
  min_evaluated_micro: number
  below_micro: number
  below_cap_micro: number
  above_micro: number
  above_cap_micro: number
  volume_cap_micro: number
  whistle_micro: number
  year_points_micro: number
  excellent_min_micro: number
  flagged: number
  floor_micro: number | null
}
/** A version of a profile. */
export interface ScoreProfile extends ScoreParameters {
  id: string
  code: string
  version: number
  title: string
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
  /** Lines taken off by rulings on objections and by exclusions. */
  excluded: number
  /** Of these from what is due, sent back, answered; older lists do not say. */
  left_out?: number[]
  lines: ScoreLine[]
  /** Of each line, by how much the unit stands behind the one above it; empty for the first and without a rank. */
  behind_micro: number[]
  /** Of each type of appeal, the 14 counts of struct score_counts; empty where nothing was counted. */
  counts_hundredths: number[][]
  rank_before?: number | null
  points_before_micro?: number
}
export interface ScoreList {
  list: 'towns' | 'departments'
  /** Mean points of each line over the ranked units. */
  mean_points_micro: (number | null)[]
  /** The list's own satisfaction, towards which small units are drawn. */
  group_micro: (number | null)[]
  ranked: number
  rows: ScoreRow[]
}
export interface Scores {
  month: number
  from: number
  to: number
  at: number
  profile: ScoreProfile
  lists: ScoreList[]
}
export type ScoreRunKind = 'daily' | 'preliminary' | 'frozen'
/** A month's lists as they were made, newest first. */
export interface ScoreRuns {
  month: number
  /** Empty: not published. */
  status: '' | 'preliminary' | 'frozen'
  status_text: string
  published_at: number | null
  objections_until: number | null
  freeze_from: number | null
  frozen_at: number | null
  /** Number of the approval document by which everybody sees the frozen lists whole; null: by scope. */
  disclosed_basis: string | null
  disclosed_at: number | null
  runs: {
    id: string
    list: ScoreList['list']
    kind: ScoreRunKind
    made_at: number
    to: number
    profile_id: string
    hash: string
  }[]
}
export interface ScoreRun {
  id: string
  kind: ScoreRunKind
  month: number
  from: number
  to: number
  at: number
  hash: string
  profile: ScoreProfile
  head: Omit<ScoreList, 'rows'>
  rows: ScoreRow[]
}
export interface ScoreDisclosure {
  month: number
}
export interface ScoreProfiles {
  items: {
    id: string
    code: string
    version: number
    title: string
    status: string
    from_month: number | null
    parameters: ScoreParameters
  }[]
}
/** An objection of a unit to a line of a preliminary list. */
export interface ScoreObjection {
  id: string
  month: number
  unit: Ref | null
  what: 'due' | 'returned' | 'answers'
  order_id: string
  order_no: string
  title: string
  reason: string
  filed_by: string | null
  filed_at: number
  status: 'filed' | 'upheld' | 'rejected' | 'withdrawn'
  ruling: string
  ruled_by: string | null
  ruled_at: number | null
  version: number
}
export interface ScoreObjectionShort {
  id: string
  status: ScoreObjection['status']
  status_text: string
  version: number
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
