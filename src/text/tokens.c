/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens for search: pairs of neighbours of Chinese, whole words of everything else.
 * The same cut is made when a text is stored and when it is asked for, so it decides nothing by dictionaries. */
#include "text/text.h"
#include "text/units.h"
#include "text/utf8.h"

enum kind { KIND_GAP, KIND_WORD, KIND_HAN };

static const struct {
	uint32_t to;
	enum kind kind;
} KINDS[] = {
	/* up to and including `to`, from the end of the row before */
	{ 0x2F, KIND_GAP },    { 0x39, KIND_WORD },   { 0x60, KIND_GAP },   { 0x7A, KIND_WORD },
	{ 0xBF, KIND_GAP },    { 0xD6, KIND_WORD },   { 0xD7, KIND_GAP },   { 0xF6, KIND_WORD },
	{ 0xF7, KIND_GAP },    { 0x1FFF, KIND_WORD }, { 0x2E7F, KIND_GAP }, { 0x2FDF, KIND_HAN },
	{ 0x3004, KIND_GAP },  { 0x3007, KIND_HAN },  { 0x3020, KIND_GAP }, { 0x3029, KIND_HAN },
	{ 0x303F, KIND_GAP },  { 0x31FF, KIND_HAN },  { 0x33FF, KIND_GAP }, { 0xA4CF, KIND_HAN },
	{ 0xABFF, KIND_WORD }, { 0xD7FF, KIND_HAN },  { 0xF8FF, KIND_GAP }, { 0xFAFF, KIND_HAN },
	{ 0xFDFF, KIND_WORD }, { 0x1FFFF, KIND_GAP }, { 0x3FFFF, KIND_HAN },
};

static enum kind kind_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
		if (c <= KINDS[i].to)
			return KINDS[i].kind;
	return KIND_GAP;
}

void text_tokens_begin(struct text_tokens *t, struct sv normalised)
{
	*t = (struct text_tokens){ .rest = normalised };
}

/* Cuts `n` bytes off the front of the rest. */
static void advance(struct text_tokens *t, size_t n)
{
	t->rest.p += n;
	t->rest.n -= n;
}

static struct sv word(struct text_tokens *t)
{
	size_t n = 0, len;
	while (n < t->rest.n) {
		uint32_t c = text_char(t->rest, n, &len);
		if (kind_of(c) != KIND_WORD || n + len > TEXT_TOKEN_MAX)
			break;
		n += len;
	}
	struct sv token = { t->rest.p, n };
	advance(t, n);
	return token;
}

bool text_tokens_next(struct text_tokens *t, struct sv *token)
{
	while (t->rest.n) {
		size_t len, next_len;
		enum kind k = kind_of(text_char(t->rest, 0, &len));
		if (k == KIND_WORD) {
			t->in_run = false;
			*token = word(t);
			return true;
		}
		bool second = t->in_run;
		bool pair = k == KIND_HAN && len < t->rest.n && kind_of(text_char(t->rest, len, &next_len)) == KIND_HAN;
		*token = (struct sv){ t->rest.p, pair ? len + next_len : len };
		t->in_run = pair;
		advance(t, len);
		if (pair || (k == KIND_HAN && !second))
			return true;
	}
	return false;
}

static bool digit(struct sv s, size_t at)
{
	return s.p[at] >= '0' && s.p[at] <= '9';
}

/* Bytes of the word or number that `s` begins with. */
static size_t unit_length(struct sv s, bool number)
{
	size_t n = 0, len;
	while (n < s.n && digit(s, n) == number && kind_of(text_char(s, n, &len)) == KIND_WORD && n + len <= TEXT_TOKEN_MAX)
		n += len;
	return n;
}

bool text_next_unit(struct sv *rest, struct text_unit *u)
{
	u->adjoins = true;
	for (size_t len; rest->n; rest->p += len, rest->n -= len, u->adjoins = false) {
		enum kind k = kind_of(text_char(*rest, 0, &len));
		if (k == KIND_GAP)
			continue;
		u->number = digit(*rest, 0);
		u->text = (struct sv){ rest->p, k == KIND_HAN ? len : unit_length(*rest, u->number) };
		rest->p += u->text.n;
		rest->n -= u->text.n;
		return true;
	}
	return false;
}
