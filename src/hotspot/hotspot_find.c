/* SPDX-License-Identifier: Apache-2.0 */
/* Finding: the newest appeals are put together as `yingshao nlp hot` does, crowds are kept apart by place, what is many enough
 * becomes a hot spot or joins one that is known. Everything is read and counted outside of writes. */
#include <stdlib.h>

#include "base/log.h"
#include "hotspot/hotspot_internal.h"
#include "matching/matching.h"

enum {
	PAGE = 200,
	QUICK_TEXTS = 1500,        /* between two nights */
	FEW_TEXTS = 1000,          /* tell not yet which words are common */
	BACKGROUND = 1000,
	BYTES = 16 << 20,          /* of all texts: bounds the memory of a run */
	LOOK_DAYS = 400,           /* before the newest appeal */
	PIECE = 500,               /* members in one write */
	EVERY_MS = 5 * MS_MINUTE,
	FULL_EVERY_MS = 20 * MS_HOUR,
	NIGHT_FROM = 2, NIGHT_TO = 6,
	GROWN = 2                  /* times as many persons as when it was last told */
};
static const size_t WORK = (size_t)2 << 30, SCRATCH = (size_t)512 << 20;

struct text {
	int64_t id, hotspot_id;
};

struct run {
	struct op *op;             /* op->a is emptied between hot spots */
	struct hotspot_rules rules;
	struct arena *work;        /* for the run */
	struct match_input *in;
	struct text *text;
	size_t n, room, bytes;
	float *likeness;
	int64_t *used;             /* hot spots that have got their crowd */
	size_t nused;
};

/* ---- reading ---- */

static void take(struct run *r, int64_t id, int64_t hotspot_id, int64_t at, const char *title, const char *body)
{
	size_t title_n = strlen(title), body_n = strlen(body);
	if (r->n == r->room)
		return;
	r->text[r->n] = (struct text){ id, hotspot_id };
	r->in[r->n++] = (struct match_input){ { arena_strn(r->work, title, title_n), title_n },
					      { arena_strn(r->work, body, body_n), body_n }, at };
	r->bytes += title_n + body_n;
}

/* The newest first, as many as may be. */
static enum err read_newest(struct run *r, size_t most)
{
	struct q_hotspot_last_received_out last;
	struct q_hotspot_texts_rows rows = { .n = PAGE };
	enum err e = q_hotspot_last_received(r->op->s, &last);
	int64_t before = e ? 0 : last.at, id = INT64_MAX, since = before - LOOK_DAYS * (int64_t)MS_DAY;
	while (!e && rows.n == PAGE && r->n < most && r->bytes < BYTES) {
		arena_reset(r->op->a);
		e = q_hotspot_texts(
			r->op->s, &(struct q_hotspot_texts_in){ .before = before, .before_id = id, .since = since }, &rows);
		for (size_t i = 0; !e && i < rows.n && r->n < most; i++) {
			take(r, rows.v[i].id, rows.v[i].hotspot_id, rows.v[i].at, rows.v[i].title, rows.v[i].body);
			before = rows.v[i].at;
			id = rows.v[i].id;
		}
	}
	return e;
}

/* Some older voices of what is open, so that whoever comes now finds it. */
static enum err read_voices(struct run *r)
{
	struct q_hotspot_open_ones_rows open;
	int64_t oldest = r->n ? r->in[r->n - 1].time : 0;
	arena_reset(r->op->a);
	enum err e = q_hotspot_open_ones(r->op->s, &open);
	for (size_t i = 0; !e && i < open.n; i++) {
		struct q_hotspot_voices_rows v;
		e = q_hotspot_voices(r->op->s, &(struct q_hotspot_voices_in){ .hotspot_id = open.v[i].id }, &v);
		for (size_t k = 0; !e && k < v.n; k++)
			if (v.v[k].at < oldest)
				take(r, v.v[k].id, open.v[i].id, v.v[k].at, v.v[k].title, v.v[k].body);
	}
	return e;
}

/* The event list speaks of what cities hear: where few have spoken it tells which words are common. It is nobody's appeal. */
static void read_event_list(struct run *r)
{
	const struct refs *refs = r->op->refs;
	for (size_t i = 0; i < refs->ntypes && i < BACKGROUND; i++) {
		const struct event_type *t = &refs->types[i];
		take(r, NIL, NIL, 0, t->name, arena_printf(r->work, "%s，%s", t->keywords, t->description));
	}
}

/* ---- keeping ---- */

struct writing {
	const struct hotspot_rules *rules;
	const struct hotspot_find *f;
	size_t from, to;           /* members */
	int64_t id;
};

static bool is_recent(const struct op *op, const struct hotspot_rules *rules, int64_t at)
{
	enum { QUIET_DAYS = 30 };
	return at >= op->now - (rules->quiet_days == NIL ? QUIET_DAYS : rules->quiet_days) * (int64_t)MS_DAY;
}

static enum err write_members(struct op *op, void *arg)
{
	struct writing *w = arg;
	const struct hotspot_find *f = w->f;
	struct q_hotspot_insert_out made = { w->id };
	int64_t last = f->at[f->n - 1];
	enum err e = ERR_OK;
	if (w->id == NIL)
		e = q_hotspot_insert(op->s, &(struct q_hotspot_insert_in){ .kind = f->kind, .title = f->title, .words = f->words,
			.why = f->why ? f->why : "", .event_type_id = f->event_type_id, .town_id = f->town_id,
			.community_id = f->community_id, .grid_id = f->grid_id, .persons = (int64_t)f->persons, .last_at = last,
			.found_at = op->now }, &made);
	for (size_t i = w->from; !e && i < w->to; i++)
		e = q_hotspot_member_add(op->s, &(struct q_hotspot_member_add_in){ .hotspot_id = made.id, .appeal_id = f->appeals[i],
					 .at = f->at[i] }, NULL);
	if (!e && w->id == NIL)
		e = hotspot_system(op, made.id, "find", arena_printf(op->a, "%zu 人反映", f->persons), is_recent(op, w->rules, last));
	w->id = made.id;
	return e;
}

struct moving {
	int64_t id;
	const char *action, *fact;
};

static enum err write_move(struct op *op, void *arg)
{
	const struct moving *m = arg;
	return hotspot_system(op, m->id, m->action, m->fact, !str_eq(m->action, "quiet"));
}

/* Twice as many as when it was told last, or a crowd after its end: people hear of it again. */
static enum err follow_growth(struct op *op, const struct hotspot_rules *rules, int64_t id)
{
	struct q_hotspot_get_out h;
	struct q_hotspot_days_rows since = { 0 };
	enum err e = q_hotspot_get(op->s, &(struct q_hotspot_get_in){ .id = id }, &h);
	bool over = !e && str_eq(h.status, "over");
	if (over)
		e = q_hotspot_days(op->s, &(struct q_hotspot_days_in){ .hotspot_id = id, .since = h.ended_at }, &since);
	if (e || !is_recent(op, rules, h.last_at))
		return e;
	struct moving m = { id, over ? "again" : "grow", arena_printf(op->a, "已有 %lld 人反映", (long long)h.persons) };
	bool again = over && rules->persons != NIL && (int64_t)since.n >= rules->persons;
	bool grown = h.ended_at == NIL && h.alerted > 0 && h.persons >= GROWN * h.alerted;
	return again || grown ? hotspot_in_write(op, write_move, &m) : ERR_OK;
}

enum err hotspot_keep(struct op *op, const struct hotspot_rules *rules, const struct hotspot_find *f)
{
	struct writing w = { rules, f, 0, 0, f->id };
	enum err e = ERR_OK;
	for (; !e && w.to < f->n; w.from = w.to) {
		w.to = f->n - w.from > PIECE ? w.from + PIECE : f->n;
		e = hotspot_in_write(op, write_members, &w);
	}
	if (!e && w.id != NIL)
		e = hotspot_count(op, rules, w.id, f);
	return e || w.id == NIL ? e : follow_growth(op, rules, w.id);
}

/* ---- crowds ---- */

static bool is_used(const struct run *r, int64_t hotspot_id)
{
	for (size_t i = 0; i < r->nused; i++)
		if (r->used[i] == hotspot_id)
			return true;
	return false;
}

static int by_value(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* The known hot spot that most of a crowd belong to, NIL when none. */
static int64_t known_as(const struct run *r, const uint32_t *member, size_t n)
{
	int64_t *id = ARENA_ARRAY(r->op->a, int64_t, n), best = NIL;
	size_t given = 0, run = 0, most = 0;
	for (size_t i = 0; i < n; i++)
		if (r->text[member[i]].hotspot_id != NIL && !is_used(r, r->text[member[i]].hotspot_id))
			id[given++] = r->text[member[i]].hotspot_id;
	if (given)
		qsort(id, given, sizeof *id, by_value);
	for (size_t i = 0; i < given; i++) {
		run = i && id[i] == id[i - 1] ? run + 1 : 1;
		if (run > most) {
			most = run;
			best = id[i];
		}
	}
	return best;
}

/* What nobody has yet of a crowd goes to the hot spot it is known as, or makes one when it is many enough. */
static enum err keep_group(struct run *r, const uint32_t *member, const struct hotspot_said *said, size_t n)
{
	struct arena *a = r->op->a;
	struct hotspot_find f = { .id = known_as(r, member, n), .event_type_id = NIL, .town_id = NIL, .community_id = NIL,
				  .grid_id = NIL, .expected_centi = NIL };
	struct hotspot_said *free = ARENA_ARRAY(a, struct hotspot_said, n);
	int64_t *appeals = ARENA_ARRAY(a, int64_t, n), *at = ARENA_ARRAY(a, int64_t, n);
	for (size_t i = 0; i < n; i++) {
		if (r->text[member[i]].hotspot_id != NIL)
			continue;
		free[f.n] = said[i];
		appeals[f.n] = said[i].id;
		at[f.n++] = said[i].at;
	}
	f.appeals = appeals;
	f.at = at;
	if (f.id != NIL)
		r->used[r->nused++] = f.id;
	if (!f.n)
		return ERR_OK;
	if (f.id == NIL) {
		struct match_crowd c = { member, n };
		uint32_t speaks = match_spokesman(&c, r->likeness);
		struct hotspot_crowd many = hotspot_measure_crowd(a, free, f.n, &r->rules);
		f.kind = hotspot_kind(&many, &r->rules);
		if (!f.kind)
			return ERR_OK;
		struct hotspot_place place = hotspot_place_of(a, free, f.n);
		f.town_id = place.town_id;
		f.community_id = place.community_id;
		f.grid_id = place.grid_id;
		f.persons = many.persons;
		f.title = r->in[speaks].title.p;
		f.words = match_words(a, r->in, &c, speaks);
	}
	return hotspot_keep(r->op, &r->rules, &f);
}

static enum err keep_crowd(struct run *r, const struct match_crowd *c)
{
	struct arena *a = r->work;
	struct hotspot_said *said = ARENA_ARRAY(a, struct hotspot_said, c->n), *some = ARENA_ARRAY(a, struct hotspot_said, c->n);
	uint32_t *member = ARENA_ARRAY(a, uint32_t, c->n), *group = ARENA_ARRAY(a, uint32_t, c->n),
		 *of = ARENA_ARRAY(a, uint32_t, c->n);
	size_t n = 0;
	enum err e = ERR_OK;
	arena_reset(r->op->a);
	for (size_t i = 0; !e && i < c->n; i++) {
		bool known;
		if (r->text[c->member[i]].id == NIL)
			continue;
		e = hotspot_read_said(r->op, r->text[c->member[i]].id, &said[n], &known);
		member[n] = c->member[i];
		n += known;
	}
	size_t groups = e ? 0 : hotspot_split(a, said, n, r->rules.metres, group);
	for (uint32_t g = 0; !e && g < groups; g++) {
		size_t m = 0;
		for (size_t i = 0; i < n; i++)
			if (group[i] == g) {
				some[m] = said[i];
				of[m++] = member[i];
			}
		arena_reset(r->op->a);
		if (m > 1)
			e = keep_group(r, of, some, m);
	}
	return e;
}

static bool holds_known(const struct run *r, const struct match_crowd *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (r->text[c->member[i]].hotspot_id != NIL)
			return true;
	return false;
}

static enum err keep_crowds(struct run *r)
{
	uint32_t *cluster = ARENA_ARRAY(r->work, uint32_t, r->n + 1);
	struct match_crowd *crowd;
	enum err e = ERR_OK;
	int64_t least = r->rules.persons == NIL || (r->rules.persons_year != NIL && r->rules.persons_year < r->rules.persons) ?
				r->rules.persons_year : r->rules.persons;
	struct match_pairs pairs = match_merge(r->work, r->in, r->n, MATCH_HOT, cluster, NULL, NULL);
	size_t n = match_crowds(r->work, r->in, r->n, cluster, &crowd);
	r->likeness = match_likeness(r->work, r->n, pairs, cluster);
	for (size_t i = 0; !e && i < n && crowd[i].n > 1; i++)
		if (holds_known(r, &crowd[i]) || (least != NIL && (int64_t)crowd[i].n >= least))
			e = keep_crowd(r, &crowd[i]);
	return e;
}

/* ---- a run ---- */

/* Nothing new for so long: over by itself, unless somebody works on it. */
static enum err quieten(struct run *r)
{
	struct q_hotspot_quiet_rows rows;
	struct op *op = r->op;
	if (r->rules.quiet_days == NIL)
		return ERR_OK;
	arena_reset(op->a);
	int64_t before = op->now - r->rules.quiet_days * (int64_t)MS_DAY;
	enum err e = q_hotspot_quiet(op->s, &(struct q_hotspot_quiet_in){ .before = before }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		e = hotspot_in_write(op, write_move, &(struct moving){ rows.v[i].id, "quiet", "长时间没有新反映" });
	return e;
}

static enum err run_all(struct run *r, bool full)
{
	enum err e = hotspot_load_rules(r->op, &r->rules);
	r->room = HOTSPOT_TEXTS;
	r->in = ARENA_ARRAY(r->work, struct match_input, r->room);
	r->text = ARENA_ARRAY(r->work, struct text, r->room);
	r->used = ARENA_ARRAY(r->work, int64_t, r->room);
	if (!e)
		e = read_newest(r, full ? HOTSPOT_TEXTS : QUICK_TEXTS);
	if (!e && !full)
		e = read_voices(r);
	if (r->n < FEW_TEXTS)
		read_event_list(r);
	if (!e)
		e = keep_crowds(r);
	arena_reset(r->op->a);
	if (!e)
		e = hotspot_bursts_run(r->op, &r->rules);
	return e ? e : quieten(r);
}

enum err hotspot_run(struct op *op, bool full)
{
	struct op mine = *op;
	struct run r = { .op = &mine, .work = arena_new(WORK) };
	int64_t began = mono_ms();
	mine.a = arena_new(SCRATCH);
	db_session_use(op->s, mine.a);
	enum err e = run_all(&r, full);
	log_info("hotspot", "%zu appeals read in %lld ms%s", r.n, (long long)(mono_ms() - began), full ? ", all of them" : "");
	db_session_use(op->s, op->a);
	arena_free(mine.a);
	arena_free(r.work);
	return e;
}

/* ---- when ---- */

struct turn {
	struct q_hotspot_run_get_out was;
	int64_t full_at, newest;
	bool mine;
};

static enum err claim(struct op *op, void *arg)
{
	struct turn *t = arg;
	int64_t changed = 0;
	enum err e = q_hotspot_run_claim(
		op->s, &(struct q_hotspot_run_claim_in){ .now = op->now, .ran_at = t->was.ran_at }, &changed);
	t->mine = changed == 1;
	return e;
}

static enum err finish(struct op *op, void *arg)
{
	const struct turn *t = arg;
	return q_hotspot_run_done(op->s, &(struct q_hotspot_run_done_in){ .full_at = t->full_at, .newest = t->newest }, NULL);
}

/* At night; at once where it was never done or more has come than a quick run reads. */
static bool full_due(const struct op *op, const struct turn *t)
{
	int64_t hour = (op->now - day_start_ms(day_of_ms(op->now))) / MS_HOUR;
	return !t->was.full_at || t->newest - t->was.newest > QUICK_TEXTS ||
	       (op->now - t->was.full_at >= FULL_EVERY_MS && hour >= NIGHT_FROM && hour < NIGHT_TO);
}

enum err hotspot_tick(struct op *op, void *arg)
{
	struct turn t;
	struct q_hotspot_newest_appeal_out newest;
	(void)arg;
	thread_come_last();
	enum err e = q_hotspot_run_get(op->s, &t.was);
	if (e || op->now - t.was.ran_at < EVERY_MS)
		return e;
	e = q_hotspot_newest_appeal(op->s, &newest);
	t.newest = e ? 0 : newest.id;
	bool full = !e && full_due(op, &t);
	if (e || !t.newest || (t.newest == t.was.newest && !full))
		return e;
	e = hotspot_in_write(op, claim, &t);
	if (e || !t.mine)
		return e;
	e = hotspot_run(op, full);
	t.full_at = full ? op->now : t.was.full_at;
	return e ? e : hotspot_in_write(op, finish, &t);
}
