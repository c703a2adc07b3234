// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { stretches } from './marks'

it('what both say is shared, the rest is marked, and nothing is lost', () => {
  const one = '惠风花园3栋 路灯不亮'
  const found = stretches(one, '惠风花园８栋的路灯不亮了')
  assert.equal(found.map((part) => part.text).join(''), one)
  assert.deepEqual(found.filter((part) => !part.shared).map((part) => part.text.trim()), ['3栋'])
})

it('texts that share nothing are marked whole, and empty ones are nothing', () => {
  assert.deepEqual(stretches('水管爆裂', '路灯不亮'), [{ text: '水管爆裂', shared: false }])
  assert.deepEqual(stretches('', '路灯不亮'), [])
})
