/* SPDX-License-Identifier: Apache-2.0 */
/* Paper: pages are counted and numbered, long tables and rows go on on the next page, pictures are embedded as they are,
 * codes are drawn, and what is too much is refused. The text is read back with pdftotext where it is installed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/paper.h"

enum { ROOM = 64 << 20, FILE_MAX = 16 << 20 };

static const struct paper_setup PLAIN = { .title = "测试文件", .head = "应哨", .foot = "青澜市", .mark = "张三 2026-11-22 14:05",
					  .now = 1795327500000 };

static struct paper *fresh(struct arena *a, struct problem *problem, const struct paper_setup *in)
{
	struct paper *p = NULL;
	assert_int_equal(paper_open(a, problem, in, &p), ERR_OK);
	return p;
}

/* Number of "/Type /Page" in the file: what a reader would show. */
static size_t pages_in(struct sv file)
{
	static const char MARK[] = "/Type /Page";
	size_t n = 0;
	for (size_t i = 0; i + sizeof MARK <= file.n; i++)
		n += memcmp(file.p + i, MARK, sizeof MARK - 1) == 0 && file.p[i + sizeof MARK - 1] != 's';
	return n;
}

static bool holds(struct sv file, const char *what)
{
	return memmem(file.p, file.n, what, strlen(what)) != NULL;
}

static struct sv finish(struct arena *a, struct paper *p)
{
	struct buf *b = ARENA_NEW(a, struct buf);
	buf_init(b, a, FILE_MAX);
	assert_int_equal(paper_finish(p, b), ERR_OK);
	assert_memory_equal(b->p, "%PDF-1.", 7);
	return buf_view(b);
}

/* The words of the file without blanks, NULL where no reader is installed. */
static const char *words_of(struct arena *a, struct sv file)
{
	static const char TOOL[] = "/usr/bin/pdftotext";
	char in[] = "/tmp/ys-paper-XXXXXX";
	int pipe_fd[2], fd = access(TOOL, X_OK) == 0 ? mkstemp(in) : -1;
	if (fd < 0)
		return NULL;
	assert_int_equal(write(fd, file.p, file.n), (ssize_t)file.n);
	close(fd);
	assert_int_equal(pipe(pipe_fd), 0);
	pid_t pid = fork();
	if (pid == 0) {
		dup2(pipe_fd[1], 1);
		execl(TOOL, TOOL, "-layout", in, "-", (char *)NULL);
		_exit(127);
	}
	close(pipe_fd[1]);
	struct buf b;
	char chunk[4096];
	ssize_t n;
	buf_init(&b, a, FILE_MAX);
	while ((n = read(pipe_fd[0], chunk, sizeof chunk)) > 0)
		buf_add(&b, chunk, (size_t)n);
	close(pipe_fd[0]);
	waitpid(pid, NULL, 0);
	unlink(in);
	/* How wide a gap must be to become a blank is the reader's affair. */
	char *words = arena_sv(a, buf_view(&b)), *to = words;
	for (const char *w = words; *w; w++)
		if (*w != ' ')
			*to++ = *w;
	*to = '\0';
	return words;
}

static void a_page_with_text_and_facts(void **state)
{
	(void)state;
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct paper *p = fresh(a, &problem, &PLAIN);
	paper_title(p, "青澜市网格工单");
	paper_heading(p, "基本情况");
	paper_facts(p, (const struct paper_fact[]){ { "编号", "20261122000001", false }, { "事项", "井盖缺失", false }, { "空的", "", false },
						    { "地点", "惠风街道和顺社区惠风小区三号楼东侧人行道靠近公交站台的位置", false } }, 4);
	paper_text(p, "来电人反映：路灯不亮\t夜间出行不便。\n第二行 Latin 123");
	paper_note(p, "说明文字");
	paper_rule(p);
	assert_int_equal(paper_pages(p), 1);
	struct sv file = finish(a, p);
	assert_int_equal(pages_in(file), 1);
	assert_true(file.n > 4000);
	assert_true(holds(file, "2026-11-22") || holds(file, "20261122")); /* the injected date, not today's */
	const char *words = words_of(a, file);
	if (words) {
		assert_non_null(strstr(words, "青澜市网格工单"));
		assert_non_null(strstr(words, "井盖缺失"));
		assert_non_null(strstr(words, "靠近公交站台的位置"));
		assert_non_null(strstr(words, "Latin123"));
		assert_non_null(strstr(words, "第1/1页"));
		assert_non_null(strstr(words, "张三"));
		assert_null(strstr(words, "空的"));
	}
	struct buf again;
	buf_init(&again, a, FILE_MAX);
	assert_int_equal(paper_finish(p, &again), ERR_INTERNAL); /* only once */
	arena_free(a);
}

static void a_long_table_repeats_its_head(void **state)
{
	(void)state;
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct paper *p = fresh(a, &problem, &PLAIN);
	paper_title(p, "工单清单");
	paper_table(p, (const struct paper_col[]){ { "序号", 1, true }, { "编号", 3, false }, { "标题（表头）", 8, false } }, 3);
	for (int i = 1; i <= 200; i++)
		paper_row(p, (const char *const[]){ arena_printf(a, "%d", i), arena_printf(a, "20261122%06d", i),
						    i % 7 ? "路灯不亮" : "某小区东门外人行道破损，雨天积水，老人和孩子经过时容易滑倒，请尽快维修" });
	paper_row_strong(p, (const char *const[]){ "200", "合计", "" });
	paper_table_end(p);
	paper_text(p, "完");
	size_t n = paper_pages(p);
	assert_in_range(n, 5, 9);
	struct sv file = finish(a, p);
	assert_int_equal(pages_in(file), n);
	const char *words = words_of(a, file);
	if (words) {
		size_t heads = 0;
		for (const char *w = words; (w = strstr(w, "标题（表头）")); w++)
			heads++;
		assert_int_equal(heads, n);
		assert_non_null(strstr(words, "20261122000200"));
		assert_non_null(strstr(words, arena_printf(a, "第%zu/%zu页", n, n)));
	}
	arena_free(a);
}

static void a_row_longer_than_a_page_goes_on(void **state)
{
	(void)state;
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct paper *p = fresh(a, &problem, &PLAIN);
	struct buf text;
	buf_init(&text, a, 1 << 20);
	for (int i = 0; i < 400; i++)
		buf_printf(&text, "第%d句，说得很长很长。", i);
	paper_table(p, (const struct paper_col[]){ { "甲", 1, false }, { "乙", 2, false } }, 2);
	paper_row(p, (const char *const[]){ "短", buf_cstr(&text) });
	paper_row(p, (const char *const[]){ "末行", "尾" });
	paper_table_end(p);
	paper_text(p, buf_cstr(&text));
	assert_true(paper_pages(p) >= 3);
	struct sv file = finish(a, p);
	const char *words = words_of(a, file);
	if (words) {
		assert_non_null(strstr(words, "第399句"));
		assert_non_null(strstr(words, "末行"));
	}
	arena_free(a);
}

/* The smallest JPEG there is: a grey point. */
static const uint8_t JPEG[] = {
	0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 'J', 'F', 'I', 'F', 0x00, 0x01, 0x01, 0x01, 0x00, 0x48, 0x00, 0x48,
	0x00, 0x00, 0xFF, 0xDB, 0x00, 0x43, 0x00, 0x03, 0x02, 0x02, 0x02, 0x02, 0x02, 0x03, 0x02, 0x02, 0x02, 0x03,
	0x03, 0x03, 0x03, 0x04, 0x06, 0x04, 0x04, 0x04, 0x04, 0x04, 0x08, 0x06, 0x06, 0x05, 0x06, 0x09, 0x08, 0x0A,
	0x0A, 0x09, 0x08, 0x09, 0x09, 0x0A, 0x0C, 0x0F, 0x0C, 0x0A, 0x0B, 0x0E, 0x0B, 0x09, 0x09, 0x0D, 0x11, 0x0D,
	0x0E, 0x0F, 0x10, 0x10, 0x11, 0x10, 0x0A, 0x0C, 0x12, 0x13, 0x12, 0x10, 0x13, 0x0F, 0x10, 0x10, 0x10, 0xFF,
	0xC9, 0x00, 0x0B, 0x08, 0x00, 0x01, 0x00, 0x01, 0x01, 0x01, 0x11, 0x00, 0xFF, 0xCC, 0x00, 0x06, 0x00, 0x10,
	0x10, 0x05, 0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3F, 0x00, 0xD2, 0xCF, 0x20, 0xFF, 0xD9,
};

static void pictures_codes_and_cards(void **state)
{
	(void)state;
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct paper *p = fresh(a, &problem, &PLAIN);
	char path[] = "/tmp/ys-picture-XXXXXX";
	int fd = mkstemp(path);
	assert_int_equal(write(fd, JPEG, sizeof JPEG), (ssize_t)sizeof JPEG);
	close(fd);
	struct paper_picture v[] = { { path, "image/jpeg", 1, 1, "办理前" }, { "/nonexistent", "image/jpeg", 40, 30, "办理后" },
				     { "/nonexistent", "image/png", 40, 30, NULL }, { path, "image/svg+xml", 40, 30, NULL } };
	paper_pictures(p, v, 4, 3);
	unlink(path);
	uint8_t modules[21 * 21];
	for (size_t i = 0; i < sizeof modules; i++)
		modules[i] = (uint8_t)(i % 3 == 0);
	paper_break(p);
	struct paper_box b = { 20, 20, 60, 60 };
	paper_frame(p, &b, PAPER_GREY, true);
	paper_code(p, &b, modules, 21);
	double one = paper_put(p, &(struct paper_words){ .x = 20, .y = 90, .w = 60, .size = 14, .lines = 1, .align = PAPER_CENTRE },
			       "一个很长很长的网格名称放不下就用省略号截断的那一种");
	double many = paper_put(p, &(struct paper_words){ .x = 20, .y = 100, .w = 60, .size = 14, .bold = true },
				"一个很长很长的网格名称放不下就换行显示完整的那一种");
	assert_true(many > one * 1.8);
	assert_int_equal(paper_pages(p), 2);
	struct sv file = finish(a, p);
	assert_true(holds(file, "/DCTDecode")); /* the bytes as they are, not pixels */
	const char *words = words_of(a, file);
	if (words)
		assert_non_null(strstr(words, "图片无法读取"));
	arena_free(a);
}

static void refuses_what_is_too_much(void **state)
{
	(void)state;
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct paper *p = fresh(a, &problem, &PLAIN);
	for (int i = 0; i < PAPER_PAGES_MAX + 5; i++)
		paper_break(p);
	struct buf b;
	buf_init(&b, a, FILE_MAX);
	assert_int_equal(paper_finish(p, &b), ERR_TOO_LARGE);
	assert_string_equal(problem.code, "paper.too_long");
	problem_clear(&problem);
	p = fresh(a, &problem, &PLAIN);
	paper_text(p, "一二三");
	buf_init(&b, a, 500);
	assert_int_equal(paper_finish(p, &b), ERR_TOO_LARGE);
	problem_clear(&problem);
	p = fresh(a, &problem, &PLAIN);
	paper_text(p, "坏字节 \xFF\xFE 也不出错");
	paper_text(p, NULL);
	(void)finish(a, p);
	/* An arena that runs out half-way takes the paper with it. */
	struct arena *small = arena_new(64 << 10);
	jmp_buf trap;
	arena_trap(small, &trap);
	if (setjmp(trap) == 0) {
		p = fresh(small, &problem, &PLAIN);
		for (;;)
			(void)arena_alloc(small, 1000);
	}
	arena_free(small);
	arena_free(a);
}

static void saves_to_a_new_file_only(void **state)
{
	(void)state;
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	char dir[] = "/tmp/ys-paper-XXXXXX";
	assert_non_null(mkdtemp(dir));
	const char *path = arena_printf(a, "%s/a.pdf", dir);
	struct paper *p = fresh(a, &problem, &PLAIN);
	paper_text(p, "存盘");
	assert_int_equal(paper_save(p, path), ERR_OK);
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size > 2000);
	assert_int_equal(st.st_mode & 0777, 0600);
	p = fresh(a, &problem, &PLAIN);
	assert_int_equal(paper_save(p, path), ERR_INTERNAL);
	unlink(path);
	rmdir(dir);
	arena_free(a);
}

static void *print_alone(void *arg)
{
	struct arena *a = arena_new(ROOM);
	struct problem problem = { 0 };
	struct paper *p;
	struct buf b;
	*(int *)arg = 1;
	if (!paper_open(a, &problem, &PLAIN, &p)) {
		for (int i = 0; i < 30; i++)
			paper_text(p, "几个人同时打印，互不相干。");
		buf_init(&b, a, FILE_MAX);
		*(int *)arg = paper_finish(p, &b) != ERR_OK || paper_pages(p) != 1;
	}
	arena_free(a);
	return NULL;
}

static void workers_print_side_by_side(void **state)
{
	(void)state;
	pthread_t t[4];
	int failed[4];
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&t[i], NULL, print_alone, &failed[i]), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(t[i], NULL);
		assert_int_equal(failed[i], 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_with_text_and_facts),
		cmocka_unit_test(a_long_table_repeats_its_head),
		cmocka_unit_test(a_row_longer_than_a_page_goes_on),
		cmocka_unit_test(pictures_codes_and_cards),
		cmocka_unit_test(refuses_what_is_too_much),
		cmocka_unit_test(saves_to_a_new_file_only),
		cmocka_unit_test(workers_print_side_by_side),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
