/* SPDX-License-Identifier: Apache-2.0 */
#include "base/problem.h"

#include <string.h>

enum err problem_set(struct problem *p, const struct problem_code *c)
{
	return problem_say(p, c, c->text);
}

enum err problem_say(struct problem *p, const struct problem_code *c, const char *text)
{
	if (p && p->kind == ERR_OK) {
		p->kind = c->kind;
		p->code = c->code;
		p->text = text;
	}
	return c->kind;
}

enum err problem_field(struct problem *p, enum err kind, const char *field, const char *code, const char *text)
{
	if (!p)
		return kind;
	if (p->kind == ERR_OK) {
		p->kind = kind;
		p->code = "input.invalid";
		p->text = "提交的内容有误，请按提示修改后重试。";
	}
	if (p->nfields < PROBLEM_FIELDS)
		p->fields[p->nfields++] = (struct field_error){ field, code, text };
	return p->kind;
}

void problem_detail(struct problem *p, const char *detail)
{
	if (p && !p->detail)
		p->detail = detail;
}

void problem_clear(struct problem *p)
{
	memset(p, 0, sizeof *p);
}
