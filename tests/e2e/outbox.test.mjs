// SPDX-License-Identifier: Apache-2.0
// The dispatcher sees what goes out about a case, stops one message, and the administrator finds the templates.
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

test('消息发送: a dispatch tells who spoke; the message is seen, stopped with a reason, and stands on the case', async () => {
  const type = (await api('fenbo01', 'GET', 'ref/event-types?limit=1')).items[0]
  const community = (await api('fenbo01', 'GET', 'ref/units?kind=community&limit=1')).items[0]
  const unit = (await api('chengban01', 'GET', 'auth/me')).unit
  const made = await api('shouli01', 'POST', 'appeals', {
    channel: 'phone', anonymity: 'named', name: '周明', phone: '13905321234', type: 'help', family: 'people', title: '楼顶漏水',
    body: '下雨天楼顶漏水，请派人来看。', address: '滨海路8号', community_id: community.id, event_type_id: type.id,
  })
  const appeal = await api('fenbo01', 'GET', `appeals/${made.id}`)
  const { case_id } = await api('fenbo01', 'POST', `appeals/${made.id}/file`, { version: appeal.version, event_type_id: type.id, colour: type.colour })
  const { version } = await api('fenbo01', 'GET', `cases/${case_id}`)
  const page = await seat('fenbo01')
  await api('fenbo01', 'POST', `cases/${case_id}/dispatch`, { version, unit_id: unit.id, why: '屋面维修' })

  await page.goto(`${city.base}/desk/outbox`)
  await page.getByText('演练通道').first().waitFor()
  await page.getByRole('row').filter({ hasText: '派单告知' }).first().click()
  const panel = page.locator('article.panel')
  await panel.getByText('的诉求人').waitFor() // her number is read when it is sent
  await shot(page, 'outbox-message')
  assert.deepEqual(await axe(page), [])
  await act(page, '取消发送', (d) => d.getByLabel('理由').fill('已电话告知'), panel)
  await panel.getByText('已取消').first().waitFor()
  await panel.getByText('已电话告知').waitFor()

  await page.goto(`${city.base}/desk/cases/${case_id}`)
  await page.getByText('派单告知').first().waitFor()
  await shot(page, 'outbox-case')

  const admin = await seat('xitong01')
  await admin.goto(`${city.base}/desk/ref/message-templates`)
  await admin.getByText('办结待评价').first().waitFor()
  await shot(admin, 'outbox-templates')
  assert.deepEqual(await axe(admin), [])
})
