// SPDX-License-Identifier: Apache-2.0
// The words of the closed lists of the API contract, as users see them (architecture.md section 8).
// Open lists (channels, event types, units …) come from the server.

export type Colour = 'red' | 'orange' | 'yellow' | 'blue' | 'green'
export type Option = { value: string; text: string }

const words = <K extends string>(table: Record<K, string>) => table

export const COLOUR = words({ red: '红', orange: '橙', yellow: '黄', blue: '蓝', green: '绿' })
export const TYPE = words({
  consult: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
})
export const FAMILY = words({ people: '民生', development: '发展', enforcement: '执法' })
export const ANONYMITY = words({ named: '实名', anonymous: '匿名', secret: '保密' })
export const PERSON_KIND = words({ citizen: '群众', enterprise: '企业', staff: '工作人员' })
export const URGENCY = words({ normal: '一般', urgent: '紧急', emergency: '特急' })
export const SPECIAL = words({
  legal_route: '应走诉讼、仲裁、复议、信访等法定途径',
  same_matter: '同一事项已受理或已有最终答复',
  secrecy: '涉及国家秘密、商业秘密或他人隐私',
  outside: '不属于本地或政府职责范围',
  unlawful: '违法或恶意，如骚扰、辱骂、推销',
})
export const APPEAL_STATUS = words({
  new: '新建',
  sorting: '待分拣',
  answered: '已直接答复',
  supplement: '待补充',
  closed_silent: '已关闭（未补充）',
  emergency: '已转紧急专线',
  refused: '不予受理',
  joined_own: '并入原件',
  joined: '并入主件',
  filed: '已立案',
  to_rate: '待评价',
  rated: '已评价',
  unrated: '未评价',
  waived: '免回访',
  withdrawn: '已撤回',
})
export const CASE_STATUS = words({
  filed: '已立案（待派）',
  handling: '办理中',
  callback: '待回访',
  ready: '待结',
  judging: '研判',
  closed: '结案',
  merged: '已归并',
})
export const ORDER_STATUS = words({
  to_sign: '待签收',
  handling: '办理中',
  unit_review: '单位审核',
  upper_review: '上级审核',
  settled: '已审结',
  redirected: '已改派',
  recalled: '已撤回',
  suspended: '挂账中',
  terminated: '已终止',
  transferred: '已移送',
  parked: '随案归并',
})
export const ORDER_ROLE = words({ lead: '主办', assist: '协办', sub: '子单' })
export const SELF_STATUS = words({ done: '已办', verified: '核实', untrue: '不实' })
export const CALLBACK_STATUS = words({
  open: '待回访',
  claimed: '回访中',
  done: '已评价',
  waived: '免回访',
  unrated: '未评价',
  void: '已作废',
})
export const CLOSING_KIND = words({
  solved: '已解决',
  explained: '解释',
  not_our_duty: '非本级职责，告知',
  duplicate: '重复件',
  withdrawn: '撤回',
  transferred: '移送',
  unrated: '未评价',
  checked: '核查',
  merged: '归并',
})
export const RESULT = words({
  solved: '已解决',
  partly: '部分解决',
  explained: '解释说明',
  untrue: '反映不实',
  not_duty: '超出职责',
})
export const SOLVED = words({ yes: '解决了', partly: '部分解决', no: '没有解决', clear: '答复清楚', unclear: '答复不清楚' })
export const SATISFIED: Record<number, string> = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' }
export const LIMIT_UNIT = words({
  natural_minute: '分钟',
  natural_hour: '小时',
  natural_day: '天',
  working_hour: '工作小时',
  working_day: '工作日',
})
export const UNIT_KIND = words({
  city: '市',
  county: '县区',
  town: '镇街',
  community: '村居',
  department: '部门',
  branch: '派出机构',
  section: '科室',
  enterprise: '企业',
  center: '中心',
  zone: '功能区',
})
export const EVIDENCE = words({
  none: '不要求',
  text: '文字说明',
  photo: '现场照片',
  photo_pair: '处置前后照片',
  document: '文书',
})
export const REVIEW = words({ unit: '单位审核', town: '单位 → 镇街', district: '单位 → 镇街 → 中心' })
export const REVIEW_LEVEL = words({ unit: '单位', community: '社区', town: '镇街', district: '中心' })
export const DUTY_LEVEL = words({ town: '镇街', community: '村居' })
export const DUTY_LIST = words({ basic: '基本履职', assist: '配合履职', withdrawn: '上级收回', temporary: '临时' })
export const PRINCIPLE = words({ statutory: '法定', agreed: '商定', designated: '指定' })
export const LEAD_RULE = words({ fixed: '固定单位', region: '属地镇街', owner: '权属单位' })
export const STAGE = words({
  report: '反映时',
  before: '处置前',
  after: '处置后',
  evidence: '佐证',
  document: '文书',
  voice: '录音',
})
export const CONTACT_METHOD = words({ phone: '电话', visit: '上门', message: '短信', none: '未联系' })
export const CALL_METHOD = words({ phone: '电话', link: '链接', sms: '短信', visit: '上门' })
export const CALL_OUTCOME = words({
  reached: '接通',
  no_answer: '无人接听',
  refused: '拒绝回访',
  wrong_number: '号码有误',
  later: '约定再打',
})
export const MEMBERSHIP = words({ origin: '原始件', repeat: '重复件', same_matter: '同类件' })
export const NOTION = words({ repeat: '重复件', same_matter: '同类件', related: '关联件' })
export const MERGE_KIND = words({ repeat: '重复件（同一人同一事）', same_matter: '同类（不同人同一事）' })
export const SCOPE = words({ number: '凭编号', own: '本人', grid: '网格', unit: '单位', region: '属地', all: '全市' })
export const USER_STATUS = words({ proposed: '待批准', active: '启用', disabled: '停用' })
export const GRID_POST = words({
  county_leader: '县区领导',
  street_cadre: '街道干部',
  community_secretary: '社区书记',
  grid_head: '网格长',
  grid_worker: '网格员',
})
export const WORKER_TYPE = words({
  full_time: '专职',
  part_time: '兼职',
  industry: '行业',
  window: '窗口',
  mobile: '流动',
  building_head: '楼栋长',
  assistant: '协管员',
})
export const GRID_LEVEL: Record<number, string> = { 1: '基础网格', 2: '单元格', 3: '细胞格', 4: '专属网格' }
export const CASE_SOURCE = words({ appeal: '群众诉求', patrol: '巡查', sensor: '感知' })
export const CLOCK_KIND = words({
  supplement: '补充期限',
  dispatch: '派单时限',
  sign: '签收时限',
  contact: '首次联系时限',
  handle: '办理时限',
  review: '审核时限',
  callback: '回访时限',
  unrated: '未评价期限',
  stage: '法定程序',
})
export const FIVE_ELEMENTS = words({ who: '谁（联系方式）', when: '时间', where: '地点', what: '事情经过', subject: '涉及对象' })
export const TEXT_KIND = words({
  direct_answer: '直接答复',
  supplement: '请补充',
  legal_route: '法定途径告知',
  emergency: '紧急处置',
  not_accepted: '不予受理',
  urge_told: '催办告知',
  sms_receipt: '短信回执',
  callback_script: '回访话术',
})

export function text(table: Record<string, string>, value: string | null | undefined): string {
  return value ? (table[value] ?? value) : ''
}

export function options(table: Record<string, string>): Option[] {
  return Object.entries(table).map(([value, label]) => ({ value, text: label }))
}

/** 咨询, 建议 and 表扬 are asked 答复清楚吗; the others 问题解决了吗 (domain-model.md 3.3). */
export function solvedChoices(type: string): Option[] {
  const clear = ['consult', 'suggestion', 'praise'].includes(type)
  return (clear ? ['clear', 'unclear'] : ['yes', 'partly', 'no']).map((value) => ({ value, text: text(SOLVED, value) }))
}

export function solvedQuestion(type: string): string {
  return ['consult', 'suggestion', 'praise'].includes(type) ? '答复清楚吗？' : '问题解决了吗？'
}
