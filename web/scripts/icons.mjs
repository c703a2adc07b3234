// SPDX-License-Identifier: Apache-2.0
// Draws the icons of the installed phone face from shared/icon.svg: node scripts/icons.mjs. The results are committed, because
// a build must not need a browser.
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const svg = readFileSync(new URL('../shared/icon.svg', import.meta.url), 'utf8')
const fill = /<rect[^>]*fill="([^"]+)"/.exec(svg)?.[1] ?? '#0d4f57'
const browser = await chromium.launch({ executablePath: process.env.YS_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage()
for (const [name, size, part] of [
  ['icon-192', 192, 1],
  ['icon-512', 512, 1],
  // Phones cut a circle out of this one: the drawing keeps to the middle.
  ['icon-maskable-512', 512, 0.72],
]) {
  await page.setViewportSize({ width: size, height: size })
  const inner = size * part
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;width:${size}px;height:${size}px;background:${part < 1 ? fill : 'transparent'}">` +
      `<img style="width:${inner}px;height:${inner}px" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}"></body>`,
  )
  await page.locator('img').evaluate((img) => img.decode())
  writeFileSync(new URL(`../public/h5/${name}.png`, import.meta.url), await page.screenshot({ omitBackground: true }))
}
await browser.close()
