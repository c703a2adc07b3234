/* SPDX-License-Identifier: Apache-2.0 */
/* SM2 signatures as GB/T 32918 has them: over SM3 of Z and the message, in DER, so that other tools verify them.
 * A key must have been made by the name "SM2"; one made as an EC key on that curve signs with ECDSA. */
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>

#include "auth/crypto_internal.h"

static EVP_MD_CTX *sm2_context(EVP_PKEY *key, bool sign)
{
	static char identity[] = "1234567812345678"; /* GB/T 32918 default */
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID, identity, sizeof identity - 1),
		OSSL_PARAM_construct_end(),
	};
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	if (!ctx)
		return NULL;
	int ok = sign ? EVP_DigestSignInit_ex(ctx, NULL, "SM3", NULL, NULL, key, params)
		      : EVP_DigestVerifyInit_ex(ctx, NULL, "SM3", NULL, NULL, key, params);
	if (ok == 1)
		return ctx;
	EVP_MD_CTX_free(ctx);
	return NULL;
}

enum err sm2_sign(EVP_PKEY *key, const void *message, size_t n, uint8_t *sig, size_t *sig_n)
{
	EVP_MD_CTX *ctx = sm2_context(key, true);
	if (!ctx)
		return ERR_INTERNAL;
	int ok = EVP_DigestSign(ctx, sig, sig_n, message, n);
	EVP_MD_CTX_free(ctx);
	return ok == 1 ? ERR_OK : ERR_INTERNAL;
}

enum err sm2_verify(EVP_PKEY *key, const void *message, size_t n, const uint8_t *sig, size_t sig_n)
{
	EVP_MD_CTX *ctx = sm2_context(key, false);
	if (!ctx)
		return ERR_INTERNAL;
	int ok = EVP_DigestVerify(ctx, sig, sig_n, message, n);
	EVP_MD_CTX_free(ctx);
	ERR_clear_error();
	return ok == 1 ? ERR_OK : ERR_INVALID;
}
