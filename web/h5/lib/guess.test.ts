// SPDX-License-Identifier: Apache-2.0
// What words say about the kind of appeal and about a place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessType, namesPlace } from './guess'

const types: [text: string, type: string][] = [
  ['楼下的路灯三天不亮了', 'help'],
  ['', 'help'],
  ['请问老年卡怎么办理', 'consult'],
  ['办居住证需要什么材料', 'consult'],
  ['窗口工作人员态度很差', 'complaint'],
  ['烧烤店半夜噪音扰民', 'complaint'],
  ['有人往河里偷排污水', 'report'],
  ['我要举报无证经营', 'report'],
  ['建议在公园增加长椅', 'suggestion'],
  ['感谢网格员小林帮我找回老人', 'praise'],
]
for (const [text, type] of types) test(`${text || '(nothing)'} is ${type}`, () => assert.equal(guessType(text), type))

const places: [text: string, named: boolean][] = [
  ['惠风小区3号楼一单元楼道堆满垃圾', true],
  ['文庙街路灯不亮', true],
  ['实验小学门口井盖松动', true],
  ['12栋楼上漏水', true],
  ['路灯不亮了', false],
  ['有人乱倒垃圾', false],
  ['楼道里有垃圾', false],
]
for (const [text, named] of places) test(`${text}: ${named ? 'a place' : 'no place'}`, () => assert.equal(namesPlace(text), named))
