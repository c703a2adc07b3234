/* SPDX-License-Identifier: Apache-2.0 */
/* Uploads: what arrives whole, what is refused, and that nothing is left behind. */
#include "http/harness.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define B "----bound"
#define FORM "Host: x\r\nContent-Type: multipart/form-data; boundary=" B "\r\n"
#define PART(name) "--" B "\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_PART(name, file, type) \
	"--" B "\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\nContent-Type: " type "\r\n\r\n"
#define END "\r\n--" B "--\r\n"
#define NOTE PART("note") "现场照片\r\n"

static struct answer post_form(struct http_server *s, const char *target, const char *body)
{
	return ask(s, format("POST %s HTTP/1.1\r\n" FORM "Content-Length: %zu\r\n\r\n%s", target, strlen(body), body));
}

static void a_form_with_files(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	struct answer a = post_form(s, "/api/v1/files",
				    NOTE FILE_PART("photo", "井盖 1.jpg", "image/jpeg") "abc\r\n"
					 FILE_PART("photo", "C:\\fakepath\\b.png", "image/png") "line\r\n--\r\n----boun\r\nrest\r\n"
					 FILE_PART("empty", "", "application/octet-stream") END);
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body,
			    "{\"note\":\"现场照片\",\"files\":[{\"field\":\"photo\",\"name\":\"井盖 1.jpg\",\"type\":\"image/jpeg\","
			    "\"size\":3,\"on_disk\":3,\"sha256\":"
			    "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"},"
			    "{\"field\":\"photo\",\"name\":\"b.png\",\"type\":\"image/png\",\"size\":24,\"on_disk\":24,\"sha256\":"
			    "\"291e243031d6ead8b03e16d763fdfe7ee73ab4ab7c9c74c6ef725ea8933eb278\"}]}");
	until(files_in, (void *)(uintptr_t)UPLOADS, 0);
	stop(s);
}

static void a_raw_file(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	struct answer a = ask(s, "POST /api/v1/photo?note=%E8%AF%B4%E6%98%8E HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\n"
				 "X-File-Name: %E4%BA%95%2E%2E%2F%E7%9B%96.jpg\r\nContent-Length: 3\r\n\r\nabc");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "{\"field\":\"file\",\"name\":\"盖.jpg\",\"type\":\"image/jpeg\",\"size\":3"));
	a = ask(s, "POST /api/v1/photo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
	assert_int_equal(a.status, 200);
	assert_true(has(&a, "\"type\":\"application/octet-stream\",\"size\":3"));
	a = ask(s, "POST /api/v1/photo HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
	assert_string_equal(a.body, "{\"note\":null,\"files\":[]}");
	stop(s);
}

static void a_kept_file_stays(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	struct answer a = post_form(s, "/api/v1/files", PART("note") "keep\r\n" FILE_PART("f", "a", "x/y") "abc" END);
	assert_int_equal(a.status, 200);
	stop(s);
	assert_int_equal(files_in((void *)(uintptr_t)UPLOADS), 1);
	assert_int_equal(unlink(format("%s/kept", UPLOADS)), 0);
}

static void wrong_forms_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *name, *head, *body;
		int status;
		const char *says;
	} cases[] = {
		{ "field missing", FORM, FILE_PART("f", "a", "x/y") "abc" END, 422, "说明不能为空" },
		{ "unknown field", FORM, NOTE PART("age") "7" END, 422, "不认识的项目“age”" },
		{ "field twice", FORM, NOTE PART("note") "b" END, 422, "说明只能填写一次" },
		{ "no boundary", "Host: x\r\nContent-Type: multipart/form-data\r\n", "x", 400, "request.bad_multipart" },
		{ "broken boundary", "Host: x\r\nContent-Type: multipart/form-data; boundary=\"a\x01\"\r\n", "x", 400, NULL },
		{ "multipart/mixed", "Host: x\r\nContent-Type: multipart/mixed; boundary=a\r\n", "x", 415, NULL },
		{ "not closed", FORM, FILE_PART("f", "a", "x/y") "abc", 400, "request.bad_multipart" },
		{ "other boundary", FORM, "--other\r\n\r\n", 400, "request.bad_multipart" },
		{ "part without name", FORM, "--" B "\r\nContent-Type: a/b\r\n\r\nx" END, 400, "request.bad_multipart" },
		{ "part is an attachment", FORM, "--" B "\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx" END, 400, NULL },
		{ "boundary runs on", FORM, FILE_PART("f", "a", "x/y") "abc\r\n--" B "x\r\n", 400, NULL },
		{ "broken UTF-8 in a field", FORM, PART("note") "\xC3(" END, 400, "request.bad_utf8" },
		{ "broken UTF-8 in a name", FORM, FILE_PART("f", "\xFF", "x/y") "abc" END, 400, NULL },
	};
	struct http_server *s = serve(NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct answer a = ask(s, format("POST /api/v1/files HTTP/1.1\r\n%sContent-Length: %zu\r\n\r\n%s", cases[i].head,
						strlen(cases[i].body), cases[i].body));
		if (a.status != cases[i].status || (cases[i].says && !has(&a, cases[i].says)))
			fail_msg("%s: %d %s", cases[i].name, a.status, a.body);
	}
	until(files_in, (void *)(uintptr_t)UPLOADS, 0);
	stop(s);
}

static void ten_files_are_one_too_many(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	char *nine = format("%s", NOTE);
	for (int i = 0; i < 9; i++)
		nine = format("%s" FILE_PART("f", "a", "x/y") "%d\r\n", nine, i);
	struct answer a = post_form(s, "/api/v1/files", format("%s--" B "--\r\n", nine));
	assert_int_equal(a.status, 200);
	a = post_form(s, "/api/v1/files", format("%s" FILE_PART("f", "a", "x/y") "9" END, nine));
	assert_int_equal(a.status, 413);
	assert_true(has(&a, "upload.too_many_files"));
	until(files_in, (void *)(uintptr_t)UPLOADS, 0);
	stop(s);
}

static void twenty_megabytes_are_the_limit(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	static const char head[] = NOTE FILE_PART("f", "a", "x/y");
	static char block[1 << 16];
	for (int over = 0; over <= 1; over++) {
		int fd = dial(s);
		size_t n = (20 << 20) + (size_t)over;
		say_text(fd, format("POST /api/v1/files HTTP/1.1\r\n" FORM "Content-Length: %zu\r\n\r\n",
				    sizeof head - 1 + n + sizeof END - 1));
		say(fd, head, sizeof head - 1);
		for (size_t i = 0; i < 20 << 20; i += sizeof block)
			say(fd, block, sizeof block);
		try_say(fd, over ? "x" END : END);
		struct answer a = hear(fd);
		if (over) {
			assert_int_equal(a.status, 413);
			assert_true(has(&a, "upload.file_too_large"));
		} else {
			assert_int_equal(a.status, 200);
			assert_true(has(&a, "\"on_disk\":20971520"));
		}
		close(fd);
	}
	until(files_in, (void *)(uintptr_t)UPLOADS, 0);
	struct answer a = ask(s, "POST /api/v1/files HTTP/1.1\r\n" FORM "Content-Length: 31457281\r\n\r\n");
	assert_int_equal(a.status, 413);
	stop(s);
}

static void a_broken_off_upload_leaves_nothing(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	int fd = dial(s);
	say_text(fd, "POST /api/v1/files HTTP/1.1\r\n" FORM "Content-Length: 100000\r\n\r\n" FILE_PART("f", "a", "x/y") "abc");
	until(files_in, (void *)(uintptr_t)UPLOADS, 1);
	close(fd);
	until(files_in, (void *)(uintptr_t)UPLOADS, 0);
	stop(s);
}

static void strangers_upload_nothing(void **state)
{
	(void)state;
	stage.anonymous = true;
	struct http_server *s = serve(NULL);
	int fd = dial(s);
	say_text(fd, "POST /api/v1/files HTTP/1.1\r\n" FORM "Content-Length: 100000\r\n\r\n" FILE_PART("f", "a", "x/y") "abc");
	struct answer a = hear(fd); /* although most of the body is still to come */
	assert_int_equal(a.status, 401);
	assert_int_equal(files_in((void *)(uintptr_t)UPLOADS), 0);
	close(fd);
	fd = dial(s);
	say_text(fd, "POST /api/v1/files HTTP/1.1\r\n" FORM "Expect: 100-continue\r\nContent-Length: 100000\r\n\r\n");
	a = hear(fd);
	assert_int_equal(a.status, 401);
	close(fd);
	stop(s);
}

static void starting_removes_what_a_crash_has_left(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	stop(s);
	FILE *f = fopen(format("%s/up-0123456789abcdef-0.part", UPLOADS), "w");
	assert_non_null(f);
	fclose(f);
	s = serve(NULL);
	assert_int_equal(files_in((void *)(uintptr_t)UPLOADS), 0);
	stop(s);
}

#define T(f) cmocka_unit_test_setup(f, test_setup)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_form_with_files),
		T(a_raw_file),
		T(a_kept_file_stays),
		T(wrong_forms_are_refused),
		T(ten_files_are_one_too_many),
		T(twenty_megabytes_are_the_limit),
		T(a_broken_off_upload_leaves_nothing),
		T(strangers_upload_nothing),
		T(starting_removes_what_a_crash_has_left),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
