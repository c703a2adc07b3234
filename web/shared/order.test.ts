// SPDX-License-Identifier: Apache-2.0
// Whoever handed in on time is not late while others review.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderClock } from './order'

const at = (status: string, more = {}) => orderClock({ status, due_at: 100, ...more })

test('a clock runs while somebody has to act, stands from the submission on, and is not there for what is nobody’s duty', () => {
  assert.equal(at('handling')?.stoppedAt, null)
  assert.equal(at('unit_review', { submitted_at: 50 })?.stoppedAt, 50)
  assert.equal(at('settled', { submitted_at: 50, settled_at: 120 })?.stoppedAt, 50)
  for (const status of ['terminated', 'redirected', 'recalled', 'transferred', 'parked']) assert.equal(at(status), undefined)
})
