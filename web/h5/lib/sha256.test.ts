// SPDX-License-Identifier: Apache-2.0
// The digests agree with Node's own, at every length around block borders, and found work satisfies its bits.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { hasher, hex, leadingZeros, solve } from './sha256'

const node = (text: string) => createHash('sha256').update(text).digest('hex')

test('digests agree with another implementation at every length around the block borders', () => {
  for (let first = 0; first < 140; first++) {
    const beginning = 'ab1.'.repeat(40).slice(0, first)
    const digest = hasher(beginning)
    for (const ending of ['', 'z', '1234567890', 'x'.repeat(70)])
      assert.equal(hex(digest(ending)), node(beginning + ending), `${first}+${ending.length}`)
  }
})

test('a hasher can be used again after another ending', () => {
  const digest = hasher('challenge:')
  digest('first')
  assert.equal(hex(digest('second')), node('challenge:second'))
})

test('leading zero bits are counted across words', () => {
  assert.equal(leadingZeros(Int32Array.of(-1, 0)), 0)
  assert.equal(leadingZeros(Int32Array.of(1, 0)), 31)
  assert.equal(leadingZeros(Int32Array.of(0, 0x00ffffff)), 40)
})

test('found work satisfies the challenge', () => {
  const challenge = '1.12.1790000000.0123456789abcdef.00112233445566778899aabbccddeeff'
  const nonce = solve(challenge, 12)
  assert.match(node(`${challenge}:${nonce}`), /^000/)
  assert.ok(nonce.length <= 40)
})
