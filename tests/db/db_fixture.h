/* SPDX-License-Identifier: Apache-2.0 */
/* A fresh, empty database for a test, on either engine; any room's tests may include this.
 *
 * SQLite: a file in a new directory. PostgreSQL: a schema of its own in the database that YS_TEST_PG names
 * (see tests/pg.sh), so that several test programs can share one server; with the schema of the program applied a database of its
 * own, copied from one that all of them share. */
#ifndef YS_TEST_DB_FIXTURE_H
#define YS_TEST_DB_FIXTURE_H

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "base/log.h"
#include "db/db.h"

struct db_fixture {
	enum db_engine engine;
	struct db *db;
	struct db_session *s;
	struct arena *arena;
	char dir[256];
	char schema[64];           /* PostgreSQL: a schema, or */
	char database[64];         /* a database, of its own */
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

/* Runs one command on the server, outside the fixture's database and any transaction; the first value of its answer, or -1. */
static inline long db_fixture_tell(PGconn *c, const char *sql)
{
	PGresult *r = PQexec(c, sql);
	if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
		db_fixture_die(sql, PQerrorMessage(c));
	long n = PQntuples(r) ? strtol(PQgetvalue(r, 0, 0), NULL, 10) : -1;
	PQclear(r);
	return n;
}

static inline PGconn *db_fixture_server(void)
{
	PGconn *c = PQconnectdb(db_fixture_postgres());
	if (PQstatus(c) != CONNECTION_OK)
		db_fixture_die("cannot connect to YS_TEST_PG", PQerrorMessage(c));
	PQclear(PQexec(c, "SET client_min_messages = warning"));
	return c;
}

static inline void db_fixture_admin(const char *sql)
{
	PGconn *c = db_fixture_server();
	db_fixture_tell(c, sql);
	PQfinish(c);
}

/* The URL of the server with one more setting. */
static inline void db_fixture_with(char *url, size_t n, const char *key, const char *uri_value, const char *value)
{
	const char *base = db_fixture_postgres();
	if (strstr(base, "://"))
		snprintf(url, n, "%s%c%s=%s", base, strchr(base, '?') ? '&' : '?', key, uri_value);
	else
		snprintf(url, n, "%s %s=%s", base, key, value);
}

/* `database`: what a database of PostgreSQL begins as; NULL: an empty schema. */
static inline void db_fixture_url(struct db_fixture *f, const char *database)
{
	static int count;
	char sql[200], uri_value[100], value[100];
	if (f->engine == DB_SQLITE) {
		const char *tmp = getenv("TMPDIR");
		snprintf(f->dir, sizeof f->dir, "%s/ys_test_XXXXXX", tmp ? tmp : "/tmp");
		if (!mkdtemp(f->dir))
			db_fixture_die("cannot make", f->dir);
		snprintf(f->url, sizeof f->url, "sqlite:%s/test.db", f->dir);
		return;
	}
	char *name = database ? f->database : f->schema;
	snprintf(name, sizeof f->schema, "t_%ld_%d", (long)getpid(), ++count);
	if (database) {
		snprintf(sql, sizeof sql, "CREATE DATABASE %s TEMPLATE %s", name, database);
		db_fixture_with(f->url, sizeof f->url, "dbname", name, name);
	} else {
		snprintf(sql, sizeof sql, "CREATE SCHEMA %s", name);
		snprintf(uri_value, sizeof uri_value, "-csearch_path%%3D%s", name);
		snprintf(value, sizeof value, "-csearch_path=%s", name);
		db_fixture_with(f->url, sizeof f->url, "options", uri_value, value);
	}
	db_fixture_admin(sql);
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

/* `from`: what the database begins as, a file or a database of the server; NULL: empty. */
static inline struct db_fixture *db_fixture_begin(enum db_engine engine, const char *from)
{
	struct db_fixture *f = calloc(1, sizeof *f);
	char why[512] = "";
	if (!f)
		abort();
	log_set_level(getenv("YS_TEST_LOG") ? LOG_DEBUG : LOG_ERROR);
	f->engine = engine;
	db_fixture_url(f, from);
	if (from && engine == DB_SQLITE)
		db_fixture_copy(from, strchr(f->url, ':') + 1);
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
		if (*f->database)
			snprintf(sql, sizeof sql, "DROP DATABASE %s WITH (FORCE)", f->database);
		else
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

/* The migrated database that every database of this program is a copy of: migrating takes far longer than copying. On SQLite a
 * file of this program; on PostgreSQL a database that all programs with the same migrations share. */
static char db_fixture_file[300], db_fixture_database[32];

static inline void db_fixture_drop_file(void)
{
	unlink(db_fixture_file);
}

static inline void db_fixture_make_file(void)
{
	struct db_fixture *f = db_fixture_open(DB_SQLITE);
	db_fixture_migrate(f);
	snprintf(db_fixture_file, sizeof db_fixture_file, "%s.db", f->dir);
	db_session_close(f->s);
	db_close(f->db); /* the last one out puts everything into the file */
	db_fixture_copy(strchr(f->url, ':') + 1, db_fixture_file);
	db_fixture_remove_dir(f->dir);
	arena_free(f->arena);
	free(f);
	atexit(db_fixture_drop_file);
}

/* Named by what the migrations are, so that a server that outlives a change of theirs gets another one. */
static inline void db_fixture_name_database(void)
{
	unsigned long long h = 5381;
	for (unsigned i = 0; i < DB_MIGRATION_COUNT; i++)
		for (const char *p = DB_MIGRATIONS[i].checksum; *p; p++)
			h = h * 33 + (unsigned char)*p;
	snprintf(db_fixture_database, sizeof db_fixture_database, "template_%016llx", h);
}

static inline void db_fixture_make_database(void)
{
	char sql[600];
	PGconn *c = db_fixture_server();
	db_fixture_name_database();
	db_fixture_tell(c, "SELECT pg_advisory_lock(1)"); /* one program makes it, the others wait */
	snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM pg_database WHERE datname = '%s'", db_fixture_database);
	if (!db_fixture_tell(c, sql)) {
		struct db_fixture *f = db_fixture_begin(DB_POSTGRES, "template0");
		db_fixture_migrate(f);
		db_session_close(f->s);
		db_close(f->db);
		snprintf(sql, sizeof sql, "ALTER DATABASE %s RENAME TO %s", f->database, db_fixture_database);
		db_fixture_tell(c, sql);
		arena_free(f->arena);
		free(f);
	}
	PQfinish(c); /* and with it the lock */
}

/* As db_fixture_open, with the whole schema of the program applied. */
static inline struct db_fixture *db_fixture_migrated(enum db_engine engine)
{
	if (engine == DB_SQLITE && !*db_fixture_file)
		db_fixture_make_file();
	if (engine == DB_POSTGRES && !*db_fixture_database)
		db_fixture_make_database();
	return db_fixture_begin(engine, engine == DB_SQLITE ? db_fixture_file : db_fixture_database);
}

#endif
