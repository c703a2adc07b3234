// SPDX-License-Identifier: Apache-2.0
// Steps of a proposal as dialogs.
import type { AccountabilityItem, AccountabilityMeasure, AccountabilityStatus } from '@shared/api/accountability'
import type { Field } from '../forms/fields'
import type { ActionSpec } from '../forms/actions'

export const MEASURE: Record<AccountabilityMeasure, string> = { notice: '通报批评', talk: '约谈主要负责人', transfer: '线索移送函', commend: '通报表扬' }
export const STATUS: Record<AccountabilityStatus, string> = {
  proposed: '拟定中',
  hearing: '听取意见',
  stated: '已陈述',
  submitted: '待签批',
  issued: '已送达',
  rectified: '待回头看',
  done: '已办结',
  declined: '不予采用',
  withdrawn: '已撤销',
}

const words = (label: string, required = true): Field => ({ key: 'text', label, type: 'textarea', rows: 4, max: 2000, required })
const basis: Field = { key: 'basis', label: '批准依据（文号）', type: 'text', max: 100, required: true, wide: true, placeholder: '如 荣委办〔2026〕7号' }
const step = (action: string, title: string, intro: string, fields: Field[], danger = false): ActionSpec<AccountabilityItem> => ({
  title,
  intro,
  fields: () => fields,
  path: (item) => `/accountability/${item.id}/act`,
  body: (body) => ({ ...body, action, ...(body.tolerance ? { tolerance: 1 } : {}) }),
  submit: title,
  danger,
})

export const STEPS: Record<string, ActionSpec<AccountabilityItem>> = {
  hear: step('hear', '听取单位意见', '单位从现在起能看到这一件，三个工作日内陈述意见，可以申请容错。', []),
  state: step('state', '陈述意见', '写明事实、原因和意见，会写进文书。', [words('意见'), { key: 'tolerance', label: '申请容错', type: 'check' }]),
  submit: {
    ...step('submit', '报请签批', '交市领导签批。没有批准依据不能报。', []),
    fields: (item) => [basis, words('对单位意见的答复、认定', item.measure !== 'commend')],
  },
  sign: step('sign', '签发', '签发即送达，编号成文，单位开始整改。内容不能再改，只能撤销。', [words('签批意见')]),
  praise: step('praise', '签发表扬', '签发即送达，编号成文。', [words('签批意见')]),
  decline: step('decline', '不予采用', '这一件到此为止，理由留存。', [words('理由')], true),
  rectify: step('rectify', '报告整改', '写明原因、措施和结果，等候回头看。', [words('整改情况')]),
  accept: step('accept', '回头看通过', '这一件办结。', [words('查看情况')]),
  again: step('again', '整改不到位', '退回单位继续整改。', [words('查看情况')], true),
  drop: step('drop', '不再提出', '不报请签批，理由留存。', [words('理由')], true),
  withdraw: step('withdraw', '撤销', '文书、文号和理由都留存。', [words('理由')], true),
}
