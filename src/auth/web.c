/* SPDX-License-Identifier: Apache-2.0 */
/* The usual refusals of handlers. */
#include "auth/web.h"

static const struct problem_code E_FORBIDDEN = { ERR_FORBIDDEN, "auth.forbidden", "您没有进行此操作的权限。" };
static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "request.not_found", "没有找到这条记录，或不在您的权限范围内。" };

enum err req_forbidden(struct req *r)
{
	return problem_set(&r->problem, &E_FORBIDDEN);
}

enum err req_not_found(struct req *r)
{
	return problem_set(&r->problem, &E_NOT_FOUND);
}
