/* SPDX-License-Identifier: Apache-2.0 */
/* The importer's loop: records are read one by one, written in batches, and what cannot be taken goes to the side file. */
#include "app/import.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "appeal/appeal.h"
#include "import_sql.h"

enum { BATCH_MAX = 1000, BATCH_MEMORY = 256 << 20, PROGRESS_ROWS = 1000, LINE_MAX_BYTES = 5 << 20, NAME_CHARS = 200 };

static const struct problem_code E_FILE = { ERR_IO, "import.file", "" };
static const struct problem_code E_HEADER = { ERR_INVALID, "import.header", "" };
static const struct problem_code E_CHANNEL = { ERR_INVALID, "import.channel", "" };

/* A row of the batch with its original fields, should it be refused at the last moment. */
struct pending {
	struct import_row row;
	struct sv *field;
	size_t nfields;
	char appeal_no[NUMBER_CHARS + 1], case_no[NUMBER_CHARS + 1];
	struct import_outcome outcome;
};

struct importer {
	struct op *op;
	const struct import_options *o;
	struct import_report *r;
	struct import_columns columns;
	struct csv_reader csv;
	FILE *rejected;
	const char *rejected_name;
	struct sv *header;
	struct arena *a;           /* lives as long as the import */
	struct arena *batch;       /* texts of the rows of one batch */
	struct pending *pending;
	size_t npending, first;    /* rows written by one transaction: first … first + count */
	size_t count;
};

static enum err fail(struct importer *m, const struct problem_code *code, const char *text)
{
	return problem_say(m->op->problem, code, text);
}

/* ---- what cannot be taken ---------------------------------------------------------------------------- */

static bool put_line(struct importer *m, const struct sv *field, size_t n, const char *line, const char *why)
{
	struct arena *a = arena_new(LINE_MAX_BYTES * 3);
	struct buf b;
	buf_init(&b, a, LINE_MAX_BYTES);
	for (size_t i = 0; i < m->columns.n; i++)
		csv_field(&b, i == 0, i < n ? field[i] : (struct sv){ "", 0 });
	csv_field(&b, false, sv_from(line));
	csv_field(&b, false, sv_from(why));
	csv_end(&b);
	bool ok = !b.overflow && fwrite(b.p, 1, b.n, m->rejected) == b.n;
	arena_free(a);
	return ok;
}

/* The side file is made when the first row needs it. */
static enum err reject(struct importer *m, size_t line, const struct sv *field, size_t n, const char *why)
{
	char number[24];
	m->r->rejected++;
	if (!m->rejected) {
		m->rejected = fopen(m->rejected_name, "wb");
		if (!m->rejected || fputs("\xEF\xBB\xBF", m->rejected) < 0 || !put_line(m, m->header, m->columns.n, "行号", "退回原因"))
			return fail(m, &E_FILE, arena_printf(m->a, "无法写 %s：%s", m->rejected_name, strerror(errno)));
		m->r->rejected_file = m->rejected_name;
	}
	snprintf(number, sizeof number, "%zu", line);
	if (!put_line(m, field, n, number, why))
		return fail(m, &E_FILE, arena_printf(m->a, "写 %s 时出错：%s", m->rejected_name, strerror(errno)));
	return ERR_OK;
}

/* ---- writing ------------------------------------------------------------------------------------------ */

static enum err write_rows(struct db_session *s, void *arg)
{
	struct importer *m = arg;
	struct op op = *m->op;
	op.s = s;
	op.a = db_arena(s);
	problem_clear(op.problem);
	for (size_t i = 0; i < m->count; i++) {
		struct pending *p = &m->pending[m->first + i];
		enum err e = import_write_row(&op, &p->row, p->appeal_no, p->case_no, &p->outcome);
		if (e)
			return e;
	}
	return ERR_OK;
}

static void count_written(struct importer *m)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct pending *p = &m->pending[m->first + i];
		m->r->known += p->outcome.known;
		m->r->taken += !p->outcome.known;
		m->r->historical += !p->outcome.known && p->row.answered;
		m->r->units += p->outcome.units;
	}
}

/* Errors that every further row would meet as well. */
static bool is_general(enum err e)
{
	return e == ERR_BUSY || e == ERR_DB_FULL || e == ERR_DB_UNCERTAIN || e == ERR_IO;
}

/* The batch as a whole; when that fails, row by row, so that one bad row does not take the others along. */
static enum err flush(struct importer *m)
{
	if (!m->npending)
		return ERR_OK;
	m->first = 0;
	m->count = m->npending;
	enum err e = m->o->dry_run ? ERR_OK : db_write(m->op->s, write_rows, m);
	if (!e) {
		count_written(m);
		return ERR_OK;
	}
	for (m->first = 0, m->count = 1; m->first < m->npending; m->first++) {
		struct pending *p = &m->pending[m->first];
		e = db_write(m->op->s, write_rows, m);
		if (!e) {
			count_written(m);
			continue;
		}
		if (is_general(e))
			return e;
		const char *why = m->op->problem->text ? m->op->problem->text : err_name(e);
		e = reject(m, p->row.line, p->field, p->nfields, why);
		if (e)
			return e;
	}
	return ERR_OK;
}

static enum err flush_and_forget(struct importer *m)
{
	enum err e = flush(m);
	m->npending = 0;
	arena_reset(m->batch);
	db_session_use(m->op->s, m->batch);
	return e;
}

static bool same_number(const struct import_row *a, const struct import_row *b)
{
	return a->channel_id == b->channel_id && str_eq(a->external_no, b->external_no);
}

/* Already in the database, or further up in this batch. */
static enum err is_known(struct importer *m, const struct import_row *row, bool *yes)
{
	struct q_appeal_by_external_out known;
	*yes = false;
	for (size_t i = 0; i < m->npending && !*yes; i++)
		*yes = same_number(&m->pending[i].row, row);
	if (*yes)
		return ERR_OK;
	enum err e = q_appeal_by_external(m->op->s, &(struct q_appeal_by_external_in){ .channel_id = row->channel_id,
					  .external_no = row->external_no }, &known);
	*yes = !e;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err take(struct importer *m, const struct import_row *row)
{
	struct pending *p = &m->pending[m->npending++];
	const struct csv_reader *r = &m->csv;
	*p = (struct pending){ .row = *row, .nfields = r->nfields, .field = ARENA_ARRAY(m->batch, struct sv, r->nfields + 1) };
	for (size_t i = 0; i < r->nfields; i++)
		p->field[i] = (struct sv){ arena_sv(m->batch, r->field[i]), r->field[i].n };
	enum err e = m->o->dry_run ? ERR_OK : number_next(m->op, "appeal", p->appeal_no);
	if (!e && !m->o->dry_run && row->answered)
		e = number_next(m->op, "case", p->case_no);
	return e;
}

/* ---- the loop ------------------------------------------------------------------------------------------ */

static enum err one_record(struct importer *m)
{
	struct import_row row;
	const char *why;
	bool known;
	m->r->rows++;
	if (!import_read_row(&row, &m->csv, &m->columns, m->op->refs, m->o, m->op->now, m->batch, &why))
		return reject(m, m->csv.line, m->csv.field, m->csv.nfields, why);
	enum err e = is_known(m, &row, &known);
	if (e)
		return e;
	if (known) {
		m->r->known++;
		return ERR_OK;
	}
	return take(m, &row);
}

static bool is_blank(const struct csv_reader *r)
{
	return r->nfields == 1 && sv_trim(r->field[0]).n == 0;
}

static void say_progress(const struct importer *m)
{
	const struct import_report *r = m->r;
	if (m->o->progress)
		fprintf(m->o->progress, "已读 %" PRId64 " 行：新增 %" PRId64 "，已有 %" PRId64 "，退回 %" PRId64 "\n", r->rows, r->taken, r->known,
			r->rejected);
}

static enum err all_records(struct importer *m)
{
	for (;;) {
		enum err e = csv_next(&m->csv);
		if (e == ERR_NOT_FOUND)
			return flush_and_forget(m);
		if (e == ERR_MALFORMED || e == ERR_TOO_LARGE) {
			m->r->rows++;
			e = reject(m, m->csv.line, NULL, 0, e == ERR_TOO_LARGE ? "整行超过4MB" : "CSV格式错误，请检查引号");
		} else if (!e && !is_blank(&m->csv)) {
			e = one_record(m);
		}
		if (!e && (m->npending == (size_t)m->o->batch || arena_used(m->batch) > BATCH_MEMORY / 4))
			e = flush_and_forget(m);
		if (e)
			return e;
		if (m->r->rows % PROGRESS_ROWS == 0)
			say_progress(m);
	}
}

static enum err read_header(struct importer *m)
{
	const char *why = NULL;
	enum err e = csv_next(&m->csv);
	if (e || !import_columns(&m->columns, &m->csv, m->o->map, m->a, &why))
		return fail(m, &E_HEADER, e ? "文件是空的，或第一行不是CSV" : why);
	m->header = ARENA_ARRAY(m->a, struct sv, m->columns.n + 1);
	for (size_t i = 0; i < m->columns.n; i++)
		m->header[i] = (struct sv){ arena_sv(m->a, m->csv.field[i]), m->csv.field[i].n };
	return ERR_OK;
}

struct run_row {
	const char *file;
	int64_t id, now;
	const struct import_report *r; /* NULL: begin */
};

static enum err note_run(struct db_session *s, void *arg)
{
	struct run_row *n = arg;
	struct q_import_begin_out made;
	if (n->r)
		return q_import_end(s, &(struct q_import_end_in){ .now = n->now, .taken = n->r->taken, .known = n->r->known,
				    .rejected = n->r->rejected, .id = n->id }, NULL);
	enum err e = q_import_begin(s, &(struct q_import_begin_in){ .file = n->file, .now = n->now }, &made);
	n->id = made.id;
	return e;
}

static enum err import(struct importer *m)
{
	struct run_row run = { .now = m->op->now };
	const char *slash = strrchr(m->o->file, '/');
	run.file = arena_sv(m->a, sv_prefix_chars(sv_from(slash ? slash + 1 : m->o->file), NAME_CHARS));
	enum err e = read_header(m);
	if (!e && !m->o->dry_run)
		e = db_write(m->op->s, note_run, &run);
	if (!e)
		e = all_records(m);
	if (!m->o->dry_run && run.id) {
		run.now = env_now(m->op->site->env);
		run.r = m->r;
		enum err f = db_write(m->op->s, note_run, &run);
		e = e ? e : f;
	}
	return e;
}

enum err import_appeals(struct op *op, const struct import_options *o, struct import_report *r)
{
	struct importer m = { .op = op, .o = o, .r = r };
	struct import_options bounded = *o;
	struct arena *former = db_arena(op->s);
	*r = (struct import_report){ 0 };
	bounded.batch = o->batch < 1 ? 1 : o->batch > BATCH_MAX ? BATCH_MAX : o->batch;
	m.o = &bounded;
	m.a = op->a;
	if (o->channel && !ref_channel_code(op->refs, o->channel))
		return fail(&m, &E_CHANNEL, arena_printf(m.a, "没有渠道“%s”", o->channel));
	FILE *in = fopen(o->file, "rb");
	if (!in)
		return fail(&m, &E_FILE, arena_printf(m.a, "无法打开 %s：%s", o->file, strerror(errno)));
	m.rejected_name = arena_printf(m.a, "%s.rejected.csv", o->file);
	unlink(m.rejected_name); /* of a former run */
	m.batch = arena_new(BATCH_MEMORY);
	m.pending = ARENA_ARRAY(m.a, struct pending, bounded.batch);
	db_session_use(op->s, m.batch);
	csv_open(&m.csv, in);
	enum err e = import(&m);
	csv_close(&m.csv);
	fclose(in);
	if (m.rejected && fclose(m.rejected) && !e)
		e = fail(&m, &E_FILE, arena_printf(m.a, "写 %s 时出错：%s", m.rejected_name, strerror(errno)));
	db_session_use(op->s, former);
	arena_free(m.batch);
	return e;
}
