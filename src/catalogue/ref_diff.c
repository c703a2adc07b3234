/* SPDX-License-Identifier: Apache-2.0 */
/* What an import would change, cell by cell, in words for the person who must say yes to it. */
#include <inttypes.h>

#include "catalogue/ref_kind.h"
#include "catalogue_sql.h"

enum { CELL_CHARS = 60 };

static bool ends(const char *s, const char *tail)
{
	size_t n = strlen(s), m = strlen(tail);
	return n >= m && memcmp(s + n - m, tail, m) == 0;
}

/* A long text is cut: a preview wants to show that and roughly how it differs. */
static const char *brief(struct arena *a, const char *s)
{
	struct sv all = sv_from(s), head = sv_prefix_chars(all, CELL_CHARS);
	return head.n == all.n ? s : arena_printf(a, "%.*s…", SV_FMT(head));
}

static const char *word_of(struct arena *a, const char *words, const char *code)
{
	struct sv rest = sv_from(words), pair;
	while (sv_cut(&rest, '|', &pair)) {
		struct sv word = pair, one;
		sv_cut(&word, ':', &one);
		if (sv_eqs(one, code))
			return arena_sv(a, word);
	}
	return code;
}

/* Links lead to units, but for a grid's parent. */
static enum err link_text(struct ref_edit *e, const struct ref_col *c, int64_t id, const char **out)
{
	bool grid = str_eq(e->kind->table, "grid") && ends(c->name, "parent_id");
	struct q_ref_unit_label_out u;
	struct q_ref_grid_label_out g;
	*out = "";
	if (id == NIL)
		return ERR_OK;
	enum err err = grid ? q_ref_grid_label(e->s, &(struct q_ref_grid_label_in){ .id = id }, &g) :
			      q_ref_unit_label(e->s, &(struct q_ref_unit_label_in){ .id = id }, &u);
	if (!err)
		*out = grid ? arena_printf(e->a, "%s %s", g.code, g.name) : arena_printf(e->a, "%s %s", u.code, u.name);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

static enum err cell_text(struct ref_edit *e, const struct ref_col *c, const struct ref_value *v, const char **out)
{
	*out = "";
	switch (c->cell) {
	case REF_TEXT:
		*out = !v->s ? "" : c->words ? word_of(e->a, c->words, v->s) : brief(e->a, v->s);
		return ERR_OK;
	case REF_LINK:
		return link_text(e, c, v->i, out);
	case REF_BOOL:
		*out = v->i ? "是" : "否";
		return ERR_OK;
	case REF_INT:
		*out = v->i == NIL ? "" : arena_printf(e->a, "%" PRId64, v->i);
		return ERR_OK;
	}
	return ERR_OK;
}

static enum err key_text(struct ref_edit *e, const char **out)
{
	struct sv rest = sv_from(e->kind->key), key;
	struct buf b;
	buf_init(&b, e->a, 1024);
	while (sv_cut(&rest, ',', &key)) {
		const char *name = arena_sv(e->a, key), *text;
		int c = ref_col(e->kind, name);
		enum err err = cell_text(e, &e->kind->cols[c], &e->row.v[c], &text);
		if (err)
			return err;
		buf_printf(&b, "%s%s", b.n ? " " : "", text);
	}
	*out = arena_sv(e->a, buf_view(&b));
	return ERR_OK;
}

static const char *name_text(struct ref_edit *e)
{
	static const char *const NAMES[] = { "name", "title" };
	for (size_t k = 0; k < 2; k++)
		for (int i = 0; e->kind->cols[i].name; i++)
			if (str_eq(e->kind->cols[i].name, NAMES[k]) && e->row.v[i].s)
				return brief(e->a, e->row.v[i].s);
	return "";
}

/* Of a new row: what it brings. */
static bool differs(const struct ref_edit *e, int i)
{
	if (e->id == NIL)
		return e->row.given[i] && (e->kind->cols[i].cell != REF_TEXT || (e->row.v[i].s && *e->row.v[i].s));
	const struct ref_value *a = &e->before.v[i], *b = &e->row.v[i];
	return e->kind->cols[i].cell == REF_TEXT ? !str_eq(a->s ? a->s : "", b->s ? b->s : "") : a->i != b->i;
}

enum err ref_change_of(struct ref_edit *e, struct ref_change *out)
{
	*out = (struct ref_change){ .kind = e->id == NIL ? REF_ADDED : REF_CHANGED, .line = e->line, .name = name_text(e) };
	enum err err = key_text(e, &out->key);
	out->cell = ARENA_ARRAY(e->a, struct ref_cell_change, REF_COLS);
	for (int i = 0; !err && e->kind->cols[i].name; i++) {
		struct ref_cell_change *c = &out->cell[out->ncells];
		if (!differs(e, i))
			continue;
		out->ncells++;
		c->field = e->kind->cols[i].name;
		c->label = ref_label(e->kind, c->field);
		c->before = "";
		err = e->id == NIL ? ERR_OK : cell_text(e, &e->kind->cols[i], &e->before.v[i], &c->before);
		if (!err)
			err = cell_text(e, &e->kind->cols[i], &e->row.v[i], &c->after);
	}
	return err;
}

enum err ref_in_use(struct db_session *s, const struct ref_kind *k, int64_t **ids, size_t *n)
{
	struct db_query q;
	struct db_cursor *c;
	size_t cap = 0;
	*ids = NULL;
	*n = 0;
	db_query_init(&q);
	db_query_text(&q, "SELECT id FROM ");
	db_query_add_(&q, k->table, NULL, 0);
	db_query_text(&q, " WHERE active = 1 ORDER BY id");
	enum err e = db_query_open(s, &q, &c);
	if (e)
		return e;
	while ((e = db_next(c)) == ERR_OK) {
		if (*n == cap) {
			*ids = arena_grow(db_arena(s), *ids, cap * sizeof **ids, (cap * 2 + 256) * sizeof **ids);
			cap = cap * 2 + 256;
		}
		(*ids)[(*n)++] = db_i64(c, 0);
	}
	db_query_close(c);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}
