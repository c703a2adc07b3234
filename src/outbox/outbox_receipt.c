/* SPDX-License-Identifier: Apache-2.0 */
/* Receipts of the short-message operator: the gateway tells whether a message arrived, signed as our letters to it are, with a
 * key of its own. Without a key in the settings nobody may tell us anything. */
#include <string.h>

#include "auth/caps.h"
#include "catalogue/op.h"
#include "outbox/outbox_internal.h"

enum { RECEIPT_AGE_MS = 10 * MS_MINUTE };

static const struct problem_code E_UNSIGNED = { ERR_FORBIDDEN, "outbox.receipt", "回执签名不正确，或本系统不接收回执。" };

/* What is old is refused, so that an overheard receipt cannot be used again. */
static bool is_signed(const struct req *r, const struct outbox_config *c)
{
	char secret[OUTBOX_SECRET_MAX];
	const char *at = req_header(r, "X-Yingshao-Timestamp"), *given = req_header(r, "X-Yingshao-Signature");
	int64_t when;
	if (!c || !*c->receipt_secret_file || !at || !given || !outbox_secret(c->receipt_secret_file, secret))
		return false;
	if (!sv_i64(sv_from(at), &when) || when < r->now - RECEIPT_AGE_MS || when > r->now + RECEIPT_AGE_MS)
		return false;
	const char *right = outbox_signature(r->arena, secret, at, r->body);
	return strlen(given) == strlen(right) && crypto_equal(given, right, strlen(right));
}

static enum err take(struct op *op, struct req *r, void *arg)
{
	const char *why = in_str(r, "reason"), *status;
	(void)arg;
	enum err e = outbox_reported(op, in_i64(r, "id"), str_eq(in_str(r, "status"), "delivered"), why ? why : "", &status);
	if (e)
		return e;
	jw_object(&r->w);
	jw_kstr(&r->w, "status", status);
	jw_object_end(&r->w);
	return ERR_OK;
}

static enum err h_receipt(struct req *r)
{
	const struct op *op = op_of(r);
	return is_signed(r, op->site->outbox) ? op_write(r, take, NULL) : problem_set(&r->problem, &E_UNSIGNED);
}

static const struct in_field RECEIPT_IN[] = {
	{ "id", IN_ID, IN_REQUIRED, 0, 0, NULL, "消息编号", "X-Yingshao-Message of the letter" },
	{ "status", IN_ENUM, IN_REQUIRED, 0, 0, "delivered|undeliverable", "状态", "" },
	{ "reason", IN_TEXT, 0, 0, 100, NULL, "原因", "in the operator's words" },
	{ 0 },
};
const struct route OUTBOX_RECEIPT_ROUTES[] = {
	{ HTTP_POST, "/api/v1/public/outbox-receipts", h_receipt, CAP_NONE, "none", RECEIPT_IN, 4 << 10, ROUTE_PUBLIC,
	  "The operator says whether a message arrived; signed.", "MessageReceipt" },
	{ 0 },
};
