// SPDX-License-Identifier: Apache-2.0
// The city's own lists: event types, channels, colours, calendar.
import type { Colour } from '../enums'

export interface EventType {
  id: string
  code: string
  name: string
  domain_code: string
  class_name: string
  colour: Colour
  limit_value: number
  limit_unit: string
  type: string
  family: string
  lead_rule: string
  keywords?: string
  active?: boolean | number
  joinable?: boolean | number
  version: number
  domain_name?: string
  std_code?: string
  principle?: string
  principle_text?: string
  lead_rule_text?: string
  lead_unit_id?: string | null
  lead_unit?: string | null
  lead_unit_name?: string | null
  owner_kind?: string
  co_units?: string
  co?: {
    code: string
    id: string | null
    name: string
  }[]
  colour_text?: string
  limit_unit_text?: string
  evidence?: string
  evidence_text?: string
  review?: string
  review_text?: string
  closing_standard?: string
  callback?: boolean
  appraised?: boolean
  sensitive?: boolean
  family_text?: string
  type_text?: string
  statutory_stages?: string
  legal_basis?: string
  description?: string
  open_cases?: number
}

export interface StandardText {
  id: string
  code: string
  kind: string
  title: string
  body: string
  active?: boolean | number
  version: number
  kind_text?: string
}

export interface Channel {
  id: string
  code: string
  name: string
  place: string
  place_text?: string
  known: boolean
  upstream: boolean
  public_entry: boolean
  sort: number
  active: boolean
  note: string
  version: number
}

export interface ColourRule {
  id: string
  colour: string
  colour_text?: string
  rank: number
  name: string
  trigger_text: string
  handle_value: number
  handle_unit: string
  handle_unit_text?: string
  dispatch_value: number
  dispatch_unit: string
  dispatch_unit_text?: string
  sign_value: number
  sign_unit: string
  sign_unit_text?: string
  contact_value: number
  contact_unit: string
  contact_unit_text?: string
  words: string
  version: number
  return_value?: number
  return_unit?: string
  return_unit_text?: string
  ruling_value?: number
  ruling_unit?: string
  ruling_unit_text?: string
}

export interface AssetOwner {
  id: string
  kind: string
  town_id: string | null
  town?: string | null
  town_name?: string | null
  unit_id: string | null
  unit?: string
  unit_name?: string
  version: number
}

export interface EventTypeImpact {
  open_cases: number
  waiting: number
  overdue: number
  versions: { version: number; cases: number }[]
}

export interface CalendarDay {
  day: number
  working: boolean
  name: string
  source: string
  id?: string
  version?: number
}

export interface CalendarYear {
  days: {
    day: number
    working: boolean
    name: string | null
  }[]
}

export interface CalendarDue {
  due_at: number
  lines: string
}

export interface Domain {
  id: string
  code: string
  name: string
  known: boolean
  types?: number
  version?: number
}
