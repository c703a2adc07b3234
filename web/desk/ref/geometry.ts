// SPDX-License-Identifier: Apache-2.0
// Geometry of the grid editor that needs no server: points of borders, a border point that moves in every grid that has it,
// lines that halve a shape. Cutting and joining is done by the server (GEOS).
import type { MultiPolygon, Polygon, Position } from 'geojson'

export type Area = Polygon | MultiPolygon
export type Point = [number, number]

/** Two borders written apart by less are the same point (about two centimetres). */
const NEAR = 2e-7

export const near = (a: Position, b: Position) => Math.abs(a[0]! - b[0]!) < NEAR && Math.abs(a[1]! - b[1]!) < NEAR

const polygonsOf = (area: Area): Position[][][] => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates)

export function ringsOf(area: Area): Position[][] {
  return polygonsOf(area).flat()
}

const ringWkt = (points: Position[]) => `(${points.map(([x, y]) => `${x!.toFixed(7)} ${y!.toFixed(7)}`).join(',')})`

const polygonWkt = (rings: Position[][]) => `(${rings.map(ringWkt).join(',')})`

export function toWkt(area: Area): string {
  const all = polygonsOf(area)
  return all.length === 1 ? `POLYGON${polygonWkt(all[0]!)}` : `MULTIPOLYGON(${all.map(polygonWkt).join(',')})`
}

/** Corner points, each once. */
export function cornersOf(area: Area): Point[] {
  const found: Point[] = []
  for (const ring of ringsOf(area))
    for (const point of ring.slice(0, -1)) if (!found.some((other) => near(other, point))) found.push([point[0]!, point[1]!])
  return found
}

/** Middles of the edges: dragging one adds a corner there. */
export function middlesOf(area: Area): Point[] {
  return ringsOf(area).flatMap((ring) =>
    ring.slice(1).map((point, i): Point => [(point[0]! + ring[i]![0]!) / 2, (point[1]! + ring[i]![1]!) / 2]),
  )
}

/** True when `p` lies on the edge a–b, ends excluded. */
function onEdge(a: Position, b: Position, p: Position): boolean {
  const dx = b[0]! - a[0]!
  const dy = b[1]! - a[1]!
  const length = Math.hypot(dx, dy)
  if (length < NEAR) return false
  const along = ((p[0]! - a[0]!) * dx + (p[1]! - a[1]!) * dy) / length
  const aside = Math.abs((p[0]! - a[0]!) * dy - (p[1]! - a[1]!) * dx) / length
  return along > NEAR && along < length - NEAR && aside < NEAR
}

function moveInRing(ring: Position[], from: Position, to: Point): Position[] {
  const open = ring.slice(0, -1)
  const out: Position[] = []
  for (let i = 0; i < open.length; i++) {
    const now = open[i]!
    const next = open[(i + 1) % open.length]!
    out.push(near(now, from) ? to : now)
    if (onEdge(now, next, from)) out.push(to)
  }
  return [...out, out[0]!]
}

/** The border point moves in every area that has it as a corner or on an edge, so that no gap and no overlap arises. */
export function moveBorder(areas: Area[], from: Point, to: Point): Area[] {
  return areas.map((area) =>
    area.type === 'Polygon'
      ? { type: 'Polygon', coordinates: area.coordinates.map((ring) => moveInRing(ring, from, to)) }
      : { type: 'MultiPolygon', coordinates: area.coordinates.map((rings) => rings.map((ring) => moveInRing(ring, from, to))) },
  )
}

export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

export function boundsOf(areas: Area[]): Bounds {
  const bounds = { west: 180, south: 90, east: -180, north: -90 }
  for (const [x, y] of areas.flatMap(ringsOf).flat() as Point[]) {
    bounds.west = Math.min(bounds.west, x)
    bounds.east = Math.max(bounds.east, x)
    bounds.south = Math.min(bounds.south, y)
    bounds.north = Math.max(bounds.north, y)
  }
  return bounds
}

/** Twice the area left of (or below) a limit, by the shoelace of the clipped ring. */
function areaBelow(ring: Position[], axis: 0 | 1, limit: number): number {
  const clipped: Position[] = []
  for (let i = 0; i + 1 < ring.length; i++) {
    const a = ring[i]!
    const b = ring[i + 1]!
    const inA = a[axis]! <= limit
    if (inA) clipped.push(a)
    if (inA !== b[axis]! <= limit) {
      const t = (limit - a[axis]!) / (b[axis]! - a[axis]!)
      clipped.push([a[0]! + t * (b[0]! - a[0]!), a[1]! + t * (b[1]! - a[1]!)])
    }
  }
  return Math.abs(clipped.reduce((sum, a, i) => {
    const b = clipped[(i + 1) % clipped.length]!
    return sum + a[0]! * b[1]! - b[0]! * a[1]!
  }, 0))
}

/** A straight line that halves the area: north–south, or east–west. Its ends lie outside. */
export function halvingLine(area: Area, upright: boolean): Point[] {
  const bounds = boundsOf([area])
  const axis = upright ? 0 : 1
  const rings = polygonsOf(area).map((polygon) => polygon[0]!)
  const total = rings.reduce((sum, ring) => sum + areaBelow(ring, axis, 1000), 0)
  let [low, high] = upright ? [bounds.west, bounds.east] : [bounds.south, bounds.north]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (rings.reduce((sum, ring) => sum + areaBelow(ring, axis, middle), 0) < total / 2) low = middle
    else high = middle
  }
  const at = Number(((low + high) / 2).toFixed(7))
  const over = 1e-4
  return upright
    ? [[at, bounds.south - over], [at, bounds.north + over]]
    : [[bounds.west - over, at], [bounds.east + over, at]]
}
