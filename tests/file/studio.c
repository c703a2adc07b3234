/* SPDX-License-Identifier: Apache-2.0 */
/* Makes pictures byte by byte: what a test says about a file is really in it. */
#define _XOPEN_SOURCE 700
#include "file/studio.h"

#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>

#include "file/samples.h"

enum { DEFLATE_BLOCK = 65535 };

/* ---- bytes ---- */

void put(struct bytes *b, const void *p, size_t n)
{
	if (!n)
		return;
	if (b->n + n > b->cap) {
		b->cap = (b->n + n) * 2;
		b->p = realloc(b->p, b->cap);
		if (!b->p)
			abort();
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

void put_text(struct bytes *b, const char *text)
{
	put(b, text, strlen(text));
}

void put_number(struct bytes *b, uint32_t v, int size, bool big_endian)
{
	for (int i = 0; i < size; i++) {
		uint8_t byte = (uint8_t)(v >> 8 * (big_endian ? size - 1 - i : i));
		put(b, &byte, 1);
	}
}

struct bytes bytes_of(const void *p, size_t n)
{
	struct bytes b = { 0 };
	put(&b, p, n);
	return b;
}

struct bytes file_read(const char *path)
{
	struct bytes b = { 0 };
	char chunk[4096];
	FILE *f = fopen(path, "rb");
	if (!f)
		fail_msg("%s cannot be read", path);
	for (size_t k; (k = fread(chunk, 1, sizeof chunk, f)) > 0;)
		put(&b, chunk, k);
	fclose(f);
	return b;
}

bool file_has(const char *path, const char *text)
{
	struct bytes b = file_read(path);
	bool found = memmem(b.p, b.n, text, strlen(text)) != NULL;
	free(b.p);
	return found;
}

/* ---- JPEG with EXIF ---- */

enum { ASCII = 2, SHORT = 3, LONG = 4, RATIONAL = 5 };

static void entry(struct bytes *b, uint32_t tag, uint32_t type, uint32_t count, uint32_t value)
{
	put_number(b, tag, 2, false);
	put_number(b, type, 2, false);
	put_number(b, count, 4, false);
	put_number(b, value, 4, false);
}

/* Three directories, each of fixed length, then the values that do not fit into an entry. */
static struct bytes tiff(const struct camera *c)
{
	enum { IFD0 = 8, EXIF = IFD0 + 2 + 3 * 12 + 4, GPS = EXIF + 2 + 12 + 4, VALUES = GPS + 2 + 4 * 12 + 4 };
	struct bytes b = { 0 };
	put_text(&b, "II*");
	put(&b, "", 1);
	put_number(&b, IFD0, 4, false);
	put_number(&b, 3, 2, false);
	entry(&b, 0x0112, SHORT, 1, (uint32_t)(c->orientation ? c->orientation : 1));
	entry(&b, 0x8769, LONG, 1, EXIF);
	entry(&b, 0x8825, LONG, 1, GPS);
	put_number(&b, 0, 4, false);
	put_number(&b, 1, 2, false);
	entry(&b, 0x9003, ASCII, 20, VALUES);
	put_number(&b, 0, 4, false);
	put_number(&b, 4, 2, false);
	entry(&b, 1, ASCII, 2, 'N');
	entry(&b, 2, RATIONAL, 3, VALUES + 20);
	entry(&b, 3, ASCII, 2, 'E');
	entry(&b, 4, RATIONAL, 3, VALUES + 44);
	put_number(&b, 0, 4, false);
	put(&b, c->taken ? c->taken : "0000:00:00 00:00:00", 20);
	const uint32_t angles[2][6] = { { 37, 1, 3, 1, 0, 1 }, { 119, 1, 3, 1, 0, 1 } };
	for (int i = 0; i < 12; i++)
		put_number(&b, c->place || i % 2 ? angles[i / 6][i % 6] : 0, 4, false);
	return b;
}

struct bytes jpeg_by(const struct camera *camera)
{
	static const char comment[] = "身份线索";
	struct bytes b = bytes_of(SAMPLE_JPEG, 2), exif = tiff(camera);
	put(&b, "\xFF\xE1", 2);
	put_number(&b, (uint32_t)(2 + 6 + exif.n), 2, true);
	put(&b, "Exif\0", 6);
	put(&b, exif.p, exif.n);
	put(&b, "\xFF\xFE", 2);
	put_number(&b, 2 + sizeof comment, 2, true);
	put(&b, comment, sizeof comment);
	put(&b, SAMPLE_JPEG + 2, sizeof SAMPLE_JPEG - 2);
	free(exif.p);
	return b;
}

/* ---- PNG ---- */

static uint32_t crc(const uint8_t *p, size_t n)
{
	uint32_t c = 0xFFFFFFFF;
	for (size_t i = 0; i < n; i++) {
		c ^= p[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xEDB88320 ^ c >> 1 : c >> 1;
	}
	return ~c;
}

static void chunk(struct bytes *b, const char *type, struct bytes content)
{
	put_number(b, (uint32_t)content.n, 4, true);
	size_t from = b->n;
	put(b, type, 4);
	put(b, content.p, content.n);
	put_number(b, crc(b->p + from, b->n - from), 4, true);
	free(content.p);
}

/* zlib's stored blocks: PNG without a compressor. */
static struct bytes stored(const struct bytes *raw)
{
	struct bytes b = bytes_of("\x78\x01", 2);
	uint32_t one = 1, two = 0;
	for (size_t at = 0; at < raw->n; at += DEFLATE_BLOCK) {
		size_t n = raw->n - at < DEFLATE_BLOCK ? raw->n - at : DEFLATE_BLOCK;
		put_number(&b, at + n == raw->n, 1, false);
		put_number(&b, (uint32_t)n, 2, false);
		put_number(&b, ~(uint32_t)n & 0xFFFF, 2, false);
		put(&b, raw->p + at, n);
	}
	for (size_t i = 0; i < raw->n; i++) {
		one = (one + raw->p[i]) % 65521;
		two = (two + one) % 65521;
	}
	put_number(&b, two << 16 | one, 4, true);
	return b;
}

struct bytes png_of(uint32_t width, uint32_t height, uint32_t rows)
{
	struct bytes b = { 0 }, head = { 0 }, raw = { 0 };
	put(&b, "\x89PNG\r\n\x1A\n", 8);
	put_number(&head, width, 4, true);
	put_number(&head, height, 4, true);
	put(&head, "\x08\x00\x00\x00\x00", 5); /* eight bits of grey */
	chunk(&b, "IHDR", head);
	for (uint32_t y = 0; y < rows; y++)
		for (uint32_t x = 0; x <= width; x++)
			put_number(&raw, x ? 128 : 0, 1, true);
	chunk(&b, "IDAT", stored(&raw));
	chunk(&b, "IEND", (struct bytes){ 0 });
	free(raw.p);
	return b;
}

/* ---- ZIP ---- */

struct bytes zip_of(const char *const *names)
{
	struct bytes b = { 0 }, directory = { 0 };
	static const char zeros[30];
	uint32_t count = 0;
	for (; *names; names++, count++) {
		uint32_t n = (uint32_t)strlen(*names), at = (uint32_t)b.n;
		put(&b, "PK\x03\x04", 4);
		put(&b, zeros, 22);
		put_number(&b, n, 2, false);
		put(&b, zeros, 2);
		put_text(&b, *names);
		put(&directory, "PK\x01\x02", 4);
		put(&directory, zeros, 24);
		put_number(&directory, n, 2, false);
		put(&directory, zeros, 12);
		put_number(&directory, at, 4, false);
		put_text(&directory, *names);
	}
	uint32_t from = (uint32_t)b.n;
	put(&b, directory.p, directory.n);
	put(&b, "PK\x05\x06", 4);
	put(&b, zeros, 4);
	put_number(&b, count, 2, false);
	put_number(&b, count, 2, false);
	put_number(&b, (uint32_t)directory.n, 4, false);
	put_number(&b, from, 4, false);
	put(&b, zeros, 2);
	free(directory.p);
	return b;
}

/* ---- the depot ---- */

/* Built beside the directory of the tests. */
static void find_helper(struct studio *s)
{
	ssize_t n = readlink("/proc/self/exe", s->helper, sizeof s->helper - 40);
	assert_true(n > 0);
	s->helper[n] = 0;
	*strrchr(s->helper, '/') = 0;
	n = (ssize_t)strlen(s->helper);
	snprintf(s->helper + n, sizeof s->helper - (size_t)n, "/../yingshao-image");
}

void studio_open(struct studio *s, enum db_engine engine)
{
	char tmp[100];
	*s = (struct studio){ .c = city_open(engine) };
	find_helper(s);
	s->c->site.image_helper = s->helper;
	s->c->site.image_limit_ms = 2 * (int64_t)MS_MINUTE; /* the machine may be busy; the limit has a test of its own */
	snprintf(tmp, sizeof tmp, "%s/tmp", s->c->dir);
	if (mkdir(tmp, 0700) != 0)
		fail_msg("%s cannot be made", tmp);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *place)
{
	(void)st;
	(void)type;
	return place->level ? remove(path) : 0;
}

void studio_close(struct studio *s)
{
	nftw(s->c->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	city_close(s->c);
}

const struct upload *arrive(struct studio *s, const char *filename, const char *media_type, struct bytes b)
{
	snprintf(s->path, sizeof s->path, "%s/tmp/up-test-%d.part", s->c->dir, s->uploads++);
	FILE *f = fopen(s->path, "wb");
	if (!f || (b.n && fwrite(b.p, 1, b.n, f) != b.n) || fclose(f) != 0)
		fail_msg("%s cannot be written", s->path);
	s->upload = (struct upload){ .field = "file", .filename = filename, .media_type = media_type, .path = s->path,
				     .size = b.n, .sha256 = "0000000000000000000000000000000000000000000000000000000000000000" };
	free(b.p);
	return &s->upload;
}

static struct op op_by(struct studio *s, int who)
{
	struct city *c = s->c;
	c->problem = (struct problem){ 0 };
	return (struct op){ .site = &c->site, .s = c->f->s, .a = c->f->arena, .now = c->env.now,
			    .by = who > 0 ? OP_PERSON : OP_CITIZEN, .who = who > 0 ? &c->who[who] : NULL, .problem = &c->problem };
}

enum err take(struct studio *s, int who, const struct upload *u, const struct file_want *want, struct file_taken *out)
{
	struct op op = op_by(s, who);
	enum err e = file_take(&op, u, want, out);
	snprintf(s->c->code, sizeof s->c->code, "%s", s->c->problem.code ? s->c->problem.code : "");
	return e;
}

struct keeping {
	struct file_taken file;
	const char *kind;
	int64_t id, made;
};

static enum err keep(struct op *op, void *arg)
{
	struct keeping *k = arg;
	return file_keep(op, &k->file, k->kind, k->id, NULL, &k->made);
}

int64_t kept(struct studio *s, int who, const struct upload *u, const char *stage, const char *object_kind,
	     int64_t object_id)
{
	struct city *c = s->c;
	struct keeping k = { .kind = object_kind, .id = object_id };
	ok(take(s, who, u, &(struct file_want){ .stage = stage }, &k.file));
	ok(city_write(c, who, keep, &k));
	return k.made;
}

const char *lies_at(struct studio *s, const char *room, const char *hash)
{
	static char path[300];
	snprintf(path, sizeof path, "%s/%s/%.2s/%s", s->c->dir, room, hash, hash);
	return path;
}

bool exists(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0;
}

void helper_script(struct studio *s, const char *lines)
{
	snprintf(s->helper, sizeof s->helper, "%s/helper.sh", s->c->dir);
	FILE *f = fopen(s->helper, "w");
	if (!f || fprintf(f, "#!/bin/sh\n%s\n", lines) < 0 || fclose(f) != 0 || chmod(s->helper, 0700) != 0)
		fail_msg("%s cannot be written", s->helper);
}
