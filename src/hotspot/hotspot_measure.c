/* SPDX-License-Identifier: Apache-2.0 */
/* What is known of one hot spot: who said it, where, when, whose it is. Read and counted first, written in one short write. */
#include <stdlib.h>

#include "appeal/appeal.h"
#include "hotspot/hotspot_internal.h"
#include "intake/intake.h"

enum { YEAR_DAYS = 365 };

/* ---- shared ---- */

enum err hotspot_load_rules(struct op *op, struct hotspot_rules *out)
{
	const struct {
		const char *code;
		int64_t *value;
	} NUMBERS[] = {
		{ "hotspot.persons", &out->persons },		  { "hotspot.days", &out->days },
		{ "hotspot.persons_year", &out->persons_year },	  { "hotspot.metres", &out->metres },
		{ "hotspot.burst_least", &out->burst_least },	  { "hotspot.burst_percent", &out->burst_percent },
		{ "hotspot.quiet_days", &out->quiet_days },
	};
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < sizeof NUMBERS / sizeof *NUMBERS; i++)
		e = rule_number(op->s, NUMBERS[i].code, NIL, NUMBERS[i].value);
	return e;
}

struct piece {
	const struct op *op;
	enum err (*fn)(struct op *op, void *arg);
	void *arg;
};

static enum err write_piece(struct db_session *s2, void *arg)
{
	struct piece *p = arg;
	struct op op = *p->op;
	op.s = s2;
	problem_clear(op.problem);
	return p->fn(&op, p->arg);
}

enum err hotspot_in_write(struct op *op, enum err (*fn)(struct op *op, void *arg), void *arg)
{
	return db_write(op->s, write_piece, &(struct piece){ op, fn, arg });
}

/* ---- who, where ---- */

/* The same telephone, else the same name; who gave neither is a person of his own. */
static enum err person_of(struct op *op, const struct q_hotspot_report_out *r, uint64_t *person)
{
	const char *name = NULL;
	enum err e = r->phone_digest ? ERR_OK : appeal_name_open(op, r->id, r->name_sealed, &name);
	if (r->phone_digest)
		*person = sv_hash(1, sv_from(r->phone_digest));
	else if (name && *name)
		*person = sv_hash(2, sv_from(name));
	else
		*person = sv_hash(3, (struct sv){ (const char *)&r->id, sizeof r->id });
	return e;
}

enum err hotspot_read_said(struct op *op, int64_t appeal_id, struct hotspot_said *out, bool *known)
{
	struct q_hotspot_report_out r;
	*known = false;
	enum err e = q_hotspot_report(op->s, &(struct q_hotspot_report_in){ .id = appeal_id }, &r);
	if (e || str_eq(r.anonymity, "secret"))
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	*out = (struct hotspot_said){ r.id, r.at, 0, r.event_type_id, r.town_id, r.community_id, r.grid_id,
				      r.lon == NIL || r.lat == NIL ? NIL : r.lon, r.lat, r.lead_unit_id };
	*known = true;
	return person_of(op, &r, &out->person);
}

/* ---- what most of them have ---- */

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* The commonest of the given values and how often it comes; *given counts those that are known. */
static int64_t commonest(struct arena *a, const struct hotspot_said *v, size_t n, size_t at, size_t *times, size_t *given)
{
	int64_t *id = ARENA_ARRAY(a, int64_t, n + 1), best = NIL;
	size_t run = 0;
	*times = *given = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t one;
		memcpy(&one, (const char *)&v[i] + at, sizeof one);
		if (one != NIL)
			id[(*given)++] = one;
	}
	if (*given)
		qsort(id, *given, sizeof *id, by_id);
	for (size_t i = 0; i < *given; i++) {
		run = i && id[i] == id[i - 1] ? run + 1 : 1;
		if (run > *times) {
			*times = run;
			best = id[i];
		}
	}
	return best;
}
#define COMMONEST(a, v, n, field, times, given) commonest(a, v, n, offsetof(struct hotspot_said, field), times, given)

static int64_t place_of_all(struct arena *a, const struct hotspot_said *v, size_t n, size_t at)
{
	size_t times, given;
	int64_t id = commonest(a, v, n, at, &times, &given);
	return times == given ? id : NIL;
}
#define PLACE_OF_ALL(a, v, n, field) place_of_all(a, v, n, offsetof(struct hotspot_said, field))

struct hotspot_place hotspot_place_of(struct arena *a, const struct hotspot_said *v, size_t n)
{
	struct hotspot_place p = { PLACE_OF_ALL(a, v, n, town_id), NIL, NIL };
	p.community_id = p.town_id == NIL ? NIL : PLACE_OF_ALL(a, v, n, community_id);
	p.grid_id = p.community_id == NIL ? NIL : PLACE_OF_ALL(a, v, n, grid_id);
	return p;
}

static void set_place(struct arena *a, const struct hotspot_said *v, size_t n, struct q_hotspot_figures_in *out)
{
	int64_t lon = 0, lat = 0, located = 0;
	struct hotspot_place p = hotspot_place_of(a, v, n);
	out->town_id = p.town_id;
	out->community_id = p.community_id;
	out->grid_id = p.grid_id;
	for (size_t i = 0; i < n; i++)
		if (v[i].lon != NIL) {
			lon += v[i].lon;
			lat += v[i].lat;
			located++;
		}
	out->lon = located ? lon / located : NIL;
	out->lat = located ? lat / located : NIL;
}

/* ---- whose it is ---- */

/* By the list of events: the type of most, else what the words suggest. */
static enum err propose_by_type(struct op *op, int64_t type_id, struct q_hotspot_figures_in *out)
{
	struct intake_hint hint[1];
	struct duty d;
	int64_t model;
	const struct event_type *t = ref_type(op->refs, type_id);
	if (!t && intake_hints(op, out->title, out->words, hint, 1, &model))
		t = hint[0].type;
	if (!t) {
		out->proposed_why = "看不出属于哪个事项，请人工判断";
		return ERR_OK;
	}
	enum err e = ref_duty(op->refs, op->a, t, out->town_id, &d);
	if (e)
		return e;
	out->proposed_unit_id = d.lead ? d.lead->id : NIL;
	const char *why = d.why ? d.why : "", *rest = strstr(why, "\n颜色和时限");
	out->proposed_why = arena_printf(op->a, "%s\n%.*s", type_id == NIL ? "按标题和关键词判断" : "多数诉求的事项",
		(int)(rest ? (size_t)(rest - why) : strlen(why)), why);
	return ERR_OK;
}

/* Whoever already leads half of the cases, else whose the event type is. */
static enum err propose(struct op *op, const struct hotspot_said *v, size_t n, struct q_hotspot_figures_in *out)
{
	size_t times, given;
	int64_t unit_id = COMMONEST(op->a, v, n, lead_unit_id, &times, &given);
	out->proposed_unit_id = NIL;
	if (unit_id == NIL || 2 * times < given)
		return propose_by_type(op, out->event_type_id, out);
	out->proposed_unit_id = unit_id;
	out->proposed_why = arena_printf(op->a, "已派出的 %zu 件诉求中，%zu 件由它主办", given, times);
	return ERR_OK;
}

/* ---- counting ---- */

static const char *why_of(struct op *op, const struct hotspot_rules *rules, const struct hotspot_crowd *c, const char *kind)
{
	int32_t from = day_of_ms(c->peak_from);
	if (str_eq(kind, "frequent"))
		return arena_printf(op->a, "一年内 %zu 人反映同一件事", c->year);
	return arena_printf(op->a, "%lld 天内 %zu 人反映同一件事（%d 年 %d 月 %d 日起）",
		(long long)(rules->days == NIL ? YEAR_DAYS : rules->days), c->peak, from / 10000, from / 100 % 100, from % 100);
}

/* The event type of half of them at least. */
static int64_t type_of(struct arena *a, const struct hotspot_said *v, size_t n)
{
	size_t times, given;
	int64_t id = COMMONEST(a, v, n, event_type_id, &times, &given);
	return 2 * times >= n ? id : NIL;
}

static enum err write_figures(struct op *op, void *arg)
{
	return q_hotspot_figures(op->s, arg, NULL);
}

enum err hotspot_count(struct op *op, const struct hotspot_rules *rules, int64_t id, const struct hotspot_find *f)
{
	struct q_hotspot_get_out h;
	struct q_hotspot_members_rows rows;
	enum err e = q_hotspot_get(op->s, &(struct q_hotspot_get_in){ .id = id }, &h);
	if (!e)
		e = q_hotspot_members(op->s, &(struct q_hotspot_members_in){ .hotspot_id = id }, &rows);
	if (e || !rows.n)
		return e;
	struct hotspot_said *v = ARENA_ARRAY(op->a, struct hotspot_said, rows.n);
	size_t n = 0;
	for (size_t i = 0; !e && i < rows.n; i++) {
		bool known;
		e = hotspot_read_said(op, rows.v[i].appeal_id, &v[n], &known);
		n += known;
	}
	if (e || !n)
		return e;
	bool burst = str_eq(h.kind, "burst");
	struct hotspot_crowd c = hotspot_measure_crowd(op->a, v, n, rules);
	const char *kind = burst ? "burst" : hotspot_kind(&c, rules);
	struct q_hotspot_figures_in in = { .id = id, .kind = kind ? kind : h.kind, .words = f->words ? f->words : h.words,
		.title = f->title ? f->title : h.title, .members = (int64_t)n, .persons = (int64_t)c.persons, .peak = (int64_t)c.peak,
		.peak_from = c.peak_from, .first_at = v[0].at, .last_at = v[n - 1].at, .expected_centi = h.expected_centi };
	set_place(op->a, v, n, &in);
	if (burst) { /* it was looked for there */
		in.event_type_id = h.event_type_id;
		in.town_id = h.town_id;
		in.community_id = h.community_id;
		in.grid_id = h.grid_id;
		in.expected_centi = f->expected_centi;
		in.why = f->why;
	} else {
		in.event_type_id = type_of(op->a, v, n);
		in.why = why_of(op, rules, &c, in.kind);
	}
	if (!e)
		e = propose(op, v, n, &in);
	return e ? e : hotspot_in_write(op, write_figures, &in);
}
