// SPDX-License-Identifier: Apache-2.0
// Messages over the interface: a dispatch queues one to the person who spoke, who may see and stop it, what is refused, and that
// nothing leaves about a secret report. Sending, retries and gateways are tested in tests/outbox, where time can be moved.
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { form, login, startCity, unzip } from './city.mjs'

let city, receiver, dispatcher, handler, quality
const KEY = 'agreed-with-the-operator'
before(async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ys-receipt-')), 'key')
  fs.writeFileSync(file, `${KEY}\n`)
  city = await startCity({ settings: `[outbox]\nreceipt_secret_file = ${file}\n` })
  ;[receiver, dispatcher, handler, quality] = await Promise.all(['shouli01', 'fenbo01', 'chengban01', 'zhijian01'].map((name) => login(city, name)))
})
after(() => city?.stop())

const PHONE = '13905321234'
async function dispatched(extra = {}) {
  const type = (await dispatcher.ok('GET', 'ref/event-types?limit=1')).items[0]
  const unit = (await handler.ok('GET', 'auth/me')).unit
  const community = (await dispatcher.ok('GET', 'ref/units?kind=community&limit=1')).items[0]
  const made = await receiver.ok('POST', 'appeals', {
    channel: 'phone', anonymity: 'named', name: '周明', phone: PHONE, type: 'help', family: 'people', title: '楼顶漏水', body: '下雨天楼顶漏水，请派人来看。',
    address: '滨海路8号', community_id: community.id, event_type_id: type.id, ...extra,
  })
  const page = await dispatcher.ok('GET', `appeals/${made.id}`)
  const filed = await dispatcher.ok('POST', `appeals/${made.id}/file`, { version: page.version, event_type_id: type.id, colour: type.colour })
  const case_ = await dispatcher.ok('GET', `cases/${filed.case_id}`)
  await dispatcher.ok('POST', `cases/${filed.case_id}/dispatch`, { version: case_.version, unit_id: unit.id, why: '屋面维修' })
  return filed.case_id
}
const about = async (id) => (await dispatcher.ok('GET', `outbox?case=${id}`)).items
const refused = (a, status, code) => {
  assert.equal(a.status, status, a.text)
  assert.equal(a.json.code, code, a.text)
}

test('a dispatch queues one message to who spoke, masked everywhere; it can be stopped with a reason, once', async () => {
  const id = await dispatched()
  const [message, ...more] = await about(id)
  assert.deepEqual(more, [])
  assert.equal(message.template, '派单告知')
  assert.equal(message.status, 'queued')
  assert.equal(message.attempts, 0)
  for (const url of [`outbox?case=${id}`, `outbox/${message.id}`, `cases/${id}/messages`]) {
    const answer = await dispatcher('GET', url)
    assert.ok(!answer.text.includes(PHONE), url)
  }
  assert.equal((await handler.ok('GET', `cases/${id}/messages`)).length, 1)
  const one = await dispatcher.ok('GET', `outbox/${message.id}`)
  assert.deepEqual(one.actions.map((a) => a.action), ['cancel'])
  const cancel = (body) => dispatcher('POST', `outbox/${message.id}/cancel`, { body })
  assert.equal((await cancel({ version: one.version })).status, 422)
  refused(await cancel({ version: one.version + 5, reason: '已电话告知' }), 409, 'outbox.stale')
  const answer = await cancel({ version: one.version, reason: '已电话告知' })
  assert.equal(answer.json.status, 'cancelled')
  assert.deepEqual(answer.json.deeds.map((d) => d.reason), ['已电话告知'])
  assert.equal((await cancel({ version: answer.json.version, reason: '再取消一次' })).status, 409)
  assert.equal((await dispatcher('POST', `outbox/${message.id}/resend`, { body: { version: answer.json.version, reason: '重发' } })).status, 409)
  const book = unzip((await dispatcher('GET', `outbox/export.xlsx?case=${id}`)).bytes)
  assert.ok(Object.values(book).every((text) => !String(text).includes(PHONE)))
})

test('nobody is written to who gave no number, wants no callback, or reports in secret', async () => {
  for (const extra of [{ phone: '', name: '', anonymity: 'anonymous' }, { no_callback: true, no_callback_reason: '不愿接受回访' }, { anonymity: 'secret' }])
    assert.deepEqual(await about(await dispatched(extra)), [], JSON.stringify(extra))
})

test('who may look, and what cannot be asked', async () => {
  for (const url of ['outbox', 'outbox/state', 'outbox/1', 'outbox/export.xlsx']) {
    const a = await handler('GET', url)
    assert.ok(a.status === 403 || a.status === 404, `${url}: ${a.status}`)
  }
  assert.ok((await quality.ok('GET', 'outbox')).items.length >= 1)
  refused(await dispatcher('GET', 'outbox/999999'), 404, 'outbox.not_found')
  for (const [url, field] of [['outbox?status=lost', 'status'], ['outbox?channel=pigeon', 'channel'], ['outbox?event=x', 'event'], ['outbox?view=mine', 'view']]) {
    const a = await dispatcher('GET', url)
    assert.equal(a.status, 422, a.text)
    assert.equal(a.json.errors[0].field, field)
  }
  const state = await dispatcher.ok('GET', 'outbox/state')
  assert.equal(state.sms, 'recorder')
})

test('the operator says whether it arrived: signed with the agreed key, or refused', async () => {
  const id = await dispatched()
  const [message] = await about(id)
  const tell = async (body, { key = KEY, at = Date.now(), signature } = {}) => {
    const text = JSON.stringify(body)
    const sign = signature ?? crypto.createHmac('sm3', key).update(`${at}.${text}`).digest('hex')
    const a = await fetch(`${city.base}/api/v1/public/outbox-receipts`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Yingshao-Timestamp': String(at), 'X-Yingshao-Signature': sign }, body: text,
    })
    return { status: a.status, json: await a.json().catch(() => null) }
  }
  const receipt = { id: message.id, status: 'undeliverable', reason: '空号' }
  for (const wrong of [{ key: 'guessed' }, { at: Date.now() - 3600000 }, { signature: 'no' }, { signature: '' }]) {
    const a = await tell(receipt, wrong)
    assert.equal(a.status, 403, JSON.stringify(wrong))
    assert.equal(a.json.code, 'outbox.receipt')
  }
  assert.equal((await tell(receipt)).status, 409, 'it has not left')
  assert.equal((await tell({ id: message.id, status: 'eaten' })).status, 422)
  assert.equal((await tell({ ...receipt, id: '999999' })).status, 404)
  assert.equal((await about(id))[0].status, 'queued')
})

test('templates go out and come in as CSV; a wrong slot is named by line', async () => {
  const rules = await login(city, 'xitong01')
  const csv = new TextDecoder().decode((await rules('GET', 'ref/message-templates/export.csv')).bytes).replace(/^\ufeff/, '')
  const take = (text, query = '?dry=1') => rules('POST', `ref/message-templates/import${query}`, form('消息模板.csv', 'text/csv', Buffer.from(text)))
  const same = await take(csv)
  assert.deepEqual([same.json.new, same.json.changed, same.json.bad], [0, 0, 0], same.text)
  const wrong = await take(csv.replace('预计{due}前办结', '预计{when}前办结'))
  assert.equal(wrong.json.bad, 1, wrong.text)
  assert.match(wrong.json.errors[0].text, /没有 \{when\}/)
  const done = await take(csv.replace('预计{due}前办结', '将在{due}前办结'), '')
  assert.deepEqual([done.json.changed, done.json.written], [1, true], done.text)
  const now = (await rules.ok('GET', 'ref/message-templates')).items.find((one) => one.code === 'dispatched_sms')
  assert.match(now.body, /将在\{due\}前办结/)
})
