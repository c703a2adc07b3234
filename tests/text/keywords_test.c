/* SPDX-License-Identifier: Apache-2.0 */
/* Keywords of the event list: every occurrence found, and the suggestions a dispatcher sees with their reasons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/env.h"
#include "text/text.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

enum { LAMP = 101, COVER = 102, NOISE = 103, PARKING = 104 };

static const struct text_keyword EVENT_LIST[] = {
	{ "路灯", LAMP, 3 },     { "不亮", LAMP, 1 },      { "路灯不亮", LAMP, 2 }, { "路灯", LAMP, 2 }, /* entered twice */
	{ "井盖", COVER, 3 },    { "不亮", COVER, 0 },     { "噪音", NOISE, 2 },    { "ＫＴＶ", NOISE, 2 },
	{ "停车", PARKING, 2 },  { "占道停车", PARKING, 3 }, { "110", NOISE, 1 },   { "  ", NOISE, 9 },
	{ NULL, NOISE, 9 },      { "停车场", NOISE, -5 },
};
enum { EVENTS = sizeof EVENT_LIST / sizeof EVENT_LIST[0] };

struct listing {
	struct buf b;
	size_t stop_after;
};

static bool list(void *arg, const struct text_hit *h)
{
	struct listing *l = arg;
	buf_printf(&l->b, "%s@%zu>%lld ", h->word, h->at, (long long)h->payload);
	assert_int_equal(strlen(h->word), h->n);
	assert_int_equal(sv_chars(sv_from(h->word)), h->chars);
	return l->stop_after == 0 || --l->stop_after > 0;
}

static const char *hits(const struct text_matcher *m, const char *text, size_t stop_after)
{
	struct listing l = { .stop_after = stop_after };
	buf_init(&l.b, arena, 10000);
	text_matcher_run(m, text_normalise(arena, sv_from(text)), list, &l);
	return buf_cstr(&l.b);
}

static void every_occurrence_is_found(void **state)
{
	(void)state;
	const struct text_matcher *m = text_matcher_build(arena, EVENT_LIST, EVENTS);
	assert_int_equal(text_matcher_count(m), 11);
	assert_string_equal(hits(m, "", 0), "");
	assert_string_equal(hits(m, "天气很好", 0), "");
	assert_string_equal(hits(m, "路灯不亮", 0), "路灯@0>101 路灯不亮@0>101 不亮@6>101 不亮@6>102 ");
	assert_string_equal(hits(m, "路灯路灯", 0), "路灯@0>101 路灯@6>101 ");
	assert_string_equal(hits(m, "路灯路灯", 1), "路灯@0>101 ");
	assert_string_equal(hits(m, "占道停车场", 0), "占道停车@0>104 停车@6>104 停车场@6>103 ");
	assert_string_equal(hits(m, "Ktv噪音", 0), "ktv@0>103 噪音@3>103 ");
}

static void latin_keywords_must_stand_alone(void **state)
{
	(void)state;
	const struct text_matcher *m = text_matcher_build(arena, EVENT_LIST, EVENTS);
	assert_string_equal(hits(m, "已打110报警", 0), "110@6>103 ");
	assert_string_equal(hits(m, "110", 0), "110@0>103 ");
	assert_string_equal(hits(m, "13811012345", 0), "");
	assert_string_equal(hits(m, "1100", 0), "");
	assert_string_equal(hits(m, "xktv ktvx", 0), "");
	assert_string_equal(hits(m, "(110)", 0), "110@1>103 ");
}

static void no_keywords_no_hits(void **state)
{
	(void)state;
	const struct text_matcher *m = text_matcher_build(arena, NULL, 0);
	assert_int_equal(text_matcher_count(m), 0);
	assert_string_equal(hits(m, "路灯不亮", 0), "");
	struct text_suggestion s[3];
	assert_int_equal(text_suggest(m, arena, SV("路灯不亮"), s, 3), 0);
}

static void suggestions_come_with_their_words(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		size_t top;
		const char *want;
	} cases[] = {
		{ "nothing known", "天气很好", 3, "" },
		{ "one type, longest reason first", "小区路灯不亮", 3, "101=16:路灯不亮,路灯,不亮 " },
		{ "a word counts once", "路灯路灯路灯", 3, "101=6:路灯 " },
		{ "full-width text", "ＫＴＶ噪音", 3, "103=10:ktv,噪音 " },
		{ "two types, the better first", "占道停车，路灯也不亮", 3, "104=16:占道停车,停车 101=8:路灯,不亮 " },
		{ "only the best", "占道停车，路灯也不亮", 1, "104=16:占道停车,停车 " },
		{ "equal scores: lower number first", "井盖和路灯", 3, "101=6:路灯 102=6:井盖 " },
		{ "a weight below zero speaks against", "停车场有噪音", 3, "104=4:停车 " },
		{ "weight zero suggests nothing", "不亮", 3, "101=2:不亮 " },
		{ "none wanted", "路灯", 0, "" },
	};
	const struct text_matcher *m = text_matcher_build(arena, EVENT_LIST, EVENTS);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text_suggestion s[3];
		struct buf b;
		buf_init(&b, arena, 1000);
		size_t n = text_suggest(m, arena, sv_from(cases[i].text), s, cases[i].top);
		for (size_t k = 0; k < n; k++) {
			buf_printf(&b, "%lld=%lld:", (long long)s[k].payload, (long long)s[k].score);
			for (size_t w = 0; w < s[k].nwords; w++)
				buf_printf(&b, "%s%s", w ? "," : "", s[k].words[w]);
			buf_char(&b, ' ');
		}
		if (strcmp(buf_cstr(&b), cases[i].want) != 0)
			fail_msg("%s: %s", cases[i].name, buf_cstr(&b));
	}
}

/* ---- against looking for every keyword separately ---- */

struct tally {
	size_t *count;
	size_t last_end;
};

static bool tally(void *arg, const struct text_hit *h)
{
	struct tally *t = arg;
	assert_true(h->at + h->n >= t->last_end);
	t->last_end = h->at + h->n;
	t->count[h->payload]++;
	return true;
}

static size_t occurrences(struct sv text, struct sv word)
{
	size_t n = 0;
	for (size_t i = 0; i + word.n <= text.n; i++)
		n += memcmp(text.p + i, word.p, word.n) == 0;
	return n;
}

static void agrees_with_a_plain_search(void **state)
{
	(void)state;
	static const char *const letters[] = { "路", "灯", "不", "亮", "跰" /* shares bytes with 路 */ };
	struct env_fake f;
	env_fake_init(&f, 0, 9);
	for (int round = 0; round < 300; round++) {
		arena_reset(arena);
		enum { WORDS = 30 };
		struct text_keyword k[WORDS];
		for (int i = 0; i < WORDS; i++) {
			struct buf b;
			buf_init(&b, arena, 100);
			for (uint64_t n = env_fake_next(&f) % 6 + 1; n; n--)
				buf_str(&b, letters[env_fake_next(&f) % 5]);
			k[i] = (struct text_keyword){ buf_cstr(&b), i, 1 };
		}
		struct buf text;
		buf_init(&text, arena, 1000);
		for (int n = 0; n < 60; n++)
			buf_str(&text, letters[env_fake_next(&f) % 5]);
		size_t count[WORDS] = { 0 };
		struct tally t = { count, 0 };
		text_matcher_run(text_matcher_build(arena, k, WORDS), buf_view(&text), tally, &t);
		for (int i = 0; i < WORDS; i++)
			assert_int_equal(count[i], occurrences(buf_view(&text), sv_from(k[i].text)));
	}
}

/* ---- one matcher, several threads ---- */

static const struct text_matcher *shared;

static void *suggest_often(void *arg)
{
	struct arena *a = arena_new(4 << 20);
	uintptr_t wrong = 0;
	(void)arg;
	for (int i = 0; i < 2000; i++) {
		arena_reset(a);
		struct text_suggestion s[3];
		wrong += text_suggest(shared, a, SV("占道停车，路灯也不亮"), s, 3) != 2 || s[0].payload != PARKING || s[0].score != 16;
	}
	arena_free(a);
	return (void *)wrong;
}

static void a_matcher_is_shared_by_threads(void **state)
{
	(void)state;
	pthread_t t[4];
	shared = text_matcher_build(arena, EVENT_LIST, EVENTS);
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&t[i], NULL, suggest_often, NULL), 0);
	for (int i = 0; i < 4; i++) {
		void *wrong;
		pthread_join(t[i], &wrong);
		assert_int_equal((uintptr_t)wrong, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_occurrence_is_found),
		cmocka_unit_test(latin_keywords_must_stand_alone),
		cmocka_unit_test(no_keywords_no_hits),
		cmocka_unit_test(suggestions_come_with_their_words),
		cmocka_unit_test(agrees_with_a_plain_search),
		cmocka_unit_test(a_matcher_is_shared_by_threads),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
