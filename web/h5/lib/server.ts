// SPDX-License-Identifier: Apache-2.0
// Calls of people without an account, and every photo upload: with progress, Idempotency-Key and proof of work.
// By XMLHttpRequest, because fetch does not tell how much of a photo has left the phone. Errors are the shared ApiError.
import { API, newKey, queryString, type Query } from '@shared/api/client'
import { ApiError, readProblem } from '@shared/api/problem'
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
  signal?: AbortSignal
}

interface Answer {
  status: number
  text: string
  retryAfter: string | null
}

const TIMEOUT_MS = 30_000
const UPLOAD_TIMEOUT_MS = 180_000
const WORK_TRIES = 3

function exchange(method: string, path: string, options: Options, work: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, API + path + queryString(options.query))
    request.timeout = options.form ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS
    request.setRequestHeader('Accept', 'application/json')
    if (options.key) request.setRequestHeader('Idempotency-Key', options.key)
    if (work) request.setRequestHeader('X-Work', work)
    const dead = () => reject(new ApiError(readProblem(0, '', null)))
    request.addEventListener('load', () =>
      resolve({ status: request.status, text: request.responseText, retryAfter: request.getResponseHeader('Retry-After') }),
    )
    request.addEventListener('error', dead)
    request.addEventListener('timeout', dead)
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.progress?.(event.loaded / event.total)
    })
    options.signal?.addEventListener('abort', () => request.abort())
    if (options.form) {
      request.send(options.form)
    } else if (options.body !== undefined) {
      request.setRequestHeader('Content-Type', 'application/json')
      request.send(JSON.stringify(options.body))
    } else {
      request.send()
    }
  })
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
  let work = ''
  for (let attempt = 0; ; attempt++) {
    const answer = await exchange(method, path, options, work)
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

export const ask = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  send<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) })

export const tell = <T>(path: string, body: unknown, options: Pick<Options, 'key' | 'working'> = {}): Promise<T> =>
  send<T>('POST', path, { body, ...options })

/** Sends one photo; a citizen's gets a claim back, a worker's becomes a draft file of the account. */
export function sendPhoto<T>(
  path: string,
  query: Query,
  photo: Blob,
  options: Pick<Options, 'progress' | 'working' | 'signal'>,
): Promise<T> {
  const form = new FormData()
  form.append('file', photo, photo.type === 'image/jpeg' || !photo.type ? 'photo.jpg' : 'photo.heic')
  return send<T>('POST', path, { query, form, key: newKey(), ...options })
}
