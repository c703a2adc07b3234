/* SPDX-License-Identifier: Apache-2.0 */
/* Password rules and lock times. */
#include "auth/password_rules.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/sv.h"

static bool contains_login(const char *password, const char *login)
{
	size_t n = strlen(login);
	if (n < 3)
		return strcasecmp(password, login) == 0;
	for (const char *p = password; strlen(p) >= n; p++)
		if (strncasecmp(p, login, n) == 0)
			return true;
	return false;
}

static int classes(const char *s)
{
	bool small = false, capital = false, digit = false, other = false;
	for (; *s; s++) {
		if (*s >= 'a' && *s <= 'z')
			small = true;
		else if (*s >= 'A' && *s <= 'Z')
			capital = true;
		else if (*s >= '0' && *s <= '9')
			digit = true;
		else
			other = true;
	}
	return small + capital + digit + other;
}

const char *password_refused(const char *login, const char *former, const char *password)
{
	size_t n = sv_chars(sv_from(password));
	if (n < PASSWORD_MIN)
		return "新密码至少 10 个字符。";
	if (n > PASSWORD_MAX)
		return "新密码至多 128 个字符。";
	if (classes(password) < 3)
		return "新密码须包含大写字母、小写字母、数字、符号中的三类。";
	if (login && contains_login(password, login))
		return "新密码不能包含账号。";
	if (former && str_eq(former, password))
		return "新密码不能与原密码相同。";
	return NULL;
}

int64_t lock_duration(int64_t failures)
{
	int64_t rounds = failures / LOGIN_FAILURES, ms = 15 * (int64_t)MS_MINUTE;
	if (failures <= 0 || failures % LOGIN_FAILURES)
		return 0;
	for (int64_t i = 1; i < rounds && ms < MS_DAY; i++)
		ms *= 2;
	return ms < MS_DAY ? ms : MS_DAY;
}

/* One of `n` characters without bias. */
static char pick(const struct env *env, const char *from, size_t n)
{
	uint8_t b;
	do
		env_random(env, &b, 1);
	while (b >= 256 / n * n);
	return from[b % n];
}

void password_random(const struct env *env, char out[RANDOM_PASSWORD])
{
	static const char small[] = "abcdefghjkmnpqrstuvwxyz", capital[] = "ABCDEFGHJKLMNPQRSTUVWXYZ", digit[] = "23456789";
	size_t at = 0;
	for (int group = 0; group < 4; group++) {
		if (group)
			out[at++] = '-';
		out[at++] = pick(env, capital, sizeof capital - 1);
		out[at++] = pick(env, small, sizeof small - 1);
		out[at++] = pick(env, small, sizeof small - 1);
		out[at++] = pick(env, digit, sizeof digit - 1);
	}
	out[at] = 0;
}
