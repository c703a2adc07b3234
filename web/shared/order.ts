// SPDX-License-Identifier: Apache-2.0
// What of an order every screen says the same way.
import type { ClockLike } from './format'

/** Nobody's duty now: sent elsewhere, ended, taken back, or merged into another case. */
const IDLE = ['redirected', 'terminated', 'transferred', 'recalled', 'parked']

interface Timed {
  status: string
  due_at: number
  clock?: ClockLike | null
  submitted_at?: number | null
  settled_at?: number | null
}

/** The handling clock as a chip takes it: it stands still from the submission on; undefined when there is nothing to be in time for. */
export function orderClock(order: Timed): { due: number; clock: ClockLike | null; stoppedAt: number | null } | undefined {
  if (IDLE.includes(order.status)) return undefined
  return { due: order.due_at, clock: order.clock ?? null, stoppedAt: order.submitted_at ?? order.settled_at ?? null }
}
