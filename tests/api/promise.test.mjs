// SPDX-License-Identifier: Apache-2.0
// Promises over HTTP: every step by who may and by who may not, the list, the figures, the export, the citizen.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { call, login, startCity, stranger } from './city.mjs'

let city
const who = {}
before(async () => {
  city = await startCity()
  for (const name of ['fenbo01', 'shouli01', 'chengban01', 'lingdao01', 'shequ01', 'kaohe01', 'huifang01', 'xitong01']) who[name] = await login(city, name)
})
after(() => city?.stop())

const ok = (name, method, url, body) => who[name].ok(method, url, body)
async function refused(name, url, body, status, code) {
  const answer = await who[name]('POST', url, { body })
  assert.equal(answer.status, status, `${name} ${url}: ${answer.status} ${answer.text}`)
  if (code) assert.equal(answer.json.code, code)
}
/** The day in n days as the API takes it. */
const day = (n) => Number(new Date(Date.now() + 28_800_000 + n * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''))

async function answered(words) {
  const grids = await ok('fenbo01', 'GET', 'ref/grids?level=1&limit=1')
  const appeal = await ok('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', phone: '13805551234', type: 'complaint',
    title: '改造干一半人走了', body: '楼顶防水铺了一半，施工队半个月没见人。', address: '茶亭路中段', grid_id: grids.items[0].id })
  const type = (await ok('fenbo01', 'GET', 'ref/event-types?q=0104003')).items.find((t) => t.code === '0104003')
  const { case_id: caseId } = await ok('shouli01', 'POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: type.id })
  const { version } = await ok('fenbo01', 'GET', `cases/${caseId}`)
  await ok('fenbo01', 'POST', `cases/${caseId}/dispatch`, { version })
  const [order] = (await ok('fenbo01', 'GET', `cases/${caseId}`)).orders
  await ok('chengban01', 'POST', `orders/${order.id}/submit`, { version: order.version, result: 'partly', public_answer: words,
    unsolved_reason: '材料未到', contact: { method: 'phone', reached: true, note: '已说明' } })
  const sent = await ok('lingdao01', 'GET', `orders/${order.id}`)
  await ok('lingdao01', 'POST', `orders/${order.id}/review`, { version: sent.version, decision: 'pass' })
  return { caseId, orderId: order.id, receipt: appeal.receipt }
}
const only = async (caseId) => (await ok('fenbo01', 'GET', `cases/${caseId}/promises`)).items.at(-1)

test('what the answer says is proposed; the unit confirms, others may not', async () => {
  const { caseId } = await answered('施工队已返场，五天内把楼顶防水铺完。')
  const one = await only(caseId)
  assert.equal(one.status, 'proposed')
  assert.equal(one.day, day(5))
  assert.equal(one.words, '五天内把楼顶防水铺完')
  assert.deepEqual(one.actions, [], 'the centre reads, the unit answers')
  const mine = (await ok('chengban01', 'GET', 'promises?view=mine')).items
  assert.ok(mine.some((p) => p.id === one.id))
  assert.ok((await ok('chengban01', 'GET', 'day')).items.some((item) => item.kind === 'promise_confirm' && item.id === one.id))
  await refused('fenbo01', `promises/${one.id}/confirm`, { version: one.version }, 403)
  await refused('xitong01', `promises/${one.id}/confirm`, { version: one.version }, 404)
  await refused('chengban01', `promises/${one.id}/confirm`, { version: one.version, day: day(-1) }, 422, 'input.invalid')
  await ok('chengban01', 'POST', `promises/${one.id}/confirm`, { version: one.version, day: day(6) })
  await refused('chengban01', `promises/${one.id}/confirm`, { version: one.version }, 409, 'promise.stale')
  const now = await only(caseId)
  assert.equal(now.day, day(6))
  assert.equal(now.first_day, day(5))
  await refused('chengban01', `promises/${one.id}/move`, { version: now.version, day: day(6), text: '改一改' }, 422, 'input.invalid')
  await ok('lingdao01', 'POST', `promises/${one.id}/move`, { version: now.version, day: day(12), text: '连下了三天雨' })
  await refused('lingdao01', `promises/${one.id}/move`, { version: now.version + 1, day: day(20), text: '还在下雨' }, 409, 'promise.once')
  const moved = (await ok('fenbo01', 'GET', 'promises?view=moved')).items.find((p) => p.id === one.id)
  assert.equal(moved.move_reason, '连下了三天雨')
})

test('kept by the word of the unit, then the citizen says so by receipt, once', async () => {
  const { caseId, receipt } = await answered('三天内把楼顶防水铺完。')
  const one = await only(caseId)
  const hear = (kept, more = {}) => call(city, 'POST', 'public/promise', { from: stranger(), key: randomUUID(), body: { receipt, phone_tail: '1234', promise_id: one.id, kept, ...more } })
  assert.equal((await hear(true)).json.code, 'promise.heard')
  await refused('huifang01', `promises/${one.id}/call`, {}, 409, 'promise.heard')
  await ok('chengban01', 'POST', `promises/${one.id}/keep`, { version: one.version, text: '铺完了，闭水试验不漏' })
  await refused('chengban01', `promises/${one.id}/ask`, { version: one.version + 1, said: 'yes' }, 403)
  assert.equal((await ok('huifang01', 'POST', `promises/${one.id}/call`, {})).phone, '13805551234')
  assert.equal((await who.chengban01('POST', `promises/${one.id}/call`, { body: {} })).status, 403)
  const seen = (await call(city, 'POST', 'public/track', { body: { receipt, phone_tail: '1234' }, from: stranger() })).json.promises
  assert.deepEqual(seen.map((p) => [p.words, p.ask]), [['三天内把楼顶防水铺完', true]])
  const other = await answered('施工队已返场，七天内把外墙补好。')
  const wrong = await call(city, 'POST', 'public/promise', { from: stranger(), key: randomUUID(), body: { receipt: other.receipt, phone_tail: '1234', promise_id: one.id, kept: true } })
  assert.equal(wrong.json.code, 'promise.not_found', 'somebody else cannot answer')
  assert.equal((await hear(false, { opinion: '还漏着' })).status, 200)
  assert.equal((await hear(true)).json.code, 'promise.heard')
  const page = await ok('fenbo01', 'GET', `promises/${one.id}`)
  assert.equal(page.promise.status, 'broken')
  assert.equal(page.promise.opinion, '还漏着')
  const events = (await ok('fenbo01', 'GET', `cases/${caseId}`)).timeline.filter((e) => e.kind.startsWith('promise.'))
  assert.deepEqual(events.map((e) => e.kind), ['promise.propose', 'promise.keep', 'promise.heard_no'])
})

test('figures by unit add up; lists and figures as xlsx', async () => {
  const month = String(day(3)).slice(0, 6)
  const { items } = await ok('fenbo01', 'GET', `promises/units?month=${month}`)
  for (const unit of items) assert.equal(unit.due, unit.kept + unit.broken + unit.unheard + unit.running, unit.unit)
  assert.ok(items.some((unit) => unit.broken >= 1))
  for (const url of ['promises/export.xlsx?view=all', `promises/units.xlsx?month=${month}`]) assert.equal((await who.kaohe01('GET', url)).status, 200, url)
})
