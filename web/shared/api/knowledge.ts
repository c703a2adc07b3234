// SPDX-License-Identifier: Apache-2.0
// The knowledge base beside the form.
import type { Action } from './types'

export interface KnowledgeRow {
  id: string
  code: string
  title: string
  teaser: string
  keywords: string
  owner: {
    id: string
    name: string
  }
  status: string
  status_text: string
  valid_until: number
  reviewed_at: number | null
  corrections: number
  stale: number
  uses: number
  open_to_public: boolean
  version: number
}

export interface KnowledgeHealth {
  items: {
    unit: {
      id: string
      name: string
    }
    articles: number
    published: number
    expired: number
    soon: number
    corrections: number
    late: number
  }[]
}

export interface Knowledge {
  id: string
  code: string
  title: string
  body: string
  keywords: string
  source: string
  owner_unit_id: string | null
  owner: {
    id: string
    name: string
  }
  valid_until: number
  event_types: string
  open_to_public: boolean
  status: string
  status_text: string
  reviewed_at: number | null
  version: number
  may_edit: boolean
  actions: Action[]
  corrections: unknown[]
}

export interface KnowledgeFound {
  items: unknown[]
}

export interface KnowledgeRef {
  id: string
  code: string
  title: string
  body: string
  keywords: string
  source: string
  owner_unit_id: string | null
  owner_unit?: string
  owner_unit_name?: string
  valid_until: number
  event_types: string
  open_to_public: boolean
  status?: string
  version: number
  initials?: string
}

export interface Correction {
  id: string
  article_id: string | null
  title: string
  owner: string
  reason: string
  reason_text: string
  note: string
  by: string
  by_unit: string
  at: number
  due_at: number | null
  status: string
  status_text: string
  answer: string
  answered_at: number | null
  may_answer: boolean
  version: number
}
