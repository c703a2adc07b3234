// SPDX-License-Identifier: Apache-2.0
// The appraiser opens a month's scores, asks why a unit stands where it stands, looks at its orders, and tries another profile.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, seats, shot, startBrowser, startCity } from './city.mjs'

let city, browser, seat
before(async () => {
  city = await startCity({ days: 9 })
  browser = await startBrowser()
  seat = seats(browser, city)
})
after(async () => {
  await browser?.close()
  await city?.stop()
})
const month = new Date(Date.now() + 28_800_000 - 5 * 86_400_000).toISOString().slice(0, 7).replace('-', '')

test('考核得分: a score opens to its lines and orders, and a trial shows who gains', async () => {
  const page = await seat('kaohe01')
  await page.goto(`${city.base}/desk/scores?month=${month}&list=departments`)
  await page.getByRole('heading', { name: '考核得分' }).waitFor()
  const row = page.locator('table tbody tr').filter({ hasNot: page.getByText('样本不足') }).first()
  await row.getByRole('button').focus()
  await page.keyboard.press('Enter')
  const opened = page.locator('tr.opened')
  await opened.getByText('为什么排在这里').waitFor()
  const lines = await opened.locator('dd strong').allTextContents()
  const shown = Number(await row.locator('td strong').first().textContent())
  assert.equal(lines.length, 4)
  assert.ok(Math.abs(lines.reduce((sum, one) => sum + Number(one), 0) - shown) < 0.021, `${lines} make ${shown}`)
  await shot(page, 'score-why')
  assert.deepEqual(await axe(page), [])

  await page.getByRole('button', { name: '试算', exact: true }).click()
  await page.getByLabel('满意度', { exact: true }).fill('50')
  assert.ok(await page.locator('.try button[type=submit]').isDisabled()) // 80 points are not 100
  await page.getByLabel('退办率', { exact: true }).fill('35')
  await page.getByLabel('最少到期件').fill('1')
  await page.locator('.try button[type=submit]').click()
  await page.getByText(/名次上升 \d+ 个，下降 \d+ 个/).waitFor()
  await page.getByRole('columnheader', { name: '试算变化' }).waitFor()
  await shot(page, 'score-try')
  await page.getByRole('button', { name: '不试了' }).click()
  await page.getByRole('columnheader', { name: '试算变化' }).waitFor({ state: 'hidden' })

  await opened.getByRole('link', { name: '到期的工单' }).click()
  await page.getByRole('heading', { name: '考核计数的工单' }).waitFor()
  await page.locator('table tbody tr').first().waitFor()
  await shot(page, 'score-orders')
  assert.deepEqual(await axe(page), [])
})
