/* SPDX-License-Identifier: Apache-2.0 */
/* Files on disk that nothing refers to: left behind by a process that died between the file and its row. They are
 * removed a day later at night, so that a file just being taken in is never touched.
 *
 * Layout: var/files/<64 hex digits>, or in folders below it; the digits are attachment.hash or thumb_hash. Other names are
 * left alone. var/tmp holds uploads in progress. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "appeal_sql.h"
#include "base/log.h"
#include "job/job_internal.h"

enum { HASH_CHARS = 64, DEPTH = 3, PATH_CHARS = 1024, KEEP_MS = MS_DAY };

struct sweep {
	struct op *op;
	int64_t removed, bytes;
	enum err error;
};

static bool is_hash(const char *name)
{
	size_t n = strspn(name, "0123456789abcdef");
	return n == HASH_CHARS && (!name[n] || name[n] == '.' || name[n] == '-' || name[n] == '_');
}

static bool is_old(const struct sweep *w, const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000 < w->op->now - KEEP_MS;
}

/* True when a row names the file. An unknown answer counts as yes. */
static bool is_known(struct sweep *w, const char *name)
{
	char hash[HASH_CHARS + 1];
	struct q_attachment_hash_used_out used;
	memcpy(hash, name, HASH_CHARS);
	hash[HASH_CHARS] = 0;
	enum err e = q_attachment_hash_used(w->op->s, &(struct q_attachment_hash_used_in){ .hash = hash }, &used);
	if (e)
		w->error = e;
	return e || used.n > 0;
}

static void remove_file(struct sweep *w, const char *path, const struct stat *st)
{
	if (unlink(path) != 0) {
		if (errno != ENOENT)
			log_warn("job", "files: cannot remove %s: %s", path, strerror(errno));
		return;
	}
	w->removed++;
	w->bytes += st->st_size;
}

static void sweep_dir(struct sweep *w, const char *dir, bool temporary, int depth)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	while (d && !w->error && (entry = readdir(d))) {
		char path[PATH_CHARS];
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
		bool orphan = S_ISREG(st.st_mode) && is_old(w, &st) &&
			      (temporary || (is_hash(entry->d_name) && !is_known(w, entry->d_name)));
		if (orphan)
			remove_file(w, path, &st);
	}
	if (d)
		closedir(d);
}

enum err files_run(struct job_context *c)
{
	struct sweep w = { .op = c->op };
	char dir[PATH_CHARS / 2];
	snprintf(dir, sizeof dir, "%s/files", c->op->site->var_dir);
	sweep_dir(&w, dir, false, 0);
	snprintf(dir, sizeof dir, "%s/tmp", c->op->site->var_dir);
	sweep_dir(&w, dir, true, 0);
	if (w.removed)
		log_info("job", "files: removed=%" PRId64 " bytes=%" PRId64, w.removed, w.bytes);
	c->done += w.removed;
	return w.error;
}
