/* SPDX-License-Identifier: Apache-2.0 */
/* Official documents: the PDF and the .docx say the same, in the order of GB/T 9704; what would break the XML is escaped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/official.h"

enum { ROOM = 64 << 20, FILE_MAX = 16 << 20 };

static const char *const CELLS[] = { "1", "20260827000012", "屋顶漏水 <b>&", "2026年8月20日", "已超期 7 天",
				     "2", "20260827000013", "井盖缺失", "2026年8月21日", "已超期 6 天" };
static const struct official DOCUMENT = {
	.issuer = "青澜市社会治理服务中心", .kind = "督办单", .no = "社治督〔2026〕3号", .title = "关于超期一倍时限未办结问题的督办单",
	.recipient = "青澜市住房和城乡建设局", .body = { "经平台统计，你单位超期一倍时限未办结 2 件。", "请第一责任人亲自研究 & 反馈。" },
	.nbody = 2, .signer = "王建国", .date = "2026年8月27日", .copies = "市委办公室；市政府办公室；市纪委监委",
	.list_title = "涉及案件清单", .cols = { "序号", "案件编号", "事项", "办理期限", "情况" },
	.share = { 0.09, 0.26, 0.25, 0.18, 0.22 }, .ncols = 5, .nrows = 2, .cells = CELLS, .now = 1787800000000,
};

/* Output of a tool over the file, blanks taken off; NULL where the tool is not installed. */
static const char *read_by(struct arena *a, struct sv file, const char *tool, const char *before, const char *after)
{
	char in[] = "/tmp/ys-official-XXXXXX", chunk[4096];
	int out[2], fd = access(tool, X_OK) == 0 ? mkstemp(in) : -1;
	struct buf b;
	ssize_t n;
	if (fd < 0)
		return NULL;
	assert_int_equal(write(fd, file.p, file.n), (ssize_t)file.n);
	close(fd);
	assert_int_equal(pipe(out), 0);
	pid_t pid = fork();
	if (pid == 0) {
		dup2(out[1], 1);
		if (*before)
			execl(tool, tool, before, in, after, (char *)NULL);
		else
			execl(tool, tool, in, after, (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	buf_init(&b, a, FILE_MAX);
	while ((n = read(out[0], chunk, sizeof chunk)) > 0)
		buf_add(&b, chunk, (size_t)n);
	close(out[0]);
	waitpid(pid, NULL, 0);
	unlink(in);
	char *words = arena_sv(a, buf_view(&b)), *to = words;
	for (const char *w = words; *w; w++)
		if (*w != ' ' && *w != '\n')
			*to++ = *w;
	*to = '\0';
	return words;
}

/* All of these stand in the text, one after the other. */
static void in_order(const char *text, const char *const *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *at = strstr(text, parts[i]);
		if (!at)
			fail_msg("%s is missing, or stands too early", parts[i]);
		text = at + strlen(parts[i]);
	}
}

static void the_pdf_has_the_parts_in_their_order(void **state)
{
	(void)state;
	static const char *const PARTS[] = { "青澜市社会治理服务中心", "督办单", "社治督〔2026〕3号", "关于超期一倍时限未办结问题的督办单",
		"青澜市住房和城乡建设局：", "经平台统计", "请第一责任人亲自研究&反馈。", "附件：涉及案件清单", "签发人：王建国",
		"2026年8月27日", "—1—", "20260827000012", "井盖缺失", "抄送：市委办公室；市政府办公室；市纪委监委", "2026年8月27日印发", "—2—" };
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct buf out;
	buf_init(&out, a, FILE_MAX);
	assert_int_equal(official_pdf(a, &problem, &DOCUMENT, &out), ERR_OK);
	assert_memory_equal(out.p, "%PDF-1.", 7);
	const char *words = read_by(a, buf_view(&out), "/usr/bin/pdftotext", "-layout", "-");
	if (words) {
		in_order(words, PARTS, sizeof PARTS / sizeof *PARTS);
		assert_null(strstr(words, "草稿"));
	}
	arena_free(a);
}

static void a_draft_is_marked_as_one(void **state)
{
	(void)state;
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct official o = DOCUMENT;
	struct buf out;
	o.no = NULL;
	o.signer = o.date = o.copies = "";
	o.nrows = 0;
	buf_init(&out, a, FILE_MAX);
	assert_int_equal(official_pdf(a, &problem, &o, &out), ERR_OK);
	const char *words = read_by(a, buf_view(&out), "/usr/bin/pdftotext", "-layout", "-");
	if (words) {
		assert_non_null(strstr(words, "未签发"));
		assert_null(strstr(words, "附件"));
		assert_null(strstr(words, "抄送"));
	}
	arena_free(a);
}

static void the_docx_says_the_same(void **state)
{
	(void)state;
	static const char *const PARTS[] = { "青澜市社会治理服务中心", "督办单", "社治督〔2026〕3号", "关于超期一倍时限未办结问题的督办单",
		"青澜市住房和城乡建设局：", "请第一责任人亲自研究&amp;反馈。", "附件：涉及案件清单", "签发人：王建国", "2026年8月27日",
		"屋顶漏水&lt;b&gt;&amp;", "20260827000013", "抄送：市委办公室" };
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct buf out, small;
	buf_init(&out, a, FILE_MAX);
	assert_int_equal(official_docx(a, &problem, &DOCUMENT, &out), ERR_OK);
	assert_memory_equal(out.p, "PK\x03\x04", 4);
	/* stored: the words stand in the file as they are */
	char *text = arena_sv(a, buf_view(&out)), *to = text;
	for (size_t i = 0; i < out.n; i++)
		if (out.p[i] && out.p[i] != ' ')
			*to++ = out.p[i];
	*to = '\0';
	in_order(text, PARTS, sizeof PARTS / sizeof *PARTS);
	const char *tested = read_by(a, buf_view(&out), "/usr/bin/unzip", "-t", NULL);
	if (tested)
		assert_non_null(strstr(tested, "Noerrorsdetected"));
	buf_init(&small, a, 2000);
	assert_int_equal(official_docx(a, &problem, &DOCUMENT, &small), ERR_TOO_LARGE);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pdf_has_the_parts_in_their_order),
		cmocka_unit_test(a_draft_is_marked_as_one),
		cmocka_unit_test(the_docx_says_the_same),
	};
	return cmocka_run_group_tests_name("official documents", tests, NULL, NULL);
}
