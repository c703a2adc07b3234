// SPDX-License-Identifier: Apache-2.0
// Hotline, knowledge and places over HTTP: wrong input answered with a field, rights by role, and what must not be told.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { call, CHINESE, login, startCity, stranger } from './city.mjs'

let city, shouli, huifang, zhijian, chengban, xitong, shequ
before(async () => {
  city = await startCity()
  shouli = await login(city, 'shouli01')
  huifang = await login(city, 'huifang01')
  zhijian = await login(city, 'zhijian01')
  chengban = await login(city, 'chengban01')
  xitong = await login(city, 'xitong01')
  shequ = await login(city, 'shequ01')
})
after(() => city?.stop())

const enc = encodeURIComponent
const rows = [
  ['a zone nobody knows', () => shouli('POST', 'hotline/seat/sign_in', { body: { zone: 'roof' } }), 422, 'input.invalid', 'zone'],
  ['an expert seat without its trade', () => shouli('POST', 'hotline/seat/sign_in', { body: { zone: 'expert' } }), 422, 'seat.expert'],
  ['ready without a seat', () => huifang('POST', 'hotline/seat', { body: { action: 'ready' } }), 409, 'seat.off'],
  ['a caller of three digits', () => shouli('GET', 'hotline/caller?phone=123'), 422, 'input.invalid', 'phone'],
  ['a call that is not there', () => shouli('POST', 'hotline/calls/999999/answer', { body: {} }), 404, 'call.not_found'],
  ['a flag without words', () => shouli('POST', 'hotline/calls/999999/flag', { body: { kind: 'abuse' } }), 422, 'input.invalid', 'note'],
  ['an exchange without an id', () => xitong('POST', 'hotline/events', { body: { event: 'ringing' } }), 422, 'input.invalid', 'ext_id'],
  ['a tail of three digits', () => shouli('GET', 'hotline/calls?tail=123'), 422, 'input.invalid', 'tail'],
  ['a place without words', () => shouli('GET', 'places?q='), 422, 'input.invalid', 'q'],
  ['a place of a thousand words', () => shouli('GET', `places?q=${enc('长'.repeat(100))}`), 422, 'input.invalid', 'q'],
  ['a place that is a statement', () => shouli('GET', `places?q=${enc("'; DROP TABLE place; --")}`), 200],
  ['knowledge without words', () => shouli('GET', 'knowledge/search'), 422, 'knowledge.no_words'],
  ['a correction without a reason', () => shouli('POST', 'knowledge/1/corrections', { body: {} }), 422, 'input.invalid', 'reason'],
  ['a correction of nothing', () => shouli('POST', 'knowledge/999999/corrections', { body: { reason: 'wrong' } }), 404, 'knowledge.not_found'],
  ['a day that is none', () => zhijian('POST', 'knowledge/1/publish', { body: { version: 2, valid_until: 20261399 } }), 422, 'input.invalid', 'valid_until'],
]
for (const [name, ask, status, code, field] of rows)
  test(name, async () => {
    const r = await ask()
    assert.equal(r.status, status, r.text)
    if (status < 400) return
    assert.match(r.json.detail, CHINESE)
    if (code) assert.equal(r.json.code, code)
    if (field) assert.ok(r.json.errors.some((e) => e.field === field), r.text)
  })

test('who may not, may not', async () => {
  const refused = [
    () => chengban('GET', 'hotline/seat'),
    () => chengban('GET', 'hotline/caller?phone=13805551234'),
    () => shequ('GET', 'hotline/board'),
    () => shouli('POST', 'hotline/events', { body: { ext_id: 'a', event: 'ringing' } }),
    () => shouli('GET', 'hotline/calls/export.xlsx'),
    () => shouli('POST', 'hotline/flags/1/decide', { body: { version: 1, action: 'accept' } }),
    () => shequ('POST', 'ref/knowledge', { body: {} }),
    () => chengban('POST', 'ref/places', { body: { name: '甲', kind: 'estate' } }),
  ]
  for (const ask of refused) {
    const r = await ask()
    assert.equal(r.status, 403, r.text)
  }
})

test('a call with its caller, a third party and a colleague who must not look', async () => {
  await shouli.ok('POST', 'hotline/seat/sign_in', { zone: 'intake' })
  const rung = await shouli.ok('POST', 'hotline/simulate', { number: '13712345678' })
  const seat = await shouli.ok('GET', 'hotline/seat')
  assert.equal(seat.state, 'ringing')
  assert.equal(seat.call.caller.number_masked, '137****5678')
  assert.ok(!JSON.stringify(seat).includes('13712345678'))
  await shouli.ok('POST', `hotline/calls/${rung.call_id}/answer`, {})
  assert.equal((await huifang('GET', `hotline/calls/${rung.call_id}`)).status, 403)
  assert.equal((await zhijian('GET', `hotline/calls/${rung.call_id}/number`)).status, 403)
  assert.equal((await shouli.ok('GET', `hotline/calls/${rung.call_id}/number`)).number, '13712345678')
  const t = await shouli.ok('POST', `hotline/calls/${rung.call_id}/transfer`, { target: 'emergency', line: '120', reason: '老人摔倒' })
  await shouli.ok('POST', `hotline/transfers/${t.id}/said`, { who: 'third', text: '已派车' })
  const ended = await shouli.ok('POST', `hotline/transfers/${t.id}/end`, { version: 1, outcome: 'taken_over' })
  assert.equal(ended.transfers[0].said[0].text, '已派车')
  await shouli.ok('POST', `hotline/calls/${rung.call_id}/end`, {})
  assert.equal((await shouli.ok('GET', 'hotline/seat')).state, 'wrapup')
  const stranger_appeal = await shouli('POST', `hotline/calls/${rung.call_id}/finish`, { body: { outcome: 'registered', appeal_id: '999999' } })
  assert.equal(stranger_appeal.status, 404)
  await shouli.ok('POST', `hotline/calls/${rung.call_id}/finish`, { outcome: 'transferred' })
  await shouli.ok('POST', 'hotline/seat', { action: 'ready' })
  const board = await zhijian.ok('GET', 'hotline/board')
  assert.ok(board.today.calls >= 1)
})

test('the public finds places and open knowledge, and is counted', async () => {
  const from = stranger()
  const places = await call(city, 'GET', `public/places?q=hfxq`, { from })
  assert.equal(places.status, 200)
  assert.equal(places.json.items[0].name, '惠风小区')
  assert.equal(places.json.items[0].why, undefined)
  const known = await call(city, 'GET', `public/knowledge?q=${enc('公积金')}`, { from })
  assert.ok(known.json.items.length > 0)
  for (let i = 0; i < 200; i++) {
    const r = await call(city, 'GET', 'public/places?q=hf', { from })
    if (r.status === 429) return
  }
  assert.fail('nobody counts')
})

test('the server has logged no error', () => {
  assert.doesNotMatch(city.log(), /^\S+ \S+ error/m)
})
