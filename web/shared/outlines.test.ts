// SPDX-License-Identifier: Apache-2.0
// Outlines come as steps from corner to corner and become closed rings in degrees.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shapesOf } from './outlines'

test('rings close, holes and several pieces stay apart, steps go back as well', () => {
  const square = [1224000, 371000, 10, 0, 0, 10, -10, 0]
  const hole = [1224002, 371002, 2, 0, 0, 2]
  const far = [1225000, 371000, 5, 0, 0, -5]
  const { features } = shapesOf({ scale: 10000, areas: [{ id: '7', code: 'T01', name: '澜城社区', town_id: '3', polygons: [[square, hole], [far]] }] })
  assert.equal(features[0]?.id, '7')
  assert.deepEqual(features[0]?.properties, { id: '7', code: 'T01', name: '澜城社区', town_id: '3' })
  assert.deepEqual(features[0]?.geometry.coordinates, [
    [
      [[122.4, 37.1], [122.401, 37.1], [122.401, 37.101], [122.4, 37.101], [122.4, 37.1]],
      [[122.4002, 37.1002], [122.4004, 37.1002], [122.4004, 37.1004], [122.4002, 37.1002]],
    ],
    [[[122.5, 37.1], [122.5005, 37.1], [122.5005, 37.0995], [122.5, 37.1]]],
  ])
})

test('an area without a shape is an empty one', () => {
  assert.deepEqual(shapesOf({ scale: 1, areas: [{ id: '1', code: '', name: '', town_id: null, polygons: [] }] }).features[0]?.geometry.coordinates, [])
})
