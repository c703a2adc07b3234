// SPDX-License-Identifier: Apache-2.0
// Distances as a pedestrian would say them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metres, metresText, routesTo } from './distance'

test('a thousandth of a degree to the north is 111 metres', () => {
  const m = metres({ lon: 121_000_000, lat: 36_000_000 }, { lon: 121_000_000, lat: 36_001_000 })
  assert.ok(Math.abs(m - 111.2) < 0.5, String(m))
})
const said: [number, string][] = [[3, '10 米'], [148, '150 米'], [949, '950 米'], [1240, '1.2 公里']]
for (const [m, text] of said) test(text, () => assert.equal(metresText(m), text))
test('the phone’s own map comes first, with the point', () => {
  assert.equal(routesTo({ lon: 121_500_000, lat: 36_250_000, address: '' })[0]!.href, 'geo:36.250000,121.500000?q=36.250000,121.500000(%E7%9B%AE%E7%9A%84%E5%9C%B0)')
  assert.deepEqual(routesTo({ lon: null, lat: null, address: '' }), [])
})
