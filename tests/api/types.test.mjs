// SPDX-License-Identifier: Apache-2.0
// The hand-written types of web/shared/api say what the server answers: every GET route of a city with some days of life is
// called as every role, and each answer is held against the interface that the route names. Request types are generated:
// web/shared/api/requests.ts must be what `yingshao openapi --typescript` prints.
//
// When it fails: correct the file of the room in web/shared/api. YS_TYPES_GUESS=1 writes a first text of what is missing into
// types.ts; read it and move it to its room before you keep it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { after, before, test } from 'node:test'
import { bin, call, login, startCity, stranger } from './city.mjs'
import { guess, readShapes } from './shapes.mjs'

const DAY = 86400000
const now = Date.now()
/** Inputs that a route needs to answer; what is not named here follows from its own schema. */
const INPUTS = {
  '/api/v1/duty': async () => `event_type_id=${await first('/api/v1/ref/event-types')}`,
  '/api/v1/ref/calendar/year': () => 'year=2026',
  '/api/v1/ref/calendar/due': () => `start=${now}&value=2&unit=working_day`,
  '/api/v1/ref/grids/at': async () => place(),
  '/api/v1/public/grid': async () => place(),
  '/api/v1/ref/grids/codes': async () => `ids=${await first('/api/v1/ref/grids')}`,
  '/api/v1/ref/grids/map': () => 'level=1&bbox=122.38,37.08,122.42,37.12',
  '/api/v1/ref/grids/outlines': () => 'level=community',
  '/api/v1/public/map': () => 'level=town',
  '/api/v1/appeals/candidates': async () => `text=${encodeURIComponent('路灯不亮')}&${await place()}`,
  '/api/v1/appeals/hints': async () => `phone=13812345678&text=${encodeURIComponent('路灯不亮')}&${await place()}`,
}
/** Where the ids in a path come from, when not from the list of the same name. */
const IDS = {
  '/api/v1/clocks/{id}/why': async () => (await cases()).flatMap((c) => c.clocks.map((k) => k.id)),
  '/api/v1/cases/no/{no}': async () => (await cases()).map((c) => c.no),
  '/api/v1/units/{id}/load': async () => ids('/api/v1/ref/units'),
  '/api/v1/users/{id}/sees': async () => ids('/api/v1/users'),
  '/api/v1/users/{id}/rights': async () => ids('/api/v1/users'),
  '/api/v1/scores/runs/{id}': async () => (await people.kaohe01.ok('GET', 'scores/runs')).runs.map((one) => one.id),
  '/api/v1/ref/calendar/{id}': async () => ['20261001'],
  '/api/v1/ref/calendar/{id}/versions': async () => ['20261001'],
}
const ROLES = ['fenbo01', 'chengban01', 'lingdao01', 'shouli01', 'zhenjie01', 'wanggezhang01', 'wanggeyuan01', 'shequ01', 'huifang01',
  'zhijian01', 'kaohe01', 'shilingdao01', 'jiwei01', 'xitong01', 'anquan01', 'shenji01']
const SAMPLES = 4
/** Files of web/shared/api that hold no answers. */
const NOT_SHAPES = ['client.ts', 'problem.ts', 'requests.ts']

const file = (name) => new URL(`../../web/shared/api/${name}`, import.meta.url)
let city, document, shapes
const people = {}

before(async () => {
  city = await startCity({ days: 3 })
  for (const name of ROLES) people[name] = await login(city, name)
  await live()
  document = JSON.parse(spawnSync(bin, ['openapi'], { encoding: 'utf8', maxBuffer: 64 << 20 }).stdout)
  shapes = readShapes(fs.readdirSync(file('.')).filter((name) => /^[a-z]+\.ts$/.test(name) && !NOT_SHAPES.includes(name)).map((name) => `shared/api/${name}`))
})
after(() => city?.stop())

/** What the simulated days leave out. */
async function live() {
  const { wanggeyuan01: worker, wanggezhang01: head, xitong01: admin, anquan01: safety, jiwei01: discipline, fenbo01: dispatcher } = people
  const me = await worker.ok('GET', 'auth/me')
  const grids = await worker.ok('GET', `ref/grids?community=${me.unit.id}&level=1`)
  const cards = await Promise.all(grids.items.map((g) => worker.ok('GET', `ref/grids/${g.id}`)))
  const grid = cards.find((g) => g.posts.some((p) => p.user_id === me.user_id))
  const own = await worker.ok('POST', 'self', { matter: '消防通道堆放纸箱', done: '当场清走', address: '3号楼', grid_id: grid.id })
  await head.ok('POST', `self/${own.id}/sample`, { version: 1, ok: true })
  await admin.ok('POST', 'ref/posts', { unit_id: me.unit.id, name: '网格调度岗', user_a: me.user_id, on_duty: 'a' })
  await admin.ok('POST', 'ref/calendar', { day: 20261001, working: 0, name: '国庆节', source: '试' }).catch(() => {})
  await safety('POST', `users/${discipline.who.user_id}/tokens`, { body: { name: '试用接口', caps: ['CASE_READ'], days: 30 } })
  const cases = await dispatcher.ok('GET', 'cases?view=open&limit=2')
  if (cases.items.length === 2) await dispatcher('POST', `cases/${cases.items[0].id}/link`, { body: { other_id: cases.items[1].id, note: '同一处' } })
}

const remembered = new Map()
function once(key, make) {
  if (!remembered.has(key)) remembered.set(key, make())
  return remembered.get(key)
}
/** Ids of the list at this path, as whoever may read it. */
const ids = (path) => once(path, async () => {
  for (const name of ROLES) {
    const a = await people[name]('GET', `${path}?limit=30`)
    if (a.status === 200 && a.json?.items?.length) return a.json.items.map((x) => x.id ?? x.task_id).filter(Boolean)
  }
  return []
})
const first = async (path) => (await ids(path))[0]
const cases = () => once('cases', async () => {
  const found = await people.fenbo01.ok('GET', 'cases?limit=20')
  return Promise.all(found.items.map((c) => people.fenbo01.ok('GET', `cases/${c.id}`)))
})
const place = () => once('place', async () => {
  const grids = await people.fenbo01.ok('GET', 'ref/grids?level=1&limit=1')
  return `lon=${grids.items[0].lon}&lat=${grids.items[0].lat}`
})

/** An input that the schema of the parameter accepts. */
function fill(p) {
  const s = p.schema
  if (s.enum) return s.enum[0]
  if (s.format === 'epoch-ms') return String(now - DAY)
  if (s.format === 'yyyymmdd') return '20260105'
  if (s.type === 'boolean') return '1'
  if (s.type === 'integer' || s.type === 'number') return String(s.minimum ?? 1)
  return s.format === 'int64' ? '1' : 'mine'
}

async function urlsOf(path, o) {
  const inputs = INPUTS[path] ? await INPUTS[path]()
    : (o.parameters ?? []).filter((p) => p.in === 'query' && p.required).map((p) => `${p.name}=${encodeURIComponent(fill(p))}`).join('&')
  const tail = inputs ? `?${inputs}` : ''
  if (!path.includes('{')) return [path + tail]
  const list = IDS[path] ? await IDS[path]() : await ids(path.slice(0, path.indexOf('/{')))
  const spread = list.filter((_, i) => i % Math.max(1, Math.floor(list.length / SAMPLES)) === 0).slice(0, SAMPLES)
  return spread.map((id) => path.replace(/\{\w+\}/, encodeURIComponent(id)) + tail)
}

test('every answer of a GET route is what its TypeScript interface says', async (t) => {
  const silent = []
  const findings = new Set()
  const unknown = new Map()
  for (const [path, methods] of Object.entries(document.paths)) {
    const o = methods.get
    if (!o) continue
    const named = o.responses['200'].description
    const [, item] = /^List<(.*)>$/.exec(named) ?? []
    const name = item ?? named.replace('[]', '')
    if (name === 'stream' || path === '/api/v1/public/rate') continue
    const isPublic = Array.isArray(o.security) && o.security.length === 0
    let answered = 0
    const urls = await urlsOf(path, o)
    for (const url of urls) {
      for (const role of isPublic ? [null] : ROLES) {
        const a = role ? await people[role]('GET', url) : await call(city, 'GET', url, { from: stranger() })
        assert.ok(a.status < 500, `${role} ${url}: ${a.status} ${a.text}`)
        if (a.status !== 200) continue
        answered++
        if (!/json/.test(a.headers['content-type'])) continue // a file
        if (!shapes.has(name)) {
          unknown.set(name, [...(unknown.get(name) ?? []), ...(item ? (a.json.items ?? [{ NO_ITEMS: 1 }]) : [a.json].flat())])
          continue
        }
        for (const f of shapes.check(name, item ? a.json.items : a.json, item || named.endsWith('[]'))) findings.add(`${f} (${path})`)
      }
    }
    if (!answered) silent.push(path)
  }
  for (const [name, values] of unknown) {
    if (!values.length) continue
    findings.add(`${name} has no interface in web/shared/api`)
    if (process.env.YS_TYPES_GUESS) fs.appendFileSync(file('types.ts'), `\nexport interface ${name} ${guess(values)}\n`)
  }
  if (process.env.YS_TYPES_GUESS) shapes.mend()
  t.diagnostic(`never answered, for want of a row or of a line in INPUTS or IDS: ${silent.join(' ')}`)
  assert.deepEqual([...findings].sort(), [])
  assert.ok(silent.length < 40, 'most routes were heard')
})

test('web/shared/api/requests.ts is what the program prints', () => {
  const printed = spawnSync(bin, ['openapi', '--typescript'], { encoding: 'utf8', maxBuffer: 64 << 20 }).stdout
  const kept = fs.readFileSync(file('requests.ts'), 'utf8')
  assert.ok(printed === kept, 'the inputs of a route have changed; renew with: $YS_BIN openapi --typescript > web/shared/api/requests.ts')
})
