/* SPDX-License-Identifier: Apache-2.0 */
/* The measured server as a process of its own: starting, stopping, its memory, its counters, idle event streams. */
#include "app/bench_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { READY_TRIES = 600, PAUSE_MS = 50, STREAM_ANSWER = 4096 };

static void pause_a_moment(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = PAUSE_MS * 1000000L }, NULL);
}

/* A port that is free now; somebody else could take it before the server does, then the start fails. */
static int free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), port = 0;
	if (fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && getsockname(fd, (struct sockaddr *)&at, &n) == 0)
		port = ntohs(at.sin_port);
	if (fd >= 0)
		close(fd);
	return port;
}

static void become_server(const struct config *c, const char *config_file, int port)
{
	char number[16];
	const char *args[16];
	int n = 0;
	snprintf(number, sizeof number, "%d", port);
	args[n++] = "yingshao";
	args[n++] = "serve";
	if (config_file) {
		args[n++] = "--config";
		args[n++] = config_file;
	}
	args[n++] = "--db";
	args[n++] = c->database_url;
	args[n++] = "--var";
	args[n++] = c->var_dir;
	args[n++] = "--port";
	args[n++] = number;
	args[n] = NULL;
	if (dup2(STDERR_FILENO, STDOUT_FILENO) >= 0)
		execv("/proc/self/exe", (char *const *)(uintptr_t)args);
	_exit(127);
}

static bool is_ready(int port)
{
	struct bench_http h;
	bench_http_init(&h, port, NULL);
	bool ready = bench_http_call(&h, "GET", "/readyz", NULL, NULL) && h.status == 200;
	bench_http_close(&h);
	return ready;
}

bool bench_server_start(struct bench_server *s, const struct config *c, const char *config_file)
{
	*s = (struct bench_server){ .port = free_port() };
	fflush(NULL);
	s->pid = fork();
	if (s->pid == 0)
		become_server(c, config_file, s->port);
	for (int i = 0; s->pid > 0 && i < READY_TRIES; i++) {
		int status;
		if (waitpid(s->pid, &status, WNOHANG) == s->pid) {
			app_say("the server ended at once (status %d)", status);
			s->pid = 0;
			return false;
		}
		if (is_ready(s->port))
			return true;
		pause_a_moment();
	}
	app_say("the server does not get ready");
	bench_server_stop(s);
	return false;
}

void bench_server_stop(struct bench_server *s)
{
	if (s->pid <= 0)
		return;
	kill(s->pid, SIGTERM);
	while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
		;
	s->pid = 0;
}

int64_t bench_rss_kib(int pid)
{
	char path[64], line[200];
	long kib = -1;
	snprintf(path, sizeof path, "/proc/%d/status", pid);
	FILE *in = fopen(path, "r");
	while (in && fgets(line, sizeof line, in))
		if (sscanf(line, "VmRSS: %ld kB", &kib) == 1)
			break;
	if (in)
		fclose(in);
	return kib;
}

double bench_metric(int port, const char *name)
{
	struct bench_http h;
	double sum = -1;
	size_t n = strlen(name);
	bench_http_init(&h, port, NULL);
	if (bench_http_call(&h, "GET", "/metrics", NULL, NULL) && h.status == 200) {
		for (const char *line = h.body; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
			if (strncmp(line, name, n) != 0 || (line[n] != ' ' && line[n] != '{'))
				continue;
			const char *value = strchr(line, ' ');
			sum = (sum < 0 ? 0 : sum) + (value ? strtod(value, NULL) : 0);
		}
	}
	bench_http_close(&h);
	return sum;
}

/* ---- idle event streams ---- */

static int open_stream(int port, const char *token)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)
	};
	char text[512], answer[STREAM_ANSWER];
	int n = snprintf(text, sizeof text,
		"GET /api/v1/stream?topics=pool HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: ys_session=%s\r\n"
		"Accept: text/event-stream\r\n\r\n",
		port, token);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0 && send(fd, text, (size_t)n, MSG_NOSIGNAL) == n) {
		ssize_t got = recv(fd, answer, sizeof answer - 1, 0);
		answer[got > 0 ? got : 0] = 0;
		if (strncmp(answer, "HTTP/1.1 200", 12) == 0)
			return fd;
	}
	close(fd);
	return -1;
}

int bench_streams(int port, const char *var_dir, int n, int *fds)
{
	static struct bench_known known;
	struct rlimit files;
	int open = 0;
	if (!bench_known_read(&known, var_dir))
		return 0;
	if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
		files.rlim_cur = files.rlim_max;
		setrlimit(RLIMIT_NOFILE, &files);
	}
	while (open < n && (fds[open] = open_stream(port, known.session[(size_t)open % known.nsessions])) >= 0)
		open++;
	return open;
}
