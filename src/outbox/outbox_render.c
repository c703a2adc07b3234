/* SPDX-License-Identifier: Apache-2.0 */
/* What a message says and to which number, found out when it is sent: by then a dispatch may have been taken back, an
 * answer given. */
#include <inttypes.h>
#include <string.h>

#include "auth/mask.h"
#include "auth/users.h"
#include "catalogue/op.h"
#include "outbox/outbox_internal.h"

enum { SLOTS = 10 };

static const char STARS[] = "****";
static const char NO_PAGE[] = "12345热线";

struct said {
	struct outbox_tx *x;
	struct outbox_letter *l;
	struct outbox_slot real[SLOTS], shown[SLOTS];
	size_t n;
	enum outbox_verdict verdict;
	const char *why;
};

static void put2(struct said *m, const char *name, const char *real, const char *shown)
{
	if (m->n + 1 == SLOTS)
		return;
	m->real[m->n] = (struct outbox_slot){ name, real };
	m->shown[m->n++] = (struct outbox_slot){ name, shown };
}

static void put(struct said *m, const char *name, const char *value)
{
	put2(m, name, value, value);
}

static enum err no(struct said *m, enum outbox_verdict verdict, const char *why)
{
	m->verdict = verdict;
	m->why = why;
	return ERR_OK;
}

static const char *page(struct said *m, const char *path)
{
	const char *base = m->x->op->site->public_url;
	return base && *base ? arena_printf(m->x->op->a, "%s%s", base, path) : NULL;
}

static enum err open_code(struct said *m, const char **code)
{
	const struct q_outbox_get_out *row = &m->x->row;
	char *text;
	*code = NULL;
	if (!row->code_sealed.n)
		return ERR_OK;
	enum err e = field_open(m->x->op->site->keys, KEY_TOKEN, m->x->op->a,
		outbox_code_context(m->x->op->a, row->object_kind, row->object_id), row->code_sealed, &text, NULL);
	*code = e ? NULL : text;
	return e;
}

/* ---- to citizens ---- */

/* One link for a task: one that an agent has already given away stays valid, and this message shows the way to the page
 * instead. */
static enum err rating_link(struct said *m)
{
	struct op *op = m->x->op;
	struct q_outbox_get_out *next = &m->x->next;
	struct q_outbox_task_out task;
	const char *code, *other = page(m, "/h5/receipt");
	enum err e = q_outbox_task(op->s, &(struct q_outbox_task_in){ .id = next->object_id }, &task);
	if (!e && !str_eq(task.status, "open") && !str_eq(task.status, "claimed"))
		return no(m, OUTBOX_DROP, "已经评价或回访，不再需要");
	if (!e)
		e = open_code(m, &code);
	if (!e && !code && !task.link_hash && page(m, "")) {
		e = callback_make_link(op, next->object_id, &code);
		if (!e)
			e = field_seal(op->site->keys, KEY_TOKEN, op->site->env, op->a,
				outbox_code_context(op->a, next->object_kind, next->object_id), code, strlen(code), &next->code_sealed);
	}
	if (e)
		return e;
	if (code && page(m, ""))
		put2(m, "link", page(m, arena_printf(op->a, "/h5/rate?link=%s", code)), page(m, "/h5/rate?link=****"));
	else
		put(m, "link", other ? other : NO_PAGE);
	return ERR_OK;
}

static enum err about_case(struct said *m, const struct q_appeal_get_out *a)
{
	struct op *op = m->x->op;
	struct q_case_get_out c;
	if (a->case_id == NIL)
		return no(m, OUTBOX_DROP, "诉求已不在案件中，不再需要");
	enum err e = q_case_get(op->s, &(struct q_case_get_in){ .id = a->case_id }, &c);
	if (e)
		return e;
	if (!str_eq(m->x->row.event, "to_rate") && (c.lead_unit_id == NIL || c.closed_at != NIL || a->closed_at != NIL))
		return no(m, OUTBOX_DROP, "派单已撤回或案件已办结，不再需要");
	put(m, "unit", unit_name(op->refs, c.lead_unit_id));
	put(m, "due", outbox_when(op->a, c.due_at));
	return str_eq(m->x->row.event, "to_rate") ? rating_link(m) : ERR_OK;
}

static enum err to_citizen(struct said *m)
{
	struct op *op = m->x->op;
	struct q_appeal_get_out a;
	struct appeal_contact contact;
	const char *code = NULL;
	enum err e = appeal_get(op, m->x->row.to_id, &a);
	if (!e)
		e = appeal_contact_open(op, &a, &contact);
	if (e)
		return e;
	if (a.no_callback || str_eq(a.anonymity, "secret"))
		return no(m, OUTBOX_DROP, "诉求人不愿接收");
	if (!outbox_is_mobile(contact.phone))
		return no(m, OUTBOX_DROP, "登记的号码不是手机号，收不到短信");
	m->l->to = contact.phone;
	m->x->next.to_name = "";
	put(m, "no", a.no);
	const char *url = page(m, "/h5/receipt");
	put(m, "url", url ? url : NO_PAGE);
	if (!str_eq(m->x->row.event, "received"))
		return about_case(m, &a);
	e = open_code(m, &code);
	if (!e && !code) /* it was erased when the message went out the first time */
		return no(m, OUTBOX_HOPELESS, "查询码发出后不再保存，请电话告知诉求人");
	if (!e)
		put2(m, "code", code, STARS);
	return e;
}

/* ---- to units ---- */

static enum err whistle(struct said *m)
{
	struct op *op = m->x->op;
	struct q_outbox_whistle_out w;
	enum err e = q_outbox_whistle(op->s, &(struct q_outbox_whistle_in){ .id = m->x->row.object_id }, &w);
	if (e)
		return e;
	if (!str_eq(w.status, "called") && !str_eq(w.status, "silent"))
		return no(m, OUTBOX_DROP, "已经应哨或已撤哨，不再需要");
	put(m, "no", w.case_no);
	put(m, "kind", w.kind);
	put(m, "from", unit_name(op->refs, w.issuer_unit_id));
	put(m, "due", outbox_when(op->a, w.accept_due_at));
	return ERR_OK;
}

static enum err emergency(struct said *m)
{
	struct op *op = m->x->op;
	struct q_outbox_emergency_out x;
	enum err e = q_outbox_emergency(op->s, &(struct q_outbox_emergency_in){ .id = m->x->row.object_id }, &x);
	if (e)
		return e;
	if (x.ended_at != NIL)
		return no(m, OUTBOX_DROP, "突发事件已结束，不再需要");
	put(m, "no", x.case_no);
	put(m, "kind", x.kind ? x.kind : "类别待核实");
	put(m, "town", unit_name(op->refs, x.town_id));
	put(m, "at", outbox_when(op->a, x.reported_at));
	return ERR_OK;
}

static enum err notice(struct said *m)
{
	struct op *op = m->x->op;
	struct q_outbox_notice_out n;
	enum err e = q_outbox_notice(op->s, &(struct q_outbox_notice_in){ .id = m->x->row.object_id }, &n);
	if (e)
		return e;
	if (!str_eq(n.status, "delivered"))
		return no(m, OUTBOX_DROP, "已签收或已撤回，不再需要");
	put(m, "no", n.no);
	put(m, "kind", n.kind);
	put(m, "due", outbox_when(op->a, n.ack_due_at));
	return ERR_OK;
}

/* The number of whoever is on duty at a post of the unit. */
static enum err duty_number(struct said *m)
{
	struct op *op = m->x->op;
	struct q_outbox_on_duty_out who;
	char *phone;
	enum err e = q_outbox_on_duty(op->s, &(struct q_outbox_on_duty_in){ .unit_id = m->x->row.to_id, .now = op->now }, &who);
	if (e == ERR_NOT_FOUND)
		return no(m, OUTBOX_HOPELESS, "该单位没有设岗位 A/B 岗，不知道发给谁");
	if (e)
		return e;
	m->x->next.to_name = who.name;
	if (!who.phone.n)
		return no(m, OUTBOX_HOPELESS, arena_printf(op->a, "值班人员%s没有登记手机号", who.name));
	e = field_open(op->site->keys, KEY_CONTACT, op->a, user_phone_context(op->a, who.user_id), who.phone, &phone, NULL);
	if (e)
		return e;
	m->l->to = phone;
	return outbox_is_mobile(phone) ? ERR_OK : no(m, OUTBOX_HOPELESS, arena_printf(op->a, "值班人员%s登记的不是手机号", who.name));
}

static enum err to_unit(struct said *m)
{
	const struct q_outbox_get_out *row = &m->x->row;
	put(m, "unit", unit_name(m->x->op->refs, row->to_id));
	enum err e = str_eq(row->event, "whistle") ? whistle(m) : str_eq(row->event, "emergency") ? emergency(m) : notice(m);
	if (e || m->verdict != OUTBOX_SEND)
		return e;
	if (str_eq(row->channel, "sms"))
		return duty_number(m);
	m->l->to = str_eq(row->channel, "mail") ? row->mail_to : "";
	return ERR_OK;
}

static enum err keep_number(struct said *m)
{
	struct op *op = m->x->op;
	struct q_outbox_get_out *next = &m->x->next;
	if (!*m->l->to)
		return ERR_OK;
	next->to_masked = str_eq(next->channel, "sms") ? mask_phone(op->a, m->l->to) : m->l->to;
	return field_seal(op->site->keys, KEY_CONTACT, op->site->env, op->a, arena_printf(op->a, "outbox.to:%" PRId64, next->id),
			  m->l->to, strlen(m->l->to), &next->to_sealed);
}

enum err outbox_render(struct outbox_tx *x, struct outbox_letter *l, enum outbox_verdict *v, const char **why)
{
	struct said m = { .x = x, .l = l, .verdict = OUTBOX_SEND };
	struct arena *a = x->op->a;
	struct q_outbox_get_out *next = &x->next;
	enum err e = str_eq(x->row.to_kind, "appeal") ? to_citizen(&m) : to_unit(&m);
	*v = m.verdict;
	*why = m.why;
	if (e || m.verdict != OUTBOX_SEND)
		return e;
	next->subject = outbox_fill(a, x->row.template_subject, m.shown);
	next->body = outbox_fill(a, x->row.template_body, m.shown);
	l->id = x->row.id;
	l->now = x->op->now;
	l->template_code = x->row.template_code;
	l->channel = x->row.channel;
	l->subject = next->subject;
	l->body = outbox_fill(a, x->row.template_body, m.real);
	l->shown = next->body;
	l->demo = x->op->site->demo;
	l->var_dir = x->op->site->var_dir;
	e = keep_number(&m);
	l->to_masked = next->to_masked;
	return e;
}
