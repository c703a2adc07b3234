// SPDX-License-Identifier: Apache-2.0
// A clerk keeps the reference data: splits a grid by a line on the map and merges it back, prints codes, changes the calendar and
// the event list with what it touches in sight, asks why somebody sees a case, and finds help. Screens in light and dark.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, login, shot, startBrowser, startCity } from './city.mjs'

let city, browser
const pages = {}

before(async () => {
  city = await startCity()
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

async function seat(name) {
  if (pages[name]) return pages[name]
  const page = await login(browser, city, name)
  page.setDefaultTimeout(60000)
  return (pages[name] = page)
}
/** Asks the server as the person of a page. */
const ask = (page, path) => page.evaluate(async (p) => (await fetch(`/api/v1/${p}`)).json(), path)
/** The screen in light and dark, and what axe says of each. */
async function look(page, name) {
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await shot(page, `admin-${name}-${theme}`)
    assert.deepEqual(await axe(page), [], `${name} in ${theme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  assert.deepEqual(page.errors, [], name)
}
async function firstGrid(page) {
  const town = (await ask(page, 'ref/grids/tree')).items[0]
  const community = (await ask(page, `ref/grids/tree?town=${town.id}`)).items[2]
  const grids = (await ask(page, `ref/grids/tree?community=${community.id}`)).items.filter((g) => g.level === 1)
  return { town, community, grids }
}

test('a grid is split by a line drawn on the map, undone, split again, saved, and merged back', async () => {
  const page = await seat('xitong01')
  const { community, grids } = await firstGrid(page)
  const old = grids[0]
  await page.goto(`/desk/grids?grid=${old.id}`)
  await page.getByRole('heading', { name: new RegExp(old.code) }).waitFor()
  await look(page, 'grids')
  await page.getByRole('link', { name: '在地图上调整边界' }).click()
  await page.getByRole('heading', { name: `${grids.length} 个网格` }).waitFor()
  await page.locator('.leaflet-interactive').first().waitFor()

  // A line over the map from above the chosen grid to below it, through its middle.
  const box = await page.locator('.leaflet-interactive[stroke-width="4"]').first().boundingBox()
  const draw = async () => {
    await page.getByRole('button', { name: '画线分割' }).click()
    const x = box.x + box.width / 2
    await page.mouse.click(x, box.y - 12)
    await page.mouse.click(x + 1, box.y + box.height + 12)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '改动：2 个新网格' }).waitFor()
  }
  await draw()
  await page.keyboard.press('Control+z')
  await page.getByRole('heading', { name: `${grids.length} 个网格` }).waitFor()
  await draw()
  const homes = await page.locator('.part.changed .number').filter({ hasText: '户' }).allInnerTexts()
  assert.equal(homes.map((t) => Number.parseInt(t, 10)).reduce((a, b) => a + b), old.households, 'no household is lost')
  assert.ok(await page.getByRole('button', { name: '保存新的划分' }).isDisabled(), 'not without a reason')
  await page.getByLabel('原因或批准文号').fill('户数偏多，一分为二')
  await look(page, 'edit')
  await page.getByRole('button', { name: '保存新的划分' }).click()
  await page.waitForURL(/\/grids\?grid=/)
  await page.getByText('户数偏多，一分为二').first().waitFor()
  const split = (await ask(page, `ref/grids/tree?community=${community.id}`)).items.filter((g) => g.level === 1)
  assert.equal(split.length, grids.length + 1)
  assert.equal(split.reduce((n, g) => n + g.households, 0), grids.reduce((n, g) => n + g.households, 0))

  // Back by the list, without the map.
  await page.getByRole('link', { name: '在地图上调整边界' }).click()
  await page.getByRole('heading', { name: `${split.length} 个网格` }).waitFor()
  const boxes = page.getByRole('region', { name: '网格列表' }).getByRole('checkbox')
  const names = await page.getByRole('region', { name: '网格列表' }).locator('strong').allInnerTexts()
  const added = split.find((g) => !grids.some((o) => o.code === g.code))
  for (const name of [old.name, added.name]) await boxes.nth(names.indexOf(name)).setChecked(true)
  await page.getByRole('button', { name: /合并所选 2 个/ }).click()
  await page.getByRole('heading', { name: '改动：1 个新网格' }).waitFor()
  await page.getByLabel('原因或批准文号').fill('并回')
  await page.getByRole('button', { name: '保存新的划分' }).click()
  await page.waitForURL(/\/grids\?grid=/)
  const merged = (await ask(page, `ref/grids/tree?community=${community.id}`)).items.filter((g) => g.level === 1)
  assert.deepEqual(merged.map((g) => [g.code, g.households]).sort(), grids.map((g) => [g.code, g.households]).sort())
})

test('a re-partition is prepared for a later day, stands as pending beside the grids, and is taken back', async () => {
  const page = await seat('xitong01')
  const town = (await ask(page, 'ref/grids/tree')).items[0]
  const community = (await ask(page, `ref/grids/tree?town=${town.id}`)).items[3]
  const old = (await ask(page, `ref/grids/tree?community=${community.id}`)).items.find((g) => g.level === 1)
  await page.goto(`/desk/grids/${old.id}/edit`)
  await page.locator('.part.chosen').getByRole('button', { name: '东西对半分' }).click()
  await page.getByRole('heading', { name: '改动：2 个新网格' }).waitFor()
  await page.getByLabel('原因或批准文号').fill('镇街〔2026〕15 号')
  await page.getByRole('radio', { name: '从某日零点起' }).check()
  const at = new Date(Date.now() + 20 * 24 * 3600 * 1000).toISOString().slice(0, 10)
  await page.getByLabel('生效日期').fill(at)
  await look(page, 'prepare')
  await page.getByRole('button', { name: '安排重新划分' }).click()
  await page.getByText(`${at} 起生效`).waitFor()
  await look(page, 'prepared')
  // the grids are as they were, and nobody decides about them a second time
  assert.equal((await ask(page, `ref/grids/${old.id}`)).valid_to, null)
  await page.getByRole('link', { name: '在地图上调整边界' }).click()
  await page.locator('.part.chosen').getByRole('button', { name: '南北对半分' }).click()
  await page.getByLabel('原因或批准文号').fill('试验一下')
  await page.getByRole('button', { name: '保存新的划分' }).click()
  await page.getByText('请先撤销那次安排').waitFor()
  await page.getByRole('button', { name: '撤销安排' }).click()
  await page.getByRole('button', { name: '确定撤销' }).click()
  await page.getByText(`${at} 起生效`).waitFor({ state: 'detached' })
  assert.equal((await ask(page, `ref/grids/${old.id}/prepared`)).items[0].status, 'cancelled')
  assert.deepEqual(page.errors, [])
})

test('codes of a community are previewed and come as PDF', async () => {
  const page = await seat('xitong01')
  const { grids } = await firstGrid(page)
  await page.goto(`/desk/grids?grid=${grids.at(-1).id}`)
  await page.getByRole('heading', { name: new RegExp(grids.at(-1).code) }).waitFor()
  await page.getByRole('button', { name: '打印二维码' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('按镇街或社区').check()
  await dialog.getByText(/共 \d+ 张，\d+ 页 A4/).waitFor()
  await dialog.getByLabel('4 张（单元门）').check()
  await dialog.locator('.by-4 .code img').nth(3).waitFor()
  await look(page, 'codes')
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '下载 PDF' }).click()
  assert.match((await download).suggestedFilename(), /\.pdf$/)
  await dialog.getByRole('button', { name: '关闭', exact: true }).click()
})

test('the year, and how many running limits a changed day moves', async () => {
  const page = await seat('xitong01')
  await page.goto('/desk/calendar')
  await page.getByRole('heading', { name: '调休一览' }).waitFor()
  await look(page, 'calendar')
  await page.getByRole('region', { name: '12 月' }).getByRole('button').nth(8).click()
  await page.getByRole('dialog').getByText(/个在跑的工作日时限/).waitFor()
  await shot(page, 'admin-calendar-day')
  await page.keyboard.press('Escape')
})

test('an event type says what a change touches; an import shows each cell', async () => {
  const page = await seat('kaohe01')
  await page.goto('/desk/ref/event-types')
  await page.getByRole('button', { name: '修改' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/件在办案件用它/).waitFor()
  await dialog.getByLabel('事项名称').or(dialog.getByLabel('名称')).first().fill('井盖缺失试改')
  await dialog.getByText('将改动 1 项').waitFor()
  await look(page, 'event-type')
  await dialog.getByRole('button', { name: '取消' }).click()
  const csv = await page.evaluate(async () => (await fetch('/api/v1/ref/event-types/export.csv')).text())
  const lines = csv.split(/\r?\n/)
  const name = lines[1].split(',')[1]
  const text = [lines[0], lines[1].replace(name, `${name}（试）`), ...lines.slice(2, -2), lines.at(-2).replace(/,(red|orange|yellow|blue|green),/, ',紫,')].join('\n')
  await page.getByRole('button', { name: '导入 CSV' }).click()
  await page.getByLabel('CSV 文件').setInputFiles({ name: '事项清单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByText(/有错 1/).first().waitFor()
  await page.getByText('颜色', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: /^修改 1/ }).click()
  await page.getByText(`${name}（试）`).first().waitFor()
  assert.ok(await page.getByRole('button', { name: /^导入/ }).last().isDisabled(), 'not with a wrong row')
  await look(page, 'import')
  await page.keyboard.press('Escape')
})

test('why somebody sees a case or not; roles beside each other', async () => {
  const page = await seat('anquan01')
  await page.goto('/desk/sees')
  await page.getByLabel('姓名或账号').fill('chengban01')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: /承办员 · 本单位/ }).first().waitFor()
  await look(page, 'sees')
  await page.goto('/desk/roles?role=handler&against=town')
  await page.getByRole('columnheader', { name: /承办员/ }).waitFor()
  await look(page, 'roles')
})

test('help: the guide is searched, “?” shows the keys, the tour is walked by keyboard and remembered', async () => {
  const page = await seat('anquan01')
  await page.goto('/desk/guide')
  await page.getByPlaceholder('搜索，如 退单、时限').fill('参与方')
  await page.getByRole('link', { name: '权限怎么算' }).click()
  await page.getByRole('heading', { name: '三员分立' }).waitFor()
  await look(page, 'guide')
  await page.locator('main').focus()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: '快捷键' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '快捷键' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '帮助' }).click()
  await page.getByRole('button', { name: '再看一遍导览' }).click()
  const tour = page.getByRole('dialog', { name: /^导览/ })
  await tour.waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: '导览：用户' }).waitFor()
  await look(page, 'tour')
  for (let i = 0; i < 8 && (await tour.count()); i++) await page.keyboard.press('ArrowRight')
  await tour.waitFor({ state: 'hidden' })
  assert.match(await page.evaluate(() => localStorage.getItem('ys.prefs') ?? ''), /"tour.seen":true/)
})
