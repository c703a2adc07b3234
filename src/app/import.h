/* SPDX-License-Identifier: Apache-2.0 */
/* Appeals from other systems, as CSV with a header line.
 *
 * Columns are found by their headers, in Chinese or English, or by --map. A row without an answer becomes an open appeal in
 * 待分拣; an answered one becomes a closed historical case, led by a unit that is made, inactive and not appraised, when its
 * name is unknown. A second import of the same file adds nothing (external number within channel). A row that cannot be taken
 * goes to FILE.rejected.csv with its line and the reason; nothing stops the rest. */
#ifndef YS_APP_IMPORT_H
#define YS_APP_IMPORT_H

#include "base/csv.h"
#include "catalogue/site.h"

struct import_options {
	const char *file;
	const char *map;           /* "表头=field,…", NULL none */
	const char *channel;       /* code; NULL: the column channel decides */
	bool dry_run;              /* checks everything, writes only FILE.rejected.csv */
	int64_t batch;             /* rows per transaction */
	FILE *progress;            /* NULL: silent */
};

struct import_report {
	int64_t rows, taken, known, rejected, historical, units;
	const char *rejected_file; /* NULL: none rejected */
};

/* `op` by the system, outside a write. Errors are those that no row is to blame for: ERR_IO, ERR_INVALID (header, map,
 * channel) with a sentence in op->problem. */
enum err import_appeals(struct op *op, const struct import_options *o, struct import_report *r);

/* ---- shared by the files of the importer ---- */

enum import_field {
	IMPORT_ID, IMPORT_PERSON, IMPORT_PHONE, IMPORT_ANONYMITY, IMPORT_TITLE, IMPORT_BODY, IMPORT_TIME, IMPORT_TYPE, IMPORT_EVENT,
	IMPORT_CLASS, IMPORT_CHANNEL, IMPORT_TOWN, IMPORT_COMMUNITY, IMPORT_ADDRESS, IMPORT_HAPPENED, IMPORT_UNIT, IMPORT_ANSWER,
	IMPORT_ANSWER_TIME, IMPORT_DONE, IMPORT_LON, IMPORT_LAT, IMPORT_IGNORED, IMPORT_FIELD_COUNT
};

/* Which field stands in which column. */
struct import_columns {
	size_t n;
	enum import_field field[CSV_MAX_FIELDS];
};
/* From the header record. A sentence in *why when nothing can be done with it. */
bool import_columns(
	struct import_columns *c, const struct csv_reader *header, const char *map, struct arena *a, const char **why);
const char *import_field_text(enum import_field f);   /* "来件时间" */
/* "id, person, …" with their Chinese names, for --help. */
const char *import_fields_help(void);

/* A row ready to be written; texts in the arena of its batch. */
struct import_row {
	size_t line;
	int64_t channel_id, received_at, closed_at, event_type_id, town_id, community_id, lon, lat;
	const char *external_no, *person, *phone, *anonymity, *title, *body, *happened, *address, *type, *family,
		*colour, *source, *unit, *answer;
	bool answered;
};
/* Reads a record; false with the reason why it cannot be taken. `o->channel` must exist when given. */
bool import_read_row(struct import_row *row, const struct csv_reader *r, const struct import_columns *c, const struct refs *refs,
		     const struct import_options *o, int64_t now, struct arena *a, const char **why);

/* What became of a row in its transaction. */
struct import_outcome {
	bool known;
	int64_t units;             /* made for it */
};
/* Inside a write. Numbers were taken before. */
enum err import_write_row(struct op *op, const struct import_row *row, const char *appeal_no, const char *case_no,
			  struct import_outcome *out);

#endif
