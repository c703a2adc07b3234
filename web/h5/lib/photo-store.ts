// SPDX-License-Identifier: Apache-2.0
// Photos of drafts in IndexedDB, because opening the camera may end the page on a phone with little memory.
// Every failure is quiet: a browser without storage (private window) loses the photos of a draft, nothing else.

const NAME = 'yingshao-h5'
const STORE = 'photos'

export interface StoredPhoto {
  /** draft name + photo id */
  key: string
  draft: string
  blob: Blob
  at: number
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1)
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE, { keyPath: 'key' }))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => resolve(null))
      request.addEventListener('blocked', () => resolve(null))
    } catch {
      resolve(null)
    }
  })
}

/** Runs one request in a transaction of its own; null on any failure. */
async function run<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  const db = await open()
  if (!db) return null
  return new Promise((resolve) => {
    const end = (value: T | null) => {
      db.close()
      resolve(value)
    }
    try {
      const transaction = db.transaction(STORE, mode)
      const request = ask(transaction.objectStore(STORE))
      transaction.addEventListener('complete', () => end(request.result))
      transaction.addEventListener('error', () => end(null))
      transaction.addEventListener('abort', () => end(null))
    } catch {
      end(null)
    }
  })
}

const keyOf = (draft: string, id: string) => `${draft}/${id}`

export async function keepPhoto(draft: string, id: string, blob: Blob): Promise<void> {
  await run('readwrite', (store) => store.put({ key: keyOf(draft, id), draft, blob, at: Date.now() } satisfies StoredPhoto))
}

export async function dropPhoto(draft: string, id: string): Promise<void> {
  await run('readwrite', (store) => store.delete(keyOf(draft, id)))
}

export async function storedPhoto(draft: string, id: string): Promise<Blob | null> {
  const found = await run<StoredPhoto | undefined>('readonly', (store) => store.get(keyOf(draft, id)))
  return found?.blob ?? null
}

/** Removes the photos of one draft, and those of any draft that are older than `before`. */
export async function dropPhotos(draft: string | null, before = 0): Promise<void> {
  const all = (await run<StoredPhoto[]>('readonly', (store) => store.getAll())) ?? []
  for (const photo of all)
    if (photo.draft === draft || photo.at < before) await run('readwrite', (store) => store.delete(photo.key))
}
