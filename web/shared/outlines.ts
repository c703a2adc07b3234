// SPDX-License-Identifier: Apache-2.0
// Outlines of towns and communities as the server sends them (docs/grids.md), as the shapes that maps draw.
import type { Feature, FeatureCollection, MultiPolygon, Position } from 'geojson'
import type { Outlines } from './api/grid'

/** A ring is its first corner and the way from each corner to the next; it closes itself. */
function corners(ring: number[], scale: number): Position[] {
  const found: Position[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i + 1 < ring.length; i += 2) {
    x += ring[i]!
    y += ring[i + 1]!
    found.push([x / scale, y / scale])
  }
  return found[0] ? [...found, found[0]] : found
}

export function shapesOf({ scale, areas }: Outlines): FeatureCollection<MultiPolygon> {
  const features = areas.map(
    ({ polygons, ...properties }): Feature<MultiPolygon> => ({
      type: 'Feature',
      id: properties.id,
      properties,
      geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map((ring) => corners(ring, scale))) },
    }),
  )
  return { type: 'FeatureCollection', features }
}
