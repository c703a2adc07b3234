/* SPDX-License-Identifier: Apache-2.0 */
/* Putting one row of reference data. */
#include "app/ref_put.h"

static int column(const struct ref_kind *k, const char *name)
{
	for (int i = 0; k->cols[i].name; i++)
		if (str_eq(k->cols[i].name, name) || str_eq(k->cols[i].csv, name))
			return i;
	return -1;
}

enum err ref_put(struct op *op, struct arena *row, const struct ref_kind *k, const struct ref_text *texts, size_t n, int64_t *id,
		 const char **fault)
{
	struct ref_edit *e = ARENA_NEW(row, struct ref_edit);
	struct refver_by by = { op->site->keys, op->site->env, op->problem, op_actor(op), op->now };
	enum err err = ERR_OK;
	*fault = NULL;
	ref_edit_init(e, k, op->s, row, op->now);
	for (size_t i = 0; i < n; i++) {
		int c = column(k, texts[i].name);
		if (c < 0) {
			*fault = arena_printf(row, "%s没有“%s”这一列", k->text, texts[i].name);
			return ERR_INVALID;
		}
		if (!ref_parse(e, c, texts[i].value, &err) && err)
			return err;
	}
	if (!e->all_faults)
		err = ref_check(e);
	if (!err && e->nfaults) {
		*fault = e->faults[0].text;
		return ERR_INVALID;
	}
	if (!err)
		err = ref_store(e, &by, NIL);
	if (!err && id)
		*id = e->id;
	return err;
}
