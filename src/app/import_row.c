/* SPDX-License-Identifier: Apache-2.0 */
/* One record: from texts to an appeal, or to the reason why not; and how it is written. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "casefile/casefile.h"
#include "import_sql.h"
#include "org/org.h"
#include "org_sql.h"

enum { TEXT_CHARS = 20000, SHORT_CHARS = 300, TITLE_CHARS = 60, SOURCE_CHARS = 40, JOINED_MAX = 4096 };

/* ---- reading --------------------------------------------------------------------------------------- */

struct reading {
	const struct csv_reader *r;
	const struct import_columns *c;
	const struct refs *refs;
	struct arena *a;
	const char *why;
};

/* First non-empty column of a field, "" when there is none. */
static const char *text_of(struct reading *x, enum import_field f)
{
	for (size_t i = 0; i < x->c->n; i++) {
		if (x->c->field[i] != f)
			continue;
		struct sv v = sv_trim(x->r->field[i]);
		if (v.n)
			return arena_sv(x->a, v);
	}
	return "";
}

/* All columns of a field, joined. */
static const char *joined(struct reading *x, enum import_field f, const char *between)
{
	struct buf b;
	buf_init(&b, x->a, JOINED_MAX);
	for (size_t i = 0; i < x->c->n; i++) {
		struct sv v = x->c->field[i] == f ? sv_trim(x->r->field[i]) : (struct sv){ NULL, 0 };
		if (!v.n || sv_eqs(v, "-"))
			continue;
		if (b.n)
			buf_str(&b, between);
		buf_sv(&b, v);
	}
	return buf_cstr(&b);
}

/* Yes in any of its columns: a positive count, 是, yes, true. */
static bool is_yes(struct reading *x, enum import_field f)
{
	for (size_t i = 0; i < x->c->n; i++) {
		struct sv v = x->c->field[i] == f ? sv_trim(x->r->field[i]) : (struct sv){ NULL, 0 };
		int64_t n;
		if (!v.n)
			continue;
		if (sv_i64(v, &n) ? n > 0 : sv_eqs(v, "是") || sv_eqs(v, "已办结") || sv_eqs(v, "yes") || sv_eqs(v, "true"))
			return true;
	}
	return false;
}

static bool refuse(struct reading *x, const char *why)
{
	x->why = x->why ? x->why : why;
	return false;
}

static bool check_columns(struct reading *x)
{
	if (x->r->nfields != x->c->n)
		return refuse(x, arena_printf(x->a, "列数为 %zu，表头为 %zu 列，可能有未配对的引号", x->r->nfields, x->c->n));
	for (size_t i = 0; i < x->c->n; i++) {
		enum import_field f = x->c->field[i];
		if (f == IMPORT_IGNORED)
			continue;
		if (!sv_utf8(x->r->field[i]))
			return refuse(x, arena_printf(x->a, "%s不是UTF-8文字", import_field_text(f)));
		bool is_long = f == IMPORT_BODY || f == IMPORT_ANSWER;
		if (sv_chars(x->r->field[i]) > (is_long ? TEXT_CHARS : SHORT_CHARS))
			return refuse(x, arena_printf(x->a, "%s超过%d字", import_field_text(f), is_long ? TEXT_CHARS : SHORT_CHARS));
	}
	return true;
}

/* What people call it. */
static const struct {
	const char *word, *type;
} NATURES[] = {
	{ "咨询", "consult" }, { "求助", "help" },     { "求决", "help" },     { "投诉", "complaint" }, { "举报", "report" },
	{ "建议", "suggestion" }, { "表扬", "praise" }, { "感谢", "praise" },   { "consult", "consult" }, { "help", "help" },
	{ "complaint", "complaint" }, { "report", "report" }, { "suggestion", "suggestion" }, { "praise", "praise" },
};

static const char *type_from(const char *nature, const char *otherwise)
{
	for (size_t i = 0; i < sizeof NATURES / sizeof *NATURES; i++)
		if (strstr(nature, NATURES[i].word))
			return NATURES[i].type;
	return otherwise;
}

static const struct event_type *event_from(const struct refs *refs, const char *name)
{
	const struct event_type *t = *name ? ref_type_code(refs, name) : NULL;
	for (size_t i = 0; !t && *name && i < refs->ntypes; i++)
		if (str_eq(refs->types[i].name, name) && refs->types[i].active)
			t = &refs->types[i];
	return t;
}

/* A town or community by name; below `town_id` unless that is NIL. */
static int64_t place_from(const struct refs *refs, const char *name, const char *kind, int64_t town_id)
{
	for (size_t i = 0; *name && i < refs->nunits; i++) {
		const struct unit *u = &refs->units[i];
		bool named = str_eq(u->name, name) || str_eq(u->short_name, name);
		if (named && u->active && str_eq(u->kind, kind) && (town_id == NIL || u->town_id == town_id))
			return u->id;
	}
	return NIL;
}

static bool read_channel(struct reading *x, struct import_row *row, const struct import_options *o)
{
	const char *name = text_of(x, IMPORT_CHANNEL);
	const struct channel *ch = ref_channel_code(x->refs, o->channel ? o->channel : name);
	for (size_t i = 0; !ch && *name && i < x->refs->nchannels; i++)
		if (str_eq(x->refs->channels[i].name, name))
			ch = &x->refs->channels[i];
	row->source = arena_sv(x->a, sv_prefix_chars(sv_from(name), SOURCE_CHARS));
	if (!ch && !*name)
		return refuse(x, "没有渠道，请用 --channel 指定");
	if (!ch)
		return refuse(x, arena_printf(x->a, "渠道“%s”不存在，请用 --channel 指定", name));
	row->channel_id = ch->id;
	return true;
}

static bool read_times(struct reading *x, struct import_row *row, int64_t now)
{
	const char *time = text_of(x, IMPORT_TIME), *end = text_of(x, IMPORT_ANSWER_TIME);
	if (!*time)
		return refuse(x, "缺来件时间");
	if (!time_parse(time, &row->received_at))
		return refuse(x, arena_printf(x->a, "来件时间“%s”看不懂，请写成 2025-01-31 08:30", time));
	if (row->received_at > now)
		return refuse(x, arena_printf(x->a, "来件时间“%s”在将来", time));
	row->answer = text_of(x, IMPORT_ANSWER);
	row->answered = *row->answer || is_yes(x, IMPORT_DONE);
	row->closed_at = NIL;
	if (!row->answered)
		return true;
	row->closed_at = row->received_at;
	if (*end && !time_parse(end, &row->closed_at))
		return refuse(x, arena_printf(x->a, "答复时间“%s”看不懂，请写成 2025-01-31 08:30", end));
	if (row->closed_at < row->received_at)
		return refuse(x, "答复时间早于来件时间");
	if (row->closed_at > now)
		return refuse(x, arena_printf(x->a, "答复时间“%s”在将来", end));
	return true;
}

static bool read_texts(struct reading *x, struct import_row *row)
{
	const char *event = text_of(x, IMPORT_EVENT), *class_name = joined(x, IMPORT_CLASS, " > ");
	row->title = text_of(x, IMPORT_TITLE);
	row->body = text_of(x, IMPORT_BODY);
	if (!*row->body && *row->title)
		row->body = row->title;
	if (!*row->body && *event) /* a record without words: what it was classified as stands for them */
		row->body = arena_printf(x->a, "%s%s%s（原系统没有正文）", class_name, *class_name ? " > " : "", event);
	if (!*row->body)
		return refuse(x, "缺正文");
	if (!*row->title)
		row->title = *event ? event : arena_sv(x->a, sv_prefix_chars(sv_from(row->body), 30));
	row->title = arena_sv(x->a, sv_prefix_chars(sv_from(row->title), TITLE_CHARS));
	row->happened = text_of(x, IMPORT_HAPPENED);
	return true;
}

/* Names that this city does not know stay readable in the address. */
static void read_place(struct reading *x, struct import_row *row)
{
	const char *town = text_of(x, IMPORT_TOWN), *community = text_of(x, IMPORT_COMMUNITY), *address = text_of(x, IMPORT_ADDRESS);
	row->town_id = place_from(x->refs, town, "town", NIL);
	row->community_id = place_from(x->refs, community, "community", row->town_id);
	if (row->community_id != NIL && row->town_id == NIL)
		row->town_id = ref_unit(x->refs, row->community_id)->town_id;
	row->address = arena_printf(
		x->a, "%s%s%s", row->town_id == NIL ? town : "", row->community_id == NIL ? community : "", address);
}

static bool micro_degrees(const char *text, double from, double to, int64_t *out)
{
	char *end;
	double v = strtod(text, &end);
	if (end == text || *end || !(v >= from && v <= to))
		return false;
	*out = llround(v * 1e6);
	return true;
}

static bool read_point(struct reading *x, struct import_row *row)
{
	const char *lon = text_of(x, IMPORT_LON), *lat = text_of(x, IMPORT_LAT);
	row->lon = row->lat = NIL;
	if (!*lon && !*lat)
		return true;
	if (!micro_degrees(lon, 73, 136, &row->lon) || !micro_degrees(lat, 3, 54, &row->lat))
		return refuse(x, "经纬度不对，请写成 119.123456 和 37.123456 这样的度数");
	const struct grid *g = ref_grid_at(x->refs, (double)row->lon / 1e6, (double)row->lat / 1e6);
	if (g && row->town_id == NIL)
		row->town_id = g->town_id;
	if (g && row->community_id == NIL)
		row->community_id = g->community_id;
	return true;
}

static void read_person(struct reading *x, struct import_row *row)
{
	const char *said = text_of(x, IMPORT_ANONYMITY);
	row->person = text_of(x, IMPORT_PERSON);
	row->phone = text_of(x, IMPORT_PHONE);
	bool unknown = !*row->person && !*row->phone;
	row->anonymity = strstr(said, "保密") || str_eq(said, "secret") ? "secret" :
			 unknown || strstr(said, "匿名") || str_eq(said, "anonymous") ? "anonymous" : "named";
}

/* Idempotent also without a number: the same words at the same time are the same appeal. */
static const char *number_from_content(struct reading *x, const struct import_row *row)
{
	uint8_t h[SM3_SIZE];
	struct buf b;
	struct sm3_part part[] = { { &row->received_at, sizeof row->received_at }, { row->title, strlen(row->title) },
				   { row->body, strlen(row->body) }, { row->address, strlen(row->address) } };
	sm3_parts(part, 4, h);
	buf_init(&b, x->a, 40);
	buf_str(&b, "h:");
	buf_hex(&b, h, 12);
	return buf_cstr(&b);
}

bool import_read_row(struct import_row *row, const struct csv_reader *r, const struct import_columns *c, const struct refs *refs,
		     const struct import_options *o, int64_t now, struct arena *a, const char **why)
{
	struct reading x = { .r = r, .c = c, .refs = refs, .a = a };
	*row = (struct import_row){ .line = r->line };
	bool ok = check_columns(&x) && read_channel(&x, row, o) && read_times(&x, row, now) && read_texts(&x, row);
	if (ok) {
		read_place(&x, row);
		ok = read_point(&x, row);
	}
	*why = x.why;
	if (!ok)
		return false;
	const struct event_type *t = event_from(refs, text_of(&x, IMPORT_EVENT));
	read_person(&x, row);
	row->event_type_id = t ? t->id : NIL;
	row->type = type_from(text_of(&x, IMPORT_TYPE), t ? t->type : "help");
	row->family = t ? t->family : "people";
	row->colour = t ? t->colour : "green";
	row->unit = text_of(&x, IMPORT_UNIT);
	row->external_no = text_of(&x, IMPORT_ID);
	if (!*row->external_no)
		row->external_no = number_from_content(&x, row);
	return true;
}

/* ---- writing --------------------------------------------------------------------------------------- */

/* The unit of that name, else a new one outside the city's own: inactive, never appraised. */
static enum err external_unit(struct op *op, const char *name, int64_t *id, int64_t *made)
{
	*id = NIL;
	if (!*name)
		return ERR_OK;
	for (size_t i = 0; *id == NIL && i < op->refs->nunits; i++)
		if (str_eq(op->refs->units[i].name, name) || str_eq(op->refs->units[i].short_name, name))
			*id = op->refs->units[i].id;
	if (*id != NIL)
		return ERR_OK;
	uint8_t h[SM3_SIZE];
	struct buf code;
	struct q_import_unit_out known;
	sm3(name, strlen(name), h);
	buf_init(&code, op->a, 32);
	buf_str(&code, "X-");
	buf_hex(&code, h, 6);
	enum err e = q_import_unit(op->s, &(struct q_import_unit_in){ .code = buf_cstr(&code) }, &known);
	if (e != ERR_NOT_FOUND) {
		*id = known.id;
		return e;
	}
	struct q_unit_insert_out unit;
	bool firm = strstr(name, "公司") || strstr(name, "集团");
	e = q_unit_insert(op->s, &(struct q_unit_insert_in){ .code = buf_cstr(&code), .name = name, .short_name = name,
			  .kind = firm ? "enterprise" : "department", .parent_id = NIL, .region_code = "",
			  .duty = "由导入的历史数据建立，不参与派单和考核", .appraised = 0, .active = 0, .now = op->now }, &unit);
	if (!e)
		e = org_tree_add(op->s, unit.id, NIL);
	*id = unit.id;
	(*made)++;
	return e;
}

static enum err write_appeal(struct op *op, const struct import_row *row, const char *no, struct appeal_made *made)
{
	bool contact = *row->person || *row->phone;
	return appeal_create(op, &(struct appeal_new){ .no = no, .channel_id = row->channel_id, .external_no = row->external_no,
		.upstream_due_at = NIL, .received_at = row->received_at, .created_unit_id = NIL, .anonymity = row->anonymity,
		.person_kind = "citizen", .name = contact ? row->person : NULL, .phone = contact ? row->phone : NULL, .type = row->type,
		.family = row->family, .event_type_id = row->event_type_id, .title = row->title, .body = row->body,
		.happened = row->happened, .address = row->address, .urgency = "normal", .source_code = row->source,
		.town_id = row->town_id, .community_id = row->community_id, .grid_id = NIL, .lon = row->lon, .lat = row->lat,
		.historical = row->answered, .historical_answer = row->answer, .closed_at = row->closed_at }, made);
}

enum err import_write_row(struct op *op, const struct import_row *row, const char *appeal_no, const char *case_no,
			  struct import_outcome *out)
{
	struct q_appeal_by_external_out known;
	struct appeal_made made;
	int64_t unit_id, case_id;
	*out = (struct import_outcome){ 0 };
	enum err e = q_appeal_by_external(op->s, &(struct q_appeal_by_external_in){ .channel_id = row->channel_id,
					  .external_no = row->external_no }, &known);
	if (e != ERR_NOT_FOUND) {
		out->known = !e;
		return e;
	}
	e = write_appeal(op, row, appeal_no, &made);
	if (e || !row->answered)
		return e;
	e = external_unit(op, row->unit, &unit_id, &out->units);
	bool secret = str_eq(row->anonymity, "secret");
	if (!e)
		e = case_open_historical(op, &(struct case_historical){ .no = case_no, .title = secret ? "保密举报" : row->title,
			.type = row->type, .family = row->family, .colour = row->colour, .address = secret ? "" : row->address,
			.closing_kind = "explained", .event_type_id = row->event_type_id, .town_id = row->town_id,
			.community_id = secret ? NIL : row->community_id, .lead_unit_id = unit_id, .appeal_id = made.id,
			.opened_at = row->received_at, .closed_at = row->closed_at }, &case_id);
	return e;
}
