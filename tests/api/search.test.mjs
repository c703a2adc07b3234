// SPDX-License-Identifier: Apache-2.0
// Cases are found by the words of what was said, of the place and of the public answer, by everybody who may read them and nobody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { login, startCity } from './city.mjs'

let city, shouli, fenbo, chengban, types
before(async () => {
  city = await startCity({})
  shouli = await login(city, 'shouli01')
  fenbo = await login(city, 'fenbo01')
  chengban = await login(city, 'chengban01')
  types = Object.fromEntries((await shouli.ok('GET', 'ref/event-types?limit=200')).items.map((t) => [t.code, t.id]))
})
after(() => city?.stop())

const find = async (who, words) => (await who.ok('GET', `cases?view=all&q=${encodeURIComponent(words)}`)).items.map((item) => item.id)
async function until(what, look) {
  for (let i = 0; i < 150; i++) {
    if (await look()) return
    await new Promise((r) => setTimeout(r, 200))
  }
  assert.fail(`${what}: not in time\n${city.log().slice(-2000)}`)
}
const tell = async (more) =>
  (await shouli.ok('POST', 'appeals', { channel: 'phone', anonymity: 'anonymous', type: 'help', family: 'people', event_type_id: types['0401001'], file: true, ...more })).case_id

test('a case is found by words of its text, its place and its number, traditional characters and Latin letters too', async () => {
  const id = await tell({ title: '路灯不亮', body: '鲲鹏幼儿园门口的路灯三天不亮，旁边的 LED 屏也黑了。', address: '银杏巷 27 号' })
  await until('the words are found', async () => (await find(fenbo, '鲲鹏幼儿园')).includes(id))
  for (const words of ['鲲鹏', '路灯 鲲鹏', '銀杏巷', '银杏巷27', 'led 鲲鹏', '鹏']) assert.ok((await find(fenbo, words)).includes(id), words)
  for (const words of ['鲲鹏 井盖', '鲲鹏小学', '！？', '") OR (路灯', "') OR ('井盖"]) assert.ok(!(await find(fenbo, words)).includes(id), words)
  const no = (await fenbo.ok('GET', `cases/${id}`)).no
  assert.deepEqual(await find(fenbo, no), [id])
  assert.ok((await find(fenbo, no.slice(-6))).includes(id))
})

test('a unit finds what is its own only', async () => {
  const id = await tell({ title: '麒麟亭漏雨', body: '麒麟亭的屋顶漏雨。' })
  await until('the words are found', async () => (await find(fenbo, '麒麟亭')).includes(id))
  assert.deepEqual(await find(chengban, '麒麟亭'), [])
  const unit = (await chengban.ok('GET', 'auth/me')).unit.id
  const waiting = await fenbo.ok('GET', `cases/${id}`)
  const { results } = await fenbo.ok('POST', 'cases/dispatch-many', { items: [{ id, version: waiting.version, unit_id: unit, why: '由该单位办理' }] })
  assert.ok(results[0].ok, JSON.stringify(results))
  assert.deepEqual(await find(chengban, '麒麟亭'), [id])
})

test('the words of a secret report are found by nobody', async () => {
  const id = await tell({ anonymity: 'secret', name: '傅小龙', phone: '13700005555', title: '举报玄武货场', body: '玄武货场夜里焚烧轮胎。' })
  const after_it = await tell({ title: '朱雀桥栏杆松了', body: '朱雀桥的栏杆松了。' })
  await until('the next case is found', async () => (await find(fenbo, '朱雀桥')).includes(after_it))
  for (const words of ['玄武货场', '焚烧轮胎', '傅小龙']) assert.ok(!(await find(fenbo, words)).includes(id), words)
})
