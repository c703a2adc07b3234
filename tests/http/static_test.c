/* SPDX-License-Identifier: Apache-2.0 */
/* Files of the web applications: what is served, how it may be cached, and what never leaves the disk. */
#include "http/harness.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void put(const char *path, const char *text)
{
	FILE *f = fopen(format("%s/%s", DIST, path), "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static int site_setup(void **state)
{
	if (group_setup(state) != 0)
		return -1;
	static const char *const folders[] = { "desk", "desk/assets", "h5", "h5/assets", "screen" };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		mkdir(format("%s/%s", DIST, folders[i]), 0700);
	put("desk/index.html", "<title>desk</title>");
	put("h5/index.html", "<title>h5</title>");
	put("screen/index.html", "<title>screen</title>");
	put("favicon.ico", "icon");
	put(".env", "secret");
	put("desk/.git", "secret");
	put("desk/assets/app-1f2e.js", "plain script");
	put("desk/assets/app-1f2e.js.br", "brotli");
	put("desk/assets/app-1f2e.js.gz", "gzip");
	put("desk/assets/style.css", "body{}");
	put("desk/assets/font.woff2", "f");
	put("../outside.txt", "secret");
	return symlink("../outside.txt", format("%s/link.txt", DIST));
}

static void pages_and_files(void **state)
{
	(void)state;
	static const struct {
		const char *target;
		int status;
		const char *body, *type, *cache;
	} cases[] = {
		{ "/desk/", 200, "<title>desk</title>", "text/html; charset=utf-8", "no-cache" },
		{ "/desk/orders/17", 200, "<title>desk</title>", "text/html; charset=utf-8", "no-cache" },
		{ "/desk/orders/", 200, "<title>desk</title>", "text/html; charset=utf-8", "no-cache" },
		{ "/desk/orders?colour=red", 200, "<title>desk</title>", "text/html; charset=utf-8", "no-cache" },
		{ "/h5/report", 200, "<title>h5</title>", "text/html; charset=utf-8", "no-cache" },
		{ "/screen/", 200, "<title>screen</title>", "text/html; charset=utf-8", "no-cache" },
		{ "/h5/index.html", 200, "<title>h5</title>", "text/html; charset=utf-8", "no-cache" },
		{ "/favicon.ico", 200, "icon", "image/x-icon", "no-cache" },
		{ "/desk/assets/app-1f2e.js", 200, "plain script", "text/javascript; charset=utf-8",
		  "public, max-age=31536000, immutable" },
		{ "/desk/assets/style.css", 200, "body{}", "text/css; charset=utf-8", "public, max-age=31536000, immutable" },
		{ "/desk/assets/font.woff2", 200, "f", "font/woff2", NULL },
		{ "/desk/assets/gone-1111.js", 404, NULL, NULL, NULL },
		{ "/desk/robots.txt", 404, NULL, NULL, NULL },
		{ "/elsewhere", 404, NULL, NULL, NULL },
		{ "/deskx/", 404, NULL, NULL, NULL },
		{ "/desk/assets", 200, "<title>desk</title>", NULL, NULL },
	};
	struct http_server *s = serve(NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct answer a = get(s, cases[i].target);
		if (a.status != cases[i].status || (cases[i].body && strcmp(a.body, cases[i].body) != 0))
			fail_msg("%s: %d %s", cases[i].target, a.status, a.body);
		if (cases[i].type)
			assert_string_equal(header(&a, "Content-Type"), cases[i].type);
		if (cases[i].cache)
			assert_string_equal(header(&a, "Cache-Control"), cases[i].cache);
	}
	struct answer a = get(s, "/");
	assert_int_equal(a.status, 302);
	assert_string_equal(header(&a, "Location"), "/h5/");
	a = get(s, "/desk");
	assert_int_equal(a.status, 308);
	assert_string_equal(header(&a, "Location"), "/desk/");
	stop(s);
}

static void nothing_outside_is_served(void **state)
{
	(void)state;
	static const char *const targets[] = {
		"/../outside.txt",	       "/desk/../../outside.txt",    "/%2e%2e/outside.txt",
		"/desk/%2e%2e/%2e%2e/outside.txt", "/desk/..%2f..%2foutside.txt", "/..%5coutside.txt",
		"/desk/..\\..\\outside.txt",   "/.env",			     "/desk/.git",
		"//outside.txt",	       "/desk//assets/style.css",    "/link.txt",
		"/./favicon.ico",	       "/desk/%2e/index.html",	     "/favicon.ico%00.html",
		"/favicon.ico%0a",	       "/desk/assets/...",	     "/....//outside.txt",
		"/%252e%252e/outside.txt",     "/api/../favicon.ico",
	};
	struct http_server *s = serve(NULL);
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		struct answer a = get(s, targets[i]);
		if ((a.status != 404 && a.status != 400) || has(&a, "secret"))
			fail_msg("%s: %d %s", targets[i], a.status, a.body);
	}
	stop(s);
}

static void packed_forms_and_caching(void **state)
{
	(void)state;
#define SCRIPT "GET /desk/assets/app-1f2e.js HTTP/1.1\r\nHost: x\r\n"
	struct http_server *s = serve(NULL);
	struct answer a = ask(s, SCRIPT "Accept-Encoding: gzip, deflate, br\r\n\r\n");
	assert_string_equal(a.body, "brotli");
	assert_string_equal(header(&a, "Content-Encoding"), "br");
	assert_string_equal(header(&a, "Content-Type"), "text/javascript; charset=utf-8");
	assert_string_equal(header(&a, "Vary"), "Accept-Encoding");
	const char *packed_tag = header(&a, "ETag");
	a = ask(s, SCRIPT "Accept-Encoding: br;q=0, gzip;q=0.5\r\n\r\n");
	assert_string_equal(a.body, "gzip");
	a = ask(s, SCRIPT "Accept-Encoding: identity\r\n\r\n");
	assert_string_equal(a.body, "plain script");
	assert_null(header(&a, "Content-Encoding"));
	const char *tag = header(&a, "ETag");
	assert_string_not_equal(tag, packed_tag);

	int fd = dial(s);
	say_text(fd, format(SCRIPT "If-None-Match: %s\r\n\r\n", tag));
	a = hear_bodyless(fd);
	assert_int_equal(a.status, 304);
	/* HEAD: the same head without body, and the connection goes on */
	say_text(fd, "HEAD /desk/assets/style.css HTTP/1.1\r\nHost: x\r\n\r\n");
	a = hear_bodyless(fd);
	assert_int_equal(a.status, 200);
	assert_string_equal(header(&a, "Content-Length"), "6");
	say_text(fd, "GET /desk/assets/style.css HTTP/1.1\r\nHost: x\r\n\r\n");
	a = hear(fd);
	assert_string_equal(a.body, "body{}");
	close(fd);
	stop(s);
}

#define T(f) cmocka_unit_test_setup(f, test_setup)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(pages_and_files),
		T(nothing_outside_is_served),
		T(packed_forms_and_caching),
	};
	return cmocka_run_group_tests(tests, site_setup, group_teardown);
}
