/* SPDX-License-Identifier: Apache-2.0 */
/* The running installation as the rooms of the main way see it, and one operation on it.
 *
 * `struct site` lives as long as the process. `struct refs` is an immutable snapshot of all reference data
 * (units, channels, colours, event list, owners, texts, calendar, grids), built aside and published
 * atomically; whoever takes it holds a reference until refs_drop. `struct op` is one piece of work by one
 * actor; HTTP handlers, jobs, the importer and the simulator use the same domain functions through it. */
#ifndef YS_CATALOGUE_SITE_H
#define YS_CATALOGUE_SITE_H

#include "auth/crypto.h"
#include "auth/principal.h"
#include "calendar/calendar.h"
#include "event/event.h"
#include "geo/geo.h"
#include "text/text.h"

struct refs;
struct emergency_report;
struct outbox_config;
struct machine;

struct site {
	struct db *db;
	const struct env *env;
	struct keys *keys;
	const char *var_dir;       /* "var": files, tmp, keys */
	void *refs_slot;           /* private: current snapshot */
	bool demo;
	const char *image_helper;  /* the program yingshao-image; NULL: beside the running program */
	int64_t image_limit_ms;    /* how long it may take, 0: 10 s */
	const struct outbox_config *outbox; /* how messages go out; NULL: nobody sends here */
	struct machine *machine;   /* reads appeals (intake room); NULL: none runs here, keywords suggest */
	bool quiet;                /* a life that is only played: no message goes out about it */
	const char *public_url;    /* what the public types or scans, without a slash at its end; NULL or "": as the request came */
};

struct op {
	struct site *site;
	struct db_session *s;      /* inside a write: the write session */
	struct arena *a;
	int64_t now;
	enum { OP_PERSON, OP_SYSTEM, OP_CITIZEN } by;
	const struct principal *who; /* NULL unless OP_PERSON */
	const struct refs *refs;
	struct problem *problem;
	unsigned parties_changed;  /* counts: who hears of a case is found out again */
	const struct emergency_report *urgent; /* while a report by hand opens its case: for the subscriber of the emergency room */
};

struct actor op_actor(const struct op *op);

struct unit {
	int64_t id, parent_id, town_id;   /* town_id: itself or nearest town above, NIL when none */
	const char *code, *name, *short_name, *kind;
	bool active, appraised;
	int32_t index;                    /* position in refs->units */
};
struct channel {
	int64_t id;
	const char *code, *name, *place;
	bool upstream, public_entry, active;
};
struct colour_rule {
	const char *colour, *name;
	int rank;                         /* 1 red … 5 green */
	int64_t handle_value, dispatch_value, sign_value, contact_value;
	int64_t return_value, ruling_value;   /* an order may be given back; the ruling on it */
	enum limit_unit handle_unit, dispatch_unit, sign_unit, contact_unit, return_unit, ruling_unit;
	const char *words;                /* "燃气泄漏;爆炸;…": raise to this colour (as a suggestion) */
};
struct event_type {
	int64_t id, version, lead_unit_id, limit_value;
	enum limit_unit limit_unit;
	const char *code, *name, *domain_code, *class_name, *principle, *lead_rule, *owner_kind, *co_units, *colour, *evidence,
		*review, *closing_standard, *family, *type, *legal_basis, *keywords, *description;
	bool callback, appraised, sensitive, joinable, active;
};
/* Why the public may not see and join matters of such a type (Chinese sentence); NULL when it may. Public facilities only:
 * never wages, land, persons, enterprises, petitions. */
const char *event_type_not_joinable(
	const char *name, const char *class_name, const char *family, const char *type, bool sensitive);
/* The city has listed it, it is in use, and the rule above allows it. */
bool event_type_joinable(const struct event_type *t);
struct grid {
	int64_t id, parent_id, town_id, community_id;
	int level;
	bool closed;                      /* ended by a re-partition; kept for what still refers to it */
	const char *code, *name;
};

struct refs {
	struct arena *arena;
	int64_t built_at;
	const struct unit *units;           size_t nunits;
	const struct channel *channels;     size_t nchannels;
	const struct colour_rule *colours;  size_t ncolours;
	const struct event_type *types;     size_t ntypes;
	const struct grid *grids;           size_t ngrids;   /* sorted by id, closed ones too */
	const struct calendar *calendar;
	const char *const *messages;        size_t nmessages; /* events about which some message is sent out (outbox room) */
	const struct text_matcher *words;   /* event-list keywords, payload = index into types */
	const struct geo_index *geo;        /* base grids and below; ids are grid ids */
	int64_t grids_at;                   /* when the grids were read; stays while they do not change */
};

/* Reads all reference data and publishes a new snapshot. Call at start and after each change of reference data. */
enum err refs_load(struct site *site, struct db_session *s);
/* As refs_load, but only when some reference row has a version that the published snapshot has not seen (another node
 * changed it). One small query otherwise; for a job that runs every few seconds. */
enum err refs_refresh(struct site *site, struct db_session *s);
const struct refs *refs_take(struct site *site); /* NULL before the first load */
void refs_drop(struct site *site, const struct refs *r);
/* At the end of the program: drops the published snapshot. */
void refs_close(struct site *site);

const struct unit *ref_unit(const struct refs *r, int64_t id);            /* NULL when unknown */
const struct unit *ref_unit_code(const struct refs *r, const char *code);
bool ref_unit_under(const struct refs *r, int64_t unit_id, int64_t ancestor_id);
const struct channel *ref_channel(const struct refs *r, int64_t id);
const struct channel *ref_channel_code(const struct refs *r, const char *code);
const struct colour_rule *ref_colour(const struct refs *r, const char *colour);
const struct event_type *ref_type(const struct refs *r, int64_t id);
const struct event_type *ref_type_code(const struct refs *r, const char *code);
const struct grid *ref_grid(const struct refs *r, int64_t id);            /* in force; NULL when unknown or closed */
const struct grid *ref_grid_any(const struct refs *r, int64_t id);        /* closed ones too, to show old cases */
bool ref_message_on(const struct refs *r, const char *event);
/* A number of the city's rules (table rule_number); `otherwise` when it is switched off or unknown. */
enum err rule_number(struct db_session *s, const char *code, int64_t otherwise, int64_t *value);
/* Smallest grid that contains the point (degrees, CGCS2000), NULL when none. Thread-safe: uses a reader per thread. */
const struct grid *ref_grid_at(const struct refs *r, double lon, double lat);

/* Event types suggested by the list's own keywords, best first. `why` = the words that decided. */
struct type_hint {
	const struct event_type *type;
	int64_t score;
	const char *why;
};
size_t ref_suggest_types(const struct refs *r, struct arena *a, struct sv text, struct type_hint *out, size_t max);
/* Colour whose trigger words stand in the text, with the words; NULL when none. */
const struct colour_rule *ref_suggest_colour(const struct refs *r, struct arena *a, struct sv text, const char **why);

/* 同责清单 (G-02, K-15): what a department answers for together with the town, there. */
struct coresp {
	int64_t town_id, unit_id;
	const char *item;          /* code of an event type, or its first two or four digits */
	const char *duty, *basis;  /* what it has to do when it is called */
	int64_t limit_value;       /* by when it responds */
	enum limit_unit limit_unit;
	int share;                 /* percent that scores put down to the department; the rest is the town's */
};
enum { CORESP_MAX = 8 };
/* Who is on the list for an event type in a town: the entries of the most precise item, the largest share first. Answers how
 * many there are, at most `max`. Entries live as long as the snapshot of `op`. */
size_t coresp_find(const struct op *op, int64_t town_id, int64_t event_type_id, const struct coresp **out, size_t max);
/* Between whom a case is divided when its orders are appraised (K-15). `lead`: the unit of the lead order. Percentages add up to
 * 100: the list's shares when the lead or the town stands on it, otherwise all of it is the lead's. */
struct coresp_share {
	int64_t unit_id;
	int percent;
};
size_t coresp_shares(const struct coresp *const *c, size_t n, int64_t lead, struct coresp_share out[CORESP_MAX + 1]);

/* 准入 (practice.md 2.9): whether a matter may be given to a unit of this level. A level without any list is not checked. */
enum level_verdict {
	LEVEL_FREE,                /* on its list, or a level without lists */
	LEVEL_ASSIST,              /* 配合履职: it may, but no score counts it (invariant 9) */
	LEVEL_REFUSED              /* on no list of the level, expired, or taken back by the department above */
};
enum level_verdict ref_level(const struct refs *r, struct arena *a, const struct event_type *t, const struct unit *u, int64_t now,
	const char **why);

/* Which unit leads an event of a type at a place, and why (Chinese lines). Follows fixed / region / owner rules. NULL in
 * *lead when the rule gives none (say why). Co-units by code list. */
struct duty {
	const struct unit *lead;
	const struct unit *co[8];
	size_t nco;
	const struct coresp *shared[CORESP_MAX]; /* 同责 with the town */
	size_t nshared;
	bool general;              /* no owner is registered for the town: the one for the whole city stands in */
	const char *why;           /* "事项清单：0501001 井盖缺失\n按权属：井盖 在 XX街道 归 市政公用事业服务中心" */
};
enum err ref_duty(const struct refs *r, struct arena *a, const struct event_type *t, int64_t town_id, struct duty *out);

#endif
