// SPDX-License-Identifier: Apache-2.0
// Kinds of matters on the phone: the event list with its everyday words and the two duty lists (主责, 协助), read once and kept,
// so that a choice needs no line. Guesses come from what is typed and from what the worker has reported lately.
import { ref } from 'vue'
import { get } from '@shared/api/client'
import type { List } from '@shared/api/types'
import type { Colour } from '@shared/enums'
import { keep, load } from '../lib/storage'
import { read, write } from '../offline/core'

export interface KnownType {
  id: string
  code: string
  name: string
  colour: Colour
  class_name: string
  keywords: string
  /** main | assist | '' */
  list: string
}
interface Duty {
  event_type_id: string
  list: string
}

const LATELY = 'ys.types'
const LATELY_MAX = 8
const FRESH_MS = 12 * 3_600_000

export const types = ref<KnownType[]>([])
/** Ids of types reported from this phone, latest first. */
export const lately = ref<string[]>(load<string[]>('phone', LATELY) ?? [])

async function allOf<T>(path: string, query: Record<string, string | number>): Promise<T[]> {
  const found: T[] = []
  let after: string | null | undefined
  do {
    const page: List<T> = await get<List<T>>(path, { ...query, limit: 200, ...(after ? { after } : {}) })
    found.push(...page.items)
    after = page.next
  } while (after)
  return found
}

let reading: Promise<void> | undefined

async function readTypes(): Promise<void> {
  const kept = await read<{ id: string; at: number; value: KnownType[] }>('meta', 'types').catch(() => undefined)
  if (kept) types.value = kept.value
  if (kept && Date.now() - kept.at < FRESH_MS) return
  try {
    const [list, duties] = await Promise.all([
      allOf<Omit<KnownType, 'list'>>('/ref/event-types', { active: 1 }),
      allOf<Duty>('/ref/grid-duties', { active: 1 }),
    ])
    const on = new Map(duties.map((duty) => [duty.event_type_id, duty.list]))
    types.value = list.map(({ id, code, name, colour, class_name, keywords }) => ({ id, code, name, colour, class_name, keywords: keywords ?? '', list: on.get(id) ?? '' }))
    await write('meta', { id: 'types', at: Date.now(), value: types.value } as { id: string })
  } catch {
    // A dead line: what was kept serves.
  }
}

export function loadTypes(): Promise<void> {
  reading ??= readTypes().finally(() => {
    if (!types.value.length) reading = undefined
  })
  return reading
}

export function usedType(id: string): void {
  lately.value = [id, ...lately.value.filter((other) => other !== id)].slice(0, LATELY_MAX)
  keep('phone', LATELY, lately.value)
}

const wordsOf = (type: KnownType) => [type.name, ...type.keywords.split(/[;；]/)].map((word) => word.trim()).filter((word) => word.length > 1)

/** Longest words that stand in the text count; what the text names in full comes first. Pure. */
export function rank(all: KnownType[], text: string): KnownType[] {
  const said = text.trim()
  if (said.length < 2) return []
  const scored = all.flatMap((type) => {
    const score = wordsOf(type).reduce((sum, word) => sum + (said.includes(word) ? word.length * 3 : word.includes(said) ? said.length : 0), 0)
    return score ? [{ type, score }] : []
  })
  scored.sort((a, b) => b.score - a.score)
  return scored.map(({ type }) => type)
}

/** Choices to show at once: what the words say, then what was reported lately, then the main duties. Pure. */
export function choices(all: KnownType[], text: string, recent: string[], many: number): KnownType[] {
  const byId = new Map(all.map((type) => [type.id, type]))
  const order = [...rank(all, text).slice(0, 3), ...recent.flatMap((id) => byId.get(id) ?? []), ...FIRST.flatMap((code) => all.find((type) => type.code === code) ?? []), ...all.filter((type) => type.list === 'main')]
  return [...new Map(order.map((type) => [type.id, type])).values()].slice(0, many)
}
/** What grid workers report most, before a phone has a history of its own. */
const FIRST = ['0502002', '0501001', '0501003', '0603002', '0701002', '0603003']
