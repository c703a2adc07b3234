// SPDX-License-Identifier: Apache-2.0
// Grids, their shapes and codes, and places.
import type { Ref } from './types'

export interface GridAt {
  town?: Ref | null
  community?: Ref | null
  grid?: (Ref & { code: string; level?: number }) | null
  path?: {
    id: string
    code: string
    name: string
    level: number
  }[]
}

export interface Grid {
  id: string
  code: string
  level: number
  parent_id: string | null
  parent: string | null
  name: string
  special: string
  town_id: string | null
  town: Ref | string | null
  town_name?: string
  community_id: string | null
  community: Ref | string | null
  community_name?: string
  households: number
  lon: number | null
  lat: number | null
  phone: string
  head?: string | null
  level_text: string
  version: number
  wkt?: string
  valid_from?: number
  valid_to?: number | null
  children?: number
  warnings?: string[]
  posts?: {
    id: string
    post: string
    worker_type: string
    user_id: string | null
    name: string
    main: boolean
    valid_from: number
  }[]
  lineage?: { direction: string; id: string; code: string; name: string; at: number; reason: string }[]
}

export interface PublicGrid {
  town: Ref | null
  community: Ref | null
  grid: { id: string; code: string; name: string; level: number }
  card: { head: string; phone: string }
}

export interface GridNode {
  kind: string
  id: string
  code: string
  name: string
  children: number
  households: number
}

/** Outlines of towns or communities; shared/outlines.ts makes shapes of them. */
export interface Outlines {
  /** Steps in a degree. */
  scale: number
  areas: {
    id: string
    code: string
    name: string
    town_id: string | null
    /** Polygons of rings (the outer one, then holes) of numbers x, y, dx, dy, … in steps. */
    polygons: number[][][]
  }[]
}

export interface GeoJSON {
  type: string
  features: {
    type: string
    id: string
    properties: {
      id: string
      code: string
      name: string
      level?: number
      households?: number
      town_id?: string | null
      community_id?: string | null
    }
    geometry: { type: string; coordinates: unknown[] }
  }[]
}

export interface PlaceFound {
  items: unknown[]
}

/** A polygon as GeoJSON has it. */
export type GridShape = { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] }

/** A re-partition decided now that takes effect later. */
export interface PreparedPartition {
  id: string
  /** "一网格 → 东网格、西网格" */
  title: string
  effective_at: number
  reason: string
  status: string
  status_text: string
  /** Why it could not be carried out. */
  fault: string
  by: string
  created_at: number
  ended_at: number | null
  version: number
}

export interface GridPlan {
  community: { id: string; name: string } | null
  level: number
  level_text: string
  parts: {
    wkt: string
    name: string
    code: string
    phone: string
    households: number
    area_m2: number
    same_id: string | null
    warning: string | null
    from: { id: string; code: string; name: string }[]
    geometry: GridShape | null
  }[]
  old: { id: string; code: string; name: string; version: number; households: number; open_cases: number; ends: boolean }[]
  faults: { text: string; geometry: GridShape | null }[]
  changed: number
  ready: boolean
}

export interface GridCodes {
  count: number
  pages: number
  city: string
  hotline: string
  cards: {
    id: string
    code: string
    name: string
    place: string
    phone: string
    address: string
    people: { label: string; text: string }[]
  }[]
}
