/* SPDX-License-Identifier: Apache-2.0 */
/* multipart/form-data (RFC 7578), fed piece by piece as the bytes arrive; file content is never held.
 * Stricter than the standard: a boundary must be followed by its line break or "--" at once, every part
 * names its field, part headers fit into 4 KiB. Works on memory alone, so that it can be fuzzed. */
#ifndef YS_HTTP_MULTIPART_H
#define YS_HTTP_MULTIPART_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

enum { MULTIPART_BOUNDARY = 70, MULTIPART_HEADERS = 4096, MULTIPART_PARTS = 73 };

struct multipart_part {
	struct sv name, filename, media_type; /* in the parser's arena; "" when absent */
	bool is_file;                         /* a filename was given, even an empty one */
};

/* Any result but ERR_OK stops the parser and is returned to the feeder. */
struct multipart_sink {
	enum err (*begin)(void *arg, const struct multipart_part *part);
	enum err (*data)(void *arg, const char *p, size_t n);
	enum err (*end)(void *arg);
	void *arg;
};

struct multipart {
	struct multipart_sink sink;
	struct arena *arena;
	enum { MP_PREAMBLE, MP_BOUNDARY, MP_HEADERS, MP_DATA, MP_EPILOGUE, MP_BROKEN } state;
	char delimiter[MULTIPART_BOUNDARY + 5]; /* CR LF "--" boundary */
	size_t delimiter_n, matched;
	char tail[2];                  /* what follows a boundary */
	size_t tail_n;
	char header[MULTIPART_HEADERS];
	size_t header_n, parts;
	enum err failed;
};

/* False when the boundary is empty, too long or has forbidden characters. */
bool multipart_init(struct multipart *m, struct arena *a, struct sv boundary, const struct multipart_sink *sink);
enum err multipart_feed(struct multipart *m, const char *p, size_t n);
/* ERR_MALFORMED when the closing boundary has not come. */
enum err multipart_end(struct multipart *m);

/* Parameter of a header value such as `form-data; name="x"`, unquoted; false when absent or broken. */
bool header_parameter(struct arena *a, struct sv value, const char *name, struct sv *out);

#endif
