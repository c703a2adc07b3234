/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite driver: the only file that includes sqlite3.h.
 *
 * Invariants: one process writes a file at a time (flock on <file>.lock); readers are opened read-only, so
 * that nothing but the writer's connection can change a row. Connections are opened without SQLite's own
 * mutexes because a session belongs to one thread at a time.
 * What it costs: WAL needs a local file system, and a long reader keeps the WAL from being reset. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "db/db_internal.h"

enum {
	BUSY_MS = 5000,
	CHECKPOINT_PAGES = 4000,
	BULK_CHECKPOINT_PAGES = 64000,
	WAL_KEPT_BYTES = 64 << 20,
	BACKUP_PAGES = 2000,
};
enum { LOOKASIDE_SIZE = 1200, LOOKASIDE_SLOTS = 100, PATH_CHARS = 4096 };

struct lite {
	sqlite3 *h;
	sqlite3_stmt *control[DB_CONTROL_COUNT];
};

static struct lite *lite_of(struct db_session *s)
{
	return s->conn;
}

/* ---- errors -------------------------------------------------------------------------------------- */

static enum err kind_of(sqlite3 *h, int code)
{
	switch (code) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
	case SQLITE_CONSTRAINT_TRIGGER:
		return ERR_CONFLICT;
	default:
		break;
	}
	switch (code & 0xff) {
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		return ERR_INVALID;
	case SQLITE_FULL:
		return ERR_DB_FULL;
	case SQLITE_IOERR:
		return sqlite3_system_errno(h) == ENOSPC || sqlite3_system_errno(h) == EDQUOT ? ERR_DB_FULL : ERR_DB;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_TOOBIG:
		return ERR_TOO_LARGE;
	case SQLITE_READONLY:
	case SQLITE_MISUSE:
	case SQLITE_RANGE:
		return ERR_INTERNAL;
	default:
		return ERR_DB;
	}
}

static enum err fail(struct db_session *s, const char *where)
{
	sqlite3 *h = lite_of(s)->h;
	int code = sqlite3_extended_errcode(h);
	return db_fail(s, kind_of(h, code), "%s%s%s (%d)", where, *where ? ": " : "", sqlite3_errmsg(h), code);
}

/* ---- opening ------------------------------------------------------------------------------------- */

static void configure_library(void)
{
	/* The statistics would put one process-wide lock around every allocation. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_initialize();
}

/* Takes <file>.lock for the life of the process; the text in it is for the administrator only. */
static enum err take_lock(struct db *db, char *why, size_t why_n)
{
	char path[PATH_CHARS], holder[32] = "";
	if ((size_t)snprintf(path, sizeof path, "%s.lock", db->target) >= sizeof path) {
		snprintf(why, why_n, "数据库路径过长");
		return ERR_INVALID;
	}
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) {
		snprintf(why, why_n, "无法创建锁文件 %s（%s）；请检查目录是否存在、是否可写", path, strerror(errno));
		return ERR_IO;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		ssize_t n = pread(fd, holder, sizeof holder - 1, 0);
		holder[n > 0 ? strcspn(holder, "\n") : 0] = 0;
		snprintf(why, why_n, "数据库 %s 正由另一个进程（进程号 %s）写入；请先停止它，或以只读方式打开", db->target,
			 *holder ? holder : "未知");
		close(fd);
		return ERR_BUSY;
	}
	int n = snprintf(holder, sizeof holder, "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) != 0 || pwrite(fd, holder, (size_t)n, 0) != n)
		log_warn("db", "cannot note the process number in %s", path);
	db->lock_fd = fd;
	return ERR_OK;
}

/* Creates the file readable by its owner only: it holds personal data. SQLite's side files follow it. */
static enum err create_file(struct db *db, char *why, size_t why_n)
{
	int fd = open(db->target, db->read_only ? O_RDONLY | O_CLOEXEC : O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) {
		snprintf(why, why_n, "无法打开数据库文件 %s（%s）", db->target, strerror(errno));
		return ERR_IO;
	}
	close(fd);
	return ERR_OK;
}

static enum err lite_open(struct db *db, char *why, size_t why_n)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, configure_library);
	if (!db->read_only) {
		enum err e = take_lock(db, why, why_n);
		if (e != ERR_OK)
			return e;
	}
	return create_file(db, why, why_n);
}

static void lite_close(struct db *db)
{
	if (db->lock_fd >= 0)
		close(db->lock_fd);    /* the file stays: removing it would race with the next opener */
	db->lock_fd = -1;
}

static bool is_wal(sqlite3 *h)
{
	sqlite3_stmt *st = NULL;
	bool wal = false;
	if (sqlite3_prepare_v2(h, "PRAGMA journal_mode=WAL", -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		wal = strcmp((const char *)sqlite3_column_text(st, 0), "wal") == 0;
	sqlite3_finalize(st);
	return wal;
}

static enum err set_up(struct db_session *s)
{
	const struct db *db = s->db;
	sqlite3 *h = lite_of(s)->h;
	sqlite3_busy_timeout(h, BUSY_MS);
	sqlite3_extended_result_codes(h, 1);
	/* Debian builds without lookaside (SQLITE_OMIT_LOOKASIDE); elsewhere this saves small allocations. */
	sqlite3_db_config(h, SQLITE_DBCONFIG_LOOKASIDE, NULL, (int)LOOKASIDE_SIZE, (int)LOOKASIDE_SLOTS);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	/* Nobody maps the file: what a map has touched counts as the server's memory and is never given back. */
	size_t cache = s->writer ? db->cache_kib : db->cache_kib / 16;
	char sql[512];
	snprintf(sql, sizeof sql,
		 "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-%zu;"
		 "PRAGMA mmap_size=0; PRAGMA synchronous=%s; PRAGMA wal_autocheckpoint=%d;"
		 "PRAGMA journal_size_limit=%d;",
		 cache, db->durable ? "FULL" : "OFF", (int)CHECKPOINT_PAGES, (int)WAL_KEPT_BYTES);
	if (s->writer && !is_wal(h))
		return db_fail(s, ERR_DB, "数据库 %s 无法启用 WAL 日志（%s）；请放在本地磁盘上", db->target, sqlite3_errmsg(h));
	return sqlite3_exec(h, sql, NULL, NULL, NULL) == SQLITE_OK ? ERR_OK : fail(s, "opening");
}

static enum err lite_connect(struct db_session *s)
{
	struct lite *c = calloc(1, sizeof *c);
	if (!c)
		return ERR_INTERNAL;
	s->conn = c;
	int flags = SQLITE_OPEN_NOMUTEX | (s->writer ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
	if (sqlite3_open_v2(s->db->target, &c->h, flags, NULL) != SQLITE_OK)
		return db_fail(s, ERR_DB, "无法打开数据库 %s：%s", s->db->target, c->h ? sqlite3_errmsg(c->h) : "");
	return set_up(s);
}

static void lite_disconnect(struct db_session *s)
{
	struct lite *c = lite_of(s);
	for (int i = 0; i < DB_CONTROL_COUNT; i++)
		sqlite3_finalize(c->control[i]);
	if (sqlite3_close(c->h) != SQLITE_OK)
		log_error("db", "a statement was left open: %s", sqlite3_errmsg(c->h));
	free(c);
	s->conn = NULL;
}

/* ---- transactions -------------------------------------------------------------------------------- */

static enum err lite_control(struct db_session *s, enum db_control what)
{
	static const char *const sql[DB_CONTROL_COUNT] = {
		[DB_BEGIN_READ] = "BEGIN",
		[DB_BEGIN_WRITE] = "BEGIN IMMEDIATE",
		[DB_SAVEPOINT] = "SAVEPOINT job",
		[DB_RELEASE] = "RELEASE job",
		[DB_ROLLBACK_TO] = "ROLLBACK TO job",
		[DB_COMMIT] = "COMMIT",
		[DB_ROLLBACK] = "ROLLBACK",
	};
	struct lite *c = lite_of(s);
	sqlite3_stmt **st = &c->control[what];
	if (!*st && sqlite3_prepare_v3(c->h, sql[what], -1, SQLITE_PREPARE_PERSISTENT, st, NULL) != SQLITE_OK)
		return fail(s, sql[what]);
	int rc = sqlite3_step(*st);
	enum err e = rc == SQLITE_DONE ? ERR_OK : fail(s, sql[what]);
	sqlite3_reset(*st);
	return e;
}

static bool lite_in_transaction(struct db_session *s)
{
	return !sqlite3_get_autocommit(lite_of(s)->h);
}

static enum err lite_script(struct db_session *s, const char *sql)
{
	return sqlite3_exec(lite_of(s)->h, sql, NULL, NULL, NULL) == SQLITE_OK ? ERR_OK : fail(s, "");
}

static void lite_rest(struct db_session *s)
{
	sqlite3_db_release_memory(lite_of(s)->h);
}

/* A page that is written again and again between two checkpoints is copied to the file once. */
static enum err lite_bulk(struct db_session *s)
{
	return sqlite3_wal_autocheckpoint(lite_of(s)->h, BULK_CHECKPOINT_PAGES) == SQLITE_OK ? ERR_OK : fail(s, "loading");
}

/* The rows stay as they are: of all changes of a schema this is of the kind that SQLite's documentation does by its own
 * catalogue ("changes that do not affect the on-disk content in any way"). */
static enum err lite_plain_ids(struct db_session *s, const char *table)
{
	static const char update[] = "UPDATE sqlite_schema SET sql = replace(sql, 'PRIMARY KEY AUTOINCREMENT', 'PRIMARY KEY')"
				     " WHERE type = 'table' AND name = ?1";
	sqlite3 *h = lite_of(s)->h;
	sqlite3_stmt *st = NULL;
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	bool ok = sqlite3_exec(h, "PRAGMA writable_schema=ON", NULL, NULL, NULL) == SQLITE_OK &&
		  sqlite3_prepare_v2(h, update, -1, &st, NULL) == SQLITE_OK &&
		  sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(st) == SQLITE_DONE;
	enum err e = ok ? ERR_OK : fail(s, "plain ids");
	sqlite3_finalize(st);
	if (sqlite3_exec(h, "PRAGMA writable_schema=RESET", NULL, NULL, NULL) != SQLITE_OK && e == ERR_OK)
		e = fail(s, "plain ids");
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	return e;
}

/* ---- statements ---------------------------------------------------------------------------------- */

/* Length of the text before its "RETURNING id", when it inserts one row: SQLite runs RETURNING as a trigger, and a statement
 * with a trigger looks for the new row's id in every table that refers to it, from one end to the other where the
 * referring column has no index. The row id says the same. 0: run the text as it is. */
static size_t without_returning(const char *sql)
{
	static const char INSERT[] = "INSERT INTO ", RETURNING[] = " RETURNING id";
	size_t n = strlen(sql), tail = sizeof RETURNING - 1;
	if (strncmp(sql, INSERT, sizeof INSERT - 1) != 0 || n < tail || strcmp(sql + n - tail, RETURNING) != 0)
		return 0;
	return strstr(sql, " VALUES (") && !strstr(sql, "ON CONFLICT") && !strstr(sql, "SELECT ") ? n - tail : 0;
}

static enum err lite_prepare(struct db_session *s, struct db_run *r, const char *sql, const enum db_type *types,
			     unsigned n)
{
	(void)types;
	unsigned flags = r->once ? 0 : SQLITE_PREPARE_PERSISTENT;
	size_t shorter = r->st && r->st->shape == DB_ONE && r->st->nout == 1 ? without_returning(sql) : 0;
	r->lite_rowid = shorter > 0;
	char *spelled = shorter ? NULL : db_spell_lists(sql);
	int rc = sqlite3_prepare_v3(lite_of(s)->h, spelled ? spelled : sql, shorter ? (int)shorter : -1, flags, &r->lite, NULL);
	free(spelled);
	if (rc != SQLITE_OK)
		return fail(s, r->st ? r->st->name : "composed query");
	if (!r->lite)
		return db_fail(s, ERR_INTERNAL, "empty statement");
	if ((unsigned)sqlite3_bind_parameter_count(r->lite) != n)
		return db_fail(s, ERR_INTERNAL, "%s: number of parameters differs",
			       r->st ? r->st->name : "composed query");
	return ERR_OK;
}

static void lite_unprepare(struct db_session *s, struct db_run *r)
{
	(void)s;
	sqlite3_finalize(r->lite);
	r->lite = NULL;
}

static enum err lite_describe(struct db_session *s, struct db_run *r)
{
	int n = r->lite_rowid ? 1 : sqlite3_column_count(r->lite);
	if (r->st->nout && n != r->st->nout)
		return db_fail(s, ERR_INTERNAL, "%s declares %d columns and returns %d", r->st->name, r->st->nout, n);
	return ERR_OK;
}

static enum err lite_bind(struct db_session *s, struct db_run *r, unsigned k, const struct db_arg *v, bool copy)
{
	sqlite3_destructor_type life = copy ? SQLITE_TRANSIENT : SQLITE_STATIC;
	int at = (int)k + 1, rc = SQLITE_OK;
	switch (v->type) {
	case DB_I64:
		rc = v->i == NIL ? sqlite3_bind_null(r->lite, at) : sqlite3_bind_int64(r->lite, at, v->i);
		break;
	case DB_TEXT:
		rc = sqlite3_bind_text(r->lite, at, v->s, -1, life);
		break;
	case DB_BLOB:
		rc = sqlite3_bind_blob64(r->lite, at, v->b.p, v->b.n, life);
		break;
	case DB_F64:
		rc = sqlite3_bind_double(r->lite, at, v->f); /* NAN becomes NULL */
		break;
	}
	return rc == SQLITE_OK ? ERR_OK : fail(s, "binding");
}

static enum err lite_start(struct db_session *s, struct db_run *r, bool stream)
{
	(void)s;
	(void)stream;
	r->lite_told = false;
	return ERR_OK;
}

static enum err lite_step(struct db_session *s, struct db_run *r)
{
	if (r->lite_told)
		return ERR_NOT_FOUND;
	int rc = sqlite3_step(r->lite);
	r->lite_told = r->lite_rowid && rc == SQLITE_DONE;
	if (rc == SQLITE_ROW || r->lite_told)
		return ERR_OK;
	return rc == SQLITE_DONE ? ERR_NOT_FOUND : fail(s, r->st ? r->st->name : "composed query");
}

static void lite_stop(struct db_session *s, struct db_run *r)
{
	(void)s;
	sqlite3_reset(r->lite);
}

static int64_t lite_changed(struct db_session *s, struct db_run *r)
{
	(void)r;
	return sqlite3_changes64(lite_of(s)->h);
}

/* ---- columns ------------------------------------------------------------------------------------- */

static int lite_columns(const struct db_run *r)
{
	return r->lite_rowid ? 1 : sqlite3_column_count(r->lite);
}

static const char *lite_column_name(const struct db_run *r, int col)
{
	return sqlite3_column_name(r->lite, col);
}

static bool lite_is_null(const struct db_run *r, int col)
{
	return !r->lite_rowid && sqlite3_column_type(r->lite, col) == SQLITE_NULL;
}

static int64_t lite_i64(const struct db_run *r, int col)
{
	return r->lite_rowid ? sqlite3_last_insert_rowid(sqlite3_db_handle(r->lite)) : sqlite3_column_int64(r->lite, col);
}

static double lite_f64(const struct db_run *r, int col)
{
	return sqlite3_column_double(r->lite, col);
}

static const char *lite_text(const struct db_run *r, int col, size_t *n)
{
	const char *p = (const char *)sqlite3_column_text(r->lite, col);
	*n = (size_t)sqlite3_column_bytes(r->lite, col);
	return p ? p : "";
}

static struct db_blob lite_blob(const struct db_run *r, int col)
{
	const void *p = sqlite3_column_blob(r->lite, col);
	size_t n = (size_t)sqlite3_column_bytes(r->lite, col);
	return (struct db_blob){ p ? p : "", n }; /* SQLite gives NULL for an empty blob */
}

/* ---- backup -------------------------------------------------------------------------------------- */

/* Copies from a connection that holds one snapshot, so that writers need not wait and the copy need not
 * start again when they commit. */
static enum err copy_pages(sqlite3 *from, sqlite3 *to)
{
	if (sqlite3_exec(from, "BEGIN; SELECT count(*) FROM sqlite_master", NULL, NULL, NULL) != SQLITE_OK)
		return kind_of(from, sqlite3_extended_errcode(from));
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	if (!b)
		return kind_of(to, sqlite3_extended_errcode(to));
	int rc;
	do
		rc = sqlite3_backup_step(b, BACKUP_PAGES);
	while (rc == SQLITE_OK);
	sqlite3_backup_finish(b);
	return rc == SQLITE_DONE ? ERR_OK : kind_of(to, rc);
}

static bool sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0;
	close(fd);
	return ok;
}

/* Makes the new name itself durable. */
static bool sync_directory(const char *path)
{
	char dir[PATH_CHARS];
	const char *slash = strrchr(path, '/');
	snprintf(dir, sizeof dir, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
	return sync_path(dir, O_RDONLY | O_DIRECTORY);
}

static enum err lite_backup(struct db *db, const char *path, char *why, size_t why_n)
{
	char part[PATH_CHARS];
	struct stat there;
	if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part || lstat(path, &there) == 0) {
		snprintf(why, why_n, "备份文件 %s 已存在或路径过长；请换一个文件名", path);
		return ERR_CONFLICT;
	}
	unlink(part);
	int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		snprintf(why, why_n, "无法创建备份文件 %s（%s）", part, strerror(errno));
		return ERR_IO;
	}
	close(fd);
	sqlite3 *from = NULL, *to = NULL;
	enum err e = ERR_DB;
	if (sqlite3_open_v2(db->target, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    sqlite3_open_v2(part, &to, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK) {
		sqlite3_busy_timeout(from, BUSY_MS);
		e = copy_pages(from, to);
	}
	snprintf(why, why_n, "备份失败：%s", to ? sqlite3_errmsg(to) : from ? sqlite3_errmsg(from) : "内存不足");
	sqlite3_close(to);
	sqlite3_close(from);
	if (e == ERR_OK && (!sync_path(part, O_RDONLY) || rename(part, path) != 0 || !sync_directory(path))) {
		snprintf(why, why_n, "备份文件 %s 无法写完（%s）", path, strerror(errno));
		e = ERR_IO;
	}
	if (e != ERR_OK)
		unlink(part);
	else
		why[0] = 0;
	return e;
}

const struct db_driver DB_DRIVER_SQLITE = {
	.open = lite_open,
	.close = lite_close,
	.connect = lite_connect,
	.disconnect = lite_disconnect,
	.control = lite_control,
	.in_transaction = lite_in_transaction,
	.script = lite_script,
	.rest = lite_rest,
	.bulk = lite_bulk,
	.plain_ids = lite_plain_ids,
	.prepare = lite_prepare,
	.unprepare = lite_unprepare,
	.describe = lite_describe,
	.bind = lite_bind,
	.start = lite_start,
	.step = lite_step,
	.stop = lite_stop,
	.changed = lite_changed,
	.columns = lite_columns,
	.column_name = lite_column_name,
	.is_null = lite_is_null,
	.i64 = lite_i64,
	.f64 = lite_f64,
	.text = lite_text,
	.blob = lite_blob,
	.backup = lite_backup,
};
