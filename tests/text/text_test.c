/* SPDX-License-Identifier: Apache-2.0 */
/* Normal form, tokens and masking, on text as citizens write it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "base/env.h"
#include "text/text.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(32 << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void one_normal_form(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *want;
	} cases[] = {
		{ "empty", "", "" },
		{ "plain Chinese stays", "路灯不亮，已有三天。", "路灯不亮,已有三天。" },
		{ "full-width letters and digits", "ＡＢＣａｂｃ１２３", "abcabc123" },
		{ "full-width signs", "（１）！？：；％＃～", "(1)!?:;%#~" },
		{ "upper case", "KTV Wi-Fi", "ktv wi-fi" },
		{ "full-width blank", "　路灯　不亮　", "路灯 不亮" },
		{ "line ends and tabs", "\n路灯\r\n\t不亮 \n", "路灯 不亮" },
		{ "no-break and thin blanks", "a\xC2\xA0 \xE2\x80\x89" "b", "a b" },
		{ "only blanks", " \t\n　", "" },
		{ "zero width inside", "路\xE2\x80\x8B灯\xEF\xBB\xBF不\xE2\x81\xA0亮", "路灯不亮" },
		{ "direction marks around a pasted number", "\xE2\x80\xAD" "13812345678\xE2\x80\xAC", "13812345678" },
		{ "soft hyphen, controls", "a\xC2\xAD" "b\x01" "c\x7F" "d\xC2\x80", "abcd" },
		{ "blank beside a dropped character", "a \xE2\x80\x8B b", "a b" },
		{ "variation selector", "☎\xEF\xB8\x8F", "☎" },
		{ "circled numbers", "①路灯②井盖⑳㉑㊿⓪", "1路灯2井盖2021500" },
		{ "bracketed and pointed numbers", "⑴⒇⒈⒛", "(1)(20)1.20." },
		{ "circled letters", "ⒶⓏⓐⓩ⒜⒵", "azaz(a)(z)" },
		{ "small and raised digits", "x²y³z¹⁰₀₉", "x2y3z1009" },
		{ "Roman numbers", "ⅠⅣⅫⅯⅸ", "iivxiimix" },
		{ "units", "５㎡、３㎥、２㎏、１㎞", "5m2、3m3、2kg、1km" },
		{ "dots", "等等……", "等等......" },
		{ "letters of mathematics, as in advertising", "𝐀𝐛𝟏𝟵𝒵", "ab19z" },
		{ "ligatures", "ﬁre ﬄ", "fire ffl" },
		{ "yen sign", "￥５０", "¥50" },
		{ "traditional characters stay", "路燈", "路燈" },
		{ "emoji stay", "😡路灯", "😡路灯" },
		{ "ill-formed bytes are dropped", "路\xFF灯\xE8\xAF", "路灯" },
		{ "overlong and surrogate", "a\xC0\xAF" "b\xED\xA0\x80" "c", "abc" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct sv got = text_normalise(arena, sv_from(cases[i].text));
		if (!sv_eqs(got, cases[i].want) || got.p[got.n])
			fail_msg("%s: '%s'", cases[i].name, got.p);
	}
	assert_true(sv_eqs(text_normalise(arena, (struct sv){ "a\0b", 3 }), "ab"));
	assert_int_equal(text_normalise(arena, (struct sv){ NULL, 0 }).n, 0);
}

/* A text of random characters, some broken. */
static struct sv random_text(struct env_fake *f, struct buf *b)
{
	static const char *const pieces[] = { "路", "灯", "１", "Ａ", "a", " ", "　", "\n", "\xE2\x80\x8B", "①", "⒛", "ﬄ",
					      "\xFF", "\xE8", "138", "12345678", "370283", "19900307", "-", ".", "X", "😡", "㎡", "…" };
	buf_init(b, arena, 4000);
	for (uint64_t n = env_fake_next(f) % 40; n; n--)
		buf_str(b, pieces[env_fake_next(f) % (sizeof pieces / sizeof pieces[0])]);
	return buf_view(b);
}

static void the_normal_form_is_final_and_well_formed(void **state)
{
	(void)state;
	struct env_fake f;
	env_fake_init(&f, 0, 5);
	for (int i = 0; i < 5000; i++) {
		arena_reset(arena);
		struct buf b;
		struct sv once = text_normalise(arena, random_text(&f, &b)), twice = text_normalise(arena, once);
		assert_true(sv_utf8(once));
		assert_true(sv_eq(once, twice));
		assert_null(memmem(once.p, once.n, "  ", 2));
		assert_true(sv_eq(sv_trim(once), once));
	}
	/* Every character there is, one by one. */
	for (uint32_t c = 1; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		if (c % 4096 == 0)
			arena_reset(arena);
		char t[5] = { 0 };
		if (c < 0x80)
			t[0] = (char)c;
		else if (c < 0x800)
			t[0] = (char)(0xC0 | c >> 6), t[1] = (char)(0x80 | (c & 63));
		else if (c < 0x10000)
			t[0] = (char)(0xE0 | c >> 12), t[1] = (char)(0x80 | (c >> 6 & 63)), t[2] = (char)(0x80 | (c & 63));
		else
			t[0] = (char)(0xF0 | c >> 18), t[1] = (char)(0x80 | (c >> 12 & 63)), t[2] = (char)(0x80 | (c >> 6 & 63)),
			t[3] = (char)(0x80 | (c & 63));
		struct sv once = text_normalise(arena, sv_from(t));
		if (!sv_utf8(once) || once.n > 4 || !sv_eq(once, text_normalise(arena, once)))
			fail_msg("U+%04X", (unsigned)c);
		if (c >= 0x4E00 && c <= 0x9FFF)
			assert_true(sv_eqs(once, t));
	}
}

static void tokens_of_text(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" },
		{ "路灯不亮", "路灯|灯不|不亮" },
		{ "路灯", "路灯" },
		{ "灯", "灯" },
		{ "路灯 不亮", "路灯|不亮" },
		{ "路,灯", "路|灯" },
		{ "a3区路灯", "a3|区路|路灯" },
		{ "路灯a", "路灯|a" },
		{ "灯a亮", "灯|a|亮" },
		{ "wi-fi ktv", "wi|fi|ktv" },
		{ "110路公交", "110|路公|公交" },
		{ "等等......", "等等" },
		{ "café", "café" },
		{ "😡路灯😡", "路灯" },
		{ "𠮷野家", "𠮷野|野家" },
		{ "人々", "人々" },
		{ " , ", "" },
		{ "路\xFF灯", "路|灯" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b;
		buf_init(&b, arena, 1000);
		struct text_tokens t;
		struct sv token;
		text_tokens_begin(&t, sv_from(cases[i].text));
		while (text_tokens_next(&t, &token)) {
			if (b.n)
				buf_char(&b, '|');
			buf_sv(&b, token);
		}
		assert_false(text_tokens_next(&t, &token));
		assert_string_equal(buf_cstr(&b), cases[i].want);
	}
}

static void long_words_are_cut(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, arena, 4000);
	for (int i = 0; i < 100; i++)
		buf_str(&b, "é1");
	struct text_tokens t;
	struct sv token;
	size_t all = 0;
	text_tokens_begin(&t, buf_view(&b));
	while (text_tokens_next(&t, &token)) {
		assert_in_range(token.n, 1, TEXT_TOKEN_MAX);
		assert_true(sv_utf8(token));
		all += token.n;
	}
	assert_int_equal(all, b.n);
}

static void personal_numbers_are_masked_and_others_left(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text, *want;
	} cases[] = {
		{ "nothing", "", "" },
		{ "mobile", "电话13812345678，请回电", "电话138****5678，请回电" },
		{ "mobile at both ends", "13812345678", "138****5678" },
		{ "two mobiles", "13812345678、19987654321", "138****5678、199****4321" },
		{ "two mobiles with a blank", "13812345678 19987654321", "138****5678 199****4321" },
		{ "behind letters", "wx13812345678", "wx138****5678" },
		{ "end of a sentence", "打13812345678.谢谢", "打138****5678.谢谢" },
		{ "with hyphens", "138-1234-5678", "138-****-5678" },
		{ "with blanks", "138 1234 5678。", "138 **** 5678。" },
		{ "with a mixture", "138-1234 5678", "138-1234 5678" },
		{ "only one gap", "138 12345678", "138 12345678" },
		{ "country code", "+8613812345678", "+86138****5678" },
		{ "country code bare", "8613812345678", "86138****5678" },
		{ "country code with zeros", "008613812345678", "0086138****5678" },
		{ "country code apart", "+86 138 1234 5678", "+86 138 **** 5678" },
		{ "full-width digits", "１３８１２３４５６７８", "１３８****５６７８" },
		{ "identity number", "身份证370283199003071234", "身份证370283********1234" },
		{ "identity number with X", "37028319900307123X。", "370283********123X。" },
		{ "identity number with small x", "37028319900307123x", "370283********123x" },
		{ "identity number full-width", "３７０２８３１９９００３０７１２３Ｘ", "３７０２８３********１２３Ｘ" },
		{ "identity number beside a mobile", "370283199003071234 13812345678", "370283********1234 138****5678" },
		{ "resident of Macao", "820000199003071234", "820000********1234" },
		{ "ten digits", "1381234567", "1381234567" },
		{ "twelve digits", "138123456789", "138123456789" },
		{ "not a mobile prefix", "12812345678", "12812345678" },
		{ "landline", "0631-7561234", "0631-7561234" },
		{ "hotline", "12345", "12345" },
		{ "case number", "20250930000123", "20250930000123" },
		{ "order number", "20250930000123-01", "20250930000123-01" },
		{ "amount", "13812345678.50元", "13812345678.50元" },
		{ "fraction", "0.13812345678", "0.13812345678" },
		{ "eighteen digits without a date", "370283199013071234", "370283199013071234" },
		{ "eighteen digits without a region", "190283199003071234", "190283199003071234" },
		{ "nineteen digits", "6222021990030712345", "6222021990030712345" },
		{ "seventeen digits", "37028319900307123", "37028319900307123" },
		{ "X too early", "3702831990030712X4", "3702831990030712X4" },
		{ "bank card in groups", "6222 0213 8123 4567 890", "6222 0213 8123 4567 890" },
		{ "time", "2025-09-30 16:30", "2025-09-30 16:30" },
		{ "credit code of a firm", "91371082MA3C4XXXXX", "91371082MA3C4XXXXX" },
		{ "ill-formed bytes stay beside it", "\xFF" "13812345678\xE8", "\xFF" "138****5678\xE8" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct sv got = text_mask(arena, sv_from(cases[i].text));
		if (!sv_eqs(got, cases[i].want) || got.p[got.n])
			fail_msg("%s: '%s'", cases[i].name, got.p);
		if (!sv_eq(text_mask(arena, got), got))
			fail_msg("%s: masking twice differs", cases[i].name);
	}
}

static void random_text_keeps_everything_but_the_stars(void **state)
{
	(void)state;
	struct env_fake f;
	env_fake_init(&f, 0, 6);
	int masked = 0;
	for (int i = 0; i < 20000; i++) {
		arena_reset(arena);
		struct buf b;
		struct sv text = random_text(&f, &b), got = text_mask(arena, text);
		assert_true(got.n <= text.n);
		assert_true(sv_eq(text_mask(arena, got), got));
		masked += !sv_eq(got, text);
		if (memmem(text.p, text.n, "１", strlen("１")))
			continue; /* narrower stars: not place by place */
		assert_int_equal(got.n, text.n);
		for (size_t k = 0; k < got.n; k++)
			assert_true(got.p[k] == text.p[k] || (got.p[k] == '*' && text.p[k] >= '0' && text.p[k] <= '9'));
	}
	assert_true(masked > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_normal_form),
		cmocka_unit_test(the_normal_form_is_final_and_well_formed),
		cmocka_unit_test(tokens_of_text),
		cmocka_unit_test(long_words_are_cut),
		cmocka_unit_test(personal_numbers_are_masked_and_others_left),
		cmocka_unit_test(random_text_keeps_everything_but_the_stars),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
