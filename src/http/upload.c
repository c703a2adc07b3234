/* SPDX-License-Identifier: Apache-2.0 */
/* Streams uploads to temporary files while they arrive, hashing on the way. The loop thread only writes
 * to the page cache; the worker makes the files durable before the handler sees them. A handler keeps a
 * file by renaming it; whatever is still there when the request ends is removed. */
#include "http/http_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>


enum { UPLOAD_TEXTS = 64, UPLOAD_TEXT_BYTES = 64 << 10, FILENAME_CHARS = 200, MEDIA_TYPE_MAX = 100 };

struct upload_sink {
	struct exchange *x;
	struct multipart parser;
	bool is_multipart;
	int fd[REQ_UPLOADS];             /* -1 closed */
	EVP_MD_CTX *hash;                /* of the current file */
	enum { IN_NOTHING, IN_FILE, IN_TEXT_PART, IN_EMPTY_FILE } in;
	struct buf text;                 /* of the current text part */
	size_t text_total;
};

static enum err refuse(struct upload_sink *s, const struct problem_code *c)
{
	return problem_set(&s->x->req.problem, c);
}

/* The last component, as some browsers send a whole path, without control characters. */
static const char *clean_filename(struct arena *a, struct sv name)
{
	for (size_t i = name.n; i > 0; i--) {
		if (name.p[i - 1] == '/' || name.p[i - 1] == '\\') {
			name = (struct sv){ name.p + i, name.n - i };
			break;
		}
	}
	char *out = arena_sv(a, sv_prefix_chars(name, FILENAME_CHARS));
	for (char *c = out; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = '_';
	return out;
}

static const char *clean_media_type(struct arena *a, struct sv type)
{
	struct sv rest = type, main_part = { "", 0 };
	sv_cut(&rest, ';', &main_part);
	main_part = sv_trim(main_part);
	bool ok = main_part.n && main_part.n <= MEDIA_TYPE_MAX;
	for (size_t i = 0; ok && i < main_part.n; i++)
		ok = main_part.p[i] > 0x20 && main_part.p[i] < 0x7F;
	return ok ? arena_sv(a, main_part) : "application/octet-stream";
}

/* ---- one file ------------------------------------------------------------------------------------ */

static enum err file_begin(struct upload_sink *s, const char *field, struct sv filename, struct sv media_type)
{
	struct req *r = &s->x->req;
	if (r->nuploads == REQ_UPLOADS)
		return refuse(s, &E_TOO_MANY_FILES);
	struct upload *u = &r->upload[r->nuploads];
	*u = (struct upload){ .field = field,
			      .filename = clean_filename(r->arena, filename),
			      .media_type = clean_media_type(r->arena, media_type) };
	u->path = arena_printf(r->arena, "%s/up-%s-%zu.part", s->x->server->o.upload_dir, r->id, r->nuploads);
	int fd = open(u->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		problem_detail(&r->problem, arena_printf(r->arena, "open %s: %s", u->path, strerror(errno)));
		return refuse(s, errno == ENOSPC ? &E_DISK_FULL : &E_DISK);
	}
	s->fd[r->nuploads++] = fd;
	s->hash = EVP_MD_CTX_new();
	if (!s->hash || !EVP_DigestInit_ex(s->hash, EVP_sha256(), NULL))
		return refuse(s, &E_DISK);
	s->in = IN_FILE;
	return ERR_OK;
}

static enum err file_data(struct upload_sink *s, const char *p, size_t n)
{
	struct req *r = &s->x->req;
	struct upload *u = &r->upload[r->nuploads - 1];
	u->size += n;
	if (u->size > UPLOAD_FILE_MAX) {
		metrics_reject(s->x->server->metrics, REJECT_SIZE);
		return refuse(s, &E_FILE_TOO_LARGE);
	}
	EVP_DigestUpdate(s->hash, p, n);
	while (n) {
		ssize_t k = write(s->fd[r->nuploads - 1], p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0) {
			problem_detail(&r->problem, arena_printf(r->arena, "write %s: %s", u->path, strerror(errno)));
			return refuse(s, errno == ENOSPC || errno == EDQUOT ? &E_DISK_FULL : &E_DISK);
		}
		p += k;
		n -= (size_t)k;
	}
	return ERR_OK;
}

static enum err file_end(struct upload_sink *s)
{
	struct req *r = &s->x->req;
	uint8_t digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	struct buf hex;
	bool ok = EVP_DigestFinal_ex(s->hash, digest, &n);
	EVP_MD_CTX_free(s->hash);
	s->hash = NULL;
	if (!ok)
		return refuse(s, &E_DISK);
	buf_init(&hex, r->arena, 2 * EVP_MAX_MD_SIZE);
	buf_hex(&hex, digest, n);
	r->upload[r->nuploads - 1].sha256 = buf_cstr(&hex);
	s->in = IN_NOTHING;
	return ERR_OK;
}

/* ---- parts of a form ------------------------------------------------------------------------------ */

static enum err text_begin(struct upload_sink *s, const char *field)
{
	struct exchange *x = s->x;
	if (x->form.n == UPLOAD_TEXTS)
		return refuse(s, &E_BODY_TOO_LARGE);
	if (!x->form.v)
		x->form.v = ARENA_ARRAY(x->req.arena, struct pair, UPLOAD_TEXTS);
	x->form.v[x->form.n++].name = field;
	buf_init(&s->text, x->req.arena, UPLOAD_TEXT_BYTES);
	s->in = IN_TEXT_PART;
	return ERR_OK;
}

static enum err part_begin(void *arg, const struct multipart_part *part)
{
	struct upload_sink *s = arg;
	const char *field = arena_sv(s->x->req.arena, part->name);
	if (!part->is_file)
		return text_begin(s, field);
	if (part->filename.n)
		return file_begin(s, field, part->filename, part->media_type);
	s->in = IN_EMPTY_FILE; /* a file input left empty */
	return ERR_OK;
}

static enum err part_data(void *arg, const char *p, size_t n)
{
	struct upload_sink *s = arg;
	if (s->in == IN_FILE)
		return file_data(s, p, n);
	if (s->in == IN_EMPTY_FILE)
		return ERR_MALFORMED;
	s->text_total += n;
	if (s->text_total > UPLOAD_TEXT_BYTES)
		return refuse(s, &E_BODY_TOO_LARGE);
	buf_add(&s->text, p, n);
	return ERR_OK;
}

static enum err part_end(void *arg)
{
	struct upload_sink *s = arg;
	if (s->in == IN_FILE)
		return file_end(s);
	if (s->in == IN_TEXT_PART) {
		struct exchange *x = s->x;
		struct sv value = buf_view(&s->text);
		if (!sv_utf8(value))
			return refuse(s, &E_BAD_UTF8);
		x->form.v[x->form.n - 1].value = value;
	}
	s->in = IN_NOTHING;
	return ERR_OK;
}

/* ---- the whole ------------------------------------------------------------------------------------ */

enum err upload_begin(struct exchange *x)
{
	struct req *r = &x->req;
	if (atomic_fetch_add(&x->server->uploads, 1) >= UPLOADS_AT_ONCE) {
		atomic_fetch_sub(&x->server->uploads, 1);
		r->problem.retry_after_s = 5;
		return problem_set(&r->problem, &E_QUEUE_FULL);
	}
	x->counted_upload = true;
	struct upload_sink *s = ARENA_NEW(r->arena, struct upload_sink);
	s->x = x;
	for (size_t i = 0; i < REQ_UPLOADS; i++)
		s->fd[i] = -1;
	x->sink = s;
	const char *header = req_header(r, "Content-Type");
	struct sv type = sv_from(header ? header : ""), boundary;
	if (type.n < 9 || strncasecmp(type.p, "multipart", 9) != 0) {
		const char *raw_name = req_header(r, "X-File-Name");
		struct sv name = { "", 0 };
		if (raw_name && !url_decode(r->arena, sv_from(raw_name), false, &name))
			return problem_set(&r->problem, &E_BAD_REQUEST);
		return file_begin(s, "file", name, type);
	}
	const struct multipart_sink sink = { part_begin, part_data, part_end, s };
	s->is_multipart = true;
	if (type.n < 19 || strncasecmp(type.p, "multipart/form-data", 19) != 0)
		return problem_set(&r->problem, &E_MEDIA_TYPE);
	if (!header_parameter(r->arena, type, "boundary", &boundary) ||
	    !multipart_init(&s->parser, r->arena, boundary, &sink))
		return problem_set(&r->problem, &E_BAD_MULTIPART);
	return ERR_OK;
}

static enum err explained(struct upload_sink *s, enum err e)
{
	if (e != ERR_OK && s->x->req.problem.kind == ERR_OK)
		return refuse(s, e == ERR_TOO_LARGE ? &E_BODY_TOO_LARGE : &E_BAD_MULTIPART);
	return e;
}

enum err upload_data(struct exchange *x, const char *p, size_t n)
{
	struct upload_sink *s = x->sink;
	return s->is_multipart ? explained(s, multipart_feed(&s->parser, p, n)) : file_data(s, p, n);
}

enum err upload_end(struct exchange *x)
{
	struct upload_sink *s = x->sink;
	return s->is_multipart ? explained(s, multipart_end(&s->parser)) : file_end(s);
}

enum err upload_settle(struct exchange *x)
{
	struct upload_sink *s = x->sink;
	for (size_t i = 0; i < x->req.nuploads; i++) {
		if (fsync(s->fd[i]) != 0) {
			problem_detail(&x->req.problem, arena_printf(x->req.arena, "fsync: %s", strerror(errno)));
			return refuse(s, &E_DISK);
		}
		close(s->fd[i]);
		s->fd[i] = -1;
	}
	return ERR_OK;
}

void upload_release(struct exchange *x)
{
	struct upload_sink *s = x->sink;
	if (x->counted_upload)
		atomic_fetch_sub(&x->server->uploads, 1);
	if (!s)
		return;
	EVP_MD_CTX_free(s->hash);
	for (size_t i = 0; i < x->req.nuploads; i++) {
		if (s->fd[i] >= 0)
			close(s->fd[i]);
		unlink(x->req.upload[i].path);
	}
	x->sink = NULL;
}

static bool left_over(const char *name)
{
	size_t n = strlen(name);
	return n > 8 && memcmp(name, "up-", 3) == 0 && memcmp(name + n - 5, ".part", 5) == 0;
}

enum err upload_sweep(const char *dir, char *why, size_t why_n)
{
	if (mkdir(dir, 0700) != 0 && errno != EEXIST) {
		snprintf(why, why_n, "cannot create upload directory %s: %s", dir, strerror(errno));
		return ERR_IO;
	}
	DIR *d = opendir(dir);
	if (!d) {
		snprintf(why, why_n, "cannot read upload directory %s: %s", dir, strerror(errno));
		return ERR_IO;
	}
	for (struct dirent *e; (e = readdir(d));)
		if (left_over(e->d_name))
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	return ERR_OK;
}
