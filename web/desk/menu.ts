// SPDX-License-Identifier: Apache-2.0
// The menu as a table: which capability shows which entry, and which count of /board/me stands beside it.
import type { WorkCounts } from '@shared/api/work'

export interface Entry {
  to: string
  text: string
  caps: string[]
  counts?: (keyof WorkCounts)[]
}

export interface Group {
  text: string
  entries: Entry[]
}

const REVIEW = ['REVIEW_UNIT', 'REVIEW_COMMUNITY', 'REVIEW_TOWN', 'REVIEW_DISTRICT']

export const MENU: Group[] = [
  {
    text: '我的',
    entries: [
      { to: '/inbox', text: '收件箱', caps: ['SELF'], counts: ['inbox'] },
      { to: '/handover', text: '请假代理', caps: ['SELF'] },
    ],
  },
  {
    text: '受理与分拣',
    entries: [
      { to: '/intake', text: '受理坐席', caps: ['APPEAL_CREATE'] },
      { to: '/hotline', text: '话务大厅', caps: ['HOTLINE'] },
      { to: '/knowledge', text: '知识库', caps: ['REF_READ'] },
      { to: '/sorting', text: '待分拣', caps: ['APPEAL_SORT'], counts: ['sorting'] },
      { to: '/appeals', text: '诉求查询', caps: ['APPEAL_READ'] },
      { to: '/sources', text: '来源统计', caps: ['APPEAL_READ'] },
      { to: '/accuracy', text: '归类准确率', caps: ['JUDGE'] },
    ],
  },
  {
    text: '派单与案件',
    entries: [
      { to: '/pool', text: '派单池', caps: ['DISPATCH'], counts: ['pool'] },
      { to: '/emergencies', text: '突发紧急', caps: ['EMERGENCY', 'EMERGENCY_REPORT'], counts: ['emergency'] },
      { to: '/hardcases', text: '疑难件', caps: ['HARDCASE', 'REVIEW_UNIT', 'HANDLE'], counts: ['hardcase'] },
      { to: '/hotspots', text: '热点', caps: ['HOTSPOT_READ'], counts: ['hotspot'] },
      { to: '/cases', text: '案件', caps: ['CASE_READ'] },
      { to: '/judging', text: '研判', caps: ['JUDGE'], counts: ['judging'] },
      { to: '/check', text: '核查结案', caps: ['GRID_CHECK'], counts: ['check'] },
    ],
  },
  {
    text: '办理',
    entries: [
      { to: '/orders', text: '工单', caps: ['HANDLE', 'CASE_READ'], counts: ['sign'] },
      { to: '/review', text: '审核', caps: REVIEW, counts: ['review'] },
      { to: '/adjustments', text: '延期挂账', caps: ['ADJUST_DECIDE', 'REVIEW_UNIT', 'HANDLE'], counts: ['adjust_unit', 'adjust_centre'] },
      { to: '/disputes', text: '退单裁定', caps: ['DISPUTE_RULE', 'DISPUTE_LAST', 'REVIEW_UNIT', 'HANDLE'], counts: ['dispute_unit', 'dispute_centre', 'dispute_last'] },
      { to: '/whistles', text: '吹哨指挥', caps: ['WHISTLE', 'WHISTLE_ANSWER', 'WHISTLE_RULE'], counts: ['whistle_answer', 'whistle_task', 'whistle_rate', 'whistle_rule'] },
      { to: '/callback', text: '回访', caps: ['CALLBACK'], counts: ['callback'] },
      { to: '/promises', text: '承诺账', caps: ['HANDLE', 'REVIEW_UNIT', 'CALLBACK', 'DISPATCH', 'JUDGE'], counts: ['promise', 'promise_ask'] },
      { to: '/notices', text: '三单', caps: ['NOTICE_READ'], counts: ['notice_sign', 'notice_audit', 'notice_ack', 'notice_reply'] },
    ],
  },
  {
    text: '网格',
    entries: [
      { to: '/patrol', text: '巡查上报', caps: ['PATROL'] },
      { to: '/self', text: '自办件', caps: ['SELF_HANDLE', 'SELF_SAMPLE'] },
      { to: '/instructions', text: '指令', caps: ['INSTRUCT'] },
      { to: '/visits', text: '走访与报到', caps: ['VISIT_READ'] },
      { to: '/duty-returns', text: '职责外退回', caps: ['DISPATCH'] },
    ],
  },
  {
    text: '考核',
    entries: [
      { to: '/scores', text: '考核得分', caps: ['BOARD_READ'] },
      { to: '/accountability', text: '问责与表扬', caps: ['ACCOUNT_READ'] },
      { to: '/exclusions', text: '剔除复核', caps: ['EXCLUSION_ASK', 'EXCLUSION_RULE'] },
    ],
  },
  {
    text: '基础资料',
    entries: [
      { to: '/ref/event-types', text: '事项清单', caps: ['REF_READ'] },
      { to: '/ref/coresp', text: '同责清单', caps: ['REF_READ'] },
      { to: '/ref/level-duties', text: '履职事项清单', caps: ['REF_READ'] },
      { to: '/ref/grid-duties', text: '网格员职责清单', caps: ['REF_READ'] },
      { to: '/ref/colours', text: '分级规则', caps: ['REF_READ'] },
      { to: '/ref/channels', text: '渠道', caps: ['REF_READ'] },
      { to: '/ref/domains', text: '领域', caps: ['REF_READ'] },
      { to: '/ref/asset-owners', text: '权属单位', caps: ['REF_READ'] },
      { to: '/ref/whistle-kinds', text: '哨种与时限', caps: ['REF_READ'] },
      { to: '/ref/whistle-distances', text: '到场距离', caps: ['REF_READ'] },
      { to: '/ref/notice-triggers', text: '三单触发条件', caps: ['REF_READ'] },
      { to: '/ref/notice-kinds', text: '三单设置', caps: ['REF_READ'] },
      { to: '/ref/texts', text: '标准文本', caps: ['REF_READ'] },
      { to: '/ref/message-templates', text: '消息模板', caps: ['REF_READ'] },
      { to: '/ref/emergency-classes', text: '突发事件类别', caps: ['REF_READ'] },
      { to: '/ref/emergency-rings', text: '无人接手通知', caps: ['REF_READ'] },
      { to: '/ref/rule-numbers', text: '规则数值', caps: ['REF_READ'] },
      { to: '/ref/places', text: '地名库', caps: ['REF_READ'] },
      { to: '/calendar', text: '日历', caps: ['REF_READ'] },
      { to: '/units', text: '机构', caps: ['REF_READ'] },
      { to: '/grids', text: '网格', caps: ['REF_READ'] },
      { to: '/ref/posts', text: '岗位 A/B 岗', caps: ['REF_READ'] },
    ],
  },
  {
    text: '管理',
    entries: [
      { to: '/outbox', text: '消息发送', caps: ['HOTLINE_LEAD', 'RULE_EDIT'], counts: ['outbox_dead'] },
      { to: '/users', text: '用户', caps: ['USER_READ'] },
      { to: '/grants', text: '授权', caps: ['USER_READ'] },
      { to: '/roles', text: '角色与权限', caps: ['USER_READ', 'AUDIT_READ'] },
      { to: '/sees', text: '能看到什么', caps: ['USER_READ'] },
      { to: '/audit', text: '审计', caps: ['AUDIT_READ'] },
    ],
  },
]

/** Capabilities of a page, so that menu and router cannot differ. */
export function capsOf(to: string): string[] {
  for (const group of MENU) for (const entry of group.entries) if (entry.to === to) return entry.caps
  return []
}
