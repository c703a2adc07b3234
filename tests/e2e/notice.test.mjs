// SPDX-License-Identifier: Apache-2.0
// A 督办单 in the browser, each step by the person whose job it is: drafted and signed with the document in view, signed for
// and answered by the unit, sent back, answered again, passed; the figures and the settings.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, axe, seats, shot, startBrowser, startCity } from './city.mjs'

let city, browser, seat
before(async () => {
  city = await startCity()
  browser = await startBrowser()
  seat = seats(browser, city)
})
after(async () => {
  await browser?.close()
  await city?.stop()
})
const open = (page, path) => page.goto(`${city.base}/desk${path}`)

test('督办单: drafted, signed with the document in view, answered, sent back, passed', async () => {
  const centre = await seat('kaohe01')
  await open(centre, '/notices')
  await centre.getByRole('heading', { name: '三单' }).waitFor()
  await shot(centre, 'notice-list-empty')
  await act(centre, '起草', async (dialog) => {
    await dialog.getByRole('radio', { name: '督办单' }).check()
    await dialog.getByRole('combobox').last().fill('住房和城乡建设局')
    await centre.getByRole('option', { name: /住房和城乡建设局/ }).first().click()
    await dialog.getByLabel('标题').fill('关于屋顶漏水诉求办理的督办单')
    await dialog.getByLabel('事实和依据').fill('今年以来反映屋顶漏水的诉求多次催办仍未办结。')
    await shot(centre, 'notice-draft')
  })
  await centre.waitForURL(/\/notices\/\d+$/) // the list has the word 待签发 too
  await centre.getByText('待签发').first().waitFor()
  const address = new URL(centre.url()).pathname.replace('/desk', '')
  assert.match(address, /^\/notices\/\d+$/)
  await centre.getByText('（编号在签发时生成）').first().waitFor()
  await shot(centre, 'notice-draft-page')
  assert.deepEqual(await axe(centre), [])
  await centre.getByRole('button', { name: '签发', exact: true }).click()
  const dialog = centre.getByRole('dialog')
  await dialog.getByText('关于屋顶漏水诉求办理的督办单').waitFor() // what is signed stands there
  await shot(centre, 'notice-sign')
  await dialog.getByRole('button', { name: '签发', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await centre.getByText(/社治督〔20\d\d〕1号/).first().waitFor()

  const leader = await seat('lingdao01')
  await open(leader, '/')
  await leader.getByText('关于屋顶漏水诉求办理的督办单').first().waitFor() // stands in my day
  await open(leader, '/notices')
  await leader.getByRole('link', { name: '关于屋顶漏水诉求办理的督办单' }).click()
  await act(leader, '签收')
  await leader.getByText('办理中').first().waitFor()
  await act(leader, '反馈', (d) => d.getByLabel('办理情况').fill('已逐户核实，正在维修。'))
  await leader.getByText('待审核').first().waitFor()

  await open(centre, '/notices?view=audit')
  await centre.getByRole('link', { name: '关于屋顶漏水诉求办理的督办单' }).click()
  await act(centre, '退回重办', (d) => d.getByLabel('审核意见').fill('没有写明完成时间。'))
  await centre.getByText('办理中').first().waitFor()
  await leader.reload()
  await leader.getByText('没有写明完成时间。').first().waitFor()
  await act(leader, '反馈', (d) => d.getByLabel('办理情况').fill('已于本周五全部完成，附验收记录。'))
  await centre.reload()
  await act(centre, '审核通过')
  await centre.getByText('已办结').first().waitFor()
  await centre.getByText('为什么是这个时间').click()
  await shot(centre, 'notice-done')
  assert.deepEqual(await axe(centre), [])
})

test('list, figures and settings', async () => {
  const centre = await seat('kaohe01')
  await open(centre, '/notices?view=all')
  await centre.getByRole('link', { name: '关于屋顶漏水诉求办理的督办单' }).waitFor()
  await shot(centre, 'notice-list')
  assert.deepEqual(await axe(centre), [])
  await open(centre, '/notices/stats')
  await centre.getByRole('row', { name: /督办单 1/ }).first().waitFor()
  await shot(centre, 'notice-stats')
  assert.deepEqual(await axe(centre), [])
  const admin = await seat('xitong01')
  await open(admin, '/ref/notice-triggers')
  await admin.getByText('超期一倍时限未办结').waitFor()
  await shot(admin, 'notice-triggers')
  assert.deepEqual(await axe(admin), [])
  await open(admin, '/ref/notice-kinds')
  await admin.getByText('社治督').waitFor()
  await shot(admin, 'notice-kinds')
})
