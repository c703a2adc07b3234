/* SPDX-License-Identifier: Apache-2.0 */
/* The index of cases: the index of texts, and which case each text is. */
#include "intake/known.h"

enum { SLOTS_LEAST = 4096 };
static const size_t CEILING = (size_t)4 << 30; /* never reached: KNOWN_MAX bounds it */

struct known {
	struct arena *a;
	struct match_index *index;
	int64_t *case_of;          /* by number of the text */
	size_t n, room;
	uint32_t *slot;            /* number + 1, by case id; 0 free */
	size_t mask;
};

static uint32_t *new_slots(struct known *k, size_t slots)
{
	k->mask = slots - 1;
	return k->slot = ARENA_ARRAY(k->a, uint32_t, slots);
}

struct known *known_new(size_t expected)
{
	struct arena *a = arena_new(CEILING);
	struct known *k = ARENA_NEW(a, struct known);
	size_t slots = SLOTS_LEAST;
	while (slots < 3 * expected)
		slots *= 2;
	k->a = a;
	k->index = match_index_growing(a, expected);
	new_slots(k, slots);
	return k;
}

void known_free(struct known *k)
{
	if (k)
		arena_free(k->a);
}

const struct match_index *known_index(const struct known *k)
{
	return k->index;
}

size_t known_n(const struct known *k)
{
	return k->n;
}

static uint32_t *slot_of(const struct known *k, int64_t case_id)
{
	size_t at = (uint64_t)case_id * 0x9E3779B97F4A7C15u >> 20 & k->mask;
	while (k->slot[at] && k->case_of[k->slot[at] - 1] != case_id)
		at = (at + 1) & k->mask;
	return &k->slot[at];
}

uint32_t known_text(const struct known *k, int64_t case_id)
{
	uint32_t at = *slot_of(k, case_id);
	return at ? at - 1 : NO_TEXT;
}

int64_t known_case(const struct known *k, uint32_t text)
{
	return text < k->n ? k->case_of[text] : NIL;
}

static void remember(struct known *k, int64_t case_id)
{
	if (k->n == k->room) {
		size_t room = k->room ? 2 * k->room : SLOTS_LEAST;
		k->case_of = arena_grow(k->a, k->case_of, k->room * sizeof *k->case_of, room * sizeof *k->case_of);
		k->room = room;
	}
	k->case_of[k->n++] = case_id;
	if (2 * k->n > k->mask) {
		new_slots(k, 2 * (k->mask + 1));
		for (size_t i = 0; i + 1 < k->n; i++)
			*slot_of(k, k->case_of[i]) = (uint32_t)i + 1;
	}
	*slot_of(k, case_id) = (uint32_t)k->n;
}

void known_count(struct known *k, struct arena *scratch, struct sv title, struct sv body)
{
	match_index_count(k->index, match_read(scratch, title, body, 0));
}

void known_put(struct known *k, struct arena *scratch, int64_t case_id, struct sv title, struct sv body, int64_t time,
	bool counted)
{
	if (k->n >= KNOWN_MAX || known_text(k, case_id) != NO_TEXT)
		return;
	struct match_text *t = match_read(scratch, title, body, time);
	if (!counted)
		match_index_count(k->index, t);
	match_weigh(k->index, t, NULL);
	match_index_add(k->index, t);
	remember(k, case_id);
}
