// SPDX-License-Identifier: Apache-2.0
// Text size of the whole face, remembered on this phone: 标准, 大字 (18 pt, targets of 60 px), 特大字 (30 pt).
// The sizes themselves are tokens in styles/h5.css; here is only which set is in force.
import { readonly, ref } from 'vue'

export type TextSize = 'normal' | 'large' | 'huge'
export const TEXT_SIZES: { value: TextSize; text: string }[] = [
  { value: 'normal', text: '标准' },
  { value: 'large', text: '大字' },
  { value: 'huge', text: '特大字' },
]
const KEY = 'ys.size'

const size = ref<TextSize>('normal')
export const textSize = readonly(size)

function stored(): TextSize {
  try {
    const found = localStorage.getItem(KEY)
    return TEXT_SIZES.find((row) => row.value === found)?.value ?? 'normal'
  } catch {
    return 'normal'
  }
}

/** ?big=1 in any address (a poster for older people, a link from a relative) turns large text on and keeps it; ?big=0 off. */
export function sizeFromAddress(search: string): void {
  const big = new URLSearchParams(search).get('big')
  if (big === '1') setTextSize('large')
  else if (big === '2') setTextSize('huge')
  else if (big === '0') setTextSize('normal')
}

export function applyTextSize(next: TextSize = stored()): void {
  size.value = next
  document.documentElement.dataset.size = next
}

export function setTextSize(next: TextSize): void {
  applyTextSize(next)
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // A browser without storage keeps the size until the page is closed.
  }
}
