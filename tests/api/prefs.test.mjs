// SPDX-License-Identifier: Apache-2.0
// Preferences and saved views: own ones only, shared ones by unit, bounded, and never a place to leave nonsense.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { login, startCity } from './city.mjs'

let city, fenbo, shouli, chengban, lingdao
before(async () => {
  city = await startCity()
  fenbo = await login(city, 'fenbo01')
  shouli = await login(city, 'shouli01')
  chengban = await login(city, 'chengban01')
  lingdao = await login(city, 'lingdao01')
})
after(() => city?.stop())

const view = (more) => ({ page: '/orders', name: '本周到期', query: 'view=unit&clock=near', ...more })
const names = async (who, page = '/orders') => (await who.ok('GET', `me/views?page=${encodeURIComponent(page)}`)).items.map((v) => v.name)

test('a preference is kept, changed and forgotten, for its owner alone', async () => {
  await fenbo.ok('POST', 'me/preferences', { key: 'theme', value: '"dark"' })
  await fenbo.ok('POST', 'me/preferences', { key: 'columns./cases', value: '["no","title"]' })
  await fenbo.ok('POST', 'me/preferences', { key: 'theme', value: '"light"' })
  const now = (await fenbo.ok('GET', 'me/preferences')).items
  assert.deepEqual(now, [
    { key: 'columns./cases', value: '["no","title"]' },
    { key: 'theme', value: '"light"' },
  ])
  assert.deepEqual((await shouli.ok('GET', 'me/preferences')).items, [])
  await fenbo.ok('POST', 'me/preferences', { key: 'columns./cases', value: null })
  assert.deepEqual((await fenbo.ok('GET', 'me/preferences')).items.map((p) => p.key), ['theme'])
})

for (const [what, body] of [
  ['a key with a blank', { key: 'my theme', value: '1' }],
  ['a key that begins with a dot', { key: '.theme', value: '1' }],
  ['a value that is no JSON', { key: 'theme', value: 'dark' }],
  ['two values', { key: 'theme', value: '1,2' }],
  ['an open list', { key: 'theme', value: '],[' }],
  ['a value that is too long', { key: 'theme', value: JSON.stringify('x'.repeat(2001)) }],
])
  test(`${what} is refused`, async () => {
    const answer = await fenbo('POST', 'me/preferences', { body })
    assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.text}`)
  })

test('a view is shared with the unit, and only its maker changes it', async () => {
  const made = await chengban.ok('POST', 'me/views', view({ shared: true }))
  assert.equal(made.mine, true)
  assert.deepEqual(await names(chengban), ['本周到期'])
  const seen = (await lingdao.ok('GET', 'me/views?page=/orders')).items
  assert.deepEqual(seen.map((v) => [v.name, v.mine, v.owner]), [['本周到期', false, chengban.who.name]])
  assert.deepEqual(await names(shouli), [], 'another unit does not see it')
  const foreign = await lingdao('PUT', `me/views/${made.id}`, { body: { name: '我的', query: 'q=1', version: 1 } })
  assert.equal(foreign.status, 404)
  const gone = await lingdao('POST', `me/views/${made.id}/remove`, { body: { version: 1 } })
  assert.equal(gone.status, 404)
  const changed = await chengban.ok('PUT', `me/views/${made.id}`, { name: '快到期', query: 'clock=near', shared: false, version: made.version })
  assert.deepEqual([changed.name, changed.shared, changed.version], ['快到期', false, made.version + 1])
  assert.deepEqual(await names(lingdao), [], 'sharing has ended')
  const stale = await chengban('PUT', `me/views/${made.id}`, { body: { name: '又改', query: 'q=1', version: made.version } })
  assert.equal(stale.status, 409)
  await chengban.ok('POST', `me/views/${made.id}/remove`, { version: changed.version })
  assert.deepEqual(await names(chengban), [])
})

test('a name stands once on a page, and there is an end to views', async () => {
  await fenbo.ok('POST', 'me/views', view({ page: '/pool' }))
  const again = await fenbo('POST', 'me/views', { body: view({ page: '/pool', query: 'q=2' }) })
  assert.equal(again.status, 409)
  assert.equal(again.json.errors[0].field, 'name')
  await fenbo.ok('POST', 'me/views', view({ page: '/cases' }))
  for (let i = 0; i < 48; i++) await fenbo.ok('POST', 'me/views', view({ page: '/cases', name: `第${i}个` }))
  const full = await fenbo('POST', 'me/views', { body: view({ page: '/cases', name: '多一个' }) })
  assert.equal(full.status, 409)
  assert.match(full.json.detail, /50/)
  const positions = (await fenbo.ok('GET', 'me/views?page=/cases')).items.map((v) => v.position)
  assert.deepEqual(positions, positions.slice().sort((a, b) => a - b))
  assert.equal(new Set(positions).size, 49)
})

for (const [what, more] of [
  ['a page elsewhere', { page: 'https://example.com/' }],
  ['a page of another host', { page: '//example.com' }],
  ['a query with a mark', { query: 'q="><script>' }],
  ['an empty name', { name: '  ' }],
  ['a long name', { name: '长'.repeat(21) }],
  ['a long query', { query: `q=${'a'.repeat(1000)}` }],
])
  test(`a view with ${what} is refused`, async () => {
    const answer = await shouli('POST', 'me/views', { body: view(more) })
    assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.text}`)
  })

test('two requests with one key make one view', async () => {
  const key = 'b4b7a1a2-7c1e-4f0e-9a51-1f0d2c9b7e11'
  const one = await shouli('POST', 'me/views', { body: view({ page: '/appeals' }), key })
  const two = await shouli('POST', 'me/views', { body: view({ page: '/appeals' }), key })
  assert.equal(one.json.id, two.json.id)
  assert.deepEqual(await names(shouli, '/appeals'), ['本周到期'])
})
