// SPDX-License-Identifier: Apache-2.0
// Live updates for pages: `useLive(topics, refetch)` calls back when something it shows has changed.
//
// The stream lives in a SharedWorker; where there is none (some phones) the tab holds its own. Refetches
// are gathered for half a second, spread at random after a reset, and wait while the tab is hidden. Where the stream came late, what
// was fetched before it may be old: once more then.
import { onScopeDispose, readonly, ref, watch } from 'vue'
import type { FromWorker, ToWorker } from './protocol'
import { Stream, type LiveMessage, type StreamState } from './sse'

interface Listener {
  topics: Set<string>
  fn: (message: LiveMessage | undefined) => void
  since: number
  /** new: not asked for yet; asked; heard: the stream has been open with its topics. */
  state: 'new' | 'asked' | 'heard'
}

const GATHER_MS = 500
const RESET_SPREAD_MS = 4000
const LATE_MS = 500

const listeners = new Set<Listener>()
const state = ref<StreamState>('off')
let send: ((message: ToWorker) => void) | undefined

/** For the sign in the page head. */
export const liveState = readonly(state)

function deliver(message: LiveMessage): void {
  for (const listener of listeners) {
    if (message.topics.some((topic) => listener.topics.has(topic))) listener.fn(message)
  }
}

function resetAll(): void {
  for (const listener of listeners) setTimeout(() => listeners.has(listener) && listener.fn(undefined), Math.random() * RESET_SPREAD_MS)
}

function become(next: StreamState): void {
  state.value = next
  if (next !== 'open') return
  for (const listener of listeners) {
    if (listener.state !== 'asked') continue
    listener.state = 'heard'
    if (Date.now() - listener.since > LATE_MS) listener.fn(undefined)
  }
}

function receive(message: FromWorker): void {
  if (message.type === 'message') deliver(message.message)
  else if (message.type === 'reset') resetAll()
  else become(message.state)
}

function openOwn(): (message: ToWorker) => void {
  const stream = new Stream('/api/v1/stream', {
    message: deliver,
    reset: resetAll,
    state: become,
  })
  return (message) => {
    if (message.type === 'topics') stream.setTopics(message.topics)
    else if (message.type === 'bye') stream.close()
  }
}

function openShared(): ((message: ToWorker) => void) | undefined {
  if (typeof SharedWorker === 'undefined') return undefined
  try {
    const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'yingshao-live' })
    worker.port.onmessage = (event: MessageEvent<FromWorker>) => receive(event.data)
    worker.onerror = () => {
      // Module workers may be refused by old browsers: hold the stream here instead.
      send = openOwn()
      announce()
    }
    worker.port.start()
    setInterval(() => worker.port.postMessage({ type: 'ping' } satisfies ToWorker), 45_000)
    window.addEventListener('pagehide', () => worker.port.postMessage({ type: 'bye' } satisfies ToWorker))
    window.addEventListener('pageshow', (event) => event.persisted && announce())
    return (message) => worker.port.postMessage(message)
  } catch {
    return undefined
  }
}

function announce(): void {
  send ??= openShared() ?? openOwn()
  const topics = new Set<string>()
  for (const listener of listeners) {
    for (const topic of listener.topics) topics.add(topic)
    if (listener.state === 'new') listener.state = 'asked'
  }
  send({ type: 'topics', topics: [...topics] })
}

let announcing: ReturnType<typeof setTimeout> | undefined
function announceSoon(): void {
  clearTimeout(announcing)
  // Pages come and go together: one change of topics for a whole navigation.
  announcing = setTimeout(announce, 150)
}

/** Listens until the returned function is called. */
export function listen(topics: string[], fn: Listener['fn']): () => void {
  const listener: Listener = { topics: new Set(topics), fn, since: Date.now(), state: 'new' }
  listeners.add(listener)
  announceSoon()
  return () => {
    listeners.delete(listener)
    announceSoon()
  }
}

/** After logging in: connect again although the session had been refused. */
export function reconnect(): void {
  announceSoon()
}

/** In a component: refetches when a message for the topics arrives. */
export function useLive(topics: () => string[], refetch: () => unknown): void {
  let stop: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let missed = false
  const run = () => {
    timer = undefined
    if (document.hidden) missed = true
    else void refetch()
  }
  const soon = () => {
    timer ??= setTimeout(run, GATHER_MS + Math.random() * 300)
  }
  const shown = () => {
    if (document.hidden || !missed) return
    missed = false
    soon()
  }
  document.addEventListener('visibilitychange', shown)
  watch(
    () => topics().join(','),
    (joined) => {
      stop?.()
      stop = joined ? listen(joined.split(','), soon) : undefined
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop?.()
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', shown)
  })
}
