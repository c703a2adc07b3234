// SPDX-License-Identifier: Apache-2.0
// Query codes survive being written down, read out and typed on a phone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanReceipt, showReceipt } from './receipt'

const typed: [name: string, text: string, code: string][] = [
  ['as shown', 'ABCD-EFGH-JKMN-PQRS', 'ABCDEFGHJKMNPQRS'],
  ['small letters with blanks', 'abcd efgh jkmn pqrs', 'ABCDEFGHJKMNPQRS'],
  ['letters that look like digits', 'O1IL-0000-0000-0000', '0111000000000000'],
  ['full-width from a Chinese keyboard', 'ＡＢＣＤ－１２３４', 'ABCD1234'],
  ['pasted with words around', '查询码：ABCD-EFGH-JKMN-PQRS。', 'ABCDEFGHJKMNPQRS'],
  ['too long', 'ABCDEFGHJKMNPQRSTTTT', 'ABCDEFGHJKMNPQRS'],
]
for (const [name, text, code] of typed) test(name, () => assert.equal(cleanReceipt(text), code))

test('shown in groups of four, unfinished codes too', () => {
  assert.equal(showReceipt('ABCDEFGHJKMNPQRS'), 'ABCD-EFGH-JKMN-PQRS')
  assert.equal(showReceipt('ABCDE'), 'ABCD-E')
  assert.equal(showReceipt('ABCD'), 'ABCD')
})
