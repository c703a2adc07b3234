// SPDX-License-Identifier: Apache-2.0
// First letters of Chinese words ("登记诉求" → "djsq"), from the browser's own collation: no table to load.
// Where a browser sorts by strokes or not at all, only what is Latin already is found.
const LETTERS = 'abcdefghjklmnopqrstwxyz'
/** The first character of each letter in pinyin order. */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀'

const collator = typeof Intl === 'undefined' ? undefined : new Intl.Collator('zh-Hans-CN-u-co-pinyin')
const works = collator !== undefined && collator.compare('八', '嚓') < 0 && collator.compare('丫', '帀') < 0
const kept = new Map<string, string>()

function letter(char: string): string {
  if (/[a-z0-9]/i.test(char)) return char.toLowerCase()
  if (!works || !/[㐀-鿿]/.test(char)) return ''
  const known = kept.get(char)
  if (known !== undefined) return known
  let low = 0
  let high = FIRST.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((collator?.compare(char, FIRST[middle] ?? '') ?? -1) >= 0) low = middle
    else high = middle - 1
  }
  const found = LETTERS[low] ?? ''
  kept.set(char, found)
  return found
}

export function initials(text: string): string {
  return [...text].map(letter).join('')
}

/** How well `words` names `text`: higher is better, 0 not at all. Matches the words themselves, then the initials. */
export function nameMatch(text: string, words: string): number {
  const wanted = words.trim().toLowerCase()
  if (!wanted) return 0
  const here = text.toLowerCase()
  if (here.startsWith(wanted)) return 4
  if (here.includes(wanted)) return 3
  const letters = initials(text)
  if (/^[a-z0-9]+$/.test(wanted)) {
    if (letters.startsWith(wanted)) return 2
    if (letters.includes(wanted)) return 1
  }
  return 0
}
