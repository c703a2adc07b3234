// SPDX-License-Identifier: Apache-2.0
// What the public page asks of the server: known matters that can be joined, enterprises, sources, ratings with reasons.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { call, CHINESE, login, startCity, stranger } from './city.mjs'

let city, fenbo, shouli, kaohe, place, grid, types
const CODE = '91350100M000100Y43'
const submit = (body, from = stranger(), key = randomUUID()) => call(city, 'POST', 'public/appeals', { body, from, key })
const lamp = (more) => ({ type: 'complaint', body: '小区门口的路灯不亮，晚上看不见路。', anonymity: 'anonymous', grid_code: grid.code, ...more })
const company = (more) => ({
  type: 'help', body: '厂里增容申请报上去一个月没有回音。', anonymity: 'named', name: '金会计', phone: '13900007711', person_kind: 'enterprise',
  enterprise_name: '青澜海纳机械有限公司', credit_code: CODE, enterprise_kind: 'difficulty', ...more,
})
const similar = (text, more = `&grid=${grid.code}`, from = stranger()) =>
  call(city, 'GET', `public/similar?text=${encodeURIComponent(text)}${more}`, { from })
const find = async (no) => (await fenbo.ok('GET', `appeals?q=${no}`)).items[0]
const track = (receipt, more = {}) => call(city, 'POST', 'public/track', { body: { receipt, ...more }, from: stranger() })

/** Files and dispatches an appeal as the type of this code; the answer of filing. */
async function file(no, code, unit) {
  const a = await fenbo.ok('GET', `appeals/${(await find(no)).id}`)
  const type = types.find((t) => t.code === code)
  const unitId = unit && (await fenbo.ok('GET', 'ref/units?limit=200')).items.find((u) => u.code === unit).id
  return fenbo.ok('POST', `appeals/${a.id}/file`, { version: a.version, event_type_id: type.id, dispatch: true, ...(unitId ? { unit_id: unitId, why: '由该单位办理' } : {}) })
}

before(async () => {
  city = await startCity()
  fenbo = await login(city, 'fenbo01')
  shouli = await login(city, 'shouli01')
  kaohe = await login(city, 'kaohe01')
  types = []
  for (let next = ''; next !== null; ) {
    const page = await fenbo.ok('GET', `ref/event-types?limit=200${next && `&after=${encodeURIComponent(next)}`}`)
    types.push(...page.items)
    next = page.next
  }
  const towns = (await fenbo.ok('GET', 'ref/grids/tree')).items
  const communities = (await fenbo.ok('GET', `ref/grids/tree?town=${towns[0].id}`)).items
  place = communities[0]
  const bases = await fenbo.ok('GET', `ref/grids/tree?community=${communities[0].id}`)
  grid = bases.items[0]
})
after(() => city?.stop())

let first, known
test('nothing is known yet, and without a place nothing is looked for', async () => {
  const none = await similar('路灯不亮')
  assert.deepEqual(none.json, { items: [], needs_place: false }, none.text)
  const nowhere = await similar('路灯不亮', '')
  assert.deepEqual(nowhere.json, { items: [], needs_place: true })
})

test('a known lamp is shown by its public name, community and stage, and by nobody\u2019s words', async () => {
  first = await submit(lamp({ body: '欧阳家门口的路灯不亮三天了。', address: '栖霞里七十三弄', name: '欧阳', phone: '13900001234', anonymity: 'named' }))
  assert.equal(first.status, 201, first.text)
  await file(first.json.no, '0501003')
  const a = await similar('我们楼下的路灯不亮')
  assert.equal(a.status, 200, a.text)
  assert.equal(a.json.items.length, 1, a.text)
  known = a.json.items[0]
  assert.deepEqual(Object.keys(known).sort(), ['joined', 'matter', 'place', 'ref', 'since', 'stage'])
  assert.equal(known.matter, '路灯不亮')
  assert.ok(known.place.includes(place.name) || place.name.includes(known.place), `${known.place} / ${place.name}`)
  assert.equal(known.joined, 1)
  for (const secret of ['欧阳', '栖霞里', '1234', first.json.no]) assert.ok(!a.text.includes(secret), `shows ${secret}`)
  const again = await similar('我们楼下的路灯不亮')
  assert.notEqual(again.json.items[0].ref, known.ref, 'a reference says nothing, not even that it is the same matter')
})

test('joining makes an appeal of its own, attached to the case', async () => {
  const joined = await submit(lamp({ join: known.ref, phone: '13900005678', anonymity: 'named' }))
  assert.equal(joined.status, 201, joined.text)
  assert.equal(joined.json.joined, true)
  assert.notEqual(joined.json.receipt, first.json.receipt)
  const mine = (await track(joined.json.receipt, { phone_tail: '5678' })).json
  assert.equal(mine.status, 'joined')
  assert.equal(mine.together, 1)
  assert.ok(mine.unit && mine.due_at, 'unit and deadline are told')
  assert.ok(mine.steps.some((s) => s.text.includes('合并办理')))
  const row = await find(joined.json.no)
  const other = await find(first.json.no)
  assert.equal(row.case_id, other.case_id)
  const detail = await fenbo.ok('GET', `cases/${row.case_id}`)
  assert.equal(detail.appeals, 2)
  assert.equal((await similar('路灯不亮')).json.items[0].joined, 2)
  // The dispatcher can take it out again.
  const a = await fenbo.ok('GET', `appeals/${row.id}`)
  assert.ok(a.actions.some((x) => x.action === 'unjoin'), JSON.stringify(a.actions))
})

test('the same person who joins again is a repeat', async () => {
  const again = await submit(lamp({ join: (await similar('路灯不亮')).json.items[0].ref, phone: '13900005678', anonymity: 'named' }))
  assert.equal(again.json.joined, true, again.text)
  assert.equal((await find(again.json.no)).status, 'joined_own')
})

test('sent twice with one key it joins once', async () => {
  const body = lamp({ join: known.ref })
  const key = randomUUID()
  const from = stranger()
  const [one, two] = [await submit(body, from, key), await submit(body, from, key)]
  assert.equal(one.status, 201, one.text)
  assert.deepEqual(two.json, one.json)
})

const PRIVATE = [
  ['wages', '0602002', 'D08', '楼盘停工烂尾，工资也拖欠着不交房', '楼盘逾期交付'],
  ['land', '0202004', null, '征地补偿款一直没有发下来', '征地补偿款发放'],
  ['an enterprise', '1504001', null, '国企拖欠我们的货款验收了不给', '拖欠中小企业账款'],
  ['a dispute of neighbours', '0401002', null, '楼上邻居漏水吵架', '邻里漏水纠纷'],
]
for (const [what, code, unit, body, name] of PRIVATE)
  test(`a matter of ${what} is never shown`, async () => {
    assert.equal(types.find((t) => t.code === code)?.name, name)
    const said = await submit({ ...lamp({}), body })
    assert.equal(said.status, 201, said.text)
    await file(said.json.no, code, unit)
    const a = await similar(body)
    assert.deepEqual(a.json.items, [], a.text)
  })

test('a case with a secret reporter in it is never shown', async () => {
  const said = await submit({ ...lamp({}), body: '垃圾堆了很久没人清理，暴露垃圾积存。', anonymity: 'secret', phone: '13900009999' })
  await file(said.json.no, '0502002')
  assert.deepEqual((await similar('垃圾堆了很久没人清理')).json.items, [])
})

test('a case elsewhere is not shown', async () => {
  const far = (await fenbo.ok('GET', 'ref/grids/tree')).items.at(-1)
  const c = (await fenbo.ok('GET', `ref/grids/tree?town=${far.id}`)).items[0]
  const g = (await fenbo.ok('GET', `ref/grids/tree?community=${c.id}`)).items[0]
  assert.deepEqual((await similar('路灯不亮', `&grid=${g.code}`)).json.items, [])
})

test('bad references are refused with a sentence', async () => {
  const forged = known.ref.slice(0, -2) + (known.ref.endsWith('00') ? '11' : '00')
  for (const join of [forged, 'a'.repeat(40), 'zz'.repeat(20), known.ref.slice(2)]) {
    const a = await submit(lamp({ join }))
    assert.equal(a.status, 422, a.text)
    assert.match(a.json.detail, CHINESE)
    assert.ok(a.text.includes('"join"'), a.text)
  }
})

test('secret reports and enterprises stand alone', async () => {
  for (const body of [lamp({ join: known.ref, anonymity: 'secret', phone: '13900001111' }), company({ join: known.ref })]) {
    const a = await submit(body)
    assert.equal(a.status, 422, a.text)
    assert.ok(a.text.includes('单独办理'))
  }
})

test('a matter that has ended meanwhile leaves the appeal alone, and says so', async () => {
  const said = await submit({ ...lamp({}), body: '路口的交通信号灯不亮了，红绿灯坏了。' })
  const a = await fenbo.ok('GET', `appeals/${(await find(said.json.no)).id}`)
  const type = types.find((t) => t.code === '0702001')
  const made = await fenbo.ok('POST', `appeals/${a.id}/file`, { version: a.version, event_type_id: type.id })
  const ref = (await similar('红绿灯坏了，交通信号灯故障')).json.items[0]?.ref
  assert.ok(ref)
  const c = (await fenbo.ok('GET', `cases?q=${made.case_no}`)).items[0]
  const end = await fenbo('POST', `cases/${c.id}/withdraw`, { body: { version: c.version, reason: '诉求人撤回' } })
  assert.equal(end.status, 200, end.text)
  const alone = await submit({ ...lamp({ join: ref }), body: '红绿灯坏了，交通信号灯故障。' })
  assert.equal(alone.status, 201, alone.text)
  assert.equal(alone.json.joined, false)
  assert.equal(alone.json.join_ended, true)
  assert.equal((await find(alone.json.no)).status, 'sorting')
})

test('whoever tries out too many texts has to wait', async () => {
  const from = stranger()
  let refused = 0
  for (let i = 0; i < 40; i++) if ((await similar(`路灯不亮${i}`, `&grid=${grid.code}`, from)).status === 429) refused++
  assert.ok(refused >= 5 && refused <= 12, `${refused} of 40 refused`)
})

const BAD = [
  ['a text too long', `text=${'a'.repeat(501)}`, 'text'],
  ['no text', '', 'text'],
  ['a grid code too short', 'text=a&grid=1234', 'grid'],
  ['a position outside', 'text=a&lon=1&lat=1', 'lon'],
]
for (const [what, query, field] of BAD)
  test(`${what} is refused`, async () => {
    const a = await call(city, 'GET', `public/similar?${query}`, { from: stranger() })
    assert.equal(a.status, 422, a.text)
    assert.ok(a.text.includes(`"${field}"`), a.text)
  })

// ---- the event list ----

test('a clerk cannot list wages as a public facility, by form or by table', async () => {
  const anquan = await login(city, 'fenbo01')
  const editor = await Promise.all(['kaohe01', 'xitong01', 'zhijian01', 'shouli01'].map((n) => login(city, n)))
  const me = [anquan, ...editor].find((p) => p.who.caps?.includes('CATALOGUE_EDIT') || p.who.caps?.includes('catalogue_edit'))
  assert.ok(me, 'somebody edits the event list')
  const wages = types.find((t) => /工资|欠薪/.test(t.name) && t.family === 'people') ?? types.find((t) => t.code === '0202004')
  const refused = await me('PUT', `ref/event-types/${wages.id}`, { body: { version: wages.version, joinable: true } })
  assert.equal(refused.status, 422, refused.text)
  assert.ok(refused.text.includes('不能公开并案'), refused.text)
  const lampType = types.find((t) => t.code === '0501003')
  const off = await me('PUT', `ref/event-types/${lampType.id}`, { body: { version: lampType.version, joinable: false } })
  assert.equal(off.status, 200, off.text)
  assert.deepEqual((await similar('路灯不亮')).json.items, [], 'what the city takes from the list is not shown any more')
  const on = await me('PUT', `ref/event-types/${lampType.id}`, { body: { version: lampType.version + 1, joinable: true } })
  assert.equal(on.status, 200, on.text)
})

// ---- enterprises ----

test('an enterprise is registered with its name, code and kind, and found on the desk', async () => {
  const a = await submit(company({ credit_code: CODE.toLowerCase() }))
  assert.equal(a.status, 201, a.text)
  const list = await fenbo.ok('GET', 'appeals?person=enterprise')
  assert.ok(list.items.some((x) => x.no === a.json.no))
  assert.ok(list.items.every((x) => x.family === 'development'))
  const one = await fenbo.ok('GET', `appeals/${list.items.find((x) => x.no === a.json.no).id}`)
  assert.deepEqual(one.enterprise, { name: '青澜海纳机械有限公司', credit_code: CODE, kind: 'difficulty', kind_text: '生产经营难题' })
  assert.ok(one.hints.types.length > 0)
  assert.equal(one.hints.types[0].family, 'development', 'its own duty comes first')
  const told = (await track(a.json.receipt, { phone_tail: '7711' })).json
  assert.equal(told.enterprise_kind, '生产经营难题')
  assert.ok(told.status_text.includes('营商'), told.status_text)
  const citizens = await fenbo.ok('GET', 'appeals?person=citizen')
  assert.ok(!citizens.items.some((x) => x.no === a.json.no))
})

const WRONG = [
  ['without its name', { enterprise_name: undefined }, 'enterprise_name'],
  ['without a kind', { enterprise_kind: undefined }, 'enterprise_kind'],
  ['of an unknown kind', { enterprise_kind: 'party' }, 'enterprise_kind'],
  ['with a wrong check digit', { credit_code: '91350100M000100Y44' }, 'credit_code'],
  ['with a code that is too short', { credit_code: '91350100' }, 'credit_code'],
]
for (const [what, more, field] of WRONG)
  test(`an enterprise ${what} is refused`, async () => {
    const a = await submit(company(more))
    assert.equal(a.status, 422, a.text)
    assert.ok(a.text.includes(`"${field}"`), a.text)
  })

// ---- sources ----

test('sources are counted, by place too, and unknown ones refused', async () => {
  for (const source of ['poster:wusi', 'poster:wusi', 'poster', 'grid', 'hall']) {
    const a = await submit(lamp({ source }))
    assert.equal(a.status, 201, a.text)
  }
  for (const source of ['leaflet', 'poster:', 'poster:a b', `grid:${'x'.repeat(25)}`, '<b>']) {
    const a = await submit(lamp({ source }))
    assert.equal(a.status, 422, `${source}: ${a.text}`)
  }
  const s = await fenbo.ok('GET', 'appeals/sources')
  const of = (source, at) => s.items.find((x) => x.source === source && x.place === at)?.n
  assert.equal(of('poster', 'wusi'), 2)
  assert.equal(of('poster', ''), 1)
  assert.equal(of('grid', ''), 1)
  assert.equal(of('hall', ''), 1)
  assert.ok(of('', '') > 5)
  assert.equal(s.total, s.items.reduce((n, x) => n + x.n, 0))
  assert.equal((await fenbo.ok('GET', 'appeals?source=poster')).items.length, 3, 'a source stands for its places')
  assert.equal((await fenbo.ok('GET', 'appeals?source=poster:wusi')).items.length, 2)
  const nobody = await call(city, 'GET', 'appeals/sources', { from: stranger() })
  assert.equal(nobody.status, 401)
  const wanggeyuan = await login(city, 'wanggeyuan01')
  const less = await wanggeyuan('GET', 'appeals/sources')
  assert.ok(less.status === 403 || less.json.total <= s.total, less.text)
})

// ---- rating ----

test('a rating may tell its reasons, known ones only', async () => {
  const said = await submit({ type: 'consult', body: '请问公交卡年审去哪里办理？', anonymity: 'named', phone: '13900004321' })
  const a = await fenbo.ok('GET', `appeals/${(await find(said.json.no)).id}`)
  await fenbo.ok('POST', `appeals/${a.id}/answer`, { version: a.version, text: '请到任一公交服务网点办理。' })
  const rate = (reasons) => call(city, 'POST', 'public/rate', {
    from: stranger(), key: randomUUID(), body: { receipt: said.json.receipt, phone_tail: '4321', solved: 'unclear', satisfied: 2, reasons, opinion: '我问的是年审' } })
  const bad = await rate('slow,nonsense')
  assert.equal(bad.status, 422, bad.text)
  const good = await rate('no_answer,slow')
  assert.equal(good.status, 200, good.text)
  assert.equal((await rate('slow')).status, 409, 'once')
  const after = await fenbo.ok('GET', `appeals/${a.id}`)
  assert.equal(after.ratings[0].reasons, '答非所问、拖得太久')
  const own = (await track(said.json.receipt, { phone_tail: '4321' })).json.rating
  assert.deepEqual([own.solved, own.satisfied, own.reasons, own.opinion, own.source], ['unclear', 2, '答非所问、拖得太久', '我问的是年审', 'link'])
  assert.equal((await track(said.json.receipt)).json.rating, undefined, 'not without the last digits')
})

test('what was answered to a question is shown back to whoever answered, and to nobody else', async () => {
  const said = await submit(lamp({ phone: '13900008642', anonymity: 'named' }))
  const a = await fenbo.ok('GET', `appeals/${(await find(said.json.no)).id}`)
  await fenbo.ok('POST', `appeals/${a.id}/ask`, { version: a.version, question: '在几号楼前面？' })
  const from = stranger()
  await call(city, 'POST', 'public/supplement', { from, key: randomUUID(), body: { receipt: said.json.receipt, phone_tail: '8642', answer: '3 号楼东门' } })
  const seen = (await track(said.json.receipt, { phone_tail: '8642' })).json
  assert.deepEqual([seen.question, seen.supplied.map((one) => [one.question, one.answer])], [null, [['在几号楼前面？', '3 号楼东门']]])
  assert.equal((await track(said.json.receipt)).json.supplied, undefined)
})

test('withdrawing needs no account, takes a reason and ends it', async () => {
  const said = await submit(lamp({ phone: '13900002468', anonymity: 'named' }))
  const done = await call(city, 'POST', 'public/withdraw', {
    from: stranger(), key: randomUUID(), body: { receipt: said.json.receipt, phone_tail: '2468', reason: '已经修好了' } })
  assert.equal(done.status, 200, done.text)
  assert.equal((await track(said.json.receipt, { phone_tail: '2468' })).json.status, 'withdrawn')
  assert.ok(shouli && kaohe)
})
