// SPDX-License-Identifier: Apache-2.0
// Answers of the outbox room (消息发送), see src/outbox/outbox_api.c. Numbers are masked; codes and links show as stars.
import type { Action, Ref } from './types'

/** queued 待发送 · sending 发送中 · failed 失败待重试 · dead 发送失败，需人工处理 · sent 已发送 · delivered 已送达 · undeliverable 未送达，需人工处理 · cancelled 已取消 · handled 已人工处理 */
export type MessageStatus = 'queued' | 'sending' | 'failed' | 'dead' | 'sent' | 'delivered' | 'undeliverable' | 'cancelled' | 'handled'
export type MessageChannel = 'sms' | 'mail' | 'webhook'

export interface OutboxItem {
  id: string
  version: number
  status: MessageStatus
  status_text?: string
  channel: MessageChannel
  channel_text?: string
  template: string
  to_kind: 'appeal' | 'unit'
  to_kind_text?: string
  unit: Ref | null
  appeal_no: string | null
  to_name: string
  to_masked: string
  case_id: string | null
  case_no: string | null
  body: string
  urgent: boolean
  created_at: number
  next_at: number | null
  sent_at: number | null
  /** When the operator said whether it arrived. */
  reported_at: number | null
  attempts: number
  last_error: string
  adapter: string
  adapter_text?: string
}

export interface OutboxState {
  waiting: number
  failed: number
  dead: number
  /** "recorder": nothing leaves the machine. */
  sms: string
  mail: string
  webhook: string
}

export interface OutboxTry {
  at: number
  adapter: string
  to_masked: string
  sent: boolean
  error: string
  provider_id: string
}
/** Answer to the operator's gateway. */
export interface MessageReceipt {
  status: MessageStatus
}
export interface OutboxDeed {
  at: number
  what: string
  who: string | null
  unit: string | null
  reason: string
}
export interface OutboxMessage {
  id: string
  version: number
  status: MessageStatus
  status_text: string
  template: string
  channel: MessageChannel
  urgent: boolean
  to_kind: 'appeal' | 'unit'
  unit: Ref | null
  appeal_no: string | null
  to_name: string
  to_masked: string
  case_id: string | null
  subject: string
  /** As it was sent last, "" before the first try. */
  body: string
  /** Text of the template. */
  draft: string
  adapter: string
  provider_id: string
  last_error: string
  attempts: number
  created_at: number
  next_at: number | null
  sent_at: number | null
  /** When the operator said whether it arrived. */
  reported_at: number | null
  tries: OutboxTry[]
  deeds: OutboxDeed[]
  actions: Action[]
}

export interface CaseMessage {
  id: string
  template: string
  channel: MessageChannel
  status: MessageStatus
  status_text: string
  to_kind: 'appeal' | 'unit'
  unit: Ref | null
  to_masked: string
  rehearsal: boolean
  created_at: number
  sent_at: number | null
  /** When the operator said whether it arrived. */
  reported_at: number | null
  last_error: string
}

export interface MessageTemplate {
  id: string
  code: string
  name: string
  event: string
  event_text?: string
  channel: MessageChannel
  channel_text?: string
  mail_to: string
  subject: string
  body: string
  active: boolean
  version: number
}
