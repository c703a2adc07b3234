// SPDX-License-Identifier: Apache-2.0
// The service worker of the phone face: keeps the shell of one version on the phone, so that pages open at once on a slow line
// and without one. It never touches /api/: what is said and what is read go to the server or to the forms' own queues.
//
// One cache per version (the list of files is its name). A new version waits until the person agrees (parts/UpdateBar.vue)
// or all pages are closed; then the old cache goes. vite.config.ts writes the list of files into the built worker.
import { drain } from './offline/core?own'

declare const SHELL_FILES: string[]
declare const SHELL_VERSION: string

interface Lifetime extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface Fetching extends Lifetime {
  request: Request
  respondWith(answer: Promise<Response> | Response): void
}
interface Scope {
  addEventListener(kind: 'install' | 'activate' | 'sync', run: (event: Lifetime) => void): void
  addEventListener(kind: 'fetch', run: (event: Fetching) => void): void
  addEventListener(kind: 'message', run: (event: MessageEvent) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void>; matchAll(): Promise<{ postMessage(message: unknown): void }[]> }
  location: Location
}
const worker = globalThis as unknown as Scope

const PREFIX = 'ys-shell-'
const CACHE = PREFIX + SHELL_VERSION
const SHELL = '/h5/index.html'

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(SHELL_FILES)))
})

async function dropOldVersions(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
  await worker.clients.claim()
}
worker.addEventListener('activate', (event) => event.waitUntil(dropOldVersions()))

worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting()
})

/** The shell of this version, for every page of the face; from the network only when the cache was cleared. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(SHELL)) ?? fetch(request)
}

/** Files with a hash in their name never change: whoever has one keeps it. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok && fresh.type === 'basic') await cache.put(request, fresh.clone())
  return fresh
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (request.mode === 'navigate' && url.pathname.startsWith('/h5')) event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/') || /^\/h5\/[\w-]+\.(png|svg|webmanifest)$/.test(url.pathname)) event.respondWith(asset(request))
})

// Background Sync: what a grid worker's phone holds back is sent when the line returns, also with no page open (h5/offline).
async function sendWork(): Promise<void> {
  await drain()
  for (const client of await worker.clients.matchAll()) client.postMessage('work sent')
}

worker.addEventListener('sync', (event) => event.waitUntil(sendWork()))
