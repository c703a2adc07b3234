/* SPDX-License-Identifier: Apache-2.0 */
/* Bounded queue: order, refusal when full, closing, and that nothing is lost or doubled between threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>

#include "base/queue.h"

static int items[100];

static void keeps_the_order_and_refuses_when_full(void **state)
{
	(void)state;
	struct queue *q = queue_new(3);
	for (int round = 0; round < 5; round++) { /* around the ring more than once */
		assert_true(queue_push(q, &items[0]));
		assert_true(queue_push(q, &items[1]));
		assert_true(queue_push(q, &items[2]));
		assert_false(queue_push(q, &items[3]));
		assert_int_equal(queue_length(q), 3);
		assert_ptr_equal(queue_pop(q), &items[0]);
		assert_true(queue_push(q, &items[4]));
		assert_ptr_equal(queue_pop(q), &items[1]);
		assert_ptr_equal(queue_pop(q), &items[2]);
		assert_ptr_equal(queue_pop(q), &items[4]);
		assert_int_equal(queue_length(q), 0);
	}
	queue_free(q);
	queue_free(NULL);
}

static void waiting_ends_without_an_item(void **state)
{
	(void)state;
	struct queue *q = queue_new(2);
	assert_null(queue_pop_wait(q, 0));
	assert_null(queue_pop_wait(q, 5));
	assert_null(queue_pop_wait(q, -1)); /* a deadline already past */
	queue_push(q, &items[0]);
	assert_ptr_equal(queue_pop_wait(q, 1000), &items[0]);
	queue_free(q);
}

static void closing_drains_then_ends(void **state)
{
	(void)state;
	struct queue *q = queue_new(2);
	queue_push(q, &items[0]);
	queue_close(q);
	assert_false(queue_push(q, &items[1]));
	assert_ptr_equal(queue_pop(q), &items[0]);
	assert_null(queue_pop(q));
	assert_null(queue_pop_wait(q, 1000));
	queue_free(q);
}

static void nothing_fits_a_queue_of_size_zero(void **state)
{
	(void)state;
	struct queue *q = queue_new(0);
	assert_false(queue_push(q, &items[0]));
	assert_null(queue_pop_wait(q, 1));
	queue_free(q);
}

static void *wait_for_one(void *arg)
{
	return queue_pop(arg);
}

static void closing_wakes_every_waiter(void **state)
{
	(void)state;
	struct queue *q = queue_new(2);
	pthread_t t[4];
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&t[i], NULL, wait_for_one, q), 0);
	queue_close(q);
	for (int i = 0; i < 4; i++) {
		void *got = &items[0];
		pthread_join(t[i], &got);
		assert_null(got);
	}
	queue_free(q);
}

enum { PER_THREAD = 20000, THREADS = 3 };
static atomic_int seen[THREADS * PER_THREAD];

struct producer {
	struct queue *q;
	int first;
};

static void *produce(void *arg)
{
	const struct producer *p = arg;
	for (int i = 0; i < PER_THREAD; i++)
		while (!queue_push(p->q, &seen[p->first + i]))
			sched_yield();
	return NULL;
}

static void *consume(void *arg)
{
	for (atomic_int *item; (item = queue_pop(arg));)
		atomic_fetch_add(item, 1);
	return NULL;
}

static void threads_lose_and_double_nothing(void **state)
{
	(void)state;
	struct queue *q = queue_new(64);
	pthread_t in[THREADS], out[THREADS];
	struct producer p[THREADS];
	for (int i = 0; i < THREADS; i++) {
		p[i] = (struct producer){ q, i * PER_THREAD };
		assert_int_equal(pthread_create(&out[i], NULL, consume, q), 0);
		assert_int_equal(pthread_create(&in[i], NULL, produce, &p[i]), 0);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(in[i], NULL);
	queue_close(q);
	for (int i = 0; i < THREADS; i++)
		pthread_join(out[i], NULL);
	for (int i = 0; i < THREADS * PER_THREAD; i++)
		assert_int_equal(atomic_load(&seen[i]), 1);
	queue_free(q);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_the_order_and_refuses_when_full),
		cmocka_unit_test(waiting_ends_without_an_item),
		cmocka_unit_test(closing_drains_then_ends),
		cmocka_unit_test(nothing_fits_a_queue_of_size_zero),
		cmocka_unit_test(closing_wakes_every_waiter),
		cmocka_unit_test(threads_lose_and_double_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
