// SPDX-License-Identifier: Apache-2.0
// Hot spots as dialogs: taking one, giving it to a unit, progress, the end.
import type { Hotspot } from '@shared/api/hotspot'
import type { ActionSpec } from '../forms/actions'
import type { Field } from '../forms/fields'

export const KINDS = [
  { value: 'mass', text: '群发' },
  { value: 'frequent', text: '多发' },
  { value: 'burst', text: '突增' },
]
export const STATUS = [
  { value: 'new', text: '新发现' },
  { value: 'watching', text: '关注中' },
  { value: 'handled', text: '已部署' },
  { value: 'over', text: '已平息' },
  { value: 'dismissed', text: '不是热点' },
]
export const kindText = (kind: string) => KINDS.find((one) => one.value === kind)?.text ?? kind

const at = (action: string) => (one: Hotspot) => `/hotspots/${one.id}/${action}`
const text = (label: string): Field => ({ key: 'text', label, type: 'textarea', rows: 3, max: 2000, required: true })

export const HOT_STEPS: Record<string, ActionSpec<Hotspot>> = {
  take: { title: '认领', intro: '由您跟进这个热点，同事能看到。', fields: () => [], path: at('take'), submit: '认领', said: '已由您跟进' },
  arrange: {
    title: '部署治理',
    intro: '从解决一个诉求到治理一类问题：定牵头单位，写明源头上怎么治。案件和工单照常办理。',
    fields: () => [
      { key: 'unit_id', label: '牵头单位', type: 'unit', required: true },
      { key: 'text', label: '治理措施', type: 'textarea', rows: 4, max: 2000, required: true },
    ],
    initial: (one) => ({ unit_id: one.unit?.id ?? one.proposed_unit?.id ?? '', text: one.plan }),
    path: at('arrange'),
    submit: '部署',
    said: '已部署',
  },
  note: { title: '写进展', fields: () => [text('进展')], path: at('note'), submit: '记下', said: '已记下' },
  close: { title: '办结', fields: () => [text('结果')], path: at('close'), submit: '办结', said: '已办结' },
  dismiss: { title: '不是热点', intro: '这些诉求不是一回事，或不需要集中处理。', fields: () => [text('理由')], path: at('dismiss'), submit: '确定', danger: true },
}
