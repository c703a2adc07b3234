// SPDX-License-Identifier: Apache-2.0
// Texts of danger point to the right telephone; everyday texts to none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dangerIn } from './words'

const texts: [name: string, text: string, line: string | undefined][] = [
  ['gas in the stairwell', '楼道里有很重的煤气味', '119'],
  ['fire', '隔壁厂房起火了', '119'],
  ['crash', '路口刚发生车祸', '122'],
  ['somebody fainted', '公园里有老人晕倒在长椅旁', '120'],
  ['somebody on a roof', '有人站在楼顶要跳楼', '110'],
  ['fraud', '有人冒充客服让我转账', '110'],
  ['a broken lamp', '小区门口路灯三天不亮了', undefined],
  ['gas bill', '燃气费怎么交', undefined],
  ['noise at night', '楼下烧烤店每天吵到半夜', undefined],
]
for (const [name, text, line] of texts) test(name, () => assert.equal(dangerIn(text)?.line, line))
