/* SPDX-License-Identifier: Apache-2.0 */
/* CSV import of reference data: one file, one transaction, a report of every bad row.
 *
 * Rows are parsed before the write and applied inside it, because the write may run twice. A dry run does
 * everything and rolls back, so it finds exactly what the real run would find. */
#include "catalogue/ref_kind.h"

#include <stdio.h>

enum { IMPORT_ROWS_MAX = 100000 };

struct record {
	size_t line;
	struct sv *field;
};

struct importing {
	const struct ref_import *in;
	const struct refver_by *by;
	struct arena *a;
	int col[CSV_MAX_FIELDS];   /* column of the kind for each field of the file, -1 = not used */
	size_t nfields;
	struct record *rows;
	size_t n;
	struct ref_edit edit;      /* collects the faults */
	struct ref_report *out;
	struct ref_report file;    /* what reading the file has found: where each run of the write begins */
	size_t file_faults, file_all;
	int64_t *seen;             /* ids written by this file with their lines, to find a key given twice */
	size_t *seen_line, nseen_slots;
};

static size_t *seen_slot(struct importing *m, int64_t id)
{
	size_t at = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 32) % m->nseen_slots;
	while (m->seen_line[at] && m->seen[at] != id)
		at = (at + 1) % m->nseen_slots;
	m->seen[at] = id;
	return &m->seen_line[at];
}

/* ---- reading the file ------------------------------------------------------------------------------- */

static bool read_header(struct importing *m)
{
	const struct ref_kind *k = m->in->kind;
	struct csv_reader *r = m->in->csv;
	size_t before = m->edit.all_faults;
	m->edit.line = 1;
	if (csv_next(r)) {
		ref_fault(&m->edit, "", "文件是空的或第一行无法识别，第一行应为列名");
		return false;
	}
	m->nfields = r->nfields;
	for (size_t i = 0; i < r->nfields; i++) {
		struct sv head = sv_trim(r->field[i]);
		m->col[i] = -1;
		for (int c = 0; k->cols[c].name && m->col[i] < 0; c++) {
			const char *csv = k->cols[c].csv ? k->cols[c].csv : k->cols[c].name;
			if (sv_eqs(head, csv) || sv_eqs(head, ref_label(k, k->cols[c].name)))
				m->col[i] = c;
		}
		for (size_t j = 0; j < i && m->col[i] >= 0; j++)
			if (m->col[j] == m->col[i])
				ref_fault(&m->edit, arena_sv(m->a, head), "列名出现了两次，请删去一列");
		if (m->col[i] < 0)
			ref_fault(&m->edit, arena_sv(m->a, head), "没有这一列，请按导出文件的列名填写");
	}
	struct sv keys = sv_from(k->key), key;
	while (sv_cut(&keys, ',', &key)) {
		bool found = false;
		for (size_t i = 0; i < m->nfields; i++)
			found |= m->col[i] >= 0 && sv_eqs(key, k->cols[m->col[i]].name);
		if (!found)
			ref_fault(&m->edit, arena_sv(m->a, key), arena_printf(m->a, "缺少“%s”列", ref_label(k, arena_sv(m->a, key))));
	}
	return m->edit.all_faults == before;
}

static bool blank(const struct csv_reader *r)
{
	for (size_t i = 0; i < r->nfields; i++)
		if (sv_trim(r->field[i]).n)
			return false;
	return true;
}

static const char *row_fault(const struct importing *m, enum err e)
{
	if (e == ERR_TOO_LARGE)
		return "这一行太长";
	if (e)
		return "这一行的引号不成对，请检查";
	return m->in->csv->nfields == m->nfields ? NULL : "这一行的列数与表头不一致";
}

static void read_rows(struct importing *m)
{
	struct csv_reader *r = m->in->csv;
	size_t cap = 0;
	enum err e;
	while ((e = csv_next(r)) != ERR_NOT_FOUND) {
		if (!e && blank(r))
			continue;
		m->out->rows++;
		m->edit.line = r->line;
		const char *fault = row_fault(m, e);
		if (fault || m->n == IMPORT_ROWS_MAX) {
			m->out->bad++;
			ref_fault(&m->edit, "", fault ? fault : "一次最多导入 10 万行，请分成几个文件");
			if (m->n == IMPORT_ROWS_MAX)
				return;
			continue;
		}
		if (m->n == cap) {
			m->rows = arena_grow(m->a, m->rows, cap * sizeof *m->rows, (cap * 2 + 64) * sizeof *m->rows);
			cap = cap * 2 + 64;
		}
		struct record *row = &m->rows[m->n++];
		row->line = r->line;
		row->field = ARENA_ARRAY(m->a, struct sv, m->nfields);
		for (size_t i = 0; i < m->nfields; i++)
			row->field[i] = (struct sv){ arena_sv(m->a, r->field[i]), r->field[i].n };
	}
}

/* ---- applying one row ------------------------------------------------------------------------------- */

static bool is_key(const struct ref_kind *k, const char *name)
{
	struct sv keys = sv_from(k->key), key;
	while (sv_cut(&keys, ',', &key))
		if (sv_eqs(key, name))
			return true;
	return false;
}

static enum err parse_row(struct importing *m, const struct record *row, bool only_keys)
{
	const struct ref_kind *k = m->in->kind;
	for (size_t i = 0; i < m->nfields; i++) {
		int c = m->col[i];
		enum err db;
		if (c < 0 || is_key(k, k->cols[c].name) != only_keys)
			continue;
		if (!ref_parse(&m->edit, c, row->field[i], &db) && db)
			return db;
	}
	return ERR_OK;
}

/* Finds the stored row of this line's key, then takes the line's fields over it. */
static enum err fill_row(struct importing *m, const struct record *row)
{
	struct ref_edit *e = &m->edit;
	struct { int64_t id; } found;
	char in[16 * 16] = { 0 };
	memset(&e->row, 0, sizeof e->row);
	e->id = NIL;
	enum err err = parse_row(m, row, true);
	if (err)
		return err;
	for (unsigned i = 0; i < e->kind->find->nin; i++) {
		const struct db_field *f = &e->kind->find->in[i];
		const struct ref_value *v = &e->row.v[ref_col(e->kind, f->name)];
		if (f->type == DB_TEXT)
			memcpy(in + f->offset, &v->s, sizeof v->s);
		else
			memcpy(in + f->offset, &v->i, sizeof v->i);
	}
	err = db_one(e->s, e->kind->find, in, &found);
	if (err && err != ERR_NOT_FOUND)
		return err;
	int64_t version;
	if (!err && (err = ref_load(e, found.id, &version)))
		return err;
	return parse_row(m, row, false);
}

/* Keeps the first changes for the preview. */
static enum err note_change(struct importing *m, bool absent)
{
	struct ref_report *out = m->out;
	struct ref_change *c = &out->changes[out->nchanges];
	if (out->nchanges == REF_CHANGES)
		return ERR_OK;
	out->nchanges++;
	enum err e = ref_change_of(&m->edit, c);
	if (absent)
		c->kind = REF_ABSENT;
	return e;
}

static enum err apply_row(struct importing *m, const struct record *row)
{
	struct ref_edit *e = &m->edit;
	size_t faults = e->all_faults;
	e->line = row->line;
	enum err err = fill_row(m, row);
	if (!err && e->all_faults == faults)
		err = ref_check(e);
	if (!err && e->all_faults == faults && e->id == NIL && e->kind->fixed)
		ref_fault(e, "", arena_printf(e->a, "%s的条目是固定的，不能新增", e->kind->text));
	if (err)
		return err;
	bool fresh = e->id == NIL;
	if (!fresh && e->all_faults == faults) {
		size_t *line = seen_slot(m, e->id);
		if (*line)
			ref_fault(e, "", arena_printf(e->a, "与第 %zu 行重复", *line));
		*line = row->line;
	}
	if (e->all_faults != faults) {
		m->out->bad++;
		if (!fresh)
			*seen_slot(m, e->id) = row->line;
		return ERR_OK;
	}
	if (!fresh && ref_same(e)) {
		m->out->same++;
		return ERR_OK;
	}
	err = note_change(m, false);
	if (!err)
		err = ref_store(e, m->by, NIL);
	if (err)
		return err;
	if (fresh)
		*seen_slot(m, e->id) = row->line;
	m->out->created += fresh;
	m->out->changed += !fresh;
	return ERR_OK;
}

/* A row in use that the file does not name: told, and taken out of use when that was asked for. */
static enum err retire_row(struct importing *m, int64_t id)
{
	struct ref_edit *e = &m->edit;
	int64_t version;
	size_t faults = e->all_faults;
	e->line = 0;
	enum err err = ref_load(e, id, &version);
	if (err)
		return err;
	e->id = id;
	m->out->absent++;
	if (!m->in->retire)
		return note_change(m, true);
	ref_set_int(e, "active", 0);
	err = ref_check(e);
	if (!err && e->all_faults != faults) {
		m->out->bad++;
		return ERR_OK;
	}
	if (!err)
		err = note_change(m, true);
	m->out->retired++;
	return err ? err : ref_store(e, m->by, NIL);
}

static enum err retire_rest(struct importing *m, struct db_session *s)
{
	int64_t *ids;
	size_t n;
	enum err e = ref_in_use(s, m->in->kind, &ids, &n);
	for (size_t i = 0; i < n && !e; i++)
		if (!*seen_slot(m, ids[i]))
			e = retire_row(m, ids[i]);
	return e;
}

static enum err apply(struct db_session *s, void *arg)
{
	struct importing *m = arg;
	struct ref_report *out = m->out;
	struct ref_change *changes = out->changes;
	*out = m->file;
	out->changes = changes;
	m->edit.nfaults = m->file_faults;
	m->edit.all_faults = m->file_all;
	m->edit.s = s;
	memset(m->seen_line, 0, m->nseen_slots * sizeof *m->seen_line);
	for (size_t i = 0; i < m->n; i++) {
		enum err e = apply_row(m, &m->rows[i]);
		if (e)
			return e;
	}
	enum err e = m->in->kind->retire ? retire_rest(m, s) : ERR_OK;
	if (e)
		return e;
	out->written = !m->in->dry && (!out->bad || m->in->skip_bad);
	return out->written ? ERR_OK : ERR_CONFLICT; /* rolls back; no error of ref_import */
}

enum err ref_import(struct db_session *s, struct arena *a, const struct refver_by *by, const struct ref_import *in,
		    struct ref_report *out)
{
	struct importing *m = ARENA_NEW(a, struct importing);
	*out = (struct ref_report){ .changes = ARENA_ARRAY(a, struct ref_change, REF_CHANGES) };
	*m = (struct importing){ .in = in, .by = by, .a = a, .out = out };
	ref_edit_init(&m->edit, in->kind, s, a, by->now);
	enum err e = ERR_OK;
	if (read_header(m)) {
		read_rows(m);
		m->nseen_slots = m->n * 2 + 16;
		m->seen = ARENA_ARRAY(a, int64_t, m->nseen_slots);
		m->seen_line = ARENA_ARRAY(a, size_t, m->nseen_slots);
		m->file = *out;
		m->file_faults = m->edit.nfaults;
		m->file_all = m->edit.all_faults;
		e = db_write(s, apply, m);
		if (e == ERR_CONFLICT && by->problem->kind == ERR_OK)
			e = ERR_OK;
	} else {
		out->bad = 1;
	}
	out->faults = m->edit.faults;
	out->nfaults = m->edit.nfaults;
	return e;
}
