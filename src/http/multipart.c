/* SPDX-License-Identifier: Apache-2.0 */
/* The delimiter is CR LF "--" boundary. CR occurs in it only once, at its start, so a failed match never
 * hides the start of another: the matched bytes were content and the byte at hand is looked at again. */
#include "http/multipart.h"

#include <string.h>
#include <strings.h>

static bool boundary_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("'()+_,-./:=? ", c) != NULL);
}

bool multipart_init(struct multipart *m, struct arena *a, struct sv boundary, const struct multipart_sink *sink)
{
	memset(m, 0, sizeof *m);
	if (!boundary.n || boundary.n > MULTIPART_BOUNDARY || boundary.p[boundary.n - 1] == ' ')
		return false;
	for (size_t i = 0; i < boundary.n; i++)
		if (!boundary_char(boundary.p[i]))
			return false;
	memcpy(m->delimiter, "\r\n--", 4);
	memcpy(m->delimiter + 4, boundary.p, boundary.n);
	m->delimiter_n = boundary.n + 4;
	m->matched = 2; /* the first boundary needs no line break before it */
	m->arena = a;
	m->sink = *sink;
	return true;
}

/* ---- header values ------------------------------------------------------------------------------- */

static struct sv skip_spaces(struct sv s)
{
	while (s.n && (s.p[0] == ' ' || s.p[0] == '\t'))
		s.p++, s.n--;
	return s;
}

/* Cuts a quoted string (after its opening quote) off the front; false when it does not end. */
static bool quoted(struct arena *a, struct sv *s, struct sv *out)
{
	char *p = arena_alloc(a, s->n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s->n; i++) {
		char c = s->p[i];
		if (c == '"') {
			*out = (struct sv){ p, n };
			*s = (struct sv){ s->p + i + 1, s->n - i - 1 };
			return true;
		}
		/* browsers escape quotes as %22, others with a backslash; a lone backslash is a path separator */
		if (c == '\\' && i + 1 < s->n && (s->p[i + 1] == '"' || s->p[i + 1] == '\\'))
			c = s->p[++i];
		p[n++] = c;
	}
	return false;
}

bool header_parameter(struct arena *a, struct sv value, const char *name, struct sv *out)
{
	const char *semicolon = value.n ? memchr(value.p, ';', value.n) : NULL;
	if (!semicolon)
		return false;
	struct sv s = { semicolon, value.n - (size_t)(semicolon - value.p) };
	while (s.n && s.p[0] == ';') {
		s = skip_spaces((struct sv){ s.p + 1, s.n - 1 });
		size_t key_n = 0;
		while (key_n < s.n && s.p[key_n] != '=' && s.p[key_n] != ';')
			key_n++;
		struct sv key = sv_trim((struct sv){ s.p, key_n }), parameter = { s.p, 0 };
		s = (struct sv){ s.p + key_n, s.n - key_n };
		if (s.n && s.p[0] == '=') {
			s = skip_spaces((struct sv){ s.p + 1, s.n - 1 });
			if (s.n && s.p[0] == '"') {
				s = (struct sv){ s.p + 1, s.n - 1 };
				if (!quoted(a, &s, &parameter))
					return false;
				s = skip_spaces(s);
			} else {
				size_t n = 0;
				while (n < s.n && s.p[n] != ';')
					n++;
				parameter = sv_trim((struct sv){ s.p, n });
				parameter.p = arena_sv(a, parameter);
				s = (struct sv){ s.p + n, s.n - n };
			}
		}
		if (key.n == strlen(name) && strncasecmp(key.p, name, key.n) == 0) {
			*out = parameter;
			return true;
		}
	}
	return false;
}

/* ---- parts --------------------------------------------------------------------------------------- */

/* Value of the header line when it bears this name. */
static bool header_is(struct sv line, const char *name, struct sv *value)
{
	size_t n = strlen(name);
	if (line.n <= n || strncasecmp(line.p, name, n) != 0 || line.p[n] != ':')
		return false;
	*value = sv_trim((struct sv){ line.p + n + 1, line.n - n - 1 });
	return true;
}

static enum err part_begin(struct multipart *m)
{
	struct multipart_part part = { .name = SV(""), .filename = SV(""), .media_type = SV("") };
	struct sv rest = { m->header, m->header_n }, line, value;
	bool form_data = false;
	while (sv_cut(&rest, '\n', &line)) {
		line = sv_trim(line);
		if (header_is(line, "Content-Type", &value)) {
			part.media_type = (struct sv){ arena_sv(m->arena, value), value.n };
		} else if (header_is(line, "Content-Disposition", &value) && !form_data) {
			form_data = value.n >= 9 && strncasecmp(value.p, "form-data", 9) == 0 &&
				    header_parameter(m->arena, value, "name", &part.name);
			part.is_file = header_parameter(m->arena, value, "filename", &part.filename);
		}
	}
	if (!form_data || !part.name.n || !sv_utf8(part.name) || !sv_utf8(part.filename) || !sv_utf8(part.media_type))
		return ERR_MALFORMED;
	if (++m->parts > MULTIPART_PARTS)
		return ERR_TOO_LARGE;
	return m->sink.begin(m->sink.arg, &part);
}

/* ---- the machine: each step eats at least one byte or changes state ------------------------------- */

static enum err content(struct multipart *m, const char *p, size_t n)
{
	return m->state == MP_DATA && n ? m->sink.data(m->sink.arg, p, n) : ERR_OK;
}

/* In preamble or data: passes on what cannot be the delimiter. Returns the bytes eaten. */
static size_t scan(struct multipart *m, const char *p, size_t n, enum err *e)
{
	if (m->matched) {
		if (p[0] != m->delimiter[m->matched]) {
			/* in the preamble the first two bytes were imagined, but nothing is passed on there */
			size_t held = m->matched;
			m->matched = 0;
			*e = content(m, m->delimiter, held);
			return 0;
		}
		if (++m->matched < m->delimiter_n)
			return 1;
		if (m->state == MP_DATA)
			*e = m->sink.end(m->sink.arg);
		m->state = MP_BOUNDARY;
		m->matched = m->tail_n = 0;
		return 1;
	}
	const char *cr = memchr(p, '\r', n);
	if (!cr) {
		*e = content(m, p, n);
		return n;
	}
	*e = content(m, p, (size_t)(cr - p));
	m->matched = 1;
	return (size_t)(cr - p) + 1;
}

static enum err after_boundary(struct multipart *m, char c)
{
	m->tail[m->tail_n++] = c;
	if (m->tail_n < 2)
		return ERR_OK;
	if (memcmp(m->tail, "--", 2) == 0) {
		m->state = MP_EPILOGUE;
		return ERR_OK;
	}
	if (memcmp(m->tail, "\r\n", 2) != 0)
		return ERR_MALFORMED;
	m->state = MP_HEADERS;
	m->header_n = 0;
	return ERR_OK;
}

static enum err in_headers(struct multipart *m, char c)
{
	if (m->header_n == sizeof m->header)
		return ERR_TOO_LARGE;
	if (!c)
		return ERR_MALFORMED;
	m->header[m->header_n++] = c;
	if (m->header_n < 4 || memcmp(m->header + m->header_n - 4, "\r\n\r\n", 4) != 0)
		return ERR_OK;
	m->state = MP_DATA;
	m->matched = 0;
	return part_begin(m);
}

enum err multipart_feed(struct multipart *m, const char *p, size_t n)
{
	size_t at = 0;
	enum err e = m->state == MP_BROKEN ? m->failed : ERR_OK;
	while (at < n && e == ERR_OK && m->state != MP_EPILOGUE) {
		if (m->state == MP_BOUNDARY)
			e = after_boundary(m, p[at++]);
		else if (m->state == MP_HEADERS)
			e = in_headers(m, p[at++]);
		else
			at += scan(m, p + at, n - at, &e);
	}
	if (e != ERR_OK) {
		m->state = MP_BROKEN;
		m->failed = e;
	}
	return e;
}

enum err multipart_end(struct multipart *m)
{
	if (m->state == MP_BROKEN)
		return m->failed;
	return m->state == MP_EPILOGUE ? ERR_OK : ERR_MALFORMED;
}
