/* SPDX-License-Identifier: Apache-2.0 */
/* PostgreSQL driver: the only file that includes libpq-fe.h.
 *
 * Every session has a connection of its own with prepared statements; it is opened again when it breaks.
 * Rows of lists and cursors stream one by one, so that a long export costs no memory; when another statement
 * needs the connection meanwhile, what is left of the stream is fetched first (settle).
 * Sessions are read-only by default (default_transaction_read_only); only BEGIN … READ WRITE may change rows.
 * Every write notes its transaction id at BEGIN, so that a commit whose answer was lost can be looked up.
 * What it costs: a cursor that is closed early still receives the rest of its rows. */
#include <ctype.h>
#include <libpq-fe.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "db/db_internal.h"

enum { SERVER_MIN = 150000, XID_CHARS = 24, NUMBER_CHARS = 32, FATE_POLL_MS = 50 };
/* pg_type.h; these numbers never change. */
enum {
	OID_BOOL = 16, OID_BYTEA = 17, OID_CHAR = 18, OID_NAME = 19, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23,
	OID_TEXT = 25, OID_FLOAT4 = 700, OID_FLOAT8 = 701, OID_BPCHAR = 1042, OID_VARCHAR = 1043, OID_NUMERIC = 1700,
};

struct pg {
	PGconn *c;
	unsigned generation;           /* counts connections: statements of an older one must be prepared again */
	unsigned names;
	bool in_tx;
	bool lost;                     /* the server said good-bye; libpq may not have noticed the end yet */
	char xid[XID_CHARS];           /* of the last write transaction */
	struct db_run *streaming;
	/* Parameters of the statement about to start. */
	const char *value[DB_PARAMS_MAX];
	int length[DB_PARAMS_MAX], format[DB_PARAMS_MAX];
	char number[DB_PARAMS_MAX][NUMBER_CHARS];
};

struct pg_run {
	const char *sql;
	unsigned n, generation;
	char name[16];                 /* on the server */
	bool prepared;
	bool broken;                   /* its connection was lost before the last row */
	Oid types[DB_PARAMS_MAX];
	PGresult *res;                 /* holds the current row `at` */
	int at;
	PGresult **queue;              /* received, not yet read */
	size_t head, count, cap;
	int64_t changed;
	unsigned char *scratch;        /* decoded bytea of the current row */
	size_t scratch_n, scratch_cap;
};

static struct pg *pg_of(struct db_session *s)
{
	return s->conn;
}

/* ---- errors -------------------------------------------------------------------------------------- */

static const struct {
	const char *state;             /* SQLSTATE or its class */
	enum err kind;
} STATES[] = {
	{ "23505", ERR_CONFLICT }, { "23P01", ERR_CONFLICT }, { "P0001", ERR_CONFLICT }, { "23", ERR_INVALID },
	{ "22", ERR_INVALID },     { "25006", ERR_INTERNAL }, { "40", ERR_BUSY },        { "53100", ERR_DB_FULL },
	{ "53", ERR_BUSY },        { "54", ERR_TOO_LARGE },   { "55P03", ERR_BUSY },     { "57", ERR_BUSY },
	{ "08", ERR_BUSY },
};

static enum err kind_of(const char *state)
{
	for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++)
		if (strncmp(state, STATES[i].state, strlen(STATES[i].state)) == 0)
			return STATES[i].kind;
	return ERR_DB;
}

static bool is_lost(const struct pg *p)
{
	return !p->c || p->lost || PQstatus(p->c) == CONNECTION_BAD;
}

/* A FATAL message is the last one: the backend has ended. */
static void note_farewell(struct pg *p, const PGresult *res)
{
	const char *severity = res ? PQresultErrorField(res, PG_DIAG_SEVERITY_NONLOCALIZED) : NULL;
	if (severity && (strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0))
		p->lost = true;
}

/* Never DETAIL: it quotes values, and values are personal data. */
static enum err fail(struct db_session *s, const PGresult *res, const char *where)
{
	struct pg *p = pg_of(s);
	const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
	const char *text = res ? PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	const char *constraint = res ? PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME) : NULL;
	note_farewell(p, res);
	if (is_lost(p)) {
		s->retry = true;
		if (!text)
			text = p->c ? PQerrorMessage(p->c) : "";
		return db_fail(s, ERR_BUSY, "%s: connection lost: %s", where, text);
	}
	if (!state)
		return db_fail(s, ERR_DB, "%s: %s", where, PQerrorMessage(p->c));
	if (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0)
		s->retry = true;
	return db_fail(s, kind_of(state), "%s: %s%s%s (%s)", where, text ? text : "", constraint ? " — " : "",
		       constraint ? constraint : "", state);
}

static bool is_good(const PGresult *res)
{
	ExecStatusType t = PQresultStatus(res);
	return t == PGRES_COMMAND_OK || t == PGRES_TUPLES_OK || t == PGRES_SINGLE_TUPLE;
}

/* ---- connection ---------------------------------------------------------------------------------- */

static void on_notice(void *arg, const PGresult *res)
{
	(void)arg;
	const char *text = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
	log_debug("db", "notice: %s", text ? text : "");
}

static PGconn *dial(const char *target)
{
	/* Ahead of dbname: what the address says itself wins. */
	const char *const pairs[][2] = {
		{ "connect_timeout", "5" },
		{ "application_name", "yingshao" },
		{ "tcp_user_timeout", "30000" },
		{ "keepalives_idle", "30" },
		{ "dbname", target },
		{ "client_encoding", "UTF8" },
	};
	enum { N = sizeof pairs / sizeof pairs[0] };
	const char *keys[N + 1] = { 0 }, *values[N + 1] = { 0 };
	for (size_t i = 0; i < N; i++) {
		keys[i] = pairs[i][0];
		values[i] = pairs[i][1];
	}
	return PQconnectdbParams(keys, values, 1);
}

static enum err dial_session(struct db_session *s)
{
	struct pg *p = pg_of(s);
	if (p->streaming)
		p->streaming->pg->broken = true;
	p->streaming = NULL;
	p->in_tx = false;
	p->lost = false;
	PQfinish(p->c);
	p->c = dial(s->db->target);
	p->generation++;
	if (PQstatus(p->c) != CONNECTION_OK) {
		s->retry = true;
		return db_fail(s, ERR_BUSY, "cannot connect: %s", PQerrorMessage(p->c));
	}
	PQsetNoticeReceiver(p->c, on_notice, NULL);
	char sql[256];
	snprintf(sql, sizeof sql,
		 "SET jit = off; SET synchronous_commit = %s; SET default_transaction_read_only = on;"
		 "SET lock_timeout = '30s'; SET standard_conforming_strings = on; SET bytea_output = 'hex'",
		 s->db->durable ? "on" : "off");
	PGresult *res = PQexec(p->c, sql);
	enum err e = is_good(res) ? ERR_OK : fail(s, res, "setting up");
	PQclear(res);
	return e;
}

static enum err pg_open(struct db *db, char *why, size_t why_n)
{
	PGconn *c = dial(db->target);
	const char *encoding = PQparameterStatus(c, "server_encoding");
	enum err e = ERR_OK;
	if (PQstatus(c) != CONNECTION_OK) {
		snprintf(why, why_n, "无法连接 PostgreSQL：%s", PQerrorMessage(c));
		e = ERR_DB;
	} else if (PQserverVersion(c) < SERVER_MIN) {
		snprintf(why, why_n, "PostgreSQL 版本过低（%d），需要 15 或更高", PQserverVersion(c));
		e = ERR_UNSUPPORTED;
	} else if (!encoding || strcmp(encoding, "UTF8") != 0) {
		snprintf(why, why_n, "PostgreSQL 数据库的编码是 %s，需要 UTF8", encoding ? encoding : "未知");
		e = ERR_UNSUPPORTED;
	}
	PQfinish(c);
	return e;
}

static void pg_close(struct db *db)
{
	(void)db;
}

static enum err pg_connect(struct db_session *s)
{
	s->conn = calloc(1, sizeof(struct pg));
	return s->conn ? dial_session(s) : ERR_INTERNAL;
}

static void pg_disconnect(struct db_session *s)
{
	PQfinish(pg_of(s)->c);
	free(s->conn);
	s->conn = NULL;
}

/* A broken connection is replaced, but never inside a transaction: what it did is lost with it. */
static enum err connected(struct db_session *s)
{
	struct pg *p = pg_of(s);
	if (!is_lost(p))
		return ERR_OK;
	return p->in_tx ? fail(s, NULL, "transaction") : dial_session(s);
}

/* True when the failure just seen was a broken connection that may be replaced without loss. */
static bool may_redial(struct db_session *s)
{
	struct pg *p = pg_of(s);
	return !p->in_tx && is_lost(p) && dial_session(s) == ERR_OK;
}

/* ---- results ------------------------------------------------------------------------------------- */

static bool enqueue(struct pg_run *r, PGresult *res)
{
	if (r->count == r->cap) {
		size_t cap = r->cap ? r->cap * 2 : 16;
		PGresult **grown = realloc(r->queue, cap * sizeof(PGresult *));
		if (!grown)
			return false;
		r->queue = grown;
		r->cap = cap;
	}
	r->queue[r->count++] = res;
	return true;
}

/* Fetches what is left of the stream in progress, because the connection is needed for something else. */
static enum err settle(struct db_session *s)
{
	struct pg *p = pg_of(s);
	struct db_run *r = p->streaming;
	if (!r)
		return ERR_OK;
	enum err e = ERR_OK;
	PGresult *res;
	while ((res = PQgetResult(p->c)))
		if (e != ERR_OK || !enqueue(r->pg, res)) {
			PQclear(res);
			e = db_fail(s, ERR_TOO_LARGE, "out of memory for the rows of a query");
		}
	r->pg->broken = e != ERR_OK;
	p->streaming = NULL;
	return e;
}

static PGresult *next_result(struct db_session *s, struct db_run *r)
{
	struct pg *p = pg_of(s);
	struct pg_run *q = r->pg;
	if (q->head < q->count) {
		PGresult *res = q->queue[q->head++];
		if (q->head == q->count)
			q->head = q->count = 0;
		return res;
	}
	if (p->streaming != r)
		return NULL;
	PGresult *res = PQgetResult(p->c);
	if (!res)
		p->streaming = NULL;
	return res;
}

static enum err pg_step(struct db_session *s, struct db_run *r)
{
	struct pg_run *q = r->pg;
	q->scratch_n = 0;
	for (;;) {
		if (q->res && q->at + 1 < PQntuples(q->res)) {
			q->at++;
			return ERR_OK;
		}
		PGresult *res = next_result(s, r);
		if (!res && q->broken)
			return db_fail(s, ERR_BUSY, "the connection was lost before the last row");
		if (!res)
			return ERR_NOT_FOUND;
		if (!is_good(res)) {
			enum err e = fail(s, res, r->st ? r->st->name : "composed query");
			PQclear(res);
			return e;
		}
		if (PQresultStatus(res) != PGRES_SINGLE_TUPLE)
			q->changed = strtoll(PQcmdTuples(res), NULL, 10);
		PQclear(q->res);
		q->res = res;
		q->at = -1;
	}
}

static void pg_stop(struct db_session *s, struct db_run *r)
{
	struct pg *p = pg_of(s);
	struct pg_run *q = r->pg;
	PGresult *res;
	while ((res = next_result(s, r)))
		PQclear(res);
	if (p->streaming == r)
		p->streaming = NULL;
	PQclear(q->res);
	q->res = NULL;
	q->at = -1;
}

static int64_t pg_changed(struct db_session *s, struct db_run *r)
{
	(void)s;
	return r->pg->changed;
}

/* ---- statements ---------------------------------------------------------------------------------- */

static enum err prepare_on_server(struct db_session *s, struct db_run *r)
{
	struct pg *p = pg_of(s);
	struct pg_run *q = r->pg;
	if (r->once || (q->prepared && q->generation == p->generation))
		return ERR_OK;
	snprintf(q->name, sizeof q->name, "s%u", ++p->names);
	PGresult *res = PQprepare(p->c, q->name, q->sql, (int)q->n, q->types);
	enum err e = is_good(res) ? ERR_OK : fail(s, res, r->st->name);
	PQclear(res);
	q->prepared = e == ERR_OK;
	q->generation = p->generation;
	return e;
}

static enum err pg_prepare(struct db_session *s, struct db_run *r, const char *sql, const enum db_type *types,
			   unsigned n)
{
	static const Oid oids[] = {
		[DB_I64] = OID_INT8, [DB_TEXT] = OID_TEXT, [DB_BLOB] = OID_BYTEA, [DB_F64] = OID_FLOAT8
	};
	struct pg_run *q = calloc(1, sizeof *q);
	if (!q)
		return db_fail(s, ERR_INTERNAL, "out of memory");
	r->pg = q;
	q->sql = sql;
	q->n = n;
	q->at = -1;
	for (unsigned k = 0; k < n; k++)
		q->types[k] = oids[types[k]];
	return ERR_OK;                 /* the server is asked at the first start */
}

/* The server keeps the name until the connection ends. That a cached statement is dropped earlier happens
 * only when two tables of statements share a session, which is for tests. */
static void pg_unprepare(struct db_session *s, struct db_run *r)
{
	(void)s;
	struct pg_run *q = r->pg;
	if (!q)
		return;
	PQclear(q->res);
	while (q->head < q->count)
		PQclear(q->queue[q->head++]);
	free(q->queue);
	free(q->scratch);
	free(q);
	r->pg = NULL;
}

static enum err pg_bind(struct db_session *s, struct db_run *r, unsigned k, const struct db_arg *v, bool copy)
{
	(void)r;
	(void)copy;                    /* start follows at once and sends the values */
	struct pg *p = pg_of(s);
	p->value[k] = NULL;
	p->length[k] = 0;
	p->format[k] = 0;
	switch (v->type) {
	case DB_I64:
		if (v->i == NIL)
			break;
		snprintf(p->number[k], sizeof p->number[k], "%lld", (long long)v->i);
		p->value[k] = p->number[k];
		break;
	case DB_TEXT:
		p->value[k] = v->s;
		break;
	case DB_BLOB:
		if (v->b.n > INT32_MAX)
			return db_fail(s, ERR_TOO_LARGE, "blob too large");
		p->value[k] = v->b.p;
		p->length[k] = (int)v->b.n;
		p->format[k] = 1;
		break;
	case DB_F64:
		if (isnan(v->f))
			break;
		snprintf(p->number[k], sizeof p->number[k], "%.17g", v->f);
		p->value[k] = p->number[k];
		break;
	}
	return ERR_OK;
}

/* Sends the statement; its first result is queued, or NULL and an error. */
static enum err launch(struct db_session *s, struct db_run *r, bool stream)
{
	struct pg *p = pg_of(s);
	struct pg_run *q = r->pg;
	const char *where = r->st ? r->st->name : "composed query";
	enum err e = connected(s);
	if (e == ERR_OK)
		e = settle(s);
	if (e == ERR_OK)
		e = prepare_on_server(s, r);
	if (e != ERR_OK)
		return e;
	const char *const *values = p->value;
	int n = (int)q->n;
	int sent = r->once ? PQsendQueryParams(p->c, q->sql, n, q->types, values, p->length, p->format, 0)
			   : PQsendQueryPrepared(p->c, q->name, n, values, p->length, p->format, 0);
	if (!sent)
		return fail(s, NULL, where);
	if (stream)
		PQsetSingleRowMode(p->c);
	p->streaming = r;
	PGresult *res = PQgetResult(p->c);
	if (res && is_good(res)) {
		if (enqueue(q, res))
			return ERR_OK;
		PQclear(res);
		return db_fail(s, ERR_TOO_LARGE, "out of memory");
	}
	e = fail(s, res, where);
	const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
	if (state && strcmp(state, "0A000") == 0)
		q->prepared = false;   /* a migration changed the table: prepare anew the next time */
	PQclear(res);
	return e;
}

static enum err pg_start(struct db_session *s, struct db_run *r, bool stream)
{
	r->pg->changed = 0;
	r->pg->broken = false;
	enum err e = launch(s, r, stream);
	if (e == ERR_OK || !is_lost(pg_of(s)))
		return e;
	pg_stop(s, r);
	if (!may_redial(s))
		return e;
	r->pg->broken = false;
	return launch(s, r, stream);
}

static bool type_fits(enum db_type want, Oid have)
{
	switch (want) {
	case DB_I64:
		return have == OID_INT8 || have == OID_INT4 || have == OID_INT2 || have == OID_BOOL ||
		       have == OID_NUMERIC;
	case DB_TEXT:
		return have == OID_TEXT || have == OID_VARCHAR || have == OID_BPCHAR || have == OID_NAME ||
		       have == OID_CHAR;
	case DB_BLOB:
		return have == OID_BYTEA;
	case DB_F64:
		return have == OID_FLOAT8 || have == OID_FLOAT4 || have == OID_NUMERIC || have == OID_INT8 ||
		       have == OID_INT4;
	}
	return false;
}

static enum err check_types(struct db_session *s, const struct db_stmt *st, const PGresult *res)
{
	int n = PQnfields(res);
	if (st->nout && n != st->nout)
		return db_fail(s, ERR_INTERNAL, "%s declares %d columns and returns %d", st->name, st->nout, n);
	for (int i = 0; i < st->nout; i++)
		if (!type_fits(st->out[i].type, PQftype(res, i)))
			return db_fail(s, ERR_INTERNAL, "%s: column %s has another type on the server (oid %u)",
				       st->name, st->out[i].name, PQftype(res, i));
	return ERR_OK;
}

static enum err pg_describe(struct db_session *s, struct db_run *r)
{
	enum err e = connected(s);
	if (e == ERR_OK)
		e = settle(s);
	if (e == ERR_OK)
		e = prepare_on_server(s, r);
	if (e != ERR_OK || r->once)
		return e;
	PGresult *res = PQdescribePrepared(pg_of(s)->c, r->pg->name);
	e = is_good(res) ? check_types(s, r->st, res) : fail(s, res, r->st->name);
	PQclear(res);
	return e;
}

/* ---- columns ------------------------------------------------------------------------------------- */

/* Before the first step the columns are known from the result that waits in the queue. */
static const PGresult *shape(const struct db_run *r)
{
	const struct pg_run *q = r->pg;
	return q->res ? q->res : q->head < q->count ? q->queue[q->head] : NULL;
}

static int pg_columns(const struct db_run *r)
{
	const PGresult *res = shape(r);
	return res ? PQnfields(res) : 0;
}

static const char *pg_column_name(const struct db_run *r, int col)
{
	const char *name = PQfname(shape(r), col);
	return name ? name : "";
}

static bool pg_is_null(const struct db_run *r, int col)
{
	return PQgetisnull(r->pg->res, r->pg->at, col) != 0;
}

static int64_t pg_i64(const struct db_run *r, int col)
{
	const char *p = PQgetvalue(r->pg->res, r->pg->at, col);
	return *p == 't' ? 1 : strtoll(p, NULL, 10); /* "t" and "f" are what a comparison returns */
}

static double pg_f64(const struct db_run *r, int col)
{
	return strtod(PQgetvalue(r->pg->res, r->pg->at, col), NULL);
}

static const char *pg_text(const struct db_run *r, int col, size_t *n)
{
	*n = (size_t)PQgetlength(r->pg->res, r->pg->at, col);
	return PQgetvalue(r->pg->res, r->pg->at, col);
}

static unsigned hex_digit(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : tolower((unsigned char)c) - 'a' + 10) & 15;
}

/* All blobs of a row fit into half the length of its columns, so the buffer moves only at the first. */
static unsigned char *scratch(struct pg_run *q, size_t n)
{
	if (q->scratch_n == 0) {
		size_t need = 1;
		for (int i = 0; i < PQnfields(q->res); i++)
			need += (size_t)PQgetlength(q->res, q->at, i) / 2 + 1;
		if (need > q->scratch_cap) {
			unsigned char *grown = realloc(q->scratch, need);
			if (!grown)
				return NULL;
			q->scratch = grown;
			q->scratch_cap = need;
		}
	}
	if (q->scratch_n + n > q->scratch_cap)
		return NULL;           /* the same blob read again and again */
	unsigned char *at = q->scratch + q->scratch_n;
	q->scratch_n += n;
	return at;
}

static struct db_blob pg_blob(const struct db_run *r, int col)
{
	struct pg_run *q = r->pg;
	const char *p = PQgetvalue(q->res, q->at, col);
	size_t n = (size_t)PQgetlength(q->res, q->at, col);
	if (n < 2 || p[0] != '\\' || p[1] != 'x')
		return (struct db_blob){ p, n }; /* not a bytea */
	n = n / 2 - 1;
	unsigned char *out = scratch(q, n + 1);
	if (!out)
		return (struct db_blob){ "", 0 };
	for (size_t i = 0; i < n; i++)
		out[i] = (unsigned char)(hex_digit(p[2 + 2 * i]) << 4 | hex_digit(p[3 + 2 * i]));
	return (struct db_blob){ out, n };
}

/* ---- transactions -------------------------------------------------------------------------------- */

static enum err command(struct db_session *s, const char *sql)
{
	struct pg *p = pg_of(s);
	enum err e = connected(s);
	if (e == ERR_OK)
		e = settle(s);
	if (e != ERR_OK)
		return e;
	PGresult *res = PQexec(p->c, sql);
	bool nothing = PQresultStatus(res) == PGRES_EMPTY_QUERY; /* a migration that is for the other engine */
	e = nothing || is_good(res) ? ERR_OK : fail(s, res, "command");
	PQclear(res);
	return e;
}

static enum err begin_write(struct db_session *s)
{
	struct pg *p = pg_of(s);
	static const char sql[] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_current_xact_id()";
	for (bool again = false;; again = true) {
		enum err e = connected(s);
		if (e != ERR_OK)
			return e;
		PGresult *res = PQexec(p->c, sql);
		p->in_tx = PQresultStatus(res) == PGRES_TUPLES_OK;
		if (p->in_tx)
			snprintf(p->xid, sizeof p->xid, "%s", PQgetvalue(res, 0, 0));
		e = p->in_tx ? ERR_OK : fail(s, res, "BEGIN");
		PQclear(res);
		if (e == ERR_OK || again || !is_lost(p))
			return e;
	}
}

static enum err begin_read(struct db_session *s)
{
	static const char sql[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
	enum err e = command(s, sql);
	if (e != ERR_OK && may_redial(s))
		e = command(s, sql);
	pg_of(s)->in_tx = e == ERR_OK;
	return e;
}

/* ERR_DB_UNCERTAIN when the connection breaks: the server may have committed before it did. */
static enum err commit(struct db_session *s)
{
	struct pg *p = pg_of(s);
	if (is_lost(p)) {
		p->in_tx = false;
		return fail(s, NULL, "COMMIT"); /* never sent, so never done */
	}
	PGresult *res = PQexec(p->c, "COMMIT");
	enum err e = ERR_OK;
	if (!is_good(res))
		e = fail(s, res, "COMMIT");
	else if (strcmp(PQcmdStatus(res), "COMMIT") != 0)
		e = db_fail(s, ERR_DB, "the transaction was rolled back by the database");
	PQclear(res);
	p->in_tx = false;
	if (e != ERR_OK && is_lost(p))
		return ERR_DB_UNCERTAIN;
	return e;
}

static void rollback(struct db_session *s)
{
	struct pg *p = pg_of(s);
	settle(s);
	p->in_tx = false;
	if (is_lost(p))
		return;
	PGresult *res = PQexec(p->c, "ROLLBACK");
	bool good = is_good(res);
	PQclear(res);
	if (!good)
		dial_session(s);       /* whatever state it is in, it ends with the connection */
}

static enum err pg_control(struct db_session *s, enum db_control what)
{
	switch (what) {
	case DB_BEGIN_READ:
		return begin_read(s);
	case DB_BEGIN_WRITE:
		return begin_write(s);
	case DB_COMMIT:
		return commit(s);
	case DB_ROLLBACK:
		rollback(s);
		return ERR_OK;
	default:
		return db_fail(s, ERR_UNSUPPORTED, "savepoints belong to the writer thread");
	}
}

static bool pg_in_transaction(struct db_session *s)
{
	return pg_of(s)->in_tx;
}

static enum err pg_script(struct db_session *s, const char *sql)
{
	return command(s, sql);
}

/* One look at the transaction; "in progress" while the lost backend is still at it. */
static enum db_fate look_up(struct db_session *s, bool *again)
{
	struct pg *p = pg_of(s);
	*again = true;
	if (connected(s) != ERR_OK)
		return FATE_UNKNOWN;
	const char *const value[] = { p->xid };
	PGresult *res = PQexecParams(p->c, "SELECT pg_xact_status(CAST(CAST($1 AS TEXT) AS xid8))", 1, NULL, value,
				     NULL, NULL, 0);
	enum db_fate fate = FATE_UNKNOWN;
	if (PQresultStatus(res) == PGRES_TUPLES_OK) {
		const char *status = PQgetvalue(res, 0, 0);
		if (strcmp(status, "committed") == 0)
			fate = FATE_COMMITTED;
		else if (strcmp(status, "aborted") == 0)
			fate = FATE_ABORTED;
		*again = strcmp(status, "in progress") == 0;
	} else {
		note_farewell(p, res);
		*again = is_lost(p);   /* else the server does not know this transaction */
	}
	PQclear(res);
	return fate;
}

static enum db_fate pg_fate(struct db_session *s)
{
	int64_t deadline = mono_ms() + s->db->fate_wait_ms;
	for (;;) {
		bool again = false;
		enum db_fate fate = look_up(s, &again);
		if (fate != FATE_UNKNOWN || !again || mono_ms() >= deadline)
			return fate;
		struct timespec t = { .tv_nsec = FATE_POLL_MS * 1000000L };
		nanosleep(&t, NULL);
	}
}

const struct db_driver DB_DRIVER_POSTGRES = {
	.open = pg_open,
	.close = pg_close,
	.connect = pg_connect,
	.disconnect = pg_disconnect,
	.control = pg_control,
	.in_transaction = pg_in_transaction,
	.script = pg_script,
	.fate = pg_fate,
	.prepare = pg_prepare,
	.unprepare = pg_unprepare,
	.describe = pg_describe,
	.bind = pg_bind,
	.start = pg_start,
	.step = pg_step,
	.stop = pg_stop,
	.changed = pg_changed,
	.columns = pg_columns,
	.column_name = pg_column_name,
	.is_null = pg_is_null,
	.i64 = pg_i64,
	.f64 = pg_f64,
	.text = pg_text,
	.blob = pg_blob,
};
