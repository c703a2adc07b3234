/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of calls, third parties and flags, and the board of the work zones (R-02, J-08). Agents see their own calls, who leads
 * the hotline sees all. */
#include "auth/listing.h"
#include "hotline/hotline.h"

#define OUTCOME_WORDS                                                                                                    \
	"registered:已登记|answered:已答复|urged:已催办|transferred:已转接|abandoned:未接通|silent:无声|abusive:辱骂挂断|other:其他"
#define STATE_WORDS "waiting:排队|ringing:振铃|talking:通话中|held:保持|ended:已结束"

static bool leads(const struct req *r)
{
	return can(req_who(r), CAP_HOTLINE_LEAD);
}

/* ---- calls ---- */

static const struct list_col CALL_COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "no", "来电编号", COL_TEXT, 18, NULL }, { "direction", "方向", COL_TEXT, 6, "in:呼入|out:呼出" },
	{ "zone", "工作区", COL_TEXT, 10, ZONE_WORDS }, { "expert", "专席", COL_TEXT, 14, EXPERT_WORDS },
	{ "state", "状态", COL_TEXT, 8, STATE_WORDS }, { "outcome", "结果", COL_TEXT, 10, OUTCOME_WORDS }, { "agent", "坐席", COL_TEXT, 10, NULL },
	{ "started_at", "来电时间", COL_TIME, 18, NULL }, { "wait_s", "等待（秒）", COL_INT, 8, NULL }, { "talk_s", "通话（秒）", COL_INT, 8, NULL },
	{ "warnings", "警告", COL_INT, 6, NULL }, { "appeal_id", NULL, COL_ID, 0, NULL }, { "appeal_no", "诉求编号", COL_TEXT, 18, NULL },
	{ "recording", "录音", COL_TEXT, 24, NULL }, { "note", "备注", COL_TEXT, 30, NULL }, { 0 }
};
static const struct list_sort CALL_SORTS[] = { { "-started_at", "h.started_at", COL_TIME, true },
					       { "started_at", "h.started_at", COL_TIME, false },
					       { 0 } };
const struct in_field CALLS_IN[] = {
	LIST_INPUTS,
	{ "zone", IN_ENUM, IN_QUERY, 0, 0, ZONE_VALUES, "工作区", "" },
	{ "outcome", IN_ENUM, IN_QUERY, 0, 0, "registered|answered|urged|transferred|abandoned|silent|abusive|other", "结果", "" },
	{ "state", IN_ENUM, IN_QUERY, 0, 0, "waiting|ringing|talking|held|ended", "状态", "" },
	{ "agent", IN_ID, IN_QUERY, 0, 0, NULL, "坐席", "" },
	{ "mine", IN_BOOL, IN_QUERY, 0, 0, NULL, "我接的", "" },
	{ "tail", IN_TEXT, IN_QUERY, 4, 4, NULL, "号码后四位", "" },
	{ "appeal", IN_ID, IN_QUERY, 0, 0, NULL, "诉求", "" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "从", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "到", "" },
	{ 0 }
};

static void calls_where(struct req *r, struct db_query *q)
{
	const char *full, *tail;
	if (!leads(r) || in_i64(r, "mine") == 1)
		db_query_add(q, " AND h.agent_id = $", DB_ARG_I64(req_who(r)->user_id));
	if (in_given(r, "zone"))
		db_query_add(q, " AND h.zone = $", DB_ARG_TEXT(in_str(r, "zone")));
	if (in_given(r, "outcome"))
		db_query_add(q, " AND h.outcome = $", DB_ARG_TEXT(in_str(r, "outcome")));
	if (in_given(r, "state"))
		db_query_add(q, " AND h.state = $", DB_ARG_TEXT(in_str(r, "state")));
	if (in_given(r, "agent"))
		db_query_add(q, " AND h.agent_id = $", DB_ARG_I64(in_i64(r, "agent")));
	if (in_given(r, "appeal"))
		db_query_add(q, " AND h.appeal_id = $", DB_ARG_I64(in_i64(r, "appeal")));
	if (in_given(r, "from"))
		db_query_add(q, " AND h.started_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND h.started_at < $", DB_ARG_I64(in_i64(r, "to")));
	if (in_given(r, "tail") && !appeal_phone_digest(r->stash, in_str(r, "tail"), &full, &tail))
		db_query_add(q, " AND h.tail_digest = $", DB_ARG_TEXT(tail));
}

static void call_row(struct req *r, struct list *l, struct db_cursor *c)
{
	int64_t started = db_i64(c, 8), answered = db_i64(c, 9), ended = db_i64(c, 10);
	(void)r;
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "no", db_text(c, 1));
	list_put_text(l, "direction", db_text(c, 2));
	list_put_text(l, "zone", db_text(c, 3));
	list_put_text(l, "expert", db_text(c, 4));
	list_put_text(l, "state", db_text(c, 5));
	list_put_text(l, "outcome", db_text(c, 6));
	list_put_text(l, "agent", db_text(c, 7));
	list_put_time(l, "started_at", started);
	list_put_int(l, "wait_s",
		answered != NIL ? (answered - started) / MS_SECOND
		: ended != NIL	? (ended - started) / MS_SECOND
				: NIL);
	list_put_int(l, "talk_s", answered != NIL && ended != NIL ? (ended - answered) / MS_SECOND : NIL);
	list_put_int(l, "warnings", db_i64(c, 11));
	list_put_id(l, "appeal_id", db_i64(c, 12));
	list_put_text(l, "appeal_no", db_text(c, 13));
	list_put_text(l, "recording", db_text(c, 14));
	list_put_text(l, "note", db_text(c, 15));
}

static const struct list_def CALLS = { .title = "通话记录",
	.cols = CALL_COLS,
	.sorts = CALL_SORTS,
	.id = "h.id",
	.select = "h.id, h.no, h.direction, h.zone, h.expert, h.state, h.outcome, u.name, h.started_at, h.answered_at, "
		  "h.ended_at, h.warnings, "
		  "h.appeal_id, a.no, h.recording, h.note",
	.from = " FROM hotline_call h LEFT JOIN app_user u ON u.id = h.agent_id LEFT JOIN appeal a ON a.id = "
		"h.appeal_id",
	.where = calls_where,
	.row = call_row };

enum err hotline_calls(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &CALLS);
}

enum err hotline_calls_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &CALLS);
}

/* ---- third parties ---- */

static const struct list_col TRANSFER_COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "call_id", NULL, COL_ID, 0, NULL }, { "call_no", "来电编号", COL_TEXT, 18, NULL },
	{ "target", "转接对象", COL_TEXT, 10, "expert:专席|emergency:紧急专线|unit:单位" }, { "name", "名称", COL_TEXT, 20, NULL },
	{ "reason", "事由", COL_TEXT, 30, NULL }, { "by", "坐席", COL_TEXT, 10, NULL }, { "started_at", "开始", COL_TIME, 18, NULL },
	{ "joined_at", "接通", COL_TIME, 18, NULL }, { "ended_at", "结束", COL_TIME, 18, NULL },
	{ "outcome", "结果", COL_TEXT, 10, "answered:当场解答|taken_over:由对方接手|advice:给出意见|no_answer:无人接听|refused:对方拒接" },
	{ "result", "情况", COL_TEXT, 40, NULL }, { "appeal_id", NULL, COL_ID, 0, NULL }, { 0 }
};
static const struct list_sort TRANSFER_SORTS[] = { { "-started_at", "t.started_at", COL_TIME, true }, { 0 } };
const struct in_field TRANSFERS_IN[] = {
	LIST_INPUTS,
	{ "target", IN_ENUM, IN_QUERY, 0, 0, "expert|emergency|unit", "转接对象", "" },
	{ "expert", IN_ENUM, IN_QUERY, 0, 0, EXPERT_VALUES, "专席", "" },
	{ "outcome", IN_ENUM, IN_QUERY, 0, 0, "answered|taken_over|advice|no_answer|refused", "结果", "" },
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "从", "" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "到", "" },
	{ 0 }
};

static void transfers_where(struct req *r, struct db_query *q)
{
	if (!leads(r))
		db_query_add(q, " AND h.agent_id = $", DB_ARG_I64(req_who(r)->user_id));
	if (in_given(r, "target"))
		db_query_add(q, " AND t.target = $", DB_ARG_TEXT(in_str(r, "target")));
	if (in_given(r, "expert"))
		db_query_add(q, " AND t.expert = $", DB_ARG_TEXT(in_str(r, "expert")));
	if (in_given(r, "outcome"))
		db_query_add(q, " AND t.outcome = $", DB_ARG_TEXT(in_str(r, "outcome")));
	if (in_given(r, "from"))
		db_query_add(q, " AND t.started_at >= $", DB_ARG_I64(in_i64(r, "from")));
	if (in_given(r, "to"))
		db_query_add(q, " AND t.started_at < $", DB_ARG_I64(in_i64(r, "to")));
}

static void transfer_row(struct req *r, struct list *l, struct db_cursor *c)
{
	const struct op *op = r->stash;
	const char *target = db_text(c, 3);
	list_put_id(l, "id", db_i64(c, 0));
	list_put_id(l, "call_id", db_i64(c, 1));
	list_put_text(l, "call_no", db_text(c, 2));
	list_put_text(l, "target", target);
	list_put_text(l, "name", str_eq(target, "expert")      ? expert_text(db_text(c, 4)) :
				 str_eq(target, "emergency") ? db_text(c, 5) :
							       unit_name(op->refs, db_i64(c, 6)));
	list_put_text(l, "reason", db_text(c, 7));
	list_put_text(l, "by", db_text(c, 8));
	list_put_time(l, "started_at", db_i64(c, 9));
	list_put_time(l, "joined_at", db_i64(c, 10));
	list_put_time(l, "ended_at", db_i64(c, 11));
	list_put_text(l, "outcome", db_text(c, 12));
	list_put_text(l, "result", db_text(c, 13));
	list_put_id(l, "appeal_id", db_i64(c, 14));
}

static const struct list_def TRANSFERS = { .title = "三方转接",
	.cols = TRANSFER_COLS,
	.sorts = TRANSFER_SORTS,
	.id = "t.id",
	.select = "t.id, t.call_id, h.no, t.target, t.expert, t.line, t.unit_id, t.reason, u.name, t.started_at, "
		  "t.joined_at, t.ended_at, "
		  "t.outcome, t.result, h.appeal_id",
	.from = " FROM hotline_transfer t JOIN hotline_call h ON h.id = t.call_id JOIN app_user u ON u.id = t.by_user",
	.where = transfers_where,
	.row = transfer_row };

enum err hotline_transfers(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &TRANSFERS);
}

enum err hotline_transfers_xlsx(struct req *r)
{
	r->stash = op_of(r);
	return list_xlsx(r, &TRANSFERS);
}

/* ---- flags ---- */

static const struct list_col FLAG_COLS[] = {
	{ "id", NULL, COL_ID, 0, NULL }, { "kind", "种类", COL_TEXT, 10, "abuse:辱骂|harassment:骚扰|silent:无声|care:需要关照" },
	{ "note", "说明", COL_TEXT, 40, NULL }, { "call_no", "来电编号", COL_TEXT, 18, NULL }, { "by", "提请人", COL_TEXT, 10, NULL },
	{ "set_at", "提请时间", COL_TIME, 18, NULL }, { "until", "有效期至", COL_TIME, 18, NULL },
	{ "status", "状态", COL_TEXT, 8, "proposed:待复核|active:生效|lifted:已解除" }, { "decision", "复核意见", COL_TEXT, 30, NULL },
	{ "over", NULL, COL_BOOL, 0, NULL }, { "own", NULL, COL_BOOL, 0, NULL }, { "version", NULL, COL_INT, 0, NULL }, { 0 }
};
static const struct list_sort FLAG_SORTS[] = { { "-set_at", "f.set_at", COL_TIME, true }, { 0 } };
const struct in_field FLAGS_IN[] = {
	LIST_INPUTS,
	{ "status", IN_ENUM, IN_QUERY, 0, 0, "proposed|active|lifted", "状态", "" },
	{ "kind", IN_ENUM, IN_QUERY, 0, 0, "abuse|harassment|silent|care", "种类", "" },
	{ "tail", IN_TEXT, IN_QUERY, 4, 4, NULL, "号码后四位", "" },
	{ 0 }
};

static void flags_where(struct req *r, struct db_query *q)
{
	const char *full, *tail;
	if (!leads(r))
		db_query_add(q, " AND f.set_by = $", DB_ARG_I64(req_who(r)->user_id));
	if (in_given(r, "status"))
		db_query_add(q, " AND f.status = $", DB_ARG_TEXT(in_str(r, "status")));
	if (in_given(r, "kind"))
		db_query_add(q, " AND f.kind = $", DB_ARG_TEXT(in_str(r, "kind")));
	if (in_given(r, "tail") && !appeal_phone_digest(r->stash, in_str(r, "tail"), &full, &tail))
		db_query_add(q, " AND f.tail_digest = $", DB_ARG_TEXT(tail));
}

static void flag_row(struct req *r, struct list *l, struct db_cursor *c)
{
	list_put_id(l, "id", db_i64(c, 0));
	list_put_text(l, "kind", db_text(c, 1));
	list_put_text(l, "note", db_text(c, 2));
	list_put_text(l, "call_no", db_text(c, 3));
	list_put_text(l, "by", db_text(c, 4));
	list_put_time(l, "set_at", db_i64(c, 5));
	list_put_time(l, "until", db_i64(c, 6));
	list_put_text(l, "status", db_text(c, 7));
	list_put_text(l, "decision", db_text(c, 8));
	list_put_bool(l, "over", db_i64(c, 6) < r->now);
	list_put_bool(l, "own", db_i64(c, 9) == req_who(r)->user_id);
	list_put_int(l, "version", db_i64(c, 10));
}

static const struct list_def FLAGS = {
	.title = "号码标记", .cols = FLAG_COLS, .sorts = FLAG_SORTS, .id = "f.id",
	.select = "f.id, f.kind, f.note, h.no, u.name, f.set_at, f.until, f.status, f.decision, f.set_by, f.version",
	.from = " FROM hotline_flag f JOIN app_user u ON u.id = f.set_by LEFT JOIN hotline_call h ON h.id = f.call_id",
	.where = flags_where, .row = flag_row
};

enum err hotline_flags(struct req *r)
{
	r->stash = op_of(r);
	return list_answer(r, &FLAGS);
}

/* ---- the board ---- */

static void put_seats(struct json_out *w, const struct op *op, const struct q_seat_all_rows *v)
{
	jw_key(w, "seats");
	jw_array(w);
	for (size_t i = 0; i < v->n; i++) {
		const struct q_seat_all_out *s = &v->v[i];
		jw_object(w);
		jw_kid(w, "user_id", s->user_id);
		jw_kstr(w, "name", s->name);
		jw_unit(w, "unit", op->refs, s->unit_id);
		jw_kstr(w, "zone", s->zone);
		jw_kstr(w, "zone_text", zone_text(s->zone));
		jw_kstr(w, "expert", s->expert);
		jw_kstr(w, "expert_text", expert_text(s->expert));
		jw_kstr(w, "extension", s->extension);
		jw_kstr(w, "state", s->state);
		jw_kstr(w, "state_text", wf_state_text(&SEAT_MACHINE, s->state));
		jw_kstr(w, "reason", s->reason);
		jw_kint(w, "since", s->since);
		jw_kint(w, "until", s->until);
		jw_object_end(w);
	}
	jw_array_end(w);
}

static void put_day(struct json_out *w, const struct q_call_day_out *d)
{
	jw_key(w, "today");
	jw_object(w);
	jw_kint(w, "calls", d->calls);
	jw_kint(w, "answered", d->answered);
	jw_kint(w, "abandoned", d->abandoned);
	jw_kint(w, "wait_s", d->answered ? d->wait_ms / d->answered / MS_SECOND : NIL);
	jw_kint(w, "talk_s", d->answered ? d->talk_ms / d->answered / MS_SECOND : NIL);
	jw_object_end(w);
}

enum err hotline_board(struct req *r)
{
	struct op *op = op_of(r);
	struct q_seat_all_rows seats;
	struct q_call_waiting_by_zone_rows waiting;
	struct q_call_day_out day;
	enum err e = q_seat_all(op->s, &seats);
	if (!e)
		e = q_call_waiting_by_zone(op->s, &waiting);
	if (!e)
		e = q_call_day(op->s, &(struct q_call_day_in){ .from = day_start_ms(day_of_ms(op->now)) }, &day);
	if (e)
		return e;
	jw_object(&r->w);
	put_seats(&r->w, op, &seats);
	jw_key(&r->w, "waiting");
	jw_array(&r->w);
	for (size_t i = 0; i < waiting.n; i++) {
		jw_object(&r->w);
		jw_kstr(&r->w, "zone", waiting.v[i].zone);
		jw_kstr(&r->w, "expert", waiting.v[i].expert);
		jw_kint(&r->w, "n", waiting.v[i].n);
		jw_kint(&r->w, "oldest", waiting.v[i].oldest);
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	put_day(&r->w, &day);
	jw_kint(&r->w, "at", op->now);
	jw_object_end(&r->w);
	return ERR_OK;
}
