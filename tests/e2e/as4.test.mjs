// SPDX-License-Identifier: Apache-2.0
// AS-4, the gas leak of 茶亭路 (O-02): a resident calls, the grid head goes and reports from the phone, the report reaches the city and
// the town at the same moment, the dead-man queue rings on both seats until one takes it, gas company and street are sent past
// every level, the response is lifted and looked back on; the case goes on as an ordinary one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, axe, photo, seats, shot, startBrowser, startCity, talk } from './city.mjs'

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
const banner = (page) => page.getByRole('region', { name: '待接手的突发事件' })

test('AS-4 茶亭路: reported from the phone, both levels at once, rings until taken, lifted, looked back on', async () => {
  // the resident calls
  const appeal = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '王桂兰', phone: '13805551234', type: 'help',
    title: '楼道里有燃气味', body: '茶亭路12号楼道里燃气味很大，怕出事。', address: '茶亭路12号' })
  const centre = await seat('fenbo01')
  const town = await seat('zhenjie01')
  const leader = await seat('shilingdao01')
  await centre.goto('/desk/pool')
  await town.goto('/desk/orders')
  await leader.goto('/desk/cases')

  // the grid head is on site
  const head = await seat('wanggezhang01', { phone: true })
  await head.getByRole('link', { name: '紧急速报' }).click()
  await head.getByRole('button', { name: '燃气泄漏', exact: true }).click()
  await head.getByText('不开关电器').first().waitFor()
  await head.getByLabel('路名、楼号或参照物').fill('茶亭路12号')
  await head.getByLabel('看到了什么').fill('12号楼道燃气味很大，已疏散一单元居民，总阀在地下室')
  await head.locator('input[type=file][multiple]').setInputFiles(await photo(head, 'site.jpg', '#884400'))
  await shot(head, 'as4-1-phone')
  assert.deepEqual(await axe(head), [])
  await head.getByRole('button', { name: '立即速报' }).click()
  await head.getByText('已同时报送').waitFor()
  await head.getByText('社会治理服务中心').first().waitFor()
  await head.getByText('澜城街道').first().waitFor()
  await shot(head, 'as4-2-phone-told')
  assert.deepEqual(await axe(head), [])

  // it rings on both duty seats at once, without anybody having asked; not yet on the city leader's
  await banner(centre).getByText('茶亭路12号').first().waitFor()
  await banner(town).getByText('茶亭路12号').first().waitFor()
  assert.equal(await banner(leader).getByText('茶亭路12号').count(), 0)
  await shot(centre, 'as4-3-ringing')
  assert.deepEqual(await axe(centre), [])
  await banner(centre).getByRole('button', { name: '接手' }).first().click()
  await centre.waitForURL(/\/desk\/emergencies\/\d+$/)
  await banner(town).getByText('茶亭路12号').first().waitFor({ state: 'hidden' })
  const id = centre.url().split('/').pop()

  // both levels in one event, at one moment; the report cannot be changed
  const first = await api('fenbo01', 'GET', `emergencies/${id}`)
  const told = Object.fromEntries(first.told.map((one) => [one.level, one]))
  assert.equal(told.city.unit.name, '社会治理服务中心')
  assert.match(told.district.unit.name, /澜城街道/)
  assert.equal(told.city.told_at, first.reported_at)
  assert.equal(told.district.told_at, first.reported_at)
  assert.equal(first.reported_by, first.entries[0].user)

  // the resident's call belongs to it
  await api('fenbo01', 'POST', `appeals/${appeal.id}/join`, { version: appeal.version, case_id: first.case.id, kind: 'same_matter', reason: '同一处燃气泄漏' })

  await does(centre, '核实属实，启动响应', async (dialog) => {
    await dialog.getByText('Ⅲ级 较大').click()
    await dialog.getByLabel('核实情况').fill('网格长现场确认，气味浓')
    await shot(centre, 'as4-4-verify')
  })
  await does(centre, '派出力量', async (dialog) => {
    await dialog.getByText('青澜燃气').first().waitFor()
    await dialog.getByLabel('处置要求').fill('关阀、检测、疏散，完成前不撤人')
    await shot(centre, 'as4-5-dispatch')
  })
  await centre.getByText('派出的力量').waitFor()
  await centre.getByRole('link', { name: /燃气/ }).first().waitFor()
  const sent = await api('fenbo01', 'GET', `emergencies/${id}`)
  assert.deepEqual(sent.orders.map((o) => o.role_text).sort(), ['主办', '协办', '协办'])
  assert.ok(sent.orders.some((o) => /燃气/.test(o.unit.name)) && sent.orders.some((o) => /澜城街道/.test(o.unit.name)))
  assert.equal(sent.status, 'responding')

  // the town writes what it has done; the page of the centre shows it by itself
  await town.goto(`/desk/emergencies/${id}`)
  await does(town, '写进展', async (dialog) => {
    await dialog.getByLabel('情况').fill('一、二单元已疏散86人，现场拉警戒线')
    await dialog.getByLabel('到场力量和物资').fill('街道干部6人、社区5人')
  })
  await centre.getByText('一、二单元已疏散86人').waitFor()
  await does(centre, '解除响应', async (dialog) => dialog.getByLabel('处置结果').fill('地下室接口漏气，已更换，复测合格，居民返回'))
  await centre.getByText('已解除待复盘').first().waitFor()
  await does(centre, '复盘', async (dialog) => dialog.getByLabel('复盘意见').fill('接报到到场12分钟；地下室阀门位置应标在网格卡上'))
  await centre.getByText('已复盘').first().waitFor()
  const rows = centre.getByRole('table', { name: '首报同时送到哪里' }).getByRole('row')
  const times = (await rows.allInnerTexts()).slice(1, 3).map((line) => line.match(/\d{1,2}:\d{2}/)?.[0])
  assert.equal(times[0], times[1])
  await shot(centre, 'as4-6-timeline')
  assert.deepEqual(await axe(centre), [])

  // back to the ordinary: the orders of the case go on, and its history names both levels in one event
  await centre.goto(`/desk/cases/${first.case.id}`)
  await centre.getByRole('region', { name: '应急与疑难' }).getByText('已复盘').waitFor()
  await centre.getByRole('button', { name: /全部展开/ }).click()
  await centre.getByText(/同时报送社会治理服务中心、.*澜城街道/).first().waitFor()
  assert.equal((await api('fenbo01', 'GET', `cases/${first.case.id}`)).status, 'handling')
  await shot(centre, 'as4-7-case')
  for (const page of [head, centre, town, leader]) assert.deepEqual(page.errors, [])
})

test('from a case page: 启动应急 by hand; list, filters and keys; narrow screen', async () => {
  const appeal = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', phone: '13805550000', type: 'help', title: '小区电梯停了', body: '电梯停了，里面有人。' })
  const types = await api('fenbo01', 'GET', 'ref/event-types?q=0601003')
  const { case_id: caseId } = await api('shouli01', 'POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: types.items[0].id })
  const centre = await seat('fenbo01')
  await centre.goto(`/desk/cases/${caseId}`)
  await centre.getByRole('button', { name: '启动应急' }).click()
  const dialog = centre.getByRole('dialog').last()
  await dialog.getByLabel('类别').selectOption({ label: '电梯困人（待确认）' })
  await dialog.getByLabel('发生了什么').fill('轿厢里困住两人，一人头晕')
  await shot(centre, 'as4-8-raise')
  await dialog.getByRole('button', { name: '立即速报' }).click()
  await banner(centre).getByText('小区电梯停了').waitFor()
  await centre.goto('/desk/emergencies?view=waiting')
  await centre.getByRole('cell', { name: /小区电梯停了/ }).first().click()
  await centre.getByRole('heading', { name: '同时报送' }).waitFor()
  await shot(centre, 'as4-9-list')
  assert.deepEqual(await axe(centre), [])
  await does(centre, '接手')
  await does(centre, '误报', async (d) => d.getByLabel('核实情况').fill('电梯已恢复，无人被困'))
  await centre.locator('.chip.state', { hasText: '误报' }).waitFor()
  await centre.setViewportSize({ width: 390, height: 800 })
  await centre.goto('/desk/emergencies?view=all')
  await centre.getByText('小区电梯停了').first().waitFor()
  await shot(centre, 'as4-10-narrow')
  await centre.setViewportSize({ width: 1366, height: 900 })
  assert.deepEqual(centre.errors, [])
})
