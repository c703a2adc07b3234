// SPDX-License-Identifier: Apache-2.0
// Query codes remembered on this phone, if its owner wants it: sixteen characters are hard to keep otherwise.
// 保密举报 is never remembered here.
import { reactive } from 'vue'
import { cleanReceipt } from './receipt'
import { keep, load } from './storage'

export interface Mine {
  receipt: string
  no: string
  what: string
  at: number
}

const KEY = 'ys.mine'
const MOST = 20
export const mine = reactive<Mine[]>(load<Mine[]>('phone', KEY) ?? [])

export function remember(entry: Mine): void {
  forgetMine(entry.receipt)
  mine.unshift(entry)
  mine.splice(MOST)
  keep('phone', KEY, mine)
}

export function forgetMine(receipt: string): void {
  const at = mine.findIndex((row) => cleanReceipt(row.receipt) === cleanReceipt(receipt))
  if (at < 0) return
  mine.splice(at, 1)
  keep('phone', KEY, mine)
}
