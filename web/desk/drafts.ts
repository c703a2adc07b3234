// SPDX-License-Identifier: Apache-2.0
// Drafts of the intake form, so that a crash or a lost session during a call loses nothing.
//
// The matter is kept in localStorage for a day under the person's own key. Who is calling (name, phone, id number)
// is kept only in sessionStorage: it survives a reload but not the closing of the tab on a shared machine.
import type { Values } from './forms/fields'

export interface Draft {
  id: string
  at: number
  values: Values
}

const KEEP_MS = 86_400_000
const MOST = 10
export const PERSONAL = ['name', 'phone', 'id_number']

const storeKey = (user: string) => `yingshao.intake.${user}`
const personalKey = (user: string, id: string) => `yingshao.intake.${user}.${id}`

function read(user: string): Draft[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(storeKey(user)) ?? '[]')
    return Array.isArray(found) ? (found as Draft[]).filter((draft) => Date.now() - draft.at < KEEP_MS) : []
  } catch {
    return []
  }
}

function write(user: string, kept: Draft[]): void {
  try {
    if (kept.length) localStorage.setItem(storeKey(user), JSON.stringify(kept.slice(0, MOST)))
    else localStorage.removeItem(storeKey(user))
  } catch {
    // A full or forbidden store: the form still works, only without a draft.
  }
}

export function drafts(user: string): Draft[] {
  return read(user)
}

export function saveDraft(user: string, id: string, values: Values): void {
  const matter: Values = {}
  const personal: Values = {}
  for (const [key, value] of Object.entries(values)) (PERSONAL.includes(key) ? personal : matter)[key] = value
  write(user, [{ id, at: Date.now(), values: matter }, ...read(user).filter((draft) => draft.id !== id)])
  try {
    sessionStorage.setItem(personalKey(user, id), JSON.stringify(personal))
  } catch {
    // As above.
  }
}

export function openDraft(user: string, id: string): Values | undefined {
  const draft = read(user).find((candidate) => candidate.id === id)
  if (!draft) return undefined
  try {
    return { ...draft.values, ...(JSON.parse(sessionStorage.getItem(personalKey(user, id)) ?? '{}') as Values) }
  } catch {
    return draft.values
  }
}

export function dropDraft(user: string, id: string): void {
  write(
    user,
    read(user).filter((draft) => draft.id !== id),
  )
  try {
    sessionStorage.removeItem(personalKey(user, id))
  } catch {
    // As above.
  }
}
