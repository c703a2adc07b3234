// SPDX-License-Identifier: Apache-2.0
// Every route, by nobody and by every role: never a server error, never an answer to somebody without the right.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { call, CHINESE, form, login, routes, startCity, stranger } from './city.mjs'

const NOBODY = '999999999999'
const all = routes()
let city, grants
const people = {}

before(async () => {
  city = await startCity()
  for (const name of Object.keys(city.passwords)) people[name] = await login(city, name)
  grants = (await people.shenji01.ok('GET', 'auth/caps')).grants
})
after(() => city?.stop())

/** Harmless: ids that do not exist, and nothing filled in. */
function harmless(route, id = NOBODY) {
  const url = route.path.replace(/\{(\w+)\}/g, id)
  if (route.method === 'GET') return [url, { headOnly: route.stream }]
  if (route.upload) return [url, form('a.txt', 'text/plain', Buffer.from('x'))]
  if (route.raw) return [url, { raw: Buffer.from('\n'), type: 'text/csv' }]
  return [url, { body: {} }]
}

function problemOf(r, what) {
  assert.ok(r.status < 500, `${what}: ${r.status} ${r.text}`)
  if (r.status < 400) return
  if (r.status === 422 && what.includes('/import')) return // a report by lines, not a problem
  assert.match(r.headers['content-type'], /^application\/problem\+json/, what)
  assert.equal(r.json.status, r.status, what)
  assert.ok(r.json.code && r.json.request_id, what)
  assert.match(r.json.detail, CHINESE, what)
}

test('the interface says which routes are public and what each of the others demands', () => {
  assert.ok(all.length > 150)
  for (const r of all) {
    const what = `${r.method} ${r.path}`
    assert.equal(r.public, r.path.startsWith('/api/v1/public/') || r.path === '/api/v1/auth/login', what)
    if (!r.public) assert.match(r.cap, /^[A-Z_]{3,}$/, what)
  }
})

test('nobody gets anything from a route that is not public', async () => {
  for (const r of all) {
    const [url, options] = harmless(r)
    const a = await call(city, r.method, url, { ...options, from: r.public ? stranger() : undefined })
    const what = `anonymous ${r.method} ${r.path}`
    problemOf(a, what)
    if (!r.public) assert.equal(a.status, 401, `${what}: ${a.text}`)
    else assert.notEqual(a.status, 401, what)
  }
})

test('nobody gets anything with ids that exist either', async () => {
  for (const r of all.filter((x) => !x.public && x.path.includes('{'))) {
    const [url, options] = harmless(r, '1')
    const a = await call(city, r.method, url, options)
    assert.equal(a.status, 401, `anonymous ${r.method} ${url}`)
  }
})

test('every role of the matrix that has a demo account is tried', () => {
  const tried = new Set(Object.values(people).flatMap((p) => p.who.roles.map((x) => x.role)))
  assert.equal(tried.size, 16)
  for (const role of tried) assert.ok(role in grants, role)
})

/** A role may when the matrix grants it the capability. */
function may(person, cap) {
  return person.who.roles.some(({ role }) => (grants[role][cap] ?? 'none') !== 'none')
}

for (const name of ['shouli01', 'fenbo01', 'chengban01', 'lingdao01', 'zhenjie01', 'shequ01', 'wanggezhang01', 'wanggeyuan01', 'huifang01',
  'zhijian01', 'kaohe01', 'shilingdao01', 'jiwei01', 'xitong01', 'anquan01', 'shenji01'])
  test(`${name} meets 403 exactly where the role lacks the capability`, async () => {
    const me = people[name]
    assert.ok(me, name)
    let refused = 0
    for (const r of all) {
      if (r.path === '/api/v1/auth/logout' || r.public) continue
      const what = `${name} ${r.method} ${r.path}`
      const tries = [NOBODY]
      if (r.method === 'GET' && r.path.includes('{')) tries.push('1')
      for (const id of tries) {
        const [url, options] = harmless(r, id)
        const a = await me(r.method, url, options)
        problemOf(a, `${what} (${id})`)
        if (!may(me, r.cap)) {
          assert.equal(a.status, 403, `${what} (${id}) lacks ${r.cap}: ${a.text}`)
          refused++
        } else {
          assert.notEqual(a.status, 401, what)
        }
        if (id === NOBODY && r.path.includes('{id}') && r.method !== 'GET')
          assert.ok(a.status >= 400, `${what}: there is no ${id}, but ${a.text}`)
      }
    }
    assert.ok(refused > 5, `${name} was refused ${refused} times`)
  })

test('who has signed out is nobody', async () => {
  const me = await login(city, 'shilingdao01')
  assert.equal((await me('GET', 'auth/me')).status, 200)
  assert.equal((await me('POST', 'auth/logout', { body: {} })).status, 200)
  assert.equal((await me('GET', 'auth/me')).status, 401)
})

test('a page of another site cannot act with the session', async () => {
  const me = people.fenbo01
  for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
    const a = await me('POST', 'cases/dispatch-many', { body: {}, headers })
    assert.equal(a.status, 403)
    assert.equal(a.json.code, 'auth.origin')
  }
})

test('the server has logged no error', () => {
  assert.doesNotMatch(city.log(), /^\S+ \S+ error/m)
})
