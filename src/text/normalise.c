/* SPDX-License-Identifier: Apache-2.0 */
/* The normal form of text: what Unicode's NFKC does wherever the result is ASCII, and nothing else of it.
 * Rules are tables of ranges; what no table names stays as it is. */
#include <stdio.h>

#include "text/text.h"
#include "text/utf8.h"

struct range {
	uint32_t from, to;
};

static const struct range SPACES[] = {
	{ 0x09, 0x0D },     { 0x20, 0x20 },     { 0x85, 0x85 },     { 0xA0, 0xA0 },     { 0x1680, 0x1680 },
	{ 0x2000, 0x200A }, { 0x2028, 0x2029 }, { 0x202F, 0x202F }, { 0x205F, 0x205F }, { 0x3000, 0x3000 },
};

/* Invisible: controls, soft hyphen, joiners, direction marks, variation selectors, fillers, tags, no characters. */
static const struct range DROPPED[] = {
	{ 0x00, 0x08 },       { 0x0E, 0x1F },       { 0x7F, 0x84 },       { 0x86, 0x9F },       { 0xAD, 0xAD },
	{ 0x34F, 0x34F },     { 0x61C, 0x61C },     { 0x115F, 0x1160 },   { 0x17B4, 0x17B5 },   { 0x180B, 0x180F },
	{ 0x200B, 0x200F },   { 0x202A, 0x202E },   { 0x2060, 0x206F },   { 0x3164, 0x3164 },   { 0xFE00, 0xFE0F },
	{ 0xFEFF, 0xFEFF },   { 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFFF },   { 0xE0000, 0xE0FFF },
};

/* Runs of numbers and letters in some decoration. */
enum run { RUN_DIGIT, RUN_LETTER, RUN_NUMBER, RUN_IN_BRACKETS, RUN_WITH_POINT, RUN_LETTER_IN_BRACKETS };
static const struct {
	uint32_t from, to;
	enum run kind;
	int first;                 /* number or letter index of `from` */
	int period;                /* the run starts again after so many; 0: never */
} RUNS[] = {
	{ 0xB2, 0xB3, RUN_DIGIT, 2, 0 },                /* ² ³ */
	{ 0xB9, 0xB9, RUN_DIGIT, 1, 0 },                /* ¹ */
	{ 0x2070, 0x2070, RUN_DIGIT, 0, 0 },            /* ⁰ */
	{ 0x2074, 0x2079, RUN_DIGIT, 4, 0 },            /* ⁴-⁹ */
	{ 0x2080, 0x2089, RUN_DIGIT, 0, 0 },            /* ₀-₉ */
	{ 0x2460, 0x2473, RUN_NUMBER, 1, 0 },           /* ①-⑳ */
	{ 0x2474, 0x2487, RUN_IN_BRACKETS, 1, 0 },      /* ⑴-⒇ */
	{ 0x2488, 0x249B, RUN_WITH_POINT, 1, 0 },       /* ⒈-⒛ */
	{ 0x249C, 0x24B5, RUN_LETTER_IN_BRACKETS, 0, 0 }, /* ⒜-⒵ */
	{ 0x24B6, 0x24E9, RUN_LETTER, 0, 26 },          /* Ⓐ-ⓩ */
	{ 0x24EA, 0x24EA, RUN_NUMBER, 0, 0 },           /* ⓪ */
	{ 0x3251, 0x325F, RUN_NUMBER, 21, 0 },          /* ㉑-㉟ */
	{ 0x32B1, 0x32BF, RUN_NUMBER, 36, 0 },          /* ㊱-㊿ */
	{ 0x1D400, 0x1D6A3, RUN_LETTER, 0, 26 },        /* mathematical alphabets */
	{ 0x1D7CE, 0x1D7FF, RUN_DIGIT, 0, 10 },         /* mathematical digits */
};

static const struct {
	uint32_t c;
	const char *text;
} SINGLES[] = {
	{ 0x2024, "." },    { 0x2025, ".." },  { 0x2026, "..." }, { 0x2116, "no" },  { 0x2121, "tel" }, { 0x2122, "tm" },
	{ 0x338E, "mg" },   { 0x338F, "kg" },  { 0x339C, "mm" },  { 0x339D, "cm" },  { 0x339E, "km" },  { 0x33A0, "cm2" },
	{ 0x33A1, "m2" },   { 0x33A2, "km2" }, { 0x33A4, "cm3" }, { 0x33A5, "m3" },  { 0x33C4, "cc" },  { 0x33CE, "km" },
	{ 0xFB00, "ff" },   { 0xFB01, "fi" },  { 0xFB02, "fl" },  { 0xFB03, "ffi" }, { 0xFB04, "ffl" }, { 0xFB05, "st" },
	{ 0xFB06, "st" },   { 0xFFE0, "¢" },   { 0xFFE1, "£" },   { 0xFFE5, "¥" },
};

/* Upper and lower case of these stand 16 apart. */
static const char *const ROMAN[16] = { "i", "ii", "iii", "iv", "v",  "vi",  "vii", "viii",
				       "ix", "x", "xi",  "xii", "l", "c", "d", "m" };

/* The longest replacement, "(20)", stands for three bytes; none is longer than four. */
enum { REPLACEMENT = 8 };

static bool within(const struct range *r, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c <= r[i].to)
			return c >= r[i].from;
	return false;
}

#define WITHIN(table, c) within((table), sizeof(table) / sizeof(table)[0], (c))

static const char *from_runs(uint32_t c, char out[REPLACEMENT])
{
	for (size_t i = 0; i < sizeof RUNS / sizeof RUNS[0]; i++) {
		if (c < RUNS[i].from || c > RUNS[i].to)
			continue;
		int v = (int)(c - RUNS[i].from) + RUNS[i].first;
		if (RUNS[i].period)
			v %= RUNS[i].period;
		switch (RUNS[i].kind) {
		case RUN_LETTER:
			snprintf(out, REPLACEMENT, "%c", 'a' + v);
			break;
		case RUN_LETTER_IN_BRACKETS:
			snprintf(out, REPLACEMENT, "(%c)", 'a' + v);
			break;
		case RUN_IN_BRACKETS:
			snprintf(out, REPLACEMENT, "(%d)", v % 100);
			break;
		case RUN_WITH_POINT:
			snprintf(out, REPLACEMENT, "%d.", v % 100);
			break;
		default:
			snprintf(out, REPLACEMENT, "%d", v % 100);
		}
		return out;
	}
	return NULL;
}

/* What a character beyond ASCII becomes; NULL when it stays. */
static const char *replacement(uint32_t c, char out[REPLACEMENT])
{
	if (c >= 0xFF01 && c <= 0xFF5E) {
		char a = (char)(c - 0xFEE0);
		out[0] = a >= 'A' && a <= 'Z' ? (char)(a - 'A' + 'a') : a;
		out[1] = 0;
		return out;
	}
	if (c >= 0x2160 && c <= 0x217F)
		return ROMAN[c % 16];
	for (size_t i = 0; i < sizeof SINGLES / sizeof SINGLES[0]; i++)
		if (SINGLES[i].c == c)
			return SINGLES[i].text;
	return from_runs(c, out);
}

/* Common Chinese characters are in no table. */
static bool plain_han(uint32_t c)
{
	return c >= 0x4E00 && c <= 0x9FFF;
}

struct sv text_normalise(struct arena *a, struct sv s)
{
	char *out = arena_alloc(a, s.n + s.n / 3 + REPLACEMENT), small[REPLACEMENT];
	size_t n = 0, len;
	bool space = false;
	for (size_t at = 0; at < s.n; at += len) {
		uint32_t c = text_char(s, at, &len);
		bool han = plain_han(c);
		if (!han && WITHIN(SPACES, c)) {
			space = n > 0;
			continue;
		}
		if (!han && WITHIN(DROPPED, c))
			continue;
		if (space)
			out[n++] = ' ';
		space = false;
		if (c < 0x80) {
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
			continue;
		}
		const char *r = han ? NULL : replacement(c, small);
		size_t k = r ? strlen(r) : len;
		memcpy(out + n, r ? r : s.p + at, k);
		n += k;
	}
	out[n] = 0;
	return (struct sv){ out, n };
}
