// SPDX-License-Identifier: Apache-2.0
// Instructions with their receipts, and visits.
import type { Action, FileInfo, Ref } from './types'

export interface ReceivedCount {
  unread: number
  open: number
  urgent: number
}

export interface Instruction {
  id: string
  no: string
  title: string
  urgency: string
  urgency_text: string
  asks: string
  asks_text: string
  scope_text: string
  issuer: string
  unit: string
  status: string
  status_text: string
  sent_at: number
  due_at: number | null
  total: number
  unread: number
  relayed: number
  done: number
  ended_at: number | null
  version: number
}

export interface InstructionPage {
  id: string
  no: string
  title: string
  body: string
  relay_text: string
  urgency: string
  urgency_text: string
  asks: string
  scope_text: string
  issuer: string
  unit: Ref
  status: string
  status_text: string
  sent_at: number
  due_at: number | null
  reminded_at: number | null
  ended_at: number | null
  end_note: string
  version: number
  actions: Action[]
  board: {
    unit: Ref
    total: number
    unread: number
    relayed: number
    done: number
  }[]
  total: number
  unread: number
  relayed: number
  done: number
  files: FileInfo[]
}

export interface Receipt {
  id: string
  name: string
  unit: string
  grid: string
  status: string
  status_text: string
  read_at: number | null
  relayed_at: number | null
  done_at: number | null
  reminded_at: number | null
  note: string
}

export interface ReceivedItem {
  id: string
  instruction_id: string
  title: string
  urgency: string
  urgency_text: string
  asks: string
  issuer: string
  unit: string
  state: string
  status: string
  status_text: string
  sent_at: number
  due_at: number
  reminded_at: number | null
}

export interface ReceivedPage {
  id: string
  instruction_id: string
  no: string
  title: string
  body: string
  relay_text: string
  urgency: string
  urgency_text: string
  asks: string
  issuer: string
  unit: Ref
  state: string
  end_note: string
  status: string
  status_text: string
  sent_at: number
  due_at: number
  read_at: number | null
  relayed_at: number | null
  done_at: number | null
  reminded_at: number | null
  note: string
  actions: Action[]
  files: FileInfo[]
}

export interface VisitItem {
  id: string
  no: string
  kind: string
  kind_text: string
  status: string
  status_text: string
  at: number | null
  plan_day: number | null
  town: string
  community: string
  grid: string
  place: string
  matter: string
  done: string
  found: string
  found_text: string
  needs: string
  force_kind: string
  force_kind_text: string
  people: string
  people_unit: string
  user: string
  reminded_at: number | null
  version: number
}

export interface Visit {
  id: string
  no: string
  kind: string
  status: string
  status_text: string
  grid: {
    id: string
    code: string
    name: string
  }
  town: Ref
  community: Ref
  user: string
  at: number | null
  plan_day: number | null
  reminded_at: number | null
  force_kind: string
  people: string
  people_unit: string
  place: string
  person: string | null
  matter: string
  done: string
  needs: string
  found: string
  case_id: string | null
  parent_id: string | null
  version: number
  actions: Action[]
  files: FileInfo[]
  following: unknown[]
}
