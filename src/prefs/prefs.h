/* SPDX-License-Identifier: Apache-2.0 */
/* How a person wants to see things: small remembered choices (theme, density, columns) and named views of lists. Whoever is
 * logged in owns theirs; a shared view can be used, not changed, by whoever is of its maker's unit now.
 *
 * Cost: none of this is a record of the city's work, so it has no events and is really deleted. */
#ifndef YS_PREFS_PREFS_H
#define YS_PREFS_PREFS_H

#include "http/http.h"

/* What one person may keep. */
enum { PREFS_MAX = 120, PREF_VALUE_CHARS = 2000, VIEWS_MAX = 50, VIEW_QUERY_CHARS = 1000, VIEW_NAME_CHARS = 20 };

/* "columns./orders": letters, digits and ._-/: only. */
bool pref_key_ok(const char *key);
/* JSON text, so that no screen stumbles over what another has left. */
bool pref_value_ok(struct arena *a, const char *value);
/* "/orders", "/ref/event-types": the path of a list, ids written as :id. */
bool view_page_ok(const char *page);
/* "status=handling&q=%E8%B7%AF": a query string, nothing that leaves the page. */
bool view_query_ok(const char *query);

extern const struct route PREFS_ROUTES[];

#endif
