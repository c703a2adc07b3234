// SPDX-License-Identifier: Apache-2.0
// The event stream of /api/v1/stream, read through fetch instead of EventSource: a new set of topics
// must go on from the last id (EventSource cannot send Last-Event-ID itself) and a 401 must be told from a dead line.
//
// It costs a parser of forty lines. Reconnects with growing, random pauses; silence of 65 s counts as dead
// (the server's heartbeat comes every 20 s).

export interface StreamEvent {
  event: string
  data: string
  id: string
}

/** Incremental parser of text/event-stream. Comments (heartbeats) yield nothing. */
export function sseParser(onEvent: (event: StreamEvent) => void): (chunk: string) => void {
  let rest = ''
  let event = ''
  let id = ''
  let data: string[] = []
  const line = (text: string) => {
    if (text === '') {
      if (data.length || event) onEvent({ event: event || 'message', data: data.join('\n'), id })
      event = ''
      data = []
      return
    }
    if (text.startsWith(':')) return
    const colon = text.indexOf(':')
    const name = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') event = value
    else if (name === 'data') data.push(value)
    else if (name === 'id') id = value
  }
  return (chunk) => {
    rest += chunk
    // A CR at the very end may be half of CRLF: leave it for the next chunk.
    for (let end = rest.search(/\r\n|\n|\r(?!$)/); end >= 0; end = rest.search(/\r\n|\n|\r(?!$)/)) {
      line(rest.slice(0, end))
      rest = rest.slice(end + (rest.startsWith('\r\n', end) ? 2 : 1))
    }
  }
}

/** connecting: first try; open; waiting: lost, trying again; off: no topics; refused: session over. */
export type StreamState = 'off' | 'connecting' | 'open' | 'waiting' | 'refused'

export interface LiveMessage {
  /** Id of its event. */
  position?: number
  topics: string[]
  kind: string
  id?: string
  no?: string
  at?: number
}

export interface StreamHooks {
  message: (message: LiveMessage) => void
  /** Something was missed: everything on screen must be fetched again. */
  reset: () => void
  state: (state: StreamState) => void
}

const SILENCE_MS = 65_000
const LONGEST_PAUSE_MS = 30_000

function readMessage(text: string): LiveMessage | undefined {
  try {
    const found = JSON.parse(text) as Record<string, unknown>
    const topics = found.topics
    return {
      topics: Array.isArray(topics) ? topics.map(String) : typeof topics === 'string' ? topics.split(',') : [],
      kind: typeof found.kind === 'string' ? found.kind : '',
      ...(found.id !== undefined ? { id: String(found.id) } : {}),
      ...(typeof found.no === 'string' ? { no: found.no } : {}),
      ...(typeof found.at === 'number' ? { at: found.at } : {}),
    }
  } catch {
    return undefined
  }
}

/** One connection for a changing set of topics. */
export class Stream {
  #topics = ''
  /** From here on everything must be heard; undefined: from now on. */
  #from: number | undefined
  #failures = 0
  #hadConnection = false
  #abort: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #watchdog: ReturnType<typeof setTimeout> | undefined
  #state: StreamState = 'off'
  readonly #hooks: StreamHooks
  readonly #url: string

  constructor(url: string, hooks: StreamHooks) {
    this.#url = url
    this.#hooks = hooks
  }

  get state(): StreamState {
    return this.#state
  }

  /** Changes what is listened to, from the position `from` on if that is earlier than what was heard last. Nothing is done when this is
   * what is listened to already, unless the session had been refused. */
  setTopics(topics: Iterable<string>, from?: number): void {
    const wanted = [...new Set(topics)].sort().join(',')
    const earlier = from !== undefined && (this.#from === undefined || from < this.#from)
    if (earlier) this.#from = from
    if (wanted === this.#topics && !earlier && this.#state !== 'refused') return
    this.#topics = wanted
    this.close()
    if (wanted) void this.#run()
  }

  close(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#watchdog)
    this.#abort?.abort()
    this.#abort = undefined
    this.#set('off')
  }

  #set(state: StreamState): void {
    if (state === this.#state) return
    this.#state = state
    this.#hooks.state(state)
  }

  async #run(): Promise<void> {
    const abort = new AbortController()
    this.#abort = abort
    this.#set(this.#hadConnection && this.#failures ? 'waiting' : 'connecting')
    const alive = () => {
      if (this.#abort !== abort) return
      clearTimeout(this.#watchdog)
      this.#watchdog = setTimeout(() => abort.abort(), SILENCE_MS)
    }
    try {
      alive()
      const headers: Record<string, string> = { Accept: 'text/event-stream' }
      if (this.#from !== undefined) headers['Last-Event-ID'] = String(this.#from)
      const answer = await fetch(`${this.#url}?topics=${encodeURIComponent(this.#topics)}`, {
        headers,
        signal: abort.signal,
        credentials: 'same-origin',
        cache: 'no-store',
      })
      if (this.#abort !== abort) return
      if (answer.status === 401) {
        clearTimeout(this.#watchdog)
        this.#set('refused')
        return
      }
      // Nothing of this may be heard by this person: silence is right, asking again is not.
      if (answer.status === 403 || answer.status === 422) {
        clearTimeout(this.#watchdog)
        this.#set('off')
        return
      }
      if (!answer.ok || !answer.body) throw new Error(`stream answered ${answer.status}`)
      this.#set('open')
      this.#failures = 0
      this.#hadConnection = true
      await this.#read(answer.body, Number(answer.headers.get('Live-Position')), alive)
      throw new Error('stream ended')
    } catch {
      // Another run has taken over, or close() was called.
      if (this.#abort !== abort) return
      clearTimeout(this.#watchdog)
      this.#failures++
      this.#set('waiting')
      const pause = Math.min(1000 * 2 ** Math.min(this.#failures - 1, 5), LONGEST_PAUSE_MS)
      this.#timer = setTimeout(() => void this.#run(), pause / 2 + (Math.random() * pause) / 2)
    }
  }

  /** `opened`: position when the stream was asked for; whoever reads anew after a reset needs nothing from before it. */
  async #read(body: ReadableStream<Uint8Array>, opened: number, alive: () => void): Promise<void> {
    const parse = sseParser((event) => {
      if (event.id) this.#from = Number(event.id)
      if (event.event === 'reset') {
        this.#from = Math.max(this.#from ?? 0, opened)
        this.#hooks.reset()
        return
      }
      const message = readMessage(event.data)
      if (message) this.#hooks.message({ ...message, ...(event.id ? { position: Number(event.id) } : {}) })
    })
    const reader = body.getReader()
    const decoder = new TextDecoder()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      alive()
      parse(decoder.decode(value, { stream: true }))
    }
  }
}
