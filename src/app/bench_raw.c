/* SPDX-License-Identifier: Apache-2.0 */
/* The engine alone: the rows of a lifecycle written by the same statements in the same three durable writes, but with texts made
 * beforehand, no rules, no reading back, no cryptography, no JSON and no network. What is left is what the database costs.
 *
 * The list of rows stands here by hand; tests/bench compares the number of rows in every table with those of a real run. */
#include "app/bench_internal.h"

#include <inttypes.h>
#include <string.h>

#include "appeal_sql.h"
#include "casefile_sql.h"
#include "clock_sql.h"
#include "event_sql.h"
#include "http_sql.h"
#include "order_sql.h"

enum { BODY_MAX = 700, SEALED_MAX = 500, NOBODY = 1 };

/* Events of a lifecycle with the length of their body and of their sealed text (0: none), as measured. */
enum which_stream { OF_APPEAL, OF_CASE };
static const struct raw_event {
	enum which_stream stream;
	const char *kind;
	int body, sealed;
	bool live;
} EVENTS[] = {
	{ OF_APPEAL, "appeal.submitted", 425, 420, true }, { OF_CASE, "case.open", 397, 100, true }, { OF_APPEAL, "appeal.file", 118, 0, true },
	{ OF_CASE, "case.dispatch", 63, 0, true },	   { OF_CASE, "order.dispatch", 665, 240, true }, { OF_CASE, "case.dispatched", 146, 0, false },
	{ OF_CASE, "order.sign", 218, 0, true },	   { OF_CASE, "order.submit", 368, 140, true },
};
enum { CREATE_EVENTS = 3, DISPATCH_EVENTS = 3, SUBMIT_EVENTS = 2 };

struct raw {
	struct bench_city *b;
	struct client *c;
	struct db_session *s;      /* of the write under way */
	int64_t n, now, appeal_id, case_id, order_id;
	struct bench_place at;
	char no[24], case_no[24], hex[3][65];
	const struct principal *who;
};

static const uint8_t HASH[32] = { 7 };
static char filler[BODY_MAX + 1];

/* Values spread like digests do. */
static void spread(uint64_t x, char out[65])
{
	for (int i = 0; i < 4; i++) {
		x = (x + 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
		x ^= x >> 29;
		snprintf(out + (size_t)16 * (size_t)i, 17, "%016" PRIx64, x);
	}
}

static enum err put_event(struct raw *r, const struct raw_event *v, int64_t seq)
{
	const char *name = v->stream == OF_APPEAL ? "appeal" : "case";
	int64_t id = v->stream == OF_APPEAL ? r->appeal_id : r->case_id;
	struct db_blob hash = { HASH, sizeof HASH };
	struct q_event_insert_out made;
	struct q_live_insert_out live;
	enum err e = q_event_insert(r->s,
		&(struct q_event_insert_in){ .stream = name,
			.stream_id = id,
			.seq = seq,
			.kind = v->kind,
			.actor_id = r->who->user_id,
			.actor_unit_id = r->who->unit_id,
			.recorded_at = r->now,
			.happened_at = r->now,
			.body = filler + BODY_MAX - v->body,
			.commitment = v->sealed ? hash : (struct db_blob){ NULL, 0 },
			.prev = hash,
			.hash = hash },
		&made);
	if (!e && v->sealed)
		e = q_event_text_insert(r->s, &(struct q_event_text_insert_in){ .event_id = made.id, .salt = { HASH, 16 },
					.sealed = { filler, (size_t)v->sealed } }, NULL);
	if (!e && v->live && db_session_kind(r->s) == DB_POSTGRES) /* SQLite: kept in memory */
		e = q_live_insert(r->s, &(struct q_live_insert_in){ .topic = "case:123456,pool,unit:94,unit:242",
				  .body = filler + BODY_MAX - 90, .at = r->now }, &live);
	return e;
}

static enum err put_events(struct raw *r, size_t from, size_t n)
{
	enum err e = ERR_OK;
	int64_t seq[2] = { 0, 0 };
	for (size_t i = 0; i < from; i++)
		seq[EVENTS[i].stream]++;
	for (size_t i = from; !e && i < from + n; i++)
		e = put_event(r, &EVENTS[i], ++seq[EVENTS[i].stream]);
	return e;
}

static enum err make_stream(struct raw *r, const char *name, int64_t id)
{
	return q_stream_make(r->s,
		&(struct q_stream_make_in){ .stream = name, .stream_id = id, .zero = { HASH, sizeof HASH } }, NULL);
}

static enum err store_head(struct raw *r, const char *name, int64_t id)
{
	return q_stream_store(r->s,
		&(struct q_stream_store_in){ .seq = 1, .head = { HASH, sizeof HASH }, .stream = name, .stream_id = id },
		NULL);
}

static enum err claim_key(struct raw *r, enum bench_call call)
{
	char key[64], hash[65];
	snprintf(key, sizeof key, "raw-%s-%d", r->no, (int)call);
	spread((uint64_t)r->n * 8 + call, hash);
	enum err e = q_idempotency_claim(r->s, &(struct q_idempotency_claim_in){ .principal_key = r->who->user_id, .key = key,
					 .request_hash = hash, .created_at = r->now }, NULL);
	return e ? e : q_idempotency_store(r->s, &(struct q_idempotency_store_in){ .principal_key = r->who->user_id, .key = key,
					   .status = 200, .answer = filler + BODY_MAX - 164 }, NULL);
}

static enum err start_clock(struct raw *r, const char *object, int64_t id, const char *kind)
{
	int64_t due = r->now + 3 * (int64_t)MS_DAY;
	return q_clock_insert(r->s,
		&(struct q_clock_insert_in){ .object_kind = object,
			.object_id = id,
			.case_id = r->case_id,
			.kind = kind,
			.started_at = r->now,
			.limit_value = 3,
			.limit_unit = "working_day",
			.due_at = due,
			.warn_at = due - MS_DAY },
		NULL);
}

static enum err stop_clock(struct raw *r, const char *object, int64_t id, const char *kind)
{
	return q_clock_stop_kind(r->s,
		&(struct q_clock_stop_kind_in){ .now = r->now, .object_kind = object, .object_id = id, .kind = kind },
		NULL);
}

static enum err add_party(struct raw *r, const char *kind, int64_t id, const char *role)
{
	return q_party_add(r->s,
		&(struct q_party_add_in){
			.case_id = r->case_id, .kind = kind, .party_id = id, .role = role, .now = r->now },
		NULL);
}

static enum err insert_appeal(struct raw *r)
{
	struct q_appeal_insert_out made;
	enum err e = q_appeal_insert(r->s,
		&(struct q_appeal_insert_in){ .no = r->no,
			.channel_id = r->b->channel_id,
			.upstream = "",
			.upstream_due_at = NIL,
			.upstream_state = "none",
			.received_at = r->now,
			.created_at = r->now,
			.created_by = r->who->user_id,
			.created_unit_id = r->who->unit_id,
			.status = "sorting",
			.anonymity = "named",
			.person_kind = "citizen",
			.phone_digest = r->hex[0],
			.tail_digest = r->hex[1],
			.no_callback_reason = "",
			.type = "help",
			.family = "people",
			.event_type_id = r->b->type_id,
			.title = "路灯不亮",
			.body = filler + BODY_MAX - 150,
			.happened_text = "近几天",
			.subject_text = "公共设施",
			.demand_text = "",
			.address = "建设路1号附近",
			.town_id = r->at.town_id,
			.community_id = r->at.community_id,
			.grid_id = NIL,
			.lon = NIL,
			.lat = NIL,
			.urgency = "normal",
			.receipt_hash = r->hex[2],
			.source_code = "",
			.result_text = "",
			.closed_at = NIL },
		&made);
	r->appeal_id = made.id;
	return e ? e : q_appeal_seal(r->s, &(struct q_appeal_seal_in){ .name_sealed = { filler, 59 }, .phone_sealed = { filler, 64 },
				     .id_sealed = { NULL, 0 }, .id = made.id }, NULL);
}

static enum err insert_case(struct raw *r)
{
	struct q_case_insert_out made;
	enum err e = q_case_insert(r->s,
		&(struct q_case_insert_in){ .no = r->case_no,
			.source = "appeal",
			.title = "路灯不亮",
			.summary = "",
			.event_type_id = r->b->type_id,
			.rule_version = 1,
			.colour = "green",
			.type = "help",
			.family = "people",
			.town_id = r->at.town_id,
			.community_id = r->at.community_id,
			.grid_id = NIL,
			.lon = NIL,
			.lat = NIL,
			.address = "建设路1号附近",
			.master_appeal_id = r->appeal_id,
			.opened_at = r->now,
			.appeals = 1 },
		&made);
	r->case_id = made.id;
	return e ? e : q_membership_insert(r->s, &(struct q_membership_insert_in){ .appeal_id = r->appeal_id, .case_id = made.id,
					   .kind = "origin", .from_at = r->now, .former_case_id = NIL, .by_user = r->who->user_id }, NULL);
}

#define DO(call)                                                                                   \
	if ((e = (call)))                                                                          \
	return e

static enum err write_create(struct db_session *s, void *arg)
{
	struct raw *r = arg;
	enum err e;
	r->s = s;
	DO(claim_key(r, CALL_CREATE));
	DO(insert_appeal(r));
	DO(make_stream(r, "appeal", r->appeal_id));
	DO(insert_case(r));
	DO(add_party(r, "u", r->at.town_id, "place"));
	DO(add_party(r, "u", r->at.community_id, "place"));
	DO(add_party(r, "p", r->who->user_id, "creator"));
	DO(make_stream(r, "case", r->case_id));
	DO(put_events(r, 0, CREATE_EVENTS));
	DO(start_clock(r, "case", r->case_id, "dispatch"));
	DO(store_head(r, "appeal", r->appeal_id));
	DO(store_head(r, "case", r->case_id));
	DO(q_appeal_set_filed(s, &(struct q_appeal_set_filed_in){ .status = "filed", .result_text = "", .special_class = "",
			       .case_id = r->case_id, .closed_at = NIL, .upstream_state = "none", .id = r->appeal_id, .version = 1 }, NULL));
	return store_head(r, "appeal", r->appeal_id);
}

static enum err write_dispatch(struct db_session *s, void *arg)
{
	struct raw *r = arg;
	struct q_order_insert_out made;
	char no[32];
	int64_t due = r->now + 3 * (int64_t)MS_DAY;
	enum err e;
	r->s = s;
	snprintf(no, sizeof no, "%s-01", r->case_no);
	DO(claim_key(r, CALL_DISPATCH));
	DO(q_case_set_status(s, &(struct q_case_set_status_in){ .status = "handling", .id = r->case_id, .version = 1 }, NULL));
	DO(stop_clock(r, "case", r->case_id, "dispatch"));
	DO(q_order_insert(s, &(struct q_order_insert_in){ .no = no, .case_id = r->case_id, .unit_id = r->at.town_id, .role = "lead",
		.parent_id = NIL, .demand = "", .why = filler + BODY_MAX - 120, .dispatched_at = r->now, .dispatched_by = r->who->user_id,
		.limit_value = 3, .limit_unit = "working_day", .due_at = due, .sign_due_at = due, .contact_due_at = due,
		.duty = "", .appraised = 1 }, &made));
	r->order_id = made.id;
	DO(start_clock(r, "order", made.id, "sign"));
	DO(start_clock(r, "order", made.id, "contact"));
	DO(start_clock(r, "order", made.id, "handle"));
	DO(add_party(r, "u", r->at.town_id, "lead"));
	DO(put_events(r, CREATE_EVENTS, DISPATCH_EVENTS));
	DO(q_case_set_lead(s, &(struct q_case_set_lead_in){ .lead_unit_id = r->at.town_id, .dispatched_at = r->now, .due_at = due,
			   .id = r->case_id, .version = 2 }, NULL));
	return store_head(r, "case", r->case_id);
}

static enum err write_submit(struct db_session *s, void *arg)
{
	struct raw *r = arg;
	enum err e;
	r->s = s;
	DO(claim_key(r, CALL_SUBMIT));
	DO(q_order_set_signed(s,
		&(struct q_order_set_signed_in){ .status = "handling",
			.signed_at = r->now,
			.signed_by = r->who->user_id,
			.holder_id = r->who->user_id,
			.id = r->order_id,
			.version = 1 },
		NULL));
	DO(stop_clock(r, "order", r->order_id, "sign"));
	DO(q_contact_insert(s,
		&(struct q_contact_insert_in){ .order_id = r->order_id,
			.appeal_id = r->appeal_id,
			.user_id = r->who->user_id,
			.method = "phone",
			.reached = 1,
			.note = "已电话告知",
			.at = r->now },
		NULL));
	DO(q_order_set_result(s,
		&(struct q_order_set_result_in){ .status = "unit_review",
			.contacted_at = r->now,
			.submitted_at = r->now,
			.submitted_by = r->who->user_id,
			.settled_at = NIL,
			.review_level = "unit",
			.review_unit_id = r->at.town_id,
			.result = "solved",
			.unsolved_reason = "",
			.public_answer = "已派人到现场处理完毕，现已恢复正常。",
			.internal_note = "",
			.third_parties = "",
			.evidence_waived = "",
			.id = r->order_id,
			.version = 2 },
		NULL));
	DO(stop_clock(r, "order", r->order_id, "contact"));
	DO(stop_clock(r, "order", r->order_id, "handle"));
	DO(start_clock(r, "order", r->order_id, "review"));
	DO(put_events(r, CREATE_EVENTS + DISPATCH_EVENTS, SUBMIT_EVENTS));
	return store_head(r, "case", r->case_id);
}

/* ---- running ---- */

static bool one_life(struct raw *r, struct arena *a, struct db_session *s)
{
	static enum err (*const writes[])(struct db_session *, void *) = { write_create, write_dispatch, write_submit };
	r->now = env_now(&ENV_SYSTEM);
	uint64_t mixed = ((uint64_t)r->now * 65536 + (uint64_t)r->n * BENCH_CLIENTS_MAX + (uint64_t)r->c->number) *
			 0x9E3779B97F4A7C15u;
	r->at = r->b->place[(mixed >> 33) % r->b->nplaces];
	r->who = &r->b->who[r->c->number % BENCH_USERS];
	snprintf(r->no, sizeof r->no, "r%" PRIx64 "-%02d", (uint64_t)r->now * 4096 + (uint64_t)r->n % 4096, r->c->number);
	snprintf(r->case_no, sizeof r->case_no, "%s", r->no);
	for (int i = 0; i < 3; i++)
		spread(mixed + (uint64_t)i, r->hex[i]);
	for (int k = 0; k < CALL_READ; k++) {
		int64_t began = mono_us();
		arena_reset(a);
		db_session_use(s, a);
		if (db_write(s, writes[k], r) != ERR_OK) {
			snprintf(r->c->failure, sizeof r->c->failure, "%s", db_error(s));
			return false;
		}
		bench_note(r->c, k, mono_us() - began);
	}
	return true;
}

static void *raw_main(void *arg)
{
	struct client *c = arg;
	struct arena *a = arena_new(8 << 20);
	struct db_session *s;
	if (db_session_open(((struct bench_city *)c->work)->site.db, &s) != ERR_OK)
		return NULL;
	while (!c->load->stop && !c->failed) {
		struct raw r = { .b = c->work, .c = c, .n = c->done++ };
		int64_t began = mono_us();
		if (one_life(&r, a, s))
			bench_note(c, CALL_COUNT, mono_us() - began);
		else
			c->failed++;
	}
	db_session_close(s);
	arena_free(a);
	return NULL;
}

bool bench_raw(struct bench_city *b, int clients, int seconds, struct bench_result *out)
{
	static struct client c[BENCH_CLIENTS_MAX];
	struct bench_driver d = { .clients = clients, .seconds = seconds };
	struct load l = { .d = &d, .ack_fd = -1 };
	memset(filler, 'x', BODY_MAX);
	for (int i = 0; i < clients; i++)
		c[i] = (struct client){ .load = &l, .number = i, .work = b };
	int64_t began = mono_us();
	bool ok = bench_run_clients(&l, c, raw_main);
	if (ok)
		bench_collect(c, clients, (double)(mono_us() - began) / 1e6, out);
	bench_samples_free(c, clients);
	return ok;
}
