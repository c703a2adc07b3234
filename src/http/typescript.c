/* SPDX-License-Identifier: Apache-2.0 */
/* TypeScript from the route rows: one interface per route with inputs and a table of all routes, so that
 * the web's calls are checked against the server's own tables. */
#include "http/describe.h"

static const char *const TYPES[IN_TYPE_COUNT] = {
	[IN_TEXT] = "string", [IN_ID] = "string", [IN_INT] = "number", [IN_TIME] = "number",
	[IN_DAY] = "number", [IN_BOOL] = "boolean", [IN_REAL] = "number", [IN_IDS] = "string[]",
	[IN_TEXTS] = "string[]", [IN_OBJECT] = "Record<string, unknown>", [IN_ARRAY] = "unknown[]",
};

/* Text inside a comment, on one line and without an end of comment. */
static void comment_text(struct buf *out, const char *text)
{
	for (const char *c = text ? text : ""; *c; c++) {
		if (c[0] == '*' && c[1] == '/')
			buf_str(out, "* ");
		else
			buf_char(out, *c == '\n' ? ' ' : *c);
	}
}

static void field_type(struct buf *out, const struct in_field *f)
{
	if (f->type != IN_ENUM) {
		buf_str(out, TYPES[f->type]);
		return;
	}
	struct sv rest = sv_from(f->values), one;
	bool first = true;
	while (sv_cut(&rest, '|', &one)) {
		buf_printf(out, "%s\"%.*s\"", first ? "" : " | ", SV_FMT(one));
		first = false;
	}
}

static bool has_input(const struct route *r)
{
	return r->in && r->in[0].name;
}

static void interface(void *arg, const struct route *r)
{
	struct buf *out = arg;
	char name[ROUTE_NAME];
	if (!has_input(r))
		return;
	buf_str(out, "/** ");
	comment_text(out, r->doc);
	buf_printf(out, " */\nexport interface %sIn {\n", describe_name(r, name));
	for (const struct in_field *f = r->in; f->name; f++) {
		buf_str(out, "  /** ");
		comment_text(out, f->label);
		if (f->doc) {
			buf_str(out, ": ");
			comment_text(out, f->doc);
		}
		buf_printf(out, " */\n  %s%s: ", f->name, (f->flags & IN_REQUIRED) ? "" : "?");
		field_type(out, f);
		buf_str(out, ";\n");
	}
	buf_str(out, "}\n\n");
}

static void row(void *arg, const struct route *r)
{
	struct buf *out = arg;
	char name[ROUTE_NAME];
	describe_name(r, name);
	buf_printf(out, "  %s: { method: \"%s\", path: \"", name, HTTP_METHOD_NAMES[r->method]);
	describe_path(out, r->pattern);
	buf_str(out, "\", in: ");
	if (has_input(r))
		buf_printf(out, "\"%sIn\"", name);
	else
		buf_str(out, "null");
	buf_str(out, ", out: ");
	if (r->returns)
		buf_printf(out, "\"%s\"", r->returns);
	else
		buf_str(out, "null");
	buf_str(out, ", query: [");
	bool first = true;
	for (const struct in_field *f = r->in; f && f->name; f++) {
		if (!field_in_query(r, f))
			continue;
		buf_printf(out, "%s\"%s\"", first ? "" : ", ", f->name);
		first = false;
	}
	buf_printf(out, "], idempotent: %s },\n", (r->flags & ROUTE_IDEMPOTENT) ? "true" : "false");
}

static void input_row(void *arg, const struct route *r)
{
	struct buf *out = arg;
	char name[ROUTE_NAME];
	describe_name(r, name);
	if (has_input(r))
		buf_printf(out, "  %s: %sIn;\n", name, name);
	else
		buf_printf(out, "  %s: Record<string, never>;\n", name);
}

void http_typescript(const struct route *const *tables, struct buf *out)
{
	buf_str(out, "// SPDX-License-Identifier: Apache-2.0\n"
		     "// Made from the server's route tables; do not edit.\n\n"
		     "export interface ProblemField {\n  field: string;\n  code: string;\n  text: string;\n}\n\n"
		     "/** What every failed call answers (RFC 9457). */\n"
		     "export interface Problem {\n  type: string;\n  title: string;\n  status: number;\n  code: string;\n"
		     "  detail: string;\n  errors?: ProblemField[];\n  retry_after?: number;\n  challenge?: string;\n"
		     "  bits?: number;\n  expires_at?: number;\n  request_id: string;\n}\n\n");
	describe_each(tables, interface, out);
	buf_str(out, "export const routes = {\n");
	describe_each(tables, row, out);
	buf_str(out, "} as const;\n\nexport type RouteName = keyof typeof routes;\n\nexport interface RouteInputs {\n");
	describe_each(tables, input_row, out);
	buf_str(out, "}\n");
}
