/* SPDX-License-Identifier: Apache-2.0 */
/* Route tables of the auth room, for app's list of tables. Each ends with a row without pattern. */
#ifndef YS_AUTH_ROUTES_H
#define YS_AUTH_ROUTES_H

#include "http/http.h"

extern const struct route AUTH_ROUTES[];   /* login, logout, me, password, role matrix */
extern const struct route USER_ROUTES[];   /* users, grants, staff, posts */
extern const struct route HANDOVER_ROUTES[]; /* leave: who acts for whom */
extern const struct route AUDIT_ROUTES[];

#endif
