/* SPDX-License-Identifier: Apache-2.0 */
/* Which files are accepted, and how each is known by its bytes. The name and the type that the client claims only
 * serve to refuse what pretends to be something else. */
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/file_internal.h"

enum { HEAD = 4096, TEXT_CHUNK = 16 << 10, FTYP = 4, BRAND = 8 };

/* ---- signatures ---- */

static bool begins(const uint8_t *p, size_t n, size_t offset, const char *magic, size_t magic_n)
{
	return n >= offset + magic_n && memcmp(p + offset, magic, magic_n) == 0;
}
#define BEGINS(p, n, offset, text) begins(p, n, offset, text, sizeof(text) - 1)
#define SIGNATURE(name, condition)                                                                 \
	static bool is_##name(int fd, const uint8_t *p, size_t n, uint64_t size)                   \
	{                                                                                          \
		(void)fd;                                                                          \
		(void)size;                                                                        \
		return condition;                                                                  \
	}
SIGNATURE(jpeg, BEGINS(p, n, 0, "\xFF\xD8\xFF"))
SIGNATURE(png, BEGINS(p, n, 0, "\x89PNG\r\n\x1A\n"))
SIGNATURE(webp, BEGINS(p, n, 0, "RIFF") && BEGINS(p, n, 8, "WEBP"))
SIGNATURE(pdf, BEGINS(p, n, 0, "%PDF-"))
SIGNATURE(amr, BEGINS(p, n, 0, "#!AMR\n") || BEGINS(p, n, 0, "#!AMR-WB\n"))
SIGNATURE(wav, BEGINS(p, n, 0, "RIFF") && BEGINS(p, n, 8, "WAVE"))

/* The brands of an ISO media file: the main one and those it is compatible with. */
static bool has_brand(const uint8_t *p, size_t n, const char *const *brands)
{
	if (!BEGINS(p, n, FTYP, "ftyp"))
		return false;
	for (; *brands; brands++)
		if (begins(p, n, BRAND, *brands, 4))
			return true;
	return false;
}

static bool is_heic(int fd, const uint8_t *p, size_t n, uint64_t size)
{
	static const char *const brands[] = { "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", NULL };
	(void)fd;
	(void)size;
	return has_brand(p, n, brands);
}

static bool is_m4a(int fd, const uint8_t *p, size_t n, uint64_t size)
{
	static const char *const brands[] = { "M4A ", "M4B ", "mp42", "mp41", "isom", "iso2", "3gp4", "3gp5", "3gp6",
					      NULL };
	(void)fd;
	(void)size;
	return has_brand(p, n, brands);
}

/* An ID3 tag, or a frame of MPEG layer III with a possible bit rate and sampling rate. */
static bool is_mp3(int fd, const uint8_t *p, size_t n, uint64_t size)
{
	(void)fd;
	(void)size;
	if (BEGINS(p, n, 0, "ID3"))
		return true;
	return n >= 4 && p[0] == 0xFF && (p[1] & 0xE6) == 0xE2 && (p[1] & 0x18) != 0x08 && (p[2] & 0xF0) != 0xF0 &&
	       (p[2] & 0x0C) != 0x0C;
}

static bool is_docx(int fd, const uint8_t *p, size_t n, uint64_t size)
{
	return BEGINS(p, n, 0, "PK\x03\x04") && zip_kind_of(fd, size) == ZIP_DOCX;
}

static bool is_xlsx(int fd, const uint8_t *p, size_t n, uint64_t size)
{
	return BEGINS(p, n, 0, "PK\x03\x04") && zip_kind_of(fd, size) == ZIP_XLSX;
}

/* Text in any of the encodings that are used for Chinese, but UTF-16: no control characters. */
static bool is_text(int fd, const uint8_t *head, size_t n, uint64_t size)
{
	uint8_t chunk[TEXT_CHUNK];
	uint64_t at = 0;
	(void)head;
	(void)n;
	while (at < size) {
		ssize_t k = pread(fd, chunk, sizeof chunk, (off_t)at);
		if (k <= 0)
			return false;
		for (ssize_t i = 0; i < k; i++)
			if ((chunk[i] < 0x20 && !strchr("\t\n\r\f", chunk[i])) || chunk[i] == 0 || chunk[i] == 0x7F)
				return false;
		at += (uint64_t)k;
	}
	return true;
}

#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
static const struct file_type TYPES[] = {
	{ FILE_PICTURE, "image/jpeg", "jpg,jpeg,jpe,jfif", "", is_jpeg },
	{ FILE_PICTURE, "image/png", "png", "", is_png },
	{ FILE_PICTURE, "image/webp", "webp", "", is_webp },
	{ FILE_PICTURE, "image/heic", "heic,heif,hif", "", is_heic },
	{ FILE_DOCUMENT, "application/pdf", "pdf", "application/pdf,application/x-pdf", is_pdf },
	{ FILE_DOCUMENT, DOCX, "docx", DOCX ",application/wps-office.docx,application/zip", is_docx },
	{ FILE_DOCUMENT, XLSX, "xlsx", XLSX ",application/wps-office.xlsx,application/zip", is_xlsx },
	{ FILE_RECORDING, "audio/mpeg", "mp3", "audio/mpeg,audio/mp3,audio/x-mpeg,audio/x-mp3", is_mp3 },
	{ FILE_RECORDING, "audio/mp4", "m4a", "audio/mp4,audio/x-m4a,audio/m4a,audio/aac", is_m4a },
	{ FILE_RECORDING, "audio/amr", "amr", "audio/amr,audio/amr-wb,audio/3gpp", is_amr },
	{ FILE_RECORDING, "audio/wav", "wav", "audio/wav,audio/x-wav,audio/wave,audio/vnd.wave", is_wav },
	/* last: anything readable is text */
	{ FILE_DOCUMENT, "text/plain", "txt", "text/plain", is_text },
};
enum { TYPE_COUNT = sizeof TYPES / sizeof *TYPES };

const struct file_type *file_type_of(const char *path)
{
	uint8_t head[HEAD + 1];
	struct stat st;
	const struct file_type *found = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd >= 0 && fstat(fd, &st) == 0 ? pread(fd, head, HEAD, 0) : -1;
	if (n >= 0)
		head[n] = 0;
	for (size_t i = 0; n > 0 && !found && i < TYPE_COUNT; i++)
		if (TYPES[i].is(fd, head, (size_t)n, (uint64_t)st.st_size))
			found = &TYPES[i];
	if (fd >= 0)
		close(fd);
	return found;
}

/* ---- claims ---- */

static bool listed(const char *list, struct sv word)
{
	struct sv rest = sv_from(list), part;
	while (rest.n && sv_cut(&rest, ',', &part))
		if (part.n == word.n && strncasecmp(part.p, word.p, word.n) == 0)
			return true;
	return false;
}

static const struct file_type *of_extension(struct sv extension)
{
	for (size_t i = 0; i < TYPE_COUNT; i++)
		if (listed(TYPES[i].extensions, extension))
			return &TYPES[i];
	return NULL;
}

bool file_type_claimed(const struct file_type *t, const char *filename, const char *media_type)
{
	const char *dot = strrchr(filename, '.');
	struct sv type = sv_from(media_type);
	bool open = sv_eqs(type, "application/octet-stream") || !type.n;
	if (t->class == FILE_PICTURE) {
		/* phones name a HEIC photo .jpg; the picture is made anew anyway */
		const struct file_type *named = dot ? of_extension(sv_from(dot + 1)) : NULL;
		return (!named || named->class == FILE_PICTURE) && (open || strncasecmp(media_type, "image/", 6) == 0);
	}
	return dot && listed(t->extensions, sv_from(dot + 1)) && (open || listed(t->claims, type));
}
