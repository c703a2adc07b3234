// SPDX-License-Identifier: Apache-2.0
// Small things that pages rely on: own pictures on the progress page, pictures of the finished work, when and where a photo
// was taken, files that come with the result, own grids, ids of clocks, and errors that name what is wrong.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { call, form, login, startCity, stranger } from './city.mjs'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const people = {}
let city

before(async () => {
  city = await startCity()
  for (const name of ['fenbo01', 'shouli01', 'chengban01', 'lingdao01', 'wanggeyuan01', 'shenji01', 'kaohe01']) people[name] = await login(city, name)
})
after(() => city?.stop())

const track = (body) => call(city, 'POST', 'public/track', { body, from: stranger() })
const png = () => form('a.png', 'image/png', PNG)

/** Reported with a photo and a phone, filed and dispatched to 住建局. */
async function reported() {
  const { fenbo01: fenbo } = people
  const from = stranger()
  const photo = await call(city, 'POST', 'public/files', { ...png(), from })
  assert.equal(photo.status, 201, photo.text)
  const said = await call(city, 'POST', 'public/appeals', { from, body: { type: 'complaint', anonymity: 'named', name: '王某', phone: '13612348765',
    body: '卫生间往下漏水，天花板湿了一大片。', files: [{ id: photo.json.id, claim: photo.json.claim }] } })
  assert.equal(said.status, 201, said.text)
  const { id, version } = (await fenbo.ok('GET', `appeals?q=${said.json.no}`)).items[0]
  const type = (await fenbo.ok('GET', 'ref/event-types?q=0602001')).items.find((t) => t.code === '0602001')
  const unit = (await fenbo.ok('GET', 'ref/units?limit=200')).items.find((u) => u.code === 'D08')
  const made = await fenbo.ok('POST', `appeals/${id}/file`, { version, event_type_id: type.id, dispatch: true, unit_id: unit.id, why: '住建局' })
  return { receipt: said.json.receipt, appeal: id, ...made }
}

test('the progress page shows the own photos to who knows receipt and phone tail, and the finished work after the review', async () => {
  const { chengban01: unit, lingdao01: leader } = people
  const made = await reported()
  assert.equal((await track({ receipt: made.receipt })).json.files, undefined, 'without the phone tail: none')
  const shown = (await track({ receipt: made.receipt, phone_tail: '8765' })).json
  assert.equal(shown.files.length, 1)
  assert.deepEqual(shown.done_files, [])
  const picture = await call(city, 'GET', shown.files[0].thumb_url, { from: stranger() })
  assert.deepEqual([picture.status, picture.headers['content-type']], [200, 'image/jpeg'])
  const url = shown.files[0].thumb_url
  for (const wrong of [url.replace(/mac=./, (m) => `mac=${m[4] === '0' ? '1' : '0'}`), url.replace(/until=\d+/, `until=${Date.now() + 9e9}`), url.replace(/photos\/\d+/, 'photos/9999')])
    assert.equal((await call(city, 'GET', wrong, { from: stranger() })).status, 404, wrong)

  const draft = (await unit('POST', 'files?stage=after', png())).json
  const before = (await unit('POST', 'files?stage=evidence', png())).json
  const order = await unit.ok('GET', `orders/${made.order_id}`)
  await unit.ok('POST', `orders/${order.id}/submit`, { version: order.version, result: 'solved', public_answer: '已重做防水。', files: [draft.id, before.id] })
  const after = await unit.ok('GET', `orders/${order.id}`)
  assert.deepEqual(after.files.map((f) => f.stage).sort(), ['after', 'evidence'], 'the files came with the result')
  assert.deepEqual((await track({ receipt: made.receipt, phone_tail: '8765' })).json.done_files, [], 'not before the review')
  await leader.ok('POST', `orders/${order.id}/review`, { version: after.version, decision: 'pass' })
  const done = (await track({ receipt: made.receipt, phone_tail: '8765' })).json
  assert.equal(done.done_files.length, 1, 'of the finished work only what was taken afterwards')
  assert.equal((await call(city, 'GET', done.done_files[0].url, { from: stranger() })).status, 200)
})

test('a result does not take the files of somebody else, and then nothing was submitted', async () => {
  const { chengban01: unit, shouli01: other } = people
  const made = await reported()
  const foreign = (await other('POST', 'files?stage=after', png())).json
  const order = await unit.ok('GET', `orders/${made.order_id}`)
  const a = await unit('POST', `orders/${order.id}/submit`, { body: { version: order.version, result: 'solved', public_answer: '好了，请查看。', files: [foreign.id] } })
  assert.ok(a.status >= 400 && a.status < 500, a.text)
  assert.equal((await unit.ok('GET', `orders/${order.id}`)).status, 'to_sign')
})

test('when and where a photo was taken: for who sees the file, with a reason, in the audit log', async () => {
  const { fenbo01: fenbo, kaohe01: other, shenji01: audit } = people
  const made = await reported()
  const file = (await fenbo.ok('GET', `appeals/${made.appeal}`)).files[0]
  assert.equal((await fenbo('POST', `files/${file.id}/evidence`, { body: {} })).status, 422)
  const seen = await fenbo.ok('POST', `files/${file.id}/evidence`, { reason: '核对拍摄时间' })
  assert.equal(seen.id, file.id)
  assert.ok('taken_at' in seen && 'lon' in seen && seen.uploaded_at > 0)
  assert.equal((await call(city, 'POST', `files/${file.id}/evidence`, { body: { reason: '试' } })).status, 401)
  assert.ok([200, 403, 404].includes((await other('POST', `files/${file.id}/evidence`, { body: { reason: '核对' } })).status))
  const rows = await audit.ok('GET', `audit?action=file.evidence&object_id=${file.id}`)
  assert.ok(rows.items.some((x) => x.reason === '核对拍摄时间' && x.user.name === fenbo.who.name))
})

test('an order names its holder and its sub-orders; lists carry the id of the clock, which explains itself', async () => {
  const { fenbo01: fenbo, chengban01: unit } = people
  const made = await reported()
  const first = await unit.ok('GET', `orders/${made.order_id}`)
  await unit.ok('POST', `orders/${made.order_id}/sign`, { version: first.version, holder_id: unit.who.user_id })
  const order = await unit.ok('GET', `orders/${made.order_id}`)
  assert.deepEqual([order.holder, order.children], [unit.who.name, []])
  const inList = (await fenbo.ok('GET', `orders?q=${order.no}`)).items[0]
  assert.match((await fenbo.ok('GET', `clocks/${inList.clock.id}/why`)).lines, /工作日|小时|分钟/)
  const one = (await fenbo.ok('GET', `cases?q=${made.case_no}`)).items[0]
  assert.equal(one.clock.id, inList.clock.id)
  assert.equal(one.dispatch_due_at, null, 'dispatched: that clock has stopped')
})

test('the outlines on a citizen\'s map come once: the second time only that nothing has changed', async () => {
  for (const level of ['town', 'community']) {
    const first = await call(city, 'GET', `public/map?level=${level}`, { from: stranger() })
    assert.deepEqual([first.status, first.headers['cache-control']], [200, 'public, max-age=3600'])
    assert.ok(JSON.parse(first.text).areas.length >= 22)
    const again = await call(city, 'GET', `public/map?level=${level}`, { from: stranger(), headers: { 'If-None-Match': first.headers.etag } })
    assert.deepEqual([again.status, again.bytes.length], [304, 0])
    assert.ok(gzipSync(first.bytes).length < (level === 'town' ? 20 : 60) << 10, `${level}: ${gzipSync(first.bytes).length} bytes packed`)
  }
})

test('a grid worker asks for the own grids', async () => {
  const me = people.wanggeyuan01
  const { items } = await me.ok('GET', 'ref/grids?mine=1')
  assert.ok(items.length >= 1 && items.length < 10, `${items.length}`)
  for (const { id } of items) assert.ok((await me.ok('GET', `ref/grids/${id}`)).posts.some((p) => p.user_id === me.who.user_id))
})

test('what is wrong is named: a broken page position, a sort that does not exist, versions of nothing, a session that is over', async () => {
  const me = people.fenbo01
  for (const [url, field] of [['appeals?after=ffff', 'after'], ['appeals?sort=colour', 'sort']]) {
    const a = await me('GET', url)
    assert.equal(a.status, 422, a.text)
    assert.equal(a.json.errors[0].field, field)
  }
  for (const kind of ['event-types', 'channels', 'grids', 'units', 'posts']) assert.equal((await me('GET', `ref/${kind}/999999/versions`)).status, 404, kind)
  const over = await call(city, 'GET', 'auth/me', { cookie: `ys_session=${'A'.repeat(43)}` })
  assert.deepEqual([over.status, over.json.code], [401, 'auth.expired'])
  const never = await call(city, 'GET', 'auth/me')
  assert.deepEqual([never.status, never.json.code], [401, 'request.no_session'])
})
