/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

static const struct {
	const char *name;
	int status;
} TABLE[ERR_COUNT] = {
#define X(name, status, text) [ERR_##name] = { #name, status },
	ERR_LIST(X)
#undef X
};

const char *err_name(enum err e)
{
	return (unsigned)e < ERR_COUNT ? TABLE[e].name : "UNKNOWN";
}

int err_status(enum err e)
{
	return (unsigned)e < ERR_COUNT ? TABLE[e].status : 500;
}
