/* SPDX-License-Identifier: Apache-2.0 */
/* The agenda of the simulated city, one action after another, and the scheduler's jobs at their simulated times. */
#include "app/simulate.h"

#include <inttypes.h>
#include <string.h>

#include "app/simulate_internal.h"
#include "base/log.h"
#include "board/rollup.h"

enum {
	LIFE_MEMORY = 512 << 20,
	ACTION_MEMORY = 64 << 20,
	JOB_MINUTES = 15,
	JOBS_PER_COMMIT = 400,
	HEAP_FIRST = 4096,
	PROGRESS_MS = 5000,
	ROLLUP_DAYS = 60,
	LAST_MINUTES = 50,
	SPEAKING_MINUTES = 3 * 60
};

static const struct problem_code E_FAILED = { ERR_INTERNAL, "simulate.failed", "模拟中断。" };

/* ---- dice ------------------------------------------------------------------------------------------ */

int64_t sim_roll(struct sim *m, int64_t n)
{
	return n > 0 ? (int64_t)(env_fake_next(&m->dice) % (uint64_t)n) : 0;
}

int64_t sim_between(struct sim *m, int64_t a, int64_t b)
{
	return a >= b ? a : a + sim_roll(m, b - a + 1);
}

double sim_unit_real(struct sim *m)
{
	return (double)(env_fake_next(&m->dice) >> 11) / 9007199254740992.0;
}

bool sim_chance(struct sim *m, double p)
{
	return sim_unit_real(m) < p;
}

void sim_count(struct sim *m, enum simulate_count c)
{
	m->r->n[c]++;
}

/* ---- agenda ---------------------------------------------------------------------------------------- */

static bool before(const struct sim_item *a, const struct sim_item *b)
{
	return a->at != b->at ? a->at < b->at : a->serial < b->serial;
}

void sim_plan(struct sim *m, int64_t at, void (*act)(struct sim *, const struct sim_item *), int64_t id, int64_t x)
{
	if (at < m->now)
		at = m->now;
	if (at >= m->until)
		return; /* stays undone: the city is left in the middle of its life */
	if (m->nheap == m->cap) {
		size_t cap = m->cap ? m->cap * 2 : HEAP_FIRST;
		m->heap = arena_grow(m->life, m->heap, m->cap * sizeof *m->heap, cap * sizeof *m->heap);
		m->cap = cap;
	}
	struct sim_item it = { at, m->serial++, act, id, x };
	size_t i = m->nheap++;
	for (; i && before(&it, &m->heap[(i - 1) / 2]); i = (i - 1) / 2)
		m->heap[i] = m->heap[(i - 1) / 2];
	m->heap[i] = it;
}

static bool next_item(struct sim *m, struct sim_item *out)
{
	if (!m->nheap)
		return false;
	*out = m->heap[0];
	struct sim_item last = m->heap[--m->nheap];
	size_t i = 0;
	for (;;) {
		size_t child = 2 * i + 1;
		if (child >= m->nheap)
			break;
		if (child + 1 < m->nheap && before(&m->heap[child + 1], &m->heap[child]))
			child++;
		if (!before(&m->heap[child], &last))
			break;
		m->heap[i] = m->heap[child];
		i = child;
	}
	if (m->nheap)
		m->heap[i] = last;
	return true;
}

/* ---- acting ---------------------------------------------------------------------------------------- */

struct call {
	struct sim *m;
	struct op op;
	sim_fn fn;
	void *arg;
};

static enum err in_write(struct db_session *s2, void *arg)
{
	struct call *c = arg;
	struct op op = c->op;
	op.s = s2;
	problem_clear(op.problem);
	return c->fn(c->m, &op, c->arg);
}

static bool is_refusal(enum err e)
{
	return e == ERR_CONFLICT || e == ERR_INVALID || e == ERR_FORBIDDEN || e == ERR_NOT_FOUND || e == ERR_STALE || e == ERR_GONE;
}

static void note_refusal(struct sim *m)
{
	const char *code = m->refusal.code ? m->refusal.code : "?";
	struct simulate_refusal *list = m->r->refusal;
	size_t n = sizeof m->r->refusal / sizeof *list, i = 0;
	sim_count(m, SIM_refusals);
	while (i < n && list[i].n && strcmp(list[i].code, code) != 0)
		i++;
	if (i == n)
		return;
	snprintf(list[i].code, sizeof list[i].code, "%s", code);
	list[i].n++;
	for (; i && list[i].n > list[i - 1].n; i--) {
		struct simulate_refusal t = list[i];
		list[i] = list[i - 1];
		list[i - 1] = t;
	}
}

static void stop(struct sim *m, enum err e)
{
	m->failed = e;
	const char *code = m->refusal.code ? m->refusal.code : "";
	const char *detail = m->refusal.detail ? m->refusal.detail : db_error(m->s);
	problem_say(m->problem, &E_FAILED, arena_printf(m->life, "模拟中断：%s %s %s", err_name(e), code, detail));
}

struct op sim_op(struct sim *m, int32_t user)
{
	return (struct op){ .site = m->site, .s = m->s, .a = m->a, .now = m->now,
			    .by = user == BY_CITIZEN ? OP_CITIZEN : user == BY_SYSTEM ? OP_SYSTEM : OP_PERSON,
			    .who = user >= 0 ? sim_principal(m, user) : NULL, .refs = m->refs, .problem = &m->refusal };
}

bool sim_do(struct sim *m, int32_t user, sim_fn fn, void *arg)
{
	if (m->failed)
		return false;
	struct call c = { m, sim_op(m, user), fn, arg };
	enum err e = m->failed ? m->failed : db_write(m->s, in_write, &c);
	m->r->writes++;
	if (!e)
		return true;
	if (is_refusal(e))
		note_refusal(m);
	else if (!m->failed)
		stop(m, e);
	return false;
}

bool sim_number(struct sim *m, const char *name, char no[NUMBER_CHARS + 1])
{
	struct op op = sim_op(m, BY_SYSTEM);
	enum err e = m->failed ? m->failed : number_next(&op, name, no);
	if (e && !m->failed)
		stop(m, e);
	return !e;
}

/* ---- jobs ------------------------------------------------------------------------------------------ */

static void run_jobs(struct sim *m, const struct sim_item *it)
{
	struct op op = sim_op(m, BY_SYSTEM);
	int64_t done = 0, every = (m->o->job_minutes > 0 ? m->o->job_minutes : JOB_MINUTES) * (int64_t)MS_MINUTE;
	enum err e = job_run_due(&op, &m->jobs, &done);
	m->r->n[SIM_jobs] += done;
	if (e && !m->failed)
		stop(m, e);
	sim_plan(m, it->at + every, run_jobs, 0, 0);
}

/* Messages about a life that was only played would go out by the ten thousand when the server starts. Those of its last hours are
 * enough to look at. */
static void speak(struct sim *m, const struct sim_item *it)
{
	(void)it;
	m->site->quiet = false;
}

/* ---- the run --------------------------------------------------------------------------------------- */

static void say_progress(struct sim *m, int64_t began, int64_t *said)
{
	int64_t ms = mono_ms();
	char when[TIME_TEXT];
	if (!m->o->progress || ms - *said < PROGRESS_MS)
		return;
	*said = ms;
	fprintf(m->o->progress, "%s：诉求 %" PRId64 "，结束动作 %" PRId64 "，%.0f 动作/秒\n", time_text(m->now, when), m->r->n[SIM_appeals],
		m->r->writes, (double)m->r->writes * 1000 / (double)(ms - began + 1));
}

static void play(struct sim *m)
{
	struct sim_item it;
	int64_t began = mono_ms(), said = began;
	while (!m->failed && next_item(m, &it)) {
		m->now = m->env.now = it.at;
		arena_reset(m->a);
		db_session_use(m->s, m->a);
		it.act(m, &it);
		say_progress(m, began, &said);
	}
}

static enum err set_up(struct sim *m)
{
	enum err e = sim_load_city(m);
	if (!e)
		e = sim_load_words(m);
	if (!e)
		e = sim_make_pictures(m);
	if (e)
		return e;
	for (int64_t d = 0; d < m->o->days; d++)
		sim_plan(m, m->o->from + d * MS_DAY, sim_day, d, 0);
	sim_plan(m, m->o->from + MS_MINUTE, run_jobs, 0, 0);
	sim_plan(m, m->o->from + 2 * (int64_t)MS_MINUTE, sim_look, 0, 0);
	sim_plan(m, m->until - SPEAKING_MINUTES * (int64_t)MS_MINUTE, speak, 0, 0);
	sim_plan(m, sim_last_office_time(m, m->until - LAST_MINUTES * (int64_t)MS_MINUTE), sim_last_hour, 0, 0);
	sim_plan(m, m->until - LAST_MINUTES * (int64_t)MS_MINUTE, sim_arrive, SIM_RED, 0);
	sim_plan(m, m->until - MS_MINUTE, sim_urgent_report, 0, 0); /* rings when somebody logs in */
	return ERR_OK;
}

enum err simulate_run(struct site *site, struct db_session *s, const struct simulate_options *o, struct simulate_report *r,
		      struct problem *p)
{
	struct arena *life = arena_new(LIFE_MEMORY);
	struct sim *m = ARENA_NEW(life, struct sim);
	const struct env *real = site->env;
	int64_t end = o->from + o->days * MS_DAY, began = mono_ms();
	*r = (struct simulate_report){ 0 };
	*m = (struct sim){ .site = site, .o = o, .r = r, .problem = p, .life = life, .a = arena_new(ACTION_MEMORY), .now = o->from,
			   .until = o->until != NIL && o->until < end ? o->until : end };
	env_fake_init(&m->env, o->from, o->seed * 2 + 1);
	env_fake_init(&m->dice, 0, o->seed * 2);
	numbers_forget(site);
	site->quiet = true;
	site->env = &m->env.env;
	m->refs = refs_take(site);
	job_plan_open(&m->jobs, &m->env.env);
	m->jobs.without = "search"; /* the server reads all of it afterwards, once */
	enum err e = db_session_open_bulk(site->db, JOBS_PER_COMMIT, &m->s);
	if (!e) {
		db_session_use(m->s, m->a);
		e = set_up(m);
	}
	if (!e)
		play(m);
	e = e ? e : m->failed;
	if (!e) /* what the job of the next night would do: yingshao rebuild has nothing to correct */
		e = rollup_refresh(m->s, m->until - 1, ROLLUP_DAYS);
	if (e && p->text)
		p->text = arena_str(db_arena(s), p->text);
	db_session_close(m->s);
	job_plan_close(&m->jobs);
	refs_drop(site, m->refs);
	site->env = real;
	site->quiet = false;
	numbers_forget(site);
	r->ms = mono_ms() - began;
	arena_free(m->a);
	arena_free(life);
	return e;
}

void simulate_print(FILE *out, const struct simulate_report *r)
{
	static const char *const names[] = {
#define X(name, text) text,
		SIMULATE_COUNTS(X)
#undef X
	};
	for (size_t i = 0; i < SIM_COUNT; i++)
		fprintf(out, "%10" PRId64 "  %s\n", r->n[i], names[i]);
	for (size_t i = 0; i < sizeof r->refusal / sizeof *r->refusal && r->refusal[i].n; i++)
		fprintf(out, "%10" PRId64 "    %s\n", r->refusal[i].n, r->refusal[i].code);
	fprintf(out, "%10" PRId64 "  次写入，用时 %.1f 秒，每秒 %.0f 次\n", r->writes, (double)r->ms / 1000,
		(double)r->writes * 1000 / (double)(r->ms ? r->ms : 1));
}
