// SPDX-License-Identifier: Apache-2.0
// One ticking "now" for all clocks on a page: the server's time, every 20 s.
import { readonly, ref } from 'vue'
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
