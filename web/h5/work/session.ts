// SPDX-License-Identifier: Apache-2.0
// Who is logged in on this phone, asked once per visit.
import { computed, ref } from 'vue'
import { act, get } from '@shared/api/client'
import { joinPlace } from '../lib/place'
import { STAFF_KEY } from '../lib/server'
import { forget, keep } from '../lib/storage'
import { ApiError } from '@shared/api/problem'
import { nameOf, type Me, type Ref } from '@shared/api/types'

const state = ref<Me | null>(null)
export const me = computed(() => state.value)

export const can = (cap: string): boolean => state.value?.caps.includes(cap) ?? false
export const isHead = computed(() => can('SELF_SAMPLE') || can('GRID_CHECK'))

/** True with a session. A dead line is no answer: the page opens and says so itself. */
export async function isLoggedIn(): Promise<boolean> {
  if (state.value) return true
  try {
    state.value = await get<Me>('/auth/me')
    keep('phone', STAFF_KEY, 1)
    return true
  } catch (error) {
    return error instanceof ApiError && error.status === 0
  }
}

export async function login(name: string, password: string): Promise<Me> {
  state.value = await act<Me>('/auth/login', { login: name, password })
  keep('phone', STAFF_KEY, 1)
  return state.value
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
  forget('phone', STAFF_KEY)
}
