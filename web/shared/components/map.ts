// SPDX-License-Identifier: Apache-2.0
// What a MapView is given and says.

export interface MapPoint {
  lon: number
  lat: number
  label: string
  /** The main point is drawn larger. */
  main?: boolean
}

/** bbox: west,south,east,north in degrees. */
export interface MapWindow {
  zoom: number
  bbox: string
}
