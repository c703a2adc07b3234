// SPDX-License-Identifier: Apache-2.0
// The stream parser on torn chunks, and the connection's behaviour on topics, loss and a refused session.
import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { sseParser, Stream, type LiveMessage, type StreamEvent, type StreamState } from './sse'

const original = globalThis.fetch
afterEach(() => {
  globalThis.fetch = original
})

function parse(...chunks: string[]): StreamEvent[] {
  const found: StreamEvent[] = []
  const feed = sseParser((event) => found.push(event))
  chunks.forEach(feed)
  return found
}

describe('事件流解析', () => {
  it('普通消息', () => {
    assert.deepEqual(parse('id: 7\ndata: {"a":1}\n\n'), [{ event: 'message', data: '{"a":1}', id: '7' }])
  })
  it('断在任何地方都一样', () => {
    const text = 'event: reset\r\nid: 9\r\ndata: x\r\n\r\n:heartbeat\n\ndata: 一\ndata: 二\n\n'
    const whole = parse(text)
    assert.equal(whole.length, 2)
    assert.deepEqual(parse(...text), whole)
    assert.equal(whole[1]!.data, '一\n二')
  })
  it('心跳不产生事件', () => {
    assert.deepEqual(parse(':\n\n', ': hello\n\n'), [])
  })
})

/** A body that says its chunks and then stays open. */
function body(chunks: string[], end: boolean): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      if (end) controller.close()
    },
  })
}

const until = async (ready: () => boolean) => {
  for (let i = 0; i < 400 && !ready(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.ok(ready())
}

function collect() {
  const messages: LiveMessage[] = []
  const states: StreamState[] = []
  let resets = 0
  const stream = new Stream('/s', {
    message: (message) => messages.push(message),
    reset: () => resets++,
    state: (state) => states.push(state),
  })
  return { stream, messages, states, resets: () => resets }
}

describe('事件流连接', () => {
  it('断线后从最后一条接着收', async () => {
    const asked: Record<string, string>[] = []
    globalThis.fetch = (async (_url: string, init: RequestInit) => {
      asked.push(init.headers as Record<string, string>)
      return asked.length === 1
        ? new Response(body(['id: 41\ndata: {"topics":["pool"],"kind":"case.filed","id":"5"}\n\n'], true))
        : new Response(body(['event: reset\ndata: {}\n\n'], false))
    }) as typeof fetch
    const { stream, messages, states, resets } = collect()
    stream.setTopics(['pool'])
    await until(() => resets() === 1)
    stream.close()
    assert.equal(messages[0]!.id, '5')
    assert.equal(asked[0]!['Last-Event-ID'], undefined)
    assert.equal(asked[1]!['Last-Event-ID'], '41')
    assert.deepEqual(states, ['connecting', 'open', 'waiting', 'open', 'off'])
  })

  it('从读到内容时的位置开始收，位置更早才重连', async () => {
    const asked: (string | undefined)[] = []
    globalThis.fetch = (async (_url: string, init: RequestInit) => {
      asked.push((init.headers as Record<string, string>)['Last-Event-ID'])
      return new Response(body(asked.length === 1 ? ['id: 60\ndata: {"topics":["pool"],"kind":"x"}\n\n'] : [], false))
    }) as typeof fetch
    const { stream, messages } = collect()
    stream.setTopics(['pool'], 50)
    await until(() => messages.length === 1)
    stream.setTopics(['pool'], 60)
    stream.setTopics(['pool', 'mine'], 61)
    stream.setTopics(['pool', 'mine'], 55)
    await until(() => asked.length === 3)
    stream.close()
    assert.deepEqual(asked, ['50', '60', '55'])
  })

  it('要求全部重读以后，不再从更早的位置要', async () => {
    const asked: (string | undefined)[] = []
    globalThis.fetch = (async (_url: string, init: RequestInit) => {
      asked.push((init.headers as Record<string, string>)['Last-Event-ID'])
      return new Response(body(['event: reset\ndata: {}\n\n'], false), { headers: { 'Live-Position': '900' } })
    }) as typeof fetch
    const { stream, resets } = collect()
    stream.setTopics(['pool'], 0)
    await until(() => resets() === 1)
    stream.setTopics(['mine'], 905)
    await until(() => asked.length === 2)
    stream.close()
    assert.deepEqual(asked, ['0', '900'])
  })

  it('登录失效不再重试，直到重新要求', async () => {
    let calls = 0
    globalThis.fetch = (async () => {
      calls++
      return new Response('', { status: 401 })
    }) as typeof fetch
    const { stream, states } = collect()
    stream.setTopics(['mine'])
    await until(() => states.at(-1) === 'refused')
    assert.equal(calls, 1)
    stream.setTopics(['mine'])
    await until(() => calls === 2)
    stream.close()
  })

  it('换订阅时换连接，订阅没变就不动', async () => {
    const urls: string[] = []
    globalThis.fetch = (async (url: string) => {
      urls.push(url)
      return new Response(body([], false))
    }) as typeof fetch
    const { stream } = collect()
    stream.setTopics(['pool', 'mine'])
    stream.setTopics(['mine', 'pool', 'pool'])
    stream.setTopics(['case:5'])
    await until(() => urls.length === 2)
    stream.close()
    assert.deepEqual(urls, ['/s?topics=mine%2Cpool', '/s?topics=case%3A5'])
  })
})
