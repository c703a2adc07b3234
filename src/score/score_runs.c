/* SPDX-License-Identifier: Apache-2.0 */
/* Lists that stay (scoring.md 4): every morning one of the month so far, on the first working day after the month the preliminary
 * list 初榜, at last the frozen one 定榜. A list is counted outside the write and stored under the lock of its month, when it is
 * still owed; it is never changed. */
#include <inttypes.h>

#include "score/score_internal.h"

enum {
	MADE_FROM = 6 * MS_HOUR,   /* of the day, local (K-01: every day) */
	OBJECTION_DAYS = 3,        /* working days */
	FREEZE_DAY = 15,           /* of the next month: by then the last callback window (10 days) has ended */
	TEXT_MAX = 64 << 20,
	ROUNDS = 12
};

/* ---- the machine of a month ---- */

static const struct wf_state STATES[] = { { "preliminary", "初榜公示", false }, { "frozen", "已定榜", true } };
static const struct wf_edge EDGES[] = {
	{ "", "publish", "preliminary", "公布初榜", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "preliminary", "renew", "preliminary", "重出初榜", 0, WF_SYSTEM, "", "", "", NULL, NULL },
	{ "preliminary", "freeze", "frozen", "定榜", 0, WF_SYSTEM, "", "", "", NULL, NULL },
};
const struct wf_machine SCORE_MACHINE = { "score", "考核榜", STATES, sizeof STATES / sizeof *STATES, EDGES,
					  sizeof EDGES / sizeof *EDGES };

/* ---- the hash ---- */

void score_run_hash(struct arena *a, const struct q_score_run_get_out *run, const char *profile,
	const struct q_score_rows_rows *rows, uint8_t out[SM3_SIZE])
{
	struct buf b;
	buf_init(&b, a, TEXT_MAX);
	buf_printf(&b,
		"yingshao score 1\n%" PRId64 " %s %s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
		"\n%s\n%s\n",
		run->month, run->list, run->kind, run->made_at, run->from_at, run->to_at, run->profile_id, run->nrows,
		profile, run->head);
	for (size_t i = 0; i < rows->n; i++) {
		const struct q_score_rows_out *r = &rows->v[i];
		buf_printf(&b, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " ", r->place, r->unit_id, r->rank == NIL ? 0 : r->rank,
			r->points_micro);
		buf_str(&b, r->body);
		buf_char(&b, '\n');
	}
	sm3(b.p, b.n, out);
}

/* ---- making the lists of a month ---- */

/* What is to be made: the lists of a month, and the move of its machine that goes with it. */
struct owed {
	struct month_span at;
	const char *kind, *action; /* no kind: nothing; no action: the daily list */
	int64_t seen;              /* version of the month's row before counting */
};

struct making {
	struct op *op;
	const char *kind, *action;
	int64_t seen;
	struct score_chosen by;
	struct score_month m;
	struct q_score_run_get_out run[SCORE_LISTS];
	struct q_score_rows_rows rows[SCORE_LISTS];
	uint8_t hash[SCORE_LISTS][SM3_SIZE];
	/* under the lock: */
	struct change change;
	struct q_score_month_get_out row;
	int64_t id[SCORE_LISTS];
};

static const char *head_text(struct making *k, int list)
{
	struct buf b;
	struct json_out w;
	buf_init(&b, k->op->a, TEXT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	score_put_head(&w, &k->m, list);
	jw_object_end(&w);
	return buf_cstr(&b);
}

static const char *row_text(struct making *k, const struct score_place *p)
{
	struct buf b;
	struct json_out w;
	buf_init(&b, k->op->a, TEXT_MAX);
	jw_init(&w, &b);
	score_put_row(&w, &k->m, p, NULL);
	return buf_cstr(&b);
}

static void write_list(struct making *k, int list)
{
	struct q_score_rows_rows *rows = &k->rows[list];
	rows->v = ARENA_ARRAY(k->op->a, struct q_score_rows_out, k->m.places + 1);
	rows->n = 0;
	for (size_t i = 0; i < k->m.places; i++) {
		const struct score_place *p = &k->m.place[i];
		if (p->list != list)
			continue;
		rows->v[rows->n] = (struct q_score_rows_out){ .place = (int64_t)rows->n + 1, .unit_id = p->unit_id,
			.rank = p->rank ? p->rank : NIL, .points_micro = p->score, .body = row_text(k, p) };
		rows->n++;
	}
	k->run[list] = (struct q_score_run_get_out){ .month = k->m.at.yyyymm, .list = SCORE_LIST_NAMES[list], .kind = k->kind,
		.made_at = k->op->now, .from_at = k->m.at.from, .to_at = k->m.at.to, .profile_id = k->by.id, .nrows = (int64_t)rows->n,
		.head = head_text(k, list) };
	score_run_hash(k->op->a, &k->run[list], k->by.body, rows, k->hash[list]);
}

static enum err insert_list(struct making *k, struct db_session *s, int list)
{
	const struct q_score_run_get_out *run = &k->run[list];
	struct q_score_run_insert_out made;
	enum err e = q_score_run_insert(s, &(struct q_score_run_insert_in){ .month = run->month, .list = run->list, .kind = run->kind,
		.made_at = run->made_at, .from_at = run->from_at, .to_at = run->to_at, .profile_id = run->profile_id, .nrows = run->nrows,
		.head = run->head, .hash = { k->hash[list], SM3_SIZE } }, &made);
	for (size_t i = 0; !e && i < k->rows[list].n; i++) {
		const struct q_score_rows_out *r = &k->rows[list].v[i];
		e = q_score_row_insert(s, &(struct q_score_row_insert_in){ .run_id = made.id, .place = r->place, .unit_id = r->unit_id,
			.rank = r->rank, .points_micro = r->points_micro, .body = r->body }, NULL);
	}
	k->id[list] = e ? NIL : made.id;
	return e;
}

/* The event names the lists and their hashes, so that a list cannot be exchanged for another. */
static void say_runs(struct making *k)
{
	static const char *const RUN[] = { "", "towns_run", "departments_run" }, *const HASH[] = { "", "towns_hash",
		"departments_hash" };
	for (int list = SCORE_TOWNS; list < SCORE_LISTS; list++) {
		struct buf hex;
		buf_init(&hex, k->op->a, 2 * SM3_SIZE + 1);
		buf_hex(&hex, k->hash[list], SM3_SIZE);
		change_fact_int(&k->change, RUN[list], k->id[list]);
		change_fact_text(&k->change, HASH[list], buf_cstr(&hex));
	}
	change_topics(&k->change, "scores");
}

/* ---- the host ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	(void)ctx;
	(void)cap;
	return false;
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct making *)ctx)->op->problem;
}

static enum err publish(struct making *k, struct db_session *s)
{
	const struct calendar *cal = k->op->refs->calendar;
	int64_t now = k->op->now, until = cal_due(cal, now, OBJECTION_DAYS, LIMIT_WORKING_DAY, NULL, 0, now);
	int64_t fifteenth = day_start_ms((int32_t)(day_of_ms(k->m.at.to) / 100 * 100 + FREEZE_DAY)) + MADE_FROM;
	return q_score_month_open(s,
		&(struct q_score_month_open_in){ .month = k->m.at.yyyymm,
			.status = "preliminary",
			.published_at = now,
			.objections_until = until,
			.freeze_from = until > fifteenth ? until : fifteenth },
		NULL);
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct making *k = ctx;
	struct db_session *s = k->change.s;
	int64_t changed = 1, month = k->m.at.yyyymm, frozen = str_eq(e->to, "frozen") ? k->op->now : NIL;
	enum err x = !*e->from ? publish(k, s) :
				 q_score_month_set(s, &(struct q_score_month_set_in){ .status = e->to, .frozen_at = frozen, .month = month,
					.version = k->row.version }, &changed);
	if (x || !changed)
		return x ? x : ERR_STALE;
	change_begin(&k->change, arena_printf(k->op->a, "score.%s", e->action), NIL);
	change_text(&k->change, "score_month", month, "status", *e->from ? e->from : NULL, e->to);
	change_int(&k->change, "score_month", month, "frozen_at", NIL, frozen);
	say_runs(k);
	return change_end(&k->change);
}

static const struct wf_host HOST = { ctx_can, ctx_set, NULL, NULL, ctx_problem };

/* ---- what is owed ---- */

static int64_t morning_of(int64_t now)
{
	return day_start_ms(day_of_ms(now)) + MADE_FROM;
}

static enum err daily_owed(struct db_session *s, int64_t now, bool *yes)
{
	struct q_score_last_daily_out last;
	*yes = false;
	if (now < morning_of(now))
		return ERR_OK;
	enum err e = q_score_last_daily(s, &(struct q_score_last_daily_in){ .month = day_of_ms(now) / 100 }, &last);
	*yes = !e && (last.made_at == NIL || last.made_at < morning_of(now));
	return e;
}

/* From the first working day of the month on, at six, for the month before. */
static bool past_first_working_day(const struct calendar *cal, int64_t now)
{
	int32_t today = day_of_ms(now);
	for (int32_t day = today / 100 * 100 + 1; day <= today; day = day_add(day, 1))
		if (cal_working(cal, day))
			return now >= day_start_ms(day) + MADE_FROM;
	return false;
}

int64_t score_month_before(int64_t now)
{
	int64_t m = day_of_ms(now) / 100;
	return m % 100 == 1 ? m - 89 : m - 1;
}

enum err score_month_row(struct db_session *s, int64_t month, struct q_score_month_get_out *out)
{
	enum err e = q_score_month_get(s, &(struct q_score_month_get_in){ .month = month }, out);
	if (e == ERR_NOT_FOUND)
		*out = (struct q_score_month_get_out){ .month = month, .status = "", .published_at = NIL, .objections_until = NIL,
			.freeze_from = NIL, .frozen_at = NIL };
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* A ruling or an exclusion makes a new preliminary list; what is not decided holds the frozen one. */
static enum err next_of_published(
	struct op *op, struct db_session *s, const struct q_score_month_get_out *row, const char **action)
{
	struct q_score_objections_open_out open;
	struct q_exclusions_open_out excluding;
	if (!str_eq(row->status, "preliminary") || row->stale || op->now < row->freeze_from) {
		*action = str_eq(row->status, "preliminary") && row->stale ? "renew" : NULL;
		return ERR_OK;
	}
	enum err e = q_score_objections_open(s, &(struct q_score_objections_open_in){ .month = row->month }, &open);
	if (!e)
		e = q_exclusions_open(s, &(struct q_exclusions_open_in){ .month = row->month }, &excluding);
	*action = !e && !open.n && !excluding.n ? "freeze" : NULL;
	return e;
}

/* What the machine should do with a month now; NULL: nothing. A month that no morning has seen, because the program was not there
 * yet, is not published. */
static enum err action_owed(struct op *op, struct db_session *s, const struct q_score_month_get_out *row, const char **action)
{
	struct q_score_last_daily_out last;
	*action = NULL;
	if (*row->status)
		return next_of_published(op, s, row, action);
	if (row->month != score_month_before(op->now) || !past_first_working_day(op->refs->calendar, op->now))
		return ERR_OK;
	enum err e = q_score_last_daily(s, &(struct q_score_last_daily_in){ .month = row->month }, &last);
	*action = !e && last.made_at != NIL ? "publish" : NULL;
	return e;
}

/* ---- storing ---- */

static enum err still_owed(struct making *k, struct db_session *s, bool *yes)
{
	const char *action = NULL;
	if (!k->action)
		return daily_owed(s, k->op->now, yes);
	enum err e = action_owed(k->op, s, &k->row, &action);
	*yes = !e && str_eq(action, k->action) && k->row.version == k->seen;
	return e;
}

/* Another node may have made it meanwhile, or a ruling come after the counting: ERR_STALE, and nothing is written. */
static enum err store(struct db_session *s, void *arg)
{
	struct making *k = arg;
	struct op *op = k->op;
	bool yes = false;
	enum err e = change_open(&k->change, s, op->site->keys, op->site->env, op->problem, op_actor(op), "score",
		k->m.at.yyyymm, op->now);
	if (!e)
		e = score_month_row(s, k->m.at.yyyymm, &k->row);
	if (!e)
		e = still_owed(k, s, &yes);
	if (!e && !yes)
		e = ERR_STALE;
	for (int list = SCORE_TOWNS; !e && list < SCORE_LISTS; list++)
		e = insert_list(k, s, list);
	if (e)
		return e;
	if (k->action) {
		e = wf_move(&SCORE_MACHINE, &HOST, k, WF_SYSTEM, k->row.status, k->action);
	} else {
		change_begin(&k->change, "score.daily", NIL);
		say_runs(k);
		e = change_end(&k->change);
	}
	return e ? e : change_close(&k->change);
}

static enum err make(struct op *op, const struct owed *owed)
{
	struct making k = { .op = op, .kind = owed->kind, .action = owed->action, .seen = owed->seen };
	enum err e = score_profile_of(op->s, owed->at.yyyymm, &k.by);
	if (!e)
		e = score_count(op, &owed->at, &k.m);
	if (e)
		return e;
	score_by(&k.m, &k.by.p);
	for (int list = SCORE_TOWNS; list < SCORE_LISTS; list++)
		write_list(&k, list);
	e = db_write(op->s, store, &k);
	return e == ERR_STALE ? ERR_OK : e;
}

/* ---- one after the other ---- */

static enum err owed_of_month(struct op *op, int64_t month, struct owed *out)
{
	struct q_score_month_get_out row;
	const char *action = NULL;
	enum err e = score_month_row(op->s, month, &row);
	if (!e)
		e = action_owed(op, op->s, &row, &action);
	if (!e && action)
		*out = (struct owed){ month_at(month), str_eq(action, "freeze") ? "frozen" : "preliminary", action, row.version };
	return e;
}

static enum err find_owed(struct op *op, struct owed *out)
{
	struct q_score_months_preliminary_rows open;
	bool daily = false;
	*out = (struct owed){ 0 };
	enum err e = daily_owed(op->s, op->now, &daily);
	if (!e && daily) {
		*out = (struct owed){ month_at(day_of_ms(op->now) / 100), "daily", NULL, 0 };
		out->at.to = op->now;
		return ERR_OK;
	}
	if (!e)
		e = owed_of_month(op, score_month_before(op->now), out);
	if (!e && !out->kind)
		e = q_score_months_preliminary(op->s, &open);
	for (size_t i = 0; !e && !out->kind && i < open.n; i++)
		e = owed_of_month(op, open.v[i].month, out);
	return e;
}

enum err score_pending(struct op *op, bool *yes)
{
	struct owed owed;
	enum err e = find_owed(op, &owed);
	*yes = !e && owed.kind;
	return e;
}

enum err score_make_due(struct op *op, int64_t *made)
{
	struct owed owed;
	for (*made = 0; *made < ROUNDS; ++*made) {
		enum err e = find_owed(op, &owed);
		if (!e && owed.kind)
			e = make(op, &owed);
		if (e || !owed.kind)
			return e;
	}
	return ERR_OK;
}

/* ---- how units stood ---- */

static bool flagged(struct arena *a, const char *body)
{
	const struct json *v;
	const char *why;
	return !json_parse(a, sv_from(body), &v, &why) && json_bool(json_get(v, "flagged"));
}

enum err score_frozen(struct op *op, int64_t month, const char *list, struct score_standing **v, size_t *n)
{
	struct q_score_runs_of_rows runs;
	struct q_score_rows_rows rows = { 0 };
	int64_t id = NIL;
	*n = 0;
	enum err e = q_score_runs_of(op->s, &(struct q_score_runs_of_in){ .month = month }, &runs);
	for (size_t i = 0; !e && i < runs.n && id == NIL; i++)
		if (str_eq(runs.v[i].kind, "frozen") && str_eq(runs.v[i].list, list))
			id = runs.v[i].id;
	if (!e && id != NIL)
		e = q_score_rows(op->s, &(struct q_score_rows_in){ .run_id = id }, &rows);
	*v = ARENA_ARRAY(op->a, struct score_standing, rows.n + 1);
	for (; !e && *n < rows.n; ++*n) {
		const struct q_score_rows_out *r = &rows.v[*n];
		(*v)[*n] = (struct score_standing){ r->unit_id, r->rank == NIL ? 0 : r->rank, r->points_micro, flagged(op->a, r->body) };
	}
	return e;
}
