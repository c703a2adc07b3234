/* SPDX-License-Identifier: Apache-2.0 */
/* What the OpenAPI and TypeScript printers share: walking all route rows and naming them. */
#ifndef YS_HTTP_DESCRIBE_H
#define YS_HTTP_DESCRIBE_H

#include "http/http_internal.h"

enum { ROUTE_NAME = 200 };

/* Calls `each` for every row of the tables and then of the http room's own. */
void describe_each(const struct route *const *tables, void (*each)(void *arg, const struct route *r), void *arg);
/* "PostApiV1OrdersIdSign" for POST /api/v1/orders/{id}/sign. */
const char *describe_name(const struct route *r, char out[ROUTE_NAME]);
/* Appends the pattern without parameter types: {name:text} becomes {name}. */
void describe_path(struct buf *out, const char *pattern);
/* "Order" of "List<Order>"; false when it is no list. */
bool describe_list(const char *returns, struct sv *item);

#endif
