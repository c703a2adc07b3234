/* SPDX-License-Identifier: Apache-2.0 */
/* Rating both ways (E-07): once each, within the window; appeals against a rating and their review. */
#include "auth/caps.h"
#include "whistle/whistle_internal.h"

enum { APPEAL_DAYS = 3 };

static const struct problem_code E_WINDOW = { ERR_CONFLICT, "whistle.rating_closed", "不在评价期内：哨毕后三天内互评，逾期不再计入。" };
static const struct problem_code E_ONCE = { ERR_CONFLICT, "whistle.rated_already", "已经评价过，每方只评一次。" };
static const struct problem_code E_NO_PART = { ERR_CONFLICT, "whistle.no_part", "这家没有应哨，不参加互评。" };
static const struct problem_code E_SIDE = { ERR_FORBIDDEN, "whistle.rating_side", "只有吹哨单位评价应哨单位，应哨单位评价吹哨。" };
static const struct problem_code E_STARS = { ERR_INVALID, "whistle.stars", "请给每一项打1到5星。" };
static const struct problem_code E_APPEAL = { ERR_CONFLICT, "whistle.appeal_closed", "评价结束后三个工作日内可以申诉，现在不能申诉。" };
static const struct problem_code E_NO_APPEAL = { ERR_CONFLICT, "whistle.no_appeal", "只有对应哨单位的星级评价可以申诉。" };
static const struct problem_code E_NONE = { ERR_NOT_FOUND, "whistle.rating_not_found", "没有找到这条评价，或您无权查看。" };

static bool stars_given(const struct whistle_stars *s)
{
	const int64_t v[] = { s->speed, s->duty, s->skill, s->result };
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		if (v[i] < 1 || v[i] > 5)
			return false;
	return true;
}

/* ---- giving ---- */

static enum err not_yet(struct whistle_tx *x, const char *side)
{
	struct q_whistle_ratings_of_rows rows;
	if (!str_eq(x->row.status, "to_rate"))
		return problem_set(x->op->problem, &E_WINDOW);
	if (!responder_took_part(&x->r))
		return problem_set(x->op->problem, &E_NO_PART);
	enum err e = q_whistle_ratings_of(x->op->s, &(struct q_whistle_ratings_of_in){ .whistle_id = x->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		if (rows.v[i].responder_id == x->r.id && str_eq(rows.v[i].side, side))
			return problem_set(x->op->problem, &E_ONCE);
	return e;
}

/* `row` says what; side, who and when are added. */
static enum err give(struct op *op, int64_t responder_id, const char *action, struct q_whistle_rating_insert_in in)
{
	struct case_tx t;
	struct whistle_tx x;
	struct q_whistle_rating_insert_out made;
	bool issuer = str_eq(action, "rate");
	enum err e = responder_begin(&x, &t, op, responder_id, NIL);
	if (!e && !(issuer ? whistle_side(op, &x.row) : responder_side(op, &x.r)))
		return problem_set(op->problem, &E_SIDE);
	if (!e)
		e = not_yet(&x, issuer ? "issuer" : "responder");
	in.whistle_id = x.row.id;
	in.responder_id = responder_id;
	in.side = issuer ? "issuer" : "responder";
	in.status = "given";
	in.rated_by = op_actor(op).user_id;
	in.rated_at = op->now;
	if (!e)
		e = q_whistle_rating_insert(op->s, &in, &made);
	if (!e)
		e = q_whistle_rating_get(op->s, &(struct q_whistle_rating_get_in){ .id = made.id }, &x.rating);
	if (e)
		return e;
	x.next_rating = x.rating;
	x.rating.status = "";
	x.text = in.text;
	e = whistle_rating_move(&x, action, true);
	if (!e)
		e = whistle_progress(&x);
	return e ? e : case_end(&t);
}

enum err whistle_rate(struct op *op, int64_t responder_id, const struct whistle_stars *s, const char *text)
{
	if (!stars_given(s))
		return problem_set(op->problem, &E_STARS);
	return give(op, responder_id, "rate",
		(struct q_whistle_rating_insert_in){ .speed = s->speed,
			.duty = s->duty,
			.skill = s->skill,
			.result = s->result,
			.correct = "",
			.text = text ? text : "" });
}

enum err whistle_judge(struct op *op, int64_t responder_id, const char *correct, const char *text)
{
	return give(op, responder_id, "judge",
		(struct q_whistle_rating_insert_in){ .speed = NIL,
			.duty = NIL,
			.skill = NIL,
			.result = NIL,
			.correct = correct,
			.text = text ? text : "" });
}

/* ---- appeal and review ---- */

static enum err appeal(struct whistle_tx *x)
{
	bool open = str_eq(x->row.status, "rated") || str_eq(x->row.status, "review");
	int64_t until = cal_due(x->op->refs->calendar, x->row.rated_at, APPEAL_DAYS, LIMIT_WORKING_DAY, NULL, 0, x->op->now);
	if (!str_eq(x->rating.side, "issuer"))
		return problem_set(x->op->problem, &E_NO_APPEAL);
	if (!open || x->op->now > until)
		return problem_set(x->op->problem, &E_APPEAL);
	x->next_rating.appeal = x->text ? x->text : "";
	x->next_rating.appealed_at = x->op->now;
	enum err e = whistle_rating_move(x, "appeal", false);
	if (e)
		return e;
	x->next.next_at = NIL; /* nothing is archived while a review is open */
	e = whistle_move(x, "appeal", true);
	return e ? e : whistle_tell_centre(x);
}

static enum err reviewed(struct whistle_tx *x)
{
	struct q_whistle_ratings_of_rows rows;
	enum err e = q_whistle_ratings_of(x->op->s, &(struct q_whistle_ratings_of_in){ .whistle_id = x->row.id }, &rows);
	for (size_t i = 0; !e && i < rows.n; i++)
		if (str_eq(rows.v[i].status, "appealed"))
			return ERR_OK;
	if (e)
		return e;
	x->text = NULL;
	x->next.next_at = cal_due(x->op->refs->calendar, x->row.rated_at, APPEAL_DAYS, LIMIT_WORKING_DAY, NULL, 0, x->op->now);
	return whistle_move(x, "reviewed", true);
}

static enum err review(struct whistle_tx *x, const char *action, const struct whistle_stars *s)
{
	struct q_whistle_rating_get_out *n = &x->next_rating;
	n->review = x->text ? x->text : "";
	n->reviewed_by = op_actor(x->op).user_id;
	n->reviewed_at = x->op->now;
	if (str_eq(action, "change")) {
		if (!s || !stars_given(s))
			return problem_set(x->op->problem, &E_STARS);
		n->speed = s->speed;
		n->duty = s->duty;
		n->skill = s->skill;
		n->result = s->result;
	}
	enum err e = whistle_rating_move(x, action, false);
	return e ? e : reviewed(x);
}

enum err whistle_rating_do(
	struct op *op, int64_t id, int64_t version, const char *action, const char *text, const struct whistle_stars *s)
{
	struct case_tx t;
	struct whistle_tx x;
	struct q_whistle_rating_get_out rating;
	enum err e = q_whistle_rating_get(op->s, &(struct q_whistle_rating_get_in){ .id = id }, &rating);
	if (e == ERR_NOT_FOUND)
		return problem_set(op->problem, &E_NONE);
	if (!e)
		e = responder_begin(&x, &t, op, rating.responder_id, NIL);
	if (!e)
		e = q_whistle_rating_get(op->s, &(struct q_whistle_rating_get_in){ .id = id }, &x.rating);
	if (!e)
		e = whistle_expect(&x, version, x.rating.version);
	if (e)
		return e;
	x.next_rating = x.rating;
	x.text = text;
	e = str_eq(action, "appeal") ? appeal(&x) : review(&x, action, s);
	return e ? e : case_end(&t);
}
