// SPDX-License-Identifier: Apache-2.0
// What frozen lists lead to: 通报, 约谈, 线索移送函, 通报表扬 (src/accountability).
import type { Action, Ref } from './types'

export type AccountabilityMeasure = 'notice' | 'talk' | 'transfer' | 'commend'
export type AccountabilityStatus = 'proposed' | 'hearing' | 'stated' | 'submitted' | 'issued' | 'rectified' | 'done' | 'declined' | 'withdrawn'
export interface Accountability {
  id: string
  month: number
  unit: Ref | null
  measure: AccountabilityMeasure
  measure_text?: string
  /** In a row among the last, or the first. */
  months: number
  rank: number
  ranked: number
  status: AccountabilityStatus
  status_text?: string
  no: string | null
  basis: string
  hear_until: number | null
  tolerance: boolean
  decided_at: number | null
  signer: string | null
}
export interface AccountabilityItem {
  id: string
  month: number
  list: 'towns' | 'departments'
  unit: Ref | null
  measure: AccountabilityMeasure
  measure_text: string
  months: number
  rank: number
  ranked: number
  points_micro: number
  status: AccountabilityStatus
  status_text: string
  version: number
  created_at: number
  hear_until: number | null
  statement: string
  tolerance: boolean
  stated_at: number | null
  basis: string
  opinion: string
  submitted_at: number | null
  no: string | null
  signer: string | null
  decided_at: number | null
  decision: string
  rectified: string
  rectified_at: number | null
  finding: string
  looked_at: number | null
  end_reason: string
  ended_at: number | null
  earlier: { id: string; month: number; measure_text: string; status_text: string; no: string | null }[]
  history: { text: string; actor: string | null; unit: string | null; at: number; note: string | null }[]
  actions: Action[]
}
export interface AccountabilityShort {
  id: string
  status: AccountabilityStatus
  status_text: string
  no: string | null
  version: number
}
