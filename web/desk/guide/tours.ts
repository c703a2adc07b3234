// SPDX-License-Identifier: Apache-2.0
// The first walk around, per role: five to nine steps, each at a thing on the screen. A step whose thing is not there (a right
// that this person does not hold) is left out.

export interface Step {
  /** CSS selector of what the step points at; none: the middle of the screen. */
  at?: string
  title: string
  text: string
}

const link = (to: string) => `.rail a[href="/desk${to}"]`
const WORK: Step = { at: link('/'), title: '先看我的工作', text: '每天从这里开始：要到期的排在最前面，点一件就能办。' }
const FIND: Step = { at: '.top input, .top .finder, .top button', title: '直接去', text: '按 / 或 Ctrl+K，输入页面名、首字母或编号，回车就到。' }
const HELP: Step = { at: '.help-menu', title: '随时可以问', text: '这里有使用指南和快捷键（按 ?）。页面上的“为什么”会说明规则和依据。' }
const WHISTLE: Step = { at: link('/whistles'), title: '吹哨', text: '一家办不了的事吹哨叫人：应哨、到场、会商、决定都在这里，倒计时一直看得见。' }
const DISPUTES: Step = { at: link('/disputes'), title: '退单裁定', text: '不该本单位办的，写明依据退单；裁定以前时限照走，裁定过的成为先例。' }
const ADJUST: Step = { at: link('/adjustments'), title: '延期挂账', text: '来不及的在到期以前申请，本单位和中心两级同意才算数，每一次暂停都写进经过。' }
const URGENT: Step = { at: link('/emergencies'), title: '突发紧急', text: '没有人接手会一直响。接手、核实、派出力量、续报和解除都在这里。' }
const HARD: Step = { at: link('/hardcases'), title: '疑难件', text: '没人管、管不好的列在这里：有人定办法，有人盯进展，协调不了就提级。' }
const NOTICES: Step = { at: link('/notices'), title: '三单', text: '提示单、督办单、警示单：系统只提草稿，由人签发；收到的要签收、反馈。' }
const HELLO = (text: string): Step => ({ title: '欢迎使用应哨', text })

const TOURS: Record<string, Step[]> = {
  receiver: [
    HELLO('用一分钟看看接听登记要用的几处地方。按 → 下一步，Esc 跳过，以后可以在“帮助”里重看。'),
    WORK,
    { at: link('/intake'), title: '登记诉求', text: '接电话时打开它：号码带出历史来电，边打字边提示事项、相似件和知识。全程可以只用键盘。' },
    { at: link('/sorting'), title: '待分拣', text: '网上、随手拍来的诉求在这里，补齐要素后转去派单。' },
    { at: link('/appeals'), title: '查诉求', text: '来电问进度时，按号码或编号查，能看到办到哪一步、该怎么答复。' },
    FIND,
    HELP,
  ],
  dispatcher: [
    HELLO('用一分钟看看派单要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    { at: link('/pool'), title: '派单池', text: '每件都带建议单位和理由，可以成批派出，一分钟内、没人签收前能撤回。' },
    URGENT,
    DISPUTES,
    WHISTLE,
    { at: link('/judging'), title: '研判', text: '回访不满意的在这里判断：退回重办，还是解释到位。' },
    FIND,
    HELP,
  ],
  handler: [
    HELLO('用一分钟看看办理工单要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    { at: link('/orders'), title: '工单', text: '派给本单位的都在这里：先签收，再联系群众，办完提交佐证。超期的标红。' },
    DISPUTES,
    ADJUST,
    WHISTLE,
    NOTICES,
    FIND,
    HELP,
  ],
  town: [
    HELLO('用一分钟看看镇街要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    { at: link('/orders'), title: '工单', text: '派到镇街的先签收，能拆成子单派给社区和站所。' },
    { at: link('/review'), title: '审核', text: '社区和站所办完的在这里把关：通过、退回，理由写清楚。' },
    WHISTLE,
    HARD,
    { at: link('/grids'), title: '网格', text: '看每个网格的人员和户数，打印一格一码的二维码。' },
    FIND,
    HELP,
  ],
  appraiser: [
    HELLO('用一分钟看看督办考核要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    NOTICES,
    { at: link('/judging'), title: '研判', text: '回访不满意的在这里判断：退回重办，还是不合理；须两个不同单位的人认定。' },
    HARD,
    WHISTLE,
    FIND,
    HELP,
  ],
  callback_agent: [
    HELLO('用一分钟看看回访要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    { at: link('/callback'), title: '回访', text: '按到期先后排好，领一件打一个（N），问完登记评价（E），问法和选项都在屏上。' },
    { at: link('/appeals'), title: '查诉求', text: '群众问起别的事，随时能查。' },
    FIND,
    HELP,
  ],
  sys_admin: [
    HELLO('用一分钟看看维护资料要用的几处地方。按 → 下一步，Esc 跳过。'),
    { at: link('/grids'), title: '网格', text: '在地图上分割、合并、移动边界，旧案件仍属原网格；二维码也在这里打印。' },
    { at: link('/calendar'), title: '日历', text: '放假通知出来后改这里，保存前会告诉您移动多少在跑的时限。' },
    { at: link('/ref/event-types'), title: '事项清单', text: '改一条之前，先看有多少件在办案件用它。整张清单可以导出、改好再导入，逐格核对。' },
    { at: link('/units'), title: '机构', text: '新增、合并单位，停用前会检查还有没有在用的下级单位。' },
    FIND,
    HELP,
  ],
  sec_admin: [
    HELLO('用一分钟看看权限管理要用的几处地方。按 → 下一步，Esc 跳过。'),
    { at: link('/users'), title: '用户', text: '账号由系统管理员提出，由您批准；一个人不能自提自批。' },
    { at: link('/grants'), title: '授权', text: '待批准的授权在这里，批准前看清范围。' },
    { at: link('/sees'), title: '能看到什么', text: '任何人的权限从哪里来、看不看得到某件案件，一查就明白。' },
    { at: link('/roles'), title: '角色与权限', text: '角色的最大范围一览，两个角色可以对照。' },
    HELP,
  ],
  grid_head: [
    HELLO('用一分钟看看网格工作要用的几处地方；在外面用手机打开 /h5/work 更方便。按 → 下一步，Esc 跳过。'),
    WORK,
    { at: link('/patrol'), title: '巡查上报', text: '路上看到的问题从这里报，当场办好的记成自办件。' },
    { at: link('/check'), title: '核查结案', text: '没有人反映、巡查发现的事办完后到这里，请到现场看过再结案。' },
    WHISTLE,
    { at: link('/visits'), title: '走访与报到', text: '约好的走访到日提醒；外来力量来干了什么，也记在这里。' },
    HELP,
  ],
  city_leader: [
    HELLO('用一分钟看看掌握全局要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    URGENT,
    HARD,
    WHISTLE,
    NOTICES,
    { at: link('/scores'), title: '考核得分', text: '各单位得分逐项可查：每一分从哪张工单来，异议怎样裁定。' },
    FIND,
    HELP,
  ],
  discipline: [
    HELLO('用一分钟看看监督要用的几处地方。按 → 下一步，Esc 跳过。'),
    { at: link('/cases'), title: '案件', text: '每一步是谁、什么时候做的都在经过里，改不了也删不掉；每一次暂停和延期都看得见。' },
    NOTICES,
    { at: link('/scores'), title: '考核得分', text: '各单位得分逐项可查：每一分从哪张工单来，异议怎样裁定。' },
    FIND,
    HELP,
  ],
  audit_admin: [
    HELLO('用一分钟看看审计要用的几处地方。按 → 下一步，Esc 跳过。'),
    { at: link('/audit'), title: '审计', text: '谁登录、谁看了联系方式、谁改了权限和资料，按人、按时间查；记录首尾相连，改动会被发现。' },
    { at: link('/roles'), title: '角色与权限', text: '每个角色最多能做什么，两个角色可以对照。' },
    HELP,
  ],
}
const PLAIN: Step[] = [
  HELLO('用一分钟看看几处常用的地方。按 → 下一步，Esc 跳过。'),
  WORK,
  { at: '.rail nav', title: '左边是您的页面', text: '只列出您有权限的页面；数字是等着办的件数，红色表示有超期。' },
  FIND,
  { at: '.conn, .sign', title: '连接状态', text: '断网时能做什么、不能做什么，会写在这里。' },
  HELP,
]
const SAME: Record<string, string> = { unit_leader: 'handler', community: 'town', grid_worker: 'grid_head', quality: 'callback_agent' }

/** Every page that a tour points at. */
export const TOURED = [...new Set(Object.values(TOURS).flatMap((steps) => steps.map((step) => step.at ?? '')))]

/** The tour of the first role that has one. */
export function tourOf(roles: string[]): Step[] {
  for (const role of roles) {
    const found = TOURS[role] ?? TOURS[SAME[role] ?? '']
    if (found) return found
  }
  return PLAIN
}

export interface Shortcut {
  keys: string
  text: string
}
export const SHORTCUTS: { title: string; keys: Shortcut[] }[] = [
  {
    title: '到处都能用',
    keys: [
      { keys: '/', text: '打开命令框，去页面、查编号' },
      { keys: 'Ctrl+K', text: '同上' },
      { keys: '?', text: '看快捷键' },
      { keys: 'Escape', text: '关闭窗口、菜单' },
    ],
  },
  {
    title: '列表',
    keys: [
      { keys: 'J', text: '下一行' },
      { keys: 'K', text: '上一行' },
      { keys: 'Enter', text: '打开这一行' },
      { keys: 'X', text: '选中这一行，成批办理' },
      { keys: 'Shift+X', text: '选到这一行（派单池）；其他列表按住 Shift 移动' },
      { keys: 'Escape', text: '放开选中的，回到列表' },
    ],
  },
  {
    title: '我的工作',
    keys: [
      { keys: 'Enter', text: '打开这一件' },
      { keys: 'E', text: '做它的下一步：签收、派单、审核……' },
    ],
  },
  {
    title: '派单池',
    keys: [
      { keys: 'A', text: '选中有把握的' },
      { keys: 'D', text: '派单' },
      { keys: 'F', text: '派给别的单位' },
      { keys: 'Ctrl+Z', text: '撤回刚派的' },
    ],
  },
  {
    title: '诉求',
    keys: [
      { keys: 'F', text: '立案' },
      { keys: 'M', text: '并入案件' },
      { keys: 'U', text: '催办' },
    ],
  },
  {
    title: '案件',
    keys: [
      { keys: 'D', text: '派单' },
      { keys: 'C', text: '归类定级' },
      { keys: 'U', text: '催办' },
      { keys: 'M', text: '归并' },
      { keys: 'N', text: '写备注' },
      { keys: 'B', text: '一键吹哨' },
    ],
  },
  {
    title: '工单和审核',
    keys: [
      { keys: 'A', text: '工单：全选；审核：通过' },
      { keys: 'S', text: '签收' },
      { keys: 'P', text: '派子单' },
      { keys: 'G', text: '指定承办人' },
      { keys: 'T', text: '联系诉求人' },
      { keys: 'E', text: '提交结果；吹哨页面：办下一步' },
      { keys: 'B', text: '一键吹哨' },
      { keys: 'R', text: '审核：退回' },
    ],
  },
  {
    title: '回访',
    keys: [
      { keys: 'N', text: '领取下一件' },
      { keys: 'E', text: '登记评价' },
      { keys: 'T', text: '登记一次联系' },
    ],
  },
  {
    title: '网格边界编辑',
    keys: [
      { keys: 'Enter', text: '完成画线或画范围' },
      { keys: 'Backspace', text: '去掉上一点' },
      { keys: 'Ctrl+Z', text: '撤销一步' },
    ],
  },
]
