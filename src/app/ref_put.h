/* SPDX-License-Identifier: Apache-2.0 */
/* One new row of reference data from texts, through the same checks as a clerk's form (catalogue/ref_kind.h); for `init`. */
#ifndef YS_APP_REF_PUT_H
#define YS_APP_REF_PUT_H

#include "catalogue/ref_kind.h"

struct ref_text {
	const char *name;          /* column or CSV header */
	struct sv value;
};

/* Inside a write; `row` holds what this row needs. ERR_INVALID with a Chinese sentence in *fault when the row is not
 * acceptable: the caller says where it came from. `id` may be NULL. */
enum err ref_put(struct op *op, struct arena *row, const struct ref_kind *k, const struct ref_text *texts, size_t n, int64_t *id,
		 const char **fault);

#endif
