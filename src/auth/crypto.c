/* SPDX-License-Identifier: Apache-2.0 */
/* SM3, HMAC-SM3, SM4-CTR and the sealing of fields on OpenSSL 3.
 *
 * Invariants: encrypt, then authenticate everything (algorithm, key version, nonce, context, ciphertext); nothing
 * of a value is decrypted before its tag was found genuine. Threads: algorithms are fetched once and read-only
 * afterwards, every call has a context of its own. Memory: arena memory is taken before an OpenSSL object is
 * made, because the arena may jump away. */
#include <limits.h>
#include <openssl/crypto.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "auth/crypto_internal.h"
#include "base/buf.h"
#include "base/log.h"

/* id(1) version(4) nonce(16) ciphertext tag(32) */
enum { HEAD = 1 + 4 + SM4_IV, OVERHEAD = HEAD + SM3_SIZE };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static EVP_MD *sm3_md;
static EVP_CIPHER *sm4_cipher;

_Noreturn void crypto_fail(const char *what)
{
	log_error("crypto", "OpenSSL failed: %s", what);
	abort();
}

static void fetch(void)
{
	sm3_md = EVP_MD_fetch(NULL, "SM3", NULL);
	sm4_cipher = EVP_CIPHER_fetch(NULL, "SM4-CTR", NULL);
	if (!sm3_md || !sm4_cipher)
		crypto_fail("SM3 or SM4-CTR is missing in this OpenSSL");
}

const EVP_MD *crypto_sm3(void)
{
	pthread_once(&once, fetch);
	return sm3_md;
}

/* ---- digest and keyed digest ---- */

static pthread_key_t context_key;

static void context_free(void *ctx)
{
	EVP_MD_CTX_free(ctx);
}

static void context_key_make(void)
{
	if (pthread_key_create(&context_key, context_free) != 0)
		crypto_fail("no key for a thread's context");
}

/* One context per thread: making one costs more than the digest of a short text. It is freed with the thread. */
static EVP_MD_CTX *context(void)
{
	static pthread_once_t made = PTHREAD_ONCE_INIT;
	static _Thread_local EVP_MD_CTX *mine;
	if (mine)
		return mine;
	pthread_once(&made, context_key_make);
	mine = EVP_MD_CTX_new();
	if (!mine || pthread_setspecific(context_key, mine) != 0)
		crypto_fail("SM3 context");
	return mine;
}

void sm3_parts(const struct sm3_part *parts, size_t n, uint8_t out[SM3_SIZE])
{
	EVP_MD_CTX *ctx = context();
	if (!EVP_DigestInit_ex2(ctx, crypto_sm3(), NULL))
		crypto_fail("SM3 start");
	for (size_t i = 0; i < n; i++)
		if (!EVP_DigestUpdate(ctx, parts[i].p, parts[i].n))
			crypto_fail("SM3");
	if (!EVP_DigestFinal_ex(ctx, out, NULL))
		crypto_fail("SM3 end");
}

void sm3(const void *p, size_t n, uint8_t out[SM3_SIZE])
{
	sm3_parts(&(struct sm3_part){ p, n }, 1, out);
}

/* RFC 2104 over the digest fetched once: EVP_MAC would look SM3 up again for every key. */
void hmac_sm3_parts(const uint8_t *key, size_t key_n, const struct sm3_part *parts, size_t n, uint8_t out[SM3_SIZE])
{
	enum { BLOCK = 64, MOST = 8 };
	uint8_t pad[BLOCK] = { 0 }, inner[SM3_SIZE];
	struct sm3_part all[MOST + 1] = { { pad, BLOCK } };
	if (n > MOST)
		crypto_fail("too many parts");
	if (key_n > BLOCK)
		sm3(key, key_n, pad);
	else if (key_n)
		memcpy(pad, key, key_n);
	for (int i = 0; i < BLOCK; i++)
		pad[i] ^= 0x36;
	memcpy(all + 1, parts, n * sizeof *parts);
	sm3_parts(all, n + 1, inner);
	for (int i = 0; i < BLOCK; i++)
		pad[i] ^= 0x36 ^ 0x5C;
	sm3_parts((struct sm3_part[]){ { pad, BLOCK }, { inner, sizeof inner } }, 2, out);
	OPENSSL_cleanse(pad, sizeof pad);
	OPENSSL_cleanse(inner, sizeof inner);
}

void hmac_sm3(const uint8_t *key, size_t key_n, const void *p, size_t n, uint8_t out[SM3_SIZE])
{
	hmac_sm3_parts(key, key_n, &(struct sm3_part){ p, n }, 1, out);
}

bool crypto_equal(const void *a, const void *b, size_t n)
{
	return n == 0 || CRYPTO_memcmp(a, b, n) == 0;
}

/* ---- cipher ---- */

void sm4_ctr(const uint8_t key[SM4_KEY], const uint8_t iv[SM4_IV], const void *in, size_t n, void *out)
{
	pthread_once(&once, fetch);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	if (!ctx || !EVP_EncryptInit_ex2(ctx, sm4_cipher, key, iv, NULL))
		crypto_fail("SM4 start");
	const uint8_t *from = in;
	uint8_t *to = out;
	while (n) {
		int step = n > (1 << 30) ? 1 << 30 : (int)n, done = 0;
		if (!EVP_EncryptUpdate(ctx, to, &done, from, step) || done != step)
			crypto_fail("SM4");
		from += step;
		to += step;
		n -= (size_t)step;
	}
	EVP_CIPHER_CTX_free(ctx);
}

/* ---- sealed fields ---- */

struct seal_keys {
	uint8_t cipher[SM3_SIZE];  /* the first SM4_KEY bytes are used */
	uint8_t mac[SM3_SIZE];
};

/* Two independent keys from the one of the purpose. A thread keeps the last pair of each purpose, found by the secret it
 * was made from, because a case's history is many short fields under the same key. */
static enum err seal_keys(struct keys *k, enum crypto_key key, uint32_t *version, struct seal_keys *out)
{
	static const char encrypt[] = "yingshao seal encrypt", authenticate[] = "yingshao seal authenticate";
	static _Thread_local struct {
		bool made;
		uint8_t secret[32];
		struct seal_keys pair;
	} last[KEY_COUNT];
	uint8_t secret[32];
	enum err e = keys_derive(k, key, version, secret);
	if (e != ERR_OK)
		return e;
	if (!last[key].made || !crypto_equal(last[key].secret, secret, sizeof secret)) {
		hmac_sm3(secret, sizeof secret, encrypt, sizeof encrypt, last[key].pair.cipher);
		hmac_sm3(secret, sizeof secret, authenticate, sizeof authenticate, last[key].pair.mac);
		memcpy(last[key].secret, secret, sizeof secret);
		last[key].made = true;
	}
	*out = last[key].pair;
	OPENSSL_cleanse(secret, sizeof secret);
	return ERR_OK;
}

static void put_be(uint8_t *p, uint64_t v, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--, v >>= 8)
		p[i] = (uint8_t)v;
}

/* Tag over head, context and ciphertext; the length of the context stands before it, so that no two different
 * values are one text. */
static void seal_tag(const struct seal_keys *s, const uint8_t *sealed, size_t text_n, const char *context,
		     uint8_t out[SM3_SIZE])
{
	uint8_t length[8];
	size_t context_n = strlen(context);
	put_be(length, context_n, 8);
	const struct sm3_part parts[] = {
		{ sealed, HEAD },
		{ length, sizeof length },
		{ context, context_n },
		{ sealed + HEAD, text_n },
	};
	hmac_sm3_parts(s->mac, sizeof s->mac, parts, 4, out);
}

enum err field_seal(struct keys *k, enum crypto_key key, const struct env *env, struct arena *a, const char *context,
		    const void *p, size_t n, struct db_blob *out)
{
	if (n > SIZE_MAX - OVERHEAD)
		return ERR_TOO_LARGE;
	uint8_t *v = arena_alloc(a, OVERHEAD + n);
	struct seal_keys s;
	uint32_t version = 0;
	enum err e = seal_keys(k, key, &version, &s);
	if (e != ERR_OK)
		return e;
	v[0] = SEAL_SM4CTR_HMACSM3;
	put_be(v + 1, version, 4);
	env_random(env, v + 5, SM4_IV);
	sm4_ctr(s.cipher, v + 5, p, n, v + HEAD);
	seal_tag(&s, v, n, context, v + HEAD + n);
	OPENSSL_cleanse(&s, sizeof s);
	*out = (struct db_blob){ v, OVERHEAD + n };
	return ERR_OK;
}

enum err field_open(struct keys *k, enum crypto_key key, struct arena *a, const char *context, struct db_blob sealed,
		    char **out, size_t *n)
{
	const uint8_t *v = sealed.p;
	if (!v || sealed.n < OVERHEAD || v[0] != SEAL_SM4CTR_HMACSM3)
		return ERR_INVALID;
	uint32_t version = (uint32_t)v[1] << 24 | (uint32_t)v[2] << 16 | (uint32_t)v[3] << 8 | v[4];
	if (version == 0)
		return ERR_INVALID; /* would mean "the current one" */
	size_t text_n = sealed.n - OVERHEAD;
	char *text = arena_alloc(a, text_n + 1);
	struct seal_keys s;
	uint8_t tag[SM3_SIZE];
	enum err e = seal_keys(k, key, &version, &s);
	if (e != ERR_OK)
		return e == ERR_NOT_FOUND ? ERR_INVALID : e;
	seal_tag(&s, v, text_n, context, tag);
	bool genuine = crypto_equal(tag, v + HEAD + text_n, SM3_SIZE);
	if (genuine)
		sm4_ctr(s.cipher, v + 5, v + HEAD, text_n, text);
	OPENSSL_cleanse(&s, sizeof s);
	if (!genuine)
		return ERR_INVALID;
	*out = text;
	if (n)
		*n = text_n;
	return ERR_OK;
}

enum err field_digest(struct keys *k, struct arena *a, const char *kind, const char *value, char **hex)
{
	struct buf b;
	uint8_t secret[32], digest[SM3_SIZE];
	enum err e = keys_secret(k, KEY_SEARCH, secret);
	if (e != ERR_OK)
		return e;
	/* The NUL behind the kind keeps "a" + "bc" and "ab" + "c" apart. */
	const struct sm3_part parts[] = { { kind, strlen(kind) + 1 }, { value, strlen(value) } };
	hmac_sm3_parts(secret, sizeof secret, parts, 2, digest);
	OPENSSL_cleanse(secret, sizeof secret);
	buf_init(&b, a, 2 * SM3_SIZE);
	buf_hex(&b, digest, sizeof digest);
	*hex = b.p;
	return ERR_OK;
}
