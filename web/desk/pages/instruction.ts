// SPDX-License-Identifier: Apache-2.0
// Words and shapes of instructions on the desk.
import type { Action, FileInfo, Ref } from '@shared/api/types'

export const URGENCY: Record<string, string> = { normal: '一般', urgent: '紧急', critical: '特急' }
export const URGENCY_LIMIT: Record<string, string> = { normal: '24 小时内回执', urgent: '2 小时内回执', critical: '30 分钟内回执' }
export const ASKS: Record<string, string> = { read: '阅知', relay: '转达居民群', done: '办理反馈' }
export const STATUS: Record<string, string> = { sent: '进行中', closed: '已办结', withdrawn: '已撤回' }
export const RECEIPT: Record<string, string> = { unread: '未读', read: '已读', relayed: '已转达', done: '已办' }

export interface InstructionRow {
  id: string
  no: string
  title: string
  urgency: string
  asks: string
  scope_text: string
  issuer: string
  unit: string
  status: string
  sent_at: number
  due_at: number
  total: number
  unread: number
  relayed: number
  done: number
  version: number
}

export interface InstructionFull extends Omit<InstructionRow, 'unit'> {
  unit: Ref | null
  body: string
  relay_text: string
  status_text: string
  urgency_text: string
  reminded_at: number | null
  ended_at: number | null
  end_note: string
  files: FileInfo[]
  actions: Action[]
  board: { unit: Ref | null; total: number; unread: number; relayed: number; done: number }[]
}

export interface ReceiptRow {
  id: string
  name: string
  unit: string
  grid: string
  status: string
  read_at: number | null
  relayed_at: number | null
  done_at: number | null
  reminded_at: number | null
  note: string
}
