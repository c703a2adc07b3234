/* SPDX-License-Identifier: Apache-2.0 */
/* `yingshao verify FILE`: whether a signed document is byte for byte the one that was issued. */
#include "app/verify_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/commands.h"
#include "notice/notice.h"

enum { DOCUMENT_MAX = 32 << 20, SIGNATURE_MAX = 256 };

static bool read_all(struct app *app, const char *path, size_t max, struct buf *out)
{
	char chunk[16384];
	ssize_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	buf_init(out, app->arena, max);
	while (fd >= 0 && !out->overflow && (n = read(fd, chunk, sizeof chunk)) > 0)
		buf_add(out, chunk, (size_t)n);
	if (fd < 0 || n < 0)
		app_say("无法读取 %s：%s", path, strerror(errno));
	else if (out->overflow)
		app_say("%s 太大，不是本系统签发的文件", path);
	if (fd >= 0)
		close(fd);
	return fd >= 0 && n == 0 && !out->overflow;
}

/* The signature of --signature, the one beside the file, or the one that is stored with the notice. */
static bool find_signature(struct app *app, const char *file, const char *given, const struct q_notice_document_known_out *known,
			   struct db_blob *out)
{
	struct buf b;
	const char *beside = arena_printf(app->arena, "%s.sig", file);
	if (!given && access(beside, R_OK) == 0)
		given = beside;
	if (!given) {
		*out = known->signature;
		return out->p != NULL;
	}
	if (!read_all(app, given, SIGNATURE_MAX, &b))
		return false;
	*out = (struct db_blob){ b.p, b.n };
	return true;
}

static void say_known(const struct q_notice_document_known_out *k)
{
	char at[TIME_TEXT];
	printf("  %s，签发于 %s，%s\n", k->no ? k->no : "", time_text(k->signed_at, at), wf_state_text(&NOTICE_MACHINE, k->status));
}

int verify_file(struct app *app, const char *file, const char *signature)
{
	struct problem problem = { 0 };
	struct op op = app_op(app, &problem);
	struct q_notice_document_known_out known = { 0 };
	struct db_blob sig = { 0 };
	struct buf document, hex;
	uint8_t digest[SM3_SIZE];
	if (!read_all(app, file, DOCUMENT_MAX, &document))
		return EXIT_FAILED;
	sm3(document.p ? document.p : "", document.n, digest);
	buf_init(&hex, app->arena, 2 * SM3_SIZE + 1);
	buf_hex(&hex, digest, sizeof digest);
	enum err e = notice_of_document(&op, buf_cstr(&hex), &known);
	if (e && e != ERR_NOT_FOUND)
		return app_failed(app, e, &problem);
	bool genuine = find_signature(app, file, signature, &known, &sig) && keys_verify(app->site.keys, digest, sig) == ERR_OK;
	printf("SM3 %s\n", buf_cstr(&hex));
	if (!genuine) {
		printf("签名无效：文件被改动过，或者不是本系统签发的\n");
		return EXIT_FAILED;
	}
	printf("签名有效：与签发时逐字节一致\n");
	if (!e)
		say_known(&known);
	return EXIT_DONE;
}
