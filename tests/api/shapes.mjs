// SPDX-License-Identifier: Apache-2.0
// The interfaces of web/shared/api as checks at run time: does an answer of the server have every field that a type
// promises, none that it does not know, and the right kind of value in each?
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../web')
const ts = createRequire(path.join(web, 'package.json'))('typescript')

const kindOf = (v) => (v === null ? 'null' : Array.isArray(v) ? 'array' : typeof v)

/** Reads the files (below web/): {has(name), check(name, value, list) → findings}. */
export function readShapes(files) {
  const names = files.map((f) => path.join(web, f))
  const program = ts.createProgram(names, {
    strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], lib: ['lib.es2022.d.ts'], baseUrl: web, paths: { '@shared/*': ['shared/*'] },
  })
  const checker = program.getTypeChecker()
  const types = new Map()
  for (const name of names) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(name))
    for (const symbol of module ? checker.getExportsOfModule(module) : []) {
      const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      if (real.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) types.set(symbol.name, checker.getDeclaredTypeOfSymbol(real))
    }
  }

  /** Fields that answers have and types lack: {node, key, value}. */
  const extra = []

  function scalar(type, value) {
    const f = type.flags
    if (f & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true
    if (f & (ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral)) return value === type.value
    if (f & ts.TypeFlags.BooleanLiteral) return typeof value === 'boolean' && checker.typeToString(type) === String(value)
    if (f & ts.TypeFlags.String) return typeof value === 'string'
    if (f & ts.TypeFlags.Number) return typeof value === 'number'
    if (f & ts.TypeFlags.Boolean) return typeof value === 'boolean'
    if (f & ts.TypeFlags.Null) return value === null
    return false
  }

  /** Findings of `value` against `type`; [] when it fits. */
  function walk(type, value, at) {
    if (type.isUnion()) {
      let best
      const others = type.types.filter((t) => !(t.flags & ts.TypeFlags.Undefined))
      if (others.length === 1) return walk(others[0], value, at)
      for (const one of others) {
        const found = walk(one, value, at)
        if (!found.length) return []
        const near = kindOf(value) === 'object' || kindOf(value) === 'array' ? found.length + (found[0].startsWith(`${at}: `) ? 1000 : 0) : 1
        if (!best || near < best.near) best = { near, found }
      }
      return best.near >= 1000 || best.near === 1 ? [`${at}: ${kindOf(value)}${scalarText(value)}, not ${checker.typeToString(type)}`] : best.found
    }
    if (checker.isArrayType(type)) {
      if (!Array.isArray(value)) return [`${at}: ${kindOf(value)}, not ${checker.typeToString(type)}`]
      const [item] = checker.getTypeArguments(type)
      return [...new Set(value.slice(0, 50).flatMap((v) => walk(item, v, `${at}[]`)))]
    }
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)))
      return scalar(type, value) ? [] : [`${at}: ${kindOf(value)}${scalarText(value)}, not ${checker.typeToString(type)}`]
    if (kindOf(value) !== 'object') return [`${at}: ${kindOf(value)}${scalarText(value)}, not ${checker.typeToString(type)}`]
    return object(type, value, at)
  }

  const scalarText = (v) => (typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean' ? ` ${JSON.stringify(v).slice(0, 40)}` : '')

  function object(type, value, at) {
    const found = []
    const any = checker.getIndexInfosOfType(type)[0]
    const known = new Set()
    for (const property of checker.getPropertiesOfType(type)) {
      known.add(property.name)
      const optional = property.flags & ts.SymbolFlags.Optional
      const given = value[property.name]
      const want = checker.getNonOptionalType?.(checker.getTypeOfSymbol(property)) ?? checker.getTypeOfSymbol(property)
      if (given === undefined) {
        if (!optional) found.push(`${at}.${property.name} is missing`)
      } else {
        found.push(...walk(want, given, `${at}.${property.name}`))
      }
    }
    for (const key of Object.keys(value)) {
      if (known.has(key)) continue
      if (any) {
        found.push(...walk(any.type, value[key], `${at}.*`))
      } else {
        found.push(`${at}.${key} is not in the type`)
        extra.push({ node: type.symbol?.declarations?.[0], key, value: value[key] })
      }
    }
    return found
  }

  /** Writes what was found to be lacking into the files, as optional fields of a guessed type. */
  function mend() {
    const edits = new Map()
    for (const { node } of extra) {
      if (!node || edits.has(node)) continue
      const mine = extra.filter((x) => x.node === node)
      edits.set(node, [...new Set(mine.map((x) => x.key))].map((key) => `  ${key}?: ${hint(key, guess(mine.filter((x) => x.key === key).map((x) => x.value), 1))}\n`))
    }
    const sorted = [...edits].sort(([a], [b]) => b.getEnd() - a.getEnd())
    for (const [node, lines] of sorted) {
      const file = node.getSourceFile().fileName
      const text = fs.readFileSync(file, 'utf8')
      const at = node.getEnd() - 1
      const inline = !text.slice(node.getStart(), at).includes('\n')
      const added = inline ? `; ${lines.map((l) => l.trim()).join('; ')} ` : lines.join('')
      fs.writeFileSync(file, text.slice(0, inline ? text.slice(0, at).trimEnd().length : at) + added + text.slice(at))
    }
  }

  return {
    mend,
    has: (name) => types.has(name),
    check: (name, value, list) => {
      if (!list) return walk(types.get(name), value, name)
      if (!Array.isArray(value)) return [`${name}: no list`]
      return [...new Set(value.slice(0, 50).flatMap((v) => walk(types.get(name), v, name)))]
    },
  }
}

/** What a name says about values that are absent here, or may be elsewhere. */
function hint(key, type) {
  const base = /(_at|_to|^lon|^lat|_ms)$/.test(key) ? 'number' : /(^parent|_id|^id|_by)$/.test(key) ? 'string' : ''
  if (type === 'null') return base ? `${base} | null` : 'unknown'
  return base === type && /(_at|_to|_id|^parent|^lon|^lat)$/.test(key) && !/^(created|recorded|opened)_at$/.test(key) ? `${type} | null` : type
}

/** A type that fits these values, as text: for writing the interface of a new route. */
export function guess(values, depth = 0) {
  const kinds = [...new Set(values.map(kindOf))].filter((k) => k !== 'undefined')
  const rest = kinds.filter((k) => k !== 'null')
  const tail = kinds.includes('null') ? ' | null' : ''
  if (!rest.length) return 'null'
  if (rest.length > 1) return `${rest.join(' | ')}${tail}`
  if (rest[0] === 'array') {
    const items = values.filter(Array.isArray).flat()
    const inner = items.length ? guess(items, depth) : 'unknown'
    return `${/[ |]/.test(inner) && !inner.endsWith('}') ? `(${inner})` : inner}[]${tail}`
  }
  if (rest[0] !== 'object') return rest[0] + tail
  const objects = values.filter((v) => kindOf(v) === 'object')
  const keys = [...new Set(objects.flatMap((o) => Object.keys(o)))]
  if (keys.length > 2 && keys.every((k) => /^[A-Z_]+$/.test(k))) return `Record<string, ${guess(objects.flatMap((o) => Object.values(o)), depth)}>${tail}`
  const pad = '  '.repeat(depth + 1)
  const lines = keys.map((k) => {
    const held = objects.filter((o) => k in o)
    return `${pad}${k}${held.length < objects.length ? '?' : ''}: ${hint(k, guess(held.map((o) => o[k]), depth + 1))}`
  })
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}${tail}`
}
