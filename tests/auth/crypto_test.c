/* SPDX-License-Identifier: Apache-2.0 */
/* Sealed fields, signatures and key files: nothing tampered with or moved opens, keys survive restart and rotation,
 * threads do not disturb each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <openssl/pem.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/crypto_internal.h"

static char folder[] = "/tmp/ys_crypto_XXXXXX";
static char path[128];
static struct arena *arena;
static struct env_fake fake;
static struct keys *keys;

static struct keys *open_keys(void)
{
	struct keys *k;
	char why[256];
	enum err e = keys_open_soft(path, true, &fake.env, &k, why, sizeof why);
	if (e != ERR_OK)
		fail_msg("%s: %s", err_name(e), why);
	assert_string_equal(why, "");
	return k;
}

static int set_up(void **state)
{
	(void)state;
	setenv("YS_FAST_PASSWORD", "1", 1);
	arena = arena_new(64 << 20);
	env_fake_init(&fake, 0, 20250930);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/keys", folder);
	keys = open_keys();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	keys_close(keys);
	keys_close(NULL);
	unlink(path);
	rmdir(folder);
	arena_free(arena);
	return 0;
}

/* ---- sealed fields ---- */

static struct db_blob seal(enum crypto_key key, const char *context, const char *text)
{
	struct db_blob out = { 0 };
	assert_int_equal(field_seal(keys, key, &fake.env, arena, context, text, strlen(text), &out), ERR_OK);
	return out;
}

static void what_is_sealed_opens_again(void **state)
{
	(void)state;
	static const char *const texts[] = { "", "1", "13812345678", "山东省某市某街道某小区3号楼2单元501室", "0123456789abcdef" };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct db_blob v = seal(KEY_CONTACT, "appeal.phone:17", texts[i]);
		char *out = NULL;
		size_t n = 99;
		assert_int_equal(field_open(keys, KEY_CONTACT, arena, "appeal.phone:17", v, &out, &n), ERR_OK);
		assert_string_equal(out, texts[i]);
		assert_int_equal(n, strlen(texts[i]));
		if (n > 5)
			assert_null(memmem(v.p, v.n, texts[i], n));
		struct db_blob again = seal(KEY_CONTACT, "appeal.phone:17", texts[i]);
		assert_int_equal(again.n, v.n);
		assert_memory_not_equal(again.p, v.p, v.n); /* equal values do not look equal */
	}
	assert_int_equal(((const uint8_t *)seal(KEY_CONTACT, "x", "y").p)[0], SEAL_SM4CTR_HMACSM3);
	uint8_t binary[] = { 'a', 0, 'b' };
	struct db_blob v;
	char *out;
	size_t n;
	assert_int_equal(field_seal(keys, KEY_CONTACT, &fake.env, arena, "x", binary, 3, &v), ERR_OK);
	assert_int_equal(field_open(keys, KEY_CONTACT, arena, "x", v, &out, &n), ERR_OK);
	assert_int_equal(n, 3);
	assert_memory_equal(out, binary, 3);
}

static void every_flipped_bit_is_refused(void **state)
{
	(void)state;
	struct db_blob v = seal(KEY_IDNUMBER, "person.id:3", "370283199003071234");
	uint8_t copy[256];
	assert_true(v.n < sizeof copy);
	for (size_t i = 0; i < v.n; i++)
		for (int bit = 0; bit < 8; bit++) {
			memcpy(copy, v.p, v.n);
			copy[i] ^= (uint8_t)(1 << bit);
			char *out = NULL;
			size_t n;
			struct db_blob flipped = { copy, v.n };
			if (field_open(keys, KEY_IDNUMBER, arena, "person.id:3", flipped, &out, &n) != ERR_INVALID)
				fail_msg("byte %zu, bit %d", i, bit);
			assert_null(out);
		}
}

static void cut_or_lengthened_values_are_refused(void **state)
{
	(void)state;
	struct db_blob v = seal(KEY_CONTACT, "c", "13812345678");
	uint8_t longer[256] = { 0 };
	memcpy(longer, v.p, v.n);
	char *out;
	size_t n;
	for (size_t len = 0; len < v.n; len++) {
		struct db_blob front = { v.p, len }, back = { longer + v.n - len, len };
		assert_int_equal(field_open(keys, KEY_CONTACT, arena, "c", front, &out, &n), ERR_INVALID);
		assert_int_equal(field_open(keys, KEY_CONTACT, arena, "c", back, &out, &n), ERR_INVALID);
	}
	struct db_blob one_more = { longer, v.n + 1 };
	assert_int_equal(field_open(keys, KEY_CONTACT, arena, "c", one_more, &out, &n), ERR_INVALID);
	assert_int_equal(field_open(keys, KEY_CONTACT, arena, "c", (struct db_blob){ NULL, 0 }, &out, &n), ERR_INVALID);
}

static void a_value_moved_elsewhere_is_refused(void **state)
{
	(void)state;
	struct db_blob v = seal(KEY_CONTACT, "appeal.phone:17", "13812345678");
	static const struct {
		const char *context;
		enum crypto_key key;
	} other[] = {
		{ "appeal.phone:18", KEY_CONTACT },  { "appeal.phone:1", KEY_CONTACT },    { "appeal.phone:171", KEY_CONTACT },
		{ "", KEY_CONTACT },                 { "appeal.phone:17", KEY_IDNUMBER }, { "appeal.phone:17", KEY_REPORTER },
	};
	char *out;
	size_t n;
	for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
		assert_int_equal(field_open(keys, other[i].key, arena, other[i].context, v, &out, &n), ERR_INVALID);
	assert_int_equal(field_open(keys, KEY_CONTACT, arena, "appeal.phone:17", v, &out, &n), ERR_OK);
}

static void context_and_text_cannot_be_shifted(void **state)
{
	(void)state;
	/* "ab" + ciphertext and "a" + "b…" would be one text without the length of the context. */
	struct db_blob v = seal(KEY_CONTACT, "ab", "x");
	uint8_t copy[128];
	const uint8_t *from = v.p;
	memcpy(copy, from, 21);
	copy[21] = 'b';
	memcpy(copy + 22, from + 21, v.n - 21);
	char *out;
	size_t n;
	struct db_blob shifted = { copy, v.n + 1 };
	assert_int_equal(field_open(keys, KEY_CONTACT, arena, "a", shifted, &out, &n), ERR_INVALID);
}

static void search_digests_are_stable_and_apart(void **state)
{
	(void)state;
	char *a, *b, *c, *d;
	assert_int_equal(field_digest(keys, arena, "phone", "13812345678", &a), ERR_OK);
	assert_int_equal(field_digest(keys, arena, "phone", "13812345678", &b), ERR_OK);
	assert_int_equal(field_digest(keys, arena, "tail", "13812345678", &c), ERR_OK);
	assert_int_equal(field_digest(keys, arena, "phon", "e13812345678", &d), ERR_OK);
	assert_int_equal(strlen(a), 64);
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
	assert_string_not_equal(a, d);
}

static void secrets_differ_by_purpose(void **state)
{
	(void)state;
	uint8_t s[KEY_COUNT][32];
	for (int k = 0; k < KEY_COUNT; k++) {
		assert_int_equal(keys_secret(keys, (enum crypto_key)k, s[k]), ERR_OK);
		for (int j = 0; j < k; j++)
			assert_memory_not_equal(s[k], s[j], 32);
	}
	assert_int_equal(keys_secret(keys, KEY_COUNT, s[0]), ERR_NOT_FOUND);
}

static void comparison(void **state)
{
	(void)state;
	assert_true(crypto_equal("abc", "abc", 3));
	assert_false(crypto_equal("abc", "abd", 3));
	assert_true(crypto_equal("abc", "abd", 2));
	assert_true(crypto_equal(NULL, NULL, 0));
}

/* ---- signatures ---- */

static void signatures(void **state)
{
	(void)state;
	uint8_t digest[SM3_SIZE];
	sm3("anchor 2025-09-30", 17, digest);
	struct db_blob sig = { 0 };
	assert_int_equal(keys_sign(keys, digest, arena, &sig), ERR_OK);
	assert_in_range(sig.n, 68, SM2_SIGNATURE_MAX);
	assert_int_equal(keys_verify(keys, digest, sig), ERR_OK);
	uint8_t copy[SM2_SIGNATURE_MAX];
	for (size_t i = 0; i < sig.n; i++) {
		memcpy(copy, sig.p, sig.n);
		copy[i] ^= 0x01;
		assert_int_equal(keys_verify(keys, digest, (struct db_blob){ copy, sig.n }), ERR_INVALID);
	}
	for (size_t i = 0; i < SM3_SIZE; i++) {
		digest[i] ^= 0x80;
		assert_int_equal(keys_verify(keys, digest, sig), ERR_INVALID);
		digest[i] ^= 0x80;
	}
	assert_int_equal(keys_verify(keys, digest, (struct db_blob){ sig.p, sig.n - 1 }), ERR_INVALID);
	assert_int_equal(keys_verify(keys, digest, (struct db_blob){ NULL, 0 }), ERR_INVALID);
}

/* ---- key file ---- */

static void a_restart_keeps_the_keys(void **state)
{
	(void)state;
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	struct db_blob v = seal(KEY_CONTACT, "c", "13812345678"), sig = { 0 };
	uint8_t digest[SM3_SIZE] = { 1 };
	assert_int_equal(keys_sign(keys, digest, arena, &sig), ERR_OK);
	char *before, *after, *out;
	assert_int_equal(field_digest(keys, arena, "phone", "1", &before), ERR_OK);
	keys_close(keys);
	keys = open_keys();
	size_t n;
	assert_int_equal(field_open(keys, KEY_CONTACT, arena, "c", v, &out, &n), ERR_OK);
	assert_int_equal(keys_verify(keys, digest, sig), ERR_OK);
	assert_int_equal(field_digest(keys, arena, "phone", "1", &after), ERR_OK);
	assert_string_equal(before, after);
}

static char *slurp(size_t *n)
{
	char *text = arena_alloc(arena, 40000);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	*n = fread(text, 1, 39999, f);
	fclose(f);
	return text;
}

static void put(const char *file, const char *text, size_t n, mode_t mode)
{
	unlink(file);
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL, mode);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, n), (ssize_t)n);
	fchmod(fd, mode);
	close(fd);
}

static const char *other_path(void)
{
	return arena_printf(arena, "%s/other", folder);
}

static void a_new_version_seals_and_the_old_still_opens(void **state)
{
	(void)state;
	size_t n;
	char *text = slurp(&n), *pem = strstr(text, "-----BEGIN"), *out;
	struct db_blob old = seal(KEY_CONTACT, "c", "old"), v;
	char *digest_before, *digest_after;
	assert_int_equal(field_digest(keys, arena, "phone", "1", &digest_before), ERR_OK);
	char *two = arena_printf(arena, "%.*smaster 2 %064d\n%s", (int)(pem - text), text, 7, pem);
	put(other_path(), two, strlen(two), 0600);
	struct keys *k;
	char why[256];
	assert_int_equal(keys_open_soft(other_path(), false, &fake.env, &k, why, sizeof why), ERR_OK);
	assert_int_equal(field_seal(k, KEY_CONTACT, &fake.env, arena, "c", "new", 3, &v), ERR_OK);
	assert_int_equal(((const uint8_t *)v.p)[4], 2);
	assert_int_equal(field_open(k, KEY_CONTACT, arena, "c", v, &out, &n), ERR_OK);
	assert_string_equal(out, "new");
	assert_int_equal(field_open(k, KEY_CONTACT, arena, "c", old, &out, &n), ERR_OK);
	assert_string_equal(out, "old");
	assert_int_equal(field_open(keys, KEY_CONTACT, arena, "c", v, &out, &n), ERR_INVALID); /* not known there */
	assert_int_equal(field_digest(k, arena, "phone", "1", &digest_after), ERR_OK);
	assert_string_equal(digest_before, digest_after); /* searching goes on */
	keys_close(k);
	unlink(other_path());
}

static void damaged_or_open_key_files_are_refused(void **state)
{
	(void)state;
	size_t n;
	char *good = slurp(&n), *pem = strstr(good, "-----BEGIN");
	const struct {
		const char *name, *text;
		mode_t mode;
		enum err e;
	} cases[] = {
		{ "readable by the group", good, 0640, ERR_FORBIDDEN },
		{ "readable by all", good, 0604, ERR_FORBIDDEN },
		{ "empty", "", 0600, ERR_MALFORMED },
		{ "something else", "hello\n", 0600, ERR_MALFORMED },
		{ "only the first line", "yingshao-keys 1\n", 0600, ERR_MALFORMED },
		{ "no line end", "yingshao-keys 1", 0600, ERR_MALFORMED },
		{ "newer format", arena_printf(arena, "yingshao-keys 2%s", good + 15), 0600, ERR_MALFORMED },
		{ "no master", arena_printf(arena, "yingshao-keys 1\n%s", pem), 0600, ERR_MALFORMED },
		{ "no SM2 key", arena_strn(arena, good, (size_t)(pem - good)), 0600, ERR_MALFORMED },
		{ "PEM cut off", arena_strn(arena, good, n - 40), 0600, ERR_MALFORMED },
		{ "short master", "yingshao-keys 1\nmaster 1 00ff\n", 0600, ERR_MALFORMED },
		{ "no hex", arena_printf(arena, "yingshao-keys 1\nmaster 1 %064d\n%s", -1, pem), 0600, ERR_MALFORMED },
		{ "version skipped", arena_printf(arena, "yingshao-keys 1\nmaster 2 %064d\n%s", 7, pem), 0600, ERR_MALFORMED },
		{ "too large", arena_printf(arena, "%s%039000d", good, 0), 0600, ERR_MALFORMED },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		put(other_path(), cases[i].text, strlen(cases[i].text), cases[i].mode);
		struct keys *k = (struct keys *)1;
		char why[300] = "";
		enum err e = keys_open_soft(other_path(), true, &fake.env, &k, why, sizeof why);
		if (e != cases[i].e || k || !why[0])
			fail_msg("%s: %s '%s'", cases[i].name, err_name(e), why);
	}
	unlink(other_path());
	struct keys *k;
	char why[300];
	assert_int_equal(keys_open_soft(other_path(), false, &fake.env, &k, why, sizeof why), ERR_NOT_FOUND);
	assert_int_equal(access(other_path(), F_OK), -1);
	assert_int_equal(keys_open_soft("/nonexistent/keys", true, &fake.env, &k, why, sizeof why), ERR_IO);
	assert_int_equal(keys_open_soft(folder, true, &fake.env, &k, why, sizeof why), ERR_IO);
}

static void another_kind_of_key_is_no_sm2_key(void **state)
{
	(void)state;
	EVP_PKEY *p256 = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	assert_non_null(p256);
	FILE *f = fopen(other_path(), "w");
	fchmod(fileno(f), 0600);
	fprintf(f, "yingshao-keys 1\nmaster 1 %064d\n", 7);
	BIO *b = BIO_new_fp(f, BIO_CLOSE);
	PEM_write_bio_PrivateKey(b, p256, NULL, NULL, 0, NULL, NULL);
	BIO_free(b);
	EVP_PKEY_free(p256);
	struct keys *k;
	char why[300];
	assert_int_equal(keys_open_soft(other_path(), true, &fake.env, &k, why, sizeof why), ERR_MALFORMED);
	unlink(other_path());
}

static void *open_same(void *arg)
{
	struct keys *k = NULL;
	char why[256];
	if (keys_open_soft(arg, true, &ENV_SYSTEM, &k, why, sizeof why) != ERR_OK)
		return NULL;
	return k;
}

static void two_starts_at_once_share_one_key_file(void **state)
{
	(void)state;
	enum { STARTS = 4 };
	pthread_t t[STARTS];
	struct keys *k[STARTS];
	uint8_t first[32], other[32];
	for (int i = 0; i < STARTS; i++)
		assert_int_equal(pthread_create(&t[i], NULL, open_same, (void *)(uintptr_t)other_path()), 0);
	for (int i = 0; i < STARTS; i++) {
		void *got;
		pthread_join(t[i], &got);
		assert_non_null(got);
		k[i] = got;
	}
	assert_int_equal(keys_secret(k[0], KEY_TOKEN, first), ERR_OK);
	for (int i = 0; i < STARTS; i++) {
		assert_int_equal(keys_secret(k[i], KEY_TOKEN, other), ERR_OK);
		assert_memory_equal(first, other, 32);
		keys_close(k[i]);
	}
	unlink(other_path()); /* and tear_down finds the folder empty: nothing was left aside */
}

/* ---- another provider ---- */

static enum err broken_derive(void *self, enum crypto_key k, uint32_t *version, uint8_t out[32])
{
	(void)self, (void)k, (void)version, (void)out;
	return ERR_IO;
}

static void a_device_that_fails_is_not_called_forgery(void **state)
{
	(void)state;
	static const struct key_provider broken = { .name = "broken", .derive = broken_derive };
	struct db_blob v = seal(KEY_CONTACT, "c", "x"), w;
	struct keys *k;
	char *out;
	size_t n;
	assert_int_equal(keys_open_provider(&broken, NULL, &k), ERR_OK);
	assert_int_equal(field_open(k, KEY_CONTACT, arena, "c", v, &out, &n), ERR_IO);
	assert_int_equal(field_seal(k, KEY_CONTACT, &fake.env, arena, "c", "x", 1, &w), ERR_IO);
	assert_int_equal(field_digest(k, arena, "phone", "1", &out), ERR_IO);
	keys_close(k);
}

/* ---- threads ---- */

static void *work(void *arg)
{
	struct arena *a = arena_new(4 << 20);
	uintptr_t number = (uintptr_t)arg, wrong = 0;
	for (unsigned i = 0; i < 150; i++) {
		arena_reset(a);
		char *text = arena_printf(a, "138%08u", (unsigned)number * 1000 + i), *out = "";
		char *context = arena_printf(a, "appeal.phone:%u", i), *hex, *hash;
		struct db_blob v, sig;
		uint8_t digest[SM3_SIZE];
		size_t n;
		wrong += field_seal(keys, KEY_CONTACT, &ENV_SYSTEM, a, context, text, strlen(text), &v) != ERR_OK;
		wrong += field_open(keys, KEY_CONTACT, a, context, v, &out, &n) != ERR_OK || strcmp(out, text) != 0;
		wrong += field_digest(keys, a, "phone", text, &hex) != ERR_OK;
		sm3(text, strlen(text), digest);
		if (i % 10 == 0) {
			wrong += keys_sign(keys, digest, a, &sig) != ERR_OK || keys_verify(keys, digest, sig) != ERR_OK;
			digest[0] ^= 1;
			wrong += keys_verify(keys, digest, sig) != ERR_INVALID;
		}
		if (i % 50 == 0)
			wrong += password_hash(&ENV_SYSTEM, a, text, &hash) != ERR_OK || !password_verify(hash, text);
	}
	arena_free(a);
	return (void *)wrong;
}

static void threads_do_not_disturb_each_other(void **state)
{
	(void)state;
	pthread_t t[6];
	for (uintptr_t i = 0; i < 6; i++)
		assert_int_equal(pthread_create(&t[i], NULL, work, (void *)i), 0);
	for (int i = 0; i < 6; i++) {
		void *wrong;
		pthread_join(t[i], &wrong);
		assert_int_equal((uintptr_t)wrong, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_sealed_opens_again),
		cmocka_unit_test(every_flipped_bit_is_refused),
		cmocka_unit_test(cut_or_lengthened_values_are_refused),
		cmocka_unit_test(a_value_moved_elsewhere_is_refused),
		cmocka_unit_test(context_and_text_cannot_be_shifted),
		cmocka_unit_test(search_digests_are_stable_and_apart),
		cmocka_unit_test(secrets_differ_by_purpose),
		cmocka_unit_test(comparison),
		cmocka_unit_test(signatures),
		cmocka_unit_test(a_restart_keeps_the_keys),
		cmocka_unit_test(a_new_version_seals_and_the_old_still_opens),
		cmocka_unit_test(damaged_or_open_key_files_are_refused),
		cmocka_unit_test(another_kind_of_key_is_no_sm2_key),
		cmocka_unit_test(two_starts_at_once_share_one_key_file),
		cmocka_unit_test(a_device_that_fails_is_not_called_forgery),
		cmocka_unit_test(threads_do_not_disturb_each_other),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
