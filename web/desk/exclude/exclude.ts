// SPDX-License-Identifier: Apache-2.0
// Exclusions as dialogs: applying for one, and what reviewers do with it.
import type { CaseExclusions, Exclusion, ExclusionItem, ExclusionStatus } from '@shared/api/exclusion'
import type { ActionSpec } from '../forms/actions'

export const monthText = (month: number): string => `${Math.floor(month / 100)}年${month % 100}月`

/** `found`: what the server offers for the case. */
export const applySpec = (found: CaseExclusions): ActionSpec<{ id: string }> => ({
  title: '申请剔除',
  intro: '由两家与申请单位、被考核单位无关的单位先后复核，都同意才剔除；有一家不同意就不剔除，不能再申请。剔除会告知诉求人，每月按单位和情形公布数量。',
  fields: () => [
    {
      key: 'what',
      label: '从哪一项剔除',
      type: 'radio',
      required: true,
      wide: true,
      options: found.figures.map((one) => ({ value: one.what, text: `${one.what_text}（${monthText(one.month)}）` })),
    },
    {
      key: 'class',
      label: '属于哪一类情形',
      type: 'select',
      required: true,
      wide: true,
      options: found.classes.map((one) => ({ value: one.code, text: `${one.name}（须附：${one.needs}）` })),
    },
    { key: 'reason', label: '理由', type: 'textarea', rows: 4, max: 1000, required: true },
    { key: 'files', label: '证据材料', type: 'files', required: true, upload: { object: 'exclusion', stage: 'evidence', accept: 'image/*,application/pdf' } },
  ],
  initial: () => ({ what: found.figures[0]?.what ?? '' }),
  path: (item) => `/cases/${item.id}/exclude`,
  versioned: false,
  submit: '提出申请',
  said: '已提出，等待复核',
})

const opinion = [{ key: 'opinion', label: '意见', type: 'textarea' as const, rows: 3, max: 1000, required: true }]
export const EXCLUSION_STEPS: Record<string, ActionSpec<ExclusionItem>> = {
  agree: { title: '同意剔除', intro: '还要另一家单位复核同意，才会剔除。', fields: () => opinion, path: (one) => `/exclusions/${one.id}/agree`, submit: '同意剔除' },
  confirm: {
    title: '复核同意剔除',
    intro: '两家单位都已同意：这件从所选的指标中剔除，分担这件事的单位都不再计，正在公示的初榜马上重出。诉求人会收到告知。',
    fields: () => opinion,
    path: (one) => `/exclusions/${one.id}/confirm`,
    submit: '同意剔除',
    said: '已剔除',
  },
  refuse: { title: '不同意剔除', intro: '照常计入考核，这一项不能再申请。', fields: () => opinion, path: (one) => `/exclusions/${one.id}/refuse`, submit: '不同意', danger: true },
  withdraw: { title: '撤回剔除申请', fields: () => [], path: (one) => `/exclusions/${one.id}/withdraw`, submit: '撤回' },
  restore: {
    title: '恢复计入',
    intro: '诉求人不同意剔除、异议成立的，重新计入考核；定榜以前可以恢复。',
    fields: () => opinion,
    path: (one) => `/exclusions/${one.id}/restore`,
    submit: '恢复计入',
    danger: true,
  },
}

export const EXCLUSION_WHAT: Record<Exclusion['what'], string> = { due: '到期与按期', answers: '群众评价' }
export const EXCLUSION_STATUS: Record<ExclusionStatus, string> = {
  applied: '待第一位复核',
  seconded: '待第二位复核',
  agreed: '已剔除',
  refused: '不予剔除',
  withdrawn: '已撤回',
  restored: '恢复计入',
}
export const EXCLUSION_CLASSES: Record<string, string> = {
  law: '超出法律法规规定',
  power: '超出本单位职权',
  settled: '同一事项已有终结结论',
  false: '反映的情况不属实',
  abuse: '恶意或滥用',
  gain: '坚持不合法的利益诉求',
  force: '不可抗力',
  outside: '不是本市的事项',
}
