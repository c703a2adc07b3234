/* SPDX-License-Identifier: Apache-2.0 */
/* The table of settings and its reader. */
#include "app/config.h"

#include <ini.h>
#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "base/sv.h"

enum kind { TEXT, NUMBER };

struct setting {
	const char *section, *key;
	enum kind kind;
	size_t offset;
	const char *otherwise;
	int64_t min, max;
	const char *doc;
};

#define AT(member) offsetof(struct config, member)

static const struct setting SETTINGS[] = {
	{ "server", "address", TEXT, AT(address), "127.0.0.1", 0, 0,
	  "监听地址。前面有 nginx 时保持 127.0.0.1；演示数据不允许用其他地址。" },
	{ "server", "port", NUMBER, AT(port), "8080", 0, 65535, "端口；0 为任一空闲端口。" },
	{ "server", "loops", NUMBER, AT(loops), "1", 1, 64, "管理连接的线程数。" },
	{ "server", "workers", NUMBER, AT(workers), "16", 1, 256,
	  "处理请求的线程数，每个线程一个数据库会话。写入的请求在此等待落盘，故多于处理器核数；用 PostgreSQL 时各占一个连接。" },
	{ "server", "connections", NUMBER, AT(connections), "12000", 16, 200000,
	  "最多连接数。一个空闲的实时连接约占 16 KiB 内存。" },
	{ "server", "request_deadline_s", NUMBER, AT(request_deadline_s), "30", 1, 3600,
	  "一个请求最多用时（秒）；上传和导出为其十倍。" },
	{ "server", "static_dir", TEXT, AT(static_dir), "web/dist", 0, 0, "网页文件所在目录。" },
	{ "server", "trusted_proxy", TEXT, AT(trusted_proxy), "", 0, 0,
	  "可信代理的地址，采信它的 X-Forwarded-For；空为没有。" },
	{ "server", "metrics_from", TEXT, AT(metrics_from), "", 0, 0, "除本机外可读 /metrics 的地址；空为没有。" },
	{ "server", "public_url", TEXT, AT(public_url), "", 0, 0,
	  "群众访问的网址，如 https://12345.example.cn，印在网格二维码里；空则用打开页面时的网址。" },
	{ "server", "public_per_minute", NUMBER, AT(public_per_minute), "120", 1, 1000000,
	  "免登录页面每个地址每分钟的请求数上限。" },
	{ "server", "pow_free_per_hour", NUMBER, AT(pow_free_per_hour), "5", 0, 1000000,
	  "每个地址每小时提交诉求超过此数后，须先完成工作量证明。" },
	{ "server", "pow_bits", NUMBER, AT(pow_bits), "16", 1, 24, "工作量证明的难度；16 在低价手机上不到一秒。" },
	{ "database", "url", TEXT, AT(database_setting), "", 0, 0,
	  "sqlite:文件，或 postgres://用户@主机/库名。空为 sqlite:VAR/yingshao.db。" },
	{ "database", "cache_mib", NUMBER, AT(database_cache_mib), "64", 1, 1048576,
	  "SQLite 写线程的页缓存（MiB）；每个读会话为其十六分之一。" },
	{ "files", "var", TEXT, AT(var_dir), "var", 0, 0,
	  "存放密钥、附件和 SQLite 数据库的目录；多节点时为共享目录。" },
	{ "outbox", "sms", TEXT, AT(outbox.sms), "recorder", 0, 0,
	  "短信怎么发：recorder 只记录在 VAR/outbox（演练通道），http 交给短信网关。" },
	{ "outbox", "sms_url", TEXT, AT(outbox.sms_url), "", 0, 0, "短信网关接口的地址（http 或 https）。" },
	{ "outbox", "sms_secret_file", TEXT, AT(outbox.sms_secret_file), "", 0, 0,
	  "与短信网关约定的签名密钥所在文件，取第一行；权限应为 0600。" },
	{ "outbox", "receipt_secret_file", TEXT, AT(outbox.receipt_secret_file), "", 0, 0,
	  "短信运营商回执的签名密钥所在文件，取第一行；空为不接收回执。" },
	{ "outbox", "mail", TEXT, AT(outbox.mail), "recorder", 0, 0, "邮件怎么发：recorder 或 smtp。" },
	{ "outbox", "mail_url", TEXT, AT(outbox.mail_url), "", 0, 0, "邮件服务器，如 smtps://mail.example.gov.cn:465。" },
	{ "outbox", "mail_from", TEXT, AT(outbox.mail_from), "", 0, 0, "发件邮箱。" },
	{ "outbox", "mail_user", TEXT, AT(outbox.mail_user), "", 0, 0, "邮件服务器账号；空为不登录。登录时必须加密连接。" },
	{ "outbox", "mail_password_file", TEXT, AT(outbox.mail_password_file), "", 0, 0, "邮箱密码所在文件，取第一行。" },
	{ "outbox", "webhook", TEXT, AT(outbox.webhook), "recorder", 0, 0, "接口推送怎么发：recorder 或 http。" },
	{ "outbox", "webhook_url", TEXT, AT(outbox.webhook_url), "", 0, 0, "接收推送的接口地址（http 或 https）。" },
	{ "outbox", "webhook_secret_file", TEXT, AT(outbox.webhook_secret_file), "", 0, 0, "推送签名密钥所在文件，取第一行。" },
	{ "outbox", "per_minute", NUMBER, AT(outbox.per_minute), "120", 1, 100000, "每种方式每分钟最多发多少条（每个节点）；其中五分之一留给哨声和突发紧急事件。" },
	{ "log", "level", TEXT, AT(log_level), "info", 0, 0, "debug、info、warn 或 error。" },
};

enum { SETTING_COUNT = sizeof SETTINGS / sizeof *SETTINGS };

struct reading {
	struct config *c;
	struct arena *a;
	const char *file;
	char *why;
};

static bool set(struct reading *r, const struct setting *s, const char *value)
{
	char *at = (char *)r->c + s->offset;
	int64_t n;
	if (s->kind == TEXT) {
		const char *copy = arena_str(r->a, value);
		memcpy(at, &copy, sizeof copy);
		return true;
	}
	if (!sv_i64(sv_from(value), &n) || n < s->min || n > s->max) {
		snprintf(r->why, CONFIG_WHY, "%s：[%s] %s 须为 %" PRId64 " 到 %" PRId64 " 之间的整数，不能是 %.60s",
			 r->file, s->section, s->key, s->min, s->max, value);
		return false;
	}
	memcpy(at, &n, sizeof n);
	return true;
}

/* inih calls this for each key; 0 stops with the line's number. */
static int take(void *user, const char *section, const char *name, const char *value)
{
	struct reading *r = user;
	for (size_t i = 0; i < SETTING_COUNT; i++)
		if (str_eq(SETTINGS[i].section, section) && str_eq(SETTINGS[i].key, name))
			return set(r, &SETTINGS[i], value);
	snprintf(r->why, CONFIG_WHY, "%s：没有设置项 [%.40s] %.40s；全部设置见 yingshao serve --print-config",
		 r->file, section, name);
	return 0;
}

static bool read_file(struct reading *r)
{
	int line = ini_parse(r->file, take, r);
	if (!line)
		return true;
	if (line < 0)
		snprintf(r->why, CONFIG_WHY, "设置文件 %s 无法读取", r->file);
	else if (!r->why[0])
		snprintf(r->why, CONFIG_WHY, "%s 第 %d 行：既不是 [分节] 也不是 设置项 = 值", r->file, line);
	return false;
}

static bool check(struct config *c, char why[CONFIG_WHY])
{
	static const char *const levels[LOG_LEVEL_COUNT] = { "debug", "info", "warn", "error" };
	for (int i = 0; i < LOG_LEVEL_COUNT; i++) {
		if (str_eq(levels[i], c->log_level)) {
			log_set_level((enum log_level)i);
			return true;
		}
	}
	snprintf(why, CONFIG_WHY, "[log] level 须为 debug、info、warn 或 error，不能是 %.60s", c->log_level);
	return false;
}

bool config_load(struct config *c, struct arena *a, const struct options *o, char why[CONFIG_WHY])
{
	struct reading r = { c, a, option_text(o, "config"), why };
	*c = (struct config){ 0 };
	why[0] = 0;
	for (size_t i = 0; i < SETTING_COUNT; i++)
		if (!set(&r, &SETTINGS[i], SETTINGS[i].otherwise))
			return false;
	if (r.file && !read_file(&r))
		return false;
	if (option_text(o, "var"))
		c->var_dir = option_text(o, "var");
	if (option_text(o, "db"))
		c->database_setting = option_text(o, "db");
	c->database_url = c->database_setting;
	if (!*c->database_url)
		c->database_url = arena_printf(a, "sqlite:%s/yingshao.db", c->var_dir);
	return check(c, why);
}

static void print_doc(FILE *out, const char *doc)
{
	fprintf(out, "; %s\n", doc);
}

void config_print(FILE *out, const struct config *c)
{
	const char *section = "";
	fprintf(out, "; yingshao 的全部设置及说明；没有写出的设置项取此处的值。\n");
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const struct setting *s = &SETTINGS[i];
		const char *at = (const char *)c + s->offset;
		if (!str_eq(section, s->section))
			fprintf(out, "\n[%s]\n", s->section);
		section = s->section;
		print_doc(out, s->doc);
		if (s->kind == TEXT) {
			const char *text;
			memcpy(&text, at, sizeof text);
			fprintf(out, "%s =%s%s\n", s->key, *text ? " " : "", text);
		} else {
			int64_t n;
			memcpy(&n, at, sizeof n);
			fprintf(out, "%s = %" PRId64 "\n", s->key, n);
		}
	}
}
