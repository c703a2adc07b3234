/* SPDX-License-Identifier: Apache-2.0 */
/* One face for SQLite and PostgreSQL: sessions, transactions, typed statements, one writer.
 *
 * Statements are written in `.sql` files beside their room and compiled by tools/sqlgen into
 * `struct db_stmt` constants and typed wrappers (`q_order_sign(s, &(struct q_order_sign_in){…}, &out)`).
 * Nothing else in the program contains SQL text, except const fragments composed with db_query_*.
 *
 * Threads: a session belongs to one thread at a time. On SQLite every `db_write` of the process runs
 * on one writer thread that commits in groups; the caller blocks until its commit is on disk. On
 * PostgreSQL it runs on the caller's own connection and is retried on 40001/40P01.
 * Memory: text and blob results live in the session's arena (db_session_use).
 * What it costs: a SQLite writer never waits for a reader's code, so `fn` must do SQL only, be quick,
 * re-read what it guards, and accept to be run twice. */
#ifndef YS_DB_DB_H
#define YS_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/env.h"
#include "base/err.h"

enum db_engine { DB_SQLITE, DB_POSTGRES, DB_ENGINE_COUNT };

struct db;
struct db_session;

struct db_options {
	/* "sqlite:/path/to/file.db" or "postgres://…" / "postgres:host=… dbname=…". */
	const char *url;
	size_t cache_kib;     /* SQLite page cache of the writer; readers take a sixteenth. 0: default 16 MiB */
	bool durable;         /* false: synchronous=OFF / synchronous_commit=off (loading, tests) */
	bool read_only;
};

/* Opens the database (creates the SQLite file) and, unless read-only, starts the writer thread. */
enum err db_open(const struct db_options *o, struct db **out, char *why, size_t why_n);
/* Stops the writer after what is queued has been committed. Close the sessions first. */
void db_close(struct db *db);
enum db_engine db_kind(const struct db *db);

/* A session for one thread: reader connection and statement cache. */
enum err db_session_open(struct db *db, struct db_session **out);
void db_session_close(struct db_session *s);
/* Gives back the memory that a session holds for what it has read; it may be used on. For one that has read much and will
 * read little. */
void db_session_rest(struct db_session *s);
/* A session for loading much by one thread, while nobody else writes: its db_write runs on its own connection under a
 * savepoint, without waiting for a commit, which comes after every `jobs` writes and when the session is closed. With one
 * job to a commit there is no savepoint: a job that changes thousands of pages is better alone, because SQLite walks the
 * whole list of what a savepoint has kept at the end of every statement. Its reads see what it has written. A refused job
 * still leaves nothing. What it costs: a power cut loses the jobs since the last commit, and db_after_commit runs at once.
 * On PostgreSQL an ordinary session. */
enum err db_session_open_bulk(struct db *db, unsigned jobs, struct db_session **out);
/* Results of this session are allocated in `a` from now on. Also finishes any statement left open
 * (after a jump to the arena's trap) and rolls back a read transaction. */
void db_session_use(struct db_session *s, struct arena *a);
struct arena *db_arena(struct db_session *s);
enum db_engine db_session_kind(const struct db_session *s);
/* Technical text of the session's last database error, "" when none; valid until the next call. */
const char *db_error(const struct db_session *s);
/* True inside db_write. Statements that change rows are refused elsewhere with ERR_INTERNAL. */
bool db_writing(const struct db_session *s);

/* A consistent view over several statements. Keep it short; never hold it across db_write or sending. */
enum err db_read_begin(struct db_session *s);
void db_read_end(struct db_session *s);

/* Runs `fn(s2, arg)` in a transaction and commits it durably before returning. `s2` is the session to
 * use inside (the writer's own on SQLite; it allocates from the arena of `s`). Any result other than
 * ERR_OK rolls the job back and is returned. A statement that fails (other than ERR_NOT_FOUND) dooms the
 * job: later statements answer the same error, and so does db_write even when `fn` returns ERR_OK; use
 * ON CONFLICT where a collision is expected. When the arena's ceiling is reached inside `fn`, the answer
 * is ERR_TOO_LARGE. Refused with ERR_INTERNAL inside `fn`, inside a read transaction and while a
 * cursor is open.
 * ERR_BUSY: shutting down, or the server cannot be reached. ERR_DB_UNCERTAIN: no answer about the commit
 * could be had. */
typedef enum err (*db_write_fn)(struct db_session *s2, void *arg);
enum err db_write(struct db_session *s, db_write_fn fn, void *arg);

/* Inside a write: called after the commit is durable, on the committing thread; dropped on rollback.
 * `fn` must be quick and must not use the database. */
void db_after_commit(struct db_session *s, void (*fn)(void *arg), void *arg);

/* ---- statements ------------------------------------------------------------------------------ */

enum db_type { DB_I64, DB_TEXT, DB_BLOB, DB_F64 };

/* A parameter or a column: its C type and its place in the struct. Nullable int64 uses NIL, nullable
 * text NULL, nullable blob p = NULL, nullable double NAN. DB_TEXT is `const char *`; DB_BLOB is
 * `struct db_blob`. */
struct db_field {
	const char *name;
	enum db_type type;
	size_t offset;
};

struct db_blob {
	const void *p;
	size_t n;
};

enum db_shape { DB_EXEC, DB_ONE, DB_MANY };

struct db_stmt {
	const char *name;              /* "order_sign" */
	enum db_shape shape;
	bool writes;                   /* changes rows: allowed only inside db_write */
	const char *sql[DB_ENGINE_COUNT];
	const unsigned char *map[DB_ENGINE_COUNT]; /* placeholder k (from 0) binds in-field map[k] */
	unsigned char nmap[DB_ENGINE_COUNT];
	const struct db_field *in;     /* struct fields of the parameters */
	const struct db_field *out;
	unsigned char nin, nout;
	size_t out_size;               /* sizeof the row struct */
	unsigned index;                /* dense number over all statements, for the cache */
};

/* All compiled statements of the program (generated), for the test that prepares each on both engines. */
extern const struct db_stmt *const DB_STATEMENTS[];
extern const unsigned DB_STATEMENT_COUNT;

/* The generated wrappers call these. */
/* :exec — number of rows changed in *changed (may be NULL). */
enum err db_run(struct db_session *s, const struct db_stmt *st, const void *in, int64_t *changed);
/* :one — fills the row; ERR_NOT_FOUND without one. */
enum err db_one(struct db_session *s, const struct db_stmt *st, const void *in, void *out);
/* :many — array in the session's arena; ERR_TOO_LARGE beyond DB_MANY_MAX rows. */
enum { DB_MANY_MAX = 200000 };
struct db_rows {
	void *v;
	size_t n;
};
enum err db_many(struct db_session *s, const struct db_stmt *st, const void *in, struct db_rows *out);
/* :many as a cursor: `each` gets one row at a time (its text lives until the next row only) and returns
 * false to stop. The row struct is reused. */
enum err db_each(struct db_session *s, const struct db_stmt *st, const void *in,
		 bool (*each)(void *arg, const void *row), void *arg);

/* ---- composed queries ------------------------------------------------------------------------- */
/* For lists with optional filters. Text comes from const fragments only (a GCC extension checks
 * that `frag` is a literal); values are bound. `$` in a fragment stands for the next bound value:
 *   db_query_add(&q, " AND c.town_id = $", DB_ARG_I64(id)); */
enum { DB_QUERY_ARGS = 40, DB_QUERY_TEXT = 8192 };

struct db_arg {
	enum db_type type;
	int64_t i;
	const char *s;             /* NULL: SQL NULL */
	struct db_blob b;
	double f;
};
#define DB_ARG_I64(v) ((struct db_arg){ .type = DB_I64, .i = (v) })
#define DB_ARG_TEXT(v) ((struct db_arg){ .type = DB_TEXT, .s = (v) })
#define DB_ARG_BLOB(v) ((struct db_arg){ .type = DB_BLOB, .b = (v) })
#define DB_ARG_F64(v) ((struct db_arg){ .type = DB_F64, .f = (v) })

struct db_query {
	char text[DB_QUERY_TEXT];  /* with $1…$n */
	size_t n;
	struct db_arg args[DB_QUERY_ARGS];
	unsigned nargs;
	bool overflow;
};

void db_query_init(struct db_query *q);
void db_query_add_(struct db_query *q, const char *frag, const struct db_arg *args, size_t nargs);
#define db_query_add(q, frag, ...)                                                                  \
	db_query_add_((q), "" frag, (const struct db_arg[]){ __VA_ARGS__ },                         \
		      sizeof((const struct db_arg[]){ __VA_ARGS__ }) / sizeof(struct db_arg))
#define db_query_text(q, frag) db_query_add_((q), "" frag, NULL, 0)

/* A cursor over any query. Columns by position, from 0. Values live until the next db_next. */
struct db_cursor;
enum err db_query_open(struct db_session *s, const struct db_query *q, struct db_cursor **out);
/* ERR_OK with a row, ERR_NOT_FOUND at the end. */
enum err db_next(struct db_cursor *c);
void db_query_close(struct db_cursor *c);
int db_columns(const struct db_cursor *c);
const char *db_column_name(const struct db_cursor *c, int col);
bool db_is_null(const struct db_cursor *c, int col);
int64_t db_i64(const struct db_cursor *c, int col);          /* NIL when NULL */
const char *db_text(const struct db_cursor *c, int col);     /* NULL when NULL; not copied */
double db_f64(const struct db_cursor *c, int col);
struct db_blob db_blob_at(const struct db_cursor *c, int col);

/* ---- migrations and upkeep ---------------------------------------------------------------------- */

struct db_migration {
	int number;
	const char *name;
	const char *sql;           /* with tokens, see sql/README.md */
	const char *checksum;      /* SM3 is not needed here: SHA-256 hex, made by the build */
};
extern const struct db_migration DB_MIGRATIONS[];
extern const unsigned DB_MIGRATION_COUNT;

/* Applies what is missing, each in its own transaction. Refuses when an applied file has changed, or
 * when the database is newer than the program. `applied` counts the new ones. */
enum err db_migrate(struct db *db, const struct env *env, int *applied, char *why, size_t why_n);
/* The same with another list, for tests. */
enum err db_migrate_list(struct db *db, const struct env *env, const struct db_migration *list, unsigned n,
			 int *applied, char *why, size_t why_n);
/* Highest applied number, 0 for an empty database. */
enum err db_version(struct db_session *s, int *version);
/* Online copy of the database: SQLite backup API to a file; PostgreSQL answers ERR_UNSUPPORTED (pg_dump). */
enum err db_backup(struct db *db, const char *path, char *why, size_t why_n);
/* Runs `sql` (several statements) as is, in a transaction; for migrations, fixtures and tests only.
 * Outside db_write it is a write of its own. */
enum err db_script(struct db_session *s, const char *sql);
/* Fresh statistics for the planner, from samples; on SQLite a write of some milliseconds for each table. Outside a write. */
enum err db_optimize(struct db_session *s);

/* Prepares a statement without running it and checks the number of its columns (on PostgreSQL also their
 * types) against the declaration. ERR_UNSUPPORTED: the statement is not offered on this engine. */
enum err db_prepare(struct db_session *s, const struct db_stmt *st);
/* All of DB_STATEMENTS; stops at the first that fails and names it in *bad (NULL when all are well). */
enum err db_prepare_all(struct db_session *s, const struct db_stmt **bad);

/* Counters for /metrics. */
struct db_stats {
	int64_t writes;          /* jobs answered */
	int64_t batches;         /* commits tried */
	int64_t batch_jobs_max;
	int64_t busy_us;         /* time spent in transactions */
	int64_t reruns;          /* jobs run a second time */
	int64_t queue_depth;
};
void db_stats_get(struct db *db, struct db_stats *out);

#endif
