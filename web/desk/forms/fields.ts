// SPDX-License-Identifier: Apache-2.0
// Forms as tables: a field says what it is, SmartForm draws it, and the values become the body of a request.
import type { Option } from '@shared/enums'
import { parseMoney } from '@shared/format'

export type Values = Record<string, unknown>

export type FieldType =
  | 'text'
  | 'textarea'
  | 'number'
  | 'money'
  | 'day'
  | 'time'
  | 'select'
  | 'radio'
  | 'check'
  | 'checks'
  | 'colour'
  | 'unit'
  | 'units'
  | 'eventType'
  | 'staff'
  | 'case'
  | 'files'
  | 'parties'

export interface Field {
  key: string
  label: string
  type: FieldType
  required?: boolean | ((values: Values) => boolean)
  when?: (values: Values) => boolean
  help?: string
  placeholder?: string
  options?: Option[]
  rows?: number
  max?: number
  wide?: boolean
  /** Kinds of standard text that can be inserted. */
  texts?: string[]
  /** For units: which kinds. For staff: the unit. */
  kinds?: string[]
  unit?: string
  /** For units: only those below this one. */
  under?: string
  /** For staff: the field whose value is the unit. */
  unitFrom?: string
  /** For files: where they go. */
  upload?: { object: string; id?: string; stage: string; accept?: string }
}

export const visible = (fields: Field[], values: Values): Field[] => fields.filter((field) => !field.when || field.when(values))

export const isRequired = (field: Field, values: Values): boolean =>
  typeof field.required === 'function' ? field.required(values) : !!field.required

const empty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || value === false

/** What is missing or wrong before anything is sent; the server checks again. */
export function checkValues(fields: Field[], values: Values): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const field of visible(fields, values)) {
    const value = values[field.key]
    const verb = ['text', 'textarea', 'number', 'money'].includes(field.type) ? '填写' : '选择'
    if (isRequired(field, values) && empty(value)) errors[field.key] = `请${verb}${field.label}。`
    else if (field.type === 'money' && !empty(value) && parseMoney(String(value)) === undefined)
      errors[field.key] = `${field.label}应是金额，如 8000 或 12.50。`
    else if (field.max && typeof value === 'string' && [...value].length > field.max)
      errors[field.key] = `${field.label}最多 ${field.max} 字，现在 ${[...value].length} 字。`
  }
  return errors
}

/** Values of visible fields as a request body; empty ones are left out, amounts become 分. */
export function bodyOf(fields: Field[], values: Values): Values {
  const body: Values = {}
  for (const field of visible(fields, values)) {
    const value = values[field.key]
    if (field.type === 'check') body[field.key] = !!value
    else if (empty(value)) continue
    else if (field.type === 'money') body[field.key] = parseMoney(String(value))
    else if (field.type === 'number') body[field.key] = Number(value)
    else body[field.key] = typeof value === 'string' ? value.trim() : value
  }
  return body
}
