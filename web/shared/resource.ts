// SPDX-License-Identifier: Apache-2.0
// Something a page shows from the API: loaded at once, again when its inputs change, and again on live messages.
// While it is refetched the old content stays on screen; late answers of older requests are dropped.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { ApiError, readProblem } from './api/problem'
import { useLive } from './live/live'
import { position } from './live/position'

export interface Resource<T> {
  data: ShallowRef<T | undefined>
  error: ShallowRef<ApiError | undefined>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

interface Options {
  /** Reload when this changes; an empty text means that there is nothing to load. */
  on?: () => unknown
  /** Reload on messages for these topics. */
  topics?: () => string[]
  /** Do not load at once. */
  lazy?: boolean
}

export function useResource<T>(load: (signal: AbortSignal) => Promise<T>, options: Options = {}): Resource<T> {
  const data = shallowRef<T>()
  const error = shallowRef<ApiError>()
  const loading = ref(false)
  let abort: AbortController | undefined
  let asked = position()

  async function reload(): Promise<void> {
    abort?.abort()
    const mine = new AbortController()
    abort = mine
    asked = position()
    loading.value = true
    try {
      const found = await load(mine.signal)
      if (abort !== mine) return
      data.value = found
      error.value = undefined
    } catch (thrown) {
      if (abort !== mine) return
      error.value = thrown instanceof ApiError ? thrown : new ApiError(readProblem(0, '', null))
    } finally {
      if (abort === mine) loading.value = false
    }
  }

  if (options.on) {
    watch(options.on, (now) => {
      data.value = undefined
      error.value = undefined
      abort?.abort()
      abort = undefined
      if (now !== '') void reload()
    })
  }
  if (options.topics) useLive(options.topics, reload, () => asked)
  if (!options.lazy) void reload()
  onScopeDispose(() => abort?.abort())
  return { data, error, loading, reload }
}
