// SPDX-License-Identifier: Apache-2.0
// What a page keeps in its address, so that reload, back and a sent link show the same.
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { serverNow } from '@shared/api/client'
import { dayOf } from '@shared/format'

export function useQuery(): { asked: (key: string) => string; go: (changes: Record<string, string>) => void } {
  const route = useRoute()
  const router = useRouter()
  return {
    /** The word under `key`, '' when there is none; reactive. */
    asked(key) {
      const value = route.query[key]
      return typeof value === 'string' ? value : ''
    },
    /** Changes words in place; '' takes one away. */
    go(changes) {
      const wanted: LocationQueryRaw = { ...route.query, ...changes }
      for (const key of Object.keys(wanted)) if (!wanted[key]) delete wanted[key]
      void router.replace({ query: wanted })
    },
  }
}

/** The month of a page as 202611, this one when the address names none; a choice also makes `changes`. */
export function useMonth(changes: Record<string, string> = {}): WritableComputedRef<number> {
  const { asked, go } = useQuery()
  const current = Math.floor(dayOf(serverNow()) / 100)
  return computed({
    get: () => (/^\d{6}$/.test(asked('month')) ? Number(asked('month')) : current),
    set: (month) => go({ month: String(month), ...changes }),
  })
}
