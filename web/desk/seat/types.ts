// SPDX-License-Identifier: Apache-2.0
// What the hotline, the gazetteer and the knowledge base answer.
import type { Ref } from '@shared/api/types'
import type { Colour } from '@shared/enums'

export interface CallerCase {
  id: string
  no: string
  status: string
  status_text: string
  open: boolean
  unit: Ref | null
  due_at: number | null
  late: boolean
  urges: number
}
export interface CallerAppeal {
  id: string
  no: string
  title: string
  status: string
  status_text: string
  at: number
  tell: string
  case: CallerCase | null
}
export interface CallerFlag {
  id: string
  kind: string
  kind_text: string
  note: string
  until: number
}
export interface Caller {
  number_masked: string | null
  name_masked: string | null
  calls: number
  appeals: number
  flags: CallerFlag[]
  history: CallerAppeal[]
}
export interface Transfer {
  id: string
  target: string
  target_text: string
  reason: string
  started_at: number
  joined_at: number | null
  ended_at: number | null
  status: 'calling' | 'joined' | 'ended'
  status_text: string
  outcome: string
  result: string
  version: number
  said: { who: 'caller' | 'agent' | 'third'; text: string; at: number }[]
}
export interface Call {
  id: string
  no: string
  zone_text: string
  expert_text: string
  queue: string
  state: 'waiting' | 'ringing' | 'talking' | 'held' | 'ended'
  state_text: string
  outcome: string
  adapter_text: string
  by_phone: boolean
  started_at: number
  answered_at: number | null
  ended_at: number | null
  warnings: number
  appeal_id: string | null
  note: string
  caller: Caller
  transfers: Transfer[]
}
export type SeatState = 'off' | 'ready' | 'ringing' | 'talking' | 'wrapup' | 'away'
export interface Seat {
  state: SeatState
  state_text: string
  zone: string | null
  zone_text: string | null
  expert: string | null
  expert_text: string | null
  extension: string | null
  reason: string | null
  since: number | null
  until: number | null
  now: number
  demo: boolean
  call: Call | null
}
export interface FoundPlace {
  id: string | null
  name: string
  kind: string
  kind_text: string
  address: string
  lon: number | null
  lat: number | null
  community: Ref | null
  town: Ref | null
  grid: Ref | null
  why: string
  metres: number | null
}
export interface Article {
  id: string
  title: string
  body: string
  source: string
  owner: Ref | null
  valid_until: number
  why: string
  over: boolean
  open_to_public: boolean
  corrections: number
}
export interface PlaceCase {
  id: string
  no: string
  title: string
  status_text: string
  colour: Colour
  opened_at: number
  address: string
  why: string
}

export const ZONES: Record<string, string> = {
  intake: '受理区',
  transfer: '转办区',
  online: '网络区',
  review: '审核区',
  callback: '回访区',
  expert: '专席',
}
export const EXPERTS: Record<string, string> = {
  judicial: '司法专席',
  tax: '税务专席',
  housing_fund: '公积金专席',
  human_resources: '人社专席',
  business: '营商环境专席',
}
export const AWAY = ['休息', '用餐', '培训', '事务', '心理调适']
export const day = (value: number) => `${Math.floor(value / 10000)}年${Math.floor(value / 100) % 100}月${value % 100}日`
export const clock = (ms: number) => {
  const s = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`
}
