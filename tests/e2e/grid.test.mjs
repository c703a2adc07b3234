// SPDX-License-Identifier: Apache-2.0
// A grid worker's day on the phone: AS-5 (home vaccination: appeal → notice to the grid worker of that community → seen on the spot →
// home service with doctors assisting → follow-up visit), an instruction from the desk to the residents' group and back on the live
// board, and the report counted in taps: at most three after the photo. Screenshots grid-*.png; 360 px, light, dark, large text.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, login, newPage, photo, shot, startBrowser, startCity, talk } from './city.mjs'

let city, browser
let api
const pages = {}

before(async () => {
  city = await startCity()
  api = talk(city)
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

async function seat(name, phone) {
  // a busy machine may take its time with the first page
  pages[name] ??= await login(browser, city, name, { phone }).catch(() => login(browser, city, name, { phone }))
  pages[name].setDefaultTimeout(60000)
  return pages[name]
}

/** Looked at: no serious finding of axe, no sideways scroll, a picture. */
async function look(page, name) {
  await shot(page, `grid-${name}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(wide <= 0, `${name} scrolls sideways by ${wide} px`)
  assert.deepEqual(await axe(page), [], name)
}

async function ownGrid() {
  const me = await api('wanggeyuan01', 'GET', 'auth/me')
  for (const { id } of (await api('wanggeyuan01', 'GET', `ref/grids?community=${me.unit.id}&level=1&limit=50`)).items) {
    const grid = await api('wanggeyuan01', 'GET', `ref/grids/${id}`)
    if (grid.posts.some((post) => post.user_id === me.user_id)) return { ...grid, unit: me.unit.id }
  }
  throw new Error('no grid')
}

test('AS-5: an old person wants the vaccination at home; the grid worker hears of it, looks, goes with the doctors, and comes again', async () => {
  const grid = await ownGrid()
  const worker = await seat('wanggeyuan01', true)
  await worker.getByRole('heading', { name: '今天' }).waitFor()
  const type = (await api('fenbo01', 'GET', 'ref/event-types?q=1203001')).items[0]
  const made = await api('shouli01', 'POST', 'appeals', {
    channel: 'phone', anonymity: 'named', name: '周桂香', phone: '13900002211', type: 'help', family: 'people', title: '老人行动不便，想在家接种疫苗',
    body: '家住 95 号楼，八十六岁，下不了楼，想请医生上门接种。', address: '95 号楼 2 单元', event_type_id: type.id, grid_id: grid.id,
  })
  const appeal = await api('shouli01', 'GET', `appeals/${made.id}`)
  const filed = await api('fenbo01', 'POST', `appeals/${made.id}/file`, { version: appeal.version, event_type_id: type.id, colour: type.colour })

  // D-02, D-07: the reminder is on the phone, without reload
  await worker.getByText('要现场核实').waitFor()
  await look(worker, '01-today')
  await worker.getByText('老人行动不便，想在家接种疫苗').click()
  await worker.getByRole('heading', { name: '现场核实' }).first().waitFor()
  await worker.getByText('属实', { exact: true }).click()
  await worker.locator('input[type=file]').first().setInputFiles(await photo(worker, 'door.jpg', '#375'))
  await worker.getByLabel('现场情况').fill('老人卧床，家里只有女儿，情况属实。')
  await look(worker, '02-verify')
  await worker.getByRole('button', { name: '报给中心' }).click()
  await worker.getByText('核实情况已报给中心').waitFor()
  const seen = await api('fenbo01', 'GET', `cases/${filed.case_id}`)
  assert.match(seen.timeline.find((e) => e.kind === 'case.verified').note, /属实：老人卧床/)
  assert.equal(seen.files.length, 1, 'the photo of the spot stands on the case')

  // the centre assigns: the community leads, the health service assists
  const units = (await api('fenbo01', 'GET', 'ref/units/tree')).items
  const flat = (list) => list.flatMap((u) => [u, ...flat(u.children ?? [])])
  const doctors = flat(units).find((u) => /卫生健康|卫健/.test(u.name))
  await api('fenbo01', 'POST', `cases/${filed.case_id}/dispatch`, { version: seen.version, unit_id: grid.unit, co_unit_ids: [doctors.id], why: '社区组织，医务人员上门' })
  await worker.getByRole('link', { name: /老人行动不便/ }).first().click()
  await worker.getByRole('button', { name: '签收', exact: true }).click()
  await worker.getByText('已签收').first().waitFor()
  await worker.getByText('协助清单').waitFor()
  await look(worker, '03-order')
  await worker.getByRole('button', { name: '办好了，交结果' }).click()
  await worker.getByText('已解决').first().click()
  await worker.getByLabel('给群众的答复').fill('今天下午医生和网格员一起上门，已为老人接种，观察半小时无不适。')
  const files = worker.locator('input[type=file]')
  await files.nth(1).setInputFiles(await photo(worker, 'before.jpg', '#357'))
  await files.last().setInputFiles(await photo(worker, 'after.jpg', '#573'))
  await worker.getByText('电话', { exact: true }).first().click()
  await worker.getByText('联系上了', { exact: true }).click()
  await worker.getByText('花费和第三方').click()
  await worker.getByLabel('花费（元）').fill('36.50')
  await worker.getByRole('button', { name: '加一方' }).click()
  await worker.getByLabel('名称').fill('社区卫生站')
  await look(worker, '04-submit')
  await worker.getByRole('button', { name: '提交结果' }).click()
  await worker.getByText('结果已交，等待审核').waitFor()
  const order = (await api('fenbo01', 'GET', `cases/${filed.case_id}`)).orders.find((o) => o.unit.id === grid.unit)
  assert.match(order.status, /review|settled/)
  const spent = await api('shequ01', 'GET', `orders/${order.id}`)
  assert.deepEqual([spent.cost_fen, spent.third_parties.map((one) => one.name)], [3650, ['社区卫生站']])

  // H-05: follow-up
  await worker.getByRole('link', { name: '约下次走访' }).click()
  await worker.getByLabel('看望谁').fill('周桂香')
  await look(worker, '05-plan')
  await worker.getByRole('button', { name: '约好' }).click()
  await worker.getByText('已安排，到日提醒').waitFor()
  await worker.getByText(/回访：老人行动不便/).waitFor()
  await look(worker, '06-visits')
  const plans = (await api('shequ01', 'GET', 'visits?status=planned')).items
  assert.ok(plans.some((x) => /回访：老人行动不便/.test(x.matter)))
  assert.deepEqual(worker.errors, [])
})

test('what came while the stream was still being opened is on the page', async () => {
  const grid = await ownGrid()
  const worker = await newPage(browser, city, { phone: true })
  await worker.addInitScript(() => delete globalThis.SharedWorker) // whose requests cannot be held up
  let decided
  const decision = new Promise((resolve) => (decided = resolve))
  await worker.route('**/api/v1/stream*', async (route) => {
    await decision
    await route.continue()
  })
  await worker.goto('/h5/work')
  await worker.getByLabel('账号').fill('wanggeyuan01')
  await worker.getByLabel('密码').first().fill(city.accounts.wanggeyuan01)
  await worker.keyboard.press('Enter')
  await worker.getByRole('heading', { name: '今天' }).waitFor()
  await worker.getByText('正在加载').first().waitFor({ state: 'hidden' })
  const type = (await api('fenbo01', 'GET', 'ref/event-types?q=1203001')).items[0]
  const made = await api('shouli01', 'POST', 'appeals', {
    channel: 'phone', anonymity: 'named', phone: '13900002212', type: 'help', family: 'people', title: '轮椅上不了坡', body: '单元门口的坡太陡。', grid_id: grid.id,
  })
  await api('fenbo01', 'POST', `appeals/${made.id}/file`, { version: made.version, event_type_id: type.id, colour: type.colour })
  assert.equal(await worker.getByText('轮椅上不了坡').count(), 0)
  decided()
  await worker.getByText('轮椅上不了坡').waitFor()
  await worker.context().close()
})

test('a report takes at most three taps after the photo', async () => {
  const worker = await seat('wanggeyuan01', true)
  await worker.goto('/h5/work/report')
  await worker.getByRole('button', { name: '井盖丢失' }).waitFor()
  await worker.locator('input[type=file]').last().setInputFiles(await photo(worker, 'cover.jpg', '#753'))
  await worker.getByRole('button', { name: '删除照片第 1 张' }).waitFor()
  let taps = 0
  const tap = async (name) => {
    taps++
    await worker.getByRole('button', { name, exact: false }).first().click()
  }
  await tap('井盖丢失')
  await look(worker, '07-report')
  await tap('上报')
  await worker.getByText(/已上报，编号 \d+/).waitFor()
  console.log(`report: ${taps} taps after the photo`)
  assert.ok(taps <= 3)
  await look(worker, '08-reported')
})

test('an instruction: composed on the desk, read and relayed on the phone, seen on the board without reload', async () => {
  const head = await seat('shequ01', false)
  await head.goto('/desk/instructions/new')
  await head.getByText('人会收到').waitFor()
  await head.getByRole('radio', { name: /^特急/ }).check()
  await head.getByLabel('标题').fill('今夜强降雨，提醒低洼处住户')
  await head.getByLabel('内容', { exact: true }).fill('今夜有强降雨。请逐户提醒一楼和地下室住户，关好门窗，移开车辆。')
  await head.getByLabel(/转给居民群的文字/).fill('各位邻居：今夜有强降雨，请关好门窗，把车移到高处。')
  await look(head, '09-compose')
  await head.getByRole('button', { name: /^发给 \d+ 人$/ }).click()
  await head.getByText('每个人的回执').waitFor()
  const worker = await seat('wanggeyuan01', true)
  await worker.goto('/h5/work')
  await worker.getByText('条紧急指令没有读').waitFor()
  await worker.getByRole('link', { name: /紧急指令没有读/ }).click()
  await look(worker, '10-received')
  await worker.getByText('今夜强降雨，提醒低洼处住户').click()
  await worker.getByRole('button', { name: '复制文字' }).waitFor()
  await worker.getByText(/已读/).first().waitFor()
  await look(worker, '11-instruction')
  await worker.getByRole('button', { name: '已转达' }).click()
  await worker.getByText('回执已送达').waitFor()
  await head.locator('.figure', { hasText: '已转达' }).getByText('1', { exact: true }).waitFor()
  await look(head, '12-board')
  await head.goto('/desk/instructions')
  await head.getByText('今夜强降雨').waitFor()
  await look(head, '13-instructions')
  await head.goto('/desk/visits')
  await head.getByRole('heading', { name: '走访与报到' }).waitFor()
  await head.getByText(/回访：老人行动不便|没有走访记录/).first().waitFor()
  await look(head, '14-visits')
})

test('the screens in the dark and in large text', async () => {
  const worker = await seat('wanggeyuan01', true)
  await worker.emulateMedia({ colorScheme: 'dark' })
  for (const [at, name] of [['', 'today'], ['/report', 'report'], ['/mine', 'mine'], ['/visits/new', 'visit']]) {
    await worker.goto(`/h5/work${at}`)
    await worker.locator('h1').waitFor()
    await worker.waitForTimeout(800)
    await look(worker, `15-dark-${name}`)
  }
  await worker.emulateMedia({ colorScheme: 'light' })
  await worker.evaluate(() => localStorage.setItem('ys.size', 'large'))
  for (const [at, name] of [['', 'today'], ['/report', 'report'], ['/duties', 'duties'], ['/outbox', 'outbox']]) {
    await worker.goto(`/h5/work${at}`)
    await worker.locator('h1').waitFor()
    await worker.evaluate(() => document.documentElement.setAttribute('data-size', 'large'))
    await worker.waitForTimeout(500)
    await look(worker, `16-large-${name}`)
  }
})
