/* SPDX-License-Identifier: Apache-2.0 */
/* Passwords as Argon2id in its encoded form.
 * Each computation takes 64 MiB, so at most two run at a time; whoever comes third waits. What it costs: a storm of
 * logins occupies workers, which is why the address limit stands before it. */
#include <argon2.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/crypto.h"

enum { SALT = 16, HASH = 32, AT_ONCE = 2, ENCODED_MAX = 128, PASSWORD_MAX = 1024 };

struct cost {
	uint32_t passes, kib, lanes;
};
static const struct cost NORMAL = { 3, 64 << 10, 1 }, HIGHEST = { 10, 256 << 10, 4 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static sem_t places;

static void make_places(void)
{
	if (sem_init(&places, 0, AT_ONCE) != 0)
		abort();
}

static void enter(void)
{
	pthread_once(&once, make_places);
	while (sem_wait(&places) != 0)
		if (errno != EINTR)
			abort();
}

static void leave(void)
{
	sem_post(&places);
}

/* Builds with NDEBUG (production) have the normal cost, whatever the environment says. */
static struct cost cost_now(void)
{
#ifndef NDEBUG
	static const struct cost fast = { 1, 8 << 10, 1 };
	const char *wish = secure_getenv("YS_FAST_PASSWORD");
	if (wish && strcmp(wish, "1") == 0)
		return fast;
#endif
	return NORMAL;
}

enum err password_hash(const struct env *env, struct arena *a, const char *password, char **encoded)
{
	size_t n = password ? strnlen(password, PASSWORD_MAX + 1) : 0;
	if (n == 0 || n > PASSWORD_MAX)
		return ERR_INVALID;
	struct cost c = cost_now();
	char *text = arena_alloc(a, ENCODED_MAX);
	uint8_t salt[SALT];
	env_random(env, salt, sizeof salt);
	enter();
	int rc = argon2id_hash_encoded(c.passes, c.kib, c.lanes, password, n, salt, sizeof salt, HASH, text, ENCODED_MAX);
	leave();
	if (rc != ARGON2_OK)
		return rc == ARGON2_MEMORY_ALLOCATION_ERROR ? ERR_BUSY : ERR_INTERNAL;
	*encoded = text;
	return ERR_OK;
}

/* A damaged or foreign value must not make the process allocate gigabytes. */
static bool bearable(const char *encoded)
{
	unsigned version = 0, kib = 0, passes = 0, lanes = 0;
	if (strnlen(encoded, ENCODED_MAX) >= ENCODED_MAX)
		return false;
	if (sscanf(encoded, "$argon2id$v=%9u$m=%9u,t=%9u,p=%9u$", &version, &kib, &passes, &lanes) != 4)
		return false;
	return version == ARGON2_VERSION_13 && kib <= HIGHEST.kib && passes <= HIGHEST.passes && lanes <= HIGHEST.lanes;
}

bool password_verify(const char *encoded, const char *password)
{
	size_t n = password ? strnlen(password, PASSWORD_MAX + 1) : 0;
	if (!encoded || n == 0 || n > PASSWORD_MAX || !bearable(encoded))
		return false;
	enter();
	int rc = argon2id_verify(encoded, password, n);
	leave();
	return rc == ARGON2_OK;
}
