// SPDX-License-Identifier: Apache-2.0
// Tables of cases for the formatters.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clockView, countdown, dayHead, dayOf, duration, formatDay, formatDegrees, formatMoney, formatTime, localInput,
  parseDegrees, parseLocal, parseMoney, shortTime, stoppedClockView, usedShare } from './format'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOON = Date.UTC(2026, 2, 5, 4, 0) // 2026-03-05 12:00 +08:00

describe('时间', () => {
  it('总按东八区书写', () => {
    assert.equal(formatTime(NOON), '2026-03-05 12:00')
    assert.equal(formatTime(Date.UTC(2026, 2, 4, 16, 5)), '2026-03-05 00:05')
    assert.equal(formatTime(null), '')
    assert.equal(dayOf(Date.UTC(2026, 2, 4, 16, 0)), 20260305)
    assert.equal(formatDay(20260305), '2026-03-05')
  })
  for (const [what, at, want] of [
    ['当天', NOON - 2 * HOUR, '今天 10:00'],
    ['零点前是昨天', NOON - 13 * HOUR, '昨天 23:00'],
    ['明天', NOON + DAY, '明天 12:00'],
    ['同年', NOON - 20 * DAY, '2月13日 12:00'],
    ['跨年带年份', NOON - 100 * DAY, '2025年11月25日 12:00'],
  ] as const) {
    it(what, () => assert.equal(shortTime(at, NOON), want))
  }
  it('输入框往返不变', () => {
    assert.equal(parseLocal(localInput(NOON)), NOON)
    assert.equal(parseLocal('2026-03-05'), NOON - 12 * HOUR)
    assert.equal(parseLocal('昨天'), undefined)
  })
})

describe('时长与时限', () => {
  for (const [ms, want] of [
    [20_000, '不到 1 分钟'],
    [25 * MINUTE, '25 分钟'],
    [90 * MINUTE, '1 小时 30 分钟'],
    [3 * HOUR + 10 * MINUTE, '3 小时'],
    [26 * HOUR, '1 天 2 小时'],
    [5 * DAY + 3 * HOUR, '5 天'],
    [-DAY, '1 天'],
  ] as const) {
    it(want, () => assert.equal(duration(ms), want))
  }
  it('还剩 3 小时，服务器说临期就是临期', () => {
    const view = clockView(NOON + 3 * HOUR, NOON, { state: 'near' })
    assert.deepEqual(view, { state: 'near', word: '临期', text: '还剩 3 小时' })
  })
  it('页面开着时到点，自己变成超期', () => {
    assert.deepEqual(clockView(NOON - DAY, NOON, { state: 'ok' }), { state: 'over', word: '超期', text: '已超 1 天' })
  })
  it('停下的时钟只说按期与否', () => {
    assert.equal(stoppedClockView(NOON, NOON - HOUR).text, '按期完成')
    assert.equal(stoppedClockView(NOON, NOON + HOUR).text, '超期 1 小时')
  })
})

describe('历史的日期与用掉的时间', () => {
  it('一天的标题', () => {
    assert.equal(dayHead(NOON, NOON), '今天 · 3月5日 周四')
    assert.equal(dayHead(NOON - DAY, NOON), '昨天 · 3月4日 周三')
    assert.equal(dayHead(NOON - 100 * DAY, NOON), '2025年11月25日 周二')
  })
  it('用掉的份额从服务器说的那一刻接着走', () => {
    const clock = { left_ms: 5 * HOUR, used_micro: 500_000 }
    assert.equal(usedShare(NOON + 5 * HOUR, NOON, clock), 0.5)
    assert.equal(usedShare(NOON + HOUR, NOON, clock), 0.9)
    assert.equal(usedShare(NOON - HOUR, NOON, clock), 1)
    assert.equal(usedShare(NOON + HOUR, NOON, { left_ms: HOUR }), undefined)
  })
})

describe('盯着看的倒计时', () => {
  it('分和秒，过了一小时带小时，过了一天说天', () => {
    assert.equal(countdown(598_000), '9:58')
    assert.equal(countdown(-125_000), '2:05')
    assert.equal(countdown(HOUR + 125_000), '1:02:05')
    assert.equal(countdown(999), '0:00')
    assert.equal(countdown(DAY + HOUR), '1 天 1 小时')
  })
})

describe('金额与坐标', () => {
  it('元与分', () => {
    assert.equal(formatMoney(800000), '8000 元')
    assert.equal(formatMoney(1250), '12.50 元')
    assert.equal(parseMoney('8000'), 800000)
    assert.equal(parseMoney('0.29'), 29)
    assert.equal(parseMoney('12.5'), 1250)
    assert.equal(parseMoney('一百'), undefined)
  })
  it('微度与度', () => {
    assert.equal(formatDegrees(120123456), '120.123456')
    assert.equal(parseDegrees('120.123456', 180), 120123456)
    assert.equal(parseDegrees('95', 90), undefined)
    assert.equal(parseDegrees('东经', 180), undefined)
  })
})
