/* SPDX-License-Identifier: Apache-2.0 */
/* Where online appeals came from (Y-01, U-02): a poster, the QR code of a grid, a hall, or nowhere in particular. Counted per
 * source and per place of a source, in the scope of who asks. */
#include <string.h>

#include "auth/scope.h"
#include "desk/public.h"

enum { DAYS_DEFAULT = 30, PLACE_CHARS = 24 };

static const struct {
	const char *code, *text;
} SOURCES[] = { { "poster", "海报" }, { "grid", "网格码" }, { "hall", "大厅" } };

static const char *source_text(struct sv code)
{
	for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++)
		if (sv_eqs(code, SOURCES[i].code))
			return SOURCES[i].text;
	return NULL;
}

bool source_ok(const char *source)
{
	struct sv rest = sv_from(source), code;
	sv_cut(&rest, ':', &code);
	if (!*source)
		return true;
	if (!source_text(code) || rest.n > PLACE_CHARS || (rest.p && !rest.n))
		return false;
	for (size_t i = 0; i < rest.n; i++) {
		char c = rest.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return true;
}

static enum err h_sources(struct req *r)
{
	struct op *op = op_of(r);
	struct db_query q;
	struct db_cursor *c;
	int64_t to = in_i64_or(r, "to", op->now + 1), from = in_i64_or(r, "from", to - (int64_t)DAYS_DEFAULT * MS_DAY), total = 0;
	db_query_init(&q);
	db_query_add(&q,
		"SELECT a.source_code, COUNT(*), COUNT(*) FILTER (WHERE a.case_id IS NOT NULL), COUNT(*) FILTER (WHERE a.status = 'joined') "
		"FROM appeal a JOIN channel h ON h.id = a.channel_id "
		"WHERE h.public_entry = 1 AND a.historical = 0 AND a.received_at >= $ AND a.received_at < $",
		DB_ARG_I64(from), DB_ARG_I64(to));
	scope_appeals(&q, op->who, CAP_APPEAL_READ);
	db_query_text(&q, " GROUP BY a.source_code ORDER BY 2 DESC, 1");
	enum err e = db_query_open(op->s, &q, &c);
	if (e)
		return e;
	struct json_out *w = &r->w;
	jw_object(w);
	jw_kint(w, "from", from);
	jw_kint(w, "to", to);
	jw_key(w, "items");
	jw_array(w);
	while ((e = db_next(c)) == ERR_OK) {
		struct sv rest = sv_from(db_text(c, 0)), code = { 0 };
		sv_cut(&rest, ':', &code);
		const char *text = source_text(code);
		jw_object(w);
		jw_kstr(w, "source", text ? arena_sv(op->a, code) : "");
		jw_kstr(w, "source_text", text ? text : "直接打开");
		jw_kstr(w, "place", text ? arena_sv(op->a, rest) : "");
		jw_kint(w, "n", db_i64(c, 1));
		jw_kint(w, "filed", db_i64(c, 2));
		jw_kint(w, "joined", db_i64(c, 3));
		jw_object_end(w);
		total += db_i64(c, 1);
	}
	db_query_close(c);
	jw_array_end(w);
	jw_kint(w, "total", total);
	jw_object_end(w);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static const struct in_field SOURCES_IN[] = {
	{ "from", IN_TIME, IN_QUERY, 0, 0, NULL, "起", "default: 30 days before `to`" },
	{ "to", IN_TIME, IN_QUERY, 0, 0, NULL, "止", "default: now" },
	{ 0 },
};

const struct route SOURCE_ROUTES[] = {
	{ HTTP_GET, "/api/v1/appeals/sources", h_sources, CAP_APPEAL_READ, "by role", SOURCES_IN, 0, ROUTE_BULK, "Online appeals by where their code was scanned.", "Sources" },
	{ 0 },
};
