// SPDX-License-Identifier: Apache-2.0
// The areas a map shows for the window it looks at: towns from far, communities nearer, base grids near.
import type { FeatureCollection } from 'geojson'
import { shallowRef } from 'vue'
import type { Outlines } from '@shared/api/grid'
import { get } from '@shared/api/client'
import type { MapWindow } from '@shared/components/map'
import { shapesOf } from '@shared/outlines'

const COMMUNITY_ZOOM = 12
const GRID_ZOOM = 14
const outlines = new Map<string, Promise<FeatureCollection | undefined>>()

function outline(level: 'town' | 'community'): Promise<FeatureCollection | undefined> {
  let found = outlines.get(level)
  if (!found) {
    found = get<Outlines>('/ref/grids/outlines', { level })
      .then(shapesOf)
      .catch(() => {
        outlines.delete(level)
        return undefined
      })
    outlines.set(level, found)
  }
  return found
}

export function useAreas() {
  const areas = shallowRef<FeatureCollection>()
  let wanted = ''
  /** Call with the map's window whenever it has moved; without one, the towns are shown. */
  async function look(view?: MapWindow): Promise<void> {
    const level = !view || view.zoom < COMMUNITY_ZOOM ? 'town' : view.zoom < GRID_ZOOM ? 'community' : '1'
    const name = level === '1' ? `1 ${view?.bbox ?? ''}` : level
    if (name === wanted) return
    wanted = name
    const found =
      level === '1' ? await get<FeatureCollection>('/ref/grids/map', { level, bbox: view?.bbox }).catch(() => undefined) : await outline(level)
    // A later window may have overtaken this one; a failure keeps what is there.
    if (wanted === name && found) areas.value = found
  }
  return { areas, look }
}
