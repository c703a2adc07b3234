// SPDX-License-Identifier: Apache-2.0
// The small part of Markdown that docs/guide is written in, as blocks that Vue draws: headings, paragraphs, lists, tables,
// quotes; inside a line **strong**, `key` and [links](to). No HTML ever comes out of a text.

export interface Span {
  kind: 'text' | 'strong' | 'code' | 'link'
  text: string
  to?: string
}
export type Block =
  | { kind: 'heading'; level: 2 | 3; id: string; spans: Span[] }
  | { kind: 'text'; quote: boolean; spans: Span[] }
  | { kind: 'list'; ordered: boolean; items: Span[][] }
  | { kind: 'table'; head: Span[][]; rows: Span[][][] }

export interface GuidePage {
  name: string
  title: string
  /** Roles it is for; empty = everybody. */
  roles: string[]
  order: number
  blocks: Block[]
  /** Plain words of each section, for the search. */
  sections: { id: string; title: string; words: string }[]
}

const INLINE = /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g

export function spansOf(line: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const match of line.matchAll(INLINE)) {
    if (match.index > from) spans.push({ kind: 'text', text: line.slice(from, match.index) })
    if (match[1] !== undefined) spans.push({ kind: 'strong', text: match[1] })
    else if (match[2] !== undefined) spans.push({ kind: 'code', text: match[2] })
    else spans.push({ kind: 'link', text: match[3]!, to: match[4]! })
    from = match.index + match[0].length
  }
  if (from < line.length) spans.push({ kind: 'text', text: line.slice(from) })
  return spans
}
export const plain = (spans: Span[]) => spans.map((span) => span.text).join('')

const cells = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => spansOf(cell.trim()))

/** One block from the lines at `at`; gives the next line too. */
function blockAt(lines: string[], at: number): [Block, number] {
  const line = lines[at]!
  const heading = /^(##+) (.+)$/.exec(line)
  if (heading) {
    const spans = spansOf(heading[2]!)
    return [{ kind: 'heading', level: heading[1] === '##' ? 2 : 3, id: plain(spans).replaceAll(/\s+/g, '-'), spans }, at + 1]
  }
  let end = at
  const run = (test: RegExp) => {
    while (end < lines.length && test.test(lines[end]!)) end++
    return lines.slice(at, end)
  }
  if (line.startsWith('|')) {
    const rows = run(/^\|/)
    return [{ kind: 'table', head: cells(rows[0]!), rows: rows.slice(2).map(cells) }, end]
  }
  if (line.startsWith('- ')) return [{ kind: 'list', ordered: false, items: run(/^- /).map((row) => spansOf(row.slice(2))) }, end]
  if (/^\d+\. /.test(line)) return [{ kind: 'list', ordered: true, items: run(/^\d+\. /).map((row) => spansOf(row.replace(/^\d+\. /, ''))) }, end]
  if (line.startsWith('> ')) return [{ kind: 'text', quote: true, spans: spansOf(run(/^> /).map((row) => row.slice(2)).join('')) }, end]
  return [{ kind: 'text', quote: false, spans: spansOf(run(/^(?!##|\||- |\d+\. |> )\S/).join('')) }, end === at ? at + 1 : end]
}

const wordsOf = (block: Block): string => {
  if (block.kind === 'list') return block.items.map(plain).join(' ')
  if (block.kind === 'table') return [block.head, ...block.rows].map((row) => row.map(plain).join(' ')).join(' ')
  return plain(block.spans)
}

export function parseGuide(name: string, source: string): GuidePage {
  const lines = source.replaceAll('\r', '').split('\n')
  const page: GuidePage = { name, title: name, roles: [], order: 99, blocks: [], sections: [] }
  let at = 0
  for (; at < lines.length && !lines[at]!.startsWith('# '); at++) {
    const meta = /^<!-- (roles|order): (.+?) -->$/.exec(lines[at]!)
    if (meta?.[1] === 'roles') page.roles = meta[2]!.split(/\s+/)
    if (meta?.[1] === 'order') page.order = Number(meta[2])
  }
  if (at < lines.length) page.title = lines[at++]!.slice(2)
  page.sections.push({ id: '', title: page.title, words: '' })
  while (at < lines.length) {
    if (!lines[at]!.trim()) {
      at++
      continue
    }
    const [block, next] = blockAt(lines, at)
    page.blocks.push(block)
    if (block.kind === 'heading') page.sections.push({ id: block.id, title: plain(block.spans), words: '' })
    else page.sections.at(-1)!.words += ` ${wordsOf(block)}`
    at = next
  }
  return page
}

export interface Hit {
  page: string
  id: string
  title: string
  where: string
  excerpt: string
}

/** Sections that hold every word asked for; those with it in the title first. */
export function searchGuide(pages: GuidePage[], asked: string): Hit[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.length) return []
  const found: (Hit & { rank: number })[] = []
  for (const page of pages) {
    for (const section of page.sections) {
      const title = section.title.toLowerCase()
      const body = section.words.toLowerCase()
      if (!words.every((word) => title.includes(word) || body.includes(word))) continue
      const at = Math.max(0, body.indexOf(words[0]!) - 16)
      found.push({
        page: page.name,
        id: section.id,
        title: section.title,
        where: page.title,
        excerpt: `${at ? '…' : ''}${section.words.trim().slice(Math.max(0, at - 1), at + 64)}`,
        rank: words.filter((word) => title.includes(word)).length,
      })
    }
  }
  return found.sort((a, b) => b.rank - a.rank).slice(0, 30)
}
