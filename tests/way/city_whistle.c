/* SPDX-License-Identifier: Apache-2.0 */
/* What people of the test city do with whistles. */
#include "way/city.h"

#include <string.h>

struct whistling {
	struct city *c;
	struct whistle_new blow;
	int64_t id, responder;
	const char *action;
	struct whistle_stars stars;
};

static enum err do_blow(struct op *op, void *arg)
{
	struct whistling *x = arg;
	return whistle_blow(op, &x->blow, &x->c->made);
}

enum err blow(struct city *c, int who, int64_t case_id, const char *kind, bool on_site, const int64_t *units)
{
	static const char *const forces[] = { "社区志愿者" };
	char no[NUMBER_CHARS + 1];
	bool rally = strcmp(kind, "rally") == 0;
	struct whistling x = { .c = c, .blow = { .no = no, .case_id = case_id, .order_id = NIL, .kind = kind, .reason = "需要现场会商",
			       .place = "东街路口", .urgency = "urgent", .on_site = on_site, .relay = strcmp(kind, "function") != 0,
			       .lon = 119050000, .lat = 37050000, .grid_id = NIL, .units = units, .forces = forces, .nforces = rally } };
	city_number(c, "whistle", no);
	while (units[x.blow.nunits])
		x.blow.nunits++;
	return city_write(c, who, do_blow, &x);
}

static enum err do_whistle(struct op *op, void *arg)
{
	const struct whistling *x = arg;
	const struct whistle_order_task task = { x->responder, 60, "清理现场" };
	static const int64_t more[] = { U_UTILITY_TEAM };
	bool tasks = x->responder != NIL;
	return whistle_do(op, x->id, NIL, x->action, &(struct whistle_act){ .text = "商定的结论", .minutes = "各单位到场", .tasks = &task,
			  .ntasks = tasks, .units = more, .nunits = 1 });
}

enum err whistle_step(struct city *c, int who, int64_t whistle, const char *action, int64_t responder)
{
	struct whistling x = { .id = whistle, .action = action, .responder = responder };
	return city_write(c, who, do_whistle, &x);
}

static enum err do_respond(struct op *op, void *arg)
{
	const struct whistling *x = arg;
	struct responder_act a = { .text = "说明情况", .basis = "清单第3条", .lon = 119051000, .lat = 37050000, .at = NIL };
	return responder_do(op, x->id, NIL, x->action, &a);
}

enum err respond(struct city *c, int who, int64_t responder, const char *action)
{
	struct whistling x = { .id = responder, .action = action };
	return city_write(c, who, do_respond, &x);
}

static enum err do_task(struct op *op, void *arg)
{
	const struct whistling *x = arg;
	return whistle_task_do(op, x->id, NIL, x->action, "清理完毕", 30);
}

enum err task_step(struct city *c, int who, int64_t task, const char *action)
{
	struct whistling x = { .id = task, .action = action };
	return city_write(c, who, do_task, &x);
}

static enum err do_rate(struct op *op, void *arg)
{
	const struct whistling *x = arg;
	return x->stars.speed ? whistle_rate(op, x->id, &x->stars, "来得快") : whistle_judge(op, x->id, "yes", "该吹");
}

enum err rate(struct city *c, int who, int64_t responder, int64_t star)
{
	struct whistling x = { .id = responder, .stars = { star, star, star, star } };
	return city_write(c, who, do_rate, &x);
}

enum err judge_whistle(struct city *c, int who, int64_t responder)
{
	struct whistling x = { .id = responder };
	return city_write(c, who, do_rate, &x);
}

static enum err do_rating(struct op *op, void *arg)
{
	const struct whistling *x = arg;
	return whistle_rating_do(op, x->id, NIL, x->action, "理由", &(struct whistle_stars){ 5, 5, 5, 5 });
}

enum err rating_step(struct city *c, int who, int64_t rating, const char *action)
{
	struct whistling x = { .id = rating, .action = action };
	return city_write(c, who, do_rating, &x);
}

static enum err do_whistle_time(struct op *op, void *arg)
{
	struct city *c = arg;
	int64_t ids[32];
	size_t n = 0, m = 0;
	enum err e = responder_due(op, ids, 32, &n);
	for (size_t i = 0; !e && i < n; i++)
		e = responder_overdue(op, ids[i]);
	if (!e)
		e = whistle_due(op, ids, 32, &m);
	for (size_t i = 0; !e && i < m; i++)
		e = whistle_window_over(op, ids[i]);
	c->made = (int64_t)(n + m);
	return e;
}

enum err whistle_time(struct city *c)
{
	return city_write(c, SYSTEM, do_whistle_time, c);
}
