/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the cryptography: what crypto.c and keys.c share and what the tests of the published vectors need.
 * Other rooms use auth/crypto.h only. */
#ifndef YS_AUTH_CRYPTO_INTERNAL_H
#define YS_AUTH_CRYPTO_INTERNAL_H

#include <openssl/evp.h>

#include "auth/crypto.h"

enum { SM4_KEY = 16, SM4_IV = 16 };

/* Algorithm ids of stored values. A number is never used again. */
enum { SEAL_SM4CTR_HMACSM3 = 1 };

/* SM3 as fetched once for the process. */
const EVP_MD *crypto_sm3(void);
void hmac_sm3_parts(const uint8_t *key, size_t key_n, const struct sm3_part *parts, size_t n, uint8_t out[SM3_SIZE]);
/* Encrypts or, the same thing, decrypts. `out` may be `in`. */
void sm4_ctr(const uint8_t key[SM4_KEY], const uint8_t iv[SM4_IV], const void *in, size_t n, void *out);
/* Ends the process: nothing safe can follow when the library fails at a basic step. */
_Noreturn void crypto_fail(const char *what);

/* SM2 signature (DER) over SM3(Z || message), Z with the standard identity 1234567812345678. */
enum { SM2_SIGNATURE_MAX = 80 };
enum err sm2_sign(EVP_PKEY *key, const void *message, size_t n, uint8_t *sig, size_t *sig_n);
enum err sm2_verify(EVP_PKEY *key, const void *message, size_t n, const uint8_t *sig, size_t sig_n);

/* Takes over a provider; `self` is closed with it. */
enum err keys_open_provider(const struct key_provider *p, void *self, struct keys **out);
/* As keys_secret, for one version (0 = current, its number in *version). */
enum err keys_derive(struct keys *k, enum crypto_key key, uint32_t *version, uint8_t out[32]);

#endif
