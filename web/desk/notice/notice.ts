// SPDX-License-Identifier: Apache-2.0
// The three notices as dialogs: drafting, changing, signing, acknowledging, answering, auditing, withdrawing.
import type { Notice, NoticeKind } from '@shared/api/notice'
import type { ActionSpec } from '../forms/actions'
import type { Field } from '../forms/fields'

export const KIND: Record<NoticeKind, string> = { hint: '提示单', supervise: '督办单', warn: '警示单' }
export const SUBJECT = { single: '单件', key_work: '重点工作', hot: '热点问题', field: '分管领域' }
export const STATUS = { draft: '待签发', delivered: '待签收', handling: '办理中', replied: '待审核', done: '已办结', withdrawn: '已撤销', dropped: '不予签发' }
export const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({ value, text }))

const TITLE: Field = { key: 'title', label: '标题', type: 'text', required: true, max: 60, wide: true }
const BASIS: Field = { key: 'basis', label: '事实和依据', type: 'textarea', required: true, rows: 4, max: 1500, help: '写给单位看：什么事、依据什么。不要写诉求人的姓名和电话。' }
const DAYS: Field = { key: 'answer_days', label: '反馈时限（工作日）', type: 'number' }

/** Kinds that this person may draft, by capability. */
export function draftKinds(can: (...caps: string[]) => boolean): NoticeKind[] {
  const kinds: NoticeKind[] = []
  if (can('NOTICE_HINT')) kinds.push('hint')
  if (can('NOTICE_SUPERVISE')) kinds.push('supervise')
  if (can('NOTICE_WARN', 'NOTICE_SUPERVISE')) kinds.push('warn')
  return kinds
}

export const createSpec = (kinds: NoticeKind[]): ActionSpec<{ id: string }> => ({
  title: '起草',
  intro: '先存为草稿，签发后才编号、送达。系统按触发条件提出的草稿在“待签发”里。',
  fields: () => [
    { key: 'kind', label: '种类', type: 'radio', required: true, options: optionsOf(KIND).filter((one) => kinds.includes(one.value as NoticeKind)) },
    { key: 'subject', label: '事由类别', type: 'radio', required: true, options: optionsOf(SUBJECT) },
    { key: 'trigger', label: '查实的问题', type: 'select', when: (values) => values.kind === 'warn', options: [{ value: 'false_reply', text: '虚假办结' }, { value: 'leak', text: '泄露诉求人信息' }], help: '其他情况不选。' },
    { key: 'unit_id', label: '发给', type: 'unit', required: true },
    TITLE,
    BASIS,
    { key: 'demand', label: '办理要求', type: 'textarea', rows: 3, max: 800, help: '不填用这种单子的通用要求。' },
    { ...DAYS, help: '不填按这种单子的时限。' },
  ],
  initial: () => ({ kind: kinds[0], subject: 'single' }),
  body: (body, _one, values) => ({ ...body, case_ids: values.case_ids ?? [] }),
  path: () => '/notices',
  versioned: false,
  submit: '存为草稿',
  said: '已存为草稿',
})

const to = (name: string) => (notice: Notice) => `/notices/${notice.id}/${name}`
const words = (key: string, label: string, required: boolean): Field => ({ key, label, type: 'textarea', rows: 4, max: 1000, required })

export const STEPS: Record<string, ActionSpec<Notice>> = {
  edit: {
    title: '修改草稿',
    fields: () => [TITLE, { ...BASIS, max: 3000 }, { key: 'demand', label: '办理要求', type: 'textarea', rows: 3, max: 800, required: true }, { ...DAYS, required: true }],
    initial: (notice) => ({ title: notice.title, basis: notice.basis, demand: notice.demand, answer_days: notice.answer_value, case_ids: [...new Set(notice.cases.map((one) => one.id))] }),
    body: (body, _one, values) => ({ ...body, case_ids: values.case_ids ?? [] }),
    path: to('edit'),
    submit: '保存',
  },
  sign: {
    title: '签发',
    intro: '签发即送达：编号、成文、加国密签名，单位从现在起计签收和反馈时限。签发后内容不能再改，只能撤销。',
    fields: () => [],
    path: to('sign'),
    submit: '签发',
    said: (result) => `已签发：${String(result.no ?? '')}`,
  },
  drop: { title: '不予签发', intro: '草稿留存，同样的案件不再由这个条件提出。', fields: () => [words('reason', '理由', true)], path: to('drop'), submit: '不予签发', danger: true },
  ack: { title: '签收', intro: '签收后在反馈时限内办理并反馈。', fields: () => [], path: to('ack'), submit: '签收' },
  reply: {
    title: '反馈办理情况',
    intro: '逐件写明原因、措施、结果；没办完的写明完成时间。',
    fields: () => [
      { key: 'reply', label: '办理情况', type: 'textarea', rows: 7, max: 3000, required: true },
      { key: 'files', label: '材料', type: 'files', upload: { object: 'notice', stage: 'document', accept: 'image/*,.pdf,.docx,.xlsx' } },
    ],
    path: to('reply'),
    submit: '提交反馈',
  },
  pass: { title: '审核通过', intro: '通过后这张单子办结。', fields: () => [words('opinion', '审核意见', false)], path: to('pass'), submit: '通过' },
  fail: { title: '退回重办', intro: '退回后从现在起重新计反馈时限，并提出上一级单子的草稿。', fields: () => [words('opinion', '审核意见', true)], path: to('fail'), submit: '退回', danger: true },
  withdraw: { title: '撤销', intro: '触发有误等情况可以撤销；单子、签名和理由都留存，编号不再使用。', fields: () => [words('reason', '理由', true)], path: to('withdraw'), submit: '撤销', danger: true },
}
