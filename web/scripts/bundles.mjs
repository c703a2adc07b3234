// SPDX-License-Identifier: Apache-2.0
// Proves what the build promises, and fails the build when it does not hold: h5 never loads Element Plus and its first view is
// small; so is what the desk loads before its first page works, and before any map or chart.
//   node scripts/bundles.mjs [folder]     reads Vite's manifest and removes it afterwards, so that it is not served
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const DESK_LIMIT_KB = 600
const H5_FIRST_LIMIT_KB = 200
// The page that shows the pieces of the phone; nobody else loads it.
const H5_DESIGN_LIMIT_KB = 60
const dist = process.argv[2] ? pathToFileURL(`${process.argv[2]}/`) : new URL('../dist/', import.meta.url)
const manifestPath = new URL('.vite/manifest.json', dist)
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

const size = (file) => gzipSync(readFileSync(new URL(file, dist))).length
const kilobytes = (files) => Math.round([...files].reduce((sum, file) => sum + size(file), 0) / 1024)

/** Map and charts come when they are asked for. */
const heavy = (file) => /\/(leaflet|echarts|zrender|charts)-/.test(file)

/** Of the pages that the router loads: the one that makes the frame the heaviest. */
function largestPage(entry, first) {
  let found = { name: '', kilobytes: 0 }
  for (const key of manifest[entry].dynamicImports ?? []) {
    const files = new Set([...first, ...reach(key, false)].filter((file) => !heavy(file)))
    const sum = kilobytes(files)
    if (sum > found.kilobytes) found = { name: manifest[key]?.name ?? key, kilobytes: sum }
  }
  return found
}

const wrong = []
for (const entry of ['desk/index.html', 'h5/index.html']) {
  const first = reach(entry, false)
  const all = reach(entry, true)
  console.log(`${entry}: ${kilobytes(first)} KB gzip at first, ${kilobytes(all)} KB with everything`)
  if (entry.startsWith('h5') && [...all].some((file) => /\/element-/.test(file))) wrong.push('h5 loads Element Plus')
  if (entry.startsWith('h5') && kilobytes(first) > H5_FIRST_LIMIT_KB) wrong.push(`the first view of h5 is over ${H5_FIRST_LIMIT_KB} KB gzip`)
  if (entry.startsWith('h5')) {
    const own = reach('h5/design/DesignPage.vue', false)
    const design = kilobytes([...own].filter((file) => !first.has(file)))
    console.log(`  its design page: ${design} KB on top`)
    if (!own.size || design > H5_DESIGN_LIMIT_KB) wrong.push(`the design page of h5 is over ${H5_DESIGN_LIMIT_KB} KB gzip`)
    if (own.size && first.has(manifest['h5/design/DesignPage.vue'].file)) wrong.push('h5 loads its design page at once')
  }
  if (entry.startsWith('desk')) {
    // What somebody waits for: the frame, and the largest page that can be opened in it.
    if (kilobytes(first) > DESK_LIMIT_KB) wrong.push(`the first view of desk is over ${DESK_LIMIT_KB} KB gzip`)
    const page = largestPage(entry, first)
    console.log(`  its largest page without map and charts: ${page.kilobytes} KB (${page.name})`)
    if (page.kilobytes > DESK_LIMIT_KB) wrong.push(`desk needs over ${DESK_LIMIT_KB} KB gzip for ${page.name}, before map and charts`)
    if ([...first].some(heavy)) wrong.push('desk loads the map or charts at once')
  }
}
for (const page of ['desk/index.html', 'h5/index.html']) {
  const html = readFileSync(new URL(page, dist), 'utf8')
  if (/<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=/i.test(html)) wrong.push(`${page} has inline script or style (CSP)`)
}
rmSync(new URL('.vite', dist), { recursive: true })
if (wrong.length) {
  console.error(wrong.join('\n'))
  process.exit(1)
}
