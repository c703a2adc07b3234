// SPDX-License-Identifier: Apache-2.0
// What the server tells somebody with a query code, brought into one shape whatever it leaves out.

export interface Answer {
  text: string
  unit?: string
  at?: number
}

/** As it was given; `by_phone`: an agent wrote it down. */
export interface Rated {
  solved: string
  satisfied: number
  reasons: string
  opinion: string
  by_phone: boolean
  at: number | null
}

export interface Progress {
  no: string
  title: string
  type: string
  status: string
  status_text: string
  submitted_at: number
  unit: string
  due_at: number | null
  next_step: string
  steps: { at: number; text: string }[]
  answer: Answer | null
  question: { text: string; due_at?: number | null } | null
  /** What was asked before, and what the person answered. */
  supplied: { question: string; answer: string; at: number }[]
  can_rate: boolean
  can_withdraw: boolean
  rating: Rated | null
  /** Why it takes longer; '' when it does not. */
  delay: string
  /** How many others are in the same case. */
  together: number
  enterprise: string
  /** Own words, answer and all acting need the last digits of the phone. */
  needs_tail: boolean
  photos: number
  body: string
  address: string
  happened: string
  files: Picture[]
  /** Of the finished work, as far as everybody may see it. */
  done_files: Picture[]
  /** What units have promised by a day; `ask`: the citizen is to say whether it was kept. */
  promises: Promised[]
}

export interface Promised {
  id: string
  unit: string
  words: string
  day: number
  text: string
  statement: string
  ask: boolean
}

export interface Picture {
  id: string
  url: string
  thumb_url?: string | null
}

type Raw = Record<string, unknown>

const words = (value: unknown): string => (typeof value === 'string' ? value : '')
const pictures = (value: unknown): Picture[] =>
  Array.isArray(value) ? value.filter(isRow).map((file) => ({ id: words(file.id), url: words(file.url), thumb_url: words(file.thumb_url) })) : []
const isRow = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
/** A name, plain or inside an object. */
const named = (value: unknown): string => (isRow(value) ? words(value.name) : words(value))
const time = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null)

/** Text with unit and time, whether it comes plain or as an object. */
export function readAnswer(value: unknown): Answer | null {
  if (isRow(value)) {
    const text = words(value.text)
    return text ? { text, unit: named(value.unit), ...(time(value.at) ? { at: time(value.at)! } : {}) } : null
  }
  return words(value) ? { text: words(value) } : null
}

const readPromise = (raw: Raw): Promised => ({
  id: words(raw.id),
  unit: words(raw.unit),
  words: words(raw.words),
  day: time(raw.day) ?? 0,
  text: words(raw.text),
  statement: words(raw.statement),
  ask: raw.ask === true,
})

export function readProgress(raw: Raw): Progress {
  const question = isRow(raw.question)
    ? { text: words(raw.question.text), due_at: time(raw.question.due_at) }
    : { text: words(raw.question), due_at: null }
  const rating = isRow(raw.rating) ? raw.rating : null
  const body = words(raw.body)
  return {
    no: words(raw.no),
    title: words(raw.title) || '您反映的事项',
    type: words(raw.type) || 'help',
    status: words(raw.status),
    status_text: words(raw.status_text) || words(raw.status),
    submitted_at: time(raw.submitted_at) ?? 0,
    unit: named(raw.unit),
    due_at: time(raw.due_at),
    next_step: words(raw.next_step),
    steps: Array.isArray(raw.steps)
      ? raw.steps.filter(isRow).map((step) => ({ at: time(step.at) ?? 0, text: words(step.text) }))
      : [],
    answer: readAnswer(raw.answer),
    question: question.text ? question : null,
    can_rate: raw.can_rate === true || raw.can_rate === 1,
    can_withdraw: raw.can_withdraw === true || raw.can_withdraw === 1,
    supplied: Array.isArray(raw.supplied)
      ? raw.supplied.filter(isRow).map((one) => ({ question: words(one.question), answer: words(one.answer), at: time(one.at) ?? 0 }))
      : [],
    rating: rating
      ? {
          solved: words(rating.solved),
          satisfied: Number(rating.satisfied) || 0,
          reasons: words(rating.reasons),
          opinion: words(rating.opinion),
          by_phone: rating.source === 'callback',
          at: time(rating.at),
        }
      : null,
    promises: Array.isArray(raw.promises) ? raw.promises.filter(isRow).map(readPromise) : [],
    needs_tail: raw.needs_phone_tail === true || (raw.phone_left === true && raw.text_shown !== true && !body),
    delay: words(raw.delay),
    together: Number(raw.together) || 0,
    enterprise: words(raw.enterprise_kind),
    body,
    address: words(raw.address),
    happened: words(raw.happened),
    photos: Number(raw.photos) || 0,
    files: pictures(raw.files),
    done_files: pictures(raw.done_files),
  }
}
