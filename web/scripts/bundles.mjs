// SPDX-License-Identifier: Apache-2.0
// Proves what the build promises: h5 never loads Element Plus and its first view is small; so is what desk loads before any map.
// Reads Vite's manifest and removes it afterwards, so that it is not served.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const DESK_LIMIT_KB = 600
const H5_FIRST_LIMIT_KB = 200
const manifestPath = new URL('../dist/.vite/manifest.json', import.meta.url)
if (!existsSync(manifestPath)) throw new Error('no manifest: run vite build first')
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))

/** Every file an entry can load; `dynamic` says whether lazily imported chunks count. */
function reach(entry, dynamic) {
  const seen = new Set()
  const files = new Set()
  const walk = (key) => {
    if (seen.has(key)) return
    seen.add(key)
    const chunk = manifest[key]
    if (!chunk) return
    files.add(chunk.file)
    for (const css of chunk.css ?? []) files.add(css)
    for (const next of chunk.imports ?? []) walk(next)
    if (dynamic) for (const next of chunk.dynamicImports ?? []) walk(next)
  }
  walk(entry)
  return files
}

const size = (file) => gzipSync(readFileSync(new URL(`../dist/${file}`, import.meta.url))).length
const kilobytes = (files) => Math.round([...files].reduce((sum, file) => sum + size(file), 0) / 1024)

const wrong = []
for (const entry of ['desk/index.html', 'h5/index.html']) {
  const first = reach(entry, false)
  const all = reach(entry, true)
  console.log(`${entry}: ${kilobytes(first)} KB gzip at first, ${kilobytes(all)} KB with everything`)
  if (entry.startsWith('h5') && [...all].some((file) => /\/element-/.test(file))) wrong.push('h5 loads Element Plus')
  if (entry.startsWith('h5') && kilobytes(first) > H5_FIRST_LIMIT_KB) wrong.push(`the first view of h5 is over ${H5_FIRST_LIMIT_KB} KB gzip`)
  if (entry.startsWith('desk')) {
    const beforeMap = new Set([...all].filter((file) => !/\/leaflet-/.test(file)))
    if (kilobytes(beforeMap) > DESK_LIMIT_KB) wrong.push(`desk is over ${DESK_LIMIT_KB} KB gzip before the map`)
    if ([...first].some((file) => /\/leaflet-/.test(file))) wrong.push('desk loads the map at once')
  }
}
for (const page of ['desk/index.html', 'h5/index.html']) {
  const html = readFileSync(new URL(`../dist/${page}`, import.meta.url), 'utf8')
  if (/<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=/i.test(html)) wrong.push(`${page} has inline script or style (CSP)`)
}
rmSync(new URL('../dist/.vite', import.meta.url), { recursive: true })
if (wrong.length) {
  console.error(wrong.join('\n'))
  process.exit(1)
}
