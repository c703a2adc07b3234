/* SPDX-License-Identifier: Apache-2.0 */
/* When and where a picture was taken, from its EXIF fields as libvips shows them. */
#ifndef YS_IMAGEHELPER_EXIF_H
#define YS_IMAGEHELPER_EXIF_H

#include <stdbool.h>
#include <stdint.h>
#include <vips/vips.h>

struct exif_facts {
	char taken_at[40];         /* "2025-03-03 09:00:00", with zone "2025-03-03T09:00:00+08:00"; "" unknown */
	bool has_place;
	int64_t lon, lat;          /* micro-degrees, WGS 84 */
};
void exif_read(VipsImage *image, struct exif_facts *out);

#endif
