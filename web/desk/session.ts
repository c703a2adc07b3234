// SPDX-License-Identifier: Apache-2.0
// Who sits at this desk, what they may do, and how much work waits for them.
// Small on purpose: rights are the server's matter, here they only decide which menu entries are shown.
import { computed, reactive } from 'vue'
import { act, get } from '@shared/api/client'
import type { ReceivedCount } from '@shared/api/instruction'
import type { Me, PublicConfig } from '@shared/api/people'
import type { WorkCounts } from '@shared/api/work'
import { reconnect } from '@shared/live/live'
import { forgetPrefs, loadPrefs } from '@shared/prefs'
import { forgetUnsent } from './forms/unsent'

interface State {
  me: Me | undefined
  known: boolean
  counts: WorkCounts
  /** Instructions received: unread, still wanting something, unread and urgent. */
  received: ReceivedCount
  config: PublicConfig | undefined
}

const NONE: ReceivedCount = { unread: 0, open: 0, urgent: 0 }
export const session = reactive<State>({ me: undefined, known: false, counts: {}, received: { ...NONE }, config: undefined })

export const can = (...caps: string[]): boolean => caps.some((cap) => session.me?.caps.includes(cap) ?? false)
export const cityName = computed(() => session.config?.city ?? '')

let asking: Promise<void> | undefined
/** Asks once who is logged in; nobody is an answer too. */
export async function knowMe(): Promise<void> {
  if (session.known) return
  asking ??= (async () => {
    try {
      session.me = await get<Me>('/auth/me')
      if (!session.me.must_change) void loadPrefs()
    } catch {
      session.me = undefined
    }
    session.known = true
  })()
  await asking
  asking = undefined
}

export async function login(name: string, password: string): Promise<Me> {
  const me = await act<Me>('/auth/login', { login: name, password })
  session.me = me
  session.known = true
  reconnect()
  if (!me.must_change) void loadPrefs()
  return me
}

export async function logout(): Promise<void> {
  try {
    await act('/auth/logout', {})
  } finally {
    forget()
  }
}

export function forget(): void {
  forgetUnsent()
  session.me = undefined
  session.known = true
  session.counts = {}
  session.received = { ...NONE }
  forgetPrefs()
}

export async function loadCounts(): Promise<void> {
  if (!session.me || session.me.must_change) return
  try {
    const [counts, received] = await Promise.all([get<WorkCounts>('/board/me'), get<ReceivedCount>('/received/count')])
    session.counts = counts
    session.received = received
  } catch {
    // The counts are a help; a page that fails says so itself.
  }
}

export async function loadConfig(): Promise<PublicConfig | undefined> {
  if (!session.config) {
    try {
      session.config = await get<PublicConfig>('/public/config')
    } catch {
      return undefined
    }
  }
  return session.config
}
