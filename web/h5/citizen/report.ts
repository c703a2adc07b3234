// SPDX-License-Identifier: Apache-2.0
// What a citizen's or company's form holds, what is still missing in it, and how it travels. Pure functions.
import type { PhotoRef, SentFile } from '../lib/photos'

export type ReportKind = 'citizen' | 'enterprise'

export interface ReportForm {
  type: string
  body: string
  photos: PhotoRef[]
  address: string
  lon: number | null
  lat: number | null
  /** Words for the point or the scanned grid. */
  place: string
  grid_code: string
  source: string
  when: string
  when_text: string
  anonymity: string
  company: string
  name: string
  phone: string
  no_callback: boolean
  /** Idempotency-Key of the last try, and what was tried with it. */
  key: string
  tried: string
  /** The last try got no answer: it may have arrived. */
  uncertain: boolean
}

export const BODY_MAX = 2000
/** A sentence: fewer signs say too little for anyone to act on. */
const BODY_MIN = 5

export const emptyReport = (): ReportForm => ({
  type: '',
  body: '',
  photos: [],
  address: '',
  lon: null,
  lat: null,
  place: '',
  grid_code: '',
  source: '',
  when: '',
  when_text: '',
  anonymity: 'named',
  company: '',
  name: '',
  phone: '',
  no_callback: false,
  key: '',
  tried: '',
  uncertain: false,
})

/** Nothing worth a draft yet. */
export const isEmptyReport = (form: ReportForm): boolean =>
  !form.type && !form.body.trim() && form.photos.length === 0 && !form.address.trim() && !form.name && !form.phone

export const WHEN: { value: string; text: string }[] = [
  { value: 'now', text: '现在还在' },
  { value: 'today', text: '今天' },
  { value: 'often', text: '一直这样' },
  { value: 'other', text: '别的时间' },
]

/** For these nobody needs to come somewhere. */
const NO_PLACE_NEEDED = ['consult', 'suggestion', 'praise']

export const placeNeeded = (form: ReportForm, kind: ReportKind): boolean =>
  kind === 'citizen' && !NO_PLACE_NEEDED.includes(form.type)

/** Mobile or landline with area code, blanks and dashes allowed. */
export const cleanPhone = (phone: string): string => phone.normalize('NFKC').replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')
export const isPhone = (phone: string): boolean => /^(1[3-9]\d{9}|0\d{9,11})$/.test(cleanPhone(phone))

export const STEPS = 3
export type Missing = Partial<Record<keyof ReportForm, string>>

export function missing(form: ReportForm, kind: ReportKind, step: number): Missing {
  const found: Missing = {}
  if (step === 1) {
    if (!form.type) found.type = '请先选一种。'
    if (form.body.trim().length < BODY_MIN) found.body = form.body.trim() ? '请再写几个字，把事情说清楚。' : '请写一句话，说说是什么事。'
  } else if (step === 2) {
    const placed = form.address.trim() || form.lon !== null || form.grid_code
    if (placeNeeded(form, kind) && !placed) found.address = '请写地址，或者用定位、地图选位置，不然工作人员找不到地方。'
  } else {
    if (kind === 'enterprise' && form.anonymity !== 'anonymous' && !form.company.trim()) found.company = '请填企业名称。'
    if (form.anonymity === 'named') {
      if (!form.name.trim()) found.name = '请填姓名。不想留姓名，请在上面选“匿名”。'
      if (!form.phone) found.phone = '请填电话。不想留电话，请在上面选“匿名”。'
    }
    if (form.anonymity !== 'anonymous' && form.phone && !isPhone(form.phone)) found.phone = '电话号码不对，请看看有没有少写或多写数字。'
  }
  return found
}

/** Which step a field of the server's refusal belongs to. */
export function stepOf(field: string): number {
  if (['type', 'body', 'title', 'files'].includes(field)) return 1
  if (['address', 'lon', 'lat', 'grid_code', 'happened'].includes(field)) return 2
  return 3
}

function happened(form: ReportForm): string {
  if (form.when === 'other') return form.when_text.trim()
  return WHEN.find((row) => row.value === form.when)?.text ?? ''
}

function person(form: ReportForm, kind: ReportKind): string {
  const name = form.name.trim()
  const company = form.company.trim()
  if (kind === 'citizen' || !company) return name
  return name ? `${company}（联系人 ${name}）` : company
}

/** The request body: only what was given. */
export function reportBody(form: ReportForm, kind: ReportKind, files: SentFile[]): Record<string, unknown> {
  const named = form.anonymity !== 'anonymous'
  const all: Record<string, unknown> = {
    type: form.type,
    body: form.body.trim(),
    address: form.address.trim(),
    ...(form.lon !== null && form.lat !== null ? { lon: form.lon, lat: form.lat, datum: 'cgcs2000' } : {}),
    grid_code: form.grid_code,
    happened: happened(form),
    anonymity: form.anonymity,
    name: named ? person(form, kind) : '',
    phone: named ? cleanPhone(form.phone) : '',
    person_kind: kind,
    no_callback: form.no_callback,
    source: form.source,
    files,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '' && value !== false))
}
