/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the public routes share: joining a known matter, and the words in which progress is told.
 *
 * A known matter is shown by the event type's public name, its community and its stage: never by another person's words
 * or an exact place. The reference to it is sealed, so that it says nothing, and ends after two hours. */
#ifndef YS_DESK_PUBLIC_H
#define YS_DESK_PUBLIC_H

#include "desk/desk.h"

struct joining {
	bool wanted;               /* a reference was given and was genuine */
	int64_t case_id;           /* NIL: it has ended meanwhile, the appeal stands alone */
};
/* Reads the reference of `join`. A forged one is refused; an old one, or one whose matter has ended, leaves the appeal alone.
 * Secret reports and enterprises never join (their appearance in a case of others would say too much). */
enum err join_read(struct req *r, struct op *op, const char *ref, const char *anonymity, bool enterprise, struct joining *out);
/* Inside the write, after the appeal was made: attaches it to the case, as the system. */
enum err join_do(struct op *op, const struct joining *j, int64_t appeal_id, const char *phone);

/* Plain words for where the matter stands, and what comes next. `enterprise`: in the words of that chain. */
void plain_words(struct op *op, const struct q_appeal_get_out *a, const struct q_case_get_out *c, const char *unit,
	bool enterprise, const char **status, const char **next);
/* "delay": why it takes longer than it should, or than one would think; null when it does not. */
enum err put_delay(struct json_out *w, struct op *op, const struct q_case_get_out *c);
/* "steps": what has happened on the way that concerns the citizen, from the events of appeal and case. */
enum err put_steps(struct json_out *w, struct op *op, const struct q_appeal_get_out *a, const struct q_case_get_out *c);

/* The source of a submission as it is kept: poster, grid or hall, with a place behind a colon ("poster:miaoling"). False when
 * it is none of these. */
bool source_ok(const char *source);

extern const struct route SIMILAR_ROUTES[], SOURCE_ROUTES[];

#endif
