// SPDX-License-Identifier: Apache-2.0
// What a form still lacks, and what leaves the phone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyReport, isPhone, missing, reportBody, type ReportForm, type ReportKind } from './report'

const form = (given: Partial<ReportForm>): ReportForm => ({ ...emptyReport(), ...given })

const lacking: [name: string, given: Partial<ReportForm>, kind: ReportKind, step: number, fields: string[]][] = [
  ['an empty form lacks type and words', {}, 'citizen', 1, ['body', 'type']],
  ['three signs say too little', { type: 'help', body: '路灯坏' }, 'citizen', 1, ['body']],
  ['a lamp needs a place', { type: 'help' }, 'citizen', 2, ['address']],
  ['a point is a place', { type: 'help', lon: 120_500_000, lat: 37_100_000 }, 'citizen', 2, []],
  ['a scanned code is a place', { type: 'complaint', grid_code: '990181001001001' }, 'citizen', 2, []],
  ['a question needs no place', { type: 'consult' }, 'citizen', 2, []],
  ['a company needs no place', { type: 'help' }, 'enterprise', 2, []],
  ['named means name and phone', {}, 'citizen', 3, ['name', 'phone']],
  ['anonymous means neither', { anonymity: 'anonymous' }, 'citizen', 3, []],
  ['secret may leave nothing', { anonymity: 'secret' }, 'citizen', 3, []],
  ['secret with a wrong phone', { anonymity: 'secret', phone: '1380013800' }, 'citizen', 3, ['phone']],
  ['a company says its name', { name: '王敏', phone: '13800138000' }, 'enterprise', 3, ['company']],
]
for (const [name, given, kind, step, fields] of lacking)
  test(name, () => assert.deepEqual(new Set(Object.keys(missing(form(given), kind, step))), new Set(fields)))

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

test('anonymous people send neither name nor phone, even if they had typed them', () => {
  const body = reportBody(form({ type: 'help', body: '路灯不亮了', anonymity: 'anonymous', name: '王敏', phone: '13800138000' }), 'citizen', [])
  assert.deepEqual(body, { type: 'help', body: '路灯不亮了', anonymity: 'anonymous', person_kind: 'citizen', files: [] })
})

test('a company travels with its contact, the point with its datum, the photo with its claim', () => {
  const body = reportBody(
    form({ type: 'consult', body: '怎么申请稳岗补贴', company: '青岚食品厂', name: '王敏', phone: '138 0013 8000', lon: 1, lat: 2, when: 'other', when_text: '上周' }),
    'enterprise',
    [{ id: '7', claim: 'c' }],
  )
  assert.equal(body.name, '青岚食品厂（联系人 王敏）')
  assert.equal(body.phone, '13800138000')
  assert.equal(body.datum, 'cgcs2000')
  assert.equal(body.happened, '上周')
  assert.deepEqual(body.files, [{ id: '7', claim: 'c' }])
})
