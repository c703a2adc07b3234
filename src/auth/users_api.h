/* SPDX-License-Identifier: Apache-2.0 */
/* Handlers of the user routes; the table stands in users_routes.c. */
#ifndef YS_AUTH_USERS_API_H
#define YS_AUTH_USERS_API_H

#include "auth/caps.h"
#include "http/http.h"

enum err users_list(struct req *r);
enum err users_export(struct req *r);
enum err user_one(struct req *r);
enum err user_post(struct req *r);
enum err user_put(struct req *r);
enum err user_password_reset(struct req *r);
enum err user_sees(struct req *r);
enum err user_rights(struct req *r);
enum err staff_list(struct req *r);
enum err grants_list(struct req *r);
enum err grants_export(struct req *r);
enum err grant_post(struct req *r);
enum err grant_approve_post(struct req *r);
enum err grant_revoke_post(struct req *r);
enum err tokens_list(struct req *r);
enum err token_post(struct req *r);
enum err token_revoke_post(struct req *r);
enum err posts_list(struct req *r);
enum err posts_export(struct req *r);
enum err post_one(struct req *r);
enum err post_post(struct req *r);
enum err post_put(struct req *r);
enum err post_versions(struct req *r);

/* ERR_NOT_FOUND unless the account's unit lies in the person's area for the capability. */
enum err user_in_area(struct req *r, struct db_session *s, enum cap c, int64_t user_id);

#endif
