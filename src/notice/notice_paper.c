/* SPDX-License-Identifier: Apache-2.0 */
/* A notice as an official document: what is drawn, printed and signed. The attached list names cases by number, matter and
 * finding only, so that nobody's words leave with the paper. */
#include "notice/notice_internal.h"

enum { PDF_MAX = 3 << 20 };

static const char *const RANKS[] = { "", "第一责任人", "责任领导", "具体责任人" };

static const char *limit_words(struct arena *a, int64_t value, const char *unit)
{
	bool hours = str_eq(unit, "working_hour"); /* 工作时 is a word of the screens */
	return arena_printf(a, "%lld%s", (long long)value, hours ? "个工作小时" : limit_unit_text(limit_unit_from(unit)));
}

/* As it was when the notice was signed; before that as it is now. */
static enum err persons_of(struct op *op, const struct q_notice_get_out *n, bool now, struct official_person **v, size_t *count)
{
	struct q_notice_leads_now_rows l = { 0 };
	struct q_notice_persons_rows p = { 0 };
	enum err e = now ? q_notice_leads_now(op->s, &(struct q_notice_leads_now_in){ .unit_id = n->unit_id }, &l) :
			   q_notice_persons(op->s, &(struct q_notice_persons_in){ .notice_id = n->id }, &p);
	*count = e ? 0 : now ? l.n : p.n;
	*v = ARENA_ARRAY(op->a, struct official_person, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*v)[i] = now ? (struct official_person){ l.v[i].rank, l.v[i].name, l.v[i].title } :
				(struct official_person){ p.v[i].rank, p.v[i].name, p.v[i].title };
	return e;
}

static void say(struct official *o, const char *text)
{
	if (text && *text && o->nbody < OFFICIAL_PARAGRAPHS)
		o->body[o->nbody++] = text;
}

static void say_lines(struct official *o, struct arena *a, const char *text)
{
	struct sv rest = sv_from(text), line;
	while (sv_cut(&rest, '\n', &line))
		say(o, arena_sv(a, sv_trim(line)));
}

static enum err say_former(struct official *o, struct op *op, int64_t id)
{
	struct q_notice_raised_from_rows r;
	const char *list = NULL;
	enum err e = q_notice_raised_from(op->s, &(struct q_notice_raised_from_in){ .id = id }, &r);
	for (size_t i = 0; !e && i < r.n; i++)
		list = list ? arena_printf(op->a, "%s、%s", list, r.v[i].no) : arena_printf(op->a, "%s", r.v[i].no);
	if (!e && list)
		say(o, arena_printf(op->a, "此前发出的%s，你单位未按要求签收、反馈或反馈未通过审核。", list));
	return e;
}

static void say_chain(struct official *o, struct arena *a, const struct official_person *v, size_t n)
{
	const char *line = NULL;
	for (size_t i = 0; i < n; i++) {
		const char *one = arena_printf(a, "%s%s%s%s%s", RANKS[v[i].rank], v[i].name, *v[i].title ? "（" : "", v[i].title,
					       *v[i].title ? "）" : "");
		line = line ? arena_printf(a, "%s，%s", line, one) : one;
	}
	if (line)
		say(o, arena_printf(a, "责任链条：%s。", line));
}

static enum err put_list(struct official *o, struct op *op, int64_t id)
{
	static const char *const COLS[] = { "序号", "案件编号", "事项", "办理期限", "情况" };
	static const double SHARE[] = { 0.09, 0.26, 0.25, 0.18, 0.22 };
	enum { N = sizeof COLS / sizeof *COLS };
	struct q_notice_cases_rows c;
	enum err e = q_notice_cases(op->s, &(struct q_notice_cases_in){ .notice_id = id }, &c);
	if (e)
		return e;
	const char **cell = ARENA_ARRAY(op->a, const char *, c.n * N + 1);
	o->list_title = "涉及案件清单";
	o->ncols = N;
	o->cells = cell;
	for (size_t i = 0; i < N; i++) {
		o->cols[i] = COLS[i];
		o->share[i] = SHARE[i];
	}
	for (size_t i = 0; i < c.n; i++) {
		const struct event_type *t = ref_type(op->refs, c.v[i].event_type_id);
		if (i && c.v[i].case_id == c.v[i - 1].case_id) { /* two triggers name it */
			cell[(o->nrows - 1) * N + 4] = arena_printf(op->a, "%s；%s", cell[(o->nrows - 1) * N + 4], c.v[i].why);
			continue;
		}
		const char **row = cell + o->nrows++ * N;
		row[0] = arena_printf(op->a, "%zu", o->nrows);
		row[1] = c.v[i].no;
		row[2] = t ? t->name : "";
		row[3] = c.v[i].due_at == NIL ? "" : official_date(op->a, c.v[i].due_at);
		row[4] = c.v[i].why;
	}
	return ERR_OK;
}

static enum err issuer_of(struct op *op, const struct q_notice_kind_of_out *k, const char **name)
{
	struct q_notice_centre_out centre;
	*name = k->issuer;
	if (**name)
		return ERR_OK;
	enum err e = q_notice_centre(op->s, &centre);
	*name = e ? "社会治理服务中心" : centre.name;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err notice_official(struct op *op, const struct q_notice_get_out *n, struct official *o)
{
	struct arena *a = op->a;
	struct q_notice_kind_of_out k;
	struct official_person *chain;
	size_t nchain;
	bool issued = n->signed_at != NIL;
	const struct unit *u = ref_unit(op->refs, n->unit_id);
	enum err e = q_notice_kind_of(op->s, &(struct q_notice_kind_of_in){ .kind = n->kind }, &k);
	if (e)
		return e;
	*o = (struct official){ .issuer = n->issuer, .kind = k.name, .no = n->no, .title = n->title, .recipient = u ? u->name : "",
		.signer = issued && n->signer ? n->signer : "", .date = issued ? official_date(a, n->signed_at) : "",
		.copies = issued ? n->copy_to : k.copy_to, .now = issued ? n->signed_at : op->now };
	if (!*o->issuer)
		e = issuer_of(op, &k, &o->issuer);
	say_lines(o, a, n->basis);
	if (!e)
		e = say_former(o, op, n->id);
	say_lines(o, a, n->demand);
	say(o, issued ? arena_printf(a, "请在%s内签收，于%s前在平台反馈办理情况。", limit_words(a, k.ack_value, k.ack_unit),
				     official_date(a, n->answer_due_at)) :
			arena_printf(a, "请在%s内签收，自签发之日起%s内在平台反馈办理情况。", limit_words(a, k.ack_value, k.ack_unit),
				     limit_words(a, n->answer_value, n->answer_unit)));
	if (!e)
		e = persons_of(op, n, !issued || !n->no || str_eq(n->status, "draft"), &chain, &nchain);
	if (e)
		return e;
	say_chain(o, a, chain, nchain);
	return put_list(o, op, n->id);
}

static void due_times(struct op *op, const struct q_notice_kind_of_out *k, struct q_notice_get_out *n)
{
	const struct calendar *cal = op->refs->calendar;
	n->ack_due_at = cal_due(cal, op->now, k->ack_value, limit_unit_from(k->ack_unit), NULL, 0, op->now);
	n->answer_due_at = cal_due(cal, op->now, n->answer_value, limit_unit_from(n->answer_unit), NULL, 0, op->now);
}

enum err notice_prepare(struct op *op, int64_t id, struct notice_document *d)
{
	struct q_notice_get_out n;
	struct q_notice_kind_of_out k;
	struct q_notice_number_last_out last = { 0 };
	struct official o;
	struct buf *pdf = ARENA_NEW(op->a, struct buf);
	int year = (int)(day_of_ms(op->now) / 10000);
	bool yes = false;
	*d = (struct notice_document){ 0 };
	enum err e = q_notice_get(op->s, &(struct q_notice_get_in){ .id = id }, &n);
	if (!e)
		e = notice_may(op, &n, NOTICE_SIGNS, &yes);
	if (e || !yes || !str_eq(n.status, "draft")) /* the move itself says why not */
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	e = q_notice_kind_of(op->s, &(struct q_notice_kind_of_in){ .kind = n.kind }, &k);
	if (!e)
		e = q_notice_number_last(op->s, &(struct q_notice_number_last_in){ .kind = n.kind, .year = year }, &last);
	if (e && e != ERR_NOT_FOUND)
		return e;
	d->number = (e ? 0 : last.last) + 1;
	d->no = arena_printf(op->a, "%s〔%d〕%lld号", k.word, year, (long long)d->number);
	d->copy_to = k.copy_to;
	d->to_discipline = k.to_discipline == 1;
	if ((e = issuer_of(op, &k, &d->issuer)))
		return e;
	due_times(op, &k, &n);
	d->ack_due_at = n.ack_due_at;
	d->answer_due_at = n.answer_due_at;
	n.no = d->no;
	n.issuer = d->issuer;
	n.copy_to = d->copy_to;
	n.signed_at = op->now;
	n.signer = op->who ? op->who->name : "";
	struct official_person *chain;
	e = persons_of(op, &n, true, &chain, &d->npersons);
	d->persons = chain;
	if (!e)
		e = notice_official(op, &n, &o);
	buf_init(pdf, op->a, PDF_MAX);
	if (!e)
		e = official_pdf(op->a, op->problem, &o, pdf);
	d->pdf = buf_view(pdf);
	return e;
}
