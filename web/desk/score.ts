// SPDX-License-Identifier: Apache-2.0
// Scores in words: what each line measures, how its points came about, why a unit stands where it stands.
import type { ScoreLine, ScoreList, ScoreMeasure, ScoreObjection, ScoreProfile, ScoreRow, ScoreRunKind, ScoreRuns, ScoreTerm } from '@shared/api/score'
import { formatTime, points } from '@shared/format'

export const OBJECTION_WHAT: Record<ScoreObjection['what'], string> = { due: '到期与按期', returned: '退办', answers: '群众评价' }
export const OBJECTION_STATUS: Record<ScoreObjection['status'], string> = { filed: '待裁定', upheld: '成立，已剔除', rejected: '不成立', withdrawn: '已撤回' }
export const RUN_NAME: Record<ScoreRunKind, string> = { daily: '每日榜', preliminary: '初榜', frozen: '定榜' }
/** The list that counts when nobody has chosen one: frozen, else the last preliminary one, else none. */
export function official(runs: ScoreRuns, list: ScoreList['list']): ScoreRuns['runs'][number] | undefined {
  const of = (kind: ScoreRunKind) => runs.runs.find((one) => one.list === list && one.kind === kind)
  return of('frozen') ?? of('preliminary')
}
/** Where a month stands, for the line above its list. */
export function standing(runs: ScoreRuns): string {
  if (runs.status === 'frozen') return `${formatTime(runs.frozen_at)} 定榜，不再改变；${runs.disclosed_basis ? `按 ${runs.disclosed_basis} 公开全部名次` : '名次未公开，只看得到自己有权看的单位'}`
  if (runs.status === 'preliminary') return `初榜 ${formatTime(runs.published_at)} 公布，异议提到 ${formatTime(runs.objections_until)}，${formatTime(runs.freeze_from)} 以后定榜`
  return '本月尚未公布初榜；每天早上六点留一份每日榜'
}
export const LIST_NAME: Record<ScoreList['list'], string> = { towns: '镇街', departments: '部门' }
const MEASURE: Record<ScoreMeasure, string> = {
  satisfaction: '满意度',
  satisfied: '满意率',
  solved: '解决率',
  closed: '结案率',
  ontime: '按期办结率',
  returned: '退办率',
  contacted: '响应率',
}
/** Position in left_out of what a line is measured by. */
const FIGURE: Record<ScoreMeasure, number> = { closed: 0, ontime: 0, contacted: 0, returned: 1, satisfaction: 2, satisfied: 2, solved: 2 }
/** How many lines were left out of what the term measures. */
export const leftOut = (row: ScoreRow, term: ScoreTerm): number => row.left_out?.[FIGURE[term.measure]] ?? 0
const TYPES = ['咨询', '求助', '投诉', '举报', '建议', '表扬']

/** Points of a profile: without zeros that say nothing. */
export const most = (micro: number): string => String(micro / 1e6)
export const percent = (micro: number | null | undefined): string => (micro === null || micro === undefined ? '—' : `${(Math.round(micro / 100) / 100).toFixed(2)}%`)
/** Hundredths of a matter: whole numbers unless units share. */
export const matters = (hundredths: number): string => String(hundredths / 100)

export function termName(term: ScoreTerm): string {
  const some = TYPES.filter((_, i) => term.types & (1 << i))
  return some.length === TYPES.length || some.length > 3 ? MEASURE[term.measure] : `${MEASURE[term.measure]}（${some.join('、')}）`
}

/** How the points of a line came about, with its own numbers. */
export function working(term: ScoreTerm, line: ScoreLine, profile: ScoreProfile, group: number | null): string {
  const full = most(term.points_micro)
  if (term.measure === 'satisfaction') {
    const own = line.den ? `${matters(line.den)} 件评价折算 ${percent(line.rate_micro)}` : '没有评价'
    const drawn = `并入 ${profile.shrink} 件本组均值 ${percent(group)} 后为 ${percent(line.used_micro)}`
    return `${own}；${drawn}；× ${full} 分`
  }
  if (line.rate_micro === null) return '没有可计的件，不扣分'
  const rate = `${matters(line.num)} ÷ ${matters(line.den)} = ${percent(line.rate_micro)}`
  if (term.shape === 'linear') return `${rate}；× ${full} 分`
  if (term.shape === 'ceiling') return `${rate}；${full} 分 ×（1 − ${percent(line.used_micro)} ÷ ${percent(term.max_micro)}），到上限为 0`
  return `${rate}；${full} 分 −（${percent(term.base_micro)} − ${percent(line.used_micro)}）× 每个百分点 ${most(term.per_micro)} 分，最低 ${most(term.floor_micro)} 分`
}

const apart = (one: { name: string; gap: number }): string => `${one.name}${one.gap < 0 ? '少' : '多'} ${points(Math.abs(one.gap))} 分`
/** What separates the unit from the one above it, by term. */
function step(row: ScoreRow, profile: ScoreProfile): string {
  if (!row.behind_micro.length || row.rank === null) return row.rank === 1 ? '第 1 名。' : ''
  const total = row.behind_micro.reduce((sum, one) => sum + one, 0)
  const parts = row.behind_micro
    .map((behind, i) => ({ name: termName(profile.terms[i]!), gap: -behind }))
    .filter((one) => Math.abs(one.gap) >= 5_000)
    .sort((a, b) => a.gap - b.gap)
  const by = total < 5_000 && !parts.length ? '得分几乎相同，先后看按期办结率和评价件数' : `少 ${points(total)} 分：${parts.map(apart).join('，')}`
  return `第 ${row.rank} 名，比第 ${row.rank - 1} 名${by}。`
}
/** “为什么排在这里”: the step above, and against the mean of the list. */
export function why(row: ScoreRow, list: ScoreList, profile: ScoreProfile): string {
  if (row.too_few) return `到期 ${matters(row.due_hundredths)} 件，不足 ${profile.min_due} 件，样本不足：只显示，不排名，不列入末位。`
  const gaps = row.lines
    .map((line, i) => ({ name: termName(profile.terms[i]!), gap: line.points_micro - (list.mean_points_micro[i] ?? line.points_micro) }))
    .filter((one) => Math.abs(one.gap) >= 5_000)
    .sort((a, b) => a.gap - b.gap)
  const total = gaps.reduce((sum, one) => sum + one.gap, 0)
  const compared = gaps.length ? `比${LIST_NAME[list.list]}平均${total < 0 ? '少' : '多'} ${points(Math.abs(total))} 分：${gaps.map(apart).join('，')}。` : '与平均持平。'
  return `${step(row, profile)}${compared}`
}
