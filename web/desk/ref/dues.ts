// SPDX-License-Identifier: Apache-2.0
// What a change of the calendar does to running limits, asked before it is made.

export interface DuePreview {
  clocks: number
  moved: number
  later: number
  earlier: number
  relieved: number
  broken: number
  more: boolean
  sample: { case_no: string; clock: string; due_at: number; new_due_at: number }[]
}

export function dueSentence(found: DuePreview): string {
  const all = `${found.more ? '前 ' : ''}${found.clocks} 个在跑的工作日时限`
  if (!found.moved) return `${all}都不受影响。`
  const parts = [found.later ? `${found.later} 个推后` : '', found.earlier ? `${found.earlier} 个提前` : ''].filter(Boolean)
  const edge = [
    found.broken ? `其中 ${found.broken} 个会变成超期，请先告知承办单位` : '',
    found.relieved ? `${found.relieved} 个不再算超期` : '',
  ].filter(Boolean)
  return `${all}中有 ${found.moved} 个会变：${parts.join('，')}${edge.length ? `；${edge.join('，')}` : ''}。每一件都会在经过里写明。`
}

/** Days of a previewed calendar file: the key is the day, 是否工作日 the cell. */
export function daysOf(changes: { kind: string; key: string; cells: { field: string; after: string }[] }[]): { day: number; working: boolean }[] {
  return changes.flatMap((change) => {
    const working = change.cells.find((cell) => cell.field === 'working')
    return change.kind !== 'absent' && working && /^\d{8}$/.test(change.key) ? [{ day: Number(change.key), working: working.after === '是' }] : []
  })
}
