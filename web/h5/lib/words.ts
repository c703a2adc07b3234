// SPDX-License-Identifier: Apache-2.0
// Plain explanations for citizens, and the words in a text that call for a telephone instead of a form.

export const TYPE_HINT: Record<string, string> = {
  consult: '想问政策、问怎么办事',
  help: '遇到困难，想请人帮忙解决',
  complaint: '对服务、管理或处理结果不满意',
  report: '发现有人违法违规',
  suggestion: '有好主意，想让城市更好',
  praise: '想谢谢做得好的人',
}

export const ANONYMITY_HINT: Record<string, string> = {
  named: '办理的人能看到您的姓名和电话，好跟您联系。大多数事情选这个，办得最快。',
  anonymous: '不留姓名电话。我们联系不上您，只能由您凭查询码自己来看结果。',
  secret: '姓名电话加密保存，只有指定的受理和回访人员能看，办理单位看不到是谁反映的。举报建议选这个。',
}

export interface Danger {
  line: string
  what: string
  advice: string
}

const DANGERS: [pattern: RegExp, danger: Danger][] = [
  [
    /(煤气|燃气|液化气|天然气).{0,6}(味|漏|泄)/,
    { line: '119', what: '燃气泄漏', advice: '不要开关电器、不要点火；开窗，走楼梯到楼外再打电话。' },
  ],
  [/(着火|起火|失火|火灾|冒浓烟|爆炸)/, { line: '119', what: '火情', advice: '先离开，不要坐电梯，到外面再打电话。' }],
  [/(车祸|撞车|撞了人|撞人了|交通事故)/, { line: '122', what: '交通事故', advice: '人先到路边安全处；有人受伤再打 120。' }],
  [
    /(昏迷|晕倒|没有?呼吸|大出血|流很多血|心脏病发|抽搐|中毒|触电|溺水|落水|掉(进|到)(河|海|水|井))/,
    { line: '120', what: '有人伤病', advice: '没有把握不要搬动伤病的人，请人到路口等救护车。' },
  ],
  [
    /(轻生|自杀|跳楼|跳河|跳海|不想活|活不下去|割腕)/,
    { line: '110', what: '有人有生命危险', advice: '请不要让他一个人待着，现在就打电话。' },
  ],
  [
    /(持刀|拿着刀|正在打人|打起来|被打了|抢劫|绑架|入室|家暴|被(骗|诈骗)|诈骗|让我转账|转账过去)/,
    { line: '110', what: '有人身或财产危险', advice: '请先到安全的地方；遇到转账要求，一分钱也不要再转。' },
  ],
]

/** The telephone a text calls for, if any. A hint only: it never stops anyone from sending the form. */
export function dangerIn(text: string): Danger | null {
  return DANGERS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

export const EMERGENCY_LINES = [
  { line: '110', what: '报警' },
  { line: '119', what: '火警' },
  { line: '120', what: '急救' },
  { line: '122', what: '车祸' },
]
