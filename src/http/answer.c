/* SPDX-License-Identifier: Apache-2.0 */
/* Turns the answer of a request into bytes: through libmicrohttpd once the body has been read, or
 * straight onto the socket while it is still coming, because libmicrohttpd cannot answer then. */
#include "http/http_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>


static const struct {
	const char *name, *value;
} SECURITY_HEADERS[] = {
	{ "Content-Security-Policy",
	  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
	  "base-uri 'self'; form-action 'self'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "X-Frame-Options", "DENY" },
	{ "Referrer-Policy", "same-origin" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
};

void answer_reset(struct req *r)
{
	/* an expired cookie is cleared together with the refusal; other headers belonged to the answer undone */
	static const char *const kept[] = { "Set-Cookie", "WWW-Authenticate", "Allow" };
	size_t n = 0;
	for (size_t i = 0; i < r->nheaders; i++)
		for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
			if (strcasecmp(r->header[i].name, kept[k]) == 0)
				r->header[n++] = r->header[i];
	r->nheaders = n;
	buf_init(&r->out, r->out.arena ? r->out.arena : r->arena, ANSWER_CEILING);
	jw_init(&r->w, &r->out);
	r->status = 200;
	r->content_type = "application/json";
	r->file = NULL;
	r->delete_file = false;
}

void req_set_header(struct req *r, const char *name, const char *value)
{
	for (const char *c = value; *c; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7F) {
			log_error("http", "header %s dropped: control character in its value", name);
			return;
		}
	}
	if (r->nheaders == sizeof r->header / sizeof *r->header) {
		log_error("http", "header %s dropped: too many", name);
		return;
	}
	struct arena *a = r->out.arena;
	r->header[r->nheaders].name = arena_str(a, name);
	r->header[r->nheaders++].value = arena_str(a, value);
}

/* Bytes that RFC 5987 allows unescaped in a file name. */
static bool attribute_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	       c == '.';
}

void req_send_file(struct req *r, const char *path, bool delete_after, const char *content_type,
		   const char *download_name)
{
	r->file = arena_str(r->arena, path);
	r->delete_file = delete_after;
	r->content_type = arena_str(r->arena, content_type);
	if (!download_name)
		return;
	struct buf plain, coded;
	buf_init(&plain, r->arena, 1024);
	buf_init(&coded, r->arena, 4096);
	for (const char *c = download_name; *c; c++) {
		buf_char(&plain, attribute_char(*c) ? *c : '_');
		if (attribute_char(*c))
			buf_char(&coded, *c);
		else
			buf_printf(&coded, "%%%02X", (unsigned char)*c);
	}
	req_set_header(r, "Content-Disposition",
		       arena_printf(r->arena, "attachment; filename=\"%s\"; filename*=UTF-8''%s", buf_cstr(&plain),
				    buf_cstr(&coded)));
}

static bool has_header(const struct req *r, const char *name)
{
	for (size_t i = 0; i < r->nheaders; i++)
		if (strcasecmp(r->header[i].name, name) == 0)
			return true;
	return false;
}

/* Every header of the answer but those that libmicrohttpd writes itself. */
static void each_header(const struct exchange *x, void (*emit)(void *, const char *, const char *), void *arg)
{
	const struct req *r = &x->req;
	for (size_t i = 0; i < sizeof SECURITY_HEADERS / sizeof *SECURITY_HEADERS; i++)
		emit(arg, SECURITY_HEADERS[i].name, SECURITY_HEADERS[i].value);
	emit(arg, "X-Request-Id", r->id);
	if (r->status != 204 && r->status != 304 && r->content_type)
		emit(arg, "Content-Type", r->content_type);
	if (!has_header(r, "Cache-Control"))
		emit(arg, "Cache-Control", "no-store");
	for (size_t i = 0; i < r->nheaders; i++)
		emit(arg, r->header[i].name, r->header[i].value);
	if (x->close)
		emit(arg, "Connection", "close");
}

static void emit_to_response(void *response, const char *name, const char *value)
{
	MHD_add_response_header(response, name, value);
}

static void emit_to_text(void *out, const char *name, const char *value)
{
	buf_printf(out, "%s: %s\r\n", name, value);
}

static void account(struct exchange *x, uint64_t bytes)
{
	struct http_server *s = x->server;
	int64_t micros = mono_us() - x->begun_us;
	x->final_status = x->req.status;
	metrics_request(s->metrics, x->metric, x->req.status, micros);
	log_debug("http", "%s %s %s %d %lld us %llu bytes", x->req.id, HTTP_METHOD_NAMES[x->req.method],
		  x->label ? x->label : "(none)", x->req.status, (long long)micros, (unsigned long long)bytes);
}

/* Writes the answer itself; what the client still sends is thrown away until it notices. */
static enum MHD_Result send_raw(struct exchange *x)
{
	struct req *r = &x->req;
	struct buf text;
	x->close = true;
	buf_init(&text, r->out.arena, 64 << 10);
	buf_printf(&text, "HTTP/1.1 %d %s\r\n", r->status, MHD_get_reason_phrase_for((unsigned)r->status));
	each_header(x, emit_to_text, &text);
	buf_printf(&text, "Content-Length: %zu\r\n\r\n", r->out.n);
	buf_sv(&text, buf_view(&r->out));
	account(x, r->out.n);
	x->stage = STAGE_DISCARD;
	x->received = 0;
	conn_deadline_in(x->conn, DISCARD_SECONDS);
	/* one try: a few KiB fit into an empty socket buffer, and a client that lets it fill loses its answer */
	ssize_t sent = send(x->conn->fd, text.p, text.n, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (text.overflow || sent != (ssize_t)text.n)
		return MHD_NO;
	shutdown(x->conn->fd, SHUT_WR);
	return MHD_YES;
}

static struct MHD_Response *file_response(struct exchange *x, uint64_t *size)
{
	struct req *r = &x->req;
	int fd = x->file_fd;
	x->file_fd = -1;
	if (r->file) {
		fd = open(r->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		if (r->delete_file)
			unlink(r->file);
	}
	struct stat st;
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		*size = (uint64_t)st.st_size;
		struct MHD_Response *m = MHD_create_response_from_fd64(*size, fd);
		if (m)
			return m;
	}
	log_error("http", "%s: file to send is missing (%s)", r->id, x->label ? x->label : "");
	if (fd >= 0)
		close(fd);
	problem_clear(&r->problem);
	http_answer_problem(r, ERR_IO);
	return NULL;
}

static struct MHD_Response *make_response(struct exchange *x, uint64_t *size)
{
	struct req *r = &x->req;
	struct MHD_Response *m = NULL;
	if (x->stream && r->problem.kind == ERR_OK)
		m = stream_response(x);
	else if (r->file || x->file_fd >= 0)
		m = file_response(x, size);
	if (m)
		return m;
	*size = r->out.n;
	return MHD_create_response_from_buffer(r->out.n, r->out.p ? r->out.p : (char[]){ 0 }, MHD_RESPMEM_PERSISTENT);
}

enum MHD_Result answer_send(struct exchange *x)
{
	struct req *r = &x->req;
	if (x->has_body && !x->body_done)
		return send_raw(x);
	uint64_t size = 0;
	bool streaming = x->stream != NULL;
	struct MHD_Response *m = make_response(x, &size);
	if (!m)
		return MHD_NO;
	/* when a stream ends, its connection does: the client shall ask anew who it may be */
	if (x->server->stopping || streaming)
		x->close = true;
	each_header(x, emit_to_response, m);
	account(x, size);
	if (streaming)
		conn_deadline_in(x->conn, -1);
	else
		conn_deadline_in(x->conn, x->server->o.request_deadline_s + (int64_t)(size / SLOWEST_BYTES_PER_SECOND));
	enum MHD_Result ok = MHD_queue_response(x->mhd, (unsigned)r->status, m);
	MHD_destroy_response(m);
	x->stage = STAGE_SENT;
	if (streaming) {
		/* a stream may stay open for days; what it still needs it has copied */
		arena_free(x->req.arena);
		x->req.arena = NULL;
	}
	return ok;
}

void answer_refuse(struct exchange *x, const struct problem_code *c)
{
	problem_set(&x->req.problem, c);
	http_answer_problem(&x->req, c->kind);
	x->stage = STAGE_ANSWER;
}

void answer_close(struct exchange *x)
{
	x->close = true;
}
