// SPDX-License-Identifier: Apache-2.0
// One matter, many complaints: an appeal like an existing one is typed, the candidate shows, it is joined and taken out again; two
// cases are merged and un-merged (B-02, B-03, B-09).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, axe, login, shot, startBrowser, startCity, talk } from './city.mjs'

let city, browser, api
before(async () => {
  city = await startCity({ days: 2 })
  browser = await startBrowser()
  api = talk(city)
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

const LAMP = { title: '惠风花园北门路灯不亮', body: '惠风花园小区北门进来第二盏路灯坏了三天，晚上老人出门看不见路，请派人来修。' }
async function filed(more) {
  const types = await api('shouli01', 'GET', 'ref/event-types?limit=200')
  const units = await api('shouli01', 'GET', 'ref/units?limit=200')
  return api('shouli01', 'POST', 'appeals', {
    channel: 'phone', anonymity: 'anonymous', type: 'help', ...LAMP, file: true,
    event_type_id: types.items.find((t) => t.name.includes('路灯')).id, town_id: units.items.find((u) => u.kind === 'town').id, ...more,
  })
}
/** The machine reads new cases once a second. */
async function read(id) {
  const query = `title=${encodeURIComponent(LAMP.title)}&text=${encodeURIComponent(LAMP.body)}`
  for (let i = 0; i < 60; i++) {
    if ((await api('shouli01', 'GET', `appeals/candidates?${query}`)).items.some((c) => c.id === id)) return
    await new Promise((r) => setTimeout(r, 300))
  }
  throw new Error(`case ${id} was not read`)
}

test('while an appeal is typed the case it belongs to shows; it is joined in one step and taken out again', async () => {
  const page = await login(browser, city, 'shouli01')
  await page.goto('/desk/intake')
  const known = await filed()
  await read(known.case_id)
  await page.getByLabel('署名').selectOption('anonymous')
  await page.getByRole('textbox', { name: '事情经过' }).fill('惠风花园北门那边的路灯一直不亮，天黑以后什么也看不见。')
  const found = page.getByRole('region', { name: '可能是同一件事' })
  await found.getByText(known.case_no).waitFor()
  await found.getByText(/相似 \d+%/).first().waitFor()
  await shot(page, 'intake-candidates')
  await found.getByRole('button', { name: `对照并入 ${known.case_no}` }).click()
  const dialog = page.getByRole('dialog', { name: '登记并并入已有案件' })
  await dialog.locator('mark').first().waitFor()
  assert.ok((await dialog.getByLabel('并入理由').inputValue()).includes('相似'))
  await shot(page, 'intake-compare')
  assert.deepEqual(await axe(page), [])
  await dialog.getByRole('button', { name: '登记并并入' }).click()
  const last = page.getByText(`已登记并并入 ${known.case_no}`)
  await last.waitFor()
  assert.equal((await api('fenbo01', 'GET', `cases/${known.case_id}`)).appeals, 2)
  await page.getByRole('button', { name: '取消并入' }).click()
  await page.getByText('已取消并入，转分拣').waitFor()
  assert.equal((await api('fenbo01', 'GET', `cases/${known.case_id}`)).appeals, 1)
  assert.deepEqual(page.errors, [])
})

test('in the pool a case shows the one it repeats; both are merged and un-merged', async () => {
  const page = await login(browser, city, 'fenbo01')
  const first = await filed()
  const second = await filed({ title: '惠风花园小区北门口路灯坏了' })
  await read(second.case_id)
  await page.goto(`/desk/pool?open=${second.case_id}`)
  const found = page.getByRole('region', { name: '可能是同一件事' })
  await found.getByText(first.case_no).waitFor()
  await shot(page, 'pool-candidates')
  await found.getByRole('button', { name: `对照归并 ${first.case_no}` }).click()
  const dialog = page.getByRole('dialog', { name: '归并案件' })
  await dialog.locator('mark').first().waitFor()
  await shot(page, 'pool-compare')
  await dialog.getByRole('button', { name: '归并', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  assert.equal((await api('fenbo01', 'GET', `cases/${second.case_id}`)).status, 'merged')
  await page.goto(`/desk/cases/${second.case_id}`)
  await page.getByText('本案并入').waitFor()
  await act(page, '撤销归并', (dialog) => dialog.getByRole('textbox').fill('核对后不是同一处路灯'))
  assert.equal((await api('fenbo01', 'GET', `cases/${second.case_id}`)).status, 'filed')
  await shot(page, 'pool-unmerged')
  assert.deepEqual(page.errors, [])
})
