// SPDX-License-Identifier: Apache-2.0
// The worker is told what is missing before the server has to say so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from '@shared/api/order'
import { evidenceLacks, evidenceOf } from './evidence'

const cases: [name: string, kind: string, role: string, stages: string[], lacks: RegExp][] = [
  ['words are enough', 'text', 'lead', [], /^$/],
  ['a photo after the work', 'photo', 'lead', ['report', 'before'], /处置后/],
  ['another proof serves as photo', 'photo', 'lead', ['evidence'], /^$/],
  ['a pair without the first', 'photo_pair', 'lead', ['after'], /处置前/],
  ['a pair without the second', 'photo_pair', 'lead', ['before'], /处置后/],
  ['a whole pair', 'photo_pair', 'lead', ['before', 'after'], /^$/],
  ['a document is no photo of the place', 'document', 'lead', ['after'], /文书/],
  ['assisting units need none', 'photo_pair', 'assist', [], /^$/],
]
for (const [name, kind, role, stages, lacks] of cases)
  test(name, () => assert.match(evidenceLacks(kind, role, new Set(stages)), lacks))

test('the rule is read under both of its names', () => {
  assert.equal(evidenceOf({ evidence_rule: { kind: 'photo', text: 'x' } } as unknown as Order).kind, 'photo')
  assert.equal(evidenceOf({ evidence: { rule: 'photo_pair', text: 'x' } } as unknown as Order).kind, 'photo_pair')
  assert.equal(evidenceOf({} as Order).kind, 'none')
})
