/* SPDX-License-Identifier: Apache-2.0 */
/* The table of settings and its reader. */
#include "app/config.h"

#include <ini.h>
#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "base/sv.h"

enum kind { TEXT, NUMBER };

struct setting {
	const char *section, *key;
	enum kind kind;
	size_t offset;
	const char *otherwise;
	int64_t min, max;
	const char *doc;
};

#define AT(member) offsetof(struct config, member)

static const struct setting SETTINGS[] = {
	{ "server", "address", TEXT, AT(address), "127.0.0.1", 0, 0,
	  "Address to listen on. Behind nginx keep 127.0.0.1; demo data is refused on any other address." },
	{ "server", "port", NUMBER, AT(port), "8080", 0, 65535, "0 takes any free port." },
	{ "server", "loops", NUMBER, AT(loops), "1", 1, 64, "Threads that own the sockets." },
	{ "server", "workers", NUMBER, AT(workers), "4", 1, 256,
	  "Threads that run requests, each with a database session. About twice the cores; on PostgreSQL one connection each." },
	{ "server", "connections", NUMBER, AT(connections), "12000", 16, 200000,
	  "Open connections at most. An idle event stream costs about 16 KiB." },
	{ "server", "request_deadline_s", NUMBER, AT(request_deadline_s), "30", 1, 3600,
	  "Seconds for a whole request; uploads and exports get ten times as much." },
	{ "server", "static_dir", TEXT, AT(static_dir), "web/dist", 0, 0, "The built pages." },
	{ "server", "trusted_proxy", TEXT, AT(trusted_proxy), "", 0, 0,
	  "Address of the proxy whose X-Forwarded-For is believed; empty: none." },
	{ "server", "metrics_from", TEXT, AT(metrics_from), "", 0, 0, "Address besides this machine that may read /metrics; empty: none." },
	{ "server", "public_per_minute", NUMBER, AT(public_per_minute), "120", 1, 1000000,
	  "Requests a minute from one address on pages that need no login." },
	{ "server", "pow_free_per_hour", NUMBER, AT(pow_free_per_hour), "5", 0, 1000000,
	  "Public submissions an hour from one address before a proof of work is asked for." },
	{ "server", "pow_bits", NUMBER, AT(pow_bits), "16", 1, 24, "Difficulty of that proof: 16 is below a second on a cheap phone." },
	{ "database", "url", TEXT, AT(database_url), "", 0, 0,
	  "sqlite:FILE, or postgres://user@host/name. Empty: sqlite:VAR/yingshao.db." },
	{ "database", "cache_mib", NUMBER, AT(database_cache_mib), "64", 1, 1048576,
	  "SQLite page cache of the writer; each reader takes a quarter." },
	{ "files", "var", TEXT, AT(var_dir), "var", 0, 0,
	  "Directory of keys, uploaded files and the SQLite database. On several nodes a shared mount." },
	{ "log", "level", TEXT, AT(log_level), "info", 0, 0, "debug, info, warn or error." },
};

enum { SETTING_COUNT = sizeof SETTINGS / sizeof *SETTINGS };

struct reading {
	struct config *c;
	struct arena *a;
	const char *file;
	char *why;
};

static bool set(struct reading *r, const struct setting *s, const char *value)
{
	char *at = (char *)r->c + s->offset;
	int64_t n;
	if (s->kind == TEXT) {
		const char *copy = arena_str(r->a, value);
		memcpy(at, &copy, sizeof copy);
		return true;
	}
	if (!sv_i64(sv_from(value), &n) || n < s->min || n > s->max) {
		snprintf(r->why, CONFIG_WHY, "%s: [%s] %s must be a whole number from %" PRId64 " to %" PRId64 ", not %.60s",
			 r->file, s->section, s->key, s->min, s->max, value);
		return false;
	}
	memcpy(at, &n, sizeof n);
	return true;
}

/* inih calls this for each key; 0 stops with the line's number. */
static int take(void *user, const char *section, const char *name, const char *value)
{
	struct reading *r = user;
	for (size_t i = 0; i < SETTING_COUNT; i++)
		if (str_eq(SETTINGS[i].section, section) && str_eq(SETTINGS[i].key, name))
			return set(r, &SETTINGS[i], value);
	snprintf(r->why, CONFIG_WHY, "%s: there is no setting [%.40s] %.40s; `yingshao serve --print-config` shows them all",
		 r->file, section, name);
	return 0;
}

static bool read_file(struct reading *r)
{
	int line = ini_parse(r->file, take, r);
	if (!line)
		return true;
	if (line < 0)
		snprintf(r->why, CONFIG_WHY, "%s: cannot be read", r->file);
	else if (!r->why[0])
		snprintf(r->why, CONFIG_WHY, "%s:%d: neither a [section] nor key = value", r->file, line);
	return false;
}

static bool check(struct config *c, char why[CONFIG_WHY])
{
	static const char *const levels[LOG_LEVEL_COUNT] = { "debug", "info", "warn", "error" };
	for (int i = 0; i < LOG_LEVEL_COUNT; i++) {
		if (str_eq(levels[i], c->log_level)) {
			log_set_level((enum log_level)i);
			return true;
		}
	}
	snprintf(why, CONFIG_WHY, "[log] level must be debug, info, warn or error, not %.60s", c->log_level);
	return false;
}

bool config_load(struct config *c, struct arena *a, const struct options *o, char why[CONFIG_WHY])
{
	struct reading r = { c, a, option_text(o, "config"), why };
	*c = (struct config){ 0 };
	why[0] = 0;
	for (size_t i = 0; i < SETTING_COUNT; i++)
		if (!set(&r, &SETTINGS[i], SETTINGS[i].otherwise))
			return false;
	if (r.file && !read_file(&r))
		return false;
	if (option_text(o, "var"))
		c->var_dir = option_text(o, "var");
	if (option_text(o, "db"))
		c->database_url = option_text(o, "db");
	if (!*c->database_url)
		c->database_url = arena_printf(a, "sqlite:%s/yingshao.db", c->var_dir);
	return check(c, why);
}

static void print_doc(FILE *out, const char *doc)
{
	fprintf(out, "; %s\n", doc);
}

void config_print(FILE *out, const struct config *c)
{
	const char *section = "";
	fprintf(out, "; Settings of yingshao. Every key with its meaning; a key left out has the value shown here.\n");
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const struct setting *s = &SETTINGS[i];
		const char *at = (const char *)c + s->offset;
		if (!str_eq(section, s->section))
			fprintf(out, "\n[%s]\n", s->section);
		section = s->section;
		print_doc(out, s->doc);
		if (s->kind == TEXT) {
			const char *text;
			memcpy(&text, at, sizeof text);
			fprintf(out, "%s = %s\n", s->key, text);
		} else {
			int64_t n;
			memcpy(&n, at, sizeof n);
			fprintf(out, "%s = %" PRId64 "\n", s->key, n);
		}
	}
}
