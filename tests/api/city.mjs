// SPDX-License-Identifier: Apache-2.0
// A demo city on a free port, spoken to over plain HTTP. Each file of tests has its own city.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import zlib from 'node:zlib'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const bin = process.env.YS_BIN ?? path.join(root, 'build/yingshao')

function freePort() {
  return new Promise((resolve) => {
    const s = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address()
      s.close(() => resolve(port))
    })
  })
}

/** A fresh database on the server of YS_TEST_PG: {url, drop}. */
function freshPostgres() {
  const given = process.env.YS_TEST_PG
  const name = `ys_api_${process.pid}_${Date.now()}`
  const psql = (sql) => {
    const done = spawnSync('psql', [given, '-qc', sql], { encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`psql: ${done.stderr}`)
  }
  psql(`CREATE DATABASE ${name}`)
  return { url: given.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`), drop: () => psql(`DROP DATABASE ${name}`) }
}

/**
 * Makes a city in a temporary folder and serves it, after `days` of life from Monday of last week on. YS_API_DB=postgres puts it on
 * PostgreSQL. `settings`: text of a settings file; `$DIR` in it is the city's own folder.
 */
export async function startCity({ days = 0, settings = '' } = {}) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ys-api-'))
  const pg = process.env.YS_API_DB === 'postgres' ? freshPostgres() : null
  const where = ['--var', dir, ...(pg ? ['--db', pg.url] : [])]
  const made = spawnSync(bin, ['init', '--demo', ...where], { cwd: root, encoding: 'utf8' })
  if (made.status !== 0) {
    fs.rmSync(dir, { recursive: true, force: true })
    pg?.drop()
    throw new Error(`init failed: ${made.error ?? ''}${made.stdout}${made.stderr}`)
  }
  if (days) {
    const today = new Date(Date.now() + 8 * 3600000)
    const monday = new Date(today.getTime() - ((today.getUTCDay() + 6) % 7) * 86400000 - 7 * 86400000)
    const from = monday.toISOString().slice(0, 10)
    const played = spawnSync(bin, ['simulate', '--from', from, '--days', String(days), '--per-day', '60', ...where], { cwd: root, encoding: 'utf8' })
    if (played.status !== 0) throw new Error(`simulate failed: ${played.stdout}${played.stderr}`)
  }
  const passwords = {}
  for (const line of made.stdout.split('\n')) {
    const [login, password] = line.trim().split(/\s+/)
    if (/^[a-z]+01$/.test(login ?? '')) passwords[login] = password
  }
  const port = await freePort()
  const logFile = path.join(dir, 'serve.log')
  const log = fs.openSync(logFile, 'w')
  const own = settings ? ['--config', path.join(dir, 'yingshao.ini')] : []
  if (settings) fs.writeFileSync(own[1], settings.replaceAll('$DIR', dir))
  const child = spawn(bin, ['serve', ...own, ...where, '--port', String(port)], { cwd: root, stdio: ['ignore', log, log] })
  const exited = new Promise((r) => child.once('exit', r))
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
  const city = { port, passwords, agent, where, dir, base: `http://127.0.0.1:${port}`, log: () => fs.readFileSync(logFile, 'utf8') }
  city.stop = async () => {
    agent.destroy()
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 15000)
    await exited
    clearTimeout(late)
    pg?.drop()
    fs.rmSync(dir, { recursive: true, force: true })
  }
  for (let i = 0; ; i++) {
    const ready = await fetch(`${city.base}/readyz`).then((r) => r.ok, () => false)
    if (ready) return city
    if (i === 100 || child.exitCode !== null) throw new Error(`server did not start: ${city.log()}`)
    await new Promise((r) => setTimeout(r, 100))
  }
}

let addresses = 1
/** Another address of this machine, since public routes are counted by address. */
export const stranger = () => `127.0.${1 + (addresses >> 7)}.${1 + (addresses++ & 127)}`

/**
 * One request. `body` is sent as JSON; `raw` (with `type`) as it is. Answers {status, headers, bytes, text, json}.
 * Large bodies wait for the server's 100 Continue, as it may refuse them by their length and close.
 */
export function call(city, method, url, { body, raw, type, cookie, key, from, headers = {}, headOnly = false } = {}) {
  const bytes = raw ?? (body === undefined ? null : Buffer.from(JSON.stringify(body)))
  const send = { ...headers }
  if (bytes) {
    send['Content-Type'] = type ?? 'application/json'
    send['Content-Length'] = bytes.length
  }
  if (bytes && bytes.length > 1 << 20) send.Expect = '100-continue'
  if (cookie) send.Cookie = cookie
  if (key) send['Idempotency-Key'] = key
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: city.port, method, path: url.startsWith('/') ? url : `/api/v1/${url}`, headers: send }
    if (from) Object.assign(options, { localAddress: from, agent: false })
    else options.agent = city.agent
    let answered = false
    const request = http.request(options, (r) => {
      answered = true
      if (send.Expect) r.on('end', () => request.destroy())
      if (headOnly && r.statusCode === 200) {
        request.destroy()
        resolve({ status: r.statusCode, headers: r.headers, bytes: Buffer.alloc(0), text: '', json: null })
        return
      }
      const parts = []
      r.on('data', (d) => parts.push(d))
      r.on('error', reject)
      r.on('end', () => {
        const all = Buffer.concat(parts)
        const text = all.toString('utf8')
        let json = null
        if (/json/.test(r.headers['content-type'] ?? '')) {
          try {
            json = JSON.parse(text)
          } catch {
            json = undefined
          }
        }
        resolve({ status: r.statusCode, headers: r.headers, bytes: all, text, json })
      })
    })
    request.on('error', (e) => (answered ? undefined : reject(e)))
    if (send.Expect) request.on('continue', () => request.end(bytes)).flushHeaders()
    else request.end(bytes ?? undefined)
  })
}

/** Signs in; the answer sends as this person: me(method, url, options). Changing calls carry a fresh key. */
export async function login(city, name) {
  const r = await call(city, 'POST', 'auth/login', { body: { login: name, password: city.passwords[name] }, from: stranger() })
  if (r.status !== 200) throw new Error(`${name}: ${r.status} ${r.text}`)
  const cookie = r.headers['set-cookie'][0].split(';')[0]
  const me = (method, url, options = {}) => call(city, method, url, { key: method === 'GET' ? undefined : randomUUID(), cookie, ...options })
  me.cookie = cookie
  me.who = r.json
  /** The answer of a call that must succeed. */
  me.ok = async (method, url, body) => {
    const a = await me(method, url, body === undefined ? {} : { body })
    if (a.status < 200 || a.status > 299) throw new Error(`${name} ${method} ${url}: ${a.status} ${a.text}`)
    return a.json
  }
  return me
}

/** The routes of the interface: [{method, path, public, stream, upload, raw, cap}]. */
export function routes() {
  const said = spawnSync(bin, ['openapi'], { encoding: 'utf8', maxBuffer: 64 << 20 })
  if (said.status !== 0) throw new Error(said.stderr)
  const list = []
  for (const [path, methods] of Object.entries(JSON.parse(said.stdout).paths))
    for (const [method, o] of Object.entries(methods)) {
      const content = Object.keys(o.requestBody?.content ?? {})
      list.push({
        method: method.toUpperCase(),
        path,
        public: Array.isArray(o.security) && o.security.length === 0,
        stream: 'text/event-stream' in (o.responses['200'].content ?? {}),
        upload: content.includes('multipart/form-data'),
        raw: content.includes('*/*'),
        cap: o['x-capability'] ?? '',
        query: (o.parameters ?? []).filter((p) => p.in === 'query'),
      })
    }
  return list
}

/** A sentence for people: Chinese, with its full stop. */
export const CHINESE = /[\u4e00-\u9fff].*[。！？]$/s

export function form(name, type, bytes, field = 'file') {
  const line = '----ys-api-test'
  const head = `--${line}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
  return { raw: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${line}--\r\n`)]), type: `multipart/form-data; boundary=${line}` }
}

/** The files within a zip by name, or null when it is none. */
export function unzip(bytes) {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== 0x04034b50) return null
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) return null
  const files = {}
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const n = bytes.readUInt16LE(at + 28)
    const head = bytes.readUInt32LE(at + 42)
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28)
    const data = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    files[bytes.toString('utf8', at + 46, at + 46 + n)] = bytes.readUInt16LE(at + 10) === 8 ? zlib.inflateRawSync(data) : data
    at += 46 + n + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}
