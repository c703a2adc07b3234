/* SPDX-License-Identifier: Apache-2.0 */
/* What people write at work: phrases of data/demo/phrases.csv with their slots filled, and answers that read like the hand of
 * whoever wrote them. Every clerk has a manner; what is told besides depends on the domain of the matter. */
#include <inttypes.h>
#include <string.h>

#include "app/simulate_internal.h"

enum { TEXT_MAX = 8192, PHRASES_MAX = 200, TRIES = 16, SAID_FIRST = 4096, NUMBER_SALT = 1000 };

static const char *const USES[USE_COUNT] = {
#define X(name) #name,
	SIM_USES(X)
#undef X
};
static const char *const MANNERS[] = { "formal", "warm", "plain", "careful", "young" };

/* ---- loading ----------------------------------------------------------------------------------------- */

static enum err phrase_row(struct sim *m, const struct sim_rows *r)
{
	struct sv name = sim_field(r, "use");
	size_t u = 0;
	while (u < USE_COUNT && !sv_eqs(name, USES[u]))
		u++;
	if (u == USE_COUNT)
		return sim_bad_row(m, r, "不认识的用途");
	if (!m->phrases[u])
		m->phrases[u] = ARENA_ARRAY(m->life, struct sim_phrase, PHRASES_MAX);
	if (m->nphrases[u] < PHRASES_MAX)
		m->phrases[u][m->nphrases[u]++] = (struct sim_phrase){ sim_kept(r, "key"), sim_kept(r, "text") };
	return ERR_OK;
}

enum err sim_load_phrases(struct sim *m)
{
	static const struct problem_code missing = { ERR_INVALID, "simulate.phrases", "" };
	enum err e = sim_each_row(m, sim_demo_path(m, "phrases.csv"), phrase_row);
	for (size_t u = 0; !e && u < USE_COUNT; u++)
		if (!m->nphrases[u])
			e = problem_say(m->problem, &missing, arena_printf(m->life, "phrases.csv 里没有“%s”的话", USES[u]));
	m->said_cap = SAID_FIRST;
	m->said = ARENA_ARRAY(m->life, uint64_t, m->said_cap);
	return e;
}

/* ---- slots ------------------------------------------------------------------------------------------- */

struct scene {
	const char *place, *unit;
};

static void put_slot(struct sim *m, struct buf *b, struct sv name, const struct scene *at)
{
	int32_t day = day_of_ms(m->now - sim_roll(m, 3) * MS_DAY);
	if (sv_eqs(name, "place"))
		buf_str(b, at->place);
	else if (sv_eqs(name, "unit"))
		buf_str(b, at->unit);
	else if (sv_eqs(name, "date"))
		buf_printf(b, "%d月%d日", (int)(day / 100 % 100), (int)(day % 100));
	else if (sv_eqs(name, "time"))
		buf_printf(b, "%s%d点%s", sim_chance(m, 0.5) ? "上午" : "下午", (int)sim_between(m, 1, 5) + 6 * (int)sim_chance(m, 0.3),
			   (const char *[]){ "", "半", "一刻", "多" }[sim_roll(m, 4)]);
	else if (sv_eqs(name, "days"))
		buf_i64(b, sim_between(m, 2, 15));
	else if (sv_eqs(name, "n"))
		buf_i64(b, sim_between(m, 2, 9));
	else if (sv_eqs(name, "nn"))
		buf_i64(b, sim_between(m, 11, 58));
	else if (sv_eqs(name, "surname"))
		buf_str(b, m->surnames[sim_roll(m, (int64_t)m->nsurnames)]);
	else if (sv_eqs(name, "person"))
		buf_printf(b, "%s%s", m->surnames[sim_roll(m, (int64_t)m->nsurnames)],
			   (const char *[]){ "师傅", "工", "队长", "科长", "主任" }[sim_roll(m, 5)]);
}

static const char *fill(struct sim *m, const char *text, const struct scene *at)
{
	struct buf b;
	buf_init(&b, m->a, TEXT_MAX);
	for (const char *p = text; *p; p++) {
		const char *end = *p == '{' ? strchr(p, '}') : NULL;
		if (!end) {
			buf_char(&b, *p);
			continue;
		}
		put_slot(m, &b, (struct sv){ p + 1, (size_t)(end - p - 1) }, at);
		p = end;
	}
	return buf_cstr(&b);
}

/* ---- phrases ------------------------------------------------------------------------------------------ */

static const char *phrase(struct sim *m, enum sim_use use, const char *key)
{
	const struct sim_phrase *list = m->phrases[use];
	size_t n = 0;
	for (size_t i = 0; i < m->nphrases[use]; i++)
		n += !key || str_eq(list[i].key, key);
	size_t wanted = (size_t)sim_roll(m, (int64_t)n);
	for (size_t i = 0; i < m->nphrases[use]; i++)
		if ((!key || str_eq(list[i].key, key)) && !wanted--)
			return list[i].text;
	return "";
}

const char *sim_say(struct sim *m, enum sim_use use, const char *key)
{
	return fill(m, phrase(m, use, key), &(struct scene){ "现场", "我单位" });
}

const char *sim_part(struct sim *m, const char *text, int i)
{
	const char *end;
	while ((end = strchr(text, '|')) && i--)
		text = end + 1;
	if (!end)
		return i > 0 ? "" : text;
	return arena_sv(m->a, (struct sv){ text, (size_t)(end - text) });
}

/* ---- answers ------------------------------------------------------------------------------------------ */

static uint64_t digest(const char *text)
{
	uint64_t h = 14695981039346656037u;
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h ? h : 1;
}

static bool put_digest(uint64_t *set, size_t cap, uint64_t h)
{
	size_t i = h & (cap - 1);
	while (set[i] && set[i] != h)
		i = (i + 1) & (cap - 1);
	bool fresh = !set[i];
	set[i] = h;
	return fresh;
}

/* True when nobody has written exactly this before. */
static bool is_new(struct sim *m, const char *text)
{
	if (2 * m->nsaid >= m->said_cap) {
		uint64_t *more = ARENA_ARRAY(m->life, uint64_t, 2 * m->said_cap);
		for (size_t i = 0; i < m->said_cap; i++)
			if (m->said[i])
				put_digest(more, 2 * m->said_cap, m->said[i]);
		m->said = more;
		m->said_cap *= 2;
	}
	bool fresh = put_digest(m->said, m->said_cap, digest(text));
	m->nsaid += fresh;
	return fresh;
}

static const char *manner_of(int32_t user)
{
	uint64_t h = (uint64_t)(user + NUMBER_SALT) * 0x9E3779B97F4A7C15u;
	return MANNERS[(h >> 40) % (sizeof MANNERS / sizeof *MANNERS)];
}

const char *sim_answer(struct sim *m, int32_t type, const char *result, int32_t user, const char *place, const char *unit)
{
	const struct sim_answer *a = sim_answer_for(m, type, result);
	const char *core = a ? a->text : "您反映的问题已处理完毕，现场已恢复正常。", *manner = manner_of(user), *text = "";
	const char *domain = arena_printf(m->a, "%.2s", m->refs->types[type].code);
	bool work = str_eq(result, "solved") || str_eq(result, "partly");
	for (int i = 0; i < TRIES; i++) {
		const char *open = sim_chance(m, 0.5) ? phrase(m, USE_open, manner) : "";
		const char *more = i || sim_chance(m, 0.75) ? work ? phrase(m, USE_detail, domain) : phrase(m, USE_looked, "") : "";
		const char *close = sim_chance(m, 0.5) ? phrase(m, USE_close, manner) : "";
		text = fill(m, arena_printf(m->a, "%s%s%s%s", open, core, more, close), &(struct scene){ place, unit });
		if (is_new(m, text))
			break;
	}
	return text;
}
