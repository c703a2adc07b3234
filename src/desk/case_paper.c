/* SPDX-License-Identifier: Apache-2.0 */
/* A case on paper (PDF): what happened, who does it until when, who spoke, in the order of the page. It shows what its page would
 * show this person; contact data stay masked unless a reason is given. Every paper is audited and carries who made it. */
#include "auth/audit.h"
#include "auth/mask.h"
#include "desk/desk.h"
#include "org/org.h"
#include "report/paper.h"

enum { PICTURES_MAX = 8, HISTORY_MAX = 400 };

struct sheet {
	struct req *r;
	struct op *op;
	struct paper *p;
	const struct q_case_get_out *c;
	enum notes notes;
	bool opened;               /* contact data in full, where this person may */
};

static const char *when(struct sheet *s, int64_t ms)
{
	char text[TIME_TEXT];
	return ms == NIL ? "" : arena_str(s->op->a, time_text(ms, text));
}

static const char *full_name(const struct refs *refs, int64_t unit_id)
{
	const struct unit *u = ref_unit(refs, unit_id);
	return u ? u->name : "";
}

static void put_head(struct sheet *s)
{
	const struct q_case_get_out *c = s->c;
	const struct refs *refs = s->op->refs;
	const struct event_type *type = ref_type(refs, c->event_type_id);
	const struct grid *g = ref_grid_any(refs, c->grid_id);
	struct arena *a = s->op->a;
	paper_title(s->p, c->title);
	const struct paper_fact facts[] = {
		{ "案件编号", c->no, false },
		{ "状态", wf_state_text(&CASE_MACHINE, c->status), false },
		{ "诉求分级", colour_text(refs, c->colour), false },
		{ "类型", arena_printf(a, "%s · %s", type_text(c->type), family_text(c->family)), false },
		{ "事项", type ? arena_printf(a, "%s（%s）", type->name, type->code) : "未归类", true },
		{ "主办单位", full_name(refs, c->lead_unit_id), false },
		{ "应办结", when(s, c->due_at), false },
		{ "立案", when(s, c->opened_at), false },
		{ "派单", when(s, c->dispatched_at), false },
		{ "审结", when(s, c->settled_at), false },
		{ "结案", when(s, c->closed_at), false },
		{ "地点", arena_printf(a, "%s%s %s", unit_name(refs, c->town_id), unit_name(refs, c->community_id), c->address), true },
		{ "网格", g ? g->name : "", false },
	};
	paper_facts(s->p, facts, sizeof facts / sizeof *facts);
	if (*c->summary)
		paper_text(s->p, c->summary);
}

/* ---- who spoke ---- */

static enum err contact_line(struct sheet *s, const struct q_appeal_get_out *row, const char **line)
{
	struct appeal_contact k = { 0 };
	bool may = false, secret = str_eq(row->anonymity, "secret");
	enum err e = may_open_contact(s->op, row, &may);
	if (!e && (!secret || may))
		e = appeal_contact_open(s->op, row, &k);
	if (e)
		return e;
	struct arena *a = s->op->a;
	bool full = s->opened && may;
	if (secret && !full) {
		*line = "（保密）";
		return ERR_OK;
	}
	*line = arena_printf(a, "%s %s", k.name ? (full ? k.name : mask_name(a, k.name)) : "未留姓名",
			     k.phone ? (full ? k.phone : mask_phone(a, k.phone)) : "");
	if (!full)
		return ERR_OK;
	return audit_read(s->r, secret ? "reporter.open" : "contact.open", "appeal", row->id, in_str(s->r, "reason"), "paper");
}

static enum err put_voices(struct sheet *s)
{
	struct q_appeals_of_case_rows list;
	enum err e = q_appeals_of_case(s->op->s, &(struct q_appeals_of_case_in){ .case_id = s->c->id }, &list);
	if (!e && list.n)
		paper_heading(s->p, "诉求");
	for (size_t i = 0; !e && i < list.n; i++) {
		struct q_appeal_get_out row;
		const char *line = "";
		const struct channel *ch = ref_channel(s->op->refs, list.v[i].channel_id);
		e = appeal_get(s->op, list.v[i].id, &row);
		if (!e)
			e = contact_line(s, &row, &line);
		if (e)
			break;
		bool full = sees_full_text(s->op, &row);
		const struct paper_fact facts[] = {
			{ "诉求编号", row.no, false },
			{ "渠道", ch ? ch->name : "", false },
			{ "时间", when(s, row.received_at), false },
			{ "状态", wf_state_text(&APPEAL_MACHINE, row.status), false },
			{ "诉求人", line, true },
		};
		paper_facts(s->p, facts, sizeof facts / sizeof *facts);
		paper_text(s->p, full ? row.body : row.released_text ? row.released_text : "（保密举报，内容待分拨员放行）");
		paper_rule(s->p);
	}
	return e;
}

/* ---- who does it ---- */

static enum err put_orders(struct sheet *s)
{
	struct q_order_of_case_rows o;
	static const struct paper_col cols[] = {
		{ "单位", 3, false }, { "状态", 2, false }, { "应办结", 2.6, false }, { "结果与答复", 6, false }
	};
	enum err e = q_order_of_case(s->op->s, &(struct q_order_of_case_in){ .case_id = s->c->id }, &o);
	if (e || !o.n)
		return e;
	paper_heading(s->p, "工单");
	paper_table(s->p, cols, sizeof cols / sizeof *cols);
	for (size_t i = 0; i < o.n; i++) {
		const struct q_order_of_case_out *v = &o.v[i];
		const char *cells[] = {
			arena_printf(s->op->a, "%s（%s）\n%s", unit_name(s->op->refs, v->unit_id), order_role_text(v->role), v->no),
			wf_state_text(&ORDER_MACHINE, v->status), when(s, v->due_at),
			arena_printf(s->op->a, "%s%s%s", *v->result ? result_text(v->result) : "", *v->result ? "：" : "", v->public_answer),
		};
		paper_row(s->p, cells);
	}
	paper_table_end(s->p);
	return ERR_OK;
}

/* ---- photos before and after ---- */

static enum err take_pictures(struct sheet *s, const char *kind, int64_t id, struct paper_picture *v, size_t *n)
{
	struct q_attachment_list_rows f;
	enum err e = q_attachment_list(s->op->s, &(struct q_attachment_list_in){ .object_kind = kind, .object_id = id }, &f);
	for (size_t i = 0; !e && i < f.n && *n < PICTURES_MAX; i++) {
		bool shown = str_eq(f.v[i].stage, "before") || str_eq(f.v[i].stage, "after");
		if (!shown || !str_eq(f.v[i].status, "ready") || !f.v[i].thumb_hash || f.v[i].width == NIL)
			continue;
		v[(*n)++] = (struct paper_picture){ file_path(s->op, f.v[i].thumb_hash), "image/jpeg", f.v[i].width, f.v[i].height,
			arena_printf(s->op->a, "%s %s", str_eq(f.v[i].stage, "after") ? "处置后" : "处置前", when(s, f.v[i].uploaded_at)) };
	}
	return e;
}

static enum err put_pictures(struct sheet *s)
{
	struct paper_picture v[PICTURES_MAX];
	struct q_order_of_case_rows o;
	size_t n = 0;
	enum err e = q_order_of_case(s->op->s, &(struct q_order_of_case_in){ .case_id = s->c->id }, &o);
	if (!e)
		e = take_pictures(s, "case", s->c->id, v, &n);
	for (size_t i = 0; !e && i < o.n; i++)
		e = take_pictures(s, "order", o.v[i].id, v, &n);
	if (!e && n) {
		paper_heading(s->p, "处置前后");
		paper_pictures(s->p, v, n, 2);
	}
	return e;
}

/* ---- what happened ---- */

static enum err put_history(struct sheet *s)
{
	static const struct paper_col cols[] = {
		{ "时间", 2.4, false }, { "事情", 2.6, false }, { "谁", 3, false }, { "内容", 5.5, false }
	};
	struct event_row *rows;
	size_t n;
	enum err e = event_list(s->op->s, s->op->site->keys, "case", s->c->id, s->notes != NOTES_NONE, &rows, &n);
	if (e)
		return e;
	paper_keep(s->p, 45);
	paper_heading(s->p, "经过");
	paper_table(s->p, cols, sizeof cols / sizeof *cols);
	for (size_t i = 0; i < n && i < HISTORY_MAX; i++) {
		const char *note = event_note_shown(s->notes, rows[i].kind) ? event_note(s->op->a, rows[i].secret) : NULL;
		const char *who = rows[i].actor_name ? rows[i].actor_name : "系统";
		const char *cells[] = { when(s, rows[i].recorded_at), event_text(rows[i].kind),
					arena_printf(s->op->a, "%s %s", who, rows[i].unit_name ? rows[i].unit_name : ""), note ? note : "" };
		paper_row(s->p, cells);
	}
	paper_table_end(s->p);
	if (n > HISTORY_MAX)
		paper_note(s->p, "经过较长，其余部分见系统。");
	return ERR_OK;
}

static enum err open_paper(struct sheet *s)
{
	struct arena *a = s->op->a;
	const struct paper_setup setup = {
		.title = arena_printf(a, "案件 %s", s->c->no),
		.head = arena_printf(a, "案件 %s", s->c->no),
		.foot = "内部资料，注意保管",
		.mark = arena_printf(a, "%s %s", s->op->who->name, when(s, s->op->now)),
		.now = s->op->now,
	};
	return paper_open(a, &s->r->problem, &setup, &s->p);
}

static enum err draw(struct sheet *s)
{
	put_head(s);
	enum err e = put_orders(s);
	if (!e)
		e = put_pictures(s);
	if (!e)
		e = put_voices(s);
	return e ? e : put_history(s);
}

static enum err h_paper(struct req *r)
{
	struct op *op = op_of(r);
	struct q_case_get_out c;
	struct sheet s = { .r = r, .op = op, .c = &c, .opened = in_given(r, "reason") };
	bool yes = false;
	enum err e = may_case(op->s, op->who, CAP_CASE_READ, r->path_id[0], &yes);
	if (e == ERR_NOT_FOUND || (!e && !yes))
		return req_not_found(r);
	if (!e)
		e = q_case_get(op->s, &(struct q_case_get_in){ .id = r->path_id[0] }, &c);
	if (!e)
		e = case_notes(op, c.id, &s.notes);
	if (!e)
		e = open_paper(&s);
	if (!e)
		e = draw(&s);
	if (!e) /* nothing goes out without its trace */
		e = audit_read(r, "case.paper", "case", c.id, in_str(r, "reason"), s.opened ? "contact" : "masked");
	if (!e)
		e = paper_finish(s.p, &r->out);
	if (e)
		return e;
	r->content_type = "application/pdf";
	req_set_header(r, "Content-Disposition", arena_printf(r->arena, "inline; filename=\"case-%s.pdf\"", c.no));
	return ERR_OK;
}

static const struct in_field PAPER_IN[] = {
	{ "reason", IN_TEXT, IN_QUERY, 2, 200, NULL, "理由", "puts contact data on the paper in full, where the person may open them; audited" },
	{ 0 },
};

const struct route DESK_PAPER_ROUTES[] = {
	{ HTTP_GET, "/api/v1/cases/{id}/paper.pdf", h_paper, CAP_CASE_READ, "by role", PAPER_IN, 0, ROUTE_BULK, "A case as PDF; contact data masked unless a reason is given. Audited.", "File" },
	{ 0 },
};
