// SPDX-License-Identifier: Apache-2.0
// What the command box (Ctrl+K or /) can do besides going to pages and finding numbers. A room adds its rows here.
import type { Component } from 'vue'
import { Contrast, KeyRound, LogOut, Rows3, Type } from '@lucide/vue'
import { density, isDark, setPref, textSize } from '@shared/prefs'
import { logout } from './session'
import { router } from './router'

export interface Command {
  text: string
  /** Other words somebody may use for it. */
  words?: string
  icon?: Component
  /** Needs one of these; nothing: everybody. */
  caps?: string[]
  run: () => unknown
}

export async function leave(): Promise<void> {
  await logout().catch(() => {})
  await router.replace('/login')
}

export const COMMANDS: Command[] = [
  { text: '切换深色或浅色', words: '主题 夜间 黑色', icon: Contrast, run: () => setPref('theme', isDark() ? 'light' : 'dark') },
  { text: '切换宽松或紧凑', words: '密度 行距', icon: Rows3, run: () => setPref('density', density() === 'compact' ? 'comfortable' : 'compact') },
  {
    text: '放大或缩小文字',
    words: '字号 大字',
    icon: Type,
    run: () => setPref('text', { normal: 'large', large: 'huge', huge: 'normal' }[textSize()]),
  },
  { text: '修改密码', icon: KeyRound, run: () => router.push('/password') },
  { text: '退出登录', words: '注销', icon: LogOut, run: leave },
]
