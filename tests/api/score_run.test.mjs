// SPDX-License-Identifier: Apache-2.0
// A month of a living city is published, a unit objects, the month is frozen, and then counted and scored once more here, from the rows
// of its orders and answers, by a second program that shares nothing with the first: every count, rate, point and rank to the last
// digit (issue 6).
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { bin, form, login, startCity } from './city.mjs'

const DAY = 86_400_000
const EIGHT = 28_800_000
const yyyymm = (ms) => Number(new Date(ms + EIGHT).toISOString().slice(0, 7).replace('-', ''))
/** The instant at which a month begins in the city, `n` months from now. */
const begins = (n) => {
  const today = new Date(Date.now() + EIGHT)
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + n, 1) - EIGHT
}
// the month before last, and some days more, so that late answers and results have come in
const from = begins(-2), to = begins(-1), month = yyyymm(from)

let city, appraiser
before(async () => {
  const first = new Date(from + EIGHT).toISOString().slice(0, 10)
  // the days for objections are long over: the list stays open until the test lets it be frozen
  const prepare = (made) => query(made, `UPDATE score_month SET objections_until = ${Date.now() + DAY}, freeze_from = ${Date.now() + DAY}`)
  city = await startCity({ from: first, days: Math.round((to - from) / DAY) + 9, perDay: 25, prepare })
  appraiser = await login(city, 'kaohe01')
})
after(() => city?.stop())

/** What the database answers to a statement, asked from outside. */
function query({ dir, where }, sql, ...flags) {
  const pg = where.indexOf('--db')
  const [program, args] = pg < 0 ? ['sqlite3', [...flags, path.join(dir, 'yingshao.db'), '.timeout 5000', sql]] : ['psql', ['-qAtc', sql, where[pg + 1]]]
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  assert.equal(done.status, 0, done.stderr)
  return done.stdout.trim()
}
function rows(sql) {
  const pg = city.where.includes('--db')
  return JSON.parse(query(city, pg ? `SELECT json_agg(t) FROM (${sql}) t` : sql, '-readonly', '-json') || '[]') ?? []
}

/* ---- a unit objects ---- */

test('a unit objects to a line, the quality team upholds it, and the list is made again', async () => {
  const leader = await login(city, 'lingdao01')
  const quality = await login(city, 'zhijian01')
  const newest = async () => {
    const { runs } = await leader.ok('GET', `scores/runs?month=${month}`)
    const made = runs.filter((one) => one.kind === 'preliminary' && one.list === 'departments')
    return { made: made.length, row: (await leader.ok('GET', `scores/runs/${made[0].id}`)).rows[0] }
  }
  const before = await newest()
  const unit_id = before.row.unit.id
  const late = (await leader.ok('GET', `scores/orders?month=${month}&unit=${unit_id}&which=due&limit=5`)).items[0]
  const body = { month, unit_id, order_id: late.id, what: 'due', reason: '停电期间无法提交，当天已经办结' }
  const key = () => ({ key: `o-${Math.random()}` })
  assert.equal((await (await login(city, 'chengban01'))('POST', 'scores/objections', { body, ...key() })).status, 403)
  assert.equal((await leader('POST', 'scores/objections', { body: { ...body, what: 'nothing' }, ...key() })).status, 422)
  assert.equal((await leader('POST', 'scores/objections', { body: { ...body, month: yyyymm(Date.now()) }, ...key() })).json.code, 'score.objections_closed')
  const filed = await leader('POST', 'scores/objections', { body, ...key() })
  assert.equal(filed.status, 201, filed.text)
  assert.equal((await leader('POST', 'scores/objections', { body, ...key() })).json.code, 'score.objection_twice')
  const [seen] = (await quality.ok('GET', `scores/objections?month=${month}`)).items
  assert.deepEqual([seen.status, seen.unit.id, seen.order_id], ['filed', unit_id, late.id])
  assert.deepEqual((await (await login(city, 'jiwei01')).ok('GET', `scores/objections?month=${month}`)).items, [])
  const rule = { body: { version: seen.version, ruling: '核对停电通知，情况属实' } }
  assert.equal((await leader('POST', `scores/objections/${seen.id}/uphold`, { ...rule, ...key() })).status, 403)
  assert.equal((await quality('POST', `scores/objections/${seen.id}/uphold`, { ...rule, ...key() })).json.status, 'upheld')
  assert.equal((await quality('POST', `scores/objections/${seen.id}/reject`, { ...rule, ...key() })).status, 409)
  const renewed = await newest()
  assert.equal(renewed.made, before.made + 1)
  assert.equal(renewed.row.excluded, before.row.excluded + 1)
  assert.ok(renewed.row.due_hundredths < before.row.due_hundredths)
})

/* ---- exclusions: two reviewers of different units ---- */

test('a settled matter is left out of the answers when two units agree, and of nothing else', async () => {
  const leader = await login(city, 'lingdao01')
  const quality = await login(city, 'zhijian01')
  const key = () => ({ key: `x-${Math.random()}` })
  const newest = async () => {
    const { runs } = await leader.ok('GET', `scores/runs?month=${month}`)
    return (await leader.ok('GET', `scores/runs/${runs.find((one) => one.kind === 'preliminary' && one.list === 'departments').id}`)).rows[0]
  }
  const before = await newest()
  const rated = rows(`SELECT c.id FROM casefile c JOIN rating r ON r.case_id = c.id WHERE r.at >= ${from} AND r.at < ${to} ORDER BY r.satisfied, c.id`)
  let found, id
  for (const one of rated) {
    const asked = await leader('GET', `cases/${(id = String(one.id))}/exclusions`)
    found = asked.status === 200 && asked.json.figures.find((f) => f.what === 'answers' && f.month === month)
    if (found) break
  }
  assert.ok(found, 'no case of the unit can be left out')
  const { classes } = await leader.ok('GET', `cases/${id}/exclusions`)
  assert.equal(classes.length, 8)
  const body = { class: 'false', what: 'answers', reason: '三次现场核实，反映的情况不存在' }
  assert.equal((await leader('POST', `cases/${id}/exclude`, { body, ...key() })).status, 422, 'without evidence')
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
  const file = await leader('POST', 'files?object=exclusion&stage=evidence', form('核实.pdf', 'application/pdf', pdf))
  assert.equal(file.status, 201, file.text)
  const asked = await leader('POST', `cases/${id}/exclude`, { body: { ...body, files: [file.json.id] }, ...key() })
  assert.equal(asked.status, 201, asked.text)
  assert.equal((await leader('POST', `cases/${id}/exclude`, { body: { ...body, files: [file.json.id] }, ...key() })).json.code, 'exclusion.twice')
  const waits = (await quality.ok('GET', 'exclusions?view=review')).items.find((one) => one.case_id === id)
  assert.deepEqual([waits.status, waits.may_review], ['applied', true])
  const [item] = (await quality.ok('GET', `cases/${id}/exclusions`)).items
  assert.equal((await quality('GET', `files/${item.files[0].id}`)).status, 200)
  const step = async (who, action, version) => who('POST', `exclusions/${waits.id}/${action}`, { body: { version, opinion: '核对材料，属实' }, ...key() })
  assert.equal((await step(leader, 'agree', 1)).status, 403)
  assert.equal((await step(quality, 'agree', 1)).json.status, 'seconded')
  assert.equal((await step(quality, 'confirm', 2)).json.code, 'exclusion.same')
  assert.equal((await step(appraiser, 'confirm', 2)).json.status, 'agreed')
  const after = await newest()
  assert.deepEqual(after.left_out, [before.left_out[0], before.left_out[1], before.left_out[2] + 1])
  assert.ok(after.evaluated_hundredths < before.evaluated_hundredths)
  assert.equal(after.due_hundredths, before.due_hundredths)
  const counts = (await (await login(city, 'jiwei01')).ok('GET', `exclusions/counts?month=${month}`)).items
  const mine = counts.find((one) => one.unit.id === before.unit.id && one.class_name === '反映的情况不属实')
  assert.ok(mine.agreed >= 1 && mine.applied >= mine.agreed, JSON.stringify(counts))
  assert.equal((await appraiser('GET', `exclusions/counts/export.xlsx?month=${month}`)).status, 200)
})

test('when all is ruled and its day has come the month is frozen', async () => {
  // what the life of the city has left undecided
  for (const one of (await appraiser.ok('GET', `exclusions?view=review&month=${month}&limit=200`)).items)
    await appraiser.ok('POST', `exclusions/${one.id}/refuse`, { version: one.version, opinion: '材料不足，照常计入' })
  query(city, `UPDATE score_month SET objections_until = ${Date.now() - DAY}, freeze_from = ${Date.now()} WHERE month = ${month}`)
  for (let i = 0; (await appraiser.ok('GET', `scores/runs?month=${month}`)).status !== 'frozen'; i++) {
    assert.ok(i < 600, 'the month was not frozen')
    await new Promise((r) => setTimeout(r, 200))
  }
})

/* ---- counting, from nothing but rows ---- */
const TYPES = ['consult', 'help', 'complaint', 'report', 'suggestion', 'praise']
const HELD = ['to_sign', 'handling', 'unit_review', 'upper_review', 'settled']
const none = () => ({ due: 0, closed: 0, ontime: 0, submitted: 0, returned: 0, contact_due: 0, contacted: 0, a5: 0, a4: 0, a3: 0, a2: 0, a1: 0, asked: 0, solved: 0 })
const inside = (at) => at !== null && at >= from && at < to

function count() {
  const cases = new Map(rows('SELECT id, town_id, event_type_id, type, lead_unit_id, dispatched_at, historical FROM casefile').map((c) => [c.id, c]))
  const appraised = new Map(rows('SELECT id, appraised FROM event_type').map((t) => [t.id, t.appraised === 1]))
  const listed = rows('SELECT town_id, unit_id, item, share FROM coresp WHERE active = 1')
  const codes = new Map(rows('SELECT id, code FROM event_type').map((t) => [t.id, t.code]))
  const units = new Map()
  let shares = 0
  const of = (unit, type) => {
    if (!units.has(unit)) units.set(unit, TYPES.map(none))
    return units.get(unit)[TYPES.indexOf(type) < 0 ? 1 : TYPES.indexOf(type)]
  }
  // K-15: the most precise entries of the list, when the lead or the town stands on it
  const parts = (lead, town, code) => {
    const here = listed.filter((s) => s.town_id === town && code.startsWith(s.item))
    const most = here.filter((s) => s.item.length === Math.max(...here.map((one) => one.item.length)))
    if (!most.length || (lead !== town && !most.some((s) => s.unit_id === lead))) return [[lead, 100]]
    shares++
    return [...most.map((s) => [s.unit_id, s.share]), [town, 100 - most.reduce((all, s) => all + s.share, 0)]]
  }
  const off = new Set(
    rows(`SELECT x.unit_id, x.what, x.order_id, o.case_id FROM score_objection x JOIN work_order o ON o.id = x.order_id WHERE x.status = 'upheld' AND x.month = ${month}`)
      .map((x) => `${x.unit_id} ${x.what} ${x.what === 'answers' ? x.case_id : x.order_id}`),
  )
  assert.equal(off.size, 1)
  // an exclusion frees whoever shares the matter
  const matters = new Set(
    rows(`SELECT what, order_id, case_id FROM exclusion WHERE status = 'agreed' AND month = ${month}`).map((x) => `${x.what} ${x.what === 'answers' ? x.case_id : x.order_id}`),
  )
  assert.ok(matters.size >= 1)
  const add = (unit, c, type, what, line, changes) => {
    if (matters.has(`${what} ${line}`)) return
    if (unit === null || c.historical || appraised.get(c.event_type_id) === false) return
    const code = codes.get(c.event_type_id) ?? ''
    for (const [who, percent] of parts(unit, c.town_id, code))
      if (!off.has(`${who} ${what} ${line}`)) for (const [key, n] of Object.entries(changes)) of(who, type)[key] += percent * Number(n)
  }
  const orders = rows('SELECT id, case_id, unit_id, role, status, appraised, dispatched_at, due_at, submitted_at, contact_due_at, contacted_at, sent_back, round FROM work_order')
  for (const o of orders.filter((one) => one.role === 'lead' && one.appraised === 1 && HELD.includes(one.status))) {
    const c = cases.get(o.case_id)
    const settled = o.status === 'settled'
    if (inside(o.due_at) && (c.dispatched_at === null || 2 * (o.due_at - o.dispatched_at) >= o.due_at - c.dispatched_at))
      add(o.unit_id, c, c.type, 'due', o.id, {
        due: 1,
        closed: settled,
        ontime: settled && o.submitted_at !== null && o.submitted_at <= o.due_at,
        contact_due: o.contact_due_at !== null,
        contacted: o.contact_due_at !== null && o.contacted_at !== null && o.contacted_at <= o.contact_due_at,
      })
    if (inside(o.submitted_at)) add(o.unit_id, c, c.type, 'returned', o.id, { submitted: 1, returned: o.sent_back > 0 || o.round > 0 })
  }
  const types = new Map(rows('SELECT id, type FROM appeal').map((a) => [a.id, a.type]))
  const last = new Map()
  for (const r of rows('SELECT appeal_id, case_id, round, at, satisfied, solved FROM rating ORDER BY round'))
    if (r.at < to) last.set(r.appeal_id, r)
  for (const r of [...last.values()].filter((one) => inside(one.at))) {
    const c = cases.get(r.case_id)
    if (orders.some((o) => o.case_id === c.id && o.unit_id === c.lead_unit_id && o.role === 'lead' && o.appraised === 0)) continue
    add(c.lead_unit_id, c, types.get(r.appeal_id), 'answers', c.id, { [`a${r.satisfied}`]: r.satisfied ? 1 : 0, asked: ['yes', 'partly', 'no'].includes(r.solved), solved: r.solved === 'yes' })
  }
  assert.ok(shares > 10, `${shares} duties are shared`)
  return units
}

/* ---- scoring: rongcheng-70, as scoring.md 4.2 writes it, in exact fractions ---- */
const half = (num, den) => Number((2n * BigInt(num) + BigInt(den)) / (2n * BigInt(den)))
const ONE = 1_000_000
const rate = (num, den) => (den ? half(BigInt(num) * BigInt(ONE), den) : null)
const sum = (types) => types.reduce((all, one) => Object.fromEntries(Object.keys(all).map((k) => [k, all[k] + one[k]])), none())
const weighted = (n) => ONE * n.a5 + ONE * n.a4 + 800_000 * n.a3
const votes = (n) => n.a5 + n.a4 + n.a3 + n.a2 + n.a1

function score(n, mean) {
  const V = votes(n)
  const satisfaction = half(BigInt(weighted(n)) + 1000n * BigInt(mean), V + 1000)
  const closed = rate(n.closed, n.due) ?? ONE
  const ontime = rate(n.ontime, n.due) ?? ONE
  const returned = rate(n.returned, n.submitted) ?? 0
  const points = [
    half(70n * BigInt(ONE) * BigInt(satisfaction), ONE),
    half(7_500_000n * BigInt(closed), ONE),
    half(7_500_000n * BigInt(ontime), ONE),
    returned >= 100_000 ? 0 : half(15n * BigInt(ONE) * BigInt(100_000 - returned), 100_000),
  ]
  return { points, total: points.reduce((a, b) => a + b, 0), ontime: rate(n.ontime, n.due) ?? 0, V, ranked: n.due >= 1000 }
}

test('a frozen month, counted and scored once more from orders and answers', async () => {
  const counted = count()
  const all = rows('SELECT id, kind, active, appraised FROM unit').filter((u) => u.active && u.appraised)
  const { runs } = await appraiser.ok('GET', `scores/runs?month=${month}`)
  let ranked = 0
  let evaluated = 0
  for (const [list, kinds] of [['towns', ['town']], ['departments', ['department', 'zone', 'enterprise']]]) {
    const run = await appraiser.ok('GET', `scores/runs/${runs.find((one) => one.kind === 'frozen' && one.list === list).id}`)
    assert.equal(run.profile.code, 'rongcheng-70')
    assert.deepEqual([run.from, run.to], [from, to])
    const units = all.filter((u) => kinds.includes(u.kind)).map((u) => ({ id: u.id, n: counted.get(u.id) ?? TYPES.map(none) }))
    const group = sum(units.map((u) => sum(u.n)))
    const mean = votes(group) ? half(weighted(group), votes(group)) : ONE
    for (const u of units) Object.assign(u, score(sum(u.n), mean))
    units.sort((a, b) => b.ranked - a.ranked || b.total - a.total || b.ontime - a.ontime || b.V - a.V || a.id - b.id)
    assert.deepEqual(run.rows.map((row) => Number(row.unit.id)), units.map((u) => u.id))
    run.rows.forEach((row, i) => {
      const u = units[i]
      assert.deepEqual(row.counts_hundredths, u.n.map((one) => (Object.values(one).some(Boolean) ? Object.values(one) : [])), row.unit.name)
      assert.deepEqual(row.lines.map((line) => line.points_micro), u.points, row.unit.name)
      assert.equal(row.points_micro, u.total)
      assert.equal(row.rank, u.ranked ? i + 1 : null)
      assert.deepEqual(row.behind_micro, u.ranked && i > 0 ? u.points.map((p, k) => units[i - 1].points[k] - p) : [])
      ranked += u.ranked
      evaluated += u.V
    })
    assert.equal(run.head.ranked, units.filter((u) => u.ranked).length)
    assert.deepEqual(run.rows.filter((row) => row.flagged), run.rows.filter((row) => row.rank !== null).slice(-3))
  }
  assert.ok(ranked > 10 && evaluated > 10_000, `${ranked} units ranked, ${evaluated / 100} answers`)
})

test('verify recomputes every list and finds nothing', () => {
  const done = spawnSync(bin, ['verify', ...city.where], { encoding: 'utf8' })
  assert.equal(done.status, 0, done.stdout)
  assert.match(done.stdout, /考核榜 \d{2,} 份/)
  assert.match(done.stdout, /\n0 个问题/)
})

test('a month was looked at every morning, published on its first working day, frozen once', async () => {
  const { runs, published_at, objections_until, freeze_from, frozen_at } = await appraiser.ok('GET', `scores/runs?month=${month}`)
  const daily = runs.filter((one) => one.kind === 'daily' && one.list === 'towns')
  assert.equal(daily.length, Math.round((to - from) / DAY))
  assert.equal(new Set(daily.map((one) => Math.floor((one.made_at + EIGHT) / DAY))).size, daily.length)
  for (const one of daily) assert.ok((one.made_at + EIGHT) % DAY >= 6 * 3_600_000)
  assert.equal(runs.filter((one) => one.kind === 'frozen').length, 2)
  assert.ok(published_at >= to && objections_until > published_at && freeze_from >= objections_until && frozen_at >= freeze_from)
  for (const one of runs) assert.match(one.hash, /^[0-9a-f]{64}$/)
})

test('of a list that was made a unit sees its own row', async () => {
  const leader = await login(city, 'lingdao01')
  const { runs } = await leader.ok('GET', `scores/runs?month=${month}`)
  const run = await leader.ok('GET', `scores/runs/${runs.find((one) => one.kind === 'frozen' && one.list === 'departments').id}`)
  assert.deepEqual(run.rows.map((row) => row.unit.name), ['住房和城乡建设局'])
  assert.equal((await leader('GET', 'scores/runs/999999')).status, 404)
})

test('a ranking is seen whole by other units only with an approval document', async () => {
  const leader = await login(city, 'lingdao01')
  const mayor = await login(city, 'shilingdao01')
  const key = () => ({ key: `d-${Math.random()}` })
  const { runs, disclosed_basis } = await leader.ok('GET', `scores/runs?month=${month}`)
  const of = async () => (await leader.ok('GET', `scores/runs/${runs.find((one) => one.kind === 'frozen' && one.list === 'departments').id}`)).rows.length
  assert.equal(disclosed_basis, null)
  assert.equal(await of(), 1)
  assert.equal((await appraiser('POST', 'scores/disclose', { body: { month, basis: '青委办〔2026〕9号' }, ...key() })).status, 403)
  assert.equal((await mayor('POST', 'scores/disclose', { body: { month }, ...key() })).status, 422)
  assert.equal((await mayor('POST', 'scores/disclose', { body: { month: yyyymm(Date.now()), basis: '青委办〔2026〕9号' }, ...key() })).json.code, 'score.not_frozen')
  assert.equal((await mayor('POST', 'scores/disclose', { body: { month, basis: '青委办〔2026〕9号' }, ...key() })).status, 200)
  assert.ok((await of()) > 20)
  assert.equal((await leader.ok('GET', `scores/runs?month=${month}`)).disclosed_basis, '青委办〔2026〕9号')
  assert.equal((await mayor('POST', 'scores/hide', { body: { month, basis: '文件到期' }, ...key() })).status, 200)
  assert.equal(await of(), 1)
})

test('a frozen month has led to proposals, of which units hear nothing yet', async () => {
  let items = []
  for (let i = 0; !items.length && i < 450; i++) {
    items = (await appraiser.ok('GET', `accountability?month=${month}`)).items
    if (!items.length) await new Promise((r) => setTimeout(r, 200))
  }
  assert.deepEqual([...new Set(items.map((one) => one.measure))].sort(), ['commend', 'notice'])
  const { runs } = await appraiser.ok('GET', `scores/runs?month=${month}`)
  const expected = []
  for (const run of runs.filter((one) => one.kind === 'frozen'))
    for (const row of (await appraiser.ok('GET', `scores/runs/${run.id}`)).rows)
      if (row.flagged || (row.rank !== null && row.rank <= 3)) expected.push(`${row.unit.id} ${row.flagged ? 'notice' : 'commend'}`)
  assert.deepEqual(items.map((one) => `${one.unit.id} ${one.measure}`).sort(), expected.sort())
  const one = await appraiser.ok('GET', `accountability/${items[0].id}`)
  assert.equal(one.status, 'proposed')
  assert.equal((await (await login(city, 'lingdao01')).ok('GET', `accountability?month=${month}`)).items.length, 0)
  const pdf = await appraiser('GET', `accountability/${one.id}/document.pdf`)
  assert.equal(pdf.status, 200)
})
