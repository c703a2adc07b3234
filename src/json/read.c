/* SPDX-License-Identifier: Apache-2.0 */
/* Strict JSON reader: jansson behind the project's own face. Depth is counted before jansson sees the
 * text, because its own limit (2048) is fixed when it is compiled and its parser recurses.
 *
 * Threads: jansson's allocator is process-wide; it serves from a thread-local arena that is set only
 * while json_parse runs. Memory: nothing is ever freed singly; jansson's reference counts are ignored. */
/* Both sides have a JSON_OBJECT and so on; jansson's get another name in this file. */
#define JSON_OBJECT JANSSON_OBJECT
#define JSON_ARRAY JANSSON_ARRAY
#define JSON_STRING JANSSON_STRING
#define JSON_REAL JANSSON_REAL
#define JSON_NULL JANSSON_NULL
#include <jansson.h>
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_STRING
#undef JSON_REAL
#undef JSON_NULL

#include "json/json.h"

enum { JSON_MAX_DEPTH = 32 };

static _Thread_local struct arena *current_arena;

static void *allocate(size_t n)
{
	return current_arena ? arena_alloc(current_arena, n) : NULL;
}

static void release(void *p)
{
	(void)p; /* the arena frees as a whole */
}

void json_init(void)
{
	json_set_alloc_funcs(allocate, release);
	json_object_seed(0); /* random seed now, not in a race of the first parsers */
}

/* Byte offset of the bracket that goes too deep, or -1. Brackets inside strings do not count. */
static int64_t too_deep(struct sv text)
{
	unsigned depth = 0;
	bool in_string = false;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (in_string) {
			if (c == '\\')
				i++;
			else if (c == '"')
				in_string = false;
		} else if (c == '"') {
			in_string = true;
		} else if (c == '[' || c == '{') {
			if (++depth > JSON_MAX_DEPTH)
				return (int64_t)i;
		} else if ((c == ']' || c == '}') && depth) {
			depth--;
		}
	}
	return -1;
}

/* jansson's own text quotes the input ("near '…'"), which may be personal: only the kind is kept. */
static const char *reason(enum json_error_code code)
{
	switch (code) {
	case json_error_premature_end_of_input:
		return "text ends too early";
	case json_error_end_of_input_expected:
		return "bytes after the end of the value";
	case json_error_invalid_utf8:
		return "broken UTF-8";
	case json_error_duplicate_key:
		return "duplicate key";
	case json_error_numeric_overflow:
		return "number too large";
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return "NUL in a string";
	default:
		return "not valid JSON";
	}
}

enum err json_parse(struct arena *a, struct sv text, const struct json **out, const char **why)
{
	*out = NULL;
	int64_t deep = too_deep(text);
	if (deep >= 0) {
		*why = arena_printf(a, "nested deeper than %d at byte %lld", JSON_MAX_DEPTH, (long long)deep);
		return ERR_MALFORMED;
	}
	json_error_t e;
	current_arena = a;
	json_t *v = json_loadb(text.p ? text.p : "", text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
	current_arena = NULL;
	if (!v) {
		*why = arena_printf(a, "%s at line %d, byte %d", reason(json_error_code(&e)), e.line, e.position);
		return ERR_MALFORMED;
	}
	*why = NULL;
	*out = (const struct json *)v;
	return ERR_OK;
}

static const json_t *inner(const struct json *v)
{
	return (const json_t *)v;
}

static json_type type_of(const struct json *v)
{
	return v ? json_typeof(inner(v)) : JANSSON_NULL;
}

enum json_kind json_kind(const struct json *v)
{
	switch (type_of(v)) {
	case JANSSON_OBJECT:
		return JSON_OBJECT;
	case JANSSON_ARRAY:
		return JSON_ARRAY;
	case JANSSON_STRING:
		return JSON_STRING;
	case JANSSON_REAL:
		return JSON_REAL;
	case JSON_INTEGER:
		return JSON_INT;
	case JSON_TRUE:
	case JSON_FALSE:
		return JSON_BOOL;
	case JANSSON_NULL:
	default:
		return JSON_NULL;
	}
}

const struct json *json_get(const struct json *object, const char *key)
{
	return object ? (const struct json *)json_object_get(inner(object), key) : NULL;
}

size_t json_count(const struct json *v)
{
	switch (type_of(v)) {
	case JANSSON_OBJECT:
		return json_object_size(inner(v));
	case JANSSON_ARRAY:
		return json_array_size(inner(v));
	default:
		return 0;
	}
}

const struct json *json_at(const struct json *array, size_t i)
{
	return array ? (const struct json *)json_array_get(inner(array), i) : NULL;
}

bool json_bool(const struct json *v)
{
	return type_of(v) == JSON_TRUE;
}

int64_t json_int(const struct json *v)
{
	return v ? (int64_t)json_integer_value(inner(v)) : 0;
}

double json_real(const struct json *v)
{
	return v ? json_number_value(inner(v)) : 0;
}

struct sv json_sv(const struct json *v)
{
	if (type_of(v) != JANSSON_STRING)
		return SV("");
	return (struct sv){ json_string_value(inner(v)), json_string_length(inner(v)) };
}

bool json_each(const struct json *object, void **iter, const char **key, const struct json **value)
{
	if (type_of(object) != JANSSON_OBJECT)
		return false;
	/* jansson iterates a mutable object only; reading it changes nothing */
	json_t *o = (json_t *)(uintptr_t)object;
	*iter = *iter ? json_object_iter_next(o, *iter) : json_object_iter(o);
	if (!*iter)
		return false;
	*key = json_object_iter_key(*iter);
	*value = (const struct json *)json_object_iter_value(*iter);
	return true;
}
