/* SPDX-License-Identifier: Apache-2.0 */
/* What the night removes, and what it must not touch. */
#include <fcntl.h>
#include <sys/stat.h>

#include "file/samples.h"
#include "file/studio.h"

static int set_up(void **state)
{
	static struct studio s;
	studio_open(&s, city_engine);
	*state = &s;
	return 0;
}

static int tear_down(void **state)
{
	studio_close(*state);
	return 0;
}

/* Files carry the real time; the city stands in 2025. */
static void touched(struct studio *s, const char *path, int64_t ago_ms)
{
	int64_t at = s->c->env.now - ago_ms;
	struct timespec t[2] = { { at / MS_SECOND, 0 }, { at / MS_SECOND, 0 } };
	if (utimensat(AT_FDCWD, path, t, 0) != 0)
		fail_msg("%s cannot be aged", path);
}

static int64_t swept(struct studio *s)
{
	int64_t removed = -1;
	if (file_sweep(&s->c->site, s->c->f->s, s->c->env.now, &removed))
		fail_msg("the sweep failed: %s", db_error(s->c->f->s));
	return removed;
}

/* The sample picture of this object. */
static int64_t picture(struct studio *s, const char *object_kind, int64_t object_id)
{
	const struct upload *u = arrive(s, "a.jpg", "image/jpeg", bytes_of(SAMPLE_JPEG, sizeof SAMPLE_JPEG));
	return kept(s, RECEIVER, u, "report", object_kind, object_id);
}

static int64_t draft(struct studio *s)
{
	return picture(s, "draft", 0);
}

static struct q_attachment_get_out row(struct studio *s, int64_t id)
{
	struct q_attachment_get_out f;
	assert_int_equal(q_attachment_get(s->c->f->s, &(struct q_attachment_get_in){ .id = id }, &f), ERR_OK);
	return f;
}

/* A file of that name that no row knows. */
static void lay(struct studio *s, const char *path, int64_t ago_ms)
{
	FILE *f = fopen(path, "w");
	if (!f || fputs("x", f) < 0 || fclose(f) != 0)
		fail_msg("%s cannot be written", path);
	touched(s, path, ago_ms);
}

static const char ORPHAN[] = "aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11aa11";
static const char YOUNG[] = "aa22aa22aa22aa22aa22aa22aa22aa22aa22aa22aa22aa22aa22aa22aa22aa22";

static void orphans_older_than_a_day_go(void **state)
{
	struct studio *s = *state;
	char path[300];
	const struct q_attachment_get_out f = row(s, picture(s, "appeal", 1));
	touched(s, lies_at(s, "files", f.hash), 30 * (int64_t)MS_DAY);
	touched(s, lies_at(s, "files", f.thumb_hash), 30 * (int64_t)MS_DAY);
	snprintf(path, sizeof path, "%s/files/aa", s->c->dir);
	mkdir(path, 0700);
	lay(s, lies_at(s, "files", ORPHAN), 25 * (int64_t)MS_HOUR);
	lay(s, lies_at(s, "files", YOUNG), 23 * (int64_t)MS_HOUR);
	snprintf(path, sizeof path, "%s/files/aa/README", s->c->dir);
	lay(s, path, 30 * (int64_t)MS_DAY);
	assert_int_equal(swept(s), 1);
	assert_false(exists(lies_at(s, "files", ORPHAN)));
	assert_true(exists(lies_at(s, "files", YOUNG)));
	assert_true(exists(path)); /* not ours */
	assert_true(exists(lies_at(s, "files", f.hash)) && exists(lies_at(s, "files", f.thumb_hash)));
}

static void drafts_nobody_attached_go_after_two_days(void **state)
{
	struct studio *s = *state;
	int64_t old = draft(s);
	draft(s);
	const struct q_attachment_get_out f = row(s, old);
	struct city *c = s->c;
	city_pass(c, 47 * (int64_t)MS_HOUR);
	touched(s, lies_at(s, "files", f.hash), 47 * (int64_t)MS_HOUR);
	touched(s, lies_at(s, "files", f.thumb_hash), 47 * (int64_t)MS_HOUR);
	assert_int_equal(swept(s), 0);
	assert_true(exists(lies_at(s, "files", f.hash)));
	city_pass(c, 2 * (int64_t)MS_HOUR);
	assert_int_equal(swept(s), 2); /* picture and thumb: both drafts were the same picture */
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM attachment WHERE id >= $", 0), 0);
	assert_false(exists(lies_at(s, "files", f.hash)));
}

static void a_draft_of_an_attached_picture_leaves_its_file(void **state)
{
	struct studio *s = *state;
	struct city *c = s->c;
	int64_t old = draft(s);
	const struct q_attachment_get_out f = row(s, old);
	picture(s, "case", 1);
	city_pass(c, 3 * (int64_t)MS_DAY);
	touched(s, lies_at(s, "files", f.hash), 3 * (int64_t)MS_DAY);
	touched(s, lies_at(s, "files", f.thumb_hash), 3 * (int64_t)MS_DAY);
	assert_int_equal(swept(s), 0);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM attachment WHERE id = $", old), 0);
	assert_true(exists(lies_at(s, "files", f.hash)));
}

static void quarantine_and_temporary_files_too(void **state)
{
	struct studio *s = *state;
	char path[300];
	helper_script(s, "exit 40");
	const struct q_attachment_get_out f = row(s, picture(s, "appeal", 1));
	touched(s, lies_at(s, "quarantine", f.hash), 3 * (int64_t)MS_DAY);
	snprintf(path, sizeof path, "%s/quarantine/aa", s->c->dir);
	mkdir(path, 0700);
	lay(s, lies_at(s, "quarantine", ORPHAN), 3 * (int64_t)MS_DAY);
	snprintf(path, sizeof path, "%s/tmp/up-1-0.part", s->c->dir);
	lay(s, path, 3 * (int64_t)MS_DAY);
	assert_int_equal(swept(s), 2);
	assert_true(exists(lies_at(s, "quarantine", f.hash)));
	assert_false(exists(path));
}

#define STUDIO(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STUDIO(orphans_older_than_a_day_go),
		STUDIO(drafts_nobody_attached_go_after_two_days),
		STUDIO(a_draft_of_an_attached_picture_leaves_its_file),
		STUDIO(quarantine_and_temporary_files_too),
	};
	return city_run("file sweep", tests, sizeof tests / sizeof *tests);
}
