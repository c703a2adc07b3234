/* SPDX-License-Identifier: Apache-2.0 */
/* The dead-man queue and hard cases (invariant 10, O-04). What rings follows from the clock alone; this writes it down, tells the
 * live screens, and finds what no rule has caught. */
#include "emergency/emergency.h"
#include "hardcase/hardcase.h"
#include "job/job_internal.h"

static const struct {
	enum err (*find)(struct op *op, int64_t *ids, size_t max, size_t *n);
	job_item act;
} WATCHES[] = {
	{ emergency_find_untouched, emergency_raise_untouched },
	{ emergency_find_waiting, emergency_widen },
	{ emergency_find_lapsing, emergency_lapse },
	{ emergency_find_report_due, emergency_remind },
};

enum err emergencies_pending(struct op *op, bool *yes)
{
	int64_t id;
	size_t n = 0;
	enum err e = ERR_OK;
	for (size_t i = 0; !e && !n && i < sizeof WATCHES / sizeof *WATCHES; i++)
		e = WATCHES[i].find(op, &id, 1, &n);
	*yes = n > 0;
	return e;
}

enum err emergencies_run(struct job_context *c)
{
	enum err e = ERR_OK;
	for (size_t i = 0; !e && i < sizeof WATCHES / sizeof *WATCHES; i++)
		e = job_in_batches(c, WATCHES[i].find, WATCHES[i].act);
	return e;
}

enum err hardcases_run(struct job_context *c)
{
	enum err e = job_in_batches(c, hardcase_find_silent, hardcase_open_silent);
	return e ? e : job_in_batches(c, hardcase_find_due, hardcase_remind);
}
