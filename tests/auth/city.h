/* SPDX-License-Identifier: Apache-2.0 */
/* A small invented city in a fresh database: units, users with grants, keys, and a struct op to act with. Times are
 * those of a settable clock. */
#ifndef YS_TEST_AUTH_CITY_H
#define YS_TEST_AUTH_CITY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>

#include "auth/users.h"
#include "auth/web.h"
#include "db/db_fixture.h"

struct city {
	struct db_fixture *f;
	struct env_fake env;
	struct site site;
	struct problem problem;
};

enum { CITY_NOW_DAY = 20454 }; /* 2026-01-01 */

/* Units: 1 city, 2 town A, 3 community A1, 4 community A2, 5 town B, 6 community B1, 7 department, 8 its section, 9
 * department. */
#define CITY_UNITS \
	"INSERT INTO unit (id, code, name, short_name, kind, parent_id, valid_from) VALUES" \
	"(1,'R00','青澜市','青澜','city',NULL,0),(2,'T01','澜城街道','澜城','town',1,0),(3,'T0101','钟楼社区','钟楼'," \
	"'community',2,0)," \
	"(4,'T0102','渔港社区','渔港','community',2,0),(5,'T02','海岭镇','海岭','town',1,0),(6,'T0201','岭下村','" \
	"岭下','community',5,0)," \
	"(7,'D01','公安局','公安','department',1,0),(8,'D0101','治安科','治安','section',7,0),(9,'D02','民政局','" \
	"民政','department',1,0);" \
	"INSERT INTO unit_under (ancestor_id, unit_id, depth) VALUES" \
	"(1,1,0),(1,2,1),(1,3,2),(1,4,2),(1,5,1),(1,6,2),(1,7,1),(1,8,2),(1,9,1)," \
	"(2,2,0),(2,3,1),(2,4,1),(3,3,0),(4,4,0),(5,5,0),(5,6,1),(6,6,0),(7,7,0),(7,8,1),(8,8,0),(9,9,0);"

/* SQL that is not a compiled statement is allowed in fixtures only. */
static inline void city_sql(struct city *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static inline void city_sql(struct city *c, const char *fmt, ...)
{
	char sql[8192];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(sql, sizeof sql, fmt, ap);
	va_end(ap);
	assert_in_range(n, 1, (int)sizeof sql - 1);
	if (db_script(c->f->s, sql))
		fail_msg("%s: %s", sql, db_error(c->f->s));
}

static inline int64_t city_number(struct city *c, const char *sql)
{
	struct db_query q;
	struct db_cursor *cur;
	db_query_init(&q);
	db_query_add_(&q, sql, NULL, 0);
	assert_int_equal(db_query_open(c->f->s, &q, &cur), ERR_OK);
	assert_int_equal(db_next(cur), ERR_OK);
	int64_t v = db_i64(cur, 0);
	db_query_close(cur);
	return v;
}

static inline struct city *city_open(enum db_engine engine)
{
	struct city *c = calloc(1, sizeof *c);
	char path[300], why[200] = "";
	assert_non_null(c);
	c->f = db_fixture_migrated(engine);
	env_fake_init(&c->env, (int64_t)CITY_NOW_DAY * MS_DAY, 1);
	c->site = (struct site){ .db = c->f->db, .env = &c->env.env, .var_dir = c->f->dir };
	snprintf(path, sizeof path, "%s/keys", c->f->engine == DB_SQLITE ? c->f->dir : "/tmp");
	if (engine == DB_SQLITE)
		assert_int_equal(keys_open_soft(path, true, &ENV_SYSTEM, &c->site.keys, why, sizeof why), ERR_OK);
	city_sql(c, CITY_UNITS);
	return c;
}

static inline void city_close(struct city *c)
{
	if (c->site.keys)
		keys_close(c->site.keys);
	db_fixture_close(c->f);
	free(c);
}

/* An account with id and unit; the login is uID. No password. */
static inline void city_user(struct city *c, int64_t id, int64_t unit)
{
	city_sql(c, "INSERT INTO app_user (id, login, name, unit_id, status, created_at) VALUES (%" PRId64 ",'u%" PRId64
		 "','人员%" PRId64 "',%" PRId64 ",'active',0)", id, id, id, unit);
}

static inline const char *city_id(int64_t id, char out[24])
{
	snprintf(out, 24, id == NIL ? "NULL" : "%" PRId64, id);
	return out;
}

static inline void city_grant(struct city *c, int64_t user, enum role role, enum scope scope, int64_t unit,
			      int64_t grid)
{
	char u[24], g[24];
	city_sql(c,
		 "INSERT INTO role_grant (user_id, role, scope, unit_id, grid_id, approved_at, valid_from) VALUES "
		 "(%" PRId64 ",'%s','%s',%s,%s,0,0)",
		 user, role_name(role), scope_name(scope), city_id(unit, u), city_id(grid, g));
}

static inline struct principal city_principal(struct city *c, int64_t user)
{
	struct principal p;
	assert_int_equal(principal_load(c->f->s, c->f->arena, user, c->env.now, &p), ERR_OK);
	return p;
}

/* Runs `fn(op, arg)` in a write as `who` (NULL: the system); the problem stays in c->problem. */
struct city_job {
	struct city *c;
	const struct principal *who;
	enum err (*fn)(struct op *op, void *arg);
	void *arg;
};

static inline enum err city_job_run(struct db_session *s, void *arg)
{
	struct city_job *j = arg;
	problem_clear(&j->c->problem);
	struct op op = { .site = &j->c->site,
			 .s = s,
			 .a = db_arena(s),
			 .now = j->c->env.now,
			 .by = j->who ? OP_PERSON : OP_SYSTEM,
			 .who = j->who,
			 .problem = &j->c->problem };
	return j->fn(&op, j->arg);
}

static inline enum err city_do(struct city *c, const struct principal *who, enum err (*fn)(struct op *op, void *arg),
			       void *arg)
{
	struct city_job j = { c, who, fn, arg };
	return db_write(c->f->s, city_job_run, &j);
}

#endif
