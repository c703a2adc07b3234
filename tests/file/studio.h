/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures and documents made for tests, and a test city whose uploads go through the real yingshao-image. */
#ifndef YS_TEST_FILE_STUDIO_H
#define YS_TEST_FILE_STUDIO_H

#include "file/file.h"
#include "way/city.h"

struct bytes {
	uint8_t *p;
	size_t n, cap;
};
void put(struct bytes *b, const void *p, size_t n);
void put_text(struct bytes *b, const char *text);
void put_number(struct bytes *b, uint32_t v, int size, bool big_endian);
struct bytes bytes_of(const void *p, size_t n);
/* True when `text` stands in the file. */
bool file_has(const char *path, const char *text);
struct bytes file_read(const char *path);

/* ---- pictures ---- */
struct camera {
	int orientation;           /* 1 … 8; 0 none */
	const char *taken;         /* "2025:03:02 08:30:00"; NULL none */
	bool place;                /* 37.05 N, 119.05 E */
};
/* The sample JPEG with EXIF data and a comment "身份线索". */
struct bytes jpeg_by(const struct camera *camera);
/* A PNG of one colour, not compressed; `rows` of them are really there. */
struct bytes png_of(uint32_t width, uint32_t height, uint32_t rows);
struct bytes zip_of(const char *const *names);

/* ---- the city's depot ---- */
struct studio {
	struct city *c;
	char helper[600];
	int uploads;
	struct upload upload;      /* the last one */
	char path[160];
};
void studio_open(struct studio *s, enum db_engine engine);
void studio_close(struct studio *s);
/* Puts bytes where an upload lies. */
const struct upload *arrive(struct studio *s, const char *filename, const char *media_type, struct bytes b);
/* Takes it in as this person's; the code of the problem stands in s->c->code. */
enum err take(struct studio *s, int who, const struct upload *u, const struct file_want *want, struct file_taken *out);
/* Takes it in and keeps it. */
int64_t kept(struct studio *s, int who, const struct upload *u, const char *stage, const char *object_kind,
	     int64_t object_id);
/* var/<room>/ab/<hash>; valid until the next call. */
const char *lies_at(struct studio *s, const char *room, const char *hash);
bool exists(const char *path);
/* Replaces the helper by a script. */
void helper_script(struct studio *s, const char *lines);

#endif
