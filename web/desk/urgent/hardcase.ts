// SPDX-License-Identifier: Apache-2.0
// Hard cases as dialogs: naming people, meetings, the decision, follow-up, the way up, the end.
import type { HardCaseBrief } from '@shared/api/hardcase'
import type { ActionSpec } from '../forms/actions'
import type { Field } from '../forms/fields'

export const STATUS = [
  { value: 'opened', text: '待定人' },
  { value: 'deciding', text: '待定办法' },
  { value: 'following', text: '跟进中' },
  { value: 'closed', text: '已了结' },
  { value: 'withdrawn', text: '不作疑难件' },
]
export const LEVELS = [
  { value: 'town', text: '镇街级' },
  { value: 'district', text: '县区级' },
  { value: 'city', text: '市级' },
]
export const REASONS = [
  { value: 'unclear', text: '职责不清' },
  { value: 'unattended', text: '长期无人管' },
  { value: 'stuck', text: '推进困难' },
]
const OUTCOMES = [
  { value: 'solved', text: '已解决' },
  { value: 'partly', text: '部分解决' },
  { value: 'explained', text: '依法解释' },
]

const at = (action: string) => (one: HardCaseBrief) => `/hardcases/${one.id}/${action}`
const text = (label: string, max = 1000): Field => ({ key: 'text', label, type: 'textarea', rows: 3, max, required: true })

export const HARD_STEPS: Record<string, ActionSpec<HardCaseBrief>> = {
  assign: {
    title: '定人',
    intro: '一个人拍板定办法（有人定），一个人盯到底（有人管）。',
    fields: () => [
      { key: 'owner_unit', label: '定的人在哪个单位', type: 'unit', required: true },
      { key: 'owner_id', label: '谁来定', type: 'staff', unitFrom: 'owner_unit', required: true },
      { key: 'follower_unit', label: '管的人在哪个单位', type: 'unit', required: true },
      { key: 'follower_id', label: '谁来管', type: 'staff', unitFrom: 'follower_unit', required: true },
      { key: 'text', label: '说明', type: 'textarea', rows: 2, max: 500 },
    ],
    body: ({ owner_unit: _owner, follower_unit: _follower, ...rest }) => rest,
    path: at('assign'),
    submit: '定下来',
    said: '已定人',
  },
  meet: {
    title: '记录会商',
    fields: () => [
      { key: 'at', label: '会商时间', type: 'time', required: true },
      { key: 'place', label: '地点', type: 'text', max: 200 },
      { key: 'participants', label: '参加人', type: 'text', max: 500, required: true, wide: true, placeholder: '如 市政中心张三、执法局李四、澜城街道王五' },
      { key: 'minutes', label: '纪要', type: 'textarea', rows: 5, max: 2000, required: true },
    ],
    path: at('meet'),
    submit: '记下',
    said: '已记录会商',
  },
  decide: {
    title: '定办法',
    intro: '写明谁做、做什么、什么时候完成。还没有本案工单的单位会同时收到协办单。',
    fields: () => [
      { key: 'unit_ids', label: '承办单位', type: 'units', required: true },
      { key: 'measures', label: '措施', type: 'textarea', rows: 4, max: 2000, required: true },
      { key: 'due_at', label: '完成期限', type: 'time', required: true },
    ],
    path: at('decide'),
    submit: '定下来',
    said: '办法已定，工单已派出',
  },
  progress: { title: '写进展', fields: () => [text('进展')], path: at('progress'), submit: '记下', said: '已记下' },
  raise: { title: '提级协调', intro: '本级协调不了的报上一级；上一级重新定人。', fields: () => [text('卡在哪里')], path: at('raise'), submit: '提级', said: '已提级' },
  close: {
    title: '了结',
    fields: () => [
      { key: 'outcome', label: '结果', type: 'radio', required: true, wide: true, options: OUTCOMES },
      { key: 'conclusion', label: '说明', type: 'textarea', rows: 4, max: 2000, required: true },
    ],
    path: at('close'),
    submit: '了结',
    said: '已了结',
  },
  withdraw: { title: '不作疑难件', intro: '不用协调，按普通案件办。', fields: () => [text('理由')], path: at('withdraw'), submit: '确定', danger: true },
}

export const openHardSpec: ActionSpec<{ id: string; version?: number }> = {
  title: '列为疑难件',
  intro: '职责不清的有人定，推进困难的有人管。案件和工单照常办理，时限照走。',
  fields: () => [
    { key: 'reason', label: '为什么难', type: 'radio', required: true, wide: true, options: REASONS },
    { key: 'why', label: '情况说明', type: 'textarea', rows: 3, max: 1000, required: true },
  ],
  path: (one) => `/cases/${one.id}/hardcase`,
  versioned: false,
  submit: '列为疑难件',
  said: '已列为疑难件',
}
