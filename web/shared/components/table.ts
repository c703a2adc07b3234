// SPDX-License-Identifier: Apache-2.0
// What a ServerTable is told about its columns and filters.
import type { Option } from '../enums'

export interface Column {
  key: string
  title: string
  /** Name of the server's sort; the header becomes a button. */
  sort?: string
  width?: string
  /** Numbers stand right. */
  number?: boolean
}

export interface Filter {
  key: string
  label: string
  /** slot: the page gives the control in the slot `filter-<key>` */
  type: 'select' | 'text' | 'day' | 'check' | 'slot'
  options?: Option[]
  placeholder?: string
  /** A day that means its end (… until 23:59). */
  end?: boolean
}
