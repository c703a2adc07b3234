/* SPDX-License-Identifier: Apache-2.0 */
/* The audit chain: append-only, provable, found out when somebody with access to the file changes it. */
#include "auth/audit.h"
#include "auth/city.h"
#include "event/event.h"

struct heard {
	int n;
	char last[200];
};

static void hear(void *arg, const char *finding)
{
	struct heard *h = arg;
	h->n++;
	snprintf(h->last, sizeof h->last, "%s", finding);
}

static enum err write_three(struct op *op, void *arg)
{
	(void)arg;
	enum err e = audit_op(op, "contact.open", "appeal", 17, "核实地址", "138****5678");
	if (!e)
		e = audit_op(op, "export", "案件", NIL, NULL, NULL);
	return e ? e : audit_write(op->s, &(struct audit_entry){ .at = op->now, .user_id = NIL, .address = "192.0.2.7",
								 .action = "login.failed", .failed = true });
}

static int64_t verify(struct city *c, struct heard *h, int64_t *rows)
{
	int64_t bad = -1;
	*h = (struct heard){ 0 };
	assert_int_equal(audit_verify(c->f->s, hear, h, rows, &bad), ERR_OK);
	assert_int_equal(bad, h->n);
	return bad;
}

static void chain_holds(enum db_engine engine)
{
	struct city *c = city_open(engine);
	struct heard h;
	int64_t rows;
	assert_int_equal(verify(c, &h, &rows), 0);
	assert_int_equal(rows, 0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(city_do(c, NULL, write_three, NULL), ERR_OK);
	assert_int_equal(verify(c, &h, &rows), 0);
	assert_int_equal(rows, 9);
	assert_int_equal(city_number(c, "SELECT count(*) FROM audit WHERE success = 0"), 3);
	city_close(c);
}

static void it_holds_on_sqlite(void **state)
{
	(void)state;
	chain_holds(DB_SQLITE);
}

static void it_holds_on_postgres(void **state)
{
	(void)state;
	if (!db_fixture_on(DB_POSTGRES))
		skip();
	chain_holds(DB_POSTGRES);
}

static enum err fail_after(struct op *op, void *arg)
{
	enum err e = write_three(op, arg);
	return e ? e : ERR_CONFLICT;
}

static void what_is_rolled_back_leaves_no_gap(void **state)
{
	(void)state;
	struct city *c = city_open(DB_SQLITE);
	struct heard h;
	int64_t rows;
	assert_int_equal(city_do(c, NULL, write_three, NULL), ERR_OK);
	assert_int_equal(city_do(c, NULL, fail_after, NULL), ERR_CONFLICT);
	assert_int_equal(city_do(c, NULL, write_three, NULL), ERR_OK);
	assert_int_equal(verify(c, &h, &rows), 0);
	assert_int_equal(rows, 6);
	city_close(c);
}

static void the_database_refuses_changes(void **state)
{
	(void)state;
	struct city *c = city_open(DB_SQLITE);
	assert_int_equal(city_do(c, NULL, write_three, NULL), ERR_OK);
	assert_int_not_equal(db_script(c->f->s, "UPDATE audit SET reason = 'x'"), ERR_OK);
	assert_int_not_equal(db_script(c->f->s, "DELETE FROM audit"), ERR_OK);
	assert_int_equal(city_number(c, "SELECT count(*) FROM audit"), 3);
	city_close(c);
}

/* Whoever owns the file can drop the triggers. */
static const struct {
	const char *what, *sql, *finding;
} TAMPERING[] = {
	{ "理由被改", "UPDATE audit SET reason = '别的' WHERE id = 2", "audit 2: was changed" },
	{ "人员被改", "UPDATE audit SET user_id = 3 WHERE id = 1", "audit 1: was changed" },
	{ "失败改成功", "UPDATE audit SET success = 1 WHERE id = 3", "audit 3: was changed" },
	{ "删去一行", "DELETE FROM audit WHERE id = 2",
	  "audit 3: does not follow the row before it (a row is missing)" },
	{ "地址与操作间挪字", "UPDATE audit SET address = '192.0.2.7l', action = 'ogin.failed' WHERE id = 3",
	  "audit 3: was changed" },
};

static void tampering_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof TAMPERING / sizeof *TAMPERING; i++) {
		struct city *c = city_open(DB_SQLITE);
		struct heard h;
		int64_t rows;
		assert_int_equal(city_do(c, NULL, write_three, NULL), ERR_OK);
		city_sql(c, "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; %s", TAMPERING[i].sql);
		assert_int_equal(verify(c, &h, &rows), 1);
		assert_string_equal(h.last, TAMPERING[i].finding);
		city_close(c);
	}
}

static void the_chain_disturbs_no_other_proof(void **state)
{
	(void)state;
	struct city *c = city_open(DB_SQLITE);
	struct heard h = { 0 };
	struct verify_report r;
	assert_int_equal(city_do(c, NULL, write_three, NULL), ERR_OK);
	assert_int_equal(event_verify(c->f->s, c->site.keys, hear, &h, &r), ERR_OK);
	if (h.n)
		fail_msg("%s", h.last); /* the lock row of the chain is no stream of events */
	city_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_holds_on_sqlite),
		cmocka_unit_test(it_holds_on_postgres),
		cmocka_unit_test(what_is_rolled_back_leaves_no_gap),
		cmocka_unit_test(the_database_refuses_changes),
		cmocka_unit_test(tampering_is_found),
		cmocka_unit_test(the_chain_disturbs_no_other_proof),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
