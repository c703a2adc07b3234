// SPDX-License-Identifier: Apache-2.0
// Calls of people without an account, and every photo upload: with progress, Idempotency-Key and proof of work.
// Errors are the shared ApiError.
//
// A grid worker may speak as a citizen on the phone where she is logged in: public calls therefore leave the session
// cookie at home (fetch, credentials omitted). Only XMLHttpRequest tells how much of a photo has left the phone, and it
// always carries the cookie; so a citizen's photo shows its progress only on phones where no staff has logged in.
import { API, newKey, queryString, type Query } from '@shared/api/client'
import { ApiError, readProblem } from '@shared/api/problem'
import { load } from './storage'
import { proveWork, type Challenge } from './work'

interface Options {
  query?: Query
  body?: unknown
  form?: FormData
  key?: string
  /** 0…1, uploads only */
  progress?: (part: number) => void
  /** Told when the server asks for proof of work, so that the page can say what takes its time. */
  working?: (busy: boolean) => void
}

interface Answer {
  status: number
  text: string
  retryAfter: string | null
}

const TIMEOUT_MS = 30_000
const UPLOAD_TIMEOUT_MS = 180_000
const WORK_TRIES = 3
/** Set by work/session.ts while somebody is logged in on this phone. */
export const STAFF_KEY = 'ys.staff'

const dead = () => new ApiError(readProblem(0, '', null))

function headersOf(options: Options, work: string): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(options.key ? { 'Idempotency-Key': options.key } : {}),
    ...(work ? { 'X-Work': work } : {}),
    ...(options.body !== undefined && !options.form ? { 'Content-Type': 'application/json' } : {}),
  }
}

const bodyOf = (options: Options) => options.form ?? (options.body === undefined ? null : JSON.stringify(options.body))

/** With the session cookie and with progress. */
function byRequest(method: string, url: string, options: Options, work: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.timeout = UPLOAD_TIMEOUT_MS
    for (const [name, value] of Object.entries(headersOf(options, work))) request.setRequestHeader(name, value)
    request.addEventListener('load', () =>
      resolve({ status: request.status, text: request.responseText, retryAfter: request.getResponseHeader('Retry-After') }),
    )
    for (const event of ['error', 'timeout', 'abort']) request.addEventListener(event, () => reject(dead()))
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.progress?.(event.loaded / event.total)
    })
    request.send(bodyOf(options))
  })
}

/** Without the session cookie. */
async function byFetch(method: string, url: string, options: Options, work: string): Promise<Answer> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), options.form ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS)
  try {
    const answer = await fetch(url, {
      method,
      headers: headersOf(options, work),
      body: bodyOf(options),
      credentials: 'omit',
      cache: 'no-store',
      signal: abort.signal,
    })
    return { status: answer.status, text: await answer.text(), retryAfter: answer.headers.get('Retry-After') }
  } catch {
    throw dead()
  } finally {
    clearTimeout(timer)
  }
}

/** The challenge in a refusal that asks for work. */
export function challengeOf(status: number, text: string): Challenge | null {
  if (status !== 429) return null
  try {
    const { code, challenge, bits } = JSON.parse(text) as Record<string, unknown>
    if (code !== 'work.required' || typeof challenge !== 'string' || typeof bits !== 'number') return null
    return { challenge, bits }
  } catch {
    return null
  }
}

async function send<T>(method: string, path: string, options: Options): Promise<T> {
  const anonymous = path.startsWith('/public/') && (!options.form || load('phone', STAFF_KEY) !== null)
  const exchange = anonymous ? byFetch : byRequest
  let work = ''
  for (let attempt = 0; ; attempt++) {
    const answer = await exchange(method, API + path + queryString(options.query), options, work)
    if (answer.status >= 200 && answer.status < 300) return (answer.text ? JSON.parse(answer.text) : undefined) as T
    const challenge = challengeOf(answer.status, answer.text)
    if (!challenge || attempt >= WORK_TRIES) throw new ApiError(readProblem(answer.status, answer.text, answer.retryAfter))
    options.working?.(true)
    try {
      work = await proveWork(challenge)
    } finally {
      options.working?.(false)
    }
  }
}

export const ask = <T>(path: string, query?: Query): Promise<T> => send<T>('GET', path, query ? { query } : {})

export const tell = <T>(path: string, body: unknown, options: Pick<Options, 'key' | 'working'> = {}): Promise<T> =>
  send<T>('POST', path, { body, ...options })

/** Sends one photo; a citizen's gets a claim back, a worker's becomes a file of the account. */
export function sendPhoto<T>(path: string, query: Query, photo: Blob, options: Pick<Options, 'progress' | 'working'>): Promise<T> {
  const form = new FormData()
  form.append('file', photo, photo.type === 'image/jpeg' || !photo.type ? 'photo.jpg' : 'photo.heic')
  return send<T>('POST', path, { query, form, key: newKey(), ...options })
}
