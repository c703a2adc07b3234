// SPDX-License-Identifier: Apache-2.0
// How lists, files, streams and limits behave while the city is at work.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { call, CHINESE, login, startCity, stranger, unzip } from './city.mjs'

let city, shouli, fenbo, kaohe
const spoken = (more) => ({ type: 'help', body: '门口的路灯三天不亮了。', anonymity: 'anonymous', ...more })
let made = 0
const said = () => ({ channel: 'phone', anonymity: 'anonymous', type: 'help', title: `路灯不亮${++made}`, body: '门口的路灯三天不亮了。' })
const submit = (more, from = stranger()) => call(city, 'POST', 'public/appeals', { body: spoken(more), from })
const track = (body, from = stranger()) => call(city, 'POST', 'public/track', { body, from })

before(async () => {
  city = await startCity()
  shouli = await login(city, 'shouli01')
  fenbo = await login(city, 'fenbo01')
  kaohe = await login(city, 'kaohe01')
})
after(() => city?.stop())

for (const sort of ['-received_at', 'received_at'])
  test(`a list by ${sort} is read page by page without gaps or repeats while others add to it`, async () => {
    const there = []
    for (let i = 0; i < 40; i++) there.push((await shouli.ok('POST', 'appeals', said())).id)
    const seen = []
    let next = null
    let pages = 0
    do {
      const page = await fenbo.ok('GET', `appeals?limit=7&sort=${sort}${next ? `&after=${encodeURIComponent(next)}` : ''}`)
      assert.ok(page.items.length <= 7)
      seen.push(...page.items.map((x) => x.id))
      next = page.next
      if (pages++ < 8) await Promise.all([shouli.ok('POST', 'appeals', said()), shouli.ok('POST', 'appeals', said())])
    } while (next)
    assert.equal(new Set(seen).size, seen.length, 'nothing twice')
    for (const id of there) assert.ok(seen.includes(id), `${id} was left out`)
    assert.ok(pages > 5)
  })

test('a cursor of one list is refused by another', async () => {
  const page = await fenbo.ok('GET', 'appeals?limit=1&sort=received_at')
  const other = await fenbo('GET', `appeals?limit=1&sort=-received_at&after=${encodeURIComponent(page.next)}`)
  assert.ok(other.status === 422 || other.status === 200, other.text)
  const foreign = await kaohe('GET', `ref/event-types?after=${encodeURIComponent(page.next)}`)
  assert.ok(foreign.status < 500, foreign.text)
})

test('the list as a workbook is a real one, and says who took it', async () => {
  const a = await fenbo('GET', 'appeals/export.xlsx')
  assert.equal(a.status, 200, a.text)
  assert.match(a.headers['content-type'], /spreadsheetml/)
  assert.match(a.headers['content-disposition'], /attachment/)
  const files = unzip(a.bytes)
  assert.ok(files && files['xl/workbook.xml'] && files['[Content_Types].xml'])
  const all = Object.values(files).map((b) => b.toString('utf8')).join('')
  assert.ok(all.includes('路灯不亮1'))
  assert.ok(all.includes(fenbo.who.name))
  const audit = await (await login(city, 'shenji01')).ok('GET', 'audit?action=export')
  assert.ok(audit.items.some((x) => x.user.name === fenbo.who.name))
})

test('the event list as CSV, read back as it is, changes nothing', async () => {
  const csv = await kaohe('GET', 'ref/event-types/export.csv')
  assert.equal(csv.status, 200)
  assert.match(csv.headers['content-type'], /^text\/csv/)
  const rows = csv.text.trim().split('\n').length - 1
  const dry = await kaohe('POST', 'ref/event-types/import?dry=1', { raw: csv.bytes, type: 'text/csv' })
  assert.equal(dry.status, 200, dry.text.slice(0, 500))
  assert.deepEqual([dry.json.new, dry.json.changed, dry.json.errors], [0, 0, []])
  assert.ok(dry.json.rows > 150 && dry.json.rows <= rows)
})

test('a submission from the street is heard at the sorting desk at once', async () => {
  const stop = new AbortController()
  const stream = await fetch(`${city.base}/api/v1/stream?topics=sorting`, { headers: { Cookie: fenbo.cookie }, signal: stop.signal })
  assert.equal(stream.status, 200)
  assert.match(stream.headers.get('content-type'), /^text\/event-stream/)
  const reader = stream.body.getReader()
  const late = setTimeout(() => stop.abort(), 10000)
  assert.equal((await submit({ body: '楼下水管爆了，水流到街上。' })).status, 201)
  let text = ''
  try {
    while (!/^data: ?\{/m.test(text)) {
      const { done, value } = await reader.read()
      assert.ok(!done, 'the stream stays open')
      text += Buffer.from(value).toString('utf8')
    }
  } finally {
    clearTimeout(late)
    stop.abort()
  }
  const data = JSON.parse(text.match(/^data: ?(\{.*)$/m)[1])
  assert.ok([data.topics].flat().join(',').includes('sorting'), text)
  assert.ok(!text.includes('水管'), 'the stream carries no words of citizens')
})

test('what is decided between the reading of a page and the opening of its stream is heard', async () => {
  const read = await fenbo('GET', 'appeals?limit=1')
  const position = read.headers['live-position']
  assert.match(position, /^\d+$/)
  assert.equal((await submit({ body: '路口的井盖响了一夜。' })).status, 201)
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(), 10000)
  const stream = await fetch(`${city.base}/api/v1/stream?topics=sorting`, { headers: { Cookie: fenbo.cookie, 'Last-Event-ID': position }, signal: stop.signal })
  const reader = stream.body.getReader()
  let text = ''
  try {
    while (!/^(data: ?\{"topics|event: ?reset)/m.test(text)) {
      const { done, value } = await reader.read()
      assert.ok(!done, 'the stream stays open')
      text += Buffer.from(value).toString('utf8')
    }
  } finally {
    clearTimeout(late)
    stop.abort()
  }
  // Where other nodes write, the last seconds are told again; when that is too much, everything is to be read anew.
  if (!/^event: ?reset/m.test(text)) assert.ok(Number(text.match(/^id: ?(\d+)/m)[1]) >= Number(position), text)
})

test('who may not sort hears nothing of it', async () => {
  const me = await login(city, 'chengban01')
  const a = await me('GET', 'stream?topics=sorting', { headOnly: true })
  assert.equal(a.status, 403, a.text)
})

test('guessing receipts is stopped, for the guesser only', async () => {
  const from = stranger()
  let last
  let tries = 0
  do last = await track({ receipt: `ABCD2345EFGH${1000 + tries}` }, from)
  while (last.status !== 429 && ++tries < 300)
  assert.equal(last.status, 429, `${tries} tries`)
  assert.equal(last.json.code, 'request.rate')
  assert.ok(Number(last.headers['retry-after']) > 0)
  assert.match(last.json.detail, CHINESE)
  assert.equal((await track({ receipt: 'ABCD2345EFGH9999' })).status, 404, 'others go on')
})

test('the sixth submission within the hour from one address costs some work', async () => {
  const from = stranger()
  let last
  for (let i = 0; i < 6; i++) last = await submit({ body: `第${i}件事，请看看。` }, from)
  assert.equal(last.status, 429)
  assert.equal(last.json.code, 'work.required')
  const { challenge, bits } = last.json
  const zeros = (h) => {
    let n = 0
    for (const byte of h) {
      n += byte ? Math.clz32(byte) - 24 : 8
      if (byte) break
    }
    return n
  }
  let nonce = 0
  while (zeros(createHash('sha256').update(`${challenge}:${nonce}`).digest()) < bits) nonce++
  const paid = { 'X-Work': `${challenge}:${nonce}` }
  const done = await call(city, 'POST', 'public/appeals', { body: spoken(), from, headers: paid })
  assert.equal(done.status, 201, done.text)
  const again = await call(city, 'POST', 'public/appeals', { body: spoken(), from, headers: paid })
  assert.equal(again.status, 429, 'work is spent once')
  const fake = await call(city, 'POST', 'public/appeals', { body: spoken(), from, headers: { 'X-Work': '1.1.9999999999.0.0:1' } })
  assert.equal(fake.status, 429)
})

test('an unknown, missing or misspelt receipt', async () => {
  const unknown = await track({ receipt: 'ABCD2345EFGH6789' })
  assert.equal(unknown.status, 404)
  assert.equal(unknown.json.code, 'track.unknown')
  assert.match(unknown.json.detail, CHINESE)
  const missing = await track({})
  assert.equal(missing.status, 422)
  assert.equal(missing.json.errors[0].field, 'receipt')
  const injected = await track({ receipt: "' OR '1'='1" })
  assert.ok([404, 422].includes(injected.status), injected.text)
})

test('the own words need the end of the phone that was left', async () => {
  const a = await submit({ anonymity: 'named', name: '甄有礼', phone: '13612348765', body: '隔壁施工太吵，孩子没法睡。', address: '望海路七号' })
  assert.equal(a.status, 201, a.text)
  const { receipt } = a.json
  for (const tail of [undefined, '0000']) {
    const r = await track({ receipt, phone_tail: tail })
    assert.ok(!r.text.includes('隔壁施工') && !r.text.includes('望海路') && !r.text.includes('甄有礼'), r.text)
  }
  const right = await track({ receipt, phone_tail: '8765' })
  assert.equal(right.json.body, '隔壁施工太吵，孩子没法睡。')
  const withdrawn = await call(city, 'POST', 'public/withdraw', { body: { receipt, phone_tail: '0000' }, from: stranger() })
  assert.equal(withdrawn.status, 422)
  assert.equal(withdrawn.json.errors[0].field, 'phone_tail')
  assert.equal((await track({ receipt, phone_tail: '8765' })).json.status, 'sorting')
})

test('rating: not before the answer, within 1 to 5, and once', async () => {
  const { json } = await submit({ body: '请问公园几点关门？', type: 'consult' })
  const rate = (more) => call(city, 'POST', 'public/rate', { body: { receipt: json.receipt, solved: 'clear', satisfied: 5, ...more }, from: stranger() })
  const early = await rate()
  assert.equal(early.status, 409, early.text)
  assert.match(early.json.detail, CHINESE)
  const found = (await fenbo.ok('GET', `appeals?q=${json.no}`)).items[0]
  await fenbo.ok('POST', `appeals/${found.id}/answer`, { version: found.version, text: '夏季晚上十点关门。' })
  for (const [more, field] of [[{ satisfied: 6 }, 'satisfied'], [{ satisfied: '好' }, 'satisfied'], [{ solved: 'maybe' }, 'solved']]) {
    const wrong = await rate(more)
    assert.equal(wrong.status, 422, wrong.text)
    assert.equal(wrong.json.errors[0].field, field)
  }
  const good = await rate()
  assert.equal(good.status, 200, good.text)
  assert.equal((await rate({ satisfied: 1 })).status, 409)
  assert.equal((await track({ receipt: json.receipt })).json.rating.satisfied, 5)
})

test('a made-up rating link', async () => {
  const link = 'x'.repeat(43)
  const page = await call(city, 'GET', `public/rate?link=${link}`, { from: stranger() })
  assert.ok([404, 410].includes(page.status), page.text)
  const rated = await call(city, 'POST', 'public/rate', { body: { link, solved: 'yes', satisfied: 5 }, from: stranger() })
  assert.ok([404, 410].includes(rated.status), rated.text)
  assert.match(rated.json.detail, CHINESE)
})

test('the server has logged no error', () => {
  assert.doesNotMatch(city.log(), /^\S+ \S+ error/m)
})
