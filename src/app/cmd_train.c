/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao train`: what the nightly job does, now. */
#include <inttypes.h>
#include <stdio.h>

#include "app/app.h"
#include "app/commands.h"
#include "intake/intake.h"

static double percent(int64_t part, size_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 0;
}

static int train(struct app *app)
{
	struct problem p = { 0 };
	struct train_result r;
	struct op op = app_op(app, &p);
	op.refs = refs_take(&app->site);
	enum err e = intake_train(&op, NULL, &r);
	refs_drop(&app->site, op.refs);
	if (e)
		return app_failed(app, e, &p);
	if (r.id == NIL)
		printf("只有 %zu 件已确认事项的案件，不足 %d 件，不学习\n", r.cases, TRAIN_LEAST);
	else
		printf("版本 %" PRId64 "：学习 %zu 件、%zu 种事项；未见过的案件首选正确 %.1f%%，前三个中有正确的 %.1f%%；已启用\n", r.id, r.cases,
		       r.types, percent(r.hits, r.cases), percent(r.among, r.cases));
	return EXIT_DONE;
}

int cmd_train(const struct options *o)
{
	struct app app;
	int code = app_open(&app, o, APP_SCHEMA | APP_REFS) ? train(&app) : EXIT_FAILED;
	app_close(&app);
	return code;
}
