/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds of reference data that the catalogue room keeps, and what their files share. */
#ifndef YS_CATALOGUE_KINDS_H
#define YS_CATALOGUE_KINDS_H

#include "catalogue/ref_kind.h"

extern const struct ref_kind REF_GRIDS; /* of the grid room */
extern const struct ref_kind REF_UNITS; /* of the org room */
extern const struct ref_kind REF_GRID_DUTIES; /* of the dutylist room */
extern const struct ref_kind REF_WHISTLE_KINDS, REF_WHISTLE_DISTANCES; /* of the whistle room */
extern const struct ref_kind REF_PLACES; /* of the place room */
extern const struct ref_kind REF_KNOWLEDGE; /* of the knowledge room */
extern const struct ref_kind REF_EMERGENCY_CLASSES, REF_EMERGENCY_RINGS; /* of the emergency room */
extern const struct ref_kind REF_NOTICE_KINDS, REF_NOTICE_TRIGGERS; /* of the notice room */
extern const struct ref_kind REF_MESSAGE_TEMPLATES; /* of the outbox room */
extern const struct ref_kind REF_CHANNELS, REF_COLOURS, REF_DOMAINS, REF_EVENT_TYPES, REF_OWNERS, REF_CALENDAR, REF_TEXTS,
	REF_RULE_NUMBERS, REF_CORESP, REF_LEVEL_DUTIES;

/* Route tables, for app's list; each ends with a row without pattern. */
extern const struct route CATALOGUE_ROUTES[], EVENT_TYPE_ROUTES[], CALENDAR_ROUTES[], TEXT_ROUTES[];
extern const struct route CORESP_ROUTES[], LEVEL_ROUTES[];

#define VERSION_IN { "version", IN_INT, 0, 1, INT64_MAX, NULL, "版本号", "version that was read; required to change" }
#define QUERY_IN { "q", IN_TEXT, IN_QUERY, 1, 60, NULL, "查找", "code, or a part of the name" }
#define ACTIVE_IN { "active", IN_BOOL, IN_QUERY, 0, 0, NULL, "是否启用", "true: only those in use" }
#define COLOUR_VALUES "red|orange|yellow|blue|green"
#define COLOUR_WORDS "red:红|orange:橙|yellow:黄|blue:蓝|green:绿"
#define LIMIT_UNIT_VALUES "natural_minute|natural_hour|natural_day|working_hour|working_day"
#define LIMIT_UNIT_WORDS "natural_minute:自然分钟|natural_hour:自然小时|natural_day:自然日|working_hour:工作小时|working_day:工作日"

/* Name of t.item, for lists: of the type, the class or the domain. */
#define ITEM_NAME_SQL                                                                                              \
	"CASE LENGTH(t.item) WHEN 7 THEN (SELECT y.name FROM event_type y WHERE y.code = t.item) WHEN 4 THEN "     \
	"(SELECT MIN(y.class_name) FROM event_type y WHERE SUBSTR(y.code, 1, 4) = t.item) ELSE "                   \
	"(SELECT d.name FROM domain d WHERE d.code = t.item) END"
/* Rule for a column "item": the code of an event type, or the first two or four digits of one. */
enum err ref_check_item(struct ref_edit *e);
/* [a-z][a-z0-9_]* */
bool ref_plain_code(const char *s);
/* Exactly `n` digits. */
bool ref_digits(const char *s, size_t n);
/* Lists of words as clerks type them ("；", "、", line ends) to "a;b;c". */
const char *ref_tidy_words(struct arena *a, const char *list, size_t *count);
/* Filter `q` of a list whose table `t` has code and name. */
void ref_where_name(struct req *r, struct db_query *q);

/* {"days":[{day,working,name}]} of one year. */
void calendar_write_year(struct json_out *w, const struct calendar *cal, int32_t year);
/* A changed calendar moves the dues of running working-day and working-hour clocks, each by an event "clock.calendar" in the
 * stream of its case (architecture.md 4). Works in transactions of 500 clocks; *moved = clocks that moved. op->refs
 * must be the new snapshot. Not inside a write. */
enum err calendar_reclock(struct op *op, int64_t *moved);
/* What calendar_reclock would do if the calendar were another one; reads only. */
enum { RECLOCK_SAMPLE = 20 };
struct reclock_preview {
	int64_t clocks, moved, later, earlier; /* running clocks in working time, and those whose end moves */
	int64_t relieved, broken;  /* overdue now and then not any more; not overdue now but then */
	bool more;                 /* there are more clocks than were looked at */
	struct {
		int64_t case_id, due_at, new_due_at;
		const char *kind;
	} sample[RECLOCK_SAMPLE];
	size_t nsample;
};
enum err calendar_reclock_preview(struct op *op, const struct calendar *cal, struct reclock_preview *out);

#endif
