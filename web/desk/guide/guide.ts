// SPDX-License-Identifier: Apache-2.0
// The guide inside the product, made from docs/guide/*.md when the web part is built. Loaded only when somebody opens it.
import { parseGuide, type GuidePage } from './md'

const sources = import.meta.glob<string>('../../../docs/guide/*.md', { query: '?raw', import: 'default', eager: true })

export const GUIDE: GuidePage[] = Object.entries(sources)
  .map(([path, source]) => parseGuide(path.replace(/^.*\/|\.md$/g, ''), source))
  .sort((a, b) => a.order - b.order)
