/* SPDX-License-Identifier: Apache-2.0 */
/* Fixtures: a year of finished and three days of open cases, each made by the same functions as over HTTP, many per write.
 *
 * Deterministic but for what must be random (receipts, salts, nonces). Cases come evenly over the year; each has its whole
 * life before the next begins, with the times it would have had. */
#include "app/bench.h"

#include <inttypes.h>

#include "callback/callback.h"

enum { BATCH = 2048, YEAR_DAYS = 365, OPEN_DAYS = 3, SAY_MS = 10000, SEED = 20250303 };

struct filler {
	struct bench_city *b;
	struct db_session *s;      /* loading: many batches to a commit */
	struct op op;
	struct env_fake dice;
	struct problem problem;
	int64_t now;               /* the real one: nothing happens later */
	size_t n;
	int64_t at[BATCH];
	char appeal_no[BATCH][NUMBER_CHARS + 1], case_no[BATCH][NUMBER_CHARS + 1];
};

static const char *const TITLES[] = { "路灯不亮影响夜间通行", "小区门口垃圾堆放多日", "人行道地砖松动", "楼道声控灯损坏", "河边护栏缺失",
				      "施工噪声扰民", "公交站牌字迹不清", "自来水水压偏低", "门前道路积水", "绿化带内有枯树" };
static const char *const BODIES[] = {
	"来电人反映家门口的路灯已经有一个多星期不亮了，晚上老人孩子出行不便，希望尽快派人修好。",
	"市民反映小区东门外的垃圾桶长期满溢，天气一热气味很大，请相关部门增加清运次数并告知处理结果。",
	"住户说楼前的人行道地砖松动，下雨天一踩一脚水，前天还有人崴了脚，要求更换并检查附近路段。",
};

static uint64_t roll(struct filler *f, uint64_t n)
{
	return env_fake_next(&f->dice) % n;
}

static enum err make_appeal(struct filler *f, size_t i, const struct bench_place *at, bool open, int64_t *id)
{
	struct op *op = &f->op;
	struct appeal_made made;
	const char *phone = roll(f, 100) < 85 ? arena_printf(op->a, "139%08" PRIu64, roll(f, 100000000)) : NULL;
	int64_t type = open || roll(f, 2) ? f->b->type_id : f->b->quiet_type_id;
	enum err e = appeal_create(op,
		&(struct appeal_new){ .no = f->appeal_no[i],
			.channel_id = f->b->channel_id,
			.upstream_due_at = NIL,
			.received_at = op->now,
			.created_unit_id = op->who->unit_id,
			.anonymity = phone ? "named" : "anonymous",
			.person_kind = "citizen",
			.name = phone ? "王某" : NULL,
			.phone = phone,
			.type = "help",
			.family = "people",
			.event_type_id = type,
			.title = TITLES[roll(f, sizeof TITLES / sizeof *TITLES)],
			.body = BODIES[roll(f, sizeof BODIES / sizeof *BODIES)],
			.happened = "近几天",
			.subject = "公共设施",
			.address = arena_printf(op->a, "建设路%" PRIu64 "号附近", 1 + roll(f, 400)),
			.urgency = "normal",
			.town_id = at->town_id,
			.community_id = at->community_id,
			.grid_id = NIL,
			.lon = NIL,
			.lat = NIL,
			.closed_at = NIL },
		&made);
	*id = made.id;
	return e;
}

static enum err rate(struct filler *f, int64_t appeal_id)
{
	enum err e;
	f->op.by = OP_CITIZEN;
	f->op.now += 3 * (int64_t)MS_HOUR;
	e = rate_by_citizen(&f->op, appeal_id, &(struct answers){ "yes", 3 + (int64_t)roll(f, 3), 1, NULL, NULL });
	f->op.by = OP_PERSON;
	return e;
}

/* One life, as far as its time allows. */
static enum err live(struct filler *f, size_t i)
{
	struct op *op = &f->op;
	struct bench_place at = f->b->place[roll(f, f->b->nplaces)];
	int64_t appeal_id, case_id, order_id;
	struct q_appeal_get_out a;
	bool open = f->now - f->at[i] < (int64_t)OPEN_DAYS * MS_DAY;
	op->now = f->at[i];
	op->who = &f->b->who[roll(f, BENCH_USERS)];
	enum err e = make_appeal(f, i, &at, open, &appeal_id);
	if (!e)
		e = appeal_get(op, appeal_id, &a);
	if (!e)
		e = case_open(op,
			&(struct case_new){ .no = f->case_no[i],
				.source = "appeal",
				.title = a.title,
				.event_type_id = a.event_type_id,
				.type = a.type,
				.family = a.family,
				.town_id = at.town_id,
				.community_id = at.community_id,
				.grid_id = NIL,
				.lon = NIL,
				.lat = NIL,
				.address = a.address,
				.appeal_id = appeal_id },
			&case_id);
	op->now += (int64_t)roll(f, 30) * MS_MINUTE;
	if (e || op->now > f->now)
		return e;
	e = order_dispatch(op, &(struct order_dispatch){ .case_id = case_id, .version = NIL, .lead_unit_id = NIL }, &order_id);
	op->now += (int64_t)(60 + roll(f, 1000)) * MS_MINUTE;
	if (e || op->now > f->now)
		return e;
	e = order_submit(op, order_id, NIL, &(struct order_result){ .result = "solved", .public_answer = "已派人到现场处理完毕，现已恢复正常。",
			 .contact = &(struct order_contact){ "phone", true, "已电话告知", NIL } });
	if (e || open)
		return e;
	op->now += (int64_t)roll(f, 300) * MS_MINUTE;
	e = order_review(op, order_id, NIL, true, NULL);
	return e || a.event_type_id == f->b->quiet_type_id ? e : rate(f, appeal_id);
}

static enum err fill_batch(struct db_session *s, void *arg)
{
	struct filler *f = arg;
	f->op.s = s;
	for (size_t i = 0; i < f->n; i++) {
		enum err e = live(f, i);
		if (e)
			return e;
	}
	return ERR_OK;
}

/* Numbers must be had before the write. */
static enum err take_numbers(struct filler *f)
{
	enum err e = ERR_OK;
	f->op.s = f->s;
	for (size_t i = 0; !e && i < f->n; i++) {
		f->op.now = f->at[i];
		e = number_next(&f->op, "appeal", f->appeal_no[i]);
		if (!e)
			e = number_next(&f->op, "case", f->case_no[i]);
	}
	return e;
}

bool bench_fill(struct bench_city *b, int64_t cases)
{
	struct filler f = { .b = b };
	int64_t have = bench_count(b->s, "casefile"), missing = cases - have, done = 0, said = mono_ms(), began = said;
	if (have < 0 || missing <= 0)
		return have >= 0;
	if (db_session_open_bulk(b->site.db, 1, &f.s) != ERR_OK)
		return false;
	env_fake_init(&f.dice, 0, (uint64_t)SEED + (uint64_t)have);
	f.now = env_now(&ENV_SYSTEM);
	f.op = (struct op){ .site = &b->site, .a = b->scratch, .by = OP_PERSON, .refs = refs_take(&b->site), .problem = &f.problem };
	enum err e = ERR_OK;
	while (!e && done < missing) {
		arena_reset(b->scratch);
		db_session_use(f.s, b->scratch);
		f.n = missing - done < BATCH ? (size_t)(missing - done) : (size_t)BATCH;
		for (size_t i = 0; i < f.n; i++)
			f.at[i] = f.now - (int64_t)((double)(missing - done - (int64_t)i) / (double)missing * YEAR_DAYS * MS_DAY);
		e = take_numbers(&f);
		if (!e)
			e = db_write(f.s, fill_batch, &f);
		done += e ? 0 : (int64_t)f.n;
		if (mono_ms() - said > SAY_MS) {
			said = mono_ms();
			app_say("%" PRId64 " of %" PRId64 " cases, %.0f/s", have + done, cases, (double)done * 1000 / (double)(said - began));
		}
	}
	refs_drop(&b->site, f.op.refs);
	if (e)
		app_say("case %" PRId64 ": %s %s %s", have + done + 1, err_name(e), f.problem.text ? f.problem.text : "", db_error(f.s));
	else
		app_say("%" PRId64 " cases made in %.1f s", done, (double)(mono_ms() - began) / 1000);
	db_session_close(f.s);
	db_session_use(b->s, b->scratch);
	return !e;
}
