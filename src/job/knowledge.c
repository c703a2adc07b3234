/* SPDX-License-Identifier: Apache-2.0 */
/* Every night the articles whose day is over: they are shown as expired and no longer suggested. */
#include "job/job_internal.h"
#include "knowledge/knowledge.h"

enum { ARTICLES = 256, NIGHTS = 20 };

enum err knowledge_run(struct job_context *c)
{
	int64_t list[ARTICLES], *ids;
	for (int round = 0; round < NIGHTS; round++) {
		size_t n;
		arena_reset(c->op->a);
		enum err e = knowledge_over(c->op, &ids, &n);
		n = n < ARTICLES ? n : ARTICLES;
		for (size_t i = 0; !e && i < n; i++) /* a copy: each item empties the arena */
			list[i] = ids[i];
		for (size_t i = 0; !e && i < n; i++)
			e = job_do(c, knowledge_expire, list[i]);
		if (e || !n)
			return e;
	}
	return ERR_OK;
}
