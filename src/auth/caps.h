/* SPDX-License-Identifier: Apache-2.0 */
/* Capabilities and roles: the permission matrix of domain-model.md 3.5 as one table (auth/caps.c).
 *
 * A route row and a workflow edge name a capability; a role grants capabilities, each at the scope of the
 * grant. Deny by default. */
#ifndef YS_AUTH_CAPS_H
#define YS_AUTH_CAPS_H

#include <stdbool.h>
#include <stdint.h>

/* name, Chinese text for the role matrix screen */
#define CAP_LIST(X)                                                                                \
	X(NONE, "（无）")                                                                            \
	X(SELF, "使用本人账号")                                                                       \
	X(APPEAL_CREATE, "登记诉求")                                                                  \
	X(APPEAL_READ, "查看诉求")                                                                    \
	X(APPEAL_SORT, "分拣诉求")                                                                    \
	X(CONTACT_READ, "查看联系方式")                                                               \
	X(REPORTER_READ, "查看保密举报人")                                                            \
	X(TEXT_RELEASE, "放行保密举报内容")                                                           \
	X(CLASSIFY, "归类定级")                                                                       \
	X(DISPATCH, "派单")                                                                           \
	X(SUBORDER, "派子单")                                                                         \
	X(MERGE, "归并与拆分")                                                                        \
	X(LINK, "关联案件")                                                                           \
	X(CASE_READ, "查看案件")                                                                      \
	X(HANDLE, "签收办理")                                                                         \
	X(REVIEW_UNIT, "单位审核")                                                                    \
	X(REVIEW_COMMUNITY, "社区审核")                                                               \
	X(REVIEW_TOWN, "镇街审核")                                                                    \
	X(REVIEW_DISTRICT, "中心审核")                                                                \
	X(ORDER_END, "终止或移送工单")                                                                \
	X(DISPUTE_RULE, "裁定退单")                                                                   \
	X(DISPUTE_LAST, "退单终裁")                                                                   \
	X(ADJUST_DECIDE, "审批延期挂账")                                                              \
	X(CALLBACK, "回访")                                                                           \
	X(JUDGE, "研判不满意件")                                                                      \
	X(REOPEN, "重新打开案件")                                                                     \
	X(CLOSE, "结案")                                                                              \
	X(URGE, "催办")                                                                               \
	X(SELF_HANDLE, "上报自办件")                                                                  \
	X(SELF_SAMPLE, "抽查自办件")                                                                  \
	X(PATROL, "巡查上报")                                                                         \
	X(GRID_CHECK, "核查结案")                                                                     \
	X(REF_READ, "查看基础资料")                                                                   \
	X(CATALOGUE_EDIT, "维护事项清单")                                                             \
	X(GRID_EDIT, "维护网格")                                                                      \
	X(ORG_EDIT, "维护机构")                                                                       \
	X(RULE_EDIT, "维护时限日历与文本")                                                            \
	X(USER_READ, "查看用户与授权")                                                                \
	X(USER_PROPOSE, "管理用户")                                                                   \
	X(USER_APPROVE, "批准授权")                                                                   \
	X(AUDIT_READ, "查看审计")                                                                     \
	X(BOARD_READ, "查看统计")                                                                     \
	X(EXPORT, "导出")                                                                             \
	X(IMPORT, "导入")                                                                             \
	X(HOTLINE, "接听来电")                                                                        \
	X(HOTLINE_LEAD, "管理来电与号码标记")                                                         \
	X(HOTLINE_FEED, "接入电话系统")                                                               \
	X(KNOWLEDGE_EDIT, "维护知识库")                                                               \
	X(UPSTREAM, "回传上级平台")                                                                   \
	X(INSTRUCT, "下发指令")                                                                       \
	X(VISIT, "记录走访与报到")                                                                    \
	X(VISIT_READ, "查看走访")                                                                     \
	X(WHISTLE, "吹哨") \
	X(WHISTLE_ANSWER, "应哨与到场") \
	X(WHISTLE_RULE, "裁定拒哨与评价复核") \
	X(EMERGENCY_REPORT, "速报突发事件") \
	X(EMERGENCY, "处置突发事件") \
	X(HARDCASE, "协调疑难件") \
	X(NOTICE_READ, "查看三单") \
	X(NOTICE_REPLY, "签收反馈三单") \
	X(NOTICE_HINT, "签发提示单") \
	X(NOTICE_SUPERVISE, "签发督办单") \
	X(NOTICE_WARN, "签发警示单") \
	X(SCORE_RULE, "裁定考核异议") \
	X(EXCLUSION_ASK, "申请剔除") \
	X(EXCLUSION_RULE, "复核剔除") \
	X(ACCOUNT_READ, "查看问责与表扬") \
	X(ACCOUNT_PROPOSE, "拟定问责与表扬") \
	X(ACCOUNT_DECIDE, "签发问责与表扬") \
	X(ACCOUNT_ANSWER, "陈述意见与报告整改") \
	X(HOTSPOT_READ, "查看热点") \
	X(HOTSPOT, "研判处置热点")

enum cap {
#define X(name, text) CAP_##name,
	CAP_LIST(X)
#undef X
	CAP_COUNT
};

/* id, Chinese name */
#define ROLE_LIST(X)                                                                               \
	X(receiver, "受理员")                                                                         \
	X(dispatcher, "分拨员")                                                                       \
	X(handler, "承办员")                                                                          \
	X(unit_leader, "部门领导")                                                                    \
	X(town, "镇街")                                                                               \
	X(community, "社区")                                                                          \
	X(grid_head, "网格长")                                                                        \
	X(grid_worker, "网格员")                                                                      \
	X(callback_agent, "回访员")                                                                   \
	X(quality, "质检员")                                                                          \
	X(appraiser, "考核员")                                                                        \
	X(city_leader, "市领导")                                                                      \
	X(discipline, "纪委监委")                                                                     \
	X(sys_admin, "系统管理员")                                                                    \
	X(sec_admin, "安全管理员")                                                                    \
	X(audit_admin, "审计管理员")                                                                  \
	X(mediator, "调解员")                                                                         \
	X(expert, "专家")

enum role {
#define X(name, text) ROLE_##name,
	ROLE_LIST(X)
#undef X
	ROLE_COUNT
};

/* Narrow to wide. SCOPE_NUMBER: one object at a time, by its number or id; lists stay empty (纪委监委, matrix "by case no."
 * and "by warrant"). It comes from the matrix only, never from a grant. */
enum scope { SCOPE_NONE, SCOPE_NUMBER, SCOPE_OWN, SCOPE_GRID, SCOPE_UNIT, SCOPE_REGION, SCOPE_ALL, SCOPE_COUNT };

const char *cap_name(enum cap c);               /* "APPEAL_CREATE" */
const char *cap_text(enum cap c);
const char *role_name(enum role r);
const char *role_text(enum role r);
enum role role_from(const char *name);          /* ROLE_COUNT when unknown */
const char *scope_name(enum scope s);           /* "own" … */
const char *scope_text(enum scope s);           /* "本人" "网格" "本单位" "辖区" "全市" */
enum scope scope_from(const char *name);        /* of a grant; SCOPE_NONE when unknown or not for grants */
/* Scope at which the role grants the capability, SCOPE_NONE when not at all. */
enum scope role_grants(enum role r, enum cap c);
/* True when a contractor's account never holds it, whatever its roles (compliance.md 5.7). */
bool contractor_barred(enum cap c);
enum cap cap_from(const char *name);            /* CAP_NONE when unknown */
/* True when some role grants it (for `yingshao check`). */
bool cap_granted(unsigned cap);
/* One of the three administrators. */
bool role_is_admin(enum role r);
/* True when one person may not hold both (three administrators, compliance.md 5.1). */
bool roles_exclude(enum role a, enum role b);

#endif
