/* SPDX-License-Identifier: Apache-2.0 */
/* Starts yingshao-image, waits for it, and ends it when its time is over. As many run at a time as there are
 * processors. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "file/file_internal.h"

enum { WAIT_SECONDS = 20, LOOK_MS = 4, FEWEST = 2, MOST = 16 };

/* ---- places ---- */

static struct {
	pthread_mutex_t lock;
	pthread_cond_t freed;
	long running;
} places = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 };

static long place_count(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < FEWEST ? FEWEST : n > MOST ? MOST : n;
}

static bool place_take(void)
{
	struct timespec until;
	int gone = 0;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += WAIT_SECONDS;
	pthread_mutex_lock(&places.lock);
	while (places.running >= place_count() && gone == 0)
		gone = pthread_cond_clockwait(&places.freed, &places.lock, CLOCK_MONOTONIC, &until);
	bool ok = places.running < place_count();
	places.running += ok;
	pthread_mutex_unlock(&places.lock);
	return ok;
}

static void place_give(void)
{
	pthread_mutex_lock(&places.lock);
	places.running--;
	pthread_cond_signal(&places.freed);
	pthread_mutex_unlock(&places.lock);
}

/* ---- the process ---- */

/* Beside the running program, unless the site names another. */
static bool program_path(const struct site *site, char path[FILE_PATH])
{
	static const char name[] = "yingshao-image";
	if (site->image_helper)
		return snprintf(path, FILE_PATH, "%s", site->image_helper) < FILE_PATH;
	ssize_t n = readlink("/proc/self/exe", path, FILE_PATH - sizeof name);
	if (n <= 0 || n >= (ssize_t)(FILE_PATH - sizeof name))
		return false;
	path[n] = 0;
	char *slash = strrchr(path, '/');
	if (!slash)
		return false;
	memcpy(slash + 1, name, sizeof name);
	return true;
}

/* Its own process group, no signals blocked or ignored, nothing to read or to say, an empty environment. */
static int spawn(pid_t *pid, const char *program, char *const *argv)
{
	char locale[] = "LC_ALL=C", *const environment[] = { locale, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return ENOMEM;
	if (posix_spawnattr_init(&attr) != 0) {
		posix_spawn_file_actions_destroy(&actions);
		return ENOMEM;
	}
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	int e = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	for (int fd = STDOUT_FILENO; e == 0 && fd <= STDERR_FILENO; fd++)
		e = posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_WRONLY, 0);
	if (e == 0)
		e = posix_spawn(pid, program, &actions, &attr, argv, environment);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&actions);
	return e;
}

/* The status of an ended process; false when it had to be stopped. */
static bool wait_for(pid_t pid, int64_t limit_ms, int *status)
{
	int64_t until = mono_ms() + limit_ms;
	for (;;) {
		pid_t k = waitpid(pid, status, WNOHANG);
		if (k == pid)
			return true;
		if (k < 0 && errno != EINTR)
			return false;
		if (mono_ms() >= until)
			break;
		nanosleep(&(struct timespec){ 0, LOOK_MS * 1000000L }, NULL);
	}
	kill(-pid, SIGKILL);
	while (waitpid(pid, status, 0) < 0 && errno == EINTR)
		;
	return false;
}

static enum image_outcome run(const struct site *site, const char *program, char *const *argv)
{
	int status = 0;
	pid_t pid;
	int e = spawn(&pid, program, argv);
	if (e != 0) {
		log_error("file", "cannot start %s: %s", program, strerror(e));
		return IMAGE_INTERNAL;
	}
	if (!wait_for(pid, site->image_limit_ms ? site->image_limit_ms : IMAGE_SECONDS * (int64_t)MS_SECOND, &status)) {
		log_warn("file", "the image helper was stopped: time over");
		return IMAGE_INTERNAL;
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) != IMAGE_INTERNAL)
		return (enum image_outcome)WEXITSTATUS(status);
	log_warn("file", "the image helper failed: %s %d", WIFSIGNALED(status) ? "signal" : "code",
		 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	return IMAGE_INTERNAL;
}

enum err image_helper(const struct site *site, const char *in, const char *out, const char *thumb, const char *meta,
		      enum image_outcome *outcome)
{
	char program[FILE_PATH], args[4][FILE_PATH];
	const char *const paths[4] = { in, out, thumb, meta };
	char *argv[6] = { program };
	bool fits = program_path(site, program);
	for (int i = 0; i < 4; i++) {
		fits = fits && snprintf(args[i], FILE_PATH, "%s", paths[i]) < FILE_PATH;
		argv[i + 1] = args[i];
	}
	*outcome = IMAGE_INTERNAL;
	if (!fits)
		return ERR_OK;
	if (!place_take())
		return ERR_BUSY;
	*outcome = run(site, program, argv);
	place_give();
	return ERR_OK;
}
