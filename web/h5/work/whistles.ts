// SPDX-License-Identifier: Apache-2.0
// Whistles on the phone: what must still be answered or come to, kept live, and doing a step through the queue.
import { computed, ref } from 'vue'
import { get } from '@shared/api/client'
import type { WhistleCall, WhistleIncoming } from '@shared/api/whistle'
import { pathOf, UNANSWERED, type Step } from '@shared/whistle'
import { submit, type NewItem, type Outcome } from '../offline/queue'

const calls = ref<WhistleCall[]>([])
export const incoming = computed(() => calls.value)
export const unanswered = computed(() => calls.value.filter((call) => UNANSWERED.includes(call.status)))
export const onTheWay = computed(() => calls.value.filter((call) => !UNANSWERED.includes(call.status)))

export async function countIncoming(): Promise<void> {
  try {
    calls.value = (await get<WhistleIncoming>('/whistles/incoming')).items
  } catch {
    // A dead line: what was called stays in sight.
  }
}

/** Does a step by way of the queue: a dead line delays it, nothing else. */
export async function doStep(whistle: { id: string; reason: string }, step: Pick<Step, 'on' | 'id' | 'action' | 'version'>, label: string, more: Record<string, unknown> = {}, photos: NewItem['photos'] = []): Promise<Outcome> {
  const outcome = await submit({
    kind: 'whistle',
    title: `${label}：${whistle.reason}`.slice(0, 40),
    path: pathOf(step),
    body: { version: step.version, ...more },
    link: `/work/whistles/${whistle.id}`,
    photos,
    file_field: 'files',
  })
  void countIncoming()
  return outcome
}

/** What is asked before a step; nothing: it is done at once. */
export interface Ask {
  title: string
  intro: string
  fields: { key: string; label: string; max: number; rows: number }[]
}
const reason = (label: string) => ({ key: 'reason', label, max: 500, rows: 3 })
export const ASKS: Record<string, Ask> = {
  refuse: {
    title: '拒哨',
    intro: '确不属于本单位职责的才能拒哨，由中心裁定。裁定以前请先准备人员。',
    fields: [reason('原因'), { key: 'basis', label: '职责依据，如 履职清单第12条', max: 300, rows: 2 }],
  },
  leave: { title: '离场', intro: '作出决定以前、又没有经吹哨单位放行就离开的，会标明“未决离场”，一直看得到。', fields: [] },
  leave_noted: { title: '记离场', intro: '替应哨单位记下已经离开。作出决定以前离开的，标明“未决离场”。', fields: [] },
  release: { title: '放行', intro: '同意这家先走，或者不用再来。不算未决离场。', fields: [reason('原因')] },
  confirm: { title: '确认吹哨', intro: '确认后立即叫这些单位，应哨时限从确认起算。', fields: [] },
  decline: { title: '不同意吹哨', intro: '网格员会看到理由；本社区能办的请直接安排。', fields: [reason('理由')] },
  confer: { title: '开始会商', intro: '都到齐了会自动开始。还有单位没到，也可以先开始。', fields: [] },
  withdraw: { title: '撤哨', intro: '不再需要联合处理时撤哨，各单位都会知道。', fields: [reason('原因')] },
  done: { title: '交结果', intro: '写明做了什么、结果怎样。', fields: [{ key: 'result', label: '结果', max: 1000, rows: 4 }] },
  appeal: { title: '申请评价复核', intro: '三个工作日内可以申请一次，由中心复核。', fields: [reason('理由')] },
}
/** Done at once, because nothing has to be said. */
export const AT_ONCE = ['accept', 'finish', 'arrive_noted']
/** Long lists and rulings want a keyboard: on the desk. */
const ON_DESK = ['task', 'reopen', 'uphold', 'deny', 'change']
export const onPhone = (step: Step): boolean => !ON_DESK.includes(step.action)
