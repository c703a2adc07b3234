// SPDX-License-Identifier: Apache-2.0
// 热点 (O-03, M-12): a city full of one matter shows it on the page, the most first; somebody takes it and gives it to a unit.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { found, prepareHotCity } from '../hot_city.mjs'
import { act, axe, seats, shot, startBrowser, startCity, talk } from './city.mjs'
import { faultsOf } from './layout.mjs'

let city, browser, seat, api
before(async () => {
  city = await startCity({ prepare: prepareHotCity })
  browser = await startBrowser()
  seat = seats(browser, city)
  api = talk(city)
  await found(() => api('fenbo01', 'GET', 'hotspots'))
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

test('the most reported stands first, with its people, days and appeals; it is taken and given to a unit', async () => {
  const page = await seat('fenbo01')
  await page.goto('/desk/hotspots')
  await page.keyboard.press('Escape') // the tour
  const list = page.getByRole('table')
  await list.getByText('澜湾花园').first().waitFor()
  const first = await page.locator('tbody tr').first().innerText()
  assert.match(first, /澜湾花园/)
  assert.match(first, /8 人/)
  assert.match(await page.locator('tbody tr').nth(1).innerText(), /搅拌站/)
  await shot(page, 'hotspots-list')
  await page.getByText('澜湾花园').first().click()
  await page.getByRole('heading', { name: '诉求（9）' }).waitFor()
  await page.getByText('30 天内 8 人反映同一件事').first().waitFor()
  await page.getByRole('img', { name: /共 9 件/ }).waitFor()
  await shot(page, 'hotspots-open')
  assert.deepEqual(await axe(page), [])
  assert.deepEqual(await faultsOf(page), [])

  const tools = page.getByRole('group', { name: '可以做的事' })
  await act(page, '认领', undefined, tools)
  await page.locator('article .chip', { hasText: '关注中' }).waitFor()
  const { items } = await api('fenbo01', 'GET', 'hotspots')
  await page.goto(`/desk/hotspots/${items[0].id}`)
  await page.getByRole('heading', { name: '诉求（9）' }).waitFor()
  const unit = (await api('chengban01', 'GET', 'auth/me')).unit
  await api('fenbo01', 'POST', `hotspots/${items[0].id}/arrange`, { version: (await api('fenbo01', 'GET', `hotspots/${items[0].id}`)).version, unit_id: unit.id, text: '排查防水，动用维修资金' })
  await page.reload()
  await page.getByText('排查防水，动用维修资金').first().waitFor()
  await act(page, '写进展', (dialog) => dialog.getByLabel('进展').fill('漏点三处，已封堵两处'))
  await page.getByText('漏点三处，已封堵两处').waitFor()
  await shot(page, 'hotspots-page')
  assert.deepEqual(page.errors, [])
})

test('the map opens, and the inbox leads to the hot spot', async () => {
  const page = await seat('fenbo01')
  await page.goto('/desk/hotspots?map=1')
  await page.getByRole('region', { name: '热点地图' }).waitFor()
  await page.getByText('这些热点都没有位置').waitFor()
  await shot(page, 'hotspots-map')
  await page.goto('/desk/inbox')
  await page.getByRole('link', { name: /澜湾花园/ }).first().click()
  await page.waitForURL(/hotspots\/\d+/)
  await page.getByRole('heading', { name: '诉求（9）' }).waitFor()
})
