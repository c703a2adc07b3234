/* SPDX-License-Identifier: Apache-2.0 */
/* Typed statements: the cache of prepared ones, binding of parameter structs, filling of row structs.
 * The generated wrappers of every room end here.
 *
 * A cache entry is found by the statement's dense index and checked by its address, so that two tables of
 * statements (the program's and a test's) can share a session. A statement that is running when it is
 * asked for again (a cursor's callback that queries) gets a second, unshared copy. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "db/db_internal.h"

enum { ROWS_KEPT = 1 << 20 };

/* ---- running statements -------------------------------------------------------------------------- */

void db_run_activate(struct db_session *s, struct db_run *r)
{
	r->active = true;
	r->next = s->active;
	r->link = &s->active;
	if (s->active)
		s->active->link = &r->next;
	s->active = r;
}

void db_run_finish(struct db_session *s, struct db_run *r)
{
	if (!r->active)
		return;
	r->active = false;
	*r->link = r->next;
	if (r->next)
		r->next->link = r->link;
	s->db->driver->stop(s, r);
	if (!r->once)
		return;
	s->db->driver->unprepare(s, r);
	if (r->st)
		free(r);               /* composed ones belong to a cursor */
}

void db_runs_finish(struct db_session *s)
{
	while (s->active)
		db_run_finish(s, s->active);
}

enum err db_doom(struct db_session *s, enum err e)
{
	if (s->mode == DB_WRITING && e != ERR_OK && e != ERR_NOT_FOUND && s->doomed == ERR_OK)
		s->doomed = e;
	return e;
}

/* ---- cache --------------------------------------------------------------------------------------- */

static void run_free(struct db_session *s, struct db_run *r)
{
	if (!r)
		return;
	s->db->driver->unprepare(s, r);
	free(r);
}

void db_cache_free(struct db_session *s)
{
	for (unsigned i = 0; i < s->cache_n; i++)
		run_free(s, s->cache[i]);
	free(s->cache);
	s->cache = NULL;
	s->cache_n = 0;
}

static enum err run_new(struct db_session *s, const struct db_stmt *st, bool once, struct db_run **out)
{
	enum db_engine engine = s->db->engine;
	enum db_type types[DB_PARAMS_MAX];
	for (unsigned k = 0; k < st->nmap[engine]; k++)
		types[k] = st->in[st->map[engine][k]].type;
	struct db_run *r = calloc(1, sizeof *r);
	if (!r)
		return ERR_INTERNAL;
	r->st = st;
	r->once = once;
	enum err e = s->db->driver->prepare(s, r, st->sql[engine], types, st->nmap[engine]);
	if (e != ERR_OK) {
		log_error("db", "%s cannot be prepared: %s", st->name, s->error);
		run_free(s, r);
		return e;
	}
	*out = r;
	return ERR_OK;
}

static bool cache_reserve(struct db_session *s, unsigned index)
{
	if (index < s->cache_n)
		return true;
	unsigned n = index + 64;
	struct db_run **grown = realloc(s->cache, n * sizeof(struct db_run *));
	if (!grown)
		return false;
	memset(grown + s->cache_n, 0, (n - s->cache_n) * sizeof(struct db_run *));
	s->cache = grown;
	s->cache_n = n;
	return true;
}

static enum err run_get(struct db_session *s, const struct db_stmt *st, struct db_run **out)
{
	if (!st->sql[s->db->engine])
		return db_fail(s, ERR_UNSUPPORTED, "%s is not offered on this engine", st->name);
	if (!cache_reserve(s, st->index))
		return db_fail(s, ERR_INTERNAL, "out of memory");
	struct db_run **slot = &s->cache[st->index];
	if (*slot && (*slot)->active)
		return run_new(s, st, true, out);
	if (*slot && (*slot)->st != st) {
		run_free(s, *slot);
		*slot = NULL;
	}
	if (!*slot) {
		enum err e = run_new(s, st, false, slot);
		if (e != ERR_OK)
			return e;
	}
	*out = *slot;
	return ERR_OK;
}

/* ---- parameters ---------------------------------------------------------------------------------- */

static struct db_arg field_value(const struct db_field *f, const void *in)
{
	const unsigned char *at = (const unsigned char *)in + f->offset;
	struct db_arg v = { .type = f->type };
	switch (f->type) {
	case DB_I64:
		memcpy(&v.i, at, sizeof v.i);
		break;
	case DB_TEXT:
		memcpy(&v.s, at, sizeof v.s);
		break;
	case DB_BLOB:
		memcpy(&v.b, at, sizeof v.b);
		break;
	case DB_F64:
		memcpy(&v.f, at, sizeof v.f);
		break;
	}
	return v;
}

/* Finds, binds and starts; on success the statement is active and stands before its first row. */
static enum err begin(struct db_session *s, const struct db_stmt *st, const void *in, bool stream, struct db_run **out)
{
	enum err e = db_usable(s);
	if (e != ERR_OK)
		return e;
	if (st->writes && s->mode != DB_WRITING)
		return db_fail(s, ERR_INTERNAL, "%s changes rows and may run only inside db_write", st->name);
	if (st->nout && !s->arena)
		return db_fail(s, ERR_INTERNAL, "the session has no arena (db_session_use)");
	struct db_run *r = NULL;
	e = run_get(s, st, &r);
	if (e != ERR_OK)
		return db_doom(s, e);
	enum db_engine engine = s->db->engine;
	db_run_activate(s, r);
	for (unsigned k = 0; k < st->nmap[engine] && e == ERR_OK; k++) {
		struct db_arg v = field_value(&st->in[st->map[engine][k]], in);
		e = s->db->driver->bind(s, r, k, &v, false);
	}
	if (e == ERR_OK)
		e = s->db->driver->start(s, r, stream);
	if (e != ERR_OK) {
		db_run_finish(s, r);
		return db_doom(s, e);
	}
	*out = r;
	return ERR_OK;
}

/* ---- rows ---------------------------------------------------------------------------------------- */

static const char *text_value(struct db_session *s, const struct db_run *r, int col, bool keep)
{
	size_t n = 0;
	const char *p = s->db->driver->text(r, col, &n);
	return p && keep ? arena_strn(s->arena, p, n) : p;
}

static struct db_blob blob_value(struct db_session *s, const struct db_run *r, int col, bool keep)
{
	struct db_blob b = s->db->driver->blob(r, col);
	if (b.p && keep)
		b.p = arena_strn(s->arena, b.p, b.n);
	return b;
}

/* `keep`: text and blobs are copied to the arena; otherwise they live until the next row. */
static void fill(struct db_session *s, const struct db_run *r, void *row, bool keep)
{
	const struct db_driver *d = s->db->driver;
	const struct db_stmt *st = r->st;
	for (int col = 0; col < st->nout; col++) {
		const struct db_field *f = &st->out[col];
		unsigned char *at = (unsigned char *)row + f->offset;
		bool null = d->is_null(r, col);
		if (f->type == DB_I64) {
			int64_t v = null ? NIL : d->i64(r, col);
			memcpy(at, &v, sizeof v);
		} else if (f->type == DB_TEXT) {
			const char *v = null ? NULL : text_value(s, r, col, keep);
			memcpy(at, &v, sizeof v);
		} else if (f->type == DB_BLOB) {
			struct db_blob v = null ? (struct db_blob){ NULL, 0 } : blob_value(s, r, col, keep);
			memcpy(at, &v, sizeof v);
		} else {
			double v = null ? (double)NAN : d->f64(r, col);
			memcpy(at, &v, sizeof v);
		}
	}
}

static enum err check_columns(struct db_session *s, const struct db_run *r)
{
	int n = s->db->driver->columns(r);
	if (n == r->st->nout)
		return ERR_OK;
	return db_fail(s, ERR_INTERNAL, "%s declares %d columns and returns %d", r->st->name, r->st->nout, n);
}

/* Runs to the end without looking at rows: errors that come after the last row (foreign keys) count. */
static enum err drain(struct db_session *s, struct db_run *r)
{
	enum err e;
	do
		e = s->db->driver->step(s, r);
	while (e == ERR_OK);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err db_run(struct db_session *s, const struct db_stmt *st, const void *in, int64_t *changed)
{
	struct db_run *r = NULL;
	enum err e = begin(s, st, in, false, &r);
	if (e != ERR_OK)
		return e;
	e = drain(s, r);
	if (e == ERR_OK && changed)
		*changed = st->writes ? s->db->driver->changed(s, r) : 0;
	db_run_finish(s, r);
	return db_doom(s, e);
}

enum err db_one(struct db_session *s, const struct db_stmt *st, const void *in, void *out)
{
	struct db_run *r = NULL;
	enum err e = begin(s, st, in, false, &r);
	if (e != ERR_OK)
		return e;
	e = s->db->driver->step(s, r);
	if (e == ERR_OK)
		e = check_columns(s, r);
	if (e == ERR_OK) {
		fill(s, r, out, true);
		if (st->writes)
			e = drain(s, r);
	}
	db_run_finish(s, r);
	return db_doom(s, e);
}

/* Room for row `n` in the session's collecting buffer. */
static void *row_at(struct db_session *s, size_t n, size_t size)
{
	if ((n + 1) * size > s->rows_cap) {
		size_t cap = s->rows_cap ? s->rows_cap * 2 : 16 << 10;
		while (cap < (n + 1) * size)
			cap *= 2;
		unsigned char *grown = realloc(s->rows, cap);
		if (!grown)
			return NULL;
		s->rows = grown;
		s->rows_cap = cap;
	}
	return s->rows + n * size;
}

static enum err collect(struct db_session *s, struct db_run *r, size_t *n)
{
	enum err e = ERR_OK;
	for (*n = 0; (e = s->db->driver->step(s, r)) == ERR_OK; ++*n) {
		if (*n == 0 && (e = check_columns(s, r)) != ERR_OK)
			return e;
		if (*n == DB_MANY_MAX)
			return db_fail(s, ERR_TOO_LARGE, "%s returns more than %d rows", r->st->name, (int)DB_MANY_MAX);
		void *row = row_at(s, *n, r->st->out_size);
		if (!row)
			return db_fail(s, ERR_TOO_LARGE, "out of memory for the rows of %s", r->st->name);
		memset(row, 0, r->st->out_size);
		fill(s, r, row, true);
	}
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err db_many(struct db_session *s, const struct db_stmt *st, const void *in, struct db_rows *out)
{
	*out = (struct db_rows){ NULL, 0 };
	struct db_run *r = NULL;
	enum err e = begin(s, st, in, true, &r);
	if (e != ERR_OK)
		return e;
	size_t n = 0;
	e = collect(s, r, &n);
	db_run_finish(s, r);
	if (e != ERR_OK)
		return e == ERR_TOO_LARGE ? e : db_doom(s, e);
	if (n) {
		out->v = arena_alloc(s->arena, n * st->out_size);
		memcpy(out->v, s->rows, n * st->out_size);
		out->n = n;
	}
	if (s->rows_cap > ROWS_KEPT) {
		free(s->rows);
		s->rows = NULL;
		s->rows_cap = 0;
	}
	return ERR_OK;
}

enum err db_each(struct db_session *s, const struct db_stmt *st, const void *in,
		 bool (*each)(void *arg, const void *row), void *arg)
{
	struct db_run *r = NULL;
	enum err e = begin(s, st, in, true, &r);
	if (e != ERR_OK)
		return e;
	void *row = arena_alloc(s->arena, st->out_size);
	bool first = true;
	while ((e = s->db->driver->step(s, r)) == ERR_OK) {
		if (first && (e = check_columns(s, r)) != ERR_OK)
			break;
		first = false;
		fill(s, r, row, false);
		bool more = each(arg, row);
		if (!r->active || r->st != st)
			return db_fail(s, ERR_INTERNAL, "%s was closed by its own callback", st->name);
		if (!more) {
			e = st->writes ? drain(s, r) : ERR_NOT_FOUND;
			break;
		}
	}
	db_run_finish(s, r);
	return e == ERR_NOT_FOUND ? ERR_OK : db_doom(s, e);
}

/* ---- checking ------------------------------------------------------------------------------------ */

enum err db_prepare(struct db_session *s, const struct db_stmt *st)
{
	enum err e = db_usable(s);
	struct db_run *r = NULL;
	if (e == ERR_OK)
		e = run_get(s, st, &r);
	if (e != ERR_OK)
		return e;
	e = s->db->driver->describe(s, r);
	if (r->once)
		run_free(s, r);
	return e;
}

enum err db_prepare_all(struct db_session *s, const struct db_stmt **bad)
{
	*bad = NULL;
	for (unsigned i = 0; i < DB_STATEMENT_COUNT; i++) {
		enum err e = db_prepare(s, DB_STATEMENTS[i]);
		if (e == ERR_OK || e == ERR_UNSUPPORTED)
			continue;
		*bad = DB_STATEMENTS[i];
		return e;
	}
	return ERR_OK;
}
