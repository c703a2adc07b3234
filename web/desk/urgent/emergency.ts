// SPDX-License-Identifier: Apache-2.0
// Emergencies as dialogs: reporting on a case, verifying, commanding, lifting, looking back.
import type { Emergency, EmergencyClass } from '@shared/api/emergency'
import type { Option } from '@shared/enums'
import type { ActionSpec } from '../forms/actions'
import type { Field } from '../forms/fields'

export const STATUS = [
  { value: 'reported', text: '待接手' },
  { value: 'taken', text: '待核实' },
  { value: 'responding', text: '应急响应中' },
  { value: 'lifted', text: '已解除待复盘' },
  { value: 'reviewed', text: '已复盘' },
  { value: 'false_alarm', text: '误报' },
  { value: 'routine', text: '转常规办理' },
  { value: 'ended', text: '随案办结' },
  { value: 'merged', text: '已并入另一起' },
]
export const LEVELS = [
  { value: '4', text: 'Ⅳ级 一般' },
  { value: '3', text: 'Ⅲ级 较大' },
  { value: '2', text: 'Ⅱ级 重大' },
  { value: '1', text: 'Ⅰ级 特别重大' },
]
export const ORIGIN: Record<string, string> = { hand: '人工速报', rule: '规则启动', deadman: '无人处理转入' }
export const TOLD: Record<string, string> = { city: '市', district: '县区（镇街）', community: '社区', unit: '部门单位' }

type One = Pick<Emergency, 'id' | 'version' | 'case' | 'class' | 'proposed'>
const at = (action: string) => (one: One) => `/emergencies/${one.id}/${action}`
const text = (label: string, required: boolean, help?: string): Field => ({ key: 'text', label, type: 'textarea', rows: 3, max: 1000, required, ...(help ? { help } : {}) })
const levelOf = (body: Record<string, unknown>) => ({ ...body, level: Number(body.level) })
const level: Field = { key: 'level', label: '响应级别', type: 'radio', required: true, wide: true, options: LEVELS }

/** `classes`: those in use, to name what is not named yet; `others`: open ones that it may be part of. */
export const emergencySteps = (classes: EmergencyClass[], others: Option[]): Record<string, ActionSpec<One>> => ({
  take: { title: '接手', intro: '接手后停止振铃，由您核实、指挥。', fields: () => [], path: at('take'), submit: '接手', said: '已接手，请尽快核实' },
  true: {
    title: '核实属实，启动响应',
    intro: '由平转急：工单越过层级直派到单位，并按间隔续报。',
    fields: (one) => [
      level,
      ...(one.class ? [] : [{ key: 'class_id', label: '类别', type: 'select' as const, required: true, options: classes.map((k) => ({ value: k.id, text: k.name })) }]),
      text('核实情况', true),
    ],
    initial: () => ({ level: '4' }),
    body: levelOf,
    path: at('true'),
    submit: '启动响应',
    said: '已启动响应',
  },
  dispatch: {
    title: '派出力量',
    intro: '直接派到处置单位，不逐级转派；事发社区同时知道。第一个单位主办。',
    fields: (one) => [
      { key: 'unit_ids', label: '派往单位', type: 'units', required: true },
      ...(one.case.event_type ? [] : [{ key: 'event_type_id', label: '事项', type: 'eventType' as const, required: true, wide: true }]),
      { key: 'demand', label: '处置要求', type: 'textarea', rows: 3, max: 1000 },
    ],
    initial: (one) => ({ unit_ids: one.proposed.map((unit) => unit.id) }),
    path: at('dispatch'),
    submit: '派出',
    said: '已派出',
  },
  entry: {
    title: '写进展、续报',
    fields: (one) => [
      text('情况', true, '到了哪里、控制住没有、有无伤亡、还缺什么。'),
      { key: 'resources', label: '到场力量和物资', type: 'text', max: 300, wide: true, placeholder: '如 燃气抢修 2 车 6 人，消防 1 车' },
      { key: 'again', label: '这是一次续报（重新计时）', type: 'check' },
      { key: 'files', label: '照片', type: 'files', upload: { object: 'case', id: one.case.id, stage: 'evidence', accept: 'image/*' } },
    ],
    initial: () => ({ again: true }),
    body: ({ files: _stored, ...rest }) => rest,
    path: at('entry'),
    submit: '记下',
    said: '已记入经过',
  },
  level: { title: '调整响应级别', fields: () => [level, text('理由', true)], body: levelOf, path: at('level'), submit: '调整' },
  lift: { title: '解除响应', intro: '由急转平：响应结束，工单按常规继续办到底。', fields: () => [text('处置结果', true)], path: at('lift'), submit: '解除', said: '响应已解除，请复盘' },
  review: { title: '复盘', intro: '写明时间是否够快、哪里卡住、下次怎么做。', fields: () => [text('复盘意见', true)], path: at('review'), submit: '归档', said: '已复盘' },
  merge: {
    title: '并入另一起',
    intro: '同一件事报了几次的，并成一起处置；诉求人和每次速报都留着，可以拆分还原。',
    fields: () => [{ key: 'into_id', label: '并入哪一起', type: 'select', required: true, wide: true, options: others, ...(others.length ? {} : { help: '没有别的未结束的突发事件。' }) }, text('理由', false)],
    path: at('merge'),
    submit: '并入',
    said: '已并入，请在那一起里处置',
  },
  split: { title: '拆分还原', intro: '不是同一件事的拆开，拆出来的这一起重新待接手。', fields: () => [text('理由', true)], path: at('split'), submit: '拆分', said: '已拆分，重新待接手' },
  routine: { title: '转常规办理', intro: '不是突发事件，但案件照常办理。', fields: () => [text('理由', true)], path: at('routine'), submit: '转常规' },
  false: { title: '误报', fields: () => [text('核实情况', true)], path: at('false'), submit: '记为误报', danger: true },
  release: { title: '退回待接手', intro: '退回后重新振铃，直到有人接手。', fields: () => [text('理由', true)], path: at('release'), submit: '退回' },
})

/** From a case page: 启动应急. */
export const raiseSpec = (classes: EmergencyClass[]): ActionSpec<{ id: string; version?: number }> => ({
  title: '启动应急',
  intro: '不逐级上报：立即同时报送市中心和事发地（县区、镇街），并在值班坐席振铃。首报内容和时间不能改，补充写进展。',
  fields: () => [
    { key: 'class_id', label: '类别', type: 'select', options: classes.map((k) => ({ value: k.id, text: k.known ? k.name : `${k.name}（待确认）` })), help: '一时说不清可以不选。' },
    { key: 'what', label: '发生了什么', type: 'textarea', rows: 3, max: 400, required: true },
  ],
  body: (body, one) => ({ ...body, case_id: one.id }),
  path: () => '/emergencies',
  versioned: false,
  submit: '立即速报',
  danger: true,
  said: '已同时报送两级，正在振铃',
})
