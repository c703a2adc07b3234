/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: field_open on any bytes never opens them, keys_verify never finds them genuine, and a genuine value that
 * the bytes were mixed into does not open either. */
#include <stdlib.h>
#include <string.h>

#include "auth/crypto_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A provider of fixed keys: no file is needed. Odd versions exist. */
static enum err derive(void *self, enum crypto_key k, uint32_t *version, uint8_t out[32])
{
	(void)self;
	if (*version == 0)
		*version = 1;
	if (*version % 2 == 0)
		return ERR_NOT_FOUND;
	memset(out, (int)k + 1, 32);
	return ERR_OK;
}

static enum err verify(void *self, const uint8_t digest[SM3_SIZE], const uint8_t *sig, size_t sig_n)
{
	return sm2_verify(self, digest, SM3_SIZE, sig, sig_n);
}

static struct keys *open_fixed(void)
{
	static const struct key_provider fixed = { .name = "fixed", .derive = derive, .verify = verify };
	struct keys *k = NULL;
	if (keys_open_provider(&fixed, EVP_PKEY_Q_keygen(NULL, NULL, "SM2"), &k) != ERR_OK)
		abort();
	return k;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct keys *keys;
	if (!keys)
		keys = open_fixed();
	struct arena *a = arena_new((size_t)32 << 20);
	struct env_fake f;
	env_fake_init(&f, 0, 1);
	char *out = NULL;
	size_t n;
	if (field_open(keys, KEY_CONTACT, a, "c", (struct db_blob){ data, size }, &out, &n) == ERR_OK || out)
		abort();
	uint8_t digest[SM3_SIZE] = { 0 };
	if (keys_verify(keys, digest, (struct db_blob){ data, size }) == ERR_OK)
		abort();

	struct db_blob v;
	if (field_seal(keys, KEY_CONTACT, &f.env, a, "c", "13812345678", 11, &v) != ERR_OK)
		abort();
	uint8_t *mixed = arena_alloc(a, v.n);
	memcpy(mixed, v.p, v.n);
	for (size_t i = 0; i < size; i++)
		mixed[i % v.n] ^= data[i];
	bool same = memcmp(mixed, v.p, v.n) == 0;
	bool opened = field_open(keys, KEY_CONTACT, a, "c", (struct db_blob){ mixed, v.n }, &out, &n) == ERR_OK;
	if (opened != same || (opened && strcmp(out, "13812345678") != 0))
		abort();
	arena_free(a);
	return 0;
}
