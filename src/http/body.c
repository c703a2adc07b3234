/* SPDX-License-Identifier: Apache-2.0 */
/* Takes in a body: into memory for JSON and raw routes, into files for uploads. The limit applies to the
 * bytes as they come, since a chunked body does not say how long it is. */
#include "http/http_internal.h"

#include <stdlib.h>
#include <strings.h>

bool media_type_is(const char *value, const char *type)
{
	struct sv rest = sv_from(value), main_part, parameter;
	sv_cut(&rest, ';', &main_part);
	main_part = sv_trim(main_part);
	if (main_part.n != strlen(type) || strncasecmp(main_part.p, type, main_part.n) != 0)
		return false;
	while (sv_cut(&rest, ';', &parameter)) {
		parameter = sv_trim(parameter);
		bool utf8 = (parameter.n == 13 && strncasecmp(parameter.p, "charset=utf-8", 13) == 0) ||
			    (parameter.n == 15 && strncasecmp(parameter.p, "charset=\"utf-8\"", 15) == 0);
		if (parameter.n && !utf8)
			return false;
	}
	return true;
}

static enum err keep(struct exchange *x, const char *p, size_t n)
{
	size_t used = x->req.body.n, need = used + n;
	if (need > x->body_cap) {
		size_t cap = x->body_cap ? x->body_cap * 2 : 4096;
		while (cap < need)
			cap *= 2;
		size_t more = cap - x->body_cap;
		bool room = atomic_fetch_add(&x->server->body_bytes, more) + more <= BODIES_TOGETHER;
		char *grown = room ? realloc(x->body, cap) : NULL;
		if (!grown) {
			atomic_fetch_sub(&x->server->body_bytes, more);
			metrics_reject(x->server->metrics, REJECT_QUEUE);
			return problem_set(&x->req.problem, &E_QUEUE_FULL);
		}
		x->body = grown;
		x->body_cap = cap;
	}
	memcpy(x->body + used, p, n);
	x->req.body = (struct sv){ x->body, need };
	return ERR_OK;
}

enum err body_data(struct exchange *x, const char *p, size_t n)
{
	x->received += n;
	if (x->received > x->body_limit) {
		metrics_reject(x->server->metrics, REJECT_SIZE);
		return problem_set(&x->req.problem, &E_BODY_TOO_LARGE);
	}
	return x->sink ? upload_data(x, p, n) : keep(x, p, n);
}

enum err body_end(struct exchange *x)
{
	x->body_done = true;
	return x->sink ? upload_end(x) : ERR_OK;
}
