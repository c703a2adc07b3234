/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures of the simulated city: a few small PNG files, drawn here and stored like uploads, so that screens have something
 * to show and evidence rules something to count. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/simulate_internal.h"
#include "file/depot.h"

enum { WIDTH = 160, HEIGHT = 120, ROW = 1 + WIDTH * 3, RAW = ROW * HEIGHT, PNG_MAX = RAW + 1024, STORED_MAX = 65535 };

static const struct problem_code E_PICTURE = { ERR_IO, "simulate.picture", "" };

struct png {
	uint8_t p[PNG_MAX];
	size_t n;
};

static void put(struct png *f, const void *p, size_t n)
{
	memcpy(f->p + f->n, p, n);
	f->n += n;
}

static void put32(struct png *f, uint32_t v)
{
	uint8_t b[4] = { (uint8_t)(v >> 24), (uint8_t)(v >> 16), (uint8_t)(v >> 8), (uint8_t)v };
	put(f, b, 4);
}

static uint32_t crc(const uint8_t *p, size_t n)
{
	uint32_t c = 0xFFFFFFFFu;
	for (size_t i = 0; i < n; i++) {
		c ^= p[i];
		for (int k = 0; k < 8; k++)
			c = c >> 1 ^ (c & 1 ? 0xEDB88320u : 0);
	}
	return ~c;
}

/* Length, type, data, checksum over type and data. */
static void chunk(struct png *f, const char type[5], const uint8_t *data, size_t n)
{
	put32(f, (uint32_t)n);
	size_t from = f->n;
	put(f, type, 4);
	if (n)
		put(f, data, n);
	put32(f, crc(f->p + from, f->n - from));
}

/* zlib stream of one stored block: no compression, nothing to get wrong. */
static size_t store(const uint8_t *raw, uint8_t *out)
{
	_Static_assert(RAW <= STORED_MAX, "one stored block holds the picture");
	uint32_t a = 1, b = 0;
	const uint8_t head[7] = { 0x78, 0x01, 0x01, RAW & 255, RAW >> 8, ~RAW & 255, (~RAW >> 8) & 255 };
	memcpy(out, head, sizeof head);
	memcpy(out + sizeof head, raw, RAW);
	for (size_t i = 0; i < RAW; i++) {
		a = (a + raw[i]) % 65521;
		b = (b + a) % 65521;
	}
	const uint8_t tail[4] = { (uint8_t)(b >> 8), (uint8_t)b, (uint8_t)(a >> 8), (uint8_t)a };
	memcpy(out + sizeof head + RAW, tail, 4);
	return sizeof head + RAW + 4;
}

/* A street of some kind: sky, houses, road. `k` decides colours and heights. */
static void draw(uint8_t raw[RAW], unsigned k)
{
	for (int y = 0; y < HEIGHT; y++) {
		uint8_t *row = raw + y * ROW;
		row[0] = 0;
		for (int x = 0; x < WIDTH; x++) {
			int house = x / 20, top = 30 + (int)((unsigned)(house * 37 + (int)k * 53) % 40);
			bool road = y > 92, wall = !road && y > top && x % 20 > 2;
			bool window = wall && (x % 20) % 6 > 3 && (y - top) % 12 > 7;
			uint8_t *px = row + 1 + x * 3;
			px[0] = (uint8_t)(road ? 90 : window ? 240 : wall ? 150 + (house * 13 + (int)k * 7) % 70 : 170 + y / 4);
			px[1] = (uint8_t)(road ? 90 : window ? 225 : wall ? 130 + (house * 29 + (int)k * 11) % 60 : 200 + y / 4);
			px[2] = (uint8_t)(road ? 95 + (int)k : window ? 150 : wall ? 120 + (house * 17) % 60 : 235);
		}
	}
}

static void encode(struct png *f, struct arena *a, unsigned k)
{
	static const uint8_t signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
	static const uint8_t header[13] = { 0, 0, 0, WIDTH, 0, 0, 0, HEIGHT, 8, 2, 0, 0, 0 };
	uint8_t *raw = arena_alloc(a, RAW), *packed = arena_alloc(a, RAW + 16);
	draw(raw, k);
	size_t n = store(raw, packed);
	f->n = 0;
	put(f, signature, sizeof signature);
	chunk(f, "IHDR", header, sizeof header);
	chunk(f, "IDAT", packed, n);
	chunk(f, "IEND", NULL, 0);
}

static bool make_dirs(const struct sim *m)
{
	static const char *const dirs[] = { "tmp", "files" };
	for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++) {
		const char *path = arena_printf(m->life, "%s/%s", m->site->var_dir, dirs[i]);
		if (mkdir(path, 0750) && errno != EEXIST)
			return false;
	}
	return true;
}

static enum err fail(struct sim *m)
{
	return problem_say(m->problem, &E_PICTURE, arena_printf(m->life, "无法在 %s 写入图片：%s", m->site->var_dir, strerror(errno)));
}

static enum err make_one(struct sim *m, struct op *op, unsigned k)
{
	struct png *f = ARENA_NEW(m->life, struct png);
	struct file_taken *t = &m->pictures[k];
	const char *path = arena_printf(m->life, "%s/tmp/simulate-%u.png", m->site->var_dir, k);
	encode(f, m->life, k);
	FILE *out = fopen(path, "wb");
	bool ok = out && fwrite(f->p, 1, f->n, out) == f->n;
	if (out && fclose(out))
		ok = false;
	if (!ok)
		return fail(m);
	*t = (struct file_taken){ .stage = "report", .name = "现场照片.png", .media_type = "image/png", .status = "ready",
				  .width = WIDTH, .height = HEIGHT, .taken_at = NIL, .lon = NIL, .lat = NIL };
	enum err e = depot_seal(op, path, t->hash, &t->size);
	if (!e)
		e = depot_put(op, DEPOT_FILES, path, t->hash);
	snprintf(t->thumb_hash, sizeof t->thumb_hash, "%s", t->hash);
	return e;
}

enum err sim_make_pictures(struct sim *m)
{
	struct op op = { .site = m->site,
		.s = m->s,
		.a = m->life,
		.now = m->now,
		.by = OP_SYSTEM,
		.refs = m->refs,
		.problem = m->problem };
	if (!make_dirs(m))
		return fail(m);
	for (unsigned k = 0; k < sizeof m->pictures / sizeof *m->pictures; k++) {
		enum err e = make_one(m, &op, k);
		if (e)
			return e;
		m->npictures++;
	}
	return ERR_OK;
}

enum err sim_attach(struct sim *m, struct op *op, const char *kind, int64_t id, const char *stage)
{
	struct file_taken t = m->pictures[sim_roll(m, (int64_t)m->npictures)];
	int64_t made;
	bool document = str_eq(stage, "document");
	t.stage = stage;
	if (document)
		t.name = "办结文书.png";
	return file_keep(op, &t, kind, id, NULL, &made);
}
