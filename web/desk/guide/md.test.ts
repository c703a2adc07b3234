// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseGuide, plain, searchGuide, spansOf } from './md'

const SOURCE = `<!-- order: 3 -->
<!-- roles: dispatcher sys_admin -->
# 派单

先看 **建议单位**，再按 \`Enter\`。
接着写。

## 为什么是这个单位

- 事项清单
- 按[权属](/ref/asset-owners)

| 键 | 作用 |
|---|---|
| J | 下一件 |

> 依据：条例第九条

1. 一
2. 二
`

test('a page has meta, blocks and sections', () => {
  const page = parseGuide('dispatch', SOURCE)
  assert.equal(page.title, '派单')
  assert.equal(page.order, 3)
  assert.deepEqual(page.roles, ['dispatcher', 'sys_admin'])
  assert.deepEqual(page.blocks.map((block) => block.kind), ['text', 'heading', 'list', 'table', 'text', 'list'])
  assert.equal(page.sections.length, 2)
  assert.equal(page.sections[1]!.id, '为什么是这个单位')
})

test('spans of a line; nothing becomes markup', () => {
  assert.deepEqual(spansOf('a **b** `c` [d](/e) <b>').map((span) => span.kind), ['text', 'strong', 'text', 'code', 'text', 'link', 'text'])
  assert.equal(plain(spansOf('x <script>')), 'x <script>')
})

test('search finds sections by all words, titles first', () => {
  const pages = [parseGuide('dispatch', SOURCE)]
  assert.equal(searchGuide(pages, '权属')[0]?.id, '为什么是这个单位')
  assert.equal(searchGuide(pages, '单位').length, 2)
  assert.equal(searchGuide(pages, '单位')[0]?.title, '为什么是这个单位')
  assert.equal(searchGuide(pages, '没有这个词').length, 0)
  assert.equal(searchGuide(pages, '  ').length, 0)
})
