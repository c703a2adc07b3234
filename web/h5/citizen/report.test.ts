// SPDX-License-Identifier: Apache-2.0
// What a form still lacks, and what leaves the phone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymityOf, cleanSource, emptyReport, isCredit, isPhone, missing, reportBody, typeOf, type ReportForm, type ReportKind } from './report'

const form = (given: Partial<ReportForm>): ReportForm => ({ ...emptyReport(), ...given })
const lamp = { body: '路灯三天不亮了' }
const firm = { body: '增容申请一个月没有回音', company: '青岚食品厂', company_kind: 'difficulty', phone: '13800138000' }

const lacking: [name: string, given: Partial<ReportForm>, kind: ReportKind, fields: string[]][] = [
  ['an empty form lacks words and a place', {}, 'citizen', ['body', 'address']],
  ['three signs say too little', { body: '路灯坏', lon: 1, lat: 1 }, 'citizen', ['body']],
  ['a lamp needs a place', lamp, 'citizen', ['address']],
  ['a point is a place', { ...lamp, lon: 120_500_000, lat: 37_100_000 }, 'citizen', []],
  ['a scanned code is a place', { ...lamp, grid_code: '990181001001001' }, 'citizen', []],
  ['words that name a place are enough', { body: '惠风小区3号楼的路灯不亮' }, 'citizen', []],
  ['a question needs no place', { body: '请问老年卡怎么办理' }, 'citizen', []],
  ['nobody must leave a phone', { ...lamp, address: '文庙街' }, 'citizen', []],
  ['a wrong phone is told', { ...lamp, address: '文庙街', phone: '1380013800' }, 'citizen', ['phone']],
  ['a company says its name, kind and phone', { body: firm.body }, 'enterprise', ['company', 'company_kind', 'phone']],
  ['a company needs neither place nor code', firm, 'enterprise', []],
  ['a wrong code is told', { ...firm, credit_code: '91350100M000100Y44' }, 'enterprise', ['credit_code']],
]
for (const [name, given, kind, fields] of lacking)
  test(name, () => assert.deepEqual(new Set(Object.keys(missing(form(given), kind))), new Set(fields)))

const phones: [text: string, good: boolean][] = [
  ['13800138000', true],
  ['138 0013 8000', true],
  ['+8613800138000', true],
  ['１３８００１３８０００', true],
  ['0535-6212345', true],
  ['12345', false],
  ['1380013800', false],
  ['23800138000', false],
]
for (const [text, good] of phones) test(`phone ${text}`, () => assert.equal(isPhone(text), good))

const codes: [text: string, good: boolean][] = [
  ['91350100M000100Y43', true],
  ['91350100m000100y43', true],
  ['9135 0100 M000 100Y43', true],
  ['91350100M000100Y44', false],
  ['91350100M000100Y4', false],
  ['9135O100M000100Y43', false],
]
for (const [text, good] of codes) test(`code ${text}`, () => assert.equal(isCredit(text), good))

const sources: [given: unknown, kept: string][] = [
  ['poster', 'poster'],
  ['poster:wusi', 'poster:wusi'],
  ['grid', 'grid'],
  ['hall', 'hall'],
  ['leaflet', ''],
  ['poster:a b', ''],
  [undefined, ''],
]
for (const [given, kept] of sources) test(`source ${String(given)}`, () => assert.equal(cleanSource(given), kept))

test('no phone means anonymous, a phone named, and secret only when asked for', () => {
  assert.equal(anonymityOf(form({})), 'anonymous')
  assert.equal(anonymityOf(form({ phone: '13800138000' })), 'named')
  assert.equal(anonymityOf(form({ phone: '13800138000', secret: true })), 'secret')
})

test('anonymous people send neither name nor phone', () => {
  const body = reportBody(form({ body: '路灯不亮了', name: '王敏' }), 'citizen', [])
  assert.deepEqual(body, { type: 'help', body: '路灯不亮了', anonymity: 'anonymous', person_kind: 'citizen', files: [] })
})

test('what was chosen stands above what was guessed', () => {
  assert.equal(typeOf(form({ body: '投诉没人管' }), 'citizen'), 'complaint')
  assert.equal(typeOf(form({ body: '投诉没人管', type: 'help' }), 'citizen'), 'help')
})

test('a company travels with its own words, the point with its datum, the photo with its claim', () => {
  const body = reportBody(
    form({ ...firm, name: '王敏', credit_code: '91350100m000100y43', lon: 1, lat: 2, join: { ref: 'r', matter: 'm', place: 'p' } }),
    'enterprise',
    [{ id: '7', claim: 'c' }],
  )
  assert.equal(body.name, '王敏')
  assert.equal(body.type, 'help')
  assert.equal(body.enterprise_name, '青岚食品厂')
  assert.equal(body.credit_code, '91350100M000100Y43')
  assert.equal(body.enterprise_kind, 'difficulty')
  assert.equal(body.datum, 'cgcs2000')
  assert.equal(body.join, undefined, 'companies never join')
  assert.deepEqual(body.files, [{ id: '7', claim: 'c' }])
})

test('a secret report does not join', () => {
  const joined = { ...lamp, join: { ref: 'abc', matter: '路灯不亮', place: '澜城社区' } }
  assert.equal(reportBody(form(joined), 'citizen', []).join, 'abc')
  assert.equal(reportBody(form({ ...joined, secret: true, phone: '13800138000' }), 'citizen', []).join, undefined)
})
