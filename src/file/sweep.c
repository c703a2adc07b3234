/* SPDX-License-Identifier: Apache-2.0 */
/* Files that nothing refers to: left by a process that died between the file and its row, or by a form never sent.
 *
 * A file just being taken in is younger than a day, so it is never touched. What it costs: one question to the
 * database per stored file, once a night. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "file/file_internal.h"

enum { HASH_CHARS = FILE_HASH - 1, DEPTH = 3, ARENA_BYTES = 4 << 20 };
static const int64_t ORPHAN_MS = MS_DAY, DRAFT_MS = 2 * (int64_t)MS_DAY;

struct sweep {
	struct db_session *s;
	struct arena *a;
	int64_t now, removed;
	enum err error;
};

static bool is_hash(const char *name)
{
	return strspn(name, "0123456789abcdef") == HASH_CHARS && !name[HASH_CHARS];
}

static bool is_old(const struct sweep *w, const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * MS_SECOND < w->now - ORPHAN_MS;
}

/* True when a row names the file. An unknown answer counts as yes. */
static bool is_known(struct sweep *w, const char *hash)
{
	struct q_attachment_hash_used_out used;
	arena_reset(w->a);
	enum err e = q_attachment_hash_used(w->s, &(struct q_attachment_hash_used_in){ .hash = hash }, &used);
	if (e)
		w->error = e;
	return e || used.n > 0;
}

/* The same content may be coming in again at this moment: then the name holds another, younger file. */
static bool is_same(const char *path, const struct stat *before)
{
	struct stat st;
	return lstat(path, &st) == 0 && st.st_ino == before->st_ino && st.st_mtim.tv_sec == before->st_mtim.tv_sec;
}

static void remove_file(struct sweep *w, const char *path, const struct stat *st)
{
	if (!is_same(path, st))
		return;
	if (unlink(path) == 0)
		w->removed++;
	else if (errno != ENOENT)
		log_warn("file", "cannot remove %s: %s", path, strerror(errno));
}

static void sweep_dir(struct sweep *w, const char *dir, bool temporary, int depth)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	while (d && !w->error && (entry = readdir(d))) {
		char path[FILE_PATH];
		struct stat st;
		if (entry->d_name[0] == '.')
			continue;
		if (snprintf(path, sizeof path, "%s/%s", dir, entry->d_name) >= (int)sizeof path || lstat(path, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode)) {
			if (depth < DEPTH)
				sweep_dir(w, path, temporary, depth + 1);
			continue;
		}
		if (!S_ISREG(st.st_mode) || !is_old(w, &st))
			continue;
		if (temporary || (is_hash(entry->d_name) && !is_known(w, entry->d_name)))
			remove_file(w, path, &st);
	}
	if (d)
		closedir(d);
}

static enum err drop_drafts(struct db_session *s, void *arg)
{
	int64_t before = *(const int64_t *)arg;
	return q_attachment_drop_drafts(s, &(struct q_attachment_drop_drafts_in){ .before = before }, NULL);
}

enum err file_sweep(struct site *site, struct db_session *s, int64_t now, int64_t *removed)
{
	static const struct {
		const char *room;
		bool temporary;
	} rooms[] = { { DEPOT_FILES, false }, { DEPOT_QUARANTINE, false }, { "tmp", true } };
	struct sweep w = { .s = s, .now = now };
	struct arena *before = db_arena(s);
	int64_t drafts_before = now - DRAFT_MS;
	char dir[FILE_PATH];
	*removed = 0;
	w.error = db_write(s, drop_drafts, &drafts_before);
	w.a = arena_new(ARENA_BYTES);
	db_session_use(s, w.a);
	for (size_t i = 0; !w.error && i < sizeof rooms / sizeof *rooms; i++)
		if (snprintf(dir, sizeof dir, "%s/%s", site->var_dir, rooms[i].room) < (int)sizeof dir)
			sweep_dir(&w, dir, rooms[i].temporary, 0);
	db_session_use(s, before);
	arena_free(w.a);
	*removed = w.removed;
	return w.error;
}
