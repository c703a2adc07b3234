/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: what a file is, from any bytes. Every answer is one of the table, the same twice, and an archive is only ever
 * an office document when its directory can be read; names and media types are claims of the client. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "file/file_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first bytes up to a NUL are what the client says, the rest is the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd = -1;
	char path[40], name[64] = "", media[64] = "";
	if (fd < 0)
		fd = memfd_create("fuzz", 0);
	size_t said = 0;
	while (said < size && said < sizeof name - 1 && data[said])
		said++;
	memcpy(name, data, said);
	memcpy(media, data, said);
	data += said;
	size -= said;
	if (fd < 0 || ftruncate(fd, 0) || (size && pwrite(fd, data, size, 0) != (ssize_t)size))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	const struct file_type *t = file_type_of(path);
	if (t != file_type_of(path))
		abort();
	enum zip_kind kind = zip_kind_of(fd, size);
	if (kind != ZIP_OTHER && (size < 22 || !t))
		abort();
	if (t) {
		char usual[64];
		snprintf(usual, sizeof usual, "a.%.*s", (int)strcspn(t->extensions, ","), t->extensions);
		if (!file_type_claimed(t, usual, t->media_type))
			abort();
		file_type_claimed(t, name, media);
	}
	return 0;
}
