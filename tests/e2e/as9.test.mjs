// SPDX-License-Identifier: Apache-2.0
// AS-9 (E-10, E-11): a dispute at the window of the centre needs a department that has no seat there. The window blows the 中心哨, the
// department is there within 30 minutes, goes before there is a decision, which is marked, comes back, and there is a conclusion.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, shot, startBrowser, startCity } from './city.mjs'
import { readQr } from './qr.mjs'
import { people, ticks } from './whistle.mjs'

let city, browser
before(async () => {
  city = await startCity()
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

test('AS-9: 中心吹哨, on site within 30 minutes, 事不决、人不撤', async () => {
  const { api, seat, errors } = people(city, browser)
  const type = (await api('fenbo01', 'GET', 'ref/event-types?q=0602001')).items[0]
  const made = await api('shouli01', 'POST', 'appeals', { channel: 'walkin', anonymity: 'named', name: '李秀兰', phone: '13805554321', type: 'help',
    title: '开发商与业主为维修款争执', body: '业主和开发商都在窗口，为屋顶维修款吵起来，要住建局来人说清楚。', event_type_id: type.id })
  const appeal = await api('shouli01', 'GET', `appeals/${made.id}`)
  const caseId = (await api('shouli01', 'POST', `appeals/${made.id}/file`, { version: appeal.version, event_type_id: type.id })).case_id

  const window = await seat('shouli01')
  await window.goto(`/desk/cases/${caseId}`)
  await window.getByRole('button', { name: '一键吹哨' }).click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('radio', { name: '中心哨' }).check()
  await dialog.getByLabel('地点').fill('社会治理服务中心三号调解室')
  await dialog.getByRole('checkbox', { name: /物业服务监管中心/ }).uncheck()
  await dialog.getByRole('checkbox', { name: /住房和城乡建设局/, checked: true }).waitFor()
  assert.match(await dialog.innerText(), /应哨 10 分钟，到场 30 分钟/)
  await shot(window, 'as9-1-blow')
  await dialog.getByRole('button', { name: '吹哨', exact: true }).click()
  await window.waitForURL(/\/desk\/whistles\/\d+/)
  const id = window.url().split('/').pop()
  await ticks(window)

  const unit = await seat('chengban01')
  await unit.getByRole('region', { name: '等本单位应哨' }).getByRole('button', { name: '应哨', exact: true }).click()
  await window.getByText(/傅小龙 应哨/).waitFor()
  // the code that stands on the window's screen, read as the camera of his phone reads it: it opens the page that checks him in
  await window.getByRole('button', { name: '报到二维码' }).click()
  const image = window.getByRole('img', { name: /二维码/ })
  await image.waitFor()
  const code = readQr(await window.evaluate((src) => fetch(src).then((r) => r.text()), await image.getAttribute('src')))
  assert.match(code, new RegExp(`^${city.base}/h5/work/whistle-in\\?code=${id}-`))
  await shot(window, 'as9-2-code')
  const phone = await seat('chengban01', { phone: true })
  await phone.goto(code.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')))
  await phone.getByText('二维码不是这次吹哨的现场码').waitFor()
  await phone.goto(code)
  await phone.getByText('已报到').waitFor()
  await shot(phone, 'as9-2-scanned')
  assert.deepEqual(await axe(phone), [])
  await window.getByText('已到场').first().waitFor()
  const came = (await api('shouli01', 'GET', `whistles/${id}`)).responders[0]
  assert.ok(came.arrived_at <= came.arrive_clock.due_at, 'within the 30 minutes')
  assert.equal(came.arrive_clock.limit, 30)
  assert.equal(came.arrived_how, 'qr')
  await phone.goto(code)
  await phone.getByRole('alert').waitFor() // nobody checks in twice

  // leaving is recorded and marked; it does not go away
  await unit.goto(`/desk/whistles/${id}`)
  await unit.getByRole('button', { name: '离场', exact: true }).click()
  await unit.getByRole('dialog').getByText('未决离场').waitFor()
  await unit.getByRole('dialog').getByRole('button', { name: '离场', exact: true }).click()
  await window.getByText('1 家未决离场').waitFor()
  await shot(window, 'as9-2-left')
  assert.deepEqual(await axe(window), [])

  await window.getByRole('button', { name: '记录会商结论' }).click()
  await window.getByRole('dialog').getByLabel('决定', { exact: true }).fill('开发商承担七成，三十日内修好，住建局监督。')
  await window.getByRole('dialog').getByRole('button', { name: '决定', exact: true }).click()
  await window.getByText('开发商承担七成').first().waitFor()
  await window.getByText(/未决离场：/).first().waitFor()
  await shot(window, 'as9-3-decided')
  const now = await api('shouli01', 'GET', `whistles/${id}`)
  assert.match(now.conclusion, /七成/)
  assert.equal(now.responders[0].left_early, true)
  assert.deepEqual(errors(), [])
})
