/* SPDX-License-Identifier: Apache-2.0 */
#include "score/lists.h"

char found[256];

static void keep(void *arg, const char *text)
{
	(void)arg;
	snprintf(found, sizeof found, "%s", text);
}

/* How many findings verify has; the last stands in `found`. */
int64_t wrong(struct city *c)
{
	int64_t runs, bad;
	found[0] = 0;
	ok(score_verify(c->f->s, keep, NULL, &runs, &bad));
	assert_int_equal(runs, city_int(c, "SELECT COUNT(*) FROM score_run WHERE id > $", 0));
	return bad;
}

static struct op system_op(struct city *c)
{
	return (struct op){ .site = &c->site,
		.s = c->f->s,
		.a = c->f->arena,
		.now = c->env.now,
		.by = OP_SYSTEM,
		.refs = refs_take(&c->site),
		.problem = &c->problem };
}

/* The scheduler, at this local time; answers how many times lists were made. */
int64_t at(struct city *c, int32_t day, int minutes)
{
	c->env.now = day_start_ms(day) + (int64_t)minutes * MS_MINUTE;
	struct op op = system_op(c);
	int64_t made;
	bool yes = false;
	ok(score_pending(&op, &yes));
	ok(score_make_due(&op, &made));
	assert_int_equal(yes, made > 0);
	refs_drop(&c->site, op.refs);
	return made;
}

int64_t runs(struct city *c, const char *kind)
{
	static char sql[200];
	snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM score_run WHERE month = $ AND kind = '%s'", kind);
	return city_int(c, sql, 202503);
}

int64_t month_is(struct city *c, const char *status)
{
	static char sql[200];
	snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM score_month WHERE month = $ AND status = '%s'", status);
	return city_int(c, sql, 202503);
}

/* The newest row of a unit, as it is kept. */
static const struct json *row_of(struct city *c, int64_t unit)
{
	static const char NEWEST[] = "SELECT MAX(id) FROM score_run WHERE list = 'departments' AND month = $";
	const char *body = NULL, *why;
	const struct json *v;
	struct q_score_rows_rows rows;
	ok(q_score_rows(c->f->s, &(struct q_score_rows_in){ .run_id = city_int(c, NEWEST, 202503) }, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.v[i].unit_id == unit)
			body = rows.v[i].body;
	assert_non_null(body);
	ok(json_parse(c->f->arena, sv_from(body), &v, &why));
	return v;
}

int64_t kept(struct city *c, int64_t unit, const char *name)
{
	return json_int(json_get(row_of(c, unit), name));
}

int64_t left_out(struct city *c, int64_t unit, enum score_figure figure)
{
	return json_int(json_at(json_get(row_of(c, unit), "left_out"), (size_t)figure));
}
