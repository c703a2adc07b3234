// SPDX-License-Identifier: Apache-2.0
// Hot spots over HTTP: what an imported city is full of, who sees it, who decides, what stands in the inbox.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { bin, login, startCity } from './city.mjs'

const DAY = 86_400_000
const stamp = (ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
const SAID = [
  '澜湾花园地下车库漏水没人管', '澜湾花园地下车库又漏水了，物业不管', '澜湾花园车库漏水，车都泡了', '反映澜湾花园地下车库漏水', '澜湾花园地下车库常年漏水',
  '澜湾花园地下车库漏水问题', '投诉澜湾花园物业，车库漏水', '澜湾花园地下车库漏水谁来修',
]
/** Eight people of one estate within a week, one of them twice, and others who have nothing in common. */
function rows() {
  const lines = ['id,user,title,time,body']
  const say = (id, user, title, days, body) => lines.push(`${id},${user},${title},${stamp(Date.now() - days * DAY)},${body}`)
  SAID.forEach((title, i) => say(`h${i}`, `住户${i}`, title, 7 - i / 2, '澜湾花园地下车库漏水，积水到脚踝，找物业说没有维修资金，希望尽快处理。'))
  say('h9', '住户0', '再次反映澜湾花园地下车库漏水', 1, '澜湾花园地下车库漏水还是没人管，积水更深了。')
  const others = ['路灯不亮三天了', '公交车老是晚点', '菜市场秤不准', '小学门口堵车', '公园座椅坏了', '宽带装不上', '燃气费算错了', '工地夜里施工太吵']
  others.forEach((title, i) => say(`o${i}`, `市民${i}`, title, i, `${title}，请有关部门看一看。`))
  return `${lines.join('\n')}\n`
}

let city
const who = {}
let spot
before(async () => {
  const prepare = ({ dir, where }) => {
    const file = path.join(dir, 'said.csv')
    fs.writeFileSync(file, rows())
    const done = spawnSync(bin, ['import', 'appeals', file, '--channel', 'wechat', ...where], { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stdout + done.stderr)
  }
  city = await startCity({ prepare })
  for (const name of ['fenbo01', 'zhenjie01', 'chengban01', 'shequ01', 'xitong01', 'zhijian01', 'kaohe01']) who[name] = await login(city, name)
  for (let i = 0; i < 300 && !spot; i++) {
    spot = (await who.fenbo01.ok('GET', 'hotspots')).items[0]
    if (!spot) await new Promise((resolve) => setTimeout(resolve, 200))
  }
})
after(() => city?.stop())

test('eight people who say one thing are one hot spot; the others are none', async () => {
  const { items, total } = await who.fenbo01.ok('GET', 'hotspots')
  assert.equal(total, 1)
  assert.equal(items[0].persons, 8)
  assert.equal(items[0].members, 9)
  assert.equal(items[0].kind, 'mass')
  assert.match(items[0].title, /澜湾花园/)
  const one = await who.fenbo01.ok('GET', `hotspots/${spot.id}`)
  assert.match(one.words, /澜湾花园/)
  assert.match(one.why, /30 天内 8 人反映同一件事/)
  assert.equal(one.trend.reduce((n, day) => n + day.n, 0), 9)
  assert.ok(one.proposed_why.length > 4)
  const said = await who.fenbo01.ok('GET', `hotspots/${spot.id}/appeals`)
  assert.equal(said.total, 9)
  assert.ok(said.items.every((item) => item.title.includes('澜湾花园')))
  const sheet = await who.fenbo01('GET', 'hotspots/export.xlsx')
  assert.equal(sheet.status, 200)
})

test('the inbox says so, and says it no more to who may not see it', async () => {
  const box = await who.fenbo01.ok('GET', 'inbox')
  const item = box.items.find((one) => one.kind === 'hotspot')
  assert.equal(item.hotspot.id, spot.id)
  assert.equal(item.visible, false) // there is no case
})

test('who has no part in it neither finds nor moves it', async () => {
  for (const name of ['zhenjie01', 'chengban01']) {
    assert.equal((await who[name].ok('GET', 'hotspots')).total, 0)
    assert.equal((await who[name]('GET', `hotspots/${spot.id}`)).status, 404)
    assert.equal((await who[name]('GET', `hotspots/${spot.id}/appeals`)).status, 404)
  }
  for (const name of ['shequ01', 'xitong01']) assert.equal((await who[name]('GET', 'hotspots')).status, 403)
  assert.equal((await who.zhijian01('POST', `hotspots/${spot.id}/take`, { body: { version: 1 } })).status, 403)
})

test('taken, given to a unit, which then sees it, and ended; each move once', async () => {
  const go = (action, body) => who.fenbo01('POST', `hotspots/${spot.id}/${action}`, { body })
  let one = (await go('take', { version: spot.version })).json
  assert.equal(one.status, 'watching')
  assert.equal((await go('take', { version: spot.version })).status, 409)
  const unit = (await who.chengban01.ok('GET', 'auth/me')).unit
  assert.equal((await go('arrange', { version: one.version, unit_id: unit.id })).status, 422)
  one = (await go('arrange', { version: one.version, unit_id: unit.id, text: '全小区排查防水，动用维修资金' })).json
  assert.equal(one.status, 'handled')
  assert.equal(one.unit.id, unit.id)
  assert.equal((await who.chengban01.ok('GET', 'hotspots')).total, 1)
  const noted = await who.chengban01('POST', `hotspots/${spot.id}/note`, { body: { version: one.version, text: '已找到漏点三处' } })
  assert.equal(noted.json.entries.at(-1).text, '已找到漏点三处')
  assert.equal((await who.chengban01('POST', `hotspots/${spot.id}/close`, { body: { version: one.version, text: '好了' } })).status, 403)
  assert.equal((await go('close', { version: noted.json.version, text: '' })).status, 422)
  const closed = await go('close', { version: noted.json.version, text: '防水重做，复查不漏' })
  assert.equal(closed.json.status, 'over')
  assert.equal((await who.fenbo01.ok('GET', 'hotspots?view=open')).total, 0)
  assert.equal((await who.fenbo01.ok('GET', 'hotspots?view=ended')).total, 1)
})

test('the numbers are data that an administrator edits', async () => {
  const { items } = await who.xitong01.ok('GET', 'ref/rule-numbers?limit=100')
  const persons = items.find((one) => one.code === 'hotspot.persons')
  assert.equal(persons.value, 5)
})
