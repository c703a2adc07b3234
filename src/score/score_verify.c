/* SPDX-License-Identifier: Apache-2.0 */
/* Proof of the lists that stay: the hash over the text, the event that names it, and the scores from the counts. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "score/score_internal.h"

enum { SCRATCH = 256 << 20, FINDING_CHARS = 200 };

struct proof {
	struct db_session *s;
	struct arena *a;
	void (*say)(void *arg, const char *finding);
	void *arg;
	int64_t bad;
	struct q_score_run_get_out run;
	struct q_score_rows_rows rows;
	struct score_chosen by;
};

static void wrong(struct proof *p, const char *what)
{
	char text[FINDING_CHARS];
	snprintf(text, sizeof text, "%" PRId64 " 考核榜（第 %" PRId64 " 号）：%s", p->run.month, p->run.id, what);
	p->bad++;
	p->say(p->arg, text);
}

static bool counts_of(struct proof *p, const char *body, struct score_counts by_type[SCORE_TYPES])
{
	const struct json *v, *all;
	const char *why;
	if (json_parse(p->a, sv_from(body), &v, &why) || json_count(all = json_get(v, "counts_hundredths")) != SCORE_TYPES)
		return false;
	for (size_t t = 0; t < SCORE_TYPES; t++) {
		const struct json *one = json_at(all, t);
		int64_t n[SCORE_COUNTS] = { 0 };
		for (size_t i = 0; i < json_count(one) && i < SCORE_COUNTS; i++)
			n[i] = json_int(json_at(one, i));
		by_type[t] = score_counts_from(n);
	}
	return true;
}

/* Scores and ranks once more, from nothing but the counts in the rows. */
static void check_scores(struct proof *p)
{
	struct op op = { .s = p->s, .a = p->a };
	struct score_month m = { .op = &op, .n = p->rows.n, .unit = ARENA_ARRAY(p->a, struct score_unit_month, p->rows.n + 1) };
	for (size_t i = 0; i < m.n; i++) {
		m.unit[i] = (struct score_unit_month){ .unit_id = p->rows.v[i].unit_id, .list = SCORE_TOWNS };
		if (!counts_of(p, p->rows.v[i].body, m.unit[i].by_type)) {
			wrong(p, "读不出单位的计数");
			return;
		}
	}
	score_by(&m, &p->by.p);
	for (size_t i = 0; i < m.n; i++) {
		const struct q_score_rows_out *row = &p->rows.v[i];
		int64_t rank = row->rank == NIL ? 0 : row->rank;
		if (m.place[i].unit_id != row->unit_id || m.place[i].score != row->points_micro || m.place[i].rank != rank) {
			wrong(p, "由计数重算的得分或名次与榜上不同");
			return;
		}
	}
}

static enum err check_named(struct proof *p)
{
	struct q_score_run_events_rows events;
	struct buf hex;
	buf_init(&hex, p->a, 2 * SM3_SIZE + 1);
	buf_hex(&hex, p->run.hash.p, p->run.hash.n);
	enum err e = q_score_run_events(p->s, &(struct q_score_run_events_in){ .month = p->run.month }, &events);
	if (e)
		return e;
	for (size_t i = 0; i < events.n; i++)
		if (strstr(events.v[i].body, buf_cstr(&hex)))
			return ERR_OK;
	wrong(p, "事件流里没有这份榜的哈希");
	return ERR_OK;
}

static enum err check_run(struct proof *p, int64_t id)
{
	uint8_t hash[SM3_SIZE];
	enum err e = q_score_run_get(p->s, &(struct q_score_run_get_in){ .id = id }, &p->run);
	if (!e)
		e = q_score_rows(p->s, &(struct q_score_rows_in){ .run_id = id }, &p->rows);
	if (!e)
		e = score_profile_get(p->s, p->run.profile_id, &p->by);
	if (e)
		return e;
	score_run_hash(p->a, &p->run, p->by.body, &p->rows, hash);
	if (p->run.hash.n != SM3_SIZE || memcmp(hash, p->run.hash.p, SM3_SIZE) != 0)
		wrong(p, "内容与哈希不符");
	else
		check_scores(p);
	return check_named(p);
}

enum err score_verify(struct db_session *s, void (*say)(void *arg, const char *finding), void *arg, int64_t *runs, int64_t *bad)
{
	struct q_score_run_ids_rows ids;
	struct arena *former = db_arena(s), *scratch = arena_new(SCRATCH);
	struct proof p = { .s = s, .a = scratch, .say = say, .arg = arg };
	enum err e = q_score_run_ids(s, &ids);
	*runs = 0;
	for (size_t i = 0; !e && i < ids.n; i++, ++*runs) {
		arena_reset(scratch);
		db_session_use(s, scratch);
		e = check_run(&p, ids.v[i].id);
	}
	db_session_use(s, former);
	arena_free(scratch);
	*bad = p.bad;
	return e;
}
