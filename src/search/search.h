/* SPDX-License-Identifier: Apache-2.0 */
/* Finding cases by their words: number, title, what was said, place, public answer.
 *
 * The index knows pairs of Chinese characters, words and numbers, so that two characters are found as well as twenty; on SQLite a
 * table of FTS5, on PostgreSQL a tsvector. It is derived: a job reads the events and puts cases in again, some hundred a round,
 * and in a city that was there before it, the former cases bit by bit. A case of the last seconds is found by its number only.
 * The words of secret reports never come in. Who may see a case is asked of the case itself, in the same query. */
#ifndef YS_SEARCH_SEARCH_H
#define YS_SEARCH_SEARCH_H

#include "casefile/casefile.h"

/* Of many cases that have the words only the newest are looked at. */
enum { SEARCH_NEWEST = 20000, SEARCH_TERMS = 16 };

/* Adds " AND c.id IN (…)" for the words of `text`, all of which a case must have; a text without any finds nothing. `q` selects
 * from casefile c. `a` keeps the words until the query has run. */
void search_cases(struct db_query *q, struct db_session *s, struct arena *a, const char *text);

/* Words of a text for the index, separated by blanks, appended to `out`. */
void search_words(struct arena *a, struct buf *out, const char *text);

/* One round of the job: what changed, and some of the former cases. *cases: how many were put in. */
enum err search_follow(struct op *op, int64_t *cases);
/* Anything to do? */
enum err search_pending(struct op *op, bool *yes);
/* Everything anew, for `yingshao rebuild`; *cases: how many there are. */
enum err search_rebuild(struct op *op, int64_t *cases);

#endif
