/* SPDX-License-Identifier: Apache-2.0 */
/* Region allocator: one arena per request, freed as a whole.
 *
 * Allocation never returns NULL. When the ceiling is reached, control jumps to the trap set with
 * `arena_trap` (the worker loop answers 413 or 500); without a trap the process aborts. The price:
 * code that allocates must not hold a resource outside the arena unless it has registered it with
 * `arena_cleanup`. Threads: an arena belongs to one thread at a time.
 * Memory: pointers live until `arena_reset` or `arena_free`. Under ASan freed memory is poisoned. */
#ifndef YS_BASE_ARENA_H
#define YS_BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sv.h"

struct arena;

/* New arena that refuses to grow beyond `ceiling` bytes. Caller owns it. */
struct arena *arena_new(size_t ceiling);
void arena_free(struct arena *a);
/* Runs the cleanups and forgets every allocation; keeps one block for reuse. */
void arena_reset(struct arena *a);

/* Where to jump when the ceiling is reached; NULL removes the trap. Returns the former trap. */
jmp_buf *arena_trap(struct arena *a, jmp_buf *trap);
/* Runs `fn(arg)` at reset or free, last registered first. */
void arena_cleanup(struct arena *a, void (*fn)(void *), void *arg);

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((malloc, returns_nonnull));
/* Zeroed array; a product beyond the ceiling takes the trap instead of wrapping around. */
void *arena_alloc_n(struct arena *a, size_t size, size_t n) __attribute__((malloc, returns_nonnull));
/* Grows the last allocation in place where possible, else copies. Never shrinks. */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size) __attribute__((returns_nonnull));
char *arena_str(struct arena *a, const char *s);      /* copy; NULL stays NULL */
char *arena_strn(struct arena *a, const char *s, size_t n) __attribute__((returns_nonnull));
char *arena_sv(struct arena *a, struct sv s);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3), nonnull(2)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0), nonnull(2)));
size_t arena_used(const struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc_n((a), sizeof(type), (size_t)(n)))

#endif
