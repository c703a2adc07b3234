/* SPDX-License-Identifier: Apache-2.0 */
/* Local headers with the files, then the directory (PKWARE APPNOTE 4.3). See zip_write.h. */
#include "report/zip_write.h"

#include <string.h>
#include <zlib.h>

#include "base/day.h"
#include "base/env.h"

enum { VERSION = 20, LOCAL = 0x04034b50, ENTRY = 0x02014b50, END = 0x06054b50 };

static void put(struct buf *b, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_char(b, (char)(v >> 8 * i & 0xff));
}

/* What a local header and a directory entry have in common: from the version needed to the length of the extra field. */
static void put_facts(struct buf *b, const struct zip_file *f, int64_t now)
{
	int32_t day = day_of_ms(now);
	int64_t minute = (now - day_start_ms(day)) / MS_MINUTE;
	uint32_t date = (uint32_t)((day / 10000 - 1980) << 9 | day / 100 % 100 << 5 | day % 100);
	put(b, VERSION, 2);
	put(b, 0, 2);
	put(b, 0, 2); /* stored */
	put(b, (uint32_t)(minute / 60 << 11 | minute % 60 << 5), 2);
	put(b, date, 2);
	put(b, (uint32_t)crc32(0, (const Bytef *)f->content.p, (uInt)f->content.n), 4);
	put(b, (uint32_t)f->content.n, 4);
	put(b, (uint32_t)f->content.n, 4);
	put(b, (uint32_t)strlen(f->name), 2);
	put(b, 0, 2);
}

void zip_write(struct buf *out, const struct zip_file *files, size_t n, int64_t now)
{
	size_t start = out->n, at = 0, directory;
	for (size_t i = 0; i < n; i++) {
		put(out, LOCAL, 4);
		put_facts(out, &files[i], now);
		buf_str(out, files[i].name);
		buf_sv(out, files[i].content);
	}
	directory = out->n;
	for (size_t i = 0; i < n; i++) {
		put(out, ENTRY, 4);
		put(out, VERSION, 2);
		put_facts(out, &files[i], now);
		put(out, 0, 2);  /* comment */
		put(out, 0, 2);  /* disk */
		put(out, 0, 2);  /* internal attributes */
		put(out, 0, 4);  /* external attributes */
		put(out, (uint32_t)at, 4);
		buf_str(out, files[i].name);
		at += 30 + strlen(files[i].name) + files[i].content.n;
	}
	uint32_t length = (uint32_t)(out->n - directory);
	put(out, END, 4);
	put(out, 0, 4);
	put(out, (uint32_t)n, 2);
	put(out, (uint32_t)n, 2);
	put(out, length, 4);
	put(out, (uint32_t)(directory - start), 4);
	put(out, 0, 2);
}
