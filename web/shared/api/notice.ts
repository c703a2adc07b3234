// SPDX-License-Identifier: Apache-2.0
// The three notices as the server answers them (src/notice).
import type { EventType } from './catalogue'
import type { Action, EventEntry, FileInfo, Ref } from './types'

export type NoticeKind = 'hint' | 'supervise' | 'warn'
export type NoticeStatus = 'draft' | 'delivered' | 'handling' | 'replied' | 'done' | 'withdrawn' | 'dropped'
export type NoticeSubject = 'single' | 'key_work' | 'hot' | 'field'

export interface NoticeRow {
  id: string
  kind: NoticeKind
  kind_text: string
  no: string | null
  title: string
  subject: NoticeSubject
  subject_text: string
  unit: Ref | null
  cases: number
  status: NoticeStatus
  status_text: string
  proposed: boolean
  created_at: number
  signer: string | null
  signed_at: number | null
  ack_due_at: number | null
  acked_at: number | null
  answer_due_at: number | null
  replied_at: number | null
  unacked_at: number | null
  late_at: number | null
  failed: number
  ended_at: number | null
  version: number
}

export interface NoticeCase {
  id: string
  no: string
  /** False: this person may not open it and sees its number only. */
  visible: boolean
  title: string | null
  colour: string
  event_type: Pick<EventType, 'id' | 'code' | 'name'> | null
  status_text: string
  due_at: number | null
  trigger: string
  why: string
}

/** The document in words: what the PDF and the .docx say. */
export interface NoticePaper {
  issuer: string
  kind: string
  no: string | null
  title: string
  recipient: string
  body: string[]
  listed: number
  signer: string
  date: string
  copies: string
}

export interface NoticeLink {
  id: string
  no: string | null
  kind: NoticeKind
  kind_text: string
  status_text?: string
}

export interface Notice {
  id: string
  kind: NoticeKind
  kind_text: string
  subject: NoticeSubject
  subject_text: string
  status: NoticeStatus
  status_text: string
  version: number
  no: string | null
  title: string
  unit: Ref | null
  proposed: boolean
  basis: string
  demand: string
  copy_to: string
  created_at: number
  signer: string | null
  signed_at: number | null
  ack_due_at: number | null
  acker: string | null
  acked_at: number | null
  unacked_at: number | null
  answer_due_at: number | null
  late_at: number | null
  reply: string
  replier: string | null
  replied_at: number | null
  auditor: string | null
  audited_at: number | null
  opinion: string
  failed: number
  ended_at: number | null
  end_reason: string
  cases: NoticeCase[]
  files: FileInfo[]
  ack_why: string | null
  answer_why: string | null
  answer_value: number
  answer_unit_text: string
  persons: { rank: string; name: string; title: string }[]
  raised_from: NoticeLink[]
  raised_to: NoticeLink | null
  paper: NoticePaper
  timeline: EventEntry[]
  actions: Action[]
}

export interface NoticeStats {
  from: number
  to: number
  units: number
  kinds: {
    kind: NoticeKind
    kind_text: string
    issued: number
    acked: number
    answered: number
    open: number
    done: number
    failed: number
    withdrawn: number
  }[]
}

export interface NoticeUnitStats {
  id: string
  unit: string
  hint: number
  supervise: number
  warn: number
  issued: number
  acked: number
  answered: number
  open: number
  done: number
  failed: number
  withdrawn: number
}
