// SPDX-License-Identifier: Apache-2.0
// A month from 初榜 to 定榜: a unit opens its row, objects to an order, the quality team rules, the list is made again and frozen.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { axe, seats, shot, startBrowser, startCity, talk } from './city.mjs'

const DAY = 86_400_000
const today = new Date(Date.now() + 28_800_000)
const first = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 2, 1)
const next = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1)
const month = new Date(first).toISOString().slice(0, 7).replace('-', '')

let city, browser, seat, api
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
  api = talk(city)
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
  // what the life of the city has left out already
  const before = Number(/剔除 (\d+) 项/.exec(await leader.locator('tbody tr').first().innerText())?.[1] ?? 0)
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
  await leader.getByText(`剔除 ${before + 1} 项`).waitFor()
  assert.ok((await due()) < counted)

  // 剔除: an answer of an unreasonable matter, by two units; the leader finds the case among its own
  const rated = await leader.evaluate(async (month) => {
    const json = async (url) => (await fetch(`/api/v1/${url}`)).json()
    for (const one of (await json('cases?status=closed&limit=100')).items)
      if ((await json(`cases/${one.id}/exclusions`)).figures?.some((f) => f.what === 'answers' && f.month === Number(month))) return one.id
  }, month)
  await leader.goto(`/desk/cases/${rated}`)
  await leader.getByRole('button', { name: '申请剔除…' }).click()
  const asking = leader.getByRole('dialog')
  await asking.getByLabel('属于哪一类情形').selectOption('false')
  await asking.getByLabel('理由').fill('三次到现场核实，反映的情况不存在')
  await asking.locator('input[type=file]').setInputFiles({ name: '核实.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') })
  await asking.getByText('核实.pdf').waitFor()
  await shot(leader, 'exclusion-apply')
  assert.deepEqual(await axe(leader), [])
  await asking.getByRole('button', { name: '提出申请' }).click()
  await asking.waitFor({ state: 'hidden' })
  for (const [who, button] of [['zhijian01', '同意剔除'], ['kaohe01', '复核同意剔除']]) {
    const page = await seat(who)
    await page.goto('/desk/exclusions')
    await page.getByText('三次到现场核实，反映的情况不存在').first().click()
    const panel = page.getByRole('region', { name: '剔除' })
    await panel.getByText('核实.pdf').waitFor()
    await panel.getByRole('button', { name: button, exact: true }).click()
    await page.getByRole('dialog').getByLabel('意见').fill('核对现场材料，情况属实')
    await shot(page, `exclusion-review-${who}`)
    assert.deepEqual(await axe(page), [])
    await page.getByRole('dialog').getByRole('button', { name: '同意剔除' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await quality.goto(`/desk/exclusions/counts?month=${month}`)
  await quality.getByRole('row', { name: /住房和城乡建设局 反映的情况不属实/ }).waitFor()
  await shot(quality, 'exclusion-counts')
  assert.deepEqual(await axe(quality), [])
  await leader.goto(list)
  await leader.getByText(`剔除 ${before + 2} 项`).waitFor()
  await leader.getByRole('button', { name: '住房和城乡建设局', exact: true }).click()
  await leader.locator('dd', { hasText: '件评价折算' }).getByText(/（剔除 \d+ 项）/).waitFor()
  await shot(leader, 'exclusion-line')

  until(city.dir, Date.now() - DAY)
  const appraiser = await seat('kaohe01')
  // what the life of the city has left undecided holds the frozen list
  for (const one of (await api('kaohe01', 'GET', `exclusions?view=review&month=${month}&limit=200`)).items)
    await api('kaohe01', 'POST', `exclusions/${one.id}/refuse`, { version: one.version, opinion: '材料不足，照常计入' })
  for (let i = 0; ; i++) {
    await appraiser.goto(list)
    await appraiser.getByRole('button', { name: '住房和城乡建设局', exact: true }).waitFor()
    if (await appraiser.getByText(/定榜，不再改变/).count()) break
    assert.ok(i < 90, 'the month was not frozen')
    await appraiser.waitForTimeout(1000)
  }
  await appraiser.getByText(`剔除 ${before + 2} 项`).waitFor()
  await appraiser.getByText(/哈希（SM3）/).waitFor()
  assert.equal(await appraiser.locator('#score-run option').filter({ hasText: '初榜' }).count(), 3)
  await shot(appraiser, 'score-frozen')
  assert.deepEqual(await axe(appraiser), [])
  await appraiser.locator('#score-run').selectOption('now')
  await appraiser.getByRole('button', { name: '试算' }).waitFor()
})
