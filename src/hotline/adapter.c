/* SPDX-License-Identifier: Apache-2.0 */
/* Exchanges. The simulator does at once what it is asked and tells so, as a real one would; the feed adapter stands for an
 * exchange that reports through POST /hotline/events and is operated at the telephone. */
#include "hotline/hotline.h"

static enum err tell(struct op *op, const struct q_call_get_out *c, const char *event)
{
	int64_t id;
	return hotline_feed(op, &(struct tel_event){ .ext_id = c->ext_id, .event = event, .agent_id = NIL }, &id);
}

static enum err sim_answer(struct op *op, const struct q_call_get_out *c)
{
	return tell(op, c, "answered");
}

static enum err sim_hold(struct op *op, const struct q_call_get_out *c)
{
	return tell(op, c, "held");
}

static enum err sim_resume(struct op *op, const struct q_call_get_out *c)
{
	return tell(op, c, "resumed");
}

static enum err sim_hang_up(struct op *op, const struct q_call_get_out *c)
{
	return tell(op, c, "ended");
}

static enum err sim_conference(struct op *op, const struct q_call_get_out *c, const char *third)
{
	(void)op;
	(void)c;
	(void)third;
	return ERR_OK; /* the third party answers when the agent says so */
}

static const struct tel_adapter ADAPTERS[] = {
	{ "feed", "电话系统", NULL, NULL, NULL, NULL, NULL },
	{ "simulator", "模拟话机", sim_answer, sim_hold, sim_resume, sim_hang_up, sim_conference },
};

const struct tel_adapter *tel_adapter(const char *name)
{
	for (size_t i = 0; i < sizeof ADAPTERS / sizeof *ADAPTERS; i++)
		if (str_eq(ADAPTERS[i].name, name))
			return &ADAPTERS[i];
	return &ADAPTERS[0];
}
