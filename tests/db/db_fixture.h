/* SPDX-License-Identifier: Apache-2.0 */
/* A fresh, empty database for a test, on either engine; any room's tests may include this.
 *
 * SQLite: a file in a new directory. PostgreSQL: a schema of its own in the database that YS_TEST_PG names
 * (see tests/pg.sh), so that several test programs can share one server. */
#ifndef YS_TEST_DB_FIXTURE_H
#define YS_TEST_DB_FIXTURE_H

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "db/db.h"

struct db_fixture {
	enum db_engine engine;
	struct db *db;
	struct db_session *s;
	struct arena *arena;
	char dir[256];
	char schema[64];
	char url[1024];
};

static inline const char *db_fixture_postgres(void)
{
	const char *url = getenv("YS_TEST_PG");
	return url && *url ? url : NULL;
}

/* The engines of this run: SQLite, unless YS_TEST_PG_ONLY says that it has had its turn; PostgreSQL where YS_TEST_PG names
 * a server. */
static inline bool db_fixture_on(enum db_engine engine)
{
	return engine == DB_SQLITE ? !getenv("YS_TEST_PG_ONLY") : db_fixture_postgres() != NULL;
}

static inline _Noreturn void db_fixture_die(const char *what, const char *why)
{
	fprintf(stderr, "db_fixture: %s: %s\n", what, why);
	exit(1);
}

/* Runs one script on the server outside the fixture's schema. */
static inline void db_fixture_admin(const char *sql)
{
	struct db *db;
	struct db_session *s;
	char why[512] = "";
	if (db_open(&(struct db_options){ .url = db_fixture_postgres() }, &db, why, sizeof why) != ERR_OK)
		db_fixture_die("cannot connect to YS_TEST_PG", why);
	if (db_session_open(db, &s) != ERR_OK || db_script(s, sql) != ERR_OK)
		db_fixture_die(sql, s ? db_error(s) : "no session");
	db_session_close(s);
	db_close(db);
}

static inline void db_fixture_url(struct db_fixture *f)
{
	static int count;
	if (f->engine == DB_SQLITE) {
		const char *tmp = getenv("TMPDIR");
		snprintf(f->dir, sizeof f->dir, "%s/ys_test_XXXXXX", tmp ? tmp : "/tmp");
		if (!mkdtemp(f->dir))
			db_fixture_die("cannot make", f->dir);
		snprintf(f->url, sizeof f->url, "sqlite:%s/test.db", f->dir);
		return;
	}
	char sql[128];
	const char *base = db_fixture_postgres();
	snprintf(f->schema, sizeof f->schema, "t_%ld_%d", (long)getpid(), ++count);
	snprintf(sql, sizeof sql, "CREATE SCHEMA %s", f->schema);
	db_fixture_admin(sql);
	if (strstr(base, "://"))
		snprintf(f->url, sizeof f->url, "%s%coptions=-csearch_path%%3D%s", base, strchr(base, '?') ? '&' : '?',
			 f->schema);
	else
		snprintf(f->url, sizeof f->url, "%s options=-csearch_path=%s", base, f->schema);
}

static inline void db_fixture_copy(const char *from, const char *to)
{
	char block[1 << 15];
	size_t n;
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	if (!in || !out)
		db_fixture_die("cannot copy", from);
	while ((n = fread(block, 1, sizeof block, in)) > 0)
		if (fwrite(block, 1, n, out) != n)
			db_fixture_die("cannot write", to);
	fclose(in);
	if (fclose(out) != 0)
		db_fixture_die("cannot write", to);
}

/* `file`: what a database of SQLite begins as; NULL: empty. */
static inline struct db_fixture *db_fixture_begin(enum db_engine engine, const char *file)
{
	struct db_fixture *f = calloc(1, sizeof *f);
	char why[512] = "";
	if (!f)
		abort();
	log_set_level(getenv("YS_TEST_LOG") ? LOG_DEBUG : LOG_ERROR);
	f->engine = engine;
	db_fixture_url(f);
	if (file)
		db_fixture_copy(file, strchr(f->url, ':') + 1);
	if (db_open(&(struct db_options){ .url = f->url }, &f->db, why, sizeof why) != ERR_OK)
		db_fixture_die(f->url, why);
	if (db_session_open(f->db, &f->s) != ERR_OK)
		db_fixture_die(f->url, "no session");
	f->arena = arena_new(64 << 20);
	db_session_use(f->s, f->arena);
	return f;
}

/* Opens an empty database with one session and an arena of 64 MiB. On PostgreSQL call it only when
 * db_fixture_postgres() is set. */
static inline struct db_fixture *db_fixture_open(enum db_engine engine)
{
	return db_fixture_begin(engine, NULL);
}

static inline void db_fixture_remove_dir(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *entry;
	char file[600];
	while (d && (entry = readdir(d))) {
		snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
		unlink(file);
	}
	if (d)
		closedir(d);
	rmdir(path);
}

static inline void db_fixture_close(struct db_fixture *f)
{
	db_session_close(f->s);
	db_close(f->db);
	if (f->engine == DB_SQLITE) {
		db_fixture_remove_dir(f->dir);
	} else {
		char sql[128];
		snprintf(sql, sizeof sql, "DROP SCHEMA %s CASCADE", f->schema);
		db_fixture_admin(sql);
	}
	arena_free(f->arena);
	free(f);
}

static inline void db_fixture_migrate(struct db_fixture *f)
{
	char why[512] = "";
	int applied = 0;
	if (db_migrate(f->db, &ENV_SYSTEM, &applied, why, sizeof why) != ERR_OK)
		db_fixture_die("migrations", why);
}

/* The migrated file that every database of this program is a copy of: migrating takes far longer than copying. */
static char db_fixture_template[512];

static inline void db_fixture_drop_template(void)
{
	unlink(db_fixture_template);
}

static inline void db_fixture_make_template(void)
{
	struct db_fixture *f = db_fixture_open(DB_SQLITE);
	db_fixture_migrate(f);
	snprintf(db_fixture_template, sizeof db_fixture_template, "%s.db", f->dir);
	db_session_close(f->s);
	db_close(f->db); /* the last one out puts everything into the file */
	db_fixture_copy(strchr(f->url, ':') + 1, db_fixture_template);
	db_fixture_remove_dir(f->dir);
	arena_free(f->arena);
	free(f);
	atexit(db_fixture_drop_template);
}

/* As db_fixture_open, with the whole schema of the program applied. */
static inline struct db_fixture *db_fixture_migrated(enum db_engine engine)
{
	if (engine == DB_SQLITE) {
		if (!*db_fixture_template)
			db_fixture_make_template();
		return db_fixture_begin(engine, db_fixture_template);
	}
	struct db_fixture *f = db_fixture_open(engine);
	db_fixture_migrate(f);
	return f;
}

#endif
