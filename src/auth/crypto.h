/* SPDX-License-Identifier: Apache-2.0 */
/* Cryptography behind one door (compliance.md 5.2): OpenSSL 3, SM2, SM3, SM4-CTR with HMAC-SM3; Argon2id
 * for passwords. Every stored value begins with an algorithm id, so that it can be changed later.
 * Keys come from a provider: the soft provider keeps them in a file of mode 0600; a certified device
 * (密码机) is another provider with the same face. Threads: all functions are thread-safe. */
#ifndef YS_AUTH_CRYPTO_H
#define YS_AUTH_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/env.h"
#include "base/err.h"
#include "db/db.h"

enum { SM3_SIZE = 32 };
void sm3(const void *p, size_t n, uint8_t out[SM3_SIZE]);
struct sm3_part { const void *p; size_t n; };
void sm3_parts(const struct sm3_part *parts, size_t n, uint8_t out[SM3_SIZE]);
void hmac_sm3(const uint8_t *key, size_t key_n, const void *p, size_t n, uint8_t out[SM3_SIZE]);
bool crypto_equal(const void *a, const void *b, size_t n); /* constant time */

/* Named keys: one per purpose, derived or held by the provider. */
enum crypto_key { KEY_CONTACT, KEY_IDNUMBER, KEY_REPORTER, KEY_EVENT_TEXT, KEY_SEARCH, KEY_TOKEN, KEY_POW, KEY_COUNT };

struct keys;                 /* an opened provider */
struct key_provider {
	const char *name;
	/* Derives 32 bytes for a purpose and a version; version 0 = current, its number in *version.
	 * ERR_NOT_FOUND when there is no such version. */
	enum err (*derive)(void *self, enum crypto_key k, uint32_t *version, uint8_t out[32]);
	/* SM2; *sig_n is the room at `sig` and becomes the length. */
	enum err (*sign)(void *self, const uint8_t digest[SM3_SIZE], uint8_t *sig, size_t *sig_n);
	enum err (*verify)(void *self, const uint8_t digest[SM3_SIZE], const uint8_t *sig, size_t sig_n);
	void (*close)(void *self);
};
/* Opens the soft key file; with `create` makes it first when there is none. `why` gets a Chinese sentence on failure.
 * A file that others may read is refused. */
enum err keys_open_soft(const char *path, bool create, const struct env *env, struct keys **out, char *why,
			size_t why_n);
void keys_close(struct keys *k);

/* Field encryption: "algorithm id | key version | nonce | ciphertext | tag". `context` (e.g. "appeal.phone:17") is
 * authenticated, so that a value moved to another row does not open. */
enum err field_seal(struct keys *k, enum crypto_key key, const struct env *env, struct arena *a, const char *context,
		    const void *p, size_t n, struct db_blob *out);
/* ERR_INVALID when the value, its key or context is not genuine. *out is NUL-terminated text in the arena. */
enum err field_open(struct keys *k, enum crypto_key key, struct arena *a, const char *context, struct db_blob sealed,
		    char **out, size_t *n);
/* Keyed hash for exact search (phone, last four digits): hex of 32 bytes. Uses the first key version for ever, since
 * a stored digest does not tell its version. */
enum err field_digest(struct keys *k, struct arena *a, const char *kind, const char *value, char **hex);

/* Signatures of anchors and documents: SM2 with SM3 over the 32 bytes of the digest as message, identity
 * 1234567812345678, DER. ERR_INVALID when the signature is not genuine. */
enum err keys_sign(struct keys *k, const uint8_t digest[SM3_SIZE], struct arena *a, struct db_blob *sig);
enum err keys_verify(struct keys *k, const uint8_t digest[SM3_SIZE], struct db_blob sig);
/* The first version's key of a purpose: does not change when a version is added. */
enum err keys_secret(struct keys *k, enum crypto_key key, uint8_t out[32]);

/* Passwords: Argon2id (64 MiB, 3 passes, 1 lane), at most two at a time in the process. Encoded form.
 * In builds without NDEBUG, YS_FAST_PASSWORD=1 in the environment makes the cost 8 MiB, 1 pass. ERR_INVALID for an
 * empty password or one over 1,024 bytes. */
enum err password_hash(const struct env *env, struct arena *a, const char *password, char **encoded);
bool password_verify(const char *encoded, const char *password);

#endif
