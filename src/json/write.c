/* SPDX-License-Identifier: Apache-2.0 */
/* JSON append writer: puts commas and escapes, nothing else. The caller keeps brackets balanced; the
 * ceiling of the buffer is the limit of the answer. */
#include "json/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/env.h"

void jw_init(struct json_out *w, struct buf *b)
{
	*w = (struct json_out){ .b = b };
}

/* Before a value: the comma, if one is due. */
static void before(struct json_out *w)
{
	if (w->comma)
		buf_char(w->b, ',');
	w->comma = true;
}

static void open_bracket(struct json_out *w, char c)
{
	before(w);
	buf_char(w->b, c);
	w->comma = false;
}

static void close_bracket(struct json_out *w, char c)
{
	buf_char(w->b, c);
	w->comma = true;
}

void jw_object(struct json_out *w)
{
	open_bracket(w, '{');
}

void jw_object_end(struct json_out *w)
{
	close_bracket(w, '}');
}

void jw_array(struct json_out *w)
{
	open_bracket(w, '[');
}

void jw_array_end(struct json_out *w)
{
	close_bracket(w, ']');
}

void jw_key(struct json_out *w, const char *key)
{
	before(w);
	buf_char(w->b, '"');
	buf_str(w->b, key);
	buf_add(w->b, "\":", 2);
	w->comma = false;
}

void jw_null(struct json_out *w)
{
	before(w);
	buf_add(w->b, "null", 4);
}

void jw_bool(struct json_out *w, bool v)
{
	before(w);
	buf_str(w->b, v ? "true" : "false");
}

void jw_int(struct json_out *w, int64_t v)
{
	if (v == NIL) {
		jw_null(w);
		return;
	}
	before(w);
	buf_i64(w->b, v);
}

void jw_id(struct json_out *w, int64_t v)
{
	if (v == NIL) {
		jw_null(w);
		return;
	}
	before(w);
	buf_char(w->b, '"');
	buf_i64(w->b, v);
	buf_char(w->b, '"');
}

void jw_real(struct json_out *w, double v, int decimals)
{
	if (!isfinite(v)) {
		jw_null(w);
		return;
	}
	before(w);
	buf_printf(w->b, "%.*f", decimals < 0 ? 0 : decimals > 17 ? 17 : decimals, v);
}

static void escape(struct buf *b, unsigned char c)
{
	static const char short_form[128] = {
		['"'] = '"', ['\\'] = '\\', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['\b'] = 'b', ['\f'] = 'f',
	};
	if (short_form[c])
		buf_add(b, (char[]){ '\\', short_form[c] }, 2);
	else
		buf_printf(b, "\\u%04x", c);
}

static void text(struct buf *b, struct sv s)
{
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(b, s.p + from, i - from);
		escape(b, c);
		from = i + 1;
	}
	buf_add(b, s.p + from, s.n - from);
}

/* Well-formed stretches as they are, every other byte as U+FFFD. */
static void repaired_text(struct buf *b, struct sv s)
{
	size_t i = 0;
	while (i < s.n) {
		size_t n = 1;
		while (n <= 4 && i + n <= s.n && !sv_utf8((struct sv){ s.p + i, n }))
			n++;
		if (n > 4 || i + n > s.n) {
			buf_add(b, "\xEF\xBF\xBD", 3);
			i++;
			continue;
		}
		text(b, (struct sv){ s.p + i, n });
		i += n;
	}
}

void jw_sv(struct json_out *w, struct sv s)
{
	if (!s.p) {
		jw_null(w);
		return;
	}
	before(w);
	buf_char(w->b, '"');
	if (sv_utf8(s))
		text(w->b, s);
	else
		repaired_text(w->b, s);
	buf_char(w->b, '"');
}

void jw_str(struct json_out *w, const char *s)
{
	jw_sv(w, sv_from(s));
}

void jw_raw(struct json_out *w, struct sv json)
{
	before(w);
	buf_sv(w->b, json);
}
