// SPDX-License-Identifier: Apache-2.0
// A whistle from the blow to the ratings, everybody at the own screen: the grid worker with one hand on the phone, three departments
// at their desks. One comes and works, one refuses and is excused by the centre, one leaves before there is a decision.
// Screenshots whistle-*.png.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, rests, shot, startBrowser, startCity } from './city.mjs'
import { people, ticks } from './whistle.mjs'

let city, browser, api, seat, hire, errors
let order, whistleId, grid

before(async () => {
  city = await startCity()
  browser = await startBrowser()
  ;({ api, seat, hire, errors } = people(city, browser))
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

async function look(page, name) {
  await rests(page)
  await shot(page, `whistle-${name}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(wide <= 0, `${name} scrolls sideways by ${wide} px`)
  assert.deepEqual(await axe(page), [], name)
}
const whistle = () => api('wanggeyuan01', 'GET', `whistles/${whistleId}`)
const of = async (name) => (await whistle()).responders.find((one) => one.unit?.name.includes(name))

/** A leaking roof in the grid worker's own grid, with an order for the community. */
async function matter() {
  const me = await api('wanggeyuan01', 'GET', 'auth/me')
  for (const { id } of (await api('wanggeyuan01', 'GET', `ref/grids?community=${me.unit.id}&level=1&limit=50`)).items) {
    const found = await api('wanggeyuan01', 'GET', `ref/grids/${id}`)
    if (found.posts.some((post) => post.user_id === me.user_id)) grid = found
  }
  const type = (await api('fenbo01', 'GET', 'ref/event-types?q=0602001')).items[0]
  const made = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '王建国', phone: '13805551234', type: 'complaint',
    title: '违建破了屋顶防水', body: '楼顶有人私搭阳光房，打穿了防水层，顶楼漏水，说了就吵架。', address: '澜城花园 3 号楼', grid_id: grid.id, lon: grid.lon, lat: grid.lat, datum: 'cgcs2000', event_type_id: type.id })
  const appeal = await api('shouli01', 'GET', `appeals/${made.id}`)
  const filed = await api('fenbo01', 'POST', `appeals/${made.id}/file`, { version: appeal.version, event_type_id: type.id })
  const { version } = await api('fenbo01', 'GET', `cases/${filed.case_id}`)
  await api('fenbo01', 'POST', `cases/${filed.case_id}/dispatch`, { version, unit_id: me.unit.id, why: '先由社区上门看' })
  const found = await api('fenbo01', 'GET', `cases/${filed.case_id}`)
  return found.orders.find((one) => one.role === 'lead')
}

/** Fills and confirms the dialog that a button opens. */
async function act(page, button, fill) {
  await page.getByRole('button', { name: button }).first().click()
  const dialog = page.getByRole('dialog').last()
  await dialog.waitFor()
  await fill?.(dialog)
  await dialog.getByRole('button').last().click()
  await dialog.waitFor({ state: 'hidden' }).catch(async () => {
    throw new Error(`${button} was not taken: ${await dialog.innerText()}`)
  })
}

test('一键吹哨 from the phone: the right unit is ticked already, two taps; two more are added by name', async () => {
  await hire('zhifa01', '周执法', 'D09')
  await hire('gongan01', '吴警官', 'D01')
  order = await matter()
  const worker = await seat('wanggeyuan01', { phone: true })
  await worker.goto(`/h5/work/orders/${order.id}`)
  await worker.getByRole('button', { name: '一键吹哨' }).click()
  const sheet = worker.getByRole('dialog')
  await sheet.getByRole('checkbox', { name: /住房和城乡建设局.*事项清单/, checked: true }).waitFor()
  await sheet.getByRole('checkbox', { name: /物业服务监管中心/ }).uncheck()
  for (const name of ['公安局', '综合行政执法局']) {
    await sheet.getByLabel('另叫单位').fill(name)
    await sheet.getByRole('checkbox', { name: new RegExp(`${name}$`) }).check()
  }
  await sheet.getByText('改哨种、事由、地点').click()
  await sheet.getByText('到现场', { exact: true }).click()
  await look(worker, '01-blow')
  await sheet.getByRole('button', { name: '吹哨', exact: true }).click()
  await worker.waitForURL(/\/work\/whistles\/\d+/)
  whistleId = worker.url().split('/').pop()
  await worker.getByRole('heading', { name: '叫了谁' }).waitFor()
  await ticks(worker)
  await look(worker, '02-blown')
  assert.equal((await whistle()).called, 3)
})

test('while the on-site whistle is open the order cannot be handed in', async () => {
  const desk = await seat('shequ01')
  await desk.goto(`/desk/orders/${order.id}`)
  await desk.getByText('有未了结的现场吹哨').waitFor()
  await desk.getByRole('region', { name: '吹哨' }).getByRole('link').first().waitFor()
  await look(desk, '03-held')
})

test('who is called sees it wherever he is, without reload and without losing his place, and answers with one button', async () => {
  const desk = await seat('chengban01')
  await desk.goto('/desk/orders')
  const call = desk.getByRole('region', { name: '等本单位应哨' })
  await call.getByText('违建破了屋顶防水').waitFor()
  await desk.keyboard.press('/')
  const focused = () => desk.evaluate(() => document.activeElement?.tagName)
  assert.notEqual(await focused(), 'BODY')
  await desk.keyboard.press('Escape')
  await look(desk, '04-called')
  await call.getByRole('button', { name: '应哨', exact: true }).click()
  await call.waitFor({ state: 'hidden' })
  assert.equal((await of('住房和城乡建设局')).status, 'accepted')
})

test('拒哨 needs a reason and a duty item; the centre rules', async () => {
  const desk = await seat('zhifa01')
  await desk.goto(`/desk/whistles/${whistleId}`)
  await act(desk, '拒哨', async (dialog) => {
    await dialog.getByLabel('原因').fill('阳光房有规划许可，不是违法建设')
    await dialog.getByLabel('职责依据').fill('三定规定第三条')
    await look(desk, '05-refuse')
  })
  await desk.getByText('拒哨待裁').first().waitFor()
  const centre = await seat('fenbo01')
  await centre.goto('/desk/whistles')
  await centre.getByText('违建破了屋顶防水').first().click()
  await centre.getByText('拒哨：阳光房有规划许可').first().waitFor()
  await look(centre, '06-board')
  await act(centre, '同意免应', async (dialog) => dialog.getByLabel('裁定理由').fill('许可核对属实'))
  // live: the department, which is out of it now, sees so without reload
  await desk.getByText('这个哨已不用本单位应').waitFor()
  assert.equal((await of('综合行政执法局')).status, 'excused')
})

test('到场: by position after consent on the phone, noted by who blew; leaving before the decision is marked and stays', async () => {
  const worker = await seat('wanggeyuan01', { phone: true })
  await worker.goto(`/h5/work/whistles/${whistleId}`)
  await worker.getByRole('button', { name: '记录到场' }).first().click()
  await worker.getByText('已到场').first().waitFor()

  const police = await seat('gongan01', { phone: true })
  await police.context().grantPermissions(['geolocation'])
  await police.context().setGeolocation({ longitude: grid.lon / 1e6, latitude: grid.lat / 1e6 })
  await police.goto('/h5/work')
  await police.getByRole('region', { name: '等您应哨' }).getByRole('button', { name: '应哨' }).click()
  await police.getByText('到场').first().waitFor()
  await police.goto(`/h5/work/whistles/${whistleId}`)
  await police.getByRole('button', { name: '到场报到' }).click()
  await police.getByText('我同意这一次使用我的位置').waitFor()
  await look(police, '07-consent')
  await police.getByRole('button', { name: '同意，用位置报到' }).click()
  await police.getByText('已到场').first().waitFor()

  await police.getByRole('button', { name: '离场' }).click()
  const sheet = police.getByRole('dialog')
  await sheet.getByText('未决离场').waitFor()
  await sheet.getByRole('button', { name: '离场', exact: true }).click()
  await police.getByText(/未决离场：\d\d:\d\d 离开/).waitFor()
  await look(police, '08-left')

  // all had come, so the consultation had begun; the issuer sees at once who has gone
  await worker.getByText('未决离场').first().waitFor()
  await worker.getByText('会商中').first().waitFor()
  await look(worker, '09-conferring')
})

test('the decision gives tasks; the wall shows who left; results end it and free the order', async () => {
  const worker = await seat('wanggeyuan01', { phone: true })
  await worker.getByRole('button', { name: '记录会商结论' }).click()
  const sheet = worker.getByRole('dialog')
  await sheet.getByLabel('决定').first().fill('房主三日内拆除阳光房，住建局督促修复防水，公安局维持秩序。')
  await sheet.getByLabel(/住房和城乡建设局办什么/).fill('督促房主修复防水层')
  await sheet.getByLabel(/公安局办什么/).fill('拆除当天维持秩序')
  await look(worker, '10-decide')
  await sheet.getByRole('button', { name: '决定', exact: true }).click()
  await worker.getByRole('heading', { name: '谁办什么' }).waitFor()

  const centre = await seat('fenbo01')
  await centre.goto('/desk/whistles?wall=1')
  await centre.getByText('未决离场').first().waitFor()
  await look(centre, '11-wall')
  await centre.keyboard.press('Escape')

  for (const [name, result] of [['chengban01', '防水层已重做，蓄水试验不漏'], ['gongan01', '到场维持秩序，未发生冲突']]) {
    const desk = await seat(name)
    await desk.goto(`/desk/whistles/${whistleId}`)
    await act(desk, '报告结果', async (dialog) => dialog.getByLabel('结果').fill(result))
  }
  await worker.getByText('哨毕待评').first().waitFor()
  const now = await api('shequ01', 'GET', `orders/${order.id}`)
  assert.deepEqual(now.holds_list ?? [], [])
})

test('评价 both ways on one screen each; the score shows its working, the month its rates', async () => {
  const worker = await seat('wanggeyuan01', { phone: true })
  await worker.getByRole('button', { name: '评价' }).click()
  const sheet = worker.getByRole('dialog')
  await sheet.waitFor()
  await rests(worker)
  for (const group of await sheet.getByRole('group').all()) await group.getByRole('radio', { name: /^4 星/ }).check({ force: true })
  await look(worker, '12-rate')
  await sheet.getByRole('button', { name: '提交评价' }).click()
  await sheet.waitFor({ state: 'hidden' })

  for (const name of ['chengban01', 'gongan01']) {
    const desk = await seat(name)
    await desk.goto(`/desk/whistles/${whistleId}`)
    await desk.getByRole('button', { name: /^评价/ }).first().click()
    const dialog = desk.getByRole('dialog').last()
    await dialog.getByText('吹对了').click()
    if (name === 'chengban01') await look(desk, '13-judge')
    await dialog.getByRole('button', { name: '提交评价' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  assert.equal((await whistle()).status, 'rated')
  const centre = await seat('fenbo01')
  await centre.goto(`/desk/whistles/${whistleId}`)
  await centre.getByText(/^得分 .*怎么算的/).first().click()
  await centre.getByText('未决离场').first().waitFor()
  await look(centre, '14-rated')
  const appraiser = await seat('kaohe01')
  await appraiser.goto('/desk/whistles/stats')
  await appraiser.getByRole('rowheader', { name: /公安局/ }).waitFor()
  await look(appraiser, '15-stats')
  assert.deepEqual(errors(), [])
})
