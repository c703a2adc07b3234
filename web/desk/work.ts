// SPDX-License-Identifier: Apache-2.0
// What the dispatcher's and the units' desks ask the server for, and doing a thing with many at once.
import { onMounted, onScopeDispose } from 'vue'
import { act, get } from '@shared/api/client'
import { ApiError, sentence } from '@shared/api/problem'
import type { Ref as Named } from '@shared/api/types'
import { dayOf } from '@shared/format'
import type { Colour } from '@shared/enums'
import { can } from './session'

/** What a message of the inbox is about. */
export const INBOX_WORD: Record<string, string> = { mention: '提到了您', back: '退回了工单', ask: '请求让同事加入', deputy: '请您代理', whistle: '吹哨有您的事', hotspot: '发现热点，或热点反映增多' }

/* ---- 派单池 ---- */

export type Certainty = 'sure' | 'check' | 'none'

export interface PoolItem {
  id: string
  no: string
  title: string
  colour: Colour
  status: string
  status_text: string
  event_type?: { id: string; code: string; name: string } | null
  town: string
  community: string
  address: string
  opened_at: number
  due_at?: number | null
  clock?: { left_ms: number; used_micro: number; state: 'ok' | 'near' | 'over'; text: string } | null
  appeals: number
  urges: number
  version: number
  suggestion: { certainty: Certainty; because?: string | null; lead?: Named | null; co: Named[]; why: string }
}

export interface Load {
  unit: Named
  open: number
  near: number
  overdue: number
}

/** How much the units carry, by id. */
export async function loadsOf(ids: string[], signal?: AbortSignal): Promise<Record<string, Load>> {
  const unique = [...new Set(ids)].slice(0, 60)
  if (!unique.length) return {}
  const rows = await get<Load[]>('/loads', { units: unique.join(',') }, signal)
  return Object.fromEntries(rows.map((row) => [row.unit.id, row]))
}

/* ---- many at once ---- */

export interface ManyItem {
  id: string
  version: number
  unit_id?: string
  unit_ids?: string[]
  why?: string
}

export interface ManyResult {
  id: string
  ok: boolean
  code?: string | null
  text?: string | null
  version?: number | null
  no?: string | null
  order_id?: string | null
  unit?: Named | null
}

export interface Progress {
  done: number
  of: number
}

const CHUNK = 20

/** Sends in portions, so that a long batch shows how far it is. A portion that cannot be sent at all fails item by item. */
export async function doMany(
  path: string,
  items: ManyItem[],
  extra: Record<string, unknown> = {},
  progress: (now: Progress) => void = () => {},
): Promise<ManyResult[]> {
  const results: ManyResult[] = []
  progress({ done: 0, of: items.length })
  for (let at = 0; at < items.length; at += CHUNK) {
    const part = items.slice(at, at + CHUNK)
    try {
      results.push(...(await act<{ results: ManyResult[] }>(path, { items: part, ...extra })).results)
    } catch (thrown) {
      const text = thrown instanceof ApiError ? (Object.values(thrown.fields)[0] ?? sentence(thrown)) : sentence(thrown)
      results.push(...part.map((item) => ({ id: item.id, ok: false, text })))
    }
    progress({ done: Math.min(at + CHUNK, items.length), of: items.length })
  }
  return results
}

/** What was refused because the level of the unit has the matter on no list, when this person may decide beyond the list. */
export const offList = (results: ManyResult[]): ManyResult[] => results.filter((row) => row.code === 'order.level' && can('ADJUST_DECIDE'))

/** Seconds in which the pool offers to take a dispatch back; the server allows a minute. */
export const UNDO_SECONDS = 30

/** Takes back what was just dispatched; says what could not be taken back. */
export async function takeBackDispatch(results: ManyResult[]): Promise<void> {
  const items = results.filter((row) => row.ok && row.version).map((row) => ({ id: row.id, version: row.version as number }))
  const back = await doMany('/cases/undispatch-many', items)
  const failed = back.filter((row) => !row.ok)
  if (failed.length) throw new Error(`${failed.length} 件没有撤回：${failed[0]?.text ?? ''}`)
}

/* ---- my day ---- */

export interface DayItem {
  key: string
  id: string
  kind: string
  kind_text: string
  to: string
  case_id?: string | null
  no: string
  title: string
  colour?: Colour | null
  address: string
  due_at?: number | null
  version: number
  for_name?: string | null
  urges: number
  community?: Named | null
  action: string
  label: string
}

export interface Day {
  at: number
  items: DayItem[]
  counts: { kind: string; text: string; n: number; more: boolean }[]
  deputy_for: { id: string; name: string; to_at: number }[]
}

export interface PersonLoad {
  id?: string | null
  name: string
  unit?: Named | null
  open: number
  near: number
  overdue: number
  away?: Deputy | null
}

export interface Deputy {
  handover_id?: string
  id: string
  name: string
  to_at: number
}

export interface MyHandover {
  b?: { id: string; name: string } | null
  away?: Deputy | null
  deputy_for: { id: string; name: string; to_at: number }[]
}

export type Bucket = 'over' | 'today' | 'tomorrow' | 'week' | 'later' | 'none'
export const BUCKETS: { id: Bucket; text: string }[] = [
  { id: 'over', text: '已超期' },
  { id: 'today', text: '今天到期' },
  { id: 'tomorrow', text: '明天到期' },
  { id: 'week', text: '七天内到期' },
  { id: 'later', text: '以后到期' },
  { id: 'none', text: '没有时限' },
]

const DAY_MS = 86_400_000
export function bucketOf(due: number | null | undefined, now: number): Bucket {
  if (!due) return 'none'
  if (due < now) return 'over'
  const today = dayOf(now)
  if (dayOf(due) === today) return 'today'
  if (dayOf(due) === dayOf(now + DAY_MS)) return 'tomorrow'
  return due < now + 7 * DAY_MS ? 'week' : 'later'
}

/* ---- inbox ---- */

export interface InboxItem {
  id: string
  kind: 'mention' | 'ask' | 'back' | 'deputy' | 'hotspot'
  at: number
  read_at?: number | null
  read_by_deputy: boolean
  for_name?: string | null
  from?: string | null
  from_unit?: string | null
  about?: string | null
  about_unit?: Named | null
  visible: boolean
  case?: { id: string; no: string; title: string; colour: Colour; status_text: string; due_at?: number | null } | null
  order_id?: string | null
  hotspot?: { id: string; title: string } | null
  text: string
}

export interface Inbox {
  items: InboxItem[]
  next?: string | null
  unread: number
}

/* ---- keys of a page ---- */

const FIELDS = 'input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable],[role=dialog],dialog,[role=listbox]'

/** Single keys that work wherever no field has the focus and no dialog is open. A handler that answers false lets the key go. */
export function usePageKeys(keys: () => Record<string, (event: KeyboardEvent) => unknown>): void {
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return
    const target = event.target as HTMLElement
    if (target.closest?.(FIELDS) || document.querySelector('.el-overlay:not([style*="display: none"]) [role=dialog], dialog[open]')) return
    const handler = keys()[event.key]
    if (!handler || handler(event) === false) return
    event.preventDefault()
  }
  onMounted(() => document.addEventListener('keydown', pressed))
  onScopeDispose(() => document.removeEventListener('keydown', pressed))
}

const STEADY_MS = 160
export interface Steady<A extends unknown[]> {
  (...args: A): void
  /** What was to be shown no longer is: something else has been opened meanwhile. */
  forget: () => void
}
/** Shows beside the list where somebody has come to rest, not every row that j and k run through. */
export function useSteady<A extends unknown[]>(show: (...args: A) => unknown): Steady<A> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = () => clearTimeout(timer)
  onScopeDispose(forget)
  const later = (...args: A) => {
    forget()
    timer = setTimeout(() => show(...args), STEADY_MS)
  }
  return Object.assign(later, { forget })
}
