// SPDX-License-Identifier: Apache-2.0
// Whose grid is whose.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownOf, type GridCard } from './own-grids'

const grid = (id: string, ...users: string[]): GridCard => ({
  id,
  code: id,
  name: id,
  posts: users.map((user) => ({ post: 'grid_worker', user_id: user, name: user })),
})
const grids = [grid('1', 'lin', 'ye'), grid('2', 'tian', 'ye'), grid('3', 'cheng', 'ye')]
const whose: [name: string, user: string, ids: string[]][] = [
  ['a worker has her grid', 'lin', ['1']],
  ['a head has all of hers', 'ye', ['1', '2', '3']],
  ['a clerk of the community without a post sees them all', 'zhang', ['1', '2', '3']],
]
for (const [name, user, ids] of whose)
  test(name, () => assert.deepEqual(ownOf(grids, user).map((found) => found.id), ids))
