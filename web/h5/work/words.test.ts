// SPDX-License-Identifier: Apache-2.0
// Days as people say them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateOf, dayOf, dayText } from './words'

const noon = Date.UTC(2026, 10, 22, 4)
const days: [number, string][] = [
  [20261122, '今天'],
  [20261123, '明天'],
  [20261121, '昨天'],
  [20261201, '12月1日'],
  [20270105, '2027年1月5日'],
]
for (const [day, said] of days) test(said, () => assert.equal(dayText(day, noon), said))
test('a date field and the interface name the same day', () => assert.equal(dateOf(dayOf('2026-02-09')), '2026-02-09'))
