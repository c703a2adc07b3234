// SPDX-License-Identifier: Apache-2.0
// A month from 初榜 to 定榜: a unit opens its row, objects to an order, the quality team rules, the list is made again and frozen.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { axe, seats, shot, startBrowser, startCity } from './city.mjs'

const DAY = 86_400_000
const today = new Date(Date.now() + 28_800_000)
const first = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 2, 1)
const next = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)
const month = new Date(first).toISOString().slice(0, 7).replace('-', '')

let city, browser, seat
const until = (dir, at) => {
  const sql = `UPDATE score_month SET objections_until = ${at}, freeze_from = ${at}`
  assert.equal(spawnSync('sqlite3', [path.join(dir, 'yingshao.db'), '.timeout 5000', sql]).status, 0)
}
before(async () => {
  // the three working days are long over: the list stays open until the walk lets it be frozen
  const prepare = ({ dir }) => until(dir, Date.now() + DAY)
  city = await startCity({ from: new Date(first).toISOString().slice(0, 10), days: Math.round((next - first) / DAY) + 8, perDay: 20, prepare })
  browser = await startBrowser()
  seat = seats(browser, city)
})
after(async () => {
  await browser?.close()
  await city?.stop()
})
const list = `/desk/scores?month=${month}&list=departments`

test('初榜, 异议, 裁定, 定榜', async () => {
  const leader = await seat('lingdao01')
  await leader.goto(list)
  await leader.getByText(/初榜 .* 公布，异议提到/).waitFor()
  const due = async () => Number((await leader.locator('tbody tr').first().locator('td').allTextContents()).at(-2))
  const counted = await due()
  await leader.getByRole('button', { name: '住房和城乡建设局', exact: true }).click()
  await leader.getByText(/第 \d+ 名，比第 \d+ 名少 [\d.]+ 分：/).waitFor()
  await shot(leader, 'score-preliminary')
  assert.deepEqual(await axe(leader), [])
  await leader.getByRole('link', { name: '到期的工单' }).click()
  await leader.getByText(/前可以对计入本单位的件提异议/).waitFor()
  await shot(leader, 'score-counted')
  await leader.getByRole('button', { name: '提异议' }).first().click()
  const dialog = leader.getByRole('dialog')
  await dialog.getByLabel('理由').fill('当天停电无法提交，实际已经办结')
  await shot(leader, 'score-object')
  assert.deepEqual(await axe(leader), [])
  await dialog.getByRole('button', { name: '提交异议' }).click()
  await dialog.waitFor({ state: 'hidden' })

  const quality = await seat('zhijian01')
  await quality.goto(`/desk/scores/objections?month=${month}`)
  await quality.getByText('当天停电无法提交，实际已经办结').waitFor()
  await shot(quality, 'score-objections')
  assert.deepEqual(await axe(quality), [])
  await quality.getByRole('button', { name: '成立', exact: true }).click()
  await quality.getByLabel('裁定理由').fill('核对停电通知，情况属实')
  await quality.getByRole('button', { name: '异议成立' }).click()
  await quality.locator('td').getByText('成立，已剔除').waitFor()

  await leader.goto(list)
  await leader.getByText('剔除 1 项').waitFor()
  assert.ok((await due()) < counted)

  until(city.dir, Date.now() - DAY)
  const appraiser = await seat('kaohe01')
  for (let i = 0; ; i++) {
    await appraiser.goto(list)
    await appraiser.getByRole('button', { name: '住房和城乡建设局', exact: true }).waitFor()
    if (await appraiser.getByText(/定榜，不再改变/).count()) break
    assert.ok(i < 90, 'the month was not frozen')
    await appraiser.waitForTimeout(1000)
  }
  await appraiser.getByText('剔除 1 项').waitFor()
  await appraiser.getByText(/哈希（SM3）/).waitFor()
  assert.equal(await appraiser.locator('#score-run option').filter({ hasText: '初榜' }).count(), 2)
  await shot(appraiser, 'score-frozen')
  assert.deepEqual(await axe(appraiser), [])
  await appraiser.locator('#score-run').selectOption('now')
  await appraiser.getByRole('button', { name: '试算' }).waitFor()
})
