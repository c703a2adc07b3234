// SPDX-License-Identifier: Apache-2.0
// The desks over HTTP: many at once item by item, dispatch taken back, notes and inbox, leave, the PDF of a case; wrong requests to
// each; and that a secret reporter leaks by none of them.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { call, CHINESE, login, startCity, stranger } from './city.mjs'

let city, fenbo, zhenjie, shequ, chengban, lingdao, huifang, types, town, community
const SECRET = { name: '欧阳拾穗', phone: '13987651234', body: '穿蓝雨衣的人每晚十一点倒泥浆' }

before(async () => {
  city = await startCity()
  ;[fenbo, zhenjie, shequ, chengban, lingdao, huifang] = await Promise.all(
    ['fenbo01', 'zhenjie01', 'shequ01', 'chengban01', 'lingdao01', 'huifang01'].map((name) => login(city, name)),
  )
  types = Object.fromEntries((await fenbo.ok('GET', 'ref/event-types?limit=200')).items.map((t) => [t.code, t.id]))
  town = (await zhenjie.ok('GET', 'auth/me')).unit.id
  community = (await shequ.ok('GET', 'auth/me')).unit.id
})
after(() => city?.stop())

const patrol = (n = 1) =>
  Promise.all(
    Array.from({ length: n }, (_, i) =>
      zhenjie.ok('POST', 'cases', { source: 'patrol', event_type_id: types['0401001'], title: `夜里装修吵架${i}`, address: '文庙街', town_id: town, community_id: community }),
    ),
  )
const pool = async () => (await fenbo.ok('GET', 'pool?limit=200')).items
const body = (item) => ({ id: item.id, version: item.version, unit_id: item.suggestion.lead.id, unit_ids: item.suggestion.co.map((u) => u.id) })

test('the pool names the unit, why, and how sure that is; loads are counted', async () => {
  await patrol(3)
  const items = await pool()
  assert.equal(items.length, 3)
  for (const item of items) {
    assert.equal(item.suggestion.certainty, 'sure')
    assert.equal(item.suggestion.lead.id, town)
    assert.match(item.suggestion.why, /^按属地/)
    assert.ok(item.due_at > item.opened_at)
  }
  const [load] = await fenbo.ok('GET', `loads?units=${town}`)
  assert.deepEqual([load.open, load.near, load.overdue].map(Number.isInteger), [true, true, true])
})

test('many are dispatched item by item; one that has moved fails alone and says why', async () => {
  const items = await pool()
  const stale = { ...body(items[0]), version: items[0].version + 7 }
  const { results, undo_ms } = await fenbo.ok('POST', 'cases/dispatch-many', { items: [stale, body(items[1]), body(items[2]), { id: '999999', version: 1 }] })
  assert.equal(undo_ms, 60000)
  assert.deepEqual(results.map((r) => r.ok), [false, true, true, false])
  assert.equal(results[0].code, 'case.stale')
  assert.equal(results[3].code, 'case.not_found')
  for (const r of results.filter((one) => !one.ok)) assert.match(r.text, CHINESE)
  // one is signed meanwhile: that one stays, the other comes back
  await zhenjie.ok('POST', `orders/${results[1].order_id}/sign`, { version: 1 })
  const current = await fenbo.ok('GET', `cases/${results[1].id}`)
  const back = await fenbo.ok('POST', 'cases/undispatch-many', { items: [{ id: results[1].id, version: current.version }, { id: results[2].id, version: results[2].version }] })
  assert.deepEqual(back.results.map((r) => r.ok), [false, true])
  assert.equal(back.results[0].code, 'order.undispatch_signed')
  const again = await fenbo.ok('GET', `cases/${results[2].id}`)
  assert.equal(again.status, 'filed')
  assert.equal(again.lead_unit, null)
  assert.ok(again.timeline.some((event) => event.text === '撤回派单'))
  assert.equal((await zhenjie('GET', `orders/${results[2].order_id}`)).status, 200) // the town is the place: it still sees the case
  // nobody else takes back what he has sent
  const sent = await fenbo.ok('POST', 'cases/dispatch-many', { items: [{ id: again.id, version: again.version }] })
  const other = await zhenjie.ok('POST', 'cases/undispatch-many', { items: [{ id: again.id, version: sent.results[0].version }] })
  assert.equal(other.results[0].code, 'order.undispatch_other')
})

test('many are signed, split to the community of the place, and assigned', async () => {
  const waiting = (await zhenjie.ok('GET', 'orders?view=sign&limit=50')).items
  assert.ok(waiting.length >= 1)
  const pick = (rows) => rows.map((row) => ({ id: row.id, version: row.version }))
  const split = await zhenjie.ok('POST', 'orders/split-many', { items: pick(waiting), demand: '请到现场劝解' })
  assert.ok(split.results.every((r) => r.ok && r.unit.id === community), JSON.stringify(split))
  const subs = (await shequ.ok('GET', 'orders?view=sign&limit=50')).items.filter((row) => row.role === 'sub')
  assert.equal(subs.length, waiting.length)
  const signed = await shequ.ok('POST', 'orders/sign-many', { items: pick(subs) })
  assert.ok(signed.results.every((r) => r.ok))
  const me = (await shequ.ok('GET', 'auth/me')).user_id
  const assigned = await shequ.ok('POST', 'orders/assign-many', { items: signed.results.map((r) => ({ id: r.id, version: r.version })), holder_id: me })
  assert.ok(assigned.results.every((r) => r.ok))
  const refused = await chengban.ok('POST', 'orders/sign-many', { items: [{ id: waiting[0].id, version: 1 }] })
  assert.equal(refused.results[0].code, 'order.not_found')
  const day = await shequ.ok('GET', 'day')
  assert.ok(day.items.some((item) => item.kind === 'handle' && item.action === 'submit'))
})

test('a note reaches who may see the case; who may not is named, and can be asked for', async () => {
  const order = (await zhenjie.ok('GET', 'orders?view=unit&limit=1')).items[0]
  const id = order.case_id
  const people = await zhenjie.ok('GET', `cases/${id}/people?q=${encodeURIComponent('唐')}`)
  const colleague = people.find((p) => p.name === '唐明霞')
  assert.equal(colleague.sees, true)
  await zhenjie.ok('POST', `cases/${id}/note`, { note: '@唐明霞 请核门牌', users: [colleague.id] })
  const inbox = await shequ.ok('GET', 'inbox?state=unread')
  assert.equal(inbox.unread, 1)
  assert.equal(inbox.items[0].text, '@唐明霞 请核门牌')
  assert.equal((await shequ.ok('GET', 'board/me')).inbox, 1)
  assert.equal((await shequ.ok('POST', 'inbox/read', { ids: [inbox.items[0].id] })).unread, 0)
  assert.equal((await shequ.ok('POST', 'inbox/read', { ids: [inbox.items[0].id], unread: true })).unread, 1)
  assert.equal((await shequ.ok('POST', 'inbox/read', { upto: inbox.items[0].id })).unread, 0)
  const blind = (await zhenjie.ok('GET', `cases/${id}/people?q=${encodeURIComponent('傅小龙')}`))[0]
  assert.equal(blind.sees, false)
  const refused = await zhenjie('POST', `cases/${id}/note`, { body: { note: '@傅小龙 请看', users: [blind.id] } })
  assert.equal(refused.status, 409)
  assert.equal(refused.json.code, 'inbox.cannot_see')
  assert.equal(refused.json.errors[0].field, `users.${blind.id}`)
  assert.equal((await chengban.ok('GET', 'inbox')).items.length, 0)
  await zhenjie.ok('POST', `cases/${id}/ask-in`, { user_id: blind.id, why: '外墙由住建局管' })
  assert.ok((await fenbo.ok('GET', 'inbox')).items.some((item) => item.kind === 'ask' && item.about === '傅小龙'))
  assert.equal((await chengban.ok('GET', 'inbox')).items.length, 0)
})

test('leave: the deputy has the work and acts in the name, with rights of their own only', async () => {
  const mine = await chengban.ok('GET', 'auth/me')
  const others = (await chengban.ok('GET', `staff?unit=${mine.unit.id}`)).filter((p) => p.id !== mine.user_id)
  const deputy = others[0]
  const now = Date.now()
  const made = await chengban.ok('POST', 'handovers', { deputy_id: deputy.id, to_at: now + 3600000, reason: '出差' })
  assert.equal((await chengban.ok('GET', 'handovers/mine')).away.id, deputy.id)
  assert.equal((await chengban.ok('GET', 'staff')).find((p) => p.id === mine.user_id).away, deputy.name)
  const twice = await chengban('POST', 'handovers', { body: { deputy_id: deputy.id, to_at: now + 7200000 } })
  assert.equal(twice.json.code, 'handover.clash')
  const foreign = (await zhenjie.ok('GET', `staff?unit=${town}`))[0]
  const ended = await chengban.ok('POST', `handovers/${made.id}/end`, { version: made.version })
  assert.ok(ended.ended_at)
  assert.equal((await chengban('POST', 'handovers', { body: { deputy_id: foreign.id, to_at: now + 3600000 } })).json.code, 'handover.unit')
  assert.equal((await zhenjie('POST', 'handovers', { body: { user_id: mine.user_id, deputy_id: deputy.id, to_at: now + 3600000 } })).status, 403)
  // the leader enters it for somebody who fell ill
  const led = await lingdao.ok('POST', 'handovers', { user_id: mine.user_id, deputy_id: deputy.id, from_at: now + 60000, to_at: now + 3600000 })
  assert.equal((await chengban.ok('GET', 'handovers?state=coming')).items[0].id, led.id)
  const audit = await login(city, 'shenji01')
  assert.ok((await audit.ok('GET', 'audit?limit=50')).items.some((row) => row.action === 'handover.begin'))
})

test('a secret reporter stands in no pool, day, note, inbox or paper of the unit', async () => {
  const from = stranger()
  const said = await call(city, 'POST', 'public/appeals', { from, body: { type: 'report', anonymity: 'secret', name: SECRET.name, phone: SECRET.phone, title: '工地倒泥浆', body: `${SECRET.body}。`, address: '栖霞里七十三弄' } })
  assert.equal(said.status, 201, said.text)
  const appeal = (await fenbo.ok('GET', `appeals?q=${said.json.no}`)).items[0]
  const filed = await fenbo.ok('POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: types['0602001'] })
  const waiting = (await pool()).find((item) => item.id === filed.case_id)
  assert.equal(waiting.suggestion.certainty, 'check') // never “sure”: it may be the unit that was reported
  assert.match(waiting.suggestion.because, /保密举报/)
  const unit = (await chengban.ok('GET', 'auth/me')).unit.id
  const { results } = await fenbo.ok('POST', 'cases/dispatch-many', { items: [{ id: waiting.id, version: waiting.version, unit_id: unit, why: '由住建局核查' }] })
  assert.ok(results[0].ok, JSON.stringify(results))
  await chengban.ok('POST', `cases/${filed.case_id}/note`, { note: '已约看现场', users: [] })
  const seen = []
  for (const url of ['day', 'inbox', `cases/${filed.case_id}`, `orders/${results[0].order_id}`, `cases/${filed.case_id}/people`]) seen.push((await chengban('GET', url)).text)
  const paper = await chengban('GET', `cases/${filed.case_id}/paper.pdf?reason=${encodeURIComponent('核对联系方式')}`)
  assert.equal(paper.status, 200)
  assert.equal(paper.bytes.subarray(0, 5).toString(), '%PDF-')
  const words = spawnSync('pdftotext', ['-', '-'], { input: paper.bytes, encoding: 'utf8' })
  if (!words.error) {
    assert.match(words.stdout, /保密/)
    seen.push(words.stdout)
  }
  for (const text of seen) for (const word of [SECRET.name, SECRET.phone, SECRET.body, '栖霞里']) assert.ok(!text.includes(word), `${word} in ${text.slice(0, 80)}`)
})

test('the PDF masks contact data until a reason is given, and leaves a trace', async () => {
  const shouli = await login(city, 'shouli01')
  const appeal = await shouli.ok('POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '王建国', phone: '13805551234', type: 'help', family: 'people', title: '路灯不亮', body: '门口的路灯三天不亮了。', address: '文庙街', town_id: town, community_id: community })
  const filed = await fenbo.ok('POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: types['0401001'] })
  const text = async (me, query = '') => {
    const paper = await me('GET', `cases/${filed.case_id}/paper.pdf${query}`)
    assert.equal(paper.status, 200, paper.text)
    return spawnSync('pdftotext', ['-', '-'], { input: paper.bytes, encoding: 'utf8' }).stdout ?? ''
  }
  const plain = await text(shouli)
  if (plain) {
    assert.match(plain, /138\*\*\*\*1234/)
    assert.ok(!plain.includes('13805551234'))
    assert.match(await text(shouli, `?reason=${encodeURIComponent('上门核对')}`), /13805551234/)
    assert.ok(!(await text(fenbo, `?reason=${encodeURIComponent('上门核对')}`)).includes('13805551234')) // a dispatcher never opens contact data
  } else await text(shouli, `?reason=${encodeURIComponent('上门核对')}`)
  const audit = (await (await login(city, 'shenji01')).ok('GET', 'audit?limit=100')).items
  assert.ok(audit.some((row) => row.action === 'case.paper' && row.object_id === filed.case_id))
  assert.ok(audit.some((row) => row.action === 'contact.open' && row.object_id === appeal.id))
  assert.equal((await chengban('GET', `cases/${filed.case_id}/paper.pdf`)).status, 404)
})

const WRONG = [
  ['no items', () => fenbo('POST', 'cases/dispatch-many', { body: { items: [] } }), 422],
  ['items that are words', () => fenbo('POST', 'cases/dispatch-many', { body: { items: ['1'] } }), 422],
  ['an item without version', () => fenbo('POST', 'cases/dispatch-many', { body: { items: [{ id: '1' }] } }), 422],
  ['an item whose id is a number', () => fenbo('POST', 'cases/undispatch-many', { body: { items: [{ id: 1, version: 1 }] } }), 422],
  ['a unit that is no id', () => fenbo('POST', 'cases/dispatch-many', { body: { items: [{ id: '1', version: 1, unit_id: 'x' }] } }), 422],
  ['more than a hundred', () => fenbo('POST', 'cases/dispatch-many', { body: { items: Array.from({ length: 101 }, () => ({ id: '1', version: 1 })) } }), 422],
  ['a split without a demand', () => zhenjie('POST', 'orders/split-many', { body: { items: [{ id: '1', version: 1 }] } }), 422],
  ['a split among units that are no ids', () => zhenjie('POST', 'orders/split-many', { body: { items: [{ id: '1', version: 1, unit_ids: [3] }], demand: '去' } }), 422],
  ['an assignment to nobody', () => zhenjie('POST', 'orders/assign-many', { body: { items: [{ id: '1', version: 1 }] } }), 422],
  ['dispatch by a handler', () => chengban('POST', 'cases/dispatch-many', { body: { items: [{ id: '1', version: 1 }] } }), 403],
  ['an empty note', () => fenbo('POST', 'cases/1/note', { body: { note: '' } }), 422],
  ['a note on a case that is none', () => fenbo('POST', 'cases/999999/note', { body: { note: '看' } }), 404],
  ['a note to eleven people', () => fenbo('POST', 'cases/1/note', { body: { note: '看', users: Array.from({ length: 11 }, (_, i) => String(i + 1)) } }), 422],
  ['a request to let in without a reason', () => fenbo('POST', 'cases/1/ask-in', { body: { user_id: '3' } }), 422],
  ['nothing to mark as read', () => fenbo('POST', 'inbox/read', { body: {} }), 422],
  ['an inbox page that is no number', () => fenbo('GET', 'inbox?before=x'), 422],
  ['leave that ends before it begins', () => fenbo('POST', 'handovers', { body: { deputy_id: '3', from_at: Date.now() + 9000, to_at: Date.now() + 1000 } }), 422],
  ['leave without an end', () => fenbo('POST', 'handovers', { body: { deputy_id: '3' } }), 422],
  ['leave for two years', () => fenbo('POST', 'handovers', { body: { deputy_id: '3', to_at: Date.now() + 730 * 86400000 } }), 422],
  ['leave to oneself', async () => fenbo('POST', 'handovers', { body: { deputy_id: (await fenbo.ok('GET', 'auth/me')).user_id, to_at: Date.now() + 3600000 } }), 422],
  ['the end of a leave that is none', () => fenbo('POST', 'handovers/999/end', { body: { version: 1 } }), 404],
  ['a PDF of a case that is none', () => fenbo('GET', 'cases/999999/paper.pdf'), 404],
  ['a reason of one letter', () => fenbo('GET', 'cases/1/paper.pdf?reason=x'), 422],
  ['the people of a foreign unit', () => lingdao('GET', `day/people?unit=${town}`), 403],
  ['the load of the people by who leads nobody', () => huifang('GET', 'day/people'), 403],
  ['loads without units', () => fenbo('GET', 'loads'), 422],
]
for (const [name, ask, status] of WRONG)
  test(`wrong: ${name}`, async () => {
    const answer = await ask()
    assert.equal(answer.status, status, answer.text)
    assert.match(answer.json.detail, CHINESE)
    assert.ok(answer.json.code)
  })

test('the server has logged no error', () => {
  assert.doesNotMatch(city.log(), /^\S+ \S+ error/m)
})

test('an order that went to another unit is in no list of the former one, and every order in its lists opens', async () => {
  await patrol()
  const waiting = (await pool())[0]
  const unit = (await chengban.ok('GET', 'auth/me')).unit.id
  const { results } = await fenbo.ok('POST', 'cases/dispatch-many', { items: [{ id: waiting.id, version: waiting.version, unit_id: unit, why: '先由住建局核查' }] })
  const id = results[0].order_id
  const list = async () => (await chengban.ok('GET', 'orders?view=all&limit=100')).items
  assert.ok((await list()).some((one) => one.id === id))
  const { version } = await chengban.ok('GET', `orders/${id}`)
  await fenbo.ok('POST', `orders/${id}/redirect`, { version, unit_id: town, reason: '属地镇街职责' })
  assert.equal((await chengban('GET', `orders/${id}`)).status, 404)
  assert.ok(!(await list()).some((one) => one.id === id))
  for (const one of await list()) await chengban.ok('GET', `orders/${one.id}`)
  assert.equal((await fenbo.ok('GET', 'orders?view=all&limit=100')).items.find((one) => one.id === id).status, 'redirected')
})
