// SPDX-License-Identifier: Apache-2.0
// How times, durations, clocks, money and positions are written on every screen. Pure functions.
// Days are those of +08:00, whatever the zone of the browser.

const ZONE_MS = 8 * 3600_000
const MINUTE = 60_000
const HOUR = 3600_000
const DAY = 86_400_000

const two = (n: number) => String(n).padStart(2, '0')

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  weekday: number
}

function parts(ms: number): Parts {
  const at = new Date(ms + ZONE_MS)
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    weekday: at.getUTCDay(),
  }
}

/** "2026-03-05 08:30" */
export function formatTime(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return ''
  const p = parts(ms)
  return `${p.year}-${two(p.month)}-${two(p.day)} ${two(p.hour)}:${two(p.minute)}`
}

/** "今天 08:30", "昨天 17:02", "明天 09:00", "3月5日 08:30", with the year when it is another. */
export function shortTime(ms: number | null | undefined, now: number): string {
  if (ms === null || ms === undefined) return ''
  const p = parts(ms)
  const clock = `${two(p.hour)}:${two(p.minute)}`
  const days = Math.floor((ms + ZONE_MS) / DAY) - Math.floor((now + ZONE_MS) / DAY)
  if (days === 0) return `今天 ${clock}`
  if (days === -1) return `昨天 ${clock}`
  if (days === 1) return `明天 ${clock}`
  const date = `${p.month}月${p.day}日 ${clock}`
  return p.year === parts(now).year ? date : `${p.year}年${date}`
}

const WEEKDAY = ['日', '一', '二', '三', '四', '五', '六']

/** Head of a day in a history: "今天 · 3月5日 周四", "昨天 · …", "3月2日 周一", with the year when it is another. */
export function dayHead(ms: number, now: number): string {
  const p = parts(ms)
  const days = Math.floor((ms + ZONE_MS) / DAY) - Math.floor((now + ZONE_MS) / DAY)
  const date = `${p.year === parts(now).year ? '' : `${p.year}年`}${p.month}月${p.day}日 周${WEEKDAY[p.weekday]}`
  const near: Record<number, string> = { 0: '今天 · ', [-1]: '昨天 · ', 1: '明天 · ' }
  return (near[days] ?? '') + date
}

/** "08:30" */
export function hourOf(ms: number): string {
  const p = parts(ms)
  return `${two(p.hour)}:${two(p.minute)}`
}

/** What of a clock's time is used, 0…1, going on from what the server said with its working hours. */
export function usedShare(due: number, now: number, clock?: ClockLike | null): number | undefined {
  const left = due - now
  if (left <= 0) return 1
  const used = clock?.used_micro
  const then = clock?.left_ms
  if (used === undefined || used === null || then === undefined || then === null || used < 0 || then <= 0 || used >= 1e6) return undefined
  const whole = then / (1 - used / 1e6)
  return Math.max(0, Math.min(1, 1 - left / whole))
}

/** yyyymmdd → "2026-03-05" */
export function formatDay(day: number): string {
  const text = String(day)
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
}

/** yyyymmdd of an instant. */
export function dayOf(ms: number): number {
  const p = parts(ms)
  return p.year * 10000 + p.month * 100 + p.day
}

/** "2026-03-05" or "2026-03-05T08:30" (native inputs) → epoch ms; undefined when empty or wrong. */
export function parseLocal(text: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/.exec(text)
  if (!found) return undefined
  const [, y, m, d, h = '0', min = '0'] = found
  const ms = Date.UTC(Number(y), Number(m) - 1, Number(d), Number(h), Number(min)) - ZONE_MS
  return Number.isNaN(ms) ? undefined : ms
}

/** epoch ms → value of a native datetime-local input. */
export function localInput(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '' : formatTime(ms).replace(' ', 'T')
}

/** A length of time in the largest two units that say enough: "25 分钟", "3 小时", "1 天 2 小时". */
export function duration(ms: number): string {
  const left = Math.abs(ms)
  if (left < MINUTE) return '不到 1 分钟'
  if (left < HOUR) return `${Math.floor(left / MINUTE)} 分钟`
  if (left < DAY) {
    const hours = Math.floor(left / HOUR)
    const minutes = Math.floor((left % HOUR) / MINUTE)
    return hours < 3 && minutes ? `${hours} 小时 ${minutes} 分钟` : `${hours} 小时`
  }
  const days = Math.floor(left / DAY)
  const hours = Math.floor((left % DAY) / HOUR)
  return days < 3 && hours ? `${days} 天 ${hours} 小时` : `${days} 天`
}

/** Minutes and seconds of a clock that is watched: "9:58", "1:02:05"; whole days as `duration` has them. */
export function countdown(ms: number): string {
  const all = Math.floor(Math.abs(ms) / 1000)
  if (all >= DAY / 1000) return duration(ms)
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor((all % 3600) / 60)
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(all % 60)}`
}

export type ClockState = 'ok' | 'near' | 'over'

export interface ClockLike {
  left_ms?: number | null
  used_micro?: number | null
  state?: ClockState | null
  text?: string | null
}

export interface ClockView {
  state: ClockState
  word: string
  text: string
}

const CLOCK_WORD: Record<ClockState, string> = { ok: '正常', near: '临期', over: '超期' }

/** What a running clock says now. The server's state holds until the due time passes or 80 % are used. */
export function clockView(due: number, now: number, clock?: ClockLike | null): ClockView {
  const left = due - now
  let state: ClockState = clock?.state ?? 'ok'
  if (left <= 0) state = 'over'
  else if (state === 'over') state = 'near'
  return {
    state,
    word: CLOCK_WORD[state],
    text: left > 0 ? `还剩 ${duration(left)}` : `已超 ${duration(left)}`,
  }
}

/** What a stopped clock says: was it in time? */
export function stoppedClockView(due: number, stopped: number): ClockView {
  return stopped <= due
    ? { state: 'ok', word: '按期', text: '按期完成' }
    : { state: 'over', word: '超期', text: `超期 ${duration(stopped - due)}` }
}

/** 分 → "12.50 元" */
export function formatMoney(fen: number | null | undefined): string {
  if (!fen) return '0 元'
  const yuan = fen / 100
  return `${Number.isInteger(yuan) ? yuan : yuan.toFixed(2)} 元`
}

/** "12.5" (元) → 1250 分; undefined when it is no amount. Done on the digits, not on floating point. */
export function parseMoney(text: string): number | undefined {
  const found = /^\s*(\d{1,12})(?:\.(\d{1,2}))?\s*$/.exec(text)
  if (!found) return undefined
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0') || 0)
}

/** 1/1000000 points as "89.67", half up. */
export function points(micro: number | null | undefined): string {
  return micro === null || micro === undefined ? '—' : (Math.round(micro / 10_000) / 100).toFixed(2)
}

/** Micro-degrees → "120.123456" */
export function formatDegrees(micro: number | null | undefined): string {
  return micro === null || micro === undefined ? '' : (micro / 1e6).toFixed(6)
}

/** "120.123456" → micro-degrees; undefined when it is no coordinate. */
export function parseDegrees(text: string, limit: 90 | 180): number | undefined {
  if (!/^\s*-?\d{1,3}(\.\d+)?\s*$/.test(text)) return undefined
  const micro = Math.round(Number(text) * 1e6)
  return Math.abs(micro) <= limit * 1e6 ? micro : undefined
}

export function formatBytes(size: number): string {
  if (size < 1024) return `${size} B`
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`
  return `${(size / 1024 / 1024).toFixed(1)} MB`
}

/** Waiting time since an instant, for queues. */
export function waiting(ms: number): string {
  return `已等 ${duration(ms)}`
}
