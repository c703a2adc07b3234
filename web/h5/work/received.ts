// SPDX-License-Identifier: Apache-2.0
// Instructions received: how many are unread, kept live by the stream, and what a page shows of one.
import { ref } from 'vue'
import { get } from '@shared/api/client'
import type { FileInfo, Ref } from '@shared/api/types'

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
  actions: { action: string; label: string }[]
}

export const receivedCount = ref({ unread: 0, open: 0, urgent: 0 })

export async function countReceived(): Promise<void> {
  try {
    receivedCount.value = await get('/received/count')
  } catch {
    // A dead line: the number stays as it was.
  }
}
