// SPDX-License-Identifier: Apache-2.0
// Reference data that many forms need (units, event types, texts, channels), loaded once and kept for five minutes.
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { get, type Query } from '@shared/api/client'
import type { EventType, StandardText } from '@shared/api/catalogue'
import type { Unit } from '@shared/api/people'
import type { List } from '@shared/api/types'
import { UNIT_KIND, text } from '@shared/enums'

const FRESH_MS = 300_000
const MAX_PAGES = 60

/** All rows of a list, page by page. */
export async function listAll<T>(path: string, query: Query = {}): Promise<T[]> {
  const rows: T[] = []
  let after: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const list = await get<List<T>>(path, { ...query, limit: 200, after })
    rows.push(...list.items)
    if (!list.next) break
    after = list.next
  }
  return rows
}

interface Kept<T> {
  rows: ShallowRef<T[]>
  load: (again?: boolean) => Promise<T[]>
}

function keep<T>(fetchRows: () => Promise<T[]>): Kept<T> {
  const rows = shallowRef<T[]>([])
  let at = 0
  let running: Promise<T[]> | undefined
  const load = (again = false) => {
    if (!again && at && Date.now() - at < FRESH_MS) return Promise.resolve(rows.value)
    running ??= fetchRows()
      .then((found) => {
        rows.value = found
        at = Date.now()
        return found
      })
      .catch(() => rows.value)
      .finally(() => (running = undefined))
    return running
  }
  return { rows, load }
}

export interface FlatUnit {
  id: string
  code: string
  name: string
  kind: string
  active: boolean
  parent_id: string | null
  /** Names from the top down to the parent. */
  path: string
}

function flatten(units: Unit[], parent: FlatUnit | undefined, out: FlatUnit[]): FlatUnit[] {
  for (const unit of units) {
    const flat: FlatUnit = {
      id: unit.id,
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      active: unit.active !== false && unit.active !== 0,
      parent_id: parent?.id ?? unit.parent_id ?? null,
      path: parent ? [parent.path, parent.name].filter(Boolean).join(' / ') : '',
    }
    out.push(flat)
    flatten(unit.children ?? [], flat, out)
  }
  return out
}

export const unitTree = keep<Unit>(async () => {
  const found = await get<{ items: Unit[] } | Unit[]>('/ref/units/tree')
  return Array.isArray(found) ? found : found.items
})
export const flatUnits: ComputedRef<FlatUnit[]> = computed(() => flatten(unitTree.rows.value, undefined, []))
const unitsById = computed(() => new Map(flatUnits.value.map((unit) => [unit.id, unit])))

export const eventTypes = keep<EventType>(() => listAll<EventType>('/ref/event-types', { active: 1 }))
export const standardTexts = keep<StandardText>(() => listAll<StandardText>('/ref/texts', { active: 1 }))
export const channels = keep<{ id: string; code: string; name: string; active?: boolean | number; upstream?: number | boolean }>(() =>
  listAll('/ref/channels', { active: 1 }),
)
export const domains = keep<{ id: string; code: string; name: string }>(() => listAll('/ref/domains'))

export const unitOf = (id: string | null | undefined): FlatUnit | undefined => (id ? unitsById.value.get(id) : undefined)
export const unitName = (id: string | number | null | undefined): string =>
  id === null || id === undefined || id === '' ? '' : (unitsById.value.get(String(id))?.name ?? `单位 ${id}`)
export const unitLabel = (unit: FlatUnit): string => `${unit.name}（${text(UNIT_KIND, unit.kind)}）`

/** The town above a unit, or itself. */
export function townOf(id: string | null | undefined): FlatUnit | undefined {
  for (let unit = unitOf(id); unit; unit = unitOf(unit.parent_id)) if (unit.kind === 'town' || unit.kind === 'zone') return unit
  return undefined
}
