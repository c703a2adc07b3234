// SPDX-License-Identifier: Apache-2.0
// How somebody wants to see things: theme, density, text size, columns of tables. Kept in this browser at once and, for whoever
// is logged in, on the server (/me/preferences), so that it follows them to the next desk. The server's word wins at login.
import { reactive, readonly, ref } from 'vue'
import { act, get } from './api/client'

export type Theme = 'auto' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'
export type TextSize = 'normal' | 'large' | 'huge'

export const THEMES: { value: Theme; text: string }[] = [
  { value: 'auto', text: '随系统' },
  { value: 'light', text: '浅色' },
  { value: 'dark', text: '深色' },
]
export const DENSITIES: { value: Density; text: string }[] = [
  { value: 'comfortable', text: '宽松' },
  { value: 'compact', text: '紧凑' },
]
export const TEXT_SIZES: { value: TextSize; text: string }[] = [
  { value: 'normal', text: '标准' },
  { value: 'large', text: '大' },
  { value: 'huge', text: '特大' },
]

interface Looks {
  theme: Theme
  density: Density
  text: TextSize
}

const KEY = 'ys.prefs'
const LOOKS: Looks = { theme: 'auto', density: 'comfortable', text: 'normal' }
const WAIT_MS = 800

const values = reactive<Record<string, unknown>>({})
const unsent = new Set<string>()
let person = false
/** True once the server has said what it remembers of this person (or could not). */
export const prefsLoaded = ref(false)
let timer: ReturnType<typeof setTimeout> | undefined

const oneOf = <T extends string>(rows: { value: T }[], value: unknown, otherwise: T): T =>
  rows.find((row) => row.value === value)?.value ?? otherwise

function keepHere(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(values))
  } catch {
    // Without storage the choice lasts until the page is closed, and on the server.
  }
}

/** Puts the looks on <html>, where tokens.css reads them. */
function apply(): void {
  const data = document.documentElement.dataset
  const theme = oneOf(THEMES, values.theme, LOOKS.theme)
  const density = oneOf(DENSITIES, values.density, LOOKS.density)
  const text = oneOf(TEXT_SIZES, values.text, LOOKS.text)
  if (theme === 'auto') delete data.theme
  else data.theme = theme
  if (density === 'compact') data.density = density
  else delete data.density
  if (text === 'normal') delete data.text
  else data.text = text
}

async function send(): Promise<void> {
  const keys = Array.from(unsent)
  unsent.clear()
  for (const key of keys) {
    try {
      await act('/me/preferences', { key, value: values[key] === undefined ? null : JSON.stringify(values[key]) })
    } catch {
      // The choice holds in this browser; the next change of it tries again.
    }
  }
}

export const prefs = readonly(values)

/** One remembered thing; `otherwise` until somebody chose. */
export function pref<T>(key: string, otherwise: T): T {
  const found = values[key]
  return found === undefined ? otherwise : (found as T)
}

export function setPref(key: string, value: unknown): void {
  if (value === undefined) delete values[key]
  else values[key] = value
  keepHere()
  apply()
  if (!person) return
  unsent.add(key)
  clearTimeout(timer)
  timer = setTimeout(() => void send(), WAIT_MS)
}

export const theme = (): Theme => oneOf(THEMES, values.theme, LOOKS.theme)
export const density = (): Density => oneOf(DENSITIES, values.density, LOOKS.density)
export const textSize = (): TextSize => oneOf(TEXT_SIZES, values.text, LOOKS.text)

/** Whether the screen is dark now, for pictures and maps that must know. */
export function isDark(): boolean {
  const chosen = theme()
  return chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
}

/** What this browser remembers; called before the first paint. */
export function startPrefs(): void {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (found && typeof found === 'object' && !Array.isArray(found)) Object.assign(values, found)
  } catch {
    // Broken or forbidden storage: the defaults hold.
  }
  apply()
}

/** After login: what the server remembers of this person. */
export async function loadPrefs(): Promise<void> {
  person = true
  try {
    const found = await get<{ items: { key: string; value: string }[] }>('/me/preferences')
    for (const row of found.items) {
      try {
        values[row.key] = JSON.parse(row.value)
      } catch {
        delete values[row.key]
      }
    }
    keepHere()
    apply()
  } catch {
    // Looks are a help; nobody is stopped for them.
  }
  prefsLoaded.value = true
}

/** After logout the next person starts with the looks of this browser, without the last one's tables. */
export function forgetPrefs(): void {
  person = false
  prefsLoaded.value = false
  unsent.clear()
  for (const key of Object.keys(values)) if (!(key in LOOKS)) delete values[key]
  keepHere()
}
