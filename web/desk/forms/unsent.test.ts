// SPDX-License-Identifier: Apache-2.0
// What is kept of a dialog that was closed without being sent.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Field } from './fields'
import { changed, forgetUnsent, keepUnsent, unsent } from './unsent'

const FIELDS: Field[] = [
  { key: 'reason', label: '理由', type: 'textarea' },
  { key: 'files', label: '附件', type: 'files' },
]

it('只留改动过的，附件不留', () => {
  assert.deepEqual(changed(FIELDS, { colour: 'red', unit: undefined }, { colour: 'red', unit: '', reason: '门口积水', files: ['5'], refused: 'x' }), { reason: '门口积水' })
  assert.deepEqual(changed(FIELDS, { colour: 'red' }, { colour: 'blue', reason: '改了' }), { colour: 'blue', reason: '改了' })
  assert.deepEqual(changed(FIELDS, { colour: 'red' }, { colour: 'blue' }), {})
})

it('提交后清掉，最多二十份，退出后全部清掉', () => {
  keepUnsent('a', { reason: '一' })
  assert.deepEqual(unsent('a'), { reason: '一' })
  keepUnsent('a', {})
  assert.equal(unsent('a'), undefined)
  for (let i = 0; i < 25; i++) keepUnsent(`k${i}`, { reason: String(i) })
  assert.equal(unsent('k4'), undefined)
  assert.deepEqual(unsent('k5'), { reason: '5' })
  forgetUnsent()
  assert.equal(unsent('k24'), undefined)
})
