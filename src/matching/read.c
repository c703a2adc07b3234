/* SPDX-License-Identifier: Apache-2.0 */
/* From two strings to what is compared: runs of two and three units, names of places, numbers, districts.
 * Places are known by their neighbours only - what follows 区 or 镇, what stands before 小区 or 路 - so no list of any city's
 * names is needed. */
#include <stdlib.h>

#include "matching/text.h"
#include "text/text.h"
#include "text/units.h"

enum { AFTER_ADMIN = 6, BEFORE_SUFFIX = 4, BODY_NUMBERS_FROM = 400, HAN_BYTES = 3 };

static const char ADMIN[] = "市区县镇乡省州";
/* 小区, 社区 … are no districts. */
static const char NO_DISTRICT[] = "小社园校片地辖学城景新老市超夜门菜股各本全该我乡村集上住房楼都";
static const char SUFFIX[] = "路街巷村城府苑郡湾庭园站桥线镇组湖山江门洲墅座台寺港坡岭塘冲坪";
static const char *const SUFFIXES[] = { "小区", "大道", "公司", "学校", "小学", "中学", "一中", "大学", "学院", "医院",
					"广场", "中心", "国际", "楼盘", "社区", "市场", "酒店", "银行", "集团", "地产",
					"物业", "基地", "大厦", "街道", "景区" };
/* A number before one of these is a date, an amount or a measure. */
static const char MEASURES[] = "年月日点时元万块多个分米平";
static const char DIGITS[] = "一二三四五六七八九十";

struct unit {
	struct text_unit u;
	uint32_t hash;
	uint8_t place;
};

struct units {
	struct unit *v;
	size_t n;
};

static uint32_t mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xFF51AFD7ED558CCDu;
	h ^= h >> 33;
	return (uint32_t)(h ^ h >> 29);
}

static uint32_t hash_of(struct sv s)
{
	return mix(sv_hash(0xCBF29CE484222325u, s));
}

/* Hash of `k` units that end at v[end]. Two units in either order are the same: people turn names round. */
static uint32_t hash_run(const struct unit *v, size_t end, size_t k)
{
	if (k == 2)
		return mix(((uint64_t)v[end].hash + v[end - 1].hash) * 0x9E3779B97F4A7C15u ^ (v[end].hash ^ v[end - 1].hash));
	uint64_t h = k;
	for (size_t i = end + 1 - k; i <= end; i++)
		h = (h + v[i].hash) * 0x9E3779B97F4A7C15u + (h >> 31);
	return mix(h);
}

static bool is_one_of(struct sv c, const char *set)
{
	return c.n == HAN_BYTES && memmem(set, strlen(set), c.p, c.n) != NULL;
}

/* True when `u` goes on with the address that ended at `end`. */
static bool in_address(const char *end, struct sv u)
{
	for (const char *p = end; p < u.p + u.n; p++)
		if ((unsigned char)*p >= 0x80 || *p == ' ')
			return false;
	return true;
}

/* Units without internet addresses. */
static struct units units_of(struct arena *a, struct sv text, size_t max)
{
	struct units out = { ARENA_ARRAY(a, struct unit, max), 0 };
	const char *address = NULL;
	struct text_unit u;
	for (struct sv rest = text; out.n < max && text_next_unit(&rest, &u);) {
		if (sv_eqs(u.text, "http") || sv_eqs(u.text, "https") || (address && in_address(address, u.text))) {
			address = u.text.p + u.text.n;
			continue;
		}
		u.adjoins = u.adjoins && !address;
		address = NULL;
		out.v[out.n++] = (struct unit){ u, hash_of(u.text), 0 };
	}
	return out;
}

/* ---- names of places ---- */

static bool ends_admin(const struct units *u, size_t i)
{
	return i && u->v[i].u.adjoins && is_one_of(u->v[i].u.text, ADMIN) && !is_one_of(u->v[i - 1].u.text, NO_DISTRICT);
}

/* Units of the suffix of a name that ends at `i`; 0 for none. */
static size_t suffix_at(const struct units *u, size_t i)
{
	if (is_one_of(u->v[i].u.text, SUFFIX))
		return 1;
	if (!i || !u->v[i].u.adjoins)
		return 0;
	struct sv two = { u->v[i - 1].u.text.p, u->v[i - 1].u.text.n + u->v[i].u.text.n };
	for (size_t k = 0; k < sizeof SUFFIXES / sizeof *SUFFIXES; k++)
		if (sv_eqs(two, SUFFIXES[k]))
			return 2;
	return 0;
}

static void mark_places(struct units *u)
{
	for (size_t i = 0; i < u->n; i++) {
		if (ends_admin(u, i))
			for (size_t k = i + 1; k < u->n && k <= i + AFTER_ADMIN && u->v[k].u.adjoins; k++)
				u->v[k].place = 1;
		size_t suffix = suffix_at(u, i);
		for (size_t k = 0; suffix && k < BEFORE_SUFFIX + suffix; k++) {
			u->v[i - k].place = 1;
			if (!u->v[i - k].u.adjoins || k == i)
				break;
		}
	}
}

/* ---- numbers and districts ---- */

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static size_t sort_once(uint32_t *v, size_t n)
{
	size_t kept = 0;
	if (n)
		qsort(v, n, sizeof *v, by_value);
	for (size_t i = 0; i < n; i++)
		if (!kept || v[kept - 1] != v[i])
			v[kept++] = v[i];
	return kept;
}

static int by_unit(const void *a, const void *b)
{
	const struct match_number *x = a, *y = b;
	return x->unit != y->unit ? (x->unit > y->unit) - (x->unit < y->unit) : (x->value > y->value) - (x->value < y->value);
}

/* Hash of the number; Chinese digits as the others. False for no number. */
static bool number_of(struct sv s, bool number, uint32_t *value)
{
	static const char *const as[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" };
	*value = hash_of(s);
	const char *digit = s.n == HAN_BYTES ? memmem(DIGITS, sizeof DIGITS - 1, s.p, s.n) : NULL;
	if (digit)
		*value = hash_of(sv_from(as[(size_t)(digit - DIGITS) / HAN_BYTES]));
	return number || digit;
}

static void read_numbers(struct match_text *t, const struct units *u, size_t max, bool title)
{
	for (size_t i = 0; i < u->n && i < max; i++) {
		uint32_t value;
		if (!number_of(u->v[i].u.text, u->v[i].u.number, &value))
			continue;
		if (title && u->v[i].u.number && t->ntitle_number < NUMBERS_MAX)
			t->title_number[t->ntitle_number++] = value;
		if (i + 1 < u->n && u->v[i + 1].u.adjoins && !is_one_of(u->v[i + 1].u.text, MEASURES) && t->nnumber < NUMBERS_MAX)
			t->number[t->nnumber++] = (struct match_number){ u->v[i + 1].hash, value };
	}
}

static size_t read_districts(uint32_t *out, size_t n, const struct units *u, const char *ends)
{
	for (size_t i = 2; i < u->n && n < DISTRICTS_MAX; i++)
		if (ends_admin(u, i) && is_one_of(u->v[i].u.text, ends) && u->v[i - 1].u.adjoins)
			out[n++] = hash_run(u->v, i, 3);
	return n;
}

/* ---- runs ---- */

static int by_hash(const void *a, const void *b)
{
	return by_value(&((const struct match_gram *)a)->hash, &((const struct match_gram *)b)->hash);
}

static void put_runs(struct match_text *t, const struct units *u, bool title)
{
	for (size_t i = 1; i < u->n; i++)
		for (size_t k = 2; k <= 3 && k <= i + 1 && u->v[i + 2 - k].u.adjoins; k++) {
			bool place = u->v[i + 1 - k].place && u->v[i + 2 - k].place;
			uint8_t kind = title ? (place ? PLACE_TITLE : PROBLEM_TITLE) : place ? PLACE_BODY : 0;
			t->gram[t->ngram++] = (struct match_gram){ .hash = hash_run(u->v, i, k), .in_title = title,
								   .in_body = !title, .pair = k == 2, .place = kind };
		}
}

static uint8_t plus(uint8_t a, uint8_t b)
{
	return (uint8_t)(a + b > UINT8_MAX ? UINT8_MAX : a + b);
}

static void unite_runs(struct match_text *t)
{
	size_t kept = 0;
	if (t->ngram)
		qsort(t->gram, t->ngram, sizeof *t->gram, by_hash);
	for (size_t i = 0; i < t->ngram; i++) {
		struct match_gram *last = kept ? &t->gram[kept - 1] : NULL, *g = &t->gram[i];
		if (!last || last->hash != g->hash) {
			t->gram[kept++] = *g;
			continue;
		}
		last->in_title = plus(last->in_title, g->in_title);
		last->in_body = plus(last->in_body, g->in_body);
		last->place |= g->place;
	}
	t->ngram = kept;
}

static void put_fives(struct match_text *t, struct arena *a, const struct units *u)
{
	t->five = ARENA_ARRAY(a, uint32_t, u->n + 1);
	for (size_t i = 4; i < u->n; i++)
		t->five[t->nfive++] = hash_run(u->v, i, 5);
	t->nfive = sort_once(t->five, t->nfive);
}

static void keep_title(struct match_text *t, struct arena *a, const struct units *u)
{
	t->title = (struct match_units){ ARENA_ARRAY(a, uint32_t, u->n + 1), ARENA_ARRAY(a, bool, u->n + 1), u->n };
	for (size_t i = 0; i < u->n; i++) {
		t->title.hash[i] = u->v[i].hash;
		t->title.adjoins[i] = u->v[i].u.adjoins;
	}
}

static struct units units_in(struct arena *a, struct sv text, size_t max)
{
	/* A character is at most four bytes and a unit at most TEXT_TOKEN_MAX: what follows cannot count. */
	size_t bytes = max * TEXT_TOKEN_MAX;
	struct sv start = { text.p ? text.p : "", text.n < bytes ? text.n : bytes };
	return units_of(a, text_plain(a, start), max);
}

struct match_text *match_read(struct arena *a, struct sv title, struct sv body, int64_t time)
{
	static const size_t SCRATCH = (size_t)16 << 20;
	struct match_text *t = ARENA_NEW(a, struct match_text);
	struct arena *scratch = arena_new(SCRATCH);
	struct units head = units_in(scratch, title, MATCH_TITLE_UNITS), text = units_in(scratch, body, MATCH_BODY_UNITS);
	mark_places(&head);
	mark_places(&text);
	struct match_gram *room = ARENA_ARRAY(scratch, struct match_gram, 2 * (head.n + text.n) + 1);
	t->gram = room;
	put_runs(t, &head, true);
	put_runs(t, &text, false);
	unite_runs(t);
	t->gram = ARENA_ARRAY(a, struct match_gram, t->ngram + 1);
	memcpy(t->gram, room, t->ngram * sizeof *room);
	put_fives(t, a, &text);
	keep_title(t, a, &head);
	read_numbers(t, &head, head.n, true);
	read_numbers(t, &text, BODY_NUMBERS_FROM, false);
	qsort(t->number, t->nnumber, sizeof *t->number, by_unit);
	t->ntitle_number = sort_once(t->title_number, t->ntitle_number);
	t->ntitle_district = sort_once(t->title_district, read_districts(t->title_district, 0, &head, "区县"));
	t->ndistrict = read_districts(t->district, read_districts(t->district, 0, &head, "区县市"), &text, "区县市");
	t->ndistrict = sort_once(t->district, t->ndistrict);
	t->nbody = text.n;
	t->time = time;
	arena_free(scratch);
	return t;
}
