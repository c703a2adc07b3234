/* SPDX-License-Identifier: Apache-2.0 */
/* The terms of a place: pairs of characters for who writes it, beginnings of the pinyin and its initials for who types it. */
#include <string.h>

#include "place/place.h"
#include "text/pinyin.h"

enum { INITIALS_MAX = 10, PINYIN_MIN = 2, PINYIN_MAX = 26, TERMS_TEXT = 32 << 10 };

static void put_prefixes(struct json_out *w, const char *s, size_t least, size_t most)
{
	size_t n = strlen(s);
	for (size_t k = least; k <= n && k <= most; k++)
		jw_sv(w, (struct sv){ s, k });
}

static void put_pairs(struct json_out *w, struct sv normalised)
{
	struct text_tokens t;
	struct sv token;
	text_tokens_begin(&t, normalised);
	while (text_tokens_next(&t, &token))
		jw_sv(w, token);
}

static void put_name(struct json_out *w, struct arena *a, struct sv name)
{
	struct sv plain = text_normalise(a, name);
	struct text_pinyin p = text_pinyin(a, plain);
	if (!plain.n)
		return;
	put_pairs(w, plain);
	jw_sv(w, sv_prefix_chars(plain, 1));
	put_prefixes(w, p.initials, 1, INITIALS_MAX);
	put_prefixes(w, p.full, PINYIN_MIN, PINYIN_MAX);
}

struct place_words place_words(struct arena *a, const char *name, const char *alias)
{
	struct buf b;
	struct json_out w;
	struct text_pinyin p = text_pinyin(a, text_normalise(a, sv_from(name)));
	struct sv rest = sv_from(alias), one;
	buf_init(&b, a, TERMS_TEXT);
	jw_init(&w, &b);
	jw_array(&w);
	put_name(&w, a, sv_from(name));
	while (rest.n && sv_cut(&rest, ';', &one))
		put_name(&w, a, one);
	jw_array_end(&w);
	return (struct place_words){ arena_str(a, buf_cstr(&b)), p.full, p.initials };
}

const char *place_query_terms(struct arena *a, const char *name, bool letters)
{
	struct buf b;
	struct json_out w;
	struct sv plain = text_normalise(a, sv_from(name));
	buf_init(&b, a, TERMS_TEXT);
	jw_init(&w, &b);
	jw_array(&w);
	if (letters) {
		size_t max = plain.n < PINYIN_MAX ? plain.n : PINYIN_MAX;
		jw_sv(&w, (struct sv){ plain.p, max });
	} else {
		put_pairs(&w, plain);
	}
	jw_array_end(&w);
	return arena_str(a, buf_cstr(&b));
}
