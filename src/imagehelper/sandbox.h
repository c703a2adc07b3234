/* SPDX-License-Identifier: Apache-2.0 */
/* Walls around the decoders: bounded processor time, memory and output; no network, no programs, no files but those
 * open already. What it costs: whatever a library opens lazily must be open before; see main.c. */
#ifndef YS_IMAGEHELPER_SANDBOX_H
#define YS_IMAGEHELPER_SANDBOX_H

#include <stdbool.h>

/* Resource limits and no new privileges; at the start. The memory limit counts from what the libraries occupy now. */
bool sandbox_limit(void);
/* The system call filter, for all threads. From here on nothing can be opened, started or connected. */
bool sandbox_enter(void);

#endif
