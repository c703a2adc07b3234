// SPDX-License-Identifier: Apache-2.0
// Emergencies and hard cases over HTTP: every edge by who may, and by who may not; the report that nobody can change; what rings whom.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { login, startCity } from './city.mjs'

let city
const who = {}
before(async () => {
  city = await startCity()
  for (const name of ['fenbo01', 'shouli01', 'zhenjie01', 'shequ01', 'wanggezhang01', 'wanggeyuan01', 'chengban01', 'lingdao01', 'shilingdao01', 'kaohe01', 'jiwei01', 'xitong01', 'shenji01', 'huifang01'])
    who[name] = await login(city, name)
})
after(() => city?.stop())

const as = (name, method, url, body) => who[name](method, url, body === undefined ? {} : { body })
const ok = (name, method, url, body) => who[name].ok(method, url, body)
/** Refused with this status, and this code when given. */
async function refused(name, url, body, status, code) {
  const answer = await as(name, 'POST', url, body)
  assert.equal(answer.status, status, `${name} ${url}: ${answer.status} ${answer.text}`)
  if (code) assert.equal(answer.json.code, code)
}
const classOf = async (text) => (await ok('wanggeyuan01', 'GET', 'ref/emergency-classes?limit=50')).items.find((k) => k.name === text)
const myGrid = async () => {
  const me = await ok('wanggeyuan01', 'GET', 'auth/me')
  return (await ok('wanggeyuan01', 'GET', `ref/grids?community=${me.unit.id}&level=1`)).items[0].id
}
const versionOf = async (id) => (await ok('fenbo01', 'GET', `emergencies/${id}`)).version
async function report(what = '楼道燃气味很大') {
  const gas = await classOf('燃气泄漏')
  return ok('wanggeyuan01', 'POST', 'emergencies', { class_id: gas.id, what, address: '茶亭路12号', grid_id: await myGrid() })
}

test('thirteen classes; names that no document gives are marked', async () => {
  const { items } = await ok('fenbo01', 'GET', 'ref/emergency-classes?limit=50')
  assert.equal(items.length, 13)
  assert.deepEqual(items.filter((k) => k.known).map((k) => k.name).sort(), ['停水停电', '燃气泄漏', '自然灾害'])
  const bad = await as('kaohe01', 'PUT', `ref/emergency-classes/${items[0].id}`, { version: items[0].version, told_units: 'NIX' })
  assert.equal(bad.status, 422)
})

test('a report reaches both levels at once, is never changed, and says so to who made it', async () => {
  const made = await report()
  const levels = Object.fromEntries(made.told.map((one) => [one.level, one]))
  assert.match(levels.city.unit.name, /社会治理服务中心/)
  assert.match(levels.district.unit.name, /街道/)
  assert.equal(levels.city.told_at, made.reported_at)
  assert.equal(levels.district.told_at, made.reported_at)
  // there is no field by which it could be changed: unknown ones are refused or ignored, the time stays
  for (const body of [{ reported_at: 1 }, { what: 'x' }]) await as('fenbo01', 'POST', `emergencies/${made.id}/take`, { version: made.version, ...body })
  const now = await ok('fenbo01', 'GET', `emergencies/${made.id}`)
  assert.equal(now.reported_at, made.reported_at)
  assert.equal(now.what, '楼道燃气味很大')
  for (const name of ['xitong01', 'shenji01', 'jiwei01']) await refused(name, 'emergencies', { what: '试试看', address: '某处' }, 403)
  await refused('wanggeyuan01', 'emergencies', { what: '没有地点' }, 422, 'emergency.place')
  await refused('wanggeyuan01', 'emergencies', { what: '', address: '某处' }, 422)
})

test('it rings the seats of the first circle, not the others, until somebody takes it', async () => {
  const made = await report('又一处')
  const rings = async (name) => (await ok(name, 'GET', 'emergencies/ringing')).items.some((one) => one.id === made.id)
  assert.equal(await rings('fenbo01'), true)
  assert.equal(await rings('zhenjie01'), true)
  assert.equal(await rings('shilingdao01'), false)
  assert.equal((await as('wanggeyuan01', 'GET', 'emergencies/ringing')).status, 403)
  for (const name of ['wanggeyuan01', 'chengban01', 'lingdao01', 'shequ01', 'kaohe01']) await refused(name, `emergencies/${made.id}/take`, { version: made.version }, 403)
  await ok('zhenjie01', 'POST', `emergencies/${made.id}/take`, { version: made.version })
  assert.equal(await rings('fenbo01'), false)
  await refused('fenbo01', `emergencies/${made.id}/take`, { version: made.version }, 409)
  await refused('fenbo01', `emergencies/${made.id}/release`, { version: await versionOf(made.id) }, 422, 'emergency.text')
  await ok('fenbo01', 'POST', `emergencies/${made.id}/release`, { version: await versionOf(made.id), text: '交接班' })
  assert.equal(await rings('fenbo01'), true)
})

test('every edge: verify, level, dispatch past the levels, entries, lift, review; and who may not', async () => {
  const made = await report('走完全程')
  const at = (action) => `emergencies/${made.id}/${action}`
  const step = async (name, action, body) => ok(name, 'POST', at(action), { version: await versionOf(made.id), ...body })
  const gas = (await ok('fenbo01', 'GET', 'ref/units?q=E03')).items[0]
  const units = (await ok('fenbo01', 'GET', `emergencies/${made.id}`)).proposed.map((unit) => unit.id)
  assert.ok(units.includes(gas.id))
  await refused('fenbo01', at('dispatch'), { version: await versionOf(made.id), unit_ids: units }, 409, 'emergency.not_taken')
  await refused('fenbo01', at('true'), { version: await versionOf(made.id), level: 3, text: '未接手' }, 409)
  await step('fenbo01', 'take', {})
  await refused('fenbo01', at('true'), { version: await versionOf(made.id), text: '没有级别' }, 422)
  await refused('wanggezhang01', at('true'), { version: await versionOf(made.id), level: 3, text: '无权' }, 403)
  const responding = await step('fenbo01', 'true', { level: 3, text: '属实' })
  assert.equal(responding.status, 'responding')
  assert.ok(responding.next_report_at)
  await refused('shequ01', at('lift'), { version: responding.version, text: '无权' }, 403)
  await refused('chengban01', at('dispatch'), { version: responding.version, unit_ids: units }, 403)
  await step('fenbo01', 'dispatch', { unit_ids: units, demand: '关阀、疏散' })
  const page = await ok('fenbo01', 'GET', `emergencies/${made.id}`)
  assert.deepEqual(page.orders.map((o) => o.unit.id).sort(), [...units].sort())
  assert.ok(page.entries.some((one) => one.kind === 'dispatch' && /同时告知/.test(one.text)))
  await refused('fenbo01', at('dispatch'), { version: page.version, unit_ids: units }, 409, 'emergency.busy')
  await ok('wanggeyuan01', 'POST', at('entry'), { text: '已疏散一单元', resources: '社区5人', again: true })
  await refused('wanggeyuan01', at('entry'), { text: '' }, 422, 'emergency.text')
  await step('zhenjie01', 'level', { level: 2, text: '影响两个小区' })
  const offered = (await ok('fenbo01', 'GET', `emergencies/${made.id}`)).actions.map((one) => one.action)
  assert.ok(offered.includes('lift') && !offered.includes('take') && !offered.includes('remind'))
  await step('fenbo01', 'lift', { text: '复测合格' })
  const { version } = await ok('fenbo01', 'GET', `cases/${made.case_id}`)
  assert.ok(version)
  assert.equal((await ok('fenbo01', 'GET', `cases/${made.case_id}`)).status, 'handling')
  await step('fenbo01', 'review', { text: '快' })
  await refused('fenbo01', at('entry'), { text: '晚了' }, 409)
  await refused('fenbo01', at('review'), { version: 1, text: '旧版本' }, 409)
  // said again on the case after the end: a new one with its own time
  const again = await ok('shouli01', 'POST', 'emergencies', { case_id: made.case_id, what: '又有气味' })
  assert.notEqual(again.id, made.id)
  // other towns' people and administrators see nothing of it
  assert.equal((await as('xitong01', 'GET', `emergencies/${made.id}`)).status, 403)
  const list = await ok('fenbo01', 'GET', 'emergencies?view=all')
  assert.ok(list.items.length >= 2)
  assert.equal((await as('fenbo01', 'GET', 'emergencies/export.xlsx?view=all')).status, 200)
})

test('false alarm and routine end it; a red case rings by rule, a secret one tells no further unit', async () => {
  const types = await ok('fenbo01', 'GET', 'ref/event-types?q=0803001')
  const secret = await ok('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'secret', name: '举报人', phone: '13900007777', type: 'report', title: '燃气公司隐瞒漏气', body: '站里漏气不报，名字别说出去。' })
  const filed = await ok('shouli01', 'POST', `appeals/${secret.id}/file`, { version: secret.version, event_type_id: types.items[0].id })
  const { items } = await ok('fenbo01', 'GET', `cases/${filed.case_id}/emergencies`)
  assert.equal(items[0].origin, 'rule')
  const page = await ok('fenbo01', 'GET', `emergencies/${items[0].id}`)
  assert.ok(!page.told.some((one) => one.level === 'unit'), 'the unit that is accused is not told by the rule')
  assert.doesNotMatch(JSON.stringify(page), /隐瞒|13900007777|举报人/)
  await ok('fenbo01', 'POST', `emergencies/${page.id}/take`, { version: page.version })
  await ok('fenbo01', 'POST', `emergencies/${page.id}/routine`, { version: await versionOf(page.id), text: '按举报办理' })
  const other = await report('误报的一件')
  await ok('fenbo01', 'POST', `emergencies/${other.id}/take`, { version: other.version })
  await ok('fenbo01', 'POST', `emergencies/${other.id}/false`, { version: await versionOf(other.id), text: '饭店换气罐' })
  await refused('fenbo01', `emergencies/${other.id}/take`, { version: await versionOf(other.id) }, 409)
})

test('hard case: every edge, who decides and who only follows up', async () => {
  const types = await ok('fenbo01', 'GET', 'ref/event-types?q=0602001')
  const appeal = await ok('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', phone: '13805551234', type: 'complaint', title: '路谁都不修', body: '坑了三年没人管。' })
  const { case_id: caseId } = await ok('shouli01', 'POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: types.items.find((t) => t.code === '0602001').id })
  const { version } = await ok('fenbo01', 'GET', `cases/${caseId}`)
  await ok('fenbo01', 'POST', `cases/${caseId}/dispatch`, { version })
  await refused('shouli01', `cases/${caseId}/hardcase`, { reason: 'stuck', why: '无权列入' }, 403)
  await refused('xitong01', `cases/${caseId}/hardcase`, { reason: 'stuck', why: '无权列入' }, 403)
  await refused('chengban01', `cases/${caseId}/hardcase`, { reason: 'other', why: '原因不对' }, 422)
  const made = await ok('chengban01', 'POST', `cases/${caseId}/hardcase`, { reason: 'unclear', why: '红线之间没有移交' })
  await refused('fenbo01', `cases/${caseId}/hardcase`, { reason: 'stuck', why: '再列一次' }, 409, 'hardcase.already')
  const at = (action) => `hardcases/${made.id}/${action}`
  const now = () => ok('fenbo01', 'GET', `hardcases/${made.id}`)
  const step = async (name, action, body) => ok(name, 'POST', at(action), { version: (await now()).version, ...body })
  const owner = who.lingdao01.who.user_id
  const follower = who.shequ01.who.user_id
  const soon = Date.now() + 5 * 86400000
  const units = (await ok('fenbo01', 'GET', 'ref/units?q=D40')).items.map((u) => u.id).slice(0, 1)
  await refused('chengban01', at('assign'), { version: (await now()).version, owner_id: owner, follower_id: follower }, 403)
  await refused('fenbo01', at('decide'), { version: (await now()).version, unit_ids: units, measures: '先定人', due_at: soon }, 409)
  await step('fenbo01', 'assign', { owner_id: owner, follower_id: follower })
  assert.equal((await ok('shequ01', 'GET', 'hardcases?view=mine')).items.length, 1)
  await refused('shequ01', at('decide'), { version: (await now()).version, unit_ids: units, measures: '只管不定', due_at: soon }, 403)
  await refused('lingdao01', at('meet'), { version: (await now()).version, at: Date.now() + 3600000, participants: '将来', minutes: '还没开' }, 422, 'hardcase.meeting')
  await step('shequ01', 'meet', { at: Date.now() - 60000, participants: '住建、市政', minutes: '市政先修' })
  await refused('lingdao01', at('decide'), { version: (await now()).version, unit_ids: units, measures: '期限过了', due_at: 1 }, 422, 'hardcase.decision')
  await step('lingdao01', 'decide', { unit_ids: units, measures: '市政先修', due_at: soon })
  assert.ok((await ok('fenbo01', 'GET', `cases/${caseId}`)).orders.some((o) => o.unit.id === units[0]))
  await step('shequ01', 'progress', { text: '已进场' })
  await refused('shequ01', at('close'), { version: (await now()).version, outcome: 'solved', conclusion: '只管不定' }, 403)
  await refused('lingdao01', at('withdraw'), { version: (await now()).version, text: '不能撤' }, 409)
  if ((await now()).level === 'town') await step('lingdao01', 'raise', { text: '缺资金' })
  assert.equal((await now()).level, 'city')
  await refused('zhenjie01', at('assign'), { version: (await now()).version, owner_id: owner, follower_id: follower }, (await as('zhenjie01', 'GET', `hardcases/${made.id}`)).status === 200 ? 403 : 404)
  await refused('fenbo01', at('raise'), { version: (await now()).version, text: '还要上' }, 409, 'hardcase.top')
  const state = await now()
  if (state.status === 'opened') await step('fenbo01', 'assign', { owner_id: owner, follower_id: follower })
  await step('lingdao01', 'decide', { unit_ids: units, measures: '市里出资', due_at: soon })
  await step('lingdao01', 'close', { outcome: 'solved', conclusion: '修好移交' })
  await refused('lingdao01', at('progress'), { version: (await now()).version, text: '晚了' }, 409)
  assert.equal((await as('kaohe01', 'GET', 'hardcases/export.xlsx?view=all')).status, 200)
})

test('one incident reported twice becomes one, and two again', async () => {
  const first = await report('南门燃气味很大')
  const second = await report('南门那边有人闻到煤气')
  const page = (id) => ok('fenbo01', 'GET', `emergencies/${id}`)
  assert.ok((await page(second.id)).actions.some((a) => a.action === 'merge'))
  const body = async (id, more) => ({ version: (await page(id)).version, ...more })
  await refused('wanggezhang01', `emergencies/${second.id}/merge`, await body(second.id, { into_id: first.id }), 403)
  await refused('fenbo01', `emergencies/${second.id}/merge`, await body(second.id, { into_id: second.id }), 409, 'emergency.into')
  await refused('fenbo01', `emergencies/${second.id}/merge`, await body(second.id, { into_id: '999999' }), 404, 'emergency.not_found')
  await ok('fenbo01', 'POST', `emergencies/${second.id}/merge`, await body(second.id, { into_id: first.id, text: '同一处漏气' }))
  const part = await page(second.id)
  assert.deepEqual([part.status_text, part.merged_into.id], ['已并入另一起', first.id])
  assert.ok(!(await ok('fenbo01', 'GET', 'emergencies/ringing')).items.some((one) => one.id === second.id), 'it rings once')
  const whole = await page(first.id)
  assert.deepEqual(whole.parts.map((one) => one.what), ['南门那边有人闻到煤气'])
  assert.ok(whole.entries.some((one) => one.kind === 'merge' && /煤气/.test(one.text)))
  await refused('fenbo01', `emergencies/${second.id}/split`, await body(second.id, { text: '' }), 422, 'emergency.text')
  await ok('fenbo01', 'POST', `emergencies/${second.id}/split`, await body(second.id, { text: '是西门' }))
  assert.equal((await page(second.id)).status, 'reported')
  assert.deepEqual((await page(first.id)).parts, [])
})
