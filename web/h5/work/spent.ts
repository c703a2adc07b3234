// SPDX-License-Identifier: Apache-2.0
// What the work cost, and who else took part (H-01): typed in 元, sent in 分. Pure.
import type { Order } from '@shared/api/order'
import { formatMoney, parseMoney } from '@shared/format'

export interface Spent {
  yuan: string
  parties: { name: string; part: string; yuan: string }[]
}

const MAX_PARTIES = 20

export const emptySpent = (): Spent => ({ yuan: '', parties: [] })
const yuanOf = (fen: number | null | undefined) => (fen ? formatMoney(fen).replace(' 元', '') : '')

/** As it was handed in before. */
export const spentOf = (order: Pick<Order, 'cost_fen' | 'third_parties'>): Spent => ({
  yuan: yuanOf(order.cost_fen),
  parties: (order.third_parties ?? []).map((one) => ({ name: one.name, part: one.part ?? '', yuan: yuanOf(one.cost_fen) })),
})

export const mayAdd = (spent: Spent) => spent.parties.length < MAX_PARTIES
/** A row in which nothing stands is none. */
const given = (spent: Spent) => spent.parties.filter((one) => one.name.trim() || one.part.trim() || one.yuan.trim())
const amount = (yuan: string) => !yuan.trim() || parseMoney(yuan) !== undefined

/** What is wrong, as a sentence; '' when nothing. */
export function spentLacks(spent: Spent): string {
  if (!amount(spent.yuan) || !given(spent).every((one) => amount(one.yuan))) return '金额请填数字，如 8000 或 12.50。'
  return given(spent).every((one) => one.name.trim()) ? '' : '请写明第三方的名称。'
}

export const spentBody = (spent: Spent): Record<string, unknown> => ({
  ...(spent.yuan.trim() ? { cost_fen: parseMoney(spent.yuan) } : {}),
  ...(given(spent).length
    ? { third_parties: given(spent).map((one) => ({ name: one.name.trim(), part: one.part.trim(), cost_fen: parseMoney(one.yuan) ?? 0 })) }
    : {}),
})
