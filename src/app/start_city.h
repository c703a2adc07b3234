/* SPDX-License-Identifier: Apache-2.0 */
/* A new, empty city: root unit, centre, channels, five colours, working calendar and the three administrators. Everything
 * else (units, grids, event list) is entered on the screens or imported as CSV. */
#ifndef YS_APP_START_CITY_H
#define YS_APP_START_CITY_H

#include "app/app.h"
#include "auth/password_rules.h"

enum { START_ACCOUNTS = 3 };

struct start_account {
	const char *login, *name, *role;
	char password[RANDOM_PASSWORD];
};

/* One write. `data_dir` holds the folder start and calendar_cn.csv. ERR_CONFLICT when the database is not empty. */
enum err start_city(struct app *app, const char *name, const char *region, const char *data_dir,
		    struct start_account out[START_ACCOUNTS], struct problem *p);

#endif
