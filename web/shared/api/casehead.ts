// SPDX-License-Identifier: Apache-2.0
// What rooms that work on a case show alike, see src/casefile/case_show.c.
import type { Colour } from '../enums'
import type { Ref } from './types'

export interface CaseHead {
  id: string
  no: string
  title: string
  colour: Colour
  status: string
  status_text: string
  event_type: { id: string; code: string; name: string } | null
  town: Ref | null
  community: Ref | null
  grid: { id: string; code: string; name: string } | null
  lead_unit: Ref | null
  address: string
  lon: number | null
  lat: number | null
  opened_at: number
  due_at: number | null
  round: number
}

/** One line of what was done. */
export interface Deed {
  id: string
  kind: string
  kind_text: string
  at: number
  user: string | null
  unit: Ref | null
  text: string
  /** Who and what came, '' when nothing was said of it. */
  resources: string
}
