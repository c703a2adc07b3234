// SPDX-License-Identifier: Apache-2.0
// Interaction to next paint on the desk in a large city: works my day, pool, appeals, cases, orders, review, intake and the command box in
// a browser - moving, opening, choosing, sorting, filtering, dialogs, typing - and prints the 50th, 95th and worst interaction of each page,
// as the browser's own Event Timing counts them. Beside it stands the processor time of the page's main thread for each interaction, with
// all that it set going (answers read, rows drawn): that does not grow when other programs want the same processors.
//
//   yingshao bench fill --cases 100000 --var VAR && yingshao bench people --var VAR      # 100: the same, to try it
//   YS_BIN=build/yingshao node tests/bench/desk_inp.mjs VAR
//
// Sessions are written into VAR: copy it first if it is to be used again. With YS_MOST_MS=200 it ends with 1 when the 95th is beyond that.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const { chromium } = createRequire(path.join(root, 'web/package.json'))('playwright-core')
const bin = process.env.YS_BIN ?? path.join(root, 'build/yingshao')
const where = process.argv[2]
if (!where) throw new Error('usage: desk_inp.mjs VAR')
const port = Number(process.env.YS_PORT ?? 8397)
const base = `http://127.0.0.1:${port}`
const config = process.env.YS_CONFIG ? ['--config', process.env.YS_CONFIG] : []
const server = spawn(bin, ['serve', '--migrate', '--no-jobs', '--var', where, '--port', String(port), ...config], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
for (let i = 0; !(await fetch(`${base}/readyz`).then((r) => r.ok, () => false)); i++) {
  if (i === 600 || server.exitCode !== null) throw new Error('the server did not start')
  await new Promise((r) => setTimeout(r, 100))
}
process.on('exit', () => server.kill('SIGTERM'))
const browser = await chromium.launch({ executablePath: process.env.YS_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const context = await browser.newContext({ baseURL: base, viewport: { width: 1366, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })

/** Sessions of `bench people` (VAR/bench.txt) or a login and password given by the environment. */
async function enter() {
  if (process.env.YS_LOGIN) {
    const page = await context.newPage()
    await page.goto('/desk/login')
    await page.getByLabel('账号').fill(process.env.YS_LOGIN)
    await page.getByLabel('密码').first().fill(process.env.YS_PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith('/login'))
    return page
  }
  const text = fs.readFileSync(path.join(where, 'bench.txt'), 'utf8')
  const token = /^session (\S+)/m.exec(text)?.[1]
  if (!token) throw new Error('no session in bench.txt; set YS_LOGIN and YS_PASSWORD')
  await context.addCookies([{ name: 'ys_session', value: token, domain: '127.0.0.1', path: '/' }])
  return context.newPage()
}
const page = await enter()
await page.addInitScript(() => {
  globalThis.__events = new Map()
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.interactionId) globalThis.__events.set(entry.interactionId, Math.max(globalThis.__events.get(entry.interactionId) ?? 0, entry.duration))
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
})

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const line = (sorted) => `p50 ${Math.round(at(sorted, 0.5))} ms, p95 ${Math.round(at(sorted, 0.95))} ms, worst ${Math.round(sorted.at(-1))} ms`
const chrome = await context.newCDPSession(page)
await chrome.send('Performance.enable', { timeDomain: 'threadTicks' })
/** Processor time of the main thread so far, in ms. */
const spent = async () => (await chrome.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration').value * 1000
const all = []
const allWork = []
/** A step is a key, {click: selector} or {type: text} (an interaction for each letter). */
const stepsOf = (steps) => steps.flatMap((step) => (step.type ? [...step.type].map((letter) => ({ letter })) : [step]))
async function take(step) {
  if (step.click) await page.locator(step.click).first().click()
  else if (step.letter) await page.keyboard.type(step.letter)
  else await page.keyboard.press(step)
}
async function measure(name, url, ready, wanted) {
  const keys = stepsOf(wanted)
  const began = Date.now()
  await page.goto(url)
  const there = await page.locator(ready).first().waitFor({ timeout: 20000 }).then(() => true, () => false)
  if (!there) {
    console.log(`${name.padEnd(8)} nothing is there in this city: not measured`)
    return
  }
  const shown = Date.now() - began
  await page.waitForTimeout(1000)
  const work = []
  for (const key of keys) {
    const before = await spent()
    await take(key)
    await page.waitForTimeout(120)
    work.push((await spent()) - before)
    if (process.env.YS_EACH) console.log(`  ${JSON.stringify(key).padEnd(8)} ${Math.round(work.at(-1))} ms`)
  }
  await page.waitForTimeout(400)
  const durations = await page.evaluate((n) => {
    const found = [...globalThis.__events.values()]
    while (found.length < n) found.push(8) // below the threshold of the browser's clock
    return found
  }, keys.length)
  durations.sort((a, b) => a - b)
  work.sort((a, b) => a - b)
  all.push(...durations)
  allWork.push(...work)
  console.log(`${name.padEnd(8)} first rows ${String(shown).padStart(5)} ms; ${keys.length} interactions: ${line(durations)}; main thread: ${line(work)}`)
}
const many = (key, n) => Array.from({ length: n }, () => key)
const list = 'tbody tr[role=row]'
const sort = { click: 'thead th button' }
await measure('my day', '/desk/', '[data-day-row]', [...many('j', 20), ...many('k', 10)])
await measure('pool', '/desk/pool', '[data-pool-row]', ['a', 'Escape', ...many('j', 20), 'Enter', ...many('j', 10), 'x', 'Shift+X', 'Escape', 'Escape'])
await measure('appeals', '/desk/appeals', list, [...many('j', 10), 'Enter', ...many('j', 5), sort, sort])
await measure('cases', '/desk/cases', list, [...many('j', 15), 'Enter', ...many('j', 15), 'x', 'Escape', sort, sort])
await measure('filter', '/desk/cases', list, [{ click: 'main input[type=search], main input[type=text], main .input' }, { type: '2026' }, 'Enter', ...many('Backspace', 4), 'Enter'])
await measure('dialog', '/desk/cases', list, ['j', 'Enter', ...many('j', 2), { click: '[role=group][aria-label=可以做的事] button' }, { type: '请尽快到现场' }, 'Tab', 'Tab', 'Escape'])
await measure('orders', '/desk/orders?view=all', list, [...many('j', 15), 'Enter', ...many('j', 15)])
await measure('review', '/desk/review', 'main', many('j', 10))
await measure('intake', '/desk/intake', 'textarea', [{ type: '惠风小区三号楼的路灯坏了三天，晚上看不见路，老人摔了一跤，请尽快派人来修好' }, 'Tab', { type: 'hfxq3' }, 'ArrowDown', 'Enter'])
await measure('command', '/desk/', '[data-day-row], main h1', ['Control+k', { type: 'pdc' }, ...many('Backspace', 3), { type: '20261101' }, 'ArrowDown', 'Escape', '?', 'Escape'])
all.sort((a, b) => a - b)
console.log(`machine: ${os.cpus().length} processors, load ${os.loadavg()[0].toFixed(1)}`)
allWork.sort((a, b) => a - b)
console.log(`interaction to next paint over ${all.length} interactions: ${line(all)}; main thread: ${line(allWork)}`)
await browser.close()
const most = Number(process.env.YS_MOST_MS ?? 0)
if (most && at(all, 0.95) > most) {
  console.log(`wanted: ${most} ms at p95`)
  process.exit(1)
}
process.exit(0)
