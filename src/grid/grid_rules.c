/* SPDX-License-Identifier: Apache-2.0 */
/* Codes, bands and shapes of grids. See grid_rules.h. */
#include "grid/grid_rules.h"

#include <inttypes.h>
#include <stdlib.h>

enum { SPECIAL_FROM = 901, DIGITS_BASE = 15, DIGITS_UNIT = 17, DIGITS_CELL = 19, DIGITS_COMMUNITY = 12 };

static const struct {
	const char *text;
	size_t digits;
	struct grid_band band;
} LEVELS[GRID_LEVELS] = {
	[GRID_BASE] = { "基础网格", DIGITS_BASE, { 300, 500 } },
	[GRID_UNIT] = { "单元格", DIGITS_UNIT, { 35, 70 } },
	[GRID_CELL] = { "细胞格", DIGITS_CELL, { 10, 20 } },
	[GRID_SPECIAL] = { "专属网格", DIGITS_BASE, { 0, 0 } },
};

const char *grid_level_text(int level)
{
	return level >= GRID_BASE && level < GRID_LEVELS ? LEVELS[level].text : "";
}

static bool all_digits(const char *s)
{
	return *s && s[strspn(s, "0123456789")] == '\0';
}

static const char *serial_fault(struct arena *a, int level, const char *code)
{
	if (level == GRID_UNIT || level == GRID_CELL) {
		const char *serial = code + LEVELS[level].digits - 2;
		return strcmp(serial, "00") ? NULL : arena_printf(a, "编码末两位是序号，从 01 开始");
	}
	long serial = strtol(code + DIGITS_COMMUNITY, NULL, 10);
	if (level == GRID_BASE && (serial < 1 || serial >= SPECIAL_FROM - 1))
		return "基础网格编码末三位是序号，应为 001 到 899（901 起留给专属网格）";
	if (level == GRID_SPECIAL && serial < SPECIAL_FROM)
		return "专属网格编码末三位应为 901 到 999";
	return NULL;
}

const char *grid_code_fault(struct arena *a, int level, const char *code, const char *parent, const char *region)
{
	if (level < GRID_BASE || level >= GRID_LEVELS)
		return "层级应为 1（基础网格）、2（单元格）、3（细胞格）或 4（专属网格）";
	if (!all_digits(code) || strlen(code) != LEVELS[level].digits)
		return arena_printf(a, "%s的编码应为 %zu 位数字（现为 %zu 位）", LEVELS[level].text, LEVELS[level].digits, strlen(code));
	bool below = level == GRID_UNIT || level == GRID_CELL;
	if (below && !parent)
		return arena_printf(a, "%s必须填写上级网格", LEVELS[level].text);
	if (!below && parent)
		return arena_printf(a, "%s直接属于社区，上级网格应留空", LEVELS[level].text);
	if (below) {
		size_t n = LEVELS[level - 1].digits;
		if (strlen(parent) != n)
			return arena_printf(a, "%s的上级应为%s（%zu 位编码）", LEVELS[level].text, LEVELS[level - 1].text, n);
		if (memcmp(code, parent, n) != 0)
			return arena_printf(a, "编码前 %zu 位应与上级网格的编码 %s 一致", n, parent);
	} else if (strlen(region) == DIGITS_COMMUNITY && memcmp(code, region, DIGITS_COMMUNITY) != 0) {
		return arena_printf(a, "编码前 12 位应与所属社区的区划代码 %s 一致", region);
	}
	return serial_fault(a, level, code);
}

struct grid_band grid_band_default(int level)
{
	return level >= GRID_BASE && level < GRID_LEVELS ? LEVELS[level].band : (struct grid_band){ 0, 0 };
}

bool grid_band_parse(const char *text, struct grid_band *out)
{
	struct sv to = sv_from(text), from;
	struct grid_band b;
	if (!sv_cut(&to, '-', &from) || !sv_i64(sv_trim(from), &b.from) || !sv_i64(sv_trim(to), &b.to) || b.from < 0 || b.to < b.from)
		return false;
	*out = b;
	return true;
}

const char *grid_band_warning(struct arena *a, int level, int64_t households, struct grid_band band)
{
	if (!band.to || (households >= band.from && households <= band.to))
		return NULL;
	return arena_printf(a, "%s的户数 %" PRId64 " 不在建议范围 %" PRId64 "–%" PRId64 " 户内", grid_level_text(level), households,
			    band.from, band.to);
}

/* ---- shapes ----------------------------------------------------------------------------------------- */

/* One number of the text, copied as it is when it is a JSON number. */
static bool number(struct buf *b, const char **p)
{
	const char *from = *p;
	char *end;
	double v = strtod(from, &end);
	if (end == from || !(v >= -180 && v <= 180))
		return false;
	const char *digit = from + (*from == '-');
	bool plain = strspn(from, "-0123456789.") >= (size_t)(end - from) && end[-1] != '.' && *digit >= '0' && *digit <= '9' &&
		     (*digit != '0' || digit[1] < '0' || digit[1] > '9');
	if (plain)
		buf_add(b, from, (size_t)(end - from));
	else
		buf_printf(b, "%.7f", v);
	*p = end;
	return true;
}

static const char *skip(const char *p)
{
	return p + strspn(p, " \t\r\n");
}

bool grid_geometry(struct buf *b, const char *wkt)
{
	const char *p = skip(wkt);
	bool multi = strncmp(p, "MULTIPOLYGON", 12) == 0;
	if (!multi && strncmp(p, "POLYGON", 7) != 0)
		return false;
	p = skip(p + (multi ? 12 : 7));
	int deepest = multi ? 3 : 2, depth = 0;
	buf_printf(b, "{\"type\":\"%s\",\"coordinates\":", multi ? "MultiPolygon" : "Polygon");
	while (*p) {
		if (*p == '(') {
			if (++depth > deepest)
				return false;
			buf_char(b, '[');
			p = skip(p + 1);
		} else if (*p == ')') {
			if (--depth < 0)
				return false;
			buf_char(b, ']');
			p = skip(p + 1);
			if (depth == 0)
				break;
		} else if (*p == ',') {
			buf_char(b, ',');
			p = skip(p + 1);
		} else {
			buf_char(b, '[');
			if (depth != deepest || !number(b, &p))
				return false;
			buf_char(b, ',');
			p = skip(p);
			if (!number(b, &p))
				return false;
			buf_char(b, ']');
			p = skip(p);
		}
	}
	buf_char(b, '}');
	return depth == 0 && !*p;
}

bool grid_bbox(const char *text, double out[4])
{
	const char *p = text;
	for (int i = 0; i < 4; i++) {
		char *end;
		out[i] = strtod(p, &end);
		if (end == p || *end != (i < 3 ? ',' : '\0'))
			return false;
		p = end + 1;
	}
	return out[0] >= -180 && out[2] <= 180 && out[1] >= -90 && out[3] <= 90 && out[0] < out[2] && out[1] < out[3];
}
