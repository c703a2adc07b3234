// SPDX-License-Identifier: Apache-2.0
// Instructions received: how many are unread, kept live by the stream, and what a page shows of one.
import { ref } from 'vue'
import { get } from '@shared/api/client'

export type { ReceivedPage, ReceivedItem } from '@shared/api/instruction'

export const receivedCount = ref({ unread: 0, open: 0, urgent: 0 })

export async function countReceived(): Promise<void> {
  try {
    receivedCount.value = await get('/received/count')
  } catch {
    // A dead line: the number stays as it was.
  }
}
