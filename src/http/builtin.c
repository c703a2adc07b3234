/* SPDX-License-Identifier: Apache-2.0 */
/* What the server answers by itself: /healthz, /readyz and /metrics on the loop thread, so that they
 * speak even when every worker is busy, and the route that hands out proof-of-work challenges. */
#include "http/http_internal.h"

static void answer_health(struct exchange *x)
{
	jw_object(&x->req.w);
	jw_kstr(&x->req.w, "status", "ok");
	jw_kstr(&x->req.w, "version", YS_VERSION);
	jw_object_end(&x->req.w);
}

static void answer_ready(struct exchange *x)
{
	const struct http_options *o = &x->server->o;
	const char *why = o->hooks.ready ? o->hooks.ready(o->app) : NULL;
	if (!why) {
		answer_health(x);
		return;
	}
	x->req.problem.retry_after_s = 2;
	problem_say(&x->req.problem, &E_NOT_READY, why);
	http_answer_problem(&x->req, ERR_BUSY);
}

/* The counters tell how busy an office is: only this machine and the configured collector may read them. */
static bool may_read_metrics(const struct exchange *x)
{
	const char *address = x->req.address;
	return str_eq(address, "127.0.0.1") || str_eq(address, "::1") ||
	       (x->server->o.metrics_from && str_eq(address, x->server->o.metrics_from));
}

static void answer_metrics(struct exchange *x)
{
	struct http_server *s = x->server;
	struct buf *out = &x->req.out;
	size_t interactive, bulk, running;
	x->req.content_type = "text/plain; version=0.0.4; charset=utf-8";
	pool_depth(s->pool, &interactive, &bulk, &running);
	metrics_print(s->metrics, out);
	metric_gauge(out, "yingshao_http_queue_interactive", "Requests waiting for a worker.", (int64_t)interactive);
	metric_gauge(out, "yingshao_http_queue_bulk", "Exports and statistics waiting for a worker.", (int64_t)bulk);
	metric_gauge(out, "yingshao_http_workers_running", "Workers running a request.", (int64_t)running);
	metric_gauge(out, "yingshao_http_streams", "Open event streams.", (int64_t)streams_count(s->streams));
	metric_gauge(out, "yingshao_http_requests_open", "Requests not yet answered, streams included.", s->exchanges);
	metric_gauge(out, "yingshao_http_uploads", "Uploads being received.", s->uploads);
	if (s->o.hooks.metrics)
		s->o.hooks.metrics(s->o.app, out);
}

bool builtin_answer(struct exchange *x, struct sv path)
{
	void (*answer)(struct exchange *) = NULL;
	if (sv_eqs(path, "/healthz"))
		answer = answer_health;
	else if (sv_eqs(path, "/readyz"))
		answer = answer_ready;
	else if (sv_eqs(path, "/metrics") && may_read_metrics(x))
		answer = answer_metrics;
	if (!answer)
		return false;
	x->metric = metrics_extra(x->server->metrics, METRIC_BUILTIN);
	x->label = "(builtin)";
	answer(x);
	return true;
}

static enum err get_challenge(struct req *r)
{
	struct work_offer offer;
	work_offer(r->server->work, r->env, &offer);
	jw_object(&r->w);
	jw_kstr(&r->w, "challenge", offer.challenge);
	jw_kint(&r->w, "bits", offer.bits);
	jw_kint(&r->w, "expires_at", offer.expires_at);
	jw_object_end(&r->w);
	return ERR_OK;
}

const struct route HTTP_OWN_ROUTES[] = {
	{ .method = HTTP_GET,
	  .pattern = "/api/v1/public/challenge",
	  .handler = get_challenge,
	  .scope = "none",
	  .flags = ROUTE_PUBLIC,
	  .doc = "Hands out a proof-of-work challenge: find a nonce so that SHA-256(challenge \":\" nonce) begins with "
		 "`bits` zero bits, and send it as header X-Work: challenge:nonce. Needed only when asked for.",
	  .returns = "Challenge" },
	{ 0 },
};
