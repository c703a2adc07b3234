/* SPDX-License-Identifier: Apache-2.0 */
/* Key providers: the soft one, which keeps its keys in a file of mode 0600, and the calls that any provider serves.
 *
 * The file is text: a first line with the format, `master <version> <64 hex digits>` once per version (ascending
 * from 1, the last one is current), then the SM2 key as PEM. A new version is added as a line; old lines stay as
 * long as values sealed with them exist. Invariants: a file is complete or absent (written aside, then linked);
 * an existing one is never overwritten. Threads: everything is read-only after opening. */
#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/crypto_internal.h"

enum { FILE_MAX = 32 << 10, MASTERS_MAX = 64, PATH_LENGTH = 4096 };

struct keys {
	struct key_provider p;
	void *self;
};

struct soft {
	size_t n;
	struct { uint32_t version; uint8_t secret[32], derived[KEY_COUNT][32]; } master[MASTERS_MAX];
	EVP_PKEY *sm2;
};

/* Names, not numbers, go into the derivation: the enum may be reordered. */
static const char *const PURPOSES[KEY_COUNT] = {
	[KEY_CONTACT] = "contact",
	[KEY_IDNUMBER] = "idnumber",
	[KEY_REPORTER] = "reporter",
	[KEY_EVENT_TEXT] = "event text",
	[KEY_SEARCH] = "search",
	[KEY_TOKEN] = "token",
	[KEY_POW] = "pow",
};

/* ---- soft provider ---- */

static enum err soft_derive(void *self, enum crypto_key k, uint32_t *version, uint8_t out[32])
{
	const struct soft *s = self;
	if ((unsigned)k >= KEY_COUNT)
		return ERR_NOT_FOUND;
	if (*version == 0)
		*version = s->master[s->n - 1].version;
	for (size_t i = 0; i < s->n; i++)
		if (s->master[i].version == *version) {
			memcpy(out, s->master[i].derived[k], sizeof s->master[i].derived[k]);
			return ERR_OK;
		}
	return ERR_NOT_FOUND;
}

/* Once, when the file has been read: every sealed field asks for its key. */
static void derive_all(struct soft *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (int k = 0; k < KEY_COUNT; k++)
			hmac_sm3(s->master[i].secret, sizeof s->master[i].secret, PURPOSES[k], strlen(PURPOSES[k]), s->master[i].derived[k]);
}

static enum err soft_sign(void *self, const uint8_t digest[SM3_SIZE], uint8_t *sig, size_t *sig_n)
{
	return sm2_sign(((struct soft *)self)->sm2, digest, SM3_SIZE, sig, sig_n);
}

static enum err soft_verify(void *self, const uint8_t digest[SM3_SIZE], const uint8_t *sig, size_t sig_n)
{
	return sm2_verify(((struct soft *)self)->sm2, digest, SM3_SIZE, sig, sig_n);
}

static void soft_close(void *self)
{
	struct soft *s = self;
	EVP_PKEY_free(s->sm2);
	OPENSSL_cleanse(s, sizeof *s);
	free(s);
}

static const struct key_provider SOFT = { "soft", soft_derive, soft_sign, soft_verify, soft_close };

/* ---- key file: reading ---- */

static int no_passphrase(char *buf, int size, int rw, void *arg)
{
	(void)buf, (void)size, (void)rw, (void)arg;
	return -1; /* the library would ask at the terminal */
}

static bool hex_byte(const char *p, uint8_t *out)
{
	int v = 0;
	for (int i = 0; i < 2; i++) {
		char c = p[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
		if (digit < 0)
			return false;
		v = v * 16 + digit;
	}
	*out = (uint8_t)v;
	return true;
}

/* "master 2 00ff…" */
static bool take_master(struct soft *s, struct sv line)
{
	struct sv word, number;
	int64_t version;
	if (!sv_cut(&line, ' ', &word) || !sv_eqs(word, "master"))
		return false;
	if (!sv_cut(&line, ' ', &number) || !sv_i64(number, &version))
		return false;
	if (s->n == MASTERS_MAX || version != (int64_t)s->n + 1 || line.n != 64)
		return false;
	for (size_t i = 0; i < 32; i++)
		if (!hex_byte(line.p + 2 * i, &s->master[s->n].secret[i]))
			return false;
	s->master[s->n++].version = (uint32_t)version;
	return true;
}

static bool take_sm2(struct soft *s, struct sv pem)
{
	BIO *in = BIO_new_mem_buf(pem.p, (int)pem.n);
	if (!in)
		return false;
	s->sm2 = PEM_read_bio_PrivateKey_ex(in, NULL, no_passphrase, NULL, NULL, NULL);
	BIO_free(in);
	ERR_clear_error();
	return s->sm2 && EVP_PKEY_is_a(s->sm2, "SM2");
}

static bool parse_file(struct soft *s, struct sv text)
{
	struct sv rest = text, line;
	if (!sv_cut(&rest, '\n', &line) || !sv_eqs(line, "yingshao-keys 1"))
		return false;
	for (;;) {
		struct sv here = rest;
		if (!sv_cut(&rest, '\n', &line))
			return false;
		if (sv_starts(line, SV("-----BEGIN ")))
			return s->n > 0 && take_sm2(s, here);
		if (!take_master(s, line))
			return false;
	}
}

/* Whole content of an open file of mode 0600. */
static enum err read_private(int fd, const char *path, char text[FILE_MAX], size_t *n, char *why, size_t why_n)
{
	struct stat st;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		snprintf(why, why_n, "密钥文件 %s 不是普通文件。", path);
		return ERR_IO;
	}
	if (st.st_mode & 077) {
		snprintf(why, why_n, "密钥文件 %s 可被其他用户读写，请执行 chmod 600 后重新启动。", path);
		return ERR_FORBIDDEN;
	}
	for (*n = 0; *n < FILE_MAX;) {
		ssize_t got = read(fd, text + *n, FILE_MAX - *n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			snprintf(why, why_n, "密钥文件 %s 读取失败：%s。", path, strerror(errno));
			return ERR_IO;
		}
		if (got == 0)
			return ERR_OK;
		*n += (size_t)got;
	}
	snprintf(why, why_n, "密钥文件 %s 过大，不是本系统的密钥文件。", path);
	return ERR_MALFORMED;
}

static enum err load(const char *path, struct soft *s, char *why, size_t why_n)
{
	char text[FILE_MAX];
	size_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		enum err e = errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
		snprintf(why, why_n, "密钥文件 %s 无法打开：%s。", path, strerror(errno));
		return e;
	}
	enum err e = read_private(fd, path, text, &n, why, why_n);
	close(fd);
	if (e == ERR_OK && !parse_file(s, (struct sv){ text, n })) {
		snprintf(why, why_n, "密钥文件 %s 内容不完整或已损坏，请从备份恢复。", path);
		e = ERR_MALFORMED;
	}
	OPENSSL_cleanse(text, sizeof text);
	return e;
}

/* ---- key file: making ---- */

static bool write_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t put = write(fd, p, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		p += put;
		n -= (size_t)put;
	}
	return true;
}

/* Text of a new file in a memory BIO that wipes itself; NULL when OpenSSL fails. */
static BIO *new_file_text(const struct env *env)
{
	uint8_t secret[32];
	BIO *out = BIO_new(BIO_s_secmem());
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
	if (!out || !key) {
		BIO_free(out);
		EVP_PKEY_free(key);
		return NULL;
	}
	env_random(env, secret, sizeof secret);
	bool ok = BIO_puts(out, "yingshao-keys 1\nmaster 1 ") > 0;
	for (size_t i = 0; i < sizeof secret; i++)
		ok = ok && BIO_printf(out, "%02x", secret[i]) == 2;
	ok = ok && BIO_puts(out, "\n") > 0 && PEM_write_bio_PrivateKey(out, key, NULL, NULL, 0, NULL, NULL) == 1;
	OPENSSL_cleanse(secret, sizeof secret);
	EVP_PKEY_free(key);
	if (ok)
		return out;
	BIO_free(out);
	return NULL;
}

static bool sync_folder_of(const char *path)
{
	char folder[PATH_LENGTH];
	const char *slash = strrchr(path, '/');
	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

/* Writes aside and links into place; a file that somebody else made meanwhile is left as it is. */
static bool place_file(const char *path, const char *aside, BIO *text)
{
	char *p = NULL;
	long n = BIO_get_mem_data(text, &p);
	int fd = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return false;
	bool ok = n > 0 && fchmod(fd, 0600) == 0 && write_all(fd, p, (size_t)n) && fsync(fd) == 0;
	ok = close(fd) == 0 && ok;
	ok = ok && (link(aside, path) == 0 || errno == EEXIST);
	int reason = errno;
	unlink(aside);
	errno = reason;
	return ok && sync_folder_of(path);
}

static enum err make_file(const char *path, const struct env *env, char *why, size_t why_n)
{
	char aside[PATH_LENGTH];
	uint32_t mark;
	env_random(&ENV_SYSTEM, &mark, sizeof mark); /* not `env`: two processes of a test may share its stream */
	int n = snprintf(aside, sizeof aside, "%s.%08x.new", path, (unsigned)mark);
	if (n < 0 || (size_t)n >= sizeof aside) {
		snprintf(why, why_n, "密钥文件路径过长。");
		return ERR_INVALID;
	}
	BIO *text = new_file_text(env);
	if (!text) {
		snprintf(why, why_n, "无法生成密钥：本机 OpenSSL 不支持 SM2。");
		return ERR_UNSUPPORTED;
	}
	bool ok = place_file(path, aside, text);
	if (!ok)
		snprintf(why, why_n, "密钥文件 %s 无法创建：%s。请检查目录是否存在、是否可写。", path,
			 strerror(errno));
	BIO_free(text);
	return ok ? ERR_OK : ERR_IO;
}

enum err keys_open_soft(const char *path, bool create, const struct env *env, struct keys **out, char *why,
			size_t why_n)
{
	*out = NULL;
	if (why_n)
		why[0] = 0;
	struct soft *s = calloc(1, sizeof *s);
	if (!s)
		return ERR_INTERNAL;
	enum err e = load(path, s, why, why_n);
	if (e == ERR_NOT_FOUND && create) {
		e = make_file(path, env, why, why_n);
		if (e == ERR_OK)
			e = load(path, s, why, why_n);
	}
	if (e == ERR_OK)
		derive_all(s);
	if (e == ERR_OK)
		e = keys_open_provider(&SOFT, s, out);
	if (e != ERR_OK) {
		soft_close(s);
		return e;
	}
	if (why_n)
		why[0] = 0; /* of the first attempt, before the file was made */
	return ERR_OK;
}

/* ---- what every provider serves ---- */

enum err keys_open_provider(const struct key_provider *p, void *self, struct keys **out)
{
	struct keys *k = calloc(1, sizeof *k);
	if (!k)
		return ERR_INTERNAL;
	*k = (struct keys){ *p, self };
	*out = k;
	return ERR_OK;
}

void keys_close(struct keys *k)
{
	if (!k)
		return;
	if (k->p.close)
		k->p.close(k->self);
	free(k);
}

enum err keys_derive(struct keys *k, enum crypto_key key, uint32_t *version, uint8_t out[32])
{
	return k->p.derive(k->self, key, version, out);
}

enum err keys_secret(struct keys *k, enum crypto_key key, uint8_t out[32])
{
	uint32_t first = 1;
	return keys_derive(k, key, &first, out);
}

enum err keys_sign(struct keys *k, const uint8_t digest[SM3_SIZE], struct arena *a, struct db_blob *sig)
{
	size_t n = SM2_SIGNATURE_MAX;
	uint8_t *p = arena_alloc(a, n);
	enum err e = k->p.sign(k->self, digest, p, &n);
	if (e == ERR_OK)
		*sig = (struct db_blob){ p, n };
	return e;
}

enum err keys_verify(struct keys *k, const uint8_t digest[SM3_SIZE], struct db_blob sig)
{
	if (!sig.p || !sig.n)
		return ERR_INVALID;
	return k->p.verify(k->self, digest, sig.p, sig.n);
}
