/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define YS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define YS_ASAN 1
#endif
#endif
#ifdef YS_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n) ((void)0)
#define UNPOISON(p, n) ((void)0)
#endif

enum { ALIGN = 16, FIRST_BLOCK = 16 << 10, MAX_BLOCK = 1 << 20 };

struct block {
	struct block *next;
	size_t cap, used;
	_Alignas(ALIGN) unsigned char mem[];
};

struct cleanup {
	struct cleanup *next;
	void (*fn)(void *);
	void *arg;
};

struct arena {
	struct block *head;       /* newest block first */
	struct cleanup *cleanups;
	jmp_buf *trap;
	size_t ceiling, total;    /* bytes of blocks held */
};

static size_t round_up(size_t n)
{
	return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static _Noreturn void give_up(struct arena *a)
{
	if (a->trap)
		longjmp(*a->trap, 1);
	fputs("arena: ceiling reached without a trap\n", stderr);
	abort();
}

static struct block *block_new(struct arena *a, size_t need)
{
	size_t cap = a->head ? a->head->cap * 2 : FIRST_BLOCK;
	if (cap > MAX_BLOCK)
		cap = MAX_BLOCK;
	if (cap < need)
		cap = need;
	size_t room = a->ceiling - a->total; /* total never passes the ceiling */
	if (cap > room) {
		if (need > room)
			give_up(a);
		cap = need;
	}
	struct block *b = malloc(sizeof *b + cap);
	if (!b)
		give_up(a);
	b->cap = cap;
	b->used = 0;
	b->next = a->head;
	a->head = b;
	a->total += cap;
	POISON(b->mem, cap);
	return b;
}

struct arena *arena_new(size_t ceiling)
{
	struct arena *a = calloc(1, sizeof *a);
	if (!a)
		abort();
	a->ceiling = ceiling;
	return a;
}

static void run_cleanups(struct arena *a)
{
	while (a->cleanups) {
		struct cleanup *c = a->cleanups;
		a->cleanups = c->next;
		c->fn(c->arg);
	}
}

static void free_blocks(struct block *b)
{
	while (b) {
		struct block *next = b->next;
		UNPOISON(b->mem, b->cap);
		free(b);
		b = next;
	}
}

void arena_reset(struct arena *a)
{
	run_cleanups(a);
	if (!a->head)
		return;
	struct block *keep = a->head;
	while (keep->next)
		keep = keep->next; /* the oldest, smallest block */
	for (struct block *b = a->head; b != keep;) {
		struct block *next = b->next;
		UNPOISON(b->mem, b->cap);
		free(b);
		b = next;
	}
	keep->used = 0;
	POISON(keep->mem, keep->cap);
	a->head = keep;
	a->total = keep->cap;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	run_cleanups(a);
	free_blocks(a->head);
	free(a);
}

jmp_buf *arena_trap(struct arena *a, jmp_buf *trap)
{
	jmp_buf *former = a->trap;
	a->trap = trap;
	return former;
}

void arena_cleanup(struct arena *a, void (*fn)(void *), void *arg)
{
	struct cleanup *c = ARENA_NEW(a, struct cleanup);
	*c = (struct cleanup){ a->cleanups, fn, arg };
	a->cleanups = c;
}

void *arena_alloc(struct arena *a, size_t size)
{
	if (size > a->ceiling || size > SIZE_MAX / 2)
		give_up(a);
	size_t n = round_up(size ? size : 1);
	struct block *b = a->head;
	if (!b || b->cap - b->used < n)
		b = block_new(a, n);
	void *p = b->mem + b->used;
	b->used += n;
	UNPOISON(p, size ? size : 1);
	return memset(p, 0, size ? size : 1);
}

void *arena_alloc_n(struct arena *a, size_t size, size_t n)
{
	if (size && n > a->ceiling / size)
		give_up(a); /* the product may not even fit size_t */
	return arena_alloc(a, size * n);
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
	struct block *b = a->head;
	size_t o = round_up(old_size ? old_size : 1), n = round_up(new_size);
	if (old && new_size <= old_size)
		return old; /* a smaller wish needs no other place */
	if (old && b && (unsigned char *)old + o == b->mem + b->used && n >= o && b->cap - b->used >= n - o) {
		b->used += n - o;
		UNPOISON(old, new_size);
		memset((unsigned char *)old + old_size, 0, new_size - old_size);
		return old;
	}
	void *p = arena_alloc(a, new_size);
	if (old && old_size)
		memcpy(p, old, old_size);
	return p;
}

char *arena_strn(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);
	if (n)
		memcpy(p, s, n);
	p[n] = 0;
	return p;
}

char *arena_str(struct arena *a, const char *s)
{
	return s ? arena_strn(a, s, strlen(s)) : NULL;
}

char *arena_sv(struct arena *a, struct sv s)
{
	return arena_strn(a, s.p, s.n);
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	char few[256]; /* most texts are short and are made once */
	int n = vsnprintf(few, sizeof few, fmt, again);
	va_end(again);
	if (n < (int)sizeof few)
		return arena_strn(a, few, n < 0 ? 0 : (size_t)n);
	char *p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char *p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}

size_t arena_used(const struct arena *a)
{
	return a->total;
}
