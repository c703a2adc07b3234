/* SPDX-License-Identifier: Apache-2.0 */
/* Files on disk under the name of their content: sealed (written and known by hash), then moved into place, each
 * step made durable before the next, so that a committed row never names a file that a power cut took away. */
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/file_internal.h"

enum { CHUNK = 64 << 10 };

const char DEPOT_FILES[] = "files", DEPOT_QUARANTINE[] = "quarantine";

static const struct problem_code E_DISK = { ERR_IO, "file.disk", "文件没有保存成功，请稍后再试；一直失败时请联系系统管理员。" };
static const struct problem_code E_FULL = { ERR_DB_FULL, "file.disk_full", "服务器存储空间已满，暂时不能上传，请联系系统管理员。" };

static enum err failed(struct op *op, const char *what, const char *path)
{
	int why = errno;
	problem_detail(op->problem, arena_printf(op->a, "%s %s: %s", what, path, strerror(why)));
	return problem_set(op->problem, why == ENOSPC || why == EDQUOT ? &E_FULL : &E_DISK);
}

static bool digest(int fd, EVP_MD_CTX *c, char hash[FILE_HASH], int64_t *size)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t chunk[CHUNK], sum[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	ssize_t k;
	*size = 0;
	if (!EVP_DigestInit_ex(c, EVP_sha256(), NULL))
		return false;
	while ((k = pread(fd, chunk, sizeof chunk, (off_t)*size)) > 0) {
		EVP_DigestUpdate(c, chunk, (size_t)k);
		*size += k;
	}
	if (k < 0 || !EVP_DigestFinal_ex(c, sum, &n))
		return false;
	for (unsigned i = 0; i < (FILE_HASH - 1) / 2; i++) {
		hash[2 * i] = digits[sum[i] >> 4];
		hash[2 * i + 1] = digits[sum[i] & 15];
	}
	hash[FILE_HASH - 1] = 0;
	return true;
}

enum err depot_seal(struct op *op, const char *path, char hash[FILE_HASH], int64_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	bool ok = fd >= 0 && c && digest(fd, c, hash, size) && fsync(fd) == 0;
	int why = errno;
	EVP_MD_CTX_free(c);
	if (fd >= 0)
		close(fd);
	errno = why;
	return ok ? ERR_OK : failed(op, "seal", path);
}

static bool sync_dir(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

/* Makes var/<room>/ab, and makes that durable when it is new. */
static bool make_shelf(struct op *op, const char *room, const char *shelf)
{
	const char *dir = arena_printf(op->a, "%s/%s", op->site->var_dir, room);
	if (mkdir(shelf, 0750) == 0)
		return sync_dir(dir);
	if (errno == EEXIST)
		return true;
	if (errno != ENOENT || (mkdir(dir, 0750) != 0 && errno != EEXIST) || !sync_dir(op->site->var_dir))
		return false;
	return (mkdir(shelf, 0750) == 0 || errno == EEXIST) && sync_dir(dir);
}

enum err depot_put(struct op *op, const char *room, const char *path, const char *hash)
{
	const char *shelf = arena_printf(op->a, "%s/%s/%.2s", op->site->var_dir, room, hash);
	const char *place = arena_printf(op->a, "%s/%s", shelf, hash);
	if (!make_shelf(op, room, shelf))
		return failed(op, "mkdir", shelf);
	/* also over the same content already there: its new age keeps the sweeper away until the row is committed */
	if (rename(path, place) != 0)
		return failed(op, "rename", place);
	return sync_dir(shelf) ? ERR_OK : failed(op, "fsync", shelf);
}

const char *file_path(const struct op *op, const char *hash)
{
	return arena_printf(op->a, "%s/%s/%.2s/%s", op->site->var_dir, DEPOT_FILES, hash, hash);
}
