// SPDX-License-Identifier: Apache-2.0
// What was typed into a dialog that was closed without being sent: an Esc too many must not cost a page of words. Kept in the memory of the
// tab, for whoever is logged in, until it is sent, thrown away or the person leaves.
import type { Field, Values } from './fields'

const MOST = 20
const kept = new Map<string, Values>()

/** What differs from how the dialog began, if words are among it (a choice alone may be a suggestion, and is made again at once); uploads
 * stay with the control that made them. */
export function changed(fields: Field[], first: Values, now: Values): Values {
  const typed = fields.some((field) => field.type.startsWith('text') && (now[field.key] ?? '') !== (first[field.key] ?? ''))
  if (!typed) return {}
  const left = new Set(['refused', ...fields.filter((field) => field.type === 'files').map((field) => field.key)])
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => !left.has(key) && JSON.stringify(value ?? '') !== JSON.stringify(first[key] ?? '')))
}

export const unsent = (key: string): Values | undefined => kept.get(key)

export function keepUnsent(key: string, values: Values): void {
  kept.delete(key)
  if (Object.keys(values).length) kept.set(key, values)
  const oldest = kept.keys().next()
  if (kept.size > MOST && !oldest.done) kept.delete(oldest.value)
}

export const forgetUnsent = (): void => kept.clear()
