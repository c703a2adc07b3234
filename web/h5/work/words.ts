// SPDX-License-Identifier: Apache-2.0
// Words of instructions and visits, as users see them.
export const URGENCY_WORD: Record<string, string> = { normal: '一般', urgent: '紧急', critical: '特急' }
export const ASKS_WORD: Record<string, string> = { read: '阅知即可', relay: '请转达居民群', done: '办完请反馈' }
export const RECEIPT_WORD: Record<string, string> = { unread: '未读', read: '已读', relayed: '已转达', done: '已办' }
export const VISIT_KIND: Record<string, string> = { home: '入户走访', check: '现场核实', force: '力量报到' }
export const FOUND_WORD: Record<string, string> = { true: '属实', untrue: '不属实', unclear: '无法判断' }
export const FORCE_WORD: Record<string, string> = {
  enforcement: '执法人员',
  police: '社区民警',
  public_servant: '公职人员',
  party_member: '党员',
  doctor: '医务人员',
  volunteer: '志愿者',
  other: '其他',
}

const of = (ms: number): number => Number(new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', ''))

/** 20261122 → "11月22日"; today and tomorrow by name. */
export function dayText(day: number | null | undefined, now = Date.now()): string {
  if (!day) return ''
  if (day === of(now)) return '今天'
  if (day === of(now + 86_400_000)) return '明天'
  if (day === of(now - 86_400_000)) return '昨天'
  const text = String(day)
  const year = text.slice(0, 4) === String(of(now)).slice(0, 4) ? '' : `${text.slice(0, 4)}年`
  return `${year}${Number(text.slice(4, 6))}月${Number(text.slice(6))}日`
}

/** The value of <input type=date> as the API has days, and back. */
export const dayOf = (date: string): number => Number(date.replaceAll('-', ''))
export const dateOf = (day: number): string => `${String(day).slice(0, 4)}-${String(day).slice(4, 6)}-${String(day).slice(6)}`
export const todayPlus = (days: number): number => of(Date.now() + days * 86_400_000)
