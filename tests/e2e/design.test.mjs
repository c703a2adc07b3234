// SPDX-License-Identifier: Apache-2.0
// The design page in every size and theme: pictures kept, nothing serious found by axe, nothing wider than the window; and the
// frame around it by keyboard: command box, looks that stay, a saved view.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, login, shot, startBrowser, startCity } from './city.mjs'

const SIZES = [
  [360, 740],
  [768, 1024],
  [1366, 900],
  [1920, 1080],
]
let city, browser, page
before(async () => {
  city = await startCity()
  browser = await startBrowser()
  page = await login(browser, city, 'fenbo01')
  await page.emulateMedia({ reducedMotion: 'reduce' })
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

/** What sticks out of the window to the right, unless a frame of its own scrolls it. */
const tooWide = () =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const scrolls = (at) => at && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(at).overflowX) || scrolls(at.parentElement))
    return [...document.querySelectorAll('main *')]
      .filter((at) => at.getBoundingClientRect().right > width + 1 && !at.closest('.sr-only') && !scrolls(at.parentElement))
      .slice(0, 5)
      .map((at) => `${at.tagName}.${at.className} ${Math.round(at.getBoundingClientRect().right)} > ${width}`)
  })

for (const theme of ['light', 'dark'])
  for (const [width, height] of SIZES)
    test(`the design page, ${theme}, ${width} px`, async () => {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: theme })
      await page.goto('/desk/design')
      await page.getByRole('heading', { name: '设计系统' }).waitFor()
      await page.locator('.loading .bar').first().waitFor()
      await shot(page, `design-${width}-${theme}`)
      assert.deepEqual(await tooWide(), [])
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth))
      // Colours are the same in all sizes; the layout changes twice.
      if (width !== 768 && width !== 1920) assert.deepEqual(await axe(page), [])
    })

test('large text, dialog, undo and the working keys', async () => {
  await page.setViewportSize({ width: 1366, height: 900 })
  await page.goto('/desk/design')
  await page.getByRole('button', { name: '派出 12 件（可撤销）' }).click()
  await page.getByText('已派出 12 件', { exact: true }).waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText('已撤销').waitFor()
  await page.getByRole('button', { name: '盐坨大街路灯一整排不亮' }).click()
  await page.getByRole('heading', { name: '盐坨大街路灯一整排不亮' }).waitFor()
  const edge = page.getByRole('separator', { name: '移动分界' })
  const before = await edge.getAttribute('aria-valuenow')
  await edge.press('ArrowRight')
  assert.equal(Number(await edge.getAttribute('aria-valuenow')), Number(before) + 24)
  const compare = page.getByRole('slider', { name: /移动分界/ })
  await compare.press('ArrowRight')
  assert.equal(await compare.inputValue(), '52')
  const find = page.getByRole('combobox', { name: '地名' })
  await find.fill('惠风')
  await page.getByRole('option', { name: /惠风小区3号楼/ }).waitFor()
  await find.press('ArrowDown')
  await find.press('Enter')
  assert.equal(await find.inputValue(), '惠风小区3号楼')
})

test('pages are found by first letters, without the mouse', async () => {
  await page.goto('/desk/')
  await page.getByRole('heading').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('pdc')
  await page.getByRole('option', { name: /派单池/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/desk\/pool/)
  await page.keyboard.press('/')
  await page.keyboard.type('没有这样的页面')
  await page.getByRole('option', { name: /在案件中查/ }).waitFor()
  await shot(page, 'command-box')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '找页面、编号、要做的事' }).waitFor({ state: 'detached' })
})

test('looks stay with the person, on another machine too', async () => {
  await page.getByRole('button', { name: '显示设置' }).click()
  const kept = page.waitForResponse((r) => r.url().endsWith('/me/preferences') && r.request().method() === 'POST' && r.ok())
  await page.getByText('深色', { exact: true }).click()
  await kept
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
  const other = await login(browser, city, 'fenbo01')
  await other.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
  await other.context().close()
})

test('a view is saved, used and removed', async () => {
  await page.goto('/desk/cases?colour=yellow')
  await page.getByRole('button', { name: '保存为视图' }).click()
  await page.getByLabel('名字', { exact: true }).fill('黄色的')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '黄色的', pressed: true }).waitFor()
  await page.getByRole('button', { name: '全部', exact: true }).click()
  await page.waitForURL((url) => !url.searchParams.get('colour'))
  await page.getByRole('button', { name: '黄色的' }).click()
  await page.waitForURL(/colour=yellow/)
  await shot(page, 'saved-view')
  await page.getByRole('button', { name: '管理视图' }).click()
  await page.getByRole('button', { name: '删除“黄色的”' }).click()
  await page.getByRole('button', { name: '黄色的', exact: true }).waitFor({ state: 'detached' })
})

test('nothing on the way was an error', () => assert.deepEqual(page.errors, []))
