/* SPDX-License-Identifier: Apache-2.0 */
/* Who may add and open files, asked over HTTP as browsers do. */
#include <arpa/inet.h>
#include <inttypes.h>
#include <sys/socket.h>

#include "desk/desk.h"
#include "file/samples.h"
#include "file/studio.h"

enum { ANSWER = 256 << 10 };

/* ---- a server with the file routes, and a browser ---- */

static struct studio studio;
static struct http_server *server;
static char upload_dir[160];

/* Who asks stands in a header: sessions have tests of their own. */
static enum err authenticate(struct req *r)
{
	const char *user = req_header(r, "X-Test-User");
	int64_t id;
	if (!user || !sv_i64(sv_from(user), &id))
		return ERR_OK;
	r->principal = &studio.c->who[id];
	r->principal_key = id;
	r->now = studio.c->env.now;
	return ERR_OK;
}

static enum err authorize(struct req *r)
{
	r->now = studio.c->env.now;
	return (r->route->flags & ROUTE_PUBLIC) || can(r->principal, (enum cap)r->route->cap) ? ERR_OK : req_forbidden(r);
}

static int set_up(void **state)
{
	static const struct route *const tables[] = { FILE_ROUTES, NULL };
	char why[200] = "";
	studio_open(&studio, city_engine);
	snprintf(upload_dir, sizeof upload_dir, "%s/tmp", studio.c->dir);
	struct http_options o = { .address = "127.0.0.1", .static_dir = "/nowhere", .upload_dir = upload_dir,
				  .tables = tables, .db = studio.c->f->db, .env = &studio.c->env.env, .app = &studio.c->site,
				  .workers = 2, .public_per_minute = 1000, .pow_free_per_hour = 1000,
				  .hooks = { .authenticate = authenticate, .authorize = authorize } };
	if (http_start(&o, &server, why, sizeof why))
		fail_msg("server: %s", why);
	*state = &studio;
	return 0;
}

static int tear_down(void **state)
{
	http_stop(server, 1000);
	studio_close(*state);
	return 0;
}

struct answer {
	int status;
	char text[ANSWER];         /* head and body */
	size_t n;
};

/* Sends one request on a connection of its own and hears all of the answer. */
static struct answer *ask(int who, const char *line, const char *headers, const void *body, size_t n)
{
	static struct answer a;
	char head[1024], user[40] = "";
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(server)),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	if (who > 0)
		snprintf(user, sizeof user, "X-Test-User: %d\r\n", who);
	int k = snprintf(head, sizeof head, "%s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n%s%s", line, user, headers);
	if (n)
		k += snprintf(head + k, sizeof head - (size_t)k, "Content-Length: %zu\r\n", n);
	k += snprintf(head + k, sizeof head - (size_t)k, "\r\n");
	struct bytes all = bytes_of(head, (size_t)k);
	put(&all, body, n);
	for (size_t done = 0; done < all.n;) {
		ssize_t sent = send(fd, all.p + done, all.n - done, MSG_NOSIGNAL);
		if (sent <= 0)
			break; /* refused before it was read */
		done += (size_t)sent;
	}
	free(all.p);
	a.n = 0;
	for (ssize_t got; a.n < ANSWER - 1 && (got = recv(fd, a.text + a.n, ANSWER - 1 - a.n, 0)) > 0;)
		a.n += (size_t)got;
	a.text[a.n] = 0;
	close(fd);
	a.status = a.n > 12 ? (int)strtol(a.text + 9, NULL, 10) : 0;
	return &a;
}

enum form_of { WHOLE, THUMB };

static struct answer *get_as(int who, enum form_of form, int64_t id, const char *headers)
{
	char line[100];
	snprintf(line, sizeof line, "GET /api/v1/files/%" PRId64 "%s", id, form == THUMB ? "/thumb" : "");
	return ask(who, line, headers, "", 0);
}

static struct answer *get(int who, enum form_of form, int64_t id)
{
	return get_as(who, form, id, "");
}

struct form {
	const char *query, *field, *filename, *type, *headers;
};

static struct answer *post(int who, const char *path, const struct form *f, struct bytes content)
{
	char line[200], part[300];
	struct bytes b = { 0 };
	snprintf(line, sizeof line, "POST %s%s", path, f->query ? f->query : "");
	const char *field = f->field ? f->field : "file", *name = f->filename ? f->filename : "a.jpg";
	snprintf(part, sizeof part,
		 "--cut\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n", field,
		 name, f->type ? f->type : "image/jpeg");
	put_text(&b, part);
	put(&b, content.p, content.n);
	put_text(&b, "\r\n--cut--\r\n");
	free(content.p);
	snprintf(part, sizeof part, "Content-Type: multipart/form-data; boundary=cut\r\n%s", f->headers ? f->headers : "");
	struct answer *a = ask(who, line, part, b.p, b.n);
	free(b.p);
	return a;
}

static struct bytes photo(void)
{
	return bytes_of(SAMPLE_JPEG, sizeof SAMPLE_JPEG);
}

/* Uploads a photo for an object. */
static struct answer *add(int who, const char *object, int64_t id, const char *stage)
{
	char query[100];
	snprintf(query, sizeof query, "?object=%s&id=%" PRId64 "&stage=%s", object, id, stage);
	return post(who, "/api/v1/files", &(struct form){ .query = query }, photo());
}

static int64_t id_in(const struct answer *a)
{
	const char *at = strstr(a->text, "\"id\":\"");
	if (!at)
		fail_msg("no id in: %s", a->text);
	return strtoll(at + 6, NULL, 10);
}

static int64_t added(int who, const char *object, int64_t id, const char *stage)
{
	const struct answer *a = add(who, object, id, stage);
	if (a->status != 201)
		fail_msg("%s: %s", object, a->text);
	return id_in(a);
}

#define opens(who, id) assert_int_equal(get(who, WHOLE, id)->status, 200)
#define hidden(who, id)                                                                            \
	do {                                                                                       \
		assert_int_equal(get(who, WHOLE, id)->status, 404);                            \
		assert_int_equal(get(who, THUMB, id)->status, 404);                           \
	} while (0)
static void says(const struct answer *a, int status, const char *code)
{
	if (a->status != status || !strstr(a->text, code))
		fail_msg("expected %d %s, not: %s", status, code, a->text);
}

/* ---- drafts ---- */

struct claims {
	const char *kind;
	int64_t id;
	struct file_claim file;
};

static enum err attach_draft(struct op *op, void *arg)
{
	const struct claims *x = arg;
	return files_attach(op, x->kind, x->id, &x->file, 1);
}

static void a_draft_belongs_to_who_uploaded_it(void **state)
{
	struct city *c = ((struct studio *)*state)->c;
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234" });
	int64_t id = id_in(post(RECEIVER, "/api/v1/files", &(struct form){ 0 }, photo()));
	opens(RECEIVER, id);
	hidden(DISPATCHER, id);
	struct claims x = { "appeal", appeal, { id, NULL } };
	refused(city_write(c, DISPATCHER, attach_draft, &x), "file.not_yours");
	x.file.claim = "guessed";
	refused(city_write(c, DISPATCHER, attach_draft, &x), "file.not_yours");
	refused(city_write(c, CITIZEN, attach_draft, &x), "file.not_yours");
	x.file.claim = NULL;
	ok(city_write(c, RECEIVER, attach_draft, &x));
	refused(city_write(c, RECEIVER, attach_draft, &x), "file.not_yours"); /* once */
	opens(DISPATCHER, id);
}

static void a_citizen_attaches_with_the_claim(void **state)
{
	struct city *c = ((struct studio *)*state)->c;
	struct answer *a = post(CITIZEN, "/api/v1/public/files", &(struct form){ 0 }, photo());
	assert_int_equal(a->status, 201);
	int64_t id = id_in(a);
	char claim[40] = "";
	const char *at = strstr(a->text, "\"claim\":\"");
	assert_non_null(at);
	snprintf(claim, sizeof claim, "%.32s", at + 9);
	assert_non_null(strstr(a->text, "\"thumb_url\":null"));
	assert_int_equal(get(CITIZEN, WHOLE, id)->status, 401);
	hidden(RECEIVER, id);
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234", .channel = CH_WECHAT });
	struct claims x = { "appeal", appeal, { id, NULL } };
	refused(city_write(c, CITIZEN, attach_draft, &x), "file.not_yours");
	x.file.claim = claim;
	ok(city_write(c, CITIZEN, attach_draft, &x));
	opens(RECEIVER, id);
}

/* ---- what the public may send ---- */

static void the_public_sends_photos_only(void **state)
{
	struct form pdf = { .filename = "a.pdf", .type = "application/pdf" }, other = { .field = "photo" };
	(void)state;
	says(post(CITIZEN, "/api/v1/public/files", &pdf, bytes_of("%PDF-1.4\n", 9)), 415, "file.pictures_only");
	says(post(CITIZEN, "/api/v1/public/files", &(struct form){ 0 }, bytes_of("text", 4)), 415, "file.pictures_only");
	says(post(CITIZEN, "/api/v1/public/files", &other, photo()), 422, "file.one");
	struct bytes large = photo();
	while (large.n < (10 << 20) + 1)
		put(&large, SAMPLE_WEBP, sizeof SAMPLE_WEBP);
	says(post(CITIZEN, "/api/v1/public/files", &(struct form){ 0 }, large), 413, "file.too_large");
	says(post(CITIZEN, "/api/v1/files", &(struct form){ 0 }, photo()), 401, "");
}

static void nothing_over_twenty_megabytes(void **state)
{
	struct bytes large = photo();
	(void)state;
	while (large.n < (20 << 20) + (256 << 10))
		put(&large, SAMPLE_WEBP, sizeof SAMPLE_WEBP);
	assert_int_equal(post(RECEIVER, "/api/v1/files", &(struct form){ 0 }, large)->status, 413);
}

/* ---- orders and cases ---- */

static void the_unit_adds_to_its_order(void **state)
{
	struct city *c = ((struct studio *)*state)->c;
	int64_t order = dispatched(c, T_PHOTO), id = added(HANDLER, "order", order, "after");
	struct q_order_get_out o;
	get_order(c, order, &o);
	assert_int_equal(add(HANDLER2, "order", order, "after")->status, 404);
	assert_int_equal(add(AGENT, "order", order, "after")->status, 403);
	int64_t events = city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'order.file' AND stream_id = $", o.case_id);
	assert_int_equal(events, 1);
	opens(HANDLER, id);
	opens(DISPATCHER, id);
	hidden(HANDLER2, id);
	hidden(TOWN2, id);
	ok(sign(c, HANDLER, order));
	ok(submit(c, HANDLER, order)); /* the photo rule is met */
	says(add(HANDLER, "order", order, "after"), 409, "file.order_over");
	ok(review(c, LEADER, order, false, "照片不清楚"));
	added(HANDLER, "order", order, "after");
	assert_int_equal(findings(c), 0);
}

static void a_grid_worker_adds_to_a_patrol_case(void **state)
{
	struct city *c = ((struct studio *)*state)->c;
	int64_t id = patrol(c, T_MANHOLE), photo_id = added(GRID_HEAD, "case", id, "report");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'case.file' AND stream_id = $", id), 1);
	opens(DISPATCHER, photo_id);
	hidden(HANDLER2, photo_id);
	assert_int_equal(add(HANDLER2, "case", id, "report")->status, 404);
	assert_int_equal(add(RECEIVER, "case", id, "report")->status, 403);
	assert_int_equal(add(DISPATCHER, "case", id + 1000, "report")->status, 404);
}

static void a_second_try_with_the_same_key_adds_nothing(void **state)
{
	struct city *c = ((struct studio *)*state)->c;
	struct form f = { .query = "?object=appeal&stage=report", .headers = "Idempotency-Key: 1f0c7c9e-upload\r\n" };
	int64_t first = id_in(post(RECEIVER, "/api/v1/files", &f, photo()));
	assert_int_equal(id_in(post(RECEIVER, "/api/v1/files", &f, photo())), first);
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM attachment WHERE id >= $", first), 1);
}

/* ---- secret reports ---- */

static int64_t version_of(struct city *c, int64_t appeal)
{
	struct q_appeal_get_out a;
	get_appeal(c, appeal, &a);
	return a.version;
}

struct releasing {
	int64_t appeal, version, photo;
};

static enum err release_photo(struct op *op, void *arg)
{
	const struct releasing *x = arg;
	return appeal_release(op, x->appeal, x->version, "有人反映井盖缺失", &x->photo, 1);
}

static void photos_of_a_secret_report_wait_for_release(void **state)
{
	struct city *c = ((struct studio *)*state)->c;
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234", .anonymity = "secret", .type = "report" });
	int64_t shown = added(RECEIVER, "appeal", appeal, "report"), never = added(RECEIVER, "appeal", appeal, "report");
	assert_int_equal(city_int(c, "SELECT COUNT(*) FROM event WHERE kind = 'appeal.file' AND stream_id = $", appeal), 2);
	int64_t id = file(c, appeal, T_MANHOLE);
	ok(dispatch_to(c, id, NIL, NIL));
	opens(DISPATCHER, shown);
	hidden(HANDLER, shown);
	hidden(LEADER, shown);
	hidden(TOWN, shown);
	struct releasing x = { appeal, version_of(c, appeal), shown };
	ok(city_write(c, DISPATCHER, release_photo, &x));
	opens(HANDLER, shown);
	hidden(HANDLER, never);
	hidden(HANDLER2, shown); /* another unit */
	opens(DISPATCHER, never);
}

static void photos_of_a_named_appeal_go_with_the_order(void **state)
{
	struct city *c = ((struct studio *)*state)->c;
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234" });
	int64_t photo_id = added(RECEIVER, "appeal", appeal, "report");
	hidden(HANDLER, photo_id);
	assert_int_equal(add(HANDLER, "appeal", appeal, "report")->status, 403);
	ok(dispatch_to(c, file(c, appeal, T_MANHOLE), NIL, NIL));
	opens(HANDLER, photo_id);
	hidden(HANDLER2, photo_id);
}

/* ---- how it is sent ---- */

static void pictures_are_shown_documents_are_saved(void **state)
{
	struct city *c = ((struct studio *)*state)->c;
	int64_t order = dispatched(c, T_DOCUMENT), picture = added(HANDLER, "order", order, "evidence");
	char query[100], match[200];
	snprintf(query, sizeof query, "?object=order&id=%" PRId64 "&stage=document", order);
	int64_t document = id_in(post(HANDLER, "/api/v1/files", &(struct form){ .query = query, .filename = "决定书.pdf",
				      .type = "application/pdf" }, bytes_of("%PDF-1.4\n%%EOF\n", 15)));
	const struct answer *a = get(HANDLER, WHOLE, picture);
	assert_non_null(strstr(a->text, "Content-Type: image/jpeg\r\n"));
	assert_non_null(strstr(a->text, "nosniff"));
	assert_null(strstr(a->text, "Content-Disposition"));
	const char *tag = strstr(a->text, "ETag: ");
	assert_non_null(tag);
	snprintf(match, sizeof match, "If-None-Match: %.66s\r\n", tag + 6);
	assert_int_equal(get_as(HANDLER, WHOLE, picture, match)->status, 304);
	assert_int_equal(get_as(HANDLER2, WHOLE, picture, match)->status, 404); /* rights first */
	assert_int_equal(get(HANDLER, THUMB, picture)->status, 200);
	a = get(HANDLER, WHOLE, document);
	assert_non_null(strstr(a->text, "Content-Disposition: attachment"));
	assert_non_null(strstr(a->text, "Content-Type: application/pdf\r\n"));
	assert_int_equal(get(HANDLER, THUMB, document)->status, 404);
}

static void a_quarantined_picture_is_shown_to_nobody(void **state)
{
	struct studio *s = *state;
	struct city *c = s->c;
	helper_script(s, "kill -SEGV $$");
	int64_t appeal = say(c, &(struct said){ .phone = "13900001234" });
	const struct answer *a = add(RECEIVER, "appeal", appeal, "report");
	assert_int_equal(a->status, 201);
	assert_non_null(strstr(a->text, "\"status\":\"quarantined\""));
	assert_non_null(strstr(a->text, "\"url\":null"));
	int64_t id = id_in(a);
	says(get(RECEIVER, WHOLE, id), 409, "file.quarantined");
	says(get(RECEIVER, THUMB, id), 409, "file.quarantined");
}

#define STUDIO(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STUDIO(a_draft_belongs_to_who_uploaded_it),
		STUDIO(a_citizen_attaches_with_the_claim),
		STUDIO(the_public_sends_photos_only),
		STUDIO(nothing_over_twenty_megabytes),
		STUDIO(the_unit_adds_to_its_order),
		STUDIO(a_grid_worker_adds_to_a_patrol_case),
		STUDIO(a_second_try_with_the_same_key_adds_nothing),
		STUDIO(photos_of_a_secret_report_wait_for_release),
		STUDIO(photos_of_a_named_appeal_go_with_the_order),
		STUDIO(pictures_are_shown_documents_are_saved),
		STUDIO(a_quarantined_picture_is_shown_to_nobody),
	};
	return city_run("file rights", tests, sizeof tests / sizeof *tests);
}
