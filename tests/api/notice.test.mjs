// SPDX-License-Identifier: Apache-2.0
// The three notices over HTTP: every step by the right role, refused to all others and in the wrong state; the signed PDF, its
// signature and the .docx; `yingshao verify` finds a changed byte; drafts are nobody's but the signers'.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { bin, CHINESE, form, login, startCity, unzip } from './city.mjs'

let city
const people = {}
const NAMES = ['fenbo01', 'kaohe01', 'shilingdao01', 'jiwei01', 'chengban01', 'lingdao01', 'zhenjie01', 'shouli01', 'shequ01', 'wanggeyuan01', 'huifang01', 'zhijian01', 'xitong01']

before(async () => {
  city = await startCity({ days: 2 })
  for (const name of NAMES) people[name] = await login(city, name)
})
after(() => city?.stop())

const unit = async () => (await people.chengban01.ok('GET', 'auth/me')).unit.id
async function draft(who, kind, more = {}) {
  return people[who].ok('POST', 'notices', { kind, subject: 'single', unit_id: await unit(), title: '关于诉求办理情况的单子', basis: '多件诉求超期未办结。', ...more })
}
const get = (id, who = 'kaohe01') => people[who].ok('GET', `notices/${id}`)
const act = (who, id, action, body) => people[who]('POST', `notices/${id}/${action}`, { body })
async function step(who, id, action, body = {}) {
  const { version } = await get(id, who)
  return people[who].ok('POST', `notices/${id}/${action}`, { version, ...body })
}
/** Refused with a plain sentence, and nothing has changed. */
async function refused(who, id, action, body, status) {
  const seen = await get(id)
  const a = await act(who, id, action, { version: seen.version, ...body })
  assert.equal(a.status, status, `${who} ${action}: ${a.status} ${a.text}`)
  assert.match(a.json.detail ?? a.text, CHINESE)
  assert.equal((await get(id)).version, seen.version)
}

test('a 督办单 from draft to done: who may what, and in which state', async () => {
  const cases = (await people.kaohe01.ok('GET', 'cases?limit=2')).items.map((one) => one.id)
  const made = await draft('kaohe01', 'supervise', { case_ids: cases })
  const id = made.id
  assert.equal(made.status, 'draft')
  assert.equal(made.no, null)
  const seen = await get(id)
  assert.equal(new Set(seen.cases.map((one) => one.id)).size, 2)
  assert.deepEqual(seen.actions.map((one) => one.action), ['edit', 'sign', 'drop'])
  for (const name of ['fenbo01', 'shilingdao01', 'jiwei01', 'chengban01', 'lingdao01', 'zhenjie01']) {
    assert.equal((await people[name]('GET', `notices/${id}`)).status, 404, `${name} sees the draft`)
    await refused(name, id, 'sign', {}, 404)
  }
  for (const name of ['shouli01', 'shequ01', 'wanggeyuan01', 'huifang01', 'zhijian01', 'xitong01']) await refused(name, id, 'sign', {}, 403)
  for (const [action, body] of [['pass', {}], ['fail', { opinion: '不行' }], ['withdraw', { reason: '错了' }]]) await refused('kaohe01', id, action, body, 409)
  await step('kaohe01', id, 'edit', { title: '关于超期诉求的督办单', answer_days: 2, case_ids: cases.slice(0, 1) })
  const edited = await get(id)
  assert.equal(edited.title, '关于超期诉求的督办单')
  assert.equal(edited.cases.length, 1)

  const signed = await step('kaohe01', id, 'sign')
  assert.equal(signed.status, 'delivered')
  assert.match(signed.no, /^社治督〔20\d\d〕1号$/)
  assert.ok(signed.ack_due_at > Date.now() && signed.answer_due_at > signed.ack_due_at)
  await refused('kaohe01', id, 'edit', { title: '不能再改了' }, 409)
  await refused('kaohe01', id, 'sign', {}, 409)
  await refused('fenbo01', id, 'withdraw', { reason: '错了' }, 403)
  await refused('zhenjie01', id, 'ack', {}, 404)
  await refused('jiwei01', id, 'ack', {}, 403)
  assert.equal((await get(id, 'jiwei01')).no, signed.no) // filed with 纪委监委
  assert.equal((await get(id, 'shilingdao01')).actions.length, 0)

  const mine = await get(id, 'lingdao01')
  assert.deepEqual(mine.actions.map((one) => one.action), ['ack'])
  assert.ok(mine.ack_why.includes('到期'))
  assert.ok(!mine.timeline.some((one) => one.kind === 'notice.draft')) // the centre's own affair
  assert.ok((await people.lingdao01.ok('GET', 'board/me')).notice_ack >= 1)
  assert.ok((await people.lingdao01.ok('GET', 'day')).items.some((one) => one.kind === 'notice_ack' && one.id === id))
  await step('chengban01', id, 'ack')
  await refused('chengban01', id, 'reply', { reply: '' }, 422)
  const upload = await people.chengban01('POST', 'files?object=notice&stage=document', form('整改.pdf', 'application/pdf', Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')))
  assert.ok([200, 201].includes(upload.status), upload.text)
  await step('chengban01', id, 'reply', { reply: '已逐件核实并办结。', files: [upload.json.id ?? upload.json.items?.[0]?.id].filter(Boolean) })
  await refused('lingdao01', id, 'pass', {}, 403)
  await refused('fenbo01', id, 'pass', {}, 403) // 督办单 are audited by appraisers
  await step('kaohe01', id, 'fail', { opinion: '没有写明措施。' })
  await step('lingdao01', id, 'reply', { reply: '补充措施：加派人员，三日内完成。' })
  await step('kaohe01', id, 'pass', { opinion: '同意办结。' })
  const done = await get(id, 'lingdao01')
  assert.equal(done.status, 'done')
  assert.equal(done.files.length, 1)
  const history = await people.kaohe01.ok('GET', `cases/${cases[0]}`)
  assert.ok(history.timeline.some((one) => one.kind === 'case.notice' && one.text.includes(signed.no)), 'the case says where it stands')
})

test('a 警示单 is drafted by the appraiser and signed by the leader only; one may be withdrawn with a reason', async () => {
  assert.equal((await people.fenbo01('POST', 'notices', { body: { kind: 'warn', subject: 'single', unit_id: await unit(), title: '越权起草', basis: '不应成功' } })).status, 403)
  const { id } = await draft('kaohe01', 'warn', { trigger: 'false_reply' })
  await refused('kaohe01', id, 'sign', {}, 403)
  await step('shilingdao01', id, 'sign')
  await refused('lingdao01', id, 'withdraw', { reason: '不服' }, 403)
  await step('shilingdao01', id, 'withdraw', { reason: '事实有误' })
  const seen = await get(id, 'lingdao01')
  assert.equal(seen.status, 'withdrawn')
  assert.equal(seen.end_reason, '事实有误')
})

test('the document: PDF, .docx with the same words, signature; verify finds a changed byte', async (t) => {
  const { id } = await draft('fenbo01', 'hint')
  const preview = await people.fenbo01('GET', `notices/${id}/document.pdf`)
  assert.equal(preview.status, 200)
  assert.equal(preview.bytes.subarray(0, 5).toString(), '%PDF-')
  assert.equal((await people.fenbo01('GET', `notices/${id}/signature`)).status, 409)
  assert.equal((await people.lingdao01('GET', `notices/${id}/signature`)).status, 404)
  const { no } = await step('fenbo01', id, 'sign')
  const pdf = await people.lingdao01('GET', `notices/${id}/document.pdf`)
  const again = await people.fenbo01('GET', `notices/${id}/document.pdf`)
  assert.ok(pdf.bytes.equals(again.bytes), 'the signed bytes are kept')
  const signature = await people.lingdao01('GET', `notices/${id}/signature`)
  const docx = await people.lingdao01('GET', `notices/${id}/document.docx`)
  const words = unzip(docx.bytes)['word/document.xml'].toString('utf8')
  const { paper } = await get(id, 'lingdao01')
  for (const part of [no, paper.title, paper.recipient, paper.copies, paper.date, ...paper.body]) assert.ok(words.includes(part), part)

  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ys-notice-'))
  t.after(() => fs.rmSync(dir, { recursive: true, force: true }))
  const file = path.join(dir, 'notice.pdf')
  fs.writeFileSync(file, pdf.bytes)
  fs.writeFileSync(`${file}.sig`, signature.bytes)
  const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  if (text.status === 0) for (const part of [no, paper.title, '抄送']) assert.ok(text.stdout.replace(/\s/g, '').includes(part.replace(/\s/g, '')), part)
  const verify = (...args) => spawnSync(bin, ['verify', ...args, ...city.where], { encoding: 'utf8' })
  const good = verify(file)
  assert.equal(good.status, 0, good.stdout + good.stderr)
  assert.ok(good.stdout.includes(no))
  const bad = Buffer.from(pdf.bytes)
  bad[Math.floor(bad.length / 2)] ^= 1
  fs.writeFileSync(file, bad)
  assert.equal(verify(file).status, 1)
  assert.equal(verify(file, '--signature', `${file}.sig`).status, 1)
  fs.writeFileSync(file, pdf.bytes)
  fs.rmSync(`${file}.sig`)
  assert.equal(verify(file).status, 0) // the stored signature
})

test('lists, figures and settings by role', async () => {
  const all = await people.kaohe01.ok('GET', 'notices?view=all')
  assert.ok(all.items.length >= 3)
  assert.equal((await people.zhenjie01.ok('GET', 'notices?view=all')).items.length, 0)
  const mine = await people.lingdao01.ok('GET', 'notices?view=done')
  assert.ok(mine.items.length >= 2)
  assert.ok(mine.items.every((one) => one.status !== 'draft'))
  const sheet = await people.kaohe01('GET', 'notices/export.xlsx?view=all')
  assert.ok(unzip(sheet.bytes)['xl/workbook.xml'])
  const stats = await people.kaohe01.ok('GET', 'notices/stats')
  const supervise = stats.kinds.find((one) => one.kind === 'supervise')
  assert.deepEqual([supervise.issued, supervise.acked, supervise.answered, supervise.done, supervise.failed], [1, 1, 1, 1, 1])
  assert.equal(stats.kinds.find((one) => one.kind === 'warn').withdrawn, 1)
  assert.equal(stats.kinds.find((one) => one.kind === 'warn').issued, 0)
  const units = await people.kaohe01.ok('GET', 'notices/stats/units')
  assert.equal(units.items.find((one) => one.supervise === 1).failed, 1)
  assert.ok(unzip((await people.kaohe01('GET', 'notices/stats/units.xlsx')).bytes)['xl/workbook.xml'])
  const triggers = await people.xitong01.ok('GET', 'ref/notice-triggers')
  const late = triggers.items.find((one) => one.code === 'late')
  await people.xitong01.ok('PUT', `ref/notice-triggers/${late.id}`, { version: late.version, cases: 8 })
  assert.equal((await people.xitong01('PUT', `ref/notice-triggers/${late.id}`, { body: { version: late.version + 1, code: 'other' } })).status, 422)
  assert.equal((await people.xitong01('POST', 'ref/notice-triggers', { body: { code: 'mine', name: '新条件', kind: 'hint', subject: 'single', threshold: 1, cases: 1, days: 1 } })).status >= 400, true)
  assert.equal((await people.fenbo01('PUT', `ref/notice-triggers/${late.id}`, { body: { version: late.version + 1, cases: 1 } })).status, 403)
})
