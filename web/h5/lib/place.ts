// SPDX-License-Identifier: Apache-2.0
// Where something is: asking the phone (only on a tap), and asking the server whose grid a point lies in.
// Browsers give WGS-84, which for this purpose is CGCS2000 (they differ by centimetres).
import { ApiError } from '@shared/api/problem'
import { ask } from './server'

export interface Point {
  /** micro-degrees, CGCS2000 */
  lon: number
  lat: number
}

export interface GridPlace {
  town?: { id: string; name: string } | null
  community?: { id: string; name: string } | null
  grid?: { id: string; code: string; name: string } | null
  /** Whom to call about the grid. */
  card?: { head: string; phone: string } | null
}

export class PlaceError extends Error {}

const REFUSED = '没有拿到定位。请在手机设置里允许使用位置，或者在地图上点一下，或者直接写地址。'
const NOT_FOUND = '暂时定位不到，请到开阔处再试，或者在地图上点一下，或者直接写地址。'

/** Degrees of the browser as the API counts them. */
export const micro = (degrees: number): number => Math.round(degrees * 1e6)

/** The phone's own position and how exact it is in metres. */
export function locate(): Promise<Point & { accuracy: number }> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) {
      reject(new PlaceError('这个浏览器不能定位，请在地图上点一下，或者直接写地址。'))
      return
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: micro(coords.longitude), lat: micro(coords.latitude), accuracy: coords.accuracy }),
      (failure) => reject(new PlaceError(failure.code === failure.PERMISSION_DENIED ? REFUSED : NOT_FOUND)),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    )
  })
}

/** The town, community and grid of a point; null outside the city. */
export async function placeOf(point: Point): Promise<GridPlace | null> {
  try {
    return await ask<GridPlace>('/public/grid', { lon: point.lon, lat: point.lat, datum: 'cgcs2000' })
  } catch (error) {
    if (error instanceof ApiError && error.notFound) return null
    throw error
  }
}

/** A place by its name, as the city's list of places has it. */
export interface FoundPlace extends GridPlace {
  name: string
  kind_text: string
  lon: number | null
  lat: number | null
}

/** Never fails: without an answer nothing is suggested. */
export async function findPlaces(text: string): Promise<FoundPlace[]> {
  try {
    return (await ask<{ items: FoundPlace[] }>('/public/places', { q: text })).items
  } catch {
    return []
  }
}

/** The grid of a QR code 一格一码; null when the code is unknown. */
export async function placeOfCode(code: string): Promise<GridPlace | null> {
  try {
    return await ask<GridPlace>('/public/grid', { code })
  } catch (error) {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) return null
    throw error
  }
}

/** Names from wide to narrow in one line, without a name that a narrower one already contains. */
export function joinPlace(names: (string | null | undefined)[]): string {
  const given = names.filter((name): name is string => Boolean(name))
  return given.filter((name, i) => !given.slice(i + 1).some((later) => later.includes(name))).join(' ')
}

/** "望海街道 澜城社区第3网格" */
export function placeText(place: GridPlace | null | undefined): string {
  return joinPlace([place?.town?.name, place?.community?.name, place?.grid?.name])
}
