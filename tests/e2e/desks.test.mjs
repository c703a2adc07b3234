// SPDX-License-Identifier: Apache-2.0
// The dispatcher's and the street clerk's desks by keyboard alone, with what a person would need by a keystroke-level model:
// 0.28 s a key, 1.35 s to decide about one item, reading at 500 characters a minute. The model counts keys and items, not this
// machine's speed, so it may be asserted; what the machine took is printed beside it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, seats, shot, startBrowser, startCity } from './city.mjs'

const KEY = 0.28
const DECIDE = 1.35
const READ = 60 / 500
const POOL = 20
const ORDERS = 10
let city, browser, seat, town, community

before(async () => {
  city = await startCity()
  browser = await startBrowser()
  seat = seats(browser, city)
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

/** A request by whoever sits at this page. */
async function api(page, method, url, body) {
  const answer = await page.evaluate(
    async ([m, u, b]) => {
      const r = await fetch(`/api/v1/${u}`, {
        method: m,
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        ...(b ? { body: JSON.stringify(b) } : {}),
      })
      return { status: r.status, json: await r.json() }
    },
    [method, url, body ?? null],
  )
  assert.ok(answer.status < 300, `${method} ${url}: ${JSON.stringify(answer.json)}`)
  return answer.json
}

/** Counts what the hands and the eyes do. */
class Person {
  keys = 0
  decisions = 0
  read = 0
  started = Date.now()
  constructor(page) {
    this.page = page
  }
  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key)
      this.keys += key.split('+').length
    }
  }
  decide(n = 1) {
    this.decisions += n
  }
  reads(text) {
    this.read += [...text].length
  }
  get seconds() {
    return this.keys * KEY + this.decisions * DECIDE + this.read * READ
  }
  say(what) {
    const machine = ((Date.now() - this.started) / 1000).toFixed(1)
    console.log(`# ${what}: ${this.keys} keys, 0 mouse moves, ${this.decisions} decisions, ${this.read} characters read: ${this.seconds.toFixed(1)} s by the model (machine ${machine} s)`)
  }
}

/** Patrol cases need no appellant and wait in the pool. 0401001 is led by the town of the place and needs a text only. */
async function fill(n, title) {
  const page = await seat('zhenjie01')
  const village = await seat('shequ01')
  const me = await api(page, 'GET', 'auth/me')
  town = me.unit.id
  community = (await api(village, 'GET', 'auth/me')).unit.id
  const type = (await api(page, 'GET', 'ref/event-types?q=0401001')).items.find((one) => one.code === '0401001')
  for (let i = 0; i < n; i++)
    await api(page, 'POST', 'cases', { source: 'patrol', event_type_id: type.id, title: `${title}${i + 1}号楼`, summary: '夜间装修，楼上楼下争执', address: `文庙街${i + 1}号`, town_id: town, community_id: community })
}

test('twenty suggested cases go out by keyboard, are taken back, and go out again', async () => {
  await fill(POOL, '夜里装修吵架')
  const page = await seat('fenbo01')
  await page.goto('/desk/pool')
  await page.locator('[data-pool-row]').nth(POOL - 1).waitFor()
  await shot(page, 'desks-1-pool')
  const he = new Person(page)
  he.decide(POOL) // one look at each line: what it is, and to whom
  await he.press('a', 'd')
  await page.getByText(`已派出 ${POOL} 件`).waitFor()
  await shot(page, 'desks-2-dispatched')
  he.say(`dispatch of ${POOL} suggested cases`)
  assert.ok(he.seconds <= 30, `${he.seconds} s`)
  assert.equal((await api(page, 'GET', 'pool?limit=1')).total, 0)
  await page.keyboard.press('Control+z')
  await page.locator('[data-pool-row]').nth(POOL - 1).waitFor()
  const back = await api(page, 'GET', 'pool?limit=1')
  assert.equal(back.total, POOL)
  const one = await api(page, 'GET', `cases/${back.items[0].id}`)
  assert.deepEqual(one.timeline.filter((event) => event.kind.startsWith('case.')).map((event) => event.text), ['立案', '派单', '确定主办单位', '撤回派单'])
  // the case stands beside the list; x and Shift+X choose a range
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: one.title }).or(page.locator('article h1')).first().waitFor()
  await shot(page, 'desks-3-split')
  await page.keyboard.press('Escape')
  await page.keyboard.press('x')
  for (let i = 1; i < ORDERS; i++) await page.keyboard.press('j')
  await page.keyboard.press('Shift+X')
  await page.getByText(`已选 ${ORDERS} 件`).waitFor()
  await page.keyboard.press('d')
  await page.getByText(`已派出 ${ORDERS} 件`).waitFor()
  assert.deepEqual(page.errors, [])
})

test('a street clerk signs, splits and reviews a pile of orders by keyboard', async () => {
  const page = await seat('zhenjie01')
  await page.goto('/desk/orders?view=sign')
  await page.locator('tbody tr[role=row]').nth(ORDERS - 1).waitFor()
  const she = new Person(page)
  she.decide(ORDERS)
  await she.press('a', 's')
  await page.getByText(`已签收 ${ORDERS} 件`).waitFor()
  await page.goto('/desk/orders?view=handling')
  await page.locator('tbody tr[role=row]').nth(ORDERS - 1).waitFor()
  she.decide(ORDERS)
  await she.press('a', 'p')
  await page.getByRole('dialog').waitFor()
  await shot(page, 'desks-4-split-orders')
  she.decide() // the demand is the one of the last time
  await she.press('Control+Enter')
  await page.getByText(`已派出 ${ORDERS} 张子单`).waitFor()
  // the community works them off
  const village = await seat('shequ01')
  const answer = '已入户劝解，双方约定晚九点后不施工，物业每晚巡查，社区留了电话。'
  const subs = (await api(village, 'GET', 'orders?view=unit&limit=50')).items.filter((order) => order.role === 'sub')
  assert.equal(subs.length, ORDERS)
  for (const sub of subs) await api(village, 'POST', `orders/${sub.id}/submit`, { version: sub.version, result: 'solved', public_answer: answer })
  await page.goto('/desk/review')
  const row = page.locator('tbody tr[role=row]')
  await row.nth(ORDERS - 1).waitFor()
  await she.press('j', 'Enter')
  for (let i = 0; i < ORDERS; i++) {
    await page.getByRole('button', { name: /^通过/ }).waitFor()
    if (i === 0) await shot(page, 'desks-5-review')
    she.reads(answer)
    she.decide()
    const left = await row.count()
    await she.press('a')
    await page.waitForFunction((n) => document.querySelectorAll('tbody tr[role=row]').length < n, left)
  }
  she.say(`${ORDERS} orders signed, split, reviewed`)
  const hundred = ((she.seconds * 100) / ORDERS / 60).toFixed(1)
  console.log(`# one hundred orders: ${hundred} minutes by the model`)
  assert.ok(Number(hundred) <= 60)
  const done = (await api(page, 'GET', 'orders?view=all&limit=100')).items.filter((order) => order.role === 'sub' && order.status === 'settled')
  assert.equal(done.length, ORDERS)
  assert.deepEqual(page.errors, [])
})

test('a colleague is mentioned, who may not see is not told; leave hands the work over', async () => {
  const page = await seat('zhenjie01')
  const order = (await api(page, 'GET', 'orders?view=unit&limit=1')).items[0]
  await page.goto(`/desk/cases/${order.case_id}`)
  const box = page.getByPlaceholder(/写一条内部备注/)
  await box.click()
  await page.keyboard.type('请核一下门牌 @唐明')
  await page.getByRole('option', { name: /唐明霞/ }).first().click()
  await page.keyboard.press('Control+Enter')
  await page.getByText('告诉了 1 位同事').waitFor()
  const village = await seat('shequ01')
  await village.goto('/desk/inbox')
  await village.getByText('请核一下门牌').waitFor()
  await shot(village, 'desks-6-inbox')
  await box.click()
  await page.keyboard.type('@傅小龙')
  await page.getByRole('option', { name: /傅小龙/ }).first().click()
  await page.getByText(/看不到这件案件/).first().waitFor()
  await shot(page, 'desks-7-cannot-see')
  await page.goto('/desk/handover')
  await page.getByRole('button', { name: '请假', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await shot(page, 'desks-8-leave')
  assert.deepEqual(page.errors, [])
})

test('no serious or critical finding of axe on the desks', async () => {
  const findings = []
  const visits = [
    ['fenbo01', ['/desk/', '/desk/pool', '/desk/cases']],
    ['zhenjie01', ['/desk/orders?view=unit', '/desk/review', '/desk/inbox', '/desk/handover']],
  ]
  for (const [name, paths] of visits) {
    const page = await seat(name)
    for (const path of paths) {
      await page.goto(path)
      await page.waitForTimeout(900)
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.waitForTimeout(500)
      findings.push(...(await axe(page)).map((finding) => `${path} ${finding}`))
    }
  }
  assert.deepEqual(findings, [])
})
