// SPDX-License-Identifier: Apache-2.0
// Made from the server's route tables; do not edit.

export interface ProblemField {
  field: string;
  code: string;
  text: string;
}

/** What every failed call answers (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: ProblemField[];
  retry_after?: number;
  challenge?: string;
  bits?: number;
  expires_at?: number;
  request_id: string;
}

/** Log in; sets the session cookie */
export interface PostApiV1AuthLoginIn {
  /** 账号: account */
  login: string;
  /** 密码: password */
  password: string;
}

/** Change the own password */
export interface PostApiV1AuthPasswordIn {
  /** 原密码: present password */
  old: string;
  /** 新密码: new password */
  new: string;
}

/** Event stream (SSE): messages {topics,kind,stream,id,seq,at}; `reset` asks to fetch everything again. Goes on after Last-Event-ID. */
export interface GetApiV1StreamIn {
  /** 订阅主题: comma-separated: case:ID appeal:ID unit:ID review:UNIT instruction:ID notice:ID whistle:ID pool sorting callback emergency whistles notices hotspots mine */
  topics: string;
}

/** Submits an appeal. */
export interface PostApiV1PublicAppealsIn {
  /** 渠道:  */
  channel?: string;
  /** 类型:  */
  type: "consult" | "help" | "complaint" | "report" | "suggestion" | "praise";
  /** 标题:  */
  title?: string;
  /** 反映内容:  */
  body: string;
  /** 发生时间:  */
  happened?: string;
  /** 被反映对象:  */
  subject?: string;
  /** 地点:  */
  address?: string;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
  /** 网格码: from a grid QR code (U-02) */
  grid_code?: string;
  /** 实名方式:  */
  anonymity: "named" | "anonymous" | "secret";
  /** 身份:  */
  person_kind?: "citizen" | "enterprise";
  /** 称呼:  */
  name?: string;
  /** 联系电话:  */
  phone?: string;
  /** 不用回访:  */
  no_callback?: boolean;
  /** 来源: poster, grid or hall; its place behind a colon */
  source?: string;
  /** 照片: [{id, claim}] */
  files?: unknown[];
  /** 一起跟进的事项: ref of GET /public/similar */
  join?: string;
  /** 企业名称: needed when person_kind is enterprise */
  enterprise_name?: string;
  /** 统一社会信用代码: 18 characters, GB 32100 */
  credit_code?: string;
  /** 企业诉求类别:  */
  enterprise_kind?: "policy" | "difficulty" | "suggestion" | "rights";
}

/** Progress by receipt. */
export interface PostApiV1PublicTrackIn {
  /** 查询码: shown once after submitting */
  receipt?: string;
  /** 电话后四位:  */
  phone_tail?: string;
}

/** Answers a question. */
export interface PostApiV1PublicSupplementIn {
  /** 查询码: shown once after submitting */
  receipt?: string;
  /** 电话后四位:  */
  phone_tail?: string;
  /** 补充内容:  */
  answer: string;
}

/** Withdraws. */
export interface PostApiV1PublicWithdrawIn {
  /** 查询码: shown once after submitting */
  receipt?: string;
  /** 电话后四位:  */
  phone_tail?: string;
  /** 理由:  */
  reason?: string;
}

/** Rates once. */
export interface PostApiV1PublicRateIn {
  /** 查询码: shown once after submitting */
  receipt?: string;
  /** 电话后四位:  */
  phone_tail?: string;
  /** 评价链接:  */
  link?: string;
  /** 问题解决了吗:  */
  solved: "yes" | "partly" | "no" | "clear" | "unclear";
  /** 满意程度: 5 非常满意 … 1 非常不满意 */
  satisfied: number;
  /** 是否联系过您:  */
  contacted?: boolean;
  /** 意见:  */
  opinion?: string;
  /** 原因: codes joined by commas: nobody_came, not_done, came_back, partly, no_answer, slow, attitude, no_contact, passed_around, disagree */
  reasons?: string;
}

/** Says whether a promise was kept. */
export interface PostApiV1PublicPromiseIn {
  /** 查询码: shown once after submitting */
  receipt?: string;
  /** 电话后四位:  */
  phone_tail?: string;
  /** 承诺:  */
  promise_id: string;
  /** 做到了吗:  */
  kept: boolean;
  /** 想说的话:  */
  opinion?: string;
}

/** What the rating link is about. */
export interface GetApiV1PublicRateIn {
  /** 评价链接:  */
  link: string;
}

/** A small picture of the progress page, for a quarter of an hour. */
export interface GetApiV1PublicPhotosIdIn {
  /** 有效期:  */
  until: number;
  /** 签名:  */
  mac: string;
}

/** Known matters of public facilities in the same community, to be joined. */
export interface GetApiV1PublicSimilarIn {
  /** 内容: what has been typed so far */
  text: string;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系:  */
  datum?: "cgcs2000" | "gcj02";
  /** 网格:  */
  grid_id?: string;
  /** 村居:  */
  community_id?: string;
  /** 镇街:  */
  town_id?: string;
  /** 网格码: from a grid QR code */
  grid?: string;
}

/** Online appeals by where their code was scanned. */
export interface GetApiV1AppealsSourcesIn {
  /** 起: default: 30 days before `to` */
  from?: number;
  /** 止: default: now */
  to?: number;
}

/** Uploads a photo, document or recording (form field file). */
export interface PostApiV1FilesIn {
  /** 所属事项: what the file is for */
  object?: "appeal" | "case" | "order" | "self" | "visit" | "instruction" | "notice" | "exclusion" | "whistle";
  /** 事项: its id; without: a draft of this user, attached later */
  id?: string;
  /** 材料类别: default: evidence of an order, else report */
  stage?: "report" | "before" | "after" | "evidence" | "document" | "voice";
}

/** When and where a photo was taken; audited. */
export interface PostApiV1FilesIdEvidenceIn {
  /** 理由: why it is looked at */
  reason: string;
}

/** Lists appeals. */
export interface GetApiV1AppealsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: string;
  /** 渠道: code */
  channel?: string;
  /** 类型:  */
  type?: string;
  /** 大类:  */
  family?: string;
  /** 镇街:  */
  town?: string;
  /** 诉求人类别: enterprise: the chain of V-01 */
  person?: "citizen" | "enterprise" | "staff";
  /** 来源: poster, grid, hall, or one of their places */
  source?: string;
  /** 查找: number from its front, phone, last four digits, or beginning of the title */
  q?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
  /** 我登记的:  */
  mine?: boolean;
  /** 上级转办:  */
  upstream?: boolean;
}

/** The list as xlsx. */
export interface GetApiV1AppealsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: string;
  /** 渠道: code */
  channel?: string;
  /** 类型:  */
  type?: string;
  /** 大类:  */
  family?: string;
  /** 镇街:  */
  town?: string;
  /** 诉求人类别: enterprise: the chain of V-01 */
  person?: "citizen" | "enterprise" | "staff";
  /** 来源: poster, grid, hall, or one of their places */
  source?: string;
  /** 查找: number from its front, phone, last four digits, or beginning of the title */
  q?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
  /** 我登记的:  */
  mine?: boolean;
  /** 上级转办:  */
  upstream?: boolean;
}

/** Hints while typing. */
export interface GetApiV1AppealsHintsIn {
  /** 内容:  */
  text?: string;
  /** 电话:  */
  phone?: string;
  /** 经度:  */
  lon?: number;
  /** 纬度:  */
  lat?: number;
  /** 坐标系:  */
  datum?: "cgcs2000" | "gcj02";
  /** 网格:  */
  grid_id?: string;
  /** 村居:  */
  community_id?: string;
  /** 镇街:  */
  town_id?: string;
}

/** Why this unit, before filing. */
export interface GetApiV1AppealsIdWhyIn {
  /** 事项:  */
  event_type_id?: string;
  /** 镇街:  */
  town_id?: string;
}

/** Registers an appeal; files and dispatches at once when asked. */
export interface PostApiV1AppealsIn {
  /** 渠道: channel code */
  channel: string;
  /** 外部编号: number at the source */
  external_no?: string;
  /** 上级平台:  */
  upstream?: string;
  /** 上级时限:  */
  upstream_due_at?: number;
  /** 受理时间: default now */
  received_at?: number;
  /** 实名方式:  */
  anonymity: "named" | "anonymous" | "secret";
  /** 诉求人类别:  */
  person_kind?: "citizen" | "enterprise" | "staff";
  /** 姓名:  */
  name?: string;
  /** 联系电话:  */
  phone?: string;
  /** 证件号码:  */
  id_number?: string;
  /** 不用回访:  */
  no_callback?: boolean;
  /** 不用回访的理由:  */
  no_callback_reason?: string;
  /** 诉求类型:  */
  type: "consult" | "help" | "complaint" | "report" | "suggestion" | "praise";
  /** 诉求大类: 民生/发展/执法 (B-08) */
  family?: "people" | "development" | "enforcement";
  /** 事项:  */
  event_type_id?: string;
  /** 诉求分级: default: the event type's */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 标题:  */
  title: string;
  /** 诉求内容:  */
  body: string;
  /** 发生时间:  */
  happened?: string;
  /** 被反映对象:  */
  subject?: string;
  /** 诉求目的:  */
  demand?: string;
  /** 地点:  */
  address?: string;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
  /** 紧急程度: said by the caller */
  urgency?: "normal" | "urgent" | "emergency";
  /** 附件: ids from POST /files */
  files?: string[];
  /** 立案: file at once */
  file?: boolean;
  /** 派单: file and dispatch at once */
  dispatch?: boolean;
  /** 主办单位: default: the suggested one */
  unit_id?: string;
  /** 准入例外理由: why the centre goes beyond the lists of the level */
  level_reason?: string;
}

/** Corrects what was registered. */
export interface PutApiV1AppealsIdIn {
  /** 版本: version the person saw */
  version: number;
  /** 诉求类型:  */
  type?: "consult" | "help" | "complaint" | "report" | "suggestion" | "praise";
  /** 诉求大类:  */
  family?: "people" | "development" | "enforcement";
  /** 事项:  */
  event_type_id?: string;
  /** 标题:  */
  title?: string;
  /** 诉求内容:  */
  body?: string;
  /** 发生时间:  */
  happened?: string;
  /** 被反映对象:  */
  subject?: string;
  /** 诉求目的:  */
  demand?: string;
  /** 地点:  */
  address?: string;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
  /** 紧急程度:  */
  urgency?: "normal" | "urgent" | "emergency";
}

/** Opens contact data with a reason; audited. */
export interface PostApiV1AppealsIdContactIn {
  /** 查看理由: kept in the audit log */
  reason: string;
}

/** Answers at once. */
export interface PostApiV1AppealsIdAnswerIn {
  /** 版本: version the person saw */
  version: number;
  /** 内容:  */
  text: string;
}

/** Asks for a supplement. */
export interface PostApiV1AppealsIdAskIn {
  /** 版本: version the person saw */
  version: number;
  /** 要补充的内容:  */
  question: string;
  /** 等待天数: default 7 */
  days?: number;
}

/** Notes the supplement. */
export interface PostApiV1AppealsIdSuppliedIn {
  /** 版本: version the person saw */
  version: number;
  /** 补充内容:  */
  answer: string;
}

/** Transfers to an emergency line. */
export interface PostApiV1AppealsIdEmergencyIn {
  /** 版本: version the person saw */
  version: number;
  /** 紧急专线:  */
  line: "110" | "119" | "120" | "122" | "other";
  /** 三方通话记录:  */
  call_log: string;
}

/** Not accepted: tells the legal route or reason. */
export interface PostApiV1AppealsIdRefuseIn {
  /** 版本: version the person saw */
  version: number;
  /** 类别: L1 art 11 */
  special: "legal_route" | "same_matter" | "secrecy" | "outside" | "unlawful";
  /** 告知内容:  */
  text: string;
}

/** Objection to a refusal. */
export interface PostApiV1AppealsIdObjectIn {
  /** 版本: version the person saw */
  version: number;
  /** 内容:  */
  text: string;
}

/** Withdraws for the person. */
export interface PostApiV1AppealsIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason?: string;
}

/** Files a case; dispatches when asked. */
export interface PostApiV1AppealsIdFileIn {
  /** 版本: version the person saw */
  version: number;
  /** 事项:  */
  event_type_id: string;
  /** 诉求分级: default: the event type's */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 标题:  */
  title?: string;
  /** 案情摘要:  */
  summary?: string;
  /** 派单: also dispatch */
  dispatch?: boolean;
  /** 主办单位: default: the suggested one */
  unit_id?: string;
  /** 协办单位:  */
  co_unit_ids?: string[];
  /** 派单理由:  */
  why?: string;
  /** 办理要求:  */
  demand?: string;
  /** 准入例外理由: why the centre goes beyond the lists of the level */
  level_reason?: string;
}

/** Joins an open case. */
export interface PostApiV1AppealsIdJoinIn {
  /** 版本: version the person saw */
  version: number;
  /** 主件:  */
  case_id: string;
  /** 归并类别:  */
  kind: "repeat" | "same_matter";
  /** 理由:  */
  reason?: string;
}

/** Takes it out of the case again. */
export interface PostApiV1AppealsIdUnjoinIn {
  /** 理由:  */
  reason: string;
  /** 版本:  */
  version?: number;
}

/** Releases a redacted text of a secret report. */
export interface PostApiV1AppealsIdReleaseIn {
  /** 版本: version the person saw */
  version: number;
  /** 放行内容: redacted text */
  text: string;
  /** 放行照片:  */
  photos?: string[];
}

/** Cases that what is being typed may belong to. */
export interface GetApiV1AppealsCandidatesIn {
  /** 标题:  */
  title?: string;
  /** 内容: what has been typed so far */
  text?: string;
  /** 电话:  */
  phone?: string;
  /** 事项:  */
  event_type_id?: string;
  /** 经度:  */
  lon?: number;
  /** 纬度:  */
  lat?: number;
  /** 坐标系:  */
  datum?: "cgcs2000" | "gcj02";
  /** 网格:  */
  grid_id?: string;
  /** 村居:  */
  community_id?: string;
  /** 镇街:  */
  town_id?: string;
}

/** Uses this version from now on. */
export interface PostApiV1SortingModelsIdActivateIn {
  /** 理由:  */
  reason: string;
}

/** Dispatches several cases, each to the suggested or the given unit. */
export interface PostApiV1CasesDispatchManyIn {
  /** 件: [{id, version, unit_id?, unit_ids? (assisting), why?}] */
  items: unknown[];
  /** 准入例外理由: why the centre goes beyond the lists of the level */
  level_reason?: string;
}

/** Takes back what nobody has signed yet (撤回派单). */
export interface PostApiV1CasesUndispatchManyIn {
  /** 件: [{id, version}] */
  items: unknown[];
}

/** Signs several orders. */
export interface PostApiV1OrdersSignManyIn {
  /** 件: [{id, version}] */
  items: unknown[];
  /** 承办人: who handles them */
  holder_id?: string;
}

/** Names who handles several orders. */
export interface PostApiV1OrdersAssignManyIn {
  /** 件: [{id, version}] */
  items: unknown[];
  /** 承办人:  */
  holder_id: string;
}

/** Splits several orders, by default to the community of the place. */
export interface PostApiV1OrdersSplitManyIn {
  /** 件: [{id, version, unit_ids? (default: the community of the place)}] */
  items: unknown[];
  /** 办理要求:  */
  demand: string;
  /** 期限: default: what is left */
  limit_value?: number;
  /** 期限单位:  */
  limit_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 准入例外理由: why the centre goes beyond the lists of the level */
  level_reason?: string;
}

/** How much each person of the unit carries. */
export interface GetApiV1DayPeopleIn {
  /** 单位: default the own; units below are counted in */
  unit?: string;
}

/** A case as PDF; contact data masked unless a reason is given. Audited. */
export interface GetApiV1CasesIdPaperPdfIn {
  /** 理由: puts contact data on the paper in full, where the person may open them; audited */
  reason?: string;
}

/** The pool with the suggested unit of each case. */
export interface GetApiV1PoolIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 事项:  */
  event_type?: string;
  /** 镇街:  */
  town?: string;
  /** 来源:  */
  source?: "appeal" | "patrol" | "sensor";
  /** 编号: number from its front */
  q?: string;
}

/** The pool as xlsx. */
export interface GetApiV1PoolExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 事项:  */
  event_type?: string;
  /** 镇街:  */
  town?: string;
  /** 来源:  */
  source?: "appeal" | "patrol" | "sensor";
  /** 编号: number from its front */
  q?: string;
}

/** Open, near and overdue orders of units. */
export interface GetApiV1LoadsIn {
  /** 单位: ids, comma-separated */
  units: string;
}

/** Lists cases. */
export interface GetApiV1CasesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: string;
  /** 视图:  */
  view?: "pool" | "judging" | "check" | "open" | "all";
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 事项:  */
  event_type?: string;
  /** 镇街:  */
  town?: string;
  /** 主办单位:  */
  unit?: string;
  /** 时限:  */
  clock?: "ok" | "near" | "over";
  /** 来源:  */
  source?: "appeal" | "patrol" | "sensor";
  /** 查找: number from its front, or words that the case must have: title, what was said, place, public answer */
  q?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** The list as xlsx. */
export interface GetApiV1CasesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: string;
  /** 视图:  */
  view?: "pool" | "judging" | "check" | "open" | "all";
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 事项:  */
  event_type?: string;
  /** 镇街:  */
  town?: string;
  /** 主办单位:  */
  unit?: string;
  /** 时限:  */
  clock?: "ok" | "near" | "over";
  /** 来源:  */
  source?: "appeal" | "patrol" | "sensor";
  /** 查找: number from its front, or words that the case must have: title, what was said, place, public answer */
  q?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** Opens a patrol case. */
export interface PostApiV1CasesIn {
  /** 事项:  */
  event_type_id: string;
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 标题:  */
  title: string;
  /** 情况:  */
  summary?: string;
  /** 地点:  */
  address?: string;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
  /** 照片:  */
  files?: string[];
  /** 派单:  */
  dispatch?: boolean;
  /** 来源:  */
  source?: "patrol";
}

/** Why this unit. */
export interface GetApiV1CasesIdWhyIn {
  /** 事项:  */
  event_type_id?: string;
  /** 镇街:  */
  town_id?: string;
}

/** Which unit leads an event at a place. */
export interface GetApiV1DutyIn {
  /** 事项:  */
  event_type_id: string;
  /** 镇街:  */
  town_id?: string;
}

/** Classifies to the event list and grades. */
export interface PostApiV1CasesIdClassifyIn {
  /** 版本: version the person saw */
  version: number;
  /** 事项:  */
  event_type_id: string;
  /** 诉求分级:  */
  colour: "red" | "orange" | "yellow" | "blue" | "green";
  /** 理由: needed when the colour differs from the event list */
  reason?: string;
}

/** 催办: records it and says what to tell. */
export interface PostApiV1CasesIdUrgeIn {
  /** 诉求:  */
  appeal_id?: string;
  /** 备注:  */
  note?: string;
  /** 渠道: code */
  channel?: string;
}

/** Merges into another open case, reversibly. */
export interface PostApiV1CasesIdMergeIn {
  /** 版本: version the person saw */
  version: number;
  /** 主件:  */
  into_case_id: string;
  /** 归并类别: 重复件 / 同类 */
  kind: "repeat" | "same_matter";
  /** 理由:  */
  reason?: string;
}

/** Undoes a merge. */
export interface PostApiV1MergesIdUndoIn {
  /** 理由:  */
  reason: string;
}

/** Links a related case. */
export interface PostApiV1CasesIdLinkIn {
  /** 关联案件:  */
  other_id: string;
  /** 说明:  */
  note?: string;
}

/** Removes a link. */
export interface PostApiV1CasesIdUnlinkIn {
  /** 关联案件:  */
  other_id: string;
  /** 说明:  */
  note?: string;
}

/** Closes a case in which everybody was heard. */
export interface PostApiV1CasesIdCloseIn {
  /** 版本: version the person saw */
  version: number;
  /** 说明:  */
  reason?: string;
}

/** 核查 of a case without appellant. */
export interface PostApiV1CasesIdCheckIn {
  /** 版本: version the person saw */
  version: number;
  /** 核查结果:  */
  ok: boolean;
  /** 核查情况: needed when it failed */
  note?: string;
}

/** Reopens within 30 days. */
export interface PostApiV1CasesIdReopenIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Closes as withdrawn before dispatch. */
export interface PostApiV1CasesIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Lists orders. */
export interface GetApiV1OrdersIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "mine" | "unit" | "sign" | "handling" | "overdue" | "review" | "settled" | "all";
  /** 状态:  */
  status?: string;
  /** 单位:  */
  unit?: string;
  /** 承办人:  */
  holder?: string;
  /** 时限:  */
  clock?: "ok" | "near" | "over";
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 编号: number from its front */
  q?: string;
}

/** The list as xlsx. */
export interface GetApiV1OrdersExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "mine" | "unit" | "sign" | "handling" | "overdue" | "review" | "settled" | "all";
  /** 状态:  */
  status?: string;
  /** 单位:  */
  unit?: string;
  /** 承办人:  */
  holder?: string;
  /** 时限:  */
  clock?: "ok" | "near" | "over";
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 编号: number from its front */
  q?: string;
}

/** Dispatches a case: one lead, assisting units (派单). */
export interface PostApiV1CasesIdDispatchIn {
  /** 版本: version the person saw */
  version: number;
  /** 主办单位: default: the suggested one */
  unit_id?: string;
  /** 协办单位:  */
  co_unit_ids?: string[];
  /** 派单理由: when it differs from the suggestion */
  why?: string;
  /** 办理要求:  */
  demand?: string;
  /** 准入例外理由: why the centre goes beyond the lists of the level */
  level_reason?: string;
}

/** Signs an order (签收). */
export interface PostApiV1OrdersIdSignIn {
  /** 版本: version the person saw */
  version: number;
  /** 承办人: who handles it */
  holder_id?: string;
}

/** Names who handles it. */
export interface PostApiV1OrdersIdAssignIn {
  /** 版本: version the person saw */
  version: number;
  /** 承办人:  */
  holder_id: string;
}

/** Records a contact with the appellant. */
export interface PostApiV1OrdersIdContactIn {
  /** 版本: version the person saw */
  version: number;
  /** 诉求: whom; default the master appeal */
  appeal_id?: string;
  /** 联系方式:  */
  method: "phone" | "visit" | "message" | "none";
  /** 是否联系上:  */
  reached: boolean;
  /** 联系情况:  */
  note?: string;
}

/** Internal note on the timeline. */
export interface PostApiV1OrdersIdNoteIn {
  /** 备注:  */
  note: string;
}

/** Begins a statutory stage. */
export interface PostApiV1OrdersIdStageIn {
  /** 版本: version the person saw */
  version: number;
  /** 法定程序: 受理, 立案, 检验 … */
  name: string;
  /** 文书号:  */
  document_no: string;
  /** 法律依据:  */
  legal_basis: string;
  /** 期限:  */
  limit_value: number;
  /** 期限单位:  */
  limit_unit: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 是否已告知诉求人:  */
  told: boolean;
}

/** Submits the result for review. */
export interface PostApiV1OrdersIdSubmitIn {
  /** 版本: version the person saw */
  version: number;
  /** 办理结果:  */
  result: "solved" | "partly" | "explained" | "untrue" | "not_duty";
  /** 对群众的答复: text the citizen sees */
  public_answer: string;
  /** 内部情况:  */
  internal_note?: string;
  /** 费用: 分 */
  cost_fen?: number;
  /** 第三方: [{name, part, cost_fen}] (H-01) */
  third_parties?: unknown[];
  /** 未解决原因:  */
  unsolved_reason?: string;
  /** 免附材料理由: leaders only */
  evidence_waived?: string;
  /** 联系情况: {method, reached, note} */
  contact?: Record<string, unknown>;
  /** 材料: drafts uploaded before with their stage */
  files?: string[];
}

/** Reviews at the level where it stands. */
export interface PostApiV1OrdersIdReviewIn {
  /** 版本: version the person saw */
  version: number;
  /** 审核意见:  */
  decision: "pass" | "back";
  /** 意见: needed when sent back */
  opinion?: string;
}

/** Ends without a result, after the centre's review. */
export interface PostApiV1OrdersIdTerminateIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Hands over to 公安/信访/诉讼 with receipt. */
export interface PostApiV1OrdersIdTransferIn {
  /** 版本: version the person saw */
  version: number;
  /** 接收单位:  */
  to: string;
  /** 回执号:  */
  receipt_no: string;
}

/** Redirects to the right unit (改派). */
export interface PostApiV1OrdersIdRedirectIn {
  /** 版本: version the person saw */
  version: number;
  /** 改派单位:  */
  unit_id: string;
  /** 理由:  */
  reason: string;
  /** 准入例外理由: why the centre goes beyond the lists of the level */
  level_reason?: string;
}

/** Sub-order to a unit below. */
export interface PostApiV1OrdersIdSuborderIn {
  /** 承办单位:  */
  unit_id: string;
  /** 办理要求:  */
  demand: string;
  /** 期限: default: what is left */
  limit_value?: number;
  /** 期限单位:  */
  limit_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 版本:  */
  version?: number;
  /** 准入例外理由: why the centre goes beyond the lists of the level */
  level_reason?: string;
}

/** Further assisting unit. */
export interface PostApiV1OrdersIdAssistIn {
  /** 承办单位:  */
  unit_id: string;
  /** 办理要求:  */
  demand: string;
  /** 期限: default: what is left */
  limit_value?: number;
  /** 期限单位:  */
  limit_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 版本:  */
  version?: number;
  /** 准入例外理由: why the centre goes beyond the lists of the level */
  level_reason?: string;
}

/** Extensions, suspensions, terminations asked for. */
export interface GetApiV1AdjustmentsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: unit: waits for the own unit; centre: for the centre */
  view?: "all" | "unit" | "centre" | "suspended";
  /** 类别:  */
  kind?: "extension" | "suspension" | "termination" | "beyond";
  /** 状态:  */
  status?: "asked" | "passed" | "approved" | "refused" | "withdrawn" | "void";
  /** 申请单位:  */
  unit?: string;
}

/** The same list as xlsx. */
export interface GetApiV1AdjustmentsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: unit: waits for the own unit; centre: for the centre */
  view?: "all" | "unit" | "centre" | "suspended";
  /** 类别:  */
  kind?: "extension" | "suspension" | "termination" | "beyond";
  /** 状态:  */
  status?: "asked" | "passed" | "approved" | "refused" | "withdrawn" | "void";
  /** 申请单位:  */
  unit?: string;
}

/** Asks for 延期, 挂账, 终止 or 超职责. */
export interface PostApiV1OrdersIdAdjustIn {
  /** 版本: version the person saw */
  version: number;
  /** 类别:  */
  kind: "extension" | "suspension" | "termination" | "beyond";
  /** 原因:  */
  reason_code: "complex" | "procedure" | "weather" | "material" | "funds" | "plan" | "appellant" | "litigation" | "law" | "scope" | "other";
  /** 情况说明:  */
  reason: string;
  /** 依据:  */
  legal_basis?: string;
  /** 延长: extension: in the unit of the order's limit */
  more?: number;
  /** 挂账至: suspension: when it ends */
  until_at?: number;
}

/** Ends a suspension early. */
export interface PostApiV1OrdersIdResumeIn {
  /** 理由:  */
  reason: string;
}

/** The unit's leader agrees. */
export interface PostApiV1AdjustmentsIdPassIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed to refuse */
  opinion?: string;
}

/** Refuses with an opinion. */
export interface PostApiV1AdjustmentsIdRefuseIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed to refuse */
  opinion?: string;
}

/** The centre approves; it takes effect at once. */
export interface PostApiV1AdjustmentsIdApproveIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed to refuse */
  opinion?: string;
}

/** Takes the request back. */
export interface PostApiV1AdjustmentsIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed to refuse */
  opinion?: string;
}

/** Orders that were given back. */
export interface GetApiV1DisputesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: what waits for the own unit, the centre, the last instances */
  view?: "all" | "unit" | "centre" | "last";
  /** 状态:  */
  status?: "asked" | "ruling" | "conferring" | "raised" | "government" | "redirected" | "rejected" | "refused" | "withdrawn" | "void";
  /** 退单单位:  */
  unit?: string;
}

/** The same list as xlsx. */
export interface GetApiV1DisputesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: what waits for the own unit, the centre, the last instances */
  view?: "all" | "unit" | "centre" | "last";
  /** 状态:  */
  status?: "asked" | "ruling" | "conferring" | "raised" | "government" | "redirected" | "rejected" | "refused" | "withdrawn" | "void";
  /** 退单单位:  */
  unit?: string;
}

/** Gives an order back (退单). */
export interface PostApiV1OrdersIdReturnIn {
  /** 版本: version the person saw */
  version: number;
  /** 原因:  */
  reason_code: "not_duty" | "not_region" | "not_owner" | "not_listed" | "upper" | "unclear" | "other";
  /** 情况说明:  */
  reason: string;
  /** 职责依据: item of the duty list, law, document */
  duty_basis: string;
  /** 建议单位: empty: the duty is unclear */
  proposed_unit_id?: string;
}

/** The unit's leader agrees. */
export interface PostApiV1DisputesIdPassIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见:  */
  opinion?: string;
}

/** The unit's leader does not. */
export interface PostApiV1DisputesIdRefuseIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见:  */
  opinion?: string;
}

/** Takes the return back. */
export interface PostApiV1DisputesIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见:  */
  opinion?: string;
}

/** Calls the units to a meeting (会商). */
export interface PostApiV1DisputesIdConferIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见:  */
  opinion?: string;
}

/** To 编办 and 司法局 (提级). */
export interface PostApiV1DisputesIdRaiseIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见:  */
  opinion?: string;
}

/** To the government. */
export interface PostApiV1DisputesIdGovernmentIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见:  */
  opinion?: string;
}

/** The unit keeps it: designated. */
export interface PostApiV1DisputesIdRejectIn {
  /** 版本: version the person saw */
  version: number;
  /** 裁定依据:  */
  basis: string;
  /** 意见:  */
  opinion?: string;
}

/** To another unit: designated, and a precedent. */
export interface PostApiV1DisputesIdRedirectIn {
  /** 版本: version the person saw */
  version: number;
  /** 改派单位:  */
  unit_id: string;
  /** 裁定依据:  */
  basis: string;
  /** 意见:  */
  opinion?: string;
}

/** What rulings have decided. */
export interface GetApiV1PrecedentsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 事项:  */
  event_type?: string;
  /** 采用:  */
  active?: boolean;
}

/** The same list as xlsx. */
export interface GetApiV1PrecedentsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 事项:  */
  event_type?: string;
  /** 采用:  */
  active?: boolean;
}

/** Switches a precedent on or off. */
export interface PostApiV1PrecedentsIdChangeIn {
  /** 版本: version the person saw */
  version: number;
  /** 采用:  */
  active: boolean;
  /** 依据:  */
  basis?: string;
}

/** Blows a whistle (吹哨). */
export interface PostApiV1WhistlesIn {
  /** 案件:  */
  case_id: string;
  /** 工单: from which it is blown; held while the whistle is open */
  order_id?: string;
  /** 哨种: code of whistles/kinds */
  kind: string;
  /** 吹哨事由:  */
  reason: string;
  /** 集合地点: default: the address of the case */
  place?: string;
  /** 是否到场:  */
  on_site: boolean;
  /** 紧急程度:  */
  urgency: "emergency" | "urgent" | "general";
  /** 距离档: code; default: that of the town */
  distance?: string;
  /** 接力: tasks one after the other */
  relay?: boolean;
  /** 应哨单位:  */
  units?: string[];
  /** 社会力量: volunteers, property staff, residents … in words */
  forces?: string[];
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
}

/** Calls further units. */
export interface PostApiV1WhistlesIdCallIn {
  /** 版本: version the person saw */
  version: number;
  /** 应哨单位:  */
  units?: string[];
  /** 社会力量: volunteers, property staff, residents … in words */
  forces?: string[];
}

/** The community confirms a grid worker's whistle: it is blown now. */
export interface PostApiV1WhistlesIdConfirmIn {
  /** 版本: version the person saw */
  version: number;
}

/** The community does not agree. */
export interface PostApiV1WhistlesIdDeclineIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** The consultation begins. */
export interface PostApiV1WhistlesIdConferIn {
  /** 版本: version the person saw */
  version: number;
}

/** Minutes, conclusion, tasks. */
export interface PostApiV1WhistlesIdDecideIn {
  /** 版本: version the person saw */
  version: number;
  /** 会商记录:  */
  minutes?: string;
  /** 会商结论:  */
  conclusion: string;
  /** 任务: [{responder_id, demand, limit_minutes}] in order */
  tasks?: unknown[];
  /** 照片或文件: uploaded before for a whistle */
  files?: string[];
}

/** One task more. */
export interface PostApiV1WhistlesIdTaskIn {
  /** 版本: version the person saw */
  version: number;
  /** 应哨单位:  */
  responder_id: string;
  /** 任务:  */
  demand: string;
  /** 时限: natural minutes from when it begins */
  limit_minutes: number;
}

/** Decided, nothing to do. */
export interface PostApiV1WhistlesIdFinishIn {
  /** 版本: version the person saw */
  version: number;
}

/** Takes the whistle back. */
export interface PostApiV1WhistlesIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Check-in by the code alone. */
export interface PostApiV1WhistlesCheckInIn {
  /** 现场码:  */
  code: string;
  /** 到场时间: of a phone that had no line, at most an hour ago */
  happened_at?: number;
}

/** 应哨 */
export interface PostApiV1WhistlesRespondersIdAcceptIn {
  /** 版本: version the person saw */
  version: number;
  /** 派谁去:  */
  person?: string;
}

/** 拒哨, for the centre to rule on. */
export interface PostApiV1WhistlesRespondersIdRefuseIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
  /** 职责依据: item of the duty list, law, document */
  basis: string;
}

/** The refusal is right: 免应. */
export interface PostApiV1WhistlesRespondersIdUpholdIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** The refusal is wrong: 已应（指令）. */
export interface PostApiV1WhistlesRespondersIdDenyIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Check-in at the place. */
export interface PostApiV1WhistlesRespondersIdArriveIn {
  /** 版本: version the person saw */
  version: number;
  /** 现场码: what the QR code at the place says */
  code?: string;
  /** 同意使用位置: without code: the position is compared and not kept */
  consent?: boolean;
  /** 到场时间: of a phone that had no line, at most an hour ago */
  happened_at?: number;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
  /** 照片或文件: uploaded before for a whistle */
  files?: string[];
}

/** The issuer's side notes who came. */
export interface PostApiV1WhistlesRespondersIdArriveNotedIn {
  /** 版本: version the person saw */
  version: number;
}

/** Leaves; before the decision 未决离场. */
export interface PostApiV1WhistlesRespondersIdLeaveIn {
  /** 版本: version the person saw */
  version: number;
  /** 照片或文件: uploaded before for a whistle */
  files?: string[];
}

/** The issuer's side notes who left. */
export interface PostApiV1WhistlesRespondersIdLeaveNotedIn {
  /** 版本: version the person saw */
  version: number;
}

/** May leave, or need not come. */
export interface PostApiV1WhistlesRespondersIdReleaseIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Stars for the responder, once. */
export interface PostApiV1WhistlesRespondersIdRateIn {
  /** 响应速度: stars */
  speed: number;
  /** 履职: stars */
  duty: number;
  /** 专业: stars */
  skill: number;
  /** 结果: stars */
  result: number;
  /** 说明:  */
  text?: string;
}

/** Was the whistle right? Once. */
export interface PostApiV1WhistlesRespondersIdJudgeIn {
  /** 吹得对不对:  */
  correct: "yes" | "partly" | "no";
  /** 说明:  */
  text?: string;
}

/** The result of a task. */
export interface PostApiV1WhistlesTasksIdDoneIn {
  /** 版本: version the person saw */
  version: number;
  /** 结果:  */
  result: string;
}

/** The result does not do. */
export interface PostApiV1WhistlesTasksIdReopenIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
  /** 时限: natural minutes from when it begins */
  limit_minutes: number;
}

/** Appeals against stars. */
export interface PostApiV1WhistlesRatingsIdAppealIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** The stars stay. */
export interface PostApiV1WhistlesRatingsIdUpholdIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Other stars. */
export interface PostApiV1WhistlesRatingsIdChangeIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
  /** 响应速度: stars */
  speed: number;
  /** 履职: stars */
  duty: number;
  /** 专业: stars */
  skill: number;
  /** 结果: stars */
  result: number;
}

/** Lists whistles. */
export interface GetApiV1WhistlesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: open ones; blown by me; issued or answered by my unit */
  view?: "all" | "board" | "mine" | "unit";
  /** 状态:  */
  status?: "to_confirm" | "blown" | "conferring" | "decided" | "working" | "to_rate" | "rated" | "review" | "archived" | "withdrawn" | "void";
  /** 哨种: code */
  kind?: string;
  /** 到场:  */
  on_site?: boolean;
  /** 案件:  */
  case?: string;
  /** 单位: issuer or responder */
  unit?: string;
  /** 开始时间: blown at or after */
  from?: number;
  /** 结束时间: blown before */
  to?: number;
  /** 查找: number, reason, place */
  q?: string;
}

/** The list as xlsx. */
export interface GetApiV1WhistlesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: open ones; blown by me; issued or answered by my unit */
  view?: "all" | "board" | "mine" | "unit";
  /** 状态:  */
  status?: "to_confirm" | "blown" | "conferring" | "decided" | "working" | "to_rate" | "rated" | "review" | "archived" | "withdrawn" | "void";
  /** 哨种: code */
  kind?: string;
  /** 到场:  */
  on_site?: boolean;
  /** 案件:  */
  case?: string;
  /** 单位: issuer or responder */
  unit?: string;
  /** 开始时间: blown at or after */
  from?: number;
  /** 结束时间: blown before */
  to?: number;
  /** 查找: number, reason, place */
  q?: string;
}

/** Whom to call, with reasons (一键吹哨). */
export interface GetApiV1CasesIdWhistleProposalIn {
  /** 工单: from which it would be blown */
  order_id?: string;
}

/** Whistles of a month by unit. */
export interface GetApiV1WhistlesStatsIn {
  /** 月份: yyyymm; default this month */
  month?: number;
}

/** The same as xlsx. */
export interface GetApiV1WhistlesStatsXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
}

/** Scores and ranks of a month, computed now. */
export interface GetApiV1ScoresIn {
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 方案: default: in force in the month */
  profile?: string;
}

/** The same with a changed profile, beside what is. */
export interface GetApiV1ScoresTryIn {
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 方案: default: in force in the month */
  profile?: string;
  /** 第一项分值: thousandths of a point */
  points1?: number;
  /** 第二项分值: thousandths of a point */
  points2?: number;
  /** 第三项分值: thousandths of a point */
  points3?: number;
  /** 第四项分值: thousandths of a point */
  points4?: number;
  /** 第五项分值: thousandths of a point */
  points5?: number;
  /** 基本满意折算: percent */
  third?: number;
  /** 小样本修正: so many appeals of the group's mean */
  shrink?: number;
  /** 最少到期件: fewer: not ranked */
  min_due?: number;
}

/** The orders behind a unit's counts. */
export interface GetApiV1ScoresOrdersIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 单位:  */
  unit?: string;
  /** 哪些: default due */
  which?: "due" | "open" | "late" | "returned";
}

/** The same list as xlsx. */
export interface GetApiV1ScoresOrdersExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 单位:  */
  unit?: string;
  /** 哪些: default due */
  which?: "due" | "open" | "late" | "returned";
}

/** The lists of a month that were made, and whether it is published. */
export interface GetApiV1ScoresRunsIn {
  /** 月份: yyyymm; default this month */
  month?: number;
}

/** Shows the frozen lists of a month whole. */
export interface PostApiV1ScoresDiscloseIn {
  /** 月份: yyyymm */
  month: number;
  /** 批准文号: of the approval document; when hiding, why */
  basis: string;
}

/** Shows them by scope again. */
export interface PostApiV1ScoresHideIn {
  /** 月份: yyyymm */
  month: number;
  /** 批准文号: of the approval document; when hiding, why */
  basis: string;
}

/** Objections to lines of preliminary lists. */
export interface GetApiV1ScoresObjectionsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 状态:  */
  status?: "filed" | "upheld" | "rejected" | "withdrawn";
  /** 单位:  */
  unit?: string;
}

/** The same list as xlsx. */
export interface GetApiV1ScoresObjectionsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 状态:  */
  status?: "filed" | "upheld" | "rejected" | "withdrawn";
  /** 单位:  */
  unit?: string;
}

/** A unit objects to a line that is counted for it. */
export interface PostApiV1ScoresObjectionsIn {
  /** 月份: yyyymm */
  month: number;
  /** 单位: whose list it is */
  unit_id: string;
  /** 工单:  */
  order_id: string;
  /** 对哪一项:  */
  what: "due" | "returned" | "answers";
  /** 理由:  */
  reason: string;
}

/** The line is taken off and the list made again. */
export interface PostApiV1ScoresObjectionsIdUpholdIn {
  /** 版本: version the person saw */
  version: number;
  /** 裁定理由:  */
  ruling: string;
}

/** The line stays. */
export interface PostApiV1ScoresObjectionsIdRejectIn {
  /** 版本: version the person saw */
  version: number;
  /** 裁定理由:  */
  ruling: string;
}

/** The unit takes it back. */
export interface PostApiV1ScoresObjectionsIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
}

/** Exclusions from figures that were asked for. */
export interface GetApiV1ExclusionsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 视图: review: waits for this person's unit */
  view?: "all" | "review";
  /** 状态:  */
  status?: "applied" | "seconded" | "agreed" | "refused" | "withdrawn" | "restored";
  /** 情形: one of the eight classes */
  class?: "law" | "power" | "settled" | "false" | "abuse" | "gain" | "force" | "outside";
  /** 被考核单位:  */
  unit?: string;
}

/** The same list as xlsx. */
export interface GetApiV1ExclusionsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 视图: review: waits for this person's unit */
  view?: "all" | "review";
  /** 状态:  */
  status?: "applied" | "seconded" | "agreed" | "refused" | "withdrawn" | "restored";
  /** 情形: one of the eight classes */
  class?: "law" | "power" | "settled" | "false" | "abuse" | "gain" | "force" | "outside";
  /** 被考核单位:  */
  unit?: string;
}

/** Published numbers of a month, by unit and class. */
export interface GetApiV1ExclusionsCountsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 情形: one of the eight classes */
  class?: "law" | "power" | "settled" | "false" | "abuse" | "gain" | "force" | "outside";
  /** 单位:  */
  unit?: string;
}

/** The same numbers as xlsx. */
export interface GetApiV1ExclusionsCountsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 情形: one of the eight classes */
  class?: "law" | "power" | "settled" | "false" | "abuse" | "gain" | "force" | "outside";
  /** 单位:  */
  unit?: string;
}

/** Asks to leave a settled matter out of a figure. */
export interface PostApiV1CasesIdExcludeIn {
  /** 情形: one of the eight classes */
  class: "law" | "power" | "settled" | "false" | "abuse" | "gain" | "force" | "outside";
  /** 从哪一项剔除:  */
  what: "due" | "answers";
  /** 理由:  */
  reason: string;
  /** 证据材料: uploaded as drafts */
  files: string[];
}

/** The first reviewer agrees. */
export interface PostApiV1ExclusionsIdAgreeIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed but for withdrawing */
  opinion?: string;
}

/** The second reviewer agrees: left out, and the list made again. */
export interface PostApiV1ExclusionsIdConfirmIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed but for withdrawing */
  opinion?: string;
}

/** A reviewer does not agree: it counts. */
export interface PostApiV1ExclusionsIdRefuseIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed but for withdrawing */
  opinion?: string;
}

/** The unit takes it back. */
export interface PostApiV1ExclusionsIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed but for withdrawing */
  opinion?: string;
}

/** The appellant's objection is right: it counts again. */
export interface PostApiV1ExclusionsIdRestoreIn {
  /** 版本: version the person saw */
  version: number;
  /** 意见: needed but for withdrawing */
  opinion?: string;
}

/** What frozen lists have led to. */
export interface GetApiV1AccountabilityIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 措施:  */
  measure?: "notice" | "talk" | "transfer" | "commend";
  /** 状态:  */
  status?: "proposed" | "hearing" | "stated" | "submitted" | "issued" | "rectified" | "done" | "declined" | "withdrawn";
  /** 单位:  */
  unit?: string;
}

/** The same list as xlsx. */
export interface GetApiV1AccountabilityExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
  /** 措施:  */
  measure?: "notice" | "talk" | "transfer" | "commend";
  /** 状态:  */
  status?: "proposed" | "hearing" | "stated" | "submitted" | "issued" | "rectified" | "done" | "declined" | "withdrawn";
  /** 单位:  */
  unit?: string;
}

/** One step of hearing, approval, signature, rectification, look-back. */
export interface PostApiV1AccountabilityIdActIn {
  /** 版本: version the person saw */
  version: number;
  /** 操作:  */
  action: "hear" | "state" | "submit" | "sign" | "praise" | "decline" | "rectify" | "accept" | "again" | "drop" | "withdraw";
  /** 说明: reason, statement, opinion, what was done or found */
  text?: string;
  /** 批准依据: submit: number of the approval document */
  basis?: string;
  /** 申请容错: state: 1 when the unit asks for it */
  tolerance?: number;
}

/** 哨种与应哨时限：列表 */
export interface GetApiV1RefWhistleKindsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 哨种与应哨时限：导出 CSV，可再导入 */
export interface GetApiV1RefWhistleKindsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 哨种与应哨时限：导出 xlsx */
export interface GetApiV1RefWhistleKindsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 哨种与应哨时限：新增 */
export interface PostApiV1RefWhistleKindsIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 代码:  */
  code?: string;
  /** 哨种:  */
  name?: string;
  /** 谁可以吹: codes of roles, separated by ; */
  roles?: string;
  /** 默认到场:  */
  on_site?: boolean;
  /** 计入考核:  */
  scored?: boolean;
  /** 可邀集社会力量:  */
  forces?: boolean;
  /** 网格员吹哨须社区确认:  */
  confirm?: boolean;
  /** 到场哨应哨时限: natural minutes */
  accept_on_site?: number;
  /** 远程特急应哨时限: natural minutes */
  accept_emergency?: number;
  /** 远程紧急应哨时限: natural minutes */
  accept_urgent?: number;
  /** 远程一般应哨时限: natural minutes */
  accept_general?: number;
  /** 超时后报中心: natural minutes */
  silence_centre?: number;
  /** 说明:  */
  note?: string;
  /** 启用:  */
  active?: boolean;
}

/** 哨种与应哨时限：修改 */
export interface PutApiV1RefWhistleKindsIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 代码:  */
  code?: string;
  /** 哨种:  */
  name?: string;
  /** 谁可以吹: codes of roles, separated by ; */
  roles?: string;
  /** 默认到场:  */
  on_site?: boolean;
  /** 计入考核:  */
  scored?: boolean;
  /** 可邀集社会力量:  */
  forces?: boolean;
  /** 网格员吹哨须社区确认:  */
  confirm?: boolean;
  /** 到场哨应哨时限: natural minutes */
  accept_on_site?: number;
  /** 远程特急应哨时限: natural minutes */
  accept_emergency?: number;
  /** 远程紧急应哨时限: natural minutes */
  accept_urgent?: number;
  /** 远程一般应哨时限: natural minutes */
  accept_general?: number;
  /** 超时后报中心: natural minutes */
  silence_centre?: number;
  /** 说明:  */
  note?: string;
  /** 启用:  */
  active?: boolean;
}

/** 哨种与应哨时限：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefWhistleKindsImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 到场距离与时限：列表 */
export interface GetApiV1RefWhistleDistancesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 到场距离与时限：导出 CSV，可再导入 */
export interface GetApiV1RefWhistleDistancesExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 到场距离与时限：导出 xlsx */
export interface GetApiV1RefWhistleDistancesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 到场距离与时限：新增 */
export interface PostApiV1RefWhistleDistancesIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 代码:  */
  code?: string;
  /** 距离档:  */
  name?: string;
  /** 到场时限: natural minutes */
  minutes?: number;
  /** 适用镇街: codes of towns, separated by ; */
  towns?: string;
  /** 启用:  */
  active?: boolean;
}

/** 到场距离与时限：修改 */
export interface PutApiV1RefWhistleDistancesIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 代码:  */
  code?: string;
  /** 距离档:  */
  name?: string;
  /** 到场时限: natural minutes */
  minutes?: number;
  /** 适用镇街: codes of towns, separated by ; */
  towns?: string;
  /** 启用:  */
  active?: boolean;
}

/** 到场距离与时限：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefWhistleDistancesImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** Emergencies. */
export interface GetApiV1EmergenciesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "open" | "waiting" | "mine" | "all";
  /** 状态:  */
  status?: "reported" | "taken" | "responding" | "lifted" | "reviewed" | "false_alarm" | "routine" | "ended" | "merged";
  /** 类别:  */
  class?: string;
  /** 响应级别:  */
  level?: number;
  /** 镇街:  */
  town?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** The same list as xlsx. */
export interface GetApiV1EmergenciesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "open" | "waiting" | "mine" | "all";
  /** 状态:  */
  status?: "reported" | "taken" | "responding" | "lifted" | "reviewed" | "false_alarm" | "routine" | "ended" | "merged";
  /** 类别:  */
  class?: string;
  /** 响应级别:  */
  level?: number;
  /** 镇街:  */
  town?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** 突发紧急速报: reaches city and district at once. */
export interface PostApiV1EmergenciesIn {
  /** 案件: of an open case; empty: a case is opened */
  case_id?: string;
  /** 诉求: files this appeal with it */
  appeal_id?: string;
  /** 类别: empty: not known yet */
  class_id?: string;
  /** 事项: empty: that of the class */
  event_type_id?: string;
  /** 看到了什么:  */
  what: string;
  /** 地点:  */
  address?: string;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
  /** 照片:  */
  files?: string[];
}

/** Takes it: it stops ringing. */
export interface PostApiV1EmergenciesIdTakeIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Gives it back: it rings again. */
export interface PostApiV1EmergenciesIdReleaseIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Verified: response begins (平→急). */
export interface PostApiV1EmergenciesIdTrueIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
  /** 响应级别: 1 特别重大 … 4 一般 */
  level: number;
  /** 类别:  */
  class_id?: string;
}

/** A false alarm. */
export interface PostApiV1EmergenciesIdFalseIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Goes on as an ordinary case. */
export interface PostApiV1EmergenciesIdRoutineIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Another response level. */
export interface PostApiV1EmergenciesIdLevelIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
  /** 响应级别: 1 特别重大 … 4 一般 */
  level: number;
  /** 类别:  */
  class_id?: string;
}

/** Progress, resources, further report (续报). */
export interface PostApiV1EmergenciesIdEntryIn {
  /** 版本:  */
  version?: number;
  /** 情况:  */
  text?: string;
  /** 到场力量和物资:  */
  resources?: string;
  /** 续报: the clock of the next report starts anew */
  again?: boolean;
}

/** Orders straight to the units. */
export interface PostApiV1EmergenciesIdDispatchIn {
  /** 版本: version the person saw */
  version: number;
  /** 派往单位: the first leads */
  unit_ids: string[];
  /** 处置要求:  */
  demand?: string;
  /** 事项: when the case is not classified yet */
  event_type_id?: string;
}

/** The same incident as another one: the cases are merged, reversibly. */
export interface PostApiV1EmergenciesIdMergeIn {
  /** 版本: version the person saw */
  version: number;
  /** 并入哪一起: another open emergency */
  into_id: string;
  /** 理由:  */
  text?: string;
}

/** Not the same: split again, it waits to be taken. */
export interface PostApiV1EmergenciesIdSplitIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Response ends (急→平). */
export interface PostApiV1EmergenciesIdLiftIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** 复盘. */
export interface PostApiV1EmergenciesIdReviewIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** 突发事件类别：列表 */
export interface GetApiV1RefEmergencyClassesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 突发事件类别：导出 CSV，可再导入 */
export interface GetApiV1RefEmergencyClassesExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 突发事件类别：导出 xlsx */
export interface GetApiV1RefEmergencyClassesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 突发事件类别：新增 */
export interface PostApiV1RefEmergencyClassesIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 类别编码:  */
  code?: string;
  /** 类别名称:  */
  name?: string;
  /** 名称已确认:  */
  known?: boolean;
  /** 应急预案:  */
  plan_ref?: string;
  /** 现场先做什么: shown to who reports */
  advice?: string;
  /** 对应事项: codes; the first is that of a reported case */
  event_types?: string;
  /** 同时告知单位: codes; town = where it happened */
  told_units?: string;
  /** 建议派出单位: codes; town = where it happened */
  proposed_units?: string;
  /** 续报间隔（分钟）:  */
  report_minutes?: number;
  /** 排序:  */
  sort?: number;
  /** 启用:  */
  active?: boolean;
}

/** 突发事件类别：修改 */
export interface PutApiV1RefEmergencyClassesIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 类别编码:  */
  code?: string;
  /** 类别名称:  */
  name?: string;
  /** 名称已确认:  */
  known?: boolean;
  /** 应急预案:  */
  plan_ref?: string;
  /** 现场先做什么: shown to who reports */
  advice?: string;
  /** 对应事项: codes; the first is that of a reported case */
  event_types?: string;
  /** 同时告知单位: codes; town = where it happened */
  told_units?: string;
  /** 建议派出单位: codes; town = where it happened */
  proposed_units?: string;
  /** 续报间隔（分钟）:  */
  report_minutes?: number;
  /** 排序:  */
  sort?: number;
  /** 启用:  */
  active?: boolean;
}

/** 突发事件类别：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefEmergencyClassesImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 无人接手通知范围：列表 */
export interface GetApiV1RefEmergencyRingsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 无人接手通知范围：导出 CSV，可再导入 */
export interface GetApiV1RefEmergencyRingsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 无人接手通知范围：导出 xlsx */
export interface GetApiV1RefEmergencyRingsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 无人接手通知范围：新增 */
export interface PostApiV1RefEmergencyRingsIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 第几圈:  */
  circle?: number;
  /** 范围:  */
  name?: string;
  /** 角色: names of roles; * = everybody who may take it */
  roles?: string;
  /** 多少分钟后:  */
  after_minutes?: number;
  /** 启用:  */
  active?: boolean;
}

/** 无人接手通知范围：修改 */
export interface PutApiV1RefEmergencyRingsIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 第几圈:  */
  circle?: number;
  /** 范围:  */
  name?: string;
  /** 角色: names of roles; * = everybody who may take it */
  roles?: string;
  /** 多少分钟后:  */
  after_minutes?: number;
  /** 启用:  */
  active?: boolean;
}

/** 无人接手通知范围：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefEmergencyRingsImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** Hard cases. */
export interface GetApiV1HardcasesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "open" | "mine" | "late" | "all";
  /** 状态:  */
  status?: "opened" | "deciding" | "following" | "closed" | "withdrawn";
  /** 层级:  */
  level?: "town" | "district" | "city";
  /** 原因:  */
  reason?: "unclear" | "unattended" | "stuck";
  /** 镇街:  */
  town?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** The same list as xlsx. */
export interface GetApiV1HardcasesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "open" | "mine" | "late" | "all";
  /** 状态:  */
  status?: "opened" | "deciding" | "following" | "closed" | "withdrawn";
  /** 层级:  */
  level?: "town" | "district" | "city";
  /** 原因:  */
  reason?: "unclear" | "unattended" | "stuck";
  /** 镇街:  */
  town?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** 列为疑难件. */
export interface PostApiV1CasesIdHardcaseIn {
  /** 原因:  */
  reason: "unclear" | "unattended" | "stuck";
  /** 为什么难:  */
  why: string;
}

/** 有人定、有人管. */
export interface PostApiV1HardcasesIdAssignIn {
  /** 版本: version the person saw */
  version: number;
  /** 谁来定:  */
  owner_id: string;
  /** 谁来管:  */
  follower_id: string;
  /** 说明:  */
  text?: string;
}

/** Records a meeting (会商). */
export interface PostApiV1HardcasesIdMeetIn {
  /** 版本: version the person saw */
  version: number;
  /** 会商时间:  */
  at: number;
  /** 地点:  */
  place?: string;
  /** 参加人:  */
  participants: string;
  /** 纪要:  */
  minutes: string;
}

/** The decision: units, measures, due time. */
export interface PostApiV1HardcasesIdDecideIn {
  /** 版本: version the person saw */
  version: number;
  /** 承办单位:  */
  unit_ids: string[];
  /** 措施:  */
  measures: string;
  /** 完成期限:  */
  due_at: number;
}

/** Follow-up. */
export interface PostApiV1HardcasesIdProgressIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** One level up (提级). */
export interface PostApiV1HardcasesIdRaiseIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Is none. */
export interface PostApiV1HardcasesIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Ends it: solved, partly, explained. */
export interface PostApiV1HardcasesIdCloseIn {
  /** 版本: version the person saw */
  version: number;
  /** 了结方式:  */
  outcome: "solved" | "partly" | "explained";
  /** 结果:  */
  conclusion: string;
}

/** Hot spots (热点). */
export interface GetApiV1HotspotsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "open" | "new" | "mine" | "ended" | "all";
  /** 类别:  */
  kind?: "mass" | "frequent" | "burst";
  /** 状态:  */
  status?: "new" | "watching" | "handled" | "over" | "dismissed";
  /** 镇街:  */
  town?: string;
  /** 最近反映起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** The same list as xlsx. */
export interface GetApiV1HotspotsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "open" | "new" | "mine" | "ended" | "all";
  /** 类别:  */
  kind?: "mass" | "frequent" | "burst";
  /** 状态:  */
  status?: "new" | "watching" | "handled" | "over" | "dismissed";
  /** 镇街:  */
  town?: string;
  /** 最近反映起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** What was said in it. */
export interface GetApiV1HotspotsIdAppealsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** The same list as xlsx. */
export interface GetApiV1HotspotsIdAppealsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** Takes it (认领). */
export interface PostApiV1HotspotsIdTakeIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Who leads, and what is done at the source (源头治理). */
export interface PostApiV1HotspotsIdArrangeIn {
  /** 版本: version the person saw */
  version: number;
  /** 牵头单位:  */
  unit_id: string;
  /** 治理措施:  */
  text: string;
}

/** Progress. */
export interface PostApiV1HotspotsIdNoteIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Ends it. */
export interface PostApiV1HotspotsIdCloseIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Is none. */
export interface PostApiV1HotspotsIdDismissIn {
  /** 版本: version the person saw */
  version: number;
  /** 情况:  */
  text?: string;
}

/** Messages that go out. */
export interface GetApiV1OutboxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "all" | "open" | "bad";
  /** 状态:  */
  status?: "queued" | "sending" | "failed" | "dead" | "sent" | "delivered" | "undeliverable" | "cancelled" | "handled";
  /** 方式:  */
  channel?: "sms" | "mail" | "webhook";
  /** 事由:  */
  event?: "received" | "dispatched" | "due_moved" | "excluded" | "to_rate" | "notice" | "whistle" | "emergency";
  /** 案件:  */
  case?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** The same list as xlsx. */
export interface GetApiV1OutboxExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图:  */
  view?: "all" | "open" | "bad";
  /** 状态:  */
  status?: "queued" | "sending" | "failed" | "dead" | "sent" | "delivered" | "undeliverable" | "cancelled" | "handled";
  /** 方式:  */
  channel?: "sms" | "mail" | "webhook";
  /** 事由:  */
  event?: "received" | "dispatched" | "due_moved" | "excluded" | "to_rate" | "notice" | "whistle" | "emergency";
  /** 案件:  */
  case?: string;
  /** 起:  */
  from?: number;
  /** 止:  */
  to?: number;
}

/** Sends a failed one again. */
export interface PostApiV1OutboxIdResendIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Takes back one that has not left. */
export interface PostApiV1OutboxIdCancelIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Somebody was told in another way. */
export interface PostApiV1OutboxIdHandledIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** 消息模板：列表 */
export interface GetApiV1RefMessageTemplatesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 消息模板：导出 CSV，可再导入 */
export interface GetApiV1RefMessageTemplatesExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 消息模板：导出 xlsx */
export interface GetApiV1RefMessageTemplatesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 消息模板：新增 */
export interface PostApiV1RefMessageTemplatesIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 模板编码:  */
  code?: string;
  /** 模板名称:  */
  name?: string;
  /** 何时发送:  */
  event?: string;
  /** 发送方式:  */
  channel?: string;
  /** 收件邮箱: mail only */
  mail_to?: string;
  /** 主题: mail and webhook */
  subject?: string;
  /** 内容: slots in braces; which ones depends on the event */
  body?: string;
  /** 启用:  */
  active?: boolean;
}

/** 消息模板：修改 */
export interface PutApiV1RefMessageTemplatesIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 模板编码:  */
  code?: string;
  /** 模板名称:  */
  name?: string;
  /** 何时发送:  */
  event?: string;
  /** 发送方式:  */
  channel?: string;
  /** 收件邮箱: mail only */
  mail_to?: string;
  /** 主题: mail and webhook */
  subject?: string;
  /** 内容: slots in braces; which ones depends on the event */
  body?: string;
  /** 启用:  */
  active?: boolean;
}

/** 消息模板：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefMessageTemplatesImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** The operator says whether a message arrived; signed. */
export interface PostApiV1PublicOutboxReceiptsIn {
  /** 消息编号: X-Yingshao-Message of the letter */
  id: string;
  /** 状态:  */
  status: "delivered" | "undeliverable";
  /** 原因: in the operator's words */
  reason?: string;
}

/** Notices by kind: issued, signed for and answered in time. */
export interface GetApiV1NoticesStatsIn {
  /** 起: default: the year so far */
  from?: number;
  /** 止: default: now */
  to?: number;
}

/** The same by unit. */
export interface GetApiV1NoticesStatsUnitsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 起: default: the year so far */
  from?: number;
  /** 止: default: now */
  to?: number;
}

/** The same as xlsx. */
export interface GetApiV1NoticesStatsUnitsXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 起: default: the year so far */
  from?: number;
  /** 止: default: now */
  to?: number;
}

/** The three notices. */
export interface GetApiV1NoticesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: sign and audit: what waits for me */
  view?: "all" | "draft" | "sign" | "audit" | "ack" | "handling" | "done";
  /** 种类:  */
  kind?: "hint" | "supervise" | "warn";
  /** 事由类别:  */
  subject?: "single" | "key_work" | "hot" | "field";
  /** 状态:  */
  status?: "draft" | "delivered" | "handling" | "replied" | "done" | "withdrawn" | "dropped";
  /** 单位:  */
  unit?: string;
  /** 涉及案件:  */
  case?: string;
  /** 未按要求: not signed for, not answered in time, or failed */
  late?: boolean;
  /** 从:  */
  from?: number;
  /** 到:  */
  to?: number;
  /** 标题或编号:  */
  q?: string;
}

/** The same list as xlsx. */
export interface GetApiV1NoticesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: sign and audit: what waits for me */
  view?: "all" | "draft" | "sign" | "audit" | "ack" | "handling" | "done";
  /** 种类:  */
  kind?: "hint" | "supervise" | "warn";
  /** 事由类别:  */
  subject?: "single" | "key_work" | "hot" | "field";
  /** 状态:  */
  status?: "draft" | "delivered" | "handling" | "replied" | "done" | "withdrawn" | "dropped";
  /** 单位:  */
  unit?: string;
  /** 涉及案件:  */
  case?: string;
  /** 未按要求: not signed for, not answered in time, or failed */
  late?: boolean;
  /** 从:  */
  from?: number;
  /** 到:  */
  to?: number;
  /** 标题或编号:  */
  q?: string;
}

/** A draft by hand. */
export interface PostApiV1NoticesIn {
  /** 种类:  */
  kind: "hint" | "supervise" | "warn";
  /** 事由类别:  */
  subject: "single" | "key_work" | "hot" | "field";
  /** 单位:  */
  unit_id: string;
  /** 标题:  */
  title: string;
  /** 事实和依据:  */
  basis: string;
  /** 办理要求: default: that of the kind */
  demand?: string;
  /** 事由: what only people find out */
  trigger?: "false_reply" | "leak";
  /** 反馈时限（工作日）: default: that of the kind */
  answer_days?: number;
  /** 涉及案件:  */
  case_ids?: string[];
}

/** Changes a draft. */
export interface PostApiV1NoticesIdEditIn {
  /** 版本: version the person saw */
  version: number;
  /** 标题:  */
  title?: string;
  /** 事实和依据:  */
  basis?: string;
  /** 办理要求:  */
  demand?: string;
  /** 反馈时限（工作日）: default: that of the kind */
  answer_days?: number;
  /** 涉及案件:  */
  case_ids?: string[];
}

/** Issues it: numbered, drawn, signed, delivered. */
export interface PostApiV1NoticesIdSignIn {
  /** 版本: version the person saw */
  version: number;
}

/** Does not issue it; the draft stays on file. */
export interface PostApiV1NoticesIdDropIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** The unit signs for it (签收). */
export interface PostApiV1NoticesIdAckIn {
  /** 版本: version the person saw */
  version: number;
}

/** The unit answers (反馈). */
export interface PostApiV1NoticesIdReplyIn {
  /** 版本: version the person saw */
  version: number;
  /** 办理情况:  */
  reply: string;
  /** 材料: drafts uploaded before */
  files?: string[];
}

/** The answer is accepted. */
export interface PostApiV1NoticesIdPassIn {
  /** 版本: version the person saw */
  version: number;
  /** 审核意见:  */
  opinion?: string;
}

/** The answer is not: the same time again. */
export interface PostApiV1NoticesIdFailIn {
  /** 版本: version the person saw */
  version: number;
  /** 审核意见:  */
  opinion: string;
}

/** Takes it back, with the reason on file. */
export interface PostApiV1NoticesIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** 三单种类：列表 */
export interface GetApiV1RefNoticeKindsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** 三单种类：导出 CSV，可再导入 */
export interface GetApiV1RefNoticeKindsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** 三单种类：导出 xlsx */
export interface GetApiV1RefNoticeKindsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** 三单种类：新增 */
export interface PostApiV1RefNoticeKindsIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 种类:  */
  kind?: "hint" | "supervise" | "warn";
  /** 名称:  */
  name?: string;
  /** 发文机关: red head; empty: the centre */
  issuer?: string;
  /** 机关代字: of the number: 社治督〔2026〕3号 */
  word?: string;
  /** 办理要求:  */
  demand?: string;
  /** 抄送: as printed */
  copy_to?: string;
  /** 推送纪委监委备案:  */
  to_discipline?: boolean;
  /** 签收时限数值:  */
  ack_value?: number;
  /** 签收时限单位:  */
  ack_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 反馈时限数值:  */
  answer_value?: number;
  /** 反馈时限单位:  */
  answer_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
}

/** 三单种类：修改 */
export interface PutApiV1RefNoticeKindsIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 种类:  */
  kind?: "hint" | "supervise" | "warn";
  /** 名称:  */
  name?: string;
  /** 发文机关: red head; empty: the centre */
  issuer?: string;
  /** 机关代字: of the number: 社治督〔2026〕3号 */
  word?: string;
  /** 办理要求:  */
  demand?: string;
  /** 抄送: as printed */
  copy_to?: string;
  /** 推送纪委监委备案:  */
  to_discipline?: boolean;
  /** 签收时限数值:  */
  ack_value?: number;
  /** 签收时限单位:  */
  ack_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 反馈时限数值:  */
  answer_value?: number;
  /** 反馈时限单位:  */
  answer_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
}

/** 三单种类：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefNoticeKindsImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 三单触发条件：列表 */
export interface GetApiV1RefNoticeTriggersIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 拟发:  */
  kind?: "hint" | "supervise" | "warn";
}

/** 三单触发条件：导出 CSV，可再导入 */
export interface GetApiV1RefNoticeTriggersExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 拟发:  */
  kind?: "hint" | "supervise" | "warn";
}

/** 三单触发条件：导出 xlsx */
export interface GetApiV1RefNoticeTriggersExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 拟发:  */
  kind?: "hint" | "supervise" | "warn";
}

/** 三单触发条件：新增 */
export interface PostApiV1RefNoticeTriggersIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 代码: what the program looks for */
  code?: string;
  /** 名称:  */
  name?: string;
  /** 拟发:  */
  kind?: "hint" | "supervise" | "warn";
  /** 事由类别:  */
  subject?: "single" | "key_work" | "hot" | "field";
  /** 一件算数的界限:  */
  threshold?: number;
  /** 界限的单位:  */
  measure?: string;
  /** 同一单位满几件: so many make a draft */
  cases?: number;
  /** 天数: time looked at, and the least time between two drafts for a unit */
  days?: number;
  /** 人工提出:  */
  by_hand?: boolean;
  /** 启用:  */
  active?: boolean;
}

/** 三单触发条件：修改 */
export interface PutApiV1RefNoticeTriggersIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 代码: what the program looks for */
  code?: string;
  /** 名称:  */
  name?: string;
  /** 拟发:  */
  kind?: "hint" | "supervise" | "warn";
  /** 事由类别:  */
  subject?: "single" | "key_work" | "hot" | "field";
  /** 一件算数的界限:  */
  threshold?: number;
  /** 界限的单位:  */
  measure?: string;
  /** 同一单位满几件: so many make a draft */
  cases?: number;
  /** 天数: time looked at, and the least time between two drafts for a unit */
  days?: number;
  /** 人工提出:  */
  by_hand?: boolean;
  /** 启用:  */
  active?: boolean;
}

/** 三单触发条件：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefNoticeTriggersImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** The callback queue. */
export interface GetApiV1CallbacksIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "open" | "claimed" | "done" | "waived" | "unrated" | "void";
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 现在可回访:  */
  due?: boolean;
  /** 我的:  */
  mine?: boolean;
}

/** The queue as xlsx. */
export interface GetApiV1CallbacksExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "open" | "claimed" | "done" | "waived" | "unrated" | "void";
  /** 诉求分级:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 现在可回访:  */
  due?: boolean;
  /** 我的:  */
  mine?: boolean;
}

/** Takes the next callback. */
export interface PostApiV1CallbacksClaimIn {
  /** 任务: default: the next */
  task_id?: string;
}

/** Records one try. */
export interface PostApiV1CallbacksIdAttemptIn {
  /** 联系方式:  */
  method: "phone" | "link" | "sms" | "visit";
  /** 联系结果:  */
  outcome: "reached" | "no_answer" | "refused" | "wrong_number" | "later";
  /** 备注:  */
  note?: string;
}

/** Notes the person's answers. */
export interface PostApiV1CallbacksIdRateIn {
  /** 问题是否解决: clear/unclear for 咨询, 建议, 表扬 */
  solved: "yes" | "partly" | "no" | "clear" | "unclear";
  /** 满意程度: 5 非常满意 … 1 非常不满意 */
  satisfied: number;
  /** 承办单位是否联系过您:  */
  contacted?: boolean;
  /** 意见:  */
  opinion?: string;
}

/** 免回访 with reason. */
export interface PostApiV1CallbacksIdWaiveIn {
  /** 理由:  */
  reason: string;
}

/** 研判 of a bad answer. */
export interface PostApiV1CasesIdJudgeIn {
  /** 诉求:  */
  appeal_id: string;
  /** 研判结论:  */
  verdict: "rework" | "unreasonable";
  /** 研判意见:  */
  opinion: string;
  /** 重办工单: default: the lead order */
  order_ids?: string[];
}

/** Keeping of promises by unit, for the days of a month. */
export interface GetApiV1PromisesUnitsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
}

/** The same as xlsx. */
export interface GetApiV1PromisesUnitsXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 月份: yyyymm; default this month */
  month?: number;
}

/** What units have promised. */
export interface GetApiV1PromisesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: mine: the own unit has to answer; ask: an agent may ask now */
  view?: "all" | "mine" | "running" | "ask" | "broken" | "moved";
  /** 状态:  */
  status?: "proposed" | "open" | "woken" | "stated" | "kept" | "broken" | "unheard" | "rejected" | "void";
  /** 单位:  */
  unit?: string;
  /** 镇街:  */
  town?: string;
  /** 承诺日期从:  */
  from?: number;
  /** 承诺日期到:  */
  to?: number;
}

/** The same list as xlsx. */
export interface GetApiV1PromisesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 视图: mine: the own unit has to answer; ask: an agent may ask now */
  view?: "all" | "mine" | "running" | "ask" | "broken" | "moved";
  /** 状态:  */
  status?: "proposed" | "open" | "woken" | "stated" | "kept" | "broken" | "unheard" | "rejected" | "void";
  /** 单位:  */
  unit?: string;
  /** 镇街:  */
  town?: string;
  /** 承诺日期从:  */
  from?: number;
  /** 承诺日期到:  */
  to?: number;
}

/** Enters a promise that the answer does not say. */
export interface PostApiV1OrdersIdPromiseIn {
  /** 承诺日期:  */
  day: number;
  /** 承诺内容: what will have been done */
  words: string;
}

/** The unit confirms, perhaps with another day. */
export interface PostApiV1PromisesIdConfirmIn {
  /** 版本: version the person saw */
  version: number;
  /** 承诺日期: default: as read */
  day?: number;
}

/** What was read is no promise. */
export interface PostApiV1PromisesIdRejectIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  text: string;
}

/** The unit says that it has done it. */
export interface PostApiV1PromisesIdKeepIn {
  /** 版本: version the person saw */
  version: number;
  /** 怎么做到的:  */
  text: string;
  /** 照片: drafts uploaded before; they stand with the order */
  files?: string[];
}

/** Another day, once, with a reason. */
export interface PostApiV1PromisesIdMoveIn {
  /** 版本: version the person saw */
  version: number;
  /** 新的日期:  */
  day: number;
  /** 理由:  */
  text: string;
}

/** What the citizen says: kept, not kept, not reached. */
export interface PostApiV1PromisesIdAskIn {
  /** 版本: version the person saw */
  version: number;
  /** 群众怎么说:  */
  said: "yes" | "no" | "unreached";
  /** 群众的话:  */
  text?: string;
}

/** Lists self-handled items. */
export interface GetApiV1SelfIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "done" | "verified" | "untrue";
  /** 网格:  */
  grid?: string;
  /** 镇街:  */
  town?: string;
  /** 我的:  */
  mine?: boolean;
}

/** Items to sample. */
export interface GetApiV1SelfSamplingIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "done" | "verified" | "untrue";
  /** 网格:  */
  grid?: string;
  /** 镇街:  */
  town?: string;
  /** 我的:  */
  mine?: boolean;
}

/** The list as xlsx. */
export interface GetApiV1SelfExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "done" | "verified" | "untrue";
  /** 网格:  */
  grid?: string;
  /** 镇街:  */
  town?: string;
  /** 我的:  */
  mine?: boolean;
}

/** Reports what was found and fixed. */
export interface PostApiV1SelfIn {
  /** 发现的问题:  */
  matter: string;
  /** 处置情况:  */
  done: string;
  /** 地点:  */
  address?: string;
  /** 事项:  */
  event_type_id?: string;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
  /** 照片:  */
  files?: string[];
}

/** Samples one. */
export interface PostApiV1SelfIdSampleIn {
  /** 版本:  */
  version: number;
  /** 抽查结果:  */
  ok: boolean;
  /** 抽查情况: needed when untrue */
  note?: string;
}

/** Signs in at a zone. */
export interface PostApiV1HotlineSeatSignInIn {
  /** 工作区:  */
  zone: "intake" | "transfer" | "online" | "review" | "callback" | "expert";
  /** 专席: for zone expert */
  expert?: "judicial" | "tax" | "housing_fund" | "human_resources" | "business";
  /** 分机号:  */
  extension?: string;
}

/** Ready, away, longer wrap-up, sign out. */
export interface PostApiV1HotlineSeatIn {
  /** 操作:  */
  action: "ready" | "away" | "more" | "sign_out";
  /** 离席原因: for away */
  reason?: string;
}

/** Calls. */
export interface GetApiV1HotlineCallsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 工作区:  */
  zone?: "intake" | "transfer" | "online" | "review" | "callback" | "expert";
  /** 结果:  */
  outcome?: "registered" | "answered" | "urged" | "transferred" | "abandoned" | "silent" | "abusive" | "other";
  /** 状态:  */
  state?: "waiting" | "ringing" | "talking" | "held" | "ended";
  /** 坐席:  */
  agent?: string;
  /** 我接的:  */
  mine?: boolean;
  /** 号码后四位:  */
  tail?: string;
  /** 诉求:  */
  appeal?: string;
  /** 从:  */
  from?: number;
  /** 到:  */
  to?: number;
}

/** The list as xlsx. */
export interface GetApiV1HotlineCallsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 工作区:  */
  zone?: "intake" | "transfer" | "online" | "review" | "callback" | "expert";
  /** 结果:  */
  outcome?: "registered" | "answered" | "urged" | "transferred" | "abandoned" | "silent" | "abusive" | "other";
  /** 状态:  */
  state?: "waiting" | "ringing" | "talking" | "held" | "ended";
  /** 坐席:  */
  agent?: string;
  /** 我接的:  */
  mine?: boolean;
  /** 号码后四位:  */
  tail?: string;
  /** 诉求:  */
  appeal?: string;
  /** 从:  */
  from?: number;
  /** 到:  */
  to?: number;
}

/** Hangs up. */
export interface PostApiV1HotlineCallsIdEndIn {
  /** 因辱骂骚扰挂断: after two warnings */
  abusive?: boolean;
}

/** The caller has been warned. */
export interface PostApiV1HotlineCallsIdWarnIn {
  /** 提醒的话:  */
  words?: string;
}

/** What the call was about. */
export interface PostApiV1HotlineCallsIdFinishIn {
  /** 结果:  */
  outcome?: "registered" | "answered" | "urged" | "transferred" | "silent" | "other";
  /** 备注:  */
  note?: string;
  /** 诉求:  */
  appeal_id?: string;
  /** 案件:  */
  case_id?: string;
}

/** Takes a third party in. */
export interface PostApiV1HotlineCallsIdTransferIn {
  /** 转接对象:  */
  target: "expert" | "emergency" | "unit";
  /** 专席:  */
  expert?: "judicial" | "tax" | "housing_fund" | "human_resources" | "business";
  /** 紧急专线:  */
  line?: "110" | "119" | "120" | "122";
  /** 单位:  */
  unit_id?: string;
  /** 事由:  */
  reason?: string;
}

/** Proposes a flag on the number. */
export interface PostApiV1HotlineCallsIdFlagIn {
  /** 种类:  */
  kind: "abuse" | "harassment" | "silent" | "care";
  /** 说明:  */
  note: string;
  /** 有效天数: default 90 */
  days?: number;
}

/** Third parties. */
export interface GetApiV1HotlineTransfersIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 转接对象:  */
  target?: "expert" | "emergency" | "unit";
  /** 专席:  */
  expert?: "judicial" | "tax" | "housing_fund" | "human_resources" | "business";
  /** 结果:  */
  outcome?: "answered" | "taken_over" | "advice" | "no_answer" | "refused";
  /** 从:  */
  from?: number;
  /** 到:  */
  to?: number;
}

/** The list as xlsx. */
export interface GetApiV1HotlineTransfersExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 转接对象:  */
  target?: "expert" | "emergency" | "unit";
  /** 专席:  */
  expert?: "judicial" | "tax" | "housing_fund" | "human_resources" | "business";
  /** 结果:  */
  outcome?: "answered" | "taken_over" | "advice" | "no_answer" | "refused";
  /** 从:  */
  from?: number;
  /** 到:  */
  to?: number;
}

/** The third party is in the call. */
export interface PostApiV1HotlineTransfersIdJoinIn {
  /** 版本:  */
  version: number;
}

/** Who said what. */
export interface PostApiV1HotlineTransfersIdSaidIn {
  /** 谁说的:  */
  who: "caller" | "agent" | "third";
  /** 说了什么:  */
  text: string;
}

/** How it ended. */
export interface PostApiV1HotlineTransfersIdEndIn {
  /** 版本:  */
  version: number;
  /** 结果:  */
  outcome: "answered" | "taken_over" | "advice" | "no_answer" | "refused";
  /** 情况:  */
  result?: string;
}

/** Flags on numbers. */
export interface GetApiV1HotlineFlagsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "proposed" | "active" | "lifted";
  /** 种类:  */
  kind?: "abuse" | "harassment" | "silent" | "care";
  /** 号码后四位:  */
  tail?: string;
}

/** Accepts, rejects or lifts a flag. */
export interface PostApiV1HotlineFlagsIdDecideIn {
  /** 版本:  */
  version: number;
  /** 处理:  */
  action: "accept" | "reject" | "lift";
  /** 意见: needed to reject and to lift */
  decision?: string;
}

/** The caller's history by number. */
export interface GetApiV1HotlineCallerIn {
  /** 电话:  */
  phone: string;
}

/** Open cases at the same place. */
export interface GetApiV1HotlinePlaceIn {
  /** 地点:  */
  address?: string;
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000; stored is always CGCS2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格: grid */
  grid_id?: string;
  /** 村居: community */
  community_id?: string;
  /** 镇街: town */
  town_id?: string;
}

/** What the exchange reports. */
export interface PostApiV1HotlineEventsIn {
  /** 话务系统编号: the exchange's id of the call */
  ext_id: string;
  /** 事件:  */
  event: "ringing" | "answered" | "held" | "resumed" | "missed" | "ended" | "recorded";
  /** 主叫号码:  */
  number?: string;
  /** 工作区: default intake */
  zone?: "intake" | "transfer" | "online" | "review" | "callback" | "expert";
  /** 专席:  */
  expert?: "judicial" | "tax" | "housing_fund" | "human_resources" | "business";
  /** 队列:  */
  queue?: string;
  /** 方向:  */
  direction?: "in" | "out";
  /** 录音: reference in the exchange */
  recording?: string;
  /** 坐席: when the exchange has chosen */
  agent_id?: string;
}

/** A simulated call, in the demo city only. */
export interface PostApiV1HotlineSimulateIn {
  /** 主叫号码:  */
  number?: string;
  /** 工作区: default intake */
  zone?: "intake" | "transfer" | "online" | "review" | "callback" | "expert";
  /** 专席:  */
  expert?: "judicial" | "tax" | "housing_fund" | "human_resources" | "business";
  /** 队列:  */
  queue?: string;
  /** 事件: default ringing */
  event?: "ringing" | "ended" | "missed";
  /** 来电标识: of a simulated call that goes on */
  ext_id?: string;
  /** 打给我: default yes; no: to whoever is ready */
  to_me?: boolean;
}

/** 受理渠道：列表 */
export interface GetApiV1RefChannelsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 线上或线下:  */
  place?: "online" | "offline";
}

/** 受理渠道：导出 CSV，可再导入 */
export interface GetApiV1RefChannelsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 线上或线下:  */
  place?: "online" | "offline";
}

/** 受理渠道：导出 xlsx */
export interface GetApiV1RefChannelsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 线上或线下:  */
  place?: "online" | "offline";
}

/** 受理渠道：新增 */
export interface PostApiV1RefChannelsIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 渠道编码: short code, lower-case letters */
  code?: string;
  /** 渠道名称:  */
  name?: string;
  /** 线上或线下:  */
  place?: "online" | "offline";
  /** 名称已确认: false: place kept for a channel whose name is not known yet */
  known?: boolean;
  /** 上级转办: appeals come from an upper platform with its own deadline */
  upstream?: boolean;
  /** 对公众开放: offered on the public page */
  public_entry?: boolean;
  /** 排序:  */
  sort?: number;
  /** 启用:  */
  active?: boolean;
  /** 备注:  */
  note?: string;
}

/** 受理渠道：修改 */
export interface PutApiV1RefChannelsIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 渠道编码: short code, lower-case letters */
  code?: string;
  /** 渠道名称:  */
  name?: string;
  /** 线上或线下:  */
  place?: "online" | "offline";
  /** 名称已确认: false: place kept for a channel whose name is not known yet */
  known?: boolean;
  /** 上级转办: appeals come from an upper platform with its own deadline */
  upstream?: boolean;
  /** 对公众开放: offered on the public page */
  public_entry?: boolean;
  /** 排序:  */
  sort?: number;
  /** 启用:  */
  active?: boolean;
  /** 备注:  */
  note?: string;
}

/** 受理渠道：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefChannelsImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 五色分级：列表 */
export interface GetApiV1RefColoursIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** 五色分级：导出 CSV，可再导入 */
export interface GetApiV1RefColoursExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** 五色分级：导出 xlsx */
export interface GetApiV1RefColoursExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** 五色分级：新增 */
export interface PostApiV1RefColoursIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 颜色:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 级别: 1 red to 5 green */
  rank?: number;
  /** 名称:  */
  name?: string;
  /** 适用情形:  */
  trigger_text?: string;
  /** 办理时限数值:  */
  handle_value?: number;
  /** 办理时限单位:  */
  handle_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 派单时限数值:  */
  dispatch_value?: number;
  /** 派单时限单位:  */
  dispatch_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 签收时限数值:  */
  sign_value?: number;
  /** 签收时限单位:  */
  sign_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 首次联系时限数值:  */
  contact_value?: number;
  /** 首次联系时限单位:  */
  contact_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 退单时限数值:  */
  return_value?: number;
  /** 退单时限单位:  */
  return_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 裁定时限数值:  */
  ruling_value?: number;
  /** 裁定时限单位:  */
  ruling_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 提级词: words that suggest this colour, separated by ; */
  words?: string;
}

/** 五色分级：修改 */
export interface PutApiV1RefColoursIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 颜色:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 级别: 1 red to 5 green */
  rank?: number;
  /** 名称:  */
  name?: string;
  /** 适用情形:  */
  trigger_text?: string;
  /** 办理时限数值:  */
  handle_value?: number;
  /** 办理时限单位:  */
  handle_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 派单时限数值:  */
  dispatch_value?: number;
  /** 派单时限单位:  */
  dispatch_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 签收时限数值:  */
  sign_value?: number;
  /** 签收时限单位:  */
  sign_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 首次联系时限数值:  */
  contact_value?: number;
  /** 首次联系时限单位:  */
  contact_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 退单时限数值:  */
  return_value?: number;
  /** 退单时限单位:  */
  return_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 裁定时限数值:  */
  ruling_value?: number;
  /** 裁定时限单位:  */
  ruling_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 提级词: words that suggest this colour, separated by ; */
  words?: string;
}

/** 五色分级：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefColoursImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 设施权属：列表 */
export interface GetApiV1RefAssetOwnersIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 设施种类:  */
  kind?: string;
  /** 镇街:  */
  town?: string;
  /** 权属单位:  */
  unit?: string;
}

/** 设施权属：导出 CSV，可再导入 */
export interface GetApiV1RefAssetOwnersExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 设施种类:  */
  kind?: string;
  /** 镇街:  */
  town?: string;
  /** 权属单位:  */
  unit?: string;
}

/** 设施权属：导出 xlsx */
export interface GetApiV1RefAssetOwnersExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 设施种类:  */
  kind?: string;
  /** 镇街:  */
  town?: string;
  /** 权属单位:  */
  unit?: string;
}

/** 设施权属：新增 */
export interface PostApiV1RefAssetOwnersIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 设施种类: 井盖, 路灯 …: as in the event list's owner_kind */
  kind?: string;
  /** 镇街: null: the whole city */
  town_id?: string;
  /** 权属单位:  */
  unit_id?: string;
}

/** 设施权属：修改 */
export interface PutApiV1RefAssetOwnersIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 设施种类: 井盖, 路灯 …: as in the event list's owner_kind */
  kind?: string;
  /** 镇街: null: the whole city */
  town_id?: string;
  /** 权属单位:  */
  unit_id?: string;
}

/** 设施权属：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefAssetOwnersImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 事项清单：列表 */
export interface GetApiV1RefEventTypesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 领域编码:  */
  domain?: string;
  /** 颜色:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 主办规则:  */
  lead_rule?: "fixed" | "region" | "owner";
  /** 主办单位:  */
  unit?: string;
  /** 诉求大类:  */
  family?: "people" | "development" | "enforcement";
}

/** 事项清单：导出 CSV，可再导入 */
export interface GetApiV1RefEventTypesExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 领域编码:  */
  domain?: string;
  /** 颜色:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 主办规则:  */
  lead_rule?: "fixed" | "region" | "owner";
  /** 主办单位:  */
  unit?: string;
  /** 诉求大类:  */
  family?: "people" | "development" | "enforcement";
}

/** 事项清单：导出 xlsx */
export interface GetApiV1RefEventTypesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 领域编码:  */
  domain?: string;
  /** 颜色:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 主办规则:  */
  lead_rule?: "fixed" | "region" | "owner";
  /** 主办单位:  */
  unit?: string;
  /** 诉求大类:  */
  family?: "people" | "development" | "enforcement";
}

/** 事项清单：新增 */
export interface PostApiV1RefEventTypesIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 事项编码: domain 2 + class 2 + item 3 digits */
  code?: string;
  /** 事项名称:  */
  name?: string;
  /** 领域编码:  */
  domain_code?: string;
  /** 类别:  */
  class_name?: string;
  /** 国标代码:  */
  std_code?: string;
  /** 确定原则: by law, by agreement, by designation */
  principle?: "statutory" | "agreed" | "designated";
  /** 主办规则:  */
  lead_rule?: "fixed" | "region" | "owner";
  /** 主办单位: only with lead_rule fixed */
  lead_unit_id?: string;
  /** 设施种类: only with lead_rule owner */
  owner_kind?: string;
  /** 协办单位: unit codes joined by ; — town means the town where it happened */
  co_units?: string;
  /** 颜色:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 办理时限数值:  */
  limit_value?: number;
  /** 办理时限单位:  */
  limit_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 办结凭证:  */
  evidence?: "none" | "text" | "photo" | "photo_pair" | "document";
  /** 审核到:  */
  review?: "unit" | "town" | "district";
  /** 办结标准:  */
  closing_standard?: string;
  /** 需要回访:  */
  callback?: boolean;
  /** 纳入考核:  */
  appraised?: boolean;
  /** 敏感:  */
  sensitive?: boolean;
  /** 公共设施可并单: the public sees open matters of it and may join: public facilities only */
  joinable?: boolean;
  /** 诉求大类:  */
  family?: "people" | "development" | "enforcement";
  /** 诉求类型: the usual one */
  type?: "consult" | "help" | "complaint" | "report" | "suggestion" | "praise";
  /** 法定程序: stages that may stop the clock, joined by ; */
  statutory_stages?: string;
  /** 法律依据:  */
  legal_basis?: string;
  /** 关键词: joined by ; */
  keywords?: string;
  /** 说明:  */
  description?: string;
  /** 启用:  */
  active?: boolean;
}

/** 事项清单：修改 */
export interface PutApiV1RefEventTypesIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 事项编码: domain 2 + class 2 + item 3 digits */
  code?: string;
  /** 事项名称:  */
  name?: string;
  /** 领域编码:  */
  domain_code?: string;
  /** 类别:  */
  class_name?: string;
  /** 国标代码:  */
  std_code?: string;
  /** 确定原则: by law, by agreement, by designation */
  principle?: "statutory" | "agreed" | "designated";
  /** 主办规则:  */
  lead_rule?: "fixed" | "region" | "owner";
  /** 主办单位: only with lead_rule fixed */
  lead_unit_id?: string;
  /** 设施种类: only with lead_rule owner */
  owner_kind?: string;
  /** 协办单位: unit codes joined by ; — town means the town where it happened */
  co_units?: string;
  /** 颜色:  */
  colour?: "red" | "orange" | "yellow" | "blue" | "green";
  /** 办理时限数值:  */
  limit_value?: number;
  /** 办理时限单位:  */
  limit_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 办结凭证:  */
  evidence?: "none" | "text" | "photo" | "photo_pair" | "document";
  /** 审核到:  */
  review?: "unit" | "town" | "district";
  /** 办结标准:  */
  closing_standard?: string;
  /** 需要回访:  */
  callback?: boolean;
  /** 纳入考核:  */
  appraised?: boolean;
  /** 敏感:  */
  sensitive?: boolean;
  /** 公共设施可并单: the public sees open matters of it and may join: public facilities only */
  joinable?: boolean;
  /** 诉求大类:  */
  family?: "people" | "development" | "enforcement";
  /** 诉求类型: the usual one */
  type?: "consult" | "help" | "complaint" | "report" | "suggestion" | "praise";
  /** 法定程序: stages that may stop the clock, joined by ; */
  statutory_stages?: string;
  /** 法律依据:  */
  legal_basis?: string;
  /** 关键词: joined by ; */
  keywords?: string;
  /** 说明:  */
  description?: string;
  /** 启用:  */
  active?: boolean;
}

/** 事项清单：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefEventTypesImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** Instructions sent. */
export interface GetApiV1InstructionsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "sent" | "closed" | "withdrawn";
  /** 紧急程度:  */
  urgency?: "normal" | "urgent" | "critical";
  /** 开始时间:  */
  from?: number;
  /** 结束时间:  */
  to?: number;
  /** 我发出的:  */
  mine?: boolean;
  /** 范围: sent by me and my units (default), or received below me */
  view?: "sent" | "below";
  /** 查找: number, or a part of the title */
  q?: string;
}

/** The list as xlsx. */
export interface GetApiV1InstructionsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "sent" | "closed" | "withdrawn";
  /** 紧急程度:  */
  urgency?: "normal" | "urgent" | "critical";
  /** 开始时间:  */
  from?: number;
  /** 结束时间:  */
  to?: number;
  /** 我发出的:  */
  mine?: boolean;
  /** 范围: sent by me and my units (default), or received below me */
  view?: "sent" | "below";
  /** 查找: number, or a part of the title */
  q?: string;
}

/** Whom a scope would reach. */
export interface PostApiV1InstructionsPreviewIn {
  /** 单位: grids of the communities at and below, or their staff */
  unit_ids?: string[];
  /** 网格: with the grids inside them */
  grid_ids?: string[];
  /** 网格级别: 0: all */
  level?: number;
  /** 岗位: county_leader street_cadre community_secretary grid_head grid_worker; none: all */
  posts?: string[];
  /** 网格员类型: full_time part_time industry window mobile building_head assistant */
  worker_types?: string[];
  /** 网格人员: default true */
  grid_people?: boolean;
  /** 单位人员: people of the units themselves */
  staff?: boolean;
}

/** Sends an instruction. */
export interface PostApiV1InstructionsIn {
  /** 单位: grids of the communities at and below, or their staff */
  unit_ids?: string[];
  /** 网格: with the grids inside them */
  grid_ids?: string[];
  /** 网格级别: 0: all */
  level?: number;
  /** 岗位: county_leader street_cadre community_secretary grid_head grid_worker; none: all */
  posts?: string[];
  /** 网格员类型: full_time part_time industry window mobile building_head assistant */
  worker_types?: string[];
  /** 网格人员: default true */
  grid_people?: boolean;
  /** 单位人员: people of the units themselves */
  staff?: boolean;
  /** 紧急程度:  */
  urgency: "normal" | "urgent" | "critical";
  /** 要求: what the receipt must say */
  asks: "read" | "relay" | "done";
  /** 标题:  */
  title: string;
  /** 内容:  */
  body: string;
  /** 转发给居民的文字: ready to be pasted into a residents' group */
  relay_text?: string;
  /** 回执期限: default: by the urgency */
  due_at?: number;
  /** 图片或附件:  */
  files?: string[];
}

/** Receipts, person by person. */
export interface GetApiV1InstructionsIdReceiptsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 回执:  */
  status?: "unread" | "read" | "relayed" | "done";
  /** 单位:  */
  unit?: string;
}

/** The receipts as xlsx. */
export interface GetApiV1InstructionsIdReceiptsXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 回执:  */
  status?: "unread" | "read" | "relayed" | "done";
  /** 单位:  */
  unit?: string;
}

/** Reminds those who have not read, once. */
export interface PostApiV1InstructionsIdRemindIn {
  /** 版本: version the person saw */
  version: number;
  /** 说明: needed to withdraw */
  note?: string;
}

/** Ends it: no more receipts. */
export interface PostApiV1InstructionsIdCloseIn {
  /** 版本: version the person saw */
  version: number;
  /** 说明: needed to withdraw */
  note?: string;
}

/** Takes it back, with a reason. */
export interface PostApiV1InstructionsIdWithdrawIn {
  /** 版本: version the person saw */
  version: number;
  /** 说明: needed to withdraw */
  note?: string;
}

/** Instructions received. */
export interface GetApiV1ReceivedIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 待回执: only what still wants something from me */
  open?: boolean;
}

/** Read. */
export interface PostApiV1ReceivedIdReadIn {
  /** 反馈:  */
  note?: string;
}

/** Relayed to the residents' groups. */
export interface PostApiV1ReceivedIdRelayIn {
  /** 反馈:  */
  note?: string;
}

/** Done, with what was done. */
export interface PostApiV1ReceivedIdDoneIn {
  /** 反馈:  */
  note?: string;
}

/** Lists visits and plans. */
export interface GetApiV1VisitsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 类别:  */
  kind?: "home" | "check" | "force";
  /** 状态:  */
  status?: "planned" | "done" | "void";
  /** 力量类别:  */
  force_kind?: "enforcement" | "police" | "public_servant" | "party_member" | "doctor" | "volunteer" | "other";
  /** 网格:  */
  grid?: string;
  /** 镇街:  */
  town?: string;
  /** 案件:  */
  case?: string;
  /** 开始时间:  */
  from?: number;
  /** 结束时间:  */
  to?: number;
  /** 计划日期不晚于:  */
  until?: number;
  /** 我的:  */
  mine?: boolean;
}

/** The list as xlsx. */
export interface GetApiV1VisitsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 类别:  */
  kind?: "home" | "check" | "force";
  /** 状态:  */
  status?: "planned" | "done" | "void";
  /** 力量类别:  */
  force_kind?: "enforcement" | "police" | "public_servant" | "party_member" | "doctor" | "volunteer" | "other";
  /** 网格:  */
  grid?: string;
  /** 镇街:  */
  town?: string;
  /** 案件:  */
  case?: string;
  /** 开始时间:  */
  from?: number;
  /** 结束时间:  */
  to?: number;
  /** 计划日期不晚于:  */
  until?: number;
  /** 我的:  */
  mine?: boolean;
}

/** Filed cases of the grid that nobody has looked at. */
export interface GetApiV1VisitsToCheckIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** Records or plans a visit. */
export interface PostApiV1VisitsIn {
  /** 类别: to a household, to a reported place, outside forces in a grid */
  kind: "home" | "check" | "force";
  /** 网格:  */
  grid_id: string;
  /** 走访时间: default now */
  at?: number;
  /** 计划日期: given: a plan, not a record */
  plan_day?: number;
  /** 力量类别:  */
  force_kind?: "enforcement" | "police" | "public_servant" | "party_member" | "doctor" | "volunteer" | "other";
  /** 人员: who came or went along */
  people?: string;
  /** 人员单位:  */
  people_unit?: string;
  /** 地点:  */
  place?: string;
  /** 走访对象: stored encrypted */
  person?: string;
  /** 事由:  */
  matter: string;
  /** 情况: what was seen and done */
  done?: string;
  /** 需求与问题:  */
  needs?: string;
  /** 核实结果:  */
  found?: "true" | "untrue" | "unclear";
  /** 案件:  */
  case_id?: string;
  /** 下次走访日期: plans the next visit to the same place */
  next_day?: number;
  /** 下次走访事由:  */
  next_matter?: string;
  /** 照片:  */
  files?: string[];
}

/** A planned visit has been made. */
export interface PostApiV1VisitsIdDoneIn {
  /** 版本: version the person saw */
  version: number;
  /** 走访时间: default now */
  at?: number;
  /** 情况:  */
  done: string;
  /** 需求与问题:  */
  needs?: string;
  /** 同行人员:  */
  people?: string;
  /** 核实结果:  */
  found?: "true" | "untrue" | "unclear";
  /** 下次走访日期: plans the next visit to the same place */
  next_day?: number;
  /** 下次走访事由:  */
  next_matter?: string;
  /** 照片:  */
  files?: string[];
}

/** Another day. */
export interface PostApiV1VisitsIdMoveIn {
  /** 版本: version the person saw */
  version: number;
  /** 计划日期:  */
  plan_day: number;
  /** 理由:  */
  reason: string;
}

/** Given up, with a reason. */
export interface PostApiV1VisitsIdVoidIn {
  /** 版本: version the person saw */
  version: number;
  /** 理由:  */
  reason: string;
}

/** Matters sent back as nobody's duty in the grid. */
export interface GetApiV1DutyReturnsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "open" | "accepted" | "refused";
}

/** The list as xlsx. */
export interface GetApiV1DutyReturnsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "open" | "accepted" | "refused";
}

/** Redirects, or refuses with a reason. */
export interface PostApiV1DutyReturnsIdDecideIn {
  /** 版本: version the person saw */
  version: number;
  /** 是否同意:  */
  ok: boolean;
  /** 改派单位: needed to accept */
  unit_id?: string;
  /** 答复: needed to refuse */
  opinion?: string;
}

/** Sends back what stands on neither duty list. */
export interface PostApiV1OrdersIdOffListIn {
  /** 理由:  */
  reason: string;
}

/** 网格员职责清单：列表 */
export interface GetApiV1RefGridDutiesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 清单:  */
  list?: "main" | "assist";
}

/** 网格员职责清单：导出 CSV，可再导入 */
export interface GetApiV1RefGridDutiesExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 清单:  */
  list?: "main" | "assist";
}

/** 网格员职责清单：导出 xlsx */
export interface GetApiV1RefGridDutiesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 清单:  */
  list?: "main" | "assist";
}

/** 网格员职责清单：新增 */
export interface PostApiV1RefGridDutiesIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 事项: kind of matter of the event list */
  event_type_id?: string;
  /** 清单:  */
  list?: "main" | "assist";
  /** 网格员做什么:  */
  duty?: string;
  /** 依据:  */
  basis?: string;
  /** 启用:  */
  active?: boolean;
}

/** 网格员职责清单：修改 */
export interface PutApiV1RefGridDutiesIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 事项: kind of matter of the event list */
  event_type_id?: string;
  /** 清单:  */
  list?: "main" | "assist";
  /** 网格员做什么:  */
  duty?: string;
  /** 依据:  */
  basis?: string;
  /** 启用:  */
  active?: boolean;
}

/** 网格员职责清单：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefGridDutiesImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 工作日历：列表 */
export interface GetApiV1RefCalendarIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 年份:  */
  year?: number;
}

/** 工作日历：导出 CSV，可再导入 */
export interface GetApiV1RefCalendarExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 年份:  */
  year?: number;
}

/** 工作日历：导出 xlsx */
export interface GetApiV1RefCalendarExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 年份:  */
  year?: number;
}

/** 工作日历：新增 */
export interface PostApiV1RefCalendarIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 日期: yyyymmdd */
  day?: number;
  /** 是否工作日:  */
  working?: boolean;
  /** 名称: 国庆节, or 国庆节调休 */
  name?: string;
  /** 依据: notice it comes from */
  source?: string;
}

/** 工作日历：修改 */
export interface PutApiV1RefCalendarIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 日期: yyyymmdd */
  day?: number;
  /** 是否工作日:  */
  working?: boolean;
  /** 名称: 国庆节, or 国庆节调休 */
  name?: string;
  /** 依据: notice it comes from */
  source?: string;
}

/** 工作日历：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefCalendarImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 一年的工作日历 */
export interface GetApiV1RefCalendarYearIn {
  /** 年份:  */
  year: number;
}

/** 改动工作日历会移动多少在跑的时限：只预览 */
export interface PostApiV1RefCalendarPreviewIn {
  /** 改动的日期: [{day,working}], day as yyyymmdd */
  days: unknown[];
}

/** 推算到期时间并逐条说明 */
export interface GetApiV1RefCalendarDueIn {
  /** 起算时间: epoch ms */
  start: number;
  /** 数值:  */
  value: number;
  /** 单位:  */
  unit: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
}

/** 领域：列表 */
export interface GetApiV1RefDomainsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
}

/** 领域：导出 CSV，可再导入 */
export interface GetApiV1RefDomainsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
}

/** 领域：导出 xlsx */
export interface GetApiV1RefDomainsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
}

/** 领域：新增 */
export interface PostApiV1RefDomainsIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 领域编码: two digits */
  code?: string;
  /** 领域名称:  */
  name?: string;
  /** 名称已确认:  */
  known?: boolean;
}

/** 领域：修改 */
export interface PutApiV1RefDomainsIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 领域编码: two digits */
  code?: string;
  /** 领域名称:  */
  name?: string;
  /** 名称已确认:  */
  known?: boolean;
}

/** 领域：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefDomainsImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 标准文本：列表 */
export interface GetApiV1RefTextsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 用途:  */
  kind?: string;
}

/** 标准文本：导出 CSV，可再导入 */
export interface GetApiV1RefTextsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 用途:  */
  kind?: string;
}

/** 标准文本：导出 xlsx */
export interface GetApiV1RefTextsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 用途:  */
  kind?: string;
}

/** 标准文本：新增 */
export interface PostApiV1RefTextsIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 文本编码:  */
  code?: string;
  /** 用途:  */
  kind?: string;
  /** 标题:  */
  title?: string;
  /** 正文: slots {no} {unit} {due} … are filled in */
  body?: string;
  /** 启用:  */
  active?: boolean;
}

/** 标准文本：修改 */
export interface PutApiV1RefTextsIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 文本编码:  */
  code?: string;
  /** 用途:  */
  kind?: string;
  /** 标题:  */
  title?: string;
  /** 正文: slots {no} {unit} {due} … are filled in */
  body?: string;
  /** 启用:  */
  active?: boolean;
}

/** 标准文本：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefTextsImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 规则数值：列表 */
export interface GetApiV1RefRuleNumbersIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
}

/** 规则数值：导出 CSV，可再导入 */
export interface GetApiV1RefRuleNumbersExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
}

/** 规则数值：导出 xlsx */
export interface GetApiV1RefRuleNumbersExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
}

/** 规则数值：新增 */
export interface PostApiV1RefRuleNumbersIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 编码:  */
  code?: string;
  /** 规则:  */
  name?: string;
  /** 数值: switches: 1 on, 0 off */
  value?: number;
  /** 启用:  */
  active?: boolean;
}

/** 规则数值：修改 */
export interface PutApiV1RefRuleNumbersIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 编码:  */
  code?: string;
  /** 规则:  */
  name?: string;
  /** 数值: switches: 1 on, 0 off */
  value?: number;
  /** 启用:  */
  active?: boolean;
}

/** 规则数值：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefRuleNumbersImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 同责清单：列表 */
export interface GetApiV1RefCorespIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 镇街:  */
  town?: string;
  /** 同责部门:  */
  unit?: string;
  /** 事项编码: also finds the class and the domain it belongs to */
  item?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 同责清单：导出 CSV，可再导入 */
export interface GetApiV1RefCorespExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 镇街:  */
  town?: string;
  /** 同责部门:  */
  unit?: string;
  /** 事项编码: also finds the class and the domain it belongs to */
  item?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 同责清单：导出 xlsx */
export interface GetApiV1RefCorespExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 镇街:  */
  town?: string;
  /** 同责部门:  */
  unit?: string;
  /** 事项编码: also finds the class and the domain it belongs to */
  item?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 同责清单：新增 */
export interface PostApiV1RefCorespIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 镇街:  */
  town_id?: string;
  /** 同责部门:  */
  unit_id?: string;
  /** 事项: code of the event list, or its first 2 or 4 digits */
  item?: string;
  /** 报到响应: what the department does when it is called */
  duty?: string;
  /** 响应时限:  */
  limit_value?: number;
  /** 时限单位:  */
  limit_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 部门分担（%）: the rest is the town's */
  share?: number;
  /** 依据:  */
  basis?: string;
  /** 启用:  */
  active?: boolean;
}

/** 同责清单：修改 */
export interface PutApiV1RefCorespIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 镇街:  */
  town_id?: string;
  /** 同责部门:  */
  unit_id?: string;
  /** 事项: code of the event list, or its first 2 or 4 digits */
  item?: string;
  /** 报到响应: what the department does when it is called */
  duty?: string;
  /** 响应时限:  */
  limit_value?: number;
  /** 时限单位:  */
  limit_unit?: "natural_minute" | "natural_hour" | "natural_day" | "working_hour" | "working_day";
  /** 部门分担（%）: the rest is the town's */
  share?: number;
  /** 依据:  */
  basis?: string;
  /** 启用:  */
  active?: boolean;
}

/** 同责清单：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefCorespImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 履职事项清单：列表 */
export interface GetApiV1RefLevelDutiesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 层级:  */
  level?: "town" | "community";
  /** 清单:  */
  list?: "basic" | "assist" | "withdrawn" | "temporary";
  /** 事项编码: also finds the class and the domain it belongs to */
  item?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 履职事项清单：导出 CSV，可再导入 */
export interface GetApiV1RefLevelDutiesExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 层级:  */
  level?: "town" | "community";
  /** 清单:  */
  list?: "basic" | "assist" | "withdrawn" | "temporary";
  /** 事项编码: also finds the class and the domain it belongs to */
  item?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 履职事项清单：导出 xlsx */
export interface GetApiV1RefLevelDutiesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 层级:  */
  level?: "town" | "community";
  /** 清单:  */
  list?: "basic" | "assist" | "withdrawn" | "temporary";
  /** 事项编码: also finds the class and the domain it belongs to */
  item?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
}

/** 履职事项清单：新增 */
export interface PostApiV1RefLevelDutiesIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 层级:  */
  level?: "town" | "community";
  /** 事项: code of the event list, or its first 2 or 4 digits */
  item?: string;
  /** 清单:  */
  list?: "basic" | "assist" | "withdrawn" | "temporary";
  /** 牵头部门:  */
  unit_id?: string;
  /** 依据:  */
  basis?: string;
  /** 准入文号: needed for temporary items */
  approval_no?: string;
  /** 有效期至: 29991231: for ever */
  valid_to?: number;
  /** 启用:  */
  active?: boolean;
}

/** 履职事项清单：修改 */
export interface PutApiV1RefLevelDutiesIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 层级:  */
  level?: "town" | "community";
  /** 事项: code of the event list, or its first 2 or 4 digits */
  item?: string;
  /** 清单:  */
  list?: "basic" | "assist" | "withdrawn" | "temporary";
  /** 牵头部门:  */
  unit_id?: string;
  /** 依据:  */
  basis?: string;
  /** 准入文号: needed for temporary items */
  approval_no?: string;
  /** 有效期至: 29991231: for ever */
  valid_to?: number;
  /** 启用:  */
  active?: boolean;
}

/** 履职事项清单：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefLevelDutiesImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** Units, from the top down */
export interface GetApiV1RefUnitsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否在用: true: only those in use */
  active?: boolean;
  /** 单位类别: kind */
  kind?: "city" | "county" | "town" | "community" | "department" | "branch" | "section" | "enterprise" | "center" | "zone";
  /** 上级单位: directly below this unit */
  parent?: string;
  /** 所属: anywhere below this unit, itself included */
  under?: string;
}

/** Units as CSV, as the import reads it */
export interface GetApiV1RefUnitsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否在用: true: only those in use */
  active?: boolean;
  /** 单位类别: kind */
  kind?: "city" | "county" | "town" | "community" | "department" | "branch" | "section" | "enterprise" | "center" | "zone";
  /** 上级单位: directly below this unit */
  parent?: string;
  /** 所属: anywhere below this unit, itself included */
  under?: string;
}

/** Units as a spreadsheet */
export interface GetApiV1RefUnitsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 是否在用: true: only those in use */
  active?: boolean;
  /** 单位类别: kind */
  kind?: "city" | "county" | "town" | "community" | "department" | "branch" | "section" | "enterprise" | "center" | "zone";
  /** 上级单位: directly below this unit */
  parent?: string;
  /** 所属: anywhere below this unit, itself included */
  under?: string;
}

/** New unit */
export interface PostApiV1RefUnitsIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 单位编码: unique code */
  code?: string;
  /** 单位名称: full name */
  name?: string;
  /** 单位简称: default: the name */
  short_name?: string;
  /** 单位类别: kind */
  kind?: "city" | "county" | "town" | "community" | "department" | "branch" | "section" | "enterprise" | "center" | "zone";
  /** 上级单位: unit above; null only for the city */
  parent_id?: string;
  /** 区划代码: up to twelve digits */
  region_code?: string;
  /** 职责: what the unit is for */
  duty?: string;
  /** 参加考核: takes part in appraisal */
  appraised?: boolean;
  /** 在用: in use */
  active?: boolean;
  /** 责任人: [{rank 1-3,name,title,phone,user_id}]; replaces all; a masked phone keeps the stored one */
  leads?: unknown[];
}

/** Change or move a unit, with everything below it */
export interface PutApiV1RefUnitsIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 单位编码: unique code */
  code?: string;
  /** 单位名称: full name */
  name?: string;
  /** 单位简称: default: the name */
  short_name?: string;
  /** 单位类别: kind */
  kind?: "city" | "county" | "town" | "community" | "department" | "branch" | "section" | "enterprise" | "center" | "zone";
  /** 上级单位: unit above; null only for the city */
  parent_id?: string;
  /** 区划代码: up to twelve digits */
  region_code?: string;
  /** 职责: what the unit is for */
  duty?: string;
  /** 参加考核: takes part in appraisal */
  appraised?: boolean;
  /** 在用: in use */
  active?: boolean;
  /** 责任人: [{rank 1-3,name,title,phone,user_id}]; replaces all; a masked phone keeps the stored one */
  leads?: unknown[];
}

/** Import units from CSV; dry=1 only checks */
export interface PostApiV1RefUnitsImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 网格：列表 */
export interface GetApiV1RefGridsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 层级:  */
  level?: number;
  /** 镇街:  */
  town?: string;
  /** 社区:  */
  community?: string;
  /** 上级网格:  */
  parent?: string;
  /** 已撤销: true: only closed ones */
  closed?: boolean;
  /** 我的: those in which I hold a post */
  mine?: boolean;
  /** 户数范围: outside: households outside the band of the level */
  band?: "outside";
}

/** 网格：导出 CSV，可再导入 */
export interface GetApiV1RefGridsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 层级:  */
  level?: number;
  /** 镇街:  */
  town?: string;
  /** 社区:  */
  community?: string;
  /** 上级网格:  */
  parent?: string;
  /** 已撤销: true: only closed ones */
  closed?: boolean;
  /** 我的: those in which I hold a post */
  mine?: boolean;
  /** 户数范围: outside: households outside the band of the level */
  band?: "outside";
}

/** 网格：导出 xlsx */
export interface GetApiV1RefGridsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 层级:  */
  level?: number;
  /** 镇街:  */
  town?: string;
  /** 社区:  */
  community?: string;
  /** 上级网格:  */
  parent?: string;
  /** 已撤销: true: only closed ones */
  closed?: boolean;
  /** 我的: those in which I hold a post */
  mine?: boolean;
  /** 户数范围: outside: households outside the band of the level */
  band?: "outside";
}

/** 网格：新增 */
export interface PostApiV1RefGridsIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 网格编码: 15, 17 or 19 digits */
  code?: string;
  /** 层级: 1 base grid, 2 unit cell, 3 cell, 4 special grid */
  level?: number;
  /** 上级网格: only for levels 2 and 3 */
  parent_id?: string;
  /** 网格名称:  */
  name?: string;
  /** 专属类型: party, enforcement, sea …; only for level 4 */
  special?: string;
  /** 镇街: follows from the community */
  town_id?: string;
  /** 社区:  */
  community_id?: string;
  /** 户数:  */
  households?: number;
  /** 边界: POLYGON or MULTIPOLYGON, CGCS2000 degrees */
  wkt?: string;
  /** 经度: micro-degrees; 0 = from the shape */
  lon?: number;
  /** 纬度: micro-degrees; 0 = from the shape */
  lat?: number;
  /** 公开电话: on the contact card */
  phone?: string;
}

/** 网格：修改 */
export interface PutApiV1RefGridsIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 网格编码: 15, 17 or 19 digits */
  code?: string;
  /** 层级: 1 base grid, 2 unit cell, 3 cell, 4 special grid */
  level?: number;
  /** 上级网格: only for levels 2 and 3 */
  parent_id?: string;
  /** 网格名称:  */
  name?: string;
  /** 专属类型: party, enforcement, sea …; only for level 4 */
  special?: string;
  /** 镇街: follows from the community */
  town_id?: string;
  /** 社区:  */
  community_id?: string;
  /** 户数:  */
  households?: number;
  /** 边界: POLYGON or MULTIPOLYGON, CGCS2000 degrees */
  wkt?: string;
  /** 经度: micro-degrees; 0 = from the shape */
  lon?: number;
  /** 纬度: micro-degrees; 0 = from the shape */
  lat?: number;
  /** 公开电话: on the contact card */
  phone?: string;
}

/** 网格：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefGridsImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** 某处属于哪个网格，联系谁 */
export interface GetApiV1PublicGridIn {
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000 */
  datum?: "cgcs2000" | "gcj02";
  /** 网格编码: from the QR code of the grid (一格一码) */
  code?: string;
}

/** 镇街与村居轮廓 */
export interface GetApiV1PublicMapIn {
  /** 层级:  */
  level: "town" | "community";
}

/** 某处的网格和它的各级上级 */
export interface GetApiV1RefGridsAtIn {
  /** 经度: micro-degrees */
  lon?: number;
  /** 纬度: micro-degrees */
  lat?: number;
  /** 坐标系: default cgcs2000 */
  datum?: "cgcs2000" | "gcj02";
}

/** 网格树的一层 */
export interface GetApiV1RefGridsTreeIn {
  /** 上级网格: children of a grid */
  parent?: string;
  /** 镇街: communities of a town */
  town?: string;
  /** 社区: base and special grids of a community */
  community?: string;
}

/** 网格地图（GeoJSON） */
export interface GetApiV1RefGridsMapIn {
  /** 层级:  */
  level: "1" | "2" | "3" | "4";
  /** 地图范围: west,south,east,north in degrees */
  bbox: string;
}

/** 镇街与村居轮廓 */
export interface GetApiV1RefGridsOutlinesIn {
  /** 层级:  */
  level: "town" | "community";
}

/** 更新网格人员 */
export interface PutApiV1RefGridsIdPostsIn {
  /** 网格人员: [{post,worker_type,user_id,name,main}] */
  posts: unknown[];
}

/** 网格二维码：打印前的预览（张数、页数、第一页的卡片） */
export interface GetApiV1RefGridsCodesIn {
  /** 镇街:  */
  town?: string;
  /** 社区:  */
  community?: string;
  /** 层级: default 1 */
  level?: number;
  /** 网格: instead of an area */
  ids?: string[];
  /** 每页张数: default 4 */
  layout?: "1" | "4" | "9";
  /** 张贴处: counted as the source of what comes in; default grid */
  src?: "grid" | "poster" | "hall";
}

/** 网格二维码：打印用 PDF，每页 1、4 或 9 张 */
export interface GetApiV1RefGridsCodesPdfIn {
  /** 镇街:  */
  town?: string;
  /** 社区:  */
  community?: string;
  /** 层级: default 1 */
  level?: number;
  /** 网格: instead of an area */
  ids?: string[];
  /** 每页张数: default 4 */
  layout?: "1" | "4" | "9";
  /** 张贴处: counted as the source of what comes in; default grid */
  src?: "grid" | "poster" | "hall";
}

/** 网格编辑：试一步（分割、合并、划出、移动边界），只预览不保存 */
export interface PostApiV1RefGridsIdPlanIn {
  /** 网格: [{wkt,name,code,phone}]; empty name or code: proposed */
  parts: unknown[];
  /** 动作: none: only check */
  move?: "cut" | "merge" | "carve";
  /** 点: [[lon,lat],…] of the line or the ring, in degrees */
  points?: unknown[];
  /** 哪几个: positions in parts: to merge, or the only ones to cut */
  which?: unknown[];
}

/** 重新划分网格，立即或从某日起 */
export interface PostApiV1RefGridsIdRepartitionIn {
  /** 版本号: of the grid in the path */
  version?: number;
  /** 一并划分的网格: further grids that end */
  also?: string[];
  /** 新网格: [{code,name,wkt,households,phone,special}] */
  new: unknown[];
  /** 原因: reason or approval number */
  reason: string;
  /** 生效日期: a later day; none: at once */
  effective_day?: number;
}

/** 撤销安排好的重新划分 */
export interface PostApiV1RefGridsPreparedIdCancelIn {
  /** 版本号: of the prepared re-partition */
  version: number;
}

/** 地名库：列表 */
export interface GetApiV1RefPlacesIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: name, or beginning of its initials */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 种类:  */
  kind?: "estate" | "road" | "landmark" | "school" | "hospital" | "park" | "market" | "company" | "shop" | "stop" | "office" | "crossing" | "village" | "other";
  /** 社区:  */
  community?: string;
  /** 镇街:  */
  town?: string;
}

/** 地名库：导出 CSV，可再导入 */
export interface GetApiV1RefPlacesExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: name, or beginning of its initials */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 种类:  */
  kind?: "estate" | "road" | "landmark" | "school" | "hospital" | "park" | "market" | "company" | "shop" | "stop" | "office" | "crossing" | "village" | "other";
  /** 社区:  */
  community?: string;
  /** 镇街:  */
  town?: string;
}

/** 地名库：导出 xlsx */
export interface GetApiV1RefPlacesExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: name, or beginning of its initials */
  q?: string;
  /** 是否启用: true: only those in use */
  active?: boolean;
  /** 种类:  */
  kind?: "estate" | "road" | "landmark" | "school" | "hospital" | "park" | "market" | "company" | "shop" | "stop" | "office" | "crossing" | "village" | "other";
  /** 社区:  */
  community?: string;
  /** 镇街:  */
  town?: string;
}

/** 地名库：新增 */
export interface PostApiV1RefPlacesIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 地名: as people say it, without city, town and number */
  name?: string;
  /** 别名: other names, separated by ; */
  alias?: string;
  /** 种类:  */
  kind?: "estate" | "road" | "landmark" | "school" | "hospital" | "park" | "market" | "company" | "shop" | "stop" | "office" | "crossing" | "village" | "other";
  /** 社区: null: not known */
  community_id?: string;
  /** 地址: road and number */
  address?: string;
  /** 门牌起: of a road: first house number in this community, 0 unknown */
  no_from?: number;
  /** 门牌止:  */
  no_to?: number;
  /** 经度: micro-degrees CGCS2000, 0 unknown */
  lon?: number;
  /** 纬度:  */
  lat?: number;
  /** 拼音: made from the name when empty; give it when the name is read otherwise */
  pinyin?: string;
  /** 拼音首字母: follows from the name */
  initials?: string;
  /** 备注:  */
  note?: string;
  /** 启用:  */
  active?: boolean;
}

/** 地名库：修改 */
export interface PutApiV1RefPlacesIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 地名: as people say it, without city, town and number */
  name?: string;
  /** 别名: other names, separated by ; */
  alias?: string;
  /** 种类:  */
  kind?: "estate" | "road" | "landmark" | "school" | "hospital" | "park" | "market" | "company" | "shop" | "stop" | "office" | "crossing" | "village" | "other";
  /** 社区: null: not known */
  community_id?: string;
  /** 地址: road and number */
  address?: string;
  /** 门牌起: of a road: first house number in this community, 0 unknown */
  no_from?: number;
  /** 门牌止:  */
  no_to?: number;
  /** 经度: micro-degrees CGCS2000, 0 unknown */
  lon?: number;
  /** 纬度:  */
  lat?: number;
  /** 拼音: made from the name when empty; give it when the name is read otherwise */
  pinyin?: string;
  /** 拼音首字母: follows from the name */
  initials?: string;
  /** 备注:  */
  note?: string;
  /** 启用:  */
  active?: boolean;
}

/** 地名库：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefPlacesImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** Reads a place as people say it: candidates with reasons, grid and distance. */
export interface GetApiV1PlacesIn {
  /** 地点: as it was said, or initials of its pinyin */
  q: string;
  /** 经度: micro-degrees; candidates tell their distance */
  lon?: number;
  /** 纬度:  */
  lat?: number;
  /** 镇街: these come first */
  town?: string;
  /** 村居: these come first */
  community?: string;
}

/** Places named in a longer text. */
export interface GetApiV1PlacesInTextIn {
  /** 正文: what is being told */
  text: string;
}

/** The same for the public page: names and points only. */
export interface GetApiV1PublicPlacesIn {
  /** 地点:  */
  q: string;
}

/** Articles with their staleness. */
export interface GetApiV1KnowledgeIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: part of the title, the code, or initials */
  q?: string;
  /** 状态:  */
  status?: "draft" | "published" | "expired" | "withdrawn";
  /** 责任单位:  */
  owner?: string;
  /** 本单位的: owned by the person's own unit */
  mine?: boolean;
  /** 快到期或已到期:  */
  soon?: boolean;
}

/** The list as xlsx. */
export interface GetApiV1KnowledgeExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: part of the title, the code, or initials */
  q?: string;
  /** 状态:  */
  status?: "draft" | "published" | "expired" | "withdrawn";
  /** 责任单位:  */
  owner?: string;
  /** 本单位的: owned by the person's own unit */
  mine?: boolean;
  /** 快到期或已到期:  */
  soon?: boolean;
}

/** Search while typing. */
export interface GetApiV1KnowledgeSearchIn {
  /** 查找: words or initials */
  q?: string;
  /** 正文: what is being told: only what clearly fits */
  text?: string;
  /** 事项编码:  */
  type?: string;
}

/** Publishes. */
export interface PostApiV1KnowledgeIdPublishIn {
  /** 版本:  */
  version: number;
  /** 有效期至: yyyymmdd */
  valid_until?: number;
}

/** Still holds, until a new day. */
export interface PostApiV1KnowledgeIdConfirmIn {
  /** 版本:  */
  version: number;
  /** 有效期至: yyyymmdd */
  valid_until?: number;
}

/** Takes it down. */
export interface PostApiV1KnowledgeIdWithdrawIn {
  /** 版本:  */
  version: number;
}

/** Says that it is wrong. */
export interface PostApiV1KnowledgeIdCorrectionsIn {
  /** 问题:  */
  reason: "expired" | "wrong" | "unclear" | "missing";
  /** 说明:  */
  note?: string;
}

/** Corrections. */
export interface GetApiV1KnowledgeCorrectionsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "open" | "accepted" | "rejected";
  /** 问题:  */
  reason?: "expired" | "wrong" | "unclear" | "missing";
  /** 责任单位:  */
  owner?: string;
  /** 我提的:  */
  mine?: boolean;
  /** 超期未答复:  */
  late?: boolean;
}

/** The list as xlsx. */
export interface GetApiV1KnowledgeCorrectionsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  status?: "open" | "accepted" | "rejected";
  /** 问题:  */
  reason?: "expired" | "wrong" | "unclear" | "missing";
  /** 责任单位:  */
  owner?: string;
  /** 我提的:  */
  mine?: boolean;
  /** 超期未答复:  */
  late?: boolean;
}

/** The owner answers. */
export interface PostApiV1KnowledgeCorrectionsIdAnswerIn {
  /** 版本:  */
  version: number;
  /** 是否采纳:  */
  accept: boolean;
  /** 答复:  */
  answer: string;
}

/** What may be told to everybody. */
export interface GetApiV1PublicKnowledgeIn {
  /** 查找:  */
  q: string;
}

/** 知识库：列表 */
export interface GetApiV1RefKnowledgeIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 责任单位:  */
  owner?: string;
}

/** 知识库：导出 CSV，可再导入 */
export interface GetApiV1RefKnowledgeExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 查找: code, or a part of the name */
  q?: string;
  /** 责任单位:  */
  owner?: string;
}

/** 知识库：新增 */
export interface PostApiV1RefKnowledgeIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 编码: letters, digits, -; chosen once */
  code?: string;
  /** 标题: as a caller would ask */
  title?: string;
  /** 内容: what to tell the caller */
  body?: string;
  /** 关键词: separated by ; */
  keywords?: string;
  /** 依据: document or unit it comes from */
  source?: string;
  /** 责任单位: answers corrections */
  owner_unit_id?: string;
  /** 有效期至: yyyymmdd */
  valid_until?: number;
  /** 相关事项: codes of the event list, separated by ; */
  event_types?: string;
  /** 可对公众公开:  */
  open_to_public?: boolean;
  /** 拼音首字母: follows from the title */
  initials?: string;
}

/** 知识库：修改 */
export interface PutApiV1RefKnowledgeIdIn {
  /** 版本号: version that was read; required to change */
  version?: number;
  /** 编码: letters, digits, -; chosen once */
  code?: string;
  /** 标题: as a caller would ask */
  title?: string;
  /** 内容: what to tell the caller */
  body?: string;
  /** 关键词: separated by ; */
  keywords?: string;
  /** 依据: document or unit it comes from */
  source?: string;
  /** 责任单位: answers corrections */
  owner_unit_id?: string;
  /** 有效期至: yyyymmdd */
  valid_until?: number;
  /** 相关事项: codes of the event list, separated by ; */
  event_types?: string;
  /** 可对公众公开:  */
  open_to_public?: boolean;
  /** 拼音首字母: follows from the title */
  initials?: string;
}

/** 知识库：导入 CSV（dry=1 只检查不写入） */
export interface PostApiV1RefKnowledgeImportIn {
  /** 只检查: 1: check and report, write nothing */
  dry?: boolean;
  /** 停用文件里没有的行: 1: rows in use that the file does not name go out of use */
  retire?: boolean;
  /** 跳过错误行: 1: write the good rows even if others are bad */
  skip_bad?: boolean;
}

/** Accounts */
export interface GetApiV1UsersIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 单位: unit and those below it */
  unit?: string;
  /** 状态: status */
  status?: "proposed" | "active" | "disabled";
  /** 角色: holds the role */
  role?: string;
  /** 姓名或账号: beginning of name or login */
  q?: string;
}

/** Accounts as a spreadsheet */
export interface GetApiV1UsersExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 单位: unit and those below it */
  unit?: string;
  /** 状态: status */
  status?: "proposed" | "active" | "disabled";
  /** 角色: holds the role */
  role?: string;
  /** 姓名或账号: beginning of name or login */
  q?: string;
}

/** Propose an account */
export interface PostApiV1UsersIn {
  /** 账号: login */
  login: string;
  /** 姓名: name */
  name: string;
  /** 单位: unit */
  unit_id: string;
  /** 电话: phone, stored encrypted */
  phone?: string;
  /** 外包人员: works for a contractor: no deciding rights */
  contractor?: boolean;
}

/** Change an account */
export interface PutApiV1UsersIdIn {
  /** 版本: version that was seen */
  version: number;
  /** 姓名: name */
  name?: string;
  /** 单位: unit */
  unit_id?: string;
  /** 状态: status */
  status?: "active" | "disabled";
  /** 电话: phone, "" removes it */
  phone?: string;
  /** 外包人员: works for a contractor */
  contractor?: boolean;
}

/** What somebody may see, and why */
export interface GetApiV1UsersIdSeesIn {
  /** 案件: case */
  case_id?: string;
}

/** What somebody may see and do, from which grants */
export interface GetApiV1UsersIdRightsIn {
  /** 案件编号: number of a case: what of their rights it leaves to them */
  case?: string;
}

/** Propose a grant */
export interface PostApiV1UsersIdGrantsIn {
  /** 角色: role */
  role: string;
  /** 范围: ceiling of the role's scopes */
  scope: "own" | "grid" | "unit" | "region" | "all";
  /** 授权单位: root of unit or region scope, default the user's unit */
  unit_id?: string;
  /** 授权网格: grid scope, default the grids of the user's posts */
  grid_id?: string;
  /** 终止时间: end, default none */
  valid_to?: number;
}

/** Grants */
export interface GetApiV1GrantsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 待批准: 1: only those that wait for approval */
  pending?: number;
  /** 含已终止: 1: also those that have ended */
  ended?: number;
  /** 人员: user */
  user?: string;
  /** 角色: role */
  role?: string;
}

/** Grants as a spreadsheet */
export interface GetApiV1GrantsExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 待批准: 1: only those that wait for approval */
  pending?: number;
  /** 含已终止: 1: also those that have ended */
  ended?: number;
  /** 人员: user */
  user?: string;
  /** 角色: role */
  role?: string;
}

/** End a grant or refuse a proposed one */
export interface PostApiV1GrantsIdRevokeIn {
  /** 理由: reason */
  reason: string;
}

/** Tokens of machines */
export interface GetApiV1TokensIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
}

/** New token, shown once */
export interface PostApiV1UsersIdTokensIn {
  /** 用途: what it is for */
  name: string;
  /** 权限: names of capabilities */
  caps: string[];
  /** 有效天数: default 365 */
  days?: number;
}

/** Colleagues to pick from */
export interface GetApiV1StaffIn {
  /** 单位: unit and those below it, default the own */
  unit?: string;
  /** 姓名: beginning of the name */
  q?: string;
}

/** Posts with A and B person */
export interface GetApiV1RefPostsIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 单位: unit and those below it */
  unit?: string;
  /** 在用: 1 (default): only those in force */
  active?: number;
}

/** Posts as CSV */
export interface GetApiV1RefPostsExportCsvIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 单位: unit and those below it */
  unit?: string;
  /** 在用: 1 (default): only those in force */
  active?: number;
}

/** New post */
export interface PostApiV1RefPostsIn {
  /** 单位: unit */
  unit_id: string;
  /** 岗位: name of the post */
  name: string;
  /** A岗: user */
  user_a?: string;
  /** B岗: user */
  user_b?: string;
  /** 在岗: who is on duty */
  on_duty?: "a" | "b";
}

/** Change a post or who is on duty */
export interface PutApiV1RefPostsIdIn {
  /** 版本: version that was seen */
  version: number;
  /** 岗位: name of the post */
  name?: string;
  /** A岗: user, null for nobody */
  user_a?: string;
  /** B岗: user, null for nobody */
  user_b?: string;
  /** 在岗: who is on duty */
  on_duty?: "a" | "b";
  /** 终止: end of the post */
  valid_to?: number;
}

/** 网格二维码（SVG） */
export interface GetApiV1RefGridsIdQrSvgIn {
  /** 张贴处: counted as the source of what is reported */
  src?: "grid" | "poster" | "hall";
}

/** Who is away and who acts for them */
export interface GetApiV1HandoversIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  state?: "now" | "coming" | "past" | "all";
  /** 请假人:  */
  user?: string;
  /** 与我有关: 1: of the person or as deputy */
  mine?: number;
}

/** The list as a spreadsheet */
export interface GetApiV1HandoversExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 状态:  */
  state?: "now" | "coming" | "past" | "all";
  /** 请假人:  */
  user?: string;
  /** 与我有关: 1: of the person or as deputy */
  mine?: number;
}

/** Hands over to a deputy for a time */
export interface PostApiV1HandoversIn {
  /** 请假人: default: oneself */
  user_id?: string;
  /** 代理人: default: the B person of the post */
  deputy_id?: string;
  /** 开始时间: default: now */
  from_at?: number;
  /** 结束时间:  */
  to_at: number;
  /** 事由:  */
  reason?: string;
}

/** Ends a handover early */
export interface PostApiV1HandoversIdEndIn {
  /** 版本: version that was seen */
  version: number;
}

/** Remembers or forgets one thing */
export interface PostApiV1MePreferencesIn {
  /** 设置项: letters, digits and ._-/: */
  key: string;
  /** 设置值: JSON text; left out or null: forget it */
  value?: string;
}

/** Saved views of a list */
export interface GetApiV1MeViewsIn {
  /** 页面: path of the list; left out: all of one's own */
  page?: string;
}

/** Saves a view */
export interface PostApiV1MeViewsIn {
  /** 页面: path of the list, ids as :id */
  page: string;
  /** 视图名字:  */
  name: string;
  /** 筛选条件: query string of the page */
  query: string;
  /** 本单位共享: others of the own unit may use it */
  shared?: boolean;
}

/** Changes a view of one's own */
export interface PutApiV1MeViewsIdIn {
  /** 视图名字:  */
  name: string;
  /** 筛选条件: query string of the page */
  query: string;
  /** 本单位共享: others of the own unit may use it */
  shared?: boolean;
  /** 次序:  */
  position?: number;
  /** 版本: version that was seen */
  version: number;
}

/** Removes a view of one's own */
export interface PostApiV1MeViewsIdRemoveIn {
  /** 版本: version that was seen */
  version: number;
}

/** What colleagues want me to look at. */
export interface GetApiV1InboxIn {
  /** 状态:  */
  state?: "unread" | "all";
  /** 翻页位置: `next` of the former page */
  before?: string;
  /** 每页条数: default 50 */
  limit?: number;
}

/** Marks messages as read, or unread again. */
export interface PostApiV1InboxReadIn {
  /** 消息:  */
  ids?: string[];
  /** 到哪一条: this one and all before it */
  upto?: string;
  /** 标为未读: the given ones become unread again */
  unread?: boolean;
}

/** Note on a case with colleagues; refused when one may not see it. */
export interface PostApiV1CasesIdNoteIn {
  /** 内容: internal note on the timeline */
  note: string;
  /** @同事: who is meant to read it */
  users?: string[];
}

/** Asks the dispatcher to let a colleague in. */
export interface PostApiV1CasesIdAskInIn {
  /** 同事:  */
  user_id: string;
  /** 理由:  */
  why: string;
}

/** Colleagues to mention, and whether they see the case. */
export interface GetApiV1CasesIdPeopleIn {
  /** 姓名: beginning of the name */
  q?: string;
}

/** Audit log, newest first */
export interface GetApiV1AuditIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 人员: user id */
  user?: string;
  /** 操作: exact action */
  action?: string;
  /** 对象: kind of the object */
  object_kind?: string;
  /** 对象编号: id of the object */
  object_id?: string;
  /** 是否成功: 1 or 0 */
  success?: number;
  /** 起始时间: recorded at or after */
  from?: number;
  /** 截止时间: recorded before */
  to?: number;
}

/** Audit log as a spreadsheet */
export interface GetApiV1AuditExportXlsxIn {
  /** 每页条数: page size, default 50 */
  limit?: number;
  /** 翻页位置: `next` of the former page */
  after?: string;
  /** 排序: name of a sort */
  sort?: string;
  /** 人员: user id */
  user?: string;
  /** 操作: exact action */
  action?: string;
  /** 对象: kind of the object */
  object_kind?: string;
  /** 对象编号: id of the object */
  object_id?: string;
  /** 是否成功: 1 or 0 */
  success?: number;
  /** 起始时间: recorded at or after */
  from?: number;
  /** 截止时间: recorded before */
  to?: number;
}

/** Daily figures from the roll-ups. */
export interface GetApiV1BoardTrendIn {
  /** 天数: default 30 */
  days?: number;
}

export const routes = {
  PostApiV1AuthLogin: { method: "POST", path: "/api/v1/auth/login", in: "PostApiV1AuthLoginIn", out: "Me", query: [], idempotent: false },
  PostApiV1AuthLogout: { method: "POST", path: "/api/v1/auth/logout", in: null, out: "Empty", query: [], idempotent: false },
  PostApiV1AuthPassword: { method: "POST", path: "/api/v1/auth/password", in: "PostApiV1AuthPasswordIn", out: "Me", query: [], idempotent: false },
  GetApiV1AuthMe: { method: "GET", path: "/api/v1/auth/me", in: null, out: "Me", query: [], idempotent: false },
  GetApiV1AuthCaps: { method: "GET", path: "/api/v1/auth/caps", in: null, out: "Caps", query: [], idempotent: false },
  GetApiV1Stream: { method: "GET", path: "/api/v1/stream", in: "GetApiV1StreamIn", out: "stream", query: ["topics"], idempotent: false },
  GetApiV1PublicConfig: { method: "GET", path: "/api/v1/public/config", in: null, out: "PublicConfig", query: [], idempotent: false },
  PostApiV1PublicAppeals: { method: "POST", path: "/api/v1/public/appeals", in: "PostApiV1PublicAppealsIn", out: "Receipt", query: [], idempotent: true },
  PostApiV1PublicTrack: { method: "POST", path: "/api/v1/public/track", in: "PostApiV1PublicTrackIn", out: "Progress", query: [], idempotent: false },
  PostApiV1PublicSupplement: { method: "POST", path: "/api/v1/public/supplement", in: "PostApiV1PublicSupplementIn", out: "PublicDone", query: [], idempotent: true },
  PostApiV1PublicWithdraw: { method: "POST", path: "/api/v1/public/withdraw", in: "PostApiV1PublicWithdrawIn", out: "PublicDone", query: [], idempotent: true },
  PostApiV1PublicRate: { method: "POST", path: "/api/v1/public/rate", in: "PostApiV1PublicRateIn", out: "PublicDone", query: [], idempotent: true },
  PostApiV1PublicPromise: { method: "POST", path: "/api/v1/public/promise", in: "PostApiV1PublicPromiseIn", out: "PublicDone", query: [], idempotent: true },
  GetApiV1PublicRate: { method: "GET", path: "/api/v1/public/rate", in: "GetApiV1PublicRateIn", out: "RatePage", query: ["link"], idempotent: false },
  GetApiV1PublicPhotosId: { method: "GET", path: "/api/v1/public/photos/{id}", in: "GetApiV1PublicPhotosIdIn", out: "File", query: ["until", "mac"], idempotent: false },
  GetApiV1PublicSimilar: { method: "GET", path: "/api/v1/public/similar", in: "GetApiV1PublicSimilarIn", out: "SimilarKnown", query: ["text", "lon", "lat", "datum", "grid_id", "community_id", "town_id", "grid"], idempotent: false },
  GetApiV1AppealsSources: { method: "GET", path: "/api/v1/appeals/sources", in: "GetApiV1AppealsSourcesIn", out: "Sources", query: ["from", "to"], idempotent: false },
  PostApiV1Files: { method: "POST", path: "/api/v1/files", in: "PostApiV1FilesIn", out: "FileInfo", query: ["object", "id", "stage"], idempotent: true },
  GetApiV1FilesId: { method: "GET", path: "/api/v1/files/{id}", in: null, out: "File", query: [], idempotent: false },
  GetApiV1FilesIdThumb: { method: "GET", path: "/api/v1/files/{id}/thumb", in: null, out: "File", query: [], idempotent: false },
  PostApiV1FilesIdEvidence: { method: "POST", path: "/api/v1/files/{id}/evidence", in: "PostApiV1FilesIdEvidenceIn", out: "FileEvidence", query: [], idempotent: false },
  PostApiV1PublicFiles: { method: "POST", path: "/api/v1/public/files", in: null, out: "PublicFile", query: [], idempotent: false },
  GetApiV1Appeals: { method: "GET", path: "/api/v1/appeals", in: "GetApiV1AppealsIn", out: "List<AppealItem>", query: ["limit", "after", "sort", "status", "channel", "type", "family", "town", "person", "source", "q", "from", "to", "mine", "upstream"], idempotent: false },
  GetApiV1AppealsExportXlsx: { method: "GET", path: "/api/v1/appeals/export.xlsx", in: "GetApiV1AppealsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "status", "channel", "type", "family", "town", "person", "source", "q", "from", "to", "mine", "upstream"], idempotent: false },
  GetApiV1AppealsHints: { method: "GET", path: "/api/v1/appeals/hints", in: "GetApiV1AppealsHintsIn", out: "IntakeHints", query: ["text", "phone", "lon", "lat", "datum", "grid_id", "community_id", "town_id"], idempotent: false },
  GetApiV1AppealsId: { method: "GET", path: "/api/v1/appeals/{id}", in: null, out: "Appeal", query: [], idempotent: false },
  GetApiV1AppealsIdWhy: { method: "GET", path: "/api/v1/appeals/{id}/why", in: "GetApiV1AppealsIdWhyIn", out: "Duty", query: ["event_type_id", "town_id"], idempotent: false },
  PostApiV1Appeals: { method: "POST", path: "/api/v1/appeals", in: "PostApiV1AppealsIn", out: "AppealMade", query: [], idempotent: true },
  PutApiV1AppealsId: { method: "PUT", path: "/api/v1/appeals/{id}", in: "PutApiV1AppealsIdIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdContact: { method: "POST", path: "/api/v1/appeals/{id}/contact", in: "PostApiV1AppealsIdContactIn", out: "Contact", query: [], idempotent: false },
  PostApiV1AppealsIdAnswer: { method: "POST", path: "/api/v1/appeals/{id}/answer", in: "PostApiV1AppealsIdAnswerIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdAsk: { method: "POST", path: "/api/v1/appeals/{id}/ask", in: "PostApiV1AppealsIdAskIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdSupplied: { method: "POST", path: "/api/v1/appeals/{id}/supplied", in: "PostApiV1AppealsIdSuppliedIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdEmergency: { method: "POST", path: "/api/v1/appeals/{id}/emergency", in: "PostApiV1AppealsIdEmergencyIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdRefuse: { method: "POST", path: "/api/v1/appeals/{id}/refuse", in: "PostApiV1AppealsIdRefuseIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdObject: { method: "POST", path: "/api/v1/appeals/{id}/object", in: "PostApiV1AppealsIdObjectIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdWithdraw: { method: "POST", path: "/api/v1/appeals/{id}/withdraw", in: "PostApiV1AppealsIdWithdrawIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdFile: { method: "POST", path: "/api/v1/appeals/{id}/file", in: "PostApiV1AppealsIdFileIn", out: "AppealFiled", query: [], idempotent: true },
  PostApiV1AppealsIdJoin: { method: "POST", path: "/api/v1/appeals/{id}/join", in: "PostApiV1AppealsIdJoinIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdUnjoin: { method: "POST", path: "/api/v1/appeals/{id}/unjoin", in: "PostApiV1AppealsIdUnjoinIn", out: "AppealShort", query: [], idempotent: true },
  PostApiV1AppealsIdRelease: { method: "POST", path: "/api/v1/appeals/{id}/release", in: "PostApiV1AppealsIdReleaseIn", out: "AppealShort", query: [], idempotent: true },
  GetApiV1AppealsCandidates: { method: "GET", path: "/api/v1/appeals/candidates", in: "GetApiV1AppealsCandidatesIn", out: "Candidates", query: ["title", "text", "phone", "event_type_id", "lon", "lat", "datum", "grid_id", "community_id", "town_id"], idempotent: false },
  GetApiV1AppealsIdCandidates: { method: "GET", path: "/api/v1/appeals/{id}/candidates", in: null, out: "Candidates", query: [], idempotent: false },
  GetApiV1CasesIdCandidates: { method: "GET", path: "/api/v1/cases/{id}/candidates", in: null, out: "Candidates", query: [], idempotent: false },
  GetApiV1Sorting: { method: "GET", path: "/api/v1/sorting", in: null, out: "Sorting", query: [], idempotent: false },
  PostApiV1SortingTrain: { method: "POST", path: "/api/v1/sorting/train", in: null, out: "TrainingAsked", query: [], idempotent: true },
  PostApiV1SortingModelsIdActivate: { method: "POST", path: "/api/v1/sorting/models/{id}/activate", in: "PostApiV1SortingModelsIdActivateIn", out: "SortingActivated", query: [], idempotent: true },
  PostApiV1CasesDispatchMany: { method: "POST", path: "/api/v1/cases/dispatch-many", in: "PostApiV1CasesDispatchManyIn", out: "ManyResults", query: [], idempotent: false },
  PostApiV1CasesUndispatchMany: { method: "POST", path: "/api/v1/cases/undispatch-many", in: "PostApiV1CasesUndispatchManyIn", out: "ManyResults", query: [], idempotent: false },
  PostApiV1OrdersSignMany: { method: "POST", path: "/api/v1/orders/sign-many", in: "PostApiV1OrdersSignManyIn", out: "ManyResults", query: [], idempotent: false },
  PostApiV1OrdersAssignMany: { method: "POST", path: "/api/v1/orders/assign-many", in: "PostApiV1OrdersAssignManyIn", out: "ManyResults", query: [], idempotent: false },
  PostApiV1OrdersSplitMany: { method: "POST", path: "/api/v1/orders/split-many", in: "PostApiV1OrdersSplitManyIn", out: "ManyResults", query: [], idempotent: false },
  GetApiV1Day: { method: "GET", path: "/api/v1/day", in: null, out: "Day", query: [], idempotent: false },
  GetApiV1DayPeople: { method: "GET", path: "/api/v1/day/people", in: "GetApiV1DayPeopleIn", out: "PersonLoad[]", query: ["unit"], idempotent: false },
  GetApiV1WhistlesIdTimeline: { method: "GET", path: "/api/v1/whistles/{id}/timeline", in: null, out: "WhistleTimeline", query: [], idempotent: false },
  GetApiV1CasesIdPaperPdf: { method: "GET", path: "/api/v1/cases/{id}/paper.pdf", in: "GetApiV1CasesIdPaperPdfIn", out: "File", query: ["reason"], idempotent: false },
  GetApiV1Pool: { method: "GET", path: "/api/v1/pool", in: "GetApiV1PoolIn", out: "List<PoolItem>", query: ["limit", "after", "sort", "colour", "event_type", "town", "source", "q"], idempotent: false },
  GetApiV1PoolExportXlsx: { method: "GET", path: "/api/v1/pool/export.xlsx", in: "GetApiV1PoolExportXlsxIn", out: "File", query: ["limit", "after", "sort", "colour", "event_type", "town", "source", "q"], idempotent: false },
  GetApiV1Loads: { method: "GET", path: "/api/v1/loads", in: "GetApiV1LoadsIn", out: "Load[]", query: ["units"], idempotent: false },
  GetApiV1Cases: { method: "GET", path: "/api/v1/cases", in: "GetApiV1CasesIn", out: "List<CaseItem>", query: ["limit", "after", "sort", "status", "view", "colour", "event_type", "town", "unit", "clock", "source", "q", "from", "to"], idempotent: false },
  GetApiV1CasesExportXlsx: { method: "GET", path: "/api/v1/cases/export.xlsx", in: "GetApiV1CasesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "status", "view", "colour", "event_type", "town", "unit", "clock", "source", "q", "from", "to"], idempotent: false },
  PostApiV1Cases: { method: "POST", path: "/api/v1/cases", in: "PostApiV1CasesIn", out: "CaseMade", query: [], idempotent: true },
  GetApiV1CasesId: { method: "GET", path: "/api/v1/cases/{id}", in: null, out: "Case", query: [], idempotent: false },
  GetApiV1CasesNoNo: { method: "GET", path: "/api/v1/cases/no/{no}", in: null, out: "Case", query: [], idempotent: false },
  GetApiV1CasesIdWhy: { method: "GET", path: "/api/v1/cases/{id}/why", in: "GetApiV1CasesIdWhyIn", out: "Duty", query: ["event_type_id", "town_id"], idempotent: false },
  GetApiV1Duty: { method: "GET", path: "/api/v1/duty", in: "GetApiV1DutyIn", out: "Duty", query: ["event_type_id", "town_id"], idempotent: false },
  GetApiV1ClocksIdWhy: { method: "GET", path: "/api/v1/clocks/{id}/why", in: null, out: "Lines", query: [], idempotent: false },
  PostApiV1CasesIdClassify: { method: "POST", path: "/api/v1/cases/{id}/classify", in: "PostApiV1CasesIdClassifyIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1CasesIdUrge: { method: "POST", path: "/api/v1/cases/{id}/urge", in: "PostApiV1CasesIdUrgeIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1CasesIdMerge: { method: "POST", path: "/api/v1/cases/{id}/merge", in: "PostApiV1CasesIdMergeIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1MergesIdUndo: { method: "POST", path: "/api/v1/merges/{id}/undo", in: "PostApiV1MergesIdUndoIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1CasesIdLink: { method: "POST", path: "/api/v1/cases/{id}/link", in: "PostApiV1CasesIdLinkIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1CasesIdUnlink: { method: "POST", path: "/api/v1/cases/{id}/unlink", in: "PostApiV1CasesIdUnlinkIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1CasesIdClose: { method: "POST", path: "/api/v1/cases/{id}/close", in: "PostApiV1CasesIdCloseIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1CasesIdCheck: { method: "POST", path: "/api/v1/cases/{id}/check", in: "PostApiV1CasesIdCheckIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1CasesIdReopen: { method: "POST", path: "/api/v1/cases/{id}/reopen", in: "PostApiV1CasesIdReopenIn", out: "CaseShort", query: [], idempotent: true },
  PostApiV1CasesIdWithdraw: { method: "POST", path: "/api/v1/cases/{id}/withdraw", in: "PostApiV1CasesIdWithdrawIn", out: "CaseShort", query: [], idempotent: true },
  GetApiV1Orders: { method: "GET", path: "/api/v1/orders", in: "GetApiV1OrdersIn", out: "List<OrderItem>", query: ["limit", "after", "sort", "view", "status", "unit", "holder", "clock", "colour", "q"], idempotent: false },
  GetApiV1OrdersExportXlsx: { method: "GET", path: "/api/v1/orders/export.xlsx", in: "GetApiV1OrdersExportXlsxIn", out: "File", query: ["limit", "after", "sort", "view", "status", "unit", "holder", "clock", "colour", "q"], idempotent: false },
  GetApiV1OrdersId: { method: "GET", path: "/api/v1/orders/{id}", in: null, out: "Order", query: [], idempotent: false },
  PostApiV1CasesIdDispatch: { method: "POST", path: "/api/v1/cases/{id}/dispatch", in: "PostApiV1CasesIdDispatchIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdSign: { method: "POST", path: "/api/v1/orders/{id}/sign", in: "PostApiV1OrdersIdSignIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdAssign: { method: "POST", path: "/api/v1/orders/{id}/assign", in: "PostApiV1OrdersIdAssignIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdContact: { method: "POST", path: "/api/v1/orders/{id}/contact", in: "PostApiV1OrdersIdContactIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdNote: { method: "POST", path: "/api/v1/orders/{id}/note", in: "PostApiV1OrdersIdNoteIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdStage: { method: "POST", path: "/api/v1/orders/{id}/stage", in: "PostApiV1OrdersIdStageIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1StagesIdEnd: { method: "POST", path: "/api/v1/stages/{id}/end", in: null, out: "Id", query: [], idempotent: true },
  PostApiV1OrdersIdSubmit: { method: "POST", path: "/api/v1/orders/{id}/submit", in: "PostApiV1OrdersIdSubmitIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdReview: { method: "POST", path: "/api/v1/orders/{id}/review", in: "PostApiV1OrdersIdReviewIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdTerminate: { method: "POST", path: "/api/v1/orders/{id}/terminate", in: "PostApiV1OrdersIdTerminateIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdTransfer: { method: "POST", path: "/api/v1/orders/{id}/transfer", in: "PostApiV1OrdersIdTransferIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdRedirect: { method: "POST", path: "/api/v1/orders/{id}/redirect", in: "PostApiV1OrdersIdRedirectIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdSuborder: { method: "POST", path: "/api/v1/orders/{id}/suborder", in: "PostApiV1OrdersIdSuborderIn", out: "OrderShort", query: [], idempotent: true },
  PostApiV1OrdersIdAssist: { method: "POST", path: "/api/v1/orders/{id}/assist", in: "PostApiV1OrdersIdAssistIn", out: "OrderShort", query: [], idempotent: true },
  GetApiV1Adjustments: { method: "GET", path: "/api/v1/adjustments", in: "GetApiV1AdjustmentsIn", out: "List<Adjustment>", query: ["limit", "after", "sort", "view", "kind", "status", "unit"], idempotent: false },
  GetApiV1AdjustmentsExportXlsx: { method: "GET", path: "/api/v1/adjustments/export.xlsx", in: "GetApiV1AdjustmentsExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "view", "kind", "status", "unit"], idempotent: false },
  GetApiV1OrdersIdAdjustments: { method: "GET", path: "/api/v1/orders/{id}/adjustments", in: null, out: "OrderAdjustments", query: [], idempotent: false },
  PostApiV1OrdersIdAdjust: { method: "POST", path: "/api/v1/orders/{id}/adjust", in: "PostApiV1OrdersIdAdjustIn", out: "AdjustShort", query: [], idempotent: true },
  PostApiV1OrdersIdResume: { method: "POST", path: "/api/v1/orders/{id}/resume", in: "PostApiV1OrdersIdResumeIn", out: "Id", query: [], idempotent: true },
  PostApiV1AdjustmentsIdPass: { method: "POST", path: "/api/v1/adjustments/{id}/pass", in: "PostApiV1AdjustmentsIdPassIn", out: "AdjustShort", query: [], idempotent: true },
  PostApiV1AdjustmentsIdRefuse: { method: "POST", path: "/api/v1/adjustments/{id}/refuse", in: "PostApiV1AdjustmentsIdRefuseIn", out: "AdjustShort", query: [], idempotent: true },
  PostApiV1AdjustmentsIdApprove: { method: "POST", path: "/api/v1/adjustments/{id}/approve", in: "PostApiV1AdjustmentsIdApproveIn", out: "AdjustShort", query: [], idempotent: true },
  PostApiV1AdjustmentsIdWithdraw: { method: "POST", path: "/api/v1/adjustments/{id}/withdraw", in: "PostApiV1AdjustmentsIdWithdrawIn", out: "AdjustShort", query: [], idempotent: true },
  GetApiV1Disputes: { method: "GET", path: "/api/v1/disputes", in: "GetApiV1DisputesIn", out: "List<DisputeItem>", query: ["limit", "after", "sort", "view", "status", "unit"], idempotent: false },
  GetApiV1DisputesExportXlsx: { method: "GET", path: "/api/v1/disputes/export.xlsx", in: "GetApiV1DisputesExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "view", "status", "unit"], idempotent: false },
  GetApiV1DisputesId: { method: "GET", path: "/api/v1/disputes/{id}", in: null, out: "Dispute", query: [], idempotent: false },
  GetApiV1OrdersIdDisputes: { method: "GET", path: "/api/v1/orders/{id}/disputes", in: null, out: "OrderDisputes", query: [], idempotent: false },
  PostApiV1OrdersIdReturn: { method: "POST", path: "/api/v1/orders/{id}/return", in: "PostApiV1OrdersIdReturnIn", out: "DisputeShort", query: [], idempotent: true },
  PostApiV1DisputesIdPass: { method: "POST", path: "/api/v1/disputes/{id}/pass", in: "PostApiV1DisputesIdPassIn", out: "DisputeShort", query: [], idempotent: true },
  PostApiV1DisputesIdRefuse: { method: "POST", path: "/api/v1/disputes/{id}/refuse", in: "PostApiV1DisputesIdRefuseIn", out: "DisputeShort", query: [], idempotent: true },
  PostApiV1DisputesIdWithdraw: { method: "POST", path: "/api/v1/disputes/{id}/withdraw", in: "PostApiV1DisputesIdWithdrawIn", out: "DisputeShort", query: [], idempotent: true },
  PostApiV1DisputesIdConfer: { method: "POST", path: "/api/v1/disputes/{id}/confer", in: "PostApiV1DisputesIdConferIn", out: "DisputeShort", query: [], idempotent: true },
  PostApiV1DisputesIdRaise: { method: "POST", path: "/api/v1/disputes/{id}/raise", in: "PostApiV1DisputesIdRaiseIn", out: "DisputeShort", query: [], idempotent: true },
  PostApiV1DisputesIdGovernment: { method: "POST", path: "/api/v1/disputes/{id}/government", in: "PostApiV1DisputesIdGovernmentIn", out: "DisputeShort", query: [], idempotent: true },
  PostApiV1DisputesIdReject: { method: "POST", path: "/api/v1/disputes/{id}/reject", in: "PostApiV1DisputesIdRejectIn", out: "DisputeShort", query: [], idempotent: true },
  PostApiV1DisputesIdRedirect: { method: "POST", path: "/api/v1/disputes/{id}/redirect", in: "PostApiV1DisputesIdRedirectIn", out: "DisputeShort", query: [], idempotent: true },
  GetApiV1Precedents: { method: "GET", path: "/api/v1/precedents", in: "GetApiV1PrecedentsIn", out: "List<Precedent>", query: ["limit", "after", "sort", "event_type", "active"], idempotent: false },
  GetApiV1PrecedentsExportXlsx: { method: "GET", path: "/api/v1/precedents/export.xlsx", in: "GetApiV1PrecedentsExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "event_type", "active"], idempotent: false },
  PostApiV1PrecedentsIdChange: { method: "POST", path: "/api/v1/precedents/{id}/change", in: "PostApiV1PrecedentsIdChangeIn", out: "IdVersion", query: [], idempotent: true },
  PostApiV1Whistles: { method: "POST", path: "/api/v1/whistles", in: "PostApiV1WhistlesIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesIdCall: { method: "POST", path: "/api/v1/whistles/{id}/call", in: "PostApiV1WhistlesIdCallIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesIdConfirm: { method: "POST", path: "/api/v1/whistles/{id}/confirm", in: "PostApiV1WhistlesIdConfirmIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesIdDecline: { method: "POST", path: "/api/v1/whistles/{id}/decline", in: "PostApiV1WhistlesIdDeclineIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesIdConfer: { method: "POST", path: "/api/v1/whistles/{id}/confer", in: "PostApiV1WhistlesIdConferIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesIdDecide: { method: "POST", path: "/api/v1/whistles/{id}/decide", in: "PostApiV1WhistlesIdDecideIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesIdTask: { method: "POST", path: "/api/v1/whistles/{id}/task", in: "PostApiV1WhistlesIdTaskIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesIdFinish: { method: "POST", path: "/api/v1/whistles/{id}/finish", in: "PostApiV1WhistlesIdFinishIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesIdWithdraw: { method: "POST", path: "/api/v1/whistles/{id}/withdraw", in: "PostApiV1WhistlesIdWithdrawIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesCheckIn: { method: "POST", path: "/api/v1/whistles/check-in", in: "PostApiV1WhistlesCheckInIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdAccept: { method: "POST", path: "/api/v1/whistles/responders/{id}/accept", in: "PostApiV1WhistlesRespondersIdAcceptIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdRefuse: { method: "POST", path: "/api/v1/whistles/responders/{id}/refuse", in: "PostApiV1WhistlesRespondersIdRefuseIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdUphold: { method: "POST", path: "/api/v1/whistles/responders/{id}/uphold", in: "PostApiV1WhistlesRespondersIdUpholdIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdDeny: { method: "POST", path: "/api/v1/whistles/responders/{id}/deny", in: "PostApiV1WhistlesRespondersIdDenyIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdArrive: { method: "POST", path: "/api/v1/whistles/responders/{id}/arrive", in: "PostApiV1WhistlesRespondersIdArriveIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdArriveNoted: { method: "POST", path: "/api/v1/whistles/responders/{id}/arrive-noted", in: "PostApiV1WhistlesRespondersIdArriveNotedIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdLeave: { method: "POST", path: "/api/v1/whistles/responders/{id}/leave", in: "PostApiV1WhistlesRespondersIdLeaveIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdLeaveNoted: { method: "POST", path: "/api/v1/whistles/responders/{id}/leave-noted", in: "PostApiV1WhistlesRespondersIdLeaveNotedIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdRelease: { method: "POST", path: "/api/v1/whistles/responders/{id}/release", in: "PostApiV1WhistlesRespondersIdReleaseIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdRate: { method: "POST", path: "/api/v1/whistles/responders/{id}/rate", in: "PostApiV1WhistlesRespondersIdRateIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRespondersIdJudge: { method: "POST", path: "/api/v1/whistles/responders/{id}/judge", in: "PostApiV1WhistlesRespondersIdJudgeIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesTasksIdDone: { method: "POST", path: "/api/v1/whistles/tasks/{id}/done", in: "PostApiV1WhistlesTasksIdDoneIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesTasksIdReopen: { method: "POST", path: "/api/v1/whistles/tasks/{id}/reopen", in: "PostApiV1WhistlesTasksIdReopenIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRatingsIdAppeal: { method: "POST", path: "/api/v1/whistles/ratings/{id}/appeal", in: "PostApiV1WhistlesRatingsIdAppealIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRatingsIdUphold: { method: "POST", path: "/api/v1/whistles/ratings/{id}/uphold", in: "PostApiV1WhistlesRatingsIdUpholdIn", out: "WhistleShort", query: [], idempotent: true },
  PostApiV1WhistlesRatingsIdChange: { method: "POST", path: "/api/v1/whistles/ratings/{id}/change", in: "PostApiV1WhistlesRatingsIdChangeIn", out: "WhistleShort", query: [], idempotent: true },
  GetApiV1Whistles: { method: "GET", path: "/api/v1/whistles", in: "GetApiV1WhistlesIn", out: "List<WhistleItem>", query: ["limit", "after", "sort", "view", "status", "kind", "on_site", "case", "unit", "from", "to", "q"], idempotent: false },
  GetApiV1WhistlesExportXlsx: { method: "GET", path: "/api/v1/whistles/export.xlsx", in: "GetApiV1WhistlesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "view", "status", "kind", "on_site", "case", "unit", "from", "to", "q"], idempotent: false },
  GetApiV1WhistlesIncoming: { method: "GET", path: "/api/v1/whistles/incoming", in: null, out: "WhistleIncoming", query: [], idempotent: false },
  GetApiV1WhistlesId: { method: "GET", path: "/api/v1/whistles/{id}", in: null, out: "Whistle", query: [], idempotent: false },
  GetApiV1WhistlesIdQrSvg: { method: "GET", path: "/api/v1/whistles/{id}/qr.svg", in: null, out: "File", query: [], idempotent: false },
  GetApiV1CasesIdWhistles: { method: "GET", path: "/api/v1/cases/{id}/whistles", in: null, out: "WhistlesOf", query: [], idempotent: false },
  GetApiV1OrdersIdWhistles: { method: "GET", path: "/api/v1/orders/{id}/whistles", in: null, out: "WhistlesOf", query: [], idempotent: false },
  GetApiV1WhistlesKinds: { method: "GET", path: "/api/v1/whistles/kinds", in: null, out: "WhistleKinds", query: [], idempotent: false },
  GetApiV1CasesIdWhistleProposal: { method: "GET", path: "/api/v1/cases/{id}/whistle-proposal", in: "GetApiV1CasesIdWhistleProposalIn", out: "WhistleProposal", query: ["order_id"], idempotent: false },
  GetApiV1WhistlesStats: { method: "GET", path: "/api/v1/whistles/stats", in: "GetApiV1WhistlesStatsIn", out: "WhistleStats", query: ["month"], idempotent: false },
  GetApiV1WhistlesStatsXlsx: { method: "GET", path: "/api/v1/whistles/stats.xlsx", in: "GetApiV1WhistlesStatsXlsxIn", out: "File", query: ["limit", "after", "sort", "month"], idempotent: false },
  GetApiV1Scores: { method: "GET", path: "/api/v1/scores", in: "GetApiV1ScoresIn", out: "Scores", query: ["month", "profile"], idempotent: false },
  GetApiV1ScoresTry: { method: "GET", path: "/api/v1/scores/try", in: "GetApiV1ScoresTryIn", out: "Scores", query: ["month", "profile", "points1", "points2", "points3", "points4", "points5", "third", "shrink", "min_due"], idempotent: false },
  GetApiV1ScoresOrders: { method: "GET", path: "/api/v1/scores/orders", in: "GetApiV1ScoresOrdersIn", out: "List<ScoreOrder>", query: ["limit", "after", "sort", "month", "unit", "which"], idempotent: false },
  GetApiV1ScoresOrdersExportXlsx: { method: "GET", path: "/api/v1/scores/orders/export.xlsx", in: "GetApiV1ScoresOrdersExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "month", "unit", "which"], idempotent: false },
  GetApiV1ScoresRuns: { method: "GET", path: "/api/v1/scores/runs", in: "GetApiV1ScoresRunsIn", out: "ScoreRuns", query: ["month"], idempotent: false },
  GetApiV1ScoresRunsId: { method: "GET", path: "/api/v1/scores/runs/{id}", in: null, out: "ScoreRun", query: [], idempotent: false },
  PostApiV1ScoresDisclose: { method: "POST", path: "/api/v1/scores/disclose", in: "PostApiV1ScoresDiscloseIn", out: "ScoreDisclosure", query: [], idempotent: true },
  PostApiV1ScoresHide: { method: "POST", path: "/api/v1/scores/hide", in: "PostApiV1ScoresHideIn", out: "ScoreDisclosure", query: [], idempotent: true },
  GetApiV1ScoresProfiles: { method: "GET", path: "/api/v1/scores/profiles", in: null, out: "ScoreProfiles", query: [], idempotent: false },
  GetApiV1ScoresObjections: { method: "GET", path: "/api/v1/scores/objections", in: "GetApiV1ScoresObjectionsIn", out: "List<ScoreObjection>", query: ["limit", "after", "sort", "month", "status", "unit"], idempotent: false },
  GetApiV1ScoresObjectionsExportXlsx: { method: "GET", path: "/api/v1/scores/objections/export.xlsx", in: "GetApiV1ScoresObjectionsExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "month", "status", "unit"], idempotent: false },
  PostApiV1ScoresObjections: { method: "POST", path: "/api/v1/scores/objections", in: "PostApiV1ScoresObjectionsIn", out: "ScoreObjectionShort", query: [], idempotent: true },
  PostApiV1ScoresObjectionsIdUphold: { method: "POST", path: "/api/v1/scores/objections/{id}/uphold", in: "PostApiV1ScoresObjectionsIdUpholdIn", out: "ScoreObjectionShort", query: [], idempotent: true },
  PostApiV1ScoresObjectionsIdReject: { method: "POST", path: "/api/v1/scores/objections/{id}/reject", in: "PostApiV1ScoresObjectionsIdRejectIn", out: "ScoreObjectionShort", query: [], idempotent: true },
  PostApiV1ScoresObjectionsIdWithdraw: { method: "POST", path: "/api/v1/scores/objections/{id}/withdraw", in: "PostApiV1ScoresObjectionsIdWithdrawIn", out: "ScoreObjectionShort", query: [], idempotent: true },
  GetApiV1Exclusions: { method: "GET", path: "/api/v1/exclusions", in: "GetApiV1ExclusionsIn", out: "List<Exclusion>", query: ["limit", "after", "sort", "month", "view", "status", "class", "unit"], idempotent: false },
  GetApiV1ExclusionsExportXlsx: { method: "GET", path: "/api/v1/exclusions/export.xlsx", in: "GetApiV1ExclusionsExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "month", "view", "status", "class", "unit"], idempotent: false },
  GetApiV1ExclusionsCounts: { method: "GET", path: "/api/v1/exclusions/counts", in: "GetApiV1ExclusionsCountsIn", out: "List<ExclusionCount>", query: ["limit", "after", "sort", "month", "class", "unit"], idempotent: false },
  GetApiV1ExclusionsCountsExportXlsx: { method: "GET", path: "/api/v1/exclusions/counts/export.xlsx", in: "GetApiV1ExclusionsCountsExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "month", "class", "unit"], idempotent: false },
  GetApiV1CasesIdExclusions: { method: "GET", path: "/api/v1/cases/{id}/exclusions", in: null, out: "CaseExclusions", query: [], idempotent: false },
  PostApiV1CasesIdExclude: { method: "POST", path: "/api/v1/cases/{id}/exclude", in: "PostApiV1CasesIdExcludeIn", out: "ExclusionShort", query: [], idempotent: true },
  PostApiV1ExclusionsIdAgree: { method: "POST", path: "/api/v1/exclusions/{id}/agree", in: "PostApiV1ExclusionsIdAgreeIn", out: "ExclusionShort", query: [], idempotent: true },
  PostApiV1ExclusionsIdConfirm: { method: "POST", path: "/api/v1/exclusions/{id}/confirm", in: "PostApiV1ExclusionsIdConfirmIn", out: "ExclusionShort", query: [], idempotent: true },
  PostApiV1ExclusionsIdRefuse: { method: "POST", path: "/api/v1/exclusions/{id}/refuse", in: "PostApiV1ExclusionsIdRefuseIn", out: "ExclusionShort", query: [], idempotent: true },
  PostApiV1ExclusionsIdWithdraw: { method: "POST", path: "/api/v1/exclusions/{id}/withdraw", in: "PostApiV1ExclusionsIdWithdrawIn", out: "ExclusionShort", query: [], idempotent: true },
  PostApiV1ExclusionsIdRestore: { method: "POST", path: "/api/v1/exclusions/{id}/restore", in: "PostApiV1ExclusionsIdRestoreIn", out: "ExclusionShort", query: [], idempotent: true },
  GetApiV1Accountability: { method: "GET", path: "/api/v1/accountability", in: "GetApiV1AccountabilityIn", out: "List<Accountability>", query: ["limit", "after", "sort", "month", "measure", "status", "unit"], idempotent: false },
  GetApiV1AccountabilityExportXlsx: { method: "GET", path: "/api/v1/accountability/export.xlsx", in: "GetApiV1AccountabilityExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "month", "measure", "status", "unit"], idempotent: false },
  GetApiV1AccountabilityId: { method: "GET", path: "/api/v1/accountability/{id}", in: null, out: "AccountabilityItem", query: [], idempotent: false },
  GetApiV1AccountabilityIdDocumentPdf: { method: "GET", path: "/api/v1/accountability/{id}/document.pdf", in: null, out: "File", query: [], idempotent: false },
  GetApiV1AccountabilityIdDocumentDocx: { method: "GET", path: "/api/v1/accountability/{id}/document.docx", in: null, out: "File", query: [], idempotent: false },
  PostApiV1AccountabilityIdAct: { method: "POST", path: "/api/v1/accountability/{id}/act", in: "PostApiV1AccountabilityIdActIn", out: "AccountabilityShort", query: [], idempotent: true },
  GetApiV1RefWhistleKinds: { method: "GET", path: "/api/v1/ref/whistle-kinds", in: "GetApiV1RefWhistleKindsIn", out: "List<RefRow>", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefWhistleKindsExportCsv: { method: "GET", path: "/api/v1/ref/whistle-kinds/export.csv", in: "GetApiV1RefWhistleKindsExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefWhistleKindsExportXlsx: { method: "GET", path: "/api/v1/ref/whistle-kinds/export.xlsx", in: "GetApiV1RefWhistleKindsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefWhistleKindsId: { method: "GET", path: "/api/v1/ref/whistle-kinds/{id}", in: null, out: "RefRow", query: [], idempotent: false },
  GetApiV1RefWhistleKindsIdVersions: { method: "GET", path: "/api/v1/ref/whistle-kinds/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefWhistleKinds: { method: "POST", path: "/api/v1/ref/whistle-kinds", in: "PostApiV1RefWhistleKindsIn", out: "RefRow", query: [], idempotent: true },
  PutApiV1RefWhistleKindsId: { method: "PUT", path: "/api/v1/ref/whistle-kinds/{id}", in: "PutApiV1RefWhistleKindsIdIn", out: "RefRow", query: [], idempotent: true },
  PostApiV1RefWhistleKindsImport: { method: "POST", path: "/api/v1/ref/whistle-kinds/import", in: "PostApiV1RefWhistleKindsImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefWhistleDistances: { method: "GET", path: "/api/v1/ref/whistle-distances", in: "GetApiV1RefWhistleDistancesIn", out: "List<RefRow>", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefWhistleDistancesExportCsv: { method: "GET", path: "/api/v1/ref/whistle-distances/export.csv", in: "GetApiV1RefWhistleDistancesExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefWhistleDistancesExportXlsx: { method: "GET", path: "/api/v1/ref/whistle-distances/export.xlsx", in: "GetApiV1RefWhistleDistancesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefWhistleDistancesId: { method: "GET", path: "/api/v1/ref/whistle-distances/{id}", in: null, out: "RefRow", query: [], idempotent: false },
  GetApiV1RefWhistleDistancesIdVersions: { method: "GET", path: "/api/v1/ref/whistle-distances/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefWhistleDistances: { method: "POST", path: "/api/v1/ref/whistle-distances", in: "PostApiV1RefWhistleDistancesIn", out: "RefRow", query: [], idempotent: true },
  PutApiV1RefWhistleDistancesId: { method: "PUT", path: "/api/v1/ref/whistle-distances/{id}", in: "PutApiV1RefWhistleDistancesIdIn", out: "RefRow", query: [], idempotent: true },
  PostApiV1RefWhistleDistancesImport: { method: "POST", path: "/api/v1/ref/whistle-distances/import", in: "PostApiV1RefWhistleDistancesImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1Emergencies: { method: "GET", path: "/api/v1/emergencies", in: "GetApiV1EmergenciesIn", out: "List<EmergencyItem>", query: ["limit", "after", "sort", "view", "status", "class", "level", "town", "from", "to"], idempotent: false },
  GetApiV1EmergenciesExportXlsx: { method: "GET", path: "/api/v1/emergencies/export.xlsx", in: "GetApiV1EmergenciesExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "view", "status", "class", "level", "town", "from", "to"], idempotent: false },
  GetApiV1EmergenciesRinging: { method: "GET", path: "/api/v1/emergencies/ringing", in: null, out: "Ringing", query: [], idempotent: false },
  GetApiV1EmergenciesId: { method: "GET", path: "/api/v1/emergencies/{id}", in: null, out: "Emergency", query: [], idempotent: false },
  GetApiV1CasesIdEmergencies: { method: "GET", path: "/api/v1/cases/{id}/emergencies", in: null, out: "CaseEmergencies", query: [], idempotent: false },
  PostApiV1Emergencies: { method: "POST", path: "/api/v1/emergencies", in: "PostApiV1EmergenciesIn", out: "EmergencyMade", query: [], idempotent: true },
  PostApiV1EmergenciesIdTake: { method: "POST", path: "/api/v1/emergencies/{id}/take", in: "PostApiV1EmergenciesIdTakeIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdRelease: { method: "POST", path: "/api/v1/emergencies/{id}/release", in: "PostApiV1EmergenciesIdReleaseIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdTrue: { method: "POST", path: "/api/v1/emergencies/{id}/true", in: "PostApiV1EmergenciesIdTrueIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdFalse: { method: "POST", path: "/api/v1/emergencies/{id}/false", in: "PostApiV1EmergenciesIdFalseIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdRoutine: { method: "POST", path: "/api/v1/emergencies/{id}/routine", in: "PostApiV1EmergenciesIdRoutineIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdLevel: { method: "POST", path: "/api/v1/emergencies/{id}/level", in: "PostApiV1EmergenciesIdLevelIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdEntry: { method: "POST", path: "/api/v1/emergencies/{id}/entry", in: "PostApiV1EmergenciesIdEntryIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdDispatch: { method: "POST", path: "/api/v1/emergencies/{id}/dispatch", in: "PostApiV1EmergenciesIdDispatchIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdMerge: { method: "POST", path: "/api/v1/emergencies/{id}/merge", in: "PostApiV1EmergenciesIdMergeIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdSplit: { method: "POST", path: "/api/v1/emergencies/{id}/split", in: "PostApiV1EmergenciesIdSplitIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdLift: { method: "POST", path: "/api/v1/emergencies/{id}/lift", in: "PostApiV1EmergenciesIdLiftIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdReview: { method: "POST", path: "/api/v1/emergencies/{id}/review", in: "PostApiV1EmergenciesIdReviewIn", out: "EmergencyShort", query: [], idempotent: true },
  PostApiV1EmergenciesIdSeen: { method: "POST", path: "/api/v1/emergencies/{id}/seen", in: null, out: "EmergencyShort", query: [], idempotent: true },
  GetApiV1RefEmergencyClasses: { method: "GET", path: "/api/v1/ref/emergency-classes", in: "GetApiV1RefEmergencyClassesIn", out: "List<EmergencyClass>", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefEmergencyClassesExportCsv: { method: "GET", path: "/api/v1/ref/emergency-classes/export.csv", in: "GetApiV1RefEmergencyClassesExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefEmergencyClassesExportXlsx: { method: "GET", path: "/api/v1/ref/emergency-classes/export.xlsx", in: "GetApiV1RefEmergencyClassesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefEmergencyClassesId: { method: "GET", path: "/api/v1/ref/emergency-classes/{id}", in: null, out: "EmergencyClass", query: [], idempotent: false },
  GetApiV1RefEmergencyClassesIdVersions: { method: "GET", path: "/api/v1/ref/emergency-classes/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefEmergencyClasses: { method: "POST", path: "/api/v1/ref/emergency-classes", in: "PostApiV1RefEmergencyClassesIn", out: "EmergencyClass", query: [], idempotent: true },
  PutApiV1RefEmergencyClassesId: { method: "PUT", path: "/api/v1/ref/emergency-classes/{id}", in: "PutApiV1RefEmergencyClassesIdIn", out: "EmergencyClass", query: [], idempotent: true },
  PostApiV1RefEmergencyClassesImport: { method: "POST", path: "/api/v1/ref/emergency-classes/import", in: "PostApiV1RefEmergencyClassesImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefEmergencyRings: { method: "GET", path: "/api/v1/ref/emergency-rings", in: "GetApiV1RefEmergencyRingsIn", out: "List<EmergencyRing>", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefEmergencyRingsExportCsv: { method: "GET", path: "/api/v1/ref/emergency-rings/export.csv", in: "GetApiV1RefEmergencyRingsExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefEmergencyRingsExportXlsx: { method: "GET", path: "/api/v1/ref/emergency-rings/export.xlsx", in: "GetApiV1RefEmergencyRingsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefEmergencyRingsId: { method: "GET", path: "/api/v1/ref/emergency-rings/{id}", in: null, out: "EmergencyRing", query: [], idempotent: false },
  GetApiV1RefEmergencyRingsIdVersions: { method: "GET", path: "/api/v1/ref/emergency-rings/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefEmergencyRings: { method: "POST", path: "/api/v1/ref/emergency-rings", in: "PostApiV1RefEmergencyRingsIn", out: "EmergencyRing", query: [], idempotent: true },
  PutApiV1RefEmergencyRingsId: { method: "PUT", path: "/api/v1/ref/emergency-rings/{id}", in: "PutApiV1RefEmergencyRingsIdIn", out: "EmergencyRing", query: [], idempotent: true },
  PostApiV1RefEmergencyRingsImport: { method: "POST", path: "/api/v1/ref/emergency-rings/import", in: "PostApiV1RefEmergencyRingsImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1Hardcases: { method: "GET", path: "/api/v1/hardcases", in: "GetApiV1HardcasesIn", out: "List<HardCaseItem>", query: ["limit", "after", "sort", "view", "status", "level", "reason", "town", "from", "to"], idempotent: false },
  GetApiV1HardcasesExportXlsx: { method: "GET", path: "/api/v1/hardcases/export.xlsx", in: "GetApiV1HardcasesExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "view", "status", "level", "reason", "town", "from", "to"], idempotent: false },
  GetApiV1HardcasesId: { method: "GET", path: "/api/v1/hardcases/{id}", in: null, out: "HardCase", query: [], idempotent: false },
  GetApiV1CasesIdHardcases: { method: "GET", path: "/api/v1/cases/{id}/hardcases", in: null, out: "CaseHardCases", query: [], idempotent: false },
  PostApiV1CasesIdHardcase: { method: "POST", path: "/api/v1/cases/{id}/hardcase", in: "PostApiV1CasesIdHardcaseIn", out: "HardCaseShort", query: [], idempotent: true },
  PostApiV1HardcasesIdAssign: { method: "POST", path: "/api/v1/hardcases/{id}/assign", in: "PostApiV1HardcasesIdAssignIn", out: "HardCaseShort", query: [], idempotent: true },
  PostApiV1HardcasesIdMeet: { method: "POST", path: "/api/v1/hardcases/{id}/meet", in: "PostApiV1HardcasesIdMeetIn", out: "HardCaseShort", query: [], idempotent: true },
  PostApiV1HardcasesIdDecide: { method: "POST", path: "/api/v1/hardcases/{id}/decide", in: "PostApiV1HardcasesIdDecideIn", out: "HardCaseShort", query: [], idempotent: true },
  PostApiV1HardcasesIdProgress: { method: "POST", path: "/api/v1/hardcases/{id}/progress", in: "PostApiV1HardcasesIdProgressIn", out: "HardCaseShort", query: [], idempotent: true },
  PostApiV1HardcasesIdRaise: { method: "POST", path: "/api/v1/hardcases/{id}/raise", in: "PostApiV1HardcasesIdRaiseIn", out: "HardCaseShort", query: [], idempotent: true },
  PostApiV1HardcasesIdWithdraw: { method: "POST", path: "/api/v1/hardcases/{id}/withdraw", in: "PostApiV1HardcasesIdWithdrawIn", out: "HardCaseShort", query: [], idempotent: true },
  PostApiV1HardcasesIdClose: { method: "POST", path: "/api/v1/hardcases/{id}/close", in: "PostApiV1HardcasesIdCloseIn", out: "HardCaseShort", query: [], idempotent: true },
  GetApiV1Hotspots: { method: "GET", path: "/api/v1/hotspots", in: "GetApiV1HotspotsIn", out: "List<HotspotItem>", query: ["limit", "after", "sort", "view", "kind", "status", "town", "from", "to"], idempotent: false },
  GetApiV1HotspotsExportXlsx: { method: "GET", path: "/api/v1/hotspots/export.xlsx", in: "GetApiV1HotspotsExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "view", "kind", "status", "town", "from", "to"], idempotent: false },
  GetApiV1HotspotsId: { method: "GET", path: "/api/v1/hotspots/{id}", in: null, out: "Hotspot", query: [], idempotent: false },
  GetApiV1HotspotsIdAppeals: { method: "GET", path: "/api/v1/hotspots/{id}/appeals", in: "GetApiV1HotspotsIdAppealsIn", out: "List<HotspotSaid>", query: ["limit", "after", "sort"], idempotent: false },
  GetApiV1HotspotsIdAppealsExportXlsx: { method: "GET", path: "/api/v1/hotspots/{id}/appeals/export.xlsx", in: "GetApiV1HotspotsIdAppealsExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort"], idempotent: false },
  PostApiV1HotspotsIdTake: { method: "POST", path: "/api/v1/hotspots/{id}/take", in: "PostApiV1HotspotsIdTakeIn", out: "Hotspot", query: [], idempotent: true },
  PostApiV1HotspotsIdArrange: { method: "POST", path: "/api/v1/hotspots/{id}/arrange", in: "PostApiV1HotspotsIdArrangeIn", out: "Hotspot", query: [], idempotent: true },
  PostApiV1HotspotsIdNote: { method: "POST", path: "/api/v1/hotspots/{id}/note", in: "PostApiV1HotspotsIdNoteIn", out: "Hotspot", query: [], idempotent: true },
  PostApiV1HotspotsIdClose: { method: "POST", path: "/api/v1/hotspots/{id}/close", in: "PostApiV1HotspotsIdCloseIn", out: "Hotspot", query: [], idempotent: true },
  PostApiV1HotspotsIdDismiss: { method: "POST", path: "/api/v1/hotspots/{id}/dismiss", in: "PostApiV1HotspotsIdDismissIn", out: "Hotspot", query: [], idempotent: true },
  GetApiV1Outbox: { method: "GET", path: "/api/v1/outbox", in: "GetApiV1OutboxIn", out: "List<OutboxItem>", query: ["limit", "after", "sort", "view", "status", "channel", "event", "case", "from", "to"], idempotent: false },
  GetApiV1OutboxExportXlsx: { method: "GET", path: "/api/v1/outbox/export.xlsx", in: "GetApiV1OutboxExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "view", "status", "channel", "event", "case", "from", "to"], idempotent: false },
  GetApiV1OutboxState: { method: "GET", path: "/api/v1/outbox/state", in: null, out: "OutboxState", query: [], idempotent: false },
  GetApiV1OutboxId: { method: "GET", path: "/api/v1/outbox/{id}", in: null, out: "OutboxMessage", query: [], idempotent: false },
  PostApiV1OutboxIdResend: { method: "POST", path: "/api/v1/outbox/{id}/resend", in: "PostApiV1OutboxIdResendIn", out: "OutboxMessage", query: [], idempotent: true },
  PostApiV1OutboxIdCancel: { method: "POST", path: "/api/v1/outbox/{id}/cancel", in: "PostApiV1OutboxIdCancelIn", out: "OutboxMessage", query: [], idempotent: true },
  PostApiV1OutboxIdHandled: { method: "POST", path: "/api/v1/outbox/{id}/handled", in: "PostApiV1OutboxIdHandledIn", out: "OutboxMessage", query: [], idempotent: true },
  GetApiV1CasesIdMessages: { method: "GET", path: "/api/v1/cases/{id}/messages", in: null, out: "CaseMessage[]", query: [], idempotent: false },
  GetApiV1RefMessageTemplates: { method: "GET", path: "/api/v1/ref/message-templates", in: "GetApiV1RefMessageTemplatesIn", out: "List<MessageTemplate>", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefMessageTemplatesExportCsv: { method: "GET", path: "/api/v1/ref/message-templates/export.csv", in: "GetApiV1RefMessageTemplatesExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefMessageTemplatesExportXlsx: { method: "GET", path: "/api/v1/ref/message-templates/export.xlsx", in: "GetApiV1RefMessageTemplatesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active"], idempotent: false },
  GetApiV1RefMessageTemplatesId: { method: "GET", path: "/api/v1/ref/message-templates/{id}", in: null, out: "MessageTemplate", query: [], idempotent: false },
  GetApiV1RefMessageTemplatesIdVersions: { method: "GET", path: "/api/v1/ref/message-templates/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefMessageTemplates: { method: "POST", path: "/api/v1/ref/message-templates", in: "PostApiV1RefMessageTemplatesIn", out: "MessageTemplate", query: [], idempotent: true },
  PutApiV1RefMessageTemplatesId: { method: "PUT", path: "/api/v1/ref/message-templates/{id}", in: "PutApiV1RefMessageTemplatesIdIn", out: "MessageTemplate", query: [], idempotent: true },
  PostApiV1RefMessageTemplatesImport: { method: "POST", path: "/api/v1/ref/message-templates/import", in: "PostApiV1RefMessageTemplatesImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  PostApiV1PublicOutboxReceipts: { method: "POST", path: "/api/v1/public/outbox-receipts", in: "PostApiV1PublicOutboxReceiptsIn", out: "MessageReceipt", query: [], idempotent: false },
  GetApiV1NoticesStats: { method: "GET", path: "/api/v1/notices/stats", in: "GetApiV1NoticesStatsIn", out: "NoticeStats", query: ["from", "to"], idempotent: false },
  GetApiV1NoticesStatsUnits: { method: "GET", path: "/api/v1/notices/stats/units", in: "GetApiV1NoticesStatsUnitsIn", out: "List<NoticeUnitStats>", query: ["limit", "after", "sort", "from", "to"], idempotent: false },
  GetApiV1NoticesStatsUnitsXlsx: { method: "GET", path: "/api/v1/notices/stats/units.xlsx", in: "GetApiV1NoticesStatsUnitsXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "from", "to"], idempotent: false },
  GetApiV1Notices: { method: "GET", path: "/api/v1/notices", in: "GetApiV1NoticesIn", out: "List<NoticeRow>", query: ["limit", "after", "sort", "view", "kind", "subject", "status", "unit", "case", "late", "from", "to", "q"], idempotent: false },
  GetApiV1NoticesExportXlsx: { method: "GET", path: "/api/v1/notices/export.xlsx", in: "GetApiV1NoticesExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "view", "kind", "subject", "status", "unit", "case", "late", "from", "to", "q"], idempotent: false },
  GetApiV1NoticesId: { method: "GET", path: "/api/v1/notices/{id}", in: null, out: "Notice", query: [], idempotent: false },
  GetApiV1NoticesIdDocumentPdf: { method: "GET", path: "/api/v1/notices/{id}/document.pdf", in: null, out: "File", query: [], idempotent: false },
  GetApiV1NoticesIdDocumentDocx: { method: "GET", path: "/api/v1/notices/{id}/document.docx", in: null, out: "File", query: [], idempotent: false },
  GetApiV1NoticesIdSignature: { method: "GET", path: "/api/v1/notices/{id}/signature", in: null, out: "File", query: [], idempotent: false },
  PostApiV1Notices: { method: "POST", path: "/api/v1/notices", in: "PostApiV1NoticesIn", out: "NoticeShort", query: [], idempotent: true },
  PostApiV1NoticesIdEdit: { method: "POST", path: "/api/v1/notices/{id}/edit", in: "PostApiV1NoticesIdEditIn", out: "NoticeShort", query: [], idempotent: true },
  PostApiV1NoticesIdSign: { method: "POST", path: "/api/v1/notices/{id}/sign", in: "PostApiV1NoticesIdSignIn", out: "NoticeShort", query: [], idempotent: true },
  PostApiV1NoticesIdDrop: { method: "POST", path: "/api/v1/notices/{id}/drop", in: "PostApiV1NoticesIdDropIn", out: "NoticeShort", query: [], idempotent: true },
  PostApiV1NoticesIdAck: { method: "POST", path: "/api/v1/notices/{id}/ack", in: "PostApiV1NoticesIdAckIn", out: "NoticeShort", query: [], idempotent: true },
  PostApiV1NoticesIdReply: { method: "POST", path: "/api/v1/notices/{id}/reply", in: "PostApiV1NoticesIdReplyIn", out: "NoticeShort", query: [], idempotent: true },
  PostApiV1NoticesIdPass: { method: "POST", path: "/api/v1/notices/{id}/pass", in: "PostApiV1NoticesIdPassIn", out: "NoticeShort", query: [], idempotent: true },
  PostApiV1NoticesIdFail: { method: "POST", path: "/api/v1/notices/{id}/fail", in: "PostApiV1NoticesIdFailIn", out: "NoticeShort", query: [], idempotent: true },
  PostApiV1NoticesIdWithdraw: { method: "POST", path: "/api/v1/notices/{id}/withdraw", in: "PostApiV1NoticesIdWithdrawIn", out: "NoticeShort", query: [], idempotent: true },
  GetApiV1RefNoticeKinds: { method: "GET", path: "/api/v1/ref/notice-kinds", in: "GetApiV1RefNoticeKindsIn", out: "List<RefRow>", query: ["limit", "after", "sort"], idempotent: false },
  GetApiV1RefNoticeKindsExportCsv: { method: "GET", path: "/api/v1/ref/notice-kinds/export.csv", in: "GetApiV1RefNoticeKindsExportCsvIn", out: "File", query: ["limit", "after", "sort"], idempotent: false },
  GetApiV1RefNoticeKindsExportXlsx: { method: "GET", path: "/api/v1/ref/notice-kinds/export.xlsx", in: "GetApiV1RefNoticeKindsExportXlsxIn", out: "File", query: ["limit", "after", "sort"], idempotent: false },
  GetApiV1RefNoticeKindsId: { method: "GET", path: "/api/v1/ref/notice-kinds/{id}", in: null, out: "RefRow", query: [], idempotent: false },
  GetApiV1RefNoticeKindsIdVersions: { method: "GET", path: "/api/v1/ref/notice-kinds/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefNoticeKinds: { method: "POST", path: "/api/v1/ref/notice-kinds", in: "PostApiV1RefNoticeKindsIn", out: "RefRow", query: [], idempotent: true },
  PutApiV1RefNoticeKindsId: { method: "PUT", path: "/api/v1/ref/notice-kinds/{id}", in: "PutApiV1RefNoticeKindsIdIn", out: "RefRow", query: [], idempotent: true },
  PostApiV1RefNoticeKindsImport: { method: "POST", path: "/api/v1/ref/notice-kinds/import", in: "PostApiV1RefNoticeKindsImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefNoticeTriggers: { method: "GET", path: "/api/v1/ref/notice-triggers", in: "GetApiV1RefNoticeTriggersIn", out: "List<RefRow>", query: ["limit", "after", "sort", "q", "active", "kind"], idempotent: false },
  GetApiV1RefNoticeTriggersExportCsv: { method: "GET", path: "/api/v1/ref/notice-triggers/export.csv", in: "GetApiV1RefNoticeTriggersExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active", "kind"], idempotent: false },
  GetApiV1RefNoticeTriggersExportXlsx: { method: "GET", path: "/api/v1/ref/notice-triggers/export.xlsx", in: "GetApiV1RefNoticeTriggersExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active", "kind"], idempotent: false },
  GetApiV1RefNoticeTriggersId: { method: "GET", path: "/api/v1/ref/notice-triggers/{id}", in: null, out: "RefRow", query: [], idempotent: false },
  GetApiV1RefNoticeTriggersIdVersions: { method: "GET", path: "/api/v1/ref/notice-triggers/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefNoticeTriggers: { method: "POST", path: "/api/v1/ref/notice-triggers", in: "PostApiV1RefNoticeTriggersIn", out: "RefRow", query: [], idempotent: true },
  PutApiV1RefNoticeTriggersId: { method: "PUT", path: "/api/v1/ref/notice-triggers/{id}", in: "PutApiV1RefNoticeTriggersIdIn", out: "RefRow", query: [], idempotent: true },
  PostApiV1RefNoticeTriggersImport: { method: "POST", path: "/api/v1/ref/notice-triggers/import", in: "PostApiV1RefNoticeTriggersImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1Callbacks: { method: "GET", path: "/api/v1/callbacks", in: "GetApiV1CallbacksIn", out: "List<CallbackItem>", query: ["limit", "after", "sort", "status", "colour", "due", "mine"], idempotent: false },
  GetApiV1CallbacksExportXlsx: { method: "GET", path: "/api/v1/callbacks/export.xlsx", in: "GetApiV1CallbacksExportXlsxIn", out: "File", query: ["limit", "after", "sort", "status", "colour", "due", "mine"], idempotent: false },
  GetApiV1CallbacksId: { method: "GET", path: "/api/v1/callbacks/{id}", in: null, out: "CallbackTask", query: [], idempotent: false },
  PostApiV1CallbacksClaim: { method: "POST", path: "/api/v1/callbacks/claim", in: "PostApiV1CallbacksClaimIn", out: "CallbackShort", query: [], idempotent: true },
  PostApiV1CallbacksIdRelease: { method: "POST", path: "/api/v1/callbacks/{id}/release", in: null, out: "CallbackShort", query: [], idempotent: true },
  PostApiV1CallbacksIdAttempt: { method: "POST", path: "/api/v1/callbacks/{id}/attempt", in: "PostApiV1CallbacksIdAttemptIn", out: "CallbackShort", query: [], idempotent: true },
  PostApiV1CallbacksIdRate: { method: "POST", path: "/api/v1/callbacks/{id}/rate", in: "PostApiV1CallbacksIdRateIn", out: "CallbackShort", query: [], idempotent: true },
  PostApiV1CallbacksIdWaive: { method: "POST", path: "/api/v1/callbacks/{id}/waive", in: "PostApiV1CallbacksIdWaiveIn", out: "CallbackShort", query: [], idempotent: true },
  PostApiV1CallbacksIdLink: { method: "POST", path: "/api/v1/callbacks/{id}/link", in: null, out: "CallbackLink", query: [], idempotent: true },
  PostApiV1CasesIdJudge: { method: "POST", path: "/api/v1/cases/{id}/judge", in: "PostApiV1CasesIdJudgeIn", out: "CaseJudged", query: [], idempotent: true },
  GetApiV1PromisesUnits: { method: "GET", path: "/api/v1/promises/units", in: "GetApiV1PromisesUnitsIn", out: "List<PromiseUnit>", query: ["limit", "after", "sort", "month"], idempotent: false },
  GetApiV1PromisesUnitsXlsx: { method: "GET", path: "/api/v1/promises/units.xlsx", in: "GetApiV1PromisesUnitsXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "month"], idempotent: false },
  GetApiV1Promises: { method: "GET", path: "/api/v1/promises", in: "GetApiV1PromisesIn", out: "List<PromiseItem>", query: ["limit", "after", "sort", "view", "status", "unit", "town", "from", "to"], idempotent: false },
  GetApiV1PromisesExportXlsx: { method: "GET", path: "/api/v1/promises/export.xlsx", in: "GetApiV1PromisesExportXlsxIn", out: "xlsx", query: ["limit", "after", "sort", "view", "status", "unit", "town", "from", "to"], idempotent: false },
  GetApiV1PromisesId: { method: "GET", path: "/api/v1/promises/{id}", in: null, out: "PromisePage", query: [], idempotent: false },
  GetApiV1CasesIdPromises: { method: "GET", path: "/api/v1/cases/{id}/promises", in: null, out: "CasePromises", query: [], idempotent: false },
  PostApiV1OrdersIdPromise: { method: "POST", path: "/api/v1/orders/{id}/promise", in: "PostApiV1OrdersIdPromiseIn", out: "PromiseShort", query: [], idempotent: true },
  PostApiV1PromisesIdConfirm: { method: "POST", path: "/api/v1/promises/{id}/confirm", in: "PostApiV1PromisesIdConfirmIn", out: "PromiseShort", query: [], idempotent: true },
  PostApiV1PromisesIdReject: { method: "POST", path: "/api/v1/promises/{id}/reject", in: "PostApiV1PromisesIdRejectIn", out: "PromiseShort", query: [], idempotent: true },
  PostApiV1PromisesIdKeep: { method: "POST", path: "/api/v1/promises/{id}/keep", in: "PostApiV1PromisesIdKeepIn", out: "PromiseShort", query: [], idempotent: true },
  PostApiV1PromisesIdMove: { method: "POST", path: "/api/v1/promises/{id}/move", in: "PostApiV1PromisesIdMoveIn", out: "PromiseShort", query: [], idempotent: true },
  PostApiV1PromisesIdCall: { method: "POST", path: "/api/v1/promises/{id}/call", in: null, out: "PromiseContact", query: [], idempotent: false },
  PostApiV1PromisesIdAsk: { method: "POST", path: "/api/v1/promises/{id}/ask", in: "PostApiV1PromisesIdAskIn", out: "PromiseShort", query: [], idempotent: true },
  GetApiV1Self: { method: "GET", path: "/api/v1/self", in: "GetApiV1SelfIn", out: "List<SelfItem>", query: ["limit", "after", "sort", "status", "grid", "town", "mine"], idempotent: false },
  GetApiV1SelfSampling: { method: "GET", path: "/api/v1/self/sampling", in: "GetApiV1SelfSamplingIn", out: "List<SelfItem>", query: ["limit", "after", "sort", "status", "grid", "town", "mine"], idempotent: false },
  GetApiV1SelfExportXlsx: { method: "GET", path: "/api/v1/self/export.xlsx", in: "GetApiV1SelfExportXlsxIn", out: "File", query: ["limit", "after", "sort", "status", "grid", "town", "mine"], idempotent: false },
  GetApiV1SelfId: { method: "GET", path: "/api/v1/self/{id}", in: null, out: "SelfItem", query: [], idempotent: false },
  PostApiV1Self: { method: "POST", path: "/api/v1/self", in: "PostApiV1SelfIn", out: "SelfMade", query: [], idempotent: true },
  PostApiV1SelfIdSample: { method: "POST", path: "/api/v1/self/{id}/sample", in: "PostApiV1SelfIdSampleIn", out: "SelfShort", query: [], idempotent: true },
  GetApiV1HotlineSeat: { method: "GET", path: "/api/v1/hotline/seat", in: null, out: "Seat", query: [], idempotent: false },
  PostApiV1HotlineSeatSignIn: { method: "POST", path: "/api/v1/hotline/seat/sign_in", in: "PostApiV1HotlineSeatSignInIn", out: "Seat", query: [], idempotent: true },
  PostApiV1HotlineSeat: { method: "POST", path: "/api/v1/hotline/seat", in: "PostApiV1HotlineSeatIn", out: "Seat", query: [], idempotent: true },
  GetApiV1HotlineBoard: { method: "GET", path: "/api/v1/hotline/board", in: null, out: "HotlineBoard", query: [], idempotent: false },
  GetApiV1HotlineCalls: { method: "GET", path: "/api/v1/hotline/calls", in: "GetApiV1HotlineCallsIn", out: "List<CallRow>", query: ["limit", "after", "sort", "zone", "outcome", "state", "agent", "mine", "tail", "appeal", "from", "to"], idempotent: false },
  GetApiV1HotlineCallsExportXlsx: { method: "GET", path: "/api/v1/hotline/calls/export.xlsx", in: "GetApiV1HotlineCallsExportXlsxIn", out: "file", query: ["limit", "after", "sort", "zone", "outcome", "state", "agent", "mine", "tail", "appeal", "from", "to"], idempotent: false },
  GetApiV1HotlineCallsId: { method: "GET", path: "/api/v1/hotline/calls/{id}", in: null, out: "Call", query: [], idempotent: false },
  GetApiV1HotlineCallsIdNumber: { method: "GET", path: "/api/v1/hotline/calls/{id}/number", in: null, out: "CallNumber", query: [], idempotent: false },
  PostApiV1HotlineCallsIdAnswer: { method: "POST", path: "/api/v1/hotline/calls/{id}/answer", in: null, out: "Call", query: [], idempotent: true },
  PostApiV1HotlineCallsIdHold: { method: "POST", path: "/api/v1/hotline/calls/{id}/hold", in: null, out: "Call", query: [], idempotent: true },
  PostApiV1HotlineCallsIdResume: { method: "POST", path: "/api/v1/hotline/calls/{id}/resume", in: null, out: "Call", query: [], idempotent: true },
  PostApiV1HotlineCallsIdEnd: { method: "POST", path: "/api/v1/hotline/calls/{id}/end", in: "PostApiV1HotlineCallsIdEndIn", out: "Call", query: [], idempotent: true },
  PostApiV1HotlineCallsIdWarn: { method: "POST", path: "/api/v1/hotline/calls/{id}/warn", in: "PostApiV1HotlineCallsIdWarnIn", out: "Call", query: [], idempotent: true },
  PostApiV1HotlineCallsIdFinish: { method: "POST", path: "/api/v1/hotline/calls/{id}/finish", in: "PostApiV1HotlineCallsIdFinishIn", out: "Call", query: [], idempotent: true },
  PostApiV1HotlineCallsIdTransfer: { method: "POST", path: "/api/v1/hotline/calls/{id}/transfer", in: "PostApiV1HotlineCallsIdTransferIn", out: "Transfer", query: [], idempotent: true },
  PostApiV1HotlineCallsIdFlag: { method: "POST", path: "/api/v1/hotline/calls/{id}/flag", in: "PostApiV1HotlineCallsIdFlagIn", out: "FlagShort", query: [], idempotent: true },
  GetApiV1HotlineTransfers: { method: "GET", path: "/api/v1/hotline/transfers", in: "GetApiV1HotlineTransfersIn", out: "List<TransferRow>", query: ["limit", "after", "sort", "target", "expert", "outcome", "from", "to"], idempotent: false },
  GetApiV1HotlineTransfersExportXlsx: { method: "GET", path: "/api/v1/hotline/transfers/export.xlsx", in: "GetApiV1HotlineTransfersExportXlsxIn", out: "file", query: ["limit", "after", "sort", "target", "expert", "outcome", "from", "to"], idempotent: false },
  PostApiV1HotlineTransfersIdJoin: { method: "POST", path: "/api/v1/hotline/transfers/{id}/join", in: "PostApiV1HotlineTransfersIdJoinIn", out: "Transfer", query: [], idempotent: true },
  PostApiV1HotlineTransfersIdSaid: { method: "POST", path: "/api/v1/hotline/transfers/{id}/said", in: "PostApiV1HotlineTransfersIdSaidIn", out: "Transfer", query: [], idempotent: true },
  PostApiV1HotlineTransfersIdEnd: { method: "POST", path: "/api/v1/hotline/transfers/{id}/end", in: "PostApiV1HotlineTransfersIdEndIn", out: "Transfer", query: [], idempotent: true },
  GetApiV1HotlineFlags: { method: "GET", path: "/api/v1/hotline/flags", in: "GetApiV1HotlineFlagsIn", out: "List<FlagRow>", query: ["limit", "after", "sort", "status", "kind", "tail"], idempotent: false },
  PostApiV1HotlineFlagsIdDecide: { method: "POST", path: "/api/v1/hotline/flags/{id}/decide", in: "PostApiV1HotlineFlagsIdDecideIn", out: "FlagShort", query: [], idempotent: true },
  GetApiV1HotlineCaller: { method: "GET", path: "/api/v1/hotline/caller", in: "GetApiV1HotlineCallerIn", out: "CallerAnswer", query: ["phone"], idempotent: false },
  GetApiV1HotlinePlace: { method: "GET", path: "/api/v1/hotline/place", in: "GetApiV1HotlinePlaceIn", out: "PlaceCases", query: ["address", "lon", "lat", "datum", "grid_id", "community_id", "town_id"], idempotent: false },
  PostApiV1HotlineEvents: { method: "POST", path: "/api/v1/hotline/events", in: "PostApiV1HotlineEventsIn", out: "CallFed", query: [], idempotent: true },
  PostApiV1HotlineSimulate: { method: "POST", path: "/api/v1/hotline/simulate", in: "PostApiV1HotlineSimulateIn", out: "CallFed", query: [], idempotent: true },
  GetApiV1RefChannels: { method: "GET", path: "/api/v1/ref/channels", in: "GetApiV1RefChannelsIn", out: "List<Channel>", query: ["limit", "after", "sort", "q", "active", "place"], idempotent: false },
  GetApiV1RefChannelsExportCsv: { method: "GET", path: "/api/v1/ref/channels/export.csv", in: "GetApiV1RefChannelsExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active", "place"], idempotent: false },
  GetApiV1RefChannelsExportXlsx: { method: "GET", path: "/api/v1/ref/channels/export.xlsx", in: "GetApiV1RefChannelsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active", "place"], idempotent: false },
  GetApiV1RefChannelsId: { method: "GET", path: "/api/v1/ref/channels/{id}", in: null, out: "Channel", query: [], idempotent: false },
  GetApiV1RefChannelsIdVersions: { method: "GET", path: "/api/v1/ref/channels/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefChannels: { method: "POST", path: "/api/v1/ref/channels", in: "PostApiV1RefChannelsIn", out: "Channel", query: [], idempotent: true },
  PutApiV1RefChannelsId: { method: "PUT", path: "/api/v1/ref/channels/{id}", in: "PutApiV1RefChannelsIdIn", out: "Channel", query: [], idempotent: true },
  PostApiV1RefChannelsImport: { method: "POST", path: "/api/v1/ref/channels/import", in: "PostApiV1RefChannelsImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefColours: { method: "GET", path: "/api/v1/ref/colours", in: "GetApiV1RefColoursIn", out: "List<ColourRule>", query: ["limit", "after", "sort"], idempotent: false },
  GetApiV1RefColoursExportCsv: { method: "GET", path: "/api/v1/ref/colours/export.csv", in: "GetApiV1RefColoursExportCsvIn", out: "File", query: ["limit", "after", "sort"], idempotent: false },
  GetApiV1RefColoursExportXlsx: { method: "GET", path: "/api/v1/ref/colours/export.xlsx", in: "GetApiV1RefColoursExportXlsxIn", out: "File", query: ["limit", "after", "sort"], idempotent: false },
  GetApiV1RefColoursId: { method: "GET", path: "/api/v1/ref/colours/{id}", in: null, out: "ColourRule", query: [], idempotent: false },
  GetApiV1RefColoursIdVersions: { method: "GET", path: "/api/v1/ref/colours/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefColours: { method: "POST", path: "/api/v1/ref/colours", in: "PostApiV1RefColoursIn", out: "ColourRule", query: [], idempotent: true },
  PutApiV1RefColoursId: { method: "PUT", path: "/api/v1/ref/colours/{id}", in: "PutApiV1RefColoursIdIn", out: "ColourRule", query: [], idempotent: true },
  PostApiV1RefColoursImport: { method: "POST", path: "/api/v1/ref/colours/import", in: "PostApiV1RefColoursImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefAssetOwners: { method: "GET", path: "/api/v1/ref/asset-owners", in: "GetApiV1RefAssetOwnersIn", out: "List<AssetOwner>", query: ["limit", "after", "sort", "kind", "town", "unit"], idempotent: false },
  GetApiV1RefAssetOwnersExportCsv: { method: "GET", path: "/api/v1/ref/asset-owners/export.csv", in: "GetApiV1RefAssetOwnersExportCsvIn", out: "File", query: ["limit", "after", "sort", "kind", "town", "unit"], idempotent: false },
  GetApiV1RefAssetOwnersExportXlsx: { method: "GET", path: "/api/v1/ref/asset-owners/export.xlsx", in: "GetApiV1RefAssetOwnersExportXlsxIn", out: "File", query: ["limit", "after", "sort", "kind", "town", "unit"], idempotent: false },
  GetApiV1RefAssetOwnersId: { method: "GET", path: "/api/v1/ref/asset-owners/{id}", in: null, out: "AssetOwner", query: [], idempotent: false },
  GetApiV1RefAssetOwnersIdVersions: { method: "GET", path: "/api/v1/ref/asset-owners/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefAssetOwners: { method: "POST", path: "/api/v1/ref/asset-owners", in: "PostApiV1RefAssetOwnersIn", out: "AssetOwner", query: [], idempotent: true },
  PutApiV1RefAssetOwnersId: { method: "PUT", path: "/api/v1/ref/asset-owners/{id}", in: "PutApiV1RefAssetOwnersIdIn", out: "AssetOwner", query: [], idempotent: true },
  PostApiV1RefAssetOwnersImport: { method: "POST", path: "/api/v1/ref/asset-owners/import", in: "PostApiV1RefAssetOwnersImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefEventTypes: { method: "GET", path: "/api/v1/ref/event-types", in: "GetApiV1RefEventTypesIn", out: "List<EventType>", query: ["limit", "after", "sort", "q", "active", "domain", "colour", "lead_rule", "unit", "family"], idempotent: false },
  GetApiV1RefEventTypesExportCsv: { method: "GET", path: "/api/v1/ref/event-types/export.csv", in: "GetApiV1RefEventTypesExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active", "domain", "colour", "lead_rule", "unit", "family"], idempotent: false },
  GetApiV1RefEventTypesExportXlsx: { method: "GET", path: "/api/v1/ref/event-types/export.xlsx", in: "GetApiV1RefEventTypesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active", "domain", "colour", "lead_rule", "unit", "family"], idempotent: false },
  GetApiV1RefEventTypesId: { method: "GET", path: "/api/v1/ref/event-types/{id}", in: null, out: "EventType", query: [], idempotent: false },
  GetApiV1RefEventTypesIdVersions: { method: "GET", path: "/api/v1/ref/event-types/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefEventTypes: { method: "POST", path: "/api/v1/ref/event-types", in: "PostApiV1RefEventTypesIn", out: "EventType", query: [], idempotent: true },
  PutApiV1RefEventTypesId: { method: "PUT", path: "/api/v1/ref/event-types/{id}", in: "PutApiV1RefEventTypesIdIn", out: "EventType", query: [], idempotent: true },
  PostApiV1RefEventTypesImport: { method: "POST", path: "/api/v1/ref/event-types/import", in: "PostApiV1RefEventTypesImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefEventTypesIdImpact: { method: "GET", path: "/api/v1/ref/event-types/{id}/impact", in: null, out: "EventTypeImpact", query: [], idempotent: false },
  GetApiV1Instructions: { method: "GET", path: "/api/v1/instructions", in: "GetApiV1InstructionsIn", out: "List<Instruction>", query: ["limit", "after", "sort", "status", "urgency", "from", "to", "mine", "view", "q"], idempotent: false },
  GetApiV1InstructionsExportXlsx: { method: "GET", path: "/api/v1/instructions/export.xlsx", in: "GetApiV1InstructionsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "status", "urgency", "from", "to", "mine", "view", "q"], idempotent: false },
  PostApiV1InstructionsPreview: { method: "POST", path: "/api/v1/instructions/preview", in: "PostApiV1InstructionsPreviewIn", out: "Recipients", query: [], idempotent: false },
  PostApiV1Instructions: { method: "POST", path: "/api/v1/instructions", in: "PostApiV1InstructionsIn", out: "InstructionMade", query: [], idempotent: true },
  GetApiV1InstructionsId: { method: "GET", path: "/api/v1/instructions/{id}", in: null, out: "InstructionPage", query: [], idempotent: false },
  GetApiV1InstructionsIdReceipts: { method: "GET", path: "/api/v1/instructions/{id}/receipts", in: "GetApiV1InstructionsIdReceiptsIn", out: "List<Receipt>", query: ["limit", "after", "sort", "status", "unit"], idempotent: false },
  GetApiV1InstructionsIdReceiptsXlsx: { method: "GET", path: "/api/v1/instructions/{id}/receipts.xlsx", in: "GetApiV1InstructionsIdReceiptsXlsxIn", out: "File", query: ["limit", "after", "sort", "status", "unit"], idempotent: false },
  PostApiV1InstructionsIdRemind: { method: "POST", path: "/api/v1/instructions/{id}/remind", in: "PostApiV1InstructionsIdRemindIn", out: "InstructionShort", query: [], idempotent: true },
  PostApiV1InstructionsIdClose: { method: "POST", path: "/api/v1/instructions/{id}/close", in: "PostApiV1InstructionsIdCloseIn", out: "InstructionShort", query: [], idempotent: true },
  PostApiV1InstructionsIdWithdraw: { method: "POST", path: "/api/v1/instructions/{id}/withdraw", in: "PostApiV1InstructionsIdWithdrawIn", out: "InstructionShort", query: [], idempotent: true },
  GetApiV1Received: { method: "GET", path: "/api/v1/received", in: "GetApiV1ReceivedIn", out: "List<ReceivedItem>", query: ["limit", "after", "sort", "open"], idempotent: false },
  GetApiV1ReceivedCount: { method: "GET", path: "/api/v1/received/count", in: null, out: "ReceivedCount", query: [], idempotent: false },
  GetApiV1ReceivedId: { method: "GET", path: "/api/v1/received/{id}", in: null, out: "ReceivedPage", query: [], idempotent: false },
  PostApiV1ReceivedIdRead: { method: "POST", path: "/api/v1/received/{id}/read", in: "PostApiV1ReceivedIdReadIn", out: "ReceivedPage", query: [], idempotent: true },
  PostApiV1ReceivedIdRelay: { method: "POST", path: "/api/v1/received/{id}/relay", in: "PostApiV1ReceivedIdRelayIn", out: "ReceivedPage", query: [], idempotent: true },
  PostApiV1ReceivedIdDone: { method: "POST", path: "/api/v1/received/{id}/done", in: "PostApiV1ReceivedIdDoneIn", out: "ReceivedPage", query: [], idempotent: true },
  GetApiV1Visits: { method: "GET", path: "/api/v1/visits", in: "GetApiV1VisitsIn", out: "List<VisitItem>", query: ["limit", "after", "sort", "kind", "status", "force_kind", "grid", "town", "case", "from", "to", "until", "mine"], idempotent: false },
  GetApiV1VisitsExportXlsx: { method: "GET", path: "/api/v1/visits/export.xlsx", in: "GetApiV1VisitsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "kind", "status", "force_kind", "grid", "town", "case", "from", "to", "until", "mine"], idempotent: false },
  GetApiV1VisitsToCheck: { method: "GET", path: "/api/v1/visits/to-check", in: "GetApiV1VisitsToCheckIn", out: "List<ToCheck>", query: ["limit", "after", "sort"], idempotent: false },
  GetApiV1VisitsId: { method: "GET", path: "/api/v1/visits/{id}", in: null, out: "Visit", query: [], idempotent: false },
  PostApiV1Visits: { method: "POST", path: "/api/v1/visits", in: "PostApiV1VisitsIn", out: "Visit", query: [], idempotent: true },
  PostApiV1VisitsIdDone: { method: "POST", path: "/api/v1/visits/{id}/done", in: "PostApiV1VisitsIdDoneIn", out: "Visit", query: [], idempotent: true },
  PostApiV1VisitsIdMove: { method: "POST", path: "/api/v1/visits/{id}/move", in: "PostApiV1VisitsIdMoveIn", out: "Visit", query: [], idempotent: true },
  PostApiV1VisitsIdVoid: { method: "POST", path: "/api/v1/visits/{id}/void", in: "PostApiV1VisitsIdVoidIn", out: "Visit", query: [], idempotent: true },
  GetApiV1DutyReturns: { method: "GET", path: "/api/v1/duty-returns", in: "GetApiV1DutyReturnsIn", out: "List<DutyReturn>", query: ["limit", "after", "sort", "status"], idempotent: false },
  GetApiV1DutyReturnsExportXlsx: { method: "GET", path: "/api/v1/duty-returns/export.xlsx", in: "GetApiV1DutyReturnsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "status"], idempotent: false },
  PostApiV1DutyReturnsIdDecide: { method: "POST", path: "/api/v1/duty-returns/{id}/decide", in: "PostApiV1DutyReturnsIdDecideIn", out: "DutyReturnShort", query: [], idempotent: true },
  GetApiV1OrdersIdDuty: { method: "GET", path: "/api/v1/orders/{id}/duty", in: null, out: "OrderDuty", query: [], idempotent: false },
  PostApiV1OrdersIdOffList: { method: "POST", path: "/api/v1/orders/{id}/off-list", in: "PostApiV1OrdersIdOffListIn", out: "DutyReturnMade", query: [], idempotent: true },
  GetApiV1RefGridDuties: { method: "GET", path: "/api/v1/ref/grid-duties", in: "GetApiV1RefGridDutiesIn", out: "List<RefRow>", query: ["limit", "after", "sort", "q", "active", "list"], idempotent: false },
  GetApiV1RefGridDutiesExportCsv: { method: "GET", path: "/api/v1/ref/grid-duties/export.csv", in: "GetApiV1RefGridDutiesExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active", "list"], idempotent: false },
  GetApiV1RefGridDutiesExportXlsx: { method: "GET", path: "/api/v1/ref/grid-duties/export.xlsx", in: "GetApiV1RefGridDutiesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active", "list"], idempotent: false },
  GetApiV1RefGridDutiesId: { method: "GET", path: "/api/v1/ref/grid-duties/{id}", in: null, out: "RefRow", query: [], idempotent: false },
  GetApiV1RefGridDutiesIdVersions: { method: "GET", path: "/api/v1/ref/grid-duties/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefGridDuties: { method: "POST", path: "/api/v1/ref/grid-duties", in: "PostApiV1RefGridDutiesIn", out: "RefRow", query: [], idempotent: true },
  PutApiV1RefGridDutiesId: { method: "PUT", path: "/api/v1/ref/grid-duties/{id}", in: "PutApiV1RefGridDutiesIdIn", out: "RefRow", query: [], idempotent: true },
  PostApiV1RefGridDutiesImport: { method: "POST", path: "/api/v1/ref/grid-duties/import", in: "PostApiV1RefGridDutiesImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefCalendar: { method: "GET", path: "/api/v1/ref/calendar", in: "GetApiV1RefCalendarIn", out: "List<CalendarDay>", query: ["limit", "after", "sort", "year"], idempotent: false },
  GetApiV1RefCalendarExportCsv: { method: "GET", path: "/api/v1/ref/calendar/export.csv", in: "GetApiV1RefCalendarExportCsvIn", out: "File", query: ["limit", "after", "sort", "year"], idempotent: false },
  GetApiV1RefCalendarExportXlsx: { method: "GET", path: "/api/v1/ref/calendar/export.xlsx", in: "GetApiV1RefCalendarExportXlsxIn", out: "File", query: ["limit", "after", "sort", "year"], idempotent: false },
  GetApiV1RefCalendarId: { method: "GET", path: "/api/v1/ref/calendar/{id}", in: null, out: "CalendarDay", query: [], idempotent: false },
  GetApiV1RefCalendarIdVersions: { method: "GET", path: "/api/v1/ref/calendar/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefCalendar: { method: "POST", path: "/api/v1/ref/calendar", in: "PostApiV1RefCalendarIn", out: "CalendarDay", query: [], idempotent: true },
  PutApiV1RefCalendarId: { method: "PUT", path: "/api/v1/ref/calendar/{id}", in: "PutApiV1RefCalendarIdIn", out: "CalendarDay", query: [], idempotent: true },
  PostApiV1RefCalendarImport: { method: "POST", path: "/api/v1/ref/calendar/import", in: "PostApiV1RefCalendarImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefCalendarYear: { method: "GET", path: "/api/v1/ref/calendar/year", in: "GetApiV1RefCalendarYearIn", out: "CalendarYear", query: ["year"], idempotent: false },
  PostApiV1RefCalendarPreview: { method: "POST", path: "/api/v1/ref/calendar/preview", in: "PostApiV1RefCalendarPreviewIn", out: "CalendarPreview", query: [], idempotent: false },
  GetApiV1RefCalendarDue: { method: "GET", path: "/api/v1/ref/calendar/due", in: "GetApiV1RefCalendarDueIn", out: "CalendarDue", query: ["start", "value", "unit"], idempotent: false },
  GetApiV1RefDomains: { method: "GET", path: "/api/v1/ref/domains", in: "GetApiV1RefDomainsIn", out: "List<Domain>", query: ["limit", "after", "sort", "q"], idempotent: false },
  GetApiV1RefDomainsExportCsv: { method: "GET", path: "/api/v1/ref/domains/export.csv", in: "GetApiV1RefDomainsExportCsvIn", out: "File", query: ["limit", "after", "sort", "q"], idempotent: false },
  GetApiV1RefDomainsExportXlsx: { method: "GET", path: "/api/v1/ref/domains/export.xlsx", in: "GetApiV1RefDomainsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q"], idempotent: false },
  GetApiV1RefDomainsId: { method: "GET", path: "/api/v1/ref/domains/{id}", in: null, out: "Domain", query: [], idempotent: false },
  GetApiV1RefDomainsIdVersions: { method: "GET", path: "/api/v1/ref/domains/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefDomains: { method: "POST", path: "/api/v1/ref/domains", in: "PostApiV1RefDomainsIn", out: "Domain", query: [], idempotent: true },
  PutApiV1RefDomainsId: { method: "PUT", path: "/api/v1/ref/domains/{id}", in: "PutApiV1RefDomainsIdIn", out: "Domain", query: [], idempotent: true },
  PostApiV1RefDomainsImport: { method: "POST", path: "/api/v1/ref/domains/import", in: "PostApiV1RefDomainsImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefTexts: { method: "GET", path: "/api/v1/ref/texts", in: "GetApiV1RefTextsIn", out: "List<StandardText>", query: ["limit", "after", "sort", "q", "active", "kind"], idempotent: false },
  GetApiV1RefTextsExportCsv: { method: "GET", path: "/api/v1/ref/texts/export.csv", in: "GetApiV1RefTextsExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active", "kind"], idempotent: false },
  GetApiV1RefTextsExportXlsx: { method: "GET", path: "/api/v1/ref/texts/export.xlsx", in: "GetApiV1RefTextsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active", "kind"], idempotent: false },
  GetApiV1RefTextsId: { method: "GET", path: "/api/v1/ref/texts/{id}", in: null, out: "StandardText", query: [], idempotent: false },
  GetApiV1RefTextsIdVersions: { method: "GET", path: "/api/v1/ref/texts/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefTexts: { method: "POST", path: "/api/v1/ref/texts", in: "PostApiV1RefTextsIn", out: "StandardText", query: [], idempotent: true },
  PutApiV1RefTextsId: { method: "PUT", path: "/api/v1/ref/texts/{id}", in: "PutApiV1RefTextsIdIn", out: "StandardText", query: [], idempotent: true },
  PostApiV1RefTextsImport: { method: "POST", path: "/api/v1/ref/texts/import", in: "PostApiV1RefTextsImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefRuleNumbers: { method: "GET", path: "/api/v1/ref/rule-numbers", in: "GetApiV1RefRuleNumbersIn", out: "List<RuleNumber>", query: ["limit", "after", "sort", "q"], idempotent: false },
  GetApiV1RefRuleNumbersExportCsv: { method: "GET", path: "/api/v1/ref/rule-numbers/export.csv", in: "GetApiV1RefRuleNumbersExportCsvIn", out: "File", query: ["limit", "after", "sort", "q"], idempotent: false },
  GetApiV1RefRuleNumbersExportXlsx: { method: "GET", path: "/api/v1/ref/rule-numbers/export.xlsx", in: "GetApiV1RefRuleNumbersExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q"], idempotent: false },
  GetApiV1RefRuleNumbersId: { method: "GET", path: "/api/v1/ref/rule-numbers/{id}", in: null, out: "RuleNumber", query: [], idempotent: false },
  GetApiV1RefRuleNumbersIdVersions: { method: "GET", path: "/api/v1/ref/rule-numbers/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefRuleNumbers: { method: "POST", path: "/api/v1/ref/rule-numbers", in: "PostApiV1RefRuleNumbersIn", out: "RuleNumber", query: [], idempotent: true },
  PutApiV1RefRuleNumbersId: { method: "PUT", path: "/api/v1/ref/rule-numbers/{id}", in: "PutApiV1RefRuleNumbersIdIn", out: "RuleNumber", query: [], idempotent: true },
  PostApiV1RefRuleNumbersImport: { method: "POST", path: "/api/v1/ref/rule-numbers/import", in: "PostApiV1RefRuleNumbersImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefCoresp: { method: "GET", path: "/api/v1/ref/coresp", in: "GetApiV1RefCorespIn", out: "List<RefRow>", query: ["limit", "after", "sort", "town", "unit", "item", "active"], idempotent: false },
  GetApiV1RefCorespExportCsv: { method: "GET", path: "/api/v1/ref/coresp/export.csv", in: "GetApiV1RefCorespExportCsvIn", out: "File", query: ["limit", "after", "sort", "town", "unit", "item", "active"], idempotent: false },
  GetApiV1RefCorespExportXlsx: { method: "GET", path: "/api/v1/ref/coresp/export.xlsx", in: "GetApiV1RefCorespExportXlsxIn", out: "File", query: ["limit", "after", "sort", "town", "unit", "item", "active"], idempotent: false },
  GetApiV1RefCorespId: { method: "GET", path: "/api/v1/ref/coresp/{id}", in: null, out: "RefRow", query: [], idempotent: false },
  GetApiV1RefCorespIdVersions: { method: "GET", path: "/api/v1/ref/coresp/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefCoresp: { method: "POST", path: "/api/v1/ref/coresp", in: "PostApiV1RefCorespIn", out: "RefRow", query: [], idempotent: true },
  PutApiV1RefCorespId: { method: "PUT", path: "/api/v1/ref/coresp/{id}", in: "PutApiV1RefCorespIdIn", out: "RefRow", query: [], idempotent: true },
  PostApiV1RefCorespImport: { method: "POST", path: "/api/v1/ref/coresp/import", in: "PostApiV1RefCorespImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefLevelDuties: { method: "GET", path: "/api/v1/ref/level-duties", in: "GetApiV1RefLevelDutiesIn", out: "List<RefRow>", query: ["limit", "after", "sort", "level", "list", "item", "active"], idempotent: false },
  GetApiV1RefLevelDutiesExportCsv: { method: "GET", path: "/api/v1/ref/level-duties/export.csv", in: "GetApiV1RefLevelDutiesExportCsvIn", out: "File", query: ["limit", "after", "sort", "level", "list", "item", "active"], idempotent: false },
  GetApiV1RefLevelDutiesExportXlsx: { method: "GET", path: "/api/v1/ref/level-duties/export.xlsx", in: "GetApiV1RefLevelDutiesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "level", "list", "item", "active"], idempotent: false },
  GetApiV1RefLevelDutiesId: { method: "GET", path: "/api/v1/ref/level-duties/{id}", in: null, out: "RefRow", query: [], idempotent: false },
  GetApiV1RefLevelDutiesIdVersions: { method: "GET", path: "/api/v1/ref/level-duties/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefLevelDuties: { method: "POST", path: "/api/v1/ref/level-duties", in: "PostApiV1RefLevelDutiesIn", out: "RefRow", query: [], idempotent: true },
  PutApiV1RefLevelDutiesId: { method: "PUT", path: "/api/v1/ref/level-duties/{id}", in: "PutApiV1RefLevelDutiesIdIn", out: "RefRow", query: [], idempotent: true },
  PostApiV1RefLevelDutiesImport: { method: "POST", path: "/api/v1/ref/level-duties/import", in: "PostApiV1RefLevelDutiesImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1RefUnits: { method: "GET", path: "/api/v1/ref/units", in: "GetApiV1RefUnitsIn", out: "List<Unit>", query: ["limit", "after", "sort", "q", "active", "kind", "parent", "under"], idempotent: false },
  GetApiV1RefUnitsExportCsv: { method: "GET", path: "/api/v1/ref/units/export.csv", in: "GetApiV1RefUnitsExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active", "kind", "parent", "under"], idempotent: false },
  GetApiV1RefUnitsExportXlsx: { method: "GET", path: "/api/v1/ref/units/export.xlsx", in: "GetApiV1RefUnitsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active", "kind", "parent", "under"], idempotent: false },
  GetApiV1RefUnitsTree: { method: "GET", path: "/api/v1/ref/units/tree", in: null, out: "UnitTree", query: [], idempotent: false },
  GetApiV1RefUnitsId: { method: "GET", path: "/api/v1/ref/units/{id}", in: null, out: "Unit", query: [], idempotent: false },
  GetApiV1RefUnitsIdVersions: { method: "GET", path: "/api/v1/ref/units/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefUnits: { method: "POST", path: "/api/v1/ref/units", in: "PostApiV1RefUnitsIn", out: "Unit", query: [], idempotent: true },
  PutApiV1RefUnitsId: { method: "PUT", path: "/api/v1/ref/units/{id}", in: "PutApiV1RefUnitsIdIn", out: "Unit", query: [], idempotent: true },
  PostApiV1RefUnitsImport: { method: "POST", path: "/api/v1/ref/units/import", in: "PostApiV1RefUnitsImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1UnitsIdLoad: { method: "GET", path: "/api/v1/units/{id}/load", in: null, out: "UnitLoad", query: [], idempotent: false },
  GetApiV1RefGrids: { method: "GET", path: "/api/v1/ref/grids", in: "GetApiV1RefGridsIn", out: "List<Grid>", query: ["limit", "after", "sort", "q", "level", "town", "community", "parent", "closed", "mine", "band"], idempotent: false },
  GetApiV1RefGridsExportCsv: { method: "GET", path: "/api/v1/ref/grids/export.csv", in: "GetApiV1RefGridsExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "level", "town", "community", "parent", "closed", "mine", "band"], idempotent: false },
  GetApiV1RefGridsExportXlsx: { method: "GET", path: "/api/v1/ref/grids/export.xlsx", in: "GetApiV1RefGridsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "level", "town", "community", "parent", "closed", "mine", "band"], idempotent: false },
  GetApiV1RefGridsId: { method: "GET", path: "/api/v1/ref/grids/{id}", in: null, out: "Grid", query: [], idempotent: false },
  GetApiV1RefGridsIdVersions: { method: "GET", path: "/api/v1/ref/grids/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefGrids: { method: "POST", path: "/api/v1/ref/grids", in: "PostApiV1RefGridsIn", out: "Grid", query: [], idempotent: true },
  PutApiV1RefGridsId: { method: "PUT", path: "/api/v1/ref/grids/{id}", in: "PutApiV1RefGridsIdIn", out: "Grid", query: [], idempotent: true },
  PostApiV1RefGridsImport: { method: "POST", path: "/api/v1/ref/grids/import", in: "PostApiV1RefGridsImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1PublicGrid: { method: "GET", path: "/api/v1/public/grid", in: "GetApiV1PublicGridIn", out: "PublicGrid", query: ["lon", "lat", "datum", "code"], idempotent: false },
  GetApiV1PublicMap: { method: "GET", path: "/api/v1/public/map", in: "GetApiV1PublicMapIn", out: "Outlines", query: ["level"], idempotent: false },
  GetApiV1RefGridsAt: { method: "GET", path: "/api/v1/ref/grids/at", in: "GetApiV1RefGridsAtIn", out: "GridAt", query: ["lon", "lat", "datum"], idempotent: false },
  GetApiV1RefGridsTree: { method: "GET", path: "/api/v1/ref/grids/tree", in: "GetApiV1RefGridsTreeIn", out: "List<GridNode>", query: ["parent", "town", "community"], idempotent: false },
  GetApiV1RefGridsMap: { method: "GET", path: "/api/v1/ref/grids/map", in: "GetApiV1RefGridsMapIn", out: "GeoJSON", query: ["level", "bbox"], idempotent: false },
  GetApiV1RefGridsOutlines: { method: "GET", path: "/api/v1/ref/grids/outlines", in: "GetApiV1RefGridsOutlinesIn", out: "Outlines", query: ["level"], idempotent: false },
  PutApiV1RefGridsIdPosts: { method: "PUT", path: "/api/v1/ref/grids/{id}/posts", in: "PutApiV1RefGridsIdPostsIn", out: "GridPosts", query: [], idempotent: true },
  GetApiV1RefGridsCodes: { method: "GET", path: "/api/v1/ref/grids/codes", in: "GetApiV1RefGridsCodesIn", out: "GridCodes", query: ["town", "community", "level", "ids", "layout", "src"], idempotent: false },
  GetApiV1RefGridsCodesPdf: { method: "GET", path: "/api/v1/ref/grids/codes.pdf", in: "GetApiV1RefGridsCodesPdfIn", out: "file", query: ["town", "community", "level", "ids", "layout", "src"], idempotent: false },
  GetApiV1RefGridsIdPlan: { method: "GET", path: "/api/v1/ref/grids/{id}/plan", in: null, out: "GridPlan", query: [], idempotent: false },
  PostApiV1RefGridsIdPlan: { method: "POST", path: "/api/v1/ref/grids/{id}/plan", in: "PostApiV1RefGridsIdPlanIn", out: "GridPlan", query: [], idempotent: false },
  PostApiV1RefGridsIdRepartition: { method: "POST", path: "/api/v1/ref/grids/{id}/repartition", in: "PostApiV1RefGridsIdRepartitionIn", out: "Repartition", query: [], idempotent: true },
  GetApiV1RefGridsIdPrepared: { method: "GET", path: "/api/v1/ref/grids/{id}/prepared", in: null, out: "List<PreparedPartition>", query: [], idempotent: false },
  PostApiV1RefGridsPreparedIdCancel: { method: "POST", path: "/api/v1/ref/grids/prepared/{id}/cancel", in: "PostApiV1RefGridsPreparedIdCancelIn", out: "PreparedPartition", query: [], idempotent: true },
  GetApiV1RefPlaces: { method: "GET", path: "/api/v1/ref/places", in: "GetApiV1RefPlacesIn", out: "List<RefRow>", query: ["limit", "after", "sort", "q", "active", "kind", "community", "town"], idempotent: false },
  GetApiV1RefPlacesExportCsv: { method: "GET", path: "/api/v1/ref/places/export.csv", in: "GetApiV1RefPlacesExportCsvIn", out: "File", query: ["limit", "after", "sort", "q", "active", "kind", "community", "town"], idempotent: false },
  GetApiV1RefPlacesExportXlsx: { method: "GET", path: "/api/v1/ref/places/export.xlsx", in: "GetApiV1RefPlacesExportXlsxIn", out: "File", query: ["limit", "after", "sort", "q", "active", "kind", "community", "town"], idempotent: false },
  GetApiV1RefPlacesId: { method: "GET", path: "/api/v1/ref/places/{id}", in: null, out: "RefRow", query: [], idempotent: false },
  GetApiV1RefPlacesIdVersions: { method: "GET", path: "/api/v1/ref/places/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefPlaces: { method: "POST", path: "/api/v1/ref/places", in: "PostApiV1RefPlacesIn", out: "RefRow", query: [], idempotent: true },
  PutApiV1RefPlacesId: { method: "PUT", path: "/api/v1/ref/places/{id}", in: "PutApiV1RefPlacesIdIn", out: "RefRow", query: [], idempotent: true },
  PostApiV1RefPlacesImport: { method: "POST", path: "/api/v1/ref/places/import", in: "PostApiV1RefPlacesImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1Places: { method: "GET", path: "/api/v1/places", in: "GetApiV1PlacesIn", out: "PlaceFound", query: ["q", "lon", "lat", "town", "community"], idempotent: false },
  GetApiV1PlacesInText: { method: "GET", path: "/api/v1/places/in-text", in: "GetApiV1PlacesInTextIn", out: "PlaceFound", query: ["text"], idempotent: false },
  GetApiV1PublicPlaces: { method: "GET", path: "/api/v1/public/places", in: "GetApiV1PublicPlacesIn", out: "PlaceFound", query: ["q"], idempotent: false },
  GetApiV1Knowledge: { method: "GET", path: "/api/v1/knowledge", in: "GetApiV1KnowledgeIn", out: "List<KnowledgeRow>", query: ["limit", "after", "sort", "q", "status", "owner", "mine", "soon"], idempotent: false },
  GetApiV1KnowledgeExportXlsx: { method: "GET", path: "/api/v1/knowledge/export.xlsx", in: "GetApiV1KnowledgeExportXlsxIn", out: "file", query: ["limit", "after", "sort", "q", "status", "owner", "mine", "soon"], idempotent: false },
  GetApiV1KnowledgeSearch: { method: "GET", path: "/api/v1/knowledge/search", in: "GetApiV1KnowledgeSearchIn", out: "KnowledgeFound", query: ["q", "text", "type"], idempotent: false },
  GetApiV1KnowledgeHealth: { method: "GET", path: "/api/v1/knowledge/health", in: null, out: "KnowledgeHealth", query: [], idempotent: false },
  GetApiV1KnowledgeId: { method: "GET", path: "/api/v1/knowledge/{id}", in: null, out: "Knowledge", query: [], idempotent: false },
  PostApiV1KnowledgeIdPublish: { method: "POST", path: "/api/v1/knowledge/{id}/publish", in: "PostApiV1KnowledgeIdPublishIn", out: "KnowledgeShort", query: [], idempotent: true },
  PostApiV1KnowledgeIdConfirm: { method: "POST", path: "/api/v1/knowledge/{id}/confirm", in: "PostApiV1KnowledgeIdConfirmIn", out: "KnowledgeShort", query: [], idempotent: true },
  PostApiV1KnowledgeIdWithdraw: { method: "POST", path: "/api/v1/knowledge/{id}/withdraw", in: "PostApiV1KnowledgeIdWithdrawIn", out: "KnowledgeShort", query: [], idempotent: true },
  PostApiV1KnowledgeIdUsed: { method: "POST", path: "/api/v1/knowledge/{id}/used", in: null, out: "KnowledgeRef", query: [], idempotent: true },
  PostApiV1KnowledgeIdCorrections: { method: "POST", path: "/api/v1/knowledge/{id}/corrections", in: "PostApiV1KnowledgeIdCorrectionsIn", out: "CorrectionMade", query: [], idempotent: true },
  GetApiV1KnowledgeCorrections: { method: "GET", path: "/api/v1/knowledge/corrections", in: "GetApiV1KnowledgeCorrectionsIn", out: "List<Correction>", query: ["limit", "after", "sort", "status", "reason", "owner", "mine", "late"], idempotent: false },
  GetApiV1KnowledgeCorrectionsExportXlsx: { method: "GET", path: "/api/v1/knowledge/corrections/export.xlsx", in: "GetApiV1KnowledgeCorrectionsExportXlsxIn", out: "file", query: ["limit", "after", "sort", "status", "reason", "owner", "mine", "late"], idempotent: false },
  PostApiV1KnowledgeCorrectionsIdAnswer: { method: "POST", path: "/api/v1/knowledge/corrections/{id}/answer", in: "PostApiV1KnowledgeCorrectionsIdAnswerIn", out: "CorrectionShort", query: [], idempotent: true },
  GetApiV1PublicKnowledge: { method: "GET", path: "/api/v1/public/knowledge", in: "GetApiV1PublicKnowledgeIn", out: "KnowledgeFound", query: ["q"], idempotent: false },
  GetApiV1RefKnowledge: { method: "GET", path: "/api/v1/ref/knowledge", in: "GetApiV1RefKnowledgeIn", out: "List<KnowledgeRef>", query: ["limit", "after", "sort", "q", "owner"], idempotent: false },
  GetApiV1RefKnowledgeExportCsv: { method: "GET", path: "/api/v1/ref/knowledge/export.csv", in: "GetApiV1RefKnowledgeExportCsvIn", out: "file", query: ["limit", "after", "sort", "q", "owner"], idempotent: false },
  GetApiV1RefKnowledgeId: { method: "GET", path: "/api/v1/ref/knowledge/{id}", in: null, out: "KnowledgeRef", query: [], idempotent: false },
  GetApiV1RefKnowledgeIdVersions: { method: "GET", path: "/api/v1/ref/knowledge/{id}/versions", in: null, out: "List<RefVersion>", query: [], idempotent: false },
  PostApiV1RefKnowledge: { method: "POST", path: "/api/v1/ref/knowledge", in: "PostApiV1RefKnowledgeIn", out: "KnowledgeRef", query: [], idempotent: true },
  PutApiV1RefKnowledgeId: { method: "PUT", path: "/api/v1/ref/knowledge/{id}", in: "PutApiV1RefKnowledgeIdIn", out: "KnowledgeRef", query: [], idempotent: true },
  PostApiV1RefKnowledgeImport: { method: "POST", path: "/api/v1/ref/knowledge/import", in: "PostApiV1RefKnowledgeImportIn", out: "ImportReport", query: ["dry", "retire", "skip_bad"], idempotent: false },
  GetApiV1Users: { method: "GET", path: "/api/v1/users", in: "GetApiV1UsersIn", out: "List<UserRow>", query: ["limit", "after", "sort", "unit", "status", "role", "q"], idempotent: false },
  GetApiV1UsersExportXlsx: { method: "GET", path: "/api/v1/users/export.xlsx", in: "GetApiV1UsersExportXlsxIn", out: "File", query: ["limit", "after", "sort", "unit", "status", "role", "q"], idempotent: false },
  PostApiV1Users: { method: "POST", path: "/api/v1/users", in: "PostApiV1UsersIn", out: "User", query: [], idempotent: true },
  GetApiV1UsersId: { method: "GET", path: "/api/v1/users/{id}", in: null, out: "User", query: [], idempotent: false },
  PutApiV1UsersId: { method: "PUT", path: "/api/v1/users/{id}", in: "PutApiV1UsersIdIn", out: "User", query: [], idempotent: true },
  PostApiV1UsersIdPassword: { method: "POST", path: "/api/v1/users/{id}/password", in: null, out: "NewPassword", query: [], idempotent: false },
  GetApiV1UsersIdSees: { method: "GET", path: "/api/v1/users/{id}/sees", in: "GetApiV1UsersIdSeesIn", out: "Sees", query: ["case_id"], idempotent: false },
  GetApiV1UsersIdRights: { method: "GET", path: "/api/v1/users/{id}/rights", in: "GetApiV1UsersIdRightsIn", out: "Rights", query: ["case"], idempotent: false },
  PostApiV1UsersIdGrants: { method: "POST", path: "/api/v1/users/{id}/grants", in: "PostApiV1UsersIdGrantsIn", out: "GrantDone", query: [], idempotent: true },
  GetApiV1Grants: { method: "GET", path: "/api/v1/grants", in: "GetApiV1GrantsIn", out: "List<Grant>", query: ["limit", "after", "sort", "pending", "ended", "user", "role"], idempotent: false },
  GetApiV1GrantsExportXlsx: { method: "GET", path: "/api/v1/grants/export.xlsx", in: "GetApiV1GrantsExportXlsxIn", out: "File", query: ["limit", "after", "sort", "pending", "ended", "user", "role"], idempotent: false },
  PostApiV1GrantsIdApprove: { method: "POST", path: "/api/v1/grants/{id}/approve", in: null, out: "GrantDone", query: [], idempotent: true },
  PostApiV1GrantsIdRevoke: { method: "POST", path: "/api/v1/grants/{id}/revoke", in: "PostApiV1GrantsIdRevokeIn", out: "GrantDone", query: [], idempotent: true },
  GetApiV1Tokens: { method: "GET", path: "/api/v1/tokens", in: "GetApiV1TokensIn", out: "List<Token>", query: ["limit", "after", "sort"], idempotent: false },
  PostApiV1UsersIdTokens: { method: "POST", path: "/api/v1/users/{id}/tokens", in: "PostApiV1UsersIdTokensIn", out: "NewToken", query: [], idempotent: false },
  PostApiV1TokensIdRevoke: { method: "POST", path: "/api/v1/tokens/{id}/revoke", in: null, out: "Empty", query: [], idempotent: false },
  GetApiV1Staff: { method: "GET", path: "/api/v1/staff", in: "GetApiV1StaffIn", out: "Staff[]", query: ["unit", "q"], idempotent: false },
  GetApiV1RefPosts: { method: "GET", path: "/api/v1/ref/posts", in: "GetApiV1RefPostsIn", out: "List<Post>", query: ["limit", "after", "sort", "unit", "active"], idempotent: false },
  GetApiV1RefPostsExportCsv: { method: "GET", path: "/api/v1/ref/posts/export.csv", in: "GetApiV1RefPostsExportCsvIn", out: "File", query: ["limit", "after", "sort", "unit", "active"], idempotent: false },
  PostApiV1RefPosts: { method: "POST", path: "/api/v1/ref/posts", in: "PostApiV1RefPostsIn", out: "Post", query: [], idempotent: true },
  GetApiV1RefPostsId: { method: "GET", path: "/api/v1/ref/posts/{id}", in: null, out: "Post", query: [], idempotent: false },
  PutApiV1RefPostsId: { method: "PUT", path: "/api/v1/ref/posts/{id}", in: "PutApiV1RefPostsIdIn", out: "Post", query: [], idempotent: true },
  GetApiV1RefPostsIdVersions: { method: "GET", path: "/api/v1/ref/posts/{id}/versions", in: null, out: "List<PostVersion>", query: [], idempotent: false },
  GetApiV1RefGridsIdQrSvg: { method: "GET", path: "/api/v1/ref/grids/{id}/qr.svg", in: "GetApiV1RefGridsIdQrSvgIn", out: "file", query: ["src"], idempotent: false },
  GetApiV1Handovers: { method: "GET", path: "/api/v1/handovers", in: "GetApiV1HandoversIn", out: "List<Handover>", query: ["limit", "after", "sort", "state", "user", "mine"], idempotent: false },
  GetApiV1HandoversExportXlsx: { method: "GET", path: "/api/v1/handovers/export.xlsx", in: "GetApiV1HandoversExportXlsxIn", out: null, query: ["limit", "after", "sort", "state", "user", "mine"], idempotent: false },
  GetApiV1HandoversMine: { method: "GET", path: "/api/v1/handovers/mine", in: null, out: "MyHandover", query: [], idempotent: false },
  PostApiV1Handovers: { method: "POST", path: "/api/v1/handovers", in: "PostApiV1HandoversIn", out: "HandoverShort", query: [], idempotent: true },
  PostApiV1HandoversIdEnd: { method: "POST", path: "/api/v1/handovers/{id}/end", in: "PostApiV1HandoversIdEndIn", out: "HandoverShort", query: [], idempotent: true },
  GetApiV1MePreferences: { method: "GET", path: "/api/v1/me/preferences", in: null, out: "Preferences", query: [], idempotent: false },
  PostApiV1MePreferences: { method: "POST", path: "/api/v1/me/preferences", in: "PostApiV1MePreferencesIn", out: "Preference", query: [], idempotent: true },
  GetApiV1MeViews: { method: "GET", path: "/api/v1/me/views", in: "GetApiV1MeViewsIn", out: "SavedViews", query: ["page"], idempotent: false },
  PostApiV1MeViews: { method: "POST", path: "/api/v1/me/views", in: "PostApiV1MeViewsIn", out: "SavedView", query: [], idempotent: true },
  PutApiV1MeViewsId: { method: "PUT", path: "/api/v1/me/views/{id}", in: "PutApiV1MeViewsIdIn", out: "SavedView", query: [], idempotent: true },
  PostApiV1MeViewsIdRemove: { method: "POST", path: "/api/v1/me/views/{id}/remove", in: "PostApiV1MeViewsIdRemoveIn", out: "SavedView", query: [], idempotent: true },
  GetApiV1Inbox: { method: "GET", path: "/api/v1/inbox", in: "GetApiV1InboxIn", out: "Inbox", query: ["state", "before", "limit"], idempotent: false },
  PostApiV1InboxRead: { method: "POST", path: "/api/v1/inbox/read", in: "PostApiV1InboxReadIn", out: "Unread", query: [], idempotent: true },
  PostApiV1CasesIdNote: { method: "POST", path: "/api/v1/cases/{id}/note", in: "PostApiV1CasesIdNoteIn", out: "Told", query: [], idempotent: true },
  PostApiV1CasesIdAskIn: { method: "POST", path: "/api/v1/cases/{id}/ask-in", in: "PostApiV1CasesIdAskInIn", out: "Asked", query: [], idempotent: true },
  GetApiV1CasesIdPeople: { method: "GET", path: "/api/v1/cases/{id}/people", in: "GetApiV1CasesIdPeopleIn", out: "Person[]", query: ["q"], idempotent: false },
  GetApiV1Audit: { method: "GET", path: "/api/v1/audit", in: "GetApiV1AuditIn", out: "List<AuditRow>", query: ["limit", "after", "sort", "user", "action", "object_kind", "object_id", "success", "from", "to"], idempotent: false },
  GetApiV1AuditExportXlsx: { method: "GET", path: "/api/v1/audit/export.xlsx", in: "GetApiV1AuditExportXlsxIn", out: "File", query: ["limit", "after", "sort", "user", "action", "object_kind", "object_id", "success", "from", "to"], idempotent: false },
  GetApiV1BoardToday: { method: "GET", path: "/api/v1/board/today", in: null, out: "BoardToday", query: [], idempotent: false },
  GetApiV1BoardTrend: { method: "GET", path: "/api/v1/board/trend", in: "GetApiV1BoardTrendIn", out: "BoardTrend", query: ["days"], idempotent: false },
  GetApiV1BoardMe: { method: "GET", path: "/api/v1/board/me", in: null, out: "WorkCounts", query: [], idempotent: false },
  GetApiV1PublicChallenge: { method: "GET", path: "/api/v1/public/challenge", in: null, out: "Challenge", query: [], idempotent: false },
} as const;

export type RouteName = keyof typeof routes;

export interface RouteInputs {
  PostApiV1AuthLogin: PostApiV1AuthLoginIn;
  PostApiV1AuthLogout: Record<string, never>;
  PostApiV1AuthPassword: PostApiV1AuthPasswordIn;
  GetApiV1AuthMe: Record<string, never>;
  GetApiV1AuthCaps: Record<string, never>;
  GetApiV1Stream: GetApiV1StreamIn;
  GetApiV1PublicConfig: Record<string, never>;
  PostApiV1PublicAppeals: PostApiV1PublicAppealsIn;
  PostApiV1PublicTrack: PostApiV1PublicTrackIn;
  PostApiV1PublicSupplement: PostApiV1PublicSupplementIn;
  PostApiV1PublicWithdraw: PostApiV1PublicWithdrawIn;
  PostApiV1PublicRate: PostApiV1PublicRateIn;
  PostApiV1PublicPromise: PostApiV1PublicPromiseIn;
  GetApiV1PublicRate: GetApiV1PublicRateIn;
  GetApiV1PublicPhotosId: GetApiV1PublicPhotosIdIn;
  GetApiV1PublicSimilar: GetApiV1PublicSimilarIn;
  GetApiV1AppealsSources: GetApiV1AppealsSourcesIn;
  PostApiV1Files: PostApiV1FilesIn;
  GetApiV1FilesId: Record<string, never>;
  GetApiV1FilesIdThumb: Record<string, never>;
  PostApiV1FilesIdEvidence: PostApiV1FilesIdEvidenceIn;
  PostApiV1PublicFiles: Record<string, never>;
  GetApiV1Appeals: GetApiV1AppealsIn;
  GetApiV1AppealsExportXlsx: GetApiV1AppealsExportXlsxIn;
  GetApiV1AppealsHints: GetApiV1AppealsHintsIn;
  GetApiV1AppealsId: Record<string, never>;
  GetApiV1AppealsIdWhy: GetApiV1AppealsIdWhyIn;
  PostApiV1Appeals: PostApiV1AppealsIn;
  PutApiV1AppealsId: PutApiV1AppealsIdIn;
  PostApiV1AppealsIdContact: PostApiV1AppealsIdContactIn;
  PostApiV1AppealsIdAnswer: PostApiV1AppealsIdAnswerIn;
  PostApiV1AppealsIdAsk: PostApiV1AppealsIdAskIn;
  PostApiV1AppealsIdSupplied: PostApiV1AppealsIdSuppliedIn;
  PostApiV1AppealsIdEmergency: PostApiV1AppealsIdEmergencyIn;
  PostApiV1AppealsIdRefuse: PostApiV1AppealsIdRefuseIn;
  PostApiV1AppealsIdObject: PostApiV1AppealsIdObjectIn;
  PostApiV1AppealsIdWithdraw: PostApiV1AppealsIdWithdrawIn;
  PostApiV1AppealsIdFile: PostApiV1AppealsIdFileIn;
  PostApiV1AppealsIdJoin: PostApiV1AppealsIdJoinIn;
  PostApiV1AppealsIdUnjoin: PostApiV1AppealsIdUnjoinIn;
  PostApiV1AppealsIdRelease: PostApiV1AppealsIdReleaseIn;
  GetApiV1AppealsCandidates: GetApiV1AppealsCandidatesIn;
  GetApiV1AppealsIdCandidates: Record<string, never>;
  GetApiV1CasesIdCandidates: Record<string, never>;
  GetApiV1Sorting: Record<string, never>;
  PostApiV1SortingTrain: Record<string, never>;
  PostApiV1SortingModelsIdActivate: PostApiV1SortingModelsIdActivateIn;
  PostApiV1CasesDispatchMany: PostApiV1CasesDispatchManyIn;
  PostApiV1CasesUndispatchMany: PostApiV1CasesUndispatchManyIn;
  PostApiV1OrdersSignMany: PostApiV1OrdersSignManyIn;
  PostApiV1OrdersAssignMany: PostApiV1OrdersAssignManyIn;
  PostApiV1OrdersSplitMany: PostApiV1OrdersSplitManyIn;
  GetApiV1Day: Record<string, never>;
  GetApiV1DayPeople: GetApiV1DayPeopleIn;
  GetApiV1WhistlesIdTimeline: Record<string, never>;
  GetApiV1CasesIdPaperPdf: GetApiV1CasesIdPaperPdfIn;
  GetApiV1Pool: GetApiV1PoolIn;
  GetApiV1PoolExportXlsx: GetApiV1PoolExportXlsxIn;
  GetApiV1Loads: GetApiV1LoadsIn;
  GetApiV1Cases: GetApiV1CasesIn;
  GetApiV1CasesExportXlsx: GetApiV1CasesExportXlsxIn;
  PostApiV1Cases: PostApiV1CasesIn;
  GetApiV1CasesId: Record<string, never>;
  GetApiV1CasesNoNo: Record<string, never>;
  GetApiV1CasesIdWhy: GetApiV1CasesIdWhyIn;
  GetApiV1Duty: GetApiV1DutyIn;
  GetApiV1ClocksIdWhy: Record<string, never>;
  PostApiV1CasesIdClassify: PostApiV1CasesIdClassifyIn;
  PostApiV1CasesIdUrge: PostApiV1CasesIdUrgeIn;
  PostApiV1CasesIdMerge: PostApiV1CasesIdMergeIn;
  PostApiV1MergesIdUndo: PostApiV1MergesIdUndoIn;
  PostApiV1CasesIdLink: PostApiV1CasesIdLinkIn;
  PostApiV1CasesIdUnlink: PostApiV1CasesIdUnlinkIn;
  PostApiV1CasesIdClose: PostApiV1CasesIdCloseIn;
  PostApiV1CasesIdCheck: PostApiV1CasesIdCheckIn;
  PostApiV1CasesIdReopen: PostApiV1CasesIdReopenIn;
  PostApiV1CasesIdWithdraw: PostApiV1CasesIdWithdrawIn;
  GetApiV1Orders: GetApiV1OrdersIn;
  GetApiV1OrdersExportXlsx: GetApiV1OrdersExportXlsxIn;
  GetApiV1OrdersId: Record<string, never>;
  PostApiV1CasesIdDispatch: PostApiV1CasesIdDispatchIn;
  PostApiV1OrdersIdSign: PostApiV1OrdersIdSignIn;
  PostApiV1OrdersIdAssign: PostApiV1OrdersIdAssignIn;
  PostApiV1OrdersIdContact: PostApiV1OrdersIdContactIn;
  PostApiV1OrdersIdNote: PostApiV1OrdersIdNoteIn;
  PostApiV1OrdersIdStage: PostApiV1OrdersIdStageIn;
  PostApiV1StagesIdEnd: Record<string, never>;
  PostApiV1OrdersIdSubmit: PostApiV1OrdersIdSubmitIn;
  PostApiV1OrdersIdReview: PostApiV1OrdersIdReviewIn;
  PostApiV1OrdersIdTerminate: PostApiV1OrdersIdTerminateIn;
  PostApiV1OrdersIdTransfer: PostApiV1OrdersIdTransferIn;
  PostApiV1OrdersIdRedirect: PostApiV1OrdersIdRedirectIn;
  PostApiV1OrdersIdSuborder: PostApiV1OrdersIdSuborderIn;
  PostApiV1OrdersIdAssist: PostApiV1OrdersIdAssistIn;
  GetApiV1Adjustments: GetApiV1AdjustmentsIn;
  GetApiV1AdjustmentsExportXlsx: GetApiV1AdjustmentsExportXlsxIn;
  GetApiV1OrdersIdAdjustments: Record<string, never>;
  PostApiV1OrdersIdAdjust: PostApiV1OrdersIdAdjustIn;
  PostApiV1OrdersIdResume: PostApiV1OrdersIdResumeIn;
  PostApiV1AdjustmentsIdPass: PostApiV1AdjustmentsIdPassIn;
  PostApiV1AdjustmentsIdRefuse: PostApiV1AdjustmentsIdRefuseIn;
  PostApiV1AdjustmentsIdApprove: PostApiV1AdjustmentsIdApproveIn;
  PostApiV1AdjustmentsIdWithdraw: PostApiV1AdjustmentsIdWithdrawIn;
  GetApiV1Disputes: GetApiV1DisputesIn;
  GetApiV1DisputesExportXlsx: GetApiV1DisputesExportXlsxIn;
  GetApiV1DisputesId: Record<string, never>;
  GetApiV1OrdersIdDisputes: Record<string, never>;
  PostApiV1OrdersIdReturn: PostApiV1OrdersIdReturnIn;
  PostApiV1DisputesIdPass: PostApiV1DisputesIdPassIn;
  PostApiV1DisputesIdRefuse: PostApiV1DisputesIdRefuseIn;
  PostApiV1DisputesIdWithdraw: PostApiV1DisputesIdWithdrawIn;
  PostApiV1DisputesIdConfer: PostApiV1DisputesIdConferIn;
  PostApiV1DisputesIdRaise: PostApiV1DisputesIdRaiseIn;
  PostApiV1DisputesIdGovernment: PostApiV1DisputesIdGovernmentIn;
  PostApiV1DisputesIdReject: PostApiV1DisputesIdRejectIn;
  PostApiV1DisputesIdRedirect: PostApiV1DisputesIdRedirectIn;
  GetApiV1Precedents: GetApiV1PrecedentsIn;
  GetApiV1PrecedentsExportXlsx: GetApiV1PrecedentsExportXlsxIn;
  PostApiV1PrecedentsIdChange: PostApiV1PrecedentsIdChangeIn;
  PostApiV1Whistles: PostApiV1WhistlesIn;
  PostApiV1WhistlesIdCall: PostApiV1WhistlesIdCallIn;
  PostApiV1WhistlesIdConfirm: PostApiV1WhistlesIdConfirmIn;
  PostApiV1WhistlesIdDecline: PostApiV1WhistlesIdDeclineIn;
  PostApiV1WhistlesIdConfer: PostApiV1WhistlesIdConferIn;
  PostApiV1WhistlesIdDecide: PostApiV1WhistlesIdDecideIn;
  PostApiV1WhistlesIdTask: PostApiV1WhistlesIdTaskIn;
  PostApiV1WhistlesIdFinish: PostApiV1WhistlesIdFinishIn;
  PostApiV1WhistlesIdWithdraw: PostApiV1WhistlesIdWithdrawIn;
  PostApiV1WhistlesCheckIn: PostApiV1WhistlesCheckInIn;
  PostApiV1WhistlesRespondersIdAccept: PostApiV1WhistlesRespondersIdAcceptIn;
  PostApiV1WhistlesRespondersIdRefuse: PostApiV1WhistlesRespondersIdRefuseIn;
  PostApiV1WhistlesRespondersIdUphold: PostApiV1WhistlesRespondersIdUpholdIn;
  PostApiV1WhistlesRespondersIdDeny: PostApiV1WhistlesRespondersIdDenyIn;
  PostApiV1WhistlesRespondersIdArrive: PostApiV1WhistlesRespondersIdArriveIn;
  PostApiV1WhistlesRespondersIdArriveNoted: PostApiV1WhistlesRespondersIdArriveNotedIn;
  PostApiV1WhistlesRespondersIdLeave: PostApiV1WhistlesRespondersIdLeaveIn;
  PostApiV1WhistlesRespondersIdLeaveNoted: PostApiV1WhistlesRespondersIdLeaveNotedIn;
  PostApiV1WhistlesRespondersIdRelease: PostApiV1WhistlesRespondersIdReleaseIn;
  PostApiV1WhistlesRespondersIdRate: PostApiV1WhistlesRespondersIdRateIn;
  PostApiV1WhistlesRespondersIdJudge: PostApiV1WhistlesRespondersIdJudgeIn;
  PostApiV1WhistlesTasksIdDone: PostApiV1WhistlesTasksIdDoneIn;
  PostApiV1WhistlesTasksIdReopen: PostApiV1WhistlesTasksIdReopenIn;
  PostApiV1WhistlesRatingsIdAppeal: PostApiV1WhistlesRatingsIdAppealIn;
  PostApiV1WhistlesRatingsIdUphold: PostApiV1WhistlesRatingsIdUpholdIn;
  PostApiV1WhistlesRatingsIdChange: PostApiV1WhistlesRatingsIdChangeIn;
  GetApiV1Whistles: GetApiV1WhistlesIn;
  GetApiV1WhistlesExportXlsx: GetApiV1WhistlesExportXlsxIn;
  GetApiV1WhistlesIncoming: Record<string, never>;
  GetApiV1WhistlesId: Record<string, never>;
  GetApiV1WhistlesIdQrSvg: Record<string, never>;
  GetApiV1CasesIdWhistles: Record<string, never>;
  GetApiV1OrdersIdWhistles: Record<string, never>;
  GetApiV1WhistlesKinds: Record<string, never>;
  GetApiV1CasesIdWhistleProposal: GetApiV1CasesIdWhistleProposalIn;
  GetApiV1WhistlesStats: GetApiV1WhistlesStatsIn;
  GetApiV1WhistlesStatsXlsx: GetApiV1WhistlesStatsXlsxIn;
  GetApiV1Scores: GetApiV1ScoresIn;
  GetApiV1ScoresTry: GetApiV1ScoresTryIn;
  GetApiV1ScoresOrders: GetApiV1ScoresOrdersIn;
  GetApiV1ScoresOrdersExportXlsx: GetApiV1ScoresOrdersExportXlsxIn;
  GetApiV1ScoresRuns: GetApiV1ScoresRunsIn;
  GetApiV1ScoresRunsId: Record<string, never>;
  PostApiV1ScoresDisclose: PostApiV1ScoresDiscloseIn;
  PostApiV1ScoresHide: PostApiV1ScoresHideIn;
  GetApiV1ScoresProfiles: Record<string, never>;
  GetApiV1ScoresObjections: GetApiV1ScoresObjectionsIn;
  GetApiV1ScoresObjectionsExportXlsx: GetApiV1ScoresObjectionsExportXlsxIn;
  PostApiV1ScoresObjections: PostApiV1ScoresObjectionsIn;
  PostApiV1ScoresObjectionsIdUphold: PostApiV1ScoresObjectionsIdUpholdIn;
  PostApiV1ScoresObjectionsIdReject: PostApiV1ScoresObjectionsIdRejectIn;
  PostApiV1ScoresObjectionsIdWithdraw: PostApiV1ScoresObjectionsIdWithdrawIn;
  GetApiV1Exclusions: GetApiV1ExclusionsIn;
  GetApiV1ExclusionsExportXlsx: GetApiV1ExclusionsExportXlsxIn;
  GetApiV1ExclusionsCounts: GetApiV1ExclusionsCountsIn;
  GetApiV1ExclusionsCountsExportXlsx: GetApiV1ExclusionsCountsExportXlsxIn;
  GetApiV1CasesIdExclusions: Record<string, never>;
  PostApiV1CasesIdExclude: PostApiV1CasesIdExcludeIn;
  PostApiV1ExclusionsIdAgree: PostApiV1ExclusionsIdAgreeIn;
  PostApiV1ExclusionsIdConfirm: PostApiV1ExclusionsIdConfirmIn;
  PostApiV1ExclusionsIdRefuse: PostApiV1ExclusionsIdRefuseIn;
  PostApiV1ExclusionsIdWithdraw: PostApiV1ExclusionsIdWithdrawIn;
  PostApiV1ExclusionsIdRestore: PostApiV1ExclusionsIdRestoreIn;
  GetApiV1Accountability: GetApiV1AccountabilityIn;
  GetApiV1AccountabilityExportXlsx: GetApiV1AccountabilityExportXlsxIn;
  GetApiV1AccountabilityId: Record<string, never>;
  GetApiV1AccountabilityIdDocumentPdf: Record<string, never>;
  GetApiV1AccountabilityIdDocumentDocx: Record<string, never>;
  PostApiV1AccountabilityIdAct: PostApiV1AccountabilityIdActIn;
  GetApiV1RefWhistleKinds: GetApiV1RefWhistleKindsIn;
  GetApiV1RefWhistleKindsExportCsv: GetApiV1RefWhistleKindsExportCsvIn;
  GetApiV1RefWhistleKindsExportXlsx: GetApiV1RefWhistleKindsExportXlsxIn;
  GetApiV1RefWhistleKindsId: Record<string, never>;
  GetApiV1RefWhistleKindsIdVersions: Record<string, never>;
  PostApiV1RefWhistleKinds: PostApiV1RefWhistleKindsIn;
  PutApiV1RefWhistleKindsId: PutApiV1RefWhistleKindsIdIn;
  PostApiV1RefWhistleKindsImport: PostApiV1RefWhistleKindsImportIn;
  GetApiV1RefWhistleDistances: GetApiV1RefWhistleDistancesIn;
  GetApiV1RefWhistleDistancesExportCsv: GetApiV1RefWhistleDistancesExportCsvIn;
  GetApiV1RefWhistleDistancesExportXlsx: GetApiV1RefWhistleDistancesExportXlsxIn;
  GetApiV1RefWhistleDistancesId: Record<string, never>;
  GetApiV1RefWhistleDistancesIdVersions: Record<string, never>;
  PostApiV1RefWhistleDistances: PostApiV1RefWhistleDistancesIn;
  PutApiV1RefWhistleDistancesId: PutApiV1RefWhistleDistancesIdIn;
  PostApiV1RefWhistleDistancesImport: PostApiV1RefWhistleDistancesImportIn;
  GetApiV1Emergencies: GetApiV1EmergenciesIn;
  GetApiV1EmergenciesExportXlsx: GetApiV1EmergenciesExportXlsxIn;
  GetApiV1EmergenciesRinging: Record<string, never>;
  GetApiV1EmergenciesId: Record<string, never>;
  GetApiV1CasesIdEmergencies: Record<string, never>;
  PostApiV1Emergencies: PostApiV1EmergenciesIn;
  PostApiV1EmergenciesIdTake: PostApiV1EmergenciesIdTakeIn;
  PostApiV1EmergenciesIdRelease: PostApiV1EmergenciesIdReleaseIn;
  PostApiV1EmergenciesIdTrue: PostApiV1EmergenciesIdTrueIn;
  PostApiV1EmergenciesIdFalse: PostApiV1EmergenciesIdFalseIn;
  PostApiV1EmergenciesIdRoutine: PostApiV1EmergenciesIdRoutineIn;
  PostApiV1EmergenciesIdLevel: PostApiV1EmergenciesIdLevelIn;
  PostApiV1EmergenciesIdEntry: PostApiV1EmergenciesIdEntryIn;
  PostApiV1EmergenciesIdDispatch: PostApiV1EmergenciesIdDispatchIn;
  PostApiV1EmergenciesIdMerge: PostApiV1EmergenciesIdMergeIn;
  PostApiV1EmergenciesIdSplit: PostApiV1EmergenciesIdSplitIn;
  PostApiV1EmergenciesIdLift: PostApiV1EmergenciesIdLiftIn;
  PostApiV1EmergenciesIdReview: PostApiV1EmergenciesIdReviewIn;
  PostApiV1EmergenciesIdSeen: Record<string, never>;
  GetApiV1RefEmergencyClasses: GetApiV1RefEmergencyClassesIn;
  GetApiV1RefEmergencyClassesExportCsv: GetApiV1RefEmergencyClassesExportCsvIn;
  GetApiV1RefEmergencyClassesExportXlsx: GetApiV1RefEmergencyClassesExportXlsxIn;
  GetApiV1RefEmergencyClassesId: Record<string, never>;
  GetApiV1RefEmergencyClassesIdVersions: Record<string, never>;
  PostApiV1RefEmergencyClasses: PostApiV1RefEmergencyClassesIn;
  PutApiV1RefEmergencyClassesId: PutApiV1RefEmergencyClassesIdIn;
  PostApiV1RefEmergencyClassesImport: PostApiV1RefEmergencyClassesImportIn;
  GetApiV1RefEmergencyRings: GetApiV1RefEmergencyRingsIn;
  GetApiV1RefEmergencyRingsExportCsv: GetApiV1RefEmergencyRingsExportCsvIn;
  GetApiV1RefEmergencyRingsExportXlsx: GetApiV1RefEmergencyRingsExportXlsxIn;
  GetApiV1RefEmergencyRingsId: Record<string, never>;
  GetApiV1RefEmergencyRingsIdVersions: Record<string, never>;
  PostApiV1RefEmergencyRings: PostApiV1RefEmergencyRingsIn;
  PutApiV1RefEmergencyRingsId: PutApiV1RefEmergencyRingsIdIn;
  PostApiV1RefEmergencyRingsImport: PostApiV1RefEmergencyRingsImportIn;
  GetApiV1Hardcases: GetApiV1HardcasesIn;
  GetApiV1HardcasesExportXlsx: GetApiV1HardcasesExportXlsxIn;
  GetApiV1HardcasesId: Record<string, never>;
  GetApiV1CasesIdHardcases: Record<string, never>;
  PostApiV1CasesIdHardcase: PostApiV1CasesIdHardcaseIn;
  PostApiV1HardcasesIdAssign: PostApiV1HardcasesIdAssignIn;
  PostApiV1HardcasesIdMeet: PostApiV1HardcasesIdMeetIn;
  PostApiV1HardcasesIdDecide: PostApiV1HardcasesIdDecideIn;
  PostApiV1HardcasesIdProgress: PostApiV1HardcasesIdProgressIn;
  PostApiV1HardcasesIdRaise: PostApiV1HardcasesIdRaiseIn;
  PostApiV1HardcasesIdWithdraw: PostApiV1HardcasesIdWithdrawIn;
  PostApiV1HardcasesIdClose: PostApiV1HardcasesIdCloseIn;
  GetApiV1Hotspots: GetApiV1HotspotsIn;
  GetApiV1HotspotsExportXlsx: GetApiV1HotspotsExportXlsxIn;
  GetApiV1HotspotsId: Record<string, never>;
  GetApiV1HotspotsIdAppeals: GetApiV1HotspotsIdAppealsIn;
  GetApiV1HotspotsIdAppealsExportXlsx: GetApiV1HotspotsIdAppealsExportXlsxIn;
  PostApiV1HotspotsIdTake: PostApiV1HotspotsIdTakeIn;
  PostApiV1HotspotsIdArrange: PostApiV1HotspotsIdArrangeIn;
  PostApiV1HotspotsIdNote: PostApiV1HotspotsIdNoteIn;
  PostApiV1HotspotsIdClose: PostApiV1HotspotsIdCloseIn;
  PostApiV1HotspotsIdDismiss: PostApiV1HotspotsIdDismissIn;
  GetApiV1Outbox: GetApiV1OutboxIn;
  GetApiV1OutboxExportXlsx: GetApiV1OutboxExportXlsxIn;
  GetApiV1OutboxState: Record<string, never>;
  GetApiV1OutboxId: Record<string, never>;
  PostApiV1OutboxIdResend: PostApiV1OutboxIdResendIn;
  PostApiV1OutboxIdCancel: PostApiV1OutboxIdCancelIn;
  PostApiV1OutboxIdHandled: PostApiV1OutboxIdHandledIn;
  GetApiV1CasesIdMessages: Record<string, never>;
  GetApiV1RefMessageTemplates: GetApiV1RefMessageTemplatesIn;
  GetApiV1RefMessageTemplatesExportCsv: GetApiV1RefMessageTemplatesExportCsvIn;
  GetApiV1RefMessageTemplatesExportXlsx: GetApiV1RefMessageTemplatesExportXlsxIn;
  GetApiV1RefMessageTemplatesId: Record<string, never>;
  GetApiV1RefMessageTemplatesIdVersions: Record<string, never>;
  PostApiV1RefMessageTemplates: PostApiV1RefMessageTemplatesIn;
  PutApiV1RefMessageTemplatesId: PutApiV1RefMessageTemplatesIdIn;
  PostApiV1RefMessageTemplatesImport: PostApiV1RefMessageTemplatesImportIn;
  PostApiV1PublicOutboxReceipts: PostApiV1PublicOutboxReceiptsIn;
  GetApiV1NoticesStats: GetApiV1NoticesStatsIn;
  GetApiV1NoticesStatsUnits: GetApiV1NoticesStatsUnitsIn;
  GetApiV1NoticesStatsUnitsXlsx: GetApiV1NoticesStatsUnitsXlsxIn;
  GetApiV1Notices: GetApiV1NoticesIn;
  GetApiV1NoticesExportXlsx: GetApiV1NoticesExportXlsxIn;
  GetApiV1NoticesId: Record<string, never>;
  GetApiV1NoticesIdDocumentPdf: Record<string, never>;
  GetApiV1NoticesIdDocumentDocx: Record<string, never>;
  GetApiV1NoticesIdSignature: Record<string, never>;
  PostApiV1Notices: PostApiV1NoticesIn;
  PostApiV1NoticesIdEdit: PostApiV1NoticesIdEditIn;
  PostApiV1NoticesIdSign: PostApiV1NoticesIdSignIn;
  PostApiV1NoticesIdDrop: PostApiV1NoticesIdDropIn;
  PostApiV1NoticesIdAck: PostApiV1NoticesIdAckIn;
  PostApiV1NoticesIdReply: PostApiV1NoticesIdReplyIn;
  PostApiV1NoticesIdPass: PostApiV1NoticesIdPassIn;
  PostApiV1NoticesIdFail: PostApiV1NoticesIdFailIn;
  PostApiV1NoticesIdWithdraw: PostApiV1NoticesIdWithdrawIn;
  GetApiV1RefNoticeKinds: GetApiV1RefNoticeKindsIn;
  GetApiV1RefNoticeKindsExportCsv: GetApiV1RefNoticeKindsExportCsvIn;
  GetApiV1RefNoticeKindsExportXlsx: GetApiV1RefNoticeKindsExportXlsxIn;
  GetApiV1RefNoticeKindsId: Record<string, never>;
  GetApiV1RefNoticeKindsIdVersions: Record<string, never>;
  PostApiV1RefNoticeKinds: PostApiV1RefNoticeKindsIn;
  PutApiV1RefNoticeKindsId: PutApiV1RefNoticeKindsIdIn;
  PostApiV1RefNoticeKindsImport: PostApiV1RefNoticeKindsImportIn;
  GetApiV1RefNoticeTriggers: GetApiV1RefNoticeTriggersIn;
  GetApiV1RefNoticeTriggersExportCsv: GetApiV1RefNoticeTriggersExportCsvIn;
  GetApiV1RefNoticeTriggersExportXlsx: GetApiV1RefNoticeTriggersExportXlsxIn;
  GetApiV1RefNoticeTriggersId: Record<string, never>;
  GetApiV1RefNoticeTriggersIdVersions: Record<string, never>;
  PostApiV1RefNoticeTriggers: PostApiV1RefNoticeTriggersIn;
  PutApiV1RefNoticeTriggersId: PutApiV1RefNoticeTriggersIdIn;
  PostApiV1RefNoticeTriggersImport: PostApiV1RefNoticeTriggersImportIn;
  GetApiV1Callbacks: GetApiV1CallbacksIn;
  GetApiV1CallbacksExportXlsx: GetApiV1CallbacksExportXlsxIn;
  GetApiV1CallbacksId: Record<string, never>;
  PostApiV1CallbacksClaim: PostApiV1CallbacksClaimIn;
  PostApiV1CallbacksIdRelease: Record<string, never>;
  PostApiV1CallbacksIdAttempt: PostApiV1CallbacksIdAttemptIn;
  PostApiV1CallbacksIdRate: PostApiV1CallbacksIdRateIn;
  PostApiV1CallbacksIdWaive: PostApiV1CallbacksIdWaiveIn;
  PostApiV1CallbacksIdLink: Record<string, never>;
  PostApiV1CasesIdJudge: PostApiV1CasesIdJudgeIn;
  GetApiV1PromisesUnits: GetApiV1PromisesUnitsIn;
  GetApiV1PromisesUnitsXlsx: GetApiV1PromisesUnitsXlsxIn;
  GetApiV1Promises: GetApiV1PromisesIn;
  GetApiV1PromisesExportXlsx: GetApiV1PromisesExportXlsxIn;
  GetApiV1PromisesId: Record<string, never>;
  GetApiV1CasesIdPromises: Record<string, never>;
  PostApiV1OrdersIdPromise: PostApiV1OrdersIdPromiseIn;
  PostApiV1PromisesIdConfirm: PostApiV1PromisesIdConfirmIn;
  PostApiV1PromisesIdReject: PostApiV1PromisesIdRejectIn;
  PostApiV1PromisesIdKeep: PostApiV1PromisesIdKeepIn;
  PostApiV1PromisesIdMove: PostApiV1PromisesIdMoveIn;
  PostApiV1PromisesIdCall: Record<string, never>;
  PostApiV1PromisesIdAsk: PostApiV1PromisesIdAskIn;
  GetApiV1Self: GetApiV1SelfIn;
  GetApiV1SelfSampling: GetApiV1SelfSamplingIn;
  GetApiV1SelfExportXlsx: GetApiV1SelfExportXlsxIn;
  GetApiV1SelfId: Record<string, never>;
  PostApiV1Self: PostApiV1SelfIn;
  PostApiV1SelfIdSample: PostApiV1SelfIdSampleIn;
  GetApiV1HotlineSeat: Record<string, never>;
  PostApiV1HotlineSeatSignIn: PostApiV1HotlineSeatSignInIn;
  PostApiV1HotlineSeat: PostApiV1HotlineSeatIn;
  GetApiV1HotlineBoard: Record<string, never>;
  GetApiV1HotlineCalls: GetApiV1HotlineCallsIn;
  GetApiV1HotlineCallsExportXlsx: GetApiV1HotlineCallsExportXlsxIn;
  GetApiV1HotlineCallsId: Record<string, never>;
  GetApiV1HotlineCallsIdNumber: Record<string, never>;
  PostApiV1HotlineCallsIdAnswer: Record<string, never>;
  PostApiV1HotlineCallsIdHold: Record<string, never>;
  PostApiV1HotlineCallsIdResume: Record<string, never>;
  PostApiV1HotlineCallsIdEnd: PostApiV1HotlineCallsIdEndIn;
  PostApiV1HotlineCallsIdWarn: PostApiV1HotlineCallsIdWarnIn;
  PostApiV1HotlineCallsIdFinish: PostApiV1HotlineCallsIdFinishIn;
  PostApiV1HotlineCallsIdTransfer: PostApiV1HotlineCallsIdTransferIn;
  PostApiV1HotlineCallsIdFlag: PostApiV1HotlineCallsIdFlagIn;
  GetApiV1HotlineTransfers: GetApiV1HotlineTransfersIn;
  GetApiV1HotlineTransfersExportXlsx: GetApiV1HotlineTransfersExportXlsxIn;
  PostApiV1HotlineTransfersIdJoin: PostApiV1HotlineTransfersIdJoinIn;
  PostApiV1HotlineTransfersIdSaid: PostApiV1HotlineTransfersIdSaidIn;
  PostApiV1HotlineTransfersIdEnd: PostApiV1HotlineTransfersIdEndIn;
  GetApiV1HotlineFlags: GetApiV1HotlineFlagsIn;
  PostApiV1HotlineFlagsIdDecide: PostApiV1HotlineFlagsIdDecideIn;
  GetApiV1HotlineCaller: GetApiV1HotlineCallerIn;
  GetApiV1HotlinePlace: GetApiV1HotlinePlaceIn;
  PostApiV1HotlineEvents: PostApiV1HotlineEventsIn;
  PostApiV1HotlineSimulate: PostApiV1HotlineSimulateIn;
  GetApiV1RefChannels: GetApiV1RefChannelsIn;
  GetApiV1RefChannelsExportCsv: GetApiV1RefChannelsExportCsvIn;
  GetApiV1RefChannelsExportXlsx: GetApiV1RefChannelsExportXlsxIn;
  GetApiV1RefChannelsId: Record<string, never>;
  GetApiV1RefChannelsIdVersions: Record<string, never>;
  PostApiV1RefChannels: PostApiV1RefChannelsIn;
  PutApiV1RefChannelsId: PutApiV1RefChannelsIdIn;
  PostApiV1RefChannelsImport: PostApiV1RefChannelsImportIn;
  GetApiV1RefColours: GetApiV1RefColoursIn;
  GetApiV1RefColoursExportCsv: GetApiV1RefColoursExportCsvIn;
  GetApiV1RefColoursExportXlsx: GetApiV1RefColoursExportXlsxIn;
  GetApiV1RefColoursId: Record<string, never>;
  GetApiV1RefColoursIdVersions: Record<string, never>;
  PostApiV1RefColours: PostApiV1RefColoursIn;
  PutApiV1RefColoursId: PutApiV1RefColoursIdIn;
  PostApiV1RefColoursImport: PostApiV1RefColoursImportIn;
  GetApiV1RefAssetOwners: GetApiV1RefAssetOwnersIn;
  GetApiV1RefAssetOwnersExportCsv: GetApiV1RefAssetOwnersExportCsvIn;
  GetApiV1RefAssetOwnersExportXlsx: GetApiV1RefAssetOwnersExportXlsxIn;
  GetApiV1RefAssetOwnersId: Record<string, never>;
  GetApiV1RefAssetOwnersIdVersions: Record<string, never>;
  PostApiV1RefAssetOwners: PostApiV1RefAssetOwnersIn;
  PutApiV1RefAssetOwnersId: PutApiV1RefAssetOwnersIdIn;
  PostApiV1RefAssetOwnersImport: PostApiV1RefAssetOwnersImportIn;
  GetApiV1RefEventTypes: GetApiV1RefEventTypesIn;
  GetApiV1RefEventTypesExportCsv: GetApiV1RefEventTypesExportCsvIn;
  GetApiV1RefEventTypesExportXlsx: GetApiV1RefEventTypesExportXlsxIn;
  GetApiV1RefEventTypesId: Record<string, never>;
  GetApiV1RefEventTypesIdVersions: Record<string, never>;
  PostApiV1RefEventTypes: PostApiV1RefEventTypesIn;
  PutApiV1RefEventTypesId: PutApiV1RefEventTypesIdIn;
  PostApiV1RefEventTypesImport: PostApiV1RefEventTypesImportIn;
  GetApiV1RefEventTypesIdImpact: Record<string, never>;
  GetApiV1Instructions: GetApiV1InstructionsIn;
  GetApiV1InstructionsExportXlsx: GetApiV1InstructionsExportXlsxIn;
  PostApiV1InstructionsPreview: PostApiV1InstructionsPreviewIn;
  PostApiV1Instructions: PostApiV1InstructionsIn;
  GetApiV1InstructionsId: Record<string, never>;
  GetApiV1InstructionsIdReceipts: GetApiV1InstructionsIdReceiptsIn;
  GetApiV1InstructionsIdReceiptsXlsx: GetApiV1InstructionsIdReceiptsXlsxIn;
  PostApiV1InstructionsIdRemind: PostApiV1InstructionsIdRemindIn;
  PostApiV1InstructionsIdClose: PostApiV1InstructionsIdCloseIn;
  PostApiV1InstructionsIdWithdraw: PostApiV1InstructionsIdWithdrawIn;
  GetApiV1Received: GetApiV1ReceivedIn;
  GetApiV1ReceivedCount: Record<string, never>;
  GetApiV1ReceivedId: Record<string, never>;
  PostApiV1ReceivedIdRead: PostApiV1ReceivedIdReadIn;
  PostApiV1ReceivedIdRelay: PostApiV1ReceivedIdRelayIn;
  PostApiV1ReceivedIdDone: PostApiV1ReceivedIdDoneIn;
  GetApiV1Visits: GetApiV1VisitsIn;
  GetApiV1VisitsExportXlsx: GetApiV1VisitsExportXlsxIn;
  GetApiV1VisitsToCheck: GetApiV1VisitsToCheckIn;
  GetApiV1VisitsId: Record<string, never>;
  PostApiV1Visits: PostApiV1VisitsIn;
  PostApiV1VisitsIdDone: PostApiV1VisitsIdDoneIn;
  PostApiV1VisitsIdMove: PostApiV1VisitsIdMoveIn;
  PostApiV1VisitsIdVoid: PostApiV1VisitsIdVoidIn;
  GetApiV1DutyReturns: GetApiV1DutyReturnsIn;
  GetApiV1DutyReturnsExportXlsx: GetApiV1DutyReturnsExportXlsxIn;
  PostApiV1DutyReturnsIdDecide: PostApiV1DutyReturnsIdDecideIn;
  GetApiV1OrdersIdDuty: Record<string, never>;
  PostApiV1OrdersIdOffList: PostApiV1OrdersIdOffListIn;
  GetApiV1RefGridDuties: GetApiV1RefGridDutiesIn;
  GetApiV1RefGridDutiesExportCsv: GetApiV1RefGridDutiesExportCsvIn;
  GetApiV1RefGridDutiesExportXlsx: GetApiV1RefGridDutiesExportXlsxIn;
  GetApiV1RefGridDutiesId: Record<string, never>;
  GetApiV1RefGridDutiesIdVersions: Record<string, never>;
  PostApiV1RefGridDuties: PostApiV1RefGridDutiesIn;
  PutApiV1RefGridDutiesId: PutApiV1RefGridDutiesIdIn;
  PostApiV1RefGridDutiesImport: PostApiV1RefGridDutiesImportIn;
  GetApiV1RefCalendar: GetApiV1RefCalendarIn;
  GetApiV1RefCalendarExportCsv: GetApiV1RefCalendarExportCsvIn;
  GetApiV1RefCalendarExportXlsx: GetApiV1RefCalendarExportXlsxIn;
  GetApiV1RefCalendarId: Record<string, never>;
  GetApiV1RefCalendarIdVersions: Record<string, never>;
  PostApiV1RefCalendar: PostApiV1RefCalendarIn;
  PutApiV1RefCalendarId: PutApiV1RefCalendarIdIn;
  PostApiV1RefCalendarImport: PostApiV1RefCalendarImportIn;
  GetApiV1RefCalendarYear: GetApiV1RefCalendarYearIn;
  PostApiV1RefCalendarPreview: PostApiV1RefCalendarPreviewIn;
  GetApiV1RefCalendarDue: GetApiV1RefCalendarDueIn;
  GetApiV1RefDomains: GetApiV1RefDomainsIn;
  GetApiV1RefDomainsExportCsv: GetApiV1RefDomainsExportCsvIn;
  GetApiV1RefDomainsExportXlsx: GetApiV1RefDomainsExportXlsxIn;
  GetApiV1RefDomainsId: Record<string, never>;
  GetApiV1RefDomainsIdVersions: Record<string, never>;
  PostApiV1RefDomains: PostApiV1RefDomainsIn;
  PutApiV1RefDomainsId: PutApiV1RefDomainsIdIn;
  PostApiV1RefDomainsImport: PostApiV1RefDomainsImportIn;
  GetApiV1RefTexts: GetApiV1RefTextsIn;
  GetApiV1RefTextsExportCsv: GetApiV1RefTextsExportCsvIn;
  GetApiV1RefTextsExportXlsx: GetApiV1RefTextsExportXlsxIn;
  GetApiV1RefTextsId: Record<string, never>;
  GetApiV1RefTextsIdVersions: Record<string, never>;
  PostApiV1RefTexts: PostApiV1RefTextsIn;
  PutApiV1RefTextsId: PutApiV1RefTextsIdIn;
  PostApiV1RefTextsImport: PostApiV1RefTextsImportIn;
  GetApiV1RefRuleNumbers: GetApiV1RefRuleNumbersIn;
  GetApiV1RefRuleNumbersExportCsv: GetApiV1RefRuleNumbersExportCsvIn;
  GetApiV1RefRuleNumbersExportXlsx: GetApiV1RefRuleNumbersExportXlsxIn;
  GetApiV1RefRuleNumbersId: Record<string, never>;
  GetApiV1RefRuleNumbersIdVersions: Record<string, never>;
  PostApiV1RefRuleNumbers: PostApiV1RefRuleNumbersIn;
  PutApiV1RefRuleNumbersId: PutApiV1RefRuleNumbersIdIn;
  PostApiV1RefRuleNumbersImport: PostApiV1RefRuleNumbersImportIn;
  GetApiV1RefCoresp: GetApiV1RefCorespIn;
  GetApiV1RefCorespExportCsv: GetApiV1RefCorespExportCsvIn;
  GetApiV1RefCorespExportXlsx: GetApiV1RefCorespExportXlsxIn;
  GetApiV1RefCorespId: Record<string, never>;
  GetApiV1RefCorespIdVersions: Record<string, never>;
  PostApiV1RefCoresp: PostApiV1RefCorespIn;
  PutApiV1RefCorespId: PutApiV1RefCorespIdIn;
  PostApiV1RefCorespImport: PostApiV1RefCorespImportIn;
  GetApiV1RefLevelDuties: GetApiV1RefLevelDutiesIn;
  GetApiV1RefLevelDutiesExportCsv: GetApiV1RefLevelDutiesExportCsvIn;
  GetApiV1RefLevelDutiesExportXlsx: GetApiV1RefLevelDutiesExportXlsxIn;
  GetApiV1RefLevelDutiesId: Record<string, never>;
  GetApiV1RefLevelDutiesIdVersions: Record<string, never>;
  PostApiV1RefLevelDuties: PostApiV1RefLevelDutiesIn;
  PutApiV1RefLevelDutiesId: PutApiV1RefLevelDutiesIdIn;
  PostApiV1RefLevelDutiesImport: PostApiV1RefLevelDutiesImportIn;
  GetApiV1RefUnits: GetApiV1RefUnitsIn;
  GetApiV1RefUnitsExportCsv: GetApiV1RefUnitsExportCsvIn;
  GetApiV1RefUnitsExportXlsx: GetApiV1RefUnitsExportXlsxIn;
  GetApiV1RefUnitsTree: Record<string, never>;
  GetApiV1RefUnitsId: Record<string, never>;
  GetApiV1RefUnitsIdVersions: Record<string, never>;
  PostApiV1RefUnits: PostApiV1RefUnitsIn;
  PutApiV1RefUnitsId: PutApiV1RefUnitsIdIn;
  PostApiV1RefUnitsImport: PostApiV1RefUnitsImportIn;
  GetApiV1UnitsIdLoad: Record<string, never>;
  GetApiV1RefGrids: GetApiV1RefGridsIn;
  GetApiV1RefGridsExportCsv: GetApiV1RefGridsExportCsvIn;
  GetApiV1RefGridsExportXlsx: GetApiV1RefGridsExportXlsxIn;
  GetApiV1RefGridsId: Record<string, never>;
  GetApiV1RefGridsIdVersions: Record<string, never>;
  PostApiV1RefGrids: PostApiV1RefGridsIn;
  PutApiV1RefGridsId: PutApiV1RefGridsIdIn;
  PostApiV1RefGridsImport: PostApiV1RefGridsImportIn;
  GetApiV1PublicGrid: GetApiV1PublicGridIn;
  GetApiV1PublicMap: GetApiV1PublicMapIn;
  GetApiV1RefGridsAt: GetApiV1RefGridsAtIn;
  GetApiV1RefGridsTree: GetApiV1RefGridsTreeIn;
  GetApiV1RefGridsMap: GetApiV1RefGridsMapIn;
  GetApiV1RefGridsOutlines: GetApiV1RefGridsOutlinesIn;
  PutApiV1RefGridsIdPosts: PutApiV1RefGridsIdPostsIn;
  GetApiV1RefGridsCodes: GetApiV1RefGridsCodesIn;
  GetApiV1RefGridsCodesPdf: GetApiV1RefGridsCodesPdfIn;
  GetApiV1RefGridsIdPlan: Record<string, never>;
  PostApiV1RefGridsIdPlan: PostApiV1RefGridsIdPlanIn;
  PostApiV1RefGridsIdRepartition: PostApiV1RefGridsIdRepartitionIn;
  GetApiV1RefGridsIdPrepared: Record<string, never>;
  PostApiV1RefGridsPreparedIdCancel: PostApiV1RefGridsPreparedIdCancelIn;
  GetApiV1RefPlaces: GetApiV1RefPlacesIn;
  GetApiV1RefPlacesExportCsv: GetApiV1RefPlacesExportCsvIn;
  GetApiV1RefPlacesExportXlsx: GetApiV1RefPlacesExportXlsxIn;
  GetApiV1RefPlacesId: Record<string, never>;
  GetApiV1RefPlacesIdVersions: Record<string, never>;
  PostApiV1RefPlaces: PostApiV1RefPlacesIn;
  PutApiV1RefPlacesId: PutApiV1RefPlacesIdIn;
  PostApiV1RefPlacesImport: PostApiV1RefPlacesImportIn;
  GetApiV1Places: GetApiV1PlacesIn;
  GetApiV1PlacesInText: GetApiV1PlacesInTextIn;
  GetApiV1PublicPlaces: GetApiV1PublicPlacesIn;
  GetApiV1Knowledge: GetApiV1KnowledgeIn;
  GetApiV1KnowledgeExportXlsx: GetApiV1KnowledgeExportXlsxIn;
  GetApiV1KnowledgeSearch: GetApiV1KnowledgeSearchIn;
  GetApiV1KnowledgeHealth: Record<string, never>;
  GetApiV1KnowledgeId: Record<string, never>;
  PostApiV1KnowledgeIdPublish: PostApiV1KnowledgeIdPublishIn;
  PostApiV1KnowledgeIdConfirm: PostApiV1KnowledgeIdConfirmIn;
  PostApiV1KnowledgeIdWithdraw: PostApiV1KnowledgeIdWithdrawIn;
  PostApiV1KnowledgeIdUsed: Record<string, never>;
  PostApiV1KnowledgeIdCorrections: PostApiV1KnowledgeIdCorrectionsIn;
  GetApiV1KnowledgeCorrections: GetApiV1KnowledgeCorrectionsIn;
  GetApiV1KnowledgeCorrectionsExportXlsx: GetApiV1KnowledgeCorrectionsExportXlsxIn;
  PostApiV1KnowledgeCorrectionsIdAnswer: PostApiV1KnowledgeCorrectionsIdAnswerIn;
  GetApiV1PublicKnowledge: GetApiV1PublicKnowledgeIn;
  GetApiV1RefKnowledge: GetApiV1RefKnowledgeIn;
  GetApiV1RefKnowledgeExportCsv: GetApiV1RefKnowledgeExportCsvIn;
  GetApiV1RefKnowledgeId: Record<string, never>;
  GetApiV1RefKnowledgeIdVersions: Record<string, never>;
  PostApiV1RefKnowledge: PostApiV1RefKnowledgeIn;
  PutApiV1RefKnowledgeId: PutApiV1RefKnowledgeIdIn;
  PostApiV1RefKnowledgeImport: PostApiV1RefKnowledgeImportIn;
  GetApiV1Users: GetApiV1UsersIn;
  GetApiV1UsersExportXlsx: GetApiV1UsersExportXlsxIn;
  PostApiV1Users: PostApiV1UsersIn;
  GetApiV1UsersId: Record<string, never>;
  PutApiV1UsersId: PutApiV1UsersIdIn;
  PostApiV1UsersIdPassword: Record<string, never>;
  GetApiV1UsersIdSees: GetApiV1UsersIdSeesIn;
  GetApiV1UsersIdRights: GetApiV1UsersIdRightsIn;
  PostApiV1UsersIdGrants: PostApiV1UsersIdGrantsIn;
  GetApiV1Grants: GetApiV1GrantsIn;
  GetApiV1GrantsExportXlsx: GetApiV1GrantsExportXlsxIn;
  PostApiV1GrantsIdApprove: Record<string, never>;
  PostApiV1GrantsIdRevoke: PostApiV1GrantsIdRevokeIn;
  GetApiV1Tokens: GetApiV1TokensIn;
  PostApiV1UsersIdTokens: PostApiV1UsersIdTokensIn;
  PostApiV1TokensIdRevoke: Record<string, never>;
  GetApiV1Staff: GetApiV1StaffIn;
  GetApiV1RefPosts: GetApiV1RefPostsIn;
  GetApiV1RefPostsExportCsv: GetApiV1RefPostsExportCsvIn;
  PostApiV1RefPosts: PostApiV1RefPostsIn;
  GetApiV1RefPostsId: Record<string, never>;
  PutApiV1RefPostsId: PutApiV1RefPostsIdIn;
  GetApiV1RefPostsIdVersions: Record<string, never>;
  GetApiV1RefGridsIdQrSvg: GetApiV1RefGridsIdQrSvgIn;
  GetApiV1Handovers: GetApiV1HandoversIn;
  GetApiV1HandoversExportXlsx: GetApiV1HandoversExportXlsxIn;
  GetApiV1HandoversMine: Record<string, never>;
  PostApiV1Handovers: PostApiV1HandoversIn;
  PostApiV1HandoversIdEnd: PostApiV1HandoversIdEndIn;
  GetApiV1MePreferences: Record<string, never>;
  PostApiV1MePreferences: PostApiV1MePreferencesIn;
  GetApiV1MeViews: GetApiV1MeViewsIn;
  PostApiV1MeViews: PostApiV1MeViewsIn;
  PutApiV1MeViewsId: PutApiV1MeViewsIdIn;
  PostApiV1MeViewsIdRemove: PostApiV1MeViewsIdRemoveIn;
  GetApiV1Inbox: GetApiV1InboxIn;
  PostApiV1InboxRead: PostApiV1InboxReadIn;
  PostApiV1CasesIdNote: PostApiV1CasesIdNoteIn;
  PostApiV1CasesIdAskIn: PostApiV1CasesIdAskInIn;
  GetApiV1CasesIdPeople: GetApiV1CasesIdPeopleIn;
  GetApiV1Audit: GetApiV1AuditIn;
  GetApiV1AuditExportXlsx: GetApiV1AuditExportXlsxIn;
  GetApiV1BoardToday: Record<string, never>;
  GetApiV1BoardTrend: GetApiV1BoardTrendIn;
  GetApiV1BoardMe: Record<string, never>;
  GetApiV1PublicChallenge: Record<string, never>;
}
