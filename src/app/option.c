/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the command line against the tables. A mistyped option is answered with the nearest one there is. */
#include "app/option.h"

#include <stdlib.h>
#include <string.h>

#include "base/env.h"
#include "base/sv.h"

const struct option_def OPTIONS_COMMON[] = {
	{ "config", OPTION_TEXT, "FILE", NULL, "设置文件，写法见 yingshao serve --print-config" },
	{ "db", OPTION_TEXT, "URL", NULL, "数据库：sqlite:文件 或 postgres://用户@主机/库名；不写则为 sqlite:VAR/yingshao.db" },
	{ "var", OPTION_TEXT, "DIR", NULL, "存放密钥、附件和数据库的目录；不写则为 var" },
	{ "help", OPTION_FLAG, NULL, NULL, "显示本说明" },
	{ NULL },
};

/* ---- nearest name ---- */

enum { NAME_MAX_CHARS = 40 };

/* Number of letters to change, put in or leave out. */
static size_t distance(struct sv a, const char *b)
{
	size_t row[NAME_MAX_CHARS + 1], nb = strlen(b);
	if (a.n > NAME_MAX_CHARS || nb > NAME_MAX_CHARS)
		return NAME_MAX_CHARS;
	for (size_t j = 0; j <= nb; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t best = diagonal + (a.p[i - 1] != b[j - 1]);
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			diagonal = row[j];
			row[j] = best;
		}
	}
	return row[nb];
}

static const char *nearest(const struct options *o, struct sv name)
{
	const char *best = NULL;
	size_t least = name.n / 2 + 1; /* with more wrong letters than right ones it is another word */
	for (int t = 0; t < 2; t++) {
		for (const struct option_def *d = o->table[t]; d && d->name; d++) {
			size_t k = distance(name, d->name);
			if (k < least) {
				least = k;
				best = d->name;
			}
		}
	}
	return best;
}

/* ---- reading ---- */

struct place {
	int table;
	size_t row;
};

static const struct option_def *find(const struct options *o, struct sv name, struct place *at)
{
	for (at->table = 0; at->table < 2; at->table++) {
		const struct option_def *t = o->table[at->table];
		for (at->row = 0; t && t[at->row].name; at->row++)
			if (sv_eqs(name, t[at->row].name))
				return &t[at->row];
	}
	return NULL;
}

static bool unknown(const struct options *o, struct sv name, char why[OPTION_WHY])
{
	const char *near = nearest(o, name);
	if (near)
		snprintf(why, OPTION_WHY, "没有选项 --%.*s；是不是 --%s？", SV_FMT(name), near);
	else
		snprintf(why, OPTION_WHY, "没有选项 --%.*s；用 --help 查看可用的选项", SV_FMT(name));
	return false;
}

static bool take(struct options *o, int argc, char **argv, int *i, char why[OPTION_WHY])
{
	struct sv rest = sv_from(argv[*i] + 2), name;
	struct place at;
	bool inline_value = strchr(argv[*i], '=') != NULL;
	sv_cut(&rest, '=', &name);
	const struct option_def *d = find(o, name, &at);
	if (!d)
		return unknown(o, name, why);
	if (d->kind == OPTION_FLAG) {
		if (inline_value) {
			snprintf(why, OPTION_WHY, "--%s 后面不带值", d->name);
			return false;
		}
		o->given[at.table][at.row] = "1";
		return true;
	}
	const char *value = inline_value ? rest.p : *i + 1 < argc ? argv[++*i] : NULL;
	int64_t n;
	if (!value || !*value) {
		snprintf(why, OPTION_WHY, "--%s 后面要带值：--%s %s", d->name, d->name, d->value);
		return false;
	}
	if (d->kind == OPTION_INT && !sv_i64(sv_from(value), &n)) {
		snprintf(why, OPTION_WHY, "--%s 要写整数，不能是 %.100s", d->name, value);
		return false;
	}
	o->given[at.table][at.row] = value;
	return true;
}

static bool word(struct options *o, const char *text, size_t max_args, char why[OPTION_WHY])
{
	if (o->nargs == max_args) {
		snprintf(why, OPTION_WHY, "不需要“%.100s”；用 --help 查看用法", text);
		return false;
	}
	o->args[o->nargs++] = text;
	return true;
}

bool options_parse(struct options *o, const struct option_def *own, size_t max_args, int argc, char **argv,
		   char why[OPTION_WHY])
{
	bool only_words = false;
	*o = (struct options){ .table = { own, OPTIONS_COMMON } };
	for (int i = 0; i < argc; i++) {
		const char *a = argv[i];
		bool ok;
		if (!only_words && strcmp(a, "--") == 0) {
			only_words = true;
			continue;
		}
		if (only_words || a[0] != '-' || !a[1])
			ok = word(o, a, max_args < OPTION_ARGS ? max_args : OPTION_ARGS, why);
		else if (a[1] != '-')
			ok = strcmp(a, "-h") == 0 ? (o->help = true) : unknown(o, sv_from(a + 1), why);
		else
			ok = take(o, argc, argv, &i, why);
		if (!ok)
			return false;
	}
	o->help = o->help || option_flag(o, "help");
	return true;
}

/* ---- asking ---- */

static const struct option_def *must_find(const struct options *o, const char *name, struct place *at)
{
	const struct option_def *d = find(o, sv_from(name), at);
	if (!d) {
		fprintf(stderr, "yingshao: bug: option %s is in no table\n", name);
		abort();
	}
	return d;
}

bool option_given(const struct options *o, const char *name)
{
	struct place at;
	must_find(o, name, &at);
	return o->given[at.table][at.row] != NULL;
}

const char *option_text(const struct options *o, const char *name)
{
	struct place at;
	const struct option_def *d = must_find(o, name, &at);
	const char *v = o->given[at.table][at.row];
	return v ? v : d->otherwise;
}

bool option_flag(const struct options *o, const char *name)
{
	return option_text(o, name) != NULL;
}

int64_t option_int(const struct options *o, const char *name)
{
	const char *v = option_text(o, name);
	int64_t n;
	return v && sv_i64(sv_from(v), &n) ? n : NIL;
}

void options_print(FILE *out, const struct option_def *table)
{
	for (const struct option_def *d = table; d && d->name; d++) {
		char left[64];
		snprintf(left, sizeof left, "--%s%s%s", d->name, d->value ? " " : "", d->value ? d->value : "");
		fprintf(out, "  %-22s %s", left, d->help);
		if (d->otherwise)
			fprintf(out, "（默认 %s）", d->otherwise);
		fputc('\n', out);
	}
}
