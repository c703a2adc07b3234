/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a database and its sessions; read transactions. Which engine it is follows from the URL and is
 * not asked again above the driver table. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "db/db_internal.h"

enum { DEFAULT_CACHE_KIB = 16 << 10, FATE_WAIT_MS = 10000 };

enum err db_fail(struct db_session *s, enum err e, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(s->error, sizeof s->error, fmt, ap);
	va_end(ap);
	return e;
}

static bool parse_url(struct db *db, const char *url)
{
	static const struct {
		const char *prefix;
		enum db_engine engine;
		size_t skip;           /* libpq wants to see its own schemes */
	} forms[] = {
		{ "sqlite:", DB_SQLITE, 7 },
		{ "postgres://", DB_POSTGRES, 0 },
		{ "postgresql://", DB_POSTGRES, 0 },
		{ "postgres:", DB_POSTGRES, 9 },
	};
	for (size_t i = 0; url && i < sizeof forms / sizeof forms[0]; i++) {
		if (strncmp(url, forms[i].prefix, strlen(forms[i].prefix)) != 0 || !url[strlen(forms[i].prefix)])
			continue;
		db->engine = forms[i].engine;
		db->driver = db->engine == DB_SQLITE ? &DB_DRIVER_SQLITE : &DB_DRIVER_POSTGRES;
		db->target = strdup(url + forms[i].skip);
		return db->target != NULL;
	}
	return false;
}

static enum err open_parts(struct db *db, char *why, size_t why_n)
{
	enum err e = db->driver->open(db, why, why_n);
	if (e == ERR_OK && db->engine == DB_SQLITE && !db->read_only)
		e = db_writer_start(db, why, why_n);
	return e;
}

enum err db_open(const struct db_options *o, struct db **out, char *why, size_t why_n)
{
	*out = NULL;
	struct db *db = calloc(1, sizeof *db);
	if (!db)
		return ERR_INTERNAL;
	db->lock_fd = -1;
	db->cache_kib = o->cache_kib ? o->cache_kib : DEFAULT_CACHE_KIB;
	db->durable = o->durable;
	db->read_only = o->read_only;
	db->fate_wait_ms = FATE_WAIT_MS;
	if (!parse_url(db, o->url)) {
		snprintf(why, why_n, "数据库地址“%s”无法识别；请写成 sqlite:/路径/文件.db 或 postgres://用户@主机/库名",
			 o->url ? o->url : "");
		free(db);
		return ERR_INVALID;
	}
	enum err e = open_parts(db, why, why_n);
	if (e != ERR_OK) {
		db_close(db);
		return e;
	}
	*out = db;
	return ERR_OK;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	db_writer_stop(db);
	db->driver->close(db);
	free(db->target);
	free(db);
}

enum db_engine db_kind(const struct db *db)
{
	return db->engine;
}

enum err db_session_new(struct db *db, bool writer, struct db_session **out, char *why, size_t why_n)
{
	*out = NULL;
	struct db_session *s = calloc(1, sizeof *s);
	if (!s)
		return ERR_INTERNAL;
	s->db = db;
	s->writer = writer;
	sem_init(&s->answered, 0, 0);
	enum err e = db->driver->connect(s);
	if (e != ERR_OK) {
		snprintf(why, why_n, "%s", s->error);
		db_session_close(s);
		return e;
	}
	*out = s;
	return ERR_OK;
}

enum err db_session_open(struct db *db, struct db_session **out)
{
	char why[DB_ERROR_TEXT] = "";
	enum err e = db_session_new(db, false, out, why, sizeof why);
	if (e != ERR_OK)
		log_error("db", "no session: %s", why);
	return e;
}

enum err db_session_open_bulk(struct db *db, unsigned jobs, struct db_session **out)
{
	char why[DB_ERROR_TEXT] = "";
	bool own = db->engine == DB_SQLITE && !db->read_only;
	enum err e = db_session_new(db, own, out, why, sizeof why);
	if (e != ERR_OK)
		log_error("db", "no session: %s", why);
	else if (own) {
		(*out)->bulk = jobs ? jobs : 1;
		e = db->driver->bulk(*out);
	}
	return e;
}

void db_session_close(struct db_session *s)
{
	if (!s)
		return;
	db_runs_finish(s);
	db_cursors_free(s);
	if (s->bulk && s->conn && db_bulk_commit(s) != ERR_OK)
		log_error("db", "what was loaded last could not be committed: %s", s->error);
	db_cache_free(s);
	if (s->conn)
		s->db->driver->disconnect(s);
	sem_destroy(&s->answered);
	free(s->rows);
	free(s);
}

void db_session_rest(struct db_session *s)
{
	if (s->db->driver->rest)
		s->db->driver->rest(s);
}

void db_session_use(struct db_session *s, struct arena *a)
{
	s->arena = a;
	s->error[0] = 0;
	db_runs_finish(s);
	db_cursors_forget(s);
	if (s->mode == DB_READING)
		db_read_end(s);
}

struct arena *db_arena(struct db_session *s)
{
	return s->arena;
}

enum db_engine db_session_kind(const struct db_session *s)
{
	return s->db->engine;
}

const char *db_error(const struct db_session *s)
{
	return s->error;
}

bool db_writing(const struct db_session *s)
{
	return s->mode == DB_WRITING;
}

enum err db_usable(struct db_session *s)
{
	s->error[0] = 0;
	if (s->waiting)
		return db_fail(s, ERR_INTERNAL, "inside db_write use the session that is passed to the function");
	if (s->doomed != ERR_OK)
		return db_fail(s, s->doomed, "an earlier statement of this write has failed");
	return ERR_OK;
}

enum err db_read_begin(struct db_session *s)
{
	enum err e = db_usable(s);
	if (e != ERR_OK)
		return e;
	if (s->mode != DB_IDLE)
		return db_fail(s, ERR_INTERNAL, "a transaction is open already");
	if (!s->bulk) /* whose reads are consistent anyway: nobody else writes */
		e = s->db->driver->control(s, DB_BEGIN_READ);
	if (e == ERR_OK)
		s->mode = DB_READING;
	return e;
}

void db_read_end(struct db_session *s)
{
	if (s->mode != DB_READING)
		return;
	db_runs_finish(s);
	if (!s->bulk)
		s->db->driver->control(s, DB_ROLLBACK);
	s->mode = DB_IDLE;
}

enum err db_backup(struct db *db, const char *path, char *why, size_t why_n)
{
	if (!db->driver->backup) {
		snprintf(why, why_n, "PostgreSQL 数据库请用 pg_dump 备份");
		return ERR_UNSUPPORTED;
	}
	return db->driver->backup(db, path, why, why_n);
}

void db_stats_get(struct db *db, struct db_stats *out)
{
	*out = (struct db_stats){
		.writes = atomic_load(&db->writes),
		.batches = atomic_load(&db->batches),
		.batch_jobs_max = atomic_load(&db->batch_jobs_max),
		.busy_us = atomic_load(&db->busy_us),
		.reruns = atomic_load(&db->reruns),
		.queue_depth = atomic_load(&db->queue_depth),
	};
}
