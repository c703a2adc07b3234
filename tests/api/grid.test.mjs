// SPDX-License-Identifier: Apache-2.0
// Grid work over HTTP: instructions reach whom they should and nobody reads another's receipt; visits, plans and checks on
// site; the duty lists and what comes back; the QR code of a grid; bad input leaves no trace; a replay does nothing twice.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { call, CHINESE, form, login, startCity, unzip } from './city.mjs'

let city, dispatcher, leader, town, community, head, worker, receiver, mayor, handler
let grid, units

const day = (ahead) => Number(new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''))

before(async () => {
  city = await startCity()
  dispatcher = await login(city, 'fenbo01')
  leader = await login(city, 'lingdao01')
  town = await login(city, 'zhenjie01')
  community = await login(city, 'shequ01')
  head = await login(city, 'wanggezhang01')
  worker = await login(city, 'wanggeyuan01')
  receiver = await login(city, 'shouli01')
  mayor = await login(city, 'shilingdao01')
  handler = await login(city, 'chengban01')
  const mine = await worker.ok('GET', `ref/grids?community=${worker.who.unit.id}&level=1&limit=50`)
  grid = null
  for (const item of mine.items) {
    const full = await worker.ok('GET', `ref/grids/${item.id}`)
    if (full.posts.some((p) => p.user_id === worker.who.user_id)) grid ??= full
  }
  assert.ok(grid, 'the worker has a grid')
  const tree = await dispatcher.ok('GET', 'ref/units/tree')
  units = {}
  const walk = (list) => list.forEach((u) => ((units[u.code] = u), walk(u.children ?? [])))
  walk(tree.items)
})
after(() => city?.stop())

function refusedWith(r, status, code) {
  assert.equal(r.status, status, r.text)
  assert.equal(r.json.code, code, r.text)
  assert.match(r.json.detail, CHINESE)
}

const WORD = { urgency: 'urgent', asks: 'relay', title: '强降雨避险提醒', body: '今晚有暴雨，请逐户提醒低洼处居民。', relay_text: '各位邻居：今晚有暴雨，请移开低处车辆。' }

// ---- instructions ----

test('who may instruct whom: downwards only', async () => {
  const T01 = units.T01.id
  const T02 = units.T02.id
  const cases = [
    ['the town its own communities', town, { unit_ids: [T01] }, 200],
    ['the town another town', town, { unit_ids: [T02] }, 403],
    ['the community itself', community, { unit_ids: [units.T0101.id] }, 200],
    ['the community its town', community, { unit_ids: [T01] }, 403],
    ['the grid head her grid', head, { grid_ids: [grid.id] }, 200],
    ['the grid head the whole community', head, { unit_ids: [units.T0101.id] }, 403],
    ['a department leader a town', leader, { unit_ids: [T01] }, 403],
    ['a department leader the own people', leader, { unit_ids: [units.D08.id], grid_people: false, staff: true }, 200],
    ['the dispatcher everybody', dispatcher, { unit_ids: [units.R00.id] }, 200],
    ['the mayor two towns', mayor, { unit_ids: [T01, T02] }, 200],
    ['a grid worker nobody', worker, { grid_ids: [grid.id] }, 403],
    ['a handler nobody', handler, { unit_ids: [units.D08.id] }, 403],
    ['a unit that does not exist', dispatcher, { unit_ids: ['99999999'] }, 403],
    ['a grid that does not exist', dispatcher, { grid_ids: ['99999999'] }, 403],
  ]
  for (const [what, me, body, status] of cases) {
    const r = await me('POST', 'instructions/preview', { body })
    assert.equal(r.status, status, `${what}: ${r.text}`)
    if (status !== 200) continue
    assert.ok(r.json.total > 0, what)
    assert.equal(r.json.by_unit.reduce((n, x) => n + x.n, 0), r.json.total, what)
  }
})

test('a scope is narrowed by post, by worker type and by level', async () => {
  const ask = (body) => town.ok('POST', 'instructions/preview', { unit_ids: [units.T01.id], ...body })
  const all = (await ask({})).total
  const heads = (await ask({ posts: ['grid_head'] })).total
  const full = (await ask({ posts: ['grid_worker'], worker_types: ['full_time'] })).total
  const mobile = (await ask({ posts: ['grid_worker'], worker_types: ['mobile'] })).total
  assert.ok(heads > 0 && full > heads, `${all} ${heads} ${full}`)
  assert.equal(mobile, 0)
  assert.equal(all, heads + full)
  assert.equal((await ask({ level: 1 })).total, all)
  assert.equal((await ask({ level: 3 })).total, 0)
  assert.match((await ask({ posts: ['grid_head'], level: 1 })).scope_text, /澜城街道.*基础网格.*网格长/)
})

test('bad instructions are refused in plain words and leave nothing', async () => {
  const before = (await town.ok('GET', 'instructions')).total
  const good = { ...WORD, unit_ids: [units.T01.id] }
  const cases = [
    [{ ...good, title: '' }, 422, 'title'],
    [{ ...good, title: undefined }, 422, 'title'],
    [{ ...good, body: 'x'.repeat(2001) }, 422, 'body'],
    [{ ...good, urgency: 'soon' }, 422, 'urgency'],
    [{ ...good, asks: 'obey' }, 422, 'asks'],
    [{ ...good, level: 9 }, 422, 'level'],
    [{ ...good, unit_ids: 'all' }, 422, 'unit_ids'],
    [{ ...good, unit_ids: Array(101).fill(units.T01.id) }, 422, 'unit_ids'],
  ]
  for (const [body, status, field] of cases) {
    const r = await town('POST', 'instructions', { body })
    assert.ok(r.status === status || r.status === 400, `${field}: ${r.status} ${r.text}`)
    assert.ok(r.json.errors.some((e) => e.field === field), r.text)
    assert.match(r.json.detail, CHINESE)
  }
  refusedWith(await town('POST', 'instructions', { body: { ...good, unit_ids: [] } }), 422, 'instruction.no_area')
  refusedWith(await town('POST', 'instructions', { body: { ...good, posts: ['king'] } }), 422, 'instruction.word')
  refusedWith(await town('POST', 'instructions', { body: { ...good, grid_people: false } }), 422, 'instruction.no_people')
  refusedWith(await town('POST', 'instructions', { body: { ...good, worker_types: ['mobile'], posts: ['grid_worker'] } }), 422, 'instruction.nobody')
  refusedWith(await town('POST', 'instructions', { body: { ...good, due_at: 1000 } }), 422, 'instruction.due')
  refusedWith(await town('POST', 'instructions', { body: { ...good, files: ['1'] } }), 422, 'file.not_yours')
  refusedWith(await town('POST', 'instructions', { body: { ...good, unit_ids: [units.T02.id] } }), 403, 'instruction.area')
  assert.equal((await town.ok('GET', 'instructions')).total, before)
})

test('from sending to the last receipt: read, relayed, done, reminded, closed', async () => {
  const asked = { ...WORD, asks: 'done', unit_ids: [units.T01.id], posts: ['grid_head', 'grid_worker'] }
  const key = randomUUID()
  const sent = await town('POST', 'instructions', { body: asked, key })
  assert.equal(sent.status, 201, sent.text)
  const again = await town('POST', 'instructions', { body: asked, key })
  assert.equal(again.text, sent.text, 'a replay sends nothing twice')
  const { id, recipients } = sent.json
  const page = await town.ok('GET', `instructions/${id}`)
  assert.equal(page.total, recipients)
  assert.equal(page.unread, recipients)
  assert.deepEqual(page.actions.map((a) => a.action), ['remind', 'close', 'withdraw'])
  // due by its urgency
  assert.equal(page.due_at - page.sent_at, 2 * 3_600_000)

  const count = await worker.ok('GET', 'received/count')
  assert.ok(count.unread >= 1 && count.urgent >= 1)
  const mine = (await worker.ok('GET', 'received?open=1')).items.find((x) => x.instruction_id === id)
  assert.ok(mine)
  assert.equal(mine.status, 'unread')
  const read = await worker.ok('POST', `received/${mine.id}/read`, {})
  assert.equal(read.status, 'read')
  assert.equal(read.relay_text, WORD.relay_text)
  assert.deepEqual(read.actions.map((a) => a.action), ['relay', 'done'])
  // what has happened already is no error
  assert.equal((await worker.ok('POST', `received/${mine.id}/read`, {})).read_at, read.read_at)
  assert.equal((await worker.ok('POST', `received/${mine.id}/relay`, {})).status, 'relayed')
  assert.equal((await worker.ok('POST', `received/${mine.id}/done`, { note: '12 户已逐户提醒' })).status, 'done')

  // nobody else's receipt
  const theirs = (await town.ok('GET', `instructions/${id}/receipts?status=unread`)).items[0]
  for (const me of [worker, head, receiver, dispatcher, town]) {
    if (theirs.name === me.who.name) continue
    refusedWith(await me('GET', `received/${mine.id === theirs.id ? 0 : theirs.id}`), 404, 'instruction.not_found')
    refusedWith(await me('POST', `received/${theirs.id}/done`, { body: {} }), 404, 'instruction.not_found')
  }
  // the board: who sent it sees all; the community its own people only; another department nothing
  const whole = await town.ok('GET', `instructions/${id}/receipts?limit=200`)
  const part = await community.ok('GET', `instructions/${id}/receipts?limit=200`)
  assert.equal(whole.total, recipients)
  assert.ok(part.total > 0 && part.total < whole.total)
  assert.deepEqual([...new Set(part.items.map((x) => x.unit))].length, 1)
  refusedWith(await leader('GET', `instructions/${id}`), 404, 'instruction.not_found')
  assert.deepEqual((await community.ok('GET', `instructions/${id}`)).actions, [], 'who only receives does not close')
  refusedWith(await community('POST', `instructions/${id}/close`, { body: { version: page.version } }), 404, 'instruction.not_found')
  assert.ok((await community.ok('GET', 'instructions?view=below')).items.some((x) => x.id === id))
  assert.ok(!(await community.ok('GET', 'instructions')).items.some((x) => x.id === id))
  // once only
  const reminded = await town.ok('POST', `instructions/${id}/remind`, { version: page.version })
  refusedWith(await town('POST', `instructions/${id}/remind`, { body: { version: reminded.version } }), 409, 'instruction.reminded')
  refusedWith(await town('POST', `instructions/${id}/close`, { body: { version: page.version } }), 409, 'instruction.stale')
  const headItem = (await head.ok('GET', 'received?open=1')).items.find((x) => x.instruction_id === id)
  assert.ok(headItem.reminded_at)
  assert.equal((await town.ok('POST', `instructions/${id}/close`, { version: reminded.version, note: '已全部落实' })).status, 'closed')
  refusedWith(await head('POST', `received/${headItem.id}/relay`, { body: {} }), 409, 'instruction.over')
  refusedWith(await town('POST', `instructions/${id}/withdraw`, { body: { version: reminded.version + 1, note: '发错' } }), 409, 'workflow.illegal_move')
  const files = unzip((await town('GET', `instructions/${id}/receipts.xlsx`)).bytes)
  assert.ok(files['xl/worksheets/sheet1.xml'])
})

test('what was taken back keeps its words to itself', async () => {
  const sent = await head.ok('POST', 'instructions', { ...WORD, grid_ids: [grid.id], posts: ['grid_worker'] })
  refusedWith(await head('POST', `instructions/${sent.id}/withdraw`, { body: { version: 1 } }), 422, 'instruction.note')
  await head.ok('POST', `instructions/${sent.id}/withdraw`, { version: 1, note: '地点写错了' })
  const mine = (await worker.ok('GET', 'received')).items.find((x) => x.instruction_id === sent.id)
  const page = await worker.ok('GET', `received/${mine.id}`)
  assert.equal(page.state, 'withdrawn')
  assert.equal(page.body, '')
  assert.equal(page.end_note, '地点写错了')
})

test('a picture of an instruction is seen by who got it, by nobody else', async () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGNgGAWjYBSMAggAAAQQAAF/TXiOAAAAAElFTkSuQmCC', 'base64')
  const up = await town('POST', 'files?object=instruction&stage=document', form('a.png', 'image/png', png))
  if (up.status === 422) return // the helper could not open so small a picture: not what is asked here
  assert.equal(up.status, 201, up.text)
  const sent = await town.ok('POST', 'instructions', { ...WORD, grid_ids: [grid.id], files: [up.json.id] })
  assert.equal((await town.ok('GET', `instructions/${sent.id}`)).files.length, 1)
  assert.notEqual((await worker('GET', `files/${up.json.id}`)).status, 404)
  assert.equal((await handler('GET', `files/${up.json.id}`)).status, 404)
})

// ---- visits ----

const HOME = { kind: 'home', matter: '看望独居老人', place: '澜城社区 3 号楼', person: '周桂香', done: '老人身体平稳，血压已量。', needs: '想要装扶手' }

test('a visit, the next one planned with it, moved, made, followed', async () => {
  const key = randomUUID()
  const body = { ...HOME, grid_id: grid.id, next_day: day(7), next_matter: '复查血压' }
  const made = await worker('POST', 'visits', { body, key })
  assert.equal(made.status, 201, made.text)
  assert.equal((await worker('POST', 'visits', { body, key })).text, made.text)
  const visit = made.json
  assert.equal(visit.status, 'done')
  assert.equal(visit.person, '周桂香')
  assert.equal(visit.following.length, 1)
  const plan = await worker.ok('GET', `visits/${visit.following[0].id}`)
  assert.equal(plan.status, 'planned')
  assert.equal(plan.plan_day, day(7))
  assert.equal(plan.matter, '复查血压')
  assert.equal(plan.person, '周桂香')
  refusedWith(await worker('POST', `visits/${plan.id}/move`, { body: { version: plan.version, plan_day: day(-1), reason: '提前' } }), 422, 'visit.day')
  const moved = await worker.ok('POST', `visits/${plan.id}/move`, { version: plan.version, plan_day: day(0), reason: '老人不适，提前' })
  refusedWith(await worker('POST', `visits/${plan.id}/done`, { body: { version: plan.version, done: '已去' } }), 409, 'visit.stale')
  const done = await worker.ok('POST', `visits/${plan.id}/done`, { version: moved.version, done: '血压正常。', people: '社区医生' })
  assert.equal(done.status, 'done')
  refusedWith(await worker('POST', `visits/${plan.id}/void`, { body: { version: done.version, reason: '不去了' } }), 409, 'workflow.illegal_move')
  // the name is masked for who only reads
  assert.equal((await town.ok('GET', `visits/${visit.id}`)).person, '周*')
  assert.equal((await head.ok('GET', `visits/${visit.id}`)).actions.length, 0)
  for (const me of [handler, leader]) assert.equal((await me('GET', `visits/${visit.id}`)).status, 404)
  assert.ok((await town.ok('GET', 'visits?kind=home')).items.some((x) => x.id === visit.id))
  const names = (await town('GET', 'visits/export.xlsx?kind=home')).bytes
  assert.ok(unzip(names)['xl/worksheets/sheet1.xml'].length)
  assert.ok(!unzip(names)['xl/sharedStrings.xml']?.includes('周桂香'), 'no list carries the name')
})

test('报到 of outside forces says who, of which unit, and what was done', async () => {
  const force = { kind: 'force', grid_id: grid.id, matter: '双报到', done: '一起清理楼道堆物' }
  refusedWith(await head('POST', 'visits', { body: force }), 422, 'visit.who')
  const made = await head.ok('POST', 'visits', { ...force, force_kind: 'police', people: '赵警官', people_unit: '澜城派出所' })
  assert.equal(made.force_kind, 'police')
  const seen = await community.ok('GET', 'visits?kind=force&force_kind=police')
  assert.ok(seen.items.some((x) => x.id === made.id))
})

test('bad visits are refused and leave nothing', async () => {
  const other = (await dispatcher.ok('GET', `ref/grids?community=${units.T0201.id}&level=1&limit=1`)).items[0]
  const before = (await worker.ok('GET', 'visits')).total
  refusedWith(await worker('POST', 'visits', { body: { ...HOME, grid_id: other.id } }), 403, 'visit.place')
  refusedWith(await worker('POST', 'visits', { body: { ...HOME, grid_id: '99999999' } }), 422, 'visit.grid')
  refusedWith(await worker('POST', 'visits', { body: { ...HOME, grid_id: grid.id, done: '' } }), 422, 'visit.done')
  refusedWith(await worker('POST', 'visits', { body: { ...HOME, grid_id: grid.id, at: Date.now() + 86_400_000 } }), 422, 'visit.future')
  refusedWith(await worker('POST', 'visits', { body: { ...HOME, done: undefined, grid_id: grid.id, plan_day: day(-3) } }), 422, 'visit.day')
  refusedWith(await worker('POST', 'visits', { body: { ...HOME, grid_id: grid.id, plan_day: day(1) } }), 422, 'visit.plan_day')
  refusedWith(await worker('POST', 'visits', { body: { kind: 'check', matter: '核实', done: '看过', grid_id: grid.id } }), 422, 'visit.found')
  const bad = await worker('POST', 'visits', { body: { ...HOME, grid_id: grid.id, plan_day: 20251399 } })
  assert.ok(bad.status === 422 || bad.status === 400, bad.text)
  for (const me of [handler, leader, receiver]) assert.equal((await me('POST', 'visits', { body: { ...HOME, grid_id: grid.id } })).status, 403)
  assert.equal((await worker.ok('GET', 'visits')).total, before)
})

// ---- checks on site, duty lists ----

let serial = 0
/** A filed case in the worker's grid, of the given event type. */
async function filedCase(code, dispatch, refused) {
  const type = (await dispatcher.ok('GET', `ref/event-types?q=${code}`)).items.find((t) => t.code === code)
  const made = await receiver.ok('POST', 'appeals', {
    channel: 'phone', anonymity: 'named', name: '周明', phone: `1390000${String(1000 + serial++)}`, type: 'help', family: 'people',
    title: '老人行动不便，想在家接种疫苗', body: '家中老人八十六岁，行动不便，想请医生上门接种疫苗。', address: '澜城社区 95 号楼',
    grid_id: grid.id, event_type_id: type.id,
  })
  const page = await receiver.ok('GET', `appeals/${made.id}`)
  const body = { version: page.version, event_type_id: type.id, colour: type.colour, ...(dispatch ? { dispatch: true, ...dispatch } : {}) }
  if (refused) {
    const answer = await dispatcher('POST', `appeals/${made.id}/file`, { body })
    assert.equal(answer.status, refused, answer.text)
    return answer.json
  }
  const filed = await dispatcher.ok('POST', `appeals/${made.id}/file`, body)
  return { caseId: filed.case_id, appealId: made.id }
}

test('what is reported in the grid is looked at on the spot, and the centre reads what was found', async () => {
  const { caseId } = await filedCase('1203001')
  const waiting = (await worker.ok('GET', 'visits/to-check?limit=200')).items
  assert.ok(waiting.some((x) => x.id === caseId), 'the grid worker is asked to look')
  assert.ok((await head.ok('GET', 'visits/to-check?limit=200')).items.some((x) => x.id === caseId))
  const check = { kind: 'check', grid_id: grid.id, case_id: caseId, matter: '现场核实', found: 'true', done: '老人卧床，情况属实。' }
  refusedWith(await worker('POST', 'visits', { body: { ...check, case_id: '99999999' } }), 404, 'visit.case')
  await worker.ok('POST', 'visits', check)
  assert.ok(!(await worker.ok('GET', 'visits/to-check?limit=200')).items.some((x) => x.id === caseId))
  const page = await dispatcher.ok('GET', `cases/${caseId}`)
  const seen = page.timeline.find((e) => e.kind === 'case.verified')
  assert.equal(seen.text, '现场核实')
  assert.match(seen.note, /属实：老人卧床/)
})

test('beyond the lists of the level: many at once, with the filing, and sub-orders take the reason of the centre', async () => {
  const where = { unit_id: units.T0101.id, why: '请社区先看' }
  const refused = await filedCase('1601001', where, 422)
  assert.equal(refused.code, 'order.level')
  assert.ok((await filedCase('1601001', { ...where, level_reason: '请社区先到现场' })).caseId)
  const { caseId } = await filedCase('1601001')
  const items = [{ id: caseId, version: (await dispatcher.ok('GET', `cases/${caseId}`)).version, ...where }]
  const first = (await dispatcher.ok('POST', 'cases/dispatch-many', { items })).results
  assert.deepEqual([first[0].ok, first[0].code], [false, 'order.level'])
  assert.ok((await dispatcher.ok('POST', 'cases/dispatch-many', { items, level_reason: '请社区先到现场' })).results[0].ok)
  const reasons = (await dispatcher.ok('GET', `cases/${caseId}`)).timeline.filter((e) => e.kind === 'order.level_exception')
  assert.match(reasons[0].note, /请社区先到现场/)
  // sub-orders: the town may not decide it, the centre may
  const below = await filedCase('1601001', { unit_id: units.T01.id, why: '街道先办' })
  const order = (await dispatcher.ok('GET', `cases/${below.caseId}`)).orders[0]
  const signed = (await town.ok('POST', 'orders/sign-many', { items: [{ id: order.id, version: order.version }] })).results[0]
  const split = { items: [{ id: order.id, version: signed.version }], demand: '请到现场看看' }
  assert.equal((await town.ok('POST', 'orders/split-many', split)).results[0].code, 'order.level')
  assert.equal((await town.ok('POST', 'orders/split-many', { ...split, level_reason: '急' })).results[0].code, 'order.level_centre')
  assert.ok((await dispatcher.ok('POST', 'orders/split-many', { ...split, level_reason: '请社区先到现场' })).results[0].ok)
})

test('what stands on neither list goes back to who dispatches; what does, does not', async () => {
  const community1 = units.T0101.id
  const on = await filedCase('1203001', { unit_id: community1, why: '社区组织上门' })
  const off = await filedCase('1601001')
  // 准入: what is on no list of the community goes there only when the centre says why
  const { version } = await dispatcher.ok('GET', `cases/${off.caseId}`)
  const dispatch = { version, unit_id: community1, why: '误派' }
  const refused = await dispatcher('POST', `cases/${off.caseId}/dispatch`, { body: dispatch })
  refusedWith(refused, 422, 'order.level')
  assert.match(refused.text, /不在村居履职事项清单和网格员职责清单里/)
  await dispatcher.ok('POST', `cases/${off.caseId}/dispatch`, { ...dispatch, level_reason: '请社区先到现场看看' })
  const sent = await dispatcher.ok('GET', `cases/${off.caseId}`)
  assert.match(sent.timeline.find((e) => e.kind === 'order.level_exception').note, /请社区先到现场看看/)
  assert.equal(sent.held.parts.reduce((sum, part) => sum + part.ms, 0), sent.held.held_ms)
  const orderOf = async (x) => (await worker.ok('GET', 'orders?view=unit&limit=200')).items.find((o) => o.case_id === x.caseId)
  const good = await orderOf(on)
  const wrong = await orderOf(off)
  assert.ok(good && wrong, 'both orders are in her list')
  assert.equal((await worker.ok('GET', `orders/${good.id}/duty`)).list, 'assist')
  assert.equal((await worker.ok('GET', `orders/${wrong.id}/duty`)).list_text, '不在两张清单里')
  refusedWith(await worker('POST', `orders/${good.id}/off-list`, { body: { reason: '不归我' } }), 409, 'duty.on_list')
  assert.equal((await handler('POST', `orders/${wrong.id}/off-list`, { body: { reason: '不归我' } })).status, 404)
  const key = randomUUID()
  const asked = await worker('POST', `orders/${wrong.id}/off-list`, { body: { reason: '窗口服务不是网格员职责' }, key })
  assert.equal(asked.status, 201, asked.text)
  assert.equal((await worker('POST', `orders/${wrong.id}/off-list`, { body: { reason: '窗口服务不是网格员职责' }, key })).text, asked.text)
  refusedWith(await worker('POST', `orders/${wrong.id}/off-list`, { body: { reason: '再退一次' } }), 409, 'duty.again')
  const open = (await dispatcher.ok('GET', 'duty-returns?status=open')).items.find((x) => x.order_id === wrong.id)
  assert.equal(open.reason, '窗口服务不是网格员职责')
  assert.equal((await worker('GET', 'duty-returns')).status, 403)
  refusedWith(await dispatcher('POST', `duty-returns/${open.id}/decide`, { body: { version: open.version, ok: true } }), 422, 'duty.unit')
  refusedWith(await dispatcher('POST', `duty-returns/${open.id}/decide`, { body: { version: open.version, ok: false } }), 422, 'duty.opinion')
  const done = await dispatcher.ok('POST', `duty-returns/${open.id}/decide`, { version: open.version, ok: true, unit_id: units.D08.id, opinion: '改派主管部门' })
  assert.equal(done.status, 'accepted')
  refusedWith(await dispatcher('POST', `duty-returns/${open.id}/decide`, { body: { version: done.version, ok: false, opinion: '又不同意' } }), 409, 'workflow.illegal_move')
  const page = await dispatcher.ok('GET', `cases/${off.caseId}`)
  assert.ok(page.orders.some((o) => o.unit.id === units.D08.id && o.role === 'lead'))
  assert.ok(page.timeline.some((e) => e.kind === 'duty_return.ask'))
})

test('the QR code of a grid opens the report form with the grid', async () => {
  const r = await worker('GET', `ref/grids/${grid.id}/qr.svg`)
  assert.equal(r.status, 200, r.text)
  assert.match(r.headers['content-type'], /^image\/svg\+xml/)
  assert.match(r.text, /^<svg [^>]*viewBox="0 0 \d+ \d+"/)
  assert.match(r.text, new RegExp(`<title>${grid.name}`))
  assert.notEqual((await worker('GET', `ref/grids/${grid.id}/qr.svg?src=poster`)).text, r.text)
  assert.equal((await worker('GET', 'ref/grids/99999999/qr.svg')).status, 404)
  assert.equal((await call(city, 'GET', `ref/grids/${grid.id}/qr.svg`)).status, 401)
})

test('a mobile grid worker reports, and sees the own reports only', async () => {
  const admin = await login(city, 'xitong01')
  const security = await login(city, 'anquan01')
  const made = await admin.ok('POST', 'users', { login: 'liudong01', name: '骑手小陈', unit_id: units.T0101.id })
  const grant = await admin.ok('POST', `users/${made.id}/grants`, { role: 'grid_worker', scope: 'own' })
  await security.ok('POST', `grants/${grant.id ?? grant.grant_id}/approve`, {})
  const password = made.password ?? (await admin.ok('POST', `users/${made.id}/password`, {})).password
  city.passwords.liudong01 = password
  const rider = await login(city, 'liudong01')
  const fresh = `Xiaochen-${randomUUID().slice(0, 8)}-9`
  const changed = await rider('POST', 'auth/password', { body: { old: password, new: fresh } })
  assert.ok(changed.status < 300 || changed.status === 404 || changed.status === 422, changed.text)
  const type = (await dispatcher.ok('GET', 'ref/event-types?q=0501001')).items[0]
  const report = await rider('POST', 'cases', { body: { source: 'patrol', event_type_id: type.id, title: '井盖丢失', summary: '路口井盖不见了', address: '澜城社区路口', grid_id: grid.id, files: [] } })
  assert.equal(report.status, 201, report.text)
  const seen = await rider.ok('GET', 'cases?limit=200')
  assert.deepEqual(seen.items.map((c) => c.id), [report.json.id])
  assert.equal((await rider.ok('GET', 'visits/to-check')).items.length, 0)
})
