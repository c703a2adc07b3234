// SPDX-License-Identifier: Apache-2.0
// What was written without network goes by itself when the network is back: the draft of the form is the queue, its key
// makes a second try harmless, and its photos come from the phone's photo store. One attempt at a time over all open pages.
import { reactive, readonly } from 'vue'
import { ApiError } from '@shared/api/problem'
import { loadDraft, storeDraft } from '../lib/draft'
import { isOffline, online, whenBack } from '../lib/online'
import { dropPhoto, keepPhoto, storedPhoto } from '../lib/photo-store'
import type { SentFile } from '../lib/photos'
import { sendPhoto } from '../lib/server'
import { emptyReport, type ReportForm, type ReportKind } from './report'
import { draftOf, sendReport, unseenReceipts, type Receipt } from './sending'

const state = reactive<{ sending: boolean; waiting: number; first: ReportKind; problem: string; receipts: Receipt[] }>({
  sending: false,
  waiting: 0,
  first: 'citizen',
  problem: '',
  receipts: [],
})
export const outbox = readonly(state) as typeof state

const KINDS: ReportKind[] = ['citizen', 'enterprise']
const AGAIN_MS = 30_000
const SENDING = 'ys.outbox' // the lock of whoever sends
let timer: ReturnType<typeof setTimeout> | undefined

const waitingForm = (kind: ReportKind): ReportForm | null => {
  const found = loadDraft<ReportForm>(draftOf(kind))
  return found?.waiting ? { ...emptyReport(), ...found } : null
}

/* ---- a copy beside the photos: what a page writes into localStorage reaches the phone seconds later, and a killed browser loses it ---- */

const COPY = 'form'
const RESTORE_MS = 300
let started = false

/** Kept as long as the form waits; a secret one never lies about. */
export const keepCopy = (kind: ReportKind, form: ReportForm): Promise<void> =>
  form.waiting && !form.secret ? keepPhoto(draftOf(kind), COPY, new Blob([JSON.stringify(form)])) : dropPhoto(draftOf(kind), COPY)

async function restoreOne(kind: ReportKind): Promise<void> {
  const copy = waitingForm(kind) ? null : await storedPhoto(draftOf(kind), COPY)
  const form = copy ? (JSON.parse(await copy.text()) as ReportForm) : null
  if (form?.waiting && !started) storeDraft(draftOf(kind), form, 'phone')
}

const restoreAll = (): Promise<unknown> => Promise.allSettled(KINDS.map(restoreOne))

/**
 * Before any page is open, and never for long: once somebody writes, nothing comes from behind. While another page sends, a copy
 * without its draft is not what was lost but what has just arrived.
 */
export const restoreWaiting = (): Promise<unknown> =>
  Promise.race([
    navigator.locks ? navigator.locks.request(SENDING, { ifAvailable: true }, (mine) => (mine ? restoreAll() : undefined)) : restoreAll(),
    new Promise((resolve) => setTimeout(resolve, RESTORE_MS)),
  ])

export function refreshOutbox(): void {
  const kinds = KINDS.filter((kind) => waitingForm(kind))
  state.waiting = kinds.length
  state.first = kinds[0] ?? 'citizen'
  state.receipts = unseenReceipts()
}

/** Photos that are not on the server yet; a picture that the phone no longer has does not hold up the words. */
async function sendPhotos(form: ReportForm, save: () => void, draft: string): Promise<SentFile[]> {
  for (const photo of form.photos) {
    if (photo.file) continue
    const blob = await storedPhoto(draft, photo.id)
    if (!blob) continue
    const { id, claim, status } = await sendPhoto<SentFile & { status?: string }>('/public/files', {}, blob, {})
    if (status === 'quarantined') continue
    photo.file = claim ? { id, claim } : { id }
    save()
  }
  return form.photos.flatMap((photo) => (photo.file ? [{ ...photo.file }] : []))
}

async function attempt(kind: ReportKind): Promise<void> {
  const form = waitingForm(kind)
  if (!form) return
  const draft = draftOf(kind)
  const save = () => {
    storeDraft(draft, form, form.secret ? 'visit' : 'phone')
    void keepCopy(kind, form)
  }
  try {
    const files = await sendPhotos(form, save, draft)
    await sendReport(form, kind, files, save)
  } catch (error) {
    if (isOffline(error) || (error instanceof ApiError && error.uncertain)) throw error
    // The server said no: somebody must look at it.
    form.waiting = false
    save()
    state.problem = error instanceof ApiError ? error.message : '有一份反映没能自动提交，请打开看看。'
  }
}

async function attemptAll(): Promise<void> {
  for (const kind of KINDS) await attempt(kind)
}

/** Tries what waits; again in half a minute while the line is bad. */
export async function flushOutbox(): Promise<void> {
  if (state.sending) return
  refreshOutbox()
  if (!state.waiting || !online.value) return
  state.sending = true
  clearTimeout(timer)
  try {
    await (navigator.locks ? navigator.locks.request(SENDING, attemptAll) : attemptAll())
  } catch {
    timer = setTimeout(() => void flushOutbox(), AGAIN_MS)
  } finally {
    state.sending = false
    refreshOutbox()
  }
}

export function startOutbox(): void {
  started = true
  refreshOutbox()
  whenBack(() => void flushOutbox())
  setTimeout(() => void flushOutbox(), 1500)
}
