/* SPDX-License-Identifier: Apache-2.0 */
/* The database of a measurement: the demo city, sixteen accounts that may do every step, two event types without evidence. */
#include "app/bench.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/demo_city.h"
#include "app/subscriptions.h"
#include "appeal/appeal.h"
#include "auth/session.h"
#include "auth/users.h"
#include "auth_sql.h"
#include "catalogue/refs.h"

enum { ARENA_BYTES = 512 << 20, WHY = 600, SEED = 1, LOAD_CACHE_MIB = 768 };

const char *const BENCH_CALL_NAMES[CALL_COUNT] = { "create", "dispatch", "submit", "read" };

static const char TYPES_SQL[] =
	"INSERT INTO event_type (code, name, domain_code, class_name, principle, lead_rule, colour, limit_value, limit_unit,\n"
	"  evidence, review, closing_standard, callback, family, type, keywords) VALUES\n"
	"('9999001', '测量用事项', '01', '测量', 'agreed', 'region', 'green', 3, 'working_day',\n"
	"  'none', 'unit', '', 1, 'people', 'help', ''),\n"
	"('9999002', '测量用事项(不回访)', '01', '测量', 'agreed', 'region', 'green', 3, 'working_day',\n"
	"  'none', 'unit', '', 0, 'people', 'help', '')\n"
	"ON CONFLICT (code) DO NOTHING";

static enum role ROLES[] = { ROLE_receiver, ROLE_dispatcher, ROLE_handler, ROLE_unit_leader };

/* ---- opening ---- */

static bool open_keys(struct bench_city *b, const struct config *c)
{
	char why[WHY] = "";
	if (mkdir(c->var_dir, 0750) != 0 && errno != EEXIST) {
		app_say("cannot make the directory %s: %s", c->var_dir, strerror(errno));
		return false;
	}
	if (keys_open_soft(arena_printf(b->arena, "%s/keys", c->var_dir), true, &ENV_SYSTEM, &b->site.keys, why,
		    sizeof why) == ERR_OK)
		return true;
	app_say("cannot open the keys: %s", why);
	return false;
}

static bool open_database(struct bench_city *b, const struct config *c, bool durable)
{
	char why[WHY] = "";
	int applied = 0;
	/* what is loaded goes to random places of some indexes, which had better stay in memory */
	size_t mib = (size_t)c->database_cache_mib, cache = durable || mib > LOAD_CACHE_MIB ? mib : LOAD_CACHE_MIB;
	struct db_options o = { .url = c->database_url, .cache_kib = cache * 1024, .durable = durable };
	if (db_open(&o, &b->site.db, why, sizeof why) != ERR_OK) {
		app_say("cannot open the database %s: %s", c->database_url, why);
		return false;
	}
	if (db_migrate(b->site.db, &ENV_SYSTEM, &applied, why, sizeof why) != ERR_OK) {
		app_say("the migration stopped: %s", why);
		return false;
	}
	if (db_session_open(b->site.db, &b->s) != ERR_OK)
		return false;
	db_session_use(b->s, b->scratch);
	return true;
}

int64_t bench_count(struct db_session *s, const char *table)
{
	struct db_query q;
	struct db_cursor *c;
	int64_t n = -1;
	db_query_init(&q);
	if (str_eq(table, "casefile"))
		db_query_text(&q, "SELECT COUNT(*) FROM casefile");
	else
		db_query_text(&q, "SELECT COUNT(*) FROM unit");
	if (db_query_open(s, &q, &c) != ERR_OK)
		return n;
	if (db_next(c) == ERR_OK)
		n = db_i64(c, 0);
	db_query_close(c);
	return n;
}

static bool make_city(struct bench_city *b, const char *data_dir)
{
	struct demo_account accounts[DEMO_ACCOUNTS_MAX];
	struct problem p = { 0 };
	size_t n = 0;
	enum err e = demo_create(&b->site, b->s, b->arena, &(struct demo_options){ data_dir, SEED, NIL }, accounts, &n, &p);
	if (e)
		app_say("the demo city could not be made: %s %s", err_name(e), p.text ? p.text : db_error(b->s));
	return !e;
}

/* ---- accounts ---- */

static int64_t root_unit(const struct refs *r)
{
	for (size_t i = 0; i < r->nunits; i++)
		if (r->units[i].parent_id == NIL)
			return r->units[i].id;
	return NIL;
}

struct people {
	struct op op;
	int64_t id[BENCH_USERS], unit_id;
};

static enum err make_person(struct people *x, int i)
{
	struct op *op = &x->op;
	int64_t grant_id;
	const char *login = arena_printf(op->a, "bench%02d", i + 1);
	struct q_login_user_out known;
	enum err e = q_login_user(op->s, &(struct q_login_user_in){ .login = login }, &known);
	if (e != ERR_NOT_FOUND) {
		x->id[i] = e ? NIL : known.id;
		return e;
	}
	e = user_create(op, &(struct user_new){ .login = login, .name = arena_printf(op->a, "测量%02d", i + 1), .unit_id = x->unit_id,
						.status = "active", .demo = true }, &x->id[i]);
	for (size_t k = 0; !e && k < sizeof ROLES / sizeof *ROLES; k++) {
		bool all = ROLES[k] == ROLE_receiver || ROLES[k] == ROLE_dispatcher;
		e = grant_propose(op, &(struct grant_new){ .user_id = x->id[i], .role = ROLES[k], .scope = all ? SCOPE_ALL : SCOPE_UNIT,
							   .unit_id = all ? NIL : x->unit_id, .grid_id = NIL, .valid_to = NIL, .approved = true },
				  &grant_id);
	}
	return e;
}

static enum err make_people(struct db_session *s, void *arg)
{
	struct people *x = arg;
	x->op.s = s;
	enum err e = db_script(s, TYPES_SQL);
	for (int i = 0; !e && i < BENCH_USERS; i++)
		e = make_person(x, i);
	return e;
}

static bool load_people(struct bench_city *b)
{
	struct problem p = { 0 };
	struct people x = {
		.op = { .site = &b->site, .a = b->scratch, .now = env_now(&ENV_SYSTEM), .by = OP_SYSTEM, .problem = &p }
	};
	enum err e = refs_load(&b->site, b->s);
	if (e)
		return false;
	x.op.refs = refs_take(&b->site);
	x.unit_id = root_unit(x.op.refs);
	e = db_write(b->s, make_people, &x);
	refs_drop(&b->site, x.op.refs);
	if (!e)
		e = refs_load(&b->site, b->s);
	for (int i = 0; !e && i < BENCH_USERS; i++)
		e = principal_load(b->s, b->arena, x.id[i], env_now(&ENV_SYSTEM), &b->who[i]);
	if (e)
		app_say("the accounts of the measurement could not be made: %s %s %s", err_name(e), p.text ? p.text : "", db_error(b->s));
	return !e;
}

static bool find_places(struct bench_city *b)
{
	const struct refs *r = refs_take(&b->site);
	const struct event_type *type = ref_type_code(r, "9999001"), *quiet = ref_type_code(r, "9999002");
	const struct channel *ch = ref_channel_code(r, "phone");
	for (size_t i = 0; i < r->nunits && b->nplaces < BENCH_PLACES; i++)
		if (str_eq(r->units[i].kind, "community") && r->units[i].town_id != NIL)
			b->place[b->nplaces++] = (struct bench_place){ r->units[i].town_id, r->units[i].id };
	b->type_id = type ? type->id : NIL;
	b->quiet_type_id = quiet ? quiet->id : NIL;
	b->channel_id = ch ? ch->id : NIL;
	refs_drop(&b->site, r);
	if (!type || !quiet || !ch || !b->nplaces)
		app_say("the city has no channel `phone`, no community or no event type for measuring");
	return type && quiet && ch && b->nplaces;
}

bool bench_city_open(struct bench_city *b, const struct config *c, const char *data_dir, bool durable)
{
	*b = (struct bench_city){ .arena = arena_new(ARENA_BYTES), .scratch = arena_new(ARENA_BYTES) };
	b->site.env = &ENV_SYSTEM;
	b->site.var_dir = c->var_dir;
	event_subscribe(SUBSCRIPTIONS);
	if (!open_keys(b, c) || !open_database(b, c, durable))
		return false;
	b->fresh = bench_count(b->s, "unit") == 0;
	return (!b->fresh || make_city(b, data_dir)) && load_people(b) && find_places(b);
}

void bench_city_close(struct bench_city *b)
{
	db_session_close(b->s);
	numbers_forget(&b->site);
	refs_close(&b->site);
	if (b->site.db)
		db_close(b->site.db);
	if (b->site.keys)
		keys_close(b->site.keys);
	arena_free(b->scratch);
	arena_free(b->arena);
}

/* ---- sessions ---- */

struct sessions {
	struct bench_city *b;
	struct secret_token token[BENCH_USERS];
};

static enum err make_sessions(struct db_session *s, void *arg)
{
	struct sessions *x = arg;
	int64_t now = env_now(&ENV_SYSTEM);
	enum err e = ERR_OK;
	for (int i = 0; !e && i < BENCH_USERS; i++) {
		const struct principal *p = &x->b->who[i];
		e = q_session_insert(s, &(struct q_session_insert_in){ .token_hash = x->token[i].hash, .user_id = p->user_id,
					.rights_version = p->rights_version, .now = now, .expires_at = now + SESSION_ABSOLUTE_MS,
					.address = "127.0.0.1", .agent = "bench" }, NULL);
	}
	return e;
}

bool bench_sessions(struct bench_city *b, const char *var_dir)
{
	struct sessions x = { .b = b };
	for (int i = 0; i < BENCH_USERS; i++)
		secret_token_make(&ENV_SYSTEM, &x.token[i]);
	if (db_write(b->s, make_sessions, &x) != ERR_OK) {
		app_say("the sessions could not be stored: %s", db_error(b->s));
		return false;
	}
	const char *path = arena_printf(b->scratch, "%s/bench.txt", var_dir);
	mode_t former = umask(077); /* the tokens are as good as passwords */
	FILE *out = fopen(path, "w");
	umask(former);
	if (!out) {
		app_say("cannot write %s: %s", path, strerror(errno));
		return false;
	}
	fprintf(out, "type %" PRId64 "\n", b->type_id);
	for (int i = 0; i < BENCH_USERS; i++)
		fprintf(out, "session %s\n", x.token[i].text);
	for (size_t i = 0; i < b->nplaces; i++)
		fprintf(out, "place %" PRId64 " %" PRId64 "\n", b->place[i].town_id, b->place[i].community_id);
	return fclose(out) == 0;
}
