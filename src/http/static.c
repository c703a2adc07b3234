/* SPDX-License-Identifier: Apache-2.0 */
/* Files of the web applications. The name is checked segment by segment before the disk is asked: no
 * dots in front, no backslash, no control characters, so that nothing outside the directory has a name.
 * Unknown paths of an application are its own business: they get its index.html. */
#include "http/http_internal.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const APPLICATIONS[] = { "desk", "h5", "screen" };

static const struct {
	const char *ending, *type;
} TYPES[] = {
	{ "html", "text/html; charset=utf-8" },
	{ "js", "text/javascript; charset=utf-8" },
	{ "mjs", "text/javascript; charset=utf-8" },
	{ "css", "text/css; charset=utf-8" },
	{ "json", "application/json" },
	{ "map", "application/json" },
	{ "webmanifest", "application/manifest+json" },
	{ "svg", "image/svg+xml" },
	{ "png", "image/png" },
	{ "jpg", "image/jpeg" },
	{ "jpeg", "image/jpeg" },
	{ "gif", "image/gif" },
	{ "webp", "image/webp" },
	{ "ico", "image/x-icon" },
	{ "woff", "font/woff" },
	{ "woff2", "font/woff2" },
	{ "ttf", "font/ttf" },
	{ "mp3", "audio/mpeg" },
	{ "wasm", "application/wasm" },
	{ "txt", "text/plain; charset=utf-8" },
	{ "pdf", "application/pdf" },
};

static struct sv last_segment(struct sv path)
{
	size_t from = path.n;
	while (from && path.p[from - 1] != '/')
		from--;
	return (struct sv){ path.p + from, path.n - from };
}

static const char *type_of(struct sv path)
{
	struct sv name = last_segment(path);
	size_t dot = name.n;
	while (dot && name.p[dot - 1] != '.')
		dot--;
	struct sv ending = { name.p + dot, name.n - dot };
	for (size_t i = 0; dot && i < sizeof TYPES / sizeof *TYPES; i++)
		if (ending.n == strlen(TYPES[i].ending) && strncasecmp(ending.p, TYPES[i].ending, ending.n) == 0)
			return TYPES[i].type;
	return "application/octet-stream";
}

/* Every segment must be an ordinary visible name. The last one may be empty (a folder). */
static bool safe(struct sv path)
{
	struct sv rest = { path.p + 1, path.n - 1 }, segment;
	while (sv_cut(&rest, '/', &segment)) {
		if (!segment.n && rest.p)
			return false;
		if (segment.n && segment.p[0] == '.')
			return false;
		for (size_t i = 0; i < segment.n; i++)
			if ((unsigned char)segment.p[i] < 0x20 || segment.p[i] == '\\' || segment.p[i] == 0x7F)
				return false;
	}
	return true;
}

static void redirect(struct exchange *x, int status, const char *where)
{
	answer_reset(&x->req);
	x->req.status = status;
	x->req.content_type = NULL;
	req_set_header(&x->req, "Location", where);
}

/* Opens the file below static_dir; -1 when it is not an ordinary file. */
static int open_file(const struct exchange *x, const char *path, const char *ending, struct stat *st)
{
	const char *full = arena_printf(x->req.arena, "%s%s%s", x->server->o.static_dir, path, ending);
	int fd = open(full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd >= 0 && (fstat(fd, st) != 0 || !S_ISREG(st->st_mode))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* True when the client takes this coding ("br", "gzip"), q=0 meaning no. */
static bool accepts(const struct exchange *x, const char *coding)
{
	const char *header = req_header(&x->req, "Accept-Encoding");
	struct sv rest = sv_from(header), one;
	while (header && sv_cut(&rest, ',', &one)) {
		struct sv parameters = one, name;
		sv_cut(&parameters, ';', &name);
		name = sv_trim(name);
		if (name.n == strlen(coding) && strncasecmp(name.p, coding, name.n) == 0) {
			struct sv q = sv_trim(parameters);
			return !(parameters.p && (sv_eqs(q, "q=0") || sv_eqs(q, "q=0.0") || sv_eqs(q, "q=0.00") ||
						  sv_eqs(q, "q=0.000")));
		}
	}
	return false;
}

/* Opens the best form of the file: pre-compressed beside it when the client takes that. */
static int open_best(struct exchange *x, const char *path, struct stat *st, const char **coding)
{
	static const struct {
		const char *coding, *ending;
	} forms[] = { { "br", ".br" }, { "gzip", ".gz" } };
	int plain = open_file(x, path, "", st);
	*coding = NULL;
	for (size_t i = 0; plain >= 0 && i < sizeof forms / sizeof *forms; i++) {
		struct stat packed;
		int fd = accepts(x, forms[i].coding) ? open_file(x, path, forms[i].ending, &packed) : -1;
		if (fd < 0)
			continue;
		close(plain);
		*st = packed;
		*coding = forms[i].coding;
		return fd;
	}
	return plain;
}

static bool send_file(struct exchange *x, const char *path)
{
	struct stat st;
	const char *coding;
	int fd = open_best(x, path, &st, &coding);
	if (fd < 0)
		return false;
	struct req *r = &x->req;
	answer_reset(r);
	r->content_type = type_of(sv_from(path));
	bool hashed = strstr(path, "/assets/") != NULL;
	const char *tag = arena_printf(r->arena, "\"%" PRIx64 "-%" PRIx64 "%s\"", (uint64_t)st.st_mtim.tv_sec * 1000 +
				       (uint64_t)st.st_mtim.tv_nsec / 1000000, (uint64_t)st.st_size, coding ? coding : "");
	req_set_header(r, "Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
	req_set_header(r, "ETag", tag);
	req_set_header(r, "Vary", "Accept-Encoding");
	if (coding)
		req_set_header(r, "Content-Encoding", coding);
	if (str_eq(req_header(r, "If-None-Match"), tag)) {
		close(fd);
		r->status = 304;
		return true;
	}
	x->file_fd = fd;
	return true;
}

static const char *application_of(struct sv path)
{
	for (size_t i = 0; i < sizeof APPLICATIONS / sizeof *APPLICATIONS; i++) {
		size_t n = strlen(APPLICATIONS[i]);
		if (path.n > n && memcmp(path.p + 1, APPLICATIONS[i], n) == 0 && (path.n == n + 1 || path.p[n + 1] == '/'))
			return APPLICATIONS[i];
	}
	return NULL;
}

void static_answer(struct exchange *x, struct sv path)
{
	struct arena *a = x->req.arena;
	x->metric = metrics_extra(x->server->metrics, METRIC_STATIC);
	x->label = "(static)";
	if (sv_eqs(path, "/")) {
		redirect(x, 302, "/h5/");
		return;
	}
	if (!x->server->o.static_dir || !safe(path)) {
		answer_refuse(x, &E_NO_SUCH_PLACE);
		return;
	}
	const char *application = application_of(path);
	if (application && path.n == strlen(application) + 1) {
		redirect(x, 308, arena_printf(a, "/%s/", application));
		return;
	}
	if (path.p[path.n - 1] != '/' && send_file(x, path.p))
		return;
	/* a missing script must not be answered by a page: only names without an ending are the application's */
	bool page = !memchr(last_segment(path).p, '.', last_segment(path).n);
	if (application && page && send_file(x, arena_printf(a, "/%s/index.html", application)))
		return;
	answer_refuse(x, &E_NO_SUCH_PLACE);
}
