// SPDX-License-Identifier: Apache-2.0
// JSON in the browser's storage; a browser that refuses storage is treated as one that forgets.

export type Where = 'phone' | 'visit'

const area = (where: Where): Storage => (where === 'phone' ? localStorage : sessionStorage)

export function load<T>(where: Where, key: string): T | null {
  try {
    const text = area(where).getItem(key)
    return text ? (JSON.parse(text) as T) : null
  } catch {
    return null
  }
}

/** False when nothing could be stored. */
export function keep(where: Where, key: string, value: unknown): boolean {
  try {
    area(where).setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function forget(where: Where, key: string): void {
  try {
    area(where).removeItem(key)
  } catch {
    // Nothing was stored.
  }
}
