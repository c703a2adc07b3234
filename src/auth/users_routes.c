/* SPDX-License-Identifier: Apache-2.0 */
/* Routes about accounts, grants, tokens, colleagues and posts. Nothing that answers a secret takes an Idempotency-Key:
 * stored answers must not hold passwords. */
#include "auth/listing.h"
#include "auth/routes.h"
#include "auth/users_api.h"

#define STATUS "proposed|active|disabled"
#define SCOPES "own|grid|unit|region|all"

static const struct in_field USERS_IN[] = {
	LIST_INPUTS,
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "unit and those below it" },
	{ "status", IN_ENUM, IN_QUERY, 0, 0, STATUS, "状态", "status" },
	{ "role", IN_TEXT, IN_QUERY, 1, 40, NULL, "角色", "holds the role" },
	{ "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "姓名或账号", "beginning of name or login" },
	{ 0 }
};
static const struct in_field USER_NEW_IN[] = {
	{ "login", IN_TEXT, IN_REQUIRED, 2, 32, NULL, "账号", "login" },
	{ "name", IN_TEXT, IN_REQUIRED, 1, 40, NULL, "姓名", "name" },
	{ "unit_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "单位", "unit" },
	{ "phone", IN_TEXT, 0, 0, 30, NULL, "电话", "phone, stored encrypted" },
	{ "contractor", IN_BOOL, 0, 0, 0, NULL, "外包人员", "works for a contractor: no deciding rights" },
	{ 0 }
};
static const struct in_field USER_CHANGE_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version that was seen" },
	{ "name", IN_TEXT, 0, 1, 40, NULL, "姓名", "name" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "单位", "unit" },
	{ "status", IN_ENUM, 0, 0, 0, "active|disabled", "状态", "status" },
	{ "phone", IN_TEXT, 0, 0, 30, NULL, "电话", "phone, \"\" removes it" },
	{ "contractor", IN_BOOL, 0, 0, 0, NULL, "外包人员", "works for a contractor" },
	{ 0 }
};
static const struct in_field SEES_IN[] = { { "case_id", IN_ID, IN_QUERY, 0, 0, NULL, "案件", "case" }, { 0 } };
static const struct in_field RIGHTS_IN[] = {
	{ "case", IN_TEXT, IN_QUERY, 1, 30, NULL, "案件编号", "number of a case: what of their rights it leaves to them" }, { 0 }
};
static const struct in_field STAFF_IN[] = {
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "unit and those below it, default the own" },
	{ "q", IN_TEXT, IN_QUERY, 1, 40, NULL, "姓名", "beginning of the name" },
	{ 0 }
};
static const struct in_field GRANTS_IN[] = {
	LIST_INPUTS,
	{ "pending", IN_INT, IN_QUERY, 0, 1, NULL, "待批准", "1: only those that wait for approval" },
	{ "ended", IN_INT, IN_QUERY, 0, 1, NULL, "含已终止", "1: also those that have ended" },
	{ "user", IN_ID, IN_QUERY, 0, 0, NULL, "人员", "user" },
	{ "role", IN_TEXT, IN_QUERY, 1, 40, NULL, "角色", "role" },
	{ 0 }
};
static const struct in_field GRANT_NEW_IN[] = {
	{ "role", IN_TEXT, IN_REQUIRED, 1, 40, NULL, "角色", "role" },
	{ "scope", IN_ENUM, IN_REQUIRED, 0, 0, SCOPES, "范围", "ceiling of the role's scopes" },
	{ "unit_id", IN_ID, 0, 0, 0, NULL, "授权单位", "root of unit or region scope, default the user's unit" },
	{ "grid_id", IN_ID, 0, 0, 0, NULL, "授权网格", "grid scope, default the grids of the user's posts" },
	{ "valid_to", IN_TIME, 0, 0, 0, NULL, "终止时间", "end, default none" },
	{ 0 }
};
static const struct in_field REVOKE_IN[] = { { "reason", IN_TEXT, IN_REQUIRED, 2, 200, NULL, "理由", "reason" }, { 0 } };
static const struct in_field TOKENS_IN[] = { LIST_INPUTS, { 0 } };
static const struct in_field TOKEN_NEW_IN[] = {
	{ "name", IN_TEXT, IN_REQUIRED, 2, 60, NULL, "用途", "what it is for" },
	{ "caps", IN_TEXTS, IN_REQUIRED, 1, 20, NULL, "权限", "names of capabilities" },
	{ "days", IN_INT, 0, 1, 730, NULL, "有效天数", "default 365" },
	{ 0 }
};
static const struct in_field POSTS_IN[] = {
	LIST_INPUTS,
	{ "unit", IN_ID, IN_QUERY, 0, 0, NULL, "单位", "unit and those below it" },
	{ "active", IN_INT, IN_QUERY, 0, 1, NULL, "在用", "1 (default): only those in force" },
	{ 0 }
};
static const struct in_field POST_NEW_IN[] = {
	{ "unit_id", IN_ID, IN_REQUIRED, 0, 0, NULL, "单位", "unit" },
	{ "name", IN_TEXT, IN_REQUIRED, 1, 40, NULL, "岗位", "name of the post" },
	{ "user_a", IN_ID, 0, 0, 0, NULL, "A岗", "user" },
	{ "user_b", IN_ID, 0, 0, 0, NULL, "B岗", "user" },
	{ "on_duty", IN_ENUM, 0, 0, 0, "a|b", "在岗", "who is on duty" },
	{ 0 }
};
static const struct in_field POST_CHANGE_IN[] = {
	{ "version", IN_INT, IN_REQUIRED, 1, INT64_MAX, NULL, "版本", "version that was seen" },
	{ "name", IN_TEXT, 0, 1, 40, NULL, "岗位", "name of the post" },
	{ "user_a", IN_ID, 0, 0, 0, NULL, "A岗", "user, null for nobody" },
	{ "user_b", IN_ID, 0, 0, 0, NULL, "B岗", "user, null for nobody" },
	{ "on_duty", IN_ENUM, 0, 0, 0, "a|b", "在岗", "who is on duty" },
	{ "valid_to", IN_TIME, 0, 0, 0, NULL, "终止", "end of the post" },
	{ 0 }
};

#define API "/api/v1"
const struct route USER_ROUTES[] = {
	{ HTTP_GET, API "/users", users_list, CAP_USER_READ, "unit|region|all", USERS_IN, 0, 0, "Accounts",
	  "List<UserRow>" },
	{ HTTP_GET, API "/users/export.xlsx", users_export, CAP_USER_READ, "unit|region|all", USERS_IN, 0, ROUTE_BULK,
	  "Accounts as a spreadsheet", "File" },
	{ HTTP_POST, API "/users", user_post, CAP_USER_PROPOSE, "unit|region|all", USER_NEW_IN, 0, ROUTE_IDEMPOTENT,
	  "Propose an account", "User" },
	{ HTTP_GET, API "/users/{id}", user_one, CAP_USER_READ, "unit|region|all", NULL, 0, 0,
	  "One account with its grants", "User" },
	{ HTTP_PUT, API "/users/{id}", user_put, CAP_USER_READ, "all; guarded accounts: security administrator",
	  USER_CHANGE_IN, 0, ROUTE_IDEMPOTENT, "Change an account", "User" },
	{ HTTP_POST, API "/users/{id}/password", user_password_reset, CAP_USER_READ,
	  "all; guarded accounts: security administrator", NULL, 0, 0, "New random password, shown once",
	  "NewPassword" },
	{ HTTP_GET, API "/users/{id}/sees", user_sees, CAP_USER_READ, "unit|region|all", SEES_IN, 0, 0,
	  "What somebody may see, and why", "Sees" },
	{ HTTP_GET, API "/users/{id}/rights", user_rights, CAP_USER_READ, "unit|region|all", RIGHTS_IN, 0, 0,
	  "What somebody may see and do, from which grants", "Rights" },
	{ HTTP_POST, API "/users/{id}/grants", grant_post, CAP_USER_PROPOSE, "unit|region|all", GRANT_NEW_IN, 0,
	  ROUTE_IDEMPOTENT, "Propose a grant", "GrantDone" },
	{ HTTP_GET, API "/grants", grants_list, CAP_USER_READ, "unit|region|all", GRANTS_IN, 0, 0, "Grants",
	  "List<Grant>" },
	{ HTTP_GET, API "/grants/export.xlsx", grants_export, CAP_USER_READ, "unit|region|all", GRANTS_IN, 0,
	  ROUTE_BULK, "Grants as a spreadsheet", "File" },
	{ HTTP_POST, API "/grants/{id}/approve", grant_approve_post, CAP_USER_APPROVE, "all", NULL, 0, ROUTE_IDEMPOTENT,
	  "Approve a proposed grant", "GrantDone" },
	{ HTTP_POST, API "/grants/{id}/revoke", grant_revoke_post, CAP_USER_READ, "unit|region|all", REVOKE_IN, 0,
	  ROUTE_IDEMPOTENT, "End a grant or refuse a proposed one", "GrantDone" },
	{ HTTP_GET, API "/tokens", tokens_list, CAP_USER_APPROVE, "all", TOKENS_IN, 0, 0, "Tokens of machines",
	  "List<Token>" },
	{ HTTP_POST, API "/users/{id}/tokens", token_post, CAP_USER_APPROVE, "all", TOKEN_NEW_IN, 0, 0,
	  "New token, shown once", "NewToken" },
	{ HTTP_POST, API "/tokens/{id}/revoke", token_revoke_post, CAP_USER_APPROVE, "all", NULL, 0, 0,
	  "Revoke a token", "Empty" },
	{ HTTP_GET, API "/staff", staff_list, CAP_SELF, "all", STAFF_IN, 0, 0, "Colleagues to pick from", "Staff[]" },
	{ HTTP_GET, API "/ref/posts", posts_list, CAP_REF_READ, "all", POSTS_IN, 0, 0, "Posts with A and B person",
	  "List<Post>" },
	{ HTTP_GET, API "/ref/posts/export.csv", posts_export, CAP_REF_READ, "all", POSTS_IN, 0, ROUTE_BULK,
	  "Posts as CSV", "File" },
	{ HTTP_POST, API "/ref/posts", post_post, CAP_USER_PROPOSE, "unit|region|all", POST_NEW_IN, 0, ROUTE_IDEMPOTENT,
	  "New post", "Post" },
	{ HTTP_GET, API "/ref/posts/{id}", post_one, CAP_REF_READ, "all", NULL, 0, 0, "One post", "Post" },
	{ HTTP_PUT, API "/ref/posts/{id}", post_put, CAP_USER_PROPOSE, "unit|region|all", POST_CHANGE_IN, 0,
	  ROUTE_IDEMPOTENT, "Change a post or who is on duty", "Post" },
	{ HTTP_GET, API "/ref/posts/{id}/versions", post_versions, CAP_REF_READ, "all", NULL, 0, 0,
	  "Versions of a post", "List<PostVersion>" },
	{ 0 }
};
