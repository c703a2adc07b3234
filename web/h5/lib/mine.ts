// SPDX-License-Identifier: Apache-2.0
// 我在这台手机上反映的: query codes remembered on this phone, only after its owner said yes, erasable one by one and all at once.
// 保密举报 is never remembered here.
import { reactive, ref } from 'vue'
import { cleanReceipt } from './receipt'
import { forget, keep, load } from './storage'

export interface Mine {
  receipt: string
  no: string
  what: string
  at: number
}

const KEY = 'ys.mine'
const CONSENT = 'ys.mine.ok'
const MOST = 20
export const mine = reactive<Mine[]>(load<Mine[]>('phone', KEY) ?? [])
const consent = ref(load<boolean>('phone', CONSENT) === true)

/** Whether the owner of the phone wants codes to be remembered. */
export const remembering = (): boolean => consent.value

export function setRemembering(yes: boolean): void {
  consent.value = yes
  if (yes) keep('phone', CONSENT, true)
  else forget('phone', CONSENT)
}

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
  if (mine.length) keep('phone', KEY, mine)
  else forget('phone', KEY)
}

/** Nothing of it stays on the phone, nor the consent. */
export function forgetAllMine(): void {
  mine.splice(0)
  forget('phone', KEY)
  setRemembering(false)
}
