/* SPDX-License-Identifier: Apache-2.0 */
/* The jobs themselves, for the table in job.c. */
#ifndef YS_JOB_JOB_INTERNAL_H
#define YS_JOB_JOB_INTERNAL_H

#include "intake/intake.h"
#include "job/job.h"

/* clocks.c */
enum err clocks_pending(struct op *op, bool *yes);
enum err clocks_run(struct job_context *c);
/* Rulings on returned orders that are late go up. */
enum err rulings_run(struct job_context *c);
/* Calls that nobody answered go to the leader, then to the centre; windows of rating and appeal end. */
enum err whistles_run(struct job_context *c);
/* Suspended orders whose date has come go back to work. */
enum err suspensions_run(struct job_context *c);
/* urgent.c: untaken emergencies widen their circle, red cases that nobody touched ring, reports that are owed. */
enum err emergencies_pending(struct op *op, bool *yes);
enum err emergencies_run(struct job_context *c);
/* Hard cases by rule, and reminders. */
enum err hardcases_run(struct job_context *c);
/* Works off what `find` finds, in batches, until nothing more can be done. */
enum err job_in_batches(struct job_context *c, enum err (*find)(struct op *, int64_t *, size_t, size_t *), job_item fn);
/* Promises: units are reminded, cases wake on the day, silence has its end. */
enum err promises_run(struct job_context *c);
/* upkeep.c */
enum err anchor_run(struct job_context *c);
enum err callbacks_run(struct job_context *c);
/* Re-partitions of grids whose day has begun. */
enum err partitions_run(struct job_context *c);
enum err trim_run(struct job_context *c);
/* Daily figures of yesterday and today, from the tables of truth. */
enum err rollup_run(struct job_context *c);
/* Fresh statistics for the planner; on Mondays the daily figures of all days that a reopened case may still change. */
enum err nightly_run(struct job_context *c);
/* Plans of today: whoever goes is reminded, from seven in the morning. */
enum err visits_run(struct job_context *c);
/* Notices over time are marked, triggers make drafts. */
enum err notices_run(struct job_context *c);
/* Lists of scores that are owed: every morning, after the month, frozen. */
enum err scores_run(struct job_context *c);
/* Frozen months that were not looked at yet. */
enum err accountability_run(struct job_context *c);
/* Enough new confirmed cases: the reading machine of this node learns, in its own thread. */
enum err training_run(struct job_context *c);
/* The full text of cases is brought up to date. */
enum err search_run(struct job_context *c);
/* knowledge.c */
enum err knowledge_run(struct job_context *c);
/* files.c */
enum err files_run(struct job_context *c);

#endif
