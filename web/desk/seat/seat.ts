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
  let asked = 0
  let shown = 0
  /** Answers may overtake each other: what was asked earlier never replaces what was asked later. */
  async function load(): Promise<void> {
    if (!able.value) return
    const turn = ++asked
    try {
      const found = await get<Seat>('/hotline/seat')
      if (turn < shown) return
      shown = turn
      take(found)
    } catch (thrown) {
      fault.value = sentence(thrown)
    }
  }
  async function once(path: string, body: unknown): Promise<boolean> {
    fault.value = ''
    try {
      await act<unknown>(path, body)
      await load()
      return true
    } catch (thrown) {
      fault.value = thrown instanceof ApiError && Object.values(thrown.fields)[0] ? Object.values(thrown.fields)[0] as string : sentence(thrown)
      await load()
      return false
    }
  }
  let line: Promise<unknown> = Promise.resolve()
  const under = new Map<string, Promise<boolean>>()
  /** Runs one action and shows what the seat has become; false and a sentence when it was refused. While another is under way it
   * waits its turn (hanging up is never swallowed); the same one asked again meanwhile is the same one. */
  function run(path: string, body: unknown = {}): Promise<boolean> {
    const what = `${path} ${JSON.stringify(body)}`
    const same = under.get(what)
    if (same) return same
    const done = line
      .then(() => once(path, body))
      .finally(() => {
        under.delete(what)
        busy.value = under.size > 0
      })
    line = done
    under.set(what, done)
    busy.value = true
    return done
  }
  const call = computed<Call | undefined>(() => seat.value?.call ?? undefined)
  const on = (what: string, body: unknown = {}) => (call.value ? run(`/hotline/calls/${call.value.id}/${what}`, body) : Promise.resolve(false))

  onMounted(load)
  useLive(() => (able.value ? ['mine'] : []), load)
  return { seat, call, fault, busy, now, able, load, run, on }
}
export type SeatHandle = ReturnType<typeof useSeat>
