// SPDX-License-Identifier: Apache-2.0
// Places read without saying a name twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinPlace } from './place'

const places: [name: string, names: (string | undefined)[], text: string][] = [
  ['all different', ['望海街道', '澜城社区', '第三网格'], '望海街道 澜城社区 第三网格'],
  ['the grid names its community', ['望海街道', '澜城社区', '澜城社区第1网格'], '望海街道 澜城社区第1网格'],
  ['the address names the town', ['望海街道', undefined, '望海街道海安路'], '望海街道海安路'],
  ['nothing known', [undefined, ''], ''],
]
for (const [name, names, text] of places) test(name, () => assert.equal(joinPlace(names), text))
