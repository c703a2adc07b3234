// SPDX-License-Identifier: Apache-2.0
// Learning from the city's own cases: a version is made, suggests with a probability and the words that decided, is put aside and
// taken again; what people chose is recorded beside what was suggested.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { login, startCity } from './city.mjs'

let city, shouli, fenbo, kaohe, zhijian, types
before(async () => {
  city = await startCity({ from: new Date(Date.now() - 16 * 86400000).toISOString().slice(0, 10), days: 15, perDay: 50 })
  shouli = await login(city, 'shouli01')
  fenbo = await login(city, 'fenbo01')
  kaohe = await login(city, 'kaohe01')
  zhijian = await login(city, 'zhijian01')
  types = (await shouli.ok('GET', 'ref/event-types?limit=200')).items
})
after(() => city?.stop())

async function until(what, look, seconds = 120) {
  for (let i = 0; i < seconds * 5; i++) {
    const found = await look()
    if (found) return found
    await new Promise((r) => setTimeout(r, 200))
  }
  throw new Error(`${what}: not in time\n${city.log().slice(-2000)}`)
}
const hints = async (text) => (await shouli.ok('GET', `appeals/hints?text=${encodeURIComponent(text)}`)).hints.types
const LAMP = '门口的路灯不亮，晚上看不见路。'
const file = (type, more) =>
  shouli.ok('POST', 'appeals', { channel: 'phone', anonymity: 'anonymous', type: 'help', title: '路灯坏了', body: LAMP, event_type_id: type, file: true, ...more })
const numbers = async (id) => (await zhijian.ok('GET', 'sorting')).event_types.find((t) => t.id === id) ?? { chosen: 0, accepted: 0, corrected: 0 }

test('the nightly job, overdue when the city starts, makes a version that suggests at once, by probability and words', async () => {
  const made = await until('a version', async () => (await zhijian.ok('GET', 'sorting')).models[0])
  assert.ok(made.active && made.kept && made.cases >= 200, JSON.stringify(made))
  assert.equal(made.tested, made.cases)
  assert.ok(made.hits > made.cases / 2 && made.hits <= made.hits_among_three && made.hits_among_three <= made.tested)
  const found = await until('the version is in use', async () => {
    const now = await hints(LAMP)
    return now[0]?.percent > 0 ? now : undefined
  })
  assert.match(found[0].name, /路灯/)
  assert.ok(found[0].percent >= 15 && found.length <= 5)
  assert.match(found[0].why, /^依据：.*灯/)
  for (let i = 1; i < found.length; i++) assert.ok(found[i - 1].percent >= found[i].percent)
  assert.deepEqual(await hints('甲乙丙丁戊己庚辛'), [], 'nothing is suggested for what says nothing')
  const per = (await zhijian.ok('GET', 'sorting')).event_types
  assert.equal(per.reduce((sum, t) => sum + t.cases, 0), made.tested)
  assert.equal(per.reduce((sum, t) => sum + t.hits, 0), made.hits)
})

test('what was chosen is recorded beside what was suggested, and what was corrected too', async () => {
  const [first] = await hints(LAMP)
  const other = types.find((t) => t.id !== first.id && t.active !== false)
  const before = await numbers(first.id)
  const was = await numbers(other.id)
  await file(first.id)
  await until('acceptance', async () => {
    const now = await numbers(first.id)
    return now.chosen === before.chosen + 1 && now.accepted === before.accepted + 1
  })
  const made = await file(first.id)
  await until('the second', async () => (await numbers(first.id)).chosen === before.chosen + 2)
  const found = await fenbo.ok('GET', `cases/${made.case_id}`)
  await fenbo.ok('POST', `cases/${made.case_id}/classify`, { version: found.version, event_type_id: other.id, colour: other.colour, reason: '归类有误' })
  await until('the correction', async () => (await numbers(other.id)).corrected === was.corrected + 1)
  assert.equal((await numbers(first.id)).chosen, before.chosen + 1)
})

test('a secret report is no lesson and no record', async () => {
  const before = (await zhijian.ok('GET', 'sorting')).event_types.reduce((sum, t) => sum + t.chosen, 0)
  await file(types[0].id, { anonymity: 'secret', type: 'report' })
  await file(types[0].id)
  const now = await until('the open one', async () => {
    const n = (await zhijian.ok('GET', 'sorting')).event_types.reduce((sum, t) => sum + t.chosen, 0)
    return n > before ? n : undefined
  })
  assert.equal(now, before + 1)
})

test('another version is learned, the former one is taken again with a reason, and every step is audited', async () => {
  const [first] = (await zhijian.ok('GET', 'sorting')).models
  const refused = await zhijian('POST', 'sorting/train', { body: {} })
  assert.equal(refused.status, 403)
  await kaohe.ok('POST', 'sorting/train', {})
  const second = await until('a second version', async () => {
    const now = (await zhijian.ok('GET', 'sorting')).models
    return now.length === 2 ? now[0] : undefined
  })
  assert.ok(second.active && second.cases > first.cases, 'the correction was learned too')
  await kaohe.ok('POST', `sorting/models/${first.id}/activate`, { reason: '新版本把路灯认错' })
  const models = (await zhijian.ok('GET', 'sorting')).models
  assert.deepEqual(models.map((m) => m.active), [false, true])
  assert.equal(models[1].activated_by, kaohe.who.name)
  const again = await kaohe('POST', `sorting/models/${first.id}/activate`, { body: { reason: '再启用' } })
  assert.equal(again.json?.code, 'sorting.active')
  assert.equal((await kaohe('POST', 'sorting/models/999/activate', { body: { reason: '没有的' } })).json?.code, 'sorting.gone')
  assert.equal((await zhijian('POST', `sorting/models/${second.id}/activate`, { body: { reason: '不该能' } })).status, 403)
  const audit = await (await login(city, 'shenji01')).ok('GET', 'audit?action=sorting.activate')
  assert.ok(audit.items.length >= 1)
})
