// SPDX-License-Identifier: Apache-2.0
// Money is typed in 元 and sent in 分; an empty row is no third party.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptySpent, spentBody, spentLacks, spentOf } from './spent'

test('nothing spent says nothing', () => {
  assert.equal(spentLacks(emptySpent()), '')
  assert.deepEqual(spentBody({ yuan: ' ', parties: [{ name: '', part: '', yuan: '' }] }), {})
})

test('元 become 分, also those of third parties', () => {
  const spent = { yuan: '8000', parties: [{ name: ' 电力公司 ', part: '换灯', yuan: '12.5' }, { name: '', part: '', yuan: '' }] }
  assert.equal(spentLacks(spent), '')
  assert.deepEqual(spentBody(spent), { cost_fen: 800_000, third_parties: [{ name: '电力公司', part: '换灯', cost_fen: 1250 }] })
})

test('no amount, no name: a sentence', () => {
  assert.match(spentLacks({ yuan: '八千', parties: [] }), /数字/)
  assert.match(spentLacks({ yuan: '', parties: [{ name: 'A', part: '', yuan: '1.234' }] }), /数字/)
  assert.match(spentLacks({ yuan: '', parties: [{ name: '', part: '换灯', yuan: '' }] }), /名称/)
})

test('handed in again, it stands there as before', () => {
  const order = { cost_fen: 1250, third_parties: [{ name: '电力公司', cost_fen: 800_000 }] }
  assert.deepEqual(spentOf(order), { yuan: '12.50', parties: [{ name: '电力公司', part: '', yuan: '8000' }] })
  assert.deepEqual(spentBody(spentOf(order)), { cost_fen: 1250, third_parties: [{ name: '电力公司', part: '', cost_fen: 800_000 }] })
})
