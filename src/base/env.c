/* SPDX-License-Identifier: Apache-2.0 */
#include "base/env.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>

static int64_t from_clock(clockid_t id, int64_t per_second)
{
	struct timespec t;
	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * per_second + (int64_t)t.tv_nsec / (1000000000 / per_second);
}

static int64_t system_now(void *arg)
{
	(void)arg;
	return from_clock(CLOCK_REALTIME, 1000);
}

static void system_random(void *arg, void *p, size_t n)
{
	(void)arg;
	unsigned char *at = p;
	while (n) {
		ssize_t got = getrandom(at, n > 256 ? 256 : n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			abort(); /* nothing in this program is safe without randomness */
		at += got;
		n -= (size_t)got;
	}
}

const struct env ENV_SYSTEM = { system_now, system_random, NULL };

int64_t mono_ms(void)
{
	return from_clock(CLOCK_MONOTONIC, 1000);
}

int64_t mono_us(void)
{
	return from_clock(CLOCK_MONOTONIC, 1000000);
}

static uint64_t rotl(uint64_t x, int k)
{
	return (x << k) | (x >> (64 - k));
}

uint64_t env_fake_next(struct env_fake *f)
{
	uint64_t *s = f->state, result = rotl(s[1] * 5, 7) * 9, t = s[1] << 17;
	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotl(s[3], 45);
	return result;
}

static int64_t fake_now(void *arg)
{
	return ((struct env_fake *)arg)->now;
}

static void fake_random(void *arg, void *p, size_t n)
{
	unsigned char *at = p;
	while (n) {
		uint64_t v = env_fake_next(arg);
		size_t k = n < sizeof v ? n : sizeof v;
		for (size_t i = 0; i < k; i++)
			at[i] = (unsigned char)(v >> (8 * i));
		at += k;
		n -= k;
	}
}

void env_fake_init(struct env_fake *f, int64_t now, uint64_t seed)
{
	f->now = now;
	for (int i = 0; i < 4; i++) { /* splitmix64 */
		seed += 0x9E3779B97F4A7C15u;
		uint64_t z = seed;
		z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
		z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
		f->state[i] = z ^ (z >> 31);
	}
	f->env = (struct env){ fake_now, fake_random, f };
}

void thread_come_last(void)
{
	enum { WEIGHT = 15 };
	static _Thread_local bool done;
	if (!done)
		done = setpriority(PRIO_PROCESS, 0, WEIGHT) == 0; /* on Linux: of the thread */
}
