/* SPDX-License-Identifier: Apache-2.0 */
/* JSON: a strict reader on jansson and a small append writer.
 *
 * Reader: duplicate keys, depth over 32, broken UTF-8, NUL in strings, trailing bytes are errors; all
 * memory comes from the arena given (jansson's allocator is set once by json_init and uses the current
 * thread's arena, so no json value may outlive its arena or cross threads). */
#ifndef YS_JSON_JSON_H
#define YS_JSON_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct json;               /* one value of a parsed text */

/* Once per process, before any thread starts. */
void json_init(void);
/* Parses a whole text. On error *why is a short English reason with position. */
enum err json_parse(struct arena *a, struct sv text, const struct json **out, const char **why);

enum json_kind { JSON_NULL, JSON_BOOL, JSON_INT, JSON_REAL, JSON_STRING, JSON_ARRAY, JSON_OBJECT };
enum json_kind json_kind(const struct json *v);
const struct json *json_get(const struct json *object, const char *key); /* NULL when absent */
size_t json_count(const struct json *v);                                  /* of array or object, else 0 */
const struct json *json_at(const struct json *array, size_t i);
bool json_bool(const struct json *v);
int64_t json_int(const struct json *v);                                   /* 0 unless JSON_INT */
/* Of an integer or a real. jansson exports a json_real of its own: another name for the linker. */
#define json_real ys_json_real
double json_real(const struct json *v);
struct sv json_sv(const struct json *v);                                  /* NUL-terminated as well */
/* Iterates an object: returns false at the end. Start with *iter = NULL. */
bool json_each(const struct json *object, void **iter, const char **key, const struct json **value);

/* ---- writer: commas are put by itself. Keys are C identifiers, not escaped. ---- */
struct json_out {
	struct buf *b;
	bool comma;               /* the next value or key needs a comma before it */
};
void jw_init(struct json_out *w, struct buf *b);
void jw_object(struct json_out *w);                    /* { */
void jw_object_end(struct json_out *w);                /* } */
void jw_array(struct json_out *w);
void jw_array_end(struct json_out *w);
void jw_key(struct json_out *w, const char *key);
void jw_null(struct json_out *w);
void jw_bool(struct json_out *w, bool v);
void jw_int(struct json_out *w, int64_t v);            /* NIL → null */
void jw_id(struct json_out *w, int64_t v);             /* ids travel as strings; NIL → null */
void jw_real(struct json_out *w, double v, int decimals); /* infinite or not a number → null */
/* Escaped; NULL → null. Bytes that are not UTF-8 become U+FFFD, so that the answer stays JSON. */
void jw_str(struct json_out *w, const char *s);
void jw_sv(struct json_out *w, struct sv s);
void jw_raw(struct json_out *w, struct sv json);       /* already JSON */

#define jw_kbool(w, k, v) (jw_key((w), (k)), jw_bool((w), (v)))
#define jw_kint(w, k, v) (jw_key((w), (k)), jw_int((w), (v)))
#define jw_kid(w, k, v) (jw_key((w), (k)), jw_id((w), (v)))
#define jw_kstr(w, k, v) (jw_key((w), (k)), jw_str((w), (v)))

#endif
