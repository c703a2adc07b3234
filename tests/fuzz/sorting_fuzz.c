/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz target: reading any bytes as title and body, and judging them by a small model. Units cover the text in order, features
 * are bounded and ascend, probabilities are probabilities, and the words that decided lie in the text. */
#include <stdlib.h>
#include <string.h>

#include "sorting/sorting.h"
#include "text/text.h"
#include "text/units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
	if (!ok)
		abort();
}

static const struct sort_model *model(void)
{
	static const struct sort_model *m;
	static const char *const texts[] = { "路灯不亮", "晚上路灯坏了", "垃圾没人清运", "垃圾桶很臭" };
	static struct sort_example e[20];
	if (m)
		return m;
	struct arena *a = arena_new((size_t)64 << 20);
	for (size_t i = 0; i < 20; i++)
		e[i] = (struct sort_example){ sort_features_of_text(a, sv_from(texts[i % 4]), SV("")), i % 4 / 2, 1 };
	return m = sort_learn(a, e, 20, 2, &SORT_TEXTS);
}

static void units_cover(struct sv text)
{
	struct text_unit u;
	const char *end = text.p;
	for (struct sv rest = text; text_next_unit(&rest, &u); end = u.text.p + u.text.n)
		check(u.text.n > 0 && u.text.p >= end && u.text.p + u.text.n <= text.p + text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)256 << 20);
	size_t cut = size / 3;
	struct sv title = text_normalise(a, (struct sv){ (const char *)data, cut });
	struct sv body = text_simplify(a, text_normalise(a, (struct sv){ (const char *)data + cut, size - cut }));
	check(sv_utf8(body));
	units_cover((struct sv){ (const char *)data, size });
	units_cover(body);
	struct sort_features x = sort_features_of_text(a, title, body);
	for (size_t i = 1; i < x.n; i++)
		check(x.v[i - 1].hash < x.v[i].hash);
	struct sort_guess g[2];
	check(sort_guess(model(), a, x, g, 2) == 2 && g[0].probability >= g[1].probability && g[0].probability <= 1);
	for (size_t i = 0; i < g[0].nwords; i++)
		check(memmem(title.p, title.n, g[0].word[i].p, g[0].word[i].n) || memmem(body.p, body.n, g[0].word[i].p, g[0].word[i].n));
	arena_free(a);
	return 0;
}
