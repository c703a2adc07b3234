/* SPDX-License-Identifier: Apache-2.0 */
/* The articles of the demo city's hotline, from data/demo/knowledge.csv: stored through the form's checks, then published. */

#include "app/demo_internal.h"
#include "knowledge/knowledge.h"

static enum err take_article(struct demo *d, const struct demo_csv *f)
{
	int64_t id, days = 365;
	sv_i64(sv_from(demo_field(f, "valid_days")), &days);
	const char *const pairs[] = { "code", demo_field(f, "code"), "title", demo_field(f, "title"), "body", demo_field(f, "body"),
				      "keywords", demo_field(f, "keywords"), "source", demo_field(f, "source"),
				      "owner_unit", demo_field(f, "owner_unit"), "event_types", demo_field(f, "event_types"),
				      "open_to_public", demo_field(f, "open_to_public"),
				      "valid_until", arena_printf(d->row, "%d", day_add(day_of_ms(d->op.now), days)), NULL };
	enum err e = demo_put(d, &REF_KNOWLEDGE, &id, pairs);
	return e ? e : knowledge_move(&d->op, id, NIL, "publish", NIL);
}

enum err demo_knowledge(struct demo *d)
{
	return demo_each(d, "demo/knowledge.csv", take_article);
}
