// SPDX-License-Identifier: Apache-2.0
// One ticking "now" for all clocks on a page: the server's time, every 20 s; every second for clocks of minutes.
import { onScopeDispose, readonly, ref } from 'vue'
import { serverNow } from './api/client'

const TICK_MS = 20_000
const now = ref(serverNow())
let ticking = false

export function useNow() {
  if (!ticking) {
    ticking = true
    setInterval(() => (now.value = serverNow()), TICK_MS)
  }
  now.value = serverNow()
  return readonly(now)
}

const second = ref(serverNow())
let watchers = 0
let beat: ReturnType<typeof setInterval> | undefined

/** Ticks every second as long as somebody on the page needs it. */
export function useSeconds() {
  watchers++
  second.value = serverNow()
  beat ??= setInterval(() => (second.value = serverNow()), 1000)
  onScopeDispose(() => {
    if (--watchers) return
    clearInterval(beat)
    beat = undefined
  })
  return readonly(second)
}
