// SPDX-License-Identifier: Apache-2.0
// Reference rows into form values and back: what was emptied is sent as empty ("" for texts, null for links), so that an
// edit can take something away; a new row leaves it out.
import { bodyOf, visible, type Values } from '../forms/fields'
import type { RefRow, RefSpec } from './specs'

const LINKS = ['unit', 'staff', 'eventType', 'case']

export function valuesOf(spec: RefSpec, row: RefRow): Values {
  const values: Values = {}
  for (const field of spec.fields) {
    const value = row[field.key]
    if (field.type === 'check') values[field.key] = value === true || value === 1
    else if (value !== null && value !== undefined) values[field.key] = typeof value === 'number' ? String(value) : value
  }
  return values
}

/** Fields that only a new row may give are left out of an edit. */
export const fieldsOf = (spec: RefSpec, fresh: boolean) => spec.fields.filter((field) => fresh || !spec.fixed?.includes(field.key))

export function refBody(spec: RefSpec, values: Values, fresh: boolean): Values {
  const fields = fieldsOf(spec, fresh)
  const body = bodyOf(fields, values)
  if (typeof body.level === 'string') body.level = Number(body.level)
  if (fresh) return body
  const shown = new Set(visible(fields, values).map((field) => field.key))
  for (const field of fields) {
    if (body[field.key] !== undefined) continue
    if (LINKS.includes(field.type)) body[field.key] = null
    else if (['text', 'textarea'].includes(field.type) && !(shown.has(field.key) && field.required)) body[field.key] = ''
  }
  return body
}
