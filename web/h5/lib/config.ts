// SPDX-License-Identifier: Apache-2.0
// What the city says about itself: fetched once per visit, remembered on the phone so that the form also opens offline.
import { reactive, readonly } from 'vue'
import { TYPE } from '@shared/enums'
import { ask } from './server'
import { keep, load } from './storage'

export interface City {
  city: string
  hotline: string
  emergency_text: string
  types: { code: string; text: string }[]
  max_photos: number
  map: { center: [number, number]; bounds: number[] } | null
}

type Answer = Partial<Omit<City, 'map'>> & { map?: { center: [number, number]; bounds?: number[] } | null }

const KEY = 'ys.city'
const plain: City = {
  city: '',
  hotline: '12345',
  emergency_text: '',
  types: Object.entries(TYPE).map(([code, text]) => ({ code, text })),
  max_photos: 6,
  map: null,
}

const state = reactive<City>({ ...plain, ...load<City>('phone', KEY) })
export const city = readonly(state) as City

let asked: Promise<void> | undefined
/** Never fails: without an answer the remembered or plain values serve. */
export function loadCity(): Promise<void> {
  asked ??= ask<Answer>('/public/config')
    .then((answer) => {
      const map = answer.map ? { center: answer.map.center, bounds: answer.map.bounds ?? [] } : null
      Object.assign(state, { ...plain, ...answer, map, types: answer.types?.length ? answer.types : plain.types })
      keep('phone', KEY, state)
    })
    .catch(() => {
      asked = undefined
    })
  return asked
}
