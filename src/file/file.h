/* SPDX-License-Identifier: Apache-2.0 */
/* Files: photos, documents and recordings, taken in at one place whatever the channel.
 *
 * A picture is made anew by yingshao-image (src/imagehelper), so that neither a hidden place nor hidden code is
 * stored; time and place of the photo are kept sealed, as evidence for staff. Documents and recordings are stored as
 * they came and leave as downloads only. What is stored lies in var/files/ab/<SHA-256>, written to disk before its
 * row is committed; a picture that the helper could not master lies in var/quarantine and is never sent. Threads:
 * file_take starts a process and blocks; a bounded number run at a time. Memory: the op's arena. What it costs: a
 * process per picture, some 50 ms before it has looked at the first pixel. */
#ifndef YS_FILE_FILE_H
#define YS_FILE_FILE_H

#include "catalogue/site.h"
#include "file_sql.h"
#include "http/http.h"

enum { FILE_BYTES_MAX = 20 << 20, FILE_PUBLIC_BYTES_MAX = 10 << 20, FILE_HASH = 65 };

/* What the place of upload allows. */
struct file_want {
	const char *stage;         /* report | before | after | evidence | document | voice */
	bool only_pictures;        /* the public */
	uint64_t max_bytes;        /* 0: FILE_BYTES_MAX */
};

/* A file that is safe on disk, not yet in the database. */
struct file_taken {
	char hash[FILE_HASH], thumb_hash[FILE_HASH], original[FILE_HASH]; /* SHA-256 in hex; thumb_hash "" without one */
	const char *stage, *name, *media_type, *status;                  /* status: ready | quarantined */
	int64_t size, width, height;                                     /* width, height: NIL unless a ready picture */
	int64_t taken_at, lon, lat;                                      /* from the camera; NIL unknown; micro-degrees */
};

/* Checks an upload, makes pictures anew and moves the result to its place. Outside a write. ERR_MEDIA_TYPE for what
 * is not accepted here, ERR_TOO_LARGE, ERR_INVALID for a damaged or far too large picture, ERR_BUSY. */
enum err file_take(struct op *op, const struct upload *u, const struct file_want *want, struct file_taken *out);

/* The row, inside a write. `object_kind` "draft" with id 0 until it is attached. `claim`: secret with which somebody
 * without an account attaches it; NULL none. */
enum err file_keep(struct op *op, const struct file_taken *f, const char *object_kind, int64_t object_id,
		   const char *claim, int64_t *id);

/* Attaches files uploaded as drafts: each must be a draft of this user or carry the right claim. Inside a write. */
struct file_claim {
	int64_t id;
	const char *claim;         /* NULL: uploaded by the logged-in user */
};
enum err files_attach(struct op *op, const char *object_kind, int64_t object_id, const struct file_claim *files,
		      size_t n);

/* The same for the ids in the input "files" of a request by a logged-in person. */
enum err files_attach_given(struct op *op, struct req *r, const char *object_kind, int64_t object_id);

/* One file: {id,stage,name,…}; a quarantined one without addresses. */
void jw_file(struct json_out *w, struct op *op, const struct q_attachment_list_out *f);
/* Files of an object: [{id,stage,name,…}]; `released_only` for units that work on a secret report. */
enum err jw_files(struct json_out *w, const char *key, struct op *op, const char *object_kind, int64_t object_id,
	bool released_only);

/* Where a stored file lies. */
const char *file_path(const struct op *op, const char *hash);
/* True when a browser may show it by itself; everything else is a download. */
bool file_shown(const char *media_type);

/* When and where a photo was taken, as its camera wrote it. Callers check that the person is staff. */
struct file_evidence {
	int64_t taken_at, lon, lat; /* NIL: unknown */
	const char *original;      /* SHA-256 of the file as it was sent */
};
enum err file_evidence(struct op *op, int64_t id, struct file_evidence *out);

/* Removes drafts that nobody attached within two days, and files older than a day that no row names. `s` outside a
 * write; *removed counts the files. */
enum err file_sweep(struct site *site, struct db_session *s, int64_t now, int64_t *removed);

#endif
