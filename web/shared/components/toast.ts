// SPDX-License-Identifier: Apache-2.0
// Short messages at the foot of the screen, and the ten seconds in which an action can be taken back.
// A page says `say('已签收')` or `offerUndo({ text: '已派出 12 件', undo })`; <ToastUndo/> in the frame shows it.
import { reactive, readonly } from 'vue'
import { sentence } from '../api/problem'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'ok' | 'bad'
  /** Seconds left; counts only while nobody points at the message. */
  left: number
  undo?: () => unknown
  /** Called when the time to take back has run out. */
  settle?: () => unknown
  busy: boolean
  held: boolean
}

const UNDO_SECONDS = 10
const PLAIN_SECONDS = 5
const AT_ONCE = 3

const list = reactive<Toast[]>([])
export const toasts = readonly(list)

let count = 0
let ticking: ReturnType<typeof setInterval> | undefined

function drop(toast: Toast): void {
  const at = list.findIndex((other) => other.id === toast.id)
  if (at >= 0) list.splice(at, 1)
  if (!list.length) {
    clearInterval(ticking)
    ticking = undefined
  }
}

function settle(toast: Toast): void {
  drop(toast)
  void toast.settle?.()
}

function tick(): void {
  for (const toast of list.slice()) {
    if (toast.held || toast.busy) continue
    toast.left -= 1
    if (toast.left <= 0) settle(toast)
  }
}

function add(toast: Omit<Toast, 'id' | 'busy' | 'held'>): Toast {
  list.push({ ...toast, id: ++count, busy: false, held: false })
  const oldest = list[0]
  if (list.length > AT_ONCE && oldest) settle(oldest)
  ticking ??= setInterval(tick, 1000)
  return list[list.length - 1] as Toast
}

/** A message that goes by itself. */
export function say(text: string, tone: Toast['tone'] = 'plain'): void {
  add({ text, tone, left: PLAIN_SECONDS })
}

/**
 * Says what was done and offers to take it back for some seconds. Either the thing is done already and `undo` reverses it,
 * or it waits: then `settle` does it when the time is over. Only one of the two is called.
 */
export function offerUndo(options: { text: string; undo: () => unknown; settle?: () => unknown; seconds?: number }): void {
  add({
    text: options.text,
    tone: 'ok',
    left: options.seconds ?? UNDO_SECONDS,
    undo: options.undo,
    ...(options.settle ? { settle: options.settle } : {}),
  })
}

export async function takeBack(id: number): Promise<void> {
  const toast = list.find((other) => other.id === id)
  if (!toast?.undo || toast.busy) return
  toast.busy = true
  try {
    await toast.undo()
    drop(toast)
    add({ text: '已撤销', tone: 'plain', left: PLAIN_SECONDS })
  } catch (error) {
    drop(toast)
    add({ text: `没有撤销成：${sentence(error)}`, tone: 'bad', left: UNDO_SECONDS })
  }
}

/** Takes back the newest thing that can be; false when there is none. */
export function takeBackNewest(): boolean {
  const newest = list.slice().reverse().find((toast) => toast.undo && !toast.busy)
  if (newest) void takeBack(newest.id)
  return newest !== undefined
}

export function dismiss(id: number): void {
  const toast = list.find((other) => other.id === id)
  if (toast && !toast.busy) settle(toast)
}

/** Time stands still while somebody reads. */
export function hold(id: number, held: boolean): void {
  const toast = list.find((other) => other.id === id)
  if (toast) toast.held = held
}

/** Leaving the page: what waits for its time is done now, not lost. */
export function settleAll(): void {
  while (list[0]) settle(list[0])
}
if (typeof window !== 'undefined') window.addEventListener('pagehide', settleAll)
