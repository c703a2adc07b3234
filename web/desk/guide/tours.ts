// SPDX-License-Identifier: Apache-2.0
// The first walk around, per role: five to seven steps, each at a thing on the screen. A step whose thing is not there (a right
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
    { at: link('/pool'), title: '派单池', text: '每件都带建议单位和理由，可以成批派出，十秒内能撤回。' },
    { at: link('/cases'), title: '案件', text: '一件事一个案件，相同的诉求归并在一起，合错了可以拆开。' },
    { at: link('/judging'), title: '研判', text: '回访不满意的在这里判断：退回重办，还是解释到位。' },
    { at: link('/ref/event-types'), title: '事项清单', text: '派给谁、多长时间、要什么佐证，都出自这张清单。' },
    FIND,
    HELP,
  ],
  handler: [
    HELLO('用一分钟看看办理工单要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    { at: link('/orders'), title: '工单', text: '派给本单位的都在这里：先签收，再联系群众，办完提交佐证。超期的标红。' },
    { at: link('/ref/event-types'), title: '该不该我办', text: '事项清单写明主办、时限和佐证；确不属于本单位的，可以按依据申请退单。' },
    { at: '.conn, .sign', title: '连接状态', text: '断网时已填的内容不会丢，连上后接着提交。' },
    FIND,
    HELP,
  ],
  town: [
    HELLO('用一分钟看看镇街要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    { at: link('/orders'), title: '工单', text: '派到镇街的先签收，能拆成子单派给社区和站所。' },
    { at: link('/review'), title: '审核', text: '社区和站所办完的在这里把关：通过、退回，理由写清楚。' },
    { at: link('/grids'), title: '网格', text: '看每个网格的人员和户数，打印一格一码的二维码。' },
    FIND,
    HELP,
  ],
  callback_agent: [
    HELLO('用一分钟看看回访要用的几处地方。按 → 下一步，Esc 跳过。'),
    WORK,
    { at: link('/callback'), title: '回访', text: '按到期先后排好，领一件打一个，问法和选项都在屏上。' },
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
}
const PLAIN: Step[] = [
  HELLO('用一分钟看看几处常用的地方。按 → 下一步，Esc 跳过。'),
  WORK,
  { at: '.rail nav', title: '左边是您的页面', text: '只列出您有权限的页面；数字是等着办的件数，红色表示有超期。' },
  FIND,
  { at: '.conn, .sign', title: '连接状态', text: '断网时能做什么、不能做什么，会写在这里。' },
  HELP,
]
const SAME: Record<string, string> = { unit_leader: 'handler', community: 'town', audit_admin: '', quality: 'callback_agent' }

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
