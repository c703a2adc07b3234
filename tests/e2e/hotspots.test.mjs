// SPDX-License-Identifier: Apache-2.0
// 热点 (O-03, M-12): a city full of one matter shows it on the page, the most first; somebody takes it and gives it to a unit.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { bin } from '../demo_city.mjs'
import { act, axe, seats, shot, startBrowser, startCity, talk } from './city.mjs'
import { faultsOf } from './layout.mjs'

const DAY = 86_400_000
const stamp = (ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
function rows() {
  const lines = ['id,user,title,time,body,lon,lat']
  const crowd = (n, title, body, place) => {
    for (let i = 0; i < n; i++) lines.push(`${title}${i},${title}住户${i},${title}${i % 3 ? '，没人管' : ''},${stamp(Date.now() - (i + 1) * DAY)},${body},${place}`)
  }
  crowd(12, '澜湾花园地下车库漏水', '地下车库积水到脚踝，物业说没有维修资金，希望尽快处理。', ',')
  crowd(6, '丰泽路搅拌站噪音扰民', '搅拌站夜里一直开工，灰尘大，老人孩子睡不着。', ',')
  return `${lines.join('\n')}\n`
}

let city, browser, seat, api
before(async () => {
  const prepare = ({ dir, where }) => {
    const file = path.join(dir, 'said.csv')
    fs.writeFileSync(file, rows())
    const done = spawnSync(bin, ['import', 'appeals', file, '--channel', 'wechat', ...where], { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stdout + done.stderr)
  }
  city = await startCity({ prepare })
  browser = await startBrowser()
  seat = seats(browser, city)
  api = talk(city)
  for (let i = 0; i < 300 && (await api('fenbo01', 'GET', 'hotspots')).total < 2; i++) await new Promise((resolve) => setTimeout(resolve, 200))
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
  await list.getByText('澜湾花园地下车库漏水').first().waitFor()
  const first = await page.locator('tbody tr').first().innerText()
  assert.match(first, /澜湾花园地下车库漏水/)
  assert.match(first, /12/)
  assert.match(await page.locator('tbody tr').nth(1).innerText(), /搅拌站/)
  await shot(page, 'hotspots-list')
  await page.getByText('澜湾花园地下车库漏水').first().click()
  await page.getByRole('heading', { name: '诉求（12）' }).waitFor()
  await page.getByText('30 天内 12 人反映同一件事').first().waitFor()
  await page.getByRole('img', { name: /共 12 件/ }).waitFor()
  await shot(page, 'hotspots-open')
  assert.deepEqual(await axe(page), [])
  assert.deepEqual(await faultsOf(page), [])

  const tools = page.getByRole('group', { name: '可以做的事' })
  await act(page, '认领', undefined, tools)
  await page.getByText('关注中').first().waitFor()
  const { items } = await api('fenbo01', 'GET', 'hotspots')
  await page.goto(`/desk/hotspots/${items[0].id}`)
  await page.getByRole('heading', { name: '诉求（12）' }).waitFor()
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
  await page.getByRole('link', { name: /澜湾花园地下车库漏水/ }).first().click()
  await page.waitForURL(/hotspots\/\d+/)
  await page.getByRole('heading', { name: '诉求（12）' }).waitFor()
})
