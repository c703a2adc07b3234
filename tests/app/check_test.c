/* SPDX-License-Identifier: Apache-2.0 */
/* Every invariant of `yingshao check` is silent over a lived-in city and speaks when the data is broken on purpose. */
#include "check_sql.h"
#include "way/city.h"

struct row {
	int64_t id;
	const char *what;
};

struct damage {
	const struct db_stmt *st;
	const char *sql;           /* what breaks it */
};

#define ON(name) &q_check_##name##_stmt

static const struct damage DAMAGES[] = {
	{ ON(lead), "UPDATE work_order SET role = 'assist' WHERE status = 'handling'" },
	{ ON(lead_unit), "UPDATE casefile SET lead_unit_id = 11 WHERE status = 'handling'" },
	{ ON(lead_party), "UPDATE case_party SET to_at = 1" },
	{ ON(membership), "UPDATE membership SET to_at = 1" },
	{ ON(membership_free), "UPDATE appeal SET status = 'sorting' WHERE status = 'filed'" },
	{ ON(membership_double), "INSERT INTO membership (appeal_id, case_id, kind, from_at) SELECT MIN(appeal_id), MAX(case_id), 'repeat', 1"
	  " FROM membership" },
	{ ON(appeals_counter), "UPDATE casefile SET appeals = appeals + 1" },
	{ ON(unheard), "UPDATE casefile SET status = 'closed'" },
	{ ON(task), "UPDATE callback_task SET status = 'void'" },
	{ ON(task_idle), "UPDATE appeal SET status = 'filed' WHERE status = 'to_rate'" },
	{ ON(agent), "UPDATE rating SET agent_id = 3, source = 'callback'" },
	{ ON(rated), "DELETE FROM rating" },
	{ ON(clock_order), "UPDATE clock SET stopped_at = NULL" },
	{ ON(clock_case), "UPDATE clock SET stopped_at = NULL" },
	{ ON(clock_appeal), "UPDATE clock SET stopped_at = NULL" },
	{ ON(clock_missing), "UPDATE clock SET stopped_at = 1" },
	{ ON(holds), "UPDATE work_order SET holds = 1" },
	{ ON(case_place), "UPDATE casefile SET town_id = 22" },
	{ ON(files), "INSERT INTO attachment (object_kind, object_id, stage, hash, name, media_type, size, status, uploaded_at)"
	  " VALUES ('order', 99999, 'report', 'x', 'x.jpg', 'image/jpeg', 1, 'ready', 1)" },
	{ ON(history), "DELETE FROM stream WHERE stream = 'case'" },
	{ ON(types_lead), "UPDATE unit SET active = 0" },
	{ ON(grants), "INSERT INTO role_grant (user_id, role, scope, approved_at, valid_from) VALUES (1, 'sys_admin', 'all', 1, 1),"
	  " (1, 'audit_admin', 'all', 1, 1)" },
	{ ON(admins), "UPDATE app_user SET status = 'disabled'" },
};

static bool count_row(void *arg, const void *row)
{
	const struct row *r = row;
	assert_non_null(r->what);
	(*(int64_t *)arg)++;
	return true;
}

static int64_t count(struct db_session *s, const struct db_stmt *st)
{
	int64_t n = 0;
	if (db_each(s, st, NULL, count_row, &n))
		fail_msg("%s: %s", st->name, db_error(s));
	return n;
}

/* Cases and appeals in many states; administrators, which the small city does not have. */
static void live(struct city *c)
{
	int64_t id, appeal = say(c, &(struct said){ .phone = "13900001111" });
	if (db_script(c->f->s, "INSERT INTO role_grant (user_id, role, scope, approved_at, valid_from) VALUES (1, "
			       "'sys_admin', 'all', 1, 1),"
			       " (2, 'sec_admin', 'all', 1, 1), (3, 'audit_admin', 'all', 1, 1)"))
		fail_msg("%s", db_error(c->f->s));
	ok(appeal_do(c, RECEIVER, appeal, "ask", "请说明位置"));
	ok(appeal_do(c, CITIZEN, appeal, "supplied", "东街路口"));
	say(c, &(struct said){ .phone = "13900002222" });
	filed(c, T_MANHOLE);
	dispatched(c, T_MANHOLE);
	ok(sign(c, HANDLER, dispatched(c, T_MANHOLE)));
	settle(c, dispatched(c, T_MANHOLE));
	patrol(c, T_MANHOLE);
	appeal = say(c, &(struct said){ .phone = "13900003333" });
	id = file(c, appeal, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, U_CITY_MANAGEMENT));
	ok(terminate(c, lead_of(c, id) + 1, "不需要协办"));
	settle(c, lead_of(c, id));
	call_and_rate(c, appeal, "yes", 5);
	id = filed(c, T_MANHOLE);
	ok(merge(c, id, filed(c, T_MANHOLE), "same_matter"));
	ok(unmerge(c, c->made));
	ok(merge(c, filed(c, T_MANHOLE), id, "same_matter"));
}

static void a_lived_in_city_is_sound(void **state)
{
	struct city *c = *state;
	live(c);
	for (size_t i = 0; i < sizeof DAMAGES / sizeof *DAMAGES; i++)
		if (count(c->f->s, DAMAGES[i].st))
			fail_msg("%s finds something", DAMAGES[i].st->name);
}

struct breaking {
	const struct damage *d;
	int64_t found;
};

static enum err break_and_look(struct db_session *s, void *arg)
{
	struct breaking *b = arg;
	enum err e = db_script(s, b->d->sql);
	if (e)
		fail_msg("%s: %s", b->d->st->name, db_error(s));
	b->found = count(s, b->d->st);
	return ERR_CONFLICT; /* rolls the damage back */
}

static void each_damage_is_found(void **state)
{
	struct city *c = *state;
	live(c);
	for (size_t i = 0; i < sizeof DAMAGES / sizeof *DAMAGES; i++) {
		struct breaking b = { &DAMAGES[i], 0 };
		assert_int_equal(db_write(c->f->s, break_and_look, &b), ERR_CONFLICT);
		if (!b.found)
			fail_msg("%s does not find the damage", DAMAGES[i].st->name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { CITY(a_lived_in_city_is_sound), CITY(each_damage_is_found) };
	return city_run("check", tests, sizeof tests / sizeof *tests);
}
