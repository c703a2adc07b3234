/* SPDX-License-Identifier: Apache-2.0 */
/* What a taken-over picture decoder could still do inside the sandbox: nothing of use. Each attempt runs in a
 * process of its own, which the sandbox kills or refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "imagehelper/sandbox.h"

/* Each answers 0 when it is held, another code when it got away. */

static int opens_a_file(void)
{
	return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 0 : 1;
}

static int writes_a_file(void)
{
	return open("/tmp/ys_sandbox_escape", O_WRONLY | O_CREAT, 0600) < 0 ? 0 : 1;
}

static int connects(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? 0 : 1;
}

static int talks_locally(void)
{
	int pair[2];
	return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0 ? 0 : 1;
}

static int runs_a_program(void)
{
	char *argv[] = { (char[]){ "true" }, NULL };
	execv("/bin/true", argv);
	return 1;
}

static int forks(void)
{
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	return pid < 0 ? 0 : 1;
}

static int kills_its_parent(void)
{
	return kill(getppid(), SIGTERM) != 0 ? 0 : 1;
}

static int traces(void)
{
	return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) != 0 ? 0 : 1;
}

static int makes_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? 0 : 1;
}

static int turns_data_into_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED || mprotect(p, 4096, PROT_READ | PROT_EXEC) != 0 ? 0 : 1;
}

static int takes_a_gigabyte(void)
{
	void *volatile p = malloc((size_t)1 << 30);
	return p == NULL ? 0 : 1;
}

static int removes_a_file(void)
{
	return unlink("/tmp/ys_sandbox_kept") != 0 ? 0 : 1;
}

static const struct {
	const char *what;
	int (*attempt)(void);
} ATTEMPTS[] = {
	{ "opens a file", opens_a_file },
	{ "writes a file", writes_a_file },
	{ "connects", connects },
	{ "talks locally", talks_locally },
	{ "runs a program", runs_a_program },
	{ "forks", forks },
	{ "kills its parent", kills_its_parent },
	{ "traces", traces },
	{ "makes code", makes_code },
	{ "turns data into code", turns_data_into_code },
	{ "takes a gigabyte", takes_a_gigabyte },
	{ "removes a file", removes_a_file },
};

enum { HELD = 0, NO_SANDBOX = 90 };

static int status_of(int (*attempt)(void), bool sandboxed)
{
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		if (sandboxed && (!sandbox_limit() || !sandbox_enter()))
			_exit(NO_SANDBOX);
		_exit(attempt());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void held(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ATTEMPTS / sizeof *ATTEMPTS; i++) {
		int status = status_of(ATTEMPTS[i].attempt, true);
		bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
		bool refused = WIFEXITED(status) && WEXITSTATUS(status) == HELD;
		if (!killed && !refused)
			fail_msg("%s: status %x", ATTEMPTS[i].what, (unsigned)status);
	}
}

/* The attempts are real: outside they succeed. */
static void without_the_sandbox_they_would_succeed(void **state)
{
	int (*const harmless[])(void) = { opens_a_file, connects, talks_locally, forks, makes_code, takes_a_gigabyte };
	(void)state;
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
		int status = status_of(harmless[i], false);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	}
}

static void *add_one(void *arg)
{
	++*(int *)arg;
	return NULL;
}

static int decodes(void)
{
	int n = 0;
	pthread_t thread;
	char *p = malloc(100 << 20);
	if (!p || pthread_create(&thread, NULL, add_one, &n) != 0 || pthread_join(thread, NULL) != 0)
		return 1;
	memset(p, 1, 100 << 20);
	return n == 1 ? 0 : 1;
}

static void memory_and_threads_are_allowed(void **state)
{
	(void)state;
	int status = status_of(decodes, true);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(held),
		cmocka_unit_test(without_the_sandbox_they_would_succeed),
		cmocka_unit_test(memory_and_threads_are_allowed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
