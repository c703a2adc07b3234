// SPDX-License-Identifier: Apache-2.0
// A demo city on a free port and a browser, for the walks. Screenshots go to YS_SHOTS (default build-test/shots).
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { root, serveDemo } from '../demo_city.mjs'

const require = createRequire(path.join(root, 'web/package.json'))
const { chromium } = require('playwright-core')
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const shots = process.env.YS_SHOTS ?? path.join(root, 'build-test/shots')
fs.mkdirSync(shots, { recursive: true })

/** A demo city; with `days`, one that has lived them up to today, or from the day `from` on; more of it as serveDemo takes it. */
export async function startCity({ days = 0, from, ...more } = {}) {
  const first = from ?? new Date(Date.now() + 28_800_000 - days * 86_400_000).toISOString().slice(0, 10)
  const city = await serveDemo({ days, from: first, config: process.env.YS_CONFIG, ...more })
  return { ...city, accounts: city.passwords }
}

export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.YS_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

const DESK = { width: 1366, height: 900 }
const PHONE = { width: 360, height: 740 }

/** A page of a new person; errors of the page fail the walk through `errors`. */
export async function newPage(browser, city, { phone = false } = {}) {
  const context = await browser.newContext({ baseURL: city.base, viewport: phone ? PHONE : DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  page.errors = []
  page.on('pageerror', (e) => page.errors.push(String(e)))
  page.setDefaultTimeout(Number(process.env.YS_WALK_MS ?? 15000))
  return page
}

export async function login(browser, city, name, options) {
  const page = await newPage(browser, city, options)
  await page.goto(options?.phone ? '/h5/work' : '/desk/login')
  await page.getByLabel('账号').fill(name)
  await page.getByLabel('密码').first().fill(city.accounts[name])
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  return page
}

/** The seats of the people of a walk: seat(name, {phone}) logs in once, on the desk or on the phone, and stays. */
export function seats(browser, city) {
  const pages = {}
  return async (name, { phone = false } = {}) => {
    const key = phone ? `${name} phone` : name
    pages[key] ??= await login(browser, city, name, { phone })
    return pages[key]
  }
}

/** The interface without a browser: api(name, method, url, body) asks as that person, must succeed and gives the answer. */
export function talk(city) {
  const cookies = {}
  const send = (url, method, headers, body) =>
    fetch(`${city.base}/api/v1/${url}`, {
      method,
      headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}), ...(method === 'GET' ? {} : { 'Idempotency-Key': crypto.randomUUID() }) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  return async (name, method, url, body) => {
    if (!cookies[name]) {
      const r = await send('auth/login', 'POST', {}, { login: name, password: city.accounts[name] })
      if (!r.ok) throw new Error(`${name} cannot log in: ${r.status} ${await r.text()}`)
      cookies[name] = r.headers.get('set-cookie').split(';')[0]
    }
    const r = await send(url, method, { Cookie: cookies[name] }, body)
    if (!r.ok) throw new Error(`${name} ${method} ${url}: ${r.status} ${await r.text()}`)
    return r.json()
  }
}

/** Opens a dialog by its button (`within`: where that stands), lets `fill` fill it, confirms with its last button, waits until it is gone. */
export async function act(page, button, fill, within = page) {
  await within.getByRole('button', { name: button, exact: true }).first().click()
  const dialog = page.getByRole('dialog').last()
  await dialog.waitFor()
  await fill?.(dialog)
  await dialog.getByRole('button').last().click()
  await dialog.waitFor({ state: 'hidden' }).catch(async () => {
    throw new Error(`${button} was not taken: ${await dialog.innerText()}`)
  })
}

/** A sheet that slides in or out has come to rest. */
export const rests = (page) => page.waitForFunction(() => !document.querySelector('.van-popup-slide-bottom-enter-active, .van-popup-slide-bottom-leave-active'))

export async function shot(page, name) {
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true, timeout: 60_000 }) // a long page on a busy machine
}

/**
 * Serious and critical findings of axe, as readable lines. What fades in or out has no colours of its own to judge (a message half gone
 * has the contrast of its last tenth of a second), so the page is looked at when it stands still; and again, if anything began to move
 * meanwhile.
 */
export async function axe(page) {
  await page.evaluate(axeSource)
  const look = async () => {
    const ends = (a) => Number.isFinite(a.effect?.getComputedTiming().endTime ?? Infinity)
    const rest = () => Promise.allSettled(document.getAnimations().filter(ends).map((a) => a.finished))
    let result
    for (let tries = 0; tries < 5; tries++) {
      await rest()
      let moved = false
      const moves = () => (moved = true)
      for (const kind of ['transitionrun', 'animationstart']) document.addEventListener(kind, moves, true)
      result = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })
      for (const kind of ['transitionrun', 'animationstart']) document.removeEventListener(kind, moves, true)
      if (!moved || result.violations.length === 0) break
    }
    return result
  }
  const result = await page.evaluate(look)
  return result.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} — ${n.failureSummary?.split('\n').slice(1, 3).join(' ')}`))
}

/** A small real photo: a PNG of one colour, made here. */
export async function photo(page, name, colour) {
  const url = await page.evaluate((c) => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    const g = canvas.getContext('2d')
    g.fillStyle = c
    g.fillRect(0, 0, 640, 480)
    g.fillStyle = '#fff'
    g.font = '40px sans-serif'
    g.fillText(c, 40, 240)
    return canvas.toDataURL('image/jpeg', 0.8)
  }, colour)
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(url.split(',')[1], 'base64') }
}
