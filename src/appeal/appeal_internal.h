/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the appeal room. */
#ifndef YS_APPEAL_INTERNAL_H
#define YS_APPEAL_INTERNAL_H

#include "base/err.h"

/* Guards of APPEAL_MACHINE. */
enum err appeal_needs_text(void *ctx);
enum err appeal_needs_special(void *ctx);

#endif
