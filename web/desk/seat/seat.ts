// SPDX-License-Identifier: Apache-2.0
// The own seat and the call on it, kept fresh by the live stream, with what one can do about them.
import { computed, onMounted, onScopeDispose, ref, shallowRef } from 'vue'
import { act, get } from '@shared/api/client'
import { ApiError, sentence } from '@shared/api/problem'
import { useLive } from '@shared/live/live'
import { can } from '../session'
import type { Call, Seat } from './types'

export function useSeat() {
  const seat = shallowRef<Seat>()
  const fault = ref('')
  const busy = ref(false)
  const now = ref(Date.now())
  let skew = 0
  const able = computed(() => can('HOTLINE'))
  const ticking = setInterval(() => (now.value = Date.now() + skew), 1000)
  onScopeDispose(() => clearInterval(ticking))

  function take(found: Seat): void {
    seat.value = found
    skew = found.now - Date.now()
    now.value = found.now
  }
  async function load(): Promise<void> {
    if (!able.value) return
    try {
      take(await get<Seat>('/hotline/seat'))
    } catch (thrown) {
      fault.value = sentence(thrown)
    }
  }
  /** Runs one action and shows what the seat has become; false and a sentence when it was refused. */
  async function run(path: string, body: unknown = {}): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    fault.value = ''
    try {
      await act<unknown>(path, body)
      await load()
      return true
    } catch (thrown) {
      fault.value = thrown instanceof ApiError && Object.values(thrown.fields)[0] ? Object.values(thrown.fields)[0] as string : sentence(thrown)
      await load()
      return false
    } finally {
      busy.value = false
    }
  }
  const call = computed<Call | undefined>(() => seat.value?.call ?? undefined)
  const on = (what: string, body: unknown = {}) => (call.value ? run(`/hotline/calls/${call.value.id}/${what}`, body) : Promise.resolve(false))

  onMounted(load)
  useLive(() => (able.value ? ['mine'] : []), load)
  return { seat, call, fault, busy, now, able, load, run, on }
}
export type SeatHandle = ReturnType<typeof useSeat>
