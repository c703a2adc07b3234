// SPDX-License-Identifier: Apache-2.0
// What the desk shows beside its own work: instructions received, a call on another page, an appeal beside its list, when and where a
// photo was taken; and the page with the pieces of the phone, light and dark.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { axe, login, newPage, photo, shot, startBrowser, startCity } from './city.mjs'

let city, browser
const cookies = {}
before(async () => {
  city = await startCity()
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await city?.stop()
})

async function api(name, method, url, body) {
  if (!cookies[name]) {
    const r = await fetch(`${city.base}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login: name, password: city.accounts[name] }) })
    cookies[name] = r.headers.get('set-cookie').split(';')[0]
  }
  const form = body instanceof FormData
  const r = await fetch(`${city.base}/api/v1/${url}`, {
    method,
    headers: { Cookie: cookies[name], 'Idempotency-Key': randomUUID(), ...(body && !form ? { 'Content-Type': 'application/json' } : {}) },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  })
  const answer = await r.json()
  assert.ok(r.ok, `${name} ${method} ${url}: ${r.status} ${JSON.stringify(answer)}`)
  return answer
}
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('the pieces of the phone on a page, light and dark', async () => {
  const page = await newPage(browser, city, { phone: true })
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto('/h5/design')
    await page.getByRole('heading', { name: '手机页面的设计' }).waitFor()
    await shot(page, `look-h5-${theme}`)
    assert.ok((await wide(page)) <= 0)
    assert.deepEqual(await axe(page), [])
  }
  assert.deepEqual(page.errors, [])
  await page.context().close()
})

test('an instruction stands in the desk inbox of whom it reached, is read by opening and answered there', async () => {
  const town = (await api('zhenjie01', 'GET', 'auth/me')).unit.id
  await api('fenbo01', 'POST', 'instructions', { urgency: 'urgent', asks: 'relay', title: '今夜强降雨', body: '请逐户提醒一楼住户。', relay_text: '今夜有强降雨。', unit_ids: [town], staff: true })
  const page = await login(browser, city, 'zhenjie01')
  await page.getByText('有 1 条紧急指令没有读').waitFor()
  await page.getByRole('link', { name: '现在去看' }).click()
  await page.getByRole('link', { name: '今夜强降雨' }).waitFor()
  assert.deepEqual(await axe(page), [])
  await page.getByRole('link', { name: '今夜强降雨' }).click()
  await page.getByRole('button', { name: '已转达' }).click()
  await page.getByText('回执已送达').waitFor()
  await shot(page, 'look-received')
  assert.deepEqual(await axe(page), [])
  assert.equal((await api('zhenjie01', 'GET', 'received?limit=5')).items[0].status, 'relayed')
  assert.deepEqual(page.errors, [])
  await page.context().close()
})

test('a call is seen on every page and answered from there; an appeal stands beside its list, its photo says when it was taken', async () => {
  const said = await api('shouli01', 'POST', 'appeals', { channel: 'phone', anonymity: 'named', name: '王建国', phone: '13805551234', type: 'complaint', family: 'people', title: '路灯不亮', body: '文庙街北段路灯三天不亮。' })
  const page = await login(browser, city, 'shouli01')
  const file = await photo(page, 'lamp.jpg', '#246')
  const form = new FormData()
  form.set('file', new Blob([file.buffer], { type: file.mimeType }), file.name)
  await api('shouli01', 'POST', `files?object=appeal&id=${said.id}&stage=report`, form)
  await page.goto('/desk/appeals')
  await page.getByText('路灯不亮').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '路灯不亮' }).waitFor()
  await page.getByRole('button', { name: /^放大/ }).click()
  await page.getByRole('button', { name: '拍摄时间和地点…' }).click()
  await page.getByRole('button', { name: '核对是否到过现场' }).click()
  await page.getByText('拍摄地点').waitFor()
  await shot(page, 'look-photo')
  assert.deepEqual(await axe(page), [])
  await page.getByRole('button', { name: '关闭' }).last().click()
  await api('shouli01', 'POST', 'hotline/seat/sign_in', { zone: 'intake' })
  await api('shouli01', 'POST', 'hotline/simulate', { number: '13805551234', to_me: true })
  const call = page.getByRole('alert').filter({ hasText: '来电' })
  await call.getByText('138****1234').waitFor()
  await shot(page, 'look-call')
  await page.keyboard.press('F2')
  await page.waitForURL(/\/desk\/intake/)
  await page.getByText('通话中').first().waitFor()
  await page.goto('/desk/knowledge')
  await page.getByRole('button', { name: /回到坐席/ }).click()
  await page.waitForURL(/\/desk\/intake/)
  assert.deepEqual(page.errors, [])
})
