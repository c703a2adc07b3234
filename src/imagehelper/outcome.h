/* SPDX-License-Identifier: Apache-2.0 */
/* What yingshao-image tells the server: its exit codes, and the limits both sides know. No other header is shared,
 * so that nothing of the server is linked into the helper and no image library into the server. */
#ifndef YS_IMAGEHELPER_OUTCOME_H
#define YS_IMAGEHELPER_OUTCOME_H

/* A helper killed by a signal, or one that ends with any other code, is like IMAGE_INTERNAL. */
enum image_outcome {
	IMAGE_DONE = 0,
	IMAGE_USAGE = 2,
	IMAGE_REFUSED_TYPE = 20,   /* not a JPEG, PNG, WebP or HEIC */
	IMAGE_REFUSED_PIXELS = 21, /* more than IMAGE_PIXELS_MAX, or a side of nothing */
	IMAGE_BROKEN = 30,         /* one of these, but damaged or cut off */
	IMAGE_INTERNAL = 40        /* out of memory, disk, sandbox: says nothing about the picture */
};

enum {
	IMAGE_PIXELS_MAX = 50 * 1000 * 1000,
	IMAGE_SIDE_MAX = 4096,     /* of the result */
	IMAGE_THUMB_SIDE = 320,
	IMAGE_BYTES_MAX = 20 << 20,
	IMAGE_SECONDS = 10
};

#endif
