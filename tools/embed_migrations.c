/* SPDX-License-Identifier: Apache-2.0 */
/* Puts the files of sql/migrations into the program as a C table, with a SHA-256 checksum each.
 *
 * Usage: embed_migrations OUTPUT.c NNNN_name.sql...
 * Numbers rise from 1 without repetition; a number may be missing while its author is still at work, and a database that has
 * passed it refuses a late one (db/migrate.c). Tokens and `-- only` / `-- body` blocks are checked
 * here, so that a slip is found by the build and not by a city's database. */
#include <openssl/evp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct migration {
	int number;
	const char *path;
	char name[128];
	char *text;
	size_t n;
	char checksum[65];
};

static int errors;

__attribute__((format(printf, 3, 4))) static void complain(const char *file, int line, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: error: ", file, line);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	errors++;
}

static _Noreturn void die(const char *what, const char *which)
{
	fprintf(stderr, "embed_migrations: %s %s\n", what, which);
	exit(1);
}

static void read_text(struct migration *m)
{
	FILE *f = fopen(m->path, "rb");
	if (!f)
		die("cannot read", m->path);
	size_t cap = 1 << 16, n;
	m->text = malloc(cap);
	while (m->text && (n = fread(m->text + m->n, 1, cap - m->n - 1, f)) > 0) {
		m->n += n;
		if (m->n + 1 == cap)
			m->text = realloc(m->text, cap *= 2);
	}
	if (!m->text)
		die("out of memory at", m->path);
	m->text[m->n] = 0;
	fclose(f);
	if (strlen(m->text) != m->n)
		die("zero byte in", m->path);
}

static void sum(struct migration *m)
{
	unsigned char digest[32];
	unsigned len = 0;
	if (EVP_Digest(m->text, m->n, digest, &len, EVP_sha256(), NULL) != 1 || len != sizeof digest)
		die("SHA-256 failed for", m->path);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(m->checksum + 2 * i, 3, "%02x", digest[i]);
}

/* NNNN_name.sql, lower case. */
static void parse_name(struct migration *m)
{
	const char *base = strrchr(m->path, '/');
	base = base ? base + 1 : m->path;
	size_t digits = strspn(base, "0123456789");
	const char *name = base + digits + 1, *end = strrchr(base, '.');
	if (digits != 4 || base[digits] != '_' || !end || end <= name || strcmp(end, ".sql") != 0 ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != (size_t)(end - name) ||
	    (size_t)(end - name) >= sizeof m->name) {
		complain(m->path, 1, "a migration is named NNNN_lower_case.sql");
		return;
	}
	m->number = (int)strtol(base, NULL, 10);
	memcpy(m->name, name, (size_t)(end - name));
}

static void check_tokens(const struct migration *m, const char *p, size_t n, int line)
{
	static const char *const tokens[] = { "{pk}", "{serial}", "{int}", "{blob}", "{real}" };
	for (size_t i = 0; i < n; i++) {
		if (p[i] != '{')
			continue;
		size_t k = i + 1;
		while (k < n && p[k] >= 'a' && p[k] <= 'z')
			k++;
		if (k == n || p[k] != '}' || k == i + 1)
			continue;
		bool known = false;
		for (size_t t = 0; t < sizeof tokens / sizeof tokens[0]; t++)
			known = known || (strlen(tokens[t]) == k - i + 1 && strncmp(tokens[t], p + i, k - i + 1) == 0);
		if (!known)
			complain(m->path, line, "unknown token %.*s", (int)(k - i + 1), p + i);
	}
}

static bool line_is(const char *p, size_t n, const char *want)
{
	while (n && (p[n - 1] == '\r' || p[n - 1] == ' ' || p[n - 1] == '\t'))
		n--;
	return strlen(want) == n && strncmp(p, want, n) == 0;
}

/* Every block is closed and none contains another of its kind. */
static void check_text(const struct migration *m)
{
	int line = 0, only = 0, body = 0;
	for (const char *p = m->text; *p;) {
		size_t n = strcspn(p, "\n");
		line++;
		check_tokens(m, p, n, line);
		bool opens = line_is(p, n, "-- only: sqlite") || line_is(p, n, "-- only: postgres");
		if (!opens && strncmp(p, "-- only", 7) == 0)
			complain(m->path, line, "expected \"-- only: sqlite\" or \"-- only: postgres\"");
		if ((opens && only) || (line_is(p, n, "-- end") && !only))
			complain(m->path, line, "\"-- only\" and \"-- end\" must alternate");
		if ((line_is(p, n, "-- body") && body) || (line_is(p, n, "-- end body") && !body))
			complain(m->path, line, "\"-- body\" and \"-- end body\" must alternate");
		only = opens ? line : line_is(p, n, "-- end") ? 0 : only;
		body = line_is(p, n, "-- body") ? line : line_is(p, n, "-- end body") ? 0 : body;
		p += n + (p[n] == '\n');
	}
	if (only)
		complain(m->path, only, "\"-- only\" without \"-- end\"");
	if (body)
		complain(m->path, body, "\"-- body\" without \"-- end body\"");
}

static int by_number(const void *a, const void *b)
{
	const struct migration *x = a, *y = b;
	return (x->number > y->number) - (x->number < y->number);
}

static void check_sequence(const struct migration *m, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i && m[i].number == m[i - 1].number)
			complain(m[i].path, 1, "number %04d is also used by %s", m[i].number, m[i - 1].path);
		else if (!i && m[i].number != 1)
			complain(m[i].path, 1, "the first number is %04d; numbers begin with 0001", m[i].number);
	}
}

static void put_text(FILE *f, const char *p)
{
	fputs("\t\t\"", f);
	for (; *p; p++) {
		if (*p == '\n')
			fputs(p[1] ? "\\n\"\n\t\t\"" : "\\n", f);
		else if (*p == '"' || *p == '\\' || *p == '?') /* ? because of trigraphs */
			fprintf(f, "\\%c", *p);
		else if (*p != '\r')
			fputc(*p, f);
	}
	fputc('"', f);
}

static bool write_table(const char *path, const struct migration *m, size_t n)
{
	FILE *f = fopen(path, "wb");
	if (!f)
		return false;
	fputs("/* Made by tools/embed_migrations; do not edit. */\n#include \"db/db.h\"\n\n"
	      "const struct db_migration DB_MIGRATIONS[] = {\n", f);
	for (size_t i = 0; i < n; i++) {
		fprintf(f, "\t{ .number = %d, .name = \"%s\", .checksum =\n\t\t\"%s\",\n\t  .sql =\n", m[i].number,
			m[i].name, m[i].checksum);
		put_text(f, m[i].text);
		fputs(" },\n", f);
	}
	fprintf(f, "\t{ .number = 0 },\n};\nconst unsigned DB_MIGRATION_COUNT = %zu;\n", n);
	bool ok = !ferror(f);
	return fclose(f) == 0 && ok;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs("usage: embed_migrations OUTPUT.c NNNN_name.sql...\n", stderr);
		return 2;
	}
	size_t n = (size_t)(argc - 2);
	struct migration *m = calloc(n ? n : 1, sizeof *m);
	if (!m)
		die("out of memory", "");
	for (size_t i = 0; i < n; i++) {
		m[i].path = argv[i + 2];
		parse_name(&m[i]);
		read_text(&m[i]);
		sum(&m[i]);
		check_text(&m[i]);
	}
	if (n)
		qsort(m, n, sizeof *m, by_number);
	if (!errors)
		check_sequence(m, n);
	if (errors)
		return 1;
	if (!write_table(argv[1], m, n))
		die("cannot write", argv[1]);
	return 0;
}
