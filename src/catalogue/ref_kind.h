/* SPDX-License-Identifier: Apache-2.0 */
/* One engine for all lists that a clerk may edit: channels, colours, event list, owners, calendar, texts, domains, grids.
 *
 * A kind is a const `struct ref_kind`: its columns (read from the route's input table, so that the limits of a field
 * stand in one place), four statements, and one function for the rules between fields. From it come create, update
 * with optimistic version, versions, and CSV import with dry run. Statements are bound by name: a parameter or out
 * column of a kind's statement has the name of a column, or is `id` or `version`.
 * What it costs: the compiler does not check the binding; test/catalogue binds every kind once.
 * Memory: rows live in the arena of the edit. */
#ifndef YS_CATALOGUE_REF_KIND_H
#define YS_CATALOGUE_REF_KIND_H

#include "auth/listing.h"
#include "auth/refver.h"
#include "base/csv.h"
#include "catalogue/site.h"

enum { REF_COLS = 40, REF_FAULTS = 200, REF_CHANGES = 300 };

enum ref_cell {
	REF_TEXT,                  /* trimmed; an apostrophe that our CSV writer put before a formula sign is taken off */
	REF_INT,
	REF_BOOL,
	REF_LINK                   /* id of another row; in CSV its code, found by `lookup`; nullable unless required */
};

/* Extras of a column; limits, enum values and the Chinese label come from the input table. */
struct ref_col {
	const char *name;          /* column of the table and member of JSON: "lead_unit_id" */
	enum ref_cell cell;
	bool required;
	const char *csv;           /* header in CSV when different: "lead_unit" */
	const char *words;         /* "statutory:法定|agreed:商定": both forms are accepted in CSV */
	const char *otherwise;     /* value when a new row does not give it; NULL: "" or 0 */
	const struct db_stmt *lookup; /* REF_LINK: in {code}, out {id} */
};

struct ref_value {
	int64_t i;                 /* REF_INT, REF_BOOL, REF_LINK (NIL = none) */
	const char *s;             /* REF_TEXT, never NULL */
};
struct ref_row {
	struct ref_value v[REF_COLS];
	bool given[REF_COLS];
};

struct ref_fault {
	size_t line;               /* of the CSV file; 0 for a form */
	const char *field, *text;
};

struct ref_kind;
/* One row being edited, and the faults found so far. */
struct ref_edit {
	const struct ref_kind *kind;
	struct db_session *s;
	struct arena *a;
	int64_t now;
	int64_t id;                /* NIL for a new row */
	struct ref_row row;        /* the complete row as it shall be */
	struct ref_row before;     /* as stored; only when id is not NIL */
	size_t line;
	struct ref_fault *faults;  /* REF_FAULTS */
	size_t nfaults, all_faults;
};

struct ref_kind {
	const char *path;          /* "channels": /api/v1/ref/channels */
	const char *table;         /* "channel": also the kind in ref_version */
	const char *text;          /* "受理渠道" */
	enum cap edit;
	bool fixed;                /* people can change rows but not add any; setup may */
	bool retire;               /* an import may take rows out of use that its file does not name (column active) */
	bool unversioned;          /* the table has no version column: versions are counted in ref_version */
	const struct in_field *in; /* input table of POST and PUT */
	const struct ref_col *cols;  /* ends with a row without name */
	const char *key;           /* columns that find a row on import, for the sentence "与第 N 行重复" */
	const struct db_stmt *get, *find, *insert, *update;
	const struct list_def *list;
	/* Rules between fields; faults are reported with ref_fault. NULL: none. ERR_OK unless the database failed. */
	enum err (*check)(struct ref_edit *e);
	/* Inside the write, after the row has been inserted (`fresh`) or updated and before it is read back for history: tables
	 * that follow it. e->id is set, e->before is the row as it was. NULL: none. */
	enum err (*follow)(struct ref_edit *e, bool fresh);
	/* Further members of GET /ref/X/{id}. NULL: none. */
	enum err (*more)(struct req *r, const struct refs *refs, int64_t id, const struct ref_row *row);
	/* After a change has been committed and the snapshot renewed. NULL: nothing. */
	enum err (*after)(struct op *op);
};

/* All kinds that have the generic API, ends with NULL. */
extern const struct ref_kind *const REF_KINDS[];

void ref_edit_init(struct ref_edit *e, const struct ref_kind *k, struct db_session *s, struct arena *a, int64_t now);
int ref_col(const struct ref_kind *k, const char *name);   /* index; a wrong name is a bug (abort) */
const char *ref_text(const struct ref_edit *e, const char *name);
int64_t ref_int(const struct ref_edit *e, const char *name);
void ref_set_text(struct ref_edit *e, const char *name, const char *v);
void ref_set_int(struct ref_edit *e, const char *name, int64_t v);
const char *ref_label(const struct ref_kind *k, const char *name);
/* Records a fault: `field` is a column, `text` a Chinese sentence that says what to do. */
void ref_fault(struct ref_edit *e, const char *field, const char *text);

/* Reads the stored row into e->before and e->row; *version is its version. */
enum err ref_load(struct ref_edit *e, int64_t id, int64_t *version);
/* Fills absent fields of a new row with their defaults, normalises texts, checks all fields and the rules between them. */
enum err ref_check(struct ref_edit *e);
/* True when nothing differs from the stored row. */
bool ref_same(const struct ref_edit *e);
/* Inside a write, after ref_check without faults. Creates (e->id becomes the new one) or changes, with version and event.
 * ERR_STALE when the stored version is not `version` (NIL: do not compare). */
enum err ref_store(struct ref_edit *e, const struct refver_by *by, int64_t version);
/* Moves the faults of a form into the problem; ERR_OK when there are none. */
enum err ref_faults_problem(const struct ref_edit *e, struct problem *p);

/* Takes one CSV field into the row: false and a fault when it cannot be read. */
bool ref_parse(struct ref_edit *e, int col, struct sv text, enum err *db);
/* Trims, takes off the apostrophe before = + - @ and tab, makes line ends \n. */
const char *ref_clean(struct arena *a, struct sv text);

/* What an import does to a row, for the preview. Texts are as people read them: words for codes, names for ids. */
struct ref_cell_change {
	const char *field, *label, *before, *after;
};
struct ref_change {
	enum { REF_ADDED, REF_CHANGED, REF_ABSENT } kind; /* REF_ABSENT: in use, but the file does not name it */
	size_t line;
	const char *key, *name;
	struct ref_cell_change *cell;
	size_t ncells;
};
/* Into `out`, from e->before and e->row. */
enum err ref_change_of(struct ref_edit *e, struct ref_change *out);
/* Ids of the rows in use, in order. */
enum err ref_in_use(struct db_session *s, const struct ref_kind *k, int64_t **ids, size_t *n);

struct ref_report {
	size_t rows, created, changed, same, bad;
	size_t absent, retired;    /* rows in use that the file does not name; of these, taken out of use */
	struct ref_change *changes; /* the first REF_CHANGES */
	size_t nchanges;
	struct ref_fault *faults;
	size_t nfaults;
	bool written;
};
/* Reads a whole CSV and applies it in one transaction (upsert by key). With a bad row nothing is written unless `skip_bad`;
 * with `dry` nothing is written at all. Faults are no error: see the report. `a` must be large (all rows live in it). */
struct ref_import {
	const struct ref_kind *kind;
	struct csv_reader *csv;
	bool dry, skip_bad;
	bool retire;               /* rows in use that the file does not name go out of use (kinds with `retire` only) */
};
enum err ref_import(struct db_session *s, struct arena *a, const struct refver_by *by, const struct ref_import *in,
		    struct ref_report *out);

/* ---- generic handlers, shared with the grid room ---- */
enum err ref_api_list(struct req *r);
enum err ref_api_xlsx(struct req *r);
enum err ref_api_csv(struct req *r);
enum err ref_api_get(struct req *r);
enum err ref_api_create(struct req *r);
enum err ref_api_update(struct req *r);
enum err ref_api_import(struct req *r);
enum err ref_api_versions(struct req *r);
enum { REF_IMPORT_BODY = 20 << 20 };
extern const struct in_field REF_IMPORT_IN[];

/* The eight routes of a kind. `P` path, `K` capability to edit, `LIST_IN` and `EDIT_IN` input tables, `T` Chinese name,
 * `R` name of the answer's type. */
#define REF_ROUTES_OF(P, K, LIST_IN, EDIT_IN, T, R)                                                                   \
	{ HTTP_GET, "/api/v1/ref/" P, ref_api_list, CAP_REF_READ, "none", LIST_IN, 0, 0, T "：列表", "List<" R ">" },       \
	{ HTTP_GET, "/api/v1/ref/" P "/export.csv", ref_api_csv, CAP_REF_READ, "none", LIST_IN, 0, ROUTE_BULK,            \
	  T "：导出 CSV，可再导入", "File" },                                                                              \
	{ HTTP_GET, "/api/v1/ref/" P "/export.xlsx", ref_api_xlsx, CAP_REF_READ, "none", LIST_IN, 0, ROUTE_BULK,          \
	  T "：导出 xlsx", "File" },                                                                                      \
	{ HTTP_GET, "/api/v1/ref/" P "/{id}", ref_api_get, CAP_REF_READ, "none", NULL, 0, 0, T "：一条", R },              \
	{ HTTP_GET, "/api/v1/ref/" P "/{id}/versions", ref_api_versions, CAP_REF_READ, "none", NULL, 0, 0,                \
	  T "：历次版本", "List<RefVersion>" },                                                                            \
	{ HTTP_POST, "/api/v1/ref/" P, ref_api_create, K, "all", EDIT_IN, 256 << 10, ROUTE_IDEMPOTENT, T "：新增", R },    \
	{ HTTP_PUT, "/api/v1/ref/" P "/{id}", ref_api_update, K, "all", EDIT_IN, 256 << 10, ROUTE_IDEMPOTENT, T "：修改", R }, \
	{ HTTP_POST, "/api/v1/ref/" P "/import", ref_api_import, K, "all", REF_IMPORT_IN, REF_IMPORT_BODY, ROUTE_UPLOAD | ROUTE_BULK,\
	  T "：导入 CSV（dry=1 只检查不写入）", "ImportReport" }
/* A kind without a type of its own. */
#define REF_ROUTES(P, K, LIST_IN, EDIT_IN, T) REF_ROUTES_OF(P, K, LIST_IN, EDIT_IN, T, "RefRow")

#endif
