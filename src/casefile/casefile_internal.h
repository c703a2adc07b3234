/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the casefile room. */
#ifndef YS_CASEFILE_INTERNAL_H
#define YS_CASEFILE_INTERNAL_H

#include "casefile/casefile.h"

/* Guards of CASE_MACHINE. */
enum err case_needs_type(void *ctx);
enum err case_needs_reason(void *ctx);
enum err case_all_heard(void *ctx);
enum err case_nobody(void *ctx);
enum err case_may_reopen(void *ctx);
enum err case_may_undispatch(void *ctx);

extern const struct problem_code CASE_E_STATE;

#endif
