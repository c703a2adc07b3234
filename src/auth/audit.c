/* SPDX-License-Identifier: Apache-2.0 */
/* The audit chain, its list and its proof. */
#include "auth/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit_sql.h"
#include "auth/listing.h"
#include "auth/routes.h"
#include "auth/web.h"

enum { ROW_TEXT_MAX = 64 << 10 };

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

/* Every text is preceded by its length, so that no two different rows give the same bytes. */
static enum err row_hash(struct arena *a, const struct audit_entry *e, struct db_blob prev, uint8_t out[SM3_SIZE])
{
	struct buf b;
	const char *texts[] = { e->address, e->action, e->object_kind, e->reason, e->detail };
	buf_init(&b, a, ROW_TEXT_MAX);
	buf_printf(&b, "%" PRId64 "|%" PRId64 "|%" PRId64 "|%d", e->at, e->user_id, e->object_id, e->failed ? 0 : 1);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		buf_printf(&b, "|%zu:%s", strlen(or_empty(texts[i])), or_empty(texts[i]));
	if (b.overflow || prev.n != SM3_SIZE)
		return ERR_TOO_LARGE;
	sm3_parts((const struct sm3_part[]){ { prev.p, prev.n }, { b.p, b.n } }, 2, out);
	return ERR_OK;
}

enum err audit_write(struct db_session *s, const struct audit_entry *e)
{
	static const uint8_t zero[SM3_SIZE];
	struct q_audit_lock_out lock;
	struct q_audit_last_out last;
	uint8_t hash[SM3_SIZE];
	enum err err = q_audit_lock(s, &(struct q_audit_lock_in){ .zero = { zero, SM3_SIZE } }, &lock);
	if (err)
		return err;
	err = q_audit_last(s, &last);
	if (err == ERR_NOT_FOUND)
		last.hash = (struct db_blob){ zero, SM3_SIZE };
	else if (err)
		return err;
	err = row_hash(db_arena(s), e, last.hash, hash);
	if (err)
		return err;
	return q_audit_insert(s, &(struct q_audit_insert_in){
		.at = e->at, .user_id = e->user_id, .address = or_empty(e->address), .action = e->action,
		.object_kind = or_empty(e->object_kind), .object_id = e->object_id, .success = e->failed ? 0 : 1,
		.reason = or_empty(e->reason), .detail = or_empty(e->detail), .prev = last.hash,
		.hash = { hash, SM3_SIZE } }, NULL);
}

enum err audit_req(struct req *r, struct db_session *s, const char *action, const char *object_kind, int64_t object_id,
		   const char *reason, const char *detail)
{
	return audit_write(s, &(struct audit_entry){ .at = r->now, .user_id = req_actor(r).user_id, .address = r->address,
						     .action = action, .object_kind = object_kind, .object_id = object_id,
						     .reason = reason, .detail = detail });
}

struct read_note {
	struct req *r;
	const char *action, *object_kind, *reason, *detail;
	int64_t object_id;
};

static enum err write_read_note(struct db_session *s, void *arg)
{
	struct read_note *n = arg;
	return audit_req(n->r, s, n->action, n->object_kind, n->object_id, n->reason, n->detail);
}

enum err audit_read(struct req *r, const char *action, const char *object_kind, int64_t object_id, const char *reason,
		    const char *detail)
{
	struct read_note n = { r, action, object_kind, reason, detail, object_id };
	return db_write(r->db, write_read_note, &n);
}

enum err audit_op(const struct op *op, const char *action, const char *object_kind, int64_t object_id,
		  const char *reason, const char *detail)
{
	return audit_write(op->s, &(struct audit_entry){ .at = op->now, .user_id = op->who ? op->who->user_id : NIL,
							 .action = action, .object_kind = object_kind,
							 .object_id = object_id, .reason = reason, .detail = detail });
}

/* ---- proof ---- */

struct walk {
	void (*say)(void *arg, const char *finding);
	void *arg;
	struct arena *scratch;
	uint8_t prev[SM3_SIZE];
	int64_t rows, bad;
};

static void finding(struct walk *w, int64_t id, const char *what)
{
	char text[96];
	snprintf(text, sizeof text, "audit %" PRId64 ": %s", id, what);
	w->say(w->arg, text);
	w->bad++;
}

static bool check_row(void *arg, const void *row)
{
	struct walk *w = arg;
	const struct q_audit_all_out *x = row;
	uint8_t hash[SM3_SIZE];
	struct audit_entry e = { x->at,        x->user_id,  x->address, x->action, x->object_kind,
				 x->object_id, !x->success, x->reason,  x->detail };
	w->rows++;
	if (x->prev.n != SM3_SIZE || memcmp(x->prev.p, w->prev, SM3_SIZE) != 0)
		finding(w, x->id, "does not follow the row before it (a row is missing)");
	if (row_hash(w->scratch, &e, x->prev, hash) || x->hash.n != SM3_SIZE || memcmp(hash, x->hash.p, SM3_SIZE) != 0)
		finding(w, x->id, "was changed");
	if (x->hash.n == SM3_SIZE)
		memcpy(w->prev, x->hash.p, SM3_SIZE);
	arena_reset(w->scratch);
	return true;
}

enum err audit_verify(struct db_session *s, void (*say)(void *arg, const char *finding), void *arg, int64_t *rows,
		      int64_t *bad)
{
	struct walk w = { .say = say, .arg = arg, .scratch = arena_new(1 << 20) };
	enum err e = q_audit_all_each(s, check_row, &w);
	arena_free(w.scratch);
	*rows = w.rows;
	*bad = w.bad;
	return e;
}

/* ---- list ---- */

#define ACTION_WORDS                                                                               \
	"login:登录|login.failed:登录失败|login.locked:账号锁定|logout:退出|password.change:修改密码|"                  \
	"handover.begin:请假代理|handover.end:结束代理|case.paper:生成案件PDF|user.create:新建用户|user.change:修改用户|user.password:重置密码|grant.propose:申请授权|grant.approve:批准授权|"         \
	"grant.revoke:撤销授权|grant.reject:驳回授权|token.create:签发令牌|token.revoke:撤销令牌|export:导出|import:导入|"            \
	"contact.open:查看联系方式|reporter.open:查看举报人|ref.change:修改基础资料"

static const struct list_col AUDIT_COLS[] = {
	LIST_COL("id", "序号", COL_ID, .width = 10),
	LIST_COL("at", "时间", COL_TIME, .width = 18),
	LIST_COL("user", "人员", COL_REF),
	LIST_COL("address", "来源地址", COL_TEXT, .width = 18),
	LIST_COL("action", "操作", COL_TEXT, .words = ACTION_WORDS),
	LIST_COL("object_kind", "对象", COL_TEXT),
	LIST_COL("object_id", "对象编号", COL_ID),
	LIST_COL("success", "成功", COL_BOOL, .width = 6),
	LIST_COL("reason", "理由", COL_TEXT, .width = 30),
	LIST_COL("detail", "说明", COL_TEXT, .width = 30),
	{ 0 }
};
static const struct list_sort AUDIT_SORTS[] = { { "-id", "x.id", COL_ID, true },
						{ "id", "x.id", COL_ID, false },
						{ 0 } };

static void audit_where(struct req *r, struct db_query *q)
{
	if (in_given(r, "user"))
		db_query_add(q, " AND x.user_id = $", DB_ARG_I64(in_i64(r, "user")));
	if (in_given(r, "action"))
		db_query_add(q, " AND x.action = $", DB_ARG_TEXT(in_str(r, "action")));
	if (in_given(r, "object_kind"))
		db_query_add(q, " AND x.object_kind = $", DB_ARG_TEXT(in_str(r, "object_kind")));
	if (in_given(r, "object_id"))
		db_query_add(q, " AND x.object_id = $", DB_ARG_I64(in_i64(r, "object_id")));
	if (in_given(r, "success"))
		db_query_add(q, " AND x.success = $", DB_ARG_I64(in_i64(r, "success")));
	if (in_given(r, "from"))
		db_query_add(q, " AND x.at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND x.at < $", DB_ARG_I64(in_i64(r, "to")));
}

static const struct list_def AUDITS = {
	.title = "审计日志",
	.cols = AUDIT_COLS,
	.sorts = AUDIT_SORTS,
	.id = "x.id",
	.select = "x.id, x.at, x.user_id, u.name, x.address, x.action, x.object_kind, x.object_id, x.success, "
		  "x.reason, x.detail",
	.from = " FROM audit x LEFT JOIN app_user u ON u.id = x.user_id",
	.where = audit_where,
};

static enum err audit_list(struct req *r)
{
	return list_answer(r, &AUDITS);
}

static enum err audit_export(struct req *r)
{
	return list_xlsx(r, &AUDITS);
}

static const struct in_field AUDIT_IN[] = {
	LIST_INPUTS,
	{ "user", IN_ID, IN_QUERY, 0, 0, NULL, "人员", "user id" },
	{ "action", IN_TEXT, IN_QUERY, 1, 40, NULL, "操作", "exact action" },
	{ "object_kind", IN_TEXT, IN_QUERY, 1, 40, NULL, "对象", "kind of the object" },
	{ "object_id", IN_ID, IN_QUERY, 0, 0, NULL, "对象编号", "id of the object" },
	{ "success", IN_INT, IN_QUERY, 0, 1, NULL, "是否成功", "1 or 0" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "起始时间", "recorded at or after" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "截止时间", "recorded before" },
	{ 0 }
};

const struct route AUDIT_ROUTES[] = {
	{ HTTP_GET, "/api/v1/audit", audit_list, CAP_AUDIT_READ, "all", AUDIT_IN, 0, 0, "Audit log, newest first",
	  "List<AuditRow>" },
	{ HTTP_GET, "/api/v1/audit/export.xlsx", audit_export, CAP_AUDIT_READ, "all", AUDIT_IN, 0, ROUTE_BULK,
	  "Audit log as a spreadsheet", "File" },
	{ 0 }
};
