// SPDX-License-Identifier: Apache-2.0
// Three stories the platform was asked for, each by the people whose daily work it is, on their own screens, and read off the timeline:
// AS-1 惠风小区 (burnt electricity box: 职能哨, money and third parties, then 集结哨), AS-2 (a father and his daughter without care:
// found on a visit, one whistle to two departments, the urgent part done, the long part goes on), AS-3 (an illegal structure: a tip,
// 执法哨, evidence chain). How an appeal is taken down at the hotline is walked in seat.test, every step of one whistle in whistle.test.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, axe, newPage, photo, rests, shot, startBrowser, startCity } from './city.mjs'
import { people } from './whistle.mjs'

let city, browser, api, seat, hire, errors, community, grid

before(async () => {
  city = await startCity()
  browser = await startBrowser()
  ;({ api, seat, hire, errors } = people(city, browser))
  const me = await api('wanggeyuan01', 'GET', 'auth/me')
  community = me.unit
  for (const { id } of (await api('wanggeyuan01', 'GET', `ref/grids?community=${community.id}&level=1&limit=50`)).items)
    if ((await api('wanggeyuan01', 'GET', `ref/grids/${id}`)).posts.some((post) => post.user_id === me.user_id)) grid = id
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

const caseOf = (id) => api('fenbo01', 'GET', `cases/${id}`)
const phone = (name) => seat(name, { phone: true })

/** Types into a select that asks the server, and takes the option. */
async function choose(page, box, words, option) {
  await box.click({ force: true }) // its placeholder lies over it
  await box.fill(words)
  await page.getByRole('option', { name: option }).first().click()
  await page.keyboard.press('Tab')
}
const leadOf = async (id) => (await caseOf(id)).orders.find((one) => one.role === 'lead' && one.status !== 'redirected')

/** The dispatcher files an appeal as what it is and sends it out, to `unit` or as suggested: case and lead order. */
async function fileAndSend(appeal, matter, unit) {
  const desk = await seat('fenbo01')
  await desk.goto(`/desk/appeals/${appeal}`)
  await act(desk, '立案', async (dialog) => {
    await choose(desk, dialog.getByRole('combobox').first(), matter, new RegExp(matter))
    await dialog.getByText('为什么是这个单位').waitFor()
    if (!unit) return
    await dialog.getByText('另选单位派单', { exact: true }).click()
    await choose(desk, dialog.getByRole('combobox', { name: '主办单位' }), unit, new RegExp(unit))
    await dialog.getByLabel('派单理由').fill('网格就近，先到场核查')
    await dialog.getByRole('button').last().click() // the matter is not on the community's list: the centre says why it goes there
    await dialog.getByLabel('准入例外理由').fill('网格就近，先到场核查')
  })
  await desk.getByText(/已立案/).first().waitFor()
  const { id } = (await api('fenbo01', 'GET', `appeals/${appeal}`)).case
  return { id, lead: await leadOf(id) }
}

/** A case that was reported from a grid, sent out as suggested: the lead order. */
async function send(id) {
  const desk = await seat('fenbo01')
  await desk.goto(`/desk/cases/${id}`)
  await act(desk, '派单', (dialog) => dialog.getByText('为什么是这个单位').waitFor())
  await desk.getByText('办理中').first().waitFor()
  return leadOf(id)
}

/** 一键吹哨 from the order, on the phone or at the desk: exactly these units and forces. The whistle's id. */
async function blow(page, order, { kind, reason, place, units = [], forces = [], relay = false }) {
  const small = page.url().includes('/h5/')
  await page.goto(`${small ? '/h5/work' : '/desk'}/orders/${order}`)
  await page.getByRole('button', { name: '一键吹哨' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '吹哨', exact: true }).waitFor()
  if (small && !(await sheet.getByText(kind, { exact: true }).isVisible())) await sheet.getByText('改哨种、事由、地点').click()
  if (small) await sheet.getByText(kind, { exact: true }).click()
  else await sheet.getByRole('radio', { name: kind }).check()
  const proposed = sheet.getByRole('checkbox', { checked: true })
  while (await proposed.count()) await proposed.first().uncheck()
  if (small) await sheet.getByText('到现场', { exact: true }).click()
  else await sheet.getByRole('radio', { name: '到现场', exact: true }).check()
  await sheet.getByLabel('事由').fill(reason)
  if (place) await sheet.getByLabel('地点').fill(place)
  for (const name of forces) await sheet.getByRole('checkbox', { name }).check()
  for (const name of units) {
    if (small) {
      await sheet.getByLabel('另叫单位').fill(name)
      await sheet.getByRole('checkbox', { name: new RegExp(name) }).first().check()
    } else await choose(page, sheet.getByLabel('另叫单位').first(), name, new RegExp(name))
  }
  if (relay) await sheet.getByLabel('接力办理').check()
  await shot(page, `scenario-blow-${kind}`)
  await sheet.getByRole('button', { name: '吹哨', exact: true }).click()
  await page.waitForURL(/\/whistles\/\d+/)
  await page.getByRole('heading', { name: '叫了谁' }).waitFor()
  return page.url().split('/').pop()
}

/** A department takes the call where it sees it. */
async function accept(name) {
  const desk = await seat(name)
  const call = desk.getByRole('region', { name: '等本单位应哨' })
  await call.getByRole('button', { name: '应哨', exact: true }).first().click()
  await call.waitFor({ state: 'hidden' })
}

/** Who blew notes that all `n` have come, and writes down what was decided and who does what. */
async function decide(page, n, conclusion, tasks = {}) {
  const coming = page.getByRole('button', { name: '记录到场' })
  for (let left = n; left; left--) {
    await coming.nth(left - 1).waitFor()
    await coming.first().click()
    await coming.nth(left - 1).waitFor({ state: 'detached' })
  }
  await page.getByRole('button', { name: '记录会商结论' }).first().click()
  const dialog = page.getByRole('dialog').last()
  await dialog.getByLabel('决定', { exact: true }).fill(conclusion)
  for (const [who, { demand, limit }] of Object.entries(tasks)) {
    await dialog.getByRole('textbox', { name: who }).first().fill(demand)
    if (limit) await dialog.getByRole('combobox', { name: `${who}的期限` }).selectOption(limit)
  }
  await dialog.getByRole('button', { name: '决定', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText(conclusion).first().waitFor()
}

async function result(name, whistle, text) {
  const desk = await seat(name)
  await desk.goto(`/desk/whistles/${whistle}`)
  await act(desk, '报告结果', (dialog) => dialog.getByLabel('结果').fill(text))
  await desk.getByText(text).first().waitFor()
}

/** On the grid worker's phone: a photo of the spot. */
async function picture(page, stage, name, colour) {
  await page.getByRole('button', { name: '添加照片' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText(stage, { exact: true }).click()
  await sheet.locator('input[type=file]').last().setInputFiles(await photo(page, name, colour))
  await sheet.getByRole('img').first().waitFor()
  await sheet.getByRole('button', { name: '完成' }).click()
  await sheet.waitFor({ state: 'hidden' })
}

/** At the desk of the unit: the result, with photos, money and who else took part. */
async function submit(name, order, answer, { before, after, cost, parties = [] } = {}) {
  const desk = await seat(name)
  await desk.goto(`/desk/orders/${order}`)
  await act(desk, '提交结果', async (dialog) => {
    await dialog.getByText('已解决', { exact: true }).first().click()
    await dialog.getByLabel('给诉求人的答复').fill(answer)
    for (const [stage, picture] of Object.entries({ 处置前: before, 处置后: after })) {
      if (!picture) continue
      await dialog.getByLabel(`上传${stage}`).setInputFiles(picture)
      await dialog.getByText(stage).nth(1).waitFor()
    }
    if (cost) await dialog.getByLabel('花费（元）').fill(cost)
    for (const [i, [who, part, money]] of parties.entries()) {
      await dialog.getByRole('button', { name: '增加一方' }).click()
      await dialog.getByLabel(`第 ${i + 1} 方名称`).fill(who)
      await dialog.getByLabel(`第 ${i + 1} 方做了什么`).fill(part)
      if (money) await dialog.getByLabel(`第 ${i + 1} 方出资`).fill(money)
    }
    if (await dialog.getByText('首次联系诉求人').count()) {
      await dialog.getByText('电话', { exact: true }).first().click()
      await dialog.getByLabel('联系上了').check()
      await dialog.getByLabel('沟通情况').fill('已电话告知')
    }
    await shot(desk, `scenario-submit-${order}`)
  })
}

/** Reviewed level by level, each by whoever sits there, until the result is accepted. */
async function passed(order, reviewers) {
  for (const name of reviewers) {
    if ((await api('fenbo01', 'GET', `orders/${order}`)).status === 'settled') break
    const desk = await seat(name)
    await desk.goto(`/desk/orders/${order}`)
    await act(desk, '审核', (dialog) => dialog.getByText('通过').first().click())
  }
  assert.equal((await api('fenbo01', 'GET', `orders/${order}`)).status, 'settled')
}

/** An agent of the callback section takes the next call and writes down what she is told. */
async function calledBack(opinion) {
  const agent = await seat('huifang01')
  await agent.goto('/desk/callbacks')
  await agent.getByRole('button', { name: /领取/ }).first().click()
  await act(agent, '登记评价', async (dialog) => {
    await dialog.getByText('联系过', { exact: true }).click()
    await dialog.getByText('解决了', { exact: true }).click()
    await dialog.getByText('非常满意', { exact: true }).click()
    await dialog.getByLabel('诉求人的意见').fill(opinion)
  })
}

/** The pages hold every one of these; a picture, no serious finding. */
async function timeline(id, name, lines, called) {
  const desk = await seat('fenbo01')
  for (const [url, tag, words] of [[`/desk/cases/${id}`, name, lines], ...(called ? [[`/desk/whistles/${called.id}`, `${name}-whistle`, called.lines]] : [])]) {
    await desk.goto(url)
    await desk.getByRole('heading', { name: url.includes('whistles') ? '叫了谁' : '发生了什么' }).waitFor()
    const more = desk.getByRole('button', { name: /全部展开/ })
    if (await more.count()) await more.click()
    for (const line of words) await desk.getByRole('main').getByText(line).filter({ visible: true }).first().waitFor()
    await desk.evaluate(() => window.scrollTo(0, 0))
    await shot(desk, tag)
    assert.deepEqual(await axe(desk), [], tag)
  }
}

test('AS-1 惠风小区: to the grid within ten minutes, 职能哨, eight thousand yuan, 集结哨', async () => {
  const told = await api('shouli01', 'POST', 'appeals', {
    channel: 'phone', anonymity: 'named', name: '刘桂珍', phone: '13805557788', type: 'help', family: 'people', grid_id: grid,
    title: '惠风小区电箱烧坏，整栋楼停电', body: '早上八点电箱冒烟烧坏了，整栋楼停电，冰箱里的东西都要坏了。', address: '惠风小区 7 号楼',
  })
  const { id, lead } = await fileAndSend(told.id, '突发停电', community.name)
  assert.equal(lead.unit.id, community.id)
  assert.ok(lead.dispatched_at - (await caseOf(id)).opened_at < 600_000, 'D-01: dispatched within ten minutes')

  // it is on her phone; she goes, looks, takes a photo
  const worker = await phone('wanggeyuan01')
  await worker.goto('/h5/work')
  await worker.getByRole('link', { name: /惠风小区电箱烧坏/ }).first().click()
  await worker.getByRole('button', { name: '签收', exact: true }).click()
  await worker.getByText('已签收').first().waitFor()
  await picture(worker, '处置前', 'before.jpg', '#543')

  // E-01: she cannot pay for it, so she blows for the department; it comes, and work is given out
  await seat('chengban01')
  const first = await blow(worker, lead.id, { kind: '职能哨', reason: '电箱须整体更换，费用网格解决不了', units: ['住房和城乡建设局'] })
  await accept('chengban01')
  await worker.getByText('已应').first().waitFor()
  await decide(worker, 1, '住建局协调开发商出资更换电箱，供电公司当天抢修', { 住房和城乡建设局: { demand: '协调开发商出资，联系供电公司抢修', limit: '480' } })
  await result('chengban01', first, '开发商出资 8000 元更换电箱，供电公司 13:00 恢复供电')
  await worker.getByText('哨毕待评').first().waitFor()

  // E-02: neighbours paint the wall; nobody is scored for it
  const second = await blow(worker, lead.id, { kind: '集结哨', reason: '楼道墙面熏黑，邀大家一起粉刷', forces: ['物业人员', '党员', '志愿者'] })
  await decide(worker, 3, '社区出涂料，下午一起粉刷')
  await worker.getByRole('button', { name: '无需交办，哨毕' }).click()
  await worker.getByRole('button', { name: '无需交办，哨毕' }).waitFor({ state: 'hidden' })
  const rally = await api('wanggeyuan01', 'GET', `whistles/${second}`)
  assert.deepEqual([rally.called, rally.invited, rally.came], [0, 3, 3])
  assert.deepEqual([rally.scored, rally.responders.map((one) => one.force ?? one.name).length], [false, 3])

  await submit('shequ01', lead.id, '电箱已更换，当天 13:00 恢复供电；楼道墙面已由物业、党员和邻居一起粉刷。', {
    after: await photo(worker, 'after.jpg', '#cdd'), cost: '8000', parties: [['开发商', '出资更换电箱', '8000'], ['供电公司', '抢修恢复供电']],
  })
  await passed(lead.id, ['shequ01', 'zhenjie01', 'fenbo01'])
  await calledBack('当天就来电了，墙也刷了，满意')
  // both whistles, money and third parties, how long it took in all, the callback
  await timeline(id, 'as1-timeline', [/职能哨/, /集结哨/, /花费 8000 元；开发商：出资更换电箱/, /供电公司：抢修/, /合计/, /非常满意/])
  assert.equal((await api('shequ01', 'GET', `orders/${lead.id}`)).cost_fen, 800000)
  assert.equal((await caseOf(id)).status, 'closed')
  assert.deepEqual(errors(), [])
})

test('AS-2: a visit finds a father and his daughter without care; one whistle, two departments; the long part stays open', async () => {
  await hire('gongan01', '吴警官', 'D01')
  await hire('minzheng01', '何民政', 'D02')
  // found on a household visit, reported from the phone
  const worker = await phone('wanggeyuan01')
  await worker.goto('/h5/work/report')
  await worker.locator('input[type=file]').first().setInputFiles(await photo(worker, 'home.jpg', '#765'))
  await worker.getByRole('button', { name: '其他，查找事项' }).click()
  await worker.getByLabel('用平常的话查').fill('独居老人')
  await worker.getByRole('list', { name: '查到的事项' }).getByRole('button', { name: /独居老人无人照料/ }).click()
  await worker.getByLabel('楼号或参照物').fill('崖东村 12 号')
  await worker.getByLabel('说明').fill('八十岁的父亲和患精神疾病的女儿没人照顾，家里没有吃的。')
  await rests(worker)
  await shot(worker, 'as2-report')
  await worker.getByRole('button', { name: '上报', exact: true }).click()
  const no = /编号 (\d+)/.exec(await worker.getByText(/已上报，编号/).innerText())[1]
  const id = (await api('fenbo01', 'GET', `cases?q=${no}`)).items[0].id

  // the centre instructs the street, the street verifies and calls both departments
  const lead = await send(id)
  assert.match(lead.unit.name, /街道/)
  const town = await seat('zhenjie01')
  await town.goto(`/desk/orders/${lead.id}`)
  await act(town, '签收')
  await Promise.all([seat('gongan01'), seat('minzheng01')])
  const whistle = await blow(town, lead.id, { kind: '职能哨', reason: '须送医并安排供养，请公安和民政一起到场', units: ['公安局', '民政局'] })
  for (const name of ['gongan01', 'minzheng01']) await accept(name)
  await decide(town, 2, '当天送养老机构；五保待遇一周内办好', {
    公安局: { demand: '护送女儿就医' }, 民政局: { demand: '送老人入住，办理五保供养', limit: '10080' },
  })
  await result('gongan01', whistle, '已护送女儿入院治疗')
  const half = await api('zhenjie01', 'GET', `whistles/${whistle}`)
  assert.equal(half.status, 'working', 'the long part goes on')
  assert.deepEqual(half.task_list.map((task) => task.status).sort(), ['done', 'open'])
  await timeline(id, 'as2-timeline', [/职能哨/, /当天送养老机构/], { id: whistle, lines: [/公安局/, /民政局/, /护送女儿入院/, /办理五保供养/] })
  await result('minzheng01', whistle, '老人已入住敬老院，五保补助本周发放')
  await timeline(id, 'as2-done', [/哨毕待评/], { id: whistle, lines: [/五保补助/] })
  assert.deepEqual(errors(), [])
})

test('AS-3: an illegal structure: tip, 执法哨, demolished, the evidence in its order', async () => {
  await hire('zhifa01', '周执法', 'D09')
  const neighbour = await newPage(browser, city, { phone: true })
  await neighbour.goto('/h5/report')
  await neighbour.getByRole('textbox', { name: '是什么事' }).fill('楼顶有人私自搭建阳光房，占了公共屋面，多次劝说不听，举报违法建设。')
  await neighbour.locator('input[type=file]').last().setInputFiles(await photo(neighbour, 'roof.jpg', '#a52'))
  await neighbour.getByRole('textbox', { name: '在什么地方' }).fill('澜城街道文庙街 3 号楼')
  await neighbour.getByRole('textbox', { name: '电话' }).fill('13805556677')
  await neighbour.getByRole('button', { name: '提交', exact: true }).click()
  await neighbour.getByText('您反映的事已经收到').waitFor()
  const no = /受理编号\s*(\d{14})/.exec(await neighbour.locator('main').innerText())[1]
  await shot(neighbour, 'as3-tip')
  const told = (await api('fenbo01', 'GET', `appeals?q=${no}`)).items[0].id
  const { id, lead } = await fileAndSend(told, '违法建设')
  assert.match(lead.unit.name, /综合行政执法局/)

  const squad = await seat('zhifa01')
  await squad.goto(`/desk/orders/${lead.id}`)
  await act(squad, '签收')
  await Promise.all([seat('chengban01'), seat('zhenjie01')])
  const whistle = await blow(squad, lead.id, { kind: '执法哨', reason: '当事人拒不拆除，请联合执法', place: '文庙街 3 号楼楼顶', units: ['住房和城乡建设局', '澜城街道'], relay: true })
  for (const name of ['chengban01', 'zhenjie01']) await accept(name)
  await decide(squad, 2, '认定违法建设，限期三日自拆，逾期联合拆除', {
    住房和城乡建设局: { demand: '出具认定意见' }, 澜城街道: { demand: '送达限拆通知并组织拆除', limit: '10080' },
  })
  await result('chengban01', whistle, '认定为未经许可搭建')
  await result('zhenjie01', whistle, '已送达限拆通知，第五天联合拆除完毕')
  await submit('zhifa01', lead.id, '违法搭建的阳光房已拆除，公共屋面恢复原状。', { before: await photo(squad, 'before.jpg', '#a52'), after: await photo(squad, 'after.jpg', '#9ab') })
  await timeline(id, 'as3-timeline', [/执法哨/, /认定违法建设/, /联合拆除完毕/, /提交结果/], { id: whistle, lines: [/接力办理/, /认定为未经许可搭建/] })
  const seen = await api('zhifa01', 'GET', `orders/${lead.id}`)
  assert.deepEqual(seen.files.map((one) => one.stage).sort(), ['after', 'before'])
  assert.deepEqual([...errors(), ...neighbour.errors], [])
})
