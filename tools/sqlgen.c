/* SPDX-License-Identifier: Apache-2.0 */
/* Statement compiler: turns the named statements of every room's .sql file into typed C wrappers and
 * one table of all statements. The format is described in sql/README.md.
 *
 * Usage: sqlgen [--table NAME] OUTDIR FILE.sql...
 * Writes OUTDIR/<stem>_sql.h, OUTDIR/<stem>_sql.c and OUTDIR/statements.c with DB_STATEMENTS. With --table
 * TEST_STATEMENT it is test_statement.c with TEST_STATEMENTS, for tests that bring statements of their own.
 * Files that would not change are left alone, so that the build recompiles only what it must. Memory is
 * never freed: the program lives for milliseconds. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* the build gives host programs no flags */
#endif
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_MAX_CHARS = 63, FIELDS_MAX = 200, PATH_CHARS = 4096 };
enum { SQLITE, POSTGRES, ENGINES };
enum { BOTH = (1 << SQLITE) | (1 << POSTGRES) };

enum type { T_NONE, T_INT, T_TEXT, T_BLOB, T_REAL, T_COUNT };

static const struct {
	const char *word, *c, *db, *null;
} TYPES[T_COUNT] = {
	[T_NONE] = { "", "", "", "" },
	[T_INT] = { "int", "int64_t ", "DB_I64", " /* or NIL */" },
	[T_TEXT] = { "text", "const char *", "DB_TEXT", " /* or NULL */" },
	[T_BLOB] = { "blob", "struct db_blob ", "DB_BLOB", " /* or .p = NULL */" },
	[T_REAL] = { "real", "double ", "DB_F64", " /* or NAN */" },
};

enum shape { EXEC, ONE, MANY, SHAPES };

static const struct {
	const char *word, *db;
} SHAPE[SHAPES] = { [EXEC] = { ":exec", "DB_EXEC" }, [ONE] = { ":one", "DB_ONE" }, [MANY] = { ":many", "DB_MANY" } };

struct text {
	char *p;
	size_t n, cap;
};

struct field {
	char name[NAME_MAX_CHARS + 1];
	enum type type;
	bool nullable;
	int line;
};

struct stmt {
	struct stmt *next;      /* in the order of the files */
	const char *file;
	int line;
	char name[NAME_MAX_CHARS + 1];
	enum shape shape;
	struct field in[FIELDS_MAX], out[FIELDS_MAX];
	size_t nin, nout;
	struct text sql[ENGINES];
	size_t map[ENGINES][FIELDS_MAX];
	size_t nmap[ENGINES];
	bool ended[ENGINES], body, writes;
	unsigned index;
};

struct source {
	const char *path, *stem;
	struct stmt *first, *last;
};

/* Where the scanner stands. */
struct scan {
	struct source *src;
	struct stmt *st;
	int line, only_line;
	unsigned mask;          /* engines the text goes to */
	char quote;
	bool skip;              /* the header was broken: say nothing about the rest */
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
	fprintf(stderr, "sqlgen: %s %s\n", what, which);
	exit(1);
}

/* ---- growing text -------------------------------------------------------------------------------- */

static void add_n(struct text *t, const char *p, size_t n)
{
	if (t->n + n + 1 > t->cap) {
		t->cap = (t->n + n + 1) * 2;
		t->p = realloc(t->p, t->cap);
		if (!t->p)
			die("out of memory", "");
	}
	memcpy(t->p + t->n, p, n);
	t->n += n;
	t->p[t->n] = 0;
}

__attribute__((format(printf, 2, 3))) static void add(struct text *t, const char *fmt, ...)
{
	char line[1024];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof line)
		die("generated line too long:", line);
	add_n(t, line, (size_t)n);
}

static struct text read_all(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		die("cannot read", path);
	struct text t = { 0 };
	char part[8192];
	size_t n;
	add_n(&t, "", 0);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		add_n(&t, part, n);
	fclose(f);
	return t;
}

/* Leaves an equal file untouched: its time stamp tells ninja that nothing depends on this run. */
static void write_if_changed(const char *dir, const char *name, const char *suffix, const struct text *t)
{
	char path[PATH_CHARS];
	int n = snprintf(path, sizeof path, "%s/%s%s", dir, name, suffix);
	if (n < 0 || (size_t)n >= sizeof path)
		die("path too long:", name);
	FILE *f = fopen(path, "rb");
	if (f) {
		fclose(f);
		struct text old = read_all(path);
		if (old.n == t->n && memcmp(old.p, t->p, t->n) == 0)
			return;
	}
	f = fopen(path, "wb");
	if (!f || fwrite(t->p, 1, t->n, f) != t->n || fclose(f) != 0)
		die("cannot write", path);
}

/* ---- small parsers ------------------------------------------------------------------------------- */

static bool word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Reads a lower-case identifier; 0 when there is none or it is too long. */
static size_t read_word(const char *p, char out[NAME_MAX_CHARS + 1])
{
	size_t n = 0;
	if (*p >= '0' && *p <= '9')
		return 0;
	while (word_char(p[n]))
		n++;
	if (n == 0 || n > NAME_MAX_CHARS)
		return 0;
	memcpy(out, p, n);
	out[n] = 0;
	return n;
}

static const char *skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

static enum type type_of(const char *word)
{
	for (int t = T_INT; t < T_COUNT; t++)
		if (strcmp(TYPES[t].word, word) == 0)
			return (enum type)t;
	return T_NONE;
}

static bool c_keyword(const char *w)
{
	static const char *const words[] = {
		"auto", "bool", "break", "case", "char", "const", "continue", "default", "do", "double", "else",
		"enum", "extern", "false", "float", "for", "goto", "if", "inline", "int", "long", "register",
		"restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "true", "typedef",
		"union", "unsigned", "void", "volatile", "while",
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i], w) == 0)
			return true;
	return false;
}

static struct field *field_find(struct field *f, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(f[i].name, name) == 0)
			return &f[i];
	return NULL;
}

static struct field *field_new(struct scan *s, struct field *list, size_t *n, const char *name)
{
	if (c_keyword(name))
		complain(s->src->path, s->line, "\"%s\" is a C keyword; choose another name", name);
	if (*n == FIELDS_MAX) {
		complain(s->src->path, s->line, "more than %d fields", FIELDS_MAX);
		return &list[FIELDS_MAX - 1];
	}
	struct field *f = &list[(*n)++];
	snprintf(f->name, sizeof f->name, "%s", name);
	f->line = s->line;
	return f;
}

/* `-- out: id int, due_at int?`; several such lines add up. */
static void parse_out(struct scan *s, const char *p)
{
	struct stmt *st = s->st;
	for (p = skip_blanks(p); *p; p = skip_blanks(p)) {
		char name[NAME_MAX_CHARS + 1], word[NAME_MAX_CHARS + 1];
		size_t n = read_word(p, name);
		const char *q = skip_blanks(p + n);
		size_t m = n ? read_word(q, word) : 0;
		if (!n || !m || q == p + n) {
			complain(s->src->path, s->line, "expected \"column type\" at \"%s\"", p);
			return;
		}
		if (field_find(st->out, st->nout, name))
			complain(s->src->path, s->line, "column %s twice", name);
		struct field *f = field_new(s, st->out, &st->nout, name);
		f->type = type_of(word);
		if (f->type == T_NONE)
			complain(s->src->path, s->line, "unknown type \"%s\" of column %s (int, text, blob, real)",
				 word, name);
		p = q + m;
		f->nullable = *p == '?';
		p = skip_blanks(p + f->nullable);
		if (*p && *p != ',') {
			complain(s->src->path, s->line, "expected \",\" at \"%s\"", p);
			return;
		}
		p += *p == ',';
	}
}

/* ---- statement text ------------------------------------------------------------------------------ */

static void put(struct scan *s, const char *p, size_t n)
{
	for (int e = 0; e < ENGINES; e++)
		if (s->mask & (1u << e))
			add_n(&s->st->sql[e], p, n);
}

static void put_blank(struct scan *s)
{
	for (int e = 0; e < ENGINES; e++) {
		struct text *t = &s->st->sql[e];
		if ((s->mask & (1u << e)) && t->n && t->p[t->n - 1] != ' ')
			add_n(t, " ", 1);
	}
}

/* Writes the placeholder of field `k`: numbers follow first appearance in each engine's own text. */
static void put_placeholder(struct scan *s, size_t k)
{
	struct stmt *st = s->st;
	for (int e = 0; e < ENGINES; e++) {
		if (!(s->mask & (1u << e)))
			continue;
		size_t i = 0;
		while (i < st->nmap[e] && st->map[e][i] != k)
			i++;
		if (i == st->nmap[e])
			st->map[e][st->nmap[e]++] = k;
		add(&st->sql[e], "%c%zu", e == SQLITE ? '?' : '$', i + 1);
	}
}

/* `$name`, `$name:type`, `$name:type?`; returns how many characters it took. */
static size_t scan_parameter(struct scan *s, const char *p)
{
	char name[NAME_MAX_CHARS + 1], word[NAME_MAX_CHARS + 1];
	size_t n = read_word(p + 1, name);
	if (!n) {
		complain(s->src->path, s->line, "\"$\" must be followed by a lower-case parameter name");
		return 1;
	}
	struct stmt *st = s->st;
	struct field *f = field_find(st->in, st->nin, name);
	if (!f)
		f = field_new(s, st->in, &st->nin, name);
	n++;
	if (p[n] == ':' && p[n + 1] != ':') {
		size_t m = read_word(p + n + 1, word);
		enum type t = m ? type_of(word) : T_NONE;
		if (t == T_NONE)
			complain(s->src->path, s->line, "unknown type of parameter $%s (int, text, blob, real)", name);
		else if (f->type != T_NONE && f->type != t)
			complain(s->src->path, s->line, "parameter $%s has two types, %s and %s", name,
				 TYPES[f->type].word, word);
		f->type = t != T_NONE ? t : T_TEXT;
		n += 1 + m;
		if (p[n] == '?') {
			f->nullable = true;
			n++;
		}
	}
	put_placeholder(s, (size_t)(f - st->in));
	return n;
}

/* A character outside quotes. Returns how many were taken, 0 at a comment. */
static size_t scan_char(struct scan *s, const char *p)
{
	if (p[0] == '-' && p[1] == '-')
		return 0;
	if (isspace((unsigned char)*p)) {
		put_blank(s);
		return 1;
	}
	for (int e = 0; e < ENGINES; e++)
		if ((s->mask & (1u << e)) && s->st->ended[e]) {
			complain(s->src->path, s->line, "text after the \";\" of %s (one statement per name)",
				 s->st->name);
			s->skip = true;
			return 1;
		}
	if (*p == ';') {
		for (int e = 0; e < ENGINES; e++)
			if (s->mask & (1u << e))
				s->st->ended[e] = true;
		return 1;
	}
	s->st->body = true;
	if (*p == '$')
		return scan_parameter(s, p);
	if (*p == '?')
		complain(s->src->path, s->line, "write parameters as $name:type, not \"?\"");
	if (p[0] == '/' && p[1] == '*')
		complain(s->src->path, s->line, "write comments as --");
	if (*p == '\'' || *p == '"')
		s->quote = *p;
	put(s, p, 1);
	return 1;
}

static void scan_text(struct scan *s, const char *p)
{
	while (*p && !s->skip) {
		if (s->quote) {
			if (*p == s->quote)
				s->quote = 0;
			put(s, p++, 1);
			continue;
		}
		size_t n = scan_char(s, p);
		if (!n)
			break;
		p += n;
	}
	if (s->quote)
		put(s, "\n", 1);
	else if (!s->skip)
		put_blank(s);
}

/* True when the engine's text changes rows: leading INSERT/UPDATE/DELETE, or WITH around one. */
static bool text_writes(const struct text *t)
{
	static const char *const verbs[] = { "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE" };
	bool with = false, first = true;
	char quote = 0;
	for (size_t i = 0; i < t->n;) {
		char c = t->p[i];
		if (quote || c == '\'' || c == '"') {
			quote = quote ? (c == quote ? 0 : quote) : c;
			i++;
			continue;
		}
		size_t n = 0;
		while (i + n < t->n && (isalnum((unsigned char)t->p[i + n]) || t->p[i + n] == '_'))
			n++;
		for (size_t v = 0; n && v < sizeof verbs / sizeof verbs[0]; v++)
			if (strlen(verbs[v]) == n && strncasecmp(t->p + i, verbs[v], n) == 0)
				return true;
		if (n && first) {
			with = n == 4 && strncasecmp(t->p + i, "WITH", 4) == 0;
			first = false;
			if (!with)
				return false;
		}
		i += n ? n : 1;
	}
	return false;
}

static void finish(struct scan *s)
{
	struct stmt *st = s->st;
	if (s->only_line)
		complain(s->src->path, s->only_line, "\"-- only\" without \"-- end\"");
	if (s->quote)
		complain(s->src->path, st->line, "quote not closed in %s", st->name);
	s->only_line = 0;
	s->mask = BOTH;
	s->quote = 0;
	for (int e = 0; e < ENGINES; e++) {
		struct text *t = &st->sql[e];
		while (t->n && t->p[t->n - 1] == ' ')
			t->p[--t->n] = 0;
		st->writes = st->writes || (t->n && text_writes(t));
	}
	if (s->skip)
		return;
	if (!st->body)
		complain(st->file, st->line, "%s has no text", st->name);
	if (st->shape != EXEC && !st->nout)
		complain(st->file, st->line, "%s is %s and needs a column list: -- out: id int, ...", st->name,
			 SHAPE[st->shape].word);
	if (st->shape == EXEC && st->nout)
		complain(st->file, st->line, "%s is :exec; its \"-- out:\" would be unused", st->name);
	for (size_t i = 0; i < st->nin; i++)
		if (st->in[i].type == T_NONE)
			complain(st->file, st->in[i].line, "parameter $%s has no type; write $%s:int at its first use",
				 st->in[i].name, st->in[i].name);
}

/* ---- files --------------------------------------------------------------------------------------- */

static struct stmt *all_first, *all_last;
static unsigned all_count;

static void begin_statement(struct scan *s, const char *p)
{
	struct stmt *st = calloc(1, sizeof *st);
	if (!st)
		die("out of memory", "");
	st->file = s->src->path;
	st->line = s->line;
	s->st = st;
	s->skip = false;
	p = skip_blanks(p);
	size_t n = read_word(p, st->name);
	const char *shape = skip_blanks(p + n);
	size_t len = strcspn(shape, " \t");
	st->shape = SHAPES;
	for (int i = 0; i < SHAPES; i++)
		if (strlen(SHAPE[i].word) == len && strncmp(SHAPE[i].word, shape, len) == 0)
			st->shape = (enum shape)i;
	if (!n || st->shape == SHAPES || *skip_blanks(shape + len)) {
		complain(s->src->path, s->line, "expected \"-- name: lower_case_name :exec|:one|:many\"");
		s->skip = true;
		return;
	}
	for (struct stmt *o = all_first; o; o = o->next)
		if (strcmp(o->name, st->name) == 0)
			complain(s->src->path, s->line, "statement %s twice; first at %s:%d", st->name, o->file,
				 o->line);
	if (all_last)
		all_last->next = st;
	else
		all_first = st;
	all_last = st;
	st->index = all_count++;
	if (!s->src->first)
		s->src->first = st;
	s->src->last = st;
}

/* `-- only: sqlite` and `-- end`; true when the line was one of them. */
static bool scan_only(struct scan *s, const char *key, const char *rest)
{
	if (strcmp(key, "end") == 0 && !*rest) {
		if (!s->only_line)
			complain(s->src->path, s->line, "\"-- end\" without \"-- only\"");
		s->only_line = 0;
		s->mask = BOTH;
		return true;
	}
	if (strcmp(key, "only") != 0 || *rest != ':')
		return false;
	const char *p = skip_blanks(rest + 1);
	if (s->only_line)
		complain(s->src->path, s->line, "\"-- only\" inside the one of line %d", s->only_line);
	s->only_line = s->line;
	if (strcmp(p, "sqlite") == 0)
		s->mask = 1u << SQLITE;
	else if (strcmp(p, "postgres") == 0)
		s->mask = 1u << POSTGRES;
	else
		complain(s->src->path, s->line, "expected \"-- only: sqlite\" or \"-- only: postgres\"");
	return true;
}

static void scan_line(struct scan *s, const char *p)
{
	char key[NAME_MAX_CHARS + 1] = "";
	const char *rest = "";
	if (!s->quote && p[0] == '-' && p[1] == '-') {
		const char *q = skip_blanks(p + 2);
		rest = q + read_word(q, key);
	}
	if (strcmp(key, "name") == 0 && *rest == ':') {
		if (s->st)
			finish(s);
		begin_statement(s, rest + 1);
		return;
	}
	if (!s->st) {
		if (*skip_blanks(p) && !(p[0] == '-' && p[1] == '-'))
			complain(s->src->path, s->line, "text before the first \"-- name:\"");
		return;
	}
	if (s->skip || scan_only(s, key, rest))
		return;
	if (strcmp(key, "out") == 0 && *rest == ':') {
		if (s->st->body)
			complain(s->src->path, s->line, "\"-- out:\" must stand before the text of %s", s->st->name);
		parse_out(s, rest + 1);
		return;
	}
	if (*key && *rest == ':' && !s->st->body) {
		complain(s->src->path, s->line,
			 "unknown header key \"%s\" (a plain comment has no colon after its first word)", key);
		return;
	}
	scan_text(s, p);
}

static void read_source(struct source *src)
{
	struct text t = read_all(src->path);
	struct scan s = { .src = src, .mask = BOTH };
	for (char *p = t.p; *p;) {
		size_t n = strcspn(p, "\n"), end = n;
		bool last = !p[n];
		while (end && (p[end - 1] == '\r' || p[end - 1] == ' ' || p[end - 1] == '\t') && !s.quote)
			end--;
		p[end] = 0;
		s.line++;
		scan_line(&s, p);
		p += n + !last;
	}
	if (s.st)
		finish(&s);
}

/* ---- output -------------------------------------------------------------------------------------- */

static void add_string(struct text *t, const struct text *s)
{
	add_n(t, "\"", 1);
	for (size_t i = 0; i < s->n; i++) {
		char c = s->p[i];
		if (c == '\n')
			add_n(t, "\\n", 2);
		else if (c == '"' || c == '\\' || c == '?') /* ? because of trigraphs */
			add(t, "\\%c", c);
		else
			add_n(t, &c, 1);
	}
	add_n(t, "\"", 1);
}

static void add_struct(struct text *t, const char *name, const char *kind, const struct field *f, size_t n)
{
	if (!n)
		return;
	add(t, "struct q_%s_%s {\n", name, kind);
	for (size_t i = 0; i < n; i++)
		add(t, "\t%s%s;%s\n", TYPES[f[i].type].c, f[i].name, f[i].nullable ? TYPES[f[i].type].null : "");
	add(t, "};\n");
}

/* `enum err q_x(struct db_session *s, const struct q_x_in *in, ` */
static void add_head(struct text *t, const struct stmt *st, const char *suffix)
{
	add(t, "enum err q_%s%s(struct db_session *s, ", st->name, suffix);
	if (st->nin)
		add(t, "const struct q_%s_in *in, ", st->name);
}

static void add_tail(struct text *t, const struct stmt *st)
{
	if (st->shape == EXEC)
		add(t, "int64_t *changed)");
	else
		add(t, "struct q_%s_%s *out)", st->name, st->shape == ONE ? "out" : "rows");
}

static const char EACH_TAIL[] = "bool (*each)(void *arg, const void *row), void *arg)";

static void header_of(struct text *t, const struct stmt *st)
{
	add(t, "\n/* %s%s */\n", SHAPE[st->shape].word, st->writes ? ", only inside db_write" : "");
	add_struct(t, st->name, "in", st->in, st->nin);
	add_struct(t, st->name, "out", st->out, st->nout);
	if (st->shape == MANY)
		add(t, "struct q_%s_rows {\n\tstruct q_%s_out *v;\n\tsize_t n;\n};\n", st->name, st->name);
	add(t, "extern const struct db_stmt q_%s_stmt;\n", st->name);
	add_head(t, st, "");
	add_tail(t, st);
	add(t, ";\n");
	if (st->shape != MANY)
		return;
	add(t, "/* Each row is a const struct q_%s_out. */\n", st->name);
	add_head(t, st, "_each");
	add(t, "%s;\n", EACH_TAIL);
}

static void add_fields(struct text *t, const char *name, const char *kind, const struct field *f, size_t n)
{
	if (!n)
		return;
	add(t, "static const struct db_field %s_%s[] = {\n", name, kind);
	for (size_t i = 0; i < n; i++)
		add(t, "\t{ \"%s\", %s, offsetof(struct q_%s_%s, %s) },\n", f[i].name, TYPES[f[i].type].db, name, kind,
		    f[i].name);
	add(t, "};\n");
}

static void add_statement(struct text *t, const struct stmt *st)
{
	static const char *const engine[ENGINES] = { "DB_SQLITE", "DB_POSTGRES" };
	static const char *const tag[ENGINES] = { "sqlite", "postgres" };
	add_fields(t, st->name, "in", st->in, st->nin);
	add_fields(t, st->name, "out", st->out, st->nout);
	for (int e = 0; e < ENGINES; e++) {
		if (!st->nmap[e])
			continue;
		add(t, "static const unsigned char %s_%s[] = { ", st->name, tag[e]);
		for (size_t i = 0; i < st->nmap[e]; i++)
			add(t, "%zu%s", st->map[e][i], i + 1 < st->nmap[e] ? ", " : " };\n");
	}
	add(t, "const struct db_stmt q_%s_stmt = {\n\t.name = \"%s\",\n\t.shape = %s,\n\t.writes = %s,\n", st->name,
	    st->name, SHAPE[st->shape].db, st->writes ? "true" : "false");
	for (int e = 0; e < ENGINES; e++) {
		if (!st->sql[e].n)
			continue; /* stays NULL: not offered on this engine */
		add(t, "\t.sql[%s] = ", engine[e]);
		add_string(t, &st->sql[e]);
		add(t, ",\n");
		if (st->nmap[e])
			add(t, "\t.map[%s] = %s_%s,\n\t.nmap[%s] = %zu,\n", engine[e], st->name, tag[e], engine[e],
			    st->nmap[e]);
	}
	if (st->nin)
		add(t, "\t.in = %s_in,\n\t.nin = %zu,\n", st->name, st->nin);
	if (st->nout)
		add(t, "\t.out = %s_out,\n\t.nout = %zu,\n\t.out_size = sizeof(struct q_%s_out),\n", st->name, st->nout,
		    st->name);
	add(t, "\t.index = %u,\n};\n\n", st->index);
}

static void source_of(struct text *t, const struct stmt *st)
{
	const char *n = st->name, *in = st->nin ? "in" : "NULL";
	add(t, "\n");
	add_statement(t, st);
	add_head(t, st, "");
	add_tail(t, st);
	if (st->shape == EXEC)
		add(t, "\n{\n\treturn db_run(s, &q_%s_stmt, %s, changed);\n}\n", n, in);
	if (st->shape == ONE)
		add(t, "\n{\n\treturn db_one(s, &q_%s_stmt, %s, out);\n}\n", n, in);
	if (st->shape != MANY)
		return;
	add(t, "\n{\n\tstruct db_rows rows = { NULL, 0 };\n\tenum err e = db_many(s, &q_%s_stmt, %s, &rows);\n"
	       "\tout->v = rows.v;\n\tout->n = rows.n;\n\treturn e;\n}\n\n", n, in);
	add_head(t, st, "_each");
	add(t, "%s\n{\n\treturn db_each(s, &q_%s_stmt, %s, each, arg);\n}\n", EACH_TAIL, n, in);
}

static void write_source(const char *dir, const struct source *src)
{
	struct text h = { 0 }, c = { 0 };
	add(&h, "/* Made by tools/sqlgen from %s.sql; do not edit. */\n#ifndef YS_SQL_%s_H\n#define YS_SQL_%s_H\n\n"
		"#include \"db/db.h\"\n", src->stem, src->stem, src->stem);
	add(&c, "/* Made by tools/sqlgen from %s.sql; do not edit. */\n#include \"%s_sql.h\"\n", src->stem, src->stem);
	for (const struct stmt *st = src->first; st; st = st == src->last ? NULL : st->next) {
		header_of(&h, st);
		source_of(&c, st);
	}
	add(&h, "\n#endif\n");
	write_if_changed(dir, src->stem, "_sql.h", &h);
	write_if_changed(dir, src->stem, "_sql.c", &c);
}

static void write_table(const char *dir, const char *table)
{
	bool own = strcmp(table, "DB_STATEMENT") != 0;
	struct text t = { 0 };
	add(&t, "/* Made by tools/sqlgen; do not edit. */\n#include \"db/db.h\"\n\n");
	for (const struct stmt *st = all_first; st; st = st->next)
		add(&t, "extern const struct db_stmt q_%s_stmt;\n", st->name);
	if (own)
		add(&t, "extern const struct db_stmt *const %sS[];\nextern const unsigned %s_COUNT;\n", table, table);
	add(&t, "\nconst struct db_stmt *const %sS[] = {\n", table);
	for (const struct stmt *st = all_first; st; st = st->next)
		add(&t, "\t&q_%s_stmt,\n", st->name);
	add(&t, "\tNULL,\n};\nconst unsigned %s_COUNT = %u;\n", table, all_count);
	char name[NAME_MAX_CHARS + 8];
	snprintf(name, sizeof name, "%s", own ? table : "statements");
	for (char *p = name; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	write_if_changed(dir, name, ".c", &t);
}

static const char *stem_of(const char *path)
{
	const char *base = strrchr(path, '/');
	base = base ? base + 1 : path;
	size_t n = strlen(base);
	char word[NAME_MAX_CHARS + 1];
	if (n < 5 || strcmp(base + n - 4, ".sql") != 0 || read_word(base, word) != n - 4)
		die("expected a file named lower_case.sql, not", path);
	return strndup(base, n - 4);
}

int main(int argc, char **argv)
{
	const char *table = "DB_STATEMENT";
	int at = 1;
	if (argc > 2 && strcmp(argv[1], "--table") == 0) {
		table = argv[2];
		at = 3;
		if (strlen(table) > NAME_MAX_CHARS)
			die("table name too long:", table);
	}
	if (argc <= at) {
		fputs("usage: sqlgen [--table NAME] OUTDIR FILE.sql...\n", stderr);
		return 2;
	}
	const char *dir = argv[at++];
	size_t n = (size_t)(argc - at);
	struct source *src = calloc(n ? n : 1, sizeof *src);
	if (!src)
		die("out of memory", "");
	for (size_t i = 0; i < n; i++) {
		src[i] = (struct source){ .path = argv[at + (int)i], .stem = stem_of(argv[at + (int)i]) };
		for (size_t k = 0; k < i; k++)
			if (strcmp(src[k].stem, src[i].stem) == 0)
				die("two files have the same name:", src[i].path);
		read_source(&src[i]);
	}
	if (errors) {
		fprintf(stderr, "sqlgen: %d error%s\n", errors, errors > 1 ? "s" : "");
		return 1;
	}
	for (size_t i = 0; i < n; i++)
		write_source(dir, &src[i]);
	write_table(dir, table);
	return 0;
}
