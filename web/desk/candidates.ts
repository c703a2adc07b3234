// SPDX-License-Identifier: Apache-2.0
// What the dialogs of joining and merging have in common.
import type { Candidate } from '@shared/api/intake'
import { nameOf, type Ref } from '@shared/api/types'
import type { Side } from './components/CompareSides.vue'
import type { Values } from './forms/fields'

interface Placed {
  town?: Ref | string | null
  community?: Ref | string | null
  address?: string
}
export const placeOf = (item: Placed) => [nameOf(item.town), nameOf(item.community), item.address].filter(Boolean).join(' ')

export function sideOf(item: Candidate): Side {
  return {
    head: `案件 ${item.no}`,
    title: item.title,
    body: item.body,
    place: placeOf(item),
    type: nameOf(item.event_type),
    at: item.opened_at,
    more: `${item.status_text}，已有 ${item.appeals} 件诉求`,
  }
}

/** What a person would write who follows the proposal; she may write something else. */
export const presetOf = (item: Candidate): Values => ({
  kind: item.notion === 'repeat' ? 'repeat' : 'same_matter',
  reason: `内容相似${item.percent}%，${item.why}；经核对是同一件事。`,
})
