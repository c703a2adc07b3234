// SPDX-License-Identifier: Apache-2.0
// What the reading machine proposes.
import type { Colour } from '../enums'
import type { Ref } from './types'

/** A case that an appeal or another case may be the same matter as. */
export interface Candidate {
  id: string
  no: string
  title: string
  /** What was said when it was opened, numbers masked; "" for a secret report. */
  body: string
  status: string
  status_text: string
  colour: Colour
  opened_at: number
  closed_at: number | null
  town: Ref | null
  community: Ref | null
  address: string
  event_type: Ref | null
  appeals: number
  notion: 'repeat' | 'same_matter' | 'related'
  percent: number
  same_caller: boolean
  why: string
  /** Others can still join it. */
  open: boolean
}

export interface Candidates {
  /** False while the machine reads the cases after a start: words do not count yet. */
  ready: boolean
  items: Candidate[]
}
