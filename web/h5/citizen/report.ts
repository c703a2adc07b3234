// SPDX-License-Identifier: Apache-2.0
// What a citizen's or company's form holds, what is still missing in it, and how it travels. Pure functions.
import { guessType, namesPlace } from '../lib/guess'
import type { PhotoRef, SentFile } from '../lib/photos'

export type ReportKind = 'citizen' | 'enterprise'

/** A known matter that the person follows together with others (GET /public/similar). */
export interface Joined {
  ref: string
  matter: string
  place: string
}

export interface ReportForm {
  /** '' = as the words say (guessType). */
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
  join: Joined | null
  /** Not to be known to whom the report is about. */
  secret: boolean
  name: string
  phone: string
  no_callback: boolean
  company: string
  credit_code: string
  company_kind: string
  /** Idempotency-Key of the last try, and what was tried with it. */
  key: string
  tried: string
  /** The last try got no answer: it may have arrived. */
  uncertain: boolean
  /** Sent by itself when the network is back. */
  waiting: boolean
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
  join: null,
  secret: false,
  name: '',
  phone: '',
  no_callback: false,
  company: '',
  credit_code: '',
  company_kind: '',
  key: '',
  tried: '',
  uncertain: false,
  waiting: false,
})

/** Nothing worth a draft yet. */
export const isEmptyReport = (form: ReportForm): boolean =>
  !form.body.trim() && form.photos.length === 0 && !form.address.trim() && !form.name && !form.phone && !form.company

export const WHEN: { value: string; text: string }[] = [
  { value: 'now', text: '现在还在' },
  { value: 'today', text: '今天' },
  { value: 'often', text: '一直这样' },
  { value: 'other', text: '别的时间' },
]

export const COMPANY_KINDS: { value: string; text: string; hint: string; type: string }[] = [
  { value: 'policy', text: '政策咨询', hint: '问政策、问补贴、问怎么办', type: 'consult' },
  { value: 'difficulty', text: '生产经营难题', hint: '用工、融资、水电气、审批卡住了', type: 'help' },
  { value: 'suggestion', text: '意见建议', hint: '对涉企服务和经济发展的意见', type: 'suggestion' },
  { value: 'rights', text: '权益保护', hint: '账款拖欠、检查处罚、公平竞争', type: 'complaint' },
]

/** For these nobody needs to come somewhere. */
const NO_PLACE_NEEDED = ['consult', 'suggestion', 'praise']

/** The kind it will be registered as. */
export const typeOf = (form: ReportForm, kind: ReportKind): string =>
  kind === 'enterprise'
    ? (COMPANY_KINDS.find((row) => row.value === form.company_kind)?.type ?? 'help')
    : form.type || guessType(form.body)

export const hasPlace = (form: ReportForm): boolean =>
  Boolean(form.address.trim()) || form.lon !== null || Boolean(form.grid_code)

export const placeNeeded = (form: ReportForm, kind: ReportKind): boolean =>
  kind === 'citizen' && !NO_PLACE_NEEDED.includes(typeOf(form, kind)) && !namesPlace(form.body)

/** Whoever leaves a phone is known to the centre; whoever does not is nobody. */
export const anonymityOf = (form: ReportForm): string => (form.secret ? 'secret' : form.phone.trim() ? 'named' : 'anonymous')

/** Mobile or landline with area code, blanks and dashes allowed. */
export const cleanPhone = (phone: string): string => phone.normalize('NFKC').replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')
export const isPhone = (phone: string): boolean => /^(1[3-9]\d{9}|0\d{9,11})$/.test(cleanPhone(phone))

const CODE_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
export const cleanCredit = (code: string): string => code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
/** The check digit of GB 32100-2015, as the server has it (src/text/credit_code.c). */
export function isCredit(code: string): boolean {
  const signs = [...cleanCredit(code)].map((sign) => CODE_SIGNS.indexOf(sign))
  if (signs.length !== 18 || signs.includes(-1)) return false
  let weight = 1
  let sum = 0
  for (const value of signs.slice(0, 17)) {
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return signs[17] === (31 - (sum % 31)) % 31
}

export type Missing = Partial<Record<keyof ReportForm, string>>

export function missing(form: ReportForm, kind: ReportKind): Missing {
  const found: Missing = {}
  const enterprise = kind === 'enterprise'
  if (enterprise && !form.company_kind) found.company_kind = '请先选一类。'
  if (form.body.trim().length < BODY_MIN) found.body = form.body.trim() ? '请再写几个字，把事情说清楚。' : '请写一句话，说说是什么事。'
  if (placeNeeded(form, kind) && !hasPlace(form)) found.address = '请点“用我的位置”，或者写上地址，不然工作人员找不到地方。'
  if (enterprise && form.company.trim().length < 2) found.company = '请填企业名称。'
  if (enterprise && form.credit_code.trim() && !isCredit(form.credit_code))
    found.credit_code = '代码不对，请对照营业执照，看看有没有少写或写错（18 位，没有字母 I、O、S、V、Z）。'
  if (enterprise && !form.phone.trim()) found.phone = '请留联系电话，办理部门要跟您核实情况。'
  if (form.phone.trim() && !isPhone(form.phone)) found.phone = '电话号码不对，请看看有没有少写或多写数字。'
  return found
}

function happened(form: ReportForm): string {
  if (form.when === 'other') return form.when_text.trim()
  return WHEN.find((row) => row.value === form.when)?.text ?? ''
}

const SOURCE = /^(poster|grid|hall)(:[A-Za-z0-9_-]{1,24})?$/
/** What the address line says about a poster, grid or hall; anything else is nobody's source. */
export const cleanSource = (given: unknown): string => (typeof given === 'string' && SOURCE.test(given) ? given : '')

/** The request body: only what was given. */
export function reportBody(form: ReportForm, kind: ReportKind, files: SentFile[]): Record<string, unknown> {
  const anonymity = anonymityOf(form)
  const known = anonymity !== 'anonymous'
  const enterprise = kind === 'enterprise'
  const all: Record<string, unknown> = {
    type: typeOf(form, kind),
    body: form.body.trim(),
    address: form.address.trim(),
    ...(form.lon !== null && form.lat !== null ? { lon: form.lon, lat: form.lat, datum: 'cgcs2000' } : {}),
    grid_code: form.grid_code,
    happened: happened(form),
    anonymity,
    name: known ? form.name.trim() : '',
    phone: known ? cleanPhone(form.phone) : '',
    person_kind: kind,
    no_callback: known && form.no_callback,
    source: form.source,
    join: form.join && !form.secret && !enterprise ? form.join.ref : '',
    ...(enterprise
      ? { enterprise_name: form.company.trim(), enterprise_kind: form.company_kind, credit_code: cleanCredit(form.credit_code) }
      : {}),
    files,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '' && value !== false))
}
