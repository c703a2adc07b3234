/* SPDX-License-Identifier: Apache-2.0 */
/* One row of reference data: reading, checking field by field, storing with its version.
 * Statements are bound by the names of their fields; see ref_kind.h. */
#include "catalogue/ref_kind.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "catalogue_sql.h"

enum { STRUCT_MAX = 64 * 16 };

static const struct problem_code E_GONE = { ERR_NOT_FOUND, "ref.unknown", "没有找到这条资料，请刷新列表后重试。" };
static const struct problem_code E_STALE = { ERR_STALE, "ref.stale", "这条资料刚刚被别人修改过，请刷新后重试。" };

int ref_col(const struct ref_kind *k, const char *name)
{
	for (int i = 0; k->cols[i].name; i++)
		if (str_eq(k->cols[i].name, name))
			return i;
	log_error("catalogue", "kind %s has no column %s", k->path, name);
	abort();
}

static const struct in_field *field_of(const struct ref_kind *k, const char *name)
{
	for (const struct in_field *f = k->in; f->name; f++)
		if (str_eq(f->name, name))
			return f;
	log_error("catalogue", "kind %s has no input %s", k->path, name);
	abort();
}

const char *ref_label(const struct ref_kind *k, const char *name)
{
	return field_of(k, name)->label;
}

void ref_edit_init(struct ref_edit *e, const struct ref_kind *k, struct db_session *s, struct arena *a, int64_t now)
{
	memset(e, 0, sizeof *e);
	e->kind = k;
	e->s = s;
	e->a = a;
	e->now = now;
	e->id = NIL;
	e->faults = ARENA_ARRAY(a, struct ref_fault, REF_FAULTS);
}

const char *ref_text(const struct ref_edit *e, const char *name)
{
	const char *s = e->row.v[ref_col(e->kind, name)].s;
	return s ? s : "";
}

int64_t ref_int(const struct ref_edit *e, const char *name)
{
	return e->row.v[ref_col(e->kind, name)].i;
}

void ref_set_text(struct ref_edit *e, const char *name, const char *v)
{
	int c = ref_col(e->kind, name);
	e->row.v[c].s = v;
	e->row.given[c] = true;
}

void ref_set_int(struct ref_edit *e, const char *name, int64_t v)
{
	int c = ref_col(e->kind, name);
	e->row.v[c].i = v;
	e->row.given[c] = true;
}

void ref_fault(struct ref_edit *e, const char *field, const char *text)
{
	e->all_faults++;
	if (e->nfaults < REF_FAULTS)
		e->faults[e->nfaults++] = (struct ref_fault){ e->line, field, text };
}

/* ---- texts ------------------------------------------------------------------------------------------ */

/* The sign that base/csv.c guards with an apostrophe. */
static bool formula_sign(struct sv s)
{
	return s.n && memchr("=+-@\t", s.p[0], 5);
}

const char *ref_clean(struct arena *a, struct sv text)
{
	text = sv_trim(text);
	/* A stored text never begins with apostrophe and sign, so export and import are each other's inverse. */
	while (text.n > 1 && text.p[0] == '\'' && (formula_sign((struct sv){ text.p + 1, text.n - 1 }) || text.p[1] == '\''))
		text = sv_trim((struct sv){ text.p + 1, text.n - 1 });
	char *out = arena_strn(a, text.p, text.n), *to = out;
	for (const char *p = out; *p; p++) {
		if (*p == '\r') {
			*to++ = '\n';
			p += p[1] == '\n';
		} else {
			*to++ = *p;
		}
	}
	*to = '\0';
	return out;
}

/* "a:甲|b:乙": the code for a code or its word; NULL when neither. */
static const char *code_of(struct arena *a, const char *words, struct sv text)
{
	struct sv rest = sv_from(words), pair;
	while (sv_cut(&rest, '|', &pair)) {
		struct sv word = pair, code;
		sv_cut(&word, ':', &code);
		if (sv_eq(code, text) || sv_eq(word, text))
			return arena_sv(a, code);
	}
	return NULL;
}

/* "甲、乙、丙" for the sentence. */
static const char *words_list(struct arena *a, const char *words)
{
	struct buf b;
	struct sv rest = sv_from(words), pair;
	buf_init(&b, a, 4096);
	while (sv_cut(&rest, '|', &pair)) {
		struct sv word = pair, code;
		sv_cut(&word, ':', &code);
		buf_str(&b, b.n ? "、" : "");
		buf_sv(&b, word.n ? word : code);
	}
	return buf_cstr(&b);
}

static bool parse_bool(struct sv text, int64_t *out)
{
	static const char *const YES[] = { "1", "是", "true", "yes" }, *const NO[] = { "0", "否", "false", "no" };
	for (size_t i = 0; i < sizeof YES / sizeof *YES; i++) {
		if (sv_eqs(text, YES[i]) || sv_eqs(text, NO[i])) {
			*out = sv_eqs(text, YES[i]);
			return true;
		}
	}
	return false;
}

static bool parse_link(struct ref_edit *e, const struct ref_col *c, const char *code, int64_t *out, enum err *db)
{
	struct { int64_t id; } found;
	struct { const char *code; } in = { code };
	*out = NIL;
	if (!*code)
		return true;
	*db = db_one(e->s, c->lookup, &in, &found);
	if (*db && *db != ERR_NOT_FOUND)
		return false;
	bool known = *db == ERR_OK;
	*db = ERR_OK;
	if (known)
		*out = found.id;
	else
		ref_fault(e, c->name, arena_printf(e->a, "%s“%s”不存在，请核对编码", ref_label(e->kind, c->name), code));
	return known;
}

bool ref_parse(struct ref_edit *e, int col, struct sv text, enum err *db)
{
	const struct ref_col *c = &e->kind->cols[col];
	struct ref_value *v = &e->row.v[col];
	const char *clean = ref_clean(e->a, text), *name = ref_label(e->kind, c->name);
	struct sv view = sv_from(clean);
	*db = ERR_OK;
	e->row.given[col] = true;
	switch (c->cell) {
	case REF_TEXT:
		if (!view.n && c->otherwise)
			break;         /* empty: the default, or what is stored */
		v->s = clean;
		if (c->words && view.n && code_of(e->a, c->words, view))
			v->s = code_of(e->a, c->words, view);
		return true;
	case REF_LINK:
		return parse_link(e, c, clean, &v->i, db);
	case REF_BOOL:
	case REF_INT:
		break;
	}
	if (!view.n) {
		e->row.given[col] = false;
		return true;
	}
	if (c->cell == REF_BOOL ? parse_bool(view, &v->i) : sv_i64(view, &v->i))
		return true;
	ref_fault(e, c->name, arena_printf(e->a, c->cell == REF_BOOL ? "%s应填“是”或“否”" : "%s应为整数", name));
	return false;
}

/* ---- checking --------------------------------------------------------------------------------------- */

static void check_text(struct ref_edit *e, const struct ref_col *c, const struct in_field *f, struct ref_value *v)
{
	struct sv s = sv_from(v->s);
	size_t chars, max = f->max ? (size_t)f->max : 200;
	if (!s.n) {
		if (c->required)
			ref_fault(e, c->name, arena_printf(e->a, "%s不能为空", f->label));
		return;
	}
	if (!sv_utf8(s)) {
		ref_fault(e, c->name, arena_printf(e->a, "%s含有无法识别的字符，请将文件另存为 UTF-8 编码", f->label));
		return;
	}
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n' && s.p[i] != '\t') {
			ref_fault(e, c->name, arena_printf(e->a, "%s含有控制字符，请删除后重填", f->label));
			return;
		}
	}
	chars = sv_chars(s);
	if (chars > max)
		ref_fault(e, c->name, arena_printf(e->a, "%s不能超过 %zu 个字（现为 %zu 个）", f->label, max, chars));
	else if (f->min > 0 && chars < (size_t)f->min)
		ref_fault(e, c->name, arena_printf(e->a, "%s至少要有 %zu 个字", f->label, (size_t)f->min));
	else if (c->words && !code_of(e->a, c->words, s))
		ref_fault(e, c->name, arena_printf(e->a, "%s“%s”不在可选值中，应为：%s", f->label, v->s, words_list(e->a, c->words)));
}

static void check_int(struct ref_edit *e, const struct ref_col *c, const struct in_field *f, const struct ref_value *v)
{
	if (c->cell == REF_LINK) {
		if (c->required && v->i == NIL)
			ref_fault(e, c->name, arena_printf(e->a, "%s不能为空", f->label));
		return;
	}
	if (c->cell == REF_INT && f->type == IN_DAY) {
		if (v->i < 19000101 || v->i > 99991231 || !day_valid((int32_t)v->i))
			ref_fault(e, c->name, arena_printf(e->a, "%s应为 20260101 这样的日期", f->label));
		return;
	}
	if (c->cell == REF_INT && (v->i < f->min || (f->max && v->i > f->max)))
		ref_fault(e, c->name, arena_printf(e->a, "%s应在 %" PRId64 " 到 %" PRId64 " 之间", f->label, f->min, f->max));
}

static void set_default(const struct ref_col *c, struct ref_value *v)
{
	const char *text = c->otherwise ? c->otherwise : "";
	if (c->cell == REF_TEXT)
		v->s = text;
	else if (c->cell == REF_LINK)
		v->i = NIL;
	else if (!sv_i64(sv_from(text), &v->i))
		v->i = 0;
}

enum err ref_check(struct ref_edit *e)
{
	size_t before = e->all_faults;
	for (int i = 0; e->kind->cols[i].name; i++) {
		const struct ref_col *c = &e->kind->cols[i];
		struct ref_value *v = &e->row.v[i];
		const struct in_field *f = field_of(e->kind, c->name);
		if (e->id == NIL && !e->row.given[i]) {
			set_default(c, v);
			if (c->required && !c->otherwise && c->cell != REF_TEXT && c->cell != REF_LINK) {
				ref_fault(e, c->name, arena_printf(e->a, "%s不能为空", f->label));
				continue;
			}
		}
		if (c->cell == REF_TEXT) {
			v->s = v->s ? v->s : "";
			check_text(e, c, f, v);
		} else {
			check_int(e, c, f, v);
		}
	}
	return e->all_faults == before && e->kind->check ? e->kind->check(e) : ERR_OK;
}

enum err ref_faults_problem(const struct ref_edit *e, struct problem *p)
{
	for (size_t i = 0; i < e->nfaults; i++)
		problem_field(p, ERR_INVALID, e->faults[i].field, "invalid", e->faults[i].text);
	return e->nfaults ? ERR_INVALID : ERR_OK;
}

/* ---- binding ---------------------------------------------------------------------------------------- */

static void *bound(const struct ref_edit *e, const struct db_stmt *st, int64_t version, char in[STRUCT_MAX])
{
	memset(in, 0, STRUCT_MAX);
	for (unsigned i = 0; i < st->nin; i++) {
		const struct db_field *f = &st->in[i];
		if (str_eq(f->name, "id") || str_eq(f->name, "version") || str_eq(f->name, "now")) {
			int64_t v = str_eq(f->name, "id") ? e->id : str_eq(f->name, "now") ? e->now : version;
			memcpy(in + f->offset, &v, sizeof v);
			continue;
		}
		const struct ref_value *v = &e->row.v[ref_col(e->kind, f->name)];
		if (f->type == DB_TEXT)
			memcpy(in + f->offset, &v->s, sizeof v->s);
		else
			memcpy(in + f->offset, &v->i, sizeof v->i);
	}
	return in;
}

static void take_out(const struct ref_kind *k, const void *out, struct ref_row *row, int64_t *version)
{
	const struct db_stmt *st = k->get;
	*version = NIL;
	for (unsigned i = 0; i < st->nout; i++) {
		const struct db_field *f = &st->out[i];
		const char *at = (const char *)out + f->offset;
		if (str_eq(f->name, "version"))
			memcpy(version, at, sizeof *version);
		for (int c = 0; k->cols[c].name; c++) {
			if (!str_eq(k->cols[c].name, f->name))
				continue;
			if (f->type == DB_TEXT)
				memcpy(&row->v[c].s, at, sizeof row->v[c].s);
			else
				memcpy(&row->v[c].i, at, sizeof row->v[c].i);
			row->given[c] = true;
		}
	}
}

static enum err read_row(struct ref_edit *e, int64_t id, void **out)
{
	struct { int64_t id; } in = { id };
	*out = arena_alloc(e->a, e->kind->get->out_size);
	return db_one(e->s, e->kind->get, &in, *out);
}

static enum err version_of(struct ref_edit *e, int64_t *version)
{
	struct q_ref_version_now_out now;
	if (!e->kind->unversioned)
		return ERR_OK;
	enum err err = q_ref_version_now(e->s, &(struct q_ref_version_now_in){ .kind = e->kind->table, .ref_id = e->id }, &now);
	*version = now.version;
	return err;
}

enum err ref_load(struct ref_edit *e, int64_t id, int64_t *version)
{
	void *out;
	enum err err = read_row(e, id, &out);
	if (err)
		return err;
	e->id = id;
	take_out(e->kind, out, &e->before, version);
	e->row = e->before;
	return version_of(e, version);
}

bool ref_same(const struct ref_edit *e)
{
	if (e->id == NIL)
		return false;
	for (int i = 0; e->kind->cols[i].name; i++) {
		const struct ref_value *a = &e->before.v[i], *b = &e->row.v[i];
		if (e->kind->cols[i].cell == REF_TEXT ? !str_eq(a->s, b->s) : a->i != b->i)
			return false;
	}
	return true;
}

/* ---- storing ---------------------------------------------------------------------------------------- */

static enum err create(struct ref_edit *e, const struct refver_by *by)
{
	struct { int64_t id; } made;
	char in[STRUCT_MAX];
	void *after;
	enum err err = db_one(e->s, e->kind->insert, bound(e, e->kind->insert, NIL, in), &made);
	if (err)
		return err;
	e->id = made.id;
	if (e->kind->follow)
		err = e->kind->follow(e, true);
	if (!err)
		err = read_row(e, made.id, &after);
	if (err)
		return err;
	return refver_record(e->s, by, e->kind->table, e->id, 1, e->kind->get, NULL, after);
}

enum err ref_store(struct ref_edit *e, const struct refver_by *by, int64_t version)
{
	if (e->id == NIL)
		return create(e, by);
	struct ref_row row = { 0 };
	void *before, *after;
	char in[STRUCT_MAX];
	int64_t stored = NIL, changed = 0;
	enum err err = read_row(e, e->id, &before);
	if (err)
		return err == ERR_NOT_FOUND ? problem_set(by->problem, &E_GONE) : err;
	take_out(e->kind, before, &row, &stored);
	if ((err = version_of(e, &stored)))
		return err;
	if (version != NIL && (err = refver_check(by->problem, e->a, version, stored)))
		return err;
	err = db_run(e->s, e->kind->update, bound(e, e->kind->update, stored, in), &changed);
	if (!err && !changed)
		err = problem_set(by->problem, &E_STALE);
	if (!err && e->kind->follow)
		err = e->kind->follow(e, false);
	if (!err)
		err = read_row(e, e->id, &after);
	return err ? err : refver_record(e->s, by, e->kind->table, e->id, stored + 1, e->kind->get, before, after);
}
