// SPDX-License-Identifier: Apache-2.0
// A secret report reaches the unit that handles it only as far as it was released: nothing of what the reporter said or
// is stands in any byte that this unit can fetch. Contact data of everybody is masked, opened with a reason, and audited.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { call, form, login, routes, startCity, stranger, unzip } from './city.mjs'

const PLANTED = {
  name: '欧阳拾穗', phone: '13987651234', title: '举报栖霞里', body: '穿蓝雨衣的人每晚十一点倒泥浆', address: '栖霞里七十三弄九号',
  happened: '冬至前的那个星期天', subject: '泰和盛达拆除队', supplement: '我住在三楼东户能看得清清楚楚', lon: '122401237', lat: '37101239',
  urged: '自称住三楼的人来电催问', tried: '孩子接的电话说妈妈上夜班', answered: '门口小卖部老板娘也看见了',
}
const WORDS = Object.values(PLANTED)
const RELEASED = '有工地夜间违规倾倒泥浆，请核查。'
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
let city, appeal, made, fileId
const people = {}

/** All that is readable in an answer: the bytes, and what is packed within a workbook. */
function readable(a) {
  const packed = unzip(a.bytes)
  return [a.bytes, ...Object.values(packed ?? {})].map((b) => b.toString('utf8')).join('\n') + JSON.stringify(a.headers)
}

function assertNothing(a, what) {
  const text = readable(a)
  for (const word of WORDS) assert.ok(!text.includes(word), `${what} shows ${word}`)
}

before(async () => {
  city = await startCity()
  for (const name of ['fenbo01', 'chengban01', 'lingdao01', 'shouli01', 'jiwei01', 'shenji01', 'huifang01', 'zhijian01']) people[name] = await login(city, name)
  const { fenbo01: fenbo } = people
  const from = stranger()
  const { raw, type } = form('a.png', 'image/png', PNG)
  const photo = await call(city, 'POST', 'public/files', { raw, type, from })
  assert.equal(photo.status < 300, true, photo.text)
  const said = await call(city, 'POST', 'public/appeals', {
    from,
    body: {
      type: 'report', anonymity: 'secret', name: PLANTED.name, phone: PLANTED.phone, title: `${PLANTED.title}工地`, body: `${PLANTED.body}。`,
      address: PLANTED.address, happened: PLANTED.happened, subject: PLANTED.subject, lon: Number(PLANTED.lon), lat: Number(PLANTED.lat),
      files: [{ id: photo.json.id, claim: photo.json.claim }],
    },
  })
  assert.equal(said.status, 201, said.text)
  const list = await fenbo.ok('GET', `appeals?q=${said.json.no}`)
  const id = list.items[0].id
  await fenbo.ok('POST', `appeals/${id}/ask`, { version: list.items[0].version, question: `是${PLANTED.address}吗？` })
  const supplied = await call(city, 'POST', 'public/supplement', {
    from, body: { receipt: said.json.receipt, phone_tail: PLANTED.phone.slice(-4), answer: PLANTED.supplement } })
  assert.equal(supplied.status, 200, supplied.text)
  appeal = await fenbo.ok('GET', `appeals/${id}`)
  assert.ok(appeal.body.includes(PLANTED.body))
  fileId = appeal.files[0].id
  const types = (await fenbo.ok('GET', 'ref/event-types?q=0602001')).items
  const unit = (await fenbo.ok('GET', 'ref/units?limit=200')).items.find((u) => u.code === 'D08')
  made = await fenbo.ok('POST', `appeals/${id}/file`, {
    version: appeal.version, event_type_id: types.find((t) => t.code === '0602001').id, dispatch: true, unit_id: unit.id, why: '由住建局核查' })
})
after(() => city?.stop())

/** Every GET of the interface, with the ids of this matter in every place, and the searches that could find it. */
async function everything(name) {
  const me = people[name]
  const found = await me.ok('GET', `cases/${made.case_id}`)
  const ids = [appeal.id, made.case_id, made.order_id, fileId, ...(found.clocks ?? []).map((c) => c.id), '1']
  const urls = []
  for (const r of routes().filter((x) => x.method === 'GET' && !x.public && !x.stream)) {
    if (r.path.endsWith('/{no}')) urls.push(r.path.replace('{no}', made.case_no))
    else if (r.path.includes('{')) for (const id of ids) urls.push(r.path.replace(/\{\w+\}/g, id))
    else urls.push(r.path)
  }
  for (const q of [PLANTED.title, PLANTED.name, PLANTED.phone, PLANTED.phone.slice(-4), appeal.no, made.case_no])
    for (const list of ['appeals', 'cases', 'orders', 'appeals/export.xlsx', 'cases/export.xlsx', 'orders/export.xlsx'])
      urls.push(`${list}?q=${encodeURIComponent(q)}`)
  for (const view of ['mine', 'unit', 'sign', 'handling', 'overdue', 'review', 'settled', 'all']) urls.push(`orders?view=${view}`)
  urls.push(`appeals/hints?phone=${PLANTED.phone}`, `appeals/hints?text=${encodeURIComponent(PLANTED.body)}`)
  const answers = []
  for (const url of urls) answers.push([url, await me('GET', url)])
  return answers
}

for (const name of ['chengban01', 'lingdao01']) {
  test(`${name} handles the report and reads nothing of it before the release`, async () => {
    const answers = await everything(name)
    assert.ok(answers.some(([url, a]) => url.endsWith(`/orders/${made.order_id}`) && a.status === 200), 'the order is theirs')
    assert.ok(answers.some(([url, a]) => url.endsWith(`/cases/${made.case_id}`) && a.status === 200), 'the case is theirs')
    for (const [url, a] of answers) {
      assert.ok(a.status < 500, `${url}: ${a.status}`)
      assertNothing(a, `${name} ${url}`)
    }
  })

  test(`${name} cannot find it by what is hidden`, async () => {
    for (const q of [PLANTED.title, PLANTED.phone, PLANTED.phone.slice(-4)]) {
      const list = await people[name].ok('GET', `appeals?q=${encodeURIComponent(q)}`)
      assert.equal(list.items.length, 0, q)
    }
    const byNumber = await people[name].ok('GET', `appeals?q=${appeal.no}`)
    assert.equal(byNumber.items.length, 1)
  })

  test(`${name} can open neither the photo nor the contact data`, async () => {
    for (const url of [`files/${fileId}`, `files/${fileId}/thumb`]) assert.ok([403, 404].includes((await people[name]('GET', url)).status), url)
    const a = await people[name]('POST', `appeals/${appeal.id}/contact`, { body: { reason: '想联系举报人' } })
    assert.equal(a.status, 403, a.text)
    assertNothing(a, 'the refusal')
    const seen = await people.shenji01.ok('GET', `audit?action=contact.refused&object_id=${appeal.id}`)
    assert.ok(seen.items.some((x) => x.user?.name === people[name].who.name && x.reason === '想联系举报人'), 'the try is audited')
  })
}

/** What the live stream of `me` says about this matter while `fn` runs and a moment longer. */
async function heard(me, fn) {
  const stop = new AbortController()
  const topics = `mine,case:${made.case_id},appeal:${appeal.id},unit:${me.who.unit.id}`
  const stream = await fetch(`${city.base}/api/v1/stream?topics=${topics}`, { headers: { Cookie: me.cookie }, signal: stop.signal })
  assert.equal(stream.status, 200)
  const reader = stream.body.getReader()
  const parts = []
  const listening = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      parts.push(Buffer.from(value))
    }
  })().catch(() => {})
  await fn()
  for (let i = 0; i < 50 && !Buffer.concat(parts).includes('data:'); i++) await new Promise((r) => setTimeout(r, 100))
  await new Promise((r) => setTimeout(r, 200))
  stop.abort()
  await listening
  return Buffer.concat(parts).toString('utf8')
}

test('the live stream tells the unit no more than numbers', async () => {
  const me = people.chengban01
  const text = await heard(me, async () => {
    const order = await me.ok('GET', `orders/${made.order_id}`)
    await me.ok('POST', `orders/${made.order_id}/sign`, { version: order.version })
  })
  assert.match(text, /data:/)
  for (const word of WORDS) assert.ok(!text.includes(word), word)
})

test('after the release both read the released text, and still nothing else', async () => {
  const now = await people.fenbo01.ok('GET', `appeals/${appeal.id}`)
  await people.fenbo01.ok('POST', `appeals/${appeal.id}/release`, { version: now.version, text: RELEASED, photos: [] })
  for (const name of ['chengban01', 'lingdao01']) {
    const answers = await everything(name)
    for (const [url, a] of answers) assertNothing(a, `${name} ${url}`)
    for (const part of [`/orders/${made.order_id}`, `/appeals/${appeal.id}`]) {
      const [, a] = answers.find(([url]) => url.endsWith(part))
      assert.ok(a.text.includes(RELEASED), part)
    }
  }
})

test('what the reporter says when urging and when called back never reaches the unit', async () => {
  const { chengban01: unit, lingdao01: leader, huifang01: agent, shouli01: hotline, zhijian01: quality } = people
  const leak = await heard(unit, () => hotline.ok('POST', `cases/${made.case_id}/urge`, { appeal_id: appeal.id, note: PLANTED.urged }))
  const order = await unit.ok('GET', `orders/${made.order_id}`)
  const { raw, type } = form('after.png', 'image/png', PNG)
  const photo = await unit('POST', `files?object=order&id=${order.id}&stage=after`, { raw, type })
  assert.equal(photo.status, 201, photo.text)
  await unit.ok('POST', `orders/${order.id}/submit`, { version: (await unit.ok('GET', `orders/${order.id}`)).version, result: 'solved',
    public_answer: '已责令停工并清运泥浆，安排夜间巡查。', contact: { method: 'none', reached: false, note: '保密举报' } })
  const submitted = await leader.ok('GET', `orders/${order.id}`)
  await leader.ok('POST', `orders/${order.id}/review`, { version: submitted.version, decision: 'pass' })
  const leaks = await heard(unit, async () => {
    const task = await agent.ok('POST', 'callbacks/claim', {})
    assert.equal(task.appeal_id, appeal.id)
    await agent.ok('POST', `callbacks/${task.id}/attempt`, { method: 'visit', outcome: 'later', note: PLANTED.tried })
    await agent.ok('POST', `callbacks/${task.id}/attempt`, { method: 'visit', outcome: 'reached', note: PLANTED.tried })
    await agent.ok('POST', `callbacks/${task.id}/rate`, { solved: 'no', satisfied: 2, opinion: PLANTED.answered })
  })
  assert.match(leak + leaks, /data:/)
  for (const word of WORDS) assert.ok(!(leak + leaks).includes(word), `the stream says ${word}`)
  const judged = await quality.ok('GET', `cases/${made.case_id}`)
  assert.equal(judged.status, 'judging')
  assert.ok(JSON.stringify(judged.ratings).includes(PLANTED.answered), 'who judges reads the opinion')
  assert.ok(JSON.stringify(judged.urges_list).includes(PLANTED.urged))
  for (const name of ['chengban01', 'lingdao01']) {
    const answers = await everything(name)
    const [, own] = answers.find(([url]) => url.endsWith(`/cases/${made.case_id}`))
    assert.equal(own.json.ratings.length, 1, 'that it was rated is no secret')
    assert.equal(own.json.ratings[0].satisfied, 2)
    for (const [url, a] of answers) assertNothing(a, `${name} ${url}`)
  }
})

test('the reporter alone decides who is who: discipline opens it with a reason, and the audit shows it', async () => {
  const me = people.jiwei01
  const masked = await me.ok('GET', `appeals/${appeal.id}`)
  assert.equal(masked.contact.name_masked, '欧阳*')
  assert.equal(masked.contact.phone_masked, '139****1234')
  assert.ok(!JSON.stringify(masked).includes(PLANTED.phone))
  const without = await me('POST', `appeals/${appeal.id}/contact`, { body: {} })
  assert.equal(without.status, 422)
  const opened = await me('POST', `appeals/${appeal.id}/contact`, { body: { reason: '核实线索第7号' } })
  assert.equal(opened.status, 200, opened.text)
  assert.deepEqual([opened.json.name, opened.json.phone], [PLANTED.name, PLANTED.phone])
  const seen = await people.shenji01.ok('GET', `audit?action=reporter.open&object_id=${appeal.id}`)
  assert.equal(seen.items.length, 1)
  assert.equal(seen.items[0].reason, '核实线索第7号')
  assert.equal(seen.items[0].user.name, me.who.name)
  assert.ok(!JSON.stringify(seen).includes(PLANTED.phone), 'the audit log keeps no contact data')
})

test('the dispatcher and the receiver who did not take it down cannot open the reporter', async () => {
  for (const name of ['fenbo01', 'shouli01']) {
    const a = await people[name]('POST', `appeals/${appeal.id}/contact`, { body: { reason: '了解情况' } })
    assert.equal(a.status, 403, `${name}: ${a.text}`)
    assertNothing({ bytes: Buffer.from((await people[name]('GET', `appeals/${appeal.id}`)).json.contact.phone_masked ?? ''), headers: {} }, name)
  }
})

test('ordinary contact data is masked everywhere and opened with an audited reason', async () => {
  const me = people.shouli01
  const phone = '13612348765'
  const named = await me.ok('POST', 'appeals', { channel: 'phone', anonymity: 'named', type: 'help', title: '路灯不亮', body: '门口的路灯三天不亮了。', name: '甄有礼', phone })
  const page = await me('GET', `appeals/${named.id}`)
  assert.equal(page.json.contact.phone_masked, '136****8765')
  assert.equal(page.json.contact.name_masked, '甄*')
  assert.ok(!page.text.includes(phone))
  assert.ok(!(await me('GET', 'appeals')).text.includes(phone))
  const opened = await me.ok('POST', `appeals/${named.id}/contact`, { reason: '回电话核实地点' })
  assert.deepEqual([opened.name, opened.phone], ['甄有礼', phone])
  const seen = await people.shenji01.ok('GET', `audit?action=contact.open&object_id=${named.id}`)
  assert.deepEqual(seen.items.map((x) => x.reason), ['回电话核实地点'])
})
