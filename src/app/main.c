/* SPDX-License-Identifier: Apache-2.0 */
/* The program: finds the subcommand, reads its options, runs it. */
#include <string.h>

#include "app/commands.h"
#include "json/json.h"

static void print_all(FILE *out)
{
	fprintf(out, "yingshao %s: one platform for a city's appeals, cases and orders\n\n", YS_VERSION);
	fprintf(out, "usage: yingshao COMMAND [options]\n\n");
	for (const struct command *c = COMMANDS; c->name; c++)
		fprintf(out, "  %-10s %s\n", c->name, c->help);
	fprintf(out, "\n`yingshao COMMAND --help` explains one of them. Operation: docs/operations.md\n");
}

static void print_one(const struct command *c)
{
	printf("usage: yingshao %s%s%s%s\n\n%s\n", c->name, c->options ? " [options]" : "", *c->words ? " " : "", c->words,
	       c->usage);
	if (c->options && c->options->name) {
		printf("\noptions:\n");
		options_print(stdout, c->options);
	}
	printf("\ncommon options:\n");
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
		fprintf(stderr, "yingshao: there is no command %.100s\n\n", name);
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
