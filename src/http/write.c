/* SPDX-License-Identifier: Apache-2.0 */
/* Durable changes with idempotency: the key is claimed, the work done and the answer stored in one
 * transaction. Claiming first makes a second try with the same key wait for the first (PostgreSQL: on the
 * unique index) and then replay its answer, also when both arrive at the same time. */
#include "http/http_internal.h"

#include <openssl/evp.h>

#include "http_sql.h"

struct write_job {
	struct req *r;
	db_write_fn fn;
	void *arg;
	const char *hash;
	size_t headers;                  /* set before the write: kept when it runs again */
	bool replayed;
};

static void digest_text(EVP_MD_CTX *c, const char *s)
{
	/* with its NUL, so that two texts cannot be cut elsewhere */
	EVP_DigestUpdate(c, s ? s : "", s ? strlen(s) + 1 : 1);
}

/* What makes two requests the same: method, target, body and uploaded files. */
static const char *request_hash(struct req *r)
{
	const struct exchange *x = r->conn;
	uint8_t digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	struct buf hex;
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	if (!c || !EVP_DigestInit_ex(c, EVP_sha256(), NULL))
		abort();
	digest_text(c, HTTP_METHOD_NAMES[r->method]);
	digest_text(c, x ? x->conn->uri : r->path);
	EVP_DigestUpdate(c, r->body.p, r->body.n);
	for (size_t i = 0; x && i < x->form.n; i++) {
		digest_text(c, x->form.v[i].name);
		EVP_DigestUpdate(c, x->form.v[i].value.p, x->form.v[i].value.n);
		digest_text(c, "");
	}
	for (size_t i = 0; i < r->nuploads; i++) {
		digest_text(c, r->upload[i].field);
		digest_text(c, r->upload[i].filename);
		digest_text(c, r->upload[i].sha256);
	}
	EVP_DigestFinal_ex(c, digest, &n);
	EVP_MD_CTX_free(c);
	buf_init(&hex, r->arena, 2 * EVP_MAX_MD_SIZE);
	buf_hex(&hex, digest, n);
	return buf_cstr(&hex);
}

static void forget_answer(struct write_job *j)
{
	struct req *r = j->r;
	r->out.n = 0;
	r->out.overflow = false;
	jw_init(&r->w, &r->out);
	r->status = 200;
	r->nheaders = j->headers;
	problem_clear(&r->problem);
}

static enum err replay(struct db_session *s, struct write_job *j)
{
	struct req *r = j->r;
	struct q_idempotency_get_out row;
	enum err e = q_idempotency_get(
		s, &(struct q_idempotency_get_in){ .principal_key = r->principal_key, .key = r->idempotency_key }, &row);
	if (e != ERR_OK)
		return e;
	if (!str_eq(row.request_hash, j->hash))
		return problem_set(&r->problem, &E_KEY_REUSED);
	j->replayed = true;
	r->status = (int)row.status;
	buf_str(&r->out, row.answer);
	return ERR_OK;
}

static enum err claim_and_run(struct db_session *s, struct write_job *j)
{
	struct req *r = j->r;
	int64_t claimed, stored;
	enum err e = q_idempotency_claim(s,
					 &(struct q_idempotency_claim_in){ .principal_key = r->principal_key,
									   .key = r->idempotency_key,
									   .request_hash = j->hash,
									   .created_at = r->now },
					 &claimed);
	if (e != ERR_OK)
		return e;
	if (!claimed)
		return replay(s, j);
	e = j->fn(s, j->arg);
	if (e != ERR_OK)
		return e;
	if (r->out.overflow)
		return problem_set(&r->problem, &E_ANSWER_TOO_LARGE);
	return q_idempotency_store(s,
				   &(struct q_idempotency_store_in){ .principal_key = r->principal_key,
								     .key = r->idempotency_key,
								     .status = r->status,
								     .answer = buf_cstr(&r->out) },
				   &stored);
}

/* On SQLite this runs on the writer thread, which has its own trap for a full arena. */
static enum err run_once(struct db_session *s, void *arg)
{
	struct write_job *j = arg;
	forget_answer(j);
	return j->r->idempotency_key ? claim_and_run(s, j) : j->fn(s, j->arg);
}

enum err req_write(struct req *r, db_write_fn fn, void *arg)
{
	struct write_job j = { .r = r, .fn = fn, .arg = arg, .headers = r->nheaders };
	if (r->idempotency_key)
		j.hash = request_hash(r);
	enum err e = db_write(r->db, run_once, &j);
	r->replayed = e == ERR_OK && j.replayed;
	return e;
}
