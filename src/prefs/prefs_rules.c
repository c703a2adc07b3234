/* SPDX-License-Identifier: Apache-2.0 */
/* What may be kept: pure checks of keys, values, pages and queries. */
#include <string.h>

#include "json/json.h"
#include "prefs/prefs.h"

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool only(const char *s, const char *others)
{
	for (; *s; s++)
		if (!letter(*s) && !strchr(others, *s))
			return false;
	return true;
}

bool pref_key_ok(const char *key)
{
	return letter(*key) && only(key, "._-/:");
}

bool pref_value_ok(struct arena *a, const char *value)
{
	const struct json *v;
	const char *why;
	/* The reader takes whole documents; a plain word or number is one inside a list. */
	const char *doc = arena_printf(a, "[%s]", value);
	return json_parse(a, sv_from(doc), &v, &why) == ERR_OK && json_kind(v) == JSON_ARRAY && json_count(v) == 1;
}

bool view_page_ok(const char *page)
{
	return page[0] == '/' && page[1] != '/' && only(page, "/-_:.");
}

bool view_query_ok(const char *query)
{
	return only(query, "=&%+-_.~*!'()$,:;@/?|");
}
