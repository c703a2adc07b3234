/* SPDX-License-Identifier: Apache-2.0 */
/* Re-partition of grids (C-07: 686 became 863): old rows end, new rows begin, the lineage ties them.
 *
 * What lies below an old grid goes to the new grid that covers it most and gets a code under it, so the codes of the tree
 * stay consistent; that too is a closed row, a new row and a lineage row. Posts and rights are carried over to every
 * new grid: somebody must be responsible until the town has named other people. Cases keep their grid. */
#include <inttypes.h>
#include <stdlib.h>

#include "grid/grid.h"
#include "grid_sql.h"

enum { NEW_MAX = GRID_NEW_MAX, OLD_MAX = GRID_OLD_MAX, BELOW_MAX = 99 };

/* Surveyed borders do not meet to the millimetre. */
static const double TOLERANCE = 0.01;

static const struct problem_code E_GRID = { ERR_NOT_FOUND, "grid.unknown", "要重新划分的网格不存在或已撤销，请刷新后重试。" };
static const struct problem_code E_PARTS = { ERR_INVALID, "grid.repartition", "重新划分的方案有误，请按提示修改。" };
static const struct problem_code E_STALE = { ERR_STALE, "ref.stale", "网格刚刚被别人修改过，请刷新后重试。" };

struct partition {
	struct op *op;
	const struct grid_split *in;
	struct q_grid_get_out old[OLD_MAX];
	double area[NEW_MAX], lon[NEW_MAX], lat[NEW_MAX];
	int64_t *ids;              /* of the new grids */
	struct refver_by by;
};

static enum err refuse(struct partition *p, const char *text)
{
	return problem_say(p->op->problem, &E_PARTS, text);
}

/* ---- checks ----------------------------------------------------------------------------------------- */

/* Nobody decides twice about the same grid. */
static enum err check_prepared(struct partition *p, const struct q_grid_get_out *g)
{
	const struct q_grid_prepared_get_out *own = p->in->prepared;
	struct q_grid_prepared_of_out other;
	enum err e = q_grid_prepared_of(
		p->op->s, &(struct q_grid_prepared_of_in){ .grid_id = g->id, .own = own ? own->id : 0 }, &other);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	int32_t day = day_of_ms(other.effective_at);
	return refuse(p, arena_printf(p->op->a, "%s已安排从 %d 月 %d 日起重新划分，请先撤销那次安排", g->name, day / 100 % 100, day % 100));
}

static enum err read_old(struct partition *p)
{
	const struct grid_split *in = p->in;
	if (!in->nold || in->nold > OLD_MAX || !in->nfresh || in->nfresh > NEW_MAX)
		return refuse(p, arena_printf(p->op->a, "一次最多把 %d 个网格划成 %d 个", OLD_MAX, NEW_MAX));
	if (!in->reason || !*in->reason)
		return refuse(p, "请写明重新划分的原因或批准文号");
	for (size_t i = 0; i < in->nold; i++) {
		enum err e = q_grid_get(p->op->s, &(struct q_grid_get_in){ .id = in->old[i] }, &p->old[i]);
		if (e || p->old[i].valid_to != NIL)
			return e && e != ERR_NOT_FOUND ? e : problem_set(p->op->problem, &E_GRID);
		if (p->old[i].community_id != p->old[0].community_id || p->old[i].level != p->old[0].level ||
		    p->old[i].parent_id != p->old[0].parent_id)
			return refuse(p, "只能一起重新划分同一社区、同一上级、同一层级的网格");
		for (size_t j = 0; j < i; j++)
			if (in->old[j] == in->old[i])
				return refuse(p, "同一个网格列了两次");
		e = check_prepared(p, &p->old[i]);
		if (e)
			return e;
	}
	return in->version == NIL ? ERR_OK : refver_check(p->op->problem, p->op->a, in->version, p->old[0].version);
}

static enum err check_new(struct partition *p, size_t i)
{
	const struct grid_new *n = &p->in->fresh[i];
	struct q_grid_find_out taken;
	for (size_t j = 0; j < i; j++)
		if (str_eq(p->in->fresh[j].code, n->code))
			return refuse(p, arena_printf(p->op->a, "编码 %s 出现了两次", n->code));
	if (!n->name || !*n->name || sv_chars(sv_from(n->name)) > 40)
		return refuse(p, arena_printf(p->op->a, "新网格 %s 的名称应为 1 到 40 个字", n->code));
	if (!geo_polygon_check(n->wkt, &p->area[i], &p->lon[i], &p->lat[i]))
		return refuse(p, arena_printf(p->op->a, "新网格 %s 的边界不是有效的多边形", n->code));
	enum err e = q_grid_find(p->op->s, &(struct q_grid_find_in){ .code = n->code }, &taken);
	if (e)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	for (size_t k = 0; k < p->in->nold; k++)
		if (p->in->old[k] == taken.id)
			return ERR_OK;     /* the code goes on with one of the successors */
	return refuse(p, arena_printf(p->op->a, "编码 %s 已被其他网格使用", n->code));
}

static enum err check_codes(struct partition *p)
{
	struct q_grid_community_out c;
	struct q_grid_parent_out parent = { 0 };
	bool below = p->old[0].parent_id != NIL;
	enum err e = q_grid_community(p->op->s, &(struct q_grid_community_in){ .id = p->old[0].community_id }, &c);
	if (!e && below)
		e = q_grid_parent(p->op->s, &(struct q_grid_parent_in){ .id = p->old[0].parent_id }, &parent);
	for (size_t i = 0; !e && i < p->in->nfresh; i++) {
		const char *fault = grid_code_fault(p->op->a, (int)p->old[0].level, p->in->fresh[i].code,
						    below ? parent.code : NULL, c.region_code);
		e = fault ? refuse(p, arena_printf(p->op->a, "新网格 %s：%s", p->in->fresh[i].code, fault)) : check_new(p, i);
	}
	return e;
}

/* The new grids lie within the old ones, apart from each other, and leave nothing out. */
static enum err check_cover(struct partition *p)
{
	double before = 0, after = 0;
	for (size_t i = 0; i < p->in->nold; i++) {
		double area, lon, lat;
		if (!*p->old[i].wkt)
			return ERR_OK;     /* an old grid without a shape cannot be compared */
		if (!geo_polygon_check(p->old[i].wkt, &area, &lon, &lat))
			return ERR_OK;
		before += area;
	}
	for (size_t i = 0; i < p->in->nfresh; i++) {
		const struct grid_new *n = &p->in->fresh[i];
		double inside = 0;
		after += p->area[i];
		for (size_t k = 0; k < p->in->nold; k++)
			inside += geo_overlap(n->wkt, p->old[k].wkt);
		if (inside < (1 - TOLERANCE) * p->area[i])
			return refuse(p, arena_printf(p->op->a, "新网格 %s 的边界超出原有网格", n->code));
		for (size_t j = 0; j < i; j++)
			if (geo_overlap(n->wkt, p->in->fresh[j].wkt) > TOLERANCE * p->area[i])
				return refuse(p, arena_printf(p->op->a, "新网格 %s 与 %s 的边界重叠", n->code, p->in->fresh[j].code));
	}
	if (after < (1 - TOLERANCE) * before)
		return refuse(p, arena_printf(p->op->a, "新网格只覆盖了原有范围的 %.1f%%，有遗漏的地方", 100 * after / before));
	return ERR_OK;
}

/* ---- rows ------------------------------------------------------------------------------------------- */

static enum err close_grid(struct partition *p, int64_t id, int64_t version)
{
	struct q_grid_get_out before, after;
	int64_t changed = 0;
	enum err e = q_grid_get(p->op->s, &(struct q_grid_get_in){ .id = id }, &before);
	if (!e)
		e = q_grid_close(p->op->s, &(struct q_grid_close_in){ .now = p->op->now, .id = id, .version = version }, &changed);
	if (!e && !changed)
		e = problem_set(p->op->problem, &E_STALE);
	if (!e)
		e = q_grid_get(p->op->s, &(struct q_grid_get_in){ .id = id }, &after);
	return e ? e : refver_record(p->op->s, &p->by, "grid", id, after.version, &q_grid_get_stmt, &before, &after);
}

static enum err open_grid(struct partition *p, const struct q_grid_insert_in *in, int64_t *id)
{
	struct q_grid_insert_out made;
	struct q_grid_get_out row;
	enum err e = q_grid_insert(p->op->s, in, &made);
	if (!e)
		e = q_grid_get(p->op->s, &(struct q_grid_get_in){ .id = made.id }, &row);
	if (e)
		return e;
	*id = made.id;
	return refver_record(p->op->s, &p->by, "grid", made.id, 1, &q_grid_get_stmt, NULL, &row);
}

/* A grid made of several gets each of their people once, and one main person of a post. */
static bool has_post(const struct q_grid_posts_rows *there, struct q_grid_posts_out *post)
{
	for (size_t i = 0; i < there->n; i++) {
		const struct q_grid_posts_out *o = &there->v[i];
		if (!str_eq(o->post, post->post))
			continue;
		if (o->user_id == post->user_id && str_eq(o->name, post->name) && str_eq(o->worker_type, post->worker_type))
			return true;
		post->main = post->main && !o->main;
	}
	return false;
}

static enum err tie(struct partition *p, int64_t old_id, int64_t new_id)
{
	struct db_session *s = p->op->s;
	struct q_grid_posts_rows posts, there;
	enum err e = q_grid_lineage_insert(s,
					   &(struct q_grid_lineage_insert_in){ .old_id = old_id, .new_id = new_id, .now = p->op->now,
									       .reason = p->in->reason,
									       .by_user = p->in->prepared ? p->in->prepared->created_by :
												     op_actor(p->op).user_id },
					   NULL);
	if (!e)
		e = q_grid_posts(s, &(struct q_grid_posts_in){ .grid_id = old_id }, &posts);
	if (!e)
		e = q_grid_posts(s, &(struct q_grid_posts_in){ .grid_id = new_id }, &there);
	for (size_t i = 0; !e && i < posts.n; i++)
		e = has_post(&there, &posts.v[i]) ? ERR_OK : q_grid_post_insert(s,
				       &(struct q_grid_post_insert_in){ .grid_id = new_id, .post = posts.v[i].post,
									.worker_type = posts.v[i].worker_type,
									.user_id = posts.v[i].user_id, .name = posts.v[i].name,
									.main = posts.v[i].main, .now = p->op->now },
				       NULL);
	if (!e)
		e = q_grid_grants_copy(s, &(struct q_grid_grants_copy_in){ .new_id = new_id, .now = p->op->now, .old_id = old_id }, NULL);
	return e ? e
		 : q_grid_parties_copy(
			   s, &(struct q_grid_parties_copy_in){ .new_id = new_id, .now = p->op->now, .old_id = old_id },
			   NULL);
}

static enum err finish_old(struct partition *p, int64_t old_id)
{
	enum err e = q_grid_posts_close(p->op->s, &(struct q_grid_posts_close_in){ .now = p->op->now, .grid_id = old_id }, NULL);
	return e ? e : q_grid_grants_touch(p->op->s, &(struct q_grid_grants_touch_in){ .old_id = old_id, .now = p->op->now }, NULL);
}

/* ---- what lies below ---------------------------------------------------------------------------------- */

struct heir {                      /* a new grid that takes children */
	int64_t id;
	const char *code, *wkt;
	int taken;
};

/* The heir that covers most of the child; the first when there are no shapes to compare. */
static struct heir *heir_of(struct heir *heirs, size_t n, const char *wkt)
{
	struct heir *best = &heirs[0];
	double most = 0;
	for (size_t i = 0; i < n && *wkt; i++) {
		double overlap = geo_overlap(heirs[i].wkt, wkt);
		if (overlap > most) {
			most = overlap;
			best = &heirs[i];
		}
	}
	return best;
}

/* Everything below is closed before anything is opened: a new code may be one that was in force until now. */
struct below {
	struct q_grid_children_rows rows;
	struct below *sub;         /* of each row */
};

static enum err close_below(struct partition *p, int64_t parent, struct below *out)
{
	enum err e = q_grid_children(p->op->s, &(struct q_grid_children_in){ .parent_id = parent }, &out->rows);
	if (e)
		return e;
	out->sub = ARENA_ARRAY(p->op->a, struct below, out->rows.n + 1);
	for (size_t i = 0; !e && i < out->rows.n; i++) {
		e = close_below(p, out->rows.v[i].id, &out->sub[i]);
		if (!e)
			e = close_grid(p, out->rows.v[i].id, out->rows.v[i].version);
	}
	return e;
}

static enum err open_below(struct partition *p, const struct below *b, struct heir *heirs, size_t n)
{
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < b->rows.n; i++) {
		const struct q_grid_children_out *k = &b->rows.v[i];
		struct heir *h = heir_of(heirs, n, k->wkt), self = { .wkt = k->wkt };
		if (++h->taken > BELOW_MAX)
			return refuse(p, arena_printf(p->op->a, "新网格 %s 的下级超过 %d 个", h->code, BELOW_MAX));
		self.code = arena_printf(p->op->a, "%s%02d", h->code, h->taken);
		e = open_grid(p,
			      &(struct q_grid_insert_in){ .code = self.code, .level = k->level, .parent_id = h->id, .name = k->name,
							  .special = k->special, .town_id = k->town_id,
							  .community_id = k->community_id, .households = k->households, .wkt = k->wkt,
							  .lon = k->lon, .lat = k->lat, .phone = k->phone, .now = p->op->now },
			      &self.id);
		if (!e)
			e = tie(p, k->id, self.id);
		if (!e)
			e = finish_old(p, k->id);
		if (!e)
			e = open_below(p, &b->sub[i], &self, 1);
	}
	return e;
}

static enum err apply(struct partition *p)
{
	const struct q_grid_get_out *first = &p->old[0];
	struct heir heirs[NEW_MAX] = { 0 };
	struct below below[OLD_MAX] = { 0 };
	enum err e = ERR_OK;
	for (size_t i = 0; i < p->in->nold && !e; i++) {
		e = close_below(p, p->old[i].id, &below[i]);
		if (!e)
			e = close_grid(p, p->old[i].id, p->old[i].version);
	}
	for (size_t i = 0; i < p->in->nfresh && !e; i++) {
		const struct grid_new *n = &p->in->fresh[i];
		e = open_grid(p,
			      &(struct q_grid_insert_in){ .code = n->code,
							  .level = first->level,
							  .parent_id = first->parent_id,
							  .name = n->name,
							  .special = n->special ? n->special : first->special,
							  .town_id = first->town_id,
							  .community_id = first->community_id,
							  .households = n->households,
							  .wkt = n->wkt,
							  .lon = (int64_t)(p->lon[i] * 1e6 + 0.5),
							  .lat = (int64_t)(p->lat[i] * 1e6 + 0.5),
							  .phone = n->phone && *n->phone ? n->phone : first->phone,
							  .now = p->op->now },
			      &p->ids[i]);
		heirs[i] = (struct heir){ .id = p->ids[i], .code = n->code, .wkt = n->wkt };
	}
	for (size_t k = 0; k < p->in->nold && !e; k++) {
		for (size_t i = 0; i < p->in->nfresh && !e; i++) {
			bool shapes = *p->old[k].wkt != '\0';
			/* Of several old grids each new one continues only those it lies in. */
			if (!shapes || geo_overlap(p->in->fresh[i].wkt, p->old[k].wkt) > TOLERANCE * p->area[i])
				e = tie(p, p->old[k].id, p->ids[i]);
		}
		if (!e)
			e = open_below(p, &below[k], heirs, p->in->nfresh);
		if (!e)
			e = finish_old(p, p->old[k].id);
	}
	return e;
}

static enum err check(struct partition *p, struct op *op, const struct grid_split *in)
{
	p->op = op;
	p->in = in;
	p->by = (struct refver_by){ op->site->keys, op->site->env, op->problem, op_actor(op), op->now };
	enum err e = read_old(p);
	if (!e)
		e = check_codes(p);
	if (!e)
		e = check_cover(p);
	return e;
}

enum err grid_split_check(struct op *op, const struct grid_split *in)
{
	return check(ARENA_NEW(op->a, struct partition), op, in);
}

enum err grid_repartition(struct op *op, const struct grid_split *in, int64_t *ids)
{
	struct partition *p = ARENA_NEW(op->a, struct partition);
	enum err e = check(p, op, in);
	p->ids = ids;
	return e ? e : apply(p);
}

/* ---- following the lineage ----------------------------------------------------------------------------- */

enum err grid_today(struct db_session *s, int64_t grid_id, int64_t **ids, size_t *n)
{
	struct q_grid_successors_rows rows;
	enum err e = q_grid_successors(s, &(struct q_grid_successors_in){ .id = grid_id }, &rows);
	if (e)
		return e;
	*n = rows.n;
	*ids = ARENA_ARRAY(db_arena(s), int64_t, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		(*ids)[i] = rows.v[i].id;
	return ERR_OK;
}

enum err grid_formerly(struct db_session *s, int64_t grid_id, int64_t **ids, size_t *n)
{
	struct q_grid_ancestry_rows rows;
	enum err e = q_grid_ancestry(s, &(struct q_grid_ancestry_in){ .id = grid_id }, &rows);
	if (e)
		return e;
	*n = rows.n;
	*ids = ARENA_ARRAY(db_arena(s), int64_t, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		(*ids)[i] = rows.v[i].id;
	return ERR_OK;
}
