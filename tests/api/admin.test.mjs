// SPDX-License-Identifier: Apache-2.0
// What a clerk is told before anything is changed: an import row by row, an event type with the cases that use it, a calendar
// with the limits that move; and what a person may see and do, and why.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { form, login, startCity } from './city.mjs'

let city, admin, rules, safety, dispatcher
const csvOf = (r) => r.bytes.toString('utf8').replace(/^\ufeff/, '')
const upload = (text) => form('a.csv', 'text/csv', Buffer.from(text))

before(async () => {
  city = await startCity({ days: 2 })
  admin = await login(city, 'xitong01')
  rules = await login(city, 'kaohe01')
  safety = await login(city, 'anquan01')
  dispatcher = await login(city, 'fenbo01')
})
after(() => city?.stop())

/** A line of the exported list with one column changed. */
function changed(csv, code, column, value) {
  const lines = csv.split(/\r?\n/)
  const at = lines[0].split(',').indexOf(column)
  assert.ok(at >= 0, column)
  return lines
    .map((line) => {
      if (!line.startsWith(`${code},`)) return line
      const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g).map((cell) => cell.replace(/,$/, ''))
      cells[at] = value
      return cells.slice(0, lines[0].split(',').length).join(',')
    })
    .join('\n')
}

test('an import is shown cell by cell, with what the file leaves out, before it is taken', async () => {
  const csv = csvOf(await rules('GET', 'ref/event-types/export.csv'))
  const codes = csv.split(/\r?\n/).slice(1).map((line) => line.slice(0, 7)).filter((code) => /^\d{7}$/.test(code))
  const [first, last] = [codes[0], codes.at(-1)]
  const without = csv.split(/\r?\n/).filter((line) => !line.startsWith(`${last},`)).join('\n')
  const text = changed(without, first, 'name', '试改的名称')
  const dry = await rules('POST', 'ref/event-types/import?dry=1', upload(text))
  assert.equal(dry.status, 200, dry.text)
  const { changes, ...counts } = dry.json
  assert.deepEqual([counts.new, counts.changed, counts.bad, counts.absent, counts.retirable, counts.written], [0, 1, 0, 1, true, false])
  const cell = changes.find((c) => c.kind === 'changed')
  assert.equal(cell.key, first)
  assert.equal(cell.cells.length, 1)
  assert.equal(cell.cells[0].label, '事项名称')
  assert.equal(cell.cells[0].after, '试改的名称')
  assert.notEqual(cell.cells[0].before, '试改的名称')
  assert.equal(changes.find((c) => c.kind === 'absent').key, last)

  const wrong = await rules('POST', 'ref/event-types/import?dry=1', upload(changed(csv, first, 'colour', '紫')))
  assert.equal(wrong.json.bad, 1)
  assert.equal(wrong.json.errors[0].label, '颜色')
  assert.match(wrong.json.errors[0].text, /应为：红、橙/)
  assert.ok(wrong.json.errors[0].line > 1)

  const done = await rules('POST', 'ref/event-types/import?retire=1', upload(text))
  assert.equal(done.status, 200, done.text)
  assert.deepEqual([done.json.changed, done.json.retired, done.json.written], [1, 1, true])
  const after = (await rules.ok('GET', `ref/event-types?q=${last}`)).items.find((t) => t.code === last)
  assert.equal(after.active, false)
  const again = await rules('POST', 'ref/event-types/import?dry=1', upload(text))
  assert.deepEqual([again.json.changed, again.json.absent, again.json.changes.length], [0, 0, 0])
})

test('a new row shows what it brings; words stand for codes', async () => {
  const csv = 'day,working,name,source\n20271004,否,试放假,通知\n'
  const dry = await admin('POST', 'ref/calendar/import?dry=1', upload(csv))
  assert.equal(dry.status, 200, dry.text)
  const row = dry.json.changes[0]
  assert.equal(row.kind, 'added')
  assert.equal(row.key, '20271004')
  assert.equal(row.cells.find((c) => c.field === 'working').after, '否')
  assert.equal(dry.json.retirable, false)
})

test('an event type says how many open cases use it, and which version they have', async () => {
  const open = (await dispatcher.ok('GET', 'cases?limit=100')).items.filter((c) => c.event_type && !c.closed_at)
  assert.ok(open.length > 5)
  const count = new Map()
  for (const c of open) count.set(c.event_type.id, (count.get(c.event_type.id) ?? 0) + 1)
  const [id] = [...count.entries()].sort((a, b) => b[1] - a[1])[0]
  const impact = await rules.ok('GET', `ref/event-types/${id}/impact`)
  assert.ok(impact.open_cases >= count.get(id))
  assert.ok(impact.waiting <= impact.open_cases && impact.overdue <= impact.open_cases)
  assert.ok(impact.versions.reduce((n, v) => n + v.cases, 0) <= impact.open_cases - impact.waiting)
})

test('a calendar change is previewed, and does what the preview said', async () => {
  const today = new Date(Date.now() + 8 * 3600000)
  const day = Number(new Date(today.getTime() + 86400000 * 2).toISOString().slice(0, 10).replaceAll('-', ''))
  const year = await admin.ok('GET', `ref/calendar/year?year=${Math.floor(day / 10000)}`)
  const now = year.days.find((d) => d.day === day)
  const preview = await admin.ok('POST', 'ref/calendar/preview', { days: [{ day, working: !now.working }] })
  assert.ok(preview.clocks > 0)
  assert.equal(preview.moved, preview.later + preview.earlier)
  assert.ok(preview.sample.length <= 20)
  const same = await admin.ok('POST', 'ref/calendar/preview', { days: [{ day, working: !!now.working }] })
  assert.equal(same.moved, 0)
  await admin.ok('POST', 'ref/calendar', { day, working: !now.working, name: '试改', source: '试验' })
  const after = await admin.ok('POST', 'ref/calendar/preview', { days: [{ day, working: !now.working }] })
  assert.equal(after.moved, 0, 'the dues have moved already')
  const back = await admin.ok('POST', 'ref/calendar/preview', { days: [{ day, working: !!now.working }] })
  assert.equal(back.moved, preview.moved)
  for (const days of [[], [{ day: 1 }], [{ day: 20261301, working: true }], 'x'])
    assert.equal((await admin('POST', 'ref/calendar/preview', { body: { days } })).status, 422)
  assert.equal((await dispatcher('POST', 'ref/calendar/preview', { body: { days: [{ day, working: true }] } })).status, 403)
})

test('what a person may do comes with the grant it is from; a case shows what is left of it', async () => {
  const handler = (await safety.ok('GET', 'users?q=chengban01')).items[0]
  const all = await safety.ok('GET', `users/${handler.id}/rights`)
  const handle = all.caps.find((c) => c.cap === 'HANDLE')
  assert.equal(handle.held, true)
  assert.equal(handle.from[0].role_text, '承办员')
  assert.equal(handle.reach_text, '本单位')
  assert.ok(!all.caps.some((c) => c.cap === 'DISPATCH'))

  const cases = (await dispatcher.ok('GET', 'cases?limit=100&status=handling')).items
  const theirs = cases.find((c) => c.lead_unit?.id === handler.unit.id) ?? null
  const other = cases.find((c) => c.lead_unit && c.lead_unit.id !== handler.unit.id)
  assert.ok(other)
  const barred = (await safety.ok('GET', `users/${handler.id}/rights?case=${other.no}`)).case
  const me = await login(city, 'chengban01')
  const reads = (await me('GET', `cases/${other.id}`)).status === 200
  assert.equal(barred.caps.find((c) => c.cap === 'CASE_READ').can, reads)
  assert.ok(barred.parties.some((p) => p.role === 'lead'))
  if (theirs) {
    const seen = (await safety.ok('GET', `users/${handler.id}/rights?case=${theirs.no}`)).case
    const read = seen.caps.find((c) => c.cap === 'CASE_READ')
    assert.equal(read.can, true)
    assert.equal(read.from[0].role, 'handler')
    assert.ok(seen.orders.some((o) => o.can.includes('签收办理')))
  }
  assert.equal((await safety('GET', `users/${handler.id}/rights?case=000`)).status, 404)
  assert.equal((await dispatcher('GET', `users/${handler.id}/rights`)).status, 403)
})

test('grid codes come as paper', async () => {
  const town = (await admin.ok('GET', 'ref/grids/tree')).items[0]
  const list = await admin.ok('GET', `ref/grids/codes?town=${town.id}&layout=4`)
  assert.equal(list.pages, Math.ceil(list.count / 4))
  const pdf = await admin('GET', `ref/grids/codes.pdf?town=${town.id}&layout=4&src=hall`)
  assert.equal(pdf.status, 200)
  assert.equal(pdf.headers['content-type'], 'application/pdf')
  assert.equal(pdf.bytes.toString('latin1', 0, 5), '%PDF-')
})
