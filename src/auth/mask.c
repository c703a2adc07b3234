/* SPDX-License-Identifier: Apache-2.0 */
/* Masking of personal data by fixed rules. Works on characters, not bytes. */
#include "auth/mask.h"

#include <string.h>

#include "base/sv.h"

static struct sv skip_chars(struct sv s, size_t n)
{
	size_t cut = sv_prefix_chars(s, n).n;
	return (struct sv){ s.p + cut, s.n - cut };
}

/* First `head` and last `tail` characters with `stars` between. */
static const char *keep_ends(struct arena *a, struct sv s, size_t head, const char *stars, size_t tail)
{
	struct sv end = skip_chars(s, sv_chars(s) - tail);
	return arena_printf(a, "%.*s%s%.*s", SV_FMT(sv_prefix_chars(s, head)), stars, SV_FMT(end));
}

const char *mask_phone(struct arena *a, const char *phone)
{
	struct sv s = sv_trim(sv_from(phone));
	size_t n = sv_chars(s);
	if (!phone || !n)
		return phone;
	if (n >= 11)
		return keep_ends(a, s, 3, "****", 4);
	return keep_ends(a, s, 0, "****", n > 2 ? 2 : 0);
}

const char *mask_id(struct arena *a, const char *number)
{
	struct sv s = sv_trim(sv_from(number));
	size_t n = sv_chars(s);
	if (!number || !n)
		return number;
	if (n == 18)
		return keep_ends(a, s, 6, "********", 4);
	return keep_ends(a, s, n > 2 ? 1 : 0, "****", n > 2 ? 1 : 0);
}

static const char *const COMPOUND_SURNAMES[] = { "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
						  "司徒", "司空", "夏侯", "宇文", "长孙", "端木", "百里", "呼延", "南宫", "独孤" };

const char *mask_name(struct arena *a, const char *name)
{
	struct sv s = sv_trim(sv_from(name));
	size_t surname = 1;
	if (!name || !s.n)
		return name;
	for (size_t i = 0; i < sizeof COMPOUND_SURNAMES / sizeof *COMPOUND_SURNAMES; i++)
		if (sv_starts(s, sv_from(COMPOUND_SURNAMES[i])) && sv_chars(s) > 2)
			surname = 2;
	return arena_printf(a, "%.*s*", SV_FMT(sv_prefix_chars(s, surname)));
}

/* End of the last occurrence of `mark`, NULL when absent. */
static const char *after_last(const char *s, const char *mark)
{
	const char *end = NULL;
	for (const char *at = s; (at = strstr(at, mark)); at += strlen(mark))
		end = at + strlen(mark);
	return end;
}

static bool of_number(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '#';
}

/* Beginning of the number before the first `mark`, NULL when there is no such number. */
static const char *number_before(const char *s, const char *mark)
{
	const char *at = strstr(s, mark), *from = at;
	while (from && from > s && of_number(from[-1]))
		from--;
	return from == at ? NULL : from;
}

static const char *building_end(const char *s)
{
	static const char *const BUILDINGS[] = { "号楼", "栋", "幢", "座" };
	const char *end = NULL;
	for (size_t i = 0; i < sizeof BUILDINGS / sizeof *BUILDINGS; i++) {
		const char *e = after_last(s, BUILDINGS[i]);
		if (e && (!end || e > end))
			end = e;
	}
	return end;
}

static const char *room_begin(const char *s)
{
	static const char *const ROOMS[] = { "单元", "楼", "层", "室", "户" };
	const char *begin = NULL;
	for (size_t i = 0; i < sizeof ROOMS / sizeof *ROOMS; i++) {
		const char *b = number_before(s, ROOMS[i]);
		if (b && (!begin || b < begin))
			begin = b;
	}
	return begin;
}

const char *mask_address(struct arena *a, const char *address)
{
	if (!address)
		return NULL;
	const char *cut = building_end(address);
	if (!cut)
		cut = room_begin(address);
	if (!cut || !*cut)
		return address;
	return arena_printf(a, "%.*s***", (int)(cut - address), address);
}
