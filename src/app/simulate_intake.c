/* SPDX-License-Identifier: Apache-2.0 */
/* Citizens speak, operators sort: arrivals over the day, direct answers, questions, refusals, filing, duplicates; and what grid
 * workers find themselves. */
#include <inttypes.h>
#include <string.h>

#include "app/simulate_internal.h"
#include "casefile/casefile.h"

enum { PEOPLE = 160000, RECENT_LOOK = 500, TRIED = 2000, LAST_HOURS = 4, LEFT_OPEN = 4 };

/* Share of the day's appeals in each hour, in thousandths. */
static const int HOURS[24] = { 8, 5, 4, 3, 4, 8, 18, 38, 75, 98, 94, 72, 46, 58, 78, 84, 78, 60, 44, 40, 38, 26, 14, 7 };
static const double WEEKDAYS[7] = { 1.24, 1.12, 1.06, 1.02, 1.0, 0.8, 0.74 };

/* What an agenda item remembers of an appeal: its true matter, the case it repeats (0 none), who said it, and whether the
 * person insists on being heard. */
enum { TYPE_BITS = 12, CASE_BITS = 28, PERSON_BITS = 18 };
static const int64_t INSISTS = (int64_t)1 << (TYPE_BITS + CASE_BITS + PERSON_BITS);

static int64_t memo(int32_t type, int64_t case_id, int32_t person)
{
	return type | case_id << TYPE_BITS | (int64_t)person << (TYPE_BITS + CASE_BITS);
}

static int32_t memo_type(int64_t x)
{
	return (int32_t)(x & ((1 << TYPE_BITS) - 1));
}

static int64_t memo_case(int64_t x)
{
	return x >> TYPE_BITS & ((1 << CASE_BITS) - 1);
}

static int32_t memo_person(int64_t x)
{
	return (int32_t)(x >> (TYPE_BITS + CASE_BITS) & ((1 << PERSON_BITS) - 1));
}

static void sort_appeal(struct sim *m, const struct sim_item *it);

/* ---- matters that others may notice too ------------------------------------------------------------- */

void sim_note_matter(struct sim *m, int64_t case_id, int32_t type, int32_t grid, int32_t person)
{
	m->recent[m->nrecent++ % SIM_RECENT] = (struct sim_matter){ case_id, m->now, type, grid, person };
}

static const struct sim_matter *some_matter(struct sim *m)
{
	size_t n = m->nrecent < RECENT_LOOK ? m->nrecent : RECENT_LOOK;
	if (!n)
		return NULL;
	const struct sim_matter *x = &m->recent[(m->nrecent - 1 - (size_t)sim_roll(m, (int64_t)n)) % SIM_RECENT];
	return m->now - x->at < 6 * (int64_t)MS_DAY ? x : NULL;
}

/* ---- an appeal ---------------------------------------------------------------------------------------- */

struct spoken {
	const struct sim_text *text;
	const struct sim_grid *grid;
	const struct channel *channel;
	const struct sim_matter *repeats;
	const char *no, *title, *body, *anonymity, *phone, *name;
	int32_t person, receiver;
	bool photo, knows_type;
	int64_t made, shift;       /* shift: micro-degrees from the middle of the grid */
};

static const struct {
	const char *code;
	int weight;
	const char *upstream;
	bool by_citizen;
} CHANNELS[] = {
	{ "phone", 600, NULL, false },    { "wechat", 95, NULL, true },  { "miniapp", 80, NULL, true },  { "app", 45, NULL, true },
	{ "minsheng110", 40, NULL, false }, { "minxin", 25, NULL, false }, { "minsheng", 20, NULL, false }, { "mailbox", 25, NULL, true },
	{ "province", 22, "省12345平台", false }, { "renmin", 10, "人民网", false }, { "state", 4, "国务院督查平台", false },
	{ "walkin", 14, NULL, false },    { "visit", 10, NULL, false },  { "grid", 10, NULL, false },
};
enum { NCHANNELS = sizeof CHANNELS / sizeof *CHANNELS };

static size_t channel_named(const char *code)
{
	for (size_t i = 0; i < NCHANNELS; i++)
		if (strcmp(CHANNELS[i].code, code) == 0)
			return i;
	return 0;
}

static size_t pick_channel(struct sim *m, const struct sim_text *t)
{
	int64_t total = 0, at;
	if (*t->channel && !str_eq(t->channel, "patrol") && sim_chance(m, 0.5))
		return channel_named(t->channel);
	for (size_t i = 1; i < NCHANNELS; i++)
		total += CHANNELS[i].weight;
	at = sim_roll(m, total + m->phone_weight) - m->phone_weight;
	for (size_t i = 1; at >= 0 && i < NCHANNELS; i++) {
		if (at < CHANNELS[i].weight)
			return i;
		at -= CHANNELS[i].weight;
	}
	return 0;
}

static enum err do_speak(struct sim *m, struct op *op, void *arg)
{
	struct spoken *x = arg;
	struct appeal_made made;
	const struct sim_grid *g = x->grid;
	size_t ch = channel_named(x->channel->code);
	const struct event_type *t = &m->refs->types[x->text->type];
	bool place = !str_eq(x->anonymity, "anonymous") || x->photo;
	enum err e = appeal_create(op, &(struct appeal_new){ .no = x->no, .channel_id = x->channel->id,
		.external_no = CHANNELS[ch].upstream ? arena_printf(op->a, "%s-%s", CHANNELS[ch].code, x->no) : NULL,
		.upstream = CHANNELS[ch].upstream, .upstream_due_at = CHANNELS[ch].upstream ? op->now + 5 * (int64_t)MS_DAY : NIL,
		.received_at = op->now, .created_unit_id = op->who ? op->who->unit_id : NIL, .anonymity = x->anonymity,
		.person_kind = str_eq(t->family, "development") ? "enterprise" : "citizen", .name = x->name, .phone = x->phone,
		.no_callback = sim_chance(m, 0.02), .no_callback_reason = "本人表示不需要回访", .type = x->text->said, .family = t->family,
		.event_type_id = x->knows_type ? t->id : NIL, .title = x->title, .body = x->body, .happened = "近几天", .subject = "",
		.demand = "请尽快处理并告知结果", .address = place ? sim_fill(m, "{road}{estate}附近", g) : "", .urgency = "normal",
		.town_id = g->town_id, .community_id = g->community_id, .grid_id = place ? g->id : NIL,
		.lon = place ? g->lon + x->shift : NIL, .lat = place ? g->lat - x->shift : NIL, .closed_at = NIL }, &made);
	x->made = made.id;
	if (!e && x->photo)
		e = sim_attach(m, op, "appeal", made.id, "report");
	return e;
}

/* Who the person is, and how much of it is told. */
static void introduce(struct sim *m, struct spoken *x, bool by_citizen)
{
	bool secret = str_eq(x->text->said, "report") && sim_chance(m, 0.12);
	bool anonymous = !secret && sim_chance(m, by_citizen ? 0.12 : 0.04);
	x->anonymity = secret ? "secret" : anonymous ? "anonymous" : "named";
	x->phone = anonymous && sim_chance(m, 0.7) ? NULL : sim_person_phone(m, x->person);
	x->name = anonymous ? NULL : sim_person_name(m, x->person);
}

static const struct sim_text *pick_text(struct sim *m, bool red)
{
	const struct sim_text *t = NULL;
	for (int i = 0; !t || (red && i < TRIED && !str_eq(m->refs->types[t->type].colour, "red")); i++)
		t = sim_pick_text(m, (int)(day_of_ms(m->now) / 100 % 100) - 1);
	return t;
}

const struct sim_text *sim_red_text(struct sim *m)
{
	return pick_text(m, true);
}

void sim_arrive(struct sim *m, const struct sim_item *it)
{
	struct spoken x = { .repeats = sim_chance(m, 0.08) ? some_matter(m) : NULL };
	char no[NUMBER_CHARS + 1];
	bool call = it->id > 0, red = it->id == SIM_RED;
	int32_t agent = call ? sim_call_agent(m, it->id) : -1;
	if (call && agent < 0)
		return;
	x.text = x.repeats ? sim_text_of_type(m, x.repeats->type) : NULL;
	if (red)
		x.repeats = NULL;
	if (red || !x.text) {
		x.repeats = NULL;
		x.text = pick_text(m, red);
	}
	bool same_person = x.repeats && sim_chance(m, 0.3);
	size_t ch = call || red ? channel_named("phone") : pick_channel(m, x.text);
	x.channel = ref_channel_code(m->refs, CHANNELS[ch].code);
	if (!x.channel)
		x.channel = &m->refs->channels[0];
	x.grid = &m->grids[x.repeats ? x.repeats->grid : sim_pick_grid(m)];
	x.person = call ? (int32_t)it->x : same_person ? x.repeats->person : (int32_t)sim_roll(m, PEOPLE);
	x.receiver = call ? agent : CHANNELS[ch].by_citizen ? BY_CITIZEN : sim_pick(m, m->receivers, m->nreceivers);
	if (str_eq(x.channel->code, "grid") && x.grid->worker >= 0)
		x.receiver = x.grid->worker;
	x.photo = CHANNELS[ch].by_citizen && sim_chance(m, 0.35);
	x.knows_type = !CHANNELS[ch].by_citizen && sim_chance(m, 0.8);
	x.title = sim_fill(m, x.text->title, x.grid);
	x.body = sim_fill(m, x.text->body, x.grid);
	x.shift = sim_between(m, -700, 700);
	introduce(m, &x, CHANNELS[ch].by_citizen);
	if (!sim_number(m, "appeal", no))
		return;
	x.no = no;
	if (!sim_do(m, x.receiver, do_speak, &x))
		return;
	sim_count(m, SIM_appeals);
	if (call)
		sim_call_over(m, it->id, x.made);
	if (CHANNELS[ch].by_citizen)
		sim_count(m, SIM_by_citizens);
	int64_t wait = CHANNELS[ch].by_citizen ? sim_between(m, 8, 110) : sim_between(m, 3, 25);
	int64_t at = m->now + wait * MS_MINUTE + sim_roll(m, MS_MINUTE);
	sim_plan(m, CHANNELS[ch].by_citizen ? sim_waking_time(m, at, 7, 23) : at, sort_appeal, x.made,
		 memo(x.text->type, x.repeats ? x.repeats->case_id : 0, x.person));
}

/* ---- sorting -------------------------------------------------------------------------------------------- */

struct sorting {
	int64_t id, case_id, made;
	int32_t type;              /* as the operator sees it */
	const char *action, *text, *special, *line, *kind, *case_no;
	int32_t person;
	struct q_appeal_get_out row;
};

static enum err do_move(struct sim *m, struct op *op, void *arg)
{
	struct sorting *x = arg;
	(void)m;
	return appeal_move(op, x->id, x->action, &(struct appeal_move_args){ .version = NIL, .text = x->text, .special = x->special,
			   .line = x->line });
}

static bool move(struct sim *m, int32_t user, int64_t id, const char *action, const char *text, enum simulate_count count)
{
	struct sorting x = { .id = id, .action = action, .text = text, .special = "legal_route", .line = "119" };
	if (!str_eq(action, "refuse"))
		x.special = NULL;
	bool done = sim_do(m, user, do_move, &x);
	if (done)
		sim_count(m, count);
	return done;
}

static void supply(struct sim *m, const struct sim_item *it)
{
	const struct sim_grid *g = &m->grids[sim_pick_grid(m)];
	if (move(m, BY_CITIZEN, it->id, "supplied", sim_fill(m, "补充：具体位置在{road}靠近{landmark}，{date}{time}发生的。", g), SIM_supplied))
		sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 10, 90) * MS_MINUTE, 7, 23), sort_appeal, it->id, it->x);
}

static void object(struct sim *m, const struct sim_item *it)
{
	if (move(m, BY_CITIZEN, it->id, "object", sim_say(m, USE_object, NULL), SIM_objected))
		sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 20, 200) * MS_MINUTE, 8, 20), sort_appeal,
			it->id, it->x | INSISTS);
}

static enum err do_join(struct sim *m, struct op *op, void *arg)
{
	struct sorting *x = arg;
	(void)m;
	return case_join(op, x->id, NIL, x->case_id, x->kind, "与主件为同一地点同一问题");
}

static enum err do_file(struct sim *m, struct op *op, void *arg)
{
	struct sorting *x = arg;
	const struct event_type *t = &m->refs->types[x->type];
	enum err e = appeal_get(op, x->id, &x->row);
	if (e)
		return e;
	const struct q_appeal_get_out *a = &x->row;
	return case_open(op, &(struct case_new){ .no = x->case_no, .source = "appeal", .title = a->title,
		.summary = str_eq(a->anonymity, "secret") ? "" : a->title, .event_type_id = t->id, .type = a->type, .family = t->family,
		.town_id = a->town_id, .community_id = a->community_id, .grid_id = a->grid_id, .lon = a->lon, .lat = a->lat,
		.address = a->address, .appeal_id = x->id, .secret = str_eq(a->anonymity, "secret") }, &x->made);
}

/* Another item of the same domain, as happens to a tired operator. */
static int32_t mistaken(struct sim *m, int32_t type)
{
	const struct event_type *t = &m->refs->types[type];
	for (int i = 0; i < 12; i++) {
		int32_t other = type + (int32_t)sim_between(m, -6, 6);
		if (other >= 0 && other != type && (size_t)other < m->refs->ntypes && m->refs->types[other].active &&
		    str_eq(m->refs->types[other].domain_code, t->domain_code))
			return other;
	}
	return type;
}

static void file(struct sim *m, int32_t receiver, const struct sim_item *it)
{
	struct sorting x = { .id = it->id, .type = memo_type(it->x) };
	char no[NUMBER_CHARS + 1];
	bool mistake = sim_chance(m, 0.06);
	if (mistake)
		x.type = mistaken(m, x.type);
	if (!sim_number(m, "case", no))
		return;
	x.case_no = no;
	if (!sim_do(m, receiver, do_file, &x))
		return;
	sim_count(m, SIM_filed);
	int64_t into = memo_case(it->x);
	int32_t grid = sim_grid_position(m, x.row.grid_id);
	if (into && sim_chance(m, 0.7)) /* noticed later */
		sim_plan(m, m->now + sim_between(m, 30, 600) * MS_MINUTE, sim_merge, x.made, into);
	else
		sim_note_matter(m, x.made, memo_type(it->x), grid, memo_person(it->x));
	if (x.row.grid_id != NIL && sim_chance(m, 0.06)) /* somebody goes there at once */
		sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 5, 50) * MS_MINUTE, 8, 18), sim_verify, x.made, grid);
	sim_plan_dispatch(m, x.made, x.type, memo_type(it->x));
}

static bool join(struct sim *m, int32_t receiver, const struct sim_item *it, int64_t into)
{
	struct sorting x = { .id = it->id, .case_id = into, .kind = sim_chance(m, 0.3) ? "repeat" : "same_matter" };
	if (!sim_do(m, receiver, do_join, &x))
		return false;
	sim_count(m, SIM_joined);
	return true;
}

/* Questions and answers at the desk. True when the appeal went another way than into a case. */
static bool dealt_with(struct sim *m, int32_t receiver, const struct sim_item *it, const struct event_type *t)
{
	double p = sim_unit_real(m);
	bool question = appeal_asks_clear(t->type);
	if (question && p < 0.5)
		return move(m, receiver, it->id, "answer", sim_say(m, USE_consult, NULL), SIM_answered);
	if (p > 0.97) {
		bool asked = move(m, receiver, it->id, "ask", sim_say(m, USE_ask, NULL), SIM_asked);
		if (asked && sim_chance(m, 0.75))
			sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 2, 70) * MS_HOUR, 7, 22), supply, it->id, it->x);
		return asked;
	}
	if (p > 0.957) {
		bool refused = move(m, receiver, it->id, "refuse", sim_say(m, USE_refuse, NULL), SIM_refused);
		if (refused && sim_chance(m, 0.12))
			sim_plan(m, sim_waking_time(m, m->now + sim_between(m, 3, 60) * MS_HOUR, 8, 21), object, it->id, it->x);
		return refused;
	}
	if (p > 0.947)
		return move(m, BY_CITIZEN, it->id, "withdraw", sim_say(m, USE_withdraw, NULL), SIM_withdrawn);
	if (str_eq(t->colour, "red") && p > 0.85)
		return move(m, receiver, it->id, "emergency", "已三方通话转119，接警员已受理。", SIM_emergencies);
	return false;
}

static void sort_appeal(struct sim *m, const struct sim_item *it)
{
	const struct event_type *t = &m->refs->types[memo_type(it->x)];
	if (m->until - m->now < LAST_HOURS * (int64_t)MS_HOUR && m->unsorted < LEFT_OPEN && !str_eq(t->colour, "red")) {
		m->unsorted++;
		return;
	}
	int32_t receiver = sim_pick(m, m->receivers, m->nreceivers);
	if (!(it->x & INSISTS) && dealt_with(m, receiver, it, t))
		return;
	int64_t into = memo_case(it->x);
	if (into && sim_chance(m, 0.75) && join(m, receiver, it, into))
		return;
	file(m, receiver, it);
}

/* ---- patrols and the day ---------------------------------------------------------------------------------- */

struct found {
	const struct sim_grid *grid;
	const struct event_type *type;
	const struct sim_text *text;
	const char *no;
	int64_t made;
};

static enum err do_patrol(struct sim *m, struct op *op, void *arg)
{
	struct found *x = arg;
	const struct sim_grid *g = x->grid;
	enum err e = case_open(op, &(struct case_new){ .no = x->no, .source = "patrol", .title = sim_fill(m, x->text->title, g),
		.summary = sim_fill(m, x->text->body, g), .event_type_id = x->type->id, .town_id = g->town_id,
		.community_id = g->community_id, .grid_id = g->id, .lon = g->lon, .lat = g->lat, .address = sim_fill(m, "{road}旁", g),
		.appeal_id = NIL }, &x->made);
	return e ? e : sim_attach(m, op, "case", x->made, "report");
}

static void patrol(struct sim *m, const struct sim_item *it)
{
	char no[NUMBER_CHARS + 1];
	struct found x = { .grid = &m->grids[sim_pick_grid(m)] };
	(void)it;
	for (int i = 0; i < 40 && (!x.type || !x.type->joinable); i++) { /* what a walk shows: public facilities */
		x.text = sim_pick_text(m, (int)(day_of_ms(m->now) / 100 % 100) - 1);
		x.type = &m->refs->types[x.text->type];
	}
	if (x.grid->worker < 0 || !x.type->joinable || !sim_number(m, "case", no))
		return;
	x.no = no;
	if (!sim_do(m, x.grid->worker, do_patrol, &x))
		return;
	sim_count(m, SIM_patrols);
	sim_note_matter(m, x.made, x.text->type, (int32_t)(x.grid - m->grids), (int32_t)sim_roll(m, PEOPLE));
	sim_plan_dispatch(m, x.made, x.text->type, x.text->type);
}

/* A moment of the day by the profile of hours. */
static int64_t some_moment(struct sim *m, int64_t day_start)
{
	int64_t at = sim_roll(m, 1000);
	int hour = 0;
	while (hour < 23 && at >= HOURS[hour])
		at -= HOURS[hour++];
	return day_start + hour * (int64_t)MS_HOUR + sim_roll(m, MS_HOUR);
}

void sim_day(struct sim *m, const struct sim_item *it)
{
	int32_t day = day_of_ms(it->at);
	int64_t start = day_start_ms(day);
	double n = (double)m->o->per_day * WEEKDAYS[day_weekday(day)];
	if (sim_is_holiday(m, it->at) && day_weekday(day) < 5)
		n *= 0.62; /* a holiday in the week */
	n *= 0.9 + 0.2 * sim_unit_real(m);
	int64_t by_call = sim_calls_day(m, start, n), rest = (int64_t)n - by_call;
	m->phone_weight = rest > 0 ? (CHANNELS[0].weight * (int64_t)n - 1000 * by_call) / rest : 0;
	if (m->phone_weight < 0)
		m->phone_weight = 0;
	for (int64_t i = rest; i > 0; i--)
		sim_plan(m, some_moment(m, start), sim_arrive, 0, 0);
	for (int64_t i = (int64_t)(n * 0.08); i > 0; i--)
		sim_plan(m, start + 8 * (int64_t)MS_HOUR + sim_roll(m, 10 * (int64_t)MS_HOUR), patrol, 0, 0);
	sim_grid_day(m, start, n);
	sim_people_day(m, start, n);
	sim_start_agents(m, start);
}
