/* SPDX-License-Identifier: Apache-2.0 */
/* Cryptography against the published vectors: GB/T 32905 (SM3), 32907 (SM4), 32918.5 (SM2), GM/T 0042 (HMAC), and
 * against the library where the same is computed in two ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <openssl/core_names.h>
#include <stdio.h>
#include <string.h>

#include "auth/crypto_internal.h"

static size_t unhex(const char *hex, uint8_t *out)
{
	size_t n = 0;
	for (; hex[0] && hex[1]; hex++) {
		if (*hex == ' ')
			continue;
		unsigned v;
		assert_int_equal(sscanf(hex, "%2x", &v), 1);
		out[n++] = (uint8_t)v;
		hex++;
	}
	return n;
}

static void check_hex(const char *name, const uint8_t *got, size_t n, const char *hex)
{
	uint8_t want[256];
	if (unhex(hex, want) != n || memcmp(got, want, n) != 0)
		fail_msg("%s", name);
}

static void sm3_as_in_the_standard(void **state)
{
	(void)state;
	static const struct {
		const char *text, *hex;
	} cases[] = {
		{ "abc", "66c7f0f4 62eeedd9 d1f2d46b dc10e4e2 4167c487 5cf2f7a2 297da02b 8f4ba8e0" },
		{ "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
		  "debe9ff9 2275b8a1 38604889 c18e5a4d 6fdb70e5 387e5765 293dcba3 9c0c5732" },
		{ "", "1ab21d83 55cfa17f 8e611948 31e81a8f 22bec8c7 28fefb74 7ed035eb 5082aa2b" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint8_t d[SM3_SIZE], e[SM3_SIZE];
		size_t n = strlen(cases[i].text);
		sm3(cases[i].text, n, d);
		check_hex(cases[i].text, d, sizeof d, cases[i].hex);
		for (size_t cut = 0; cut <= n; cut++) {
			sm3_parts((struct sm3_part[]){ { cases[i].text, cut }, { cases[i].text + cut, n - cut } }, 2, e);
			assert_memory_equal(d, e, sizeof d);
		}
	}
}

static void hmac_as_in_the_standard(void **state)
{
	(void)state;
	static const struct {
		const char *name, *key, *text, *hex;
	} cases[] = {
		{ "0x0b key", "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
		  "c0ba18c68b90c88bc07de794bfc7d2c8d19ec31ed8773bc2b390c9604e0be11e" },
		{ "Jefe", "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
		  "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882" },
		{ "37 bytes of key", "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425",
		  "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
		  "220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint8_t key[64], text[64], d[SM3_SIZE];
		size_t key_n = unhex(cases[i].key, key), n = unhex(cases[i].text, text);
		hmac_sm3(key, key_n, text, n, d);
		check_hex(cases[i].name, d, sizeof d, cases[i].hex);
	}
}

static void hmac_agrees_with_the_library(void **state)
{
	(void)state;
	struct env_fake fake;
	env_fake_init(&fake, 0, 20250930);
	for (size_t key_n = 1; key_n < 150; key_n += 7)
		for (size_t n = 0; n < 300; n += 41) {
			uint8_t key[150], text[300], mine[SM3_SIZE], theirs[SM3_SIZE];
			size_t out_n = 0;
			env_random(&fake.env, key, key_n);
			env_random(&fake.env, text, n);
			hmac_sm3(key, key_n, text, n, mine);
			const uint8_t *done = EVP_Q_mac(NULL, "HMAC", NULL, "SM3", NULL, key, key_n, text, n, theirs,
							sizeof theirs, &out_n);
			assert_non_null(done);
			assert_memory_equal(mine, theirs, SM3_SIZE);
		}
	uint8_t d[SM3_SIZE];
	hmac_sm3(NULL, 0, NULL, 0, d); /* empty key and text: defined, and no crash */
}

static void sm4_ctr_as_published(void **state)
{
	(void)state;
	uint8_t key[16], iv[16], text[64], out[64];
	unhex("0123456789abcdeffedcba9876543210", key);
	unhex("000102030405060708090a0b0c0d0e0f", iv);
	unhex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
	      "eeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb", text);
	sm4_ctr(key, iv, text, sizeof text, out);
	check_hex("CTR", out, sizeof out,
		  "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7"
		  "f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514");
	sm4_ctr(key, iv, out, sizeof out, out);
	assert_memory_equal(out, text, sizeof text);
	/* The block of GB/T 32907 itself: the key stream at counter = plaintext. */
	uint8_t zero[16] = { 0 };
	sm4_ctr(key, key, zero, 16, out);
	check_hex("one block", out, 16, "681edf34d206965e86b3e94f536e4246");
	for (size_t n = 0; n <= 64; n++) { /* not only whole blocks */
		uint8_t part[64];
		sm4_ctr(key, iv, text, n, part);
		sm4_ctr(key, iv, part, n, part);
		assert_memory_equal(part, text, n);
	}
}

static EVP_PKEY *sm2_public(const char *hex)
{
	uint8_t point[65];
	assert_int_equal(unhex(hex, point), 65);
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char[]){ "SM2" }, 0),
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point),
		OSSL_PARAM_construct_end(),
	};
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	EVP_PKEY *key = NULL;
	assert_int_equal(EVP_PKEY_fromdata_init(ctx), 1);
	assert_int_equal(EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params), 1);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

static void sm2_verifies_the_signature_of_the_standard(void **state)
{
	(void)state;
	EVP_PKEY *key = sm2_public("04 09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
				   "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
	uint8_t sig[80];
	size_t n = unhex("3046 022100 f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
			 "022100 b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa", sig);
	assert_int_equal(sm2_verify(key, "message digest", 14, sig, n), ERR_OK);
	assert_int_equal(sm2_verify(key, "message digesT", 14, sig, n), ERR_INVALID);
	sig[40] ^= 1;
	assert_int_equal(sm2_verify(key, "message digest", 14, sig, n), ERR_INVALID);
	EVP_PKEY_free(key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sm3_as_in_the_standard),
		cmocka_unit_test(hmac_as_in_the_standard),
		cmocka_unit_test(hmac_agrees_with_the_library),
		cmocka_unit_test(sm4_ctr_as_published),
		cmocka_unit_test(sm2_verifies_the_signature_of_the_standard),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
