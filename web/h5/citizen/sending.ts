// SPDX-License-Identifier: Apache-2.0
// How a form leaves the phone, from the page or later by itself: the same key until the server has answered definitely, so
// that nothing arrives twice; what it answered is kept until the person has seen it, because a receipt is told only once.
import { newKey } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import { discardDraft } from '../lib/draft'
import { remember, remembering } from '../lib/mine'
import type { SentFile } from '../lib/photos'
import { tell } from '../lib/server'
import { keep, load, type Where } from '../lib/storage'
import { anonymityOf, reportBody, type ReportForm, type ReportKind } from './report'

export interface Receipt {
  no: string
  receipt: string
  what: string
  at: number
  anonymity: string
  phone: boolean
  joined: boolean
  /** The matter to be joined had ended meanwhile. */
  joinEnded: boolean
  enterprise: boolean
}

const RECEIPT = 'ys.receipt'
/** A secret report leaves nothing on the phone that outlives the visit. */
const whereOf = (receipt: Receipt): Where => (receipt.anonymity === 'secret' ? 'visit' : 'phone')
const UNSEEN = 'ys.receipts'

/** The last receipt of this visit. */
export const lastReceipt = (): Receipt | null => load<Receipt>('visit', RECEIPT)
export const showLater = (receipt: Receipt): void => void keep('visit', RECEIPT, receipt)

/** Receipts that came while nobody was looking. */
export const unseenReceipts = (): Receipt[] => [...(load<Receipt[]>('phone', UNSEEN) ?? []), ...(load<Receipt[]>('visit', UNSEEN) ?? [])]

export function receiptSeen(receipt: Receipt): void {
  for (const where of ['phone', 'visit'] as Where[])
    keep(where, UNSEEN, (load<Receipt[]>(where, UNSEEN) ?? []).filter((row) => row.receipt !== receipt.receipt))
}

export const draftOf = (kind: ReportKind): string => (kind === 'enterprise' ? 'enterprise' : 'report')

/** Posts the form once. Throws ApiError; `save` is called whenever key or doubt changed. */
export async function sendReport(
  form: ReportForm,
  kind: ReportKind,
  files: SentFile[],
  save: () => void,
  working: (busy: boolean) => void = () => {},
): Promise<Receipt> {
  const body = reportBody(form, kind, files)
  const content = JSON.stringify(body)
  if (!form.key || form.tried !== content) {
    form.key = newKey()
    form.tried = content
  }
  save()
  try {
    const answer = await tell<{ no: string; receipt: string; joined?: boolean; join_ended?: boolean }>('/public/appeals', body, {
      key: form.key,
      working,
    })
    const receipt: Receipt = {
      no: answer.no,
      receipt: answer.receipt,
      what: form.body.trim().slice(0, 20),
      at: Date.now(),
      anonymity: anonymityOf(form),
      phone: Boolean(body.phone),
      joined: answer.joined === true,
      joinEnded: answer.join_ended === true,
      enterprise: kind === 'enterprise',
    }
    // Kept before anything else can fail: it is told only once.
    const where = whereOf(receipt)
    keep(where, UNSEEN, [receipt, ...(load<Receipt[]>(where, UNSEEN) ?? [])])
    if (remembering() && where === 'phone') remember({ receipt: receipt.receipt, no: receipt.no, what: receipt.what, at: receipt.at })
    await discardDraft(draftOf(kind)) // the copy too, before another page may take it for a lost one
    return receipt
  } catch (error) {
    if (error instanceof ApiError) {
      form.uncertain = error.uncertain && error.status !== 429
      if (!error.uncertain) form.key = ''
      save()
    }
    throw error
  }
}
