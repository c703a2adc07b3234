/* SPDX-License-Identifier: Apache-2.0 */
/* Event streams: what is published arrives, idle streams are kept alive, those who fall behind are told. */
#include "http/harness.h"

#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_stream(struct http_server *s, const char *more)
{
	int fd = dial(s);
	say_text(fd, format("GET /api/v1/stream HTTP/1.1\r\nHost: x\r\n%s\r\n", more));
	char *head = hear_until(fd, "\r\n\r\n");
	assert_non_null(head);
	assert_non_null(strstr(head, "200 OK"));
	assert_non_null(strstr(head, "text/event-stream"));
	assert_non_null(hear_until(fd, "retry: 3000\n\n"));
	return fd;
}

static int streams(void *server)
{
	struct answer a = get(server, "/metrics");
	const char *at = strstr(a.body, "\nyingshao_http_streams ");
	return at ? at[23] - '0' : -1;
}

static void published_events_arrive(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	int one = open_stream(s, ""), two = open_stream(s, "");
	http_publish(s, "cases", 5, "{\"topic\":\"cases\",\"id\":\"9\"}");
	http_publish(s, "elsewhere", 6, "{\"topic\":\"elsewhere\"}");
	http_publish(s, "cases", 7, "{\"two\":\n\"lines\"}");
	http_publish(s, "cases", 0, "{}");
	for (int i = 0; i < 2; i++) {
		int fd = i ? two : one;
		char *heard = hear_until(fd, "data: {}\n\n");
		assert_non_null(heard);
		assert_non_null(strstr(heard, "id: 5\ndata: {\"topic\":\"cases\",\"id\":\"9\"}\n\n"));
		assert_non_null(strstr(heard, "id: 7\ndata: {\"two\":\ndata: \"lines\"}\n\n"));
		assert_null(strstr(heard, "elsewhere"));
		assert_null(strstr(heard, "id: 0"));
	}
	/* subscribed twice, but told once */
	http_publish(s, "cases", 8, "{\"once\":1}");
	http_publish(s, "cases", 9, "{\"last\":1}");
	char *heard = hear_until(one, "{\"last\":1}\n\n");
	assert_null(strstr(strstr(heard, "id: 8") + 1, "id: 8"));
	close(one);
	close(two);
	stop(s);
}

static void idle_streams_beat(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .heartbeat_s = 1 });
	int fd = open_stream(s, "");
	assert_non_null(hear_until(fd, ": beat\n\n"));
	assert_non_null(hear_until(fd, ": beat\n\n"));
	http_publish(s, "cases", 1, "{\"after\":\"beat\"}");
	assert_non_null(hear_until(fd, "{\"after\":\"beat\"}\n\n"));
	/* a client that has gone is noticed at the next beat */
	close(fd);
	until(streams, s, 0);
	stop(s);
}

static void who_falls_behind_must_refetch(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	stage.publish_first = 64;
	int fd = open_stream(s, "");
	char *heard = hear_until(fd, "event: reset\ndata: {}\n\n"); /* the opening line made it 65 */
	assert_non_null(heard);
	assert_null(strstr(heard, "early"));
	http_publish(s, "cases", 500, "{\"fresh\":1}");
	assert_non_null(hear_until(fd, "id: 500\ndata: {\"fresh\":1}\n\n"));
	close(fd);
	stage.publish_first = 63;
	fd = open_stream(s, "");
	heard = hear_until(fd, "id: 162\ndata: {\"early\":true}\n\n");
	assert_non_null(heard);
	assert_null(strstr(heard, "reset"));
	close(fd);
	stage.publish_first = 200;
	fd = open_stream(s, "");
	assert_non_null(hear_until(fd, "event: reset\ndata: {}\n\n"));
	close(fd);
	stop(s);
}

static void a_client_that_does_not_read_harms_nobody(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	int deaf = open_stream(s, ""), awake = open_stream(s, "");
	char *big = format("{\"x\":\"%060000d\"}", 0);
	for (int i = 1; i <= 400; i++) {
		http_publish(s, "cases", i, big);
		assert_non_null(hear_until(awake, format("id: %d\n", i)));
	}
	/* 24 MB do not fit into any socket buffer: it lost some, and is told so between two whole events */
	char *heard = hear_until(deaf, "event: reset\ndata: {}\n\n");
	assert_non_null(heard);
	/* 17 is the chunk's length: the last event before it ends with its empty line */
	static const char tail[] = "\n\n\r\n17\r\nevent: reset\ndata: {}\n\n";
	size_t n = strlen(heard);
	assert_string_equal(heard + n - (sizeof tail - 1), tail);
	close(deaf);
	close(awake);
	stop(s);
}

static void replays_come_first(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	stage.publish_first = 1;
	int fd = open_stream(s, "Last-Event-ID: 40\r\n");
	char *heard = hear_until(fd, "{\"early\":true}\n\n");
	assert_non_null(heard);
	char *replay = strstr(heard, "id: 41\ndata: {\"replayed\":true}\n\n");
	assert_non_null(replay);
	assert_true(replay < strstr(heard, "early"));
	close(fd);
	stop(s);
}

static bool is_user(void *key, void *arg)
{
	return memcmp(key, arg, sizeof(int64_t)) == 0;
}

static void a_revoked_session_loses_its_stream(void **state)
{
	(void)state;
	struct http_server *s = serve(NULL);
	int seven = open_stream(s, "");
	stage.user = 8;
	int eight = open_stream(s, "");
	http_streams_close(s, is_user, &(int64_t){ 7 });
	while (!ended(seven))
		;
	http_publish(s, "cases", 1, "{\"still\":\"here\"}");
	assert_non_null(hear_until(eight, "{\"still\":\"here\"}\n\n"));
	until(streams, s, 1);
	close(seven);
	close(eight);
	stop(s);
}

static void streams_are_bounded(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .connections = 12 });
	int fd[9];
	for (int i = 0; i < 9; i++)
		fd[i] = open_stream(s, "");
	struct answer a = get(s, "/api/v1/stream");
	assert_int_equal(a.status, 503);
	assert_true(has(&a, "stream.too_many"));
	a = get(s, "/api/v1/echo");
	assert_int_equal(a.status, 200);
	for (int i = 0; i < 9; i++)
		close(fd[i]);
	stop(s);
}

static void strangers_get_no_stream(void **state)
{
	(void)state;
	stage.anonymous = true;
	struct http_server *s = serve(NULL);
	struct answer a = get(s, "/api/v1/stream");
	assert_int_equal(a.status, 401);
	assert_int_equal(streams(s), 0);
	stop(s);
}

static void stopping_with_open_streams(void **state)
{
	(void)state;
	struct http_server *s = serve(&(struct http_options){ .loops = 2 });
	int fd[20];
	for (int i = 0; i < 20; i++)
		fd[i] = open_stream(s, "");
	stop(s);
	for (int i = 0; i < 20; i++) {
		while (!ended(fd[i]))
			;
		close(fd[i]);
	}
}

#define T(f) cmocka_unit_test_setup(f, test_setup)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(published_events_arrive),
		T(idle_streams_beat),
		T(who_falls_behind_must_refetch),
		T(a_client_that_does_not_read_harms_nobody),
		T(replays_come_first),
		T(a_revoked_session_loses_its_stream),
		T(streams_are_bounded),
		T(strangers_get_no_stream),
		T(stopping_with_open_streams),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
