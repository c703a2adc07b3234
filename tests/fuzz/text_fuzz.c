/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: normal form, tokens, keywords and masking on any bytes. The normal form is well-formed and final,
 * masking only ever shortens and is final too, no mobile number of plain digits remains. */
#include <stdlib.h>
#include <string.h>

#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		abort();
}

static bool within_text(void *arg, const struct text_hit *h)
{
	const struct sv *s = arg;
	check(h->at + h->n <= s->n && memcmp(s->p + h->at, h->word, h->n) == 0);
	return true;
}

/* Eleven plain digits of a mobile number with nothing around them that makes them another number. */
static bool mobile_left(struct sv s)
{
	size_t run = 0;
	for (size_t i = 0; i <= s.n; i++) {
		bool digit = i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
		if (digit) {
			run++;
			continue;
		}
		const char *p = s.p + i - run;
		bool alone = (p == s.p || (p[-1] > 0 && p[-1] != '.')) && (i == s.n || (s.p[i] > 0 && s.p[i] != '.'));
		if (run == 11 && alone && p[0] == '1' && p[1] >= '3')
			return true;
		run = 0;
	}
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct text_keyword words[] = { { "路灯", 1, 2 }, { "不亮", 2, 1 }, { "灯不", 1, 1 }, { "110", 3, 1 } };
	struct arena *a = arena_new((size_t)32 << 20);
	struct sv s = { (const char *)data, size }, token;
	struct sv once = text_normalise(a, s), masked = text_mask(a, s);
	check(sv_utf8(once) && sv_eq(once, text_normalise(a, once)) && once.p[once.n] == 0);
	check(masked.n <= s.n && sv_eq(masked, text_mask(a, masked)) && !mobile_left(masked));
	struct text_tokens t;
	text_tokens_begin(&t, once);
	while (text_tokens_next(&t, &token))
		check(token.n > 0 && token.n <= TEXT_TOKEN_MAX && sv_utf8(token));
	const struct text_matcher *m = text_matcher_build(a, words, 4);
	text_matcher_run(m, once, within_text, &once);
	struct text_suggestion best[2];
	char code[CREDIT_CODE_CHARS + 1];
	char *typed = arena_strn(a, s.p, strnlen(s.p, s.n));
	if (text_credit_code(typed, code))
		check(strlen(code) == CREDIT_CODE_CHARS && text_credit_code(code, code));
	size_t n = text_suggest(m, a, s, best, 2);
	check(n < 2 || best[0].score >= best[1].score);
	arena_free(a);
	return 0;
}
