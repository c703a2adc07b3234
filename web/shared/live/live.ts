// SPDX-License-Identifier: Apache-2.0
// Live updates for pages: `useLive(topics, refetch)` calls back when something it shows has changed.
//
// The stream lives in a SharedWorker; where there is none (some phones) the tab holds its own. Refetches
// are gathered for half a second, spread at random after a reset, and wait while the tab is hidden. The stream is opened from the position
// at which the page has read what it shows, so that no message falls between the reading and the opening.
import { onScopeDispose, readonly, ref, watch } from 'vue'
import { notePosition, position } from './position'
import type { FromWorker, ToWorker } from './protocol'
import { Stream, type LiveMessage, type StreamState } from './sse'

interface Listener {
  topics: Set<string>
  fn: (message: LiveMessage | undefined) => void
  /** Position from which it must hear. */
  from: number
  announced: boolean
}

const GATHER_MS = 500
const RESET_SPREAD_MS = 4000

const listeners = new Set<Listener>()
const state = ref<StreamState>('off')
let send: ((message: ToWorker) => void) | undefined

/** For the sign in the page head. */
export const liveState = readonly(state)

function deliver(message: LiveMessage): void {
  notePosition(message.position ?? null)
  for (const listener of listeners) {
    if (message.topics.some((topic) => listener.topics.has(topic))) listener.fn(message)
  }
}

function resetAll(): void {
  for (const listener of listeners) setTimeout(() => listeners.has(listener) && listener.fn(undefined), Math.random() * RESET_SPREAD_MS)
}

function become(next: StreamState): void {
  state.value = next
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
    if (message.type === 'topics') stream.setTopics(message.topics, message.from)
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
      announceAnew()
    }
    worker.port.start()
    setInterval(() => worker.port.postMessage({ type: 'ping' } satisfies ToWorker), 45_000)
    window.addEventListener('pagehide', () => worker.port.postMessage({ type: 'bye' } satisfies ToWorker))
    window.addEventListener('pageshow', (event) => {
      if (!event.persisted) return
      announceAnew()
      resetAll()
    })
    return (message) => worker.port.postMessage(message)
  } catch {
    return undefined
  }
}

function announce(): void {
  send ??= openShared() ?? openOwn()
  const topics = new Set<string>()
  let from: number | undefined
  for (const listener of listeners) {
    for (const topic of listener.topics) topics.add(topic)
    if (!listener.announced) from = Math.min(listener.from, from ?? listener.from)
    listener.announced = true
  }
  send({ type: 'topics', topics: [...topics], ...(from === undefined ? {} : { from }) })
}

/** To somebody who has heard nothing of this page before. */
function announceAnew(): void {
  for (const listener of listeners) listener.announced = false
  announce()
}

let announcing: ReturnType<typeof setTimeout> | undefined
function announceSoon(): void {
  clearTimeout(announcing)
  // Pages come and go together: one change of topics for a whole navigation.
  announcing = setTimeout(announce, 150)
}

/** Listens until the returned function is called. `from`: the position when what it concerns was asked for. */
export function listen(topics: string[], fn: Listener['fn'], from = position()): () => void {
  const listener: Listener = { topics: new Set(topics), fn, from, announced: false }
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

/**
 * In a component: refetches when a message for the topics arrives. `read` tells the position when what is shown was asked for; it is needed
 * where the topics follow from what was read, since they begin to be heard only after it. Otherwise reading follows listening.
 */
export function useLive(topics: () => string[], refetch: () => unknown, read: () => number = position): void {
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
      stop = joined ? listen(joined.split(','), soon, read()) : undefined
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop?.()
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', shown)
  })
}
