/* SPDX-License-Identifier: Apache-2.0 */
/* Settings of the ways out, as [outbox] of the settings file names them. Texts live as long as the process. */
#ifndef YS_OUTBOX_CONFIG_H
#define YS_OUTBOX_CONFIG_H

#include <stdint.h>

struct outbox_config {
	const char *sms, *webhook; /* recorder | http */
	const char *mail;          /* recorder | smtp */
	const char *sms_url, *sms_secret_file, *webhook_url, *webhook_secret_file;
	const char *receipt_secret_file; /* "": receipts of the operator are refused */
	const char *mail_url, *mail_from, *mail_user, *mail_password_file;
	int64_t per_minute;        /* of each channel and node */
	int64_t timeout_ms;        /* 0: 10 s */
};

#endif
