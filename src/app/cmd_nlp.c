/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao nlp`: the intake machine on files, for measuring it. Reads and writes CSV, touches no database. */
#include <stdlib.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/nlp_merge.h"
#include "app/nlp_table.h"
#include "base/day.h"
#include "base/env.h"
#include "sorting/sorting.h"
#include "text/text.h"
#include "text/units.h"

/* Of everything a command holds; a file that needs more is refused. */
static const size_t CEILING = (size_t)3 << 30;
enum { UNITS = 3, SCRATCH = 64 << 20, MIN_EXAMPLES = 10 };

const struct option_def NLP_OPTIONS[] = {
	{ "train", OPTION_TEXT, "FILE", NULL, "已有结论的 CSV 文件，从中学习" },
	{ "test", OPTION_TEXT, "FILE", NULL, "要判断的 CSV 文件" },
	{ "in", OPTION_TEXT, "FILE", NULL, "merge、hot：要读的 CSV 文件" },
	{ "out", OPTION_TEXT, "FILE", NULL, "结果写入的 CSV 文件" },
	{ "top", OPTION_INT, "N", "10", "hot：写出前几件" },
	{ "pairs", OPTION_TEXT, "FILE", NULL, "merge：比较过的每一对及其特征写入的 CSV 文件" },
	{ "why", OPTION_FLAG, NULL, NULL, "classify：多写一列 words，说明依据了哪些词" },
	{ NULL },
};

/* ---- labels ---- */

struct labels {
	struct sv *name;           /* sorted */
	size_t n;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct sv *)a)->p, ((const struct sv *)b)->p);
}

static bool collect(struct labels *l, struct arena *a, const struct nlp_table *t, size_t column)
{
	l->name = ARENA_ARRAY(a, struct sv, t->n + 1);
	for (size_t i = 0; i < t->n; i++) {
		l->name[i] = nlp_cell(t, i, column);
		if (!l->name[i].n) {
			app_say("%s 第 %zu 行：没有结论", t->path, t->line[i]);
			return false;
		}
	}
	qsort(l->name, t->n, sizeof *l->name, by_name);
	for (size_t i = 0; i < t->n; i++)
		if (!l->n || !sv_eq(l->name[l->n - 1], l->name[i]))
			l->name[l->n++] = l->name[i];
	if (t->n < MIN_EXAMPLES || l->n < 2 || l->n > SORT_LABELS_MAX) {
		app_say("%s 有 %zu 行、%zu 种结论；至少要 %d 行、2 种，至多 %d 种", t->path, t->n, l->n, MIN_EXAMPLES,
			SORT_LABELS_MAX);
		return false;
	}
	return true;
}

static uint16_t label_of(const struct labels *l, struct sv name)
{
	const struct sv *found = bsearch(&name, l->name, l->n, sizeof *l->name, by_name);
	return (uint16_t)(found - l->name);
}

/* ---- what both tasks share ---- */

struct task {
	const char *const *columns;
	size_t ncolumns;           /* the last one is the answer; files to be judged need not have it */
	const struct sort_learning *how;
	/* False after saying what is wrong with the row. */
	bool (*features)(struct arena *a, const struct nlp_table *t, size_t row, struct sort_features *out, int64_t *at);
	void (*head)(struct nlp_out *o, bool why);
	void (*answer)(struct nlp_out *o, const struct labels *l, const struct sort_guess *g, size_t n, bool why);
	size_t top;
	bool units;                /* the labels are units, which get new names */
};

/* What was learned. */
struct learned {
	const struct sort_model *model;
	const struct sort_units *units; /* or NULL */
	struct labels labels;
};

static bool read_examples(const struct task *k, struct arena *a, const struct nlp_table *t, struct learned *l,
			  struct sort_example *e)
{
	int64_t *at = ARENA_ARRAY(a, int64_t, t->n), newest = INT64_MIN;
	uint16_t *label = ARENA_ARRAY(a, uint16_t, t->n);
	for (size_t i = 0; i < t->n; i++) {
		e[i].label = label[i] = label_of(&l->labels, nlp_cell(t, i, k->ncolumns - 1));
		if (!k->features(a, t, i, &e[i].x, &at[i]))
			return false;
		newest = at[i] > newest ? at[i] : newest;
	}
	if (k->units)
		l->units = sort_units_learn(a, l->labels.name, l->labels.n, label, at, t->n);
	for (size_t i = 0; i < t->n; i++) {
		e[i].weight = sort_weight_of_age(newest - at[i]);
		if (l->units)
			e[i].label = sort_units_of(l->units, label[i]);
	}
	return true;
}

static bool learn(const struct task *k, struct arena *a, const char *path, struct learned *l)
{
	struct nlp_table t;
	if (!nlp_read(&t, a, path, k->columns, k->ncolumns) || !collect(&l->labels, a, &t, k->ncolumns - 1))
		return false;
	struct sort_example *e = ARENA_ARRAY(a, struct sort_example, t.n);
	int64_t began = mono_ms();
	if (!read_examples(k, a, &t, l, e))
		return false;
	l->model = sort_learn(a, e, t.n, l->labels.n, k->how);
	printf("学习 %zu 行，%zu 种结论，%zu 个特征，用时 %.2f 秒\n", t.n, l->labels.n, sort_model_features(l->model),
	       (double)(mono_ms() - began) / 1000);
	return true;
}

static size_t guess(const struct task *k, const struct learned *l, struct arena *scratch, struct sort_features x, int64_t at,
		    struct sort_guess *g)
{
	size_t n = sort_guess(l->model, scratch, x, g, k->top);
	for (size_t i = 0; l->units && i < n; i++)
		g[i].label = sort_units_name(l->units, g[i].label, at);
	return n;
}

static bool judge(const struct task *k, const struct learned *l, const struct nlp_table *t, struct nlp_out *o, bool why)
{
	struct arena *scratch = arena_new(SCRATCH);
	bool ok = true;
	k->head(o, why);
	for (size_t i = 0; i < t->n && ok; i++) {
		struct sort_guess g[UNITS];
		struct sort_features x;
		int64_t at;
		arena_reset(scratch);
		ok = k->features(scratch, t, i, &x, &at);
		if (!ok)
			break;
		nlp_put(o, nlp_cell(t, i, 0));
		k->answer(o, &l->labels, g, guess(k, l, scratch, x, at, g), why);
		nlp_end(o);
	}
	arena_free(scratch);
	return ok;
}

static bool run_task(const struct task *k, struct arena *a, const struct options *o)
{
	struct learned l = { 0 };
	struct nlp_table t;
	struct nlp_out out;
	if (!learn(k, a, option_text(o, "train"), &l) || !nlp_read(&t, a, option_text(o, "test"), k->columns, k->ncolumns - 1))
		return false;
	if (!nlp_create(&out, option_text(o, "out")))
		return false;
	int64_t began = mono_ms();
	bool ok = judge(k, &l, &t, &out, option_flag(o, "why"));
	if (!nlp_close(&out) || !ok)
		return false;
	printf("判断 %zu 行，平均每行 %.3f 毫秒\n", t.n, (double)(mono_ms() - began) / (double)(t.n ? t.n : 1));
	return true;
}

/* ---- classify ---- */

static bool features_of_text(struct arena *a, const struct nlp_table *t, size_t row, struct sort_features *out, int64_t *at)
{
	*at = 0;
	*out = sort_features_of_text(a, text_plain(a, nlp_cell(t, row, 1)), text_plain(a, nlp_cell(t, row, 2)));
	return true;
}

static void head_of_text(struct nlp_out *o, bool why)
{
	nlp_put_str(o, "id");
	nlp_put_str(o, "label");
	nlp_put_str(o, "probability");
	if (why)
		nlp_put_str(o, "words");
	nlp_end(o);
}

static void answer_of_text(struct nlp_out *o, const struct labels *l, const struct sort_guess *g, size_t n, bool why)
{
	struct buf words;
	(void)n;
	nlp_put(o, l->name[g->label]);
	nlp_put_str(o, arena_printf(o->a, "%.4f", (double)g->probability));
	if (!why)
		return;
	buf_init(&words, o->a, 4096);
	for (size_t i = 0; i < g->nwords; i++) {
		buf_str(&words, i ? "、" : "");
		buf_sv(&words, g->word[i]);
	}
	nlp_put(o, buf_view(&words));
}

static const char *const TEXT_COLUMNS[] = { "id", "title", "body", "label" };
static const struct task CLASSIFY = { TEXT_COLUMNS, 4, &SORT_TEXTS, features_of_text, head_of_text, answer_of_text, 1, false };

/* ---- dispatch ---- */

static bool features_of_matter(struct arena *a, const struct nlp_table *t, size_t row, struct sort_features *out, int64_t *at)
{
	struct sort_matter m = { .channel = nlp_cell(t, row, 2), .nature = nlp_cell(t, row, 3),
				 .type = { nlp_cell(t, row, 4), nlp_cell(t, row, 5), nlp_cell(t, row, 6) },
				 .street = nlp_cell(t, row, 7), .community = nlp_cell(t, row, 8) };
	if (!time_parse(nlp_cell(t, row, 1).p, at)) {
		app_say("%s 第 %zu 行：时间写得不对", t->path, t->line[row]);
		return false;
	}
	*out = sort_features_of_matter(a, &m);
	return true;
}

static void head_of_matter(struct nlp_out *o, bool why)
{
	(void)why;
	nlp_put_str(o, "REC_ID");
	nlp_put_str(o, "unit1");
	nlp_put_str(o, "unit2");
	nlp_put_str(o, "unit3");
	nlp_end(o);
}

static void answer_of_matter(struct nlp_out *o, const struct labels *l, const struct sort_guess *g, size_t n, bool why)
{
	(void)why;
	for (size_t i = 0; i < UNITS; i++)
		nlp_put(o, i < n ? l->name[g[i].label] : SV(""));
}

static const char *const MATTER_COLUMNS[] = { "REC_ID", "CREATE_TIME", "EVENT_SRC_NAME", "EVENT_PROPERTY_NAME", "EVENT_TYPE_NAME",
					      "MAIN_TYPE_NAME", "SUB_TYPE_NAME", "STREET_NAME", "COMMUNITY_NAME",
					      "DISPOSE_UNIT_NAME" };
static const struct task DISPATCH = { MATTER_COLUMNS, 10, &SORT_MATTERS, features_of_matter, head_of_matter, answer_of_matter,
				      UNITS, true };

/* ---- the command ---- */

static const struct {
	const char *name;
	const struct task *task;   /* learns from one file and judges another; NULL: `run` does it */
	bool (*run)(struct arena *a, const struct options *o);
	const char *needs[4];
} TASKS[] = {
	{ "classify", &CLASSIFY, NULL, { "train", "test", "out" } },
	{ "dispatch", &DISPATCH, NULL, { "train", "test", "out" } },
	{ "merge", NULL, nlp_merge, { "in", "out" } },
	{ "hot", NULL, nlp_hot, { "in", "out" } },
};

static int run_one(size_t i, const struct options *o)
{
	jmp_buf full;
	struct arena *a = arena_new(CEILING);
	bool ok = false;
	arena_trap(a, &full);
	if (setjmp(full))
		app_say("文件太大：处理它需要的内存超过 %zu MB", CEILING >> 20);
	else
		ok = TASKS[i].task ? run_task(TASKS[i].task, a, o) : TASKS[i].run(a, o);
	arena_free(a);
	return ok ? EXIT_DONE : EXIT_FAILED;
}

int cmd_nlp(const struct options *o)
{
	const char *name = o->nargs ? o->args[0] : "";
	for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
		if (strcmp(name, TASKS[i].name) != 0)
			continue;
		for (size_t k = 0; TASKS[i].needs[k]; k++)
			if (!option_given(o, TASKS[i].needs[k]))
				return usage_error("nlp", "%s 要写 --%s 文件", name, TASKS[i].needs[k]);
		return run_one(i, o);
	}
	return usage_error("nlp", "请写 classify、dispatch、merge 或 hot");
}
