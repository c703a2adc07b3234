/* SPDX-License-Identifier: Apache-2.0 */
/* Masking of mobile and identity numbers inside free text (compliance.md 5.3).
 * In doubt a number that has the full form of either is masked; numbers of another length or form never are. */
#include "base/day.h"
#include "text/text.h"
#include "text/utf8.h"

enum { MOBILE = 11, IDENTITY = 18 };

/* A number found in the text: where each of its characters begins and ends, and which of them are hidden. */
struct number {
	size_t at[IDENTITY], end[IDENTITY];
	char c[IDENTITY];
	size_t hide_from, hide_to;
};

/* The character at `at` as ASCII, also from full-width; 0 for others and at the end. */
static char ascii_at(struct sv s, size_t at, size_t *len)
{
	*len = 1;
	if (at >= s.n)
		return 0;
	uint32_t c = text_char(s, at, len);
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	return c < 0x80 ? (char)c : 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool digit_at(struct sv s, size_t at)
{
	size_t len;
	return is_digit(ascii_at(s, at, &len));
}

/* ".5" behind a number makes it a decimal fraction. */
static bool fraction_at(struct sv s, size_t at)
{
	size_t len;
	return ascii_at(s, at, &len) == '.' && digit_at(s, at + len);
}

/* A number of `n` characters from `at` that ends there; `gaps`: one space or hyphen may stand behind the third and
 * the seventh, both alike. */
static bool take(struct sv s, size_t at, size_t n, bool gaps, struct number *out)
{
	char gap = 0;
	size_t len;
	for (size_t i = 0; i < n; i++, at += len) {
		char c = ascii_at(s, at, &len);
		bool may = gaps && (i == 3 || i == 7) && (i == 3 || gap);
		if (may && (gap ? c == gap : c == ' ' || c == '-')) {
			gap = c;
			at += len;
			c = ascii_at(s, at, &len);
		} else if (gap && i == 7) {
			return false;
		}
		bool check = n == IDENTITY && i == n - 1 && (c == 'X' || c == 'x');
		if (!is_digit(c) && !check)
			return false;
		out->at[i] = at;
		out->end[i] = at + len;
		out->c[i] = c;
	}
	return !digit_at(s, at) && !fraction_at(s, at);
}

static int32_t value(const char *c, size_t n)
{
	int32_t v = 0;
	for (size_t i = 0; i < n; i++)
		v = v * 10 + (c[i] - '0');
	return v;
}

/* Province codes of GB/T 2260, 81-83 for Hong Kong, Macao and Taiwan residents, 9… for foreigners. */
static bool region(int32_t two)
{
	return (two >= 11 && two <= 15) || (two >= 21 && two <= 23) || (two >= 31 && two <= 37) ||
	       (two >= 41 && two <= 46) || (two >= 50 && two <= 54) || (two >= 61 && two <= 65) || two == 71 ||
	       (two >= 81 && two <= 83) || two >= 90;
}

/* The check digit is not asked for: a mistyped identity number is personal as well. */
static bool identity(struct sv s, size_t at, struct number *out)
{
	if (!take(s, at, IDENTITY, false, out) || !region(value(out->c, 2)) || !day_valid(value(out->c + 6, 8)))
		return false;
	out->hide_from = 6;
	out->hide_to = 14;
	return true;
}

static bool mobile(struct sv s, size_t at, struct number *out)
{
	if (!take(s, at, MOBILE, true, out) || out->c[0] != '1' || out->c[1] < '3')
		return false;
	out->hide_from = 3;
	out->hide_to = 7;
	return true;
}

/* Behind the country code, when the digits at `at` begin with it. */
static size_t after_country(struct sv s, size_t at)
{
	static const char *const codes[] = { "86", "0086" };
	for (size_t k = 0; k < 2; k++) {
		size_t i = at, len, n = 0;
		while (codes[k][n] && ascii_at(s, i, &len) == codes[k][n]) {
			i += len;
			n++;
		}
		if (!codes[k][n])
			return i;
	}
	return at;
}

static bool number_at(struct sv s, size_t at, struct number *out)
{
	if (identity(s, at, out) || mobile(s, at, out))
		return true;
	size_t behind = after_country(s, at);
	return behind != at && mobile(s, behind, out);
}

struct sv text_mask(struct arena *a, struct sv s)
{
	char *out = arena_alloc(a, s.n + 1), before = 0, last = 0;
	size_t n = 0, len;
	for (size_t at = 0; at < s.n; at += len) {
		struct number found;
		char c = ascii_at(s, at, &len);
		/* A number begins with a digit that neither goes on from one nor stands behind its point. */
		bool begins = is_digit(c) && !is_digit(last) && !(last == '.' && is_digit(before));
		if (begins && number_at(s, at, &found)) {
			size_t from = found.at[found.hide_from], to = found.end[found.hide_to - 1];
			size_t end = found.end[found.hide_to + 3]; /* both forms end in four open characters */
			memcpy(out + n, s.p + at, from - at);
			n += from - at;
			memset(out + n, '*', found.hide_to - found.hide_from);
			n += found.hide_to - found.hide_from;
			memcpy(out + n, s.p + to, end - to);
			n += end - to;
			len = end - at;
			before = last = '0';
			continue;
		}
		memcpy(out + n, s.p + at, len);
		n += len;
		before = last;
		last = c;
	}
	out[n] = 0;
	return (struct sv){ out, n };
}
