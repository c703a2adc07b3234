// SPDX-License-Identifier: Apache-2.0
// Drafts that survive a killed browser: one IndexedDB row per person and matter, written with strict durability.
//
// The matter is kept for a day. Who is calling (name, phone, id number) never goes to the disk of a shared machine: it stays in
// sessionStorage (drafts.ts), and after a crash the number comes back from the call.
import { PERSONAL } from '../drafts'
import type { Values } from '../forms/fields'

export interface Kept {
  id: string
  user: string
  at: number
  values: Values
}

const KEEP_MS = 86_400_000
const MOST = 10
const STORE = 'drafts'

let opened: Promise<IDBDatabase> | undefined
function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, failed) => {
    const asked = indexedDB.open('yingshao-seat', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' })
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error ?? new Error('indexedDB'))
  })
  opened.catch(() => (opened = undefined))
  return opened
}

async function run<T>(mode: IDBTransactionMode, fn: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  return new Promise<T>((done, failed) => {
    const tx = db.transaction(STORE, mode, { durability: 'strict' })
    const asked = fn(tx.objectStore(STORE))
    tx.oncomplete = () => done(asked.result)
    tx.onerror = tx.onabort = () => failed(tx.error ?? new Error('indexedDB'))
  })
}

const personalKey = (user: string, id: string) => `yingshao.seat.${user}.${id}`

export async function keepDraft(user: string, id: string, values: Values): Promise<boolean> {
  const matter: Values = {}
  const personal: Values = {}
  for (const [key, value] of Object.entries(values)) (PERSONAL.includes(key) ? personal : matter)[key] = value
  try {
    sessionStorage.setItem(personalKey(user, id), JSON.stringify(personal))
    // What comes from a reactive form is copied: the store takes plain values only.
    await run('readwrite', (store) => store.put({ id, user, at: Date.now(), values: JSON.parse(JSON.stringify(matter)) as Values }))
    return true
  } catch {
    return false
  }
}

export async function keptDrafts(user: string): Promise<Kept[]> {
  try {
    const all = await run('readonly', (store) => store.getAll() as IDBRequest<Kept[]>)
    const fresh = all.filter((row) => Date.now() - row.at < KEEP_MS)
    for (const old of all) if (!fresh.includes(old)) void run('readwrite', (store) => store.delete(old.id) as IDBRequest<undefined>)
    return fresh
      .filter((row) => row.user === user)
      .sort((a, b) => b.at - a.at)
      .slice(0, MOST)
      .map((row) => ({ ...row, values: { ...row.values, ...personalOf(user, row.id) } }))
  } catch {
    return []
  }
}
function personalOf(user: string, id: string): Values {
  try {
    return JSON.parse(sessionStorage.getItem(personalKey(user, id)) ?? '{}') as Values
  } catch {
    return {}
  }
}

export async function dropKept(user: string, id: string): Promise<void> {
  try {
    sessionStorage.removeItem(personalKey(user, id))
    await run('readwrite', (store) => store.delete(id) as IDBRequest<undefined>)
  } catch {
    // Nothing was kept, then.
  }
}
