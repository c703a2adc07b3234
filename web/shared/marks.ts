// SPDX-License-Identifier: Apache-2.0
// Two texts side by side: which stretches of one the other has not.

export interface Stretch {
  text: string
  /** The other text has it too. */
  shared: boolean
}

const PAIR = 2
const plain = (words: string) => words.normalize('NFKC').toLowerCase()

/** `text` in stretches; what `other` has too is shared, two characters at least, blanks and width aside. */
export function stretches(text: string, other: string): Stretch[] {
  const pairs = new Set<string>()
  const known = [...plain(other)].filter((c) => c.trim())
  for (let i = 0; i + PAIR <= known.length; i++) pairs.add(known.slice(i, i + PAIR).join(''))
  const chars = [...text]
  const shared = chars.map(() => false)
  const spoken = chars.flatMap((c, i) => (c.trim() ? [i] : []))
  for (let k = 0; k + PAIR <= spoken.length; k++) {
    const at = spoken.slice(k, k + PAIR)
    if (pairs.has(plain(at.map((i) => chars[i]).join('')))) for (const i of at) shared[i] = true
  }
  const found: Stretch[] = []
  chars.forEach((c, i) => {
    const last = found.at(-1)
    if (last && (last.shared === shared[i] || !c.trim())) last.text += c
    else found.push({ text: c, shared: !!shared[i] })
  })
  return found
}
