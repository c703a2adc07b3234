// SPDX-License-Identifier: Apache-2.0
// Sizes after shrinking.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fit } from './photo'

const sizes: [name: string, from: [number, number], to: [number, number]][] = [
  ['a phone photo lying', [4000, 3000], [1920, 1440]],
  ['a phone photo standing', [3000, 4000], [1440, 1920]],
  ['a small picture stays', [800, 600], [800, 600]],
  ['a very long screenshot keeps a width', [1080, 40000], [52, 1920]],
  ['a line never becomes nothing', [100000, 1], [1920, 1]],
]
for (const [name, [w, h], [width, height]] of sizes)
  test(name, () => assert.deepEqual(fit(w, h), { width, height }))
