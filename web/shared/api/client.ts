// SPDX-License-Identifier: Apache-2.0
// The only place that talks HTTP to /api/v1: reads, actions with Idempotency-Key, uploads and downloads.
//
// A user action keeps its key until the server has answered definitely, so pressing the button again after
// a dead line, or the automatic retry here, never does the thing twice.
import { notePosition } from '../live/position'
import { ApiError, readProblem } from './problem'

export const API = '/api/v1'

export type Query = Record<string, string | number | boolean | undefined | null>
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

interface Options {
  query?: Query
  body?: unknown
  key?: string
  signal?: AbortSignal
  /** Sent as is instead of JSON (uploads, CSV). */
  raw?: BodyInit
  contentType?: string
}

let onUnauthorized: () => void = () => {}
/** Called when a session is over; the face decides where its login is. */
export function setUnauthorizedHandler(handler: () => void): void {
  onUnauthorized = handler
}

let skewMs = 0
/** The server's now, as far as the last answer's Date header tells; clocks on screen follow it. */
export function serverNow(): number {
  return Date.now() + skewMs
}

function noteServerTime(header: string | null): void {
  const at = header ? Date.parse(header) : Number.NaN
  // The header has whole seconds; small differences are noise.
  if (!Number.isNaN(at)) skewMs = Math.abs(at - Date.now()) > 5000 ? at - Date.now() : 0
}

export function queryString(query: Query = {}): string {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '' || value === false) continue
    parts.set(name, value === true ? '1' : String(value))
  }
  const text = parts.toString()
  return text ? `?${text}` : ''
}

export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  // randomUUID exists only in secure contexts; plain http inside an office network is none.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** One per button or form: gives the same key for the same content until the answer is definite. */
export class ActionKey {
  #key = ''
  #content = ''

  for(content: string): string {
    if (!this.#key || this.#content !== content) {
      this.#key = newKey()
      this.#content = content
    }
    return this.#key
  }

  done(): void {
    this.#key = ''
    this.#content = ''
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function once(method: Method, path: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  let body: BodyInit | undefined
  if (options.raw !== undefined) {
    body = options.raw
    if (options.contentType) headers['Content-Type'] = options.contentType
  } else if (options.body !== undefined) {
    body = JSON.stringify(options.body)
    headers['Content-Type'] = 'application/json'
  }
  if (options.key) headers['Idempotency-Key'] = options.key
  let answer: Response
  try {
    answer = await fetch(API + path + queryString(options.query), {
      method,
      headers,
      ...(body !== undefined ? { body } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
      credentials: 'same-origin',
      cache: 'no-store',
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(readProblem(0, '', null))
  }
  noteServerTime(answer.headers.get('Date'))
  notePosition(answer.headers.get('Live-Position'))
  if (answer.ok) return answer
  const problem = readProblem(answer.status, await answer.text().catch(() => ''), answer.headers.get('Retry-After'))
  if (answer.status === 401 && path !== '/auth/login') onUnauthorized()
  throw new ApiError(problem)
}

/** Sends; tries twice more when that cannot do harm (reads, and actions that carry a key). */
async function send(method: Method, path: string, options: Options): Promise<Response> {
  const harmless = method === 'GET' || options.key !== undefined
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(method, path, options)
    } catch (error) {
      const again = error instanceof ApiError && [0, 502, 503, 504].includes(error.status)
      if (!harmless || !again || attempt >= 2) throw error
      await pause(Math.min(error.retryAfterMs || 400 * 2 ** attempt, 3000) + Math.random() * 300)
    }
  }
}

async function json<T>(answer: Response): Promise<T> {
  const text = await answer.text()
  if (!text) return undefined as T
  try {
    return JSON.parse(text) as T
  } catch {
    throw new ApiError(readProblem(502, '', null))
  }
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return json<T>(await send('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }))
}

/** A changing request of one user action. Give the form's ActionKey; without one the key lives for this call. */
export async function act<T>(
  path: string,
  body: unknown,
  action: ActionKey = new ActionKey(),
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> {
  const key = action.for(`${method} ${path} ${JSON.stringify(body)}`)
  try {
    const result = await json<T>(await send(method, path, { body: body ?? {}, key }))
    action.done()
    return result
  } catch (error) {
    if (error instanceof ApiError && !error.uncertain) action.done()
    throw error
  }
}

/** Uploads one file. */
export async function upload<T>(path: string, query: Query, file: Blob, name: string, key = newKey()): Promise<T> {
  const form = new FormData()
  form.append('file', file, name)
  return json<T>(await send('POST', path, { query, raw: form, key }))
}

/** Posts plain text (CSV imports). */
export async function postText<T>(path: string, query: Query, text: string, contentType: string): Promise<T> {
  return json<T>(await send('POST', path, { query, raw: text, contentType, key: newKey() }))
}

/** File name of a Content-Disposition header (RFC 5987 form first). */
export function downloadName(header: string | null, otherwise: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')
  if (extended?.[1]) {
    try {
      return decodeURIComponent(extended[1])
    } catch {
      return otherwise
    }
  }
  return /filename="([^"]+)"/i.exec(header ?? '')?.[1] ?? otherwise
}

/** Fetches a file and hands it to the browser; errors come back as ApiError instead of a broken download. */
export async function download(path: string, query: Query, otherwise: string): Promise<void> {
  const answer = await send('GET', path, { query })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = downloadName(answer.headers.get('Content-Disposition'), otherwise)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
