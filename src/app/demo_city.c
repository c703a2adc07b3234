/* SPDX-License-Identifier: Apache-2.0 */
/* Making the demo city: files, units, communities, grids. Rules stand in demo_rules.c, people in demo_people.c. */
#include "app/demo_city.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/demo_internal.h"
#include "catalogue_sql.h"
#include "demo_sql.h"
#include "grid/grid_rules.h"
#include "grid_sql.h"
#include "org/unit_kind.h"

enum { DEMO_MEMORY = 512 << 20, ROW_MEMORY = 16 << 20, WKT_MAX = 64 << 10 };

static const struct problem_code E_DEMO = { ERR_INVALID, "demo.data", "演示数据有误。" };
static const struct problem_code E_FULL = { ERR_CONFLICT, "demo.not_empty", "数据库里已有数据，演示城市只能建在空数据库里。" };

enum err demo_fail(struct demo *d, enum err kind, const char *text)
{
	problem_say(d->problem, &E_DEMO, text);
	d->problem->kind = kind;
	return kind;
}

/* ---- files ------------------------------------------------------------------------------------------ */

struct demo_csv {
	struct csv_reader r;
	char *header[CSV_MAX_FIELDS];
	size_t nheaders;
};

const char *demo_field(const struct demo_csv *c, const char *header)
{
	for (size_t i = 0; i < c->nheaders && i < c->r.nfields; i++)
		if (str_eq(c->header[i], header))
			return c->r.field[i].p;
	return "";
}

static enum err each_row(struct demo *d, const char *name, struct demo_csv *c,
			 enum err (*row)(struct demo *, const struct demo_csv *))
{
	enum err e = csv_next(&c->r);
	if (e)
		return demo_fail(d, ERR_INVALID, arena_printf(d->a, "%s 是空的或无法读取", name));
	c->nheaders = c->r.nfields;
	for (size_t i = 0; i < c->nheaders; i++)
		c->header[i] = arena_sv(d->a, sv_trim(c->r.field[i]));
	while ((e = csv_next(&c->r)) == ERR_OK) {
		if (c->r.nfields != c->nheaders)
			return demo_fail(d, ERR_INVALID, arena_printf(d->a, "%s 第 %zu 行的列数不对", name, c->r.line));
		e = row(d, c);
		if (e && d->problem->kind != ERR_OK && d->problem->text)
			d->problem->text = arena_printf(d->a, "%s 第 %zu 行：%s", name, c->r.line, d->problem->text);
		if (e)
			return e;
		arena_reset(d->row);
	}
	return e == ERR_NOT_FOUND ? ERR_OK : demo_fail(d, ERR_INVALID, arena_printf(d->a, "%s 第 %zu 行无法读取", name, c->r.line));
}

enum err demo_each(struct demo *d, const char *name, enum err (*row)(struct demo *d, const struct demo_csv *c))
{
	struct demo_csv *c = ARENA_NEW(d->a, struct demo_csv);
	const char *path = arena_printf(d->a, "%s/%s", d->o->data_dir, name);
	FILE *in = fopen(path, "rbe");
	if (!in)
		return demo_fail(d, ERR_IO, arena_printf(d->a, "无法打开 %s", path));
	csv_open(&c->r, in);
	enum err e = each_row(d, name, c, row);
	csv_close(&c->r);
	fclose(in);
	return e;
}

/* ---- rows through the rules of their kind ---------------------------------------------------------------- */

static enum err put(struct demo *d, const struct ref_kind *k, const struct ref_text *texts, size_t n, int64_t *id)
{
	const char *fault;
	enum err e = ref_put(&d->op, d->row, k, texts, n, id, &fault);
	return e == ERR_INVALID && fault ? demo_fail(d, e, arena_str(d->a, fault)) : e;
}

enum err demo_put(struct demo *d, const struct ref_kind *k, int64_t *id, const char *const *pairs)
{
	struct ref_text texts[REF_COLS];
	size_t n = 0;
	for (; pairs[0] && n < REF_COLS; pairs += 2)
		texts[n++] = (struct ref_text){ pairs[0], sv_from(pairs[1]) };
	return put(d, k, texts, n, id);
}

enum err demo_put_record(struct demo *d, const struct ref_kind *k, const struct demo_csv *c)
{
	struct ref_text texts[REF_COLS];
	size_t n = 0;
	for (; n < c->nheaders && n < REF_COLS; n++)
		texts[n] = (struct ref_text){ c->header[n], c->r.field[n] };
	return put(d, k, texts, n, NULL);
}

int64_t demo_unit(struct demo *d, const char *code)
{
	struct q_ref_unit_by_code_out u;
	return q_ref_unit_by_code(d->op.s, &(struct q_ref_unit_by_code_in){ .code = code }, &u) ? NIL : u.id;
}

const char *demo_name(struct demo *d)
{
	const char *surname = d->surname[demo_roll_int(&d->dice, 0, d->nsurnames - 1)];
	return arena_printf(d->a, "%s%s", surname, d->given[demo_roll_int(&d->dice, 0, d->ngiven - 1)]);
}

static enum err take_name(struct demo *d, const struct demo_csv *c)
{
	const char *value = arena_str(d->a, demo_field(c, "value"));
	if (str_eq(demo_field(c, "kind"), "surname") && d->nsurnames < DEMO_SURNAMES_MAX)
		d->surname[d->nsurnames++] = value;
	else if (str_eq(demo_field(c, "kind"), "given") && d->ngiven < DEMO_GIVEN_MAX)
		d->given[d->ngiven++] = value;
	return ERR_OK;
}

/* ---- units ---------------------------------------------------------------------------------------------- */

/* What people call it: without the city's name and, for parts of a unit, without the unit. */
static const char *short_name(struct demo *d, const char *code, const char *kind, const char *name)
{
	static const char *const CUT[] = { "青澜市社会治理服务中心", "青澜市公安局", "青澜市市场监督管理局", "青澜市综合行政执法局",
					   "中共青澜", "青澜市", "青澜" };
	if (str_eq(code, "D50"))
		return "市纪委监委";
	if (str_eq(code, "C00"))
		return "社会治理服务中心";
	if (str_eq(kind, "city"))
		return name;
	for (size_t i = 0; i < sizeof CUT / sizeof *CUT; i++) {
		size_t n = strlen(CUT[i]);
		bool whole = i >= 4;       /* the first four are whole units: only their parts lose the name */
		if (strncmp(name, CUT[i], n) == 0 && name[n] && (whole || str_eq(kind, "section") || str_eq(kind, "branch")))
			return arena_str(d->a, name + n);
	}
	return name;
}

static bool is_appraised(const char *code, const char *kind)
{
	if (str_eq(code, "D50"))
		return false;
	return str_eq(kind, "department") || str_eq(kind, "town") || str_eq(kind, "enterprise") || str_eq(kind, "zone");
}

static const char *first_title(const char *kind)
{
	if (str_eq(kind, "town"))
		return "党（工）委书记";
	return str_eq(kind, "section") ? "科长" : "主要负责人";
}

static enum err take_unit(struct demo *d, const struct demo_csv *c)
{
	const char *code = demo_field(c, "code"), *kind = demo_field(c, "kind"), *name = demo_field(c, "name");
	const char *brief = short_name(d, code, kind, name);
	const char *const pairs[] = { "code", code, "name", name, "short_name", brief, "kind", kind,
				      "parent", demo_field(c, "parent"), "region", demo_field(c, "region"),
				      "duty", demo_field(c, "duty"), "appraised", is_appraised(code, kind) ? "1" : "0",
				      "lead1", demo_field(c, "lead1"), "lead1_title", first_title(kind),
				      "lead2", demo_field(c, "lead2"), "lead2_title", "分管负责人",
				      "lead3", demo_field(c, "lead3"), "lead3_title", "经办负责人", NULL };
	int64_t id;
	enum err e = demo_put(d, &REF_UNITS, &id, pairs);
	int number = code[0] == 'T' ? (code[1] - '0') * 10 + (code[2] - '0') : 0;
	if (!e && number >= 1 && number <= DEMO_TOWNS) {
		d->town[number - 1] = id;
		d->town_name[number - 1] = arena_str(d->a, brief);
	}
	return e;
}

static int town_of(const char *code)
{
	int t = code[0] == 'T' && code[1] && code[2] ? (code[1] - '0') * 10 + (code[2] - '0') - 1 : -1;
	return t < DEMO_TOWNS ? t : -1;
}

static enum err take_community(struct demo *d, const struct demo_csv *c)
{
	int t = town_of(demo_field(c, "town"));
	if (!str_eq(demo_field(c, "kind"), "community"))
		return ERR_OK;
	if (t < 0 || d->town[t] == 0 || d->ncommunities == DEMO_MAX_COMMUNITIES)
		return demo_fail(d, ERR_INVALID, "社区所属的镇街不存在");
	int number = ++d->communities[t];
	const char *name = demo_field(c, "name"), *region = arena_printf(d->a, "990181%03d%03d", t + 1, number);
	const char *lead1 = demo_name(d), *lead2 = demo_name(d), *lead3 = demo_name(d);
	const char *const pairs[] = { "code", arena_printf(d->row, "T%02d%02d", t + 1, number),
				      "name", arena_printf(d->row, "%s%s", d->town_name[t], name), "short_name", name,
				      "kind", "community", "parent", arena_printf(d->row, "T%02d", t + 1), "region", region,
				      "duty", arena_printf(d->row, "负责%s的网格管理、居民服务和诉求办理。", name), "appraised", "0",
				      "lead1", lead1, "lead1_title", "党组织书记", "lead2", lead2, "lead2_title", "居（村）委会主任",
				      "lead3", lead3, "lead3_title", "网格长", NULL };
	struct demo_community_unit *u = &d->community[d->ncommunities++];
	u->name = arena_str(d->a, name);
	u->region = region;
	return demo_put(d, &REF_UNITS, &u->id, pairs);
}

/* ---- grids ---------------------------------------------------------------------------------------------- */

static enum err make_grid(struct demo *d, size_t i, const char **codes, struct buf *wkt)
{
	const struct demo_node *n = &d->map->nodes[i];
	const struct demo_community_unit *c = &d->community[n->community];
	const struct demo_community *place = &d->map->community[n->community];
	const char *name;
	struct q_grid_insert_out made;
	if (n->level == 1) {
		codes[i] = arena_printf(d->a, "%s%03d", c->region, n->serial);
		name = arena_printf(d->row, "%s第%d网格", c->name, n->serial);
	} else {
		codes[i] = arena_printf(d->a, "%s%02d", codes[n->parent], n->serial);
		name = n->level == 2 ? arena_printf(d->row, "%s%d网格%d单元", c->name, d->map->nodes[n->parent].serial, n->serial) :
				       arena_printf(d->row, "%s%d网格%d单元%d格", c->name, d->map->nodes[d->map->nodes[n->parent].parent].serial,
						    d->map->nodes[n->parent].serial, n->serial);
	}
	wkt->n = 0;
	demo_map_wkt(wkt, n->ring);
	/* Invented numbers of an exchange that does not exist. */
	const char *phone = n->level == 1 ? arena_printf(d->row, "0990-8%06d", n->community * 10 + n->serial) : "";
	const struct q_grid_insert_in in = { .code = codes[i],
		.level = n->level,
		.parent_id = n->parent < 0 ? NIL : d->grid[n->parent],
		.name = name,
		.special = "",
		.town_id = d->town[place->town],
		.community_id = c->id,
		.households = n->households,
		.wkt = buf_cstr(wkt),
		.lon = n->lon,
		.lat = n->lat,
		.phone = phone,
		.now = d->op.now };
	enum err e = q_grid_insert(d->op.s, &in, &made);
	if (e)
		return e;
	d->grid[i] = made.id;
	const struct q_grid_get_out row = { .id = made.id,
		.code = in.code,
		.level = in.level,
		.parent_id = in.parent_id,
		.name = in.name,
		.special = in.special,
		.town_id = in.town_id,
		.community_id = in.community_id,
		.households = in.households,
		.wkt = in.wkt,
		.lon = in.lon,
		.lat = in.lat,
		.phone = in.phone,
		.valid_from = in.now,
		.valid_to = NIL,
		.version = 1 };
	return refver_found(d->op.s, "grid", made.id, &q_grid_get_stmt, &row, in.now);
}

static enum err make_grids(struct demo *d)
{
	struct arena *own = arena_new(ROW_MEMORY);
	struct buf wkt;
	const char **codes = ARENA_ARRAY(d->a, const char *, d->map->nnodes);
	enum err e = ERR_OK;
	buf_init(&wkt, own, WKT_MAX);
	db_session_use(d->op.s, d->row);
	d->grid = ARENA_ARRAY(d->a, int64_t, d->map->nnodes);
	for (size_t i = 0; i < d->map->nnodes && !e; i++) {
		e = make_grid(d, i, codes, &wkt);
		if (i % 1000 == 999)
			arena_reset(d->row);
	}
	db_session_use(d->op.s, d->a);
	arena_free(own);
	return e;
}

/* An unlucky seed may bend a border over itself. */
static enum err check_map(struct demo *d)
{
	struct buf wkt;
	double area, lon, lat;
	buf_init(&wkt, d->a, WKT_MAX);
	for (size_t i = 0; i < d->map->nnodes; i++) {
		if (d->map->nodes[i].level != 1)
			continue;
		wkt.n = 0;
		demo_map_wkt(&wkt, d->map->nodes[i].ring);
		if (!geo_polygon_check(buf_cstr(&wkt), &area, &lon, &lat))
			return demo_fail(d, ERR_INVALID, "这个种子画出的地图有自相交的边界，请换一个种子");
	}
	return ERR_OK;
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

static enum err make_city(struct demo *d)
{
	struct q_demo_units_out there;
	enum err e = q_demo_units(d->op.s, &there);
	if (!e && there.n)
		e = problem_set(d->problem, &E_FULL);
	if (!e)
		e = demo_each(d, "demo/names.csv", take_name);
	if (!e)
		e = demo_each(d, "demo/units.csv", take_unit);
	if (!e)
		e = demo_each(d, "demo/places.csv", take_community);
	if (!e)
		e = demo_rules(d);
	if (!e)
		e = demo_duties(d);
	if (e)
		return e;
	d->map = demo_map_make(d->a, d->o->seed, d->communities);
	if (!d->map || d->map->ncommunities != d->ncommunities)
		return demo_fail(d, ERR_INVALID, "社区数量与地图不符");
	e = check_map(d);
	if (!e)
		e = make_grids(d);
	if (!e)
		e = demo_places(d);
	if (!e)
		e = demo_knowledge(d);
	return e ? e : demo_people(d);
}

static enum err write_city(struct db_session *s, void *arg)
{
	struct demo *d = arg;
	/* A second run begins as the first. */
	arena_reset(d->row);
	d->dice.state = d->o->seed * 2654435761u + 1;
	d->nsurnames = d->ngiven = d->ncommunities = 0;
	memset(d->communities, 0, sizeof d->communities);
	memset(d->town, 0, sizeof d->town);
	d->op.s = s;
	d->op.a = d->a;
	return make_city(d);
}

enum err demo_create(struct site *site, struct db_session *s, struct arena *a, const struct demo_options *o,
		     struct demo_account *out, size_t *n, struct problem *p)
{
	struct arena *own = arena_new(DEMO_MEMORY), *former = db_arena(s);
	struct demo *d = ARENA_NEW(own, struct demo);
	d->o = o;
	d->a = own;
	d->row = arena_new(ROW_MEMORY);
	d->problem = p;
	d->accounts = out;
	d->op = (struct op){ .site = site, .s = s, .a = own, .now = o->founded_at == NIL ? env_now(site->env) : o->founded_at,
			     .by = OP_SYSTEM, .problem = p };
	enum err e = demo_passwords(d);
	db_session_use(s, own);
	if (!e)
		e = db_write(s, write_city, d);
	db_session_use(s, former);
	*n = e ? 0 : d->naccounts;
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct demo_account){ arena_str(a, out[i].login), arena_str(a, out[i].password), arena_str(a, out[i].name),
						arena_str(a, out[i].role), arena_str(a, out[i].unit) };
	if (e && p->text)
		p->text = arena_str(a, p->text);
	arena_free(d->row);
	arena_free(own);
	return e ? e : refs_load(site, s);
}
