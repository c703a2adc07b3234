/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the storage room share: the session, a running statement and the face of a driver.
 *
 * A driver is a table of functions; sqlite.c and postgres.c are the only files that know the libraries.
 * Everything else (typed rows, cursors, group commit, retries, migrations) is written once above it.
 *
 * Memory: a `struct db_run` lives on the heap, never on the stack, because an arena trap may jump out of
 * any function here; db_runs_finish() then tidies up what was left open. */
#ifndef YS_DB_DB_INTERNAL_H
#define YS_DB_DB_INTERNAL_H

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

#include "db/db.h"

enum { DB_ERROR_TEXT = 512, DB_PARAMS_MAX = 255 };

struct sqlite3_stmt;
struct pg_run;

/* A prepared statement and, while `active`, its execution. */
struct db_run {
	const struct db_stmt *st;      /* NULL: composed */
	struct db_run *next, **link;   /* among the active ones of the session */
	bool active;
	bool once;                     /* not in the cache: freed when finished */
	struct sqlite3_stmt *lite;
	bool lite_rowid, lite_told;    /* INSERT … RETURNING id: answered from the row id; the answer was given */
	struct pg_run *pg;
};

enum db_mode { DB_IDLE, DB_READING, DB_WRITING };
enum db_control {
	DB_BEGIN_READ,
	DB_BEGIN_WRITE,
	DB_SAVEPOINT,
	DB_RELEASE,
	DB_ROLLBACK_TO,
	DB_COMMIT,
	DB_ROLLBACK,
	DB_CONTROL_COUNT
};

struct db_after {
	struct db_after *next;
	void (*fn)(void *arg);
	void *arg;
};

struct db_session {
	struct db *db;
	void *conn;                    /* the driver's own */
	struct arena *arena;
	enum db_mode mode;
	bool writer;                   /* the connection that may write */
	unsigned bulk, bulk_n;         /* SQLite: commit after so many jobs; 0: not a loading session; jobs since the last one */
	bool waiting;                  /* its thread is blocked in db_write (SQLite) */
	bool retry;                    /* the last failure was a passing one: run the job again */
	enum err doomed;               /* first failed statement of the write under way */
	struct db_after *after, **after_end;
	struct db_run **cache;
	unsigned cache_n;
	struct db_run *active;
	struct db_cursor *cursors;     /* every cursor ever opened, for reuse */
	unsigned char *rows;           /* db_many collects here before the arena gets one array */
	size_t rows_cap;
	sem_t answered;
	char error[DB_ERROR_TEXT];
};

/* Result of asking the server about a commit whose answer was lost. */
enum db_fate { FATE_UNKNOWN, FATE_COMMITTED, FATE_ABORTED };

struct db_driver {
	/* Once per database: checks, lock file. */
	enum err (*open)(struct db *db, char *why, size_t why_n);
	void (*close)(struct db *db);
	/* Per session; the text of a failure goes to s->error. */
	enum err (*connect)(struct db_session *s);
	void (*disconnect)(struct db_session *s);
	enum err (*control)(struct db_session *s, enum db_control what);
	bool (*in_transaction)(struct db_session *s);
	enum err (*script)(struct db_session *s, const char *sql);
	/* SQLite only: db_session_rest. */
	void (*rest)(struct db_session *s);
	/* SQLite only: the session is going to load much. */
	enum err (*bulk)(struct db_session *s);
	/* SQLite only: ids of a table come from its highest row from now on. Inside a write. */
	enum err (*plain_ids)(struct db_session *s, const char *table);
	/* PostgreSQL only: the fate of the last commit. */
	enum db_fate (*fate)(struct db_session *s);

	/* types: those of the parameters in placeholder order. */
	enum err (*prepare)(struct db_session *s, struct db_run *r, const char *sql, const enum db_type *types,
			    unsigned n);
	void (*unprepare)(struct db_session *s, struct db_run *r);
	/* Compares the declared columns of r->st with what the database says. */
	enum err (*describe)(struct db_session *s, struct db_run *r);
	/* Placeholder k from 0; `copy`: the value does not outlive the call. */
	enum err (*bind)(struct db_session *s, struct db_run *r, unsigned k, const struct db_arg *v, bool copy);
	/* `stream`: rows are fetched as they are asked for. */
	enum err (*start)(struct db_session *s, struct db_run *r, bool stream);
	enum err (*step)(struct db_session *s, struct db_run *r);
	void (*stop)(struct db_session *s, struct db_run *r);
	int64_t (*changed)(struct db_session *s, struct db_run *r);

	int (*columns)(const struct db_run *r);
	const char *(*column_name)(const struct db_run *r, int col);
	bool (*is_null)(const struct db_run *r, int col);
	int64_t (*i64)(const struct db_run *r, int col);
	double (*f64)(const struct db_run *r, int col);
	const char *(*text)(const struct db_run *r, int col, size_t *n);
	struct db_blob (*blob)(const struct db_run *r, int col);

	enum err (*backup)(struct db *db, const char *path, char *why, size_t why_n);
};

extern const struct db_driver DB_DRIVER_SQLITE, DB_DRIVER_POSTGRES;

struct db_writer;

struct db {
	enum db_engine engine;
	const struct db_driver *driver;
	char *target;                  /* file path or connection string */
	size_t cache_kib;
	bool durable, read_only;
	int lock_fd;                   /* SQLite: the lock file, -1 without */
	int64_t fate_wait_ms;          /* how long to look for the fate of a commit */
	struct db_writer *writer;      /* SQLite, unless read-only */
	_Atomic int64_t writes, batches, batch_jobs_max, busy_us, reruns, queue_depth;
};

/* session.c */
enum err db_session_new(struct db *db, bool writer, struct db_session **out, char *why, size_t why_n);
__attribute__((format(printf, 3, 4))) enum err db_fail(struct db_session *s, enum err e, const char *fmt, ...);
/* The session may be used now by this thread for statements. */
enum err db_usable(struct db_session *s);

/* statement.c */
void db_run_activate(struct db_session *s, struct db_run *r);
void db_run_finish(struct db_session *s, struct db_run *r);
void db_runs_finish(struct db_session *s);
void db_cache_free(struct db_session *s);
/* Remembers a failed statement: it dooms the write under way. Returns `e`. */
enum err db_doom(struct db_session *s, enum err e);

/* lists.c */
/* The text with its lists of words spelled out, to be freed; NULL when there is nothing to spell. */
char *db_spell_lists(const char *sql);

/* query.c */
void db_cursors_forget(struct db_session *s);
void db_cursors_free(struct db_session *s);

/* write.c */
/* Commits what a loading session has written. */
enum err db_bulk_commit(struct db_session *s);
enum err db_writer_start(struct db *db, char *why, size_t why_n);
void db_writer_stop(struct db *db);

#endif
