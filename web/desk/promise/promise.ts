// SPDX-License-Identifier: Apache-2.0
// Promises of units as dialogs: confirming, correcting, keeping, another day, and what the citizen says.
import type { CasePromises, PromiseOne } from '@shared/api/promise'
import { dayOf, formatDay, parseLocal } from '@shared/format'
import type { ActionSpec } from '../forms/actions'
import type { Field, Values } from '../forms/fields'

export const STATUS = [
  { value: 'proposed', text: '待单位确认' },
  { value: 'open', text: '承诺中' },
  { value: 'woken', text: '到期待答' },
  { value: 'stated', text: '待群众核实' },
  { value: 'kept', text: '已兑现' },
  { value: 'broken', text: '未兑现' },
  { value: 'unheard', text: '未能核实' },
  { value: 'rejected', text: '不是承诺' },
]

const at = (action: string) => (one: PromiseOne) => `/promises/${one.id}/${action}`
const text = (label: string, placeholder?: string): Field => ({ key: 'text', label, type: 'textarea', rows: 3, max: 500, required: true, placeholder })
/** A day of a form is the instant at which it begins; the server takes yyyymmdd. */
const withDay = (body: Values): Values => ({ ...body, ...(body.day ? { day: dayOf(Number(body.day)) } : {}) })

export const PROMISE_STEPS: Record<string, ActionSpec<PromiseOne>> = {
  confirm: {
    title: '确认承诺',
    intro: (one) => `答复里写着“${one.words}”。日期对就确认；读错了，改成答应群众的那一天。`,
    fields: () => [{ key: 'day', label: '哪一天前做到', type: 'day', required: true }],
    initial: (one) => ({ day: parseLocal(formatDay(one.day)) }),
    body: withDay,
    path: at('confirm'),
    submit: '确认',
    said: '已确认，到期前会提醒',
  },
  reject: {
    title: '不是承诺',
    intro: (one) => `“${one.words}”不是答应群众的日期。理由写入案件经过。`,
    fields: () => [text('理由', '如：这是对方单位的工期')],
    path: at('reject'),
    submit: '不是承诺',
  },
  keep: {
    title: '已做到',
    intro: '写明怎么做到的，可以附照片。接着由回访员或诉求人自己核实。',
    fields: (one) => [
      text('怎么做到的'),
      { key: 'files', label: '照片', type: 'files', upload: { object: 'order', id: one.order_id, stage: 'evidence', accept: 'image/*' } },
    ],
    path: at('keep'),
    submit: '已做到',
    said: '已记下，等群众核实',
  },
  move: {
    title: '改期',
    intro: '一项承诺只能改期一次，理由上级看得到。请同时告诉诉求人。',
    fields: () => [{ key: 'day', label: '新的日期', type: 'day', required: true }, text('理由')],
    body: withDay,
    path: at('move'),
    submit: '改期',
    said: '已改期',
  },
  ask: {
    title: '问群众：做到了吗',
    intro: (one) => `${one.unit?.name ?? '单位'}答应${formatDay(one.day)}前：${one.words}。单位说：${one.statement || '已做到'}`,
    fields: () => [
      {
        key: 'said',
        label: '群众怎么说',
        type: 'radio',
        required: true,
        wide: true,
        options: [
          { value: 'yes', text: '做到了' },
          { value: 'no', text: '没做到' },
          { value: 'unreached', text: '没联系上' },
        ],
      },
      { key: 'text', label: '群众的话', type: 'textarea', rows: 2, max: 500 },
    ],
    path: at('ask'),
    submit: '记下',
    said: '已记下',
  },
}

/** The three answers of a citizen are one dialog; the others have one each. */
const ASKED = ['heard_yes', 'heard_no', 'unreached']
export function stepsOf(one: PromiseOne): { action: string; label: string; enabled: boolean }[] {
  const steps = one.actions.filter((step) => step.action in PROMISE_STEPS).map(({ action, label, enabled }) => ({ action, label, enabled }))
  return one.actions.some((step) => ASKED.includes(step.action)) ? [...steps, { action: 'ask', label: '记下群众的回答', enabled: true }] : steps
}

export function makeSpec(orders: CasePromises['may_make']): ActionSpec<{ id: string; version?: number }> {
  return {
    title: '登记承诺',
    intro: '答复里没写、但已经答应群众的，也记下来。到期前提醒，到期后问群众。',
    fields: () => [
      ...(orders.length > 1
        ? [{ key: 'order', label: '哪张工单', type: 'select' as const, required: true, options: orders.map((one) => ({ value: one.id, text: `${one.unit?.name ?? ''} ${one.no}` })) }]
        : []),
      { key: 'words', label: '答应做到什么', type: 'text', max: 200, required: true, wide: true },
      { key: 'day', label: '哪一天前', type: 'day', required: true },
    ],
    path: (_, values) => `/orders/${String(values.order ?? orders[0]?.id)}/promise`,
    body: ({ order: _order, ...rest }) => withDay(rest),
    versioned: false,
    submit: '登记',
    said: '已登记',
  }
}
