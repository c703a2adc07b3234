// SPDX-License-Identifier: Apache-2.0
// How far something is, and the ways to be led there. Pure.
import type { Point } from '../lib/place'

const EARTH_M = 6_371_000
const radians = (micro: number) => (micro / 1e6) * (Math.PI / 180)

/** Metres over the ground between two points in micro-degrees. */
export function metres(a: Point, b: Point): number {
  const lat = radians(b.lat - a.lat)
  const lon = radians(b.lon - a.lon)
  const h = Math.sin(lat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(lon / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.sqrt(h))
}

export const metresText = (m: number): string => (m < 950 ? `${Math.max(10, Math.round(m / 10) * 10)} 米` : `${(m / 1000).toFixed(1)} 公里`)

/** Links that open a map with the place: the phone's own, then two map programs. Browsers' points are WGS-84. */
export function routesTo(place: { lon: number | null; lat: number | null; address: string }): { text: string; href: string }[] {
  const name = encodeURIComponent(place.address || '目的地')
  if (place.lon === null || place.lat === null)
    return place.address ? [{ text: '用手机地图找', href: `geo:0,0?q=${name}` }, { text: '高德地图', href: `https://uri.amap.com/search?keyword=${name}` }] : []
  const [lon, lat] = [(place.lon / 1e6).toFixed(6), (place.lat / 1e6).toFixed(6)]
  return [
    { text: '用手机地图导航', href: `geo:${lat},${lon}?q=${lat},${lon}(${name})` },
    { text: '高德地图', href: `https://uri.amap.com/navigation?to=${lon},${lat},${name}&mode=walk&coordinate=wgs84` },
    { text: '百度地图', href: `https://api.map.baidu.com/marker?location=${lat},${lon}&title=${name}&content=${name}&coord_type=wgs84&output=html` },
  ]
}
