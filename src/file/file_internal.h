/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of the file room that only it uses. */
#ifndef YS_FILE_FILE_INTERNAL_H
#define YS_FILE_FILE_INTERNAL_H

#include "file/depot.h"
#include "imagehelper/outcome.h"

/* ---- types.c ---- */
enum file_class { FILE_PICTURE, FILE_DOCUMENT, FILE_RECORDING };
struct file_type {
	enum file_class class;
	const char *media_type;
	const char *extensions;    /* "jpg,jpeg"; the first is the usual one */
	const char *claims;        /* media types that browsers send for it */
	bool (*is)(int fd, const uint8_t *head, size_t n, uint64_t size);
};
/* What the bytes are; NULL when it is none of ours. */
const struct file_type *file_type_of(const char *path);
/* False when name or media type say that it is something else. Both are claims of the client. */
bool file_type_claimed(const struct file_type *t, const char *filename, const char *media_type);

/* ---- zip.c: office files are archives ---- */
enum zip_kind { ZIP_OTHER, ZIP_DOCX, ZIP_XLSX };
/* By the names in the archive's directory; one with macros is ZIP_OTHER. */
enum zip_kind zip_kind_of(int fd, uint64_t size);

/* ---- helper.c ---- */
/* Runs yingshao-image within its time. ERR_BUSY when no place became free; otherwise *outcome. */
enum err image_helper(const struct site *site, const char *in, const char *out, const char *thumb, const char *meta,
		      enum image_outcome *outcome);

#endif
