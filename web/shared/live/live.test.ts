// SPDX-License-Identifier: Apache-2.0
// What a page asks the stream for: from where it has read, whatever was read since.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { get } from '../api/client'
import { listen, liveState } from './live'
import { position } from './position'

const until = async (ready: () => boolean) => {
  for (let i = 0; i < 400 && !ready(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.ok(ready())
}

it('读完内容到打开连接之间发生的事，从读的位置补收', async () => {
  const original = globalThis.fetch
  const opened: string[] = []
  let at = 40
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    if (!url.includes('/stream')) return new Response('{}', { headers: { 'Live-Position': String(at++) } })
    opened.push(`${url.split('topics=')[1]} ${(init.headers as Record<string, string>)['Last-Event-ID']}`)
    return new Response(new ReadableStream({ start() {} }))
  }) as typeof fetch
  await get('/me')
  const read = position()
  const stop = listen(['pool'], () => {})
  await get('/pool') // shown by whoever listens; its own position may be later than what the page shows
  await until(() => opened.length === 1)
  assert.equal(liveState.value, 'open')
  // Read first, then known what to listen to.
  const before = position()
  await get('/orders/5')
  await get('/day')
  const more = listen(['case:7'], () => {}, before)
  await until(() => opened.length === 2)
  stop()
  more()
  await until(() => liveState.value === 'off')
  globalThis.fetch = original
  assert.equal(read, 40)
  assert.deepEqual(opened, ['pool 40', 'case%3A7%2Cpool 40'])
})
