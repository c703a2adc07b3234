// SPDX-License-Identifier: Apache-2.0
// Whistles over the interface: several units are called, one refuses, one leaves too early; decided, done in turn, rated both ways.
// What time does by itself is tested in tests/whistle, where time can be moved.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { form, login, startCity, unzip } from './city.mjs'

let city, centre, housing, leader, town, community, worker, callback, window
let case_, order, town_id, community_id

const moved = (a) => a.moved.status
const refused = async (promise, code, status) => {
  const a = await promise
  assert.equal(a.json?.code ?? a.json?.errors?.[0]?.code, code, a.text)
  assert.equal(a.status, status)
  assert.match(a.json.detail ?? a.json.title, /[一-龥]/)
}
const post = (who, url, body) => who('POST', `whistles/${url}`, { body })
const whistle = (id, who = housing) => who.ok('GET', `whistles/${id}`)
const of = (w, unit) => w.responders.find((r) => r.unit?.id === unit)
const labels = (x) => x.actions.map((a) => a.action)
async function deed(who, unit, id, action, body = {}) {
  const r = of(await whistle(id), unit)
  return who.ok('POST', `whistles/responders/${r.id}/${action}`, { version: r.version, ...body })
}
async function step(who, id, action, body = {}) {
  const w = await whistle(id)
  return who.ok('POST', `whistles/${id}/${action}`, { version: w.version, ...body })
}
const blow = (who, body) => who('POST', 'whistles', { body })
const rate = async (who, unit, id, how, body) => who.ok('POST', `whistles/responders/${of(await whistle(id), unit).id}/${how}`, body)
const call_ = (extra) => ({ case_id: case_.id, kind: 'function', reason: '外墙脱落需要会商', on_site: false, urgency: 'urgent', ...extra })

before(async () => {
  city = await startCity()
  for (const [name, set] of [['fenbo01', (p) => (centre = p)], ['chengban01', (p) => (housing = p)], ['lingdao01', (p) => (leader = p)],
    ['zhenjie01', (p) => (town = p)], ['shequ01', (p) => (community = p)], ['wanggeyuan01', (p) => (worker = p)],
    ['huifang01', (p) => (callback = p)], ['shouli01', (p) => (window = p)]]) set(await login(city, name))
  town_id = (await town.ok('GET', 'auth/me')).unit.id
  community_id = (await community.ok('GET', 'auth/me')).unit.id
  const me = await worker.ok('GET', 'auth/me')
  const grids = await worker.ok('GET', `ref/grids?community=${me.unit.id}&level=1`)
  const cards = await Promise.all(grids.items.map((g) => worker.ok('GET', `ref/grids/${g.id}`)))
  const grid = cards.find((g) => g.posts.some((p) => p.user_id === me.user_id))
  const types = await centre.ok('GET', 'ref/event-types?limit=1')
  case_ = await worker.ok('POST', 'cases', { event_type_id: types.items[0].id, title: '外墙脱落', address: '滨海路8号', grid_id: grid.id })
  const full = await centre.ok('GET', `cases/${case_.id}`)
  const housing_id = (await housing.ok('GET', 'auth/me')).unit.id
  await centre.ok('POST', `cases/${case_.id}/dispatch`, { version: full.version, unit_id: housing_id, why: '外墙归住建' })
  order = (await housing.ok('GET', `cases/${case_.id}`)).orders[0]
})
after(() => city?.stop())

test('who may blow, whom, and what is proposed', async () => {
  const p = await housing.ok('GET', `cases/${case_.id}/whistle-proposal`)
  assert.equal(p.may_blow, true)
  assert.equal(p.place, '滨海路8号')
  assert.equal(p.order_id, order.id)
  assert.ok(p.responders.every((r) => r.why && r.unit.id))
  assert.equal(p.kinds.find((k) => k.code === 'centre').may, false)
  const no = await callback.ok('GET', `cases/${case_.id}/whistles`)
  assert.equal(no.may_blow, false)
  assert.ok(no.why_not)
  await refused(blow(housing, call_({ units: ['9'] })), 'input.invalid', 422)
  await refused(blow(housing, call_({ units: [] })), 'input.invalid', 422)
  await refused(blow(housing, call_({ units: ['999999'] })), 'input.invalid', 422)
  await refused(blow(housing, call_({ units: [town_id], forces: ['志愿者'] })), 'input.invalid', 422)
  await refused(blow(housing, call_({ units: [town_id, town_id] })), 'whistle.twice', 409)
  await refused(blow(housing, call_({ units: [town_id], kind: 'centre' })), 'whistle.role', 403)
  await refused(blow(housing, call_({ units: [town_id], case_id: '999999' })), 'case.not_found', 404)
  assert.equal((await blow(callback, call_({ units: [town_id] }))).status, 403)
  assert.equal((await housing.ok('GET', 'whistles')).total, 0, 'nothing was half done')
})

test('called, refused, directed, arrived, left too early, decided, done in turn, rated, appealed', async () => {
  const made = await housing.ok('POST', 'whistles', call_({ kind: 'enforcement', on_site: true, relay: true, units: [town_id, community_id], order_id: order.id,
    lon: 122400000, lat: 37160000 }))
  const id = made.id
  let w = await whistle(id)
  assert.equal(w.status_text, '已吹')
  assert.equal(w.holds, true)
  assert.equal(of(w, town_id).accept_clock.limit, 10)
  assert.equal(of(w, town_id).arrive_clock.limit, 30)
  assert.match(of(w, town_id).accept_clock.working, /自然时间/)
  // the order waits
  const seen = await housing.ok('GET', `orders/${order.id}`)
  await refused(housing('POST', `orders/${order.id}/submit`, { body: { version: seen.version, result: 'solved', public_answer: '已修好' } }), 'order.on_hold', 409)
  // who is called sees it, is told, and has it in the counts
  assert.ok((await community.ok('GET', 'whistles/incoming')).items.some((c) => c.whistle_id === id && c.status === 'called'))
  assert.ok((await town.ok('GET', 'board/me')).whistle_answer >= 1)
  assert.ok((await community.ok('GET', 'inbox')).items.some((i) => i.kind === 'whistle' && /外墙脱落/.test(i.text)))
  assert.deepEqual(labels(of(await whistle(id, community), community_id)), ['accept', 'refuse'])
  assert.equal((await window('GET', `whistles/${id}/qr.svg`)).status, 404)
  assert.match((await housing('GET', `whistles/${id}/qr.svg`)).text, /<svg/)
  // answers
  const t = of(w, town_id)
  await refused(post(town, `responders/${t.id}/arrive`, { version: t.version, code: '1-abc' }), 'workflow.illegal_move', 409)
  await refused(post(town, `responders/${t.id}/accept`, { version: t.version + 1 }), 'whistle.stale', 409)
  assert.equal(moved(await town.ok('POST', `whistles/responders/${t.id}/accept`, { version: t.version, person: '张队长' })), 'accepted')
  await refused(post(town, `responders/${t.id}/accept`, { version: t.version + 1 }), 'workflow.illegal_move', 409)
  assert.equal(moved(await deed(community, community_id, id, 'refuse', { reason: '社区没有执法权', basis: '履职清单第3条' })), 'refusing')
  assert.ok((await centre.ok('GET', 'board/me')).whistle_rule >= 1)
  const c = of(await whistle(id), community_id)
  assert.equal((await post(leader, `responders/${c.id}/deny`, { version: c.version, reason: '应当到场' })).status, 403)
  assert.equal(moved(await deed(centre, community_id, id, 'deny', { reason: '属于配合事项' })), 'directed')
  // the way
  const here = of(await whistle(id), town_id)
  await refused(post(town, `responders/${here.id}/arrive`, { version: here.version, lon: 122400000, lat: 37160000 }), 'input.invalid', 422)
  await refused(post(town, `responders/${here.id}/arrive`, { version: here.version, lon: 122500000, lat: 37160000, consent: true }), 'whistle.too_far', 409)
  await refused(post(town, `responders/${here.id}/arrive`, { version: here.version, code: '1-abcdef' }), 'whistle.code', 422)
  await refused(post(town, 'check-in', { code: `${id}-0123456789` }), 'whistle.code', 422)
  await deed(town, town_id, id, 'arrive', { lon: 122401000, lat: 37160000, consent: true })
  assert.ok(of(await whistle(id), town_id).distance_m < 100)
  assert.equal((await whistle(id)).status, 'blown', 'one is missing')
  await deed(housing, community_id, id, 'arrive-noted')
  assert.equal((await whistle(id)).status_text, '会商中')
  assert.equal(moved(await deed(community, community_id, id, 'leave')), 'left_early')
  assert.equal(of(await whistle(id), community_id).left_early, true)
  await deed(housing, community_id, id, 'arrive-noted')
  await deed(housing, town_id, id, 'release', { reason: '需要的人已在' })
  assert.equal(moved(await deed(town, town_id, id, 'leave')), 'left')
  // the decision, in turn
  w = await whistle(id)
  const tasks = [{ responder_id: of(w, town_id).id, demand: '围挡', limit_minutes: 60 }, { responder_id: of(w, community_id).id, demand: '告知住户', limit_minutes: 60 }]
  await refused(post(housing, `${id}/decide`, { version: w.version, conclusion: '先围挡', tasks: [{ responder_id: 'x' }] }), 'input.invalid', 422)
  await step(housing, id, 'decide', { conclusion: '先围挡，再告知', minutes: '三方到场', tasks })
  await refused(post(housing, `${id}/decide`, { version: (await whistle(id)).version, conclusion: '再议' }), 'workflow.illegal_move', 409)
  w = await whistle(id)
  assert.deepEqual(w.task_list.map((k) => k.status_text), ['办理中', '待接力'])
  const [first, second] = w.task_list
  await refused(post(community, `tasks/${second.id}/done`, { version: second.version, result: '已告知' }), 'workflow.illegal_move', 409)
  assert.equal((await post(housing, `tasks/${first.id}/done`, { version: first.version, result: '代办' })).status, 403)
  assert.equal(moved(await town.ok('POST', `whistles/tasks/${first.id}/done`, { version: first.version, result: '已围挡' })), 'done')
  const next = (await whistle(id)).task_list[1]
  assert.equal(next.status, 'open')
  await community.ok('POST', `whistles/tasks/${next.id}/done`, { version: next.version, result: '已告知' })
  w = await whistle(id)
  assert.equal(w.status_text, '哨毕待评')
  assert.equal(w.holds, false)
  // both ways, once
  const stars = { speed: 5, duty: 5, skill: 4, result: 4 }
  assert.ok(labels(of(w, town_id)).includes('rate'))
  await refused(post(housing, `responders/${of(w, town_id).id}/rate`, { ...stars, duty: 6 }), 'input.invalid', 422)
  await rate(housing, town_id, id, 'rate', stars)
  await refused(post(housing, `responders/${of(w, town_id).id}/rate`, stars), 'whistle.rated_already', 409)
  await rate(housing, community_id, id, 'rate', { ...stars, duty: 1, text: '来得晚' })
  await rate(town, town_id, id, 'judge', { correct: 'yes' })
  await refused(post(town, `responders/${of(w, town_id).id}/judge`, { correct: 'no' }), 'whistle.rated_already', 409)
  await rate(community, community_id, id, 'judge', { correct: 'partly' })
  w = await whistle(id, community)
  assert.equal(w.status, 'rated')
  assert.ok(of(w, town_id).score_micro > 80e6)
  assert.equal(of(w, town_id).working.length, 4)
  const rating = w.ratings.find((g) => g.responder_id === of(w, community_id).id && g.side === 'issuer')
  assert.deepEqual(labels(rating), ['appeal'])
  await community.ok('POST', `whistles/ratings/${rating.id}/appeal`, { version: rating.version, reason: '被裁定后立即到场' })
  assert.equal((await whistle(id)).status_text, '评价复核')
  const open = (await whistle(id)).ratings.find((g) => g.id === rating.id)
  assert.equal((await post(leader, `ratings/${rating.id}/uphold`, { version: open.version, reason: '维持' })).status, 403)
  await centre.ok('POST', `whistles/ratings/${rating.id}/change`, { version: open.version, reason: '情况属实', ...stars })
  assert.equal((await whistle(id)).status, 'rated')
  // the history says it all, in words
  const { timeline } = await housing.ok('GET', `whistles/${id}/timeline`)
  for (const text of ['吹哨', '应哨', '拒哨', '指令应哨', '到场签到', '未决离场', '放行', '记录会商结论', '接棒', '报告结果', '评价应哨单位', '申诉', '更改评价'])
    assert.ok(timeline.some((e) => e.text.startsWith(text)), text)
  assert.ok(timeline.every((e) => /[一-龥]/.test(e.text)))
  // now the order may go
  const free = await housing.ok('GET', `orders/${order.id}`)
  assert.notEqual((await housing('POST', `orders/${order.id}/submit`, { body: { version: free.version, result: 'solved', public_answer: '已修好' } })).json?.code, 'order.on_hold')
})

test('social forces are invited and never scored; a refusal may be right; a whistle may be taken back', async () => {
  const rally = await community.ok('POST', 'whistles', call_({ kind: 'rally', on_site: true, forces: ['社区志愿者', '红色物业'] }))
  let w = await whistle(rally.id, community)
  assert.deepEqual(w.responders.map((r) => r.status_text), ['已邀集', '已邀集'])
  assert.equal(w.responders[0].accept_clock, null)
  assert.deepEqual([w.called, w.invited, w.came], [0, 2, 0], 'who was invited is not due')
  for (const r of w.responders) await community.ok('POST', `whistles/responders/${r.id}/arrive-noted`, { version: r.version })
  w = await whistle(rally.id, community)
  assert.deepEqual([w.status, w.came, w.arrived], ['conferring', 2, 0])
  await community.ok('POST', `whistles/${rally.id}/decide`, { version: w.version, conclusion: '一起刷墙', tasks: [{ responder_id: w.responders[0].id, demand: '刷墙', limit_minutes: 600 }] })
  w = await whistle(rally.id, community)
  await community.ok('POST', `whistles/tasks/${w.task_list[0].id}/done`, { version: 1, result: '刷完了' })
  assert.equal((await whistle(rally.id, community)).status, 'rated', 'nobody to rate')

  const other = await worker.ok('POST', 'whistles', call_({ units: [town_id] }))
  await deed(town, town_id, other.id, 'refuse', { reason: '不归镇街', basis: '清单第9条' })
  assert.equal(moved(await deed(centre, town_id, other.id, 'uphold', { reason: '理由成立' })), 'excused')
  const back = await whistle(other.id, worker)
  assert.ok(labels(back).includes('withdraw'))
  await worker.ok('POST', `whistles/${other.id}/withdraw`, { version: back.version, reason: '换单位再吹' })
  assert.equal((await whistle(other.id)).status_text, '已撤哨')

  const month = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 7).replace('-', '')
  const stats = await centre.ok('GET', `whistles/stats?month=${month}`)
  const row = stats.units.find((u) => u.unit.id === town_id)
  assert.deepEqual([row.called, row.in_limit, row.excused, row.rated, row.satisfied], [2, 1, 1, 1, 1])
  assert.equal(row.active_micro, 1e6)
  assert.ok(row.w_micro > 80e6)
  assert.ok(!stats.units.some((u) => u.unit.id === community_id && u.called > 1), '集结哨 is in no figure')
})

test('lists, filters, and who sees what', async () => {
  const all = await centre.ok('GET', 'whistles')
  assert.equal(all.total, 3)
  assert.equal((await centre.ok('GET', 'whistles?kind=rally')).total, 1)
  assert.equal((await housing.ok('GET', 'whistles?view=mine')).total, 1)
  assert.equal((await town.ok('GET', 'whistles?view=unit')).total, 2)
  assert.equal((await centre.ok('GET', 'whistles?view=board&status=withdrawn')).total, 0)
  assert.equal((await centre('GET', 'whistles/export.xlsx')).bytes.subarray(0, 2).toString(), 'PK')
  assert.equal((await housing.ok('GET', `orders/${order.id}/whistles`)).items.length >= 1, true)
  const kinds = await centre.ok('GET', 'whistles/kinds')
  assert.deepEqual(kinds.kinds.map((k) => k.name), ['职能哨', '集结哨', '应急哨', '执法哨', '中心哨'])
  const admin = await login(city, 'xitong01')
  assert.equal((await admin('GET', `whistles/${all.items[0].id}`)).status, 403)
  await refused(centre('GET', 'whistles/999999'), 'whistle.not_found', 404)
})

test('statistics as xlsx; photos go along with coming and leaving; a worker waits for her community where the kind asks for it', async () => {
  const sheet = await centre('GET', 'whistles/stats.xlsx')
  const text = Object.values(unzip(sheet.bytes)).join('')
  assert.match(text, /积极响应率/)
  assert.match(text, /街道/)
  const rules = await login(city, 'xitong01')
  const kind = (await rules.ok('GET', 'ref/whistle-kinds')).items.find((k) => k.code === 'function')
  await rules.ok('PUT', `ref/whistle-kinds/${kind.id}`, { version: kind.version, confirm: true })
  const made = await worker.ok('POST', 'whistles', call_({ on_site: true, units: [town_id], lon: 122400000, lat: 37160000 }))
  const waits = await whistle(made.id, worker)
  assert.deepEqual([waits.status_text, waits.responders.length, labels(waits).includes('confirm')], ['待社区确认', 0, false])
  assert.equal(waits.wanted.length, 1)
  assert.ok(!(await town.ok('GET', 'whistles/incoming')).items.some((call) => call.whistle_id === made.id), 'nobody is called yet')
  assert.equal((await worker('POST', `whistles/${made.id}/confirm`, { body: { version: waits.version } })).status, 403)
  const seen = await whistle(made.id, community)
  assert.ok(labels(seen).includes('confirm') && labels(seen).includes('decline'))
  await community.ok('POST', `whistles/${made.id}/confirm`, { version: seen.version })
  assert.ok((await town.ok('GET', 'whistles/incoming')).items.some((call) => call.whistle_id === made.id))
  await deed(town, town_id, made.id, 'accept')
  const up = await town('POST', 'files?object=whistle&stage=document', form('签到表.pdf', 'application/pdf', Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')))
  assert.equal(up.status, 201, up.text)
  await deed(town, town_id, made.id, 'arrive', { lon: 122400000, lat: 37160000, datum: 'cgcs2000', consent: true, files: [up.json.id] })
  const shown = (await whistle(made.id)).files
  assert.equal(shown.length, 1)
  const path = shown[0].url?.replace('/api/v1/', '')
  if (path) {
    assert.equal((await housing('GET', path)).status, 200)
    assert.equal((await window('GET', path)).status, 200)
    assert.equal((await rules('GET', path)).status, 404)
  }
})
