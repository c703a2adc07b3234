/* SPDX-License-Identifier: Apache-2.0 */
/* GCJ-02 (what commercial base maps use) to CGCS2000 and back, and distance.
 * The offset is a smooth field of a few hundred metres, so its inverse is found by fixed-point iteration. */
#include "geo/geo.h"

#include <math.h>

/* Krasovsky 1940, on which the offset is defined. */
static const double AXIS = 6378245.0, ECCENTRICITY2 = 0.00669342162296594323;
static const double EARTH_M = 6371008.8; /* mean radius */

static bool in_china(double lon, double lat)
{
	return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

/* The offset in degrees at a place. */
static void offset(double lon, double lat, double *dlon, double *dlat)
{
	const double third2 = 2.0 / 3.0;
	double x = lon - 105, y = lat - 35;
	double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x));
	double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x));
	double common = (20 * sin(6 * x * M_PI) + 20 * sin(2 * x * M_PI)) * third2;
	north += common + (20 * sin(y * M_PI) + 40 * sin(y / 3 * M_PI)) * third2;
	north += (160 * sin(y / 12 * M_PI) + 320 * sin(y * M_PI / 30)) * third2;
	east += common + (20 * sin(x * M_PI) + 40 * sin(x / 3 * M_PI)) * third2;
	east += (150 * sin(x / 12 * M_PI) + 300 * sin(x / 30 * M_PI)) * third2;
	double phi = lat / 180 * M_PI, s = sin(phi), w = 1 - ECCENTRICITY2 * s * s, root = sqrt(w);
	*dlat = north * 180 / (AXIS * (1 - ECCENTRICITY2) / (w * root) * M_PI);
	*dlon = east * 180 / (AXIS / root * cos(phi) * M_PI);
}

void geo_cgcs_to_gcj(double lon, double lat, double *out_lon, double *out_lat)
{
	double dlon = 0, dlat = 0;
	if (in_china(lon, lat))
		offset(lon, lat, &dlon, &dlat);
	*out_lon = lon + dlon;
	*out_lat = lat + dlat;
}

void geo_gcj_to_cgcs(double lon, double lat, double *out_lon, double *out_lat)
{
	*out_lon = lon;
	*out_lat = lat;
	if (!in_china(lon, lat))
		return;
	/* Each round shrinks the error by about a factor of fifty; 1e-10 degrees are 0.01 mm. */
	for (int i = 0; i < 30; i++) {
		double dlon, dlat;
		offset(*out_lon, *out_lat, &dlon, &dlat);
		double miss_lon = lon - (*out_lon + dlon), miss_lat = lat - (*out_lat + dlat);
		*out_lon += miss_lon;
		*out_lat += miss_lat;
		if (fabs(miss_lon) < 1e-10 && fabs(miss_lat) < 1e-10)
			return;
	}
}

double geo_distance_m(double lon1, double lat1, double lon2, double lat2)
{
	const double rad = M_PI / 180;
	double s_lat = sin((lat2 - lat1) * rad / 2), s_lon = sin((lon2 - lon1) * rad / 2);
	double h = s_lat * s_lat + cos(lat1 * rad) * cos(lat2 * rad) * s_lon * s_lon;
	return 2 * EARTH_M * asin(sqrt(h < 1 ? h : 1));
}
