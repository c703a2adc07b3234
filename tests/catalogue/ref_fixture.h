/* SPDX-License-Identifier: Apache-2.0 */
/* A small site for tests of reference data: an empty migrated database, keys, a fixed clock; and the demo city in it. */
#ifndef YS_TEST_REF_FIXTURE_H
#define YS_TEST_REF_FIXTURE_H

#include "app/demo_city.h"
#include "auth/refver.h"
#include "db/db_fixture.h"

struct ref_fixture {
	struct db_fixture *f;
	struct env_fake env;
	struct site site;
	struct problem problem;
	char dir[64];
	struct demo_account accounts[DEMO_ACCOUNTS_MAX];
	size_t naccounts;
};

/* The engine of this run; REF_RUN runs the tests on SQLite and, when YS_TEST_PG names a server, on PostgreSQL. */
static enum db_engine ref_engine;

#define REF_RUN(tests, setup, teardown)                                                                                \
	({                                                                                                             \
		ref_engine = DB_SQLITE;                                                                                \
		int failed_ = db_fixture_on(DB_SQLITE) ? cmocka_run_group_tests(tests, setup, teardown) : 0;           \
		if (db_fixture_on(DB_POSTGRES)) {                                                                      \
			ref_engine = DB_POSTGRES;                                                                      \
			failed_ += cmocka_run_group_tests(tests, setup, teardown);                                     \
		}                                                                                                      \
		failed_;                                                                                               \
	})

/* data/ of the source tree, wherever the test runs. */
static inline const char *ref_fixture_data(void)
{
	static const char *const PLACES[] = { "data", "../data", "../../data" };
	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
		if (access(PLACES[i], R_OK) == 0)
			return PLACES[i];
	db_fixture_die("data/", "not found; run the test in the build directory");
}

static inline void ref_fixture_open(struct ref_fixture *x)
{
	char why[256] = "", path[128];
	memset(x, 0, sizeof *x);
	setenv("YS_FAST_PASSWORD", "1", 1);
	json_init();
	x->f = db_fixture_migrated(ref_engine);
	env_fake_init(&x->env, day_start_ms(20260302) + 9 * (int64_t)MS_HOUR, 11);
	snprintf(x->dir, sizeof x->dir, "/tmp/ys_ref_XXXXXX");
	if (!mkdtemp(x->dir))
		abort();
	snprintf(path, sizeof path, "%s/keys", x->dir);
	if (keys_open_soft(path, true, &x->env.env, &x->site.keys, why, sizeof why))
		db_fixture_die("keys", why);
	x->site.db = x->f->db;
	x->site.env = &x->env.env;
	x->site.var_dir = x->dir;
}

static inline void ref_fixture_demo(struct ref_fixture *x)
{
	struct demo_options o = { .data_dir = ref_fixture_data(), .seed = 1, .founded_at = NIL };
	enum err e = demo_create(&x->site, x->f->s, x->f->arena, &o, x->accounts, &x->naccounts, &x->problem);
	if (e)
		db_fixture_die(err_name(e), x->problem.text ? x->problem.text : db_error(x->f->s));
}

static inline struct op ref_fixture_op(struct ref_fixture *x, struct db_session *s, const struct refs *refs)
{
	return (struct op){ .site = &x->site, .s = s, .a = x->f->arena, .now = env_now(&x->env.env), .by = OP_SYSTEM, .refs = refs,
			    .problem = &x->problem };
}

static inline struct refver_by ref_fixture_by(struct ref_fixture *x)
{
	return (struct refver_by){ x->site.keys, &x->env.env, &x->problem, { NIL, NIL }, env_now(&x->env.env) };
}

/* One number of a query without parameters. */
#define ref_count(x, sql)                                                                          \
	({                                                                                         \
		struct db_query q_;                                                                \
		struct db_cursor *c_;                                                              \
		int64_t n_ = -1;                                                                   \
		db_query_init(&q_);                                                                \
		db_query_text(&q_, sql);                                                           \
		if (db_query_open((x)->f->s, &q_, &c_) == ERR_OK) {                                \
			if (db_next(c_) == ERR_OK)                                                 \
				n_ = db_i64(c_, 0);                                                \
			db_query_close(c_);                                                        \
		}                                                                                  \
		n_;                                                                                \
	})

static inline void ref_fixture_close(struct ref_fixture *x)
{
	refs_close(&x->site);
	keys_close(x->site.keys);
	db_fixture_close(x->f);
	db_fixture_remove_dir(x->dir);
}

#endif
