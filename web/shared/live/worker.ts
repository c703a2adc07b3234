// SPDX-License-Identifier: Apache-2.0
// One event stream for all tabs of a browser (HTTP/1.1 allows six connections in all).
// Each tab says which topics it wants; the union is listened to and messages are handed on.
import { Stream } from './sse'
import type { FromWorker, ToWorker } from './protocol'

interface Tab {
  port: MessagePort
  topics: Set<string>
  heardAt: number
}

// Background tabs are throttled to one timer a minute; three silent minutes mean closed.
const GONE_MS = 180_000
const tabs = new Set<Tab>()

const tell = (tab: Tab, message: FromWorker) => tab.port.postMessage(message)

const stream = new Stream('/api/v1/stream', {
  message: (message) => {
    for (const tab of tabs) if (message.topics.some((topic) => tab.topics.has(topic))) tell(tab, { type: 'message', message })
  },
  reset: () => tabs.forEach((tab) => tell(tab, { type: 'reset' })),
  state: (state) => tabs.forEach((tab) => tell(tab, { type: 'state', state })),
})

function listen(from?: number): void {
  const topics = new Set<string>()
  for (const tab of tabs) for (const topic of tab.topics) topics.add(topic)
  stream.setTopics(topics, from)
}

function connect(port: MessagePort): void {
  const tab: Tab = { port, topics: new Set(), heardAt: Date.now() }
  tabs.add(tab)
  port.onmessage = (event: MessageEvent<ToWorker>) => {
    const message = event.data
    tab.heardAt = Date.now()
    if (message.type === 'bye') {
      tabs.delete(tab)
      listen()
      return
    }
    // It was not closed, it slept (a laptop shut over lunch): what was said meanwhile it has not heard.
    const back = !tabs.has(tab)
    tabs.add(tab)
    if (message.type === 'topics') tab.topics = new Set(message.topics)
    if (back) tell(tab, { type: 'reset' })
    if (back || message.type === 'topics') listen(message.type === 'topics' ? message.from : undefined)
  }
  tell(tab, { type: 'state', state: stream.state })
}

setInterval(() => {
  const before = tabs.size
  for (const tab of tabs) if (Date.now() - tab.heardAt > GONE_MS) tabs.delete(tab)
  if (tabs.size !== before) listen()
}, 60_000)

;(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0]
  if (port) connect(port)
}
