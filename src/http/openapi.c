/* SPDX-License-Identifier: Apache-2.0 */
/* OpenAPI 3.1 from the route rows: paths, inputs with their limits, answers by name. The shape of the
 * answers is not in the rows, so their schemas are named but open. */
#include "http/describe.h"

struct printer {
	struct json_out w;
	struct arena *arena;
	const struct route **all;
	size_t n;
	const char *(*cap_name)(unsigned cap);
};

static void count(void *arg, const struct route *r)
{
	(void)r;
	++*(size_t *)arg;
}

static void collect(void *arg, const struct route *r)
{
	struct printer *p = arg;
	p->all[p->n++] = r;
}

static void reference(struct json_out *w, const char *kind, struct sv name)
{
	jw_object(w);
	jw_key(w, "$ref");
	jw_str(w, arena_printf(w->b->arena, "#/components/%s/%.*s", kind, SV_FMT(name)));
	jw_object_end(w);
}

static void limits_of(struct json_out *w, const struct in_field *f)
{
	switch (f->type) {
	case IN_TEXT:
		if (f->min || (f->flags & IN_REQUIRED))
			jw_kint(w, "minLength", f->min ? f->min : 1);
		jw_kint(w, "maxLength", f->max ? f->max : 200);
		break;
	case IN_INT:
	case IN_REAL:
		if (f->min || f->max) {
			jw_kint(w, "minimum", f->min);
			jw_kint(w, "maximum", f->max);
		}
		break;
	case IN_IDS:
	case IN_TEXTS:
		jw_kint(w, "maxItems", f->max ? f->max : 100);
		break;
	case IN_ARRAY:
		jw_kint(w, "maxItems", f->max ? f->max : 1000);
		break;
	default:
		break;
	}
}

static void choices(struct json_out *w, const char *values)
{
	struct sv rest = sv_from(values), one;
	jw_key(w, "enum");
	jw_array(w);
	while (sv_cut(&rest, '|', &one))
		jw_sv(w, one);
	jw_array_end(w);
}

static void schema(struct json_out *w, const struct in_field *f)
{
	static const char *const types[IN_TYPE_COUNT] = {
		[IN_TEXT] = "string", [IN_ID] = "string", [IN_INT] = "integer", [IN_TIME] = "integer",
		[IN_DAY] = "integer", [IN_BOOL] = "boolean", [IN_ENUM] = "string", [IN_REAL] = "number",
		[IN_IDS] = "array", [IN_TEXTS] = "array", [IN_OBJECT] = "object", [IN_ARRAY] = "array",
	};
	static const char *const formats[IN_TYPE_COUNT] = {
		[IN_ID] = "int64", [IN_TIME] = "epoch-ms", [IN_DAY] = "yyyymmdd", [IN_INT] = "int64",
	};
	jw_object(w);
	jw_kstr(w, "type", types[f->type]);
	if (formats[f->type])
		jw_kstr(w, "format", formats[f->type]);
	if (f->type == IN_ENUM)
		choices(w, f->values);
	if (f->type == IN_IDS || f->type == IN_TEXTS) {
		jw_key(w, "items");
		jw_raw(w, SV("{\"type\":\"string\"}"));
	}
	limits_of(w, f);
	jw_kstr(w, "title", f->label);
	if (f->doc)
		jw_kstr(w, "description", f->doc);
	jw_object_end(w);
}

static void parameter_head(struct json_out *w, const char *name, const char *in, bool required)
{
	jw_kstr(w, "name", name);
	jw_kstr(w, "in", in);
	jw_kbool(w, "required", required);
}

static void header_parameter_row(struct json_out *w, const char *name, const char *doc)
{
	jw_object(w);
	parameter_head(w, name, "header", false);
	jw_kstr(w, "description", doc);
	jw_key(w, "schema");
	jw_raw(w, SV("{\"type\":\"string\"}"));
	jw_object_end(w);
}

static void parameters(struct printer *p, const struct route *r)
{
	struct json_out *w = &p->w;
	size_t at = 0;
	struct sv name;
	bool text;
	jw_key(w, "parameters");
	jw_array(w);
	while (route_param(r->pattern, &at, &name, &text)) {
		jw_object(w);
		parameter_head(w, arena_sv(p->arena, name), "path", true);
		jw_key(w, "schema");
		jw_raw(w, text ? SV("{\"type\":\"string\"}") : SV("{\"type\":\"string\",\"format\":\"int64\"}"));
		jw_object_end(w);
	}
	for (const struct in_field *f = r->in; f && f->name; f++) {
		if (!field_in_query(r, f))
			continue;
		jw_object(w);
		parameter_head(w, f->name, "query", f->flags & IN_REQUIRED);
		jw_key(w, "schema");
		schema(w, f);
		if (f->type == IN_IDS || f->type == IN_TEXTS)
			jw_kbool(w, "explode", false);
		jw_object_end(w);
	}
	if (r->flags & ROUTE_IDEMPOTENT)
		header_parameter_row(w, "Idempotency-Key", "请求编号：重复提交同一编号得到第一次的结果");
	if (r->flags & ROUTE_POW)
		header_parameter_row(w, "X-Work", "challenge:nonce, when 429 work.required asked for it");
	jw_array_end(w);
}

static void body(struct printer *p, const struct route *r)
{
	struct json_out *w = &p->w;
	bool any = false, required = false;
	for (const struct in_field *f = r->in; f && f->name; f++) {
		any = any || !field_in_query(r, f);
		required = required || (!field_in_query(r, f) && (f->flags & IN_REQUIRED));
	}
	if (!any && !(r->flags & (ROUTE_UPLOAD | ROUTE_RAW)))
		return;
	jw_key(w, "requestBody");
	jw_object(w);
	jw_kbool(w, "required", required);
	jw_key(w, "content");
	jw_object(w);
	jw_key(w, (r->flags & ROUTE_UPLOAD) ? "multipart/form-data" : (r->flags & ROUTE_RAW) ? "*/*" : "application/json");
	jw_object(w);
	jw_key(w, "schema");
	jw_object(w);
	if (!(r->flags & ROUTE_RAW)) {
		jw_kstr(w, "type", "object");
		jw_kbool(w, "additionalProperties", r->flags & ROUTE_UPLOAD);
		jw_key(w, "properties");
		jw_object(w);
		for (const struct in_field *f = r->in; f && f->name; f++) {
			if (field_in_query(r, f))
				continue;
			jw_key(w, f->name);
			schema(w, f);
		}
		jw_object_end(w);
		jw_key(w, "required");
		jw_array(w);
		for (const struct in_field *f = r->in; f && f->name; f++)
			if (!field_in_query(r, f) && (f->flags & IN_REQUIRED))
				jw_str(w, f->name);
		jw_array_end(w);
	}
	jw_object_end(w);
	jw_object_end(w);
	jw_object_end(w);
	jw_object_end(w);
}

static void responses(struct printer *p, const struct route *r)
{
	struct json_out *w = &p->w;
	struct sv item;
	const char *type = (r->flags & ROUTE_STREAM) ? "text/event-stream" :
			   str_eq(r->returns, "File") ? "application/octet-stream" : "application/json";
	jw_key(w, "responses");
	jw_object(w);
	jw_key(w, "200");
	jw_object(w);
	jw_kstr(w, "description", r->returns ? r->returns : "成功");
	if (r->returns || (r->flags & ROUTE_STREAM)) {
		jw_key(w, "content");
		jw_object(w);
		jw_key(w, type);
		jw_object(w);
		if (r->returns && str_eq(type, "application/json")) {
			jw_key(w, "schema");
			if (describe_list(r->returns, &item))
				reference(w, "schemas", sv_from(arena_printf(p->arena, "%.*sList", SV_FMT(item))));
			else
				reference(w, "schemas", sv_from(r->returns));
		}
		jw_object_end(w);
		jw_object_end(w);
	}
	jw_object_end(w);
	jw_key(w, "default");
	reference(w, "responses", SV("Problem"));
	jw_object_end(w);
}

static void operation(struct printer *p, const struct route *r)
{
	static const char *const keys[HTTP_METHOD_COUNT] = { "get", "post", "put", "delete" };
	struct json_out *w = &p->w;
	char name[ROUTE_NAME];
	jw_key(w, keys[r->method]);
	jw_object(w);
	jw_kstr(w, "operationId", describe_name(r, name));
	jw_kstr(w, "summary", r->doc ? r->doc : "");
	if (r->scope)
		jw_kstr(w, "x-scope", r->scope);
	if (r->cap && p->cap_name)
		jw_kstr(w, "x-capability", p->cap_name(r->cap));
	if (r->flags & ROUTE_PUBLIC) {
		jw_key(w, "security");
		jw_raw(w, SV("[]"));
	} else if (r->flags & ROUTE_MACHINE) {
		jw_key(w, "security");
		jw_raw(w, SV("[{\"session\":[]},{\"token\":[]}]"));
	}
	parameters(p, r);
	body(p, r);
	responses(p, r);
	jw_object_end(w);
}

static void paths(struct printer *p)
{
	struct json_out *w = &p->w;
	jw_key(w, "paths");
	jw_object(w);
	for (size_t i = 0; i < p->n; i++) {
		bool seen = false;
		for (size_t j = 0; j < i && !seen; j++)
			seen = str_eq(p->all[j]->pattern, p->all[i]->pattern);
		if (seen)
			continue;
		struct buf path;
		buf_init(&path, p->arena, 1024);
		describe_path(&path, p->all[i]->pattern);
		jw_key(w, buf_cstr(&path));
		jw_object(w);
		for (size_t j = i; j < p->n; j++)
			if (str_eq(p->all[j]->pattern, p->all[i]->pattern))
				operation(p, p->all[j]);
		jw_object_end(w);
	}
	jw_object_end(w);
}

static bool returned_before(const struct printer *p, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (str_eq(p->all[j]->returns, p->all[i]->returns))
			return true;
	return false;
}

/* The item of a list may not be returned by any row itself. */
static bool named_elsewhere(const struct printer *p, struct sv item, size_t before)
{
	for (size_t j = 0; j < p->n; j++) {
		struct sv other;
		if (p->all[j]->returns && sv_eqs(item, p->all[j]->returns))
			return true;
		if (j < before && p->all[j]->returns && describe_list(p->all[j]->returns, &other) && sv_eq(other, item))
			return true;
	}
	return false;
}

static void answer_schemas(struct printer *p)
{
	struct json_out *w = &p->w;
	for (size_t i = 0; i < p->n; i++) {
		const char *returns = p->all[i]->returns;
		struct sv item;
		if (!returns || str_eq(returns, "File") || returned_before(p, i))
			continue;
		if (!describe_list(returns, &item)) {
			jw_key(w, returns);
			jw_raw(w, SV("{\"type\":\"object\"}"));
			continue;
		}
		jw_key(w, arena_printf(p->arena, "%.*sList", SV_FMT(item)));
		jw_raw(w, sv_from(arena_printf(p->arena,
					       "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":"
					       "{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/%.*s\"}},"
					       "\"next\":{\"type\":[\"string\",\"null\"]},\"total\":{\"type\":"
					       "[\"integer\",\"null\"]}}}",
					       SV_FMT(item))));
		if (!named_elsewhere(p, item, i)) {
			jw_key(w, arena_sv(p->arena, item));
			jw_raw(w, SV("{\"type\":\"object\"}"));
		}
	}
}

static const char PROBLEM_SCHEMA[] =
	"{\"type\":\"object\",\"required\":[\"title\",\"status\",\"code\",\"detail\",\"request_id\"],\"properties\":{"
	"\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},"
	"\"code\":{\"type\":\"string\"},\"detail\":{\"type\":\"string\"},\"request_id\":{\"type\":\"string\"},"
	"\"retry_after\":{\"type\":\"integer\"},\"challenge\":{\"type\":\"string\"},\"bits\":{\"type\":\"integer\"},"
	"\"expires_at\":{\"type\":\"integer\"},\"errors\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
	"\"properties\":{\"field\":{\"type\":\"string\"},\"code\":{\"type\":\"string\"},\"text\":{\"type\":\"string\"}}}}}}";

void http_openapi(const struct route *const *tables, struct buf *out, const char *version,
		  const char *(*cap_name)(unsigned cap))
{
	struct printer p = { .arena = out->arena, .cap_name = cap_name };
	size_t n = 0;
	describe_each(tables, count, &n);
	p.all = ARENA_ARRAY(p.arena, const struct route *, n + 1);
	describe_each(tables, collect, &p);
	struct json_out *w = &p.w;
	jw_init(w, out);
	jw_object(w);
	jw_kstr(w, "openapi", "3.1.0");
	jw_key(w, "info");
	jw_object(w);
	jw_kstr(w, "title", "应哨 Yingshao");
	jw_kstr(w, "version", version);
	jw_object_end(w);
	jw_key(w, "security");
	jw_raw(w, SV("[{\"session\":[]}]"));
	paths(&p);
	jw_key(w, "components");
	jw_object(w);
	jw_key(w, "securitySchemes");
	jw_raw(w, SV("{\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"ys_session\"},"
		     "\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}}"));
	jw_key(w, "responses");
	jw_raw(w, SV("{\"Problem\":{\"description\":\"出错\",\"content\":{\"application/problem+json\":{\"schema\":"
		     "{\"$ref\":\"#/components/schemas/Problem\"}}}}}"));
	jw_key(w, "schemas");
	jw_object(w);
	jw_key(w, "Problem");
	jw_raw(w, SV(PROBLEM_SCHEMA));
	answer_schemas(&p);
	jw_object_end(w);
	jw_object_end(w);
	jw_object_end(w);
	buf_char(out, '\n');
}
