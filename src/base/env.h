/* SPDX-License-Identifier: Apache-2.0 */
/* Injected world: time and randomness. No rule calls the system clock or a random source itself. */
#ifndef YS_BASE_ENV_H
#define YS_BASE_ENV_H

#include <stddef.h>
#include <stdint.h>

/* Missing value of a nullable integer (SQL NULL). */
#define NIL INT64_MIN

enum { MS_SECOND = 1000, MS_MINUTE = 60000, MS_HOUR = 3600000, MS_DAY = 86400000 };

struct env {
	int64_t (*now_ms)(void *arg);              /* epoch milliseconds */
	void (*random)(void *arg, void *p, size_t n); /* cryptographically strong in production */
	void *arg;
};

/* The real world: CLOCK_REALTIME and getrandom(2). */
extern const struct env ENV_SYSTEM;

static inline int64_t env_now(const struct env *e)
{
	return e->now_ms(e->arg);
}

static inline void env_random(const struct env *e, void *p, size_t n)
{
	e->random(e->arg, p, n);
}

/* A world for tests and simulation: settable time, deterministic random stream. */
struct env_fake {
	struct env env;
	int64_t now;
	uint64_t state[4];
};

void env_fake_init(struct env_fake *f, int64_t now, uint64_t seed);
/* Next 64 bits of the deterministic stream (xoshiro256**). */
uint64_t env_fake_next(struct env_fake *f);

/* Monotonic milliseconds, for time-outs and measuring only, never for rules. */
int64_t mono_ms(void);

/* From now on the calling thread gets what time others leave. */
void thread_come_last(void);
int64_t mono_us(void);

#endif
