/* SPDX-License-Identifier: Apache-2.0 */
/* Files on disk, stored once under their hash. */
#ifndef YS_FILE_DEPOT_H
#define YS_FILE_DEPOT_H

#include "file/file.h"

enum { FILE_PATH = 1024 };

/* Makes a file durable and tells its SHA-256. */
enum err depot_seal(struct op *op, const char *path, char hash[FILE_HASH], int64_t *size);
/* Moves a sealed file to var/<room>/ab/<hash>, durably. */
enum err depot_put(struct op *op, const char *room, const char *path, const char *hash);
extern const char DEPOT_FILES[], DEPOT_QUARANTINE[];

#endif
