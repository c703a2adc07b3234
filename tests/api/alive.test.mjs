// SPDX-License-Identifier: Apache-2.0
// Every changing route is called as every role with inputs its own table allows – once with what it must have, once with everything –
// on ids that exist. What is answered does not matter here; that the server answers each time, and never with 5xx, does.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { bin, login, startCity } from './city.mjs'

const ROLES = ['fenbo01', 'chengban01', 'lingdao01', 'shouli01', 'zhenjie01', 'wanggezhang01', 'wanggeyuan01', 'shequ01', 'huifang01',
  'zhijian01', 'kaohe01', 'shilingdao01', 'xitong01', 'anquan01', 'shenji01']
/** What would end the session or the account that calls. */
const LEFT_OUT = /auth\/(logout|password|login)|users\/\{id\}|grants|stream|simulate/

let city, document
const people = {}
before(async () => {
  city = await startCity({ days: 2 })
  for (const name of ROLES) people[name] = await login(city, name)
  document = JSON.parse(spawnSync(bin, ['openapi'], { encoding: 'utf8', maxBuffer: 64 << 20 }).stdout)
})
after(() => city?.stop())

/** A value that the schema takes. */
function value(schema, name) {
  if (schema.enum) return schema.enum[0]
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'array') return schema.items?.type === 'object' ? [] : [value(schema.items ?? { type: 'string' }, name)]
  if (type === 'object') return {}
  if (/id$|_id$/.test(name)) return '1'
  return '试'.repeat(Math.max(schema.minLength ?? 1, 2))
}
function bodies(operation) {
  const schema = operation.requestBody?.content?.['application/json']?.schema
  if (!schema?.properties) return [undefined]
  const make = (names) => Object.fromEntries(names.map((name) => [name, value(schema.properties[name], name)]))
  return [make(schema.required ?? []), make(Object.keys(schema.properties))]
}

test('no input that a route allows stops the server or is answered with 5xx', async () => {
  const findings = new Set()
  let asked = 0
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(operations)) {
      if (method === 'get' || LEFT_OUT.test(path)) continue
      const url = path.replace(/^\/api\/v1\//, '').replace(/\{\w+\}/g, '1')
      for (const name of ROLES)
        for (const body of bodies(operation)) {
          const answer = await people[name](method.toUpperCase(), url, body === undefined ? {} : { body }).catch((e) => ({ status: 0, text: String(e) }))
          asked++
          if (answer.status === 0 || (answer.status >= 500 && answer.status !== 503)) findings.add(`${method} ${path}: ${answer.status}`)
          assert.ok(answer.status !== 0, `the server is gone after ${name} ${method} ${path} ${JSON.stringify(body)}: ${answer.text}`)
        }
    }
  assert.deepEqual([...findings], [])
  assert.ok(asked > 2000, `${asked} calls`)
  assert.doesNotMatch(city.log(), /undeclared input/, 'a handler asks for what its table lacks')
})
