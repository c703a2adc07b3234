/* SPDX-License-Identifier: Apache-2.0 */
/* Bounded blocking queue of pointers between threads. */
#ifndef YS_BASE_QUEUE_H
#define YS_BASE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct queue;

struct queue *queue_new(size_t capacity);
void queue_free(struct queue *q);
/* False when the queue is full or closed. Never blocks. */
bool queue_push(struct queue *q, void *item);
/* Blocks for an item; NULL when closed and empty. */
void *queue_pop(struct queue *q);
/* As queue_pop, but NULL after `ms` milliseconds without an item. */
void *queue_pop_wait(struct queue *q, int ms);
/* No more pushes; poppers drain and then get NULL. */
void queue_close(struct queue *q);
size_t queue_length(struct queue *q);

#endif
