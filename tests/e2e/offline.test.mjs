// SPDX-License-Identifier: Apache-2.0
// A grid worker without a line: the network is cut in the middle of a report with two photos, the browser is killed, and reopened
// online exactly one report arrives, complete. Likewise when only the answer was lost. A conflict is shown with both sides.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { axe, photo, shot, startCity, talk } from './city.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const WAIT_MS = 20000
const { chromium } = createRequire(path.join(root, 'web/package.json'))('playwright-core')

let city, phone, profile
let api

before(async () => {
  city = await startCity()
  api = talk(city)
})
after(() => city?.stop())

// Every walk has a new phone with the line on, so that one that fails leaves the next nothing.
beforeEach(async () => {
  profile = fs.mkdtempSync(path.join(os.tmpdir(), 'ys-offline-'))
  phone = await openPhone()
  await visit('')
  await phone.page.getByRole('heading', { name: '今天' }).waitFor()
  // The shell lies on the phone before the line is cut, as after the first minute of any day's use.
  await eventually(() => phone.page.evaluate(() => !!navigator.serviceWorker.controller), 'the service worker has the page')
})
afterEach(async () => {
  await phone?.kill()
  phone = undefined
  // Children of the killed browser may still write for a moment: a folder left in /tmp fails no walk.
  await fs.promises.rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => {})
})

async function eventually(holds, what) {
  for (const end = Date.now() + WAIT_MS; !(await holds()); await new Promise((r) => setTimeout(r, 50))) assert.ok(Date.now() < end, what)
}

/** A browser of its own process and profile, so that it can be killed as a phone kills one. */
async function openPhone() {
  fs.rmSync(path.join(profile, 'DevToolsActivePort'), { force: true })
  const child = spawn(
    process.env.YS_CHROMIUM ?? '/usr/bin/chromium',
    ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=360,740', 'about:blank'],
    { stdio: 'ignore' },
  )
  const gone = new Promise((r) => child.once('exit', r))
  let port
  for (let i = 0; !port && i < 300; i++) {
    await new Promise((r) => setTimeout(r, 100))
    try {
      port = fs.readFileSync(path.join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0]
    } catch {
      port = undefined
    }
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const context = browser.contexts()[0]
  const page = context.pages()[0] ?? (await context.newPage())
  await page.setViewportSize({ width: 360, height: 740 })
  page.setDefaultTimeout(WAIT_MS)
  return {
    page,
    context,
    async kill() {
      child.kill('SIGKILL')
      await gone
      await browser.close().catch(() => {})
    },
  }
}

/** Opens a page of the face; a browser that was killed may have forgotten its session, then the worker logs in again. */
async function visit(at) {
  const { page } = phone
  await page.goto(`${city.base}/h5/work${at}`)
  await page.locator('h1').first().waitFor()
  if (!new URL(page.url()).pathname.endsWith('/login')) return
  await page.getByLabel('账号').fill('wanggeyuan01')
  await page.getByLabel('密码').first().fill(city.accounts.wanggeyuan01)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
}

const reports = async () => (await api('fenbo01', 'GET', 'cases?source=patrol&limit=50')).items

/** Two photos and a kind of matter; the place is the own grid. */
async function fillReport(page, words) {
  await visit('/report')
  await page.getByRole('button', { name: '暴露垃圾积存' }).waitFor()
  // The page that tells what waits lies on the phone with this one; without it nobody could look while the line is cut.
  const kept = () => page.evaluate(async () => {
    const files = []
    for (const name of await caches.keys()) files.push(...(await (await caches.open(name)).keys()).map((one) => one.url))
    return ['js', 'css'].every((kind) => files.some((file) => file.includes('/OutboxPage-') && file.endsWith(`.${kind}`)))
  })
  await eventually(kept, 'the outbox is on the phone')
  const input = page.locator('input[type=file]').last()
  await input.setInputFiles([await photo(page, 'one.jpg', '#246'), await photo(page, 'two.jpg', '#642')])
  await page.getByRole('button', { name: '删除照片第 2 张' }).waitFor()
  await page.getByRole('button', { name: '暴露垃圾积存' }).click()
  if (words) await page.getByLabel('说明').fill(words)
}

test('cut in the middle of two photos, killed, reopened online: exactly one report, complete', async () => {
  const earlier = new Set((await reports()).map((one) => one.id))
  await fillReport(phone.page, '三号楼后面堆了一车垃圾')
  let uploads = 0
  await phone.context.route('**/api/v1/files*', async (route) => {
    if (++uploads === 1) return route.continue()
    await phone.context.setOffline(true)
    return route.abort('internetdisconnected')
  })
  await phone.page.getByRole('button', { name: '上报' }).click()
  await phone.page.getByText('已存在手机里，等待发送').first().waitFor()
  await shot(phone.page, 'offline-1-waiting')
  assert.equal(uploads, 2, 'the line broke between the photos')
  assert.equal((await reports()).length, earlier.size, 'nothing has arrived yet')
  await phone.page.getByRole('link', { name: '看发件箱' }).click()
  await phone.page.getByText('照片 1/2 张已上传').waitFor()
  await shot(phone.page, 'offline-2-outbox')
  assert.deepEqual(await axe(phone.page), [])

  await phone.kill()
  phone = await openPhone()
  await visit('/outbox')
  await phone.page.getByText('已送达').waitFor()
  await shot(phone.page, 'offline-3-arrived')
  const arrived = (await reports()).filter((one) => !earlier.has(one.id))
  assert.equal(arrived.length, 1)
  const found = await api('fenbo01', 'GET', `cases/${arrived[0].id}`)
  assert.equal(found.files.length, 2)
  assert.match(found.summary, /三号楼后面/)
  assert.ok(found.files.every((file) => file.stage === 'report' && file.size > 1000))
})

test('the report arrived but its answer was lost, the browser killed: still exactly one', async () => {
  const earlier = (await reports()).length
  await fillReport(phone.page, '路口又堆了垃圾')
  await phone.context.route('**/api/v1/cases', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    await phone.context.setOffline(true)
    return route.abort('connectionreset')
  })
  await phone.page.getByRole('button', { name: '上报' }).click()
  await phone.page.getByText('已存在手机里，等待发送').first().waitFor()
  assert.equal((await reports()).length, earlier + 1, 'the server has it, the phone does not know')
  await phone.kill()
  phone = await openPhone()
  await visit('/outbox')
  await phone.page.locator('.state.sent').waitFor()
  assert.equal((await reports()).length, earlier + 1)
  assert.equal(await phone.page.locator('.state.waiting, .state.conflict').count(), 0)
})

test('a citizen: cut between two photos, killed, reopened online: exactly one appeal, with both photos', async () => {
  const words = '文庙街东口的井盖翻起来了，电动车差点掉进去'
  const mine = async () => (await api('fenbo01', 'GET', 'appeals?limit=50')).items.filter((one) => one.title.includes('井盖翻起来了'))
  await phone.page.goto(`${city.base}/h5/report`)
  await phone.page.getByRole('textbox', { name: '是什么事' }).fill(words)
  await phone.page.getByRole('textbox', { name: '在什么地方' }).fill('文庙街东口')
  let uploads = 0
  await phone.context.route('**/api/v1/public/files*', async (route) => {
    if (++uploads === 1) return route.continue()
    await phone.context.setOffline(true)
    return route.abort('internetdisconnected')
  })
  const input = phone.page.locator('input[type=file]').last()
  await input.setInputFiles([await photo(phone.page, 'one.jpg', '#246'), await photo(phone.page, 'two.jpg', '#642')])
  await phone.page.getByText('没传上去').first().waitFor()
  assert.ok(uploads >= 2, 'the line broke between the photos')
  await phone.page.getByRole('button', { name: '提交', exact: true }).click()
  await phone.page.getByText('已经存好，还没有提交').waitFor()
  await shot(phone.page, 'offline-5-citizen-waiting')
  assert.deepEqual(await mine(), [], 'nothing has arrived yet')

  await phone.kill()
  phone = await openPhone()
  await phone.page.goto(`${city.base}/h5/`)
  await phone.page.getByRole('button', { name: '看查询码' }).click()
  await phone.page.getByText('您反映的事已经收到').waitFor()
  await shot(phone.page, 'offline-6-citizen-arrived')
  const arrived = await mine()
  assert.equal(arrived.length, 1)
  const found = await api('fenbo01', 'GET', `appeals/${arrived[0].id}`)
  assert.equal(found.files.length, 2)
  assert.ok(found.files.every((file) => file.size > 1000))
  assert.equal(found.body, words)
})

test('an order signed without a line that has been signed meanwhile: both sides shown, nothing lost, the person decides', async () => {
  const types = (await api('fenbo01', 'GET', 'ref/event-types?q=0502002')).items
  const me = await api('wanggeyuan01', 'GET', 'auth/me')
  const mine = me.unit.id
  const grids = (await api('wanggeyuan01', 'GET', `ref/grids?community=${mine}&level=1&limit=50`)).items
  const full = await Promise.all(grids.map((grid) => api('wanggeyuan01', 'GET', `ref/grids/${grid.id}`)))
  const grid = full.find((one) => one.posts.some((post) => post.user_id === me.user_id))
  const made = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '周明', phone: '13900001001', type: 'complaint', family: 'people', title: '楼下垃圾没人清', body: '楼下垃圾堆了三天没人清，味道很大。', address: '澜城社区 3 号楼', event_type_id: types[0].id, grid_id: grid.id })
  const page = await api('shouli01', 'GET', `appeals/${made.id}`)
  const filed = await api('fenbo01', 'POST', `appeals/${made.id}/file`, { version: page.version, event_type_id: types[0].id, colour: types[0].colour, dispatch: true, unit_id: mine, why: '社区先清' })
  const order = (await api('fenbo01', 'GET', `cases/${filed.case_id}`)).orders[0]
  // read while there is a line, kept for when there is none
  await visit(`/orders/${order.id}`)
  await phone.page.getByRole('button', { name: '签收' }).waitFor()
  await phone.context.setOffline(true)
  await phone.page.getByRole('button', { name: '签收' }).click()
  await phone.page.getByText('等待发送').first().waitFor()
  const now = await api('shequ01', 'GET', `orders/${order.id}`)
  await api('shequ01', 'POST', `orders/${order.id}/sign`, { version: now.version })
  await phone.context.setOffline(false)
  await visit('/outbox')
  await phone.page.getByRole('button', { name: '看两边，再决定' }).click()
  await phone.page.getByText('我办的').waitFor()
  await phone.page.getByText('现在是').waitFor()
  await phone.page.getByRole('dialog').getByText('办理中').first().waitFor()
  await shot(phone.page, 'offline-4-conflict')
  await phone.page.getByRole('button', { name: '以现在的为准，放弃我的' }).click()
  await phone.page.getByRole('button', { name: '确定放弃' }).click()
  await phone.page.getByRole('dialog').waitFor({ state: 'hidden' })
  assert.equal(await phone.page.locator('.state.conflict').count(), 0)
})
