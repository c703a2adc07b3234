// SPDX-License-Identifier: Apache-2.0
// What the walks of whistles share: people of more departments than the demo city gives accounts to, and a case that needs them.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { login } from './city.mjs'

/** Calls the API as somebody; seats log in once. */
export function people(city, browser) {
  const cookies = {}
  const seats = {}
  async function cookie(name) {
    if (cookies[name]) return cookies[name]
    const r = await fetch(`${city.base}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login: name, password: city.accounts[name] }) })
    assert.equal(r.status, 200, name)
    return (cookies[name] = r.headers.get('set-cookie').split(';')[0])
  }
  async function api(name, method, url, body) {
    const r = await fetch(`${city.base}/api/v1/${url}`, {
      method,
      headers: { Cookie: await cookie(name), ...(body ? { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await r.text()
    assert.ok(r.ok, `${name} ${method} ${url}: ${r.status} ${text}`)
    return text ? JSON.parse(text) : undefined
  }
  async function seat(name, options = {}) {
    const key = `${name}${options.phone ? ' phone' : ''}`
    seats[key] ??= await login(browser, city, name, options)
    return seats[key]
  }
  /** A handler of a department, proposed by one administrator and approved by the other. */
  async function hire(name, person, unitCode) {
    const unit = (await api('xitong01', 'GET', 'ref/units?limit=200')).items.find((one) => one.code === unitCode)
    assert.ok(unit, unitCode)
    const made = await api('xitong01', 'POST', 'users', { login: name, name: person, unit_id: unit.id })
    const grant = await api('xitong01', 'POST', `users/${made.id}/grants`, { role: 'handler', scope: 'unit', unit_id: unit.id })
    await api('anquan01', 'POST', `grants/${grant.id ?? grant.grant_id}/approve`, {})
    const first = made.password ?? (await api('xitong01', 'POST', `users/${made.id}/password`, {})).password
    city.accounts[name] = first
    const next = `Shao-${randomUUID().slice(0, 8)}-9`
    await api(name, 'POST', 'auth/password', { old: first, new: next })
    city.accounts[name] = next
    delete cookies[name]
    return unit
  }
  return { api, seat, hire, errors: () => Object.values(seats).flatMap((page) => page.errors) }
}

/** Digits of the countdown that a page shows now. */
export const digits = async (page) => (await page.getByRole('timer').first().locator('b').first().textContent())?.trim()

/** The page renews a countdown by itself, second by second. */
export async function ticks(page) {
  const before = await digits(page)
  assert.match(before ?? '', /^\d+:\d\d/)
  await page.waitForFunction((was) => document.querySelector('[role=timer] b')?.textContent?.trim() !== was, before)
}
