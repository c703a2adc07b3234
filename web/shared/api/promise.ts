// SPDX-License-Identifier: Apache-2.0
// Answers of the promise room (承诺账), see src/promise/promise_api.c.
import type { Colour } from '../enums'
import type { CaseHead } from './casehead'
import type { Action, FileInfo, Ref } from './types'

export interface PromiseItem {
  id: string
  /** By when, yyyymmdd. */
  day: number
  words: string
  unit: Ref | null
  status: string
  status_text?: string
  case_id: string
  case_no: string
  title: string
  colour: Colour
  colour_text?: string
  town: Ref | null
  order_id: string
  order_no: string
  origin: 'found' | 'hand'
  origin_text?: string
  first_day: number
  due_at: number
  confirmed_at: number | null
  moved_at: number | null
  move_reason: string
  stated_at: number | null
  statement: string
  asked: number
  next_ask_at: number | null
  heard_at: number | null
  heard: string
  heard_text?: string
  version: number
}

export interface PromiseOne {
  id: string
  case_id: string
  order_id: string
  unit: Ref | null
  status: string
  status_text: string
  version: number
  origin: 'found' | 'hand'
  words: string
  day: number
  first_day: number
  due_at: number
  made_at: number
  confirmed_at: number | null
  confirmed_by: string | null
  woken_at: number | null
  moved_at: number | null
  move_reason: string
  stated_at: number | null
  stated_by: string | null
  statement: string
  asked: number
  next_ask_at: number | null
  heard_at: number | null
  heard: string
  opinion: string
  actions: Action[]
}

export interface CasePromises {
  /** Orders whose unit may enter a promise by hand. */
  may_make: { id: string; no: string; unit: Ref | null }[]
  items: PromiseOne[]
}

export interface PromisePage {
  case: CaseHead
  order_no: string
  public_answer: string
  answered_at: number | null
  may_call: boolean
  promise: PromiseOne
  files: FileInfo[]
}

export interface PromiseContact {
  name: string | null
  phone: string | null
}

export interface PromiseShort {
  id: string
  status: string
  status_text: string
  day: number
  version: number
}

export interface PromiseUnit {
  id: string
  unit: string
  due: number
  stated: number
  kept: number
  broken: number
  unheard: number
  running: number
  moved: number
}
