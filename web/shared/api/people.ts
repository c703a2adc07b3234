// SPDX-License-Identifier: Apache-2.0
// People, units, their rights, and what the program knows about who is logged in.
import type { Ref } from './types'

export interface RoleGrantShort {
  role: string
  text: string
  scope: string
  scope_text?: string
  unit_id?: string | null
  unit?: string | null
  grid_id?: string | null
}

export interface Me {
  user_id: string
  login: string
  name: string
  unit: Ref
  roles: RoleGrantShort[]
  caps: string[]
  must_change: boolean
  contractor?: boolean
  town_id?: string | null
  demo: boolean
}

export interface PublicConfig {
  city: string
  emergency_text?: string
  demo?: boolean
  max_photos?: number
  map?: { center: [number, number]; bounds?: number[] }
  channels?: {
    code: string
    name: string
  }[]
  types?: {
    code: string
    text: string
  }[]
  hotline?: string
}

export interface Unit {
  id: string
  code: string
  name: string
  short_name?: string
  kind: string
  parent_id?: string | null
  active?: boolean | number
  children?: Unit[]
  kind_text?: string
  parent?: string | null
  parent_name?: string | null
  region?: string
  region_code?: string
  duty?: string
  appraised?: boolean
  lead1?: string
  lead1_title?: string
  lead2?: string
  lead2_title?: string
  lead3?: string
  lead3_title?: string
  version?: number
  valid_from?: number
  valid_to?: number | null
  leads?: {
    rank: number
    name: string
    title: string
    phone: string | null
    user_id: string | null
  }[]
}

/** A grant in the list of grants. */
export interface Grant {
  id: string
  user: Ref
  login: string
  user_unit: string
  role: string
  text: string
  scope: string
  scope_text: string
  unit?: Ref | null
  grid?: Ref | null
  proposed_by?: string | null
  approved_by?: string | null
  proposed_at?: number | null
  approved_at?: number | null
  valid_to?: number | null
  pending: boolean
}

export interface UserRow {
  id: string
  login: string
  name: string
  unit: Ref
  status: string
  contractor: boolean
  locked_until?: number | null
  must_change: boolean
  role?: string | null
  role_text?: string | null
  grants: number
  pending: number
  created_at: number
  version: number
  status_text?: string
}

export interface User {
  id: string
  login: string
  name: string
  unit_id: string
  status: string
  contractor: boolean
  must_change: boolean
  locked_until?: number | null
  phone_masked?: string | null
  grants: UserGrant[]
  version: number
}

export interface UserGrant {
  id: string
  role: string
  text: string
  scope: string
  scope_text: string
  unit_id?: string | null
  unit?: string | null
  grid_id?: string | null
  grid?: string | null
  proposed_by?: string | null
  approved_by?: string | null
  approved_at?: number | null
  pending: boolean
  valid_from?: number
}

export interface AuditRow {
  id: string
  at: number
  user?: { id?: string; name: string } | string | null
  address: string
  action: string
  action_text?: string
  object_kind: string
  object_id?: string | null
  success: boolean | number
  reason?: string
  detail?: string
}

export interface UnitLoad {
  open: number
  overdue: number
  near: number
}

export interface Sees {
  can: boolean
  why: string
  roles: {
    role: string
    text: string
    scope: string
    scope_text: string
    unit_id: string | null
    unit: string
    grid_id: string | null
  }[]
}

export interface Token {
  id: string
  name: string
  user: {
    id: string
    name: string
  }
  caps: string
  created_at: number
  expires_at: number
  revoked_at: number | null
}

export interface Staff {
  id: string
  name: string
  unit: string
  away?: unknown
}

export interface Post {
  id: string
  unit?: {
    id: string
    name: string
  }
  name: string
  a?: {
    id: string
    name: string
  }
  b?: Ref | null
  on_duty: string
  on_duty_text?: string
  valid_from: number
  valid_to: number | null
  version: number
  unit_id?: string | null
  user_a?: string | null
  user_b?: string | null
}

export interface Challenge {
  challenge: string
  bits: number
  expires_at: number
}

export interface Caps {
  roles: { role: string; text: string }[]
  caps: { cap: string; text: string; contractor_barred: boolean }[]
  scopes: { scope: string; text: string }[]
  /** Role → capability → widest scope. */
  grants: Record<string, Record<string, string>>
}

export interface PostVersion {
  version: number
  changed_at: number
  changed_by: string
  changed_by_name: string
  body: Record<string, unknown>
}

export interface UnitTree {
  items: UnitNode[]
}

export interface UnitNode {
  id: string
  parent_id: string | null
  code: string
  name: string
  short_name: string
  kind: string
  active: boolean
  appraised: boolean
  children: UnitNode[]
}

export interface MyHandover {
  b: unknown
  away: unknown
  deputy_for: unknown[]
}

export interface Person {
  id: string
  name: string
  unit: string
  sees: boolean
  away: unknown
}

export interface RightsSource {
  role: string
  role_text: string
  reach: string
  reach_text: string
  grant_text: string
  unit: string | null
  grid: string | null
  approved_by: string | null
  approved_at: number | null
}

export interface Rights {
  id: string
  name: string
  unit: string | null
  active: boolean
  contractor: boolean
  grants: {
    role: string
    text: string
    scope: string
    scope_text: string
    unit_id: string | null
    unit: string | null
    grid_id: string | null
  }[]
  caps: { cap: string; text: string; held: boolean; barred: boolean; reach_text: string; from: RightsSource[] }[]
  case?: {
    id: string
    no: string
    status: string
    caps: { cap: string; text: string; held: boolean; can: boolean; from: RightsSource[] }[]
    parties: { kind: string; role: string; name: string }[]
    orders: { no: string; status: string; unit: string; can: string[] }[]
  }
}

export interface Preferences {
  items: unknown[]
}

export interface SavedViews {
  items: unknown[]
}

export interface Handover {
  id: string
  user: Ref
  deputy: Ref
  unit: Ref
  from_at: number | null
  to_at: number | null
  reason: string
  ended_at: number | null
  version: number
}
