// SPDX-License-Identifier: Apache-2.0
// What was last read from the server, for a dead line: pages show it with the time at which it was read. Cleared at logout.
import { get } from '@shared/api/client'
import { isOffline } from '../lib/online'
import { read, write } from './core'

interface Seen<T> {
  id: string
  at: number
  value: T
}
export interface Read<T> {
  value: T
  /** When it was read; null: just now. */
  at: number | null
}

const KEEP_MS = 14 * 86_400_000

/** GET that remembers. Without a line: what was read before, or the error. */
export async function getSeen<T>(path: string, query: Record<string, string | number | boolean> = {}, signal?: AbortSignal): Promise<Read<T>> {
  const id = `${path}?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`
  try {
    const value = await get<T>(path, query, signal)
    void write('seen', { id, at: Date.now(), value } as Seen<T>).catch(() => {})
    return { value, at: null }
  } catch (error) {
    if (!isOffline(error)) throw error
    const found = await read<Seen<T>>('seen', id).catch(() => undefined)
    if (!found || Date.now() - found.at > KEEP_MS) throw error
    return { value: found.value, at: found.at }
  }
}

/** Reads ahead what will be wanted without a line, one after the other, quietly. */
export async function readAhead(paths: string[]): Promise<void> {
  for (const path of paths) {
    try {
      await getSeen(path)
    } catch {
      return
    }
  }
}

/** Files of the pages that are open come to lie in the cache of the service worker, so that they open without a line. */
export async function keepPages(): Promise<void> {
  if (!navigator.serviceWorker?.controller) return
  const files = performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === window.location.origin && url.pathname.startsWith('/assets/'))
  for (const url of files) await fetch(url.pathname).catch(() => undefined)
}
