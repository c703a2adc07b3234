/* SPDX-License-Identifier: Apache-2.0 */
/* What a password must be, and how long an account rests after failures (compliance.md 5.1). Pure functions. */
#ifndef YS_AUTH_PASSWORD_RULES_H
#define YS_AUTH_PASSWORD_RULES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/env.h"

enum { PASSWORD_MIN = 10, PASSWORD_MAX = 128, LOGIN_FAILURES = 5 };

/* Sentence why `password` may not be used, NULL when it may: at least ten characters; three of the four classes capital
 * letter, small letter, digit, other; not containing the login; not the former password (NULL: unknown). */
const char *password_refused(const char *login, const char *former, const char *password);

/* Milliseconds for which an account is locked once `failures` in a row have been counted: 0 unless a multiple of five;
 * 15 minutes after the first five, doubling with each further five, at most 24 hours. */
int64_t lock_duration(int64_t failures);

/* A random password that fulfils the rules: four groups of four, without letters that look alike. */
enum { RANDOM_PASSWORD = 20 };
void password_random(const struct env *env, char out[RANDOM_PASSWORD]);

#endif
