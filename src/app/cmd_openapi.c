/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao openapi`: the description of the interface, printed from the route rows. */
#include "app/app.h"
#include "app/commands.h"
#include "app/routes.h"
#include "auth/caps.h"

enum { TEXT_MAX = 64 << 20 };

const struct option_def OPENAPI_OPTIONS[] = {
	{ "typescript", OPTION_FLAG, NULL, NULL, "输出 TypeScript 类型，代替 OpenAPI 3.1 文档" },
	{ NULL },
};

static const char *capability(unsigned cap)
{
	return cap_name((enum cap)cap);
}

int cmd_openapi(const struct options *o)
{
	struct arena *a = arena_new(2 * (size_t)TEXT_MAX);
	struct buf b;
	buf_init(&b, a, TEXT_MAX);
	if (option_flag(o, "typescript"))
		http_typescript(ROUTES, &b);
	else
		http_openapi(ROUTES, &b, YS_VERSION, capability);
	int code = b.overflow || fwrite(b.p, 1, b.n, stdout) != b.n ? EXIT_FAILED : EXIT_DONE;
	arena_free(a);
	return code;
}
