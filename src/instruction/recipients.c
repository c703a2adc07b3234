/* SPDX-License-Identifier: Apache-2.0 */
/* Whom an instruction reaches: areas × posts × worker types, checked against the right of who sends. */
#include <stdlib.h>
#include <string.h>

#include "auth/caps.h"
#include "instruction/instruction.h"

static const struct problem_code E_AREA = { ERR_FORBIDDEN, "instruction.area", "所选范围不在您的管辖之内，请重新选择。" };
static const struct problem_code E_NO_AREA = { ERR_INVALID, "instruction.no_area", "请选择要发给哪些单位或网格。" };
static const struct problem_code E_NO_PEOPLE = { ERR_INVALID, "instruction.no_people", "请选择发给网格人员还是单位人员。" };
static const struct problem_code E_LEVEL = { ERR_INVALID, "instruction.level", "网格级别应为一至四级。" };

const char *const INSTRUCTION_POSTS[] = { "county_leader", "street_cadre", "community_secretary", "grid_head",
	"grid_worker", NULL };
const char *const INSTRUCTION_TYPES[] = { "full_time", "part_time", "industry", "window", "mobile", "building_head",
	"assistant", NULL };

static const char *const POST_WORDS[] = { "县区领导", "街道干部", "社区书记", "网格长", "网格员" };
static const char *const TYPE_WORDS[] = { "专职", "兼职", "行业", "窗口", "流动", "楼栋长", "协管" };

enum { ALL_BITS = 0xff, NAMED = 6, TEXT_MAX = 1000 };

/* Own and grid scope reach grids only: "the own unit" would be the whole community. */
static enum err may_use_unit(struct op *op, int64_t unit_id, bool *yes)
{
	*yes = ref_unit(op->refs, unit_id) != NULL && can_scope(op->who, CAP_INSTRUCT) >= SCOPE_UNIT;
	return *yes ? may_unit(op->s, op->who, CAP_INSTRUCT, unit_id, yes) : ERR_OK;
}

static enum err check_areas(struct op *op, const struct instruction_scope *s)
{
	bool yes = true;
	enum err e = ERR_OK;
	if (!s->nunits && !s->ngrids)
		return problem_set(op->problem, &E_NO_AREA);
	if (!s->grid_people && !s->staff)
		return problem_set(op->problem, &E_NO_PEOPLE);
	if (s->level < 0 || s->level > 4)
		return problem_set(op->problem, &E_LEVEL);
	for (size_t i = 0; !e && yes && i < s->nunits; i++)
		e = may_use_unit(op, s->unit_ids[i], &yes);
	for (size_t i = 0; !e && yes && i < s->ngrids; i++) {
		yes = ref_grid(op->refs, s->grid_ids[i]) != NULL;
		if (yes)
			e = may_grid(op->s, op->who, CAP_INSTRUCT, s->grid_ids[i], &yes);
	}
	return e || yes ? e : problem_set(op->problem, &E_AREA);
}

struct crowd {
	struct arena *a;
	struct recipient *v;
	size_t n, cap;
};

static void add(struct crowd *c, int64_t user_id, int64_t unit_id, int64_t grid_id)
{
	if (c->n == c->cap) {
		size_t cap = c->cap ? 2 * c->cap : 256;
		c->v = arena_grow(c->a, c->v, c->cap * sizeof *c->v, cap * sizeof *c->v);
		c->cap = cap;
	}
	c->v[c->n++] = (struct recipient){ user_id, unit_id, grid_id };
}

/* By person; a post in a grid before staff. */
static int by_person(const void *pa, const void *pb)
{
	const struct recipient *a = pa, *b = pb;
	if (a->user_id != b->user_id)
		return a->user_id < b->user_id ? -1 : 1;
	if ((a->grid_id == NIL) != (b->grid_id == NIL))
		return a->grid_id == NIL ? 1 : -1;
	return a->grid_id < b->grid_id ? -1 : a->grid_id > b->grid_id;
}

static void once_each(struct crowd *c, int64_t sender)
{
	size_t kept = 0;
	if (c->n)
		qsort(c->v, c->n, sizeof *c->v, by_person);
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].user_id != sender && (!kept || c->v[kept - 1].user_id != c->v[i].user_id))
			c->v[kept++] = c->v[i];
	c->n = kept;
}

static enum err from_unit(struct op *op, const struct instruction_scope *s, int64_t unit_id, struct crowd *c)
{
	struct q_instruction_in_unit_rows posts = { 0 };
	struct q_instruction_staff_rows staff = { 0 };
	enum err e = ERR_OK;
	if (s->grid_people)
		e = q_instruction_in_unit(op->s, &(struct q_instruction_in_unit_in){ .unit_id = unit_id, .level = s->level,
			.posts = s->posts ? s->posts : ALL_BITS, .types = s->types ? s->types : ALL_BITS }, &posts);
	if (!e && s->staff)
		e = q_instruction_staff(op->s, &(struct q_instruction_staff_in){ .unit_id = unit_id }, &staff);
	for (size_t i = 0; !e && i < posts.n; i++)
		add(c, posts.v[i].user_id, posts.v[i].unit_id, posts.v[i].grid_id);
	for (size_t i = 0; !e && i < staff.n; i++)
		add(c, staff.v[i].user_id, staff.v[i].unit_id, NIL);
	return e;
}

static enum err from_grid(struct op *op, const struct instruction_scope *s, int64_t grid_id, struct crowd *c)
{
	struct q_instruction_in_grid_rows posts = { 0 };
	enum err e = q_instruction_in_grid(op->s, &(struct q_instruction_in_grid_in){ .grid_id = grid_id, .level = s->level,
		.posts = s->posts ? s->posts : ALL_BITS, .types = s->types ? s->types : ALL_BITS }, &posts);
	for (size_t i = 0; !e && i < posts.n; i++)
		add(c, posts.v[i].user_id, posts.v[i].unit_id, posts.v[i].grid_id);
	return e;
}

enum err instruction_recipients(struct op *op, const struct instruction_scope *s, struct recipient **out, size_t *n)
{
	struct crowd c = { .a = op->a };
	enum err e = check_areas(op, s);
	for (size_t i = 0; !e && i < s->nunits; i++)
		e = from_unit(op, s, s->unit_ids[i], &c);
	for (size_t i = 0; !e && s->grid_people && i < s->ngrids; i++)
		e = from_grid(op, s, s->grid_ids[i], &c);
	if (e)
		return e;
	once_each(&c, op->who->user_id);
	*out = c.v;
	*n = c.n;
	return ERR_OK;
}

static void list_words(struct buf *b, unsigned bits, const char *const *words, size_t n, const char *after)
{
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		if (!(bits >> i & 1))
			continue;
		buf_str(b, any ? "、" : "");
		buf_str(b, words[i]);
		any = true;
	}
	if (any)
		buf_str(b, after);
}

const char *instruction_scope_text(struct op *op, const struct instruction_scope *s)
{
	struct buf b;
	size_t named = 0, all = s->nunits + s->ngrids;
	buf_init(&b, op->a, TEXT_MAX);
	for (size_t i = 0; i < s->nunits && named < NAMED; i++, named++)
		buf_printf(&b, "%s%s", named ? "、" : "", unit_name(op->refs, s->unit_ids[i]));
	for (size_t i = 0; i < s->ngrids && named < NAMED; i++, named++) {
		const struct grid *g = ref_grid(op->refs, s->grid_ids[i]);
		buf_printf(&b, "%s%s", named ? "、" : "", g ? g->name : "");
	}
	if (named < all)
		buf_printf(&b, "等 %zu 处", all);
	if (s->level)
		buf_printf(&b, " · %s网格", (const char *[]){ "", "基础", "单元", "细胞", "专属" }[s->level]);
	if (s->grid_people) {
		buf_str(&b, " · ");
		if (s->posts)
			list_words(&b, s->posts, POST_WORDS, sizeof POST_WORDS / sizeof *POST_WORDS, "");
		else
			buf_str(&b, "全部网格人员");
		if (s->types) {
			buf_str(&b, "（");
			list_words(&b, s->types, TYPE_WORDS, sizeof TYPE_WORDS / sizeof *TYPE_WORDS, "）");
		}
	}
	if (s->staff)
		buf_str(&b, " · 单位人员");
	return buf_cstr(&b);
}
