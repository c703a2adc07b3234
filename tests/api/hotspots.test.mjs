// SPDX-License-Identifier: Apache-2.0
// Hot spots over HTTP: what an imported city is full of, who sees it, who decides, what stands in the inbox.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { found, prepareHotCity } from '../hot_city.mjs'
import { login, startCity } from './city.mjs'

let city
const who = {}
let spot
before(async () => {
  city = await startCity({ prepare: prepareHotCity })
  for (const name of ['fenbo01', 'zhenjie01', 'chengban01', 'shequ01', 'xitong01', 'zhijian01', 'kaohe01']) who[name] = await login(city, name)
  spot = await found(() => who.fenbo01.ok('GET', 'hotspots'))
})
after(() => city?.stop())

test('eight people who say one thing are one hot spot, six who sign one petition another; the others are none', async () => {
  const { items, total } = await who.fenbo01.ok('GET', 'hotspots')
  assert.equal(total, 2)
  assert.deepEqual(items.map((item) => [item.persons, item.members]), [[8, 9], [6, 6]])
  assert.equal(items[0].kind, 'mass')
  assert.match(items[0].title, /澜湾花园/)
  const one = await who.fenbo01.ok('GET', `hotspots/${spot.id}`)
  assert.match(one.words, /澜湾花园/)
  assert.match(one.why, /30 天内 8 人反映同一件事/)
  assert.equal(one.trend.reduce((n, day) => n + day.n, 0), 9)
  assert.ok(one.proposed_why.length > 4)
  const said = await who.fenbo01.ok('GET', `hotspots/${spot.id}/appeals`)
  assert.equal(said.total, 9)
  assert.ok(said.items.every((item) => item.title.includes('澜湾花园')))
  const sheet = await who.fenbo01('GET', 'hotspots/export.xlsx')
  assert.equal(sheet.status, 200)
})

test('the inbox says so', async () => {
  const box = await who.fenbo01.ok('GET', 'inbox')
  const item = box.items.find((one) => one.hotspot?.id === spot.id)
  assert.equal(item.kind, 'hotspot')
  assert.equal(item.visible, false) // there is no case
})

test('who has no part in it neither finds nor moves it', async () => {
  for (const name of ['zhenjie01', 'chengban01']) {
    assert.equal((await who[name].ok('GET', 'hotspots')).total, 0)
    assert.equal((await who[name]('GET', `hotspots/${spot.id}`)).status, 404)
    assert.equal((await who[name]('GET', `hotspots/${spot.id}/appeals`)).status, 404)
  }
  for (const name of ['shequ01', 'xitong01']) assert.equal((await who[name]('GET', 'hotspots')).status, 403)
  assert.equal((await who.zhijian01('POST', `hotspots/${spot.id}/take`, { body: { version: 1 } })).status, 403)
})

test('taken, given to a unit, which then sees it, and ended; each move once', async () => {
  const go = (action, body) => who.fenbo01('POST', `hotspots/${spot.id}/${action}`, { body })
  let one = (await go('take', { version: spot.version })).json
  assert.equal(one.status, 'watching')
  assert.equal((await go('take', { version: spot.version })).status, 409)
  const unit = (await who.chengban01.ok('GET', 'auth/me')).unit
  assert.equal((await go('arrange', { version: one.version, unit_id: unit.id })).status, 422)
  one = (await go('arrange', { version: one.version, unit_id: unit.id, text: '全小区排查防水，动用维修资金' })).json
  assert.equal(one.status, 'handled')
  assert.equal(one.unit.id, unit.id)
  assert.equal((await who.chengban01.ok('GET', 'hotspots')).total, 1)
  const noted = await who.chengban01('POST', `hotspots/${spot.id}/note`, { body: { version: one.version, text: '已找到漏点三处' } })
  assert.equal(noted.json.entries.at(-1).text, '已找到漏点三处')
  assert.equal((await who.chengban01('POST', `hotspots/${spot.id}/close`, { body: { version: one.version, text: '好了' } })).status, 403)
  assert.equal((await go('close', { version: noted.json.version, text: '' })).status, 422)
  const closed = await go('close', { version: noted.json.version, text: '防水重做，复查不漏' })
  assert.equal(closed.json.status, 'over')
  assert.equal((await who.fenbo01.ok('GET', 'hotspots?view=open')).total, 1)
  assert.equal((await who.fenbo01.ok('GET', 'hotspots?view=ended')).total, 1)
})

test('the numbers are data that an administrator edits', async () => {
  const { items } = await who.xitong01.ok('GET', 'ref/rule-numbers?limit=100')
  const persons = items.find((one) => one.code === 'hotspot.persons')
  assert.equal(persons.value, 5)
})
