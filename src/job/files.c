/* SPDX-License-Identifier: Apache-2.0 */
/* The nightly sweep of files that nothing refers to. */
#include <inttypes.h>

#include "base/log.h"
#include "file/file.h"
#include "job/job_internal.h"

enum err files_run(struct job_context *c)
{
	int64_t removed;
	enum err e = file_sweep(c->op->site, c->op->s, c->op->now, &removed);
	if (removed)
		log_info("job", "files: removed=%" PRId64, removed);
	c->done += removed;
	return e;
}
