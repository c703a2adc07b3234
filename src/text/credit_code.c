/* SPDX-License-Identifier: Apache-2.0 */
/* The unified social credit code 统一社会信用代码 of GB 32100-2015: 18 characters, the last one checks the others. */
#include "text/text.h"

#include <string.h>

/* The place of a character is its value. */
static const char ALPHABET[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
enum { MODULUS = 31, WEIGHT_STEP = 3 };

static int value_of(char c)
{
	const char *at = c ? strchr(ALPHABET, c) : NULL;
	return at ? (int)(at - ALPHABET) : -1;
}

bool text_credit_code(const char *typed, char out[CREDIT_CODE_CHARS + 1])
{
	int n = 0, sum = 0, weight = 1;
	for (const char *p = typed; *p; p++) {
		if (*p == ' ' || *p == '-')
			continue;
		if (n == CREDIT_CODE_CHARS)
			return false;
		out[n++] = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	}
	if (n != CREDIT_CODE_CHARS)
		return false;
	out[n] = 0;
	for (int i = 0; i < CREDIT_CODE_CHARS - 1; i++) {
		int v = value_of(out[i]);
		if (v < 0)
			return false;
		sum += v * weight;
		weight = weight * WEIGHT_STEP % MODULUS;
	}
	return value_of(out[CREDIT_CODE_CHARS - 1]) == (MODULUS - sum % MODULUS) % MODULUS;
}
