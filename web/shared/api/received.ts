// SPDX-License-Identifier: Apache-2.0
// Instructions as their recipient sees them, on the desk and on the phone.
import type { Action, FileInfo, Ref } from './types'

export interface ReceivedItem {
  id: string
  instruction_id: string
  title: string
  urgency: string
  asks: string
  issuer: string
  unit: string
  state: string
  status: string
  sent_at: number
  due_at: number
  reminded_at: number | null
}

export interface Received extends Omit<ReceivedItem, 'unit'> {
  no: string
  body: string
  relay_text: string
  unit: Ref | null
  end_note: string
  status_text: string
  read_at: number | null
  relayed_at: number | null
  done_at: number | null
  note: string
  files: FileInfo[]
  actions: Action[]
}
