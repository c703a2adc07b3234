/* SPDX-License-Identifier: Apache-2.0 */
/* What happens to a file on its way in: pictures lose everything but their pixels, what pretends is refused, what the
 * helper cannot master is set aside. */
#include "file/samples.h"
#include "file/studio.h"

static const struct file_want REPORT = { .stage = "report" }, EVIDENCE = { .stage = "evidence" },
			      VOICE = { .stage = "voice" }, DOCUMENT = { .stage = "document" },
			      PUBLIC = { .stage = "report", .only_pictures = true };

static int set_up(void **state)
{
	static struct studio s;
	studio_open(&s, city_engine);
	*state = &s;
	return 0;
}

static int tear_down(void **state)
{
	studio_close(*state);
	return 0;
}

/* ---- pictures ---- */

static enum err evidence_of(struct op *op, void *arg)
{
	struct file_evidence *e = arg;
	return file_evidence(op, e->taken_at, e);
}

static void a_photo_loses_place_and_time_but_staff_can_prove_them(void **state)
{
	struct studio *s = *state;
	struct city *c = s->c;
	struct file_taken f;
	const struct upload *u = arrive(s, "IMG_0001.JPG", "image/jpeg",
					jpeg_by(&(struct camera){ .orientation = 6, .taken = "2025:03:02 08:30:00", .place = true }));
	assert_true(file_has(u->path, "身份线索") && file_has(u->path, "Exif"));
	int64_t id = kept(s, RECEIVER, u, "report", "draft", 0);
	u = arrive(s, "IMG_0001.JPG", "image/jpeg", jpeg_by(&(struct camera){ .orientation = 6 }));
	ok(take(s, RECEIVER, u, &REPORT, &f));
	assert_string_equal(f.status, "ready");
	assert_string_equal(f.name, "IMG_0001.jpg");
	assert_int_equal(f.width, 32); /* turned upright */
	assert_int_equal(f.height, 48);
	const char *path = lies_at(s, "files", f.hash);
	assert_false(file_has(path, "Exif") || file_has(path, "身份线索") || file_has(path, "2025:03:02"));
	assert_false(file_has(path, "ICC_PROFILE"));
	path = lies_at(s, "files", f.thumb_hash);
	assert_false(file_has(path, "Exif") || file_has(path, "身份线索"));
	struct file_evidence e = { .taken_at = id };
	ok(city_write(c, RECEIVER, evidence_of, &e));
	assert_int_equal(e.taken_at, day_start_ms(20250302) + 8 * (int64_t)MS_HOUR + 30 * (int64_t)MS_MINUTE);
	assert_int_equal(e.lat, 37050000);
	assert_int_equal(e.lon, 119050000);
	assert_int_equal(strlen(e.original), 64);
}

static void the_evidence_is_sealed(void **state)
{
	struct studio *s = *state;
	const struct upload *u = arrive(s, "a.jpg", "image/jpeg", jpeg_by(&(struct camera){ .place = true }));
	int64_t id = kept(s, RECEIVER, u, "report", "draft", 0);
	struct q_attachment_sealed_out f;
	assert_int_equal(q_attachment_sealed(s->c->f->s, &(struct q_attachment_sealed_in){ .id = id }, &f), ERR_OK);
	assert_true(f.meta_sealed.n > 0);
	assert_null(memmem(f.meta_sealed.p, f.meta_sealed.n, "119050000", 9));
	assert_null(memmem(f.meta_sealed.p, f.meta_sealed.n, "lon", 3));
}

static void a_photo_without_fix_has_no_place(void **state)
{
	struct studio *s = *state;
	struct city *c = s->c;
	struct file_taken f;
	ok(take(s, RECEIVER, arrive(s, "a.jpg", "image/jpeg", jpeg_by(&(struct camera){ .taken = NULL })), &REPORT, &f));
	assert_int_equal(f.lon, NIL);
	assert_int_equal(f.taken_at, NIL);
}

static struct bytes sample_jpeg(void)
{
	return bytes_of(SAMPLE_JPEG, sizeof SAMPLE_JPEG);
}

static struct bytes sample_webp(void)
{
	return bytes_of(SAMPLE_WEBP, sizeof SAMPLE_WEBP);
}

static struct bytes sample_heic(void)
{
	return bytes_of(SAMPLE_HEIC, sizeof SAMPLE_HEIC);
}

static struct bytes small_png(void)
{
	return png_of(40, 30, 30);
}

static struct bytes wide_png(void)
{
	return png_of(5000, 20, 20);
}

static struct bytes truncated_jpeg(void)
{
	return bytes_of(SAMPLE_JPEG, sizeof SAMPLE_JPEG - 120);
}

static struct bytes truncated_webp(void)
{
	return bytes_of(SAMPLE_WEBP, sizeof SAMPLE_WEBP / 2);
}

static struct bytes truncated_heic(void)
{
	return bytes_of(SAMPLE_HEIC, sizeof SAMPLE_HEIC - 60);
}

static struct bytes truncated_png(void)
{
	return png_of(40, 30, 20);
}

static struct bytes jpeg_with_a_page_behind(void)
{
	struct bytes b = sample_jpeg();
	put_text(&b, "<html><script>alert(1)</script></html>");
	return b;
}

static struct bytes bomb(void)
{
	return png_of(10000, 6000, 1);
}

static struct bytes empty(void)
{
	return (struct bytes){ 0 };
}

static struct bytes text(void)
{
	return bytes_of("这里只有文字\n", strlen("这里只有文字\n"));
}

static struct bytes html(void)
{
	static const char page[] = "<!doctype html><script>alert(1)</script>";
	return bytes_of(page, sizeof page - 1);
}

static struct bytes program(void)
{
	return bytes_of("\x7F" "ELF\x02\x01\x01\x00\x00\x00\x00", 12);
}

static struct bytes gif(void)
{
	return bytes_of("GIF89a\x01\x00\x01\x00\x80\x00\x00", 13);
}

static struct bytes pdf(void)
{
	return bytes_of("%PDF-1.4\n%%EOF\n", 15);
}

static struct bytes mp3(void)
{
	return bytes_of("ID3\x04\x00\x00\x00\x00\x00\x00", 10);
}

static struct bytes amr(void)
{
	return bytes_of("#!AMR\n\x3C\x00\x00", 9);
}

static struct bytes wav(void)
{
	return bytes_of("RIFF\x24\x00\x00\x00WAVEfmt ", 16);
}

static struct bytes m4a(void)
{
	return bytes_of("\x00\x00\x00\x18" "ftypM4A \x00\x00\x00\x00", 16);
}

static struct bytes docx(void)
{
	return zip_of((const char *const[]){ "[Content_Types].xml", "_rels/.rels", "word/document.xml", NULL });
}

static struct bytes docm(void)
{
	return zip_of((const char *const[]){ "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin", NULL });
}

static struct bytes xlsx(void)
{
	return zip_of((const char *const[]){ "[Content_Types].xml", "xl/workbook.xml", NULL });
}

static struct bytes plain_zip(void)
{
	return zip_of((const char *const[]){ "readme.txt", "setup.exe", NULL });
}

/* ---- one row per file somebody might choose ---- */

static const struct {
	const char *what, *filename, *media_type;
	struct bytes (*make)(void);
	const struct file_want *want;
	const char *refused;       /* code; NULL: accepted */
	const char *stored, *name; /* media type and name of what is kept */
} CASES[] = {
	{ "手机照片", "现场.jpg", "image/jpeg", sample_jpeg, &PUBLIC, NULL, "image/jpeg", "现场.jpg" },
	{ "网页照片", "现场.webp", "image/webp", sample_webp, &PUBLIC, NULL, "image/jpeg", "现场.jpg" },
	{ "苹果照片", "IMG_2.HEIC", "image/heic", sample_heic, &PUBLIC, NULL, "image/jpeg", "IMG_2.jpg" },
	{ "改名的苹果照片", "IMG_2.jpg", "image/jpeg", sample_heic, &PUBLIC, NULL, "image/jpeg", "IMG_2.jpg" },
	{ "截图", "截图.png", "image/png", small_png, &PUBLIC, NULL, "image/png", "截图.png" },
	{ "长截图", "长图.png", "image/png", wide_png, &PUBLIC, NULL, "image/png", "长图.png" },
	{ "没有扩展名的照片", "blob", "application/octet-stream", sample_jpeg, &PUBLIC, NULL, "image/jpeg", "blob.jpg" },
	{ "没有名字的照片", "", "image/jpeg", sample_jpeg, &PUBLIC, NULL, "image/jpeg", "文件.jpg" },
	{ "尾部藏了网页的照片", "a.jpg", "image/jpeg", jpeg_with_a_page_behind, &PUBLIC, NULL, "image/jpeg", "a.jpg" },
	{ "没传完的照片", "a.jpg", "image/jpeg", truncated_jpeg, &PUBLIC, "file.broken", NULL, NULL },
	{ "没传完的截图", "a.png", "image/png", truncated_png, &PUBLIC, "file.broken", NULL, NULL },
	{ "没传完的网页照片", "a.webp", "image/webp", truncated_webp, &PUBLIC, "file.broken", NULL, NULL },
	{ "没传完的苹果照片", "a.heic", "image/heic", truncated_heic, &PUBLIC, "file.broken", NULL, NULL },
	{ "六千万像素的图片炸弹", "a.png", "image/png", bomb, &PUBLIC, "file.too_many_pixels", NULL, NULL },
	{ "空文件", "a.jpg", "image/jpeg", empty, &PUBLIC, "file.empty", NULL, NULL },
	{ "改名为照片的文字", "a.jpg", "image/jpeg", text, &REPORT, "file.not_what_it_says", NULL, NULL },
	{ "改名为照片的文字，市民上传", "a.jpg", "image/jpeg", text, &PUBLIC, "file.pictures_only", NULL, NULL },
	{ "改名为照片的网页", "a.jpg", "image/jpeg", html, &EVIDENCE, "file.not_what_it_says", NULL, NULL },
	{ "动图", "a.gif", "image/gif", gif, &PUBLIC, "file.pictures_only", NULL, NULL },
	{ "程序", "a.jpg", "image/jpeg", program, &EVIDENCE, "file.type", NULL, NULL },
	{ "自称文档的照片", "a.pdf", "application/pdf", sample_jpeg, &EVIDENCE, "file.not_what_it_says", NULL, NULL },
	{ "市民上传文档", "a.pdf", "application/pdf", pdf, &PUBLIC, "file.pictures_only", NULL, NULL },
	{ "文书", "决定书.pdf", "application/pdf", pdf, &DOCUMENT, NULL, "application/pdf", "决定书.pdf" },
	{ "文书扫描照片", "决定书.jpg", "image/jpeg", sample_jpeg, &DOCUMENT, NULL, "image/jpeg", "决定书.jpg" },
	{ "文档不能当现场照片", "a.pdf", "application/pdf", pdf, &REPORT, "file.stage", NULL, NULL },
	{ "文档没有扩展名", "决定书", "application/pdf", pdf, &DOCUMENT, "file.not_what_it_says", NULL, NULL },
	{ "Word", "报告.docx", "application/octet-stream", docx, &DOCUMENT, NULL,
	  "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "报告.docx" },
	{ "带宏的Word", "报告.docx", "application/octet-stream", docm, &DOCUMENT, "file.type", NULL, NULL },
	{ "Excel", "名单.xlsx", "application/octet-stream", xlsx, &EVIDENCE, NULL,
	  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "名单.xlsx" },
	{ "表格自称文档", "名单.docx", "application/octet-stream", xlsx, &EVIDENCE, "file.not_what_it_says", NULL, NULL },
	{ "压缩包改名", "名单.xlsx", "application/octet-stream", plain_zip, &EVIDENCE, "file.type", NULL, NULL },
	{ "笔录文本", "笔录.txt", "text/plain", text, &EVIDENCE, NULL, "text/plain", "笔录.txt" },
	{ "通话录音", "0303.mp3", "audio/mpeg", mp3, &VOICE, NULL, "audio/mpeg", "0303.mp3" },
	{ "手机录音", "0303.amr", "audio/amr", amr, &VOICE, NULL, "audio/amr", "0303.amr" },
	{ "苹果录音", "0303.m4a", "audio/x-m4a", m4a, &EVIDENCE, NULL, "audio/mp4", "0303.m4a" },
	{ "坐席录音", "0303.wav", "audio/wav", wav, &VOICE, NULL, "audio/wav", "0303.wav" },
	{ "录音不能当照片", "0303.wav", "audio/wav", wav, &REPORT, "file.stage", NULL, NULL },
	{ "照片不能当录音", "a.jpg", "image/jpeg", sample_jpeg, &VOICE, "file.stage", NULL, NULL },
};

static void what_is_accepted(void **state)
{
	struct studio *s = *state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct file_taken f;
		const struct upload *u = arrive(s, CASES[i].filename, CASES[i].media_type, CASES[i].make());
		enum err e = take(s, RECEIVER, u, CASES[i].want, &f);
		const char *got = e ? s->c->code : "accepted", *expected = CASES[i].refused ? CASES[i].refused : "accepted";
		if (!str_eq(got, expected))
			fail_msg("%s: %s, expected %s", CASES[i].what, got, expected);
		if (e)
			continue;
		assert_string_equal(f.status, "ready");
		assert_string_equal(f.media_type, CASES[i].stored);
		assert_string_equal(f.name, CASES[i].name);
		assert_true(exists(lies_at(s, "files", f.hash)));
		assert_true(f.width <= 4096 && f.height <= 4096);
		assert_false(file_has(lies_at(s, "files", f.hash), "<script>"));
	}
}

static void too_large_is_too_large(void **state)
{
	struct studio *s = *state;
	struct city *c = s->c;
	struct file_taken f;
	struct file_want small = { .stage = "report", .only_pictures = true, .max_bytes = 500 };
	refused(take(s, CITIZEN, arrive(s, "a.jpg", "image/jpeg", sample_jpeg()), &small, &f), "file.too_large");
	assert_int_equal(s->c->problem.kind, ERR_TOO_LARGE);
}

static void nothing_temporary_is_left(void **state)
{
	struct studio *s = *state;
	struct city *c = s->c;
	struct file_taken f;
	char path[200];
	ok(take(s, CITIZEN, arrive(s, "a.jpg", "image/jpeg", sample_jpeg()), &PUBLIC, &f));
	for (const char *const *end = (const char *const[]){ "out", "thumb", "meta", NULL }; *end; end++) {
		snprintf(path, sizeof path, "%s/tmp/up-test-0-%s.part", s->c->dir, *end);
		assert_false(exists(path));
	}
}

/* ---- a helper in trouble ---- */

static const struct {
	const char *what, *script;
} TROUBLES[] = {
	{ "takes too long", "exec sleep 60" },
	{ "is killed by the sandbox", "kill -SYS $$" },
	{ "is out of memory", "exit 40" },
	{ "says done and writes nothing", "exit 0" },
	{ "writes a web page", "printf '<html>' >$2; printf '<html>' >$3; printf '{\"width\":1,\"height\":1}' >$4" },
	{ "tells nonsense about it", "cp $1 $2; cp $1 $3; printf '{\"width\":-5,\"height\":99999999}' >$4" },
	{ "tells too much about it", "cp $1 $2; cp $1 $3; yes | head -c 100000 >$4" },
};

static void a_picture_the_helper_cannot_master_is_set_aside(void **state)
{
	struct studio *s = *state;
	struct city *c = s->c;
	s->c->site.image_limit_ms = 500;
	for (size_t i = 0; i < sizeof TROUBLES / sizeof *TROUBLES; i++) {
		struct file_taken f;
		helper_script(s, TROUBLES[i].script);
		struct bytes original = sample_jpeg();
		ok(take(s, CITIZEN, arrive(s, "a.jpg", "image/jpeg", bytes_of(original.p, original.n)), &PUBLIC, &f));
		if (!str_eq(f.status, "quarantined"))
			fail_msg("a helper that %s: %s", TROUBLES[i].what, f.status);
		struct bytes aside = file_read(lies_at(s, "quarantine", f.hash));
		assert_int_equal(aside.n, original.n);
		assert_memory_equal(aside.p, original.p, original.n);
		assert_false(exists(lies_at(s, "files", f.hash)));
		free(aside.p);
		free(original.p);
	}
}

static void without_a_helper_pictures_are_set_aside(void **state)
{
	struct studio *s = *state;
	struct city *c = s->c;
	struct file_taken f;
	s->c->site.image_helper = "/nowhere/yingshao-image";
	ok(take(s, CITIZEN, arrive(s, "a.jpg", "image/jpeg", sample_jpeg()), &PUBLIC, &f));
	assert_string_equal(f.status, "quarantined");
}

#define STUDIO(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STUDIO(a_photo_loses_place_and_time_but_staff_can_prove_them),
		STUDIO(the_evidence_is_sealed),
		STUDIO(a_photo_without_fix_has_no_place),
		STUDIO(what_is_accepted),
		STUDIO(too_large_is_too_large),
		STUDIO(nothing_temporary_is_left),
		STUDIO(a_picture_the_helper_cannot_master_is_set_aside),
		STUDIO(without_a_helper_pictures_are_set_aside),
	};
	return city_run("file intake", tests, sizeof tests / sizeof *tests);
}
