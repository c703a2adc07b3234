// SPDX-License-Identifier: Apache-2.0
// The promise of the tokens, computed: text 4.5:1 on every ground it is used on, borders of controls and the focus ring 3:1,
// in light and in dark; and both dark blocks say the same.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const css = readFileSync(join(process.cwd(), 'shared/styles/tokens.css'), 'utf8')

function block(head: string): Map<string, string> {
  const start = css.indexOf(head)
  assert.ok(start >= 0, `no block ${head}`)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? '', (found[2] ?? '').trim()]))
}

const light = block(':root {')
const dark = block(":root[data-theme='dark'] {")
const system = block(":root:not([data-theme='light']) {")

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dim + 0.05)
}

const GROUNDS = ['bg', 'surface', 'raised', 'sunken', 'hover']
const GRADES = ['red', 'orange', 'yellow', 'blue', 'green']
const pairs: [text: string, ground: string, least: number][] = []
for (const ground of [...GROUNDS, 'brand-tint', 'info-tint'])
  for (const text of ['ink', 'ink-2', 'ink-3', 'brand', 'brand-strong', 'danger', 'warn', 'ok']) pairs.push([text, ground, 4.5])
for (const name of [...GRADES, 'danger', 'warn', 'ok']) for (const text of ['ink', 'ink-2', name]) pairs.push([text, `${name}-tint`, 4.5])
for (const name of ['danger', 'warn', 'ok']) pairs.push(['ink-3', `${name}-tint`, 4.5], [`${name}-strong`, `${name}-tint`, 4.5])
for (const name of GRADES) for (const ground of GROUNDS) pairs.push([name, ground, 4.5])
for (const ground of GROUNDS) pairs.push(['line-strong', ground, 3], ['focus', ground, 3])
pairs.push(['brand-ink', 'brand', 4.5], ['brand-ink', 'brand-strong', 4.5], ['danger-ink', 'danger', 4.5], ['danger-ink', 'danger-strong', 4.5])
pairs.push(['on-deep', 'deep', 4.5], ['on-deep-2', 'deep', 4.5], ['ink', 'mark', 4.5], ['ink', 'brand-line', 4.5], ['surface', 'ink', 4.5])

describe('配色', () => {
  for (const [theme, values] of [
    ['浅色', light],
    ['深色', dark],
  ] as const)
    for (const [text, ground, least] of pairs)
      it(`${theme} ${text} 在 ${ground} 上至少 ${least}:1`, () => {
        const [a, b] = [values.get(`c-${text}`), values.get(`c-${ground}`)]
        assert.ok(a && b, 'both have a value')
        assert.ok(contrast(a, b) >= least, `${a} on ${b} is ${contrast(a, b).toFixed(2)}:1`)
      })
  it('每个颜色都有深色', () => {
    for (const name of light.keys()) if (name.startsWith('c-') || name.startsWith('shadow')) assert.ok(dark.has(name), name)
  })
  it('随系统的深色与选定的深色相同', () => {
    assert.deepEqual(Object.fromEntries(system), Object.fromEntries(dark))
  })
})
