// SPDX-License-Identifier: Apache-2.0
// What the API answers in every room. Ids are strings, times epoch ms, positions micro-degrees (CGCS2000).
// Optional is what an answer may leave out; `| null` what it may say is nothing. Other rooms have files of their own.
import type { ClockLike } from '../format'

export interface List<T> {
  items: T[]
  next: string | null
  total: number
}

export interface Ref {
  id: string
  name: string
  code?: string
  kind?: string
}

export interface Short {
  id: string
  no?: string
  status?: string
  version?: number
}

export interface Action {
  action: string
  label: string
  enabled: boolean
  needs?: string
  reason?: string
  danger?: boolean
}

export interface Clock extends ClockLike {
  id?: string
}

export interface FileInfo {
  id: string
  stage: string
  name: string
  media_type: string
  size: number
  width?: number | null
  height?: number | null
  /** null while the file is not ready. */
  url: string | null
  thumb_url?: string | null
  uploaded_at: number
  uploaded_by?: string | { name: string } | null
  status: string
}

export interface EventEntry {
  seq: number
  kind: string
  text: string
  actor?: string | { name: string } | null
  unit?: string | { name: string } | null
  recorded_at: number
  happened_at?: number | null
  facts?: Record<string, unknown>
  note?: string | null
  /** For whom a deputy did it. */
  on_behalf?: string[]
  /** Colleagues a note is meant for. */
  mentions?: string[]
}

export interface FileEvidence {
  id: string
  taken_at: number | null
  lon: number | null
  lat: number | null
  original: string
  uploaded_at: number
}

/** A name, whether the answer carries it plain or inside an object. */
export function nameOf(value: Ref | string | { name: string } | null | undefined): string {
  if (!value) return ''
  return typeof value === 'string' ? value : value.name
}

/** Lines of an explanation, whether they come as text or as a list. */
export function lines(value: string | string[] | null | undefined): string[] {
  if (!value) return []
  return (Array.isArray(value) ? value : value.split('\n')).map((line) => line.trim()).filter(Boolean)
}

export interface Lines {
  lines: string
}

export interface RefVersion {
  version: number
  changed_at: number
  changed_by: string | null
  changed_by_name: string
  /** The columns of the row as they were. */
  body: Record<string, unknown>
}

/** A row of a kind without a type of its own. */
export type RefRow = Record<string, unknown>
