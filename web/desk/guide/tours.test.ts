// SPDX-License-Identifier: Apache-2.0
// Every role that sits at the desk has a tour of its own, and no tour points at a page that is not in the menu.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MENU } from '../menu'
import { TOURED, tourOf } from './tours'

// src/auth/caps.h, without those who wait for their rooms (调解员, 专家).
const ROLES = ['receiver', 'dispatcher', 'handler', 'unit_leader', 'town', 'community', 'grid_head', 'grid_worker', 'callback_agent', 'quality',
  'appraiser', 'city_leader', 'discipline', 'sys_admin', 'sec_admin', 'audit_admin']

test('a tour for every role', () => {
  const plain = tourOf(['nobody'])
  for (const role of ROLES) {
    const steps = tourOf([role])
    assert.notEqual(steps, plain, role)
    assert.ok(steps.length >= 4 && steps.length <= 10, role)
  }
})

test('what a tour points at is in the menu', () => {
  const known = ['/desk/', ...MENU.flatMap((group) => group.entries.map((entry) => `/desk${entry.to}`))]
  for (const at of TOURED) {
    const page = /href="([^"]+)"/.exec(at)?.[1]
    if (page) assert.ok(known.includes(page), page)
  }
})
