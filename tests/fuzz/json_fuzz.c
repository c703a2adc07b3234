/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as JSON: the reader must not crash, and what it accepts must survive writing and reading
 * again unchanged. */
#include <stdlib.h>

#include "base/env.h"
#include "json/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	json_init();
	return 0;
}

static void print(struct json_out *w, const struct json *v)
{
	void *iter = NULL;
	const char *key;
	const struct json *value;
	switch (json_kind(v)) {
	case JSON_NULL:
		jw_null(w);
		break;
	case JSON_BOOL:
		jw_bool(w, json_bool(v));
		break;
	case JSON_INT:
		jw_int(w, json_int(v));
		break;
	case JSON_REAL:
		jw_real(w, json_real(v), 2);
		break;
	case JSON_STRING:
		jw_sv(w, json_sv(v));
		break;
	case JSON_ARRAY:
		jw_array(w);
		for (size_t i = 0; i < json_count(v); i++)
			print(w, json_at(v, i));
		jw_array_end(w);
		break;
	case JSON_OBJECT:
		/* keys are not escaped by the writer: print them as values */
		jw_array(w);
		while (json_each(v, &iter, &key, &value)) {
			jw_str(w, key);
			print(w, value);
		}
		jw_array_end(w);
		break;
	}
}

static void check(struct arena *a, struct sv text)
{
	const struct json *v, *again;
	const char *why;
	if (json_parse(a, text, &v, &why) != ERR_OK)
		return;
	struct buf first, second;
	struct json_out w;
	buf_init(&first, a, 1 << 20);
	jw_init(&w, &first);
	print(&w, v);
	if (first.overflow)
		return;
	if (json_parse(a, buf_view(&first), &again, &why) != ERR_OK)
		abort();
	buf_init(&second, a, 1 << 20);
	jw_init(&w, &second);
	print(&w, again);
	if (!sv_eq(buf_view(&first), buf_view(&second)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(4 << 20);
	jmp_buf trap;
	arena_trap(a, &trap);
	if (setjmp(trap) == 0)
		check(a, (struct sv){ (const char *)data, size });
	arena_free(a);
	return 0;
}
