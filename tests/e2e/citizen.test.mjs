// SPDX-License-Identifier: Apache-2.0
// The citizen's phone: reporting in a few taps, joining a known matter, answering, withdrawing, rating, a dead line, the
// installed page, older people's large text, and the enterprise's door. Prints taps, seconds and kilobytes.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { axe, login, newPage, photo, shot, startBrowser, startCity } from './city.mjs'

const MOST_TAPS = 6
const FIRST_VIEW_KB = 200
let city, browser, grid, spot
const clerks = {}

/** A clerk through the interface, for what happens at the centre meanwhile. */
async function clerk(name) {
  if (clerks[name]) return clerks[name]
  const answer = await fetch(`${city.base}/api/v1/auth/login`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login: name, password: city.accounts[name] }) })
  const cookie = answer.headers.get('set-cookie').split(';')[0]
  clerks[name] = async (method, url, body) => {
    const a = await fetch(`${city.base}/api/v1/${url}`, {
      method,
      headers: { Cookie: cookie, Origin: city.base, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await a.text()
    if (!a.ok) throw new Error(`${name} ${method} ${url}: ${a.status} ${text}`)
    return text ? JSON.parse(text) : null
  }
  return clerks[name]
}
const appealOf = async (no) => {
  const fenbo = await clerk('fenbo01')
  return fenbo('GET', `appeals/${(await fenbo('GET', `appeals?q=${no}`)).items[0].id}`)
}
async function file(no, code) {
  const fenbo = await clerk('fenbo01')
  const a = await appealOf(no)
  const type = (await fenbo('GET', `ref/event-types?q=${code}`)).items.find((t) => t.code === code)
  return fenbo('POST', `appeals/${a.id}/file`, { version: a.version, event_type_id: type.id, dispatch: true })
}

/** A phone; counts real presses on the page in `page.taps()`. */
async function phone(options = {}) {
  const context = await browser.newContext({
    baseURL: city.base, viewport: { width: 360, height: 740 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: true,
    serviceWorkers: 'block', geolocation: spot, permissions: ['geolocation', 'clipboard-write'], ...options,
  })
  await context.addInitScript(() => {
    addEventListener('pointerdown', (event) => event.isTrusted && sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps') ?? 0) + 1)), true)
  })
  const page = await context.newPage()
  page.errors = []
  page.on('pageerror', (e) => page.errors.push(String(e)))
  page.setDefaultTimeout(Number(process.env.YS_WALK_MS ?? 20000))
  page.taps = () => page.evaluate(() => Number(sessionStorage.getItem('taps') ?? 0))
  return page
}

async function receiptOf(page) {
  await page.getByText('您反映的事已经收到').waitFor()
  const text = await page.locator('main').innerText()
  return {
    receipt: /([0-9A-HJKMNP-TV-Z]{4})\s+([0-9A-HJKMNP-TV-Z]{4})\s+([0-9A-HJKMNP-TV-Z]{4})\s+([0-9A-HJKMNP-TV-Z]{4})/.exec(text).slice(1).join(''),
    no: /受理编号\s*(\d{14})/.exec(text)[1],
  }
}

async function track(page, receipt, tail) {
  await page.evaluate(() => sessionStorage.removeItem('ys.track'))
  await page.goto('/h5/track')
  await page.getByRole('textbox', { name: '查询码' }).fill(receipt)
  if (tail) await page.getByRole('textbox', { name: '手机号后四位' }).fill(tail)
  await page.getByRole('button', { name: '查进度' }).click()
  await page.getByText('办到哪一步').waitFor()
}

before(async () => {
  city = await startCity()
  browser = await startBrowser()
  const fenbo = await clerk('fenbo01')
  const town = (await fenbo('GET', 'ref/grids/tree')).items[0]
  const community = (await fenbo('GET', `ref/grids/tree?town=${town.id}`)).items[0]
  const base = (await fenbo('GET', `ref/grids/tree?community=${community.id}`)).items[0]
  grid = await fenbo('GET', `ref/grids/${base.id}`)
  spot = { longitude: Number(grid.lon) / 1e6, latitude: Number(grid.lat) / 1e6, accuracy: 12 }
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

let known
test(`with a photo, by the code of a poster or grid: at most ${MOST_TAPS} taps and within a minute`, async () => {
  const page = await phone()
  await page.goto(`/h5/?grid=${grid.code}&src=grid`)
  const began = Date.now()
  const picture = await photo(page, 'lamp.jpg', '#223')
  await page.getByRole('link', { name: /我要反映/ }).tap()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('拍照', { exact: true }).tap()])
  await chooser.setFiles(picture)
  await page.getByText('已上传').waitFor()
  await page.getByRole('textbox', { name: '是什么事' }).tap()
  const words = '小区门口的路灯不亮三天了，老人晚上出门看不见路。'
  await page.keyboard.insertText(words)
  await shot(page, 'citizen-1-report')
  await page.getByRole('button', { name: '提交', exact: true }).tap()
  known = await receiptOf(page)
  const taps = await page.taps()
  // The shutter of the camera is a tap outside the page; a phone's keyboard takes about 0.35 s a sign.
  const seconds = (Date.now() - began) / 1000 + words.length * 0.35 + taps * 1.1 + 4
  console.log(`citizen with photo and grid code: ${taps} taps on the page + 1 shutter, ${words.length} signs, about ${seconds.toFixed(0)} s`)
  assert.ok(taps + 1 <= MOST_TAPS, `${taps} taps`)
  assert.ok(seconds < 60)
  await shot(page, 'citizen-2-receipt')
  assert.deepEqual(page.errors, [])
  const a = await appealOf(known.no)
  assert.equal(a.source_code, 'grid')
  assert.equal(a.grid.code, grid.code)
  assert.equal(a.files.length, 1)
  assert.equal(a.anonymity, 'anonymous')
})

let second
test(`by position, and together with whoever reported it before: at most ${MOST_TAPS} taps`, async () => {
  await file(known.no, '0501003')
  const page = await phone()
  await page.goto('/h5/?src=poster')
  await page.getByRole('link', { name: /我要反映/ }).tap()
  await page.getByRole('textbox', { name: '是什么事' }).tap()
  await page.keyboard.insertText('我们这里的路灯不亮了')
  await page.getByRole('button', { name: '用我的位置' }).tap()
  await page.getByText('附近有人反映过').waitFor()
  const shown = await page.locator('.known').innerText()
  assert.ok(shown.includes('路灯不亮') && shown.includes('已有 1 人反映'), shown)
  assert.ok(!shown.includes('老人晚上'), 'nobody\u2019s words are shown')
  await shot(page, 'citizen-3-known')
  await page.getByRole('button', { name: '是同一件，一起跟进' }).tap()
  await page.getByText('您仍有自己的查询码').waitFor()
  await page.getByRole('textbox', { name: '电话' }).fill('13900005678')
  await page.getByRole('button', { name: '提交', exact: true }).tap()
  second = await receiptOf(page)
  console.log(`citizen by position, joining: ${await page.taps()} taps`)
  assert.ok((await page.taps()) <= MOST_TAPS)
  assert.notEqual(second.receipt, known.receipt)
  // Not remembered before the owner of the phone says so; then in one list, erasable.
  assert.equal(await page.evaluate(() => localStorage.getItem('ys.mine')), null)
  await page.getByText('记在这台手机上').tap()
  await page.getByRole('link', { name: '现在看进度' }).tap()
  await page.getByText('我在这台手机上反映的').waitFor()
  await page.getByRole('button', { name: /^我们这里的路灯/ }).tap()
  await page.getByText('还有 1 件诉求和您的一起办').waitFor()
  const progress = await page.locator('main').innerText()
  for (const word of ['谁在办', '什么时候办完', '下一步', '合并办理']) assert.ok(progress.includes(word), `${word} in ${progress}`)
  await shot(page, 'citizen-4-progress')
  await page.getByRole('button', { name: '查另一件' }).tap()
  await page.getByRole('button', { name: '全部清除' }).tap()
  assert.equal(await page.evaluate(() => localStorage.getItem('ys.mine')), null)
  assert.deepEqual(page.errors, [])
})

test('a question is answered, an appeal withdrawn with its reason, an answer rated once with why', async () => {
  const page = await phone()
  const fenbo = await clerk('fenbo01')
  const say = async (words, tail) => {
    await page.goto('/h5/report')
    await page.getByRole('textbox', { name: '是什么事' }).fill(words)
    await page.getByRole('textbox', { name: '在什么地方' }).fill('文庙街 12 号')
    await page.getByRole('textbox', { name: '电话' }).fill(`1390000${tail}`)
    await page.getByRole('button', { name: '提交', exact: true }).click()
    return receiptOf(page)
  }
  const asked = await say('楼下的井盖松动，车压过去响', '1111')
  let a = await appealOf(asked.no)
  await fenbo('POST', `appeals/${a.id}/ask`, { version: a.version, question: '在几号楼前面？' })
  await track(page, asked.receipt, '1111')
  await page.getByRole('textbox', { name: '您的回答' }).fill('在 3 号楼东门')
  await page.getByRole('button', { name: '提交补充' }).click()
  await page.getByText('收到您的补充').waitFor()
  await page.getByText('您补充：在 3 号楼东门').waitFor()
  await page.getByRole('button', { name: '不用办了，撤回' }).click()
  await page.getByRole('textbox', { name: /撤回原因/ }).fill('已经有人修好了')
  await page.getByRole('button', { name: '确定撤回' }).click()
  await page.getByText('您已撤回').first().waitFor()

  const question = await say('请问老年公交卡怎么办理', '2222')
  a = await appealOf(question.no)
  assert.equal(a.type, 'consult', 'the words say that it is a question')
  await fenbo('POST', `appeals/${a.id}/answer`, { version: a.version, text: '请到任一公交服务网点办理。' })
  await track(page, question.receipt, '2222')
  await page.getByRole('button', { name: '现在评价' }).click()
  await page.getByText('答复不清楚', { exact: true }).click()
  await page.getByText('不满意', { exact: true }).click()
  await page.getByText('答非所问', { exact: true }).click()
  await page.getByRole('textbox', { name: /还想说的话/ }).fill('没说要带什么证件')
  await shot(page, 'citizen-5-rating')
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('您的评价已经收到').waitFor()
  assert.equal((await appealOf(question.no)).ratings[0].reasons, '答非所问')
  await track(page, question.receipt, '2222')
  assert.equal(await page.getByRole('button', { name: '现在评价' }).count(), 0, 'once')
  for (const words of [/答复不清楚 · 不满意/, '原因：答非所问', '“没说要带什么证件”']) await page.getByText(words).waitFor()
  await shot(page, 'citizen-5-rated')
  assert.deepEqual(page.errors, [])
})

test('written without network, sent by itself when it is back, once', async () => {
  const page = await phone({ serviceWorkers: 'allow' })
  await page.goto('/h5/')
  await page.evaluate(() => Promise.race([navigator.serviceWorker.ready.then(() => 0), new Promise((_, no) => setTimeout(() => no(new Error('no service worker')), 25000))]))
  await page.goto('/h5/report')
  await page.getByRole('textbox', { name: '是什么事' }).fill('惠风小区3号楼前的垃圾桶满了好几天')
  const picture = await photo(page, 'bin.jpg', '#543')
  await page.context().setOffline(true)
  await page.locator('input[type=file]').last().setInputFiles(picture)
  await page.getByText('没传上去').first().waitFor()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('已经存好，还没有提交').waitFor()
  await shot(page, 'citizen-6-waiting')
  // The phone was switched off meanwhile: the installed page opens without network and still has it.
  await page.goto('/h5/')
  await page.getByText('等着网络').waitFor()
  await shot(page, 'citizen-7-offline-home')
  const other = await page.context().newPage() // two open pages send it once
  await other.goto('/h5/about')
  await page.context().setOffline(false)
  await page.getByText('已经提交').waitFor()
  await page.getByRole('button', { name: '看查询码' }).click()
  const sent = await receiptOf(page)
  const a = await appealOf(sent.no)
  assert.equal(a.files.length, 1, 'with its photo')
  const same = (await (await clerk('fenbo01'))('GET', 'appeals?limit=50')).items.filter((x) => x.title.includes('垃圾桶满了'))
  assert.equal(same.length, 1)
  assert.equal(await page.evaluate(() => localStorage.getItem('ys.draft.report')), null)
  const manifest = await page.evaluate(async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json())
  assert.equal(manifest.display, 'standalone')
  for (const icon of manifest.icons) assert.equal((await page.request.get(icon.src)).status(), 200, icon.src)
  assert.deepEqual(page.errors, [])
})

test('a bad line: the answer is lost, pressed again nothing is there twice', async () => {
  const page = await phone()
  await page.goto('/h5/report')
  await page.getByRole('textbox', { name: '是什么事' }).fill('文庙街路口的红绿灯乱跳')
  let lost = 0
  await page.route('**/api/v1/public/appeals', async (route) => {
    if (lost++) return route.continue()
    await route.fetch() // arrives at the server; the answer never reaches the phone
    await route.abort()
  })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('您反映的事已经收到').waitFor({ timeout: 20000 })
  const { no } = await receiptOf(page)
  const same = (await (await clerk('fenbo01'))('GET', 'appeals?limit=50')).items.filter((x) => x.title.includes('红绿灯乱跳'))
  assert.deepEqual(same.map((x) => x.no), [no])
  assert.ok(lost >= 2)
})

test('an enterprise has its own door and its own words', async () => {
  const page = await phone()
  await page.goto('/h5/')
  await page.getByRole('link', { name: /企业诉求/ }).click()
  await page.getByText('生产经营难题', { exact: true }).click()
  await page.getByRole('textbox', { name: '想咨询或解决什么' }).fill('厂里用电增容报上去一个月没有回音')
  await page.getByRole('textbox', { name: '企业名称' }).fill('青澜海纳机械有限公司')
  await page.getByRole('textbox', { name: '统一社会信用代码' }).fill('91350100M000100Y44')
  await page.getByRole('textbox', { name: '联系电话' }).fill('13900007711')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('代码不对').waitFor()
  await page.getByRole('textbox', { name: '统一社会信用代码' }).fill('91350100m000100y43')
  await shot(page, 'citizen-8-enterprise')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const { receipt, no } = await receiptOf(page)
  await track(page, receipt, '7711')
  assert.ok((await page.locator('main').innerText()).includes('营商'))
  const desk = await login(browser, city, 'fenbo01')
  await desk.goto('/desk/appeals?person=enterprise')
  await desk.getByText(no).waitFor()
  const a = await appealOf(no)
  await desk.goto(`/desk/appeals/${a.id}`)
  await desk.getByText('91350100M000100Y43').waitFor()
  await desk.goto('/desk/sources')
  await desk.getByText('网格码').first().waitFor()
  await shot(desk, 'citizen-9-sources')
  assert.deepEqual(await axe(desk), [])
  assert.deepEqual(desk.errors, [])
})

test(`the first view is at most ${FIRST_VIEW_KB} KB over a 3G line`, async () => {
  const page = await phone()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 })
  const sizes = new Map()
  cdp.on('Network.loadingFinished', (e) => sizes.set(e.requestId, e.encodedDataLength))
  const began = Date.now()
  await page.goto('/h5/')
  await page.getByRole('link', { name: /我要反映/ }).waitFor()
  const seconds = (Date.now() - began) / 1000
  const first = [...sizes.values()].reduce((sum, n) => sum + n, 0) / 1024
  await page.getByRole('link', { name: /我要反映/ }).tap()
  await page.getByRole('textbox', { name: '是什么事' }).waitFor()
  await page.waitForTimeout(300)
  const form = [...sizes.values()].reduce((sum, n) => sum + n, 0) / 1024
  console.log(`first view over 3G (1.6 Mbit/s, 150 ms): ${first.toFixed(0)} KB on the wire, ${seconds.toFixed(1)} s; with the form ${form.toFixed(0)} KB`)
  assert.ok(first <= FIRST_VIEW_KB, `${first} KB`)
})

const PAGES = ['/h5/', '/h5/report', '/h5/enterprise', '/h5/track', '/h5/waiting', '/h5/about']
for (const [what, options, query] of [
  ['light', {}, ''],
  ['dark', { colorScheme: 'dark' }, ''],
  ['large', {}, '?big=1'],
  ['wide', { viewport: { width: 768, height: 1024 } }, ''],
])
  test(`every page in ${what}: no serious finding, nothing wider than the phone, nothing too small to press`, async () => {
    const page = await phone({ reducedMotion: 'reduce', ...options })
    const findings = []
    for (const path of what === 'wide' ? PAGES.slice(0, 4) : PAGES) {
      await page.goto(path + query)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForTimeout(250)
      findings.push(...(await axe(page)).map((f) => `${path} ${f}`))
      const more = await page.evaluate((target) => {
        const bad = []
        const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
        if (wide > 0) bad.push(`scrolls sideways by ${wide} px`)
        for (const e of document.querySelectorAll('button, .btn, .check, .choice, input:not([type=file], [type=radio], [type=checkbox]), summary')) {
          const box = e.getBoundingClientRect()
          if (box.height && box.height < target - 0.5) bad.push(`${e.className || e.tagName} is ${box.height} px high: ${e.textContent.trim().slice(0, 12)}`)
        }
        if (document.querySelectorAll('h1').length !== 1) bad.push('not one h1')
        for (const e of document.getAnimations()) if (e.playState === 'running' && e.effect.getTiming().duration > 1) bad.push('moves although nothing should')
        return bad
      }, what === 'large' ? 60 : 44)
      findings.push(...more.map((f) => `${path} ${f}`))
      await shot(page, `citizen-${what}-${path.split('/').at(-1) || 'home'}`)
    }
    if (what === 'large') {
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontSize), '24px')
      await page.goto('/h5/')
      assert.equal(await page.evaluate(() => document.documentElement.dataset.size), 'large', 'remembered')
    }
    assert.deepEqual(findings, [])
    assert.deepEqual(page.errors, [])
  })

test('a screen reader finds names, headings, errors and live regions', async () => {
  const page = await phone()
  await page.goto('/h5/report')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByRole('alert').first().waitFor()
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-invalid')), 'true', 'the cursor stands in the first wrong field')
  const cdp = await page.context().newCDPSession(page)
  const { nodes } = await cdp.send('Accessibility.getFullAXTree')
  const named = new Set(['button', 'textbox', 'link', 'checkbox', 'radio', 'heading'])
  for (const node of nodes)
    if (!node.ignored && named.has(node.role?.value)) assert.ok(node.name?.value?.trim(), `${node.role.value} without a name`)
  const roles = nodes.filter((n) => !n.ignored).map((n) => n.role?.value)
  for (const role of ['main', 'banner', 'status', 'alert', 'heading']) assert.ok(roles.includes(role), role)
  const invalid = nodes.filter((n) => n.properties?.some((p) => p.name === 'invalid' && p.value.value === 'true'))
  assert.ok(invalid.length >= 1)
  // By keyboard alone, from the top to the end of the form.
  await page.evaluate(() => document.querySelector('h1').focus())
  const seen = []
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('Tab')
    seen.push(await page.evaluate(() => {
      const e = document.activeElement
      const style = getComputedStyle(e.type === 'file' ? e.parentElement : e)
      return { what: e.labels?.[0]?.innerText || e.innerText || e.type, ring: style.outlineStyle !== 'none' || style.outlineWidth !== '0px' }
    }))
  }
  for (const word of ['拍照', '是什么事', '用我的位置', '电话']) assert.ok(seen.some((x) => x.what.includes(word)), `${word} by keyboard: ${JSON.stringify(seen)}`)
  assert.deepEqual(seen.filter((x) => !x.ring).map((x) => x.what), [], 'focus is visible')
})

test('AS-7: rubbish in a stairwell by the code of the grid, checked by the grid head, assigned and supervised by the centre', async () => {
  const citizen = await phone()
  await citizen.goto(`/h5/?grid=${grid.code}&src=grid`)
  await citizen.getByText('您扫的是').waitFor()
  await shot(citizen, 'as7-1-code')
  await citizen.getByRole('link', { name: /我要反映/ }).click()
  await citizen.locator('input[type=file]').first().setInputFiles(await photo(citizen, 'stairs.jpg', '#654'))
  await citizen.getByText('已上传').waitFor()
  await citizen.getByRole('textbox', { name: '是什么事' }).fill('3单元楼道里堆满纸箱和旧家具，挡住了消防通道。')
  await citizen.getByRole('textbox', { name: '在什么地方' }).fill('3单元')
  await shot(citizen, 'as7-2-report')
  await citizen.getByRole('button', { name: '提交', exact: true }).click()
  const { receipt, no } = await receiptOf(citizen)
  const fenbo = await clerk('fenbo01')
  const a = await appealOf(no)
  const type = (await fenbo('GET', 'ref/event-types?q=0603002')).items[0]
  const made = await fenbo('POST', `appeals/${a.id}/file`, { version: a.version, event_type_id: type.id })

  // The grid head finds it among today's tasks and looks.
  const head = await login(browser, city, 'wanggezhang01', { phone: true })
  await head.goto('/h5/work')
  await head.getByText('要现场核实').first().waitFor()
  await shot(head, 'as7-3-task')
  await head.goto(`/h5/work/verify/${made.case_id}`)
  await head.getByText('属实', { exact: true }).click()
  await head.locator('input[type=file]').last().setInputFiles(await photo(head, 'seen.jpg', '#876'))
  await head.getByRole('textbox', { name: '现场情况' }).fill('三单元一至三层堆满纸箱，已通知住户，部分无人认领，需要物业和城管一起清。')
  await shot(head, 'as7-4-verify')
  await head.getByRole('button', { name: '报给中心' }).click()
  await head.waitForURL((url) => url.pathname.endsWith('/work'))

  // The centre reads it, assigns, and its supervision section presses (交办督办).
  const desk = await login(browser, city, 'fenbo01')
  await desk.goto(`/desk/cases/${made.case_id}`)
  await desk.getByText('现场核实').first().waitFor()
  await shot(desk, 'as7-5-checked')
  const act = async (page, button, fill) => {
    await page.getByRole('button', { name: button, exact: true }).first().click()
    const dialog = page.getByRole('dialog').last()
    await dialog.waitFor()
    await fill?.(dialog)
    await dialog.getByRole('button').last().click()
  }
  await act(desk, '派单', async (dialog) => dialog.getByText('为什么是这个单位').waitFor())
  await desk.getByText('办理中').first().waitFor()
  await shot(desk, 'as7-6-assigned')
  const supervision = await login(browser, city, 'kaohe01')
  await supervision.goto(`/desk/cases/${made.case_id}`)
  await act(supervision, '催办', async (dialog) => dialog.getByRole('textbox').last().fill('消防通道堵塞，请今天内清完，明早督查。'))
  await supervision.getByText('请这样告诉来电人').waitFor()
  await supervision.getByRole('button', { name: '知道了' }).click()
  await supervision.getByText('催办').first().waitFor()
  await shot(supervision, 'as7-7-supervised')
  await track(citizen, receipt)
  const told = await citizen.locator('main').innerText()
  for (const word of ['正在办理', '网格员已到现场核实', '已派给承办单位', '已催办']) assert.ok(told.includes(word), `${word}: ${told}`)
  await shot(citizen, 'as7-8-progress')
  for (const page of [citizen, head, desk, supervision]) assert.deepEqual(page.errors, [])
})

test('an old page of large text and a foreign source do no harm', async () => {
  const page = await newPage(browser, city, { phone: true })
  await page.goto('/h5/report?src=<script>&grid=123&big=0')
  await page.getByRole('textbox', { name: '是什么事' }).waitFor()
  assert.deepEqual(page.errors, [])
})
