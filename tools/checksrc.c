/* SPDX-License-Identifier: Apache-2.0 */
/* Checks the sources against the rules of the house: who may know whom, banned functions, form, lengths.
 *
 *   checksrc [-w] ROOT      errors on standard output, exit 1 when there are any; -w prints the warnings too
 *
 * The rules are the tables at the top. Cost: it reads C by its looks (a function's brace stands in column one),
 * which holds because it also enforces the looks. */
#define _GNU_SOURCE /* the build gives host programs no project flags */
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the rules ----------------------------------------------------------------------------------- */

/* A room and the rooms it may know, directly; what those know it may know too. Rows only name rooms above them, so that
 * there can be no circle (docs/architecture.md, "Who may know whom"). A room without a row is an error. */
static const struct {
	const char *room, *knows;
} ROOMS[] = {
	{ "base", "" },
	{ "imagehelper", "" },
	{ "report", "base" },
	{ "json", "base" },
	{ "db", "base" },
	{ "http", "json db" },
	{ "text", "base" },
	{ "sorting", "text" },
	{ "matching", "text" },
	{ "geo", "base" },
	{ "calendar", "base" },
	{ "workflow", "json" },
	{ "event", "json db" },
	{ "clock", "calendar db" },
	{ "auth", "http event" },
	{ "prefs", "auth" },
	{ "catalogue", "auth text geo clock report" },
	{ "org", "catalogue" },
	{ "grid", "catalogue workflow" },
	{ "place", "catalogue" },
	{ "knowledge", "catalogue workflow" },
	{ "file", "catalogue imagehelper" },
	{ "appeal", "file workflow" },
	{ "casefile", "appeal" },
	{ "order", "casefile" },
	{ "adjust", "order" },
	{ "dispute", "order" },
	{ "notice", "order" },
	{ "callback", "order" },
	{ "promise", "callback" },
	{ "inbox", "order" },
	{ "whistle", "inbox grid" },
	{ "selfhandled", "appeal" },
	{ "hotline", "casefile" },
	{ "instruction", "appeal" },
	{ "visit", "casefile" },
	{ "dutylist", "order" },
	{ "intake", "casefile sorting matching" },
	{ "search", "casefile" },
	{ "emergency", "order" },
	{ "hardcase", "order" },
	{ "hotspot", "intake order" },
	{ "score", "whistle callback" },
	{ "accountability", "score" },
	{ "outbox", "callback whistle notice emergency" },
	{ "desk", "intake search emergency hardcase adjust dispute whistle notice promise score org grid selfhandled instruction visit" },
	{ "board", "callback notice org grid" },
	{ "job", "intake search emergency hardcase adjust dispute whistle notice promise board visit knowledge accountability" },
	{ "app", "hotspot prefs desk accountability outbox dutylist board inbox job place knowledge hotline sorting matching" },
};

/* Steps over the table, each with its reason. `file` is a beginning of a path. */
static const struct {
	const char *file, *include, *reason;
} EXCEPTIONS[] = {
	{ "src/event/", "auth/crypto.h", "the chain needs SM3, seals and signatures; that header knows nothing of users" },
	{ "src/auth/", "catalogue/site.h", "struct site and struct op are the context of every request" },
};

/* Libraries and the only places that may include them; a header may have several rows. */
static const struct {
	const char *header, *only;
} OWNERS[] = {
	{ "sqlite3.h", "src/db/sqlite.c" },
	{ "libpq-fe.h", "src/db/postgres.c" },
	{ "microhttpd.h", "src/http/" },
	{ "jansson.h", "src/json/" },
	{ "geos_c.h", "src/geo/" },
	{ "geos_c.h", "src/grid/outline.c" }, /* unites the grids of a community; nobody else needs it */
	{ "unicode/", "src/text/pinyin.c" },
	{ "unicode/", "src/text/simplify.c" },
	{ "geos_c.h", "src/grid/shape.c" },   /* cuts and joins what the editor draws */
	{ "openssl/", "src/auth/" },
	{ "openssl/", "src/http/" },
	{ "openssl/", "src/file/depot.c" },
	{ "argon2.h", "src/auth/" },
	{ "xlsxwriter.h", "src/auth/listing_export.c" },
	{ "ini.h", "src/app/config.c" },
	{ "curl/", "src/outbox/outbox_adapters.c" },
	{ "qrencode.h", "src/grid/qr.c" },
	{ "pango/", "src/report/" },
	{ "cairo.h", "src/report/" },
	{ "cairo-pdf.h", "src/report/" },
	{ "zlib.h", "src/report/zip_write.c" },
	{ "vips/", "src/imagehelper/" },
	{ "seccomp.h", "src/imagehelper/" },
};

/* Functions nobody calls, or only the named place. */
static const struct {
	const char *name, *only, *instead;
} BANNED[] = {
	{ "strcpy", "", "snprintf or arena_str" },
	{ "strcat", "", "struct buf" },
	{ "strncpy", "", "snprintf" },
	{ "sprintf", "", "snprintf" },
	{ "vsprintf", "", "vsnprintf" },
	{ "gets", "", "fgets" },
	{ "strtok", "", "sv_cut" },
	{ "strtok_r", "", "sv_cut" },
	{ "atoi", "", "sv_i64" },
	{ "atol", "", "sv_i64" },
	{ "atof", "", "strtod with a check" },
	{ "system", "", "fork and exec with a fixed path" },
	{ "popen", "", "fork and exec with a fixed path" },
	{ "alloca", "", "the arena" },
	{ "tmpnam", "", "mkstemp" },
	{ "mktemp", "", "mkstemp" },
	{ "rand", "", "env_random" },
	{ "srand", "", "env_random" },
	{ "random", "src/base/env", "env_random" },
	{ "drand48", "", "env_random" },
	{ "time", "", "env_now: time is injected" },
	{ "gettimeofday", "", "env_now: time is injected" },
	{ "localtime", "", "base/day.h: days are at fixed +08:00" },
	{ "localtime_r", "", "base/day.h: days are at fixed +08:00" },
	{ "gmtime", "", "base/day.h" },
	{ "mktime", "", "base/day.h" },
	{ "strftime", "", "time_text" },
};

/* Words that run on one engine only, or that the project does not want in SQL. */
static const char *const BANNED_SQL[] = { "IFNULL", "GROUP_CONCAT", "LIKE", "ILIKE", "GLOB" };

enum {
	TAB = 4,
	LINE_WARN = 120,
	LINE_MAX_CHARS = 130,
	ROW_MAX_CHARS = 200,
	FILE_WARN = 400,
	FILE_MAX_LINES = 800,
	FUNCTION_WARN = 60,
	PATH_CHARS = 512,
	FILE_BYTES = 8 << 20,
};

static const char LICENCE[] = "SPDX-License-Identifier: Apache-2.0";
static const char C_LICENCE[] = "/* SPDX-License-Identifier: Apache-2.0 */";
/* Where sources lie, and what is not ours to check. */
static const char *const PLACES[] = { "src", "tests", "tools", "sql", "web", "run", "test", ".ci" };
static const char *const SKIPPED[] = { "node_modules", "dist", "build", ".git" };

/* ---- a file being checked ------------------------------------------------------------------------ */

struct file {
	const char *path;          /* from the root: "src/order/order.c" */
	char *text, *code;         /* code: the same bytes with comments and literals blanked */
	size_t n;
	bool c;
};

static const char *root = ".";
static bool show_warnings;
static size_t files, errors, warnings;

static void say(bool error, const char *path, size_t line, const char *fmt, va_list ap)
{
	if (error)
		errors++;
	else
		warnings++;
	if (!error && !show_warnings)
		return;
	printf("%s:%zu: %s: ", path, line, error ? "error" : "warning");
	vprintf(fmt, ap);
	putchar('\n');
}

static void wrong(const char *path, size_t line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static void doubtful(const char *path, size_t line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

static void wrong(const char *path, size_t line, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(true, path, line, fmt, ap);
	va_end(ap);
}

static void doubtful(const char *path, size_t line, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(false, path, line, fmt, ap);
	va_end(ap);
}

static bool begins(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);
	return n >= m && strcmp(s + n - m, suffix) == 0;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* True when `word` stands in the blank-separated list. */
static bool listed(const char *list, const char *word, size_t n)
{
	for (const char *p = list; *p;) {
		size_t k = strcspn(p, " ");
		if (k == n && strncmp(p, word, n) == 0)
			return true;
		p += k + (p[k] == ' ');
	}
	return false;
}

/* ---- C without comments and literals -------------------------------------------------------------- */

enum lex { CODE, LINE_COMMENT, COMMENT, STRING, CHARACTER };

static enum lex step(enum lex now, const char *t, size_t i, size_t *eat)
{
	*eat = 1;
	switch (now) {
	case CODE:
		if (t[i] == '/' && (t[i + 1] == '/' || t[i + 1] == '*')) {
			*eat = 2;
			return t[i + 1] == '/' ? LINE_COMMENT : COMMENT;
		}
		return t[i] == '"' ? STRING : t[i] == '\'' ? CHARACTER : CODE;
	case LINE_COMMENT:
		return t[i] == '\n' ? CODE : LINE_COMMENT;
	case COMMENT:
		if (t[i] == '*' && t[i + 1] == '/') {
			*eat = 2;
			return CODE;
		}
		return COMMENT;
	default:
		if (t[i] == '\\' && t[i + 1])
			*eat = 2;
		else if (t[i] == (now == STRING ? '"' : '\''))
			return CODE;
		return now;
	}
}

static void blank(struct file *f)
{
	enum lex now = CODE;
	f->code = malloc(f->n + 1);
	memcpy(f->code, f->text, f->n + 1);
	for (size_t i = 0, eat; i < f->n; i += eat) {
		enum lex next = step(now, f->text, i, &eat);
		bool keep = now == CODE && next == CODE;
		for (size_t k = 0; k < eat && i + k < f->n; k++)
			if (!keep && f->code[i + k] != '\n')
				f->code[i + k] = ' ';
		now = next;
	}
}

/* ---- form ---------------------------------------------------------------------------------------- */

/* Columns; a character counts one, whatever its bytes. */
static size_t columns(const char *line, size_t n)
{
	size_t col = 0;
	for (size_t i = 0; i < n; i++) {
		if (line[i] == '\t')
			col = (col / TAB + 1) * TAB;
		else if (((unsigned char)line[i] & 0xC0) != 0x80)
			col++;
	}
	return col;
}

static void check_indent(const struct file *f, size_t no, const char *line, size_t n)
{
	size_t tabs = 0, spaces = 0;
	while (tabs < n && line[tabs] == '\t')
		tabs++;
	while (tabs + spaces < n && line[tabs + spaces] == ' ')
		spaces++;
	if (tabs + spaces < n && line[tabs + spaces] == '\t')
		wrong(f->path, no, "a tab after spaces");
	bool comment = tabs + spaces < n && line[tabs + spaces] == '*' && spaces == 1;
	if (f->c && !tabs && spaces && !comment)
		wrong(f->path, no, "indent with tabs");
}

static void check_line(const struct file *f, size_t no, const char *line, size_t n)
{
	if (n && (line[n - 1] == ' ' || line[n - 1] == '\t'))
		wrong(f->path, no, "white space at the end of the line");
	if (memchr(line, '\r', n))
		wrong(f->path, no, "a carriage return; lines end with \\n");
	check_indent(f, no, line, n);
	if (!f->c)
		return;
	/* a row of a table or a line of text is read as one: folding it would cost more than its length */
	size_t col = columns(line, n), from = strspn(line, "\t ");
	size_t most = from < n && (line[from] == '{' || line[from] == '"') ? ROW_MAX_CHARS : LINE_MAX_CHARS;
	if (col > most)
		wrong(f->path, no, "%zu columns; %zu at most", col, most);
	else if (col > LINE_WARN)
		doubtful(f->path, no, "%zu columns; %d is the rule", col, LINE_WARN);
}

static void check_lines(const struct file *f)
{
	size_t no = 0;
	for (const char *p = f->text; *p;) {
		size_t n = strcspn(p, "\n");
		check_line(f, ++no, p, n);
		p += n + (p[n] == '\n');
	}
	if (f->n && f->text[f->n - 1] != '\n')
		wrong(f->path, no, "no newline at the end of the file");
	if (!f->c)
		return;
	if (no > FILE_MAX_LINES)
		wrong(f->path, no, "%zu lines; %d at most", no, FILE_MAX_LINES);
	else if (no > FILE_WARN)
		doubtful(f->path, no, "%zu lines; %d is the rule", no, FILE_WARN);
}

static void check_licence(const struct file *f)
{
	const char *at = strstr(f->text, LICENCE);
	size_t newlines = 0;
	if (f->c && !begins(f->text, C_LICENCE)) {
		wrong(f->path, 1, "the first line must be %s", C_LICENCE);
		return;
	}
	for (const char *p = f->text; at && p < at; p++)
		newlines += *p == '\n';
	if (!at || newlines > 2)
		wrong(f->path, 1, "%s is missing at the top", LICENCE);
}

/* ---- functions ----------------------------------------------------------------------------------- */

/* Name of the function whose brace stands at `brace`: the word before the first parenthesis of the lines above. */
static void function_name(const struct file *f, const char *brace, char out[64])
{
	const char *p = brace;
	snprintf(out, 64, "?");
	while (p > f->code + 1 && !(p[-1] == '\n' && (p[-2] == '\n' || p[-2] == ';' || p[-2] == '}')))
		p--;
	const char *paren = memchr(p, '(', (size_t)(brace - p));
	const char *end = paren;
	while (end && end > p && !is_word(end[-1]))
		end--;
	const char *start = end;
	while (start && start > p && is_word(start[-1]))
		start--;
	if (start && end > start)
		snprintf(out, 64, "%.*s", (int)(end - start), start);
}

static void check_functions(const struct file *f)
{
	size_t no = 0, from = 0;
	char name[64] = "";
	for (const char *p = f->code; *p;) {
		size_t n = strcspn(p, "\n");
		no++;
		if (p[0] == '{' && n == 1) {
			from = no;
			function_name(f, p, name);
		} else if (p[0] == '}' && from) {
			if (no - from - 1 > FUNCTION_WARN)
				doubtful(f->path, from, "%s has %zu lines; about %d is the rule", name, no - from - 1,
					 FUNCTION_WARN);
			from = 0;
		}
		p += n + (p[n] == '\n');
	}
}

static void check_call(const struct file *f, size_t no, const char *word, size_t n)
{
	for (size_t i = 0; i < sizeof BANNED / sizeof *BANNED; i++) {
		if (strlen(BANNED[i].name) != n || strncmp(BANNED[i].name, word, n) != 0)
			continue;
		if (!*BANNED[i].only || !begins(f->path, BANNED[i].only))
			wrong(f->path, no, "%s is banned; use %s", BANNED[i].name, BANNED[i].instead);
	}
}

static void check_calls(const struct file *f)
{
	size_t no = 1;
	for (const char *p = f->code; *p;) {
		if (*p == '\n')
			no++;
		if (!is_word(*p)) {
			p++;
			continue;
		}
		size_t n = 0;
		while (is_word(p[n]))
			n++;
		bool member = p > f->code && (p[-1] == '.' || (p[-1] == '>' && p > f->code + 1 && p[-2] == '-'));
		if (p[n] == '(' && !member)
			check_call(f, no, p, n);
		p += n;
	}
}

/* ---- who may know whom ----------------------------------------------------------------------------- */

static const char *knows(const char *room, size_t n)
{
	for (size_t i = 0; i < sizeof ROOMS / sizeof *ROOMS; i++)
		if (strlen(ROOMS[i].room) == n && strncmp(ROOMS[i].room, room, n) == 0)
			return ROOMS[i].knows;
	return NULL;
}

/* Directly, or through one of the rooms that it knows. */
static bool may_know(const char *from, size_t from_n, const char *to, size_t to_n)
{
	const char *list = knows(from, from_n);
	if (!list || (from_n == to_n && strncmp(from, to, to_n) == 0))
		return list != NULL;
	if (listed(list, to, to_n))
		return true;
	for (const char *p = list; *p;) {
		size_t k = strcspn(p, " ");
		if (k && may_know(p, k, to, to_n))
			return true;
		p += k + (p[k] == ' ');
	}
	return false;
}

static bool excepted(const char *path, const char *include)
{
	for (size_t i = 0; i < sizeof EXCEPTIONS / sizeof *EXCEPTIONS; i++)
		if (begins(path, EXCEPTIONS[i].file) && strcmp(include, EXCEPTIONS[i].include) == 0)
			return true;
	return false;
}

static bool exists(const char *dir, size_t dir_n, const char *name, size_t name_n, const char *suffix)
{
	char path[PATH_CHARS];
	struct stat st;
	snprintf(path, sizeof path, "%s/src/%.*s/%.*s%s", root, (int)dir_n, dir, (int)name_n, name, suffix);
	return stat(path, &st) == 0;
}

/* Room of "room/x.h", or of the statements "x_sql.h", which the build makes from src/room/x.sql. */
static bool room_of(const char *include, const char **room, size_t *n)
{
	const char *slash = strchr(include, '/');
	if (slash) {
		*room = include;
		*n = (size_t)(slash - include);
		return true;
	}
	for (size_t i = 0; ends(include, "_sql.h") && i < sizeof ROOMS / sizeof *ROOMS; i++) {
		if (exists(ROOMS[i].room, strlen(ROOMS[i].room), include, strlen(include) - 6, ".sql")) {
			*room = ROOMS[i].room;
			*n = strlen(ROOMS[i].room);
			return true;
		}
	}
	return false;
}

static void check_own_include(const struct file *f, size_t no, const char *include)
{
	const char *from = f->path + 4, *to;
	size_t from_n = strcspn(from, "/"), to_n;
	if (!begins(f->path, "src/"))
		return; /* tests and tools may look everywhere */
	if (!room_of(include, &to, &to_n)) {
		wrong(f->path, no, "\"%s\": write the room, as in \"order/order.h\"", include);
		return;
	}
	if (!knows(from, from_n)) {
		wrong(f->path, no, "the room %.*s has no row in tools/checksrc.c", (int)from_n, from);
		return;
	}
	bool own = from_n == to_n && strncmp(from, to, to_n) == 0;
	if (!own && ends(include, "_internal.h"))
		wrong(f->path, no, "\"%s\" is private to its room", include);
	if (!may_know(from, from_n, to, to_n) && !excepted(f->path, include))
		wrong(f->path, no, "%.*s may not know %.*s (\"%s\")", (int)from_n, from, (int)to_n, to, include);
}

static void check_library(const struct file *f, size_t no, const char *header)
{
	const char *owner = NULL;
	for (size_t i = 0; i < sizeof OWNERS / sizeof *OWNERS; i++) {
		const char *h = OWNERS[i].header;
		bool match = ends(h, "/") ? begins(header, h) : strcmp(header, h) == 0;
		if (match && begins(f->path, OWNERS[i].only))
			return;
		owner = match ? OWNERS[i].only : owner;
	}
	if (owner && begins(f->path, "src/"))
		wrong(f->path, no, "<%s> belongs to %s", header, owner);
}

static void check_include(const struct file *f, size_t no, const char *line, size_t n)
{
	char header[PATH_CHARS];
	const char *p = line + strlen("#include");
	while (*p == ' ')
		p++;
	char close = *p == '<' ? '>' : '"';
	const char *end = *p == '<' || *p == '"' ? memchr(p + 1, close, n - (size_t)(p + 1 - line)) : NULL;
	if (!end)
		return;
	snprintf(header, sizeof header, "%.*s", (int)(end - p - 1), p + 1);
	if (close == '>')
		check_library(f, no, header);
	else
		check_own_include(f, no, header);
}

static void check_includes(const struct file *f)
{
	size_t no = 0;
	for (const char *p = f->text; *p;) {
		size_t n = strcspn(p, "\n");
		no++;
		if (begins(p, "#include") && f->code[p - f->text] == '#')
			check_include(f, no, p, n);
		p += n + (p[n] == '\n');
	}
}

/* ---- SQL ----------------------------------------------------------------------------------------- */

static void check_sql_line(const struct file *f, size_t no, const char *line, size_t n)
{
	bool quoted = false;
	for (size_t i = 0; i < n; i++) {
		if (line[i] == '\'')
			quoted = !quoted;
		if (!quoted && line[i] == '-' && i + 1 < n && line[i + 1] == '-')
			return;
		if (quoted || !is_word(line[i]) || (i && is_word(line[i - 1])))
			continue;
		for (size_t k = 0; k < sizeof BANNED_SQL / sizeof *BANNED_SQL; k++) {
			size_t m = strlen(BANNED_SQL[k]);
			if (i + m <= n && strncmp(line + i, BANNED_SQL[k], m) == 0 && !is_word(line[i + m]))
				wrong(f->path, no, "%s is not used here (sql/README.md)", BANNED_SQL[k]);
		}
	}
}

static void check_sql(const struct file *f)
{
	size_t no = 0;
	for (const char *p = f->text; *p;) {
		size_t n = strcspn(p, "\n");
		check_sql_line(f, ++no, p, n);
		p += n + (p[n] == '\n');
	}
}

/* ---- walking ------------------------------------------------------------------------------------- */

static bool wanted(const char *path)
{
	static const char *const suffix[] = { ".c", ".h", ".sql", ".sh", "/meson.build", ".ts", ".mjs", ".vue", ".css" };
	for (size_t i = 0; i < sizeof suffix / sizeof *suffix; i++)
		if (ends(path, suffix[i]))
			return true;
	return strcmp(path, "run") == 0 || strcmp(path, "test") == 0 || strcmp(path, ".ci/run") == 0;
}

static bool load(const char *full, struct file *f)
{
	FILE *in = fopen(full, "rb");
	if (!in)
		return false;
	f->text = malloc(FILE_BYTES + 1);
	f->n = fread(f->text, 1, FILE_BYTES, in);
	f->text[f->n] = 0;
	fclose(in);
	return true;
}

static void check_file(const char *full, const char *path)
{
	struct file f = { .path = path, .c = ends(path, ".c") || ends(path, ".h") };
	if (!load(full, &f)) {
		wrong(path, 1, "cannot be read: %s", strerror(errno));
		return;
	}
	files++;
	if (memchr(f.text, 0, f.n))
		wrong(path, 1, "a NUL byte");
	check_licence(&f);
	check_lines(&f);
	if (f.c) {
		blank(&f);
		check_includes(&f);
		check_calls(&f);
		check_functions(&f);
	}
	if (ends(path, ".sql"))
		check_sql(&f);
	free(f.text);
	free(f.code);
}

static bool skipped(const char *name)
{
	for (size_t i = 0; i < sizeof SKIPPED / sizeof *SKIPPED; i++)
		if (strcmp(name, SKIPPED[i]) == 0)
			return true;
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void walk(const char *path)
{
	char full[PATH_CHARS * 2], below[PATH_CHARS];
	struct stat st;
	snprintf(full, sizeof full, "%s/%s", root, path);
	if (stat(full, &st) != 0)
		return;
	if (!S_ISDIR(st.st_mode)) {
		if (wanted(path))
			check_file(full, path);
		return;
	}
	struct dirent **entry;
	int n = scandir(full, &entry, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		snprintf(below, sizeof below, "%.255s/%.255s", path, entry[i]->d_name);
		if (!skipped(entry[i]->d_name))
			walk(below);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
}

/* Rows may only name rooms above them. */
static void check_table(void)
{
	for (size_t i = 0; i < sizeof ROOMS / sizeof *ROOMS; i++) {
		for (const char *p = ROOMS[i].knows; *p;) {
			size_t k = strcspn(p, " "), j = 0;
			while (j < i && !(strlen(ROOMS[j].room) == k && strncmp(ROOMS[j].room, p, k) == 0))
				j++;
			if (j == i)
				wrong("tools/checksrc.c", 1, "%s names %.*s, which does not stand above it", ROOMS[i].room, (int)k, p);
			p += k + (p[k] == ' ');
		}
	}
}

int main(int argc, char **argv)
{
	int at = 1;
	if (at < argc && strcmp(argv[at], "-w") == 0) {
		show_warnings = true;
		at++;
	}
	if (at + 1 != argc) {
		fprintf(stderr, "usage: checksrc [-w] ROOT\n");
		return 2;
	}
	root = argv[at];
	check_table();
	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
		walk(PLACES[i]);
	if (!files) {
		fprintf(stderr, "checksrc: no sources below %s\n", root);
		return 2;
	}
	printf("checksrc: %zu files, %zu errors, %zu warnings\n", files, errors, warnings);
	return errors ? 1 : 0;
}
