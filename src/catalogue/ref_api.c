/* SPDX-License-Identifier: Apache-2.0 */
/* Handlers that every kind of reference data shares. The kind follows from the route's pattern.
 * After each change the snapshot is renewed; other nodes renew theirs when they see the change (catalogue/site.h). */
#include <stdio.h>

#include "catalogue/op.h"
#include "catalogue/ref_kind.h"

enum { IMPORT_MEMORY = 768 << 20 };

enum { PREFIX_CHARS = sizeof "/api/v1/ref/" - 1 };
static const struct problem_code E_VERSION = { ERR_INVALID, "ref.version", "请带上所看到的版本号（version），以免覆盖别人的修改。" };
static const struct problem_code E_FIXED = { ERR_CONFLICT, "ref.fixed", "这类资料的条目是固定的，只能修改，不能新增。" };
static const struct problem_code E_FILE = { ERR_MALFORMED, "import.no_file", "没有收到文件，请选择一个 CSV 文件。" };
static const struct problem_code E_RIGHT = { ERR_FORBIDDEN, "auth.no_import", "您没有导入权限。" };
static const struct problem_code E_READ = { ERR_IO, "import.unreadable", "上传的文件无法读取，请重试。" };

const struct in_field REF_IMPORT_IN[] = {
	{ "dry", IN_BOOL, IN_QUERY, 0, 0, NULL, "只检查", "1: check and report, write nothing" },
	{ "retire", IN_BOOL, IN_QUERY, 0, 0, NULL, "停用文件里没有的行", "1: rows in use that the file does not name go out of use" },
	{ "skip_bad", IN_BOOL, IN_QUERY, 0, 0, NULL, "跳过错误行", "1: write the good rows even if others are bad" },
	{ 0 }
};

static const struct ref_kind *kind_of(const struct req *r)
{
	const char *path = r->route->pattern + PREFIX_CHARS;
	size_t n = strcspn(path, "/");
	for (const struct ref_kind *const *k = REF_KINDS; *k; k++)
		if (strlen((*k)->path) == n && memcmp((*k)->path, path, n) == 0)
			return *k;
	return NULL;
}

enum err ref_api_list(struct req *r)
{
	return list_answer(r, kind_of(r)->list);
}

enum err ref_api_xlsx(struct req *r)
{
	return list_xlsx(r, kind_of(r)->list);
}

enum err ref_api_csv(struct req *r)
{
	return list_csv_plain(r, kind_of(r)->list);
}

enum err ref_api_versions(struct req *r)
{
	struct ref_edit *e = ARENA_NEW(r->arena, struct ref_edit);
	int64_t version;
	ref_edit_init(e, kind_of(r), r->db, r->arena, r->now);
	enum err err = ref_load(e, r->path_id[0], &version);
	if (err)
		return err == ERR_NOT_FOUND ? req_not_found(r) : err;
	return refver_answer(r, kind_of(r)->table, r->path_id[0]);
}

/* ---- one row -------------------------------------------------------------------------------------- */

static void write_members(struct json_out *w, const struct ref_edit *e, int64_t version)
{
	jw_kid(w, "id", e->id);
	jw_kint(w, "version", version);
	for (int i = 0; e->kind->cols[i].name; i++) {
		const struct ref_col *c = &e->kind->cols[i];
		const struct ref_value *v = &e->row.v[i];
		if (c->cell == REF_TEXT)
			jw_kstr(w, c->name, v->s);
		else if (c->cell == REF_LINK)
			jw_kid(w, c->name, v->i);
		else if (c->cell == REF_BOOL)
			jw_kbool(w, c->name, v->i != 0);
		else
			jw_kint(w, c->name, v->i);
	}
}

enum err ref_api_get(struct req *r)
{
	struct ref_edit *e = ARENA_NEW(r->arena, struct ref_edit);
	const struct ref_kind *k = kind_of(r);
	int64_t version;
	ref_edit_init(e, k, r->db, r->arena, r->now);
	enum err err = ref_load(e, r->path_id[0], &version);
	if (err)
		return err == ERR_NOT_FOUND ? req_not_found(r) : err;
	jw_object(&r->w);
	write_members(&r->w, e, version);
	if (k->more && (err = k->more(r, op_of(r)->refs, e->id, &e->row)))
		return err;
	jw_object_end(&r->w);
	return ERR_OK;
}

/* What the form gives, over what is stored. A member that is null empties a link. */
static void take_form(struct req *r, struct ref_edit *e)
{
	for (int i = 0; e->kind->cols[i].name; i++) {
		const struct ref_col *c = &e->kind->cols[i];
		struct ref_value *v = &e->row.v[i];
		if (in_given(r, c->name)) {
			const char *s = c->cell == REF_TEXT ? in_str(r, c->name) : NULL;
			if (s)
				v->s = ref_clean(r->arena, sv_from(s));
			else
				v->i = in_i64(r, c->name);
			e->row.given[i] = true;
			continue;
		}
		const struct json *json = r->json ? json_get(r->json, c->name) : NULL;
		if (c->cell == REF_LINK && json && json_kind(json) == JSON_NULL) {
			v->i = NIL;
			e->row.given[i] = true;
		}
	}
}

static enum err save(struct op *op, struct req *r, void *arg)
{
	struct ref_edit *e = ARENA_NEW(op->a, struct ref_edit);
	struct refver_by by = req_refver(r);
	int64_t version = NIL;
	bool fresh = *(const bool *)arg;
	ref_edit_init(e, kind_of(r), op->s, op->a, op->now);
	enum err err = fresh ? ERR_OK : ref_load(e, r->path_id[0], &version);
	if (err)
		return err == ERR_NOT_FOUND ? req_not_found(r) : err;
	if (!fresh && (err = refver_check(&r->problem, r->arena, in_i64(r, "version"), version)))
		return err;
	take_form(r, e);
	err = ref_check(e);
	if (!err)
		err = ref_faults_problem(e, &r->problem);
	bool same = !err && ref_same(e);
	if (!err && !same)
		err = ref_store(e, &by, version);
	if (err)
		return err;
	jw_object(&r->w);
	write_members(&r->w, e, fresh ? 1 : same ? version : version + 1);
	jw_object_end(&r->w);
	if (fresh)
		r->status = 201;
	return ERR_OK;
}

static enum err renew(struct req *r, const struct ref_kind *k)
{
	enum err e = refs_load(req_site(r), r->db);
	return e || !k->after ? e : k->after(op_of(r));
}

enum err ref_api_create(struct req *r)
{
	bool fresh = true;
	if (kind_of(r)->fixed)
		return problem_set(&r->problem, &E_FIXED);
	enum err e = op_write(r, save, &fresh);
	return e ? e : renew(r, kind_of(r));
}

enum err ref_api_update(struct req *r)
{
	bool fresh = false;
	if (!in_given(r, "version"))
		return problem_set(&r->problem, &E_VERSION);
	enum err e = op_write(r, save, &fresh);
	return e ? e : renew(r, kind_of(r));
}

/* ---- import --------------------------------------------------------------------------------------- */

static void write_changes(struct json_out *w, const struct ref_report *rep)
{
	static const char *const KINDS[] = { [REF_ADDED] = "added", [REF_CHANGED] = "changed", [REF_ABSENT] = "absent" };
	jw_key(w, "changes");
	jw_array(w);
	for (size_t i = 0; i < rep->nchanges; i++) {
		const struct ref_change *c = &rep->changes[i];
		jw_object(w);
		jw_kstr(w, "kind", KINDS[c->kind]);
		jw_kint(w, "line", (int64_t)c->line);
		jw_kstr(w, "key", c->key);
		jw_kstr(w, "name", c->name);
		jw_key(w, "cells");
		jw_array(w);
		for (size_t j = 0; j < c->ncells; j++) {
			jw_object(w);
			jw_kstr(w, "field", c->cell[j].field);
			jw_kstr(w, "label", c->cell[j].label);
			jw_kstr(w, "before", c->cell[j].before);
			jw_kstr(w, "after", c->cell[j].after);
			jw_object_end(w);
		}
		jw_array_end(w);
		jw_object_end(w);
	}
	jw_array_end(w);
}

/* The Chinese name of the column; headers that are no column stay as they are. */
static const char *fault_label(const struct ref_kind *k, const char *field)
{
	for (int i = 0; k->cols[i].name; i++)
		if (str_eq(k->cols[i].name, field))
			return ref_label(k, field);
	return field;
}

static void write_report(struct req *r, const struct ref_kind *k, const struct ref_report *rep)
{
	bool refused = !rep->written && rep->bad && !in_i64_or(r, "dry", 0);
	struct json_out *w = &r->w;
	jw_object(w);
	if (refused) {
		r->status = 422;
		jw_kint(w, "status", 422);
		jw_kstr(w, "code", "import.bad_rows");
		jw_kstr(w, "title", "导入未完成");
		jw_kstr(w, "detail", arena_printf(r->arena, "%s有 %zu 行不能导入，没有写入任何内容。请按提示修改后重新导入，或选择跳过错误行。",
						  k->text, rep->bad));
		jw_kstr(w, "request_id", r->id);
	}
	jw_kint(w, "rows", (int64_t)rep->rows);
	jw_kint(w, "new", (int64_t)rep->created);
	jw_kint(w, "changed", (int64_t)rep->changed);
	jw_kint(w, "same", (int64_t)rep->same);
	jw_kint(w, "bad", (int64_t)rep->bad);
	jw_kint(w, "absent", (int64_t)rep->absent);
	jw_kint(w, "retired", (int64_t)rep->retired);
	jw_kbool(w, "retirable", k->retire);
	jw_kbool(w, "written", rep->written);
	write_changes(w, rep);
	jw_key(w, "errors");
	jw_array(w);
	for (size_t i = 0; i < rep->nfaults; i++) {
		jw_object(w);
		jw_kint(w, "line", (int64_t)rep->faults[i].line);
		jw_kstr(w, "field", rep->faults[i].field);
		jw_kstr(w, "label", fault_label(k, rep->faults[i].field));
		jw_kstr(w, "text", rep->faults[i].text);
		jw_object_end(w);
	}
	jw_array_end(w);
	jw_object_end(w);
}

/* The rows need more memory than a request has: an arena of its own, trapped like the request's. */
struct import_room {
	struct req *r;
	struct arena *a;
	FILE *file;
	struct csv_reader csv;
	bool reading;
};

static void room_free(void *arg)
{
	struct import_room *m = arg;
	if (m->reading)
		csv_close(&m->csv);
	if (m->file)
		fclose(m->file);
	if (m->a)
		arena_free(m->a);
	*m = (struct import_room){ 0 };
}

static enum err run_import(struct req *r, const struct ref_kind *k, struct import_room *m)
{
	struct ref_report rep;
	struct refver_by by = req_refver(r);
	struct ref_import in = { k, &m->csv, in_i64_or(r, "dry", 0), in_i64_or(r, "skip_bad", 0),
				 k->retire && in_i64_or(r, "retire", 0) };
	jmp_buf trap;
	csv_open(&m->csv, m->file);
	m->reading = true;
	if (setjmp(trap)) {
		db_session_use(r->db, r->arena);
		return ERR_TOO_LARGE;
	}
	arena_trap(m->a, &trap);
	db_session_use(r->db, m->a);
	enum err e = ref_import(r->db, m->a, &by, &in, &rep);
	db_session_use(r->db, r->arena);
	arena_trap(m->a, NULL);
	if (!e)
		write_report(r, k, &rep);
	if (!e && rep.written)
		e = renew(r, k);
	return e;
}

enum err ref_api_import(struct req *r)
{
	const struct ref_kind *k = kind_of(r);
	if (!can(req_who(r), CAP_IMPORT))
		return problem_set(&r->problem, &E_RIGHT);
	if (!r->nuploads)
		return problem_set(&r->problem, &E_FILE);
	struct import_room *m = ARENA_NEW(r->arena, struct import_room);
	arena_cleanup(r->arena, room_free, m);
	m->r = r;
	m->file = fopen(r->upload[0].path, "rbe");
	if (!m->file)
		return problem_set(&r->problem, &E_READ);
	m->a = arena_new(IMPORT_MEMORY);
	enum err e = run_import(r, k, m);
	room_free(m);
	return e;
}
