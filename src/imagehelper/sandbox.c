/* SPDX-License-Identifier: Apache-2.0 */
/* The limits and the filter as tables: a call that stands nowhere kills the process. */
#include "imagehelper/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "imagehelper/outcome.h"

enum { OUTPUT_BYTES = 64 << 20, MEMORY_BYTES = 512 << 20, FILES = 16 };

/* ---- resources ---- */

static bool limit(int what, rlim_t most)
{
	struct rlimit r = { most, most }, now;
	if (getrlimit((__rlimit_resource_t)what, &now) == 0 && now.rlim_max < most)
		r.rlim_cur = r.rlim_max = now.rlim_max;
	return setrlimit((__rlimit_resource_t)what, &r) == 0;
}

/* Address space in use: libvips brings a hundred libraries, most of them never touched. */
static rlim_t occupied(void)
{
	uint64_t pages = 0;
	FILE *f = fopen("/proc/self/statm", "re");
	if (!f || fscanf(f, "%" SCNu64, &pages) != 1)
		pages = (512u << 20) / 4096;
	if (f)
		fclose(f);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

bool sandbox_limit(void)
{
	return limit(RLIMIT_CORE, 0) && limit(RLIMIT_CPU, IMAGE_SECONDS) && limit(RLIMIT_FSIZE, OUTPUT_BYTES) &&
	       limit(RLIMIT_NOFILE, FILES) && limit(RLIMIT_AS, occupied() + MEMORY_BYTES) &&
	       prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
}

/* ---- system calls ---- */

/* Memory, threads, time, and the descriptors that are open. */
static const int ALLOWED[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(close),
	SCMP_SYS(fstat),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(set_mempolicy),
	SCMP_SYS(get_mempolicy),
	SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(membarrier), SCMP_SYS(getcpu),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
	SCMP_SYS(gettimeofday), SCMP_SYS(restart_syscall),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
	SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(getrandom),
	SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* Asked for out of habit by libraries that go on without: refused politely. */
static const int DENIED[] = {
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(stat), SCMP_SYS(lstat),
	SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
	SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(statfs), SCMP_SYS(prctl), SCMP_SYS(prlimit64),
	SCMP_SYS(getrlimit), SCMP_SYS(sched_setscheduler), SCMP_SYS(sched_getscheduler),
	SCMP_SYS(sched_getparam), SCMP_SYS(sched_setaffinity), SCMP_SYS(sched_setattr), SCMP_SYS(sched_getattr),
	SCMP_SYS(setpriority), SCMP_SYS(getpriority), SCMP_SYS(ioctl), SCMP_SYS(fcntl),
};

/* A call that this machine does not have is no reason to fail. */
static bool add(scmp_filter_ctx f, uint32_t action, int call)
{
	int e = seccomp_rule_add(f, action, call, 0);
	return e == 0 || e == -EDOM || e == -EOPNOTSUPP;
}

static bool add_if(scmp_filter_ctx f, uint32_t action, int call, struct scmp_arg_cmp condition)
{
	int e = seccomp_rule_add_array(f, action, call, 1, &condition);
	return e == 0 || e == -EDOM || e == -EOPNOTSUPP;
}

static bool add_conditional(scmp_filter_ctx f)
{
	const uint32_t no_such_call = SCMP_ACT_ERRNO(ENOSYS), no_memory = SCMP_ACT_ERRNO(ENOMEM);
	const scmp_datum_t thread = CLONE_THREAD | CLONE_VM, exec = PROT_EXEC;
	return /* new threads, never processes; clone3 hides its flags, and glibc falls back to clone */
		add(f, no_such_call, SCMP_SYS(clone3)) &&
		add_if(f, SCMP_ACT_ALLOW, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread)) &&
		/* memory, never code */
		add_if(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, exec, 0)) &&
		add_if(f, no_memory, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, exec, exec)) &&
		add_if(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, exec, 0)) &&
		/* abort() */
		add_if(f, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
}

bool sandbox_enter(void)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool ok = f && seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
	for (size_t i = 0; ok && i < sizeof ALLOWED / sizeof *ALLOWED; i++)
		ok = add(f, SCMP_ACT_ALLOW, ALLOWED[i]);
	for (size_t i = 0; ok && i < sizeof DENIED / sizeof *DENIED; i++)
		ok = add(f, SCMP_ACT_ERRNO(EACCES), DENIED[i]);
	ok = ok && add_conditional(f) && seccomp_load(f) == 0;
	if (f)
		seccomp_release(f);
	return ok;
}
