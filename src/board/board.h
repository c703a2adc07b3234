/* SPDX-License-Identifier: Apache-2.0 */
/* Read side: figures of today and of one's own work. */
#ifndef YS_BOARD_BOARD_H
#define YS_BOARD_BOARD_H

#include "http/http.h"

extern const struct route BOARD_ROUTES[];

#endif
