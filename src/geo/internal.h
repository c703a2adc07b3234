/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the geo room: reading polygon text, shared by the index and the checks. */
#ifndef YS_GEO_INTERNAL_H
#define YS_GEO_INTERNAL_H

#include <geos_c.h>

#include "geo/geo.h"

/* A valid, non-empty POLYGON or MULTIPOLYGON within the range of degrees, else NULL. Caller destroys it. */
GEOSGeometry *geo_parse(GEOSContextHandle_t ctx, const char *wkt);

#endif
