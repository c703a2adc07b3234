/* SPDX-License-Identifier: Apache-2.0 */
/* Coordinates: published pairs of GCJ-02, the inverse to the millimetre, identity abroad, distances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/env.h"
#include "geo/geo.h"

static void near(const char *name, double got, double want, double within)
{
	if (!(fabs(got - want) <= within))
		fail_msg("%s: %.12f, wanted %.12f", name, got, want);
}

static void published_pairs(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		double lon, lat, gcj_lon, gcj_lat;
	} pairs[] = {
		{ "Beijing", 116.404, 39.915, 116.41024449916938, 39.91640428150164 },
		{ "Beijing west", 116.377817, 39.911954, 116.38404722455657, 39.91334545536069 },
		{ "Shanghai", 121.5272106, 31.1774276, 121.531541859215, 31.17530398364597 },
		{ "Shenzhen", 113.912316, 22.543847, 113.9171764808363, 22.540796131694766 },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		double lon, lat;
		geo_cgcs_to_gcj(pairs[i].lon, pairs[i].lat, &lon, &lat);
		near(pairs[i].name, lon, pairs[i].gcj_lon, 1e-11);
		near(pairs[i].name, lat, pairs[i].gcj_lat, 1e-11);
		geo_gcj_to_cgcs(pairs[i].gcj_lon, pairs[i].gcj_lat, &lon, &lat);
		near(pairs[i].name, lon, pairs[i].lon, 1e-9);
		near(pairs[i].name, lat, pairs[i].lat, 1e-9);
	}
}

static void there_and_back_all_over_the_country(void **state)
{
	(void)state;
	double farthest = 0;
	for (double lon = 73; lon < 137; lon += 0.37)
		for (double lat = 3; lat < 55; lat += 0.29) {
			double glon, glat, blon, blat;
			geo_cgcs_to_gcj(lon, lat, &glon, &glat);
			double moved = geo_distance_m(lon, lat, glon, glat);
			farthest = moved > farthest ? moved : farthest;
			geo_gcj_to_cgcs(glon, glat, &blon, &blat);
			near("lon", blon, lon, 1e-7);
			near("lat", blat, lat, 1e-7);
		}
	assert_true(farthest > 300 && farthest < 2000);
}

static void abroad_nothing_moves(void **state)
{
	(void)state;
	static const double places[][2] = {
		{ -0.1276, 51.5072 }, { 139.69, 35.68 }, { 103.8, -1.3 }, { 72, 30 }, { 100, 56 },
	};
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		double lon, lat;
		geo_cgcs_to_gcj(places[i][0], places[i][1], &lon, &lat);
		assert_true(lon == places[i][0] && lat == places[i][1]);
		geo_gcj_to_cgcs(places[i][0], places[i][1], &lon, &lat);
		assert_true(lon == places[i][0] && lat == places[i][1]);
	}
	double lon, lat;
	geo_gcj_to_cgcs(NAN, 30, &lon, &lat);
	assert_true(isnan(lon));
}

static void distances(void **state)
{
	(void)state;
	near("a degree north", geo_distance_m(122, 37, 122, 38), 111195.08, 0.01);
	near("a degree along the equator", geo_distance_m(10, 0, 11, 0), 111195.08, 0.01);
	near("nowhere", geo_distance_m(122.4, 37.1, 122.4, 37.1), 0, 0);
	near("a metre", geo_distance_m(122, 37, 122, 37 + 1 / 111195.08), 1, 1e-6);
	near("half around", geo_distance_m(0, 0, 180, 0), 20015114.44, 0.01);
	near("over the date line", geo_distance_m(179.5, 0, -179.5, 0), 111195.08, 0.01);
	near("same both ways", geo_distance_m(122, 37, 116, 40), geo_distance_m(116, 40, 122, 37), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_pairs),
		cmocka_unit_test(there_and_back_all_over_the_country),
		cmocka_unit_test(abroad_nothing_moves),
		cmocka_unit_test(distances),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
