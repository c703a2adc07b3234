/* SPDX-License-Identifier: Apache-2.0 */
/* The only place that touches strange pixels. The kind is decided by the first bytes, and each kind calls its own
 * loader: libvips never gets to choose one of its fifty others. */
#include "imagehelper/picture.h"

#include <stdbool.h>
#include <string.h>
#include <vips/vips.h>

enum { JPEG_QUALITY = 85, THUMB_QUALITY = 75, SMALL_PNG_BYTES = 1 << 20 };

/* ---- kinds ---- */

static bool at(const void *p, size_t n, size_t offset, const char *magic, size_t magic_n)
{
	return n >= offset + magic_n && memcmp((const char *)p + offset, magic, magic_n) == 0;
}
#define AT(p, n, offset, text) at(p, n, offset, text, sizeof(text) - 1)

static bool is_jpeg(const void *p, size_t n)
{
	return AT(p, n, 0, "\xFF\xD8\xFF");
}

static bool is_png(const void *p, size_t n)
{
	return AT(p, n, 0, "\x89PNG\r\n\x1A\n");
}

static bool is_webp(const void *p, size_t n)
{
	return AT(p, n, 0, "RIFF") && AT(p, n, 8, "WEBP");
}

static bool is_heic(const void *p, size_t n)
{
	static const char brands[8][5] = { "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" };
	for (size_t i = 0; i < 8; i++)
		if (AT(p, n, 4, "ftyp") && at(p, n, 8, brands[i], 4))
			return true;
	return false;
}

#define STRICT "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED

/* `down`: how many times smaller it may come out of the decoder, 1 or more. JPEG and WebP can do that, and a photo
 * of 50 megapixels then takes a fraction of the time and the memory. */
static int load_jpeg(void *p, size_t n, double down, VipsImage **out)
{
	int shrink = down >= 8 ? 8 : down >= 4 ? 4 : down >= 2 ? 2 : 1;
	return vips_jpegload_buffer(p, n, out, "shrink", shrink, STRICT, NULL);
}

static int load_png(void *p, size_t n, double down, VipsImage **out)
{
	(void)down;
	return vips_pngload_buffer(p, n, out, STRICT, NULL);
}

static int load_webp(void *p, size_t n, double down, VipsImage **out)
{
	return vips_webpload_buffer(p, n, out, "scale", 1 / down, STRICT, NULL);
}

static int load_heic(void *p, size_t n, double down, VipsImage **out)
{
	(void)down;
	return vips_heifload_buffer(p, n, out, STRICT, NULL);
}

static const struct kind {
	const char *name;
	bool (*is)(const void *p, size_t n);
	int (*load)(void *p, size_t n, double down, VipsImage **out);
} KINDS[] = {
	{ "jpeg", is_jpeg, load_jpeg },
	{ "png", is_png, load_png },
	{ "webp", is_webp, load_webp },
	{ "heic", is_heic, load_heic },
};

static const struct kind *kind_of(const void *p, size_t n)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (KINDS[i].is(p, n))
			return &KINDS[i];
	return NULL;
}

/* ---- pixels ---- */

/* Puts the result of a step in the place of its input. */
static bool next(VipsImage **image, VipsImage *made)
{
	g_object_unref(*image);
	*image = made;
	return true;
}

/* Shrinks while decoding, so that a large photo never stands in memory as a whole; colours become sRGB. Most of the
 * way by averaging whole pixels, which takes a fraction of the time of the fine filter. */
static bool shrink(VipsImage **image, int side)
{
	VipsImage *made;
	int longest = VIPS_MAX((*image)->Xsize, (*image)->Ysize), whole = longest / side;
	if (whole > 1 && !(vips_shrink(*image, &made, whole, whole, NULL) == 0 && next(image, made)))
		return false;
	return vips_thumbnail_image(*image, &made, side, "height", side, "size", VIPS_SIZE_DOWN, "no_rotate", TRUE,
				    "export_profile", "srgb", NULL) == 0 &&
	       next(image, made);
}

static bool decode(VipsImage **image)
{
	VipsImage *made = vips_image_copy_memory(*image);
	return made && next(image, made);
}

static bool upright(VipsImage **image)
{
	VipsImage *made;
	return vips_autorot(*image, &made, NULL) == 0 && next(image, made);
}

/* Eight bits, grey or sRGB. */
static bool plain(VipsImage **image)
{
	VipsImage *made;
	VipsInterpretation want = (*image)->Bands < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
	if ((*image)->Type != want && !(vips_colourspace(*image, &made, want, NULL) == 0 && next(image, made)))
		return false;
	return (*image)->BandFmt == VIPS_FORMAT_UCHAR || (vips_cast_uchar(*image, &made, NULL) == 0 && next(image, made));
}

/* On white, as it would be printed. */
static bool flatten(VipsImage *image, VipsImage **out)
{
	double white[] = { 255, 255, 255 };
	VipsArrayDouble *background = vips_array_double_new(white, image->Bands < 3 ? 1 : 3);
	int failed = 0;
	*out = image;
	if (vips_image_hasalpha(image))
		failed = vips_flatten(image, out, "background", background, NULL);
	else
		g_object_ref(image);
	vips_area_unref(VIPS_AREA(background));
	return !failed;
}

/* ---- results ---- */

static bool write_jpeg(VipsImage *image, int quality, void **p, size_t *n)
{
	return vips_jpegsave_buffer(image, p, n, "Q", quality, "optimize_coding", TRUE, "strip", TRUE, NULL) == 0;
}

/* A screenshot stays sharp as PNG; a photo saved as PNG is larger than it needs to be. */
static bool write_small_png(VipsImage *image, struct picture *out)
{
	if (vips_pngsave_buffer(image, &out->bytes, &out->bytes_n, "strip", TRUE, NULL) != 0)
		return false;
	if (out->bytes_n <= SMALL_PNG_BYTES)
		return true;
	g_free(out->bytes);
	out->bytes = NULL;
	return false;
}

static bool write_results(VipsImage *image, bool png, struct picture *out)
{
	VipsImage *flat = NULL;
	out->width = image->Xsize;
	out->height = image->Ysize;
	out->format = png && write_small_png(image, out) ? "png" : "jpeg";
	bool ok = flatten(image, &flat) && (out->bytes || write_jpeg(flat, JPEG_QUALITY, &out->bytes, &out->bytes_n)) &&
		  shrink(&flat, IMAGE_THUMB_SIDE) && write_jpeg(flat, THUMB_QUALITY, &out->thumb, &out->thumb_n);
	if (flat)
		g_object_unref(flat);
	return ok;
}

/* A decoder that fails has met a damaged picture, unless it ran out of memory. */
static enum image_outcome blame(void)
{
	return strstr(vips_error_buffer(), "out of memory") ? IMAGE_INTERNAL : IMAGE_BROKEN;
}

/* Looks at the head only: size, and what the camera wrote. `*down` gets how much smaller the picture shall become. */
static enum image_outcome look(const struct kind *kind, void *p, size_t n, struct exif_facts *facts, double *down)
{
	VipsImage *image;
	if (kind->load(p, n, 1, &image) != 0)
		return blame();
	int64_t pixels = (int64_t)image->Xsize * image->Ysize;
	*down = VIPS_MAX(1, (double)VIPS_MAX(image->Xsize, image->Ysize) / IMAGE_SIDE_MAX);
	exif_read(image, facts);
	g_object_unref(image);
	return pixels > 0 && pixels <= IMAGE_PIXELS_MAX ? IMAGE_DONE : IMAGE_REFUSED_PIXELS;
}

enum image_outcome picture_make(void *p, size_t n, struct picture *out)
{
	const struct kind *kind = kind_of(p, n);
	VipsImage *image;
	double down = 1;
	memset(out, 0, sizeof *out);
	if (!kind)
		return IMAGE_REFUSED_TYPE;
	enum image_outcome result = look(kind, p, n, &out->facts, &down);
	if (result != IMAGE_DONE)
		return result;
	if (kind->load(p, n, down, &image) != 0)
		return blame();
	bool png = strcmp(kind->name, "png") == 0;
	if (!shrink(&image, IMAGE_SIDE_MAX) || !decode(&image) || !upright(&image) || !plain(&image) || !decode(&image) ||
	    !write_results(image, png, out))
		result = blame();
	g_object_unref(image);
	return result;
}

/* ---- warming up ---- */

typedef int (*saver)(VipsImage *image, void **p, size_t *n, ...);

void picture_warm_up(void)
{
	static const saver savers[] = { vips_pngsave_buffer, vips_webpsave_buffer };
	VipsImage *image;
	struct picture made;
	if (vips_black(&image, 16, 16, "bands", 3, NULL) != 0)
		return;
	for (size_t i = 0; i < sizeof savers / sizeof *savers; i++) {
		void *p = NULL;
		size_t n = 0;
		if (savers[i](image, &p, &n, NULL) == 0)
			picture_make(p, n, &made);
		g_free(p);
	}
	g_object_unref(image);
	vips_error_clear();
}
