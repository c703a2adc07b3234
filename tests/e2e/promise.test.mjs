// SPDX-License-Identifier: Apache-2.0
// 承诺账: an answer names a day; the unit confirms it from its day, keeps it, the citizen says on the phone whether it is so; another
// is entered by hand, put off once, found in the list, counted by unit.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, axe, newPage, rests, seats, shot, startBrowser, startCity, talk } from './city.mjs'
import { faultsOf } from './layout.mjs'

let city, browser, seat, api
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

const does = (page, button, fill) => act(page, button, fill, page.getByRole('group', { name: '可以做的事' }))
const day = (n) => new Date(Date.now() + 28_800_000 + n * 86_400_000).toISOString().slice(0, 10)

/** A matter of 老旧小区改造 that the unit answers with these words: case, order and the receipt of whoever reported it. */
async function answered(words) {
  const grids = await api('fenbo01', 'GET', 'ref/grids?level=1&limit=1')
  const appeal = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', phone: '13805551234', type: 'complaint',
    title: '改造干一半人走了', body: '楼顶防水铺了一半，施工队半个月没见人。', address: '茶亭路中段', grid_id: grids.items[0].id })
  const type = (await api('fenbo01', 'GET', 'ref/event-types?q=0104003')).items.find((t) => t.code === '0104003')
  const { case_id: caseId } = await api('shouli01', 'POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: type.id })
  const { version } = await api('fenbo01', 'GET', `cases/${caseId}`)
  await api('fenbo01', 'POST', `cases/${caseId}/dispatch`, { version })
  const [order] = (await api('fenbo01', 'GET', `cases/${caseId}`)).orders
  await api('chengban01', 'POST', `orders/${order.id}/submit`, { version: order.version, result: 'partly', public_answer: words,
    unsolved_reason: '材料未到', contact: { method: 'phone', reached: true, note: '已说明' } })
  const sent = await api('lingdao01', 'GET', `orders/${order.id}`)
  await api('lingdao01', 'POST', `orders/${order.id}/review`, { version: sent.version, decision: 'pass' })
  return { caseId, orderId: order.id, receipt: appeal.receipt }
}

test('a promise is read, confirmed, kept, and the citizen says whether it is so', async () => {
  const { caseId, receipt } = await answered('施工队明天返场，三天内把楼顶防水铺完，请您到时看一看。')

  const unit = await seat('chengban01')
  await unit.goto('/desk/')
  await unit.getByText('承诺待确认').first().waitFor()
  await shot(unit, 'promise-1-day')
  await unit.goto('/desk/promises')
  await unit.getByRole('cell', { name: /三天内把楼顶防水铺完/ }).first().click()
  await unit.getByRole('heading', { name: '单位的答复' }).waitFor()
  await shot(unit, 'promise-2-list')
  assert.deepEqual(await axe(unit), [])
  await does(unit, '确认承诺', async (dialog) => {
    assert.equal(await dialog.getByLabel('哪一天前做到').inputValue(), day(3))
    await shot(unit, 'promise-3-confirm')
  })
  await unit.getByText('承诺中').filter({ visible: true }).first().waitFor()
  await does(unit, '已做到', async (dialog) => dialog.getByLabel('怎么做到的').fill('防水已铺完，闭水试验一天没有渗漏'))
  await unit.getByText('待群众核实').filter({ visible: true }).first().waitFor()

  await unit.goto(`/desk/cases/${caseId}`)
  await unit.getByRole('region', { name: '承诺' }).getByText('三天内把楼顶防水铺完').waitFor()
  await shot(unit, 'promise-4-case')

  const phone = await newPage(browser, city, { phone: true })
  await phone.goto('/h5/track')
  await phone.getByLabel('查询码').fill(receipt)
  await phone.getByLabel('手机号后四位').fill('1234')
  await phone.getByRole('button', { name: '查进度' }).click()
  await phone.getByRole('heading', { name: '答应您的事' }).waitFor()
  await shot(phone, 'promise-5-phone')
  assert.deepEqual(await axe(phone), [])
  assert.deepEqual(await faultsOf(phone), [])
  await phone.getByRole('button', { name: '没做到' }).click()
  await phone.getByLabel('现在是什么样').fill('还漏着')
  await rests(phone)
  await shot(phone, 'promise-6-doubt')
  await phone.getByRole('button', { name: '没做到' }).last().click()
  await phone.getByText('没有做到，已经记下').waitFor()

  const centre = await seat('fenbo01')
  await centre.goto('/desk/promises?view=broken')
  await centre.getByRole('cell', { name: /三天内把楼顶防水铺完/ }).first().click()
  await centre.getByRole('heading', { name: '群众怎么说' }).waitFor()
  await centre.getByText('还漏着').waitFor()
  await shot(centre, 'promise-7-broken')
  for (const page of [unit, phone, centre]) assert.deepEqual(page.errors, [])
})

test('one by hand, put off once, asked by an agent, counted by unit', async () => {
  const { caseId, orderId } = await answered('楼顶防水已经在铺，请您放心。')
  const unit = await seat('chengban01')
  await unit.goto(`/desk/orders/${orderId}`)
  await unit.getByRole('button', { name: '登记承诺' }).click()
  const dialog = unit.getByRole('dialog').last()
  await dialog.getByLabel('答应做到什么').fill('铺完后请居民看闭水试验')
  await dialog.getByLabel('哪一天前').fill(day(5))
  await dialog.getByRole('button').last().click()
  await unit.getByRole('region', { name: '承诺' }).getByRole('link').first().click()
  await does(unit, '改期', async (box) => {
    await box.getByLabel('新的日期').fill(day(9))
    await box.getByLabel('理由').fill('连下三天雨，铺不了')
  })
  await unit.getByText('连下三天雨').waitFor()
  await shot(unit, 'promise-8-moved')
  assert.equal(await unit.getByRole('button', { name: '改期', exact: true }).count(), 0, 'only once')
  await does(unit, '已做到', async (box) => box.getByLabel('怎么做到的').fill('居民到场看了闭水试验'))

  const [one] = (await api('fenbo01', 'GET', `cases/${caseId}/promises`)).items
  const agent = await seat('huifang01')
  await agent.goto('/desk/promises?view=ask')
  await agent.getByText('承诺账').first().waitFor()
  await agent.goto(`/desk/promises/${one.id}`)
  await agent.getByRole('button', { name: '显示电话' }).click()
  await agent.getByText('13805551234').waitFor()
  await shot(agent, 'promise-9-ask')
  const hour = new Date(Date.now() + 28_800_000).getUTCHours()
  if (hour >= 9 && hour < 20) {
    await does(agent, '记下群众的回答', async (box) => box.getByText('做到了', { exact: true }).click())
    await agent.getByText('已兑现').filter({ visible: true }).first().waitFor()
  }

  const centre = await seat('fenbo01')
  await centre.goto(`/desk/promises/units?month=${day(9).slice(0, 7).replace('-', '')}`)
  await centre.getByRole('cell', { name: /住房和城乡建设局/ }).first().waitFor()
  await shot(centre, 'promise-10-units')
  assert.deepEqual(await axe(centre), [])
  for (const page of [unit, agent, centre]) assert.deepEqual(page.errors, [])
})
