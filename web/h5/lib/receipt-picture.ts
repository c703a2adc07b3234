// SPDX-License-Identifier: Apache-2.0
// The query code as a picture for the phone's album: black on white whatever the theme, large enough to be read without glasses.
import { city } from './config'

const WIDTH = 720
const HEIGHT = 560
const FONT = "'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"

function draw(code: string, no: string, day: string, what: string): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const g = canvas.getContext('2d')
  if (!g) return null
  g.fillStyle = '#ffffff'
  g.fillRect(0, 0, WIDTH, HEIGHT)
  g.fillStyle = '#0d4f57'
  g.fillRect(0, 0, WIDTH, 84)
  g.fillStyle = '#ffffff'
  g.font = `600 34px ${FONT}`
  g.fillText(`${city.city} 应哨 · 查询码`, 36, 55)
  g.fillStyle = '#1d2524'
  g.font = '600 76px monospace'
  const parts = code.split('-')
  g.fillText(parts.slice(0, 2).join(' '), 36, 200)
  g.fillText(parts.slice(2).join(' '), 36, 300)
  g.font = `28px ${FONT}`
  for (const [i, line] of [`受理编号 ${no}`, `${day} 提交`, what ? `事情：${what}` : '', `查进度请打开本页，或拨打 ${city.hotline}`].entries())
    g.fillText(line, 36, 372 + i * 46, WIDTH - 72)
  return canvas
}

/** Hands the picture to the phone; false when the browser refuses. */
export async function saveReceiptPicture(code: string, no: string, day: string, what: string): Promise<boolean> {
  const canvas = draw(code, no, day, what)
  const blob = canvas && (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png')))
  if (!blob) return false
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `查询码-${no}.png`
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  return true
}
