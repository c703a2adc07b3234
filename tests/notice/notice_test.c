/* SPDX-License-Identifier: Apache-2.0 */
/* The three notices: who may do what in which state, numbers without gaps, days in working time, the signed document, what
 * the triggers find, what follows when a unit does not answer, and that nothing is ever issued without a person. */
#include "way/city.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "notice/notice_internal.h"

/* ---- what people do ---- */

struct call {
	struct city *c;
	int64_t id, version;
	const char *action, *text;
	const struct notice_new *fresh;
	const struct notice_document *document;
};

static enum err do_create(struct op *op, void *arg)
{
	struct call *x = arg;
	return notice_create(op, x->fresh, &x->c->made);
}

static enum err create(struct city *c, int who, const char *kind, int64_t unit, const int64_t *cases, size_t n)
{
	struct notice_new fresh = { .kind = kind, .subject = "single", .unit_id = unit, .title = "关于井盖问题的单子",
				    .basis = "井盖缺失多次反映。", .answer_value = NIL, .cases = cases, .ncases = n };
	return city_write(c, who, do_create, &(struct call){ .c = c, .fresh = &fresh });
}

static enum err do_act(struct op *op, void *arg)
{
	const struct call *x = arg;
	return notice_act(op, x->id, x->version, x->action, x->text);
}

static enum err act(struct city *c, int who, int64_t id, const char *action, const char *text)
{
	return city_write(c, who, do_act, &(struct call){ .c = c, .id = id, .version = NIL, .action = action, .text = text });
}

static enum err do_sign(struct op *op, void *arg)
{
	const struct call *x = arg;
	return notice_sign(op, x->id, x->version, x->document);
}

static enum err prepare(struct city *c, int who, int64_t id, struct notice_document *d)
{
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_PERSON, .who = &c->who[who],
			 .refs = refs_take(&c->site), .problem = &c->problem };
	enum err e = notice_prepare(&op, id, d);
	refs_drop(&c->site, op.refs);
	return e;
}

static enum err sign_notice(struct city *c, int who, int64_t id)
{
	struct notice_document d;
	assert_int_equal(prepare(c, who, id, &d), ERR_OK);
	return city_write(c, who, do_sign, &(struct call){ .c = c, .id = id, .version = NIL, .document = &d });
}

static enum err do_mark(struct op *op, void *arg)
{
	return notice_mark(op, ((struct call *)arg)->id);
}

static enum err do_propose(struct op *op, void *arg)
{
	return notice_propose(op, ((struct call *)arg)->id);
}

/* As the scheduler does; answers how many triggers had something to propose. */
static int64_t night(struct city *c)
{
	int64_t ids[64];
	size_t n;
	struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_SYSTEM,
			 .refs = refs_take(&c->site), .problem = &c->problem };
	assert_int_equal(notice_due(&op, ids, 64, &n), ERR_OK);
	for (size_t i = 0; i < n; i++)
		ok(city_write(c, SYSTEM, do_mark, &(struct call){ .c = c, .id = ids[i] }));
	assert_int_equal(notice_triggered(&op, ids, 64, &n), ERR_OK);
	for (size_t i = 0; i < n; i++)
		ok(city_write(c, SYSTEM, do_propose, &(struct call){ .c = c, .id = ids[i] }));
	refs_drop(&c->site, op.refs);
	return (int64_t)n;
}

static struct q_notice_get_out get(struct city *c, int64_t id)
{
	struct q_notice_get_out n;
	ok(q_notice_get(c->f->s, &(struct q_notice_get_in){ .id = id }, &n));
	return n;
}

#define state_is(id, expected) assert_string_equal(get(c, id).status, expected)

static int64_t count(struct city *c, const char *sql)
{
	return city_int(c, sql, 0);
}

static int64_t newest(struct city *c)
{
	return count(c, "SELECT MAX(id) FROM notice");
}

/* A notice of that kind, issued to U_UTILITY. */
static int64_t issued(struct city *c, const char *kind)
{
	ok(create(c, str_eq(kind, "hint") ? DISPATCHER : APPRAISER, kind, U_UTILITY, NULL, 0));
	int64_t id = c->made;
	ok(sign_notice(c, str_eq(kind, "warn") ? CITY_LEADER : APPRAISER, id));
	return id;
}

/* ---- the way of one notice ---- */

static void who_drafts_and_signs_which_kind(void **state)
{
	struct city *c = *state;
	static const struct {
		int who;
		bool hint, supervise, warn;
	} drafts[] = {
		{ DISPATCHER, true, false, false }, { APPRAISER, true, true, true }, { CITY_LEADER, false, false, true },
		{ LEADER, false, false, false },    { HANDLER, false, false, false }, { TOWN, false, false, false },
		{ DISCIPLINE, false, false, false }, { RECEIVER, false, false, false }, { QUALITY, false, false, false },
	};
	for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++) {
		const char *const kinds[] = { "hint", "supervise", "warn" };
		const bool may[] = { drafts[i].hint, drafts[i].supervise, drafts[i].warn };
		for (int k = 0; k < 3; k++) {
			enum err e = create(c, drafts[i].who, kinds[k], U_UTILITY, NULL, 0);
			if ((e == ERR_OK) != may[k])
				fail_msg("user %d drafts %s: %s", drafts[i].who, kinds[k], c->code);
		}
	}
	ok(create(c, APPRAISER, "warn", U_UTILITY, NULL, 0));
	refused(sign_notice(c, APPRAISER, c->made), "auth.forbidden");
	refused(sign_notice(c, DISPATCHER, c->made), "notice.not_found"); /* drafts of that kind are not theirs to see */
	refused(sign_notice(c, LEADER, c->made), "notice.not_found");
	ok(sign_notice(c, CITY_LEADER, c->made));
	ok(create(c, APPRAISER, "supervise", U_UTILITY, NULL, 0));
	refused(sign_notice(c, CITY_LEADER, c->made), "notice.not_found");
	ok(sign_notice(c, APPRAISER, c->made));
	refused(create(c, DISPATCHER, "hint", U_INTAKE, NULL, 0), "input.invalid"); /* the own unit */
	refused(create(c, DISPATCHER, "hint", 999, NULL, 0), "input.invalid");
}

static void from_draft_to_done(void **state)
{
	struct city *c = *state;
	ok(db_script(c->f->s, "INSERT INTO unit_lead (unit_id, rank, name, title) VALUES (10, 1, '赵局长', '局长'), "
			      "(10, 3, '钱科长', '科长')"));
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	ok(create(c, DISPATCHER, "hint", U_UTILITY, &id, 1));
	int64_t n = c->made;
	state_is(n, "draft");
	refused(act(c, HANDLER, n, "ack", NULL), "notice.not_found");
	refused(act(c, DISPATCHER, n, "pass", NULL), "workflow.illegal_move");
	ok(sign_notice(c, DISPATCHER, n));
	struct q_notice_get_out row = get(c, n);
	assert_string_equal(row.no, "社治提〔2025〕1号");
	/* Monday 09:00: four working hours end at 14:30; three working days end on Thursday */
	assert_int_equal(row.ack_due_at, day_start_ms(20250303) + (14 * 60 + 30) * (int64_t)MS_MINUTE);
	assert_int_equal(row.answer_due_at, day_start_ms(20250307) - 1000);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice_person WHERE notice_id = $", n), 2);
	refused(act(c, HANDLER2, n, "ack", NULL), "notice.not_found"); /* another unit */
	refused(act(c, DISPATCHER, n, "ack", NULL), "auth.forbidden");
	refused(act(c, HANDLER, n, "reply", "已办"), "workflow.illegal_move");
	ok(act(c, HANDLER, n, "ack", NULL));
	refused(act(c, HANDLER, n, "reply", ""), "notice.text");
	ok(act(c, LEADER, n, "reply", "井盖已全部更换。"));
	refused(act(c, LEADER, n, "pass", NULL), "auth.forbidden");
	refused(act(c, DISPATCHER, n, "fail", ""), "notice.text");
	ok(act(c, DISPATCHER, n, "fail", "没有写明完成时间。"));
	state_is(n, "handling");
	assert_int_equal(get(c, n).failed, 1);
	ok(act(c, HANDLER, n, "reply", "已于三月三日完成。"));
	ok(act(c, APPRAISER, n, "pass", NULL)); /* appraisers audit every kind */
	state_is(n, "done");
	refused(act(c, APPRAISER, n, "withdraw", "错了"), "workflow.illegal_move");
	assert_int_equal(
		city_int(c,
			"SELECT COUNT(*) FROM event WHERE stream = 'case' AND kind = 'case.notice' AND stream_id = $",
			id),
		1);
	assert_int_equal(findings(c), 0);
}

static void dropped_and_withdrawn_stay_on_file(void **state)
{
	struct city *c = *state;
	int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	ok(create(c, DISPATCHER, "hint", U_UTILITY, &id, 1));
	refused(act(c, DISPATCHER, c->made, "drop", NULL), "notice.text");
	ok(act(c, DISPATCHER, c->made, "drop", "已电话沟通"));
	state_is(c->made, "dropped");
	ok(create(c, DISPATCHER, "hint", U_UTILITY, &id, 1));
	int64_t n = c->made;
	ok(sign_notice(c, DISPATCHER, n));
	assert_string_equal(get(c, n).no, "社治提〔2025〕1号"); /* what is dropped takes no number */
	refused(act(c, HANDLER, n, "withdraw", "不想要"), "auth.forbidden");
	ok(act(c, DISPATCHER, n, "withdraw", "触发条件有误"));
	state_is(n, "withdrawn");
	assert_string_equal(get(c, n).end_reason, "触发条件有误");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'case.notice_withdrawn' AND stream_id = $", id), 1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice_document WHERE notice_id = $", n), 1);
	ok(create(c, DISPATCHER, "hint", U_UTILITY, NULL, 0));
	ok(sign_notice(c, DISPATCHER, c->made));
	assert_string_equal(get(c, c->made).no, "社治提〔2025〕2号");
}

static void numbers_have_no_gaps_and_a_taken_one_is_refused(void **state)
{
	struct city *c = *state;
	struct notice_document d;
	ok(create(c, DISPATCHER, "hint", U_UTILITY, NULL, 0));
	int64_t a = c->made;
	ok(create(c, DISPATCHER, "hint", U_CITY_MANAGEMENT, NULL, 0));
	int64_t b = c->made;
	assert_int_equal(prepare(c, DISPATCHER, a, &d), ERR_OK);
	ok(sign_notice(c, DISPATCHER, b)); /* somebody else is quicker */
	refused(city_write(c, DISPATCHER, do_sign, &(struct call){ .c = c, .id = a, .version = NIL, .document = &d }),
		"notice.number");
	state_is(a, "draft");
	ok(sign_notice(c, DISPATCHER, a));
	assert_string_equal(get(c, b).no, "社治提〔2025〕1号");
	assert_string_equal(get(c, a).no, "社治提〔2025〕2号");
	assert_string_equal(get(c, issued(c, "supervise")).no, "社治督〔2025〕1号"); /* each kind counts by itself */
	city_pass(c, 310 * (int64_t)MS_DAY);
	assert_string_equal(get(c, issued(c, "hint")).no, "社治提〔2026〕1号");
}

static void the_signature_holds_for_these_bytes_only(void **state)
{
	struct city *c = *state;
	struct q_notice_document_get_out d;
	uint8_t digest[SM3_SIZE];
	int64_t id = issued(c, "supervise");
	ok(q_notice_document_get(c->f->s, &(struct q_notice_document_get_in){ .notice_id = id }, &d));
	assert_memory_equal(d.pdf.p, "%PDF-1.", 7);
	sm3(d.pdf.p, d.pdf.n, digest);
	assert_int_equal(keys_verify(c->site.keys, digest, d.signature), ERR_OK);
	char *copy = arena_strn(c->f->arena, d.pdf.p, d.pdf.n);
	copy[d.pdf.n / 2] ^= 1;
	sm3(copy, d.pdf.n, digest);
	assert_int_equal(keys_verify(c->site.keys, digest, d.signature), ERR_INVALID);
}

static void who_sees_what(void **state)
{
	struct city *c = *state;
	ok(create(c, APPRAISER, "supervise", U_UTILITY, NULL, 0));
	int64_t draft = c->made, shown = issued(c, "supervise"), kept;
	ok(db_script(c->f->s, "UPDATE notice_kind SET to_discipline = 0 WHERE kind = 'hint'"));
	kept = issued(c, "hint");
	static const struct {
		int who;
		bool draft, shown, kept;
	} rows[] = {
		{ APPRAISER, true, true, true },   { DISPATCHER, false, true, true }, { CITY_LEADER, false, true, true },
		{ DISCIPLINE, false, true, false }, { LEADER, false, true, true },     { HANDLER, false, true, true },
		{ HANDLER2, false, false, false }, { TOWN, false, false, false },     { RECEIVER, false, false, false },
		{ TEAM, false, false, false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const int64_t ids[] = { draft, shown, kept };
		const bool expected[] = { rows[i].draft, rows[i].shown, rows[i].kept };
		struct op op = { .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now, .by = OP_PERSON,
				 .who = &c->who[rows[i].who], .problem = &c->problem };
		for (int k = 0; k < 3; k++) {
			struct q_notice_get_out n = get(c, ids[k]);
			bool yes;
			assert_int_equal(notice_may_see(&op, &n, &yes), ERR_OK);
			if (yes != expected[k])
				fail_msg("user %d, notice %d: %d", rows[i].who, k, yes);
		}
	}
}

/* ---- over time ---- */

static void not_answered_makes_the_draft_of_the_next_kind(void **state)
{
	struct city *c = *state;
	int64_t hint = issued(c, "hint");
	assert_int_equal(night(c), 0);
	city_pass(c, 6 * (int64_t)MS_HOUR);
	assert_int_equal(night(c), 1);
	assert_int_not_equal(get(c, hint).unacked_at, NIL);
	assert_int_equal(get(c, hint).late_at, NIL);
	int64_t next = newest(c);
	assert_string_equal(get(c, next).kind, "supervise");
	state_is(next, "draft");
	assert_int_equal(get(c, next).signed_at, NIL);
	assert_int_equal(night(c), 0); /* once */
	/* signed for late, answered late: marked, still to be audited */
	ok(act(c, HANDLER, hint, "ack", NULL));
	city_pass(c, 5 * (int64_t)MS_DAY);
	night(c);
	assert_int_not_equal(get(c, hint).late_at, NIL);
	ok(act(c, HANDLER, hint, "reply", "补报办理情况。"));
	ok(act(c, DISPATCHER, hint, "pass", NULL));
	/* two 督办单 that are not answered make a 警示单, and only a draft of it */
	ok(sign_notice(c, APPRAISER, next));
	int64_t second = issued(c, "supervise");
	city_pass(c, 10 * (int64_t)MS_DAY);
	assert_int_equal(night(c), 1);
	int64_t warn = newest(c);
	assert_string_equal(get(c, warn).kind, "warn");
	state_is(warn, "draft");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice_raise WHERE to_id = $", warn), 2);
	assert_int_not_equal(get(c, second).late_at, NIL);
	assert_int_equal(findings(c), 0);
}

static void a_failed_answer_goes_up_too(void **state)
{
	struct city *c = *state;
	int64_t hint = issued(c, "hint");
	ok(act(c, HANDLER, hint, "ack", NULL));
	ok(act(c, HANDLER, hint, "reply", "正在办理。"));
	ok(act(c, DISPATCHER, hint, "fail", "没有写明措施。"));
	assert_int_equal(night(c), 1);
	assert_string_equal(get(c, newest(c)).kind, "supervise");
}

/* ---- triggers ---- */

static void overdue_orders_gather_by_unit(void **state)
{
	struct city *c = *state;
	for (int i = 0; i < 4; i++)
		dispatched(c, T_MANHOLE);
	city_pass(c, 12 * (int64_t)MS_DAY);
	assert_int_equal(night(c), 0); /* four are too few */
	int64_t fifth = dispatched(c, T_MANHOLE);
	city_pass(c, 12 * (int64_t)MS_DAY);
	assert_int_equal(night(c), 1);
	int64_t id = newest(c);
	struct q_notice_get_out n = get(c, id);
	assert_string_equal(n.kind, "supervise");
	assert_int_equal(n.unit_id, U_UTILITY);
	assert_int_equal(n.proposed, 1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice_case WHERE notice_id = $", id), 5);
	assert_non_null(strstr(n.title, "超期一倍时限未办结"));
	assert_int_equal(night(c), 0);
	/* one more joins the open draft */
	dispatched(c, T_MANHOLE);
	city_pass(c, 12 * (int64_t)MS_DAY);
	assert_int_equal(night(c), 1);
	assert_int_equal(count(c, "SELECT COUNT(*) FROM notice"), 1);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice_case WHERE notice_id = $", id), 6);
	/* what is settled is no longer found; a dropped draft is not made again from the same cases */
	settle(c, fifth);
	ok(act(c, APPRAISER, id, "drop", "正在专项整治"));
	assert_int_equal(night(c), 0);
	assert_int_equal(findings(c), 0);
}

/* What no longer fits waits for the unit's next notice, and keeps nobody else's from being made. */
static void a_full_draft_takes_no_more(void **state)
{
	struct city *c = *state;
	for (int i = 0; i < 6; i++)
		dispatched(c, T_MANHOLE);
	city_pass(c, 12 * (int64_t)MS_DAY);
	assert_int_equal(night(c), 1);
	int64_t id = newest(c);
	ok(db_script(c->f->s, "INSERT INTO notice_case (notice_id, case_id, trigger_code, added_at) "
			      "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 194) "
			      "SELECT MAX(notice_id), MIN(case_id), 'other' || i, 0 FROM notice_case, k GROUP BY i"));
	dispatched(c, T_MANHOLE);
	for (int i = 0; i < 6; i++)
		ok(dispatch_to(c, filed(c, T_MANHOLE), U_CITY_MANAGEMENT, NIL));
	city_pass(c, 12 * (int64_t)MS_DAY);
	assert_int_equal(night(c), 1);
	assert_int_equal(get(c, newest(c)).unit_id, U_CITY_MANAGEMENT);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice_case WHERE notice_id = $", id), 200);
	assert_int_equal(night(c), 0);
}

static void a_trigger_switched_off_is_silent(void **state)
{
	struct city *c = *state;
	ok(db_script(c->f->s, "UPDATE notice_trigger SET active = 0 WHERE code = 'late'"));
	for (int i = 0; i < 8; i++)
		dispatched(c, T_MANHOLE);
	city_pass(c, 12 * (int64_t)MS_DAY);
	assert_int_equal(night(c), 0);
	ok(db_script(c->f->s, "UPDATE notice_trigger SET active = 1, cases = 9 WHERE code = 'late'"));
	assert_int_equal(night(c), 0);
	ok(db_script(c->f->s, "UPDATE notice_trigger SET cases = 8 WHERE code = 'late'"));
	assert_int_equal(night(c), 1);
}

/* What each trigger finds, alone: the others are switched off. */
static void only(struct city *c, const char *code)
{
	char sql[160];
	snprintf(sql, sizeof sql, "UPDATE notice_trigger SET active = CASE WHEN code = '%s' THEN 1 ELSE 0 END", code);
	ok(db_script(c->f->s, sql));
}

static void urged_without_progress(void **state)
{
	struct city *c = *state;
	only(c, "urged");
	int64_t order = NIL;
	for (int i = 0; i < 3; i++) {
		order = dispatched(c, T_MANHOLE);
		int64_t id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
		city_pass(c, MS_MINUTE);
		ok(urge(c, id, city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", id)));
		ok(urge(c, id, city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", id)));
	}
	ok(sign(c, HANDLER, order));
	ok(contact(c, HANDLER, order, true)); /* progress: that one no longer counts */
	assert_int_equal(night(c), 0);
	int64_t id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
	city_pass(c, MS_MINUTE);
	ok(urge(c, id, city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", id)));
	assert_int_equal(night(c), 0);
	ok(urge(c, id, city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", id)));
	assert_int_equal(night(c), 1);
	assert_string_equal(get(c, newest(c)).kind, "hint");
}

static void a_hot_topic(void **state)
{
	struct city *c = *state;
	only(c, "hot");
	for (int i = 0; i < 4; i++)
		dispatched(c, T_MANHOLE);
	dispatched(c, T_TEXT); /* another matter */
	assert_int_equal(night(c), 0);
	dispatched(c, T_MANHOLE);
	assert_int_equal(night(c), 1);
	int64_t id = newest(c);
	assert_string_equal(get(c, id).subject, "hot");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM notice_case WHERE notice_id = $", id), 5);
}

static void a_red_case_without_a_report(void **state)
{
	struct city *c = *state;
	only(c, "red_silent");
	int64_t told = dispatched(c, T_RED), silent = dispatched(c, T_RED);
	ok(sign(c, HANDLER, told));
	ok(contact(c, HANDLER, told, true));
	city_pass(c, MS_HOUR);
	assert_int_equal(night(c), 0);
	city_pass(c, 2 * (int64_t)MS_HOUR);
	assert_int_equal(night(c), 1);
	assert_int_equal(city_int(c, "SELECT case_id FROM notice_case WHERE notice_id = $", newest(c)),
			 city_int(c, "SELECT case_id FROM work_order WHERE id = $", silent));
}

static void sensitive_matters_overdue(void **state)
{
	struct city *c = *state;
	only(c, "sensitive_late");
	for (int i = 0; i < 4; i++)
		dispatched(c, T_MANHOLE);
	city_pass(c, 5 * (int64_t)MS_DAY);
	assert_int_equal(night(c), 0);
	ok(db_script(c->f->s, "UPDATE event_type SET sensitive = 1 WHERE id = 1"));
	assert_int_equal(night(c), 1);
}

static void dissatisfied_for_the_third_time(void **state)
{
	struct city *c = *state;
	only(c, "dissatisfied");
	for (int i = 0; i < 2; i++) {
		char sql[400];
		int64_t order = dispatched(c, T_MANHOLE), id = city_int(c, "SELECT case_id FROM work_order WHERE id = $", order);
		int64_t appeal = city_int(c, "SELECT master_appeal_id FROM casefile WHERE id = $", id);
		for (int round = 0; round < 3; round++) {
			assert_int_equal(night(c), 0);
			snprintf(sql, sizeof sql,
				 "INSERT INTO rating (appeal_id, case_id, round, source, solved, satisfied, at) VALUES (%" PRId64 ", %" PRId64
				 ", %d, 'callback', 'no', 1, 0); UPDATE casefile SET round = %d WHERE id = %" PRId64 ";\n",
				 appeal, id, round, round, id);
			ok(db_script(c->f->s, sql));
		}
	}
	assert_int_equal(night(c), 1);
	assert_int_equal(get(c, newest(c)).unit_id, U_UTILITY);
}

static void returns_that_were_rejected(void **state)
{
	struct city *c = *state;
	only(c, "returned");
	for (int i = 0; i < 3; i++) {
		assert_int_equal(night(c), 0);
		int64_t order = dispatched(c, T_MANHOLE);
		ok(give_back(c, LEADER, order, U_CITY_MANAGEMENT, "清单第12条"));
		ok(rule(c, DISPATCHER, c->made, "reject", NIL));
	}
	assert_int_equal(night(c), 1);
	assert_string_equal(get(c, newest(c)).subject, "field");
	assert_int_equal(get(c, newest(c)).unit_id, U_UTILITY);
}

/* ---- many people at random ---- */

/* An action that the machine allows in this state, or any at all. */
static const char *step_from(const char *state, unsigned dice, bool any)
{
	const struct wf_machine *m = &NOTICE_MACHINE;
	for (size_t i = 0; i < m->nedges; i++) {
		const struct wf_edge *e = &m->edges[(i + dice) % m->nedges];
		if ((any || str_eq(e->from, state)) && !str_eq(e->action, "sign") && !str_eq(e->action, "edit") && *e->from)
			return e->action;
	}
	return "ack";
}

static void a_long_random_history_keeps_the_rules(void **state)
{
	struct city *c = *state;
	static const int people[] = { DISPATCHER, APPRAISER, APPRAISER, CITY_LEADER, HANDLER, LEADER, LEADER2, TOWN, DISCIPLINE };
	static const char *const kinds[] = { "hint", "supervise", "warn" };
	static const int64_t units[] = { U_UTILITY, U_CITY_MANAGEMENT, U_TOWN };
	int64_t done = 0;
	for (int step = 0; step < 1000; step++) {
		uint8_t dice[8];
		env_random(&c->env.env, dice, sizeof dice);
		int who = people[dice[0] % (sizeof people / sizeof *people)];
		int64_t top = count(c, "SELECT COALESCE(MAX(id), 0) FROM notice"), id = top ? 1 + dice[1] % top : 0;
		enum err e = ERR_NOT_FOUND;
		if (dice[2] < 40)
			e = create(c, who, kinds[dice[3] % 3], units[dice[4] % 3], NULL, 0);
		else if (dice[2] < 100 && id)
			e = sign_notice(c, who, id);
		else if (dice[2] < 120)
			night(c);
		else if (id)
			e = act(c, who, id, step_from(get(c, id).status, dice[3], dice[7] % 4 == 0), dice[5] % 4 ? "因故" : "");
		done += !e;
		if (e && e != ERR_NOT_FOUND && !*c->code)
			fail_msg("step %d: %s without a sentence", step, err_name(e));
		city_pass(c, dice[6] * (int64_t)MS_MINUTE * 4);
	}
	if (done < 60)
		fail_msg("only %d steps were taken", (int)done);
	/* nothing is issued without a person who may, a document and a signature; nothing else has a number */
	assert_int_equal(count(c, "SELECT COUNT(*) FROM notice WHERE signed_at IS NOT NULL AND signed_by IS NULL"), 0);
	assert_int_equal(count(c, "SELECT COUNT(*) FROM notice n JOIN role_grant g ON g.user_id = n.signed_by WHERE NOT ("
				  "(n.kind = 'hint' AND g.role IN ('dispatcher','appraiser')) OR (n.kind = 'supervise' AND g.role = 'appraiser') "
				  "OR (n.kind = 'warn' AND g.role = 'city_leader'))"), 0);
	assert_int_equal(count(c, "SELECT COUNT(*) FROM notice n WHERE (n.signed_at IS NOT NULL) <> EXISTS (SELECT 1 "
				  "FROM notice_document d "
				  "WHERE d.notice_id = n.id)"),
		0);
	assert_int_equal(count(c, "SELECT COUNT(*) FROM notice WHERE (no IS NULL) <> (signed_at IS NULL)"), 0);
	assert_int_equal(count(c, "SELECT COALESCE(SUM(last), 0) FROM notice_number"),
		count(c, "SELECT COUNT(*) FROM notice_document"));
	assert_int_equal(findings(c), 0);
}

/* The numbers by which these tests count; what the city begins with is a matter of calibration. */
static int with_numbers(void **state)
{
	static const char SQL[] =
		"UPDATE notice_trigger SET cases = 3, days = 14 WHERE code = 'urged';\n"
		"UPDATE notice_trigger SET threshold = 5, cases = 5 WHERE code = 'hot';\n"
		"UPDATE notice_trigger SET cases = 3, days = 30 WHERE code = 'returned';\n"
		"UPDATE notice_trigger SET cases = 1, days = 1 WHERE code = 'red_silent';\n"
		"UPDATE notice_trigger SET cases = 1, days = 30 WHERE code = 'hint_unanswered';\n";
	int failed = city_set_up(state);
	struct city *c = *state;
	return failed || db_script(c->f->s, SQL) ? -1 : 0;
}

#define NUMBERED(test) cmocka_unit_test_setup_teardown(test, with_numbers, city_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		NUMBERED(who_drafts_and_signs_which_kind),
		NUMBERED(from_draft_to_done),
		NUMBERED(dropped_and_withdrawn_stay_on_file),
		NUMBERED(numbers_have_no_gaps_and_a_taken_one_is_refused),
		NUMBERED(the_signature_holds_for_these_bytes_only),
		NUMBERED(who_sees_what),
		NUMBERED(not_answered_makes_the_draft_of_the_next_kind),
		NUMBERED(a_failed_answer_goes_up_too),
		NUMBERED(overdue_orders_gather_by_unit),
		NUMBERED(a_full_draft_takes_no_more),
		NUMBERED(a_trigger_switched_off_is_silent),
		NUMBERED(urged_without_progress),
		NUMBERED(a_hot_topic),
		NUMBERED(a_red_case_without_a_report),
		NUMBERED(sensitive_matters_overdue),
		NUMBERED(dissatisfied_for_the_third_time),
		NUMBERED(returns_that_were_rejected),
		NUMBERED(a_long_random_history_keeps_the_rules),
	};
	return city_run("notice", tests, sizeof tests / sizeof *tests);
}
