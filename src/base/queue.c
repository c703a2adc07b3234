/* SPDX-License-Identifier: Apache-2.0 */
#include "base/queue.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t some;
	size_t cap, n, head;
	bool closed;
	void *item[];
};

struct queue *queue_new(size_t capacity)
{
	struct queue *q = calloc(1, sizeof *q + capacity * sizeof q->item[0]);
	if (!q)
		abort();
	pthread_mutex_init(&q->lock, NULL);
	pthread_condattr_t attr;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&q->some, &attr);
	pthread_condattr_destroy(&attr);
	q->cap = capacity;
	return q;
}

void queue_free(struct queue *q)
{
	if (!q)
		return;
	pthread_cond_destroy(&q->some);
	pthread_mutex_destroy(&q->lock);
	free(q);
}

bool queue_push(struct queue *q, void *item)
{
	pthread_mutex_lock(&q->lock);
	bool ok = !q->closed && q->n < q->cap;
	if (ok) {
		q->item[(q->head + q->n++) % q->cap] = item;
		pthread_cond_signal(&q->some);
	}
	pthread_mutex_unlock(&q->lock);
	return ok;
}

static void *take(struct queue *q)
{
	if (!q->n)
		return NULL;
	void *item = q->item[q->head];
	q->head = (q->head + 1) % q->cap;
	q->n--;
	return item;
}

void *queue_pop(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	while (!q->n && !q->closed)
		pthread_cond_wait(&q->some, &q->lock);
	void *item = take(q);
	pthread_mutex_unlock(&q->lock);
	return item;
}

void *queue_pop_wait(struct queue *q, int ms)
{
	struct timespec until;
	if (ms < 0)
		ms = 0;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&q->lock);
	int rc = 0;
	while (!q->n && !q->closed && rc == 0)
		rc = pthread_cond_timedwait(&q->some, &q->lock, &until);
	void *item = take(q);
	pthread_mutex_unlock(&q->lock);
	return item;
}

void queue_close(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->closed = true;
	pthread_cond_broadcast(&q->some);
	pthread_mutex_unlock(&q->lock);
}

size_t queue_length(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	size_t n = q->n;
	pthread_mutex_unlock(&q->lock);
	return n;
}
