/* SPDX-License-Identifier: Apache-2.0 */
/* Cards of grids for walls and doors (一格一码, U-02): the QR code, whose grid it is, whom to call; 1, 4 or 9 to a page.
 *
 * What stands on a card everybody may read: names of the posts that the setting grid.card_posts lists, the grid's public
 * telephone and the hotline. A person's own number is never printed. */
#include <inttypes.h>

#include "catalogue/op.h"
#include "grid/grid.h"
#include "grid/qr.h"
#include "grid_sql.h"
#include "report/paper.h"

enum { CARDS_MAX = 360, NAMES_MAX = 8, LINES = 4 };

static const struct problem_code E_WHICH = { ERR_INVALID, "grid.codes_which", "请选择镇街、社区或具体的网格，再生成二维码。" };
static const struct problem_code E_NONE = { ERR_NOT_FOUND, "grid.codes_none", "所选范围内没有这一层级的网格。" };
static const struct problem_code E_MANY = { ERR_TOO_LARGE, "grid.codes_many",
	"一次最多打印 360 张，请按社区或镇街分批生成。" };

static const struct {
	const char *post, *text;
} POSTS[] = { { "county_leader", "包联领导" }, { "street_cadre", "包联干部" }, { "community_secretary", "社区书记" },
	      { "grid_head", "网格长" }, { "grid_worker", "网格员" } };
static const char DEFAULT_POSTS[] = "community_secretary,grid_head,grid_worker";

struct card {
	int64_t id;
	const char *code, *name, *place, *phone, *address;
	struct {
		const char *label, *text;
	} line[LINES + 1];
	size_t nlines;
};

struct cards {
	struct req *r;
	struct op *op;
	const char *src, *posts, *hotline, *city;
	struct card *v;
	size_t n;
};

static const char *setting(struct req *r, const char *key, const char *otherwise)
{
	struct q_grid_setting_out s;
	enum err e = q_grid_setting(r->db, &(struct q_grid_setting_in){ .key = key }, &s);
	return e || !*s.value ? otherwise : s.value;
}

static bool listed(const char *list, const char *word)
{
	struct sv rest = sv_from(list), one;
	while (sv_cut(&rest, ',', &one))
		if (sv_eqs(sv_trim(one), word))
			return true;
	return false;
}

static const char *names_of(struct arena *a, const struct q_grid_posts_rows *rows, const char *post)
{
	struct buf b;
	size_t n = 0;
	buf_init(&b, a, 4096);
	for (size_t i = 0; i < rows->n; i++) {
		if (!str_eq(rows->v[i].post, post) || !*rows->v[i].name)
			continue;
		if (n++ == NAMES_MAX) {
			buf_str(&b, "等");
			break;
		}
		buf_printf(&b, "%s%s", n > 1 ? "、" : "", rows->v[i].name);
	}
	return buf_cstr(&b);
}

/* The people of the base grid: the small cells have none of their own. */
static enum err take_people(struct cards *c, struct card *k)
{
	struct q_grid_posts_rows rows;
	const struct grid *base = grid_base(c->op->refs, ref_grid(c->op->refs, k->id));
	enum err e = q_grid_posts(c->r->db, &(struct q_grid_posts_in){ .grid_id = base ? base->id : k->id }, &rows);
	for (size_t i = 0; !e && i < sizeof POSTS / sizeof *POSTS && k->nlines < LINES; i++) {
		const char *names = listed(c->posts, POSTS[i].post) ? names_of(c->r->arena, &rows, POSTS[i].post) : "";
		if (!*names)
			continue;
		k->line[k->nlines].label = POSTS[i].text;
		k->line[k->nlines++].text = names;
	}
	if (!e && base && !*k->phone) {
		struct q_grid_get_out row;
		e = q_grid_get(c->r->db, &(struct q_grid_get_in){ .id = base->id }, &row);
		k->phone = e ? "" : row.phone;
	}
	return e;
}

static enum err take_card(struct cards *c, const struct q_grid_cards_out *g)
{
	struct card *k = &c->v[c->n++];
	const struct unit *town = ref_unit(c->op->refs, g->town_id), *community = ref_unit(c->op->refs, g->community_id);
	*k = (struct card){ .id = g->id, .code = g->code, .name = g->name, .phone = g->phone };
	k->place = arena_printf(c->r->arena, "%s %s", town ? town->short_name : "", community ? community->short_name : "");
	k->address = grid_public_address(c->r, c->op->site, g->code, c->src);
	return take_people(c, k);
}

static enum err by_ids(struct cards *c)
{
	const struct in_value *ids = in_get(c->r, "ids");
	enum err e = ERR_OK;
	if (ids->n > CARDS_MAX)
		return problem_set(&c->r->problem, &E_MANY);
	for (size_t i = 0; i < ids->n && !e; i++) {
		struct q_grid_get_out g;
		e = q_grid_get(c->r->db, &(struct q_grid_get_in){ .id = ids->ids[i] }, &g);
		if (e == ERR_NOT_FOUND || (!e && g.valid_to != NIL)) {
			e = ERR_OK;
			continue;
		}
		if (!e)
			e = take_card(c, &(struct q_grid_cards_out){ .id = g.id, .code = g.code, .level = g.level, .name = g.name,
								     .phone = g.phone, .town_id = g.town_id,
								     .community_id = g.community_id });
	}
	return e;
}

static enum err take_cards(struct req *r, struct cards *c)
{
	struct q_grid_cards_rows rows;
	*c = (struct cards){ .r = r, .op = op_of(r), .src = in_given(r, "src") ? in_str(r, "src") : "grid" };
	c->posts = setting(r, "grid.card_posts", DEFAULT_POSTS);
	c->hotline = setting(r, "hotline.number", "12345");
	c->city = setting(r, "city.name", "");
	c->v = ARENA_ARRAY(r->arena, struct card, CARDS_MAX + 1);
	enum err e = ERR_OK;
	if (in_given(r, "ids")) {
		e = by_ids(c);
	} else if (!in_given(r, "town") && !in_given(r, "community")) {
		return problem_set(&r->problem, &E_WHICH);
	} else {
		struct q_grid_cards_in in = { .level = in_i64_or(r, "level", GRID_BASE), .town_id = in_i64(r, "town"),
					      .community_id = in_i64(r, "community"), .max = CARDS_MAX + 1 };
		e = q_grid_cards(r->db, &in, &rows);
		if (!e && rows.n > CARDS_MAX)
			return problem_set(&r->problem, &E_MANY);
		for (size_t i = 0; i < rows.n && !e; i++)
			e = take_card(c, &rows.v[i]);
	}
	return e ? e : c->n ? ERR_OK : problem_set(&r->problem, &E_NONE);
}

/* ---- paper -------------------------------------------------------------------------------------------- */

struct sheet {
	int across, down;
};

static struct sheet sheet_of(int64_t layout)
{
	return layout == 1 ? (struct sheet){ 1, 1 } : layout == 9 ? (struct sheet){ 3, 3 } : (struct sheet){ 2, 2 };
}

/* `b` is the card's share of the page; all measures follow from its width. */
static enum err draw_card(struct cards *c, struct paper *p, const struct paper_box *b, const struct card *k)
{
	struct qr q;
	enum err e = qr_make(c->r->arena, k->address, &q);
	if (e)
		return e;
	double s = b->w / 105, f = s < 0.78 ? 0.78 : s, side = b->w * (b->w > 150 ? 0.66 : 0.62), x = b->x + 7 * s,
	       w = b->w - 14 * s, y = b->y + 8 * s;
	struct paper_words head = { .x = x, .y = y, .w = w, .size = 17 * s, .lines = 1, .align = PAPER_CENTRE, .ink = PAPER_BRAND,
				    .bold = true };
	y += paper_put(p, &head, "扫码反映问题");
	struct paper_words sub = { .x = x, .y = y, .w = w, .size = 9 * f, .lines = 1, .align = PAPER_CENTRE, .ink = PAPER_GREY };
	y += paper_put(p, &sub, arena_printf(c->r->arena, "%s · 一格一码", c->city)) + 1 * s;
	paper_code(p, &(struct paper_box){ b->x + (b->w - side) / 2, y, side, side }, q.module, q.width);
	y += side + 1 * s;
	struct paper_words name = { .x = x, .y = y, .w = w, .size = 15 * s, .lines = 2, .align = PAPER_CENTRE, .bold = true };
	y += paper_put(p, &name, k->name);
	struct paper_words code = { .x = x, .y = y, .w = w, .size = 8.5 * f, .lines = 1, .align = PAPER_CENTRE, .ink = PAPER_GREY };
	y += paper_put(p, &code, arena_printf(c->r->arena, "%s　编码 %s", k->place, k->code)) + 3 * s;
	for (size_t i = 0; i < k->nlines; i++) {
		struct paper_words label = { .x = x + 6 * s, .y = y, .w = 20 * s, .size = 9.5 * f, .lines = 1, .ink = PAPER_GREY };
		struct paper_words text = { .x = x + 26 * s, .y = y, .w = w - 32 * s, .size = 9.5 * f, .lines = 1 };
		(void)paper_put(p, &label, k->line[i].label);
		y += paper_put(p, &text, k->line[i].text) + 0.8 * s;
	}
	struct paper_words call = { .x = x, .y = b->y + b->h - 13 * s, .w = w, .size = 11 * s, .lines = 1, .align = PAPER_CENTRE,
				    .ink = PAPER_BRAND, .bold = true };
	(void)paper_put(p, &call, *k->phone ? arena_printf(c->r->arena, "网格电话 %s　热线 %s", k->phone, c->hotline) :
					      arena_printf(c->r->arena, "热线 %s", c->hotline));
	return ERR_OK;
}

static enum err draw_all(struct cards *c, struct paper *p, int64_t layout)
{
	struct sheet s = sheet_of(layout);
	double w = paper_width(p) / s.across, h = paper_height(p) / s.down;
	enum err e = ERR_OK;
	for (size_t i = 0; i < c->n && !e; i++) {
		int place = (int)(i % (size_t)(s.across * s.down));
		if (i && !place)
			paper_break(p);
		struct paper_box b = { place % s.across * w, place / s.across * h, w, h };
		if (s.across > 1)
			paper_frame(p, &b, PAPER_GREY, true);
		e = draw_card(c, p, &b, &c->v[i]);
	}
	return e;
}

static const struct in_field CODES_IN[] = {
	{ "town", IN_ID, IN_QUERY, 0, 0, NULL, "镇街", "" },
	{ "community", IN_ID, IN_QUERY, 0, 0, NULL, "社区", "" },
	{ "level", IN_INT, IN_QUERY, 1, 4, NULL, "层级", "default 1" },
	{ "ids", IN_IDS, IN_QUERY, 0, CARDS_MAX, NULL, "网格", "instead of an area" },
	{ "layout", IN_ENUM, IN_QUERY, 0, 0, "1|4|9", "每页张数", "default 4" },
	{ "src", IN_ENUM, IN_QUERY, 0, 0, "grid|poster|hall", "张贴处", "counted as the source of what comes in; default grid" },
	{ 0 }
};

static int64_t layout_of(struct req *r)
{
	return in_given(r, "layout") ? in_str(r, "layout")[0] - '0' : 4;
}

static enum err codes_pdf(struct req *r)
{
	struct cards *c = ARENA_NEW(r->arena, struct cards);
	struct paper *p;
	enum err e = take_cards(r, c);
	if (!e)
		e = paper_open(r->arena, &r->problem, &(struct paper_setup){ .title = "网格二维码", .now = r->now, .bare = true }, &p);
	if (!e)
		e = draw_all(c, p, layout_of(r));
	if (!e)
		e = paper_finish(p, &r->out);
	if (e)
		return e;
	r->content_type = "application/pdf";
	req_set_header(r, "Content-Disposition",
		       "inline; filename=\"grid-codes.pdf\"; filename*=UTF-8''%E7%BD%91%E6%A0%BC%E4%BA%8C%E7%BB%B4%E7%A0%81.pdf");
	return ERR_OK;
}

/* ---- preview ------------------------------------------------------------------------------------------- */

static enum err codes_list(struct req *r)
{
	struct cards *c = ARENA_NEW(r->arena, struct cards);
	enum err e = take_cards(r, c);
	struct json_out *w = &r->w;
	size_t per_page = (size_t)layout_of(r);
	if (e)
		return e;
	jw_object(w);
	jw_kint(w, "count", (int64_t)c->n);
	jw_kint(w, "pages", (int64_t)((c->n + per_page - 1) / per_page));
	jw_kstr(w, "city", c->city);
	jw_kstr(w, "hotline", c->hotline);
	jw_key(w, "cards");
	jw_array(w);
	for (size_t i = 0; i < c->n && i < per_page; i++) {
		const struct card *k = &c->v[i];
		jw_object(w);
		jw_kid(w, "id", k->id);
		jw_kstr(w, "code", k->code);
		jw_kstr(w, "name", k->name);
		jw_kstr(w, "place", k->place);
		jw_kstr(w, "phone", k->phone);
		jw_kstr(w, "address", k->address);
		jw_key(w, "people");
		jw_array(w);
		for (size_t j = 0; j < k->nlines; j++) {
			jw_object(w);
			jw_kstr(w, "label", k->line[j].label);
			jw_kstr(w, "text", k->line[j].text);
			jw_object_end(w);
		}
		jw_array_end(w);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
	return ERR_OK;
}

const struct route GRID_CODE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/ref/grids/codes", codes_list, CAP_REF_READ, "none", CODES_IN, 0, ROUTE_BULK,
	  "网格二维码：打印前的预览（张数、页数、第一页的卡片）", "GridCodes" },
	{ HTTP_GET, "/api/v1/ref/grids/codes.pdf", codes_pdf, CAP_REF_READ, "none", CODES_IN, 0, ROUTE_BULK,
	  "网格二维码：打印用 PDF，每页 1、4 或 9 张", "file" },
	{ 0 }
};
