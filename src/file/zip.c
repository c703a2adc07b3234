/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the directory of a ZIP archive, as far as needed to tell a document from a spreadsheet and from anything
 * else. Nothing is unpacked; every offset is checked against the size of the file. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file/file_internal.h"

enum { END_BYTES = 22, COMMENT_MAX = 65535, ENTRY_BYTES = 46, DIRECTORY_MAX = 1 << 20, ENTRIES_MAX = 10000 };

static uint32_t number(const uint8_t *p, int bytes)
{
	uint32_t v = 0;
	for (int i = bytes - 1; i >= 0; i--)
		v = v << 8 | p[i];
	return v;
}

static bool read_at(int fd, uint64_t at, uint8_t *p, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t k = pread(fd, p + done, n - done, (off_t)(at + done));
		if (k <= 0)
			return false;
		done += (size_t)k;
	}
	return true;
}

/* Position and length of the directory, from the record at the end. */
static bool find_directory(int fd, uint64_t size, uint8_t *tail, uint64_t *at, uint32_t *n)
{
	size_t tail_n = size < END_BYTES + COMMENT_MAX ? (size_t)size : END_BYTES + COMMENT_MAX;
	if (size < END_BYTES || !read_at(fd, size - tail_n, tail, tail_n))
		return false;
	for (size_t i = tail_n - END_BYTES + 1; i-- > 0;) {
		const uint8_t *p = tail + i;
		if (memcmp(p, "PK\x05\x06", 4) != 0 || number(p + 20, 2) != tail_n - i - END_BYTES)
			continue;
		*n = number(p + 12, 4);
		*at = number(p + 16, 4);
		return *n <= DIRECTORY_MAX && *at + *n <= size;
	}
	return false;
}

static bool is_name(const uint8_t *name, size_t n, const char *wanted)
{
	return n == strlen(wanted) && memcmp(name, wanted, n) == 0;
}

static bool ends_in(const uint8_t *name, size_t n, const char *end)
{
	size_t k = strlen(end);
	return n >= k && memcmp(name + n - k, end, k) == 0;
}

static enum zip_kind judge(const uint8_t *directory, size_t n)
{
	enum zip_kind kind = ZIP_OTHER;
	bool content_types = false;
	int entries = 0;
	for (size_t at = 0; at < n && entries < ENTRIES_MAX; entries++) {
		const uint8_t *p = directory + at;
		if (n - at < ENTRY_BYTES || memcmp(p, "PK\x01\x02", 4) != 0)
			return ZIP_OTHER;
		size_t name_n = number(p + 28, 2), more = number(p + 30, 2) + number(p + 32, 2);
		if (n - at < ENTRY_BYTES + name_n + more)
			return ZIP_OTHER;
		const uint8_t *name = p + ENTRY_BYTES;
		if (ends_in(name, name_n, "vbaProject.bin"))
			return ZIP_OTHER;
		content_types |= is_name(name, name_n, "[Content_Types].xml");
		if (is_name(name, name_n, "word/document.xml"))
			kind = ZIP_DOCX;
		if (is_name(name, name_n, "xl/workbook.xml"))
			kind = ZIP_XLSX;
		at += ENTRY_BYTES + name_n + more;
	}
	return content_types && entries < ENTRIES_MAX ? kind : ZIP_OTHER;
}

enum zip_kind zip_kind_of(int fd, uint64_t size)
{
	enum zip_kind kind = ZIP_OTHER;
	uint64_t at;
	uint32_t n;
	uint8_t *buffer = malloc(DIRECTORY_MAX);
	if (buffer && find_directory(fd, size, buffer, &at, &n) && read_at(fd, at, buffer, n))
		kind = judge(buffer, n);
	free(buffer);
	return kind;
}
