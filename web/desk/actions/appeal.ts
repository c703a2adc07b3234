// SPDX-License-Identifier: Apache-2.0
// What can be done with an appeal, as dialogs (domain-model.md 3.3). Filing and joining have pages of their own kind:
// FileDialog.vue and JoinDialog.vue.
import type { Appeal } from '@shared/api/appeal'
import { FAMILY, SPECIAL, TYPE, URGENCY, options } from '@shared/enums'
import { isSecret } from './secret'
import type { ActionSpec } from '../forms/actions'
import type { Field, Values } from '../forms/fields'

const to = (name: string) => (appeal: Appeal) => `/appeals/${appeal.id}/${name}`

const CALL_LOG: Field = {
  key: 'call_log',
  label: '三方通话记录',
  type: 'textarea',
  required: true,
  rows: 3,
  help: '写明接线时间、接警人、已告知的内容。',
  texts: ['emergency'],
  max: 1000,
}

export const APPEAL_ACTIONS: Record<string, ActionSpec<Appeal>> = {
  answer: {
    title: '直接答复',
    intro: '能当场说清楚的问题直接答复，不再派单。答复内容诉求人可以查到。',
    fields: () => [
      { key: 'text', label: '答复内容', type: 'textarea', required: true, rows: 6, texts: ['direct_answer'], max: 2000 },
    ],
    path: to('answer'),
    submit: '答复',
  },
  ask: {
    title: '请诉求人补充',
    intro: '补充期限过后仍未补充的，按“已关闭（未补充）”处理，诉求人可以重新提出。',
    fields: () => [
      { key: 'question', label: '需要补充什么', type: 'textarea', required: true, rows: 4, texts: ['supplement'], max: 1000 },
      { key: 'days', label: '补充期限（天）', type: 'number', help: '不填按 7 天。' },
    ],
    path: to('ask'),
    submit: '发出',
  },
  supplied: {
    title: '登记补充内容',
    intro: '诉求人打电话或到现场补充的，在这里登记。',
    fields: () => [{ key: 'answer', label: '补充内容', type: 'textarea', required: true, rows: 5, max: 2000 }],
    path: to('supplied'),
    submit: '登记',
  },
  emergency: {
    title: '转紧急专线',
    intro: '有人身、火灾、交通或公共安全危险的，先接通三方通话再登记。',
    fields: () => [
      {
        key: 'line',
        label: '转往',
        type: 'radio',
        required: true,
        options: [
          { value: '110', text: '110 报警' },
          { value: '119', text: '119 消防' },
          { value: '120', text: '120 急救' },
          { value: '122', text: '122 交通事故' },
          { value: 'other', text: '其他专线' },
        ],
      },
      CALL_LOG,
    ],
    path: to('emergency'),
    submit: '已转接，登记',
    danger: true,
  },
  refuse: {
    title: '不予受理（告知）',
    intro: '写明属于哪一种情形，并告知诉求人理由和应走的途径。诉求人有异议的回到待分拣。',
    fields: () => [
      { key: 'special', label: '情形', type: 'radio', required: true, options: options(SPECIAL), wide: true },
      {
        key: 'text',
        label: '告知内容',
        type: 'textarea',
        required: true,
        rows: 6,
        texts: ['legal_route', 'not_accepted', 'emergency'],
        max: 2000,
      },
    ],
    path: to('refuse'),
    submit: '告知并不予受理',
    danger: true,
  },
  object: {
    title: '登记异议',
    intro: '诉求人对不予受理有异议，诉求回到待分拣。',
    fields: () => [{ key: 'text', label: '异议内容', type: 'textarea', required: true, rows: 4, max: 1000 }],
    path: to('object'),
    submit: '登记异议',
  },
  withdraw: {
    title: '撤回',
    intro: '诉求人要求撤回。立案以后不能撤回。',
    fields: () => [{ key: 'reason', label: '撤回原因', type: 'textarea', required: true, rows: 3, max: 500 }],
    path: to('withdraw'),
    submit: '撤回',
    danger: true,
  },
  unjoin: {
    title: '取消并入',
    intro: '这件诉求回到待分拣，原案件不受影响。',
    fields: () => [{ key: 'reason', label: '理由', type: 'textarea', required: true, rows: 3, max: 500 }],
    path: to('unjoin'),
    submit: '取消并入',
  },
  release: {
    title: '放行保密举报内容',
    intro: '承办单位只看到这里写的文字和选中的照片。去掉能认出举报人的姓名、住处、关系、口吻和细节。',
    fields: (appeal) => [
      { key: 'text', label: '放行的文字', type: 'textarea', required: true, rows: 7, max: 3000 },
      ...(appeal.files?.length
        ? [
            {
              key: 'photos',
              label: '放行的照片（已去除拍摄时间和位置，仍请看清画面）',
              type: 'checks' as const,
              wide: true,
              options: appeal.files.filter((file) => file.status === 'ready').map((file) => ({ value: file.id, text: file.name })),
            },
          ]
        : []),
    ],
    initial: (appeal) => ({ text: appeal.released_text ?? appeal.body }),
    body: (body) => ({ ...body, photos: body.photos ?? [] }),
    path: to('release'),
    submit: '放行',
  },
  contact: {
    title: '查看联系方式',
    intro: (appeal) =>
      isSecret(appeal) ? '这是保密举报。查看举报人信息会记入审计，请写明办案需要。' : '查看完整联系方式会记入审计，请写明理由。',
    fields: () => [{ key: 'reason', label: '查看理由', type: 'text', required: true, max: 200, wide: true }],
    path: to('contact'),
    versioned: false,
    submit: '查看',
    said: '已记入审计',
  },
  edit: {
    title: '更正登记内容',
    fields: () => [
      { key: 'title', label: '标题', type: 'text', required: true, max: 100, wide: true },
      { key: 'body', label: '事情经过', type: 'textarea', required: true, rows: 6, max: 4000 },
      { key: 'type', label: '类型', type: 'select', required: true, options: options(TYPE) },
      { key: 'family', label: '类别', type: 'select', required: true, options: options(FAMILY) },
      { key: 'urgency', label: '紧急程度', type: 'select', options: options(URGENCY) },
      { key: 'happened', label: '发生时间', type: 'text', max: 60 },
      { key: 'subject', label: '涉及对象', type: 'text', max: 120 },
      { key: 'demand', label: '诉求人的要求', type: 'text', max: 500, wide: true },
      { key: 'address', label: '地点', type: 'text', max: 200, wide: true },
    ],
    initial: (appeal) => ({
      title: appeal.title,
      body: appeal.body,
      type: appeal.type,
      family: appeal.family,
      urgency: appeal.urgency,
      happened: appeal.happened ?? '',
      subject: appeal.subject ?? '',
      demand: appeal.demand ?? '',
      address: appeal.address,
    }),
    path: (appeal) => `/appeals/${appeal.id}`,
    method: 'PUT',
    submit: '保存更正',
  },
}

/** 催办 of a case, told by its answer; offered on the appeal and on the case. */
export function urgeSpec(caseId: string, appealId?: string): ActionSpec<{ id: string; version?: number }> {
  return {
    title: '催办',
    intro: '记一次催办并提醒承办单位，不会再生成新工单。提交后会显示应当告诉来电人的话。',
    fields: () => [{ key: 'note', label: '来电人怎么说', type: 'textarea', rows: 3, max: 500 }],
    path: () => `/cases/${caseId}/urge`,
    body: (body: Values) => ({ ...body, ...(appealId ? { appeal_id: appealId } : {}) }),
    versioned: false,
    submit: '催办',
    said: '已催办',
  }
}
