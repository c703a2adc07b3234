/* SPDX-License-Identifier: Apache-2.0 */
/* From an upload to a file that may be kept: what it is, whether it is wanted here, made safe, moved to its place. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/log.h"
#include "file/file_internal.h"

enum { META_BYTES = 2048, NAME_CHARS = 120 };

static const struct problem_code E_EMPTY = { ERR_INVALID, "file.empty", "文件是空的，请重新选择。" };
static const struct problem_code E_LARGE = { ERR_TOO_LARGE, "file.too_large", "文件太大，请压缩后再上传。" };
static const struct problem_code E_TYPE = { ERR_MEDIA_TYPE, "file.type",
	"不支持这种文件。可以上传照片（JPG、PNG、WebP、HEIC）、文档（PDF、DOCX、XLSX、TXT）和录音（MP3、M4A、AMR、WAV）。" };
static const struct problem_code E_PICTURES = { ERR_MEDIA_TYPE, "file.pictures_only",
	"这里只能上传照片，请选择JPG、PNG、WebP或HEIC格式的图片。" };
static const struct problem_code E_CLAIM = { ERR_MEDIA_TYPE, "file.not_what_it_says",
	"文件内容与扩展名不符，请确认文件没有改名或损坏后再上传。" };
static const struct problem_code E_STAGE = { ERR_MEDIA_TYPE, "file.stage",
	"文档请按“文书”或“证据”上传，录音请按“录音”或“证据”上传，照片不能按“录音”上传。" };
static const struct problem_code E_BROKEN = { ERR_INVALID, "file.broken", "图片已损坏或没有传完整，请重新拍照或重新选择。" };
static const struct problem_code E_PIXELS = { ERR_INVALID, "file.too_many_pixels", "图片超过5000万像素，请缩小后再上传。" };
static const struct problem_code E_BUSY = { ERR_BUSY, "file.busy", "同时上传照片的人较多，请稍等几秒再试。" };

/* ---- what may stand where ---- */

static const struct {
	enum file_class class;
	const char *stages[6];
} PLACES[] = {
	{ FILE_PICTURE, { "report", "before", "after", "evidence", "document" } },
	{ FILE_DOCUMENT, { "document", "evidence" } },
	{ FILE_RECORDING, { "voice", "evidence" } },
};

static bool fits(enum file_class class, const char *stage)
{
	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
		for (size_t k = 0; PLACES[i].class == class && PLACES[i].stages[k]; k++)
			if (str_eq(PLACES[i].stages[k], stage))
				return true;
	return false;
}

static enum err check(struct op *op, const struct upload *u, const struct file_want *want,
		      const struct file_type **type)
{
	if (!u->size)
		return problem_set(op->problem, &E_EMPTY);
	if (u->size > (want->max_bytes ? want->max_bytes : FILE_BYTES_MAX))
		return problem_set(op->problem, &E_LARGE);
	*type = file_type_of(u->path);
	bool wanted = *type && (!want->only_pictures || (*type)->class == FILE_PICTURE);
	if (!wanted)
		return problem_set(op->problem, want->only_pictures ? &E_PICTURES : &E_TYPE);
	if (!file_type_claimed(*type, u->filename, u->media_type))
		return problem_set(op->problem, &E_CLAIM);
	return fits((*type)->class, want->stage) ? ERR_OK : problem_set(op->problem, &E_STAGE);
}

/* ---- names ---- */

/* The client's name with the extension that the stored file deserves. */
static const char *name_with(struct arena *a, const char *filename, const char *extension)
{
	const char *dot = strrchr(filename, '.');
	size_t n = dot && dot != filename ? (size_t)(dot - filename) : strlen(filename);
	struct sv stem = sv_prefix_chars((struct sv){ filename, n }, NAME_CHARS);
	if (!stem.n || !sv_utf8(stem))
		stem = SV("文件");
	return arena_printf(a, "%.*s.%s", SV_FMT(stem), extension);
}

static const char *usual_extension(struct arena *a, const struct file_type *t)
{
	return arena_strn(a, t->extensions, strcspn(t->extensions, ","));
}

/* ---- pictures ---- */

/* Temporary files of one run, named so that a restart sweeps them away (http/upload.c). */
struct run {
	const char *out, *thumb, *meta;
};

static struct run run_beside(struct arena *a, const char *path)
{
	static const char end[] = ".part";
	size_t n = strlen(path), tail = sizeof end - 1;
	struct sv stem = { path, n > tail && str_eq(path + n - tail, end) ? n - tail : n };
	return (struct run){ arena_printf(a, "%.*s-out%s", SV_FMT(stem), end),
			     arena_printf(a, "%.*s-thumb%s", SV_FMT(stem), end), arena_printf(a, "%.*s-meta%s", SV_FMT(stem), end) };
}

static void forget(const struct run *run)
{
	unlink(run->out);
	unlink(run->thumb);
	unlink(run->meta);
}

static int64_t whole(const struct json *o, const char *key)
{
	const struct json *v = json_get(o, key);
	return v && json_kind(v) == JSON_INT ? json_int(v) : NIL;
}

/* {width,height,format,taken_at,lon,lat}; false when it is not what the helper writes. */
static bool read_meta(struct op *op, const char *path, struct file_taken *out)
{
	char text[META_BYTES];
	const struct json *o, *taken;
	const char *why;
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(text, 1, sizeof text, f) : 0;
	if (f)
		fclose(f);
	if (!n || n == sizeof text || json_parse(op->a, (struct sv){ text, n }, &o, &why) || json_kind(o) != JSON_OBJECT)
		return false;
	out->width = whole(o, "width");
	out->height = whole(o, "height");
	out->lon = whole(o, "lon");
	out->lat = whole(o, "lat");
	taken = json_get(o, "taken_at");
	out->taken_at = NIL;
	if (taken && json_kind(taken) == JSON_STRING && !time_parse(json_sv(taken).p, &out->taken_at))
		out->taken_at = NIL;
	return out->width > 0 && out->height > 0 && out->width <= IMAGE_SIDE_MAX && out->height <= IMAGE_SIDE_MAX;
}

/* A decoder that was taken over might have written anything: only what looks like the two formats goes on. */
static bool is_result(const struct file_type *t)
{
	return t && (str_eq(t->media_type, "image/jpeg") || str_eq(t->media_type, "image/png"));
}

static enum err keep_result(struct op *op, const struct upload *u, const struct run *run, struct file_taken *out,
			    bool *ok)
{
	const struct file_type *type = file_type_of(run->out), *thumb = file_type_of(run->thumb);
	int64_t thumb_size;
	*ok = is_result(type) && is_result(thumb) && read_meta(op, run->meta, out);
	if (!*ok)
		return ERR_OK;
	enum err e = depot_seal(op, run->out, out->hash, &out->size);
	if (!e)
		e = depot_seal(op, run->thumb, out->thumb_hash, &thumb_size);
	if (!e)
		e = depot_put(op, DEPOT_FILES, run->out, out->hash);
	if (!e)
		e = depot_put(op, DEPOT_FILES, run->thumb, out->thumb_hash);
	out->media_type = type->media_type;
	out->name = name_with(op->a, u->filename, usual_extension(op->a, type));
	out->status = "ready";
	return e;
}

/* The picture could be evidence, and the fault could be ours: it is kept, but nobody gets to see it. */
static enum err quarantine(struct op *op, const struct upload *u, const struct file_type *type, struct file_taken *out)
{
	log_warn("file", "quarantined: %s, %" PRIu64 " bytes", type->media_type, u->size);
	*out = (struct file_taken){ .stage = out->stage, .status = "quarantined", .media_type = type->media_type,
				    .name = name_with(op->a, u->filename, usual_extension(op->a, type)), .width = NIL, .height = NIL,
				    .taken_at = NIL, .lon = NIL, .lat = NIL };
	enum err e = depot_seal(op, u->path, out->hash, &out->size);
	snprintf(out->original, sizeof out->original, "%s", out->hash);
	return e ? e : depot_put(op, DEPOT_QUARANTINE, u->path, out->hash);
}

static enum err take_picture(struct op *op, const struct upload *u, const struct file_type *type,
			     struct file_taken *out)
{
	struct run run = run_beside(op->a, u->path);
	enum image_outcome outcome;
	bool ok = false;
	enum err e = image_helper(op->site, u->path, run.out, run.thumb, run.meta, &outcome);
	if (e == ERR_BUSY) {
		op->problem->retry_after_s = 5;
		e = problem_set(op->problem, &E_BUSY);
	} else if (outcome == IMAGE_REFUSED_TYPE) {
		e = problem_set(op->problem, &E_PICTURES);
	} else if (outcome == IMAGE_REFUSED_PIXELS) {
		e = problem_set(op->problem, &E_PIXELS);
	} else if (outcome == IMAGE_BROKEN) {
		e = problem_set(op->problem, &E_BROKEN);
	} else {
		if (outcome == IMAGE_DONE)
			e = keep_result(op, u, &run, out, &ok);
		if (!e && !ok)
			e = quarantine(op, u, type, out);
	}
	forget(&run);
	return e;
}

static enum err take_as_is(struct op *op, const struct upload *u, const struct file_type *type, struct file_taken *out)
{
	enum err e = depot_seal(op, u->path, out->hash, &out->size);
	out->media_type = type->media_type;
	out->name = name_with(op->a, u->filename, usual_extension(op->a, type));
	out->status = "ready";
	return e ? e : depot_put(op, DEPOT_FILES, u->path, out->hash);
}

enum err file_take(struct op *op, const struct upload *u, const struct file_want *want, struct file_taken *out)
{
	const struct file_type *type = NULL;
	*out = (struct file_taken){ .stage = want->stage, .width = NIL, .height = NIL, .taken_at = NIL, .lon = NIL,
				    .lat = NIL };
	enum err e = check(op, u, want, &type);
	if (e)
		return e;
	if (u->sha256)
		snprintf(out->original, sizeof out->original, "%s", u->sha256);
	return type->class == FILE_PICTURE ? take_picture(op, u, type, out) : take_as_is(op, u, type, out);
}

bool file_shown(const char *media_type)
{
	return str_eq(media_type, "image/jpeg") || str_eq(media_type, "image/png");
}
