// SPDX-License-Identifier: Apache-2.0
// Who is logged in on this phone, asked once per visit.
import { computed, ref } from 'vue'
import { act, get } from '@shared/api/client'
import { joinPlace } from '../lib/place'
import { STAFF_KEY } from '../lib/server'
import { forget, keep, load } from '../lib/storage'
import { startQueue, stopQueue } from '../offline/queue'
import { countReceived } from './received'
import { ApiError } from '@shared/api/problem'
import type { Me } from '@shared/api/people'
import { nameOf, type Ref } from '@shared/api/types'

const state = ref<Me | null>(null)
export const me = computed(() => state.value)

export const can = (cap: string): boolean => state.value?.caps.includes(cap) ?? false
export const isHead = computed(() => can('SELF_SAMPLE') || can('GRID_CHECK'))

const ME_KEY = 'ys.me'

/** Whose phone this is now: without a line the face still knows whose work it shows and keeps. */
function known(who: Me): void {
  state.value = who
  keep('phone', STAFF_KEY, 1)
  keep('phone', ME_KEY, who)
  startQueue(who.user_id)
  // A small page, and the one that tells what waits: it has to be on the phone before the line is gone, ahead of the others.
  void import('./OutboxPage.vue').catch(() => {})
  void countReceived()
}

/** True with a session. A dead line is no answer: the page opens and says so itself. */
export async function isLoggedIn(): Promise<boolean> {
  if (state.value) return true
  try {
    known(await get<Me>('/auth/me'))
    return true
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 0)) return false
    const kept = load<Me>('phone', ME_KEY)
    if (kept) known(kept)
    return true
  }
}

export async function login(name: string, password: string): Promise<Me> {
  const who = await act<Me>('/auth/login', { login: name, password })
  known(who)
  return who
}

export async function logout(): Promise<void> {
  try {
    await act('/auth/logout', {})
  } finally {
    sessionOver()
  }
}

export function passwordChanged(): void {
  if (state.value) state.value = { ...state.value, must_change: false }
}

/** Grids of the account's grants. */
export const myGridIds = computed(() => [
  ...new Set((state.value?.roles ?? []).map((role) => role.grid_id).filter((id): id is string => Boolean(id))),
])

/** Town, community and address in one line, without saying the town twice. */
export function whereText(item: { town?: Ref | string | null; community?: Ref | string | null; address: string }): string {
  return joinPlace([nameOf(item.town), nameOf(item.community), item.address])
}

/** Headline of a patrol case: the kind of matter and how the worker began to tell it. */
export function headline(type: string, summary: string): string {
  const first = summary.trim().split(/[。！？\n]/)[0] ?? ''
  return `${type}：${first}`.slice(0, 40)
}

export function sessionOver(): void {
  state.value = null
  forget('phone', ME_KEY)
  void stopQueue()
  forget('phone', STAFF_KEY)
}
