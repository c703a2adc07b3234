/* SPDX-License-Identifier: Apache-2.0 */
/* Reading "惠风小区3号楼2单元501门口": a name, numbers with their words, and what is left. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "place/place.h"

enum part { PART_BUILDING, PART_UNIT, PART_FLOOR, PART_ROOM, PART_DOOR };

/* Longest first where one begins another. */
static const struct {
	const char *word;
	enum part part;
} WORDS[] = {
	{ "号楼", PART_BUILDING }, { "#楼", PART_BUILDING }, { "栋楼", PART_BUILDING }, { "栋", PART_BUILDING }, { "幢", PART_BUILDING },
	{ "座", PART_BUILDING },   { "单元", PART_UNIT },     { "门洞", PART_UNIT },     { "层", PART_FLOOR },    { "楼", PART_FLOOR },
	{ "室", PART_ROOM },       { "户", PART_ROOM },       { "号院", PART_DOOR },     { "号", PART_DOOR },     { "#", PART_BUILDING },
};
static const char *const LEADS[] = { "地址在", "地址是", "地址", "就在", "位于", "家住", "住在", "我们", "我在", "在", "到" };
static const char *const TAILS[] = { "附近", "门口", "对面", "旁边", "隔壁", "路口", "东侧", "西侧", "南侧", "北侧", "东边", "西边",
				     "南边", "北边", "东门", "西门", "南门", "北门", "楼下", "楼上", "里面", "院内", "院里", "后面", "前面", "边上" };
static const char *const ROADS[] = { "大街", "大道", "路", "街", "道", "巷" };

static bool starts(struct sv s, const char *word)
{
	size_t n = strlen(word);
	return s.n >= n && memcmp(s.p, word, n) == 0;
}

static bool ends(struct sv s, const char *word)
{
	size_t n = strlen(word);
	return s.n >= n && memcmp(s.p + s.n - n, word, n) == 0;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct sv after(struct sv s, size_t n)
{
	return (struct sv){ s.p + n, s.n - n };
}

/* 一 … 九十九 at the beginning: bytes taken, 0 when there is none. */
static size_t chinese_number(struct sv s, int64_t *v)
{
	static const char *const DIGITS[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "两" };
	int64_t tens = 0, ones = 0;
	size_t at = 0;
	bool any = false, ten = false;
	while (s.n - at >= 3) {
		if (starts(after(s, at), "十") && !ten) {
			tens = any ? ones : 1;
			ones = 0;
			ten = any = true;
			at += 3;
			continue;
		}
		size_t d = 0;
		while (d < 11 && !starts(after(s, at), DIGITS[d]))
			d++;
		if (d == 11 || (any && !ten) || ones)
			break;
		ones = d == 10 ? 2 : (int64_t)d;
		any = true;
		at += 3;
	}
	*v = tens * 10 + ones;
	return any ? at : 0;
}

/* A number, a letter before a word of buildings, or a Chinese number, in digits: bytes taken. */
static size_t number(struct arena *a, struct sv s, const char **out)
{
	int64_t v;
	size_t n = 0;
	while (n < s.n && n < 6 && digit(s.p[n]))
		n++;
	if (n) {
		*out = arena_strn(a, s.p, n);
		return n;
	}
	if (s.n && s.p[0] >= 'a' && s.p[0] <= 'z') {
		*out = arena_strn(a, s.p, 1);
		return 1;
	}
	n = chinese_number(s, &v);
	if (n)
		*out = arena_printf(a, "%lld", (long long)v);
	return n;
}

/* "号楼" …: bytes of the word. */
static size_t word(struct sv s, enum part *part)
{
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (starts(s, WORDS[i].word)) {
			*part = WORDS[i].part;
			return strlen(WORDS[i].word);
		}
	return 0;
}

static bool is_road(struct sv s)
{
	for (size_t i = 0; i < sizeof ROADS / sizeof *ROADS; i++)
		if (ends(s, ROADS[i]) && s.n > strlen(ROADS[i]))
			return true;
	return false;
}

static void put(struct place_said *out, enum part part, const char *n)
{
	int64_t v = NIL;
	bool numeric = sv_i64(sv_from(n), &v);
	if (part == PART_FLOOR && !*out->building && !*out->unit && out->door == NIL)
		part = PART_BUILDING;  /* "惠风小区3楼": people mean the building */
	switch (part) {
	case PART_BUILDING: out->building = n; break;
	case PART_UNIT: out->unit = n; break;
	case PART_ROOM: out->room = n; break;
	case PART_FLOOR: out->floor = numeric ? v : out->floor; break;
	case PART_DOOR:
		if (*out->building || *out->unit)
			out->room = n;     /* "3号楼501号" */
		else
			out->door = numeric ? v : out->door;
		break;
	}
}

/* "3-2-501": building, unit, room; bytes taken. */
static size_t dashed(struct arena *a, struct sv s, struct place_said *out)
{
	const char *n[3];
	size_t at = 0, k = 0;
	while (k < 3 && at < s.n && digit(s.p[at])) {
		at += number(a, after(s, at), &n[k++]);
		if (at >= s.n || s.p[at] != '-')
			break;
		at++;
	}
	if (k < 2)
		return 0;
	out->building = n[0];
	out->unit = n[1];
	if (k == 3)
		out->room = n[2];
	return at;
}

/* Where the name ends: the first number that has a word, stands at the end, or is dashed. */
static size_t name_end(struct arena *a, struct sv s)
{
	for (size_t at = 0; at < s.n;) {
		struct sv rest = after(s, at);
		const char *n;
		enum part part;
		struct place_said scratch = { 0 };
		size_t len = ((unsigned char)s.p[at] & 0xC0) == 0x80 ? 0 : number(a, rest, &n);
		bool letter = len == 1 && !digit(s.p[at]) && s.p[at] < 0x7F;
		if (len && word(after(rest, len), &part) && (!letter || part == PART_BUILDING) && at)
			return at;
		if (len && digit(s.p[at]) && at && (len == rest.n || dashed(a, rest, &scratch)))
			return at;
		at += len && digit(s.p[at]) ? len : 1;
	}
	return s.n;
}

static struct sv strip(struct sv s, struct place_said *out, struct arena *a)
{
	for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++)
		if (starts(s, LEADS[i]) && s.n > strlen(LEADS[i]) + 3)
			s = after(s, strlen(LEADS[i]));
	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++) {
		size_t n = strlen(TAILS[i]);
		if (ends(s, TAILS[i]) && s.n > n + 3) {
			out->tail = arena_printf(a, "%s%s", TAILS[i], out->tail);
			s.n -= n;
			break;
		}
	}
	return sv_trim(s);
}

static void split_crossing(struct arena *a, struct sv s, struct place_said *out)
{
	static const char *const AND[] = { "与", "和" };
	for (size_t i = 0; i < 2; i++) {
		const char *at = memmem(s.p, s.n, AND[i], 3);
		if (!at)
			continue;
		struct sv left = { s.p, (size_t)(at - s.p) }, right = after(s, (size_t)(at - s.p) + 3);
		if (ends(right, "交叉口"))
			right.n -= strlen("交叉口");
		else if (ends(right, "交汇处"))
			right.n -= strlen("交汇处");
		if (!is_road(left) || !is_road(right))
			continue;
		out->name = arena_sv(a, left);
		out->cross = arena_sv(a, right);
	}
}

static void take_numbers(struct arena *a, struct sv rest, struct place_said *out)
{
	size_t n = dashed(a, rest, out);
	rest = after(rest, n);
	while (rest.n) {
		const char *value;
		enum part part;
		size_t len = number(a, rest, &value), w = len ? word(after(rest, len), &part) : 0;
		if (len && w) {
			put(out, part, value);
			rest = after(rest, len + w);
		} else if (len == rest.n && len && digit(rest.p[0])) {
			if (*out->unit || *out->building)
				out->room = value;
			else if (!sv_i64(sv_from(value), &out->bare))
				out->bare = NIL;
			rest.n = 0;
		} else {
			break;
		}
	}
	rest = sv_trim(rest);
	/* "3号楼下": the word of the building has taken the 楼. */
	bool stairs = sv_eqs(rest, "下") || sv_eqs(rest, "上");
	if (rest.n && sv_utf8(rest))
		out->tail = arena_printf(a, "%s%.*s%s", stairs ? "楼" : "", (int)rest.n, rest.p, out->tail);
}

struct place_said place_parse(struct arena *a, struct sv text)
{
	struct place_said out = { .name = "",
		.cross = "",
		.door = NIL,
		.building = "",
		.unit = "",
		.room = "",
		.floor = NIL,
		.bare = NIL,
		.tail = "" };
	text = sv_trim(text);
	out.letters = text.n > 0;
	size_t letters = 0;
	while (letters < text.n && text.p[letters] >= 'a' && text.p[letters] <= 'z')
		letters++;
	for (size_t i = letters; i < text.n; i++)
		out.letters = out.letters && (digit(text.p[i]) || text.p[i] == '-' || text.p[i] == ' ');
	out.letters = out.letters && letters > 0;
	size_t end = out.letters ? letters : name_end(a, text);
	take_numbers(a, sv_trim(after(text, end)), &out);
	struct sv name = { text.p, end };
	if (!out.letters)
		name = strip(sv_trim(name), &out, a);
	out.name = arena_sv(a, name);
	if (!out.letters)
		split_crossing(a, name, &out);
	return out;
}

const char *place_numbers(struct arena *a, const struct place_said *s, const char *kind)
{
	struct buf b;
	bool road = str_eq(kind, "road");
	buf_init(&b, a, 256);
	int64_t door = s->door != NIL ? s->door : road ? s->bare : NIL;
	if (door != NIL)
		buf_printf(&b, "%lld号", (long long)door);
	if (*s->building)
		buf_printf(&b, "%s%s", s->building, s->building[0] >= 'a' ? "座" : "号楼");
	else if (s->bare != NIL && !road)
		buf_printf(&b, "%lld号楼", (long long)s->bare);
	if (*s->unit)
		buf_printf(&b, "%s单元", s->unit);
	if (s->floor != NIL)
		buf_printf(&b, "%lld层", (long long)s->floor);
	if (*s->room)
		buf_printf(&b, "%s室", s->room);
	return arena_str(a, buf_cstr(&b));
}
