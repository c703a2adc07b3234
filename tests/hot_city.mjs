// SPDX-License-Identifier: Apache-2.0
// A city in which eight people of one estate have spoken within two weeks, one of them twice, and six have signed one petition; the
// others have nothing in common. Imported before it is served, as `prepare` of startCity.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { bin } from './demo_city.mjs'

const DAY = 86_400_000
const stamp = (ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
const ESTATE = [
  ['澜湾花园地下车库漏水没人管', '我是澜湾花园三期业主，地下车库漏水快半年了，打物业电话总说在协调，车都不敢停。'],
  ['澜湾花园地下车库又漏水，物业不作为', '昨天下雨后澜湾花园地下车库又积水了，水没过脚踝，物业说没有维修资金。'],
  ['反映澜湾花园地下车库漏水问题', '澜湾花园小区地下车库多处漏水，墙面发霉，请住建部门督促开发商维修。'],
  ['澜湾花园车库漏水把车泡了', '澜湾花园地下车库漏水，我家车底盘进水，修车花了三千，谁来赔？'],
  ['投诉澜湾花园物业，地下车库漏水', '交着物业费，澜湾花园的地下车库天天漏水，灯也坏了，老人摔了一跤。'],
  ['澜湾花园地下车库漏水谁来修', '开发商说过了保修期，物业说动不了维修资金，澜湾花园地下车库漏水到底谁来修？'],
  ['请解决澜湾花园地下车库漏水', '澜湾花园交房才三年，地下车库顶板就漏水，希望政府出面解决。'],
  ['澜湾花园地下车库漏水严重', '澜湾花园地下车库负二层漏水严重，电梯口全是水，孩子上学都要绕路。'],
]
const PETITION = ['丰泽路搅拌站夜里开工', '丰泽路搅拌站夜里一直开工，噪音大，灰尘也大，老人孩子睡不着，请环保部门管一管。']
const OTHERS = ['路灯不亮三天了', '公交车老是晚点', '菜市场秤不准', '小学门口堵车', '公园座椅坏了', '宽带装不上', '燃气费算错了', '工地围挡倒了']

function rows() {
  const lines = ['id,user,title,time,body']
  const say = (id, user, [title, body], days) => lines.push(`${id},${user},${title},${stamp(Date.now() - days * DAY)},${body}`)
  ESTATE.forEach((said, i) => say(`e${i}`, `业主${i}`, said, 10 - i))
  say('e9', '业主0', ['再次反映澜湾花园地下车库漏水', '澜湾花园地下车库漏水还是没人管，积水更深了，什么时候修？'], 1)
  for (let i = 0; i < 6; i++) say(`p${i}`, `居民${i}`, PETITION, i + 2)
  OTHERS.forEach((title, i) => say(`o${i}`, `市民${i}`, [title, `${title}，请有关部门看一看。`], i))
  return `${lines.join('\n')}\n`
}

export function prepareHotCity({ dir, where }) {
  const file = path.join(dir, 'said.csv')
  fs.writeFileSync(file, rows())
  const done = spawnSync(bin, ['import', 'appeals', file, '--channel', 'wechat', ...where], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stdout + done.stderr)
}

/** Waits until the program has found both; the larger one. */
export async function found(list) {
  for (let i = 0; i < 600; i++) {
    const { items } = await list()
    if (items.length === 2) return items[0]
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no hot spots have been found')
}
