/* SPDX-License-Identifier: Apache-2.0 */
/* Draws the map of the demo city as SVG on standard output, to be looked at by a person:
 * map_svg [west south east north] > map.svg */
#include <stdio.h>
#include <stdlib.h>

#include "app/demo_map.h"

static const char *const SHADES[] = { "#e8efdc", "#f3ead2", "#e0ecef", "#efe3e0", "#e6e4f0", "#f0f0da", "#dfeee4" };
static double view[4];

static void path(struct demo_ring r, const char *fill, const char *stroke, double width)
{
	double k = 1400 / (view[2] - view[0]), ky = k * 1.25;
	bool seen = false;
	for (int32_t i = 0; i < r.n; i++)
		seen |= r.p[i].x * 1e-7 > view[0] && r.p[i].x * 1e-7 < view[2] && r.p[i].y * 1e-7 > view[1] && r.p[i].y * 1e-7 < view[3];
	if (!seen)
		return;
	printf("<path fill='%s' stroke='%s' stroke-width='%.2f' d='M", fill, stroke, width);
	for (int32_t i = 0; i < r.n; i++)
		printf("%.2f %.2f ", (r.p[i].x * 1e-7 - view[0]) * k, (view[3] - r.p[i].y * 1e-7) * ky);
	puts("z'/>");
}

int main(int argc, char **argv)
{
	static const int communities[DEMO_TOWNS] = { 10, 10, 10, 10, 10, 10, 10, 10, 16, 16, 16,
						     16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16 };
	for (int i = 0; i < 4; i++)
		view[i] = argc > 4 ? strtod(argv[i + 1], NULL) : DEMO_MAP_BOUNDS[i];
	struct arena *a = arena_new((size_t)256 << 20);
	const struct demo_map *m = demo_map_make(a, 1, communities);
	if (!m)
		return 1;
	double height = 1400 / (view[2] - view[0]) * 1.25 * (view[3] - view[1]);
	printf("<svg xmlns='http://www.w3.org/2000/svg' width='1400' height='%.0f'><rect width='1400' height='%.0f' "
	       "fill='#b9d7ea'/>\n",
	       height, height);
	for (int i = 0; i < m->ncommunities; i++)
		path(m->community[i].ring, SHADES[m->community[i].town % 7], "#999", 0.1);
	int count[4] = { 0 };
	double scale = 0.6 / (view[2] - view[0]);
	for (int level = 3; level; level--)
		for (size_t i = 0; i < m->nnodes; i++) {
			if (m->nodes[i].level != level)
				continue;
			count[level]++;
			path(m->nodes[i].ring, "none",
			     level == 3	  ? "#bbb"
			     : level == 2 ? "#888"
					  : "#446",
			     (level == 3   ? 0.25
			      : level == 2 ? 0.4
					   : 0.7) *
				     (scale > 3 ? 2 : 1));
		}
	for (int i = 0; i < m->ncommunities; i++)
		path(m->community[i].ring, "none", "#a33", 1.0);
	puts("</svg>");
	fprintf(stderr, "communities %d, base %d, sub %d, cells %d, memory %zu\n", m->ncommunities, count[1], count[2], count[3],
		arena_used(a));
	arena_free(a);
	return 0;
}
