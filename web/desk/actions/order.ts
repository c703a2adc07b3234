// SPDX-License-Identifier: Apache-2.0
// What can be done with a work order, as dialogs. Submitting has a component of its own (SubmitDialog.vue).
import type { Order, StatutoryStage } from '@shared/api/order'
import { LIMIT_UNIT, options } from '@shared/enums'
import type { ActionSpec } from '../forms/actions'
import type { Field } from '../forms/fields'
import { can } from '../session'

const to = (name: string) => (order: Order) => `/orders/${order.id}/${name}`

/** Asked for once the server has said that the unit's level has the matter on no list; only the centre may answer. */
export const LEVEL_REASON: Field = {
  key: 'level_reason',
  label: '准入例外理由',
  type: 'textarea',
  rows: 2,
  max: 300,
  help: '清单外的事项派给镇街、村居，由中心决定，理由写入经过。',
  when: (values) => values.refused === 'order.level' && can('ADJUST_DECIDE'),
}

export const REACHED_FIELDS: Field[] = [
  {
    key: 'method',
    label: '联系方式',
    type: 'radio',
    required: true,
    options: [
      { value: 'phone', text: '电话' },
      { value: 'visit', text: '上门' },
      { value: 'message', text: '短信' },
      { value: 'none', text: '无法联系' },
    ],
  },
  { key: 'reached', label: '联系上了', type: 'check', when: (values) => !!values.method && values.method !== 'none' },
  { key: 'note', label: '沟通情况', type: 'textarea', required: true, rows: 3, max: 500 },
]

export const ORDER_ACTIONS: Record<string, ActionSpec<Order>> = {
  sign: {
    title: '签收',
    intro: '办理时限从派单时起算，与签收早晚无关；到期不签收由系统代签并留痕。',
    fields: (order) => [{ key: 'holder_id', label: '指派给（可不填）', type: 'staff', unit: order.unit.id, wide: true }],
    path: to('sign'),
    submit: '签收',
  },
  assign: {
    title: '指派办理人',
    fields: (order) => [{ key: 'holder_id', label: '办理人', type: 'staff', unit: order.unit.id, required: true, wide: true }],
    path: to('assign'),
    submit: '指派',
  },
  contact: {
    title: '登记联系诉求人',
    fields: (order) => [
      ...((order.appeals?.length ?? 0) > 1
        ? [
            {
              key: 'appeal_id',
              label: '哪一位诉求人',
              type: 'radio' as const,
              wide: true,
              options: (order.appeals ?? []).map((appeal) => ({ value: appeal.id, text: appeal.no })),
            },
          ]
        : []),
      ...REACHED_FIELDS,
    ],
    initial: (order) => ({ method: 'phone', reached: true, appeal_id: order.appeals?.length === 1 ? order.appeals[0]!.id : '' }),
    body: (body, order) => ({
      ...body,
      reached: body.method !== 'none' && !!body.reached,
      ...(order.appeals?.length === 1 ? { appeal_id: order.appeals[0]!.id } : {}),
    }),
    path: to('contact'),
    submit: '登记',
  },
  note: {
    title: '办理记录',
    intro: '只在内部可见，写进经过。',
    fields: () => [{ key: 'note', label: '记录', type: 'textarea', required: true, rows: 4, max: 1000 }],
    path: to('note'),
    versioned: false,
    submit: '记下',
  },
  stage: {
    title: '进入法定程序',
    intro: '受理、立案、检验、鉴定等法定程序有自己的期限，不是延期；须有文书和依据，并告知诉求人。',
    fields: () => [
      { key: 'name', label: '程序', type: 'text', required: true, max: 40, placeholder: '如 行政处罚立案、检验检测' },
      { key: 'document_no', label: '文书号', type: 'text', required: true, max: 60 },
      { key: 'legal_basis', label: '法律依据', type: 'text', required: true, max: 200, wide: true },
      { key: 'limit_value', label: '期限', type: 'number', required: true },
      { key: 'limit_unit', label: '单位', type: 'select', required: true, options: options(LIMIT_UNIT) },
      { key: 'told', label: '已告知诉求人', type: 'check' },
    ],
    initial: () => ({ limit_unit: 'working_day' }),
    path: to('stage'),
    submit: '登记',
  },
  suborder: {
    title: '派子单',
    intro: '交给本单位内设或下属单位办理，本单位的时限不变。',
    fields: (order) => [
      { key: 'unit_id', label: '派给（本单位的科室或下属单位）', type: 'unit', required: true, under: order.unit.id },
      { key: 'demand', label: '要求', type: 'textarea', required: true, rows: 3, max: 500 },
      { key: 'limit_value', label: '期限', type: 'number', help: '不填则与本工单相同。' },
      { key: 'limit_unit', label: '单位', type: 'select', options: options(LIMIT_UNIT), when: (values) => !!values.limit_value },
    ],
    initial: () => ({ limit_unit: 'working_hour' }),
    path: to('suborder'),
    submit: '派子单',
  },
  assist: {
    title: '增加协办',
    fields: () => [
      { key: 'unit_id', label: '协办单位', type: 'unit', required: true },
      { key: 'demand', label: '要求', type: 'textarea', required: true, rows: 3, max: 500 },
      LEVEL_REASON,
    ],
    path: to('assist'),
    submit: '增加协办',
  },
  redirect: {
    title: '改派',
    intro: '派错了单位的，改派给该办的单位；案件的时限照走。',
    fields: () => [
      { key: 'unit_id', label: '改派给', type: 'unit', required: true },
      { key: 'reason', label: '改派理由', type: 'textarea', required: true, rows: 3, max: 500 },
      LEVEL_REASON,
    ],
    path: to('redirect'),
    submit: '改派',
  },
  terminate: {
    title: '终止工单',
    intro: '由中心审定，工单不再办理，理由写入经过。',
    fields: () => [{ key: 'reason', label: '终止理由', type: 'textarea', required: true, rows: 3, max: 500 }],
    path: to('terminate'),
    submit: '终止',
    danger: true,
  },
  transfer: {
    title: '移送',
    intro: '移送公安、信访、司法等机关，须有对方的接收回执号。',
    fields: () => [
      { key: 'to', label: '移送给', type: 'text', required: true, max: 60 },
      { key: 'receipt_no', label: '接收回执号', type: 'text', required: true, max: 60 },
    ],
    path: to('transfer'),
    submit: '移送',
    danger: true,
  },
  review: {
    title: '审核',
    fields: () => [
      {
        key: 'decision',
        label: '决定',
        type: 'radio',
        required: true,
        options: [
          { value: 'pass', text: '通过' },
          { value: 'back', text: '退回重办' },
        ],
      },
      { key: 'opinion', label: '审核意见', type: 'textarea', rows: 3, max: 500, required: (values) => values.decision === 'back' },
    ],
    initial: () => ({ decision: 'pass' }),
    path: to('review'),
    submit: '提交审核',
  },
}

export const endStageSpec: ActionSpec<StatutoryStage & { version?: number }> = {
  title: '结束法定程序',
  fields: () => [],
  path: (stage) => `/stages/${stage.id}/end`,
  versioned: false,
  submit: '结束',
}
