// SPDX-License-Identifier: Apache-2.0
// Deadlines and duty as dialogs: asking for an extension, a suspension or an end, giving an order back, and deciding on it.
import type { Adjustment, Dispute, DisputeItem, Order, OrderAdjustment } from '@shared/api/order'
import type { ActionSpec } from '../forms/actions'

export const REASONS = [
  { value: 'complex', text: '情况复杂，需多方配合' },
  { value: 'procedure', text: '法定程序需要' },
  { value: 'weather', text: '天气或季节' },
  { value: 'material', text: '材料、设备未到' },
  { value: 'funds', text: '资金未落实' },
  { value: 'plan', text: '已列入计划' },
  { value: 'appellant', text: '诉求人要求或未配合' },
  { value: 'litigation', text: '诉讼、仲裁或复议中' },
  { value: 'law', text: '法律法规不支持' },
  { value: 'scope', text: '超出本级职责' },
  { value: 'other', text: '其他' },
]
const RETURN_REASONS = [
  { value: 'not_duty', text: '不属于本单位职责' },
  { value: 'not_region', text: '不在本单位辖区' },
  { value: 'not_owner', text: '设施不归本单位所有' },
  { value: 'not_listed', text: '不在履职事项清单' },
  { value: 'upper', text: '属上级部门事权' },
  { value: 'unclear', text: '职责不清' },
  { value: 'other', text: '其他' },
]

/** `limit` in words, e.g. 2个工作日; extensions count in the same unit. */
export const askSpec = (limit: number, unit: string): ActionSpec<Order> => ({
  title: '申请延期、挂账或终止',
  intro: '单位负责人同意后由中心审批。批准以前，原来的时限照走。',
  fields: (order) => [
    {
      key: 'kind',
      label: '申请什么',
      type: 'radio',
      required: true,
      wide: true,
      options: [
        { value: 'extension', text: '延期（超期前，最多两次）' },
        { value: 'suspension', text: '挂账（每案一次）' },
        { value: 'termination', text: '终止办理' },
        { value: 'beyond', text: '超出本级职责' },
      ],
    },
    { key: 'more', label: `延长多少${unit}`, type: 'number', required: true, help: `原时限 ${limit}${unit}，最多再延 ${limit}${unit}。`, when: (values) => values.kind === 'extension' },
    { key: 'until_at', label: '挂账到', type: 'time', required: true, help: '到时自动恢复办理，最长 365 天。', when: (values) => values.kind === 'suspension' },
    { key: 'reason_code', label: '原因', type: 'select', required: true, options: REASONS },
    { key: 'reason', label: '情况说明', type: 'textarea', required: true, rows: 3, max: 1000 },
    { key: 'legal_basis', label: '依据', type: 'text', max: 300, wide: true, placeholder: '法规、文件或计划，可不填' },
    {
      key: 'files',
      label: '依据材料',
      type: 'files',
      help: '挂账须有文书或证明；传上即存入工单。',
      upload: { object: 'order', id: order.id, stage: 'document', accept: 'image/*,application/pdf' },
      when: (values) => values.kind === 'suspension',
    },
  ],
  initial: () => ({ kind: 'extension' }),
  body: (body) => {
    const { files: _stored, ...rest } = body
    return rest
  },
  path: (order) => `/orders/${order.id}/adjust`,
  submit: '提出申请',
})

export const resumeSpec: ActionSpec<Order> = {
  title: '恢复办理',
  intro: '挂账的原因已经消除，时限从现在接着走。',
  fields: () => [{ key: 'reason', label: '原因', type: 'textarea', required: true, rows: 3, max: 500 }],
  path: (order) => `/orders/${order.id}/resume`,
  versioned: false,
  submit: '恢复办理',
}

export const returnSpec: ActionSpec<Order> = {
  title: '退单',
  intro: '每个单位对一件案件只能退一次，须写明职责依据。裁定以前工单仍由本单位办理，时限照走；裁定后不能再退。',
  fields: () => [
    { key: 'reason_code', label: '原因', type: 'select', required: true, options: RETURN_REASONS },
    { key: 'duty_basis', label: '职责依据', type: 'text', required: true, max: 300, wide: true, placeholder: '如 履职事项清单第12条、三定规定' },
    { key: 'proposed_unit_id', label: '建议哪个单位办', type: 'unit', help: '职责不清、说不出的可以不选。' },
    { key: 'reason', label: '情况说明', type: 'textarea', required: true, rows: 3, max: 1000 },
  ],
  path: (order) => `/orders/${order.id}/return`,
  submit: '提出退单',
}

type AnyAdjustment = Pick<Adjustment | OrderAdjustment, 'id' | 'version'>
const opinion = (required: boolean) => [{ key: 'opinion', label: '意见', type: 'textarea' as const, rows: 3, max: 500, required }]

export const ADJUST_STEPS: Record<string, ActionSpec<AnyAdjustment>> = {
  pass: { title: '同意申请', intro: '同意后交中心审批。', fields: () => opinion(false), path: (one) => `/adjustments/${one.id}/pass`, submit: '同意' },
  approve: { title: '批准申请', intro: '批准后立即生效，写入经过。', fields: () => opinion(false), path: (one) => `/adjustments/${one.id}/approve`, submit: '批准' },
  refuse: { title: '驳回申请', fields: () => opinion(true), path: (one) => `/adjustments/${one.id}/refuse`, submit: '驳回', danger: true },
  withdraw: { title: '撤回申请', fields: () => [], path: (one) => `/adjustments/${one.id}/withdraw`, submit: '撤回' },
}

type AnyDispute = Pick<Dispute | DisputeItem, 'id' | 'version' | 'proposed'>
const basis = { key: 'basis', label: '裁定依据', type: 'text' as const, required: true, max: 300, wide: true, placeholder: '法规、三定或清单条目' }

export const DISPUTE_STEPS: Record<string, ActionSpec<AnyDispute>> = {
  pass: { title: '同意退单', intro: '同意后交中心裁定。', fields: () => opinion(false), path: (one) => `/disputes/${one.id}/pass`, submit: '同意退单' },
  refuse: { title: '不同意退单', fields: () => opinion(true), path: (one) => `/disputes/${one.id}/refuse`, submit: '不同意', danger: true },
  withdraw: { title: '撤回退单', fields: () => [], path: (one) => `/disputes/${one.id}/withdraw`, submit: '撤回' },
  redirect: {
    title: '裁定改派',
    intro: '改派给该办的单位，时限照走；新单位不能再退。裁定成为先例，以后同类案件直接建议派给它。',
    fields: () => [{ key: 'unit_id', label: '由哪个单位办', type: 'unit', required: true }, basis, ...opinion(false)],
    initial: (one) => ({ unit_id: one.proposed?.id ?? '' }),
    path: (one) => `/disputes/${one.id}/redirect`,
    submit: '改派',
  },
  reject: {
    title: '裁定驳回',
    intro: '仍由退单单位办理，不能再退。',
    fields: () => [basis, ...opinion(false)],
    path: (one) => `/disputes/${one.id}/reject`,
    submit: '驳回',
    danger: true,
  },
  confer: { title: '会商', intro: '召集有关单位会商，裁定时限为平时的两倍。', fields: () => opinion(true), path: (one) => `/disputes/${one.id}/confer`, submit: '转会商' },
  raise: { title: '提级裁定', intro: '报编办和司法局裁定。', fields: () => opinion(false), path: (one) => `/disputes/${one.id}/raise`, submit: '提级' },
  government: { title: '报政府裁定', fields: () => opinion(true), path: (one) => `/disputes/${one.id}/government`, submit: '上报' },
}
