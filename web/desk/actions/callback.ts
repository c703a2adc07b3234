// SPDX-License-Identifier: Apache-2.0
// What a callback agent can do with a task (J-01): every try is recorded, the two questions are asked once.
import { CALL_METHOD, SATISFIED, options, solvedChoices, solvedQuestion } from '@shared/enums'
import type { ActionSpec } from '../forms/actions'

export interface TaskRef {
  id: string
  type: string
  version?: number
}

export const attemptSpec: ActionSpec<TaskRef> = {
  title: '登记一次联系',
  intro: '没有接通的也要登记：三次、两种方式、跨三天都联系不上，再过七天按“未评价”结案，不会默认满意。',
  fields: () => [
    { key: 'method', label: '方式', type: 'radio', required: true, options: options(CALL_METHOD) },
    {
      key: 'outcome',
      label: '结果',
      type: 'radio',
      required: true,
      wide: true,
      options: [
        { value: 'no_answer', text: '无人接听' },
        { value: 'later', text: '接通，约定再打' },
        { value: 'refused', text: '接通，拒绝回访' },
        { value: 'wrong_number', text: '号码有误' },
        { value: 'reached', text: '接通（接着登记评价）' },
      ],
    },
    { key: 'note', label: '备注', type: 'textarea', rows: 2, max: 300 },
  ],
  initial: () => ({ method: 'phone', outcome: 'no_answer' }),
  path: (task) => `/callbacks/${task.id}/attempt`,
  versioned: false,
  submit: '登记',
}

export const rateSpec: ActionSpec<TaskRef> = {
  title: '登记评价',
  intro: '照诉求人的原话选择，不解释、不劝说、不默认满意。一轮只记一次，以后的来电不能改。',
  fields: (task) => [
    { key: 'contacted', label: '承办单位联系过您吗？', type: 'radio', options: [{ value: 'yes', text: '联系过' }, { value: 'no', text: '没有联系' }] },
    { key: 'solved', label: solvedQuestion(task.type), type: 'radio', required: true, options: solvedChoices(task.type), wide: true },
    {
      key: 'satisfied',
      label: '对办理满意吗？',
      type: 'radio',
      required: true,
      wide: true,
      options: [5, 4, 3, 2, 1].map((n) => ({ value: String(n), text: SATISFIED[n] ?? '' })),
    },
    { key: 'opinion', label: '诉求人的意见', type: 'textarea', rows: 3, max: 1000, required: (values) => Number(values.satisfied) <= 2 && !!values.satisfied },
  ],
  path: (task) => `/callbacks/${task.id}/rate`,
  body: (body) => ({
    ...body,
    satisfied: Number(body.satisfied),
    ...(body.contacted ? { contacted: body.contacted === 'yes' } : {}),
  }),
  versioned: false,
  submit: '登记评价',
}

export const waiveSpec: ActionSpec<TaskRef> = {
  title: '免回访',
  intro: '诉求人明确要求不回访，或匿名无法联系。理由写入经过。',
  fields: () => [{ key: 'reason', label: '理由', type: 'textarea', required: true, rows: 3, max: 300 }],
  path: (task) => `/callbacks/${task.id}/waive`,
  versioned: false,
  submit: '免回访',
}

export const releaseSpec: ActionSpec<TaskRef> = {
  title: '退回队列',
  intro: '这件回访不由我做，放回队列让别人领取。',
  fields: () => [],
  path: (task) => `/callbacks/${task.id}/release`,
  versioned: false,
  submit: '退回',
}
