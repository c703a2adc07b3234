/* SPDX-License-Identifier: Apache-2.0 */
/* "Who am I" and the role matrix, as JSON. */
#ifndef YS_AUTH_ME_H
#define YS_AUTH_ME_H

#include "auth/principal.h"

/* {user_id,login,name,unit,roles,caps,must_change,demo} */
void me_write(struct json_out *w, const struct principal *p, bool demo);
enum err me_get(struct req *r);
enum err caps_get(struct req *r);
/* [{role,text,scope,scope_text,unit_id,unit,grid_id}] */
void grants_write(struct json_out *w, const struct principal *p);

#endif
