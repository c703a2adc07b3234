// SPDX-License-Identifier: Apache-2.0
// The side ways of the loop, each step itself in the browser by the person whose job it is; what must have happened before
// comes through the interface, since tests/e2e/way.test.mjs has walked it: 核查结案 (cases without an appellant), reopening,
// 终止 and 移送, re-partition of a grid, sampling of self-handled items (C-05, C-07, I-05).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, seats, shot, startBrowser, startCity, talk } from './city.mjs'

let city
let browser
let seat, api

before(async () => {
  city = await startCity()
  browser = await startBrowser()
  seat = seats(browser, city)
  api = talk(city)
})

after(async () => {
  await browser?.close()
  await city?.stop()
})

const eventType = async (code) => (await api('fenbo01', 'GET', `ref/event-types?q=${code}`)).items.find((t) => t.code === code).id
const unit = async (code) => (await api('fenbo01', 'GET', 'ref/units?limit=200')).items.find((u) => u.code === code).id
const noErrors = (page, where) => assert.deepEqual(page.errors, [], `page errors on ${where}`)

/** Waits until the page says by itself in which state the case is now. */
async function saysState(page, id, status) {
  let found
  for (let i = 0; i < 50; i++) {
    found = await api('fenbo01', 'GET', `cases/${id}`)
    if (found.status === status) break
    await new Promise((r) => setTimeout(r, 100))
  }
  assert.equal(found.status, status)
  await page.getByText(found.status_text, { exact: true }).first().waitFor()
  return found
}

/** A base grid of the community in which both accounts of the grid serve: {id, code, …}. */
async function ownGrid() {
  const { items } = await api('wanggeyuan01', 'GET', 'ref/grids?level=1&limit=200')
  const me = await api('wanggeyuan01', 'GET', 'auth/me')
  for (const { id } of items) {
    const grid = await api('wanggeyuan01', 'GET', `ref/grids/${id}`)
    if (grid.posts.some((post) => post.user_id === me.user_id)) return grid
  }
  throw new Error('the grid worker has no grid')
}

/** A case dispatched to 住建局: {id, order}. With words of a caller, or seen on patrol in a grid. */
async function dispatched(from) {
  const type = await eventType('0602001')
  let id
  if (from.grid) {
    id = (await api('wanggezhang01', 'POST', 'cases', { event_type_id: type, title: from.title, summary: from.title, grid_id: from.grid })).id
  } else {
    const appeal = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '王建国', phone: '13805551234',
      type: 'complaint', title: from.title, body: `${from.title}，一直没人管。` })
    id = (await api('shouli01', 'POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: type })).case_id
  }
  const found = await api('fenbo01', 'GET', `cases/${id}`)
  await api('fenbo01', 'POST', `cases/${id}/dispatch`, { version: found.version, unit_id: await unit('D08'), why: '由住建局办理' })
  return { id, order: (await api('fenbo01', 'GET', `cases/${id}`)).orders[0].id }
}

const orderVersion = async (id) => (await api('fenbo01', 'GET', `orders/${id}`)).version
async function sign(order) {
  await api('chengban01', 'POST', `orders/${order}/sign`, { version: await orderVersion(order) })
}
async function handled(order) {
  await api('lingdao01', 'GET', `orders/${order}`)
  await api('chengban01', 'POST', `orders/${order}/contact`, { version: await orderVersion(order), method: 'visit', reached: true, note: '到现场' })
  const page = await seat('chengban01')
  const photo = await page.evaluate(async (id) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 64
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg'))
    const form = new FormData()
    form.append('file', blob, 'after.jpg')
    return (await fetch(`/api/v1/files?object=order&id=${id}&stage=after`, { method: 'POST', body: form, headers: { 'Idempotency-Key': String(Math.random()).slice(2) + 'abcdefgh' } })).status
  }, order)
  assert.equal(photo, 201)
  await api('chengban01', 'POST', `orders/${order}/submit`, { version: await orderVersion(order), result: 'solved', public_answer: '已修好，请您查看。' })
  await api('lingdao01', 'POST', `orders/${order}/review`, { version: await orderVersion(order), decision: 'pass' })
}

test('核查结案: a patrol case has no appellant; the grid head looks at it, sends it back once, then closes it', async () => {
  const grid = await ownGrid()
  const made = await dispatched({ title: '楼道墙皮脱落', grid: grid.id })
  await handled(made.order)
  const head = await seat('wanggezhang01')
  await head.goto('/desk/check')
  await head.getByText('楼道墙皮脱落').first().waitFor()
  await shot(head, 'side-1-check-list')
  await head.goto(`/desk/cases/${made.id}`)
  await act(head, '核查', async (dialog) => {
    await dialog.getByText('没有解决，退回重办').click()
    await dialog.getByRole('textbox').last().fill('墙皮仍在脱落')
    await shot(head, 'side-2-check-back')
  })
  await saysState(head, made.id, 'handling')
  await handled(made.order)
  await head.reload()
  await act(head, '核查', async (dialog) => {
    await dialog.getByText('确已解决，结案').click()
    await dialog.getByRole('textbox').last().fill('现场已修补平整')
  })
  const found = await saysState(head, made.id, 'closed')
  await shot(head, 'side-3-checked')
  assert.deepEqual([found.status, found.closing_kind, found.round], ['closed', 'checked', 1])
  noErrors(head, 'check')
})

test('重新打开: closed and satisfied, then the matter comes back: the same case goes on in a new round', async () => {
  const made = await dispatched({ title: '卫生间漏水' })
  await handled(made.order)
  const task = await api('huifang01', 'POST', 'callbacks/claim', {})
  await api('huifang01', 'POST', `callbacks/${task.id}/attempt`, { method: 'visit', outcome: 'reached' })
  await api('huifang01', 'POST', `callbacks/${task.id}/rate`, { solved: 'yes', satisfied: 5 })
  const desk = await seat('fenbo01')
  await desk.goto(`/desk/cases/${made.id}`)
  await saysState(desk, made.id, 'closed')
  await act(desk, '重新打开', async (dialog) => {
    await dialog.getByRole('textbox').last().fill('诉求人来电：昨夜又开始漏水。')
    await shot(desk, 'side-4-reopen')
  })
  const found = await saysState(desk, made.id, 'handling')
  await shot(desk, 'side-5-reopened')
  assert.deepEqual([found.status, found.round, found.reopened, found.closed_at], ['handling', 1, 1, null])
  noErrors(desk, 'reopen')
})

test('移送 with the receipt of the other authority, 终止办理 with its reason', async () => {
  const desk = await seat('fenbo01')
  const moved = await dispatched({ title: '楼上违规拆改承重墙' })
  await sign(moved.order)
  await desk.goto(`/desk/orders/${moved.order}`)
  await act(desk, '移送', async (dialog) => {
    await dialog.getByRole('textbox').first().fill('市公安局')
    await dialog.getByRole('textbox').last().fill('公移〔2026〕88号')
    await shot(desk, 'side-6-transfer')
  })
  await desk.getByText('已移送').first().waitFor()
  const ended = await dispatched({ title: '地下室积水' })
  await desk.goto(`/desk/orders/${ended.order}`)
  await act(desk, '终止办理', async (dialog) => {
    await dialog.getByRole('textbox').last().fill('经查现场无此地下室，三次联系未果。')
    await shot(desk, 'side-7-terminate')
  })
  await desk.getByText('已终止').first().waitFor()
  await shot(desk, 'side-8-terminated')
  for (const [{ id, order }, status] of [[moved, 'transferred'], [ended, 'terminated']]) {
    assert.equal((await api('fenbo01', 'GET', `orders/${order}`)).status, status)
    assert.equal((await api('fenbo01', 'GET', `cases/${id}`)).status, 'callback', 'the appellant is asked all the same')
  }
  noErrors(desk, 'transfer and terminate')
})

/** Both halves of a convex ring, cut through its first corner and the one opposite. */
function halves(geometry) {
  const ring = geometry.coordinates[0].slice(0, -1)
  const half = ring.length >> 1
  const wkt = (points) => `POLYGON((${[...points, points[0]].map(([x, y]) => `${x} ${y}`).join(',')}))`
  return [wkt(ring.slice(0, half + 1)), wkt([...ring.slice(half), ring[0]])]
}

test('重新划分: one base grid ends, two begin; the old one stays in their history', async () => {
  const desk = await seat('xitong01')
  const town = (await api('xitong01', 'GET', 'ref/grids/tree')).items[0]
  const community = (await api('xitong01', 'GET', `ref/grids/tree?town=${town.id}`)).items[1]
  const old = (await api('xitong01', 'GET', `ref/grids/tree?community=${community.id}`)).items.find((g) => g.level === 1)
  const ring = (await api('xitong01', 'GET', `ref/grids/${old.id}`)).wkt
  const points = /\(\(([^)]*)\)/.exec(ring)[1].split(',').map((p) => p.trim().split(/\s+/).map(Number))
  const parts = halves({ coordinates: [points] })
  await desk.goto('/desk/grids')
  const tree = desk.getByRole('tree')
  await tree.getByText(town.name).first().click()
  await tree.getByText(community.name).first().click()
  await tree.getByText(old.name).first().click()
  await desk.getByRole('heading', { name: new RegExp(old.code) }).waitFor()
  await shot(desk, 'side-9-grid')
  await act(desk, '填写边界重新划分', async (dialog) => {
    for (const i of [0, 1]) {
      const part = dialog.getByRole('group', { name: `新网格 ${i + 1}` })
      await part.getByLabel('编码').fill(`${old.code.slice(0, -3)}09${i + 1}`)
      await part.getByLabel('名称').fill(`划分${i + 1}网格`)
      await part.getByLabel('户数').fill('150')
      await part.getByLabel('边界（WKT）').fill(parts[i])
    }
    await dialog.getByLabel('原因或批准文号').fill('户数超过五百，一分为二')
    await shot(desk, 'side-10-partition')
  })
  await tree.getByText(town.name).first().click()
  await tree.getByText(community.name).first().click()
  await tree.getByText('划分2网格').first().click()
  await desk.getByText('户数超过五百，一分为二').waitFor()
  await shot(desk, 'side-11-lineage')
  const now = (await api('xitong01', 'GET', `ref/grids/tree?community=${community.id}`)).items.map((g) => g.name)
  assert.ok(now.includes('划分1网格') && now.includes('划分2网格') && !now.includes(old.name), now.join())
  noErrors(desk, 're-partition')
})

test('自办件: the worker reports once, the grid head samples two of them on the phone: true and untrue', async () => {
  const grid = await ownGrid()
  for (const matter of ['消防通道堆放纸箱', '单元门闭门器脱落'])
    await api('wanggeyuan01', 'POST', 'self', { matter, done: '当场清走并告知住户', address: '3号楼', grid_id: grid.id })
  const head = await seat('wanggezhang01', { phone: true })
  await head.goto('/h5/work/check')
  await head.getByRole('button', { name: '自办件抽查' }).click()
  await head.getByText('消防通道堆放纸箱').first().waitFor()
  await shot(head, 'side-12-self-list')
  for (const [answer, note] of [['核实，确实办好了', ''], ['不实，与现场不符', '纸箱还在原处']]) {
    await head.getByRole('button', { name: '抽查这一件' }).first().click()
    const sheet = head.getByRole('dialog').last()
    await sheet.getByText(answer).click()
    if (note) await sheet.getByRole('textbox').last().fill(note)
    await shot(head, note ? 'side-14-untrue' : 'side-13-true')
    await sheet.getByRole('button', { name: '确定' }).click()
    await sheet.waitFor({ state: 'hidden' })
  }
  await head.getByText('没有可抽查的自办件').waitFor()
  const { items } = await api('wanggezhang01', 'GET', 'self/sampling')
  assert.deepEqual(items.map((x) => x.status).sort(), ['untrue', 'verified'])
  assert.equal(items.find((x) => x.status === 'untrue').sample_note, '纸箱还在原处')
  noErrors(head, 'sampling')
})
