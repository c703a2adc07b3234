// SPDX-License-Identifier: Apache-2.0
// What the server says when it refuses (RFC 9457), as one typed error for all pages.
// A page shows `message` and puts `fields` beside its form fields; codes decide nothing but reload and login.

export interface FieldError {
  field: string
  code: string
  text: string
}

export interface Problem {
  type?: string
  title?: string
  status: number
  code: string
  detail: string
  errors: FieldError[]
  request_id: string
  retry_after_ms: number
}

/** Sentences for answers that carry no problem document of ours (a proxy, a dead line). */
const PLAIN: Record<number, string> = {
  0: '网络不通，请检查网络后重试。',
  400: '请求有误，请刷新页面后重试。',
  401: '登录已失效，请重新登录。',
  403: '您没有这项权限。',
  404: '没有找到，或不在您的查看范围内。',
  409: '当前状态不能这样操作，请刷新后再看。',
  413: '内容太大，请减少文字或缩小文件。',
  415: '不支持这种文件。',
  429: '操作太频繁，请稍等片刻再试。',
  502: '服务暂时不可用，请稍后重试。',
  503: '系统繁忙，请稍后重试。',
  504: '服务响应超时，请稍后重试。',
}

const STALE = '已被他人修改，请查看最新内容后再操作。'

export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldError[]
  readonly requestId: string
  readonly retryAfterMs: number

  constructor(problem: Problem) {
    const stale = problem.status === 409 && /(^|\.)stale$/.test(problem.code)
    super(stale ? STALE : problem.detail || PLAIN[problem.status] || '出了点问题，请稍后重试。')
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.errors = problem.errors
    this.requestId = problem.request_id
    this.retryAfterMs = problem.retry_after_ms
  }

  /** Somebody changed the object meanwhile: show it again before acting. */
  get stale(): boolean {
    return this.status === 409 && /(^|\.)stale$/.test(this.code)
  }

  get notFound(): boolean {
    return this.status === 404
  }

  /** Nobody knows whether it happened: the same request may and should be sent again with the same key. */
  get uncertain(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429
  }

  /** First sentence per field, for forms. */
  get fields(): Record<string, string> {
    const found: Record<string, string> = {}
    for (const error of this.errors) found[error.field] ??= error.text
    return found
  }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Reads a problem from an answer's status, body and Retry-After; survives any body. */
export function readProblem(status: number, body: string, retryAfter: string | null): Problem {
  const problem: Problem = {
    status,
    code: '',
    detail: '',
    errors: [],
    request_id: '',
    retry_after_ms: Math.max(0, Number(retryAfter ?? 0) || 0) * 1000,
  }
  try {
    const parsed: unknown = JSON.parse(body)
    if (parsed === null || typeof parsed !== 'object') return problem
    const found = parsed as Record<string, unknown>
    problem.code = asText(found.code)
    problem.detail = asText(found.detail) || asText(found.title)
    problem.request_id = asText(found.request_id)
    if (Array.isArray(found.errors)) {
      problem.errors = found.errors
        .filter((row): row is Record<string, unknown> => row !== null && typeof row === 'object')
        .map((row) => ({ field: asText(row.field), code: asText(row.code), text: asText(row.text) }))
    }
  } catch {
    // Not JSON: the plain sentence of the status serves.
  }
  return problem
}

/** Any thrown thing as a sentence for a person. */
export function sentence(error: unknown): string {
  if (error instanceof ApiError) return error.message
  return '出了点问题，请刷新页面后重试。'
}
