/* SPDX-License-Identifier: Apache-2.0 */
/* What happens to an appeal in the database: creation, moves, corrections, release of a secret report's text. Every
 * function runs inside a write and leaves an event. */
#include <inttypes.h>
#include <string.h>

#include "appeal/appeal.h"
#include "appeal/appeal_internal.h"
#include "appeal_sql.h"
#include "auth/web.h"
#include "clock/clock.h"

enum { RECEIPT_BITS = 80, SUPPLEMENT_DAYS = 7, PHONE_TAIL = 4 };

static const struct problem_code E_NOT_FOUND = { ERR_NOT_FOUND, "appeal.not_found", "没有找到这件诉求，或您无权查看。" };
static const struct problem_code E_STALE = { ERR_STALE, "appeal.stale", "这件诉求刚被他人修改，请刷新后再操作。" };
static const struct problem_code E_KNOWN = { ERR_CONFLICT, "appeal.known", "该渠道的外部编号已登记过。" };
static const struct problem_code E_TEXT = { ERR_INVALID, "appeal.text_missing", "请填写内容后再提交。" };
static const struct problem_code E_SPECIAL = { ERR_INVALID, "appeal.special_missing", "请选择不予受理的类别并写明告知内容。" };
static const struct problem_code E_CLOSED = { ERR_CONFLICT, "appeal.not_correctable", "诉求已立案或办结，不能再修改登记内容。" };
static const struct problem_code E_SEAL = { ERR_INTERNAL, "appeal.seal", "联系方式加密失败，请稍后重试。" };
static const struct problem_code E_FILE = { ERR_INVALID, "file.not_yours", "附件不存在或不是您上传的，请重新上传。" };
static const struct problem_code E_NOT_SECRET = { ERR_CONFLICT, "appeal.not_secret", "只有保密举报需要放行内容。" };

/* Context of the workflow host: one move of one appeal. */
struct appeal_ctx {
	struct op *op;
	struct q_appeal_state_out *row;
	const struct appeal_move_args *args;
	struct change *change;
	int64_t case_after;
};

enum err appeal_needs_text(void *ctx)
{
	struct appeal_ctx *c = ctx;
	return c->args->text && c->args->text[0] ? ERR_OK : problem_set(c->op->problem, &E_TEXT);
}

enum err appeal_needs_special(void *ctx)
{
	struct appeal_ctx *c = ctx;
	bool ok = c->args->special && c->args->special[0] && c->args->text && c->args->text[0];
	return ok ? ERR_OK : problem_set(c->op->problem, &E_SPECIAL);
}

enum err appeal_get(struct op *op, int64_t id, struct q_appeal_get_out *out)
{
	enum err e = q_appeal_get(op->s, &(struct q_appeal_get_in){ .id = id }, out);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err appeal_state(struct op *op, int64_t id, struct q_appeal_state_out *out)
{
	enum err e = q_appeal_state(op->s, &(struct q_appeal_state_in){ .id = id }, out);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err open_change(struct op *op, struct change *c, int64_t id)
{
	return change_open(c, op->s, op->site->keys, op->site->env, op->problem, op_actor(op), "appeal", id, op->now);
}

/* Who hears of a change of an appeal that is still being sorted. */
static const char *topics(struct op *op, int64_t id)
{
	return arena_printf(op->a, "sorting,appeal:%" PRId64, id);
}

enum err appeal_phone_digest(struct op *op, const char *phone, const char **full, const char **tail)
{
	*full = *tail = NULL;
	size_t n = phone ? strlen(phone) : 0;
	if (n < PHONE_TAIL)
		return ERR_OK;
	char *f, *t;
	enum err e = field_digest(op->site->keys, op->a, "phone", phone, &f);
	if (!e)
		e = field_digest(op->site->keys, op->a, "phone_tail", phone + n - PHONE_TAIL, &t);
	if (e)
		return problem_set(op->problem, &E_SEAL);
	*full = f;
	*tail = t;
	return ERR_OK;
}

static enum err seal(struct op *op, enum crypto_key key, const char *what, int64_t id, const char *text, struct db_blob *out)
{
	*out = (struct db_blob){ NULL, 0 };
	if (!text || !*text)
		return ERR_OK;
	const char *context = arena_printf(op->a, "appeal.%s:%" PRId64, what, id);
	enum err e = field_seal(op->site->keys, key, op->site->env, op->a, context, text, strlen(text), out);
	return e ? problem_set(op->problem, &E_SEAL) : ERR_OK;
}

/* A secret reporter's contact data is sealed with a key of its own (L2 art 32). */
static enum crypto_key contact_key(const char *anonymity)
{
	return str_eq(anonymity, "secret") ? KEY_REPORTER : KEY_CONTACT;
}

static enum err seal_contact(struct op *op, int64_t id, const struct appeal_new *n)
{
	enum crypto_key key = contact_key(n->anonymity);
	struct q_appeal_seal_in in = { .id = id };
	enum err e = seal(op, key, "name", id, n->name, &in.name_sealed);
	if (!e)
		e = seal(op, key, "phone", id, n->phone, &in.phone_sealed);
	if (!e)
		e = seal(op, key == KEY_REPORTER ? key : KEY_IDNUMBER, "id", id, n->id_number, &in.id_sealed);
	if (e || (!in.name_sealed.n && !in.phone_sealed.n && !in.id_sealed.n))
		return e;
	return q_appeal_seal(op->s, &in, NULL);
}

static enum err open_sealed(struct op *op, enum crypto_key key, const char *what, int64_t id, struct db_blob v, const char **out)
{
	*out = NULL;
	if (!v.n)
		return ERR_OK;
	char *text;
	enum err e = field_open(op->site->keys, key, op->a, arena_printf(op->a, "appeal.%s:%" PRId64, what, id), v, &text, NULL);
	if (e)
		return problem_set(op->problem, &E_SEAL);
	*out = text;
	return ERR_OK;
}

enum err appeal_name_open(struct op *op, int64_t id, struct db_blob sealed, const char **name)
{
	return open_sealed(op, KEY_CONTACT, "name", id, sealed, name);
}

enum err appeal_contact_open(struct op *op, const struct q_appeal_get_out *row, struct appeal_contact *out)
{
	enum crypto_key key = contact_key(row->anonymity);
	enum err e = open_sealed(op, key, "name", row->id, row->name_sealed, &out->name);
	if (!e)
		e = open_sealed(op, key, "phone", row->id, row->phone_sealed, &out->phone);
	if (!e)
		e = open_sealed(op, key == KEY_REPORTER ? key : KEY_IDNUMBER, "id", row->id, row->id_sealed, &out->id_number);
	return e;
}

/* 80 random bits in Crockford's base 32: no I, L, O, U, so that it can be read out on the phone. */
static const char *new_receipt(struct op *op)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	uint8_t raw[RECEIPT_BITS / 8];
	env_random(op->site->env, raw, sizeof raw);
	char *text = arena_alloc(op->a, RECEIPT_CHARS + 1);
	uint32_t bits = 0, nbits = 0;
	size_t at = 0;
	for (int i = 0; i < RECEIPT_CHARS; i++) {
		if (nbits < 5) {
			bits = (bits << 8) | raw[at++];
			nbits += 8;
		}
		nbits -= 5;
		text[i] = alphabet[(bits >> nbits) & 31];
	}
	return text;
}

static enum err receipt_hash(struct op *op, const char *receipt, const char **out)
{
	char clean[RECEIPT_CHARS + 1];
	size_t n = 0;
	for (const char *p = receipt; *p && n < RECEIPT_CHARS; p++) {
		char c = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
		if (c == ' ' || c == '-')
			continue;
		clean[n++] = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	}
	clean[n] = 0;
	char *hex;
	enum err e = field_digest(op->site->keys, op->a, "receipt", clean, &hex);
	*out = hex;
	return e ? problem_set(op->problem, &E_SEAL) : ERR_OK;
}

enum err appeal_by_receipt(struct op *op, const char *receipt, struct q_appeal_get_out *out)
{
	const char *hash;
	struct q_appeal_id_by_receipt_out found;
	enum err e = receipt_hash(op, receipt, &hash);
	if (!e)
		e = q_appeal_id_by_receipt(op->s, &(struct q_appeal_id_by_receipt_in){ .receipt_hash = hash }, &found);
	if (!e)
		e = appeal_get(op, found.id, out);
	return e == ERR_NOT_FOUND ? problem_set(op->problem, &E_NOT_FOUND) : e;
}

static enum err write_created(struct op *op, const struct appeal_new *n, const struct q_appeal_insert_in *in,
	const struct appeal_made *made)
{
	struct change c;
	struct appeal_submitted owner = { op, made->receipt };
	int64_t id = made->id;
	enum err e = open_change(op, &c, id);
	if (e)
		return e;
	c.owner = &owner;
	change_begin(&c, n->historical ? "appeal.imported" : "appeal.submitted", n->received_at);
	change_text(&c, "appeal", id, "status", NULL, in->status);
	change_text(&c, "appeal", id, "type", NULL, in->type);
	change_text(&c, "appeal", id, "family", NULL, in->family);
	change_text(&c, "appeal", id, "anonymity", NULL, in->anonymity);
	change_text(&c, "appeal", id, "urgency", NULL, in->urgency);
	change_int(&c, "appeal", id, "event_type_id", NIL, in->event_type_id);
	change_int(&c, "appeal", id, "town_id", NIL, in->town_id);
	change_int(&c, "appeal", id, "community_id", NIL, in->community_id);
	change_int(&c, "appeal", id, "grid_id", NIL, in->grid_id);
	change_int(&c, "appeal", id, "closed_at", NIL, in->closed_at);
	change_text(&c, "appeal", id, "upstream_state", NULL, in->upstream_state);
	change_fact_text(&c, "no", in->no);
	change_fact_int(&c, "channel_id", in->channel_id);
	if (n->enterprise) {
		change_fact_text(&c, "enterprise_kind", n->enterprise->kind);
		change_secret(&c, "enterprise", n->enterprise->name);
	}
	change_secret(&c, "title", in->title);
	change_secret(&c, "body", in->body);
	change_secret(&c, "address", in->address);
	change_secret(&c, "result_text", in->result_text);
	change_topics(&c, n->historical ? NULL : topics(op, id));
	e = change_end(&c);
	return e ? e : change_close(&c);
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

enum err appeal_create(struct op *op, const struct appeal_new *n, struct appeal_made *out)
{
	const char *digest, *tail, *hash = NULL;
	*out = (struct appeal_made){ .no = n->no, .status = n->historical ? "answered" : "sorting" };
	if (!n->historical) {
		out->receipt = new_receipt(op);
		enum err e = receipt_hash(op, out->receipt, &hash);
		if (e)
			return e;
	}
	enum err e = appeal_phone_digest(op, n->phone, &digest, &tail);
	if (e)
		return e;
	struct q_appeal_insert_in in = {
		.no = n->no, .channel_id = n->channel_id, .external_no = n->external_no, .upstream = or_empty(n->upstream),
		.upstream_due_at = n->upstream_due_at, .upstream_state = n->upstream && *n->upstream ? "waiting" : "none",
		.received_at = n->received_at, .created_at = op->now, .created_by = op_actor(op).user_id,
		.created_unit_id = n->created_unit_id, .status = out->status, .anonymity = n->anonymity,
		.person_kind = n->person_kind, .phone_digest = digest, .tail_digest = tail, .no_callback = n->no_callback,
		.no_callback_reason = or_empty(n->no_callback_reason), .type = n->type, .family = n->family,
		.event_type_id = n->event_type_id, .title = n->title, .body = n->body, .happened_text = or_empty(n->happened),
		.subject_text = or_empty(n->subject), .demand_text = or_empty(n->demand), .address = or_empty(n->address),
		.town_id = n->town_id, .community_id = n->community_id, .grid_id = n->grid_id, .lon = n->lon, .lat = n->lat,
		.urgency = n->urgency, .receipt_hash = hash, .source_code = or_empty(n->source_code),
		.historical = n->historical, .result_text = or_empty(n->historical_answer), .closed_at = n->closed_at };
	struct q_appeal_insert_out made;
	e = q_appeal_insert(op->s, &in, &made);
	if (e == ERR_CONFLICT)
		return problem_set(op->problem, &E_KNOWN);
	if (!e)
		e = seal_contact(op, made.id, n);
	if (!e && n->enterprise)
		e = q_appeal_enterprise_insert(op->s, &(struct q_appeal_enterprise_insert_in){ .appeal_id = made.id,
			.name = n->enterprise->name, .credit_code = n->enterprise->credit_code, .kind = n->enterprise->kind }, NULL);
	if (e)
		return e;
	out->id = made.id;
	return write_created(op, n, &in, out);
}

/* ---- moves ---- */

static bool ctx_can(void *ctx, unsigned cap)
{
	struct appeal_ctx *c = ctx;
	return c->op->who && can(c->op->who, (enum cap)cap);
}

static struct problem *ctx_problem(void *ctx)
{
	return ((struct appeal_ctx *)ctx)->op->problem;
}

/* Actions whose text is the result told to the person. */
static bool is_result(const char *action)
{
	static const char *const list[] = { "answer", "emergency", "refuse", "withdraw", "waive", "silent" };
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (str_eq(list[i], action))
			return true;
	return false;
}

static bool is_terminal(const char *state)
{
	for (size_t i = 0; i < APPEAL_MACHINE.nstates; i++)
		if (str_eq(APPEAL_MACHINE.states[i].id, state))
			return APPEAL_MACHINE.states[i].terminal;
	return false;
}

/* What the upstream platform still waits for: an answer is ready to be sent back once the appeal has ended. */
static const char *upstream_after(const struct q_appeal_state_out *row, const char *to)
{
	if (str_eq(row->upstream_state, "waiting") && is_terminal(to))
		return "ready";
	if (str_eq(row->upstream_state, "ready") && !is_terminal(to))
		return "waiting";
	return row->upstream_state;
}

static enum err ctx_set(void *ctx, const struct wf_edge *e)
{
	struct appeal_ctx *c = ctx;
	struct op *op = c->op;
	struct q_appeal_state_out *row = c->row;
	const char *result = is_result(e->action) && c->args->text ? c->args->text : row->result_text;
	const char *special = str_eq(e->action, "emergency") ? "emergency" :
			      c->args->special ? c->args->special : row->special_class;
	const char *upstream = upstream_after(row, e->to);
	int64_t closed = is_terminal(e->to) ? op->now : NIL, changed;
	enum err err = row->case_id == c->case_after ?
			       q_appeal_set_status(op->s, &(struct q_appeal_set_status_in){ .status = e->to, .result_text = result,
				       .special_class = special, .closed_at = closed, .upstream_state = upstream, .id = row->id,
				       .version = row->version }, &changed) :
			       q_appeal_set_filed(op->s, &(struct q_appeal_set_filed_in){ .status = e->to, .result_text = result,
				       .special_class = special, .case_id = c->case_after, .closed_at = closed,
				       .upstream_state = upstream, .id = row->id, .version = row->version }, &changed);
	if (!err && !changed)
		err = problem_set(op->problem, &E_STALE);
	if (err)
		return err;
	struct change *ch = c->change;
	change_begin(ch, arena_printf(op->a, "appeal.%s", e->action), NIL);
	change_text(ch, "appeal", row->id, "status", row->status, e->to);
	change_text(ch, "appeal", row->id, "special_class", row->special_class, special);
	change_text(ch, "appeal", row->id, "upstream_state", row->upstream_state, upstream);
	change_int(ch, "appeal", row->id, "case_id", row->case_id, c->case_after);
	change_int(ch, "appeal", row->id, "closed_at", row->closed_at, closed);
	change_fact_text(ch, "line", c->args->line);
	change_fact_text(ch, "fact", c->args->fact);
	change_secret(ch, "text", c->args->text);
	change_topics(ch, topics(op, row->id));
	err = change_end(ch);
	row->status = e->to;
	row->version++;
	row->case_id = c->case_after;
	row->special_class = special;
	row->upstream_state = upstream;
	row->closed_at = closed;
	row->result_text = result;
	return err;
}

static enum err ctx_clock_start(void *ctx, const char *kind)
{
	struct appeal_ctx *c = ctx;
	int64_t days = c->args->due_days > 0 ? c->args->due_days : SUPPLEMENT_DAYS, due;
	enum err e = clock_start(c->op->s, c->op->refs->calendar,
				 &(struct clock_ref){ "appeal", c->row->id, NIL, kind, 0 }, c->op->now, days, LIMIT_NATURAL_DAY, &due);
	if (e)
		return e;
	return q_supplement_insert(c->op->s, &(struct q_supplement_insert_in){ .appeal_id = c->row->id, .question = c->args->text,
				   .asked_by = op_actor(c->op).user_id, .asked_at = c->op->now, .due_at = due }, NULL);
}

static enum err ctx_clock_stop(void *ctx, const char *kind)
{
	struct appeal_ctx *c = ctx;
	return clock_stop(c->op->s, "appeal", c->row->id, kind, c->op->now);
}

static const struct wf_host HOST = { ctx_can, ctx_set, ctx_clock_start, ctx_clock_stop, ctx_problem };

static enum wf_actor actor_kind(const struct op *op)
{
	return op->by == OP_PERSON ? WF_PERSON : op->by == OP_CITIZEN ? WF_CITIZEN : WF_SYSTEM;
}

/* Which case the appeal belongs to after the action. */
static int64_t case_after(const struct q_appeal_state_out *row, const char *action, const struct appeal_move_args *args)
{
	if (str_eq(action, "unjoin"))
		return NIL;
	return args->case_id > 0 ? args->case_id : row->case_id;
}

enum err appeal_move(struct op *op, int64_t id, const char *action, const struct appeal_move_args *args)
{
	struct q_appeal_state_out row;
	struct change change;
	enum err e = open_change(op, &change, id);
	if (!e)
		e = appeal_state(op, id, &row);
	if (e)
		return e;
	if (args->version != NIL && args->version != row.version)
		return problem_set(op->problem, &E_STALE);
	struct appeal_ctx ctx = { op, &row, args, &change, case_after(&row, action, args) };
	e = wf_move(&APPEAL_MACHINE, &HOST, &ctx, actor_kind(op), row.status, action);
	if (!e && str_eq(action, "supplied"))
		e = q_supplement_answer(op->s,
			&(struct q_supplement_answer_in){ .answer = args->text, .at = op->now, .appeal_id = id }, NULL);
	return e ? e : change_close(&change);
}

enum err appeal_rehome(struct op *op, int64_t id, int64_t case_id)
{
	struct q_appeal_state_out row;
	struct change c;
	enum err e = open_change(op, &c, id);
	if (!e)
		e = appeal_state(op, id, &row);
	if (!e)
		e = q_appeal_set_case(op->s, &(struct q_appeal_set_case_in){ .case_id = case_id, .id = id }, NULL);
	if (e)
		return e;
	change_begin(&c, "appeal.rehomed", NIL);
	change_int(&c, "appeal", id, "case_id", row.case_id, case_id);
	change_topics(&c, topics(op, id));
	e = change_end(&c);
	return e ? e : change_close(&c);
}

enum err appeal_supplied(struct op *op, int64_t id, int64_t version, const char *answer)
{
	return appeal_move(op, id, "supplied", &(struct appeal_move_args){ .version = version, .text = answer });
}

/* ---- corrections and release ---- */

static const char *pick(const char *given, const char *stored)
{
	return given ? given : stored;
}

static int64_t pick_id(int64_t given, int64_t stored)
{
	return given != NIL ? given : stored;
}

enum err appeal_correct(struct op *op, int64_t id, const struct appeal_correction *c)
{
	struct q_appeal_get_out row;
	struct change ch;
	int64_t changed;
	enum err e = open_change(op, &ch, id);
	if (!e)
		e = appeal_get(op, id, &row);
	if (e)
		return e;
	if (!str_eq(row.status, "sorting") && !str_eq(row.status, "supplement"))
		return problem_set(op->problem, &E_CLOSED);
	struct q_appeal_correct_in in = {
		.type = pick(c->type, row.type), .family = pick(c->family, row.family),
		.event_type_id = pick_id(c->event_type_id, row.event_type_id), .title = pick(c->title, row.title),
		.body = pick(c->body, row.body), .happened_text = pick(c->happened, row.happened_text),
		.subject_text = pick(c->subject, row.subject_text), .demand_text = pick(c->demand, row.demand_text),
		.address = pick(c->address, row.address), .town_id = pick_id(c->town_id, row.town_id),
		.community_id = pick_id(c->community_id, row.community_id), .grid_id = pick_id(c->grid_id, row.grid_id),
		.lon = pick_id(c->lon, row.lon), .lat = pick_id(c->lat, row.lat), .urgency = pick(c->urgency, row.urgency),
		.id = id, .version = c->version };
	e = q_appeal_correct(op->s, &in, &changed);
	if (!e && !changed)
		e = problem_set(op->problem, &E_STALE);
	if (e)
		return e;
	change_begin(&ch, "appeal.corrected", NIL);
	change_text(&ch, "appeal", id, "type", row.type, in.type);
	change_text(&ch, "appeal", id, "family", row.family, in.family);
	change_text(&ch, "appeal", id, "urgency", row.urgency, in.urgency);
	change_int(&ch, "appeal", id, "event_type_id", row.event_type_id, in.event_type_id);
	change_int(&ch, "appeal", id, "town_id", row.town_id, in.town_id);
	change_int(&ch, "appeal", id, "community_id", row.community_id, in.community_id);
	change_int(&ch, "appeal", id, "grid_id", row.grid_id, in.grid_id);
	change_secret(&ch, "title", c->title);
	change_secret(&ch, "body", c->body);
	change_secret(&ch, "happened", c->happened);
	change_secret(&ch, "subject", c->subject);
	change_secret(&ch, "demand", c->demand);
	change_secret(&ch, "address", c->address);
	change_topics(&ch, topics(op, id));
	e = change_end(&ch);
	return e ? e : change_close(&ch);
}

enum err appeal_release(struct op *op, int64_t id, int64_t version, const char *text, const int64_t *photos, size_t nphotos)
{
	struct q_appeal_get_out row;
	struct change ch;
	int64_t changed;
	enum err e = open_change(op, &ch, id);
	if (!e)
		e = appeal_get(op, id, &row);
	if (e)
		return e;
	if (!str_eq(row.anonymity, "secret"))
		return problem_set(op->problem, &E_NOT_SECRET);
	if (!text || !*text)
		return problem_set(op->problem, &E_TEXT);
	e = q_appeal_release(op->s, &(struct q_appeal_release_in){ .text = text, .by = op_actor(op).user_id, .at = op->now, .id = id,
			     .version = version }, &changed);
	if (!e && !changed)
		e = problem_set(op->problem, &E_STALE);
	for (size_t i = 0; !e && i < nphotos; i++) {
		e = q_attachment_release(op->s, &(struct q_attachment_release_in){ .id = photos[i], .appeal_id = id }, &changed);
		if (!e && !changed)
			e = problem_set(op->problem, &E_FILE);
	}
	if (e)
		return e;
	change_begin(&ch, "appeal.released", NIL);
	change_int(&ch, "appeal", id, "released_at", row.released_at, op->now);
	change_fact_int(&ch, "photos", (int64_t)nphotos);
	change_secret(&ch, "text", text);
	change_topics(&ch, topics(op, id));
	e = change_end(&ch);
	return e ? e : change_close(&ch);
}

enum err appeal_asked_for(struct req *r, struct op *op, struct q_appeal_get_out *out)
{
	bool yes = false;
	enum err e = may_appeal(op->s, op->who, CAP_APPEAL_READ, r->path_id[0], &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return req_not_found(r);
	return e ? e : appeal_get(op, r->path_id[0], out);
}

bool sees_full_text(const struct op *op, const struct q_appeal_get_out *row)
{
	if (!str_eq(row->anonymity, "secret"))
		return true;
	if (row->created_by != NIL && row->created_by == op->who->user_id)
		return true;
	return can(op->who, CAP_TEXT_RELEASE) || can(op->who, CAP_REPORTER_READ);
}

enum err appeal_file_added(struct op *op, int64_t id, const char *stage, const char *hash)
{
	struct change ch;
	enum err e = open_change(op, &ch, id);
	if (e)
		return e;
	change_begin(&ch, "appeal.file", NIL);
	change_fact_text(&ch, "stage", stage);
	change_fact_text(&ch, "hash", hash);
	change_topics(&ch, topics(op, id));
	e = change_end(&ch);
	return e ? e : change_close(&ch);
}
