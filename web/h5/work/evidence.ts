// SPDX-License-Identifier: Apache-2.0
// Which photos an order must carry before its result can be handed in (事项清单, 办结凭证). The server decides; this only
// tells the worker beforehand. Pure.
import type { Order } from '@shared/api/order'

export interface Evidence {
  /** none | text | photo | photo_pair | document */
  kind: string
  text: string
}

/** The rule, under either of the names the contract has had. */
export function evidenceOf(order: Order): Evidence {
  const found = order as unknown as Record<'evidence' | 'evidence_rule', { kind?: string; rule?: string; text?: string } | undefined>
  const rule = found.evidence_rule ?? found.evidence
  return { kind: rule?.kind ?? rule?.rule ?? 'none', text: rule?.text ?? '' }
}

/** What is still missing, as a sentence; '' when nothing is. `stages` are those of all photos of order and case. */
export function evidenceLacks(kind: string, role: string, stages: Set<string>): string {
  if (role !== 'lead') return ''
  if (kind === 'photo' && !stages.has('after') && !stages.has('evidence')) return '请拍一张处置后的照片。'
  if (kind === 'document' && !stages.has('document')) return '请拍下办结文书。'
  if (kind !== 'photo_pair') return ''
  if (!stages.has('before') && !stages.has('after')) return '请拍处置前、处置后的照片。'
  if (!stages.has('before')) return '请补一张处置前的照片。'
  return stages.has('after') ? '' : '请拍一张处置后的照片。'
}
