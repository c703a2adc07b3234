// SPDX-License-Identifier: Apache-2.0
// Our own polygons for maps, fetched once per level; a failure leaves the map empty but usable.
import type { FeatureCollection } from 'geojson'
import { get, type Query } from '@shared/api/client'

const kept = new Map<string, Promise<FeatureCollection | undefined>>()

export function gridAreas(level: number, more: Query = {}): Promise<FeatureCollection | undefined> {
  const name = `${level} ${JSON.stringify(more)}`
  let found = kept.get(name)
  if (!found) {
    found = get<FeatureCollection>('/ref/grids/map', { level, ...more }).catch(() => {
      kept.delete(name)
      return undefined
    })
    kept.set(name, found)
  }
  return found
}
