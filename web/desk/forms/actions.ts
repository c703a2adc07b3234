// SPDX-License-Identifier: Apache-2.0
// An action of an object as a row: which dialog it opens, where it posts. The buttons themselves come from the server.
import type { Action } from '@shared/api/types'
import type { Field, Values } from './fields'

export interface ActionSpec<O> {
  title: string
  /** What happens when this is confirmed, in one sentence. */
  intro?: string | ((object: O) => string)
  fields: (object: O) => Field[]
  initial?: (object: O) => Values
  path: (object: O, values: Values) => string
  method?: 'POST' | 'PUT'
  /** What is missing outside of the fields (a choice that a slot draws). */
  check?: (object: O, values: Values) => Record<string, string>
  /** Shapes the body; default: the fields' values without the empty ones. `values` are those of the form as they are. */
  body?: (body: Values, object: O, values: Values) => Values
  submit?: string
  danger?: boolean
  /** The request carries the object's version (default yes). */
  versioned?: boolean
  /** Said after success. */
  said?: string | ((result: Values) => string)
}

/** Server's actions, plus those that are offered by capability when the server has not listed them. */
export function withExtras(actions: Action[] | undefined, extras: (Action & { show: boolean })[]): Action[] {
  const given = actions ?? []
  const known = new Set(given.map((action) => action.action))
  return [
    ...given,
    ...extras
      .filter((extra) => extra.show && !known.has(extra.action))
      .map(({ action, label, enabled }) => ({ action, label, enabled })),
  ]
}
