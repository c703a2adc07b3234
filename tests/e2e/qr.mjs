// SPDX-License-Identifier: Apache-2.0
// What the camera of a phone reads off a QR code (ISO/IEC 18004): from the modules of our SVG to the text, without correcting errors,
// for a drawn code has none. Text in bytes, as all our codes are, up to version 10 at level M.

/** The SVG draws each run of dark modules as M x y h n: rows of true and false, without the quiet zone. */
function modulesOf(svg) {
  const runs = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].map((m) => m.slice(1).map(Number))
  const quiet = Math.min(...runs.map(([x]) => x))
  const size = Math.max(...runs.map(([x, , n]) => x + n)) - quiet
  const dark = Array.from({ length: size }, () => Array(size).fill(false))
  for (const [x, y, n] of runs) dark[y - quiet].fill(true, x - quiet, x - quiet + n)
  return dark
}

const MASKS = [
  (r, c) => (r + c) % 2, (r) => r % 2, (r, c) => c % 3, (r, c) => (r + c) % 3, (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2,
  (r, c) => ((r * c) % 2) + ((r * c) % 3), (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2, (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2,
]
/** Where alignment patterns stand, by version. */
const ALIGNED = [[], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]]
/** Level M: blocks of how many data codewords, by version. */
const BLOCKS = [[], [16], [28], [44], [32, 32], [43, 43], [27, 27, 27, 27], [31, 31, 31, 31], [38, 38, 39, 39], [36, 36, 36, 37, 37], [43, 43, 43, 43, 44]]

/** Finder, timing and alignment patterns, format and version: no data there. */
function isPattern(r, c, size, version) {
  const corner = (r < 9 && c < 9) || (r < 9 && c >= size - 8) || (r >= size - 8 && c < 9)
  const versioned = version >= 7 && ((r < 6 && c >= size - 11) || (c < 6 && r >= size - 11))
  const at = ALIGNED[version]
  const last = at.at(-1)
  const aligned = at.some((y) => at.some((x) => Math.abs(r - y) < 3 && Math.abs(c - x) < 3 && !(y === 6 && x === 6) && !(y === 6 && x === last) && !(y === last && x === 6)))
  return corner || versioned || aligned || r === 6 || c === 6
}

export function readQr(svg) {
  const dark = modulesOf(svg)
  const size = dark.length
  const version = (size - 17) / 4
  const format = [0, 1, 2, 3, 4].map((c) => Number(dark[8][c])).reduce((bits, bit) => bits * 2 + bit) ^ 0b10101
  if (format >> 3 !== 0) throw new Error('not of level M')
  const mask = MASKS[format & 7]
  const bits = []
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right-- // the timing pattern
    for (let i = 0; i < size; i++)
      for (const c of [right, right - 1]) {
        const r = up ? size - 1 - i : i
        if (!isPattern(r, c, size, version)) bits.push(Number(dark[r][c] !== (mask(r, c) === 0)))
      }
  }
  // the data codewords of all blocks in turn, the shorter blocks first
  const blocks = BLOCKS[version].map((n) => ({ n, words: [] }))
  let at = 0
  for (let i = 0; i < Math.max(...BLOCKS[version]); i++)
    for (const block of blocks) if (i < block.n) block.words.push(parseInt(bits.slice(at, (at += 8)).join(''), 2))
  const data = blocks.flatMap((block) => block.words.flatMap((word) => [...word.toString(2).padStart(8, '0')])).join('')
  const take = (from, n) => parseInt(data.slice(from, from + n), 2)
  if (take(0, 4) !== 4) throw new Error('not a text in bytes')
  const counted = version < 10 ? 8 : 16
  const length = take(4, counted)
  return Buffer.from(Array.from({ length }, (_, i) => take(4 + counted + 8 * i, 8))).toString()
}
