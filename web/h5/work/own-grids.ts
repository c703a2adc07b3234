// SPDX-License-Identifier: Apache-2.0
// What a grid's card says, and which of several grids are somebody's own. Pure.
import type { Ref as Named } from '@shared/api/types'

export interface GridPost {
  post: string
  worker_type?: string
  user_id?: string | null
  name: string
  main?: boolean | number
}

export interface GridCard {
  id: string
  code: string
  name: string
  level?: number
  households?: number
  town?: Named | string | null
  community?: Named | string | null
  phone?: string
  posts?: GridPost[]
}

/** Those among `grids` where the person holds a post; all of them when she holds none. */
export function ownOf(grids: GridCard[], userId: string): GridCard[] {
  const own = grids.filter((grid) => grid.posts?.some((post) => post.user_id === userId))
  return own.length ? own : grids
}
