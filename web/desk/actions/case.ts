// SPDX-License-Identifier: Apache-2.0
// What can be done with a case, as dialogs. Dispatching, merging and judging have components of their own.
import type { Case } from '@shared/api/case'
import type { ActionSpec } from '../forms/actions'

const to = (name: string) => (found: Case) => `/cases/${found.id}/${name}`

export const CASE_ACTIONS: Record<string, ActionSpec<Case>> = {
  classify: {
    title: '归类定级',
    intro: '改事项或分级会重算时限，理由会写入经过。',
    fields: () => [
      { key: 'event_type_id', label: '事项', type: 'eventType', required: true, wide: true },
      { key: 'colour', label: '诉求分级', type: 'colour', required: true, wide: true },
      { key: 'reason', label: '理由', type: 'textarea', rows: 3, max: 300, help: '已派单后更改必须写明。' },
    ],
    initial: (found) => ({ event_type_id: found.event_type?.id ?? '', colour: found.colour }),
    path: to('classify'),
    submit: '保存',
  },
  link: {
    title: '关联案件',
    intro: '只作关联，不合并办理，各自派单、各自回访。',
    fields: () => [
      { key: 'other_id', label: '关联到', type: 'case', required: true, wide: true },
      { key: 'note', label: '说明', type: 'text', max: 200, wide: true },
    ],
    path: to('link'),
    versioned: false,
    submit: '关联',
  },
  check: {
    title: '核查',
    intro: '巡查、感知发现的案件没有诉求人，由网格长到现场核查后结案，不计入满意度。',
    fields: () => [
      {
        key: 'ok',
        label: '现场情况',
        type: 'radio',
        required: true,
        options: [
          { value: 'yes', text: '确已解决，结案' },
          { value: 'no', text: '没有解决，退回重办' },
        ],
      },
      { key: 'note', label: '核查说明', type: 'textarea', required: true, rows: 3, max: 500 },
    ],
    body: (body) => ({ ...body, ok: body.ok === 'yes' }),
    path: to('check'),
    submit: '提交核查',
  },
  withdraw: {
    title: '撤回结案',
    intro: '诉求人撤回、还没有派单的案件，写明理由后结案。',
    fields: () => [{ key: 'reason', label: '理由', type: 'textarea', required: true, rows: 3, max: 500 }],
    path: to('withdraw'),
    submit: '撤回结案',
    danger: true,
  },
  reopen: {
    title: '重新打开',
    intro: '结案 30 天内有新情况的，可以重新打开。',
    fields: () => [{ key: 'reason', label: '新情况', type: 'textarea', required: true, rows: 3, max: 500 }],
    path: to('reopen'),
    submit: '重新打开',
  },
  close: {
    title: '结案',
    intro: '所有诉求人都已评价、未能联系上或免回访，且主办结果成立。',
    fields: () => [{ key: 'reason', label: '说明', type: 'textarea', rows: 2, max: 500 }],
    path: to('close'),
    submit: '结案',
  },
}

export const undoSpec: ActionSpec<{ id: string; version?: number }> = {
  title: '撤销归并',
  intro: '原案件回到归并前的状态，时限扣除归并期间；评价随诉求人回去。',
  fields: () => [{ key: 'reason', label: '撤销理由', type: 'textarea', required: true, rows: 3, max: 300 }],
  path: (merge) => `/merges/${merge.id}/undo`,
  versioned: false,
  submit: '撤销归并',
  danger: true,
}

/** The object is the other case. */
export function unlinkSpec(caseId: string): ActionSpec<{ id: string; version?: number }> {
  return {
    title: '取消关联',
    fields: () => [],
    path: () => `/cases/${caseId}/unlink`,
    body: (_body, other) => ({ other_id: other.id }),
    versioned: false,
    submit: '取消关联',
  }
}
