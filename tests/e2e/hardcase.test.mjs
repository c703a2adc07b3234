// SPDX-License-Identifier: Apache-2.0
// 疑难件 (O-04, G-06): a unit says that nobody knows whose it is; somebody is named who decides and somebody who follows up; a
// meeting, a decision that gives orders, one level up, the end.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, axe, seats, shot, startBrowser, startCity, talk } from './city.mjs'

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

/** What the page offers to do now. */
const does = (page, button, fill) => act(page, button, fill, page.getByRole('group', { name: '可以做的事' }))

test('列为疑难件: named people, a meeting, a decision with orders, one level up, the end', async () => {
  const grids = await api('fenbo01', 'GET', 'ref/grids?level=1&limit=1')
  const appeal = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', phone: '13805551234', type: 'complaint',
    title: '两个小区中间的路谁都不修', body: '路归谁说不清，坑了三年。', address: '茶亭路中段', grid_id: grids.items[0].id })
  const types = await api('fenbo01', 'GET', 'ref/event-types?q=0602001')
  const { case_id: caseId } = await api('shouli01', 'POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: types.items.find((t) => t.code === '0602001').id })
  const { version } = await api('fenbo01', 'GET', `cases/${caseId}`)
  await api('fenbo01', 'POST', `cases/${caseId}/dispatch`, { version })

  const handler = await seat('chengban01')
  await handler.goto(`/desk/cases/${caseId}`)
  await handler.getByRole('button', { name: '列为疑难件' }).click()
  const open = handler.getByRole('dialog').last()
  await open.getByText('职责不清', { exact: true }).click()
  await open.getByLabel('情况说明').fill('路在两个小区红线之间，住建和市政都没有移交记录')
  await shot(handler, 'hard-1-open')
  await open.getByRole('button', { name: '列为疑难件' }).click()
  await handler.getByRole('region', { name: '应急与疑难' }).getByText('职责不清').waitFor()

  const centre = await seat('fenbo01')
  await centre.goto('/desk/hardcases')
  await centre.getByRole('cell', { name: /谁都不修/ }).first().click()
  await centre.getByRole('heading', { name: '谁来定、谁来管' }).waitFor()
  await shot(centre, 'hard-2-list')
  assert.deepEqual(await axe(centre), [])

  // named through the interface, by whom the centre knows
  const found = (await api('fenbo01', 'GET', 'hardcases?view=open')).items[0]
  const leader = await api('lingdao01', 'GET', 'auth/me')
  const community = await api('shequ01', 'GET', 'auth/me')
  await api('fenbo01', 'POST', `hardcases/${found.id}/assign`, { version: found.version, owner_id: leader.user_id, follower_id: community.user_id, text: '' })
  await centre.getByText(leader.name).first().waitFor()

  const owner = await seat('lingdao01')
  await owner.goto('/desk/hardcases?view=mine')
  await owner.getByRole('cell', { name: /谁都不修/ }).first().click()
  await does(owner, '记录会商', async (dialog) => {
    await dialog.getByLabel('会商时间').fill(new Date(Date.now() + 8 * 3600000 - 3600000).toISOString().slice(0, 16))
    await dialog.getByLabel('参加人').fill('住建局、市政中心、澜城街道、社区居民代表')
    await dialog.getByLabel('纪要').fill('三方现场量线，路面由市政先修，红线由住建核定')
    await shot(owner, 'hard-3-meeting')
  })
  await owner.getByRole('heading', { name: /会商/ }).waitFor()
  await does(owner, '提级协调', async (dialog) => dialog.getByLabel('卡在哪里').fill('修路资金要市里定'))
  await owner.getByRole('main').getByText('市级').filter({ visible: true }).first().waitFor()

  const city2 = await seat('shilingdao01')
  await city2.goto(`/desk/hardcases/${found.id}`)
  const now = await api('fenbo01', 'GET', `hardcases/${found.id}`)
  await api('fenbo01', 'POST', `hardcases/${found.id}/assign`, { version: now.version, owner_id: leader.user_id, follower_id: community.user_id })
  await does(owner, '定办法', async (dialog) => {
    const box = dialog.getByRole('combobox').first()
    await box.focus()
    await owner.keyboard.press('Enter')
    await owner.keyboard.type('市政公用', { delay: 30 })
    await owner.getByRole('option', { name: /市政公用/ }).first().click()
    await owner.keyboard.press('Escape').catch(() => {})
    await dialog.getByLabel('措施').fill('市政公用事业服务中心月底前修好路面，住建局核定红线')
    await dialog.getByLabel('完成期限').fill(new Date(Date.now() + 10 * 86400000).toISOString().slice(0, 16))
    await shot(owner, 'hard-4-decide')
  })
  await owner.getByRole('heading', { name: '办法', exact: true }).waitFor()
  const decided = await api('fenbo01', 'GET', `cases/${caseId}`)
  assert.ok(decided.orders.some((o) => o.role === 'assist' && /市政公用/.test(o.unit.name)), 'the unit of the decision has an order')

  const follower = await seat('shequ01')
  await follower.goto(`/desk/hardcases/${found.id}`)
  await does(follower, '写进展', async (dialog) => dialog.getByLabel('进展').fill('路面已铺完，居民看过'))
  await owner.goto(`/desk/hardcases/${found.id}`)
  await does(owner, '了结', async (dialog) => {
    await dialog.getByText('已解决', { exact: true }).click()
    await dialog.getByLabel('说明').fill('路面修好，管养归市政，已写入移交单')
  })
  await owner.getByRole('heading', { name: '已解决' }).waitFor()
  await shot(owner, 'hard-5-closed')
  assert.deepEqual(await axe(owner), [])
  for (const page of [handler, centre, owner, city2, follower]) assert.deepEqual(page.errors, [])
})
