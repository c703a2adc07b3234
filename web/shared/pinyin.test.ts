// SPDX-License-Identifier: Apache-2.0
// Pages are found by the first letters of their names.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { initials, nameMatch } from './pinyin'

describe('拼音首字母', () => {
  for (const [text, want] of [
    ['登记诉求', 'djsq'],
    ['待分拣', 'dfj'],
    ['派单池', 'pdc'],
    ['事项清单', 'sxqd'],
    ['自办件', 'zbj'],
    ['岗位 A/B 岗', 'gwabg'],
    ['网格', 'wg'],
    ['阿八', 'ab'],
  ] as const)
    it(text, () => assert.equal(initials(text), want))
  it('字比字母好，开头比中间好', () => {
    assert.ok(nameMatch('登记诉求', '登记') > nameMatch('登记诉求', '诉求'))
    assert.ok(nameMatch('登记诉求', '诉求') > nameMatch('登记诉求', 'djsq'))
    assert.ok(nameMatch('登记诉求', 'dj') > nameMatch('登记诉求', 'sq'))
    assert.equal(nameMatch('登记诉求', 'xx'), 0)
    assert.equal(nameMatch('登记诉求', ''), 0)
  })
})
