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

/** A version of what the city's cases have taught. */
export interface SortingModel {
  id: string
  made_at: number
  cases: number
  types: number
  /** Cases that were judged by a model that had not seen them: right at first, right among three. */
  tested: number
  hits: number
  hits_among_three: number
  active: boolean
  /** Still there to go back to. */
  kept: boolean
  activated_at: number | null
  /** Null: the machine itself, after learning. */
  activated_by: string | null
}

export interface SortingType {
  id: string
  code: string
  name: string
  cases: number
  hits: number
  guessed: number
  /** In the last days: how often people chose it, how often it was the first suggestion, how often it was set afterwards. */
  chosen: number
  accepted: number
  corrected: number
}

export interface Sorting {
  /** Cases that are needed to learn, and those whose event type is confirmed. */
  least: number
  confirmed: number
  days: number
  models: SortingModel[]
  event_types: SortingType[]
}
