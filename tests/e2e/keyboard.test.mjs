// SPDX-License-Identifier: Apache-2.0
// The desk by keyboard alone, per role: from the login to the end of a piece of work without a mouse; every control of the main
// pages is reached by Tab and shows that it has the focus, no page holds it fast, dialogs keep it and give it back. And the same
// pages in a window of half the width, as somebody sees them who has set the browser to 200 %: nothing scrolls sideways.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, newPage, shot, startBrowser, startCity, talk } from './city.mjs'

let city, browser, api
const pages = {}
before(async () => {
  city = await startCity()
  browser = await startBrowser()
  api = talk(city)
  await work()
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

/** Something for everybody: cases in the pool, orders to sign and to review, a draft of a notice. */
async function work() {
  const town = (await api('zhenjie01', 'GET', 'auth/me')).unit.id
  const community = (await api('shequ01', 'GET', 'auth/me')).unit.id
  const type = async (code) => (await api('fenbo01', 'GET', `ref/event-types?q=${code}`)).items.find((one) => one.code === code).id
  const quarrel = await type('0401001') // led by the town of the place; a text is evidence enough
  const found = []
  for (let i = 1; i <= 4; i++)
    found.push(await api('zhenjie01', 'POST', 'cases', { source: 'patrol', event_type_id: quarrel, title: `夜里装修吵架${i}号楼`, summary: '楼上楼下争执', address: `文庙街${i}号`, town_id: town, community_id: community }))
  const dispatch = async (id) => api('fenbo01', 'POST', `cases/${id}/dispatch`, { version: (await api('fenbo01', 'GET', `cases/${id}`)).version })
  // two wait in the pool, two are with the town, of which the community has worked off one
  await dispatch(found[2].id)
  await dispatch(found[3].id)
  const orders = (await api('zhenjie01', 'GET', 'orders?view=sign&limit=10')).items
  await api('zhenjie01', 'POST', `orders/${orders[0].id}/sign`, { version: orders[0].version })
  const signed = await api('zhenjie01', 'GET', `orders/${orders[0].id}`)
  await api('zhenjie01', 'POST', 'orders/split-many', { items: [{ id: signed.id, version: signed.version }], demand: '请到现场劝解' })
  const sub = (await api('shequ01', 'GET', 'orders?view=unit&limit=10')).items.find((one) => one.role === 'sub')
  await api('shequ01', 'POST', `orders/${sub.id}/submit`, { version: sub.version, result: 'solved', public_answer: '已入户劝解，双方约定晚九点后不施工。' })
  // words of a caller for the department
  const grids = await api('fenbo01', 'GET', 'ref/grids?level=1&limit=1')
  const appeal = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '王建国', phone: '13805551234', type: 'complaint',
    title: '楼顶漏水三年没人修', body: '下雨就漏，找过物业。', address: '茶亭路中段', grid_id: grids.items[0].id })
  const filed = await api('shouli01', 'POST', `appeals/${appeal.id}/file`, { version: appeal.version, event_type_id: await type('0602001') })
  await dispatch(filed.case_id)
  const unit = (await api('chengban01', 'GET', 'auth/me')).unit.id
  await api('kaohe01', 'POST', 'notices', { kind: 'supervise', subject: 'single', unit_id: unit, title: '关于漏水诉求的督办单', basis: '多件诉求超期未办结。' })
  // and one that is done, for the agent to ring about
  const said = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '赵秀英', phone: '13805554321', type: 'help', family: 'people',
    title: '楼上夜里装修吵人', body: '楼上夜里十一点还在装修。', address: '文庙街9号', grid_id: grids.items[0].id })
  const done = (await api('shouli01', 'POST', `appeals/${said.id}/file`, { version: said.version, event_type_id: quarrel })).case_id
  await dispatch(done)
  const lead = async () => (await api('fenbo01', 'GET', `cases/${done}`)).orders[0]
  await api('zhenjie01', 'POST', `orders/${(await lead()).id}/submit`, { version: (await lead()).version, result: 'solved', public_answer: '已入户劝解，约定晚九点后不施工。',
    contact: { method: 'phone', reached: true, note: '说了办理情况' } })
  await api('zhenjie01', 'POST', `orders/${(await lead()).id}/review`, { version: (await lead()).version, decision: 'pass' })
}

/** What has the focus: its role and words, whether it is seen, whether a ring (or another sign) shows it. */
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return undefined
    const box = at.getBoundingClientRect()
    const ring = (el) => {
      const style = el && getComputedStyle(el)
      return !!style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none')
    }
    // A control drawn by its frame (a select of Element Plus, a segment with a radio in it) shows the focus on the frame.
    const frame = at.closest('.el-select__wrapper, .el-input__wrapper, .el-cascader, .el-tree-node, label, .finder, .search')
    return {
      words: (at.getAttribute('aria-label') || at.innerText || at.labels?.[0]?.innerText || at.getAttribute('placeholder') || at.title || at.tagName).trim().slice(0, 40),
      tag: at.tagName.toLowerCase(),
      cls: String(at.className).slice(0, 60),
      seen: box.width > 0 && box.height > 0,
      ring: ring(at) || ring(frame) || !!at.closest('.leaflet-container'),
      inMain: !!at.closest('main'),
      inDialog: !!at.closest('[role=dialog], dialog'),
    }
  })

/** Tab until the focus stands on what is named so; fails when it is not reached. */
async function tabTo(page, words, { back = false, most = 160 } = {}) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const now = await focused(page)
    if (now && (words instanceof RegExp ? words.test(now.words) : now.words === words)) return now
  }
  assert.fail(`${words} was not reached by Tab on ${page.url()}`)
}

/** A person at a fresh browser who logs in by typing. */
async function sit(name) {
  if (pages[name]) return pages[name]
  const page = await newPage(browser, city)
  await page.goto('/desk/login')
  await page.getByLabel('账号').waitFor()
  if ((await focused(page))?.words !== '账号') await tabTo(page, '账号', { most: 8, back: true })
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(city.accounts[name])
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  pages[name] = page
  return page
}

/** To a page by the command box, as somebody without a mouse goes there. */
async function goTo(page, path, words) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /找页面/ }).or(page.locator('.top input')).first().waitFor()
  await page.keyboard.type(words)
  await page.getByRole('option', { name: new RegExp(words) }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === `/desk${path}`)
  await page.locator('main h1').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('main .coming, main .loading'))
}

/** From the first control of the page to its end: each shows its focus; answers what was reached. */
async function walk(page) {
  await page.evaluate(() => document.querySelector('main').focus())
  const wanted = await page.evaluate(() =>
    [...document.querySelectorAll('main a[href], main button, main input, main select, main textarea, main summary')].filter(
      (at) => !at.disabled && at.tabIndex >= 0 && at.getClientRects().length && getComputedStyle(at).visibility !== 'hidden' && !at.closest('.leaflet-container, [inert]') && !(at.type === 'radio' && !at.checked),
    ).map((at) => ((at.dataset.wanted = '1'), at)).length,
  )
  const faults = []
  let stops = 0
  for (; stops < wanted + 60; stops++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    if (!now?.inMain) break
    await page.evaluate(() => delete document.activeElement.dataset.wanted)
    if (!now.seen) faults.push(`out of sight: ${now.tag} ${now.words}`)
    else if (!now.ring) faults.push(`no sign of the focus: ${now.tag}.${now.cls} ${now.words}`)
  }
  const missed = await page.evaluate(() =>
    [...document.querySelectorAll('[data-wanted]')].filter((at) => at.isConnected && at.getClientRects().length).map((at) => `not reached: ${at.tagName.toLowerCase()} ${(at.getAttribute('aria-label') || at.innerText || at.id).trim().slice(0, 30)}`))
  assert.ok(stops < wanted + 60, `the focus does not come out of ${page.url()}`)
  return [...new Set([...faults, ...missed])]
}

/** A dialog that `keys` open takes the focus, keeps it, closes by Esc and gives the focus back. */
async function dialogKeeps(page, keys) {
  const was = await focused(page)
  for (const key of keys) await page.keyboard.press(key)
  const dialog = page.getByRole('dialog').last()
  await dialog.waitFor()
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog], dialog'))
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab')
    assert.ok((await focused(page))?.inDialog, `${keys}: the focus left the dialog`)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.waitForFunction(() => document.activeElement && document.activeElement !== document.body).catch(() => {})
  assert.equal((await focused(page))?.words, was?.words, `${keys}: the focus came back to where it was`)
}

test('the dispatcher: past the rail at once, to the pool by its first letters, dispatched, taken back', async () => {
  const page = await sit('fenbo01')
  await page.keyboard.press('Tab')
  assert.equal((await focused(page)).words, '跳到主要内容')
  await page.keyboard.press('Enter')
  assert.equal((await focused(page)).tag, 'main')
  await goTo(page, '/pool', '派单池')
  await page.locator('[data-pool-row]').nth(1).waitFor()
  await page.keyboard.press('j')
  assert.match((await focused(page)).words, /夜里装修吵架/)
  await dialogKeeps(page, ['f'])
  await shot(page, 'keyboard-1-pool')
  // Esc closes the open list first, then the dialog; what was typed is there when it is opened again.
  await page.keyboard.press('f')
  const reason = page.getByRole('dialog').last().getByRole('textbox').last()
  await reason.waitFor()
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'))
  await reason.fill('这里归街道管')
  await page.getByRole('dialog').last().getByRole('combobox').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.locator('[role=combobox][aria-expanded=true]').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[role=combobox][aria-expanded=true]').waitFor({ state: 'hidden' })
  assert.ok(await page.getByRole('dialog').last().isVisible(), 'the dialog stays')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').last().waitFor({ state: 'hidden' })
  await page.keyboard.press('f')
  await page.getByText('上次没有提交的内容还在').waitFor()
  assert.equal(await reason.inputValue(), '这里归街道管')
  await page.getByRole('button', { name: '重新填写' }).click()
  assert.equal(await reason.inputValue(), '')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').last().waitFor({ state: 'hidden' })
  await page.keyboard.press('x')
  await page.keyboard.press('d')
  await page.getByText(/^已派给/).waitFor()
  await page.keyboard.press('Control+z')
  await page.locator('[data-pool-row]').nth(1).waitFor()
  assert.deepEqual(page.errors, [])
})

test('a unit clerk signs an order from the list, opens its dialogs and comes back to the list', async () => {
  const page = await sit('chengban01')
  await goTo(page, '/orders', '工单')
  await page.goto('/desk/orders?view=sign')
  await page.locator('tbody tr[role=row]').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('article').getByRole('heading', { level: 1 }).waitFor()
  await tabTo(page, /^签收/)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').last().waitFor()
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog], dialog'))
  await tabTo(page, /^(签收|确定)/, { most: 12 })
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').last().waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: /^联系诉求人/ }).first().waitFor()
  await tabTo(page, /^联系诉求人/)
  await dialogKeeps(page, ['Enter'])
  await page.keyboard.press('Escape')
  assert.match((await focused(page)).cls + (await focused(page)).tag, /tr|list|side/, 'Esc leads back to the list')
  assert.deepEqual(page.errors, [])
})

test('a reviewer passes what the community has done; sending back asks for the reason first', async () => {
  const page = await sit('zhenjie01')
  await goTo(page, '/review', '审核')
  await page.locator('tbody tr[role=row]').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^通过/ }).waitFor()
  await dialogKeeps(page, ['r'])
  await page.keyboard.press('a')
  await page.getByText('没有等待审核的工单').waitFor()
  assert.deepEqual(page.errors, [])
})

test('the callback agent takes the next call, writes down what she is told, and is ready for another', async () => {
  const page = await sit('huifang01')
  await goTo(page, '/callback', '回访')
  await tabTo(page, /^领取下一件/)
  await page.keyboard.press('n')
  await page.getByRole('heading', { name: /^回访：楼上夜里装修吵人/ }).waitFor()
  await dialogKeeps(page, ['t'])
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog').last()
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'))
  // Space ticks the first answer of each question, Tab goes on to the next.
  for (const words of ['联系过', '解决了', '非常满意']) {
    await tabTo(page, new RegExp(`^${words}`))
    await page.keyboard.press('Space')
    assert.ok(await dialog.getByRole('radio', { name: words, exact: true }).isChecked(), words)
  }
  await shot(page, 'keyboard-3-callback')
  await tabTo(page, /^(登记|提交|保存)/)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '领取下一件' }).waitFor()
  assert.deepEqual(page.errors, [])
})

test('the supervisor and the administrator reach their work', async () => {
  const supervisor = await sit('kaohe01')
  await goTo(supervisor, '/notices', '三单')
  await supervisor.locator('tbody tr[role=row]').first().waitFor()
  await supervisor.keyboard.press('j')
  await supervisor.keyboard.press('Enter')
  await supervisor.getByRole('heading', { name: /漏水诉求/ }).first().waitFor()
  await tabTo(supervisor, /^签发/)
  await dialogKeeps(supervisor, ['Enter'])
  const admin = await sit('xitong01')
  await goTo(admin, '/users', '用户')
  await admin.locator('tbody tr[role=row]').first().waitFor()
  await admin.keyboard.press('j')
  await dialogKeeps(admin, ['Enter'])
  await shot(admin, 'keyboard-2-users')
  for (const page of [supervisor, admin]) assert.deepEqual(page.errors, [])
})

/** The main pages of each role. */
const MAIN = {
  fenbo01: ['/', '/pool', '/cases', '/emergencies'],
  chengban01: ['/orders'],
  zhenjie01: ['/review', '/whistles'],
  shouli01: ['/intake', '/appeals'],
  huifang01: ['/callback'],
  kaohe01: ['/notices'],
  xitong01: ['/users', '/ref/channels'],
}
for (const [name, paths] of Object.entries(MAIN))
  test(`every control is reached and shows it: ${name}`, async () => {
    const page = await sit(name)
    const faults = []
    for (const path of paths) {
      await page.goto(`/desk${path}`)
      await page.locator('main h1').first().waitFor()
      await page.waitForFunction(() => !document.querySelector('main .coming, main .loading'))
      // A long list repeats itself: its first rows stand for all.
      await page.evaluate(() => document.querySelectorAll('main tbody tr:nth-child(n+6)').forEach((row) => row.remove()))
      for (const fault of await walk(page)) faults.push(`${path}: ${fault}`)
    }
    assert.deepEqual(faults, [])
    assert.deepEqual(page.errors, [])
  })

test('at 200 % (683 px) the main pages keep within the window and axe finds nothing serious', async () => {
  for (const [name, paths] of Object.entries(MAIN)) {
    const page = await sit(name)
    await page.setViewportSize({ width: 683, height: 450 })
    for (const path of paths) {
      await page.goto(`/desk${path}`)
      await page.locator('main h1').first().waitFor()
      await page.waitForFunction(() => !document.querySelector('main .coming, main .loading'))
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${path} scrolls sideways`)
    }
    await shot(page, `keyboard-zoom-${name}`)
    assert.deepEqual(await axe(page), [], name)
  }
})
