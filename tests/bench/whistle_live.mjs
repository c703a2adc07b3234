// SPDX-License-Identifier: Apache-2.0
// From the blow of a whistle to every screen that shows it: 1,000 whistles in flight, 5,000 screens open on the board, all on this
// machine. Prints how long after the request each screen had it, and the same with a single screen as baseline.
//
//   YS_BIN=build/yingshao node tests/bench/whistle_live.mjs [--flying 1000] [--screens 5000] [--blows 40]
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const text = (value) => ({ type: 'string', default: value })
const { values } = parseArgs({ options: { flying: text('1000'), screens: text('5000'), blows: text('40') } })
const [FLYING, SCREENS, BLOWS] = [values.flying, values.screens, values.blows].map(Number)
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const bin = process.env.YS_BIN ?? path.join(root, 'build/yingshao')
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ys-whistle-'))
const port = Number(process.env.YS_PORT ?? 8398)
const base = `http://127.0.0.1:${port}`

const made = spawnSync(bin, ['init', '--demo', '--var', dir], { cwd: root, encoding: 'utf8' })
if (made.status !== 0) throw new Error(made.stdout + made.stderr)
const accounts = made.stdout.split('\n').map((line) => line.trim().split(/\s+/)).filter(([login]) => /^[a-z]+01$/.test(login ?? ''))
const server = spawn(bin, ['serve', '--no-jobs', '--var', dir, '--port', String(port)], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
process.on('exit', () => {
  server.kill()
  fs.rmSync(dir, { recursive: true, force: true })
})
for (let i = 0; !(await fetch(`${base}/readyz`).then((r) => r.ok, () => false)); i++) {
  if (i === 300 || server.exitCode !== null) throw new Error('the server did not start')
  await new Promise((r) => setTimeout(r, 100))
}

async function enter([login, password]) {
  const r = await fetch(`${base}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password }) })
  if (!r.ok) throw new Error(`${login}: ${await r.text()}`)
  return r.headers.get('set-cookie').split(';')[0]
}
const cookies = {}
for (const account of accounts) cookies[account[0]] = await enter(account)
/** Who may have the board on the screen. */
const watchers = []
for (const cookie of Object.values(cookies)) {
  const gone = new AbortController()
  const r = await fetch(`${base}/api/v1/stream?topics=whistles`, { headers: { Cookie: cookie }, signal: gone.signal })
  if (r.ok) watchers.push(cookie)
  gone.abort()
}
async function api(name, method, url, body) {
  const headers = { Cookie: cookies[name], ...(body ? { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() } : {}) }
  const r = await fetch(`${base}/api/v1/${url}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  const answer = await r.json()
  if (!r.ok) throw new Error(`${name} ${method} ${url}: ${r.status} ${JSON.stringify(answer)}`)
  return answer
}

/* ---- whistles in flight ---- */
const type = (await api('fenbo01', 'GET', 'ref/event-types?q=0502001')).items[0] ?? (await api('fenbo01', 'GET', 'ref/event-types?limit=1')).items[0]
const flat = (list) => list.flatMap((unit) => [unit, ...flat(unit.children ?? [])])
const departments = flat((await api('fenbo01', 'GET', 'ref/units/tree')).items).filter((unit) => unit.kind === 'department').map((unit) => unit.id)
const town = flat((await api('fenbo01', 'GET', 'ref/units/tree')).items).find((unit) => unit.kind === 'town').id
async function aCase(n) {
  const appeal = await api('shouli01', 'POST', 'appeals', {
    channel: 'phone', anonymity: 'anonymous', type: 'help', family: 'people', title: `第 ${n} 处路面积水`, body: '雨后路面积水很深，车辆和行人都过不去，请尽快处理。', address: `建设路 ${n} 号`, town_id: town, event_type_id: type.id,
  })
  const { version } = await api('shouli01', 'GET', `appeals/${appeal.id}`)
  return (await api('fenbo01', 'POST', `appeals/${appeal.id}/file`, { version, event_type_id: type.id, colour: type.colour })).case_id
}
const blow = (case_id, n) =>
  api('fenbo01', 'POST', 'whistles', { case_id, kind: 'centre', reason: '积水涉及多个部门，请到现场会商', on_site: true, urgency: 'urgent', units: [departments[n % departments.length], departments[(n + 1) % departments.length]] })

const cases = []
for (let n = 0; n < FLYING + 2 * BLOWS; n += 8) cases.push(...(await Promise.all(Array.from({ length: 8 }, (_, i) => aCase(n + i)))))
for (let n = 0; n < FLYING; n += 8) await Promise.all(Array.from({ length: 8 }, (_, i) => blow(cases[n + i], n + i)))
console.log(`${FLYING} whistles in flight, ${watchers.length} people watch`)

/* ---- screens ---- */
let heard = () => {}
function screen(i) {
  const cookie = watchers[i % watchers.length]
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`GET /api/v1/stream?topics=whistles HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nAccept: text/event-stream\r\n\r\n`))
    let open = false
    socket.on('error', reject)
    socket.on('data', (bytes) => {
      const said = bytes.toString('latin1')
      if (!open && !said.startsWith('HTTP/1.1 200')) return reject(new Error(said.slice(0, 300)))
      if (!open) resolve(socket)
      else if (said.includes('data:')) heard(i)
      open = true
    })
  })
}

let next = FLYING
async function measure(screens) {
  const sockets = []
  for (let i = 0; i < screens; i += 100) sockets.push(...(await Promise.all(Array.from({ length: Math.min(100, screens - i) }, (_, k) => screen(i + k)))))
  await new Promise((r) => setTimeout(r, 1500))
  const after = []
  let missed = 0
  for (let n = 0; n < BLOWS; n++, next++) {
    const got = new Set()
    const began = performance.now()
    const all = new Promise((resolve) => {
      heard = (i) => {
        if (got.has(i)) return
        got.add(i)
        after.push(performance.now() - began)
        if (got.size === screens) resolve()
      }
    })
    await blow(cases[next], next)
    await Promise.race([all, new Promise((r) => setTimeout(r, 10_000))])
    missed += screens - got.size
    await new Promise((r) => setTimeout(r, 200))
  }
  for (const socket of sockets) socket.destroy()
  await new Promise((r) => setTimeout(r, 1000))
  after.sort((a, b) => a - b)
  const at = (share) => after[Math.min(after.length - 1, Math.floor(after.length * share))] ?? NaN
  console.log(`${String(screens).padStart(5)} screens: p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, worst ${at(1).toFixed(0)} ms, ${missed} not reached`)
  return { p50: at(0.5), missed }
}
const one = await measure(1)
const many = await measure(SCREENS)
console.log(`ratio to one screen (p50): ${(many.p50 / one.p50).toFixed(1)}`)
process.exit(many.missed ? 1 : 0)
