/* SPDX-License-Identifier: Apache-2.0 */
/* yingshao-image IN OUT THUMB META: the only program of the project that opens pictures from strangers.
 *
 * Reads IN, then locks itself in (no files, no network, no programs, 512 MB, 10 s of processor time), decodes, and
 * writes the picture anew to OUT, a small one to THUMB and what its EXIF data told to META as JSON
 * {width,height,format,taken_at, lon,lat}. The exit code says how it went (outcome.h). The server starts one per
 * picture and stops it after 10 s. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vips/vips.h>

#include "imagehelper/picture.h"
#include "imagehelper/sandbox.h"

enum { THREAD_STACK = 1 << 20 };

static int complain(const char *what)
{
	fprintf(stderr, "yingshao-image: %s\n", what);
	return IMAGE_INTERNAL;
}

static void *read_all(const char *path, size_t *n)
{
	struct stat st;
	char *p = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= IMAGE_BYTES_MAX)
		p = malloc((size_t)st.st_size + 1);
	*n = 0;
	for (ssize_t k = 1; p && k > 0; *n += k > 0 ? (size_t)k : 0)
		k = read(fd, p + *n, (size_t)st.st_size - *n);
	if (fd >= 0)
		close(fd);
	return p;
}

static bool write_all(int fd, const void *p, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t k = write(fd, (const char *)p + done, n - done);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return false;
		done += (size_t)k;
	}
	return true;
}

static bool write_meta(int fd, const struct picture *p)
{
	char text[400], taken[48] = "null", place[80] = "\"lon\":null,\"lat\":null";
	if (p->facts.taken_at[0])
		snprintf(taken, sizeof taken, "\"%s\"", p->facts.taken_at);
	if (p->facts.has_place)
		snprintf(place, sizeof place, "\"lon\":%" PRId64 ",\"lat\":%" PRId64, p->facts.lon, p->facts.lat);
	int n = snprintf(text, sizeof text, "{\"width\":%d,\"height\":%d,\"format\":\"%s\",\"taken_at\":%s,%s}\n", p->width,
			 p->height, p->format, taken, place);
	return n > 0 && (size_t)n < sizeof text && write_all(fd, text, (size_t)n);
}

static bool write_results(const int fd[3], const struct picture *p)
{
	return write_all(fd[0], p->bytes, p->bytes_n) && write_all(fd[1], p->thumb, p->thumb_n) && write_meta(fd[2], p);
}

/* One allocator arena and small stacks: reserved address space counts as used. */
static void be_frugal(void)
{
	pthread_attr_t attr;
	mallopt(M_ARENA_MAX, 1);
	if (pthread_attr_init(&attr) == 0) {
		pthread_attr_setstacksize(&attr, THREAD_STACK);
		pthread_setattr_default_np(&attr);
		pthread_attr_destroy(&attr);
	}
}

/* The libraries' own words would go to a journal socket, which is closed here. */
static GLogWriterOutput say_nothing(GLogLevelFlags level, const GLogField *fields, gsize n, gpointer arg)
{
	(void)level;
	(void)fields;
	(void)n;
	(void)arg;
	return G_LOG_WRITER_HANDLED;
}

static bool start_vips(const char *name)
{
	g_log_set_writer_func(say_nothing, NULL, NULL);
	/* no code made at run time: the sandbox refuses it */
	setenv("VIPS_NOVECTOR", "1", 1);
	/* nor temporary files */
	setenv("VIPS_DISC_THRESHOLD", "4g", 1);
	if (vips_init(name) != 0)
		return false;
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	vips_block_untrusted_set(TRUE);
	picture_warm_up();
	return true;
}

int main(int argc, char **argv)
{
	struct picture made;
	size_t n;
	int fd[3];
	if (argc != 5) {
		fputs("usage: yingshao-image IN OUT THUMB META\n", stderr);
		return IMAGE_USAGE;
	}
	close_range(3, ~0u, 0);
	void *p = read_all(argv[1], &n);
	for (int i = 0; i < 3; i++)
		fd[i] = open(argv[i + 2], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (!p || fd[0] < 0 || fd[1] < 0 || fd[2] < 0)
		return complain("a file cannot be opened");
	be_frugal();
	if (!start_vips(argv[0]))
		return complain("libvips does not start");
	if (!sandbox_limit() || !sandbox_enter())
		return complain("the sandbox does not close");
	enum image_outcome result = picture_make(p, n, &made);
	if (result == IMAGE_DONE && !write_results(fd, &made))
		result = IMAGE_INTERNAL;
	if (result == IMAGE_BROKEN || result == IMAGE_INTERNAL)
		complain(vips_error_buffer());
	_exit((int)result); /* no clean-up inside the sandbox */
}
