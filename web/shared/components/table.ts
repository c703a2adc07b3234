// SPDX-License-Identifier: Apache-2.0
// What a ServerTable is told about its columns and filters.
import type { Option } from '../enums'

export interface Column {
  key: string
  title: string
  /** The server's sorts by this column, e.g. ['due_at'] or ['-at', 'at']; the header becomes a button. */
  sorts?: string[]
  width?: string
  /** Numbers stand right. */
  number?: boolean
  /** Not shown until somebody chooses it. */
  hidden?: boolean
  /** Cannot be hidden: the row would not be known without it. */
  keep?: boolean
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

/** A remembered set of filters; shared ones are seen by the whole unit, changed by their maker only. */
export interface SavedView {
  id: string
  page: string
  name: string
  /** The address as a query string, without the cursor. */
  query: string
  shared: boolean
  mine: boolean
  owner?: string
  position: number
  version: number
}

/** Tells a ServerTable the type of its rows where no other prop does. */
export const rowsOf = <T>(): T | undefined => undefined
