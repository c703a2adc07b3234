// SPDX-License-Identifier: Apache-2.0
// Runs the *.test.ts of shared, h5 and desk with Node's own runner: Vite bundles them for Node into a temporary folder first.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const tests = ['shared', 'h5', 'desk'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(root, folder, file)),
)
// Beside the packages, which the bundles still import; each named by its path, so that no two are taken for one.
const cache = join(root, 'node_modules/.cache')
mkdirSync(cache, { recursive: true })
const out = mkdtempSync(join(cache, 'test-'))
const input = Object.fromEntries(tests.map((file) => [relative(root, file).replace(/[/\\]/g, '-').replace(/\.ts$/, ''), file]))
try {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@shared': join(root, 'shared'), '@desk': join(root, 'desk') } },
    build: { ssr: true, outDir: out, emptyOutDir: true, rolldownOptions: { input, output: { entryFileNames: '[name].mjs' } } },
  })
  const built = readdirSync(out).filter((file) => file.endsWith('.test.mjs')).map((file) => join(out, file))
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...built], { stdio: 'inherit' })
  process.exitCode = run.status ?? 1
} finally {
  rmSync(out, { recursive: true, force: true })
}
