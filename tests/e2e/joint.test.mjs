// SPDX-License-Identifier: Apache-2.0
// Between units, each step in the browser by the person whose job it is: an order goes back and is ruled on, the next one of its
// kind goes to the right unit at once; a deadline moves only after two approvals.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, axe, seats, shot, startBrowser, startCity, talk } from './city.mjs'

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

/** A leaking roof, dispatched as suggested, which is 住建局: {id, no, order}. */
async function leak(title) {
  const appeal = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '王建国', phone: '13805551234',
    type: 'complaint', title, body: `${title}，一直没人管。` })
  const id = (await api('shouli01', 'POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: await eventType('0602001') })).case_id
  const { version } = await api('fenbo01', 'GET', `cases/${id}`)
  await api('fenbo01', 'POST', `cases/${id}/dispatch`, { version })
  const found = await api('fenbo01', 'GET', `cases/${id}`)
  return { id, order: found.orders.find((o) => o.role === 'lead') }
}

/** Picks a unit in an open dialog by typing its name. */
async function pickUnit(page, dialog, name) {
  await dialog.getByRole('combobox').last().fill(name)
  await page.getByRole('option', { name: new RegExp(`^青澜市${name}`) }).first().click()
}

test('退单: given back with a duty basis, agreed, ruled 改派; the clock goes on; the precedent dispatches the next one', async () => {
  const made = await leak('屋顶漏水没人修')
  const due = made.order.due_at
  const handler = await seat('chengban01')
  await handler.goto(`/desk/orders/${made.order.id}`)
  await act(handler, '退单', async (dialog) => {
    await dialog.getByLabel('原因').selectOption('not_duty')
    await dialog.getByLabel('职责依据').fill('履职事项清单第12条')
    await pickUnit(handler, dialog, '综合行政执法局')
    await dialog.getByLabel('情况说明').fill('房屋已交付，属日常维修监管')
    await shot(handler, 'joint-1-return')
  })
  await handler.getByText('待单位审核').first().waitFor()

  const leader = await seat('lingdao01')
  await leader.goto('/desk/disputes?view=unit')
  await leader.getByText('屋顶漏水没人修').first().click()
  await act(leader, '单位同意退单')
  await leader.getByText('待裁定').first().waitFor()

  const centre = await seat('fenbo01')
  await centre.goto('/desk/disputes')
  await centre.getByText('屋顶漏水没人修').first().click()
  await centre.getByRole('heading', { name: '时限与退单' }).waitFor()
  await shot(centre, 'joint-2-rulings')
  assert.deepEqual(await axe(centre), [])
  await act(centre, '裁定改派', async (dialog) => {
    await dialog.getByLabel('裁定依据').fill('三定规定第三条')
    await shot(centre, 'joint-3-ruling')
  })
  await centre.getByText('已改派').first().waitFor()

  const found = await api('fenbo01', 'GET', `cases/${made.id}`)
  const now = found.orders.find((o) => o.role === 'lead' && o.status !== 'redirected')
  assert.match(now.unit.name, /综合行政执法局/)
  assert.equal(now.due_at, due)
  await centre.goto(`/desk/cases/${made.id}`)
  await centre.getByText('单位同意退单').first().waitFor()
  await shot(centre, 'joint-4-case')

  // the next one of its kind
  const next = await leak('阳台渗水找不到人')
  assert.equal(next.order.unit.name, now.unit.name)
  const order = await api('fenbo01', 'GET', `orders/${next.order.id}`)
  assert.match(Array.isArray(order.why) ? order.why.join() : order.why, /按先例.*三定规定第三条/s)
  const appraiser = await seat('kaohe01')
  await appraiser.goto('/desk/precedents')
  await appraiser.getByText('三定规定第三条').first().waitFor()
  await shot(appraiser, 'joint-5-precedents')
  await appraiser.getByRole('button', { name: '停用' }).first().click()
  await appraiser.getByRole('button', { name: '采用' }).first().waitFor()
  const again = await leak('楼道漏雨')
  assert.notEqual(again.order.unit.name, now.unit.name, 'a precedent that was switched off is not followed')
  for (const page of [handler, leader, centre, appraiser]) assert.deepEqual(page.errors, [])
})

test('延期: asked by the unit, agreed by its leader, approved by the centre; until then the old limit holds', async () => {
  const made = await leak('卫生间漏水')
  const handler = await seat('chengban01')
  await handler.goto(`/desk/orders/${made.order.id}`)
  await act(handler, '申请延期、挂账…', async (dialog) => {
    await dialog.getByLabel(/延长多少/).fill('1')
    await dialog.getByLabel('原因').selectOption('material')
    await dialog.getByLabel('情况说明').fill('防水材料明天才到货')
    await shot(handler, 'joint-6-extension')
  })
  const leader = await seat('lingdao01')
  await leader.goto('/desk/adjustments?view=unit')
  await leader.getByText('卫生间漏水').first().click()
  await act(leader, '单位同意')
  assert.equal((await api('fenbo01', 'GET', `orders/${made.order.id}`)).due_at, made.order.due_at)
  const centre = await seat('fenbo01')
  await centre.goto('/desk/adjustments')
  await centre.getByText('卫生间漏水').first().click()
  await act(centre, '批准', async (dialog) => dialog.getByLabel('意见').fill('情况属实'))
  await centre.getByText('已批准').first().waitFor()
  await shot(centre, 'joint-7-approved')
  assert.deepEqual(await axe(centre), [])
  const order = await api('fenbo01', 'GET', `orders/${made.order.id}`)
  assert.ok(order.due_at > made.order.due_at)
  assert.equal((await api('fenbo01', 'GET', `cases/${made.id}`)).due_at, order.due_at)
  for (const page of [handler, leader, centre]) assert.deepEqual(page.errors, [])
})
