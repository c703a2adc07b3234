// SPDX-License-Identifier: Apache-2.0
// What can be done with a whistle, as dialogs. Blowing, deciding and rating have components of their own.
import type { WhistleRating } from '@shared/api/whistle'
import { FORCES, pathOf, STARS, type Step } from '@shared/whistle'
import type { ActionSpec } from '../forms/actions'
import type { Field } from '../forms/fields'

const reason = (label: string, placeholder?: string): Field => ({ key: 'reason', label, type: 'textarea', required: true, rows: 3, max: 500, ...(placeholder ? { placeholder } : {}) })
const plain = (title: string, intro: string, submit: string, fields: Field[] = []): ActionSpec<Step> => ({
  title,
  intro,
  fields: () => fields,
  path: pathOf,
  submit,
})

/** Done at once, without a dialog: nothing has to be said and nothing is lost by it. */
export const AT_ONCE = ['accept', 'finish', 'arrive_noted']
export const SAID: Record<string, string> = { accept: '已应哨', finish: '哨已了结', arrive_noted: '已记到场' }

const TASK: Field[] = [
  { key: 'demand', label: '办什么', type: 'textarea', required: true, rows: 2, max: 500 },
  { key: 'limit_minutes', label: '多少分钟内办完', type: 'number', required: true, help: '一天是 1440 分钟。接力的从上一家办完起算。' },
]

export const STEPS: Record<string, ActionSpec<Step>> = {
  'responder.refuse': plain('拒哨', '确不属于本单位职责的才能拒哨，由中心裁定。裁定以前请先准备人员。', '拒哨', [
    reason('原因'),
    { key: 'basis', label: '职责依据', type: 'text', required: true, max: 300, wide: true, placeholder: '如 履职事项清单第12条、三定规定' },
  ]),
  'responder.leave': plain('离场', '作出决定以前、又没有经吹哨单位放行就离开的，会标明“未决离场”，一直看得到。', '离场'),
  'responder.leave_noted': plain('记离场', '替应哨单位记下已经离开。作出决定以前离开的，标明“未决离场”。', '记离场'),
  'responder.release': plain('放行', '同意这家先走，或者不用再来。不算未决离场。', '放行', [reason('原因', '如 这一段已经办完')]),
  'responder.uphold': plain('准予免应', '理由成立，这家不用应哨。', '准予免应', [reason('裁定理由')]),
  'responder.deny': plain('指令应哨', '理由不成立，这家必须应哨。', '指令应哨', [reason('裁定理由')]),
  'whistle.confirm': plain('确认吹哨', '确认后立即叫这些单位，应哨时限从确认起算。', '确认吹哨'),
  'whistle.decline': { ...plain('不同意吹哨', '网格员会看到理由；本社区能办的请直接安排。', '不同意', [reason('理由')]), danger: true },
  'whistle.confer': plain('开始会商', '都到齐了会自动开始。还有单位没到，也可以先开始。', '开始会商'),
  'whistle.withdraw': { ...plain('撤哨', '不再需要联合处理时撤哨，各单位都会知道。', '撤哨', [reason('原因')]), danger: true },
  'task.done': plain('交结果', '写明做了什么、结果怎样。', '交结果', [{ key: 'result', label: '结果', type: 'textarea', required: true, rows: 4, max: 1000 }]),
  'task.reopen': plain('要求重办', '结果不行的退回重办，会计入这家的成效。', '要求重办', [reason('哪里不行'), TASK[1]!]),
  'rating.appeal': plain('申请评价复核', '三个工作日内可以申请一次，由中心复核。', '申请复核', [reason('理由')]),
  'rating.uphold': plain('维持评价', '', '维持', [reason('复核意见')]),
}

/** One more task, for one of those who answered. */
export const taskSpec = (who: { value: string; text: string }[]): ActionSpec<Step> => ({
  ...plain('再交一件任务', '', '交办'),
  fields: () => [{ key: 'responder_id', label: '交给谁', type: 'select', required: true, options: who }, ...TASK],
  initial: () => ({ limit_minutes: 1440 }),
})

export const callSpec = (forces: boolean): ActionSpec<Step> => ({
  ...plain('加叫单位', '加叫的单位从现在起算应哨时限。', '加叫'),
  fields: () => [
    { key: 'units', label: '单位', type: 'units' },
    ...(forces ? [{ key: 'forces', label: '社会力量', type: 'checks' as const, options: FORCES.map((value) => ({ value, text: value })) }] : []),
  ],
  check: (_step, values): Record<string, string> =>
    (values.units as string[] | undefined)?.length || (values.forces as string[] | undefined)?.length ? {} : { units: '请选择要加叫的单位。' },
  body: (body) => ({ units: [], ...body }),
})

/** 复核改评: the stars as they should have been. */
export const changeSpec = (now: WhistleRating | undefined): ActionSpec<Step> => ({
  ...plain('更改评价', '', '更改'),
  fields: () => [
    ...STARS.map(({ key, label }): Field => ({ key, label, type: 'select', required: true, options: [5, 4, 3, 2, 1].map((n) => ({ value: String(n), text: `${n} 星` })) })),
    reason('复核意见'),
  ],
  initial: () => Object.fromEntries(STARS.map(({ key }) => [key, String(now?.[key] ?? '')])),
  body: (body) => ({ ...body, ...Object.fromEntries(STARS.map(({ key }) => [key, Number(body[key])])) }),
})
