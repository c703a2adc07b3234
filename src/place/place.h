/* SPDX-License-Identifier: Apache-2.0 */
/* Gazetteer 地名库: where people say that something is, and what that means on the map (A-01, U-02).
 *
 * A place is an estate, a road (one row per community it runs through, with its house numbers), a landmark, an institution
 * … What is typed is read twice: place_parse takes it apart (estate, building, unit; road, number), place_find looks the
 * name up by pairs of characters or by the beginnings of its pinyin and says why each candidate stands where it stands.
 * Threads: none of its own. Memory: the arena of the operation. */
#ifndef YS_PLACE_PLACE_H
#define YS_PLACE_PLACE_H

#include "catalogue/kinds.h"
#include "catalogue/op.h"

/* What a person says about a place, taken apart. Texts are "" and numbers NIL when not said. */
struct place_said {
	const char *name;          /* "惠风小区", "文庙街", "hfxq" */
	const char *cross;         /* second road of a crossing */
	int64_t door;              /* 12 of "文庙街12号" */
	const char *building, *unit, *room; /* "3", "a", "2", "501" */
	int64_t floor;
	int64_t bare;              /* a number without its word ("hfxq3"): building of an estate, number of a road */
	const char *tail;          /* "东门", "楼下": what is left, as it was said */
	bool letters;              /* the name is pinyin or initials */
};
/* `text` in normal form, without city, town and community before it. Pure. */
struct place_said place_parse(struct arena *a, struct sv text);
/* "3号楼2单元501室", "12号": how the numbers are written in an address; "" when none was said. */
const char *place_numbers(struct arena *a, const struct place_said *s, const char *kind);

/* JSON array of the terms under which a place of this name and these aliases is found; also its pinyin and initials. */
struct place_words {
	const char *terms, *pinyin, *initials;
};
struct place_words place_words(struct arena *a, const char *name, const char *alias);
/* JSON array of the terms to look for. Pure. */
const char *place_query_terms(struct arena *a, const char *name, bool letters);

enum { PLACE_FOUND = 12 };
struct place_found {
	int64_t id;                /* NIL: the community itself, without a row in the gazetteer */
	const char *name, *kind, *address; /* address: name with numbers and tail */
	const char *why;           /* Chinese: "名称相同；12号在1–40号段" */
	int64_t community_id, town_id, lon, lat; /* NIL: unknown */
	const struct grid *grid;   /* base grid, NULL: unknown */
	int64_t metres;            /* from where it was asked, NIL: not asked */
	int64_t score;
};
struct place_ask {
	const char *text;
	int64_t lon, lat;          /* NIL: no distance */
	int64_t town_id, community_id; /* NIL: anywhere; otherwise these come first */
};
/* Best first, at most PLACE_FOUND. op->refs must be there. */
enum err place_find(struct op *op, const struct place_ask *ask, struct place_found out[PLACE_FOUND], size_t *n);
/* Places whose name stands in a longer text, longest name first: for what is being told on the telephone. */
enum err place_in_text(struct op *op, const char *text, struct place_found out[PLACE_FOUND], size_t *n);

/* Handlers and inputs of the look-up (place_api.c), for the table of routes. */
enum err place_api_find(struct req *r);
enum err place_api_in_text(struct req *r);
enum err place_api_public(struct req *r);
extern const struct in_field PLACE_ASK_IN[], PLACE_TEXT_IN[], PLACE_PUBLIC_IN[];

extern const struct route PLACE_ROUTES[];

#endif
