// SPDX-License-Identifier: Apache-2.0
// Roles, and the dialogs of granting them.
import { ref } from 'vue'
import { get } from '@shared/api/client'
import { SCOPE, options } from '@shared/enums'
import type { ActionSpec } from '../forms/actions'

export interface Matrix {
  roles: { role: string; text: string }[]
  caps: { cap: string; text: string; contractor_barred?: boolean }[]
  scopes?: { scope: string; text: string }[]
  grants: Record<string, Record<string, string>>
}

export const matrix = ref<Matrix>()
export const roles = ref<{ role: string; text: string }[]>([])

export async function loadRoles(): Promise<void> {
  if (matrix.value) return
  try {
    matrix.value = await get<Matrix>('/auth/caps')
    roles.value = matrix.value.roles
  } catch {
    // The pages show what they have; the matrix page says the error itself.
  }
}

export const grantSpec: ActionSpec<{ id: string; version?: number }> = {
  title: '提出授权',
  intro: '提出后由安全管理员批准才生效。范围是上限：角色本身的范围更小时按角色的算。',
  fields: () => [
    { key: 'role', label: '角色', type: 'select', required: true, options: roles.value.map((row) => ({ value: row.role, text: row.text })) },
    { key: 'scope', label: '范围', type: 'radio', required: true, options: options(SCOPE).filter((option) => option.value !== 'number') },
    {
      key: 'unit_id',
      label: '授权单位（不选为本人单位）',
      type: 'unit',
      when: (values) => values.scope === 'unit' || values.scope === 'region',
    },
    {
      key: 'grid_id',
      label: '授权网格编号（不填为其岗位所在网格）',
      type: 'text',
      when: (values) => values.scope === 'grid',
    },
    { key: 'valid_to', label: '到期（不填为长期）', type: 'day' },
  ],
  path: (user) => `/users/${user.id}/grants`,
  versioned: false,
  submit: '提出',
  said: '已提出，等待批准',
}

export const revokeSpec: ActionSpec<{ id: string; version?: number }> = {
  title: '撤销或驳回授权',
  intro: '立即生效，已登录的会话同时失去这项权限。',
  fields: () => [{ key: 'reason', label: '理由', type: 'text', required: true, max: 200, wide: true }],
  path: (grant) => `/grants/${grant.id}/revoke`,
  versioned: false,
  submit: '撤销',
  danger: true,
}
