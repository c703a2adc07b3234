// SPDX-License-Identifier: Apache-2.0
// Whether the network is there, as far as the phone knows and as the last call found out.
import { readonly, ref } from 'vue'
import { ApiError } from '@shared/api/problem'

const state = ref(typeof navigator === 'undefined' || navigator.onLine !== false)
export const online = readonly(state)

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => (state.value = true))
  window.addEventListener('offline', () => (state.value = false))
}

/** True when a call failed because the line is dead, not because the server said no. */
export const isOffline = (error: unknown): boolean => error instanceof ApiError && error.status === 0

/** Runs `fn` whenever the network comes back, until the returned function is called. */
export function whenBack(fn: () => void): () => void {
  window.addEventListener('online', fn)
  return () => window.removeEventListener('online', fn)
}
