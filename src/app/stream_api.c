/* SPDX-License-Identifier: Apache-2.0 */
/* GET /api/v1/stream: the event stream of a browser, with topics that follow from the rights of the person.
 *
 * A topic that the person may not hear is left out silently when others remain (tabs ask for the union of what their
 * pages want); with none left the answer is 403. When rights change, the stream is ended by auth and opened anew. */
#include <inttypes.h>
#include <string.h>

#include "app/live.h"
#include "app/routes.h"
#include "auth/session.h"
#include "auth/web.h"
#include "instruction/instruction.h"
#include "notice/notice.h"
#include "whistle/whistle.h"
#include "whistle_sql.h"

enum { TOPICS_MAX = 512, REPLAY_MAX = 1000, PUBLISHED_MAX = 64 };

static const struct problem_code E_TOPIC = { ERR_INVALID, "stream.topic", "订阅主题不正确，请刷新页面。" };

/* What is listened to, as http_publish names it. */
struct wanted {
	const char *topic[TOPICS_MAX];
	size_t n;
};

static void want(struct wanted *w, const char *topic)
{
	if (w->n < TOPICS_MAX)
		w->topic[w->n++] = topic;
}

/* ---- who may hear what ---- */

static enum err may_hear_case(struct req *r, int64_t id, bool *yes)
{
	return may_case(r->db, req_who(r), CAP_CASE_READ, id, yes);
}

static enum err may_hear_appeal(struct req *r, int64_t id, bool *yes)
{
	return may_appeal(r->db, req_who(r), CAP_APPEAL_READ, id, yes);
}

static enum err may_hear_unit(struct req *r, int64_t id, bool *yes)
{
	*yes = id == req_who(r)->unit_id;
	return *yes ? ERR_OK : may_unit(r->db, req_who(r), CAP_CASE_READ, id, yes);
}

static enum err may_hear_review(struct req *r, int64_t id, bool *yes)
{
	static const enum cap caps[] = { CAP_REVIEW_UNIT, CAP_REVIEW_COMMUNITY, CAP_REVIEW_TOWN, CAP_REVIEW_DISTRICT };
	enum err e = ERR_OK;
	*yes = false;
	for (size_t i = 0; !e && !*yes && i < sizeof caps / sizeof *caps; i++)
		if (can(req_who(r), caps[i]))
			e = may_unit(r->db, req_who(r), caps[i], id, yes);
	return e;
}

static enum err may_hear_instruction(struct req *r, int64_t id, bool *yes)
{
	struct q_instruction_get_out row;
	bool all;
	if (!can(req_who(r), CAP_INSTRUCT))
		return ERR_OK;
	enum err e = q_instruction_get(r->db, &(struct q_instruction_get_in){ .id = id }, &row);
	return e == ERR_NOT_FOUND ? ERR_OK : e ? e : instruction_may_see(op_of(r), &row, yes, &all);
}

static enum err may_hear_whistle(struct req *r, int64_t id, bool *yes)
{
	struct q_whistle_case_out at;
	enum err e = q_whistle_case(r->db, &(struct q_whistle_case_in){ .id = id }, &at);
	return e == ERR_NOT_FOUND ? ERR_OK : e ? e : may_hear_case(r, at.case_id, yes);
}

static enum err may_hear_notice(struct req *r, int64_t id, bool *yes)
{
	return can(req_who(r), CAP_NOTICE_READ) ? notice_may_see_file(op_of(r), id, yes) : ERR_OK;
}

/* Topics about one object. */
static const struct {
	const char *prefix;
	enum err (*may)(struct req *r, int64_t id, bool *yes);
} OBJECTS[] = {
	{ "case:", may_hear_case },
	{ "appeal:", may_hear_appeal },
	{ "unit:", may_hear_unit },
	{ "review:", may_hear_review },
	{ "instruction:", may_hear_instruction },
	{ "whistle:", may_hear_whistle },
	{ "notice:", may_hear_notice },
};

/* Topics of a queue. */
static const struct {
	const char *name;
	enum cap cap;
} QUEUES[] = {
	{ "pool", CAP_DISPATCH },
	{ "sorting", CAP_APPEAL_SORT },
	{ "callback", CAP_CALLBACK },
	{ "hotline", CAP_HOTLINE },
	{ "whistles", CAP_WHISTLE_RULE },
	{ "emergency", CAP_EMERGENCY },
	{ "notices", CAP_NOTICE_HINT },
	{ "hotspots", CAP_HOTSPOT },
};

/* "mine": what concerns the person, the own unit and the units of the grants. */
static void want_mine(struct req *r, struct wanted *w)
{
	const struct principal *p = req_who(r);
	want(w, arena_printf(r->arena, "mine:user:%" PRId64, p->user_id));
	want(w, arena_printf(r->arena, "mine:unit:%" PRId64, p->unit_id));
	want(w, arena_printf(r->arena, "mine:review:%" PRId64, p->unit_id));
	for (size_t i = 0; i < p->ngrants; i++) {
		if (p->grant[i].unit_id == NIL || p->grant[i].unit_id == p->unit_id)
			continue;
		want(w, arena_printf(r->arena, "mine:unit:%" PRId64, p->grant[i].unit_id));
		want(w, arena_printf(r->arena, "mine:review:%" PRId64, p->grant[i].unit_id));
	}
}

static enum err want_object(struct req *r, struct wanted *w, const char *topic, bool *known)
{
	for (size_t i = 0; i < sizeof OBJECTS / sizeof *OBJECTS; i++) {
		size_t n = strlen(OBJECTS[i].prefix);
		int64_t id;
		if (strncmp(topic, OBJECTS[i].prefix, n) != 0)
			continue;
		bool yes = false;
		if (!sv_i64(sv_from(topic + n), &id) || id <= 0)
			return ERR_OK;
		*known = true;
		enum err e = OBJECTS[i].may(r, id, &yes);
		if (!e && yes)
			want(w, topic);
		return e;
	}
	return ERR_OK;
}

static enum err want_topic(struct req *r, struct wanted *w, const char *topic)
{
	bool known = false;
	if (str_eq(topic, "mine")) {
		want_mine(r, w);
		return ERR_OK;
	}
	for (size_t i = 0; i < sizeof QUEUES / sizeof *QUEUES; i++) {
		if (!str_eq(topic, QUEUES[i].name))
			continue;
		if (can(req_who(r), QUEUES[i].cap))
			want(w, topic);
		return ERR_OK;
	}
	enum err e = want_object(r, w, topic, &known);
	return e || known ? e : problem_set(&r->problem, &E_TOPIC);
}

/* ---- what was missed ---- */

/* True when one of the wanted topics is among those of the message; *mine when only by way of "mine". */
static bool concerns(struct req *r, const struct wanted *w, const char *topics, bool *mine)
{
	struct sv rest = sv_from(topics), t;
	bool yes = false;
	*mine = false;
	while (sv_cut(&rest, ',', &t)) {
		const char *topic = arena_sv(r->arena, t), *own = arena_printf(r->arena, "mine:%s", topic);
		for (size_t i = 0; i < w->n; i++) {
			*mine = *mine || str_eq(w->topic[i], own);
			yes = yes || str_eq(w->topic[i], topic);
		}
	}
	return yes || *mine;
}

/* Messages after `last`, or a reset when they are no longer all there. */
static enum err replay(struct req *r, const struct wanted *w, int64_t last)
{
	struct live_message *m = NULL;
	size_t n = 0, concerned = 0;
	bool all;
	enum err e = live_missed(r->db, last, REPLAY_MAX, &m, &n, &all);
	if (e)
		return e;
	for (size_t i = 0; all && i < n; i++) {
		bool mine;
		struct buf data;
		if (!concerns(r, w, m[i].topics, &mine))
			continue;
		all = ++concerned <= PUBLISHED_MAX;
		buf_init(&data, r->arena, 16 << 10);
		live_data(&data, m[i].topics, m[i].body, mine);
		if (all && !data.overflow)
			http_stream_event(r, m[i].id, buf_cstr(&data));
	}
	if (!all)
		http_stream_reset(r); /* refetching is cheaper than so many messages */
	return ERR_OK;
}

static enum err get_stream(struct req *r)
{
	struct wanted w = { .n = 0 };
	struct sv rest = sv_from(in_str(r, "topics")), t;
	int64_t last;
	while (sv_cut(&rest, ',', &t)) {
		t = sv_trim(t);
		enum err e = t.n ? want_topic(r, &w, arena_sv(r->arena, t)) : ERR_OK;
		if (e)
			return e;
	}
	if (!w.n)
		return req_forbidden(r);
	for (size_t i = 0; i < w.n; i++)
		http_subscribe(r, w.topic[i]);
	auth_stream_bind(r);
	const char *id = req_header(r, "Last-Event-ID");
	if (id && *id && !sv_i64(sv_from(id), &last))
		http_stream_reset(r);
	else if (id && *id)
		return replay(r, &w, last);
	return ERR_OK;
}

static const struct in_field STREAM_IN[] = {
	{ "topics", IN_TEXT, IN_QUERY | IN_REQUIRED, 1, 4000, NULL, "订阅主题",
	  "comma-separated: case:ID appeal:ID unit:ID review:UNIT instruction:ID notice:ID whistle:ID pool sorting callback emergency "
	  "whistles notices hotspots mine" },
	{ 0 },
};

const struct route STREAM_ROUTES[] = {
	{ .method = HTTP_GET,
	  .pattern = "/api/v1/stream",
	  .handler = get_stream,
	  .cap = CAP_SELF,
	  .scope = "own",
	  .in = STREAM_IN,
	  .flags = ROUTE_STREAM,
	  .doc = "Event stream (SSE): messages {topics,kind,stream,id,seq,at}; `reset` asks to fetch everything again. "
		 "Goes on after Last-Event-ID.",
	  .returns = "stream" },
	{ 0 },
};
