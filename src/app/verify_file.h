/* SPDX-License-Identifier: Apache-2.0 */
/* Checks a signed document against its SM2 signature. */
#ifndef YS_APP_VERIFY_FILE_H
#define YS_APP_VERIFY_FILE_H

#include "app/app.h"

/* `signature` NULL: FILE.sig beside it, else the stored one. Answers an exit code and says the result on standard output. */
int verify_file(struct app *app, const char *file, const char *signature);

#endif
