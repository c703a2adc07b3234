// SPDX-License-Identifier: Apache-2.0
// One build for all faces of the platform: desk (staff) and h5 (citizens, grid workers) are entries of their own.
// What they load is kept apart by named chunks; scripts/bundles.mjs proves after each build that it stayed so.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [vue()],
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
      input: { desk: here('./desk/index.html'), h5: here('./h5/index.html') },
      output: {
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
