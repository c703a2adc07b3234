// SPDX-License-Identifier: Apache-2.0
// Answers of the hotspot room (热点), see src/hotspot/hotspot_api.c.
import type { Deed } from './casehead'
import type { Action, Ref } from './types'

export type HotspotKind = 'mass' | 'frequent' | 'burst'

export interface HotspotItem {
  id: string
  kind: HotspotKind
  kind_text?: string
  status: string
  status_text?: string
  version: number
  title: string
  words: string
  why: string
  persons: number
  members: number
  peak: number
  event_type: Ref | null
  town: Ref | null
  /** Micro-degrees. */
  lon: number | null
  lat: number | null
  first_at: number
  last_at: number
  proposed_unit: Ref | null
  unit: Ref | null
  owner: string | null
  found_at: number
  ended_at: number | null
}

export interface HotspotDay {
  day: number
  n: number
}

export interface Hotspot {
  id: string
  kind: HotspotKind
  status: string
  status_text: string
  version: number
  title: string
  words: string
  why: string
  event_type: Ref | null
  town: Ref | null
  community: Ref | null
  grid: Ref | null
  lon: number | null
  lat: number | null
  members: number
  persons: number
  peak: number
  first_at: number
  last_at: number
  proposed_unit: Ref | null
  proposed_why: string
  unit: Ref | null
  plan: string
  owner: string | null
  owner_unit: string | null
  taken_at: number | null
  found_at: number
  conclusion: string
  ended_at: number | null
  trend: HotspotDay[]
  entries: Deed[]
  actions: Action[]
}

export interface HotspotSaid {
  id: string
  no: string
  title: string
  received_at: number
  town: Ref | null
  address: string
  case_id: string | null
  case_no: string | null
  case_status: string | null
  case_status_text?: string
  lead_unit: Ref | null
}
