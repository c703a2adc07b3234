/* SPDX-License-Identifier: Apache-2.0 */
/* The ways out against a listener of our own: what a good gateway gets, and what a bad one cannot do. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "outbox/outbox_internal.h"

enum { REQUEST_MAX = 16 << 10, SLOW_MS = 400 };

static const char SECRET[] = "s3cret-of-the-gateway";

/* ---- a gateway that answers one request with a fixed text ---- */

struct gateway {
	int fd;
	const char *answer;        /* NULL: never answers */
	size_t huge;               /* bytes of 'x' after the answer */
	char got[REQUEST_MAX];
	char url[64], secret_file[64];
	pthread_t thread;
};

/* Until the whole body is here. */
static void read_request(struct gateway *g, int fd)
{
	size_t n = 0;
	while (n + 1 < sizeof g->got) {
		ssize_t k = read(fd, g->got + n, sizeof g->got - 1 - n);
		if (k <= 0)
			break;
		n += (size_t)k;
		g->got[n] = 0;
		const char *end = strstr(g->got, "\r\n\r\n"), *length = strstr(g->got, "Content-Length: ");
		if (end && length && strlen(end + 4) >= strtoul(length + 16, NULL, 10))
			break;
	}
	g->got[n] = 0;
}

static void send_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t k = send(fd, p, n, MSG_NOSIGNAL);
		if (k <= 0)
			return;
		p += k;
		n -= (size_t)k;
	}
}

static void *serve(void *arg)
{
	struct gateway *g = arg;
	int fd = accept(g->fd, NULL, NULL);
	if (fd < 0)
		return NULL;
	read_request(g, fd);
	if (g->answer)
		send_all(fd, g->answer, strlen(g->answer));
	else
		usleep(3 * SLOW_MS * 1000);
	for (size_t i = 0; i < g->huge; i += 1024) {
		char x[1024];
		memset(x, 'x', sizeof x);
		send_all(fd, x, sizeof x);
	}
	close(fd);
	return NULL;
}

static void open_server(struct gateway *g, void *(*serves)(void *))
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof a;
	g->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(g->fd >= 0);
	assert_int_equal(bind(g->fd, (struct sockaddr *)&a, n), 0);
	assert_int_equal(listen(g->fd, 1), 0);
	assert_int_equal(getsockname(g->fd, (struct sockaddr *)&a, &n), 0);
	snprintf(g->url, sizeof g->url, "http://127.0.0.1:%d/send", ntohs(a.sin_port));
	snprintf(g->secret_file, sizeof g->secret_file, "/tmp/ys_outbox_secret_XXXXXX");
	int fd = mkstemp(g->secret_file);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, SECRET, strlen(SECRET)), strlen(SECRET));
	close(fd);
	assert_int_equal(pthread_create(&g->thread, NULL, serves, g), 0);
}

static void open_gateway(struct gateway *g)
{
	open_server(g, serve);
}

static void close_gateway(struct gateway *g)
{
	shutdown(g->fd, SHUT_RDWR);
	pthread_join(g->thread, NULL);
	close(g->fd);
	unlink(g->secret_file);
}

static const struct outbox_letter LETTER = { .id = 17, .now = 1741000000000, .template_code = "dispatched_sms", .channel = "sms",
	.to = "13900001234", .to_masked = "139****1234", .subject = "", .body = "您反映的问题已转办", .shown = "您反映的问题已转办",
	.var_dir = "/nowhere" };

/* One letter to a gateway that answers so. */
static struct outbox_answer answered(struct gateway *g, struct arena *a)
{
	struct outbox_answer out;
	open_gateway(g);
	struct outbox_config c = { .sms = "http", .sms_url = g->url, .sms_secret_file = g->secret_file, .timeout_ms = SLOW_MS };
	outbox_hand_over(&c, a, &LETTER, &out);
	close_gateway(g);
	return out;
}

#define OK "HTTP/1.1 200 OK\r\nConnection: close\r\n"

static const char *header(struct arena *a, const char *request, const char *name)
{
	const char *p = strstr(request, name);
	assert_non_null(p);
	p += strlen(name) + 2;
	return arena_sv(a, (struct sv){ p, strcspn(p, "\r\n") });
}

static void a_good_gateway_gets_a_signed_letter(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	struct gateway g = { .answer = OK "Content-Length: 13\r\n\r\n{\"id\":\"G-99\"}" };
	struct outbox_answer out = answered(&g, a);
	assert_true(out.sent);
	assert_string_equal(out.provider_id, "G-99");
	const char *body = strstr(g.got, "\r\n\r\n") + 4, *at = header(a, g.got, "X-Yingshao-Timestamp");
	assert_int_equal(strncmp(g.got, "POST /send ", 11), 0);
	assert_string_equal(at, "1741000000000");
	assert_string_equal(header(a, g.got, "X-Yingshao-Message"), "17");
	assert_non_null(strstr(body, "\"to\":\"13900001234\""));
	assert_non_null(strstr(body, "您反映的问题已转办"));
	uint8_t mac[SM3_SIZE];
	struct buf hex;
	const char *text = arena_printf(a, "%s.%s", at, body);
	hmac_sm3((const uint8_t *)SECRET, strlen(SECRET), text, strlen(text), mac);
	buf_init(&hex, a, 100);
	buf_hex(&hex, mac, sizeof mac);
	assert_string_equal(header(a, g.got, "X-Yingshao-Signature"), buf_cstr(&hex));
	arena_free(a);
}

static void an_empty_answer_will_do(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	struct gateway g = { .answer = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n" };
	assert_true(answered(&g, a).sent);
	arena_free(a);
}

static void bad_answers_are_failures_in_plain_words(void **state)
{
	static const struct {
		const char *answer, *why;
		size_t huge;
	} CASES[] = {
		{ "HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", "网关答复 500", 0 },
		{ "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "没有跟随", 0 },
		{ OK "Content-Length: 15\r\n\r\n<html>hi</html>", "看不懂", 0 },
		{ OK "Content-Length: 4\r\n\r\n[12]", "看不懂", 0 },
		{ OK "Content-Length: 33\r\n\r\n{\"error\":\"号码在黑名单中\"}", "网关拒绝：号码在黑名单中", 0 },
		{ OK "\r\n{", "过大", 1 << 20 },
		{ "\x16\x03 what is this", "不是网关", 0 },
		{ NULL, "没有在规定时间内答复", 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct arena *a = arena_new(1 << 20);
		struct gateway *g = test_calloc(1, sizeof *g);
		g->answer = CASES[i].answer;
		g->huge = CASES[i].huge;
		struct outbox_answer out = answered(g, a);
		if (out.sent || !strstr(out.why, CASES[i].why))
			fail_msg("case %zu: %s, expected %s", i, out.sent ? "sent" : out.why, CASES[i].why);
		test_free(g);
		arena_free(a);
	}
}

static void nothing_but_http_is_spoken(void **state)
{
	static const char *const urls[] = { "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "", "http://" };
	(void)state;
	struct arena *a = arena_new(1 << 20);
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		struct outbox_answer out;
		struct outbox_config c = { .sms = "http", .sms_url = urls[i], .sms_secret_file = "/etc/hostname", .timeout_ms = SLOW_MS };
		outbox_hand_over(&c, a, &LETTER, &out);
		assert_false(out.sent);
	}
	arena_free(a);
}

/* ---- a mail server that says what RFC 5321 wants to hear ---- */

static void *take_mail(void *arg)
{
	struct gateway *g = arg;
	char line[1024];
	size_t n = 0;
	bool data = false;
	int fd = accept(g->fd, NULL, NULL);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "r+");
	if (!f)
		return NULL;
	send_all(fd, "220 mail.test ESMTP\r\n", 21);
	while (fgets(line, sizeof line, f)) {
		n += (size_t)snprintf(g->got + n, sizeof g->got - n, "%s", line);
		const char *say = "250 OK\r\n";
		if (data && strcmp(line, ".\r\n") == 0)
			data = false;
		else if (data)
			continue;
		else if (strncmp(line, "RCPT", 4) == 0 && g->answer)
			say = g->answer;
		else if (strcmp(line, "DATA\r\n") == 0)
			data = (say = "354 go on\r\n");
		send_all(fd, say, strlen(say));
		if (strcmp(line, "QUIT\r\n") == 0)
			break;
	}
	fclose(f);
	return NULL;
}

static struct outbox_answer mailed(struct gateway *g, struct arena *a, const char *user)
{
	struct outbox_answer out;
	struct outbox_letter l = LETTER;
	l.channel = "mail";
	l.to = "zhiban@example.gov.cn";
	l.subject = "【紧急】城东街道发生突发事件，请城市管理局立即登录应哨接手处置";
	open_server(g, take_mail);
	const char *url = arena_printf(a, "smtp%s", strchr(g->url, ':'));
	struct outbox_config c = { .mail = "smtp", .mail_url = url, .mail_from = "yingshao@example.gov.cn", .mail_user = user,
		.mail_password_file = g->secret_file, .timeout_ms = SLOW_MS };
	outbox_hand_over(&c, a, &l, &out);
	close_gateway(g);
	return out;
}

static void a_mail_server_gets_a_readable_mail(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	struct gateway g = { 0 };
	struct outbox_answer out = mailed(&g, a, "");
	if (!out.sent)
		fail_msg("%s\n%s", out.why, g.got);
	assert_non_null(strstr(g.got, "MAIL FROM:<yingshao@example.gov.cn>"));
	assert_non_null(strstr(g.got, "RCPT TO:<zhiban@example.gov.cn>"));
	assert_non_null(strstr(g.got, "Subject: =?UTF-8?B?44CQ57Sn5oCl44CR")); /* 【紧急】 */
	assert_non_null(strstr(g.got, "?=\r\n =?UTF-8?B?")); /* folded between characters */
	assert_non_null(strstr(g.got, "charset=utf-8"));
	assert_non_null(strstr(g.got, "5oKo5Y+N5pig55qE6Zeu6aKY5bey6L2s5Yqe")); /* 您反映的问题已转办 */
	arena_free(a);
}

static void a_refused_address_and_a_server_without_tls_are_failures(void **state)
{
	(void)state;
	struct arena *a = arena_new(1 << 20);
	struct gateway refuses = { .answer = "550 no such user\r\n" }, plain = { 0 };
	assert_false(mailed(&refuses, a, "").sent);
	struct outbox_answer out = mailed(&plain, a, "yingshao");
	assert_false(out.sent);
	assert_non_null(strstr(out.why, "加密")); /* a password never goes in clear */
	assert_null(strstr(plain.got, "AUTH"));
	arena_free(a);
}

static void settings_are_checked(void **state)
{
	struct outbox_config good = { .sms = "recorder",
		.mail = "recorder",
		.webhook = "recorder",
		.sms_url = "",
		.sms_secret_file = "",
		.webhook_url = "",
		.webhook_secret_file = "",
		.mail_url = "",
		.mail_from = "",
		.mail_user = "",
		.mail_password_file = "",
		.receipt_secret_file = "" },
			     c = good;
	char why[400];
	(void)state;
	assert_true(outbox_config_check(&c, why, sizeof why));
	c.sms = "post";
	assert_false(outbox_config_check(&c, why, sizeof why));
	c.sms = "http";
	c.sms_url = "ftp://x";
	assert_false(outbox_config_check(&c, why, sizeof why));
	c.sms_url = "https://sms.example.cn/";
	assert_false(outbox_config_check(&c, why, sizeof why)); /* no key */
	assert_non_null(strstr(why, "sms_secret_file"));
	c.sms_secret_file = "/etc/hostname";
	assert_true(outbox_config_check(&c, why, sizeof why));
	c.mail = "smtp";
	c.mail_url = "smtps://mail.example.cn";
	assert_false(outbox_config_check(&c, why, sizeof why)); /* from whom? */
	c.mail_from = "yingshao@example.cn";
	assert_true(outbox_config_check(&c, why, sizeof why));
	c.mail_user = "yingshao";
	assert_false(outbox_config_check(&c, why, sizeof why)); /* no password */
	c = good;
	c.receipt_secret_file = "/nowhere/receipt.key";
	assert_false(outbox_config_check(&c, why, sizeof why));
	assert_non_null(strstr(why, "receipt_secret_file"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_gateway_gets_a_signed_letter),
		cmocka_unit_test(an_empty_answer_will_do),
		cmocka_unit_test(bad_answers_are_failures_in_plain_words),
		cmocka_unit_test(nothing_but_http_is_spoken),
		cmocka_unit_test(a_mail_server_gets_a_readable_mail),
		cmocka_unit_test(a_refused_address_and_a_server_without_tls_are_failures),
		cmocka_unit_test(settings_are_checked),
	};
	json_init();
	return cmocka_run_group_tests_name("outbox_gateway", tests, NULL, NULL);
}
