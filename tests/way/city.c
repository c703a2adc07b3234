/* SPDX-License-Identifier: Apache-2.0 */
/* The test city: fixture, and one function per thing that people do in it. */
#include "way/city.h"

#include <inttypes.h>

#include "app/subscriptions.h"
#include "clock/clock.h"
#include "way/city_sql.h"

enum db_engine city_engine = DB_SQLITE;

/* ---- the fixture ---- */

static void load_people(struct city *c)
{
	struct arena *a = c->f->arena;
	for (int i = 1; i < USERS; i++)
		if (principal_load(c->f->s, c->people, i, c->env.now, &c->who[i]))
			fail_msg("user %d cannot be loaded", i);
	arena_reset(a);
}

void city_reload(struct city *c)
{
	if (refs_load(&c->site, c->f->s))
		fail_msg("reference data cannot be loaded: %s", db_error(c->f->s));
}

struct city *city_open(enum db_engine engine)
{
	struct city *c = calloc(1, sizeof *c);
	char why[256] = "", path[128];
	if (!c)
		abort();
	json_init();
	c->f = db_fixture_migrated(engine);
	env_fake_init(&c->env, day_start_ms(20250303) + 9 * (int64_t)MS_HOUR, 7);
	snprintf(c->dir, sizeof c->dir, "/tmp/ys_city_XXXXXX");
	if (!mkdtemp(c->dir))
		abort();
	snprintf(path, sizeof path, "%s/keys", c->dir);
	if (keys_open_soft(path, true, &c->env.env, &c->site.keys, why, sizeof why))
		fail_msg("keys: %s", why);
	c->site.db = c->f->db;
	c->site.env = &c->env.env;
	c->site.var_dir = c->dir;
	c->people = arena_new(4 << 20);
	const char *const scripts[] = { CITY_UNITS, CITY_PEOPLE, CITY_CATALOGUE };
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (db_script(c->f->s, scripts[i]))
			fail_msg("script %zu: %s", i, db_error(c->f->s));
	/* ids given by hand do not move the sequences of PostgreSQL */
	static const char *const given[] = { "unit", "app_user", "channel", "event_type", "grid" };
	for (size_t i = 0; engine == DB_POSTGRES && i < sizeof given / sizeof *given; i++) {
		snprintf(path, sizeof path, "SELECT setval(pg_get_serial_sequence('%s', 'id'), 1000)", given[i]);
		if (db_script(c->f->s, path))
			fail_msg("%s: %s", path, db_error(c->f->s));
	}
	event_subscribe(SUBSCRIPTIONS);
	city_reload(c);
	load_people(c);
	return c;
}

void city_close(struct city *c)
{
	numbers_forget(&c->site);
	refs_close(&c->site);
	keys_close(c->site.keys);
	db_fixture_close(c->f);
	db_fixture_remove_dir(c->dir);
	arena_free(c->people);
	free(c);
}

void city_pass(struct city *c, int64_t ms)
{
	c->env.now += ms;
}

void city_next_morning(struct city *c)
{
	int32_t day = day_of_ms(c->env.now);
	do
		day = day_add(day, 1);
	while (day_weekday(day) > 4);
	c->env.now = day_start_ms(day) + 9 * (int64_t)MS_HOUR + 30 * (int64_t)MS_MINUTE;
}

struct write_call {
	struct op op;
	enum err (*fn)(struct op *op, void *arg);
	void *arg;
};

static enum err run(struct db_session *s2, void *arg)
{
	struct write_call *w = arg;
	struct op op = w->op;
	op.s = s2;
	return w->fn(&op, w->arg);
}

static struct op make_op(struct city *c, int who)
{
	c->problem = (struct problem){ 0 };
	return (struct op){ .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now,
			    .by = who == CITIZEN ? OP_CITIZEN : who == SYSTEM ? OP_SYSTEM : OP_PERSON,
			    .who = who > 0 ? &c->who[who] : NULL, .refs = refs_take(&c->site), .problem = &c->problem };
}

enum err city_write(struct city *c, int who, enum err (*fn)(struct op *op, void *arg), void *arg)
{
	struct write_call w = { make_op(c, who), fn, arg };
	enum err e = db_write(c->f->s, run, &w);
	refs_drop(&c->site, w.op.refs);
	snprintf(c->code, sizeof c->code, "%s", c->problem.code ? c->problem.code : "");
	return e;
}

void city_ok(struct city *c, enum err e, const char *what, int line)
{
	if (e)
		fail_msg("line %d: %s: %s %s %s %s", line, what, err_name(e), c->code, c->problem.text ? c->problem.text : "",
			 db_error(c->f->s));
}

void city_refused(struct city *c, enum err e, const char *expected, const char *what, int line)
{
	if (!e)
		fail_msg("line %d: %s was done, expected %s", line, what, expected);
	if (strcmp(c->code, expected) != 0)
		fail_msg("line %d: %s: %s %s, expected %s %s", line, what, err_name(e), c->code, expected, db_error(c->f->s));
}

/* ---- actions ---- */

struct args {
	struct city *c;
	int64_t id, id2, id3;
	const char *a, *b, *text;
	bool flag;
	int number;
	const void *p;
};

void city_number(struct city *c, const char *name, char no[NUMBER_CHARS + 1])
{
	struct op op = make_op(c, SYSTEM);
	if (number_next(&op, name, no))
		fail_msg("no number");
	refs_drop(&c->site, op.refs);
}

static enum err do_say(struct op *op, void *arg)
{
	struct args *x = arg;
	const struct said *s = x->p;
	struct appeal_made made;
	enum err e = appeal_create(op,
		&(struct appeal_new){ .no = x->a,
			.channel_id = s->channel ? s->channel : CH_PHONE,
			.external_no = s->external_no,
			.upstream = s->upstream,
			.upstream_due_at = NIL,
			.received_at = op->now,
			.created_unit_id = NIL,
			.anonymity = s->anonymity ? s->anonymity : "named",
			.person_kind = "citizen",
			.name = "王某",
			.phone = s->phone && *s->phone ? s->phone : NULL,
			.no_callback = s->no_callback,
			.no_callback_reason = s->no_callback ? "本人要求不回访" : NULL,
			.type = s->type ? s->type : "help",
			.family = "people",
			.event_type_id = NIL,
			.title = "路口井盖没了",
			.body = "东街路口的井盖不见了，晚上很危险。",
			.happened = "昨晚",
			.subject = "井盖",
			.address = "东街路口",
			.urgency = "normal",
			.town_id = U_TOWN,
			.community_id = U_VILLAGE,
			.grid_id = GRID_VILLAGE,
			.lon = 119050000,
			.lat = 37050000,
			.closed_at = NIL },
		&made);
	if (e)
		return e;
	x->c->made = made.id;
	snprintf(x->c->receipt, sizeof x->c->receipt, "%s", made.receipt);
	return ERR_OK;
}

static enum err try_say(struct city *c, const struct said *s)
{
	char no[NUMBER_CHARS + 1];
	city_number(c, "appeal", no);
	return city_write(c, s->channel == CH_WECHAT ? CITIZEN : RECEIVER, do_say, &(struct args){ .c = c, .a = no, .p = s });
}

int64_t say(struct city *c, const struct said *s)
{
	ok(try_say(c, s));
	return c->made;
}

static enum err do_file(struct op *op, void *arg)
{
	struct args *x = arg;
	struct q_appeal_get_out a = { .id = NIL };
	enum err e = x->id == NIL ? ERR_OK : appeal_get(op, x->id, &a);
	if (e)
		return e;
	return case_open(op, &(struct case_new){ .no = x->a, .source = x->id == NIL ? "patrol" : "appeal", .title = "井盖没了",
		.summary = "路口井盖缺失", .event_type_id = x->id2, .type = x->id == NIL ? NULL : a.type, .town_id = U_TOWN,
		.community_id = U_VILLAGE, .grid_id = GRID_VILLAGE, .lon = NIL, .lat = NIL, .address = "东街路口", .appeal_id = x->id },
		&x->c->made);
}

int64_t file(struct city *c, int64_t appeal, int64_t type)
{
	char no[NUMBER_CHARS + 1];
	city_number(c, "case", no);
	ok(city_write(c, DISPATCHER, do_file, &(struct args){ .c = c, .a = no, .id = appeal, .id2 = type }));
	return c->made;
}

int64_t filed(struct city *c, int64_t type)
{
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234", .type = type == T_CONSULT ? "consult" : "help" });
	return file(c, appeal, type);
}

int64_t patrol(struct city *c, int64_t type)
{
	char no[NUMBER_CHARS + 1];
	city_number(c, "case", no);
	ok(city_write(c, GRID_HEAD, do_file, &(struct args){ .c = c, .a = no, .id = NIL, .id2 = type }));
	return c->made;
}

static enum err do_dispatch(struct op *op, void *arg)
{
	struct args *x = arg;
	struct order_dispatch d = { .case_id = x->id, .version = NIL, .lead_unit_id = x->id2, .demand = "请尽快处理" };
	if (x->id3 != NIL)
		d.co_unit_ids[d.nco++] = x->id3;
	return order_dispatch(op, &d, &x->c->made);
}

enum err dispatch_to(struct city *c, int64_t case_id, int64_t lead, int64_t co)
{
	return city_write(c, DISPATCHER, do_dispatch, &(struct args){ .c = c, .id = case_id, .id2 = lead, .id3 = co });
}

int64_t dispatched(struct city *c, int64_t type)
{
	ok(dispatch_to(c, filed(c, type), NIL, NIL));
	return c->made;
}

static enum err do_appeal(struct op *op, void *arg)
{
	struct args *x = arg;
	return appeal_move(op, x->id, x->a, &(struct appeal_move_args){ .version = NIL, .text = x->text,
			   .special = str_eq(x->a, "refuse") ? "legal_route" : NULL });
}

enum err appeal_do(struct city *c, int who, int64_t appeal, const char *action, const char *text)
{
	return city_write(c, who, do_appeal, &(struct args){ .c = c, .id = appeal, .a = action, .text = text });
}

static enum err do_sign(struct op *op, void *arg)
{
	return order_sign(op, ((struct args *)arg)->id, NIL, NIL);
}

enum err sign(struct city *c, int who, int64_t order)
{
	return city_write(c, who, do_sign, &(struct args){ .id = order });
}

static enum err do_contact(struct op *op, void *arg)
{
	struct args *x = arg;
	return order_contact(op, x->id, NIL, &(struct order_contact){ "phone", x->flag, "已与诉求人联系", NIL });
}

enum err contact(struct city *c, int who, int64_t order, bool reached)
{
	return city_write(c, who, do_contact, &(struct args){ .id = order, .flag = reached });
}

static enum err do_submit(struct op *op, void *arg)
{
	struct args *x = arg;
	return order_submit(op, x->id, NIL, x->p);
}

enum err submit_as(struct city *c, int who, int64_t order, const struct order_result *r)
{
	return city_write(c, who, do_submit, &(struct args){ .id = order, .p = r });
}

enum err submit(struct city *c, int who, int64_t order)
{
	return submit_as(c, who, order, &(struct order_result){ .result = "solved", .public_answer = "井盖已重新安装并加固，请放心通行。",
			 .internal_note = "备件一套", .contact = &(struct order_contact){ "visit", true, "现场见面", NIL } });
}

static enum err do_review(struct op *op, void *arg)
{
	struct args *x = arg;
	return order_review(op, x->id, NIL, x->flag, x->text);
}

enum err review(struct city *c, int who, int64_t order, bool pass, const char *opinion)
{
	return city_write(c, who, do_review, &(struct args){ .id = order, .flag = pass, .text = opinion });
}

void settle(struct city *c, int64_t order)
{
	if (strcmp(order_status(c, order), "to_sign") == 0)
		ok(sign(c, HANDLER, order));
	ok(submit(c, HANDLER, order));
	ok(review(c, LEADER, order, true, NULL));
}

static enum err do_claim(struct op *op, void *arg)
{
	struct city *c = ((struct args *)arg)->c;
	c->made = NIL; /* whatever comes next */
	return callback_claim(op, &c->made);
}

enum err claim(struct city *c, int who)
{
	return city_write(c, who, do_claim, &(struct args){ .c = c });
}

static enum err do_attempt(struct op *op, void *arg)
{
	struct args *x = arg;
	return callback_attempt(op, x->id, x->a, x->b, "拨打一次");
}

enum err attempt(struct city *c, int who, int64_t task, const char *method, const char *outcome)
{
	return city_write(c, who, do_attempt, &(struct args){ .id = task, .a = method, .b = outcome });
}

static enum err do_rate_call(struct op *op, void *arg)
{
	struct args *x = arg;
	return callback_rate(op, x->id, &(struct answers){ x->a, x->number, 1, "回访意见", NULL });
}

enum err rate_call(struct city *c, int who, int64_t task, const char *solved, int satisfied)
{
	return city_write(c, who, do_rate_call, &(struct args){ .id = task, .a = solved, .number = satisfied });
}

static enum err do_rate_link(struct op *op, void *arg)
{
	struct args *x = arg;
	return rate_by_citizen(op, x->id, &(struct answers){ x->a, x->number, NIL, "扫码评价", NULL });
}

enum err rate_link(struct city *c, int64_t appeal, const char *solved, int satisfied)
{
	return city_write(c, CITIZEN, do_rate_link, &(struct args){ .id = appeal, .a = solved, .number = satisfied });
}

void call_and_rate(struct city *c, int64_t appeal, const char *solved, int satisfied)
{
	int64_t task = task_of(c, appeal);
	ok(attempt(c, AGENT, task, "phone", "reached"));
	ok(rate_call(c, AGENT, task, solved, satisfied));
}

static enum err do_judge(struct op *op, void *arg)
{
	struct args *x = arg;
	bool done;
	enum err e = callback_judge(op, x->id, x->id2, x->flag, x->text, NULL, 0, &done);
	x->c->made = done;
	return e;
}

enum err judge(struct city *c, int who, int64_t case_id, int64_t appeal, bool rework, const char *opinion)
{
	return city_write(c, who, do_judge, &(struct args){ .c = c, .id = case_id, .id2 = appeal, .flag = rework, .text = opinion });
}

static enum err do_sweep(struct op *op, void *arg)
{
	return callback_sweep(op, 100, &((struct args *)arg)->c->made);
}

enum err sweep(struct city *c)
{
	return city_write(c, SYSTEM, do_sweep, &(struct args){ .c = c });
}

static enum err do_join(struct op *op, void *arg)
{
	struct args *x = arg;
	return case_join(op, x->id, NIL, x->id2, x->a, "同一个井盖");
}

enum err join(struct city *c, int64_t appeal, int64_t case_id, const char *kind)
{
	return city_write(c, DISPATCHER, do_join, &(struct args){ .id = appeal, .id2 = case_id, .a = kind });
}

static enum err do_unjoin(struct op *op, void *arg)
{
	return case_unjoin(op, ((struct args *)arg)->id, "不是同一个井盖");
}

enum err unjoin(struct city *c, int64_t appeal)
{
	return city_write(c, DISPATCHER, do_unjoin, &(struct args){ .id = appeal });
}

static enum err do_merge(struct op *op, void *arg)
{
	struct args *x = arg;
	return case_merge(op, x->id, NIL, x->id2, x->a, "同一件事", &x->c->made);
}

enum err merge(struct city *c, int64_t from, int64_t into, const char *kind)
{
	return city_write(c, DISPATCHER, do_merge, &(struct args){ .c = c, .id = from, .id2 = into, .a = kind });
}

static enum err do_unmerge(struct op *op, void *arg)
{
	struct args *x = arg;
	return case_unmerge(op, x->id, "并错了", &x->c->made);
}

enum err unmerge(struct city *c, int64_t merge_id)
{
	return city_write(c, DISPATCHER, do_unmerge, &(struct args){ .c = c, .id = merge_id });
}

static enum err do_case(struct op *op, void *arg)
{
	struct args *x = arg;
	if (str_eq(x->a, "withdraw"))
		return case_withdraw(op, x->id, NIL, x->text);
	return case_act(op, x->id, NIL, x->a, &(struct case_move_args){ .reason = x->text,
			.closing_kind = str_eq(x->a, "check") ? "checked" : NULL });
}

enum err case_do(struct city *c, int who, int64_t case_id, const char *action, const char *reason)
{
	return city_write(c, who, do_case, &(struct args){ .id = case_id, .a = action, .text = reason });
}

static enum err do_urge(struct op *op, void *arg)
{
	struct args *x = arg;
	const char *told;
	enum err e = case_urge(op, x->id, x->id2, CH_PHONE, "问什么时候能修好", &told);
	if (!e)
		snprintf(x->c->told, sizeof x->c->told, "%s", told);
	return e;
}

enum err urge(struct city *c, int64_t case_id, int64_t appeal)
{
	return city_write(c, RECEIVER, do_urge, &(struct args){ .c = c, .id = case_id, .id2 = appeal });
}

static enum err do_redirect(struct op *op, void *arg)
{
	struct args *x = arg;
	return order_redirect(op, x->id, NIL, x->id2, x->text, &x->c->made);
}

enum err redirect(struct city *c, int64_t order, int64_t unit, const char *reason)
{
	return city_write(c, DISPATCHER, do_redirect, &(struct args){ .c = c, .id = order, .id2 = unit, .text = reason });
}

static enum err do_undispatch(struct op *op, void *arg)
{
	struct args *x = arg;
	return order_undispatch(op, x->id, NIL);
}

enum err undispatch(struct city *c, int who, int64_t case_id)
{
	return city_write(c, who, do_undispatch, &(struct args){ .c = c, .id = case_id });
}

static enum err do_extra(struct op *op, void *arg)
{
	struct args *x = arg;
	return order_add(op, x->p, &x->c->made);
}

enum err extra(struct city *c, int who, const struct order_extra *x)
{
	return city_write(c, who, do_extra, &(struct args){ .c = c, .p = x });
}

static enum err do_terminate(struct op *op, void *arg)
{
	struct args *x = arg;
	return order_terminate(op, x->id, NIL, x->text);
}

enum err terminate(struct city *c, int64_t order, const char *reason)
{
	return city_write(c, DISPATCHER, do_terminate, &(struct args){ .id = order, .text = reason });
}

static enum err do_transfer(struct op *op, void *arg)
{
	struct args *x = arg;
	return order_transfer(op, x->id, NIL, x->a, x->b);
}

enum err transfer(struct city *c, int64_t order, const char *to, const char *receipt_no)
{
	return city_write(c, DISPATCHER, do_transfer, &(struct args){ .id = order, .a = to, .b = receipt_no });
}

static enum err do_attach(struct op *op, void *arg)
{
	struct args *x = arg;
	struct q_attachment_insert_out made;
	return q_attachment_insert(op->s, &(struct q_attachment_insert_in){ .object_kind = x->a, .object_id = x->id, .stage = x->b,
		.hash = "00", .name = "照片.jpg", .media_type = "image/jpeg", .size = 1, .width = 1, .height = 1, .status = "ready",
		.uploaded_by = HANDLER, .uploaded_at = op->now }, &made);
}

void attach(struct city *c, const char *kind, int64_t id, const char *stage)
{
	ok(city_write(c, SYSTEM, do_attach, &(struct args){ .id = id, .a = kind, .b = stage }));
}

/* ---- seeing ---- */

void get_appeal(struct city *c, int64_t id, struct q_appeal_get_out *out)
{
	ok(q_appeal_get(c->f->s, &(struct q_appeal_get_in){ .id = id }, out));
}

void get_case(struct city *c, int64_t id, struct q_case_get_out *out)
{
	ok(q_case_get(c->f->s, &(struct q_case_get_in){ .id = id }, out));
}

void get_order(struct city *c, int64_t id, struct q_order_get_out *out)
{
	ok(q_order_get(c->f->s, &(struct q_order_get_in){ .id = id }, out));
}

const char *appeal_status(struct city *c, int64_t id)
{
	struct q_appeal_get_out row;
	get_appeal(c, id, &row);
	return row.status;
}

const char *case_status(struct city *c, int64_t id)
{
	struct q_case_get_out row;
	get_case(c, id, &row);
	return row.status;
}

const char *order_status(struct city *c, int64_t id)
{
	struct q_order_get_out row;
	get_order(c, id, &row);
	return row.status;
}

int64_t city_int(struct city *c, const char *sql, int64_t id)
{
	struct db_query q;
	struct db_cursor *cursor;
	struct db_arg arg = DB_ARG_I64(id);
	db_query_init(&q);
	db_query_add_(&q, sql, &arg, strchr(sql, '$') ? 1 : 0);
	ok(db_query_open(c->f->s, &q, &cursor));
	enum err e = db_next(cursor);
	int64_t v = e ? NIL : db_i64(cursor, 0);
	db_query_close(cursor);
	if (e && e != ERR_NOT_FOUND)
		fail_msg("%s: %s", sql, db_error(c->f->s));
	return v;
}

int64_t case_of(struct city *c, int64_t appeal)
{
	struct q_appeal_get_out row;
	get_appeal(c, appeal, &row);
	return row.case_id;
}

int64_t lead_of(struct city *c, int64_t case_id)
{
	return city_int(c,
		"SELECT id FROM work_order WHERE case_id = $ AND role = 'lead' AND status NOT IN ('redirected', 'recalled') ORDER BY id "
		"DESC",
		case_id);
}

int64_t task_of(struct city *c, int64_t appeal)
{
	return city_int(c, "SELECT id FROM callback_task WHERE appeal_id = $ ORDER BY round DESC", appeal);
}

int64_t clock_due_of(struct city *c, const char *object_kind, int64_t id, const char *kind)
{
	char sql[256];
	snprintf(sql, sizeof sql,
		"SELECT due_at FROM clock WHERE object_kind = '%s' AND kind = '%s' AND object_id = $ ORDER BY id DESC",
		object_kind, kind);
	return city_int(c, sql, id);
}

static void keep_first(void *arg, const char *finding)
{
	struct city *c = arg;
	if (!c->told[0])
		snprintf(c->told, sizeof c->told, "%s", finding);
}

int64_t findings(struct city *c)
{
	struct verify_report r;
	c->told[0] = 0;
	ok(event_verify(c->f->s, c->site.keys, keep_first, c, &r));
	return r.bad;
}

static enum err do_anchor(struct op *op, void *arg)
{
	(void)arg;
	int64_t heads;
	return event_anchor(op->s, op->site->keys, op->now, &heads);
}

void anchor(struct city *c)
{
	ok(city_write(c, SYSTEM, do_anchor, NULL));
}

/* ---- adjustments ---- */

struct adjust_args {
	struct city *c;
	struct adjust_ask ask;
	int64_t id;
	enum adjust_decision d;
	const char *opinion;
};

static enum err do_adjust_ask(struct op *op, void *arg)
{
	struct adjust_args *x = arg;
	return adjust_ask(op, &x->ask, &x->c->made);
}

enum err ask_adjust(struct city *c, int who, int64_t order, const char *kind, int64_t more, int64_t until)
{
	struct adjust_args x = { .c = c, .ask = { order, NIL, kind, "complex", "现场条件不具备", "", more, until } };
	return city_write(c, who, do_adjust_ask, &x);
}

static enum err do_decide(struct op *op, void *arg)
{
	const struct adjust_args *x = arg;
	return adjust_decide(op, x->id, NIL, x->d, x->opinion);
}

enum err decide(struct city *c, int who, int64_t adjustment, enum adjust_decision d, const char *opinion)
{
	return city_write(c, who, do_decide, &(struct adjust_args){ .id = adjustment, .d = d, .opinion = opinion });
}

static enum err do_resume(struct op *op, void *arg)
{
	return adjust_resume(op, *(int64_t *)arg, "条件已具备");
}

enum err resume(struct city *c, int who, int64_t order)
{
	return city_write(c, who, do_resume, &order);
}

static enum err do_resume_due(struct op *op, void *arg)
{
	struct city *c = arg;
	int64_t ids[32];
	size_t n = 0;
	enum err e = adjust_due(op, ids, sizeof ids / sizeof *ids, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = adjust_resume_due(op, ids[i]);
	c->made = (int64_t)n;
	return e;
}

enum err resume_due(struct city *c)
{
	return city_write(c, SYSTEM, do_resume_due, c);
}

/* ---- returned orders ---- */

struct returning {
	struct city *c;
	struct dispute_ask ask;
	int64_t id;
	struct dispute_ruling ruling;
};

static enum err do_return(struct op *op, void *arg)
{
	struct returning *x = arg;
	return dispute_ask(op, &x->ask, &x->c->made);
}

enum err give_back(struct city *c, int who, int64_t order, int64_t proposed, const char *basis)
{
	struct returning x = { .c = c, .ask = { order, NIL, "not_duty", "管护职责不在本单位", basis, proposed } };
	return city_write(c, who, do_return, &x);
}

static enum err do_rule(struct op *op, void *arg)
{
	const struct returning *x = arg;
	return dispute_rule(op, x->id, NIL, &x->ruling);
}

enum err rule(struct city *c, int who, int64_t id, const char *action, int64_t unit)
{
	bool ruling = strcmp(action, "redirect") == 0 || strcmp(action, "reject") == 0;
	struct returning x = { .id = id, .ruling = { action, "见会议纪要", ruling ? "三定规定第三条" : NULL, unit } };
	return city_write(c, who, do_rule, &x);
}

static enum err do_late(struct op *op, void *arg)
{
	struct city *c = arg;
	int64_t ids[16];
	size_t n = 0;
	enum err e = dispute_due(op, ids, 16, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = dispute_overdue(op, ids[i]);
	c->made = (int64_t)n;
	return e;
}

enum err raise_late(struct city *c)
{
	return city_write(c, SYSTEM, do_late, c);
}

/* ---- both engines ---- */

int city_set_up(void **state)
{
	*state = city_open(city_engine);
	return 0;
}

int city_tear_down(void **state)
{
	city_close(*state);
	return 0;
}

int city_run(const char *name, const struct CMUnitTest *tests, size_t n)
{
	char group[64];
	snprintf(group, sizeof group, "%s sqlite", name);
	city_engine = DB_SQLITE;
	int failed = db_fixture_on(DB_SQLITE) ? _cmocka_run_group_tests(group, tests, n, NULL, NULL) : 0;
	if (!db_fixture_on(DB_POSTGRES)) {
		puts("postgres: skipped, YS_TEST_PG is not set (see tests/pg.sh)");
		return failed;
	}
	snprintf(group, sizeof group, "%s postgres", name);
	city_engine = DB_POSTGRES;
	return failed + _cmocka_run_group_tests(group, tests, n, NULL, NULL);
}
