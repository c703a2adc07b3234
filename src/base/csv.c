/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include <string.h>

void csv_open(struct csv_reader *r, FILE *in)
{
	*r = (struct csv_reader){ .in = in, .arena = arena_new((size_t)4 * CSV_MAX_RECORD), .next_line = 1 };
}

void csv_open_mem(struct csv_reader *r, const char *p, size_t n)
{
	csv_open(r, NULL);
	r->mem = p;
	r->mem_n = n;
}

void csv_close(struct csv_reader *r)
{
	arena_free(r->arena);
	r->arena = NULL;
}

static int next_byte(struct csv_reader *r)
{
	if (r->nback)
		return r->back[--r->nback];
	if (r->in)
		return getc(r->in);
	return r->mem_at < r->mem_n ? (unsigned char)r->mem[r->mem_at++] : EOF;
}

static void unread(struct csv_reader *r, int c)
{
	if (c != EOF)
		r->back[r->nback++] = (unsigned char)c;
}

static void skip_bom(struct csv_reader *r)
{
	/* Full-width punctuation begins with the same byte, so all three are looked at. */
	static const int bom[3] = { 0xEF, 0xBB, 0xBF };
	int got[3], n = 0;
	do
		got[n] = next_byte(r);
	while (got[n] == bom[n] && ++n < 3);
	if (n == 3)
		return;
	for (; n >= 0; n--)
		unread(r, got[n]);
}

struct scan {
	struct buf text;
	size_t start[CSV_MAX_FIELDS];
	size_t n;
	bool fresh;               /* nothing of the current field seen: a quote may open it */
	bool quoted, after_quote, broken, many;
};

static void end_field(struct scan *s)
{
	buf_char(&s->text, '\0');
	s->after_quote = false;
}

static void begin_field(struct scan *s)
{
	s->fresh = true;
	if (s->n == CSV_MAX_FIELDS) {
		s->many = true;
		return;
	}
	s->start[s->n++] = s->text.n;
}

/* One byte of a record; true when the record has ended. */
static bool scan_byte(struct csv_reader *r, struct scan *s, int c)
{
	if (c == '\n')
		r->next_line++;
	if (s->quoted) {
		if (c == '"') {
			int d = next_byte(r);
			if (d == '"') {
				buf_char(&s->text, '"');
				return false;
			}
			unread(r, d);
			s->quoted = false;
			s->after_quote = true;
		} else {
			buf_char(&s->text, (char)c);
		}
		return false;
	}
	bool fresh = s->fresh;
	s->fresh = false;
	if (c == ',') {
		end_field(s);
		begin_field(s);
	} else if (c == '\n') {
		end_field(s);
		return true;
	} else if (c == '\r') {
		int d = next_byte(r);
		unread(r, d);
		if (d != '\n' && d != EOF)
			buf_char(&s->text, (char)c);
	} else if (c == '"' && fresh) {
		s->quoted = true;
	} else if (c == '"' || s->after_quote) {
		s->broken = true; /* text around a quoted part: keep what can be read */
		buf_char(&s->text, (char)c);
	} else {
		buf_char(&s->text, (char)c);
	}
	return false;
}

static enum err finish(struct csv_reader *r, struct scan *s)
{
	r->nfields = s->n;
	for (size_t i = 0; i < s->n; i++) {
		size_t end = (i + 1 < s->n ? s->start[i + 1] : s->text.n) - 1;
		r->field[i] = (struct sv){ buf_cstr(&s->text) + s->start[i], end - s->start[i] };
	}
	if (s->many) {
		r->error = "too many fields";
		return ERR_MALFORMED;
	}
	if (s->broken) {
		r->error = "quote inside an unquoted field";
		return ERR_MALFORMED;
	}
	return ERR_OK;
}

enum err csv_next(struct csv_reader *r)
{
	if (!r->started) {
		skip_bom(r);
		r->started = true;
	}
	arena_reset(r->arena);
	r->nfields = 0;
	r->error = NULL;
	r->line = r->next_line;
	struct scan s = { .n = 0 };
	buf_init(&s.text, r->arena, CSV_MAX_RECORD);
	begin_field(&s);
	bool any = false;
	for (;;) {
		int c = next_byte(r);
		if (c == EOF) {
			if (!any)
				return ERR_NOT_FOUND;
			if (s.quoted) {
				r->error = "quote not closed at end of file";
				return ERR_MALFORMED;
			}
			end_field(&s);
			break;
		}
		any = true;
		if (scan_byte(r, &s, c))
			break;
	}
	if (s.text.overflow) {
		r->error = "record too large";
		return ERR_TOO_LARGE;
	}
	return finish(r, &s);
}

int csv_index(const struct csv_reader *r, const char *name)
{
	for (size_t i = 0; i < r->nfields; i++)
		if (sv_eqs(sv_trim(r->field[i]), name))
			return (int)i;
	return -1;
}

/* -12 or -12.5: negative figures stay figures. */
static bool plain_number(struct sv s)
{
	size_t i = s.n && s.p[0] == '-', digits = 0, points = 0;
	for (; i < s.n; i++) {
		if (s.p[i] == '.')
			points++;
		else if (s.p[i] >= '0' && s.p[i] <= '9')
			digits++;
		else
			return false;
	}
	return digits && points <= 1;
}

void csv_field(struct buf *b, bool first, struct sv value)
{
	if (!first)
		buf_char(b, ',');
	bool formula = value.n && memchr("=+-@\t", value.p[0], 5) && !plain_number(value);
	bool quote = formula;
	for (size_t i = 0; i < value.n && !quote; i++)
		quote = memchr(",\"\r\n", value.p[i], 4) != NULL;
	if (!quote) {
		buf_sv(b, value);
		return;
	}
	buf_char(b, '"');
	if (formula)
		buf_char(b, '\'');
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '"')
			buf_char(b, '"');
		buf_char(b, value.p[i]);
	}
	buf_char(b, '"');
}

void csv_end(struct buf *b)
{
	buf_str(b, "\r\n");
}
