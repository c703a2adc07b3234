/* SPDX-License-Identifier: Apache-2.0 */
/* What people say: texts and answers of data/demo with their slots filled, names and numbers of invented persons. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "app/simulate_internal.h"
#include "base/csv.h"

enum { TEXT_MAX = 8192, IN_SEASON = 4, PEOPLE_DIGITS = 10000000 };

static const struct problem_code E_DATA = { ERR_INVALID, "simulate.data", "" };
static const struct problem_code E_FILE = { ERR_IO, "simulate.file", "" };
static const struct problem_code E_NONE = { ERR_CONFLICT, "simulate.no_texts", "事项清单与 data/demo 的文字对不上：只有演示城市可以模拟。" };

/* ---- reading CSV ----------------------------------------------------------------------------------- */

struct sim_rows {
	struct sim *m;
	struct csv_reader csv;
	FILE *in;
	const char *path;
	struct sv header[CSV_MAX_FIELDS];
	size_t nheader;
};

struct sv sim_field(const struct sim_rows *r, const char *name)
{
	for (size_t i = 0; i < r->nheader && i < r->csv.nfields; i++)
		if (sv_eqs(r->header[i], name))
			return r->csv.field[i];
	return (struct sv){ "", 0 };
}

const char *sim_kept(const struct sim_rows *r, const char *name)
{
	return arena_sv(r->m->life, sim_field(r, name));
}

enum err sim_bad_row(struct sim *m, const struct sim_rows *r, const char *why)
{
	return problem_say(m->problem, &E_DATA, arena_printf(m->life, "%s 第 %zu 行：%s", r->path, r->csv.line, why));
}

const char *sim_demo_path(struct sim *m, const char *name)
{
	return arena_printf(m->life, "%s/demo/%s", m->o->data_dir, name);
}

/* Calls `row` for every record after the header. */
enum err sim_each_row(struct sim *m, const char *path, enum err (*row)(struct sim *m, const struct sim_rows *r))
{
	struct sim_rows *r = ARENA_NEW(m->life, struct sim_rows);
	r->m = m;
	r->path = path;
	r->in = fopen(r->path, "rb");
	if (!r->in)
		return problem_say(m->problem, &E_FILE, arena_printf(m->life, "无法打开 %s：%s", r->path, strerror(errno)));
	csv_open(&r->csv, r->in);
	enum err e = csv_next(&r->csv);
	for (size_t i = 0; !e && i < r->csv.nfields; i++)
		r->header[r->nheader++] = sv_from(arena_sv(m->life, r->csv.field[i]));
	while (!e && !(e = csv_next(&r->csv)))
		e = row(m, r);
	if (e && e != ERR_NOT_FOUND && !m->problem->code)
		sim_bad_row(m, r, "读不出来");
	csv_close(&r->csv);
	fclose(r->in);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* ---- names and places ------------------------------------------------------------------------------ */

static const char *const PLACE_WORDS[PLACE_KINDS] = { "road", "estate", "village", "shop", "company", "school",
	"market", "park", "landmark" };
enum { NAMES_MAX = 400 };

static enum err name_row(struct sim *m, const struct sim_rows *r)
{
	bool surname = sv_eqs(sim_field(r, "kind"), "surname");
	const char ***list = surname ? &m->surnames : &m->given;
	size_t *n = surname ? &m->nsurnames : &m->ngiven;
	if (!*list)
		*list = ARENA_ARRAY(m->life, const char *, NAMES_MAX);
	if (*n < NAMES_MAX)
		(*list)[(*n)++] = sim_kept(r, "value");
	return ERR_OK;
}

static enum err place_row(struct sim *m, const struct sim_rows *r)
{
	struct sv kind = sim_field(r, "kind");
	size_t k = 0;
	while (k < PLACE_KINDS && !sv_eqs(kind, PLACE_WORDS[k]))
		k++;
	if (k == PLACE_KINDS)
		return ERR_OK;
	if (!m->places[k])
		m->places[k] = ARENA_ARRAY(m->life, struct sim_name, NAMES_MAX);
	const struct unit *town = ref_unit_code(m->refs, sim_kept(r, "town"));
	if (m->nplaces[k] < NAMES_MAX)
		m->places[k][m->nplaces[k]++] = (struct sim_name){ sim_kept(r, "name"), town ? town->id : NIL };
	return ERR_OK;
}

/* A place of the kind, in the town when it has one. */
static const char *place_name(struct sim *m, enum sim_place_kind k, int64_t town_id)
{
	size_t n = 0, at = 0;
	if (!m->nplaces[k])
		return "附近";
	for (size_t i = 0; i < m->nplaces[k]; i++)
		n += m->places[k][i].town_id == town_id;
	if (!n)
		return m->places[k][sim_roll(m, (int64_t)m->nplaces[k])].name;
	size_t wanted = (size_t)sim_roll(m, (int64_t)n);
	for (size_t i = 0; i < m->nplaces[k]; i++)
		if (m->places[k][i].town_id == town_id && at++ == wanted)
			return m->places[k][i].name;
	return "";
}

/* Each person has the same name and number whenever he calls. Numbers begin with 1000, which nobody has. */
const char *sim_person_name(struct sim *m, int32_t person)
{
	uint64_t h = (uint64_t)(person + 1) * 0x9E3779B97F4A7C15u;
	return arena_printf(m->a, "%s%s", m->surnames[(h >> 33) % m->nsurnames], m->given[(h >> 13) % m->ngiven]);
}

const char *sim_person_phone(struct sim *m, int32_t person)
{
	return arena_printf(m->a, "1000%07d", (int)((uint32_t)person % PEOPLE_DIGITS));
}

/* ---- texts ------------------------------------------------------------------------------------------ */

static const char *const SAID[][2] = { { "咨询", "consult" }, { "求助", "help" }, { "投诉", "complaint" },
				       { "举报", "report" }, { "建议", "suggestion" }, { "表扬", "praise" } };
enum { TEXTS_MAX = 4096, ANSWERS_MAX = 4096 };

static unsigned months_from(struct sv season)
{
	struct sv part;
	unsigned months = 0;
	int64_t month;
	while (season.n && sv_cut(&season, ';', &part))
		if (sv_i64(sv_trim(part), &month) && month >= 1 && month <= 12)
			months |= 1u << (month - 1);
	return months;
}

static enum err text_row(struct sim *m, const struct sim_rows *r)
{
	const struct event_type *t = ref_type_code(m->refs, sim_kept(r, "event_code"));
	int64_t weight;
	if (!t || !t->active || m->ntexts == TEXTS_MAX)
		return ERR_OK;
	if (!sv_i64(sim_field(r, "weight"), &weight) || weight < 1)
		weight = 1;
	struct sim_text x = { .type = (int32_t)(t - m->refs->types),
		.weight = (int32_t)weight,
		.months = months_from(sim_field(r, "season")),
		.said = t->type,
		.channel = sim_kept(r, "channel"),
		.title = sim_kept(r, "title"),
		.body = sim_kept(r, "body") };
	for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
		if (sv_eqs(sim_field(r, "type"), SAID[i][0]))
			x.said = SAID[i][1];
	m->texts[m->ntexts++] = x;
	return ERR_OK;
}

static enum err answer_row(struct sim *m, const struct sim_rows *r)
{
	const struct event_type *t = ref_type_code(m->refs, sim_kept(r, "event_code"));
	if (!t || m->nanswers == ANSWERS_MAX)
		return ERR_OK;
	m->answers[m->nanswers++] = (struct sim_answer){ (int32_t)(t - m->refs->types), sim_kept(r, "result"),
		sim_kept(r, "public_answer"), sim_kept(r, "internal_note") };
	return ERR_OK;
}

/* Both lists sorted by type, in the order of the files within a type: insertion sort keeps it. */
static void sort_by_type(struct sim *m)
{
	for (size_t i = 1; i < m->ntexts; i++) {
		struct sim_text t = m->texts[i];
		size_t k = i;
		for (; k && m->texts[k - 1].type > t.type; k--)
			m->texts[k] = m->texts[k - 1];
		m->texts[k] = t;
	}
	for (size_t i = 1; i < m->nanswers; i++) {
		struct sim_answer t = m->answers[i];
		size_t k = i;
		for (; k && m->answers[k - 1].type > t.type; k--)
			m->answers[k] = m->answers[k - 1];
		m->answers[k] = t;
	}
	m->first_text = ARENA_ARRAY(m->life, int32_t, m->refs->ntypes + 1);
	m->first_answer = ARENA_ARRAY(m->life, int32_t, m->refs->ntypes + 1);
	for (size_t i = 0; i <= m->refs->ntypes; i++)
		m->first_text[i] = m->first_answer[i] = -1;
	for (size_t i = m->ntexts; i-- > 0;)
		m->first_text[m->texts[i].type] = (int32_t)i;
	for (size_t i = m->nanswers; i-- > 0;)
		m->first_answer[m->answers[i].type] = (int32_t)i;
}

/* Out of its season a matter is rare, and in it frequent. */
static void weigh(struct sim *m)
{
	for (int month = 0; month < 12; month++) {
		int64_t upto = 0;
		m->upto[month] = ARENA_ARRAY(m->life, int64_t, m->ntexts + 1);
		for (size_t i = 0; i < m->ntexts; i++) {
			const struct sim_text *t = &m->texts[i];
			int64_t w = (int64_t)t->weight * 10;
			if (str_eq(m->refs->types[t->type].colour, "red"))
				w = w * m->customs[CUSTOM_red] / 100;
			if (t->months)
				w = t->months >> month & 1 ? w * IN_SEASON : w / 10;
			upto += w > 0 ? w : 1;
			m->upto[month][i] = upto;
		}
	}
}

static bool has_account(const struct sim *m, const struct sim_unit *u)
{
	for (int i = 0; i < u->nstaff[R_HANDLER]; i++)
		if (m->users[u->staff[R_HANDLER][i]].account)
			return true;
	return false;
}

static void find_account_texts(struct sim *m)
{
	m->account_texts = ARENA_ARRAY(m->life, int32_t, m->ntexts + 1);
	for (size_t i = 0; i < m->ntexts; i++) {
		const struct unit *lead = ref_unit(m->refs, m->refs->types[m->texts[i].type].lead_unit_id);
		if (lead && has_account(m, &m->units[lead->index]))
			m->account_texts[m->naccount_texts++] = (int32_t)i;
	}
}

enum err sim_load_words(struct sim *m)
{
	static const struct {
		const char *file;
		enum err (*row)(struct sim *, const struct sim_rows *);
	} FILES[] = { { "names.csv", name_row }, { "places.csv", place_row }, { "appeal_texts_a.csv", text_row },
		      { "appeal_texts_b.csv", text_row }, { "answers_a.csv", answer_row }, { "answers_b.csv", answer_row } };
	m->texts = ARENA_ARRAY(m->life, struct sim_text, TEXTS_MAX);
	m->answers = ARENA_ARRAY(m->life, struct sim_answer, ANSWERS_MAX);
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		enum err e = sim_each_row(m, sim_demo_path(m, FILES[i].file), FILES[i].row);
		if (e)
			return e;
	}
	if (!m->ntexts || !m->nanswers || !m->nsurnames || !m->ngiven)
		return problem_set(m->problem, &E_NONE);
	sort_by_type(m);
	weigh(m);
	find_account_texts(m);
	return sim_load_phrases(m);
}

const struct sim_text *sim_pick_text(struct sim *m, int month)
{
	const int64_t *upto = m->upto[month];
	if (m->naccount_texts && sim_chance(m, SIM_ACCOUNT_SHARE / (double)(m->o->per_day + 60)))
		return &m->texts[m->account_texts[sim_roll(m, (int64_t)m->naccount_texts)]];
	int64_t at = sim_roll(m, upto[m->ntexts - 1]);
	size_t from = 0, to = m->ntexts - 1;
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		if (upto[mid] <= at)
			from = mid + 1;
		else
			to = mid;
	}
	return &m->texts[from];
}

const struct sim_text *sim_text_of_type(struct sim *m, int32_t type)
{
	int32_t first = m->first_text[type];
	int64_t n = 0;
	if (first < 0)
		return NULL;
	while ((size_t)(first + n) < m->ntexts && m->texts[first + n].type == type)
		n++;
	return &m->texts[first + sim_roll(m, n)];
}

/* One of those with that result; else one that solved it. */
const struct sim_answer *sim_answer_for(struct sim *m, int32_t type, const char *result)
{
	const struct sim_answer *any = NULL, *fits = NULL;
	int64_t n = 0;
	size_t first = m->first_answer[type] < 0 ? m->nanswers : (size_t)m->first_answer[type];
	for (size_t i = first; i < m->nanswers && m->answers[i].type == type; i++) {
		if (str_eq(m->answers[i].result, result) && !sim_roll(m, ++n))
			fits = &m->answers[i];
		if (str_eq(m->answers[i].result, "solved"))
			any = &m->answers[i];
	}
	return fits ? fits : any;
}

/* ---- slots ------------------------------------------------------------------------------------------ */

static const char *number_text(struct sim *m, int64_t from, int64_t to, const char *unit)
{
	return arena_printf(m->a, "%" PRId64 "%s", sim_between(m, from, to), unit);
}

static const char *pick(struct sim *m, const char *const *list, size_t n)
{
	return list[sim_roll(m, (int64_t)n)];
}

static const char *slot(struct sim *m, struct sv name, const struct sim_grid *g)
{
	static const char *const times[] = { "早上七点多", "上午", "中午", "下午三点左右", "傍晚", "晚上九点以后", "半夜", "凌晨" };
	static const char *const dates[] = { "昨天", "前天", "上周三", "上周末", "这个月初", "前几天", "今天早上", "大前天" };
	for (size_t k = 0; k < PLACE_KINDS; k++)
		if (sv_eqs(name, PLACE_WORDS[k]))
			return place_name(m, (enum sim_place_kind)k, g->town_id);
	if (sv_eqs(name, "community")) {
		const struct unit *u = ref_unit(m->refs, g->community_id);
		return u ? u->name : "本社区";
	}
	if (sv_eqs(name, "building"))
		return number_text(m, 1, 28, "号楼");
	if (sv_eqs(name, "unit_no"))
		return number_text(m, 1, 4, "单元");
	if (sv_eqs(name, "floor"))
		return number_text(m, 1, 18, "");
	if (sv_eqs(name, "bus"))
		return number_text(m, 1, 36, "路");
	if (sv_eqs(name, "n"))
		return number_text(m, 2, 9, "");
	if (sv_eqs(name, "nn"))
		return number_text(m, 10, 60, "");
	if (sv_eqs(name, "days"))
		return number_text(m, 2, 30, "");
	if (sv_eqs(name, "money"))
		return number_text(m, 3, 260, "00");
	if (sv_eqs(name, "plate"))
		return arena_printf(m->a, "澜A%05d", (int)sim_roll(m, 100000));
	if (sv_eqs(name, "surname"))
		return m->surnames[sim_roll(m, (int64_t)m->nsurnames)];
	if (sv_eqs(name, "time"))
		return pick(m, times, sizeof times / sizeof *times);
	if (sv_eqs(name, "date"))
		return pick(m, dates, sizeof dates / sizeof *dates);
	return "";
}

/* A place named once stays the same throughout a text: slots are remembered. */
const char *sim_fill(struct sim *m, const char *text, const struct sim_grid *g)
{
	struct {
		struct sv name;
		const char *value;
	} known[16];
	size_t n = 0;
	struct buf b;
	buf_init(&b, m->a, TEXT_MAX);
	for (const char *p = text; *p; p++) {
		const char *end = *p == '{' ? strchr(p, '}') : NULL;
		if (!end) {
			buf_char(&b, *p);
			continue;
		}
		struct sv name = { p + 1, (size_t)(end - p - 1) };
		size_t k = 0;
		while (k < n && !sv_eq(known[k].name, name))
			k++;
		const char *value = k < n ? known[k].value : slot(m, name, g);
		if (k == n && n < sizeof known / sizeof *known) {
			known[n].name = name;
			known[n++].value = value;
		}
		buf_str(&b, value);
		p = end;
	}
	return buf_cstr(&b);
}
