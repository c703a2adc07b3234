/* SPDX-License-Identifier: Apache-2.0 */
/* req_write on a real database: the second try of a request gets the first one's answer, never a second
 * effect. */
#include "http/harness.h"

#include <stdatomic.h>
#include <unistd.h>

static struct db *db;
static _Atomic int effects; /* committed or not: how often the work was done */

struct note {
	struct req *r;
	bool fail, huge;
};

static enum err do_note(struct db_session *s, void *arg)
{
	(void)s;
	struct note *n = arg;
	static const struct problem_code no = { ERR_CONFLICT, "test.no", "不行。" };
	effects++;
	n->r->status = 201;
	req_set_header(n->r, "X-Effect", "yes");
	jw_object(&n->r->w);
	jw_kint(&n->r->w, "number", effects);
	jw_kstr(&n->r->w, "text", in_str(n->r, "text"));
	jw_object_end(&n->r->w);
	while (n->huge)
		arena_alloc(n->r->arena, 100000);
	return n->fail ? problem_set(&n->r->problem, &no) : ERR_OK;
}

static enum err post_note(struct req *r)
{
	struct note n = { r, str_eq(in_str(r, "text"), "fail"), str_eq(in_str(r, "text"), "huge") };
	enum err e = req_write(r, do_note, &n);
	if (e == ERR_OK && r->replayed)
		req_set_header(r, "X-Replayed", "yes");
	return e;
}

static const struct in_field NOTE_IN[] = {
	{ .name = "text", .type = IN_TEXT, .flags = IN_REQUIRED, .label = "内容" },
	{ 0 },
};
static const struct route ROUTES[] = {
	{ .method = HTTP_POST, .pattern = "/api/v1/notes", .handler = post_note, .cap = 1, .flags = ROUTE_IDEMPOTENT,
	  .in = NOTE_IN },
	{ .method = HTTP_POST, .pattern = "/api/v1/other", .handler = post_note, .cap = 1, .flags = ROUTE_IDEMPOTENT,
	  .in = NOTE_IN },
	{ 0 },
};
static const struct route *const TABLES[] = { ROUTES, NULL };

static struct http_server *serve_db(void)
{
	return serve(&(struct http_options){ .tables = TABLES, .db = db });
}

static void tried_twice_done_once(void **state)
{
	(void)state;
	struct http_server *s = serve_db();
	struct answer first = post_json(s, "/api/v1/notes", "Idempotency-Key: key-00001\r\n", "{\"text\":\"井盖\"}");
	assert_int_equal(first.status, 201);
	assert_null(header(&first, "X-Replayed"));
	struct answer again = post_json(s, "/api/v1/notes", "Idempotency-Key: key-00001\r\n", "{\"text\":\"井盖\"}");
	assert_int_equal(again.status, 201);
	assert_string_equal(again.body, first.body);
	assert_string_equal(header(&again, "X-Replayed"), "yes");
	assert_int_equal(effects, 1);

	struct answer other = post_json(s, "/api/v1/notes", "Idempotency-Key: key-00001\r\n", "{\"text\":\"路灯\"}");
	assert_int_equal(other.status, 409);
	assert_true(has(&other, "request.key_reused"));
	other = post_json(s, "/api/v1/other", "Idempotency-Key: key-00001\r\n", "{\"text\":\"井盖\"}");
	assert_int_equal(other.status, 409);
	assert_int_equal(effects, 1);

	stage.user = 8; /* somebody else's key of the same name */
	other = post_json(s, "/api/v1/notes", "Idempotency-Key: key-00001\r\n", "{\"text\":\"路灯\"}");
	assert_int_equal(other.status, 201);
	assert_int_equal(effects, 2);
	stop(s);
}

static void without_a_key_every_try_counts(void **state)
{
	(void)state;
	struct http_server *s = serve_db();
	for (int i = 1; i <= 2; i++) {
		struct answer a = post_json(s, "/api/v1/notes", "", "{\"text\":\"井盖\"}");
		assert_int_equal(a.status, 201);
		assert_int_equal(effects, i);
	}
	stop(s);
}

static void a_refusal_is_not_remembered(void **state)
{
	(void)state;
	struct http_server *s = serve_db();
	for (int i = 1; i <= 2; i++) {
		struct answer a = post_json(s, "/api/v1/notes", "Idempotency-Key: key-refused\r\n", "{\"text\":\"fail\"}");
		assert_int_equal(a.status, 409);
		assert_true(has(&a, "test.no"));
		assert_null(header(&a, "X-Effect"));
		assert_int_equal(effects, i);
	}
	struct answer a = post_json(s, "/api/v1/notes", "Idempotency-Key: key-huge1\r\n", "{\"text\":\"huge\"}");
	assert_int_equal(a.status, 413); /* the arena's ceiling, reached on the writer's thread */
	assert_true(has(&a, "request.too_large"));
	a = post_json(s, "/api/v1/notes", "Idempotency-Key: key-huge1\r\n", "{\"text\":\"small\"}");
	assert_int_equal(a.status, 201);
	stop(s);
}

static void twenty_at_once_are_done_once(void **state)
{
	(void)state;
	struct http_server *s = serve_db();
	int fd[20];
	for (int i = 0; i < 20; i++)
		fd[i] = dial(s);
	for (int i = 0; i < 20; i++)
		say_text(fd[i], "POST /api/v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
				"Idempotency-Key: key-at-once\r\nContent-Length: 12\r\n\r\n{\"text\":\"x\"}");
	for (int i = 0; i < 20; i++) {
		struct answer a = hear(fd[i]);
		assert_int_equal(a.status, 201);
		assert_string_equal(a.body, "{\"number\":1,\"text\":\"x\"}");
		close(fd[i]);
	}
	assert_int_equal(effects, 1);
	stop(s);
}

static void keys_have_a_form(void **state)
{
	(void)state;
	struct http_server *s = serve_db();
	const char *const wrong[] = { "short", "with space", "umlaut-\xC3\xA4-key", format("%081d", 0), "" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct answer a = post_json(s, "/api/v1/notes", format("Idempotency-Key: %s\r\n", wrong[i]), "{\"text\":\"x\"}");
		if (a.status != 400 || !has(&a, "request.bad_key"))
			fail_msg("%s: %d %s", wrong[i], a.status, a.body);
	}
	struct answer a = post_json(s, "/api/v1/notes", format("Idempotency-Key: %080d\r\n", 0), "{\"text\":\"x\"}");
	assert_int_equal(a.status, 201);
	stop(s);
}

static int db_setup(void **state)
{
	char why[256] = "";
	if (group_setup(state) != 0)
		return -1;
	if (db_open(&(struct db_options){ .url = format("sqlite:%s/../http.db", DIST) }, &db, why, sizeof why) != ERR_OK) {
		print_error("%s\n", why);
		return -1;
	}
	return 0;
}

static enum err make_table(struct db_session *s, void *arg)
{
	(void)arg;
	return db_script(s, "DROP TABLE IF EXISTS idempotency;"
			    "CREATE TABLE idempotency (principal_key INTEGER NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL,"
			    " status INTEGER NOT NULL, answer TEXT NOT NULL, created_at INTEGER NOT NULL,"
			    " PRIMARY KEY (principal_key, key));");
}

static int fresh_table(void **state)
{
	effects = 0;
	struct db_session *s;
	struct arena *a = arena_new(1 << 20);
	if (db_session_open(db, &s) != ERR_OK)
		return -1;
	db_session_use(s, a);
	enum err e = db_write(s, make_table, NULL);
	if (e != ERR_OK)
		print_error("%s: %s\n", err_name(e), db_error(s));
	db_session_close(s);
	arena_free(a);
	return e == ERR_OK ? test_setup(state) : -1;
}

static int db_teardown(void **state)
{
	db_close(db);
	return group_teardown(state);
}

#define T(f) cmocka_unit_test_setup(f, fresh_table)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(tried_twice_done_once),
		T(without_a_key_every_try_counts),
		T(a_refusal_is_not_remembered),
		T(twenty_at_once_are_done_once),
		T(keys_have_a_form),
	};
	return cmocka_run_group_tests(tests, db_setup, db_teardown);
}
