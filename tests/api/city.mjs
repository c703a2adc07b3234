// SPDX-License-Identifier: Apache-2.0
// A demo city on a free port, spoken to over plain HTTP. Each file of tests has its own city.
import { spawnSync } from 'node:child_process'
import http from 'node:http'
import zlib from 'node:zlib'
import { randomUUID } from 'node:crypto'
import { bin, serveDemo } from '../demo_city.mjs'

export { bin }

/**
 * A city, after `days` of life from Monday of last week on, or from the day `from`, with `perDay` appeals; on the engine that YS_API_DB
 * names. `prepare` changes it before it is served. `settings`: text of a settings file, in which `$DIR` is the city's own folder.
 */
export async function startCity({ days = 0, from, perDay, prepare, settings } = {}) {
  const today = new Date(Date.now() + 8 * 3600000)
  const monday = new Date(today.getTime() - ((today.getUTCDay() + 6) % 7) * 86400000 - 7 * 86400000)
  const city = await serveDemo({ engine: process.env.YS_API_DB, days, from: from ?? monday.toISOString().slice(0, 10), perDay, prepare, settings })
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
  const stop = () => {
    agent.destroy()
    return city.stop()
  }
  return { ...city, agent, stop }
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
