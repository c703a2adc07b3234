// SPDX-License-Identifier: Apache-2.0
// AS-11: a unit is among the last three in three months running: 通报, 约谈, 线索移送函 (L-04, L-05, L-06). Each is only a proposal:
// the unit is heard, the letter needs its approval document and the signature of a leader, then rectification and look-back. The frozen
// lists of the three months are given here; how lists come about is walked in score_list.test.mjs.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { axe, seats, shot, startBrowser, startCity, talk } from './city.mjs'

const today = new Date(Date.now() + 28_800_000)
const month = (n) => Number(new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + n, 1)).toISOString().slice(0, 7).replace('-', ''))
const UNIT = '住房和城乡建设局'

let city, browser, seat, api
before(async () => {
  const prepare = ({ dir }) => {
    const list = (at) => `
      INSERT INTO score_month (month, status, published_at, objections_until, freeze_from, frozen_at) VALUES (${at}, 'frozen', 0, 0, 0, 1);
      INSERT INTO score_run (month, list, kind, made_at, from_at, to_at, profile_id, nrows, head, hash)
        VALUES (${at}, 'departments', 'frozen', 1, 0, 1, 1, 8, '{}', zeroblob(32));
      INSERT INTO score_row (run_id, place, unit_id, rank, points_micro, body)
        SELECT (SELECT MAX(id) FROM score_run), n, id, n, 96000000 - n * 900000, CASE WHEN n > 5 THEN '{"flagged":true}' ELSE '{"flagged":false}' END FROM (
          SELECT id, ROW_NUMBER() OVER (ORDER BY CASE code WHEN 'D08' THEN 2 WHEN 'D${10 + (at % 7)}' THEN 1 ELSE 0 END, code) AS n FROM (
            SELECT id, code FROM unit WHERE kind = 'department' AND appraised = 1 AND (code = 'D08' OR code > 'D08') ORDER BY code LIMIT 8));`
    const done = spawnSync('sqlite3', [path.join(dir, 'yingshao.db'), '.timeout 5000', [-4, -3, -2].map((n) => list(month(n))).join('\n')], { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
  }
  city = await startCity({ days: 1, perDay: 20, prepare })
  browser = await startBrowser()
  seat = seats(browser, city)
  api = talk(city)
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

const act = async (page, button, fill) => {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await fill?.(dialog)
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('AS-11 末三位连续三个月：通报、约谈、线索移送函', async () => {
  const of = async (who) => (await api(who, 'GET', 'accountability?limit=200')).items.filter((one) => one.unit.name.includes(UNIT))
  let mine = []
  for (let i = 0; mine.length < 3 && i < 150; i++) {
    mine = await of('kaohe01')
    if (mine.length < 3) await new Promise((r) => setTimeout(r, 1000))
  }
  mine.sort((a, b) => a.month - b.month)
  assert.deepEqual(mine.map((one) => [one.measure, one.months]), [['notice', 1], ['talk', 2], ['transfer', 3]])
  assert.deepEqual(await of('lingdao01'), []) // a proposal is nothing for the unit yet
  assert.deepEqual(await of('jiwei01'), [])
  const letter = mine[2]

  const appraiser = await seat('kaohe01')
  await appraiser.goto('/desk/accountability')
  await appraiser.getByRole('cell', { name: /线索移送函/ }).first().waitFor()
  await appraiser.goto(`/desk/accountability?open=${letter.id}`)
  await appraiser.getByText(/连续\s*3 个月在后三位/).waitFor()
  await shot(appraiser, 'as11-proposed')
  assert.deepEqual(await axe(appraiser), [])
  await act(appraiser, '听取单位意见')
  assert.equal(await appraiser.getByRole('button', { name: '报请签批' }).count(), 0, 'the unit has three working days')

  const leader = await seat('lingdao01')
  await leader.goto(`/desk/accountability?open=${letter.id}`)
  await act(leader, '陈述意见', async (dialog) => {
    await dialog.getByLabel('意见', { exact: true }).or(dialog.getByLabel(/^意见/)).first().fill('预售资金监管案件集中，已逐件包案，请予容错')
    await dialog.getByLabel('申请容错').check()
    await shot(leader, 'as11-statement')
    assert.deepEqual(await axe(leader), [])
  })
  await appraiser.goto(`/desk/accountability?open=${letter.id}`)
  await act(appraiser, '报请签批', async (dialog) => {
    await dialog.getByLabel(/批准依据/).fill('青委办〔2026〕7号')
    await dialog.getByLabel(/对单位意见的答复/).fill('包案在第三个月才开始，不符合容错条件')
    await shot(appraiser, 'as11-submit')
  })
  const mayor = await seat('shilingdao01')
  await mayor.goto(`/desk/accountability?open=${letter.id}`)
  await act(mayor, '签发', async (dialog) => dialog.getByLabel(/签批意见/).fill('同意移送'))
  await mayor.getByText(/社治考〔\d{4}〕\d+号/).first().waitFor()
  await shot(mayor, 'as11-signed')
  assert.deepEqual(await axe(mayor), [])

  const discipline = await seat('jiwei01')
  await discipline.goto(`/desk/accountability?open=${letter.id}`)
  await discipline.getByText('青委办〔2026〕7号').waitFor()
  const pdf = await discipline.request.get(`/api/v1/accountability/${letter.id}/document.pdf`)
  assert.equal(pdf.status(), 200)
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')
  assert.deepEqual((await of('jiwei01')).map((one) => one.measure), ['transfer'])

  await leader.goto(`/desk/accountability?open=${letter.id}`)
  await act(leader, '报告整改', async (dialog) => dialog.getByLabel(/整改情况/).fill('成立专班，超期件清零，每周向监督员报告'))
  await appraiser.goto(`/desk/accountability?open=${letter.id}`)
  await act(appraiser, '回头看通过', async (dialog) => dialog.getByLabel(/查看情况/).fill('抽查二十件全部按期，群众满意'))
  await appraiser.locator('article').getByText('已办结').first().waitFor()
  await shot(appraiser, 'as11-done')
  for (const page of [appraiser, leader, mayor, discipline]) assert.deepEqual(page.errors, [])
})
