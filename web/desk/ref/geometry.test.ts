// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundsOf, cornersOf, halvingLine, middlesOf, moveBorder, toWkt, type Area } from './geometry'

const left: Area = { type: 'Polygon', coordinates: [[[120, 30], [120.01, 30], [120.01, 30.01], [120, 30.01], [120, 30]]] }
// Its western border has one point more than its neighbour's eastern one.
const right: Area = { type: 'Polygon', coordinates: [[[120.01, 30], [120.02, 30], [120.02, 30.01], [120.01, 30.01], [120.01, 30.005], [120.01, 30]]] }

test('a shared corner moves in both', () => {
  const [a, b] = moveBorder([left, right], [120.01, 30.01], [120.011, 30.012])
  assert.ok(cornersOf(a!).some(([x]) => x === 120.011))
  assert.ok(cornersOf(b!).some(([x]) => x === 120.011))
  assert.equal(a!.coordinates[0]!.length, 5)
})

test('a point on the edge of a neighbour becomes its corner', () => {
  const [a, b] = moveBorder([left, right], [120.01, 30.005], [120.012, 30.005])
  assert.equal(cornersOf(a!).length, 5)
  assert.equal(cornersOf(b!).length, 5)
  assert.ok(toWkt(a!).includes('120.0120000 30.0050000'))
})

test('the first point of a ring moves with the last', () => {
  const [a] = moveBorder([left], [120, 30], [119.999, 29.999])
  const ring = a!.coordinates[0] as number[][]
  assert.deepEqual(ring[0], ring.at(-1))
  assert.deepEqual(boundsOf([a!]), { west: 119.999, south: 29.999, east: 120.01, north: 30.01 })
})

test('a halving line has half on each side and ends outside', () => {
  const [from, to] = halvingLine(left, true)
  assert.ok(Math.abs(from![0] - 120.005) < 1e-6 && from![0] === to![0])
  assert.ok(from![1] < 30 && to![1] > 30.01)
  const triangle: Area = { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [0, 1], [0, 0]]] }
  assert.ok(Math.abs(halvingLine(triangle, true)[0]![0] - (1 - Math.SQRT1_2)) < 1e-6)
  assert.equal(middlesOf(left).length, 4)
})
