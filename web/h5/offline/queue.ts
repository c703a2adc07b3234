// SPDX-License-Identifier: Apache-2.0
// The queue as pages see it: put something in, wait a moment for its answer, look at what waits, decide about conflicts.
// It is sent at once, again when the network comes back, when the page is opened or shown, after a growing pause, and by
// Background Sync where the browser has it.
import { computed, reactive, ref } from 'vue'
import { newKey } from '@shared/api/client'
import { ApiError, readProblem } from '@shared/api/problem'
import * as core from './core'
import type { Item, SendState } from './core'

export type { Item, SendState }

export const STATE_TEXT: Record<SendState, string> = { waiting: '等待发送', sending: '正在发送', conflict: '有冲突', sent: '已送达' }
const LOOK_MS = 12_000
const SYNC_TAG = 'yingshao-work'

const known = reactive(new Map<string, Item>())
const me = ref('')

/** Of whoever is logged in, newest first. */
export const items = computed(() => [...known.values()].filter((item) => item.user === me.value).sort((a, b) => b.made_at - a.made_at))
export const waiting = computed(() => items.value.filter((item) => item.state === 'waiting' || item.state === 'sending'))
export const conflicts = computed(() => items.value.filter((item) => item.state === 'conflict'))

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('yingshao-work')
const watchers = new Set<(item: Item) => void>()

function note(item: Item): void {
  known.set(item.id, { ...item, files: item.files.map((file) => ({ ...file })) })
  for (const watcher of watchers) watcher(item)
}

async function look(): Promise<void> {
  try {
    const all = await core.readAll<Item>('items')
    for (const id of known.keys()) if (!all.some((item) => item.id === id)) known.delete(id)
    for (const item of all) note(item)
  } catch {
    // A browser without IndexedDB (private window): nothing can wait, everything is sent at once or not at all.
  }
}

let running: Promise<void> | undefined
let again = false

/** Sends what waits. Calls while it runs make it look once more. */
export function flush(force = false): Promise<void> {
  if (running) {
    again = true
    return running
  }
  running = (async () => {
    do {
      again = false
      try {
        await core.drain((item) => {
          note(item)
          channel?.postMessage(item.id)
        }, force)
      } catch {
        return
      }
    } while (again)
  })().finally(() => {
    running = undefined
  })
  return running
}

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> }
}

async function askForSync(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration('/h5/')) as SyncRegistration | undefined
    await registration?.sync?.register(SYNC_TAG)
  } catch {
    // Not offered: the page sends when it is open.
  }
}

export interface NewItem {
  kind: string
  title: string
  path: string
  body: Record<string, unknown>
  photos?: { blob: Blob; query: Record<string, string> }[]
  file_field?: string
  link?: string
  seen?: Item['seen']
  object?: string
}

/** Puts it on the phone. From here on it cannot be lost. */
export async function enqueue(what: NewItem): Promise<Item> {
  const photos = (what.photos ?? []).map((photo) => ({ id: newKey(), key: newKey(), ...photo }))
  const item: Item = {
    id: newKey(),
    kind: what.kind,
    title: what.title,
    user: me.value,
    made_at: Date.now(),
    path: what.path,
    body: JSON.parse(JSON.stringify(what.body)) as Record<string, unknown>,
    files: photos.map(({ id, key, query }) => ({ id, key, query: { ...query } })),
    key: newKey(),
    state: 'waiting',
    tries: 0,
    next_at: 0,
    ...(what.file_field ? { file_field: what.file_field } : {}),
    ...(what.link ? { link: what.link } : {}),
    ...(what.seen ? { seen: { ...what.seen } } : {}),
    ...(what.object ? { object: what.object } : {}),
  }
  await core.add(item, photos.map(({ id, blob }) => ({ id, blob })))
  note(item)
  void askForSync()
  void navigator.storage?.persist?.().catch(() => false)
  return item
}

export interface Outcome {
  /** sent: the server has it; waiting: it lies on the phone. */
  state: 'sent' | 'waiting'
  item: Item
  answer: Record<string, unknown>
}

/**
 * Puts it into the queue and waits a moment for the answer. What the server refuses while the form is still open comes back as
 * the usual ApiError (the form can show it beside its fields), and leaves the queue; a conflict stays there, to be compared.
 */
export async function submit(what: NewItem): Promise<Outcome> {
  const item = await enqueue(what)
  const settled = new Promise<Item>((resolve) => {
    const watcher = (now: Item) => {
      if (now.id !== item.id || now.state === 'sending' || (now.state === 'waiting' && now.tries === 0)) return
      watchers.delete(watcher)
      resolve(now)
    }
    watchers.add(watcher)
    setTimeout(() => {
      watchers.delete(watcher)
      resolve(known.get(item.id) ?? item)
    }, LOOK_MS)
  })
  void flush(true)
  const last = await settled
  if (last.state === 'conflict' && last.status !== 409) {
    await core.drop(last)
    known.delete(last.id)
    const problem = readProblem(last.status ?? 0, '', null)
    problem.code = last.code ?? ''
    problem.detail = last.error ?? ''
    problem.errors = Object.entries(last.fields ?? {}).map(([field, text]) => ({ field, code: '', text }))
    throw new ApiError(problem)
  }
  if (last.state === 'conflict') throw new ConflictError(last)
  return { state: last.state === 'sent' ? 'sent' : 'waiting', item: last, answer: last.answer ?? {} }
}

/** The object has changed meanwhile: the item waits on the outbox page, where both sides are shown. */
export class ConflictError extends Error {
  readonly item: Item
  constructor(item: Item) {
    super(item.error ?? '内容已有变动。')
    this.name = 'ConflictError'
    this.item = item
  }
}

/** Send it anyway, on what the object is now. */
export async function sendOnNow(item: Item, version: number | undefined): Promise<void> {
  const next: Item = { ...item, files: item.files.map((file) => ({ ...file })), key: newKey(), state: 'waiting', tries: 0, next_at: 0 }
  if (version !== undefined && 'version' in next.body) next.body = { ...next.body, version }
  delete next.error
  await core.write('items', next)
  note(next)
  await flush(true)
}

export async function giveUp(item: Item): Promise<void> {
  await core.drop(item)
  known.delete(item.id)
  channel?.postMessage(item.id)
}

/** The picture of an item, to show it while it waits. */
export async function pictureOf(id: string): Promise<Blob | undefined> {
  return (await core.read<{ id: string; blob: Blob }>('blobs', id))?.blob
}

let started = false
/** Whose queue it is; called when the account is known. */
export function startQueue(userId: string): void {
  me.value = userId
  void core.write('meta', { id: 'user', value: userId } as { id: string }).then(look).then(() => flush()).catch(() => {})
  if (started) return
  started = true
  window.addEventListener('online', () => void flush(true))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look().then(() => flush())
  })
  channel?.addEventListener('message', () => void look())
  navigator.serviceWorker?.addEventListener('message', (event) => {
    if (event.data === 'work sent') void look()
  })
  setInterval(() => {
    if (waiting.value.length && navigator.onLine !== false) void flush()
  }, 10_000)
}

/** Logged out: what waits stays on the phone for its owner, what was only read goes. */
export async function stopQueue(): Promise<void> {
  me.value = ''
  try {
    await core.write('meta', { id: 'user', value: '' } as { id: string })
    await core.clear('seen')
  } catch {
    // Nothing was kept.
  }
}
