// SPDX-License-Identifier: Apache-2.0
// What both faces say about whistles: which clock counts now, what the reader can do and in which order, and the body of a blow.
import type { Whistle, WhistleClock, WhistleItem, WhistleKind, WhistleProposal, WhistleResponder } from './api/whistle'
import { nameOf, type Action } from './api/types'
import type { Option } from './enums'

export const WHISTLE_KIND: Option[] = [
  { value: 'function', text: '职能哨' },
  { value: 'rally', text: '集结哨' },
  { value: 'emergency', text: '应急哨' },
  { value: 'enforcement', text: '执法哨' },
  { value: 'centre', text: '中心哨' },
]
export const WHISTLE_STATUS: Option[] = [
  { value: 'to_confirm', text: '待社区确认' },
  { value: 'blown', text: '已吹' },
  { value: 'conferring', text: '会商中' },
  { value: 'decided', text: '已决' },
  { value: 'working', text: '办理中' },
  { value: 'to_rate', text: '哨毕待评' },
  { value: 'rated', text: '已评' },
  { value: 'review', text: '评价复核' },
  { value: 'archived', text: '已归档' },
  { value: 'withdrawn', text: '已撤哨' },
  { value: 'void', text: '已失效' },
]
export const URGENCIES: Option[] = [
  { value: 'emergency', text: '特急' },
  { value: 'urgent', text: '紧急' },
  { value: 'general', text: '一般' },
]
export const FORCES = ['社区工作者', '物业人员', '党员', '志愿者', '居民代表', '村民代表']
export const CORRECT: Option[] = [
  { value: 'yes', text: '吹对了' },
  { value: 'partly', text: '部分是我们的事' },
  { value: 'no', text: '不该吹我们' },
]
export const STARS: { key: 'speed' | 'duty' | 'skill' | 'result'; label: string }[] = [
  { key: 'speed', label: '响应速度' },
  { key: 'duty', label: '履职尽责' },
  { key: 'skill', label: '专业水平' },
  { key: 'result', label: '办理结果' },
]
/** Called, and has not said yes or no. */
export const UNANSWERED = ['called', 'silent']
/** Where one of the units is no more due at this whistle. */
const GONE = ['excused', 'released', 'left', 'left_early', 'void']

export const whoOf = (one: { unit: { name: string } | null; force: string }): string => nameOf(one.unit) || one.force

export interface Shown {
  label: string
  due: number
  from: number
  doneAt: number | null
}
const shown = (label: string, clock: WhistleClock): Shown => ({ label, due: clock.due_at, from: clock.started_at, doneAt: clock.done_at })

/** The clocks of a responder that say something: the one that runs, or both as they came out. */
export function clocksOf(one: WhistleResponder): Shown[] {
  const found: Shown[] = []
  if (one.accept_clock && !(one.refused_at && !one.accepted_at)) found.push(shown('应哨', one.accept_clock))
  // On the way only who has answered.
  if (one.arrive_clock && (one.accepted_at || one.arrived_at) && !(GONE.includes(one.status) && !one.arrived_at)) found.push(shown('到场', one.arrive_clock))
  return found
}

/** Who was called and how many answered; social forces are invited, not due. */
export function calledText(item: WhistleItem): string {
  const units = item.called || !item.invited ? [`应哨 ${item.accepted}/${item.called}`, ...(item.on_site ? [`到场 ${item.arrived}/${item.called}`] : [])] : []
  const forces = item.invited ? [`邀集社会力量 ${item.invited} 支${item.came ? `，到 ${item.came} 支` : ''}`] : []
  return [...units, ...forces, ...(item.scored ? [] : ['不计分'])].join(' · ')
}

/** What a whistle as a whole waits for, as a row of the board shows it. */
export function waitsFor(item: WhistleItem): { text: string; due?: number } {
  if (item.status === 'to_confirm') return { text: (item.confirm_due_at ?? 0) > item.accept_due_at ? '镇街确认' : '社区确认', due: item.confirm_due_at ?? undefined }
  if (item.status === 'blown') {
    const open = item.called - item.accepted - item.refusing
    if (open > 0) return { text: '应哨', due: item.accept_due_at }
    if (item.on_site && item.arrive_due_at && item.arrived < item.called) return { text: '到场', due: item.arrive_due_at }
    if (!item.called && item.on_site && item.came < item.invited) return { text: '等人到场' }
    return { text: item.refusing ? '拒哨待裁' : '等会商' }
  }
  if (item.status === 'conferring') return { text: '等作出决定' }
  if (item.status === 'working') return { text: `办理 ${item.tasks_done}/${item.tasks}` }
  return { text: '' }
}

/** Something that can be done: on the whistle itself, or on one of its responders, tasks or ratings. */
export interface Step {
  on: 'whistle' | 'responder' | 'task' | 'rating'
  id: string
  version: number
  action: string
  label: string
  danger: boolean
}
export const ROOM: Record<Step['on'], string> = { whistle: 'whistles', responder: 'whistles/responders', task: 'whistles/tasks', rating: 'whistles/ratings' }
/** POST … of a step. */
export const pathOf = (step: Pick<Step, 'on' | 'id' | 'action'>): string => `/${ROOM[step.on]}/${step.id}/${step.action.replaceAll('_', '-')}`

const from = (on: Step['on'], object: { id: string; version: number; actions: Action[] }): Step[] =>
  object.actions.filter((action) => action.enabled).map((action) => ({ on, id: object.id, version: object.version, action: action.action, label: action.label, danger: !!action.danger }))

export function stepsOf(whistle: Whistle): Step[] {
  return [
    ...from('whistle', whistle),
    ...whistle.responders.flatMap((one) => from('responder', one)),
    ...whistle.task_list.flatMap((one) => from('task', one)),
    ...whistle.ratings.flatMap((one) => from('rating', one)),
  ]
}
/** What answers a call stands in the head; what the issuer does about one of the called stands beside that one. */
export const MINE = ['accept', 'refuse', 'arrive', 'leave']
/** The consultation begins by itself when all are there: to begin it earlier is nobody's next step. */
const ORDER = ['confirm', 'accept', 'arrive', 'done', 'decide', 'judge', 'rate', 'finish']
/** The next thing for whoever looks. */
export function mainStep(whistle: Whistle): Step | undefined {
  const steps = stepsOf(whistle)
  for (const action of ORDER) {
    const found = steps.find((step) => step.action === action)
    if (found) return found
  }
  return undefined
}
export const ratesOf = (whistle: Whistle): Step[] => stepsOf(whistle).filter((step) => step.action === 'rate' || step.action === 'judge')

/* ---- blowing ---- */

export interface BlowForm {
  kind: string
  reason: string
  place: string
  on_site: boolean
  urgency: string
  distance: string
  relay: boolean
  /** Proposed ones that are ticked, and others. */
  units: string[]
  others: string[]
  forces: string[]
  force: string
}

export function firstForm(proposal: WhistleProposal, title: string): BlowForm {
  return {
    kind: proposal.kind,
    reason: reasonOf(title, proposal.on_site),
    place: proposal.place,
    on_site: proposal.on_site,
    urgency: proposal.urgency,
    distance: proposal.distance,
    relay: false,
    units: proposal.responders.filter((one) => one.ticked && one.unit).map((one) => one.unit!.id),
    others: [],
    forces: [],
    force: '',
  }
}
export const reasonOf = (title: string, onSite: boolean): string => `${title}，${onSite ? '请到现场一起处理' : '请一起办理'}`.slice(0, 200)
export const kindOf = (proposal: WhistleProposal, code: string): WhistleKind | undefined => proposal.kinds.find((kind) => kind.code === code)

/** "应哨 10 分钟，到场 30 分钟（从吹哨起算）" */
export function limitsText(proposal: WhistleProposal, form: BlowForm): string {
  const accept = kindOf(proposal, form.kind)?.accept
  if (!accept) return ''
  if (!form.on_site) return `应哨 ${accept[form.urgency as 'emergency' | 'urgent' | 'general'] ?? accept.general} 分钟，不用到场`
  const way = proposal.distances.find((one) => one.code === form.distance)?.minutes
  return `应哨 ${accept.on_site} 分钟${way ? `，到场 ${way} 分钟，都从吹哨起算` : ''}`
}

export const forcesOf = (form: BlowForm): string[] => [...new Set([...form.forces, ...form.force.split(/[,，、;；\s]+/)].map((one) => one.trim()).filter(Boolean))]

/** What is missing before anything is sent, by field. */
export function lacksOf(proposal: WhistleProposal, form: BlowForm): Record<string, string> {
  const found: Record<string, string> = {}
  if (form.reason.trim().length < 5) found.reason = '请写明要办什么，至少 5 个字。'
  if (form.on_site && !form.place.trim()) found.place = '要到现场，请写明地点。'
  const called = form.units.length + form.others.length
  if (!called && !(kindOf(proposal, form.kind)?.forces && forcesOf(form).length)) found.units = '请至少叫一家单位。'
  return found
}

export function blowBody(proposal: WhistleProposal, caseId: string, orderId: string | undefined, form: BlowForm): Record<string, unknown> {
  const forces = kindOf(proposal, form.kind)?.forces ? forcesOf(form) : []
  const order = orderId ?? proposal.order_id
  return {
    case_id: caseId,
    ...(order ? { order_id: order } : {}),
    kind: form.kind,
    reason: form.reason.trim(),
    place: form.place.trim(),
    on_site: form.on_site,
    urgency: form.urgency,
    ...(form.on_site && form.distance ? { distance: form.distance } : {}),
    ...(form.relay ? { relay: true } : {}),
    units: [...new Set([...form.units, ...form.others])],
    ...(forces.length ? { forces } : {}),
    ...(proposal.lon !== null && proposal.lat !== null ? { lon: proposal.lon, lat: proposal.lat, datum: 'cgcs2000' } : {}),
    ...(proposal.grid ? { grid_id: proposal.grid.id } : {}),
  }
}

/** Millionths as "91.4%". */
export const share = (micro: number | null | undefined): string => (micro === null || micro === undefined ? '—' : `${(micro / 10_000).toFixed(1)}%`)
