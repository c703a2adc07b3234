/* SPDX-License-Identifier: Apache-2.0 */
/* Which cases may be meant: the words propose, then place, event type and caller speak for and against.
 *
 * Cases come from the index of words, from the same caller and from the same event type in the same town. One query reads them
 * under the scope of who asks, as the lists do: what she may not see is not there. */
#include <math.h>
#include <stdlib.h>

#include "geo/geo.h"
#include "intake/intake.h"
#include "intake_sql.h"

enum { BY_WORDS = 12, BY_CALLER = 6, BY_PLACE = 6, SIMILAR_DAYS = 60, TITLE_CHARS = 30 };

/* What speaks beside the words, added to their log-odds. Chosen by hand (docs/matching.md): place and caller make a doubtful
 * pair likely and a likely one sure, and never make one of two texts that share nothing. */
static const float CALLER = 1.2F, TYPE = 0.8F, HERE = 1.0F, NEAR = 0.5F, FAR = -1.5F, COMMUNITY = 0.6F, OTHER_TOWN = -1.5F;
enum { HERE_M = 100, NEAR_M = 300, FAR_M = 2000 };
/* Likelier than not is the same matter; less than RELATED is not shown, unless the same person said it. */
static const float SAME = 0.5F, RELATED = 0.12F, NO_WORDS = 0.05F;

struct pool {
	int64_t id[CANDIDATES_MAX];
	size_t n;
};

static void add(struct pool *p, int64_t id, int64_t not_id)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->id[i] == id)
			return;
	if (p->n < CANDIDATES_MAX && id != not_id)
		p->id[p->n++] = id;
}

/* ---- where candidates come from ---- */

static enum err from_caller(struct op *op, const struct asked *q, struct q_intake_of_caller_rows *same)
{
	if (!q->phone_digest)
		return ERR_OK;
	return q_intake_of_caller(op->s,
		&(struct q_intake_of_caller_in){
			.phone_digest = q->phone_digest, .not_id = q->appeal_id == NIL ? 0 : q->appeal_id },
		same);
}

static enum err from_place(struct op *op, const struct asked *q, struct pool *p)
{
	struct q_case_similar_rows rows;
	if (q->event_type_id == NIL || q->town_id == NIL)
		return ERR_OK;
	enum err e = q_case_similar(op->s, &(struct q_case_similar_in){ .town_id = q->town_id, .event_type_id = q->event_type_id,
				    .since = op->now - (int64_t)SIMILAR_DAYS * MS_DAY, .not_id = q->case_id == NIL ? 0 : q->case_id }, &rows);
	for (size_t i = 0; !e && i < rows.n && i < BY_PLACE; i++)
		add(p, rows.v[i].id, q->case_id);
	return e;
}

static enum err gather(struct op *op, const struct asked *q, struct match_text *text, struct pool *p,
		       struct q_intake_of_caller_rows *same, bool *ready)
{
	int64_t found[BY_WORDS];
	size_t n = machine_find(op->site->machine, text, q->case_id, found, BY_WORDS, ready);
	enum err e = from_caller(op, q, same);
	for (size_t i = 0; i < n; i++)
		add(p, found[i], q->case_id);
	for (size_t i = 0; !e && i < same->n && i < BY_CALLER; i++)
		add(p, same->v[i].case_id, q->case_id);
	return e ? e : from_place(op, q, p);
}

/* ---- reading them ---- */

static void put_row(struct op *op, struct db_cursor *r, struct candidate *c)
{
	*c = (struct candidate){ .id = db_i64(r, 0), .no = arena_str(op->a, db_text(r, 1)), .title = arena_str(op->a, db_text(r, 2)),
		.body = arena_str(op->a, db_text(r, 3)), .status = arena_str(op->a, db_text(r, 4)),
		.colour = arena_str(op->a, db_text(r, 5)), .address = arena_str(op->a, db_text(r, 6)), .opened_at = db_i64(r, 7),
		.closed_at = db_i64(r, 8), .event_type_id = db_i64(r, 9), .town_id = db_i64(r, 10), .community_id = db_i64(r, 11),
		.lon = db_i64(r, 12), .lat = db_i64(r, 13), .appeals = db_i64(r, 14), .metres = -1 };
}

/* The words of a secret report stay where they are, whoever asks. */
static enum err read_pool(struct op *op, const struct pool *p, struct candidate *out, size_t *n)
{
	struct db_query q;
	struct db_cursor *r;
	struct principal who = *op->who;
	*n = 0;
	if (!p->n)
		return ERR_OK;
	who.way = WAY_POINT;
	db_query_init(&q);
	db_query_text(&q, "SELECT c.id, c.no, c.title, CASE WHEN a.anonymity = 'secret' THEN '' ELSE COALESCE(a.body, c.summary) "
			  "END, c.status, c.colour, c.address, c.opened_at, c.closed_at, c.event_type_id, c.town_id, c.community_id, c.lon, "
			  "c.lat, c.appeals FROM casefile c LEFT JOIN appeal a ON a.id = c.master_appeal_id WHERE c.id IN (");
	for (size_t i = 0; i < p->n; i++) {
		if (i)
			db_query_text(&q, ", ");
		db_query_add(&q, "$", DB_ARG_I64(p->id[i]));
	}
	db_query_add(&q, ") AND c.status <> 'merged' AND (c.closed_at IS NULL OR c.closed_at >= $)",
		DB_ARG_I64(op->now - (int64_t)KNOWN_DAYS * MS_DAY));
	scope_cases(&q, &who, CAP_CASE_READ);
	enum err e = db_query_open(op->s, &q, &r);
	if (e)
		return e;
	for (; !e && *n < CANDIDATES_MAX && !(e = db_next(r)); (*n)++)
		put_row(op, r, &out[*n]);
	db_query_close(r);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* ---- judging them ---- */

static float of_place(const struct asked *q, struct candidate *c)
{
	if (q->lon != NIL && q->lat != NIL && c->lon != NIL && c->lat != NIL)
		c->metres = (int)lround(geo_distance_m(
			(double)q->lon / 1e6, (double)q->lat / 1e6, (double)c->lon / 1e6, (double)c->lat / 1e6));
	if (c->metres >= 0 && c->metres <= NEAR_M)
		return c->metres <= HERE_M ? HERE : NEAR;
	if (c->metres > FAR_M || (q->town_id != NIL && c->town_id != NIL && q->town_id != c->town_id))
		return c->metres > FAR_M ? FAR : OTHER_TOWN;
	return q->community_id != NIL && q->community_id == c->community_id ? COMMUNITY : 0;
}

static void judge(const struct asked *q, const struct q_intake_of_caller_rows *same, float words, struct candidate *c)
{
	float p = fminf(fmaxf(words, NO_WORDS), 0.999F), odds = logf(p / (1 - p)) + of_place(q, c);
	for (size_t i = 0; i < same->n; i++)
		c->same_caller |= same->v[i].case_id == c->id;
	if (q->event_type_id != NIL && c->event_type_id != NIL)
		odds += q->event_type_id == c->event_type_id ? TYPE : -TYPE;
	odds += c->same_caller ? CALLER : 0;
	c->probability = 1 / (1 + expf(-odds));
	c->notion = c->probability < SAME ? NOTION_RELATED : c->same_caller ? NOTION_REPEAT : NOTION_SAME;
}

static int by_probability(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->probability != y->probability)
		return x->probability < y->probability ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

/* Who types has written no title yet: what is said first stands for it. */
static struct sv first_words(struct sv body)
{
	static const char *const ENDS[] = { "，", "。", "；", "！", "？", "\n" };
	struct sv start = sv_prefix_chars(body, TITLE_CHARS);
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
		const char *end = start.n ? memmem(start.p, start.n, ENDS[i], strlen(ENDS[i])) : NULL;
		if (end && end > start.p)
			start.n = (size_t)(end - start.p);
	}
	return start;
}

enum err intake_candidates(struct op *op, const struct asked *q, struct candidate *out, size_t *n, bool *ready)
{
	struct pool p = { .n = 0 };
	struct q_intake_of_caller_rows same = { 0 };
	struct candidate all[CANDIDATES_MAX];
	struct match_text *text, *other[CANDIDATES_MAX];
	float words[CANDIDATES_MAX];
	size_t found = 0;
	text = match_read(op->a, q->title.n ? q->title : first_words(q->body), q->body, q->time);
	enum err e = gather(op, q, text, &p, &same, ready);
	if (!e)
		e = read_pool(op, &p, all, &found);
	*n = 0;
	if (e || !found)
		return e;
	for (size_t i = 0; i < found; i++)
		other[i] = match_read(op->a, sv_from(all[i].title), sv_from(all[i].body), all[i].opened_at);
	machine_compare(op->site->machine, text, q->case_id, other, found, words);
	for (size_t i = 0; i < found; i++)
		judge(q, &same, words[i], &all[i]);
	qsort(all, found, sizeof *all, by_probability);
	for (size_t i = 0; i < found && *n < CANDIDATES_SHOWN; i++)
		if (all[i].probability >= RELATED || all[i].same_caller)
			out[(*n)++] = all[i];
	return ERR_OK;
}
