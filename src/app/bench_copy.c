/* SPDX-License-Identifier: Apache-2.0 */
/* A fixture made once serves both engines: every row of a SQLite database goes into an empty PostgreSQL one, since a million
 * lives over a network protocol would take an hour. For measuring only; a city moves with `yingshao export` and `import`. */
#include "app/bench.h"

#include <inttypes.h>
#include <string.h>

enum { TABLES_MAX = 100, COLUMNS_MAX = 64, TEXT_MAX = 64 << 20, FLUSH_BYTES = 1 << 20, WHY = 600 };

struct table {
	char name[64];
	size_t ncolumns;
	bool blob[COLUMNS_MAX], text[COLUMNS_MAX], has_id;
};

struct copier {
	struct db *from_db, *to_db;
	struct db_session *from, *to;
	struct arena *rows, *sql;
	struct table table[TABLES_MAX];
	size_t ntables;
};

/* A query whose text is made here, from the names of our own schema. */
static void compose(struct db_query *q, const char *before, const char *name, const char *after)
{
	db_query_init(q);
	q->n = (size_t)snprintf(q->text, sizeof q->text, "%s%s%s", before, name, after);
}

static bool read_columns(struct copier *k, struct table *t)
{
	struct db_query q;
	struct db_cursor *c;
	compose(&q, "SELECT name, type FROM pragma_table_info('", t->name, "') ORDER BY cid");
	if (db_query_open(k->from, &q, &c) != ERR_OK)
		return false;
	while (t->ncolumns < COLUMNS_MAX && db_next(c) == ERR_OK) {
		t->text[t->ncolumns] = str_eq(db_text(c, 1), "TEXT");
		t->blob[t->ncolumns] = str_eq(db_text(c, 1), "BLOB");
		t->has_id |= str_eq(db_text(c, 0), "id");
		t->ncolumns++;
	}
	db_query_close(c);
	return t->ncolumns > 0;
}

static bool read_tables(struct copier *k)
{
	struct db_query q;
	struct db_cursor *c;
	db_query_init(&q);
	/* The full text is derived and of another kind there: it is made anew. */
	db_query_text(&q, "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' "
			  "AND substr(name, 1, 11) <> 'case_search' AND name NOT IN ('schema_migration', 'search_state') ORDER BY name");
	if (db_query_open(k->from, &q, &c) != ERR_OK)
		return false;
	while (k->ntables < TABLES_MAX && db_next(c) == ERR_OK)
		snprintf(k->table[k->ntables++].name, sizeof k->table[0].name, "%s", db_text(c, 0));
	db_query_close(c);
	bool ok = k->ntables > 0;
	for (size_t i = 0; ok && i < k->ntables; i++)
		ok = read_columns(k, &k->table[i]);
	return ok;
}

static void add_text(struct buf *b, const char *s)
{
	buf_char(b, '\'');
	for (const char *quote; (quote = strchr(s, '\'')); s = quote + 1) {
		buf_add(b, s, (size_t)(quote - s));
		buf_str(b, "''");
	}
	buf_str(b, s);
	buf_char(b, '\'');
}

static void add_row(struct buf *b, const struct table *t, struct db_cursor *c)
{
	buf_char(b, '(');
	for (int i = 0; i < (int)t->ncolumns; i++) {
		if (i)
			buf_char(b, ',');
		if (db_is_null(c, i)) {
			buf_str(b, "NULL");
		} else if (t->blob[i]) {
			struct db_blob v = db_blob_at(c, i);
			buf_str(b, "'\\x");
			buf_hex(b, v.p, v.n);
			buf_char(b, '\'');
		} else if (t->text[i]) {
			add_text(b, db_text(c, i));
		} else {
			buf_i64(b, db_i64(c, i));
		}
	}
	buf_char(b, ')');
}

static bool flush(struct copier *k, struct buf *b)
{
	enum err e = b->n ? db_script(k->to, buf_cstr(b)) : ERR_OK;
	if (e)
		app_say("copying: %s %s", err_name(e), db_error(k->to));
	arena_reset(k->sql);
	db_session_use(k->to, k->sql);
	buf_init(b, k->sql, TEXT_MAX);
	return !e;
}

static bool copy_table(struct copier *k, const struct table *t)
{
	struct db_query q;
	struct db_cursor *c;
	struct buf b;
	int64_t n = 0;
	bool ok = true;
	char insert[128];
	snprintf(insert, sizeof insert, "INSERT INTO %s VALUES ", t->name);
	compose(&q, "SELECT * FROM ", t->name, "");
	buf_init(&b, k->sql, TEXT_MAX);
	if (db_query_open(k->from, &q, &c) != ERR_OK)
		return false;
	while (ok && db_next(c) == ERR_OK) {
		buf_str(&b, b.n ? "," : insert);
		add_row(&b, t, c);
		n++;
		if (b.n > FLUSH_BYTES)
			ok = flush(k, &b);
	}
	db_query_close(c);
	ok = ok && flush(k, &b);
	if (ok && t->has_id) {
		char sql[256];
		snprintf(sql, sizeof sql,
			"SELECT setval(pg_get_serial_sequence('%s', 'id'), COALESCE((SELECT MAX(id) FROM %s), 1))",
			t->name, t->name);
		ok = db_script(k->to, sql) == ERR_OK;
	}
	if (ok && n)
		app_say("%s: %" PRId64 " rows", t->name, n);
	return ok;
}

static bool open_both(struct copier *k, const struct config *from, const char *url)
{
	char why[WHY] = "";
	int applied;
	if (db_open(&(struct db_options){ .url = from->database_url, .read_only = true }, &k->from_db, why, sizeof why) != ERR_OK ||
	    db_open(&(struct db_options){ .url = url }, &k->to_db, why, sizeof why) != ERR_OK ||
	    db_migrate(k->to_db, &ENV_SYSTEM, &applied, why, sizeof why) != ERR_OK) {
		app_say("cannot open: %s", why);
		return false;
	}
	if (db_kind(k->from_db) != DB_SQLITE || db_kind(k->to_db) != DB_POSTGRES || db_session_open(k->from_db, &k->from) != ERR_OK ||
	    db_session_open(k->to_db, &k->to) != ERR_OK) {
		app_say("copying goes from SQLite to PostgreSQL");
		return false;
	}
	db_session_use(k->from, k->rows);
	db_session_use(k->to, k->sql);
	return true;
}

bool bench_copy(const struct config *from, const char *url)
{
	static struct copier k;
	k = (struct copier){ .rows = arena_new(TEXT_MAX), .sql = arena_new(2 * (size_t)TEXT_MAX) };
	/* Foreign keys hold in the source; checking each again would double the time. */
	bool ok = open_both(&k, from, url) && read_tables(&k) && db_script(k.to, "SET session_replication_role = replica") == ERR_OK;
	if (ok && bench_count(k.to, "unit") > 0) {
		app_say("%s is not empty", url);
		ok = false;
	}
	for (size_t i = 0; ok && i < k.ntables; i++)
		ok = copy_table(&k, &k.table[i]);
	ok = ok && db_script(k.to, "ANALYZE") == ERR_OK && db_script(k.to, "CHECKPOINT") == ERR_OK;
	db_session_close(k.from);
	db_session_close(k.to);
	db_close(k.from_db);
	db_close(k.to_db);
	arena_free(k.rows);
	arena_free(k.sql);
	return ok;
}
