// SPDX-License-Identifier: Apache-2.0
// What a worker's own words and habits suggest.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choices, rank, type KnownType } from './types'

const type = (id: string, name: string, keywords: string, list = ''): KnownType => ({ id, code: id, name, colour: 'green', class_name: '', keywords, list })
const all = [type('1', '路灯不亮', '路灯;灯不亮'), type('2', '井盖丢失', '井盖;没盖子', 'main'), type('3', '暴露垃圾积存', '垃圾;垃圾堆', 'main'), type('4', '犬只伤人', '狗')]

const said: [string, string[]][] = [
  ['巷口路灯不亮三天了', ['1']],
  ['垃圾堆在井盖旁边', ['3', '2']],
  ['天气很好', []],
  ['灯', []],
]
for (const [text, ids] of said) test(`“${text}”`, () => assert.deepEqual(rank(all, text).map((found) => found.id), ids))
test('words come first, then habits, then main duties, nothing twice', () => {
  assert.deepEqual(choices(all, '路灯', ['4', '1'], 4).map((found) => found.id), ['1', '4', '2', '3'])
  assert.deepEqual(choices(all, '', [], 1).map((found) => found.id), ['2'])
})
