// SPDX-License-Identifier: Apache-2.0
// Photos of the grid worker's forms: made smaller, kept on the phone, handed to the queue when the form is sent. The queue
// uploads them; a form never waits for the line.
import { onScopeDispose, reactive, ref } from 'vue'
import { newKey } from '@shared/api/client'
import { PhotoError, shrinkPhoto } from '../lib/photo'
import { dropPhoto, keepPhoto, storedPhoto } from '../lib/photo-store'

export interface WorkPhoto {
  id: string
  url: string
}

export function useWorkPhotos(options: { draft: string; max: number; initial?: string[]; changed?: (ids: string[]) => void }) {
  const items = reactive<WorkPhoto[]>([])
  const blobs = new Map<string, Blob>()
  const error = ref('')
  const busy = ref(false)
  const changed = () => options.changed?.(items.map((photo) => photo.id))

  function show(id: string, blob: Blob): void {
    blobs.set(id, blob)
    items.push({ id, url: URL.createObjectURL(blob) })
  }

  async function add(files: Iterable<File>): Promise<void> {
    error.value = ''
    busy.value = true
    for (const file of files) {
      if (items.length >= options.max) {
        error.value = `最多放 ${options.max} 张照片。`
        break
      }
      try {
        const blob = await shrinkPhoto(file)
        const id = newKey()
        show(id, blob)
        void keepPhoto(options.draft, id, blob)
        changed()
      } catch (failure) {
        error.value = failure instanceof PhotoError ? failure.message : '这张照片打不开，请换一张。'
      }
    }
    busy.value = false
  }

  function remove(photo: WorkPhoto): void {
    const at = items.findIndex((item) => item.id === photo.id)
    if (at < 0) return
    URL.revokeObjectURL(photo.url)
    items.splice(at, 1)
    blobs.delete(photo.id)
    void dropPhoto(options.draft, photo.id)
    changed()
  }

  function clear(): void {
    while (items[0]) remove(items[0])
  }

  async function restore(ids: string[]): Promise<void> {
    for (const id of ids) {
      const blob = await storedPhoto(options.draft, id)
      if (blob) show(id, blob)
    }
    changed()
  }
  if (options.initial?.length) void restore(options.initial)
  onScopeDispose(() => items.forEach((photo) => URL.revokeObjectURL(photo.url)))

  return {
    items,
    error,
    busy,
    add,
    remove,
    clear,
    /** What the queue takes. */
    pack: (query: Record<string, string>) => items.flatMap((photo) => (blobs.has(photo.id) ? [{ blob: blobs.get(photo.id)!, query }] : [])),
  }
}

export type WorkPhotos = ReturnType<typeof useWorkPhotos>
