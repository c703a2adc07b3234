/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/day.h"
#include "base/env.h"

static enum log_level min_level = LOG_INFO;

void log_set_level(enum log_level min)
{
	min_level = min;
}

void log_line(enum log_level level, const char *area, const char *fmt, ...)
{
	static const char *const names[LOG_LEVEL_COUNT] = { "debug", "info", "warn", "error" };
	if (level < min_level)
		return;
	char line[2048], when[TIME_TEXT];
	int64_t now = env_now(&ENV_SYSTEM);
	int n = snprintf(line, sizeof line, "%s:%02d %s %s ", time_text(now, when), (int)(now / 1000 % 60), names[level],
			 area);
	va_list ap;
	va_start(ap, fmt);
	int m = vsnprintf(line + n, sizeof line - (size_t)n - 1, fmt, ap);
	va_end(ap);
	size_t end = (size_t)n + (m > 0 ? (size_t)m : 0);
	if (end > sizeof line - 2)
		end = sizeof line - 2;
	for (size_t i = (size_t)n; i < end; i++)
		if (line[i] == '\n' || line[i] == '\r')
			line[i] = ' ';
	line[end++] = '\n';
	fwrite(line, 1, end, stderr);
}
