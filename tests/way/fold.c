/* SPDX-License-Identifier: Apache-2.0 */
/* Folding and invariants, on any database. Keys of cells are texts such as "casefile 5 status". */
#include "way/fold.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"

enum { SLOTS = 1 << 20 };

/* ---- folding ---- */

struct cell {
	char *key, *value;         /* "casefile 5 status", "handling"; value NULL: null */
};
static struct cell *cells;

static struct cell *cell_of(const char *key)
{
	uint64_t h = 1469598103934665603u;
	for (const char *p = key; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	for (size_t at = h % SLOTS;; at = (at + 1) % SLOTS)
		if (!cells[at].key || strcmp(cells[at].key, key) == 0)
			return &cells[at];
}

static void forget_cells(void)
{
	for (size_t i = 0; i < SLOTS; i++) {
		free(cells[i].key);
		free(cells[i].value);
	}
	free(cells);
	cells = NULL;
}

static const char *value_text(const struct json *v, char out[32])
{
	if (json_kind(v) == JSON_NULL)
		return NULL;
	if (json_kind(v) == JSON_INT) {
		snprintf(out, 32, "%" PRId64, json_int(v));
		return out;
	}
	return json_sv(v).p;
}

static void fold_row(const struct json *row, int64_t event)
{
	char key[96], b[32], a[32];
	assert_int_equal(json_count(row), 5);
	snprintf(key, sizeof key, "%s %" PRId64 " %s", json_sv(json_at(row, 0)).p, json_int(json_at(row, 1)),
		json_sv(json_at(row, 2)).p);
	const char *before = value_text(json_at(row, 3), b), *after = value_text(json_at(row, 4), a);
	struct cell *cell = cell_of(key);
	if (cell->key && !str_eq(cell->value, before))
		fail_msg("event %" PRId64 ": %s was %s, the event says %s", event, key, cell->value ? cell->value : "null",
			 before ? before : "null");
	if (!cell->key)
		cell->key = strdup(key);
	free(cell->value);
	cell->value = after ? strdup(after) : NULL;
}

static void fold(struct db_session *s)
{
	struct db_query q;
	struct db_cursor *cursor;
	struct arena *a = arena_new(8 << 20);
	db_query_init(&q);
	db_query_text(&q, "SELECT id, body FROM event ORDER BY id");
	assert_int_equal(db_query_open(s, &q, &cursor), ERR_OK);
	while (!db_next(cursor)) {
		const struct json *body;
		const char *why;
		arena_reset(a);
		assert_int_equal(json_parse(a, sv_from(db_text(cursor, 1)), &body, &why), ERR_OK);
		const struct json *set = json_get(body, "set");
		for (size_t i = 0; set && i < json_count(set); i++)
			fold_row(json_at(set, i), db_i64(cursor, 0));
	}
	db_query_close(cursor);
	arena_free(a);
}

/* Every state column: what no event has set must still be empty. */
static const struct {
	const char *table, *columns;
} STATE[] = {
	{ "appeal", "status,type,family,anonymity,urgency,event_type_id,town_id,community_id,grid_id,closed_at,upstream_state,"
		    "special_class,case_id,released_at" },
	{ "casefile", "status,event_type_id,rule_version,colour,lead_unit_id,dispatched_at,due_at,settled_at,closed_at,closing_kind,"
		      "round,appeals,urges,merged_into,reopened" },
	{ "work_order", "status,due_at,sign_due_at,contact_due_at,limit_value,limit_unit,signed_at,signed_by,auto_signed,contacted_at,"
			"holder_id,submitted_at,submitted_by,settled_at,review_level,review_unit_id,result,cost_fen,round,sent_back,"
			"holds,parked_from" },
	{ "callback_task", "status,attempts,methods,next_try_at,agent_id,closed_at" },
	{ "emergency", "status,class_id,level,circle,reported_at,taken_by,taken_at,responded_at,next_report_at,reminded_at,lifted_at,ended_at,"
		       "merged_into" },
	{ "hotspot", "status,unit_id,user_id,taken_at,alerted,ended_at" },
	{ "hardcase", "status,level,owner_id,follower_id,assigned_at,decided_by,decided_at,due_at,next_at,reminded_at,raised,outcome,closed_at" },
	{ "promise", "status,day,confirmed_at,woken_at,moved_at,stated_at,asked,heard_at,heard" },
};

static bool is_empty(const char *v)
{
	return !v || !*v || strcmp(v, "0") == 0;
}

static int compare_column(struct db_session *s, const char *table, const char *column)
{
	char sql[160], key[96];
	struct db_query q;
	struct db_cursor *cursor;
	int n = 0;
	snprintf(sql, sizeof sql, "SELECT id, CAST(%s AS TEXT) FROM %s ORDER BY id", column, table);
	db_query_init(&q);
	db_query_add_(&q, sql, NULL, 0);
	assert_int_equal(db_query_open(s, &q, &cursor), ERR_OK);
	while (!db_next(cursor)) {
		const char *held = db_text(cursor, 1);
		snprintf(key, sizeof key, "%s %" PRId64 " %s", table, db_i64(cursor, 0), column);
		struct cell *cell = cell_of(key);
		if (cell->key ? !str_eq(cell->value, held) : !is_empty(held))
			fail_msg("%s: the table holds %s, the events give %s", key, held ? held : "null",
				 !cell->key ? "nothing" : cell->value ? cell->value : "null");
		n++;
	}
	db_query_close(cursor);
	return n;
}

static int compare_all(struct db_session *s)
{
	int n = 0;
	for (size_t i = 0; i < sizeof STATE / sizeof *STATE; i++) {
		struct sv rest = sv_from(STATE[i].columns), part;
		while (sv_cut(&rest, ',', &part)) {
			char column[40];
			snprintf(column, sizeof column, "%.*s", SV_FMT(part));
			n += compare_column(s, STATE[i].table, column);
		}
	}
	return n;
}

/* ---- invariants (domain-model.md 3.4), each as a query that must find nothing ---- */

static const struct {
	const char *name, *sql;
} INVARIANTS[] = {
	{ "exactly one lead in every dispatched case",
	  "SELECT c.id FROM casefile c WHERE c.status IN ('handling', 'callback', 'ready', 'judging') AND "
	  "(SELECT COUNT(*) FROM work_order o WHERE o.case_id = c.id AND o.role = 'lead' AND o.status NOT IN ('redirected', 'recalled')) <> 1" },
	{ "who waits for an answer is in exactly one case that is alive",
	  "SELECT a.id FROM appeal a WHERE a.status IN ('filed', 'joined', 'joined_own', 'to_rate') AND "
	  "(SELECT COUNT(*) FROM membership m JOIN casefile c ON c.id = m.case_id WHERE m.appeal_id = a.id AND m.to_at IS NULL "
	  "AND m.case_id = a.case_id AND c.status NOT IN ('closed', 'merged')) <> 1" },
	{ "nobody belongs to two cases",
	  "SELECT appeal_id FROM membership WHERE to_at IS NULL GROUP BY appeal_id HAVING COUNT(*) > 1" },
	{ "a case counts its appellants",
	  "SELECT c.id FROM casefile c WHERE c.appeals <> (SELECT COUNT(*) FROM membership m WHERE m.case_id = c.id AND m.to_at IS NULL)" },
	{ "an open callback belongs to somebody who is to rate, in his case",
	  "SELECT t.id FROM callback_task t JOIN appeal a ON a.id = t.appeal_id WHERE t.status IN ('open', 'claimed') AND "
	  "(a.status <> 'to_rate' OR a.case_id <> t.case_id)" },
	{ "who is to rate has an open callback",
	  "SELECT a.id FROM appeal a WHERE a.status = 'to_rate' AND NOT EXISTS (SELECT 1 FROM callback_task t WHERE t.appeal_id = a.id "
	  "AND t.status IN ('open', 'claimed'))" },
	{ "a case in callback waits for somebody",
	  "SELECT c.id FROM casefile c WHERE c.status = 'callback' AND NOT EXISTS (SELECT 1 FROM callback_task t WHERE t.case_id = c.id "
	  "AND t.status IN ('open', 'claimed'))" },
	{ "a case being judged has something to judge",
	  "SELECT c.id FROM casefile c WHERE c.status = 'judging' AND NOT EXISTS (SELECT 1 FROM appeal a JOIN rating r ON r.appeal_id = a.id "
	  "WHERE a.case_id = c.id AND a.status = 'rated' AND (r.solved IN ('no', 'unclear') OR r.satisfied <= 2))" },
	{ "a case in handling has work open",
	  "SELECT c.id FROM casefile c WHERE c.status = 'handling' AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.case_id = c.id "
	  "AND o.status IN ('to_sign', 'handling', 'unit_review', 'upper_review', 'suspended'))" },
	{ "no clock runs on what has ended or waits merged",
	  "SELECT k.id FROM clock k LEFT JOIN work_order o ON k.object_kind = 'order' AND o.id = k.object_id "
	  "LEFT JOIN casefile c ON k.object_kind = 'case' AND c.id = k.object_id WHERE k.stopped_at IS NULL AND "
	  "(o.status IN ('settled', 'redirected', 'recalled', 'terminated', 'transferred', 'parked') OR c.status IN ('closed', 'merged'))" },
	{ "one running clock of a kind on one object",
	  "SELECT object_id FROM clock WHERE stopped_at IS NULL GROUP BY object_kind, object_id, kind HAVING COUNT(*) > 1" },
	{ "a handling clock says what its order says",
	  "SELECT o.id FROM work_order o JOIN clock k ON k.object_kind = 'order' AND k.object_id = o.id AND k.kind = 'handle' "
	  "WHERE k.stopped_at IS NULL AND k.due_at <> o.due_at" },
	{ "the due time of a case in handling is its lead's",
	  "SELECT c.id FROM casefile c JOIN work_order o ON o.case_id = c.id AND o.role = 'lead' AND o.status IN ('to_sign', 'handling') "
	  "WHERE c.status = 'handling' AND c.due_at <> o.due_at" },
	{ "no agent calls about what her own unit worked on",
	  "SELECT a.id FROM callback_attempt a JOIN callback_task t ON t.id = a.task_id JOIN app_user u ON u.id = a.agent_id "
	  "JOIN work_order o ON o.case_id = t.case_id AND o.unit_id = u.unit_id AND o.dispatched_at <= a.at AND o.status <> 'recalled'" },
	{ "an order that was ruled on is not given back again",
	  "SELECT o.id FROM work_order o JOIN dispute d ON d.order_id = o.id WHERE o.designated = 1 AND "
	  "d.status IN ('asked', 'ruling', 'conferring', 'raised', 'government')" },
	{ "a unit gives a case back once",
	  "SELECT MIN(id) FROM dispute WHERE status NOT IN ('withdrawn', 'void', 'refused') GROUP BY case_id, unit_id HAVING COUNT(*) > 1" },
	{ "what waits for a whistle is not under review",
	  "SELECT h.id FROM order_hold h JOIN work_order o ON o.id = h.order_id WHERE h.lifted_at IS NULL AND "
	  "o.status IN ('unit_review', 'upper_review', 'settled')" },
	{ "no unit is called by its own whistle",
	  "SELECT r.id FROM whistle_responder r JOIN whistle w ON w.id = r.whistle_id WHERE r.unit_id = w.issuer_unit_id" },
	{ "no order has more than two extensions, no case more than one suspension",
	  "SELECT MIN(id) FROM adjustment WHERE status = 'approved' AND kind = 'extension' GROUP BY order_id HAVING COUNT(*) > 2 "
	  "UNION ALL SELECT MIN(j.id) FROM adjustment j JOIN work_order o ON o.id = j.order_id "
	  "WHERE j.status = 'approved' AND j.kind = 'suspension' GROUP BY o.case_id HAVING COUNT(*) > 1" },
	{ "no open order in a closed case",
	  "SELECT o.id FROM work_order o JOIN casefile c ON c.id = o.case_id WHERE c.status = 'closed' AND "
	  "o.status IN ('to_sign', 'handling', 'unit_review', 'upper_review', 'suspended', 'parked')" },
};

const char *broken_invariant(struct db_session *s)
{
	static char text[300];
	for (size_t i = 0; i < sizeof INVARIANTS / sizeof *INVARIANTS; i++) {
		struct db_query q;
		struct db_cursor *cursor;
		db_query_init(&q);
		db_query_add_(&q, INVARIANTS[i].sql, NULL, 0);
		assert_int_equal(db_query_open(s, &q, &cursor), ERR_OK);
		enum err e = db_next(cursor);
		int64_t id = e ? NIL : db_i64(cursor, 0);
		db_query_close(cursor);
		if (!e || e != ERR_NOT_FOUND) {
			snprintf(text, sizeof text, "not so: %s (%s, id %" PRId64 ")", INVARIANTS[i].name, err_name(e), id);
			return text;
		}
	}
	return NULL;
}

int fold_and_compare(struct db_session *s)
{
	cells = calloc(SLOTS, sizeof *cells);
	assert_non_null(cells);
	fold(s);
	int n = compare_all(s);
	forget_cells();
	return n;
}
