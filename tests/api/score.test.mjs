// SPDX-License-Identifier: Apache-2.0
// Scores over the interface: a month of a living city, computed again here from the lines and from the orders themselves
// (scoring.md 4.2), the trial of another profile, and who sees whom.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { login, startCity } from './city.mjs'

let city, appraiser, leader, months
before(async () => {
  city = await startCity({ days: 12 })
  appraiser = await login(city, 'kaohe01')
  leader = await login(city, 'lingdao01')
  const month = (ms) => Number(new Date(ms + 28_800_000).toISOString().slice(0, 7).replace('-', ''))
  months = [...new Set([month(Date.now() - 12 * 86_400_000), month(Date.now())])]
})
after(() => city?.stop())

/* ---- the arithmetic, in whole numbers and with nothing shared ---- */
const half = (a, b, den) => Number((2n * BigInt(a) * BigInt(b) + BigInt(den)) / (2n * BigInt(den)))
const ONE = 1_000_000
function pointsOf(term, line, profile, group) {
  const rate = line.den > 0 ? half(line.num, term.measure === 'satisfaction' ? 1 : ONE, line.den) : null
  assert.equal(line.rate_micro, rate)
  const k = profile.shrink * 100
  const used =
    term.measure === 'satisfaction'
      ? half(BigInt(line.num) + BigInt(k) * BigInt(group), 1, line.den + k)
      : rate ?? (term.shape === 'ceiling' ? 0 : ONE)
  assert.equal(line.used_micro, used)
  if (term.shape === 'linear') return half(term.points_micro, used, ONE)
  if (term.shape === 'ceiling') return used >= term.max_micro ? 0 : half(term.points_micro, term.max_micro - used, term.max_micro)
  if (used >= term.base_micro) return term.points_micro
  return Math.max(term.floor_micro, term.points_micro - half(term.per_micro, term.base_micro - used, ONE / 100))
}

const profile = async (code) => (await appraiser.ok('GET', 'scores/profiles')).items.find((one) => one.code === code).id
for (const name of ['rongcheng-70', 'sanlv', 'baseline-deduct', 'classified'])
  test(`${name}: every score is what its lines say, and every rank what the scores say`, async () => {
    let seen = 0
    for (const month of months) {
      const scores = await appraiser.ok('GET', `scores?month=${month}&profile=${await profile(name)}`)
      assert.equal(scores.profile.terms.reduce((sum, t) => sum + t.points_micro, 0), 100 * ONE)
      for (const list of scores.lists) {
        const ranked = list.rows.filter((row) => row.rank !== null)
        for (const row of list.rows) {
          const sum = row.lines.reduce((all, line, i) => {
            const points = pointsOf(scores.profile.terms[i], line, scores.profile, list.group_micro[i])
            assert.equal(line.points_micro, points)
            return all + points
          }, 0)
          assert.equal(row.points_micro, sum)
          assert.equal(row.too_few, row.due_hundredths < scores.profile.min_due * 100)
          assert.equal(row.rank === null, row.too_few)
          seen += row.due_hundredths > 0
        }
        assert.deepEqual(ranked.map((row) => row.rank), ranked.map((_, i) => i + 1))
        ranked.slice(1).forEach((row, i) => assert.ok(row.points_micro <= ranked[i].points_micro))
        assert.deepEqual(ranked.filter((row) => row.flagged), ranked.slice(-scores.profile.flagged))
      }
    }
    assert.ok(seen > 10, `${seen} units with due orders`)
  })

async function all(url) {
  const found = []
  for (let after = ''; after !== null; ) {
    const page = await appraiser.ok('GET', `${url}&limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`)
    found.push(...page.items)
    after = page.next ?? null
  }
  return found
}

test('the counts of a unit are its orders, one by one', async () => {
  const names = { due: 'due', closed: 'closed', ontime: 'ontime' }
  let compared = 0
  for (const month of months) {
    const scores = await appraiser.ok('GET', `scores?month=${month}`)
    const terms = scores.profile.terms.map((t) => t.measure)
    const list = scores.lists.find((one) => one.list === 'departments')
    for (const row of list.rows.filter((one) => one.due_hundredths > 0 && one.due_hundredths % 100 === 0).slice(0, 12)) {
      const line = (name) => row.lines[terms.indexOf(name)]
      const orders = await all(`scores/orders?month=${month}&unit=${row.unit.id}&which=due`)
      if (orders.length * 100 !== row.due_hundredths) continue // shares with towns in whole numbers
      assert.equal(line(names.closed).num, 100 * orders.filter((o) => o.status === 'settled').length)
      assert.equal(line(names.ontime).num, 100 * orders.filter((o) => o.ontime).length)
      const late = await all(`scores/orders?month=${month}&unit=${row.unit.id}&which=late`)
      assert.equal(late.length, orders.filter((o) => !o.ontime).length)
      compared++
    }
  }
  assert.ok(compared >= 5, `${compared} units compared`)
})

test('a trial changes nothing and says what would change', async () => {
  const month = months[0]
  const before = await appraiser.ok('GET', `scores?month=${month}`)
  const tried = await appraiser.ok('GET', `scores/try?month=${month}&points1=40000&points2=7500&points3=7500&points4=45000&min_due=1`)
  assert.deepEqual(tried.profile.terms.map((t) => t.points_micro), [40 * ONE, 7.5 * ONE, 7.5 * ONE, 45 * ONE])
  const old = new Map(before.lists.flatMap((list) => list.rows).map((row) => [row.unit.id, row]))
  for (const row of tried.lists.flatMap((list) => list.rows)) {
    assert.equal(row.points_before_micro, old.get(row.unit.id).points_micro)
    assert.equal(row.rank_before, old.get(row.unit.id).rank)
  }
  assert.deepEqual((await appraiser.ok('GET', `scores?month=${month}`)).lists, before.lists)
})

test('a unit sees its own score and place, not the others', async () => {
  const mine = await leader.ok('GET', `scores?month=${months.at(-1)}`)
  const rows = mine.lists.flatMap((list) => list.rows)
  assert.ok(rows.length <= 1)
  for (const row of rows) assert.equal(row.unit.name, '住房和城乡建设局')
  const other = (await appraiser.ok('GET', 'scores')).lists[0].rows[0].unit.id
  assert.equal((await leader.ok('GET', `scores/orders?unit=${other}`)).items.length, 0)
  const worker = await (await login(city, 'wanggeyuan01')).ok('GET', 'scores')
  assert.deepEqual(worker.lists.flatMap((list) => list.rows), [])
})

test('what cannot be asked', async () => {
  for (const [url, field] of [['scores?month=202613', 'month'], ['scores?month=abc', 'month'], ['scores?profile=best', 'profile'], ['scores?profile=999999', 'profile'],
    ['scores/try?points1=90000', 'points1'], ['scores/try?third=101', 'third'], ['scores/orders?which=all', 'which'], ['scores/orders?month=202600', 'month'],
    ['scores/orders/export.xlsx?month=202613', 'month']]) {
    const a = await appraiser('GET', url)
    assert.ok(a.status === 400 || a.status === 422, `${url}: ${a.status}`)
    assert.equal(a.json.errors?.[0]?.field ?? a.json.field, field, a.text)
  }
})
