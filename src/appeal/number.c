/* SPDX-License-Identifier: Apache-2.0 */
/* Daily numbers, yyyymmdd + six digits, handed out from blocks so that writers on several nodes never wait for one row.
 * Gaps are allowed: a block that a stopped process had taken is lost. */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "appeal/appeal.h"
#include "appeal_sql.h"

enum { BLOCK = 100, BLOCK_BUSY = 1000, BUSY_MS = 1000, KINDS = 16 };

static const struct problem_code E_INSIDE = { ERR_INTERNAL, "number.inside_write", "系统编号失败，请稍后重试。" };

struct block {
	const struct site *site;
	char name[16];
	int32_t day;
	int64_t next, end, taken_ms;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct block blocks[KINDS];

struct take {
	const char *name;
	int64_t day, next, size;
};

static enum err take_block(struct db_session *s, void *arg)
{
	struct take *t = arg;
	struct q_number_block_take_out out;
	enum err e = q_number_block_take(
		s, &(struct q_number_block_take_in){ .name = t->name, .day = t->day, .size = t->size }, &out);
	t->next = out.next;
	return e;
}

static struct block *slot(const struct site *site, const char *name)
{
	struct block *free_slot = &blocks[0];
	for (int i = 0; i < KINDS; i++) {
		if (blocks[i].site == site && str_eq(blocks[i].name, name))
			return &blocks[i];
		if (!blocks[i].site)
			free_slot = &blocks[i];
	}
	*free_slot = (struct block){ .site = site };
	snprintf(free_slot->name, sizeof free_slot->name, "%s", name);
	return free_slot;
}

void numbers_forget(const struct site *site)
{
	pthread_mutex_lock(&lock);
	for (int i = 0; i < KINDS; i++)
		if (blocks[i].site == site)
			blocks[i] = (struct block){ 0 };
	pthread_mutex_unlock(&lock);
}

enum err number_next(struct op *op, const char *name, char *no)
{
	if (db_writing(op->s))
		return problem_set(op->problem, &E_INSIDE);
	int32_t day = day_of_ms(op->now);
	enum err e = ERR_OK;
	pthread_mutex_lock(&lock);
	struct block *b = slot(op->site, name);
	if (b->day != day || b->next == b->end) {
		/* whoever waits for a block waits for a commit: a busy process takes more at once */
		bool busy = b->day == day && mono_ms() - b->taken_ms < BUSY_MS;
		struct take t = { .name = name, .day = day, .size = busy ? BLOCK_BUSY : BLOCK };
		e = db_write(op->s, take_block, &t);
		if (!e) {
			b->day = day;
			b->end = t.next;
			b->next = t.next - t.size;
			b->taken_ms = mono_ms();
		}
	}
	if (!e)
		snprintf(no, NUMBER_CHARS + 1, "%08u%06u", (unsigned)day % 100000000u, (unsigned)(++b->next % 1000000));
	pthread_mutex_unlock(&lock);
	return e;
}
