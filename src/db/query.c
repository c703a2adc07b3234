/* SPDX-License-Identifier: Apache-2.0 */
/* Composed queries: const fragments with bound values, and the cursor that reads them.
 *
 * Memory: cursors belong to the session and are used again, so that closing one that was already tidied
 * away (by db_session_use after a trap) is harmless. On SQLite a cursor keeps its prepared statement for the
 * next query of the same text: the checks of rights are a handful of texts that every request asks. On
 * PostgreSQL it does not, since the server plans a query better when it sees the values. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/env.h"
#include "db/db_internal.h"

enum { KEPT_MAX = 24, KEPT_TEXT = 2048 };

struct db_cursor {
	struct db_run run;
	struct db_session *session;
	struct db_cursor *next;
	bool open;                     /* between db_query_open and db_query_close */
	bool row, ended;
	char *kept;                    /* text whose prepared statement `run` holds; NULL: none */
};

void db_query_init(struct db_query *q)
{
	q->text[0] = 0;
	q->n = 0;
	q->nargs = 0;
	q->overflow = false;
}

static void add_char(struct db_query *q, char c)
{
	if (q->n + 1 >= sizeof q->text) {
		q->overflow = true;
		return;
	}
	q->text[q->n++] = c;
	q->text[q->n] = 0;
}

static void add_placeholder(struct db_query *q, const struct db_arg *arg)
{
	if (q->nargs == DB_QUERY_ARGS) {
		q->overflow = true;
		return;
	}
	q->args[q->nargs++] = *arg;
	char number[8];
	snprintf(number, sizeof number, "$%u", q->nargs);
	for (const char *p = number; *p; p++)
		add_char(q, *p);
}

void db_query_add_(struct db_query *q, const char *frag, const struct db_arg *args, size_t nargs)
{
	size_t used = 0;
	for (const char *p = frag; *p; p++) {
		if (*p != '$') {
			add_char(q, *p);
		} else if (used < nargs) {
			add_placeholder(q, &args[used++]);
		} else {
			q->overflow = true;
		}
	}
	if (used != nargs)
		q->overflow = true;
}

static bool idle(const struct db_cursor *c)
{
	return !c->open && !c->run.active;
}

static void drop_kept(struct db_cursor *c)
{
	if (!c->kept)
		return;
	c->session->db->driver->unprepare(c->session, &c->run);
	free(c->kept);
	c->kept = NULL;
}

static void to_front(struct db_session *s, struct db_cursor *c)
{
	struct db_cursor **at = &s->cursors;
	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
	c->next = s->cursors;
	s->cursors = c;
}

/* An idle cursor: the one that has this text prepared, else one without a statement, else the one longest unused. */
static struct db_cursor *cursor_get(struct db_session *s, const char *text)
{
	struct db_cursor *empty = NULL, *oldest = NULL, *c;
	size_t kept = 0;
	for (c = s->cursors; c; c = c->next) {
		if (!idle(c))
			continue;
		if (c->kept && strcmp(c->kept, text) == 0)
			break;
		kept += c->kept != NULL;
		if (c->kept)
			oldest = c;
		else
			empty = c;
	}
	if (!c && kept >= KEPT_MAX) {
		drop_kept(oldest);
		c = oldest;
	}
	if (!c)
		c = empty;
	if (c) {
		to_front(s, c);
		return c;
	}
	c = calloc(1, sizeof *c);
	if (!c)
		return NULL;
	c->session = s;
	c->next = s->cursors;
	s->cursors = c;
	return c;
}

void db_cursors_forget(struct db_session *s)
{
	for (struct db_cursor *c = s->cursors; c; c = c->next)
		c->open = false;
}

void db_cursors_free(struct db_session *s)
{
	while (s->cursors) {
		struct db_cursor *c = s->cursors;
		s->cursors = c->next;
		drop_kept(c);
		free(c);
	}
}

/* Prepares the text, or takes what the cursor has kept. */
static enum err prepare(struct db_session *s, struct db_cursor *c, const struct db_query *q)
{
	if (c->kept)
		return ERR_OK;
	bool keep = s->db->engine == DB_SQLITE && q->n < KEPT_TEXT;
	enum db_type types[DB_QUERY_ARGS];
	for (unsigned k = 0; k < q->nargs; k++)
		types[k] = q->args[k].type;
	c->run = (struct db_run){ .once = !keep };
	enum err e = s->db->driver->prepare(s, &c->run, q->text, types, q->nargs);
	if (e != ERR_OK)
		s->db->driver->unprepare(s, &c->run);
	else if (keep && !(c->kept = strdup(q->text)))
		c->run.once = true;
	return e;
}

static enum err bind_all(struct db_session *s, struct db_run *r, const struct db_query *q)
{
	enum err e = ERR_OK;
	for (unsigned k = 0; k < q->nargs && e == ERR_OK; k++)
		e = s->db->driver->bind(s, r, k, &q->args[k], true);
	return e;
}

enum err db_query_open(struct db_session *s, const struct db_query *q, struct db_cursor **out)
{
	*out = NULL;
	enum err e = db_usable(s);
	if (e != ERR_OK)
		return e;
	if (q->overflow)
		return db_fail(s, ERR_INTERNAL, "composed query too long, or its $ and values differ in number");
	struct db_cursor *c = cursor_get(s, q->text);
	if (!c)
		return db_fail(s, ERR_INTERNAL, "out of memory");
	e = prepare(s, c, q);
	if (e != ERR_OK)
		return db_doom(s, e);
	db_run_activate(s, &c->run);
	e = bind_all(s, &c->run, q);
	if (e == ERR_OK)
		e = s->db->driver->start(s, &c->run, true);
	if (e != ERR_OK) {
		db_run_finish(s, &c->run);
		return db_doom(s, e);
	}
	c->open = true;
	c->row = c->ended = false;
	*out = c;
	return ERR_OK;
}

enum err db_next(struct db_cursor *c)
{
	struct db_session *s = c->session;
	if (!c->run.active || c->ended)
		return ERR_NOT_FOUND;
	enum err e = s->db->driver->step(s, &c->run);
	c->row = e == ERR_OK;
	c->ended = !c->row;
	return db_doom(s, e);
}

void db_query_close(struct db_cursor *c)
{
	if (!c)
		return;
	db_run_finish(c->session, &c->run);
	c->open = false;
}

int db_columns(const struct db_cursor *c)
{
	return c->run.active ? c->session->db->driver->columns(&c->run) : 0;
}

const char *db_column_name(const struct db_cursor *c, int col)
{
	return col >= 0 && col < db_columns(c) ? c->session->db->driver->column_name(&c->run, col) : "";
}

/* A cursor without a row, or a column that is not there, reads as NULL. */
bool db_is_null(const struct db_cursor *c, int col)
{
	return !c->row || col < 0 || col >= db_columns(c) || c->session->db->driver->is_null(&c->run, col);
}

int64_t db_i64(const struct db_cursor *c, int col)
{
	return db_is_null(c, col) ? NIL : c->session->db->driver->i64(&c->run, col);
}

const char *db_text(const struct db_cursor *c, int col)
{
	size_t n;
	return db_is_null(c, col) ? NULL : c->session->db->driver->text(&c->run, col, &n);
}

double db_f64(const struct db_cursor *c, int col)
{
	return db_is_null(c, col) ? (double)NAN : c->session->db->driver->f64(&c->run, col);
}

struct db_blob db_blob_at(const struct db_cursor *c, int col)
{
	return db_is_null(c, col) ? (struct db_blob){ NULL, 0 } : c->session->db->driver->blob(&c->run, col);
}
