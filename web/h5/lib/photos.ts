// SPDX-License-Identifier: Apache-2.0
// The photos of one form: chosen, made smaller, sent one after another while the person goes on typing, tried again.
// What is on the server is remembered in the draft, what is not lies in the phone's photo store until it is.
import { computed, onScopeDispose, reactive } from 'vue'
import { newKey, type Query } from '@shared/api/client'
import { sentence } from '@shared/api/problem'
import { isOffline, whenBack } from './online'
import { PhotoError, shrinkPhoto } from './photo'
import { dropPhoto, keepPhoto, storedPhoto } from './photo-store'
import { sendPhoto } from './server'

export interface SentFile {
  id: string
  /** Secret that lets a person without account attach the file. */
  claim?: string
}

/** What a draft remembers of a photo. */
export interface PhotoRef {
  id: string
  file?: SentFile
}

export type PhotoState = 'preparing' | 'waiting' | 'sending' | 'sent' | 'failed'

export interface Photo {
  id: string
  /** Address of the picture on this phone, '' when only the server has it. */
  url: string
  state: PhotoState
  /** 0…1 of the bytes that have left the phone */
  part: number
  error: string
  offline?: boolean
  file?: SentFile
}

export interface PhotoOptions {
  path: string
  query: () => Query
  max: () => number
  /** Name of the draft the photos belong to. */
  draft: string
  /** False: nothing of the pictures is kept on the phone. */
  mayKeep?: () => boolean
  initial?: PhotoRef[]
  changed?: (refs: PhotoRef[]) => void
}

export function usePhotos(options: PhotoOptions) {
  const items = reactive<Photo[]>([])
  const blobs = new Map<string, Blob>()
  // As it was when the photo was chosen: 处置前 stays 处置前 when the choice is changed meanwhile.
  const queries = new Map<string, Query>()
  const urls = new Map<string, string>()
  const state = reactive({ error: '', working: false })
  let queue: Promise<void> = Promise.resolve()

  const refs = (): PhotoRef[] =>
    items.map((photo) => ({ id: photo.id, ...(photo.file ? { file: { ...photo.file } } : {}) }))
  const changed = () => options.changed?.(refs())

  function show(id: string, blob: Blob): string {
    blobs.set(id, blob)
    const url = URL.createObjectURL(blob)
    urls.set(id, url)
    return url
  }

  async function send(photo: Photo): Promise<void> {
    const blob = blobs.get(photo.id)
    if (!blob || photo.file || !items.includes(photo)) return
    photo.state = 'sending'
    photo.part = 0
    photo.error = ''
    try {
      const { id, claim, status } = await sendPhoto<SentFile & { status?: string }>(options.path, queries.get(photo.id) ?? options.query(), blob, {
        progress: (part) => (photo.part = part),
        working: (busy) => (state.working = busy),
      })
      if (status === 'quarantined') {
        // The server could not open it; keeping it would only promise what nobody can see.
        remove(photo)
        state.error = '有一张照片打不开，请换一张或重新拍。'
        return
      }
      photo.file = claim ? { id, claim } : { id }
      photo.state = 'sent'
      changed()
    } catch (error) {
      photo.state = 'failed'
      photo.offline = isOffline(error)
      photo.error = isOffline(error) ? '网络不通，没传上去。' : sentence(error)
    }
  }

  function enqueue(photo: Photo): void {
    photo.state = 'waiting'
    queue = queue.then(() => send(photo))
  }

  async function add(files: Iterable<File>): Promise<void> {
    state.error = ''
    for (const file of files) {
      if (items.length >= options.max()) {
        state.error = `最多放 ${options.max()} 张照片。`
        break
      }
      const photo = reactive<Photo>({ id: newKey(), url: '', state: 'preparing', part: 0, error: '' })
      items.push(photo)
      queries.set(photo.id, options.query())
      try {
        const blob = await shrinkPhoto(file)
        photo.url = show(photo.id, blob)
        if (options.mayKeep?.() !== false) void keepPhoto(options.draft, photo.id, blob)
        changed()
        enqueue(photo)
      } catch (error) {
        items.splice(items.indexOf(photo), 1)
        state.error = error instanceof PhotoError ? error.message : '这张照片打不开，请换一张。'
      }
    }
  }

  function remove(photo: Photo): void {
    const at = items.indexOf(photo)
    if (at < 0) return
    items.splice(at, 1)
    state.error = ''
    void dropPhoto(options.draft, photo.id)
    changed()
  }

  function retry(): void {
    for (const photo of items) if (photo.state === 'failed') enqueue(photo)
  }

  /** The server no longer knows some of the files (a draft of days ago): all travel again. */
  function sendAllAgain(): void {
    for (const photo of items) {
      if (!blobs.has(photo.id)) continue
      delete photo.file
      enqueue(photo)
    }
    // What only the server had is gone with it.
    for (const photo of items.filter((item) => !blobs.has(item.id))) remove(photo)
    changed()
  }

  /** Waits for the queue. Null when a photo could not be sent. */
  async function settle(): Promise<SentFile[] | null> {
    retry()
    while (items.some((photo) => photo.state === 'preparing')) await new Promise((resolve) => setTimeout(resolve, 100))
    await queue
    return items.some((photo) => !photo.file) ? null : items.map((photo) => ({ ...photo.file! }))
  }

  function clear(): void {
    while (items[0]) remove(items[0])
  }

  async function restore(kept: PhotoRef[]): Promise<void> {
    for (const { id, file } of kept) {
      const photo = reactive<Photo>({ id, url: '', state: file ? 'sent' : 'preparing', part: 0, error: '' })
      if (file) photo.file = file
      items.push(photo)
      const blob = await storedPhoto(options.draft, id)
      if (blob) photo.url = show(id, blob)
      if (file) continue
      if (blob) enqueue(photo)
      else remove(photo)
    }
  }
  if (options.initial?.length) void restore(options.initial)

  const stop = whenBack(retry)
  onScopeDispose(() => {
    stop()
    for (const url of urls.values()) URL.revokeObjectURL(url)
  })

  return {
    items,
    state,
    full: computed(() => items.length >= options.max()),
    /** Some photo failed because the line is dead. */
    offline: computed(() => items.some((photo) => photo.state === 'failed' && photo.offline)),
    failed: computed(() => items.filter((photo) => photo.state === 'failed').length),
    add,
    remove,
    retry,
    sendAllAgain,
    settle,
    clear,
  }
}

export type Photos = ReturnType<typeof usePhotos>
