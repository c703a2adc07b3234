// SPDX-License-Identifier: Apache-2.0
// Short messages that everybody gets: shown at the foot of the page and read out by screen readers.
import { readonly, ref } from 'vue'

const SHOWN_MS = 3000
const current = ref('')
export const message = readonly(current)
let timer: ReturnType<typeof setTimeout> | undefined

export function say(text: string): void {
  clearTimeout(timer)
  // Emptied first, so that the same sentence is read out a second time.
  current.value = ''
  setTimeout(() => {
    current.value = text
    timer = setTimeout(() => (current.value = ''), SHOWN_MS)
  }, 30)
}
