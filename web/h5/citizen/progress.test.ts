// SPDX-License-Identifier: Apache-2.0
// Progress answers in both shapes of the contract read the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProgress } from './progress'

test('a scanty answer becomes a whole one', () => {
  const progress = readProgress({ no: '20261122000001', status: 'sorting' })
  assert.equal(progress.status_text, 'sorting')
  assert.deepEqual(progress.steps, [])
  assert.equal(progress.answer, null)
  assert.equal(progress.question, null)
  assert.equal(progress.can_rate, false)
})

test('unit, question and answer may be plain or objects', () => {
  const plain = readProgress({ unit: '城管局', question: '在几号楼？', answer: '已修好。' })
  const rows = readProgress({ unit: { id: '1', name: '城管局' }, question: { text: '在几号楼？', due_at: 5 }, answer: { text: '已修好。', unit: { name: '城管局' } } })
  assert.equal(plain.unit, rows.unit)
  assert.equal(plain.question?.text, rows.question?.text)
  assert.equal(rows.question?.due_at, 5)
  assert.equal(plain.answer?.text, rows.answer?.text)
  assert.equal(rows.answer?.unit, '城管局')
})

test('own words show that the phone tail was right', () => {
  assert.equal(readProgress({ phone_left: true, text_shown: true, body: '路灯不亮' }).needs_tail, false)
  assert.equal(readProgress({ phone_left: true, text_shown: false }).needs_tail, true)
  assert.equal(readProgress({ needs_phone_tail: true }).needs_tail, true)
  assert.equal(readProgress({ phone_left: false }).needs_tail, false)
})
