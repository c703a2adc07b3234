/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the few EXIF fields that are evidence. A field that looks odd is left out, never a reason to refuse the
 * picture. */
#include "imagehelper/exif.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* libvips writes "value (value, type, components, bytes)". NULL when absent. */
static const char *field(VipsImage *image, const char *name)
{
	const char *text;
	if (!vips_image_get_typeof(image, name) || vips_image_get_string(image, name, &text) != 0)
		return NULL;
	return text;
}

static bool plausible(const int t[6])
{
	static const int least[6] = { 1990, 1, 1, 0, 0, 0 }, most[6] = { 2100, 12, 31, 23, 59, 59 };
	for (int i = 0; i < 6; i++)
		if (t[i] < least[i] || t[i] > most[i])
			return false;
	return true;
}

/* "+08:00"; "" when there is none. */
static void read_zone(VipsImage *image, char out[8])
{
	const char *zone = field(image, "exif-ifd2-OffsetTimeOriginal");
	unsigned hours, minutes;
	char sign;
	out[0] = 0;
	if (!zone || sscanf(zone, "%c%2u:%2u", &sign, &hours, &minutes) != 3)
		return;
	if ((sign == '+' || sign == '-') && hours <= 14 && minutes <= 59)
		snprintf(out, 8, "%c%02u:%02u", sign, hours, minutes);
}

static void read_time(VipsImage *image, struct exif_facts *out)
{
	const char *text = field(image, "exif-ifd2-DateTimeOriginal");
	char zone[8];
	int t[6];
	if (!text)
		text = field(image, "exif-ifd2-DateTimeDigitized");
	if (!text || sscanf(text, "%4d:%2d:%2d %2d:%2d:%2d", t, t + 1, t + 2, t + 3, t + 4, t + 5) != 6 || !plausible(t))
		return;
	read_zone(image, zone);
	snprintf(out->taken_at, sizeof out->taken_at, "%04d-%02d-%02d%c%02d:%02d:%02d%s", t[0], t[1], t[2],
		 zone[0] ? 'T' : ' ', t[3], t[4], t[5], zone);
}

/* "37/1 30/1 1234/100" as degrees, minutes, seconds. */
static bool degrees(const char *text, double *out)
{
	unsigned n[3], d[3];
	if (!text || sscanf(text, "%10u/%10u %10u/%10u %10u/%10u", &n[0], &d[0], &n[1], &d[1], &n[2], &d[2]) != 6)
		return false;
	if (!d[0] || !d[1] || !d[2])
		return false;
	*out = (double)n[0] / d[0] + (double)n[1] / d[1] / 60 + (double)n[2] / d[2] / 3600;
	return true;
}

static void read_place(VipsImage *image, struct exif_facts *out)
{
	const char *north = field(image, "exif-ifd3-GPSLatitudeRef"), *east = field(image, "exif-ifd3-GPSLongitudeRef");
	double lat, lon;
	if (!north || !east || !degrees(field(image, "exif-ifd3-GPSLatitude"), &lat) ||
	    !degrees(field(image, "exif-ifd3-GPSLongitude"), &lon))
		return;
	/* cameras without a fix write zeros */
	if (lat > 90 || lon > 180 || (lat < 1e-9 && lon < 1e-9))
		return;
	out->lat = llround((north[0] == 'S' ? -lat : lat) * 1e6);
	out->lon = llround((east[0] == 'W' ? -lon : lon) * 1e6);
	out->has_place = true;
}

void exif_read(VipsImage *image, struct exif_facts *out)
{
	memset(out, 0, sizeof *out);
	read_time(image, out);
	read_place(image, out);
}
