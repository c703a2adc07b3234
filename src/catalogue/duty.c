/* SPDX-License-Identifier: Apache-2.0 */
/* Whose duty is it (G-01, G-02)? Lead by the event list's rule, place and asset owner, with every step in words, because the
 * unit that gets the order will ask. */
#include <inttypes.h>

#include "catalogue/refs.h"

enum { WHY_MAX = 8192 };

struct reasoning {
	const struct refs *r;
	struct arena *a;
	const struct event_type *t;
	const struct unit *town;   /* where it happened; NULL when unknown */
	struct duty *out;
	int64_t now;
	struct buf why;
};

static const char *domain_text(const char *principle)
{
	if (str_eq(principle, "statutory"))
		return "法定";
	return str_eq(principle, "agreed") ? "商定" : "指定";
}

/* "法A;法B" → "《法A》《法B》" */
static void laws(struct buf *b, const char *basis)
{
	struct sv rest = sv_from(basis), law;
	while (sv_cut(&rest, ';', &law)) {
		law = sv_trim(law);
		if (!law.n)
			continue;
		bool marked = sv_starts(law, SV("《"));
		buf_printf(b, marked ? "%.*s" : "《%.*s》", SV_FMT(law));
	}
}

static void explain_principle(struct reasoning *x)
{
	const struct event_type *t = x->t;
	buf_printf(&x->why, "事项清单：%s %s（%s）\n", t->code, t->name, t->class_name);
	buf_printf(&x->why, "确定原则：%s", domain_text(t->principle));
	if (*t->legal_basis) {
		buf_str(&x->why, "，依据");
		laws(&x->why, t->legal_basis);
	} else if (str_eq(t->principle, "agreed")) {
		buf_str(&x->why, "，由有关单位协商一致");
	} else if (str_eq(t->principle, "designated")) {
		buf_str(&x->why, "，由市里指定");
	}
}

static const struct unit *in_force(struct reasoning *x, const struct unit *u, const char *rule)
{
	if (!u) {
		buf_printf(&x->why, "\n%s：清单中的主办单位已不存在，请指定主办单位并修改事项清单", rule);
		return NULL;
	}
	if (!u->active) {
		buf_printf(&x->why, "\n%s：%s已停用，请指定主办单位并修改事项清单", rule, u->name);
		return NULL;
	}
	return u;
}

static const struct unit *lead_fixed(struct reasoning *x)
{
	const struct unit *u = in_force(x, ref_unit(x->r, x->t->lead_unit_id), "按固定单位");
	if (u)
		buf_printf(&x->why, "\n按固定单位：由%s主办", u->name);
	return u;
}

static const struct unit *lead_region(struct reasoning *x)
{
	if (!x->town) {
		buf_str(&x->why, "\n按属地：还不知道事发镇街，请先补充地址或在地图上标点");
		return NULL;
	}
	const struct unit *u = in_force(x, x->town, "按属地");
	if (u)
		buf_printf(&x->why, "\n按属地：事发地在%s，由%s主办", u->name, u->name);
	return u;
}

static const struct asset_owner *owner_of(const struct refs_part *p, const char *kind, int64_t town_id)
{
	for (size_t i = 0; i < p->nowners; i++)
		if (str_eq(p->owners[i].kind, kind) && p->owners[i].town_id == town_id)
			return &p->owners[i];
	return NULL;
}

static const struct unit *lead_owner(struct reasoning *x)
{
	const struct refs_part *p = refs_part_of(x->r);
	const char *kind = x->t->owner_kind;
	const struct asset_owner *o = x->town ? owner_of(p, kind, x->town->id) : NULL;
	if (o) {
		const struct unit *u = in_force(x, ref_unit(x->r, o->unit_id), "按权属");
		if (u)
			buf_printf(&x->why, "\n按权属：%s在%s归%s", kind, x->town->name, u->name);
		return u;
	}
	o = owner_of(p, kind, NIL);
	x->out->general = o != NULL;
	if (o) {
		const struct unit *u = in_force(x, ref_unit(x->r, o->unit_id), "按权属");
		if (u && x->town)
			buf_printf(&x->why, "\n按权属：%s在%s没有单独登记，按全市归%s", kind, x->town->name, u->name);
		else if (u)
			buf_printf(&x->why, "\n按权属：事发镇街未知，%s按全市归%s", kind, u->name);
		return u;
	}
	buf_printf(&x->why, "\n按权属：没有登记“%s”的权属单位，请指定主办单位，并在“设施权属”中补登", kind);
	return NULL;
}

static bool listed(const struct duty *d, const struct unit *u)
{
	for (size_t i = 0; i < d->nco; i++)
		if (d->co[i] == u)
			return true;
	return d->lead == u;
}

static void add_co_units(struct reasoning *x)
{
	struct sv rest = sv_from(x->t->co_units), code;
	while (sv_cut(&rest, ';', &code)) {
		bool town = sv_eqs(code, "town");
		const struct unit *u = town ? x->town : code.n ? ref_unit_code(x->r, arena_sv(x->a, code)) : NULL;
		const char *why;
		if (u && ref_level(x->r, x->a, x->t, u, x->now, &why) == LEVEL_REFUSED)
			continue;
		if (u && u->active && !listed(x->out, u) && x->out->nco < sizeof x->out->co / sizeof *x->out->co)
			x->out->co[x->out->nco++] = u;
	}
	for (size_t i = 0; i < x->out->nco; i++)
		buf_printf(&x->why, "%s%s", i ? "、" : "\n协办：", x->out->co[i]->name);
}

/* Who answers for it together with the town (G-02). */
static void add_shared(struct reasoning *x)
{
	x->out->nshared = x->town ? refs_coresp(x->r, x->town->id, x->t, x->out->shared, CORESP_MAX) : 0;
	for (size_t i = 0; i < x->out->nshared; i++) {
		const struct unit *u = ref_unit(x->r, x->out->shared[i]->unit_id);
		buf_printf(&x->why, "%s%s", i ? "、" : "\n同责清单：", u ? u->name : "");
	}
	if (x->out->nshared)
		buf_printf(&x->why, "与%s共同负责", x->town->name);
}

/* Whether the lists of its level leave the matter to the lead (practice.md 2.9). */
static void explain_level(struct reasoning *x)
{
	const char *why;
	if (x->out->lead && ref_level(x->r, x->a, x->t, x->out->lead, x->now, &why) != LEVEL_FREE)
		buf_printf(&x->why, "\n履职清单：%s", why);
}

static void explain_limit(struct reasoning *x)
{
	const struct colour_rule *c = ref_colour(x->r, x->t->colour);
	buf_printf(&x->why, "\n颜色和时限：%s，%" PRId64 "%s", c ? c->name : x->t->colour, x->t->limit_value,
		   limit_unit_text(x->t->limit_unit));
}

/* What was ruled when the same was given back before overrides the list, until somebody corrects the list. The newest ruling
 * wins, that of the town before that of the whole city. */
static const struct unit *by_precedent(struct reasoning *x, const struct unit *lead)
{
	const struct refs_part *p = refs_part_of(x->r);
	const struct precedent *found = NULL;
	for (size_t i = 0; lead && i < p->nprecedents; i++) {
		const struct precedent *k = &p->precedents[i];
		bool here = x->town && k->town_id == x->town->id;
		if (k->event_type_id != x->t->id || k->from_unit_id != lead->id || (k->town_id != NIL && !here))
			continue;
		if (!found || (here && found->town_id == NIL))
			found = k;
	}
	const struct unit *to = found ? ref_unit(x->r, found->to_unit_id) : NULL;
	if (!to || !to->active)
		return lead;
	char day[TIME_TEXT];
	time_text(found->at, day);
	buf_printf(&x->why, "\n按先例：%.10s 裁定由%s主办%s%s", day, to->name, *found->basis ? "，依据" : "", found->basis);
	return to;
}

enum err ref_duty(const struct refs *r, struct arena *a, const struct event_type *t, int64_t town_id, struct duty *out)
{
	const struct unit *place = town_id == NIL ? NULL : ref_unit(r, town_id);
	struct reasoning x = { .r = r, .a = a, .t = t, .out = out, .now = r->built_at };
	*out = (struct duty){ 0 };
	buf_init(&x.why, a, WHY_MAX);
	/* A community or grid head's unit stands for its town. */
	x.town = place && place->town_id != NIL ? ref_unit(r, place->town_id) : NULL;
	explain_principle(&x);
	if (str_eq(t->lead_rule, "fixed"))
		out->lead = lead_fixed(&x);
	else if (str_eq(t->lead_rule, "region"))
		out->lead = lead_region(&x);
	else
		out->lead = lead_owner(&x);
	out->lead = by_precedent(&x, out->lead);
	explain_level(&x);
	add_co_units(&x);
	add_shared(&x);
	explain_limit(&x);
	out->why = arena_str(a, buf_cstr(&x.why));
	return ERR_OK;
}
