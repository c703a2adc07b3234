/* SPDX-License-Identifier: Apache-2.0 */
/* Who has to do what in the demo city: the two duty lists of grid workers (C-03), what a town and a community do at all, and what
 * departments answer for together with the towns (G-02). */
#include "app/demo_internal.h"

static enum err take_duty(struct demo *d, const struct demo_csv *c)
{
	return demo_put_record(d, &REF_GRID_DUTIES, c);
}

static enum err take_level(struct demo *d, const struct demo_csv *c)
{
	return demo_put_record(d, &REF_LEVEL_DUTIES, c);
}

static enum err take_coresp(struct demo *d, const struct demo_csv *c)
{
	return demo_put_record(d, &REF_CORESP, c);
}

enum err demo_duties(struct demo *d)
{
	enum err e = demo_each(d, "demo/grid_duties.csv", take_duty);
	if (!e)
		e = demo_each(d, "demo/level_duties.csv", take_level);
	return e ? e : demo_each(d, "demo/coresp.csv", take_coresp);
}
