// SPDX-License-Identifier: Apache-2.0
// Every main page as it stands in a city that has lived three weeks: nothing sticks out, nothing is cut off, nothing is too small to press,
// axe finds nothing serious. A run looks at the narrow, the common and the widest width in light, and at the colours of the dark at the
// width that the page is made for; YS_TEST_FULL at all four, light and dark, and keeps a picture of each. So with the dialogs that the
// buttons of the pages open: on a phone those of a case, an order and an appeal and of the administrators' pages, in a full run those of
// all roles, on a tablet too.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, login, newPage, shot, startBrowser, startCity, talk } from './city.mjs'
import { dialogFaults, faultsOf } from './layout.mjs'

const full = Boolean(process.env.YS_TEST_FULL)
const SIZES = [[360, 740], [768, 1024], [1366, 900], [1920, 1080]]
const PHONE_SIZE = [360, 740]
const DESK_SIZE = [1366, 900]
const TARGET = 44
const LARGE_TARGET = 60
const LARGE_TEXT = 24 // px, 18 pt

let city, browser, api
before(async () => {
  city = await startCity({ days: 21 })
  browser = await startBrowser()
  api = talk(city)
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

/** `who` sees the first of a list as the page `path` + its id; nothing when the list is empty. */
const one = async (who, list, path, key = 'id') => {
  const found = (await api(who, 'GET', list)).items[0]
  return found ? [`${path}${found[key]}`] : []
}

/** When what was asked for is there. */
async function still(page) {
  await page.locator('h1:visible, h2:visible').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .loading[role=status]'))
  await page.waitForTimeout(100)
  assert.equal(await page.getByText(/没有这个页面|您没有打开/).count(), 0, `${page.url()} is not there for this person`)
}

/** `own`: the size that the page is made for, and the only one that a short run judges by axe and in the dark. */
async function look(page, name, { sizes = full ? SIZES : SIZES.filter(([width]) => width !== 768), target = 0, own = target ? PHONE_SIZE : DESK_SIZE, judged = true } = {}) {
  const found = []
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    for (const [width, height] of full || theme === 'light' ? sizes : [own]) {
      await page.setViewportSize({ width, height })
      await page.waitForTimeout(100)
      const at = `${name} ${width} ${theme}`
      found.push(...(await faultsOf(page, { target })).map((fault) => `${at}: ${fault}`))
      if (full || (judged && width === own[0])) found.push(...(await axe(page)).map((fault) => `${at}: ${fault}`))
      if (full) await shot(page, `page-${name}-${width}-${theme}`)
    }
  }
  return found
}

const nameOf = (who, path) => `${who}${path.replace(/[^a-z0-9]+/gi, '-')}`

const DESK = {
  fenbo01: async () => [
    '/', '/inbox', '/handover', '/sorting', '/appeals', '/sources', '/accuracy', '/pool', '/emergencies', '/hardcases', '/promises', '/promises/units', '/hotspots', '/cases', '/judging', '/orders', '/adjustments',
    '/disputes', '/precedents', '/whistles', '/whistles/stats', '/instructions', '/instructions/new', '/visits', '/duty-returns', '/knowledge', '/guide', '/password',
    ...(await one('fenbo01', 'appeals?limit=1', '/appeals/')), ...(await one('fenbo01', 'cases?limit=1', '/cases/')),
    ...(await one('fenbo01', 'cases?limit=1', '/cases?open=')), ...(await one('fenbo01', 'orders?limit=1', '/orders/')),
    ...(await one('fenbo01', 'whistles?limit=1', '/whistles/')), ...(await one('fenbo01', 'emergencies?limit=1', '/emergencies/')),
    ...(await one('fenbo01', 'hardcases?limit=1', '/hardcases/')), ...(await one('fenbo01', 'hotspots?limit=1', '/hotspots/')), ...(await one('fenbo01', 'promises?limit=1', '/promises/')), ...(await one('fenbo01', 'instructions?limit=1', '/instructions/')),
  ],
  kaohe01: async () => ['/notices', '/notices/stats', '/scores', '/scores/orders', '/scores/objections', '/exclusions', '/exclusions/counts', '/accountability', '/ref/event-types', ...(await one('kaohe01', 'notices?limit=1', '/notices/'))],
  shouli01: async () => ['/', '/intake', '/hotline'],
  zhenjie01: async () => ['/', '/orders', '/review', ...(await one('zhenjie01', 'orders?limit=1', '/orders/'))],
  shenji01: async () => ['/audit'],
  huifang01: async () => ['/callback', ...(await one('huifang01', 'callbacks?limit=1', '/callback/'))],
  wanggeyuan01: async () => ['/', '/patrol', '/self'],
  xitong01: async () => [
    '/users', '/grants', '/roles', '/sees', '/outbox', '/ref/event-types', '/ref/coresp', '/ref/colours', '/ref/texts', '/ref/places', '/ref/rule-numbers',
    '/ref/message-templates', '/calendar', '/units', '/grids', '/ref/posts', '/ref/notice-kinds', ...(await one('xitong01', 'ref/grids?level=1&limit=1', '/grids/')).map((path) => `${path}/edit`),
  ],
}

for (const [who, paths] of Object.entries(DESK))
  test(`desk of ${who}`, async () => {
    const found = []
    const page = await login(browser, city, who)
    for (const path of await paths()) {
      await page.setViewportSize({ width: 1366, height: 900 })
      await page.goto(`/desk${path}`)
      await still(page)
      await page.keyboard.press('Escape') // the tour
      found.push(...(await look(page, nameOf(who, path))))
    }
    assert.deepEqual([...found, ...page.errors], [])
    await page.context().close()
  })

/* Words and what is pressed in 大字: 18 pt and 60 px. */
async function largeFaults(page, name) {
  await page.evaluate(() => localStorage.setItem('ys.size', 'large'))
  await page.reload()
  await still(page)
  const found = await look(page, `${name}-large`, { sizes: [PHONE_SIZE], target: LARGE_TARGET, judged: false })
  const small = await page.evaluate((least) => {
    const words = (at) => [...at.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim())
    const seen = (at) => at.getClientRects().length > 0 && !at.closest('.sr-only, .leaflet-container')
    return [...document.querySelectorAll('body *')]
      .filter((at) => words(at) && seen(at) && parseFloat(getComputedStyle(at).fontSize) < least)
      .map((at) => `${at.tagName.toLowerCase()}.${at.className} ${getComputedStyle(at).fontSize} “${at.innerText.slice(0, 16)}”`)
  }, LARGE_TEXT - 0.1)
  await page.evaluate(() => localStorage.setItem('ys.size', 'normal'))
  return [...found, ...[...new Set(small)].map((text) => `${name} large: small words ${text}`)]
}

const PHONE = {
  citizen: async () => ['/', '/report', '/enterprise', '/track', '/rate', '/about', '/waiting', '/work/login', ...(await one('fenbo01', 'ref/grids?level=1&limit=1', '/?src=grid&grid=', 'code'))],
  wanggeyuan01: async () => [
    '/work', '/work/report', '/work/emergency', '/work/self', '/work/outbox', '/work/received', '/work/visits', '/work/visits/new', '/work/duties', '/work/mine',
    '/work/password', ...(await one('wanggeyuan01', 'orders?limit=1', '/work/orders/')), ...(await one('wanggeyuan01', 'cases?limit=1', '/work/cases/')),
  ],
  wanggezhang01: async () => ['/work/check', '/work/instruct'],
  zhenjie01: async () => ['/work/whistle-in', ...(await one('zhenjie01', 'whistles?limit=1', '/work/whistles/'))],
}

for (const [who, paths] of Object.entries(PHONE))
  test(`phone of ${who}`, async () => {
    const found = []
    const page = who === 'citizen' ? await newPage(browser, city, { phone: true }) : await login(browser, city, who, { phone: true })
    for (const path of await paths()) {
      await page.goto(`/h5${path}`)
      await still(page)
      const name = `h5-${nameOf(who, path)}`
      found.push(...(await look(page, name, { target: TARGET })), ...(await largeFaults(page, name)))
    }
    assert.deepEqual([...found, ...page.errors], [])
    await page.context().close()
  })

/* Buttons that do something at once, or lead away; the others open a dialog, or nothing comes of them here. */
const NO_DIALOG = /签收|领取|接手|静音|导出|下载|打印|标为已读|只看|筛选|上一页|下一页|看 PDF|签入|列与密度|登记，|立案 F|返回|打开$|载入|按人|地图/

/** One object of each state: what can be done differs by it. */
async function eachState(who, list, path, most) {
  const found = new Map()
  for (const item of (await api(who, 'GET', `${list}?limit=100`)).items) if (!found.has(item.status)) found.set(item.status, `${path}${item.id}`)
  return [...found.values()].slice(0, most)
}

const DIALOGS = {
  fenbo01: async () => [
    ...(await eachState('fenbo01', 'cases', '/cases/', full ? 9 : 1)), ...(await eachState('fenbo01', 'orders', '/orders/', full ? 9 : 2)),
    ...(await eachState('fenbo01', 'appeals', '/appeals/', full ? 9 : 1)),
    ...(full ? ['/handover', '/pool', '/knowledge', '/visits', '/precedents', ...(await eachState('fenbo01', 'emergencies', '/emergencies/', 3)),
      ...(await eachState('fenbo01', 'hardcases', '/hardcases/', 3)), ...(await eachState('fenbo01', 'whistles', '/whistles/', 4)), ...(await eachState('fenbo01', 'instructions', '/instructions/', 2))] : []),
  ],
  ...(full && {
    chengban01: async () => eachState('chengban01', 'orders', '/orders/', 9),
    zhenjie01: async () => ['/review', ...(await eachState('zhenjie01', 'orders', '/orders/', 9)), ...(await eachState('zhenjie01', 'whistles', '/whistles/', 4))],
    lingdao01: async () => ['/adjustments', ...(await eachState('lingdao01', 'orders', '/orders/', 9))],
    shouli01: async () => ['/intake', ...(await eachState('shouli01', 'appeals', '/appeals/', 9))],
    kaohe01: async () => ['/notices', '/scores', ...(await eachState('kaohe01', 'notices', '/notices/', 5))],
  }),
  xitong01: async () => [
    '/users', '/units', '/calendar', '/ref/event-types',
    ...(full ? ['/grids', '/outbox', ...(await one('xitong01', 'ref/grids?level=1&limit=1', '/grids/')).map((path) => `${path}/edit`), '/ref/coresp', '/ref/level-duties', '/ref/grid-duties',
      '/ref/colours', '/ref/channels', '/ref/domains', '/ref/asset-owners', '/ref/whistle-kinds', '/ref/whistle-distances', '/ref/notice-triggers', '/ref/notice-kinds', '/ref/texts',
      '/ref/message-templates', '/ref/emergency-classes', '/ref/emergency-rings', '/ref/rule-numbers', '/ref/places', '/ref/posts'] : []),
  ],
  anquan01: async () => ['/users', '/grants', ...(full ? ['/roles', '/sees'] : [])],
}

/** What the buttons of this page open, looked at in each size; `had`: names seen before on pages of this kind. */
async function dialogsOf(page, path, had) {
  const found = []
  const open = async () => {
    await page.goto(`/desk${path}`)
    await still(page)
    await page.keyboard.press('Escape') // the tour
  }
  await open()
  const names = await page.locator('main button:visible:not([aria-expanded], [role=tab], th *)').evaluateAll((all) => all.filter((at) => !at.disabled && !at.closest('.el-select, label')).map((at) => at.innerText.trim()))
  for (const text of new Set(names)) {
    if (!text || had.has(text) || NO_DIALOG.test(text)) continue
    had.add(text)
    for (const [width, height] of full ? [[360, 740], [768, 1024]] : [[360, 740]]) {
      await page.setViewportSize({ width, height })
      const button = page.locator('main').getByRole('button', { name: text, exact: true }).first()
      if (!(await button.isVisible())) continue
      await button.click()
      const dialog = page.getByRole('dialog').last()
      const came = await dialog.waitFor({ timeout: 1500 }).then(() => true, () => false)
      if (!came) {
        await open()
        break
      }
      await page.waitForTimeout(150)
      const at = `${nameOf('dialog', path)}-${text} ${width}`
      found.push(...((await dialogFaults(page)) ?? []).map((fault) => `${at}: ${fault}`))
      if (full) await shot(page, at.replaceAll(/[\s/]+/g, '-'))
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => found.push(`${at}: Esc does not close it`))
      if (await dialog.isVisible()) await open()
    }
  }
  return found
}

for (const [who, paths] of Object.entries(DIALOGS))
  test(`dialogs of ${who}`, async () => {
    const found = []
    const page = await login(browser, city, who)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 360, height: 740 })
    const had = new Map()
    let opened = 0
    for (const path of await paths()) {
      const kind = path.replace(/\d+$/, '')
      if (!had.has(kind)) had.set(kind, new Set())
      const before = had.get(kind).size
      found.push(...(await dialogsOf(page, path, had.get(kind))))
      opened += had.get(kind).size - before
    }
    assert.ok(opened > 0)
    assert.deepEqual([...found, ...page.errors], [])
    await page.context().close()
  })
