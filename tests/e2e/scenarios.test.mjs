// SPDX-License-Identifier: Apache-2.0
// Three stories the platform was asked for, from the call to the end, each read off the timeline of its case in the browser:
// AS-1 惠风小区 (burnt electricity box: 职能哨, money and third parties, then 集结哨), AS-2 (a father and his daughter without care:
// one whistle to two departments, the urgent part done, the long part goes on), AS-3 (an illegal structure: 执法哨, evidence chain).
// What people do on their own screens is shown by the other walks; here their steps go over the API and the pages are looked at.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { axe, photo, shot, startBrowser, startCity } from './city.mjs'
import { people } from './whistle.mjs'

let city, browser, api, seat, hire, errors, community, grid
const units = {}

before(async () => {
  city = await startCity()
  browser = await startBrowser()
  ;({ api, seat, hire, errors } = people(city, browser))
  const me = await api('wanggeyuan01', 'GET', 'auth/me')
  community = me.unit
  for (const { id } of (await api('wanggeyuan01', 'GET', `ref/grids?community=${community.id}&level=1&limit=50`)).items)
    if ((await api('wanggeyuan01', 'GET', `ref/grids/${id}`)).posts.some((post) => post.user_id === me.user_id)) grid = id
  units.housing = (await api('chengban01', 'GET', 'auth/me')).unit
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

/** Taken down at the hotline and filed: the case. */
async function told(code, words) {
  const type = (await api('fenbo01', 'GET', `ref/event-types?q=${code}`)).items[0]
  const made = await api('shouli01', 'POST', 'appeals', {
    channel: 'phone', anonymity: 'named', name: '刘桂珍', phone: '13805557788', type: 'help', family: 'people', grid_id: grid, event_type_id: type.id, ...words,
  })
  const { version } = await api('shouli01', 'GET', `appeals/${made.id}`)
  const { case_id } = await api('fenbo01', 'POST', `appeals/${made.id}/file`, { version, event_type_id: type.id })
  return { id: case_id, appeal: made.id }
}
const caseOf = (id) => api('fenbo01', 'GET', `cases/${id}`)
async function dispatch(id, unit, why) {
  const { version } = await caseOf(id)
  await api('fenbo01', 'POST', `cases/${id}/dispatch`, { version, unit_id: unit.id, why, level_reason: why })
  return (await caseOf(id)).orders.find((one) => one.role === 'lead' && one.unit.id === unit.id)
}
async function order(name, id, action, body = {}) {
  const { version } = await api(name, 'GET', `orders/${id}`)
  return api(name, 'POST', `orders/${id}/${action}`, { version, ...body })
}
async function picture(name, id, stage, colour) {
  const page = await seat(name)
  const form = new FormData()
  const file = await photo(page, `${stage}.jpg`, colour)
  form.append('file', new Blob([file.buffer], { type: file.mimeType }), file.name)
  const cookie = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join('; ')
  const r = await fetch(`${city.base}/api/v1/files?object=order&id=${id}&stage=${stage}`, { method: 'POST', headers: { Cookie: cookie, 'Idempotency-Key': randomUUID() }, body: form })
  assert.ok(r.ok, await r.text())
}

/** Reviewed level by level until the result is accepted. */
async function passed(id) {
  for (const name of ['shequ01', 'zhenjie01', 'fenbo01']) {
    const now = await api('fenbo01', 'GET', `orders/${id}`)
    if (now.status === 'settled') return
    await api(name, 'POST', `orders/${id}/review`, { version: now.version, decision: 'pass', opinion: '情况属实' }).catch(() => undefined)
  }
  assert.equal((await api('fenbo01', 'GET', `orders/${id}`)).status, 'settled')
}
/** An agent of the callback section hears whether it is solved. */
async function calledBack(id, opinion) {
  const task = (await api('huifang01', 'GET', 'callbacks?limit=50')).items.find((one) => one.case_id === id)
  await api('huifang01', 'POST', 'callbacks/claim', { task_id: task.id })
  await api('huifang01', 'POST', `callbacks/${task.id}/rate`, { solved: 'yes', satisfied: 5, contacted: true, opinion })
}

const whistle = (name, id) => api(name, 'GET', `whistles/${id}`)
async function blow(name, case_id, kind, body) {
  const made = await api(name, 'POST', 'whistles', { case_id, kind, on_site: true, urgency: 'urgent', place: '小区东门', ...body })
  return made.id
}
const responder = async (name, id, unit) => (await whistle(name, id)).responders.find((one) => (unit ? one.unit?.id === unit.id : !one.unit))
async function answer(name, id, unit, action, body = {}) {
  const { id: who, version } = await responder(name, id, unit)
  return api(name, 'POST', `whistles/responders/${who}/${action}`, { version, ...body })
}
async function side(name, id, action, body = {}) {
  const { version } = await whistle(name, id)
  return api(name, 'POST', `whistles/${id}/${action}`, { version, ...body })
}
async function result(name, id, unit, text) {
  const now = await whistle(name, id)
  const mine = now.task_list.find((one) => one.unit?.id === unit.id && one.status === 'open')
  return api(name, 'POST', `whistles/tasks/${mine.id}/done`, { version: mine.version, result: text })
}

/** The pages hold every one of these; a picture, no serious finding. */
async function timeline(id, name, lines, called) {
  const desk = await seat('fenbo01')
  for (const [url, tag, words] of [[`/desk/cases/${id}`, name, lines], ...(called ? [[`/desk/whistles/${called.id}`, `${name}-whistle`, called.lines]] : [])]) {
    await desk.goto(url)
    await desk.getByRole('heading', { name: url.includes('whistles') ? '叫了谁' : '发生了什么' }).waitFor()
    const more = desk.getByRole('button', { name: /全部展开/ })
    if (await more.count()) await more.click()
    for (const line of words) await desk.getByRole('main').getByText(line).filter({ visible: true }).first().waitFor()
    await desk.evaluate(() => window.scrollTo(0, 0))
    await shot(desk, tag)
    assert.deepEqual(await axe(desk), [], tag)
  }
}

test('AS-1 惠风小区: to the grid within ten minutes, 职能哨, eight thousand yuan, 集结哨', async () => {
  const made = await told('0602001', { title: '惠风小区电箱烧坏，整栋楼停电', body: '早上八点电箱冒烟烧坏了，整栋楼停电，冰箱里的东西都要坏了。', address: '惠风小区 7 号楼' })
  const lead = await dispatch(made.id, community, '网格就近，先由网格员到场核查')
  const filed = await caseOf(made.id)
  assert.ok(lead.dispatched_at - filed.opened_at < 600_000, 'D-01: dispatched within ten minutes')
  await order('wanggeyuan01', lead.id, 'sign')
  await picture('wanggeyuan01', lead.id, 'before', '#543')

  // E-01: she cannot pay for it, so she blows for the department
  const first = await blow('wanggeyuan01', made.id, 'function', { order_id: lead.id, reason: '电箱须整体更换，费用网格解决不了', units: [units.housing.id] })
  await answer('chengban01', first, units.housing, 'accept', { person: '傅小龙' })
  await answer('wanggeyuan01', first, units.housing, 'arrive-noted')
  const { id: who } = await responder('chengban01', first, units.housing)
  await side('wanggeyuan01', first, 'decide', { conclusion: '住建局协调开发商出资更换电箱，供电公司当天抢修', tasks: [{ responder_id: who, demand: '协调开发商出资，联系供电公司抢修', limit_minutes: 240 }] })
  await result('chengban01', first, units.housing, '开发商出资 8000 元更换电箱，供电公司 13:00 恢复供电')
  assert.match((await whistle('wanggeyuan01', first)).status, /to_rate/)

  // E-02: neighbours paint the wall; nobody is scored for it
  const second = await blow('wanggeyuan01', made.id, 'rally', { order_id: lead.id, reason: '楼道墙面熏黑，邀大家一起粉刷', forces: ['红色物业', '党员志愿者', '楼上居民'] })
  assert.equal((await whistle('wanggeyuan01', second)).scored, false)
  for (const { id, version } of (await whistle('wanggeyuan01', second)).responders) await api('wanggeyuan01', 'POST', `whistles/responders/${id}/arrive-noted`, { version })
  await side('wanggeyuan01', second, 'decide', { conclusion: '社区出涂料，下午一起粉刷' })
  if ((await whistle('wanggeyuan01', second)).actions.some((one) => one.action === 'finish')) await side('wanggeyuan01', second, 'finish')

  await picture('wanggeyuan01', lead.id, 'after', '#cdd')
  await order('wanggeyuan01', lead.id, 'submit', {
    result: 'solved', public_answer: '电箱已更换，当天 13:00 恢复供电；楼道墙面已由物业、党员和邻居一起粉刷。', cost_fen: 800000, third_parties: [{ name: '开发商', part: '出资更换电箱', cost_fen: 800000 }, { name: '供电公司', part: '抢修恢复供电' }],
    contact: { method: 'phone', reached: true, note: '已电话告知' },
  })
  await passed(lead.id)
  await calledBack(made.id, '当天就来电了，墙也刷了，满意')
  // both whistles, money and third parties, how long it took in all, the callback
  await timeline(made.id, 'as1-timeline', [/职能哨/, /集结哨/, /花费 8000 元；开发商：出资更换电箱/, /供电公司：抢修/, /合计/, /非常满意/])
  const seen = await api('shequ01', 'GET', `orders/${lead.id}`)
  assert.equal(seen.cost_fen, 800000)
  assert.equal((await caseOf(made.id)).status, 'closed')
  assert.deepEqual(errors(), [])
})

test('AS-2: a visit finds a father and his daughter without care; one whistle, two departments; the long part stays open', async () => {
  const police = await hire('gongan01', '吴警官', 'D01')
  const civil = await hire('minzheng01', '何民政', 'D02')
  const made = await told('0602001', { title: '老人和患病女儿无人照料', body: '入户走访发现，八十岁的父亲和患精神疾病的女儿没人照顾，家里没有吃的。', address: '崖东村 12 号' })
  const lead = await dispatch(made.id, community, '属地先核实')
  await order('wanggeyuan01', lead.id, 'sign')
  const id = await blow('wanggeyuan01', made.id, 'function', { order_id: lead.id, reason: '须送医并安排供养，要公安和民政一起到场', urgency: 'emergency', units: [police.id, civil.id] })
  for (const [name, unit] of [['gongan01', police], ['minzheng01', civil]]) {
    await answer(name, id, unit, 'accept')
    await answer('wanggeyuan01', id, unit, 'arrive-noted')
  }
  const both = (await whistle('wanggeyuan01', id)).responders
  const of = (unit) => both.find((one) => one.unit.id === unit.id).id
  await side('wanggeyuan01', id, 'decide', {
    conclusion: '当天送养老机构；五保待遇一周内办好',
    tasks: [{ responder_id: of(police), demand: '护送女儿就医', limit_minutes: 240 }, { responder_id: of(civil), demand: '送老人入住，办理五保供养', limit_minutes: 10080 }],
  })
  await result('gongan01', id, police, '已护送女儿入院治疗')
  const half = await whistle('wanggeyuan01', id)
  assert.equal(half.status, 'working', 'the long part goes on')
  assert.deepEqual(half.task_list.map((task) => task.status).sort(), ['done', 'open'])
  await timeline(made.id, 'as2-timeline', [/职能哨/, /当天送养老机构/], { id, lines: [/公安局/, /民政局/, /护送女儿入院/] })
  await result('minzheng01', id, civil, '老人已入住敬老院，五保补助本周发放')
  assert.equal((await whistle('wanggeyuan01', id)).status, 'to_rate')
  await timeline(made.id, 'as2-done', [/哨毕待评/], { id, lines: [/五保补助/] })
  assert.deepEqual(errors(), [])
})

test('AS-3: an illegal structure: tip, 执法哨, demolished, the evidence in its order', async () => {
  const squad = await hire('zhifa01', '周执法', 'D09')
  const made = await told('0602001', { title: '楼顶私搭阳光房', body: '楼顶有人私自搭建阳光房，占了公共屋面，多次劝说不听。', address: '澜城花园 3 号楼', type: 'report' })
  const lead = await dispatch(made.id, community, '社区先取证')
  await order('wanggeyuan01', lead.id, 'sign')
  await picture('wanggeyuan01', lead.id, 'before', '#a52')
  const id = await blow('shequ01', made.id, 'enforcement', { order_id: lead.id, reason: '当事人拒不拆除，请联合执法', units: [squad.id, units.housing.id] })
  for (const [name, unit] of [['zhifa01', squad], ['chengban01', units.housing]]) {
    await answer(name, id, unit, 'accept')
    await answer('shequ01', id, unit, 'arrive-noted')
  }
  const both = (await whistle('shequ01', id)).responders
  const of = (unit) => both.find((one) => one.unit.id === unit.id).id
  await side('shequ01', id, 'decide', {
    conclusion: '认定违法建设，限期三日自拆，逾期联合拆除',
    tasks: [{ responder_id: of(units.housing), demand: '出具认定意见', limit_minutes: 1440 }, { responder_id: of(squad), demand: '送达限拆通知并组织拆除', limit_minutes: 7200 }],
  })
  await result('chengban01', id, units.housing, '认定为未经许可搭建')
  await result('zhifa01', id, squad, '已送达限拆通知，第五天联合拆除完毕')
  await picture('wanggeyuan01', lead.id, 'after', '#9ab')
  await order('wanggeyuan01', lead.id, 'submit', {
    result: 'solved', public_answer: '违法搭建的阳光房已拆除，公共屋面恢复原状。', contact: { method: 'phone', reached: true, note: '已电话告知' },
  })
  await timeline(made.id, 'as3-timeline', [/执法哨/, /认定违法建设/, /联合拆除完毕/])
  const seen = await api('shequ01', 'GET', `orders/${lead.id}`)
  assert.deepEqual(seen.files.map((file) => file.stage).sort(), ['after', 'before'])
  assert.deepEqual(errors(), [])
})
