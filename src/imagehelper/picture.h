/* SPDX-License-Identifier: Apache-2.0 */
/* One picture made anew: decoded, turned upright, made small enough, written without anything but its pixels. */
#ifndef YS_IMAGEHELPER_PICTURE_H
#define YS_IMAGEHELPER_PICTURE_H

#include <stddef.h>

#include "imagehelper/exif.h"
#include "imagehelper/outcome.h"

struct picture {
	const char *format;        /* "jpeg" or "png" */
	int width, height;
	void *bytes, *thumb;       /* from libvips; the process ends soon */
	size_t bytes_n, thumb_n;
	struct exif_facts facts;
};
/* Starts the decoders with a picture of their own, so that they load what they need before the sandbox closes. */
void picture_warm_up(void);
/* `p` is only read. */
enum image_outcome picture_make(void *p, size_t n, struct picture *out);

#endif
