// SPDX-License-Identifier: Apache-2.0
// Whether there is a line at all, as the browser knows it. A server that does not answer is the matter of each request.
import { readonly, ref } from 'vue'

const state = ref(typeof navigator === 'undefined' || navigator.onLine !== false)
if (typeof window !== 'undefined') {
  window.addEventListener('online', () => (state.value = true))
  window.addEventListener('offline', () => (state.value = false))
}

export const online = readonly(state)
