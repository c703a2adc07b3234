// SPDX-License-Identifier: Apache-2.0
// One build for all faces of the platform: desk (staff) and h5 (citizens, grid workers) are entries of their own.
// What they load is kept apart by named chunks; scripts/bundles.mjs proves after each build that it stayed so.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Writes into h5/sw.js which files of the phone face lie on the phone, and a version that changes with them. */
const shellOfPhone = (): Plugin => ({
  name: 'yingshao-shell',
  apply: 'build',
  // After everything was written: chunks that held nothing but styles are gone by then.
  writeBundle({ dir }, bundle) {
    const worker = bundle['h5/sw.js']
    if (!dir || worker?.type !== 'chunk') return
    const files = new Set<string>()
    const walk = (name: string): void => {
      const chunk = bundle[name]
      if (files.has(name) || chunk?.type !== 'chunk') return
      files.add(name)
      for (const css of (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? []) files.add(css)
      for (const next of chunk.imports) walk(next)
    }
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk' && (chunk.isEntry ? chunk.name === 'h5' : /\/h5\/citizen\/\w+Page\.vue/.test(chunk.facadeModuleId ?? ''))) walk(chunk.fileName)
    const kept = [...files].filter((file) => existsSync(join(dir, file))).sort()
    const list = ['/h5/index.html', '/h5/manifest.webmanifest', '/h5/icon-192.png', ...kept.map((file) => `/${file}`)]
    const version = createHash('sha256').update(list.join() + readFileSync(here('./h5/index.html'), 'utf8')).digest('hex').slice(0, 12)
    const code = readFileSync(join(dir, 'h5/sw.js'), 'utf8')
    writeFileSync(join(dir, 'h5/sw.js'), code.replaceAll('SHELL_FILES', JSON.stringify(list)).replaceAll('SHELL_VERSION', JSON.stringify(version)))
  },
})

/** A packed twin beside every text file: the server hands it out as it is. */
const packed = (): Plugin => ({
  name: 'yingshao-packed',
  apply: 'build',
  writeBundle({ dir }) {
    if (!dir) return
    for (const name of readdirSync(dir, { recursive: true }) as string[]) {
      if (!/\.(js|css|html|svg|webmanifest)$/.test(name)) continue
      const plain = readFileSync(join(dir, name))
      if (plain.length > 1024) writeFileSync(join(dir, `${name}.gz`), gzipSync(plain, { level: 9 }))
    }
  },
})

export default defineConfig({
  plugins: [vue(), shellOfPhone(), packed()],
  resolve: { alias: { '@shared': here('./shared'), '@desk': here('./desk') } },
  // Pages live under /desk/ and /h5/, hashed assets under /assets/.
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // Domestic government browsers still ship Chromium 86.
    target: ['chrome86', 'edge86', 'firefox78', 'safari14'],
    // CSP default-src 'self': nothing inline, nothing as data URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { desk: here('./desk/index.html'), h5: here('./h5/index.html'), sw: here('./h5/sw.ts') },
      output: {
        // The worker stands where its scope begins and keeps its name.
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'h5/sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules[\\/](@vue|vue|vue-router)[\\/]/, priority: 30 },
            { name: 'leaflet', test: /node_modules[\\/]leaflet[\\/]/, priority: 20 },
            {
              name: 'element',
              test: /node_modules[\\/](element-plus|@element-plus|@floating-ui|@popperjs|@ctrl|@vueuse|async-validator|dayjs|lodash|lodash-es|lodash-unified|memoize-one|normalize-wheel-es)[\\/]/,
              priority: 10,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
