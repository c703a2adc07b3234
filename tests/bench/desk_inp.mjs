// SPDX-License-Identifier: Apache-2.0
// Interaction to next paint on the desk in a large city: works my day, pool, cases, orders, review and intake by keyboard in a browser
// and prints the 50th, 95th and worst interaction of each page, as the browser's own Event Timing counts them. Beside it stands the
// processor time of the page's main thread for each interaction, with all that it set going (answers read, rows drawn): that does
// not grow when other programs want the same processors.
//
//   YS_BIN=build/yingshao node tests/bench/desk_inp.mjs VAR
//
// VAR is a folder made by `yingshao bench fill` (copy it first: sessions are written). People of the measurement stand in VAR/bench.txt.
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
async function measure(name, url, ready, keys) {
  const began = Date.now()
  await page.goto(url)
  await page.locator(ready).first().waitFor({ timeout: 60000 })
  const shown = Date.now() - began
  await page.waitForTimeout(1000)
  const work = []
  for (const key of keys) {
    const before = await spent()
    await page.keyboard.press(key)
    await page.waitForTimeout(120)
    work.push((await spent()) - before)
    if (process.env.YS_EACH) console.log(`  ${key.padEnd(8)} ${Math.round(work.at(-1))} ms`)
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
await measure('my day', '/desk/', '[data-day-row]', [...many('j', 20), ...many('k', 10)])
await measure('pool', '/desk/pool', '[data-pool-row]', ['a', 'Escape', ...many('j', 20), 'Enter', ...many('j', 10), 'x', 'Shift+X', 'Escape', 'Escape'])
await measure('cases', '/desk/cases', 'tbody tr[role=row]', [...many('j', 15), 'Enter', ...many('j', 15)])
await measure('orders', '/desk/orders?view=all', 'tbody tr[role=row]', [...many('j', 15), 'Enter', ...many('j', 15)])
await measure('review', '/desk/review', 'main', many('j', 10))
await measure('intake', '/desk/intake', 'textarea', [...'0123456789012345678901234567890123456789'])
all.sort((a, b) => a - b)
console.log(`machine: ${os.cpus().length} processors, load ${os.loadavg()[0].toFixed(1)}`)
allWork.sort((a, b) => a - b)
console.log(`interaction to next paint over ${all.length} interactions: ${line(all)}; main thread: ${line(allWork)}`)
await browser.close()
server.kill('SIGTERM')
