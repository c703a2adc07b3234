// SPDX-License-Identifier: Apache-2.0
// The queue of a grid worker's phone: what was done lies in IndexedDB until the server has it, photos too.
//
// An item is one action with its photos. Each photo and the action itself carry an Idempotency-Key made when the item was made,
// so that sending again after a dead line, a killed browser or by two tabs at once never does anything twice. Nothing is
// removed before the server has answered definitely; what it refuses stays, with its words, until the person decides.
// This file imports nothing: the page and the service worker (Background Sync) each have it in their own bundle.

export type SendState = 'waiting' | 'sending' | 'conflict' | 'sent'

export interface QueuedFile {
  /** Key of the picture in the store `blobs`. */
  id: string
  /** object, id, stage of POST /files. */
  query: Record<string, string>
  key: string
  /** Set as soon as the server has it. */
  file_id?: string
}

export interface Item {
  id: string
  /** report | self | order | visit | receipt: which page it belongs to. */
  kind: string
  /** What the person did, in her words: "上报：井盖丢失". */
  title: string
  /** Where it may be looked at: a path of the face. */
  link?: string
  user: string
  made_at: number
  path: string
  body: Record<string, unknown>
  files: QueuedFile[]
  /** The ids of the photos go into this member of the body, left out when there are none; without a name they belong to their object at once. */
  file_field?: string
  key: string
  state: SendState
  /** What it was when the person acted, for the comparison of a conflict. */
  seen?: { text: string; version?: number }
  /** The object the conflict is about: GET of this path shows how it is now. */
  object?: string
  error?: string
  code?: string
  status?: number
  fields?: Record<string, string>
  tries: number
  next_at: number
  sent_at?: number
  answer?: Record<string, unknown>
}

interface StoredBlob {
  id: string
  blob: Blob
}

const NAME = 'yingshao-work'
const VERSION = 1
const API = '/api/v1'
const KEEP_SENT_MS = 3 * 86_400_000
const STUCK_MS = 4 * 60_000
const BACKOFF_MS = [2000, 5000, 15_000, 60_000, 300_000]

// ---- the store ----

let opened: Promise<IDBDatabase> | undefined

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('items', { keyPath: 'id' })
      request.result.createObjectStore('blobs', { keyPath: 'id' })
      request.result.createObjectStore('seen', { keyPath: 'id' })
      request.result.createObjectStore('meta', { keyPath: 'id' })
    }
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => {
      opened = undefined
      reject(request.error)
    }
  })
  return opened
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

type Store = 'items' | 'blobs' | 'seen' | 'meta'

export async function read<T>(store: Store, id: string): Promise<T | undefined> {
  return answerOf<T | undefined>((await database()).transaction(store).objectStore(store).get(id))
}

export async function readAll<T>(store: Store): Promise<T[]> {
  return answerOf<T[]>((await database()).transaction(store).objectStore(store).getAll())
}

export async function write(store: Store, value: { id: string }): Promise<void> {
  const transaction = (await database()).transaction(store, 'readwrite')
  transaction.objectStore(store).put(value)
  return done(transaction)
}

export async function clear(store: Store): Promise<void> {
  const transaction = (await database()).transaction(store, 'readwrite')
  transaction.objectStore(store).clear()
  return done(transaction)
}

/** The item and its pictures in one transaction: both lie on the phone, or neither. */
export async function add(item: Item, blobs: StoredBlob[]): Promise<void> {
  const transaction = (await database()).transaction(['items', 'blobs'], 'readwrite')
  for (const blob of blobs) transaction.objectStore('blobs').put(blob)
  transaction.objectStore('items').put(item)
  return done(transaction)
}

export async function drop(item: Item): Promise<void> {
  const transaction = (await database()).transaction(['items', 'blobs'], 'readwrite')
  for (const file of item.files) transaction.objectStore('blobs').delete(file.id)
  transaction.objectStore('items').delete(item.id)
  return done(transaction)
}

// ---- sending ----

class Stop extends Error {}

interface Refusal {
  status: number
  code: string
  detail: string
  fields: Record<string, string>
  retryMs: number
}

async function post(path: string, key: string, body: BodyInit, type?: string): Promise<Record<string, unknown> | Refusal> {
  let answer: Response
  try {
    answer = await fetch(API + path, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Idempotency-Key': key, ...(type ? { 'Content-Type': type } : {}) },
      body,
      credentials: 'same-origin',
      cache: 'no-store',
    })
  } catch {
    throw new Stop('网络不通，连上后自动发送。')
  }
  const text = await answer.text().catch(() => '')
  let told: Record<string, unknown> = {}
  try {
    told = JSON.parse(text) as Record<string, unknown>
  } catch {
    // Not ours: a proxy's page.
  }
  if (answer.ok) return told
  const errors = Array.isArray(told.errors) ? (told.errors as { field: string; text: string }[]) : []
  return {
    status: answer.status,
    code: typeof told.code === 'string' ? told.code : '',
    detail: typeof told.detail === 'string' ? told.detail : '',
    fields: Object.fromEntries(errors.map((error) => [error.field, error.text])),
    retryMs: Number(answer.headers.get('Retry-After') ?? 0) * 1000,
  }
}

const refused = (answer: Record<string, unknown> | Refusal): answer is Refusal => 'retryMs' in answer

/** Answers that say nothing about the action itself: it waits and is sent again. */
function mustWait(answer: Refusal): string {
  if (answer.status === 401) return '登录已失效，重新登录后自动发送。'
  if (answer.status === 429 || answer.status >= 500) return '服务正忙，稍后自动发送。'
  return ''
}

async function sendFiles(item: Item, changed: () => Promise<void>): Promise<Refusal | null> {
  for (const file of item.files) {
    if (file.file_id) continue
    const stored = await read<StoredBlob>('blobs', file.id)
    if (!stored) continue // the browser threw it away; the words still count
    const form = new FormData()
    form.append('file', stored.blob, stored.blob.type === 'image/jpeg' || !stored.blob.type ? 'photo.jpg' : 'photo.heic')
    const answer = await post(`/files?${new URLSearchParams(file.query)}`, file.key, form)
    if (refused(answer)) return answer
    file.file_id = String(answer.id)
    await changed()
  }
  return null
}

/** Sends one item as far as it goes. True when others may go on. */
async function sendOne(item: Item, changed: (item: Item) => Promise<void>): Promise<boolean> {
  item.state = 'sending'
  item.tries++
  item.next_at = now() + STUCK_MS
  await changed(item)
  try {
    let answer: Record<string, unknown> | Refusal | null = await sendFiles(item, () => changed(item))
    if (!answer) {
      const ids = item.files.map((file) => file.file_id).filter(Boolean)
      const body = item.file_field && ids.length ? { ...item.body, [item.file_field]: ids } : item.body
      answer = await post(item.path, item.key, JSON.stringify(body), 'application/json')
    }
    if (!refused(answer)) {
      item.state = 'sent'
      item.sent_at = now()
      item.answer = answer
      delete item.error
      await changed(item)
      return true
    }
    const wait = mustWait(answer)
    item.status = answer.status
    item.code = answer.code
    item.fields = answer.fields
    item.error = wait || Object.values(answer.fields)[0] || answer.detail || '服务器没有接受，请看一看。'
    if (answer.code === 'file.not_yours' && item.tries < 4) {
      // Drafts that lay too long on the server: the pictures travel again.
      for (const file of item.files) {
        delete file.file_id
        file.key = `${file.key.slice(0, 36)}-${item.tries}`
      }
      item.key = `${item.key.slice(0, 36)}-${item.tries}`
      item.state = 'waiting'
      item.next_at = now()
      await changed(item)
      return true
    }
    item.state = wait ? 'waiting' : 'conflict'
    item.next_at = now() + (answer.retryMs || backoff(item.tries))
    await changed(item)
    return !wait
  } catch (failure) {
    item.state = 'waiting'
    item.error = failure instanceof Stop ? failure.message : '这次没有发成，稍后自动再发。'
    item.next_at = now() + backoff(item.tries)
    await changed(item)
    return false
  }
}

const now = (): number => Date.now()
const backoff = (tries: number): number => BACKOFF_MS[Math.min(tries, BACKOFF_MS.length) - 1] ?? 2000

/** One at a time over all tabs and the service worker, where the browser can; the keys make the rest harmless. */
async function alone(run: () => Promise<void>): Promise<void> {
  const locks = (navigator as Navigator & { locks?: LockManager }).locks
  if (locks) await locks.request('yingshao-work', { ifAvailable: true }, async (lock) => (lock ? run() : undefined))
  else await run()
}

/** Sends what waits, oldest first, of whoever is logged in on this phone. `force`: now, whatever the pause after a failure. */
export async function drain(changed: (item: Item) => void = () => {}, force = false): Promise<void> {
  await alone(async () => {
    const user = (await read<{ id: string; value: string }>('meta', 'user'))?.value
    const tell = async (item: Item) => {
      await write('items', item)
      changed(item)
    }
    const items = (await readAll<Item>('items')).sort((a, b) => a.made_at - b.made_at)
    for (const item of items) {
      if (item.state === 'sent' && now() - (item.sent_at ?? 0) > KEEP_SENT_MS) await drop(item)
      if (item.user !== user || (item.state !== 'waiting' && item.state !== 'sending')) continue
      // "sending" here means that whoever sent it was killed: we hold the lock, or the time has run out.
      if (!force && item.next_at > now() && !(item.state === 'sending' && 'locks' in navigator)) continue
      if (!(await sendOne(item, tell))) return
    }
  })
}
