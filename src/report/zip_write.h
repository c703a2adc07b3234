/* SPDX-License-Identifier: Apache-2.0 */
/* Writes a zip of a few small files, stored as they are: what a .docx needs, and no more. */
#ifndef YS_REPORT_ZIP_WRITE_H
#define YS_REPORT_ZIP_WRITE_H

#include "base/buf.h"

struct zip_file {
	const char *name;
	struct sv content;
};
/* Names are ASCII. A file that does not fit below the ceiling sets out->overflow. */
void zip_write(struct buf *out, const struct zip_file *files, size_t n, int64_t now);

#endif
