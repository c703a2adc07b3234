/* SPDX-License-Identifier: Apache-2.0 */
/* Readings of Han characters: ICU's transliterator behind a table, and the words it reads differently from people. */
#include "text/pinyin.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unicode/utrans.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "text/utf8.h"

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF, READING = 8 };

/* By character, where the usual reading in names is not ICU's. */
static const struct {
	const char *han, *reading;
} CHARS[] = {
	{ "长", "chang" }, { "地", "di" }, { "都", "du" }, { "薄", "bo" }, { "还", "huan" }, { "曾", "zeng" }, { "牟", "mu" },
	{ "泊", "bo" },    { "解", "jie" }, { "埠", "bu" },
};
/* By word; the longest does not matter as no word begins another. */
static const struct {
	const char *word, *reading[3];
} WORDS[] = {
	{ "银行", { "yin", "hang" } },  { "行业", { "hang", "ye" } },   { "商行", { "shang", "hang" } },
	{ "重庆", { "chong", "qing" } }, { "重复", { "chong", "fu" } },  { "重新", { "chong", "xin" } },
	{ "音乐", { "yin", "yue" } },   { "调解", { "tiao", "jie" } },  { "调整", { "tiao", "zheng" } },
	{ "校长", { "xiao", "zhang" } }, { "家长", { "jia", "zhang" } }, { "局长", { "ju", "zhang" } },
	{ "成长", { "cheng", "zhang" } }, { "会计", { "kuai", "ji" } }, { "朝阳", { "chao", "yang" } },
	{ "朝霞", { "zhao", "xia" } },  { "降水", { "jiang", "shui" } }, { "便宜", { "pian", "yi" } },
	{ "出差", { "chu", "chai" } },  { "了解", { "liao", "jie" } },  { "藏族", { "zang", "zu" } },
	{ "宝藏", { "bao", "zang" } },  { "校对", { "jiao", "dui" } },  { "给水", { "ji", "shui" } },
	{ "自给", { "zi", "ji" } },     { "勾当", { "gou", "dang" } },  { "厦门", { "xia", "men" } },
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static UTransliterator *latin;
static char table[HAN_LAST - HAN_FIRST + 1][READING];

static bool open_latin(void)
{
	static const char ID[] = "Han-Latin; NFD; [[:Nonspacing Mark:]-[\\u0308]] Remove; NFC; Lower";
	UErrorCode e = U_ZERO_ERROR;
	UChar id[sizeof ID];
	if (latin)
		return true;
	u_uastrcpy(id, ID);
	UTransliterator *made = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
	if (U_FAILURE(e))
		return false;
	latin = made;
	for (size_t i = 0; i < sizeof CHARS / sizeof *CHARS; i++) {
		size_t n;
		uint32_t c = text_char(sv_from(CHARS[i].han), 0, &n);
		snprintf(table[c - HAN_FIRST], READING, "%s", CHARS[i].reading);
	}
	return true;
}

/* "!" stands for a character that has no reading. */
static void read_char(uint32_t c, char out[READING])
{
	UErrorCode e = U_ZERO_ERROR;
	UChar text[64] = { (UChar)c };
	int32_t n = 1, limit = 1, at = 0;
	snprintf(out, READING, "!");
	utrans_transUChars(latin, text, &n, 64, 0, &limit, &e);
	if (U_FAILURE(e) || text[0] == (UChar)c)
		return;
	for (int32_t i = 0; i < n && at < READING - 1; i++) {
		UChar u = text[i] == 0xFC ? 'v' : text[i];
		if (u >= 'a' && u <= 'z')
			out[at++] = (char)u;
	}
	out[at] = '\0';
}

/* Nothing is allocated under the lock: an arena may jump away. */
static void reading(uint32_t c, char out[READING])
{
	char *r = table[c - HAN_FIRST];
	pthread_mutex_lock(&lock);
	bool ready = open_latin();
	if (ready && !*r)
		read_char(c, r);
	snprintf(out, READING, "%s", !ready || *r == '!' ? "" : r);
	pthread_mutex_unlock(&lock);
}

static void add(struct buf *full, struct buf *initials, const char *r)
{
	if (*r) {
		buf_str(full, r);
		buf_char(initials, *r);
	}
}

static size_t add_word(struct buf *full, struct buf *initials, struct sv rest)
{
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		size_t n = strlen(WORDS[i].word);
		if (n > rest.n || memcmp(rest.p, WORDS[i].word, n) != 0)
			continue;
		for (size_t k = 0; k < 3 && WORDS[i].reading[k]; k++)
			add(full, initials, WORDS[i].reading[k]);
		return n;
	}
	return 0;
}

struct text_pinyin text_pinyin(struct arena *a, struct sv normalised)
{
	struct buf full, initials;
	buf_init(&full, a, normalised.n * READING + READING);
	buf_init(&initials, a, normalised.n + 1);
	for (size_t at = 0, n; at < normalised.n; at += n) {
		uint32_t c = text_char(normalised, at, &n);
		struct sv rest = { normalised.p + at, normalised.n - at };
		size_t word = c >= HAN_FIRST && c <= HAN_LAST ? add_word(&full, &initials, rest) : 0;
		if (word) {
			n = word;
		} else if (c >= HAN_FIRST && c <= HAN_LAST) {
			char r[READING];
			reading(c, r);
			add(&full, &initials, r);
		} else if (c < 0x80 && text_ascii_alnum((unsigned char)c)) {
			buf_char(&full, (char)c);
			buf_char(&initials, (char)c);
		}
	}
	return (struct text_pinyin){ arena_str(a, buf_cstr(&full)), arena_str(a, buf_cstr(&initials)) };
}
