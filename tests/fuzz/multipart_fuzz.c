/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as multipart/form-data. The first byte says where the input is cut in two; the outcome must
 * not depend on the cut. */
#include <stdlib.h>

#include "base/buf.h"
#include "http/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum err on_begin(void *arg, const struct multipart_part *p)
{
	buf_printf(arg, "[%.*s|%.*s|%d]", SV_FMT(p->name), SV_FMT(p->filename), p->is_file);
	return ERR_OK;
}

static enum err on_data(void *arg, const char *p, size_t n)
{
	buf_add(arg, p, n);
	return ERR_OK;
}

static enum err on_end(void *arg)
{
	buf_char(arg, ';');
	return ERR_OK;
}

static enum err parse(struct arena *a, const char *p, size_t n, size_t cut, struct buf *out)
{
	struct multipart *m = ARENA_NEW(a, struct multipart);
	const struct multipart_sink sink = { on_begin, on_data, on_end, out };
	buf_init(out, a, 1 << 20);
	if (!multipart_init(m, a, SV("B"), &sink))
		abort();
	enum err e = multipart_feed(m, p, cut);
	if (e == ERR_OK)
		e = multipart_feed(m, p + cut, n - cut);
	return e == ERR_OK ? multipart_end(m) : e;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	const char *p = (const char *)data + 1;
	size_t n = size - 1;
	struct arena *a = arena_new(16 << 20);
	struct buf whole, pieces;
	enum err one = parse(a, p, n, n, &whole), two = parse(a, p, n, n ? data[0] % (n + 1) : 0, &pieces);
	if (one != two || !sv_eq(buf_view(&whole), buf_view(&pieces)))
		abort();
	struct sv out;
	header_parameter(a, (struct sv){ p, n }, "name", &out);
	arena_free(a);
	return 0;
}
