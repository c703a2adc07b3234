// SPDX-License-Identifier: Apache-2.0
// The grids of whoever is logged in: those where she holds a post, else those of her grants or of her community.
// Asked once per visit; a form without a point on the map says with it where something is.
import { getSeen } from '../offline/seen'
import type { List } from '@shared/api/types'
import { ownOf, type GridCard } from './own-grids'
import { me, myGridIds } from './session'

const MOST = 8
const BASE_LEVEL = 1

async function communityGrids(unitId: string): Promise<string[]> {
  const answer = await getSeen<List<{ id: string }>>('/ref/grids', { community: unitId, level: BASE_LEVEL, limit: MOST })
  return answer.value.items.map((grid) => grid.id)
}

let asked: { userId: string; grids: Promise<GridCard[]> } | undefined

async function fetchGrids(): Promise<GridCard[]> {
  const who = me.value
  if (!who) return []
  let ids = myGridIds.value
  if (!ids.length && who.unit.kind === 'community') ids = await communityGrids(who.unit.id)
  return ownOf(await Promise.all(ids.slice(0, MOST).map(async (id) => (await getSeen<GridCard>(`/ref/grids/${id}`)).value)), who.user_id)
}

export function myGrids(again = false): Promise<GridCard[]> {
  const userId = me.value?.user_id ?? ''
  if (again || asked?.userId !== userId) {
    const grids = fetchGrids()
    asked = { userId, grids }
    grids.catch(() => {
      if (asked?.grids === grids) asked = undefined
    })
  }
  return asked!.grids
}
