// SPDX-License-Identifier: Apache-2.0
// Drafts of forms: kept on the phone while typing, so that a dead battery, a closed page or a dead line loses nothing.
// A draft is forgotten after DRAFT_DAYS, when it is sent, or when its owner discards it. Drafts that must not lie about
// on a shared phone (保密举报) live only as long as the visit; their photos are not kept at all.
import { onScopeDispose, reactive, watch } from 'vue'
import { dropPhotos } from './photo-store'
import { forget, keep, load, type Where } from './storage'

export const DRAFT_DAYS = 7
const WRITE_DELAY_MS = 300

interface Stored<T> {
  at: number
  value: T
}

const keyOf = (name: string) => `ys.draft.${name}`

function stored<T>(name: string): Stored<T> | null {
  for (const where of ['visit', 'phone'] as Where[]) {
    const found = load<Stored<T>>(where, keyOf(name))
    if (found && Date.now() - found.at < DRAFT_DAYS * 86_400_000) return found
  }
  return null
}

/** When the draft was last written; null when there is none. */
export const draftTime = (name: string): number | null => stored(name)?.at ?? null
function peek<T>(name: string): T | null {
  return stored<T>(name)?.value ?? null
}
/** A look at a stored draft without opening it. */
export const peekDraft = peek

/** The stored draft itself, and a way to write it without a page (citizen/outbox.ts). */
export const loadDraft = peek
export function storeDraft<T>(name: string, value: T, where: Where): void {
  keep(where, keyOf(name), { at: Date.now(), value } satisfies Stored<unknown>)
}

/** The words are gone at once, photos and copy when it resolves. */
export function discardDraft(name: string): Promise<void> {
  forget('phone', keyOf(name))
  forget('visit', keyOf(name))
  return dropPhotos(name)
}

export interface Draft<T extends object> {
  value: T
  /** It was there before: tell the person. */
  restored: boolean
  /** Writes at once; false when the phone refuses. */
  save(): boolean
  /** Forgets the stored draft and stops writing. */
  discard(): void
  /** Back to an empty form. */
  reset(): void
}

export function useDraft<T extends object>(
  name: string,
  empty: () => T,
  isEmpty: (value: T) => boolean,
  isSecret: (value: T) => boolean = () => false,
): Draft<T> {
  const found = stored<T>(name)
  const value = reactive({ ...empty(), ...found?.value }) as T
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  const save = () => {
    clearTimeout(timer)
    timer = undefined
    if (over) return true
    if (isEmpty(value)) {
      forget('phone', keyOf(name))
      forget('visit', keyOf(name))
      return true
    }
    const [where, other]: [Where, Where] = isSecret(value) ? ['visit', 'phone'] : ['phone', 'visit']
    forget(other, keyOf(name))
    return keep(where, keyOf(name), { at: Date.now(), value } satisfies Stored<unknown>)
  }
  const stop = watch(value, () => (timer ??= setTimeout(save, WRITE_DELAY_MS)), { deep: true })
  // Phones end hidden pages without further notice.
  const hidden = () => document.visibilityState === 'hidden' && save()
  document.addEventListener('visibilitychange', hidden)
  window.addEventListener('pagehide', save)
  onScopeDispose(() => {
    save()
    stop()
    document.removeEventListener('visibilitychange', hidden)
    window.removeEventListener('pagehide', save)
  })

  return {
    value,
    restored: found !== null,
    save,
    discard() {
      over = true
      clearTimeout(timer)
      void discardDraft(name)
    },
    reset() {
      Object.assign(value, empty())
      void discardDraft(name)
    },
  }
}
