/* SPDX-License-Identifier: Apache-2.0 */
/* Challenges are "1.bits.expires.random.mac" (expiry in seconds, random and mac in hexadecimal); the mac
 * is HMAC-SHA256 cut to 16 bytes. */
#include "http/work.h"

#include <inttypes.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAC_BYTES = 16, PROBE = 16 };

struct spent {
	uint64_t id;               /* the challenge's random number; 0 free */
	int64_t expires_at;
};

struct work {
	uint8_t key[32];
	int bits;
	pthread_mutex_t lock;
	size_t n;
	struct spent spent[];
};

struct work *work_new(const uint8_t key[32], int bits, size_t remembered)
{
	struct work *w = calloc(1, sizeof *w + remembered * sizeof w->spent[0]);
	if (!w)
		abort();
	memcpy(w->key, key, sizeof w->key);
	w->bits = bits > 0 && bits <= WORK_BITS_MAX ? bits : WORK_BITS;
	w->n = remembered;
	pthread_mutex_init(&w->lock, NULL);
	return w;
}

void work_free(struct work *w)
{
	if (!w)
		return;
	pthread_mutex_destroy(&w->lock);
	OPENSSL_cleanse(w->key, sizeof w->key);
	free(w);
}

static void mac_text(const struct work *w, const char *p, size_t n, char out[2 * MAC_BYTES + 1])
{
	uint8_t mac[EVP_MAX_MD_SIZE] = { 0 };
	unsigned mac_n = 0;
	if (!HMAC(EVP_sha256(), w->key, sizeof w->key, (const uint8_t *)p, n, mac, &mac_n) || mac_n < MAC_BYTES)
		abort();
	for (size_t i = 0; i < MAC_BYTES; i++)
		snprintf(out + 2 * i, 3, "%02x", mac[i]);
}

void work_offer(struct work *w, const struct env *env, struct work_offer *out)
{
	uint64_t id = 0;
	while (!id)
		env_random(env, &id, sizeof id);
	out->bits = w->bits;
	out->expires_at = (env_now(env) + WORK_LIFE_MS) / MS_SECOND * MS_SECOND;
	int n = snprintf(out->challenge, sizeof out->challenge, "1.%d.%" PRId64 ".%016" PRIx64, out->bits,
			 out->expires_at / MS_SECOND, id);
	out->challenge[n] = '.';
	/* the mac covers the text before the dot only: written over the same buffer afterwards */
	mac_text(w, out->challenge, (size_t)n, out->challenge + n + 1);
}

bool work_solved(struct sv challenge, struct sv nonce, int bits)
{
	uint8_t digest[EVP_MAX_MD_SIZE];
	unsigned digest_n = 0;
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	bool ok = c && EVP_DigestInit_ex(c, EVP_sha256(), NULL) && EVP_DigestUpdate(c, challenge.p, challenge.n) &&
		  EVP_DigestUpdate(c, ":", 1) && EVP_DigestUpdate(c, nonce.p, nonce.n) &&
		  EVP_DigestFinal_ex(c, digest, &digest_n);
	EVP_MD_CTX_free(c);
	if (!ok || bits > (int)digest_n * 8)
		return false;
	for (int i = 0; i < bits; i++)
		if (digest[i / 8] & (0x80 >> i % 8))
			return false;
	return true;
}

/* The parts of a genuine challenge; false when it is not ours. */
static bool genuine(const struct work *w, struct sv challenge, int64_t *bits, int64_t *expires_s, uint64_t *id)
{
	struct sv rest = challenge, version, part[3];
	if (challenge.n >= WORK_TEXT || !sv_cut(&rest, '.', &version) || !sv_eqs(version, "1"))
		return false;
	for (int i = 0; i < 3; i++)
		if (!sv_cut(&rest, '.', &part[i]))
			return false;
	if (!rest.p || rest.n != 2 * MAC_BYTES || part[2].n != 16)
		return false;
	char mac[2 * MAC_BYTES + 1], hex[17] = { 0 };
	mac_text(w, challenge.p, challenge.n - rest.n - 1, mac);
	if (CRYPTO_memcmp(mac, rest.p, 2 * MAC_BYTES) != 0)
		return false;
	memcpy(hex, part[2].p, 16);
	*id = strtoull(hex, NULL, 16);
	return sv_i64(part[0], bits) && sv_i64(part[1], expires_s);
}

static enum work_result spend(struct work *w, uint64_t id, int64_t expires_at, int64_t now)
{
	enum work_result result = WORK_FULL;
	struct spent *place = NULL;
	pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < PROBE && i < w->n; i++) {
		struct spent *s = &w->spent[(id + i) % w->n];
		if (s->id == id && s->expires_at > now) {
			place = NULL;
			result = WORK_USED;
			break;
		}
		if (!place && (!s->id || s->expires_at <= now))
			place = s;
	}
	if (place) {
		*place = (struct spent){ id, expires_at };
		result = WORK_OK;
	}
	pthread_mutex_unlock(&w->lock);
	return result;
}

enum work_result work_check(struct work *w, struct sv answer, int64_t now_ms)
{
	struct sv nonce = answer, challenge;
	int64_t bits, expires_s;
	uint64_t id;
	if (!sv_cut(&nonce, ':', &challenge) || !nonce.p || !nonce.n || nonce.n > WORK_NONCE_MAX)
		return WORK_WRONG;
	if (!genuine(w, challenge, &bits, &expires_s, &id))
		return WORK_WRONG;
	if (expires_s * MS_SECOND <= now_ms)
		return WORK_EXPIRED;
	if (!work_solved(challenge, nonce, (int)bits))
		return WORK_WRONG;
	return spend(w, id, expires_s * MS_SECOND, now_ms);
}
