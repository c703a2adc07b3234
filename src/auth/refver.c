/* SPDX-License-Identifier: Apache-2.0 */
/* Versions of reference rows. The columns of a change come from the statement's own description, so that a column
 * added to a table reaches history without another line of code. */
#include "auth/refver.h"

#include <inttypes.h>
#include <string.h>

#include "http/http.h"
#include "refver_sql.h"

enum { SNAPSHOT_MAX = 1 << 20 };

static const struct problem_code E_STALE = { ERR_STALE, "ref.stale", "这条资料刚刚被别人修改过，请刷新后重试。" };

enum err refver_check(struct problem *p, struct arena *a, int64_t given, int64_t stored)
{
	if (given == stored)
		return ERR_OK;
	return problem_say(p, &E_STALE,
			   arena_printf(a, "这条资料已被修改（您看到的是第 %" PRId64 " 版，现为第 %" PRId64 " 版），请刷新后重试。",
					given, stored));
}

enum err refver_save(struct db_session *s, const char *kind, int64_t ref_id, int64_t version, const char *json,
		     int64_t user_id, int64_t now)
{
	int64_t made = 0;
	enum err e = q_refver_insert(s, &(struct q_refver_insert_in){ .kind = kind, .ref_id = ref_id, .version = version,
								       .body = json, .changed_by = user_id, .changed_at = now },
				     &made);
	return e ? e : made == 1 ? ERR_OK : ERR_STALE;
}

static const void *member(const void *row, const struct db_field *f)
{
	return row ? (const char *)row + f->offset : NULL;
}

static int64_t int_of(const void *row, const struct db_field *f)
{
	return row ? *(const int64_t *)member(row, f) : NIL;
}

static const char *text_of(const void *row, const struct db_field *f)
{
	return row ? *(const char *const *)member(row, f) : NULL;
}

static struct db_blob blob_of(const void *row, const struct db_field *f)
{
	return row ? *(const struct db_blob *)member(row, f) : (struct db_blob){ NULL, 0 };
}

static bool same(const struct db_field *f, const void *a, const void *b)
{
	switch (f->type) {
	case DB_I64:
		return int_of(a, f) == int_of(b, f);
	case DB_TEXT:
		return str_eq(text_of(a, f), text_of(b, f));
	case DB_BLOB: {
		struct db_blob x = blob_of(a, f), y = blob_of(b, f);
		return x.n == y.n && (!x.n || memcmp(x.p, y.p, x.n) == 0);
	}
	case DB_F64:
		return a && memcmp(member(a, f), member(b, f), sizeof(double)) == 0;
	}
	return false;
}

static void add_set(struct change *c, const char *table, int64_t id, const struct db_field *f, const void *before,
		    const void *after)
{
	bool foreign = strstr(f->name, "__") != NULL;
	if (foreign && f->type == DB_TEXT && !same(f, before, after))
		change_secret(c, f->name, text_of(after, f)); /* not a column of the table: a fold must not look for it */
	if (foreign)
		return;
	if (f->type == DB_I64)
		change_int(c, table, id, f->name, int_of(before, f), int_of(after, f));
	else if (f->type == DB_TEXT)
		change_text(c, table, id, f->name, text_of(before, f), text_of(after, f));
}

static const char *snapshot(struct arena *a, const struct db_stmt *shape, const void *row)
{
	struct buf b;
	struct json_out w;
	buf_init(&b, a, SNAPSHOT_MAX);
	jw_init(&w, &b);
	jw_object(&w);
	for (unsigned i = 0; i < shape->nout; i++) {
		const struct db_field *f = &shape->out[i];
		jw_key(&w, f->name);
		switch (f->type) {
		case DB_I64: jw_int(&w, int_of(row, f)); break;
		case DB_TEXT: jw_str(&w, text_of(row, f)); break;
		case DB_BLOB: jw_bool(&w, blob_of(row, f).n > 0); break;
		case DB_F64: jw_real(&w, *(const double *)member(row, f), 6); break;
		}
	}
	jw_object_end(&w);
	return b.overflow ? NULL : buf_cstr(&b);
}

enum err refver_found(struct db_session *s, const char *kind, int64_t ref_id, const struct db_stmt *shape,
	const void *row, int64_t now)
{
	const char *json = snapshot(db_arena(s), shape, row);
	return json ? refver_save(s, kind, ref_id, 1, json, NIL, now) : ERR_TOO_LARGE;
}

static enum err write_event(struct change *c, const char *kind, int64_t ref_id, int64_t version,
			    const struct db_stmt *shape, const void *before, const void *after)
{
	change_begin(c, arena_printf(db_arena(c->s), "%s.%s", kind, before ? "changed" : "created"), NIL);
	for (unsigned i = 0; i < shape->nout; i++)
		if (!str_eq(shape->out[i].name, "id"))
			add_set(c, kind, ref_id, &shape->out[i], before, after);
	change_fact_text(c, "ref_kind", kind);
	change_fact_int(c, "ref_version", version);
	enum err e = change_end(c);
	return e ? e : change_close(c);
}

enum err refver_record(struct db_session *s, const struct refver_by *by, const char *kind, int64_t ref_id,
		       int64_t version, const struct db_stmt *shape, const void *before, const void *after)
{
	bool equal = before != NULL;
	for (unsigned i = 0; equal && i < shape->nout; i++)
		equal = same(&shape->out[i], before, after);
	if (equal)
		return ERR_OK;
	const char *json = snapshot(db_arena(s), shape, after);
	if (!json)
		return ERR_TOO_LARGE;
	struct change c;
	enum err e = change_open(&c, s, by->keys, by->env, by->problem, by->actor, "ref", ref_id, by->now);
	if (!e)
		e = write_event(&c, kind, ref_id, version, shape, before, after);
	if (!e)
		e = refver_save(s, kind, ref_id, version, json, by->actor.user_id, by->now);
	return e == ERR_STALE ? problem_set(by->problem, &E_STALE) : e;
}

enum err refver_list(struct db_session *s, const char *kind, int64_t ref_id, struct refver_row **rows, size_t *n)
{
	struct q_refver_of_rows got;
	enum err e = q_refver_of(s, &(struct q_refver_of_in){ .kind = kind, .ref_id = ref_id }, &got);
	if (e)
		return e;
	*n = got.n;
	*rows = ARENA_ARRAY(db_arena(s), struct refver_row, got.n ? got.n : 1);
	for (size_t i = 0; i < got.n; i++)
		(*rows)[i] = (struct refver_row){ got.v[i].version, got.v[i].changed_by, got.v[i].changed_at, got.v[i].body,
						  got.v[i].name };
	return ERR_OK;
}

enum err refver_answer(struct req *r, const char *kind, int64_t ref_id)
{
	struct refver_row *rows;
	size_t n;
	enum err e = refver_list(r->db, kind, ref_id, &rows, &n);
	if (e)
		return e;
	jw_object(&r->w);
	jw_key(&r->w, "items");
	jw_array(&r->w);
	for (size_t i = 0; i < n; i++) {
		jw_object(&r->w);
		jw_kint(&r->w, "version", rows[i].version);
		jw_kint(&r->w, "changed_at", rows[i].changed_at);
		jw_kid(&r->w, "changed_by", rows[i].changed_by);
		jw_kstr(&r->w, "changed_by_name", rows[i].changed_by_name);
		jw_key(&r->w, "body");
		jw_raw(&r->w, sv_from(rows[i].body));
		jw_object_end(&r->w);
	}
	jw_array_end(&r->w);
	jw_object_end(&r->w);
	return ERR_OK;
}
