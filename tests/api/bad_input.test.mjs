// SPDX-License-Identifier: Apache-2.0
// Wrong, hostile and late requests, one row each: what is answered, and that nothing was changed by them.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { call, CHINESE, form, login, startCity, stranger } from './city.mjs'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(2)>'
const NOBODY = '999999999999'
let city, shouli, fenbo, chengban, elsewhere, types, appeal, order

const said = (more) => ({ channel: 'phone', anonymity: 'anonymous', type: 'help', title: '路灯不亮', body: '门口的路灯三天不亮了。', ...more })
const spoken = (more) => ({ type: 'help', body: '门口的路灯三天不亮了。', anonymity: 'anonymous', ...more })
const without = (object, name) => {
  const rest = { ...object }
  delete rest[name]
  return rest
}

async function totals() {
  const appeals = await fenbo.ok('GET', 'appeals?limit=1')
  const cases = await fenbo.ok('GET', 'cases?limit=1')
  return [appeals.total, cases.total]
}

before(async () => {
  city = await startCity()
  shouli = await login(city, 'shouli01')
  fenbo = await login(city, 'fenbo01')
  chengban = await login(city, 'chengban01')
  types = Object.fromEntries((await fenbo.ok('GET', 'ref/event-types?limit=200')).items.map((t) => [t.code, t.id]))
  appeal = await shouli.ok('POST', 'appeals', said())
  const far = await shouli.ok('POST', 'appeals', said({ title: '河里有脏水' }))
  const units = (await fenbo.ok('GET', 'ref/units?limit=200')).items
  const water = units.find((u) => u.code === 'D11')
  elsewhere = await fenbo.ok('POST', `appeals/${far.id}/file`, {
    version: far.version, event_type_id: Object.values(types)[0], dispatch: true, unit_id: water.id, why: '由水利局办理' })
  order = elsewhere.order_id
})
after(() => city?.stop())

/* name, request (a function, since ids are known only later), status, code, field */
const rows = [
  ['a number where words belong', () => shouli('POST', 'appeals', { body: said({ title: 12 }) }), 422, 'input.invalid', 'title'],
  ['words where a number belongs', () => fenbo('POST', `appeals/${appeal.id}/answer`, { body: { version: '一', text: '已答复' } }), 422, 'input.invalid', 'version'],
  ['a list where a word belongs', () => shouli('POST', 'appeals', { body: said({ type: ['help'] }) }), 422, 'input.invalid', 'type'],
  ['an unknown choice', () => shouli('POST', 'appeals', { body: said({ type: 'joke' }) }), 422, 'input.invalid', 'type'],
  ['a missing title', () => shouli('POST', 'appeals', { body: without(said(), 'title') }), 422, 'input.invalid', 'title'],
  ['a title of spaces', () => shouli('POST', 'appeals', { body: said({ title: '   ' }) }), 422, 'input.invalid', 'title'],
  ['a title that is too long', () => shouli('POST', 'appeals', { body: said({ title: '长'.repeat(101) }) }), 422, 'input.invalid', 'title'],
  ['a field nobody knows', () => shouli('POST', 'appeals', { body: said({ status: 'closed' }) }), 422, 'input.invalid', 'status'],
  ['an id nobody may set', () => shouli('POST', 'appeals', { body: said({ id: '7' }) }), 422, 'input.invalid', 'id'],
  ['a control character', () => shouli('POST', 'appeals', { body: said({ body: '路灯\u0007不亮了' }) }), 422, 'input.invalid', 'body'],
  ['a text with a zero in it', () => shouli('POST', 'appeals', { body: said({ body: '路灯\u0000不亮了' }) }), 400, 'request.bad_json'],
  ['a query parameter nobody knows', () => fenbo('GET', 'appeals?order=1'), 422, 'input.invalid', 'order'],
  ['a page of a million', () => fenbo('GET', 'appeals?limit=1000000'), 422, 'input.invalid', 'limit'],
  ['a made-up cursor', () => fenbo('GET', 'appeals?after=abc'), 422, 'list.cursor'],
  ['a sort nobody offers', () => fenbo('GET', 'appeals?sort=body'), 422, 'list.sort'],
  ['a place outside the country', () => shouli('POST', 'appeals', { body: said({ lon: 1, lat: 1 }) }), 422, 'input.invalid', 'lon'],
  ['SQL in a search', () => fenbo('GET', `appeals?q=${encodeURIComponent("'; DROP TABLE appeal; --")}`), 200],
  ['a channel that does not exist', () => shouli('POST', 'appeals', { body: said({ channel: 'pigeon' }) }), 422, null, 'channel'],
  ['an event type that does not exist', () => shouli('POST', 'appeals', { body: said({ event_type_id: NOBODY }) }), 422, null, 'event_type_id'],
  ['named, but without a phone', () => shouli('POST', 'appeals', { body: said({ anonymity: 'named' }) }), 422, 'appeal.contact_missing'],
  ['received tomorrow', () => shouli('POST', 'appeals', { body: said({ received_at: Date.now() + 86400000 }) }), 422, 'input.invalid', 'received_at'],
  ['ten megabytes of text', () => shouli('POST', 'appeals', { raw: Buffer.from(JSON.stringify(said({ body: '长'.repeat(3500000) }))) }), 413, 'request.body_too_large'],
  ['ten megabytes from the street', () => call(city, 'POST', 'public/appeals', { raw: Buffer.alloc(10 << 20, 97), from: stranger() }), 413, 'request.body_too_large'],
  ['broken UTF-8', () => shouli('POST', 'appeals', { raw: Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}')]) }), 400],
  ['broken UTF-8 in the address', () => fenbo('GET', 'appeals?q=%ff%fe'), 400],
  ['half a JSON', () => shouli('POST', 'appeals', { raw: Buffer.from('{"title":') }), 400, 'request.bad_json'],
  ['a JSON list', () => shouli('POST', 'appeals', { raw: Buffer.from('[]') }), 400, 'request.not_an_object'],
  ['a key given twice', () => shouli('POST', 'appeals', { raw: Buffer.from('{"title":"甲乙","title":"丙丁"}') }), 400, 'request.bad_json'],
  ['JSON nested without end', () => shouli('POST', 'appeals', { raw: Buffer.from('{"a":'.repeat(5000) + '1' + '}'.repeat(5000)) }), 400, 'request.bad_json'],
  ['a form instead of JSON', () => shouli('POST', 'appeals', { raw: Buffer.from('title=1'), type: 'application/x-www-form-urlencoded' }), 415, 'request.media_type'],
  ['a page pretending to be a photo', () => shouli('POST', 'files?stage=report', form('a.jpg', 'image/jpeg', Buffer.from(`<html>${SCRIPT}</html>`))), 415],
  ['a drawing with scripts', () => shouli('POST', 'files?stage=report', form('a.svg', 'image/svg+xml', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`))), 415],
  ['a program', () => shouli('POST', 'files?stage=document', form('a.exe', 'application/octet-stream', Buffer.from('MZ\x90\x00 program'))), 415],
  ['an empty photo', () => shouli('POST', 'files?stage=report', form('a.png', 'image/png', Buffer.alloc(0))), 422, 'file.empty'],
  ['half a photo', () => shouli('POST', 'files?stage=report', form('a.png', 'image/png', PNG.subarray(0, 40))), 422, 'file.broken'],
  ['no file at all', () => shouli('POST', 'files?stage=report', form('', 'text/plain', Buffer.from('x'), 'other')), 400, 'request.bad_multipart'],
  ['a text from the street where a photo belongs', () => call(city, 'POST', 'public/files', { ...form('a.txt', 'text/plain', Buffer.from('你好')), from: stranger() }), 415, 'file.pictures_only'],
  ['a made-up session', () => call(city, 'GET', 'appeals', { cookie: `ys_session=${'a'.repeat(43)}` }), 401, 'auth.expired'],
  ['an empty session', () => call(city, 'GET', 'appeals', { cookie: 'ys_session=' }), 401],
  ['a made-up token', () => call(city, 'GET', 'appeals', { headers: { Authorization: 'Bearer abcdef' } }), 401, 'auth.token'],
  ['a wrong password', () => call(city, 'POST', 'auth/login', { body: { login: 'zhijian01', password: 'guess' }, from: stranger() }), 401, 'auth.bad_login'],
  ['an account that does not exist', () => call(city, 'POST', 'auth/login', { body: { login: 'root', password: 'guess' }, from: stranger() }), 401, 'auth.bad_login'],
  ['a request number that is too short', () => shouli('POST', 'appeals', { body: said(), key: 'abc' }), 400, 'request.bad_key'],
  ["someone else's case", () => chengban('GET', `cases/${elsewhere.case_id}`), 404],
  ["someone else's order", () => chengban('GET', `orders/${order}`), 404],
  ["someone else's order, signed", () => chengban('POST', `orders/${order}/sign`, { body: { version: 1 } }), 404],
  ["someone else's appeal", () => chengban('GET', `appeals/${elsewhere.id}`), 404],
  ["someone else's phone", () => chengban('POST', `appeals/${elsewhere.id}/contact`, { body: { reason: '想看看' } }), 404],
  ['a case that does not exist', () => fenbo('GET', `cases/${NOBODY}`), 404],
  ['an id that is a word', () => fenbo('GET', 'cases/abc'), 404],
  ['an id that is negative', () => fenbo('GET', 'cases/-1'), 404],
  ['an id that does not end', () => fenbo('GET', 'cases/99999999999999999999999999'), 404],
  ['a way out of the folder', () => fenbo('GET', 'files/..%2f..%2fkeys'), 404],
  ['a way out of the web folder', () => call(city, 'GET', '/desk/..%2f..%2f..%2fetc%2fpasswd'), [400, 404]],
  ['an address that does not exist', () => fenbo('GET', 'nothing'), 404, 'request.no_such_place'],
  ['a method that does not exist', () => fenbo('DELETE', 'appeals'), 405, 'request.method'],
  ['an illegal move', () => fenbo('POST', `appeals/${elsewhere.id}/answer`, { body: { version: elsewhere.version, text: '已经答复您了' } }), 409, 'workflow.illegal_move'],
  ['a second dispatch', () => fenbo('POST', `cases/${elsewhere.case_id}/dispatch`, { body: { version: 2 } }), 409],
  ['a stale version', () => fenbo('POST', `appeals/${appeal.id}/answer`, { body: { version: 77, text: '已经答复您了' } }), 409, 'appeal.stale'],
  ['a stale version of reference data', () => login(city, 'kaohe01').then((k) => k('PUT', `ref/event-types/${types['0601001'] ?? Object.values(types)[1]}`, { body: { version: 99, name: '改名' } })), 409, 'ref.stale'],
  ['a submission from the street without words', () => call(city, 'POST', 'public/appeals', { body: without(spoken(), 'body'), from: stranger() }), 422, 'input.invalid', 'body'],
  ['a submission by a channel of the desk', () => call(city, 'POST', 'public/appeals', { body: spoken({ channel: 'phone' }), from: stranger() }), 422, null, 'channel'],
  ["a submission with somebody's photo", () => call(city, 'POST', 'public/appeals', { body: spoken({ files: [{ id: '1', claim: 'x'.repeat(20) }] }), from: stranger() }), [404, 422]],
  ['a grid that does not exist', () => call(city, 'POST', 'public/appeals', { body: spoken({ grid_code: '999999999999999' }), from: stranger() }), 422, null, 'grid_code'],
]

for (const [name, request, status, code, field] of rows)
  test(`${name}: ${status}${code ? ` ${code}` : ''}${field ? ` (${field})` : ''}`, async () => {
    const was = await totals()
    const a = await request()
    assert.ok([status].flat().includes(a.status), `${a.status} ${a.text}`)
    if (a.status >= 400) {
      assert.match(a.headers['content-type'], /^application\/problem\+json/)
      assert.match(a.json.detail, CHINESE, a.text)
      if (code) assert.ok([a.json.code, ...(a.json.errors ?? []).map((e) => e.code)].includes(code), a.text)
      if (field) {
        const fault = a.json.errors?.find((e) => e.field === field)
        assert.ok(fault, a.text)
        assert.match(fault.text, /[\u4e00-\u9fff]/, a.text)
      }
      assert.doesNotMatch(a.text, /sqlite|SELECT |INSERT |constraint|\.c:\d+/i)
    }
    assert.deepEqual(await totals(), was, 'nothing was added')
  })

test('a request sent twice is done once, and answers the same', async () => {
  const key = randomUUID()
  const body = said({ title: '重复点了两次提交' })
  const was = await totals()
  const first = await shouli('POST', 'appeals', { body, key })
  assert.equal(first.status, 201, first.text)
  const [second, third] = await Promise.all([shouli('POST', 'appeals', { body, key }), shouli('POST', 'appeals', { body, key })])
  assert.equal(second.status, 201)
  assert.equal(second.text, first.text)
  assert.equal(third.text, first.text)
  assert.equal((await totals())[0], was[0] + 1)
  const other = await shouli('POST', 'appeals', { body: said({ title: '另一件事' }), key })
  assert.equal(other.status, 409)
  assert.equal(other.json.code, 'request.key_reused')
  assert.equal((await totals())[0], was[0] + 1)
  const colleague = await fenbo('POST', 'appeals', { body, key })
  assert.notEqual(colleague.text, first.text, 'a key belongs to one person')
})

test('the same from the street: one receipt', async () => {
  const key = randomUUID()
  const from = stranger()
  const body = spoken({ body: '手机信号不好，点了两次提交。' })
  const first = await call(city, 'POST', 'public/appeals', { body, key, from })
  const second = await call(city, 'POST', 'public/appeals', { body, key, from })
  assert.equal(first.status, 201, first.text)
  assert.equal(second.text, first.text)
})

test('tags stay text, and are never sent as a page', async () => {
  const made = await shouli.ok('POST', 'appeals', said({ title: `标题${SCRIPT}`, body: `正文${SCRIPT}` }))
  const a = await fenbo('GET', `appeals/${made.id}`)
  assert.match(a.headers['content-type'], /^application\/json/)
  assert.equal(a.headers['x-content-type-options'], 'nosniff')
  assert.equal(a.json.title, `标题${SCRIPT}`)
  assert.equal(a.json.body, `正文${SCRIPT}`)
  const list = await fenbo('GET', 'appeals?limit=5')
  assert.equal(list.json.items.find((x) => x.id === made.id).title, `标题${SCRIPT}`)
})

test('an answer given a moment too late does not overwrite the other one', async () => {
  const made = await shouli.ok('POST', 'appeals', said({ title: '两人同时答复' }))
  const answers = await Promise.all(['甲的答复', '乙的答复'].map((text) => fenbo('POST', `appeals/${made.id}/answer`, { body: { version: made.version, text } })))
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409])
})

test('the server has logged no error', () => {
  assert.doesNotMatch(city.log(), /^\S+ \S+ error/m)
})
