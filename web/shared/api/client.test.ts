// SPDX-License-Identifier: Apache-2.0
// The client against a fetch of our own: what is retried, with which key, and how refusals read.
import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { act, ActionKey, downloadName, get, queryString, setUnauthorizedHandler } from './client'
import { ApiError, readProblem } from './problem'

interface Seen {
  url: string
  init: RequestInit
}

const original = globalThis.fetch

/** Answers in order; an Error is thrown like a dead line. Returns what was asked. */
function answers(...list: (Response | Error)[]): Seen[] {
  const seen: Seen[] = []
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    seen.push({ url, init })
    const next = list[Math.min(seen.length, list.length) - 1]
    if (next instanceof Error) throw next
    return next!.clone()
  }) as typeof fetch
  return seen
}

const reply = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const key = (seen: Seen) => (seen.init.headers as Record<string, string>)['Idempotency-Key']

afterEach(() => {
  globalThis.fetch = original
  setUnauthorizedHandler(() => {})
})

describe('客户端', () => {
  it('网络断开后自动重试，用同一个幂等键', async () => {
    const seen = answers(new TypeError('dead line'), reply({ id: '1' }))
    assert.deepEqual(await act('/orders/1/sign', { version: 3 }), { id: '1' })
    assert.equal(seen.length, 2)
    assert.ok(key(seen[0]!))
    assert.equal(key(seen[0]!), key(seen[1]!))
  })

  it('一直不通时，用户再点一次仍是同一个键；内容改了就换键', async () => {
    const action = new ActionKey()
    const seen = answers(new TypeError('dead line'))
    await assert.rejects(act('/appeals', { body: '路灯不亮' }, action), (e: ApiError) => e.status === 0 && e.uncertain)
    await assert.rejects(act('/appeals', { body: '路灯不亮' }, action))
    await assert.rejects(act('/appeals', { body: '路灯还是不亮' }, action))
    const keys = new Set(seen.map(key))
    assert.equal(seen.length, 9)
    assert.equal(keys.size, 2)
  })

  it('明确被拒后下次换新键', async () => {
    const action = new ActionKey()
    const seen = answers(reply({ code: 'input.invalid', detail: '请填写地点' }, 422))
    await assert.rejects(act('/appeals', { a: 1 }, action))
    await assert.rejects(act('/appeals', { a: 1 }, action))
    assert.equal(seen.length, 2)
    assert.notEqual(key(seen[0]!), key(seen[1]!))
  })

  it('字段错误能放到各字段旁边', async () => {
    answers(
      reply({ code: 'input.invalid', detail: '请改正标出的内容', errors: [{ field: 'phone', code: 'x', text: '号码应为 11 位' }] }, 422),
    )
    await assert.rejects(act('/appeals', {}), (e: ApiError) => {
      assert.equal(e.fields.phone, '号码应为 11 位')
      assert.equal(e.message, '请改正标出的内容')
      return true
    })
  })

  it('版本冲突说明已被他人修改', async () => {
    answers(reply({ code: 'order.stale', detail: 'x' }, 409))
    await assert.rejects(act('/orders/1/sign', {}), (e: ApiError) => e.stale && e.message.startsWith('已被他人修改'))
  })

  it('登录失效去登录，登录页自己的 401 不算', async () => {
    let called = 0
    setUnauthorizedHandler(() => called++)
    answers(reply({ code: 'auth.none' }, 401))
    await assert.rejects(get('/auth/me'))
    assert.equal(called, 1)
    await assert.rejects(act('/auth/login', {}))
    assert.equal(called, 1)
  })

  it('代理的 HTML 错误页也有一句人话', () => {
    const error = new ApiError(readProblem(504, '<html>', '2'))
    assert.equal(error.message, '服务响应超时，请稍后重试。')
    assert.equal(error.retryAfterMs, 2000)
  })

  it('空的筛选不进网址', () => {
    assert.equal(queryString({ q: '', town: undefined, mine: true, limit: 50, closed: false }), '?mine=1&limit=50')
  })

  it('下载文件名认中文', () => {
    assert.equal(downloadName("attachment; filename*=UTF-8''%E6%A1%88%E4%BB%B6.xlsx", 'x'), '案件.xlsx')
    assert.equal(downloadName('attachment; filename="a.csv"', 'x'), 'a.csv')
    assert.equal(downloadName(null, 'x'), 'x')
  })
})
