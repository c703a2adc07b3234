/* SPDX-License-Identifier: Apache-2.0 */
/* The two duty lists of grid workers in the demo city (C-03): data/demo/grid_duties.csv through the checks of its kind. */
#include "app/demo_internal.h"

static enum err take_duty(struct demo *d, const struct demo_csv *c)
{
	return demo_put_record(d, &REF_GRID_DUTIES, c);
}

enum err demo_duties(struct demo *d)
{
	return demo_each(d, "demo/grid_duties.csv", take_duty);
}
