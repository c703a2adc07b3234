/* SPDX-License-Identifier: Apache-2.0 */
/* Versions of reference rows: optimistic check, full snapshot in ref_version, event in stream ("ref", id).
 *
 * Used by org, grid and catalogue. A reference table has a `version` column that starts at 1 and grows by one with
 * each change; the UPDATE guards it (`… SET version = version + 1 … WHERE id = $id AND version = $version`).
 *
 * Usage, inside the function given to req_write (`before` and `after` are rows of the same :one statement, whose out
 * columns carry exactly the names of the table's columns):
 *
 *	struct q_channel_get_out before, after;
 *	if ((e = q_channel_get(s, &(struct q_channel_get_in){ id }, &before)))
 *		return e;
 *	if ((e = refver_check(&r->problem, r->arena, in_i64(r, "version"), before.version)))
 *		return e;
 *	… q_channel_update(…); q_channel_get(…, &after) …
 *	return refver_record(s, &by, "channel", id, after.version, &q_channel_get_stmt, &before, &after);
 *
 * and after req_write the handler calls refs_load. */
#ifndef YS_AUTH_REFVER_H
#define YS_AUTH_REFVER_H

#include "event/event.h"

/* ERR_STALE "ref.stale" with a sentence naming both versions, ERR_OK when they are equal. */
enum err refver_check(struct problem *p, struct arena *a, int64_t given, int64_t stored);

/* Stores one version of a row as JSON text. ERR_STALE when that version is stored already. Inside a write only. */
enum err refver_save(struct db_session *s, const char *kind, int64_t ref_id, int64_t version, const char *json,
		     int64_t user_id, int64_t now);

/* As refver_save for version 1 of a row that was made with a whole city: `row` as the statement `shape` reads it, no event. */
enum err refver_found(struct db_session *s, const char *kind, int64_t ref_id, const struct db_stmt *shape, const void *row,
		      int64_t now);

/* Who changes reference data, and what is needed to write the event. */
struct refver_by {
	struct keys *keys;
	const struct env *env;
	struct problem *problem;
	struct actor actor;
	int64_t now;
};

/* Writes the event "<kind>.created" (`before` NULL) or "<kind>.changed" with one `set` row for each column that
 * differs, then refver_save of all columns of `after`. `kind` is the table's name. `shape` describes both rows (the
 * statement that read them). Blobs (sealed values) are never written out: the snapshot says true/false for "is set".
 * An out column with "__" in its name belongs to another table (the persons of a unit: lead__1_name): it stands in the
 * snapshot and, being personal, in the event's encrypted part, never in a `set` row.
 * Nothing is written when `before` equals `after`. */
enum err refver_record(struct db_session *s, const struct refver_by *by, const char *kind, int64_t ref_id,
		       int64_t version, const struct db_stmt *shape, const void *before, const void *after);

struct refver_row {
	int64_t version, changed_by, changed_at;
	const char *body, *changed_by_name; /* body: JSON object; name "" when unknown */
};
/* Newest first, at most 200. */
enum err refver_list(struct db_session *s, const char *kind, int64_t ref_id, struct refver_row **rows, size_t *n);

/* Handler body of GET /ref/X/{id}/versions: {"items":[{version,changed_at,changed_by,body:{…}}]}. */
struct req;
enum err refver_answer(struct req *r, const char *kind, int64_t ref_id);

#endif
