/* SPDX-License-Identifier: Apache-2.0 */
/* Self-handled item 自办件 (C-05, S0): found and fixed by the grid worker, one submission, no dispatch and no callback,
 * sampled by the grid head, counted apart from every case. */
#ifndef YS_SELFHANDLED_SELFHANDLED_H
#define YS_SELFHANDLED_SELFHANDLED_H

#include "appeal/appeal.h"

extern const struct wf_machine SELF_MACHINE;

struct self_new {
	const char *no;            /* from number_next("self") */
	int64_t grid_id, event_type_id, lon, lat;
	const char *matter, *done, *address;
};
/* Inside a write. ERR_INVALID without a grid, ERR_FORBIDDEN in a grid of others. */
enum err self_create(struct op *op, const struct self_new *n, int64_t *id);
/* The grid head's sample: 核实 or 不实 (with a note). */
enum err self_sample(struct op *op, int64_t id, int64_t version, bool ok, const char *note);

/* One's own items, and those that one samples. An unknown item is not seen. */
enum err self_may_see(struct op *op, int64_t id, bool *yes);
/* Files are added by who reported the item, until it has been sampled. */
enum err self_may_add_file(struct op *op, int64_t id, bool *yes);
/* A file has been added: leaves the event self.file. */
enum err self_file_added(struct op *op, int64_t id, const char *stage, const char *hash);

extern const struct route SELF_ROUTES[];

#endif
