/* SPDX-License-Identifier: Apache-2.0 */
/* Every route table of the program. */
#ifndef YS_APP_ROUTES_H
#define YS_APP_ROUTES_H

#include "http/http.h"

extern const struct route *const ROUTES[]; /* ends with NULL */

/* stream_api.c */
extern const struct route STREAM_ROUTES[];

#endif
