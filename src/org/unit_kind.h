/* SPDX-License-Identifier: Apache-2.0 */
/* Units as a kind of reference data (catalogue/ref_kind.h). */
#ifndef YS_ORG_UNIT_KIND_H
#define YS_ORG_UNIT_KIND_H

#include "catalogue/ref_kind.h"

extern const struct ref_kind REF_UNITS;
extern const struct in_field UNIT_LIST_IN[], UNIT_EDIT_IN[];

#endif
