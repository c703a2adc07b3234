/* SPDX-License-Identifier: Apache-2.0 */
/* The program: finds the subcommand, reads its options, runs it. */
#include <string.h>

#include "app/commands.h"
#include "json/json.h"

static void print_all(FILE *out)
{
	fprintf(out, "yingshao %s 应哨：一座城市的诉求、案件与工单平台\n\n", YS_VERSION);
	fprintf(out, "用法：yingshao 命令 [选项]\n\n");
	for (const struct command *c = COMMANDS; c->name; c++)
		fprintf(out, "  %-10s %s\n", c->name, c->help);
	fprintf(out, "\nyingshao 命令 --help 说明其中一个；运行维护见 docs/operations.md\n");
}

static void print_one(const struct command *c)
{
	printf("用法：yingshao %s%s%s%s\n\n%s\n", c->name, c->options ? " [选项]" : "", *c->words ? " " : "", c->words,
	       c->usage);
	if (c->options && c->options->name) {
		printf("\n选项：\n");
		options_print(stdout, c->options);
	}
	printf("\n通用选项：\n");
	options_print(stdout, OPTIONS_COMMON);
}

int main(int argc, char **argv)
{
	char why[OPTION_WHY];
	struct options o;
	const char *name = argc > 1 ? argv[1] : "--help";
	json_init();
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
		print_all(stdout);
		return argc > 1 ? EXIT_DONE : EXIT_USAGE;
	}
	if (strcmp(name, "--version") == 0)
		name = "version";
	const struct command *c = COMMANDS;
	while (c->name && strcmp(c->name, name) != 0)
		c++;
	if (!c->name) {
		fprintf(stderr, "yingshao: 没有命令 %.100s\n\n", name);
		print_all(stderr);
		return EXIT_USAGE;
	}
	if (!options_parse(&o, c->options, c->max_words, argc - 2, argv + 2, why))
		return usage_error(c->name, "%s", why);
	if (o.help) {
		print_one(c);
		return EXIT_DONE;
	}
	return c->run(&o);
}
