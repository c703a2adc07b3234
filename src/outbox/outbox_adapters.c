/* SPDX-License-Identifier: Apache-2.0 */
/* Ways out. recorder: a line in VAR/outbox, for rehearsals (演练通道); nothing leaves the machine. http: JSON by POST
 * to a gateway, signed with HMAC-SM3. smtp: one mail.
 *
 * Nothing is followed, nothing is believed: only http(s) and smtp(s), certificates are checked, redirects are failures,
 * answers are bounded in time and size, and an answer of 2xx that is neither empty nor a JSON object was not the
 * gateway's. */
#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "outbox/outbox_internal.h"

enum { TIMEOUT_MS = 10000, CONNECT_MS = 5000, ANSWER_MAX = 16 << 10, WORD_BYTES = 45 };

static void fail(struct outbox_answer *out, const char *why)
{
	out->sent = false;
	snprintf(out->why, sizeof out->why, "%s", why);
}

bool outbox_secret(const char *path, char out[OUTBOX_SECRET_MAX])
{
	FILE *f = path && *path ? fopen(path, "re") : NULL;
	bool ok = f && fgets(out, OUTBOX_SECRET_MAX, f);
	if (f)
		fclose(f);
	if (ok)
		out[strcspn(out, "\r\n")] = 0;
	return ok && *out;
}

/* ---- recorder -------------------------------------------------------------------------------------- */

static const char *letter_json(struct arena *a, const struct outbox_letter *l, const char *to, const char *text)
{
	struct buf b;
	struct json_out w;
	buf_init(&b, a, 64 << 10);
	jw_init(&w, &b);
	jw_object(&w);
	jw_kid(&w, "id", l->id);
	jw_kstr(&w, "template", l->template_code);
	jw_kstr(&w, "channel", l->channel);
	jw_kstr(&w, "to", to);
	jw_kstr(&w, "subject", l->subject);
	jw_kstr(&w, "text", text);
	jw_kint(&w, "at", l->now);
	jw_object_end(&w);
	return buf_cstr(&b);
}

/* Texts with codes and links only in a demo: the file is not sealed. */
static const char *record_line(struct arena *a, const struct outbox_letter *l)
{
	return arena_printf(a, "%s\n", letter_json(a, l, l->to_masked, l->demo ? l->body : l->shown));
}

static void by_recorder(struct arena *a, const struct outbox_letter *l, struct outbox_answer *out)
{
	const char *dir = arena_printf(a, "%s/outbox", l->var_dir), *line = record_line(a, l);
	size_t n = strlen(line);
	mkdir(dir, 0750);
	int fd = open(arena_printf(a, "%s/%d.jsonl", dir, (int)day_of_ms(l->now)), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && write(fd, line, n) == (ssize_t)n;
	if (fd >= 0 && close(fd) != 0)
		ok = false;
	if (!ok) {
		fail(out, arena_printf(a, "演练记录无法写入：%s", strerror(errno)));
		return;
	}
	out->sent = true;
	snprintf(out->provider_id, sizeof out->provider_id, "rec-%" PRId64, l->id);
}

/* ---- what both ways over the network share ------------------------------------------------------------ */

static size_t take(char *p, size_t size, size_t n, void *arg)
{
	struct buf *text = arg;
	if (text->n + size * n > ANSWER_MAX)
		return 0; /* ends the transfer */
	buf_add(text, p, size * n);
	return size * n;
}

static const char *curl_why(CURLcode c)
{
	switch (c) {
	case CURLE_OPERATION_TIMEDOUT:
		return "网关没有在规定时间内答复";
	case CURLE_COULDNT_RESOLVE_HOST:
		return "找不到网关的地址";
	case CURLE_COULDNT_CONNECT:
		return "连接不上网关";
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
		return "网关的证书无法核实";
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_USE_SSL_FAILED:
		return "与网关建立加密连接失败";
	case CURLE_WRITE_ERROR:
		return "网关的答复过大";
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
		return "网关地址不正确，或那里不是网关";
	case CURLE_LOGIN_DENIED:
		return "网关拒绝了账号或密码";
	default:
		return NULL;
	}
}

static CURL *prepare(const struct outbox_config *c, const char *url, const char *protocols, struct buf *text)
{
	CURL *h = curl_easy_init();
	long ms = (long)(c->timeout_ms ? c->timeout_ms : TIMEOUT_MS);
	if (!h)
		return NULL;
	curl_easy_setopt(h, CURLOPT_URL, url);
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, protocols);
	curl_easy_setopt(h, CURLOPT_PROXY, ""); /* straight to where the settings say, whatever the environment holds */
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, ms);
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, ms < CONNECT_MS ? ms : (long)CONNECT_MS);
	curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(h, CURLOPT_WRITEDATA, text);
	return h;
}

static CURLcode perform(CURL *h, struct arena *a, struct outbox_answer *out)
{
	CURLcode code = curl_easy_perform(h);
	const char *why = curl_why(code);
	if (code != CURLE_OK)
		fail(out, why ? why : arena_printf(a, "发送失败：%s", curl_easy_strerror(code)));
	return code;
}

/* ---- http -------------------------------------------------------------------------------------------- */

static struct curl_slist *append(struct curl_slist *list, const char *line)
{
	struct curl_slist *longer = curl_slist_append(list, line);
	return longer ? longer : list;
}

static struct curl_slist *header(struct arena *a, struct curl_slist *list, const char *name, const char *value)
{
	return append(list, arena_printf(a, "%s: %s", name, value));
}

const char *outbox_signature(struct arena *a, const char *secret, const char *at, struct sv body)
{
	uint8_t mac[SM3_SIZE];
	struct buf text, hex;
	buf_init(&text, a, strlen(at) + body.n + 2);
	buf_str(&text, at);
	buf_char(&text, '.');
	buf_sv(&text, body);
	hmac_sm3((const uint8_t *)secret, strlen(secret), text.p, text.n, mac);
	buf_init(&hex, a, 2 * SM3_SIZE + 1);
	buf_hex(&hex, mac, sizeof mac);
	return buf_cstr(&hex);
}

static struct curl_slist *signed_headers(struct arena *a, const struct outbox_letter *l, const char *secret, const char *body)
{
	const char *at = arena_printf(a, "%" PRId64, l->now);
	struct curl_slist *h = header(a, NULL, "Content-Type", "application/json; charset=utf-8");
	h = append(h, "Expect:");
	h = header(a, h, "X-Yingshao-Message", arena_printf(a, "%" PRId64, l->id));
	h = header(a, h, "X-Yingshao-Timestamp", at);
	return header(a, h, "X-Yingshao-Signature", outbox_signature(a, secret, at, sv_from(body)));
}

static const char *member(struct arena *a, const struct json *v, const char *name)
{
	const struct json *s = json_get(v, name);
	return s && json_kind(s) == JSON_STRING ? arena_sv(a, json_sv(s)) : NULL;
}

static void read_answer(struct arena *a, long status, struct buf *text, struct outbox_answer *out)
{
	const struct json *v = NULL;
	const char *why;
	if (status >= 300 && status < 400) {
		fail(out, arena_printf(a, "网关要求转到别的地址（%ld），没有跟随", status));
		return;
	}
	if (status < 200 || status > 299) {
		fail(out, arena_printf(a, "网关答复 %ld", status));
		return;
	}
	if (text->n && (json_parse(a, buf_view(text), &v, &why) || json_kind(v) != JSON_OBJECT)) {
		fail(out, "网关的答复看不懂，请核对网关地址");
		return;
	}
	const char *id = v ? member(a, v, "id") : NULL, *error = v ? member(a, v, "error") : NULL;
	if (error) {
		fail(out, arena_printf(a, "网关拒绝：%s", error));
		return;
	}
	out->sent = true;
	snprintf(out->provider_id, sizeof out->provider_id, "%s", id ? id : "");
}

static void by_http(const struct outbox_config *c, struct arena *a, const struct outbox_letter *l, struct outbox_answer *out)
{
	bool sms = str_eq(l->channel, "sms");
	char secret[OUTBOX_SECRET_MAX];
	struct buf text;
	long status = 0;
	buf_init(&text, a, ANSWER_MAX + 1);
	if (!outbox_secret(sms ? c->sms_secret_file : c->webhook_secret_file, secret)) {
		fail(out, "读不到网关密钥文件");
		return;
	}
	CURL *h = prepare(c, sms ? c->sms_url : c->webhook_url, "http,https", &text);
	if (!h) {
		fail(out, "内存不足");
		return;
	}
	const char *body = letter_json(a, l, l->to, l->body);
	struct curl_slist *headers = signed_headers(a, l, secret, body);
	curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(h, CURLOPT_POSTFIELDS, body);
	curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
	if (perform(h, a, out) == CURLE_OK) {
		curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
		read_answer(a, status, &text, out);
	}
	curl_slist_free_all(headers);
	curl_easy_cleanup(h);
}

/* ---- smtp -------------------------------------------------------------------------------------------- */

static void base64(struct buf *b, const char *p, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < n; i += 3) {
		uint32_t v = (uint32_t)(uint8_t)p[i] << 16;
		v |= i + 1 < n ? (uint32_t)(uint8_t)p[i + 1] << 8 : 0;
		v |= i + 2 < n ? (uint8_t)p[i + 2] : 0;
		buf_char(b, digits[v >> 18]);
		buf_char(b, digits[v >> 12 & 63]);
		buf_char(b, i + 1 < n ? digits[v >> 6 & 63] : '=');
		buf_char(b, i + 2 < n ? digits[v & 63] : '=');
	}
}

/* RFC 2047: words of at most 75 characters that end between characters. */
static const char *encoded_words(struct arena *a, const char *text)
{
	struct buf b;
	buf_init(&b, a, 4 << 10);
	while (*text) {
		size_t n = strlen(text);
		for (n = n < WORD_BYTES ? n : WORD_BYTES; n && ((uint8_t)text[n] & 0xC0) == 0x80; n--)
			;
		buf_str(&b, b.n ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
		base64(&b, text, n);
		buf_str(&b, "?=");
		text += n;
	}
	return buf_cstr(&b);
}

static void by_smtp(const struct outbox_config *c, struct arena *a, const struct outbox_letter *l, struct outbox_answer *out)
{
	char password[OUTBOX_SECRET_MAX] = "";
	struct buf text;
	buf_init(&text, a, ANSWER_MAX + 1);
	if (*c->mail_user && !outbox_secret(c->mail_password_file, password)) {
		fail(out, "读不到邮箱密码文件");
		return;
	}
	CURL *h = prepare(c, c->mail_url, "smtp,smtps", &text);
	if (!h) {
		fail(out, "内存不足");
		return;
	}
	struct curl_slist *to = append(NULL, l->to), *headers = header(a, NULL, "From", c->mail_from);
	headers = header(a, headers, "To", l->to);
	headers = header(a, headers, "Subject", encoded_words(a, *l->subject ? l->subject : "应哨消息"));
	headers = header(a, headers, "Message-ID", arena_printf(a, "<%" PRId64 "@yingshao>", l->id));
	curl_mime *mime = curl_mime_init(h);
	curl_mimepart *part = curl_mime_addpart(mime);
	curl_mime_data(part, l->body, CURL_ZERO_TERMINATED);
	curl_mime_type(part, "text/plain; charset=utf-8");
	curl_mime_encoder(part, "base64");
	curl_easy_setopt(h, CURLOPT_MAIL_FROM, c->mail_from);
	curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(h, CURLOPT_MIMEPOST, mime);
	/* a password never goes in clear */
	curl_easy_setopt(h, CURLOPT_USE_SSL, (long)(*c->mail_user ? CURLUSESSL_ALL : CURLUSESSL_TRY));
	if (*c->mail_user) {
		curl_easy_setopt(h, CURLOPT_USERNAME, c->mail_user);
		curl_easy_setopt(h, CURLOPT_PASSWORD, password);
	}
	out->sent = perform(h, a, out) == CURLE_OK;
	curl_mime_free(mime);
	curl_slist_free_all(headers);
	curl_slist_free_all(to);
	curl_easy_cleanup(h);
}

/* ---- which ------------------------------------------------------------------------------------------- */

const char *outbox_adapter_of(const struct outbox_config *c, const char *channel)
{
	return str_eq(channel, "sms") ? c->sms : str_eq(channel, "mail") ? c->mail : c->webhook;
}

void outbox_hand_over(const struct outbox_config *c, struct arena *a, const struct outbox_letter *l, struct outbox_answer *out)
{
	const char *adapter = outbox_adapter_of(c, l->channel);
	*out = (struct outbox_answer){ 0 };
	if (str_eq(adapter, "http"))
		by_http(c, a, l, out);
	else if (str_eq(adapter, "smtp"))
		by_smtp(c, a, l, out);
	else
		by_recorder(a, l, out);
}

static bool check_http(const char *adapter, const char *what, const char *url, const char *file, char *why, size_t why_n)
{
	char secret[OUTBOX_SECRET_MAX];
	if (str_eq(adapter, "recorder"))
		return true;
	if (!str_eq(adapter, "http"))
		snprintf(why, why_n, "[outbox] %s 须为 recorder 或 http，不能是 %.40s", what, adapter);
	else if (!sv_starts(sv_from(url), SV("http://")) && !sv_starts(sv_from(url), SV("https://")))
		snprintf(why, why_n, "[outbox] %s_url 须以 http:// 或 https:// 开头", what);
	else if (!outbox_secret(file, secret))
		snprintf(why, why_n, "[outbox] 读不到 %s_secret_file：%.100s", what, file);
	else
		return true;
	return false;
}

static bool check_mail(const struct outbox_config *c, char *why, size_t why_n)
{
	char secret[OUTBOX_SECRET_MAX];
	if (str_eq(c->mail, "recorder"))
		return true;
	if (!str_eq(c->mail, "smtp"))
		snprintf(why, why_n, "[outbox] mail 须为 recorder 或 smtp，不能是 %.40s", c->mail);
	else if (!sv_starts(sv_from(c->mail_url), SV("smtp://")) && !sv_starts(sv_from(c->mail_url), SV("smtps://")))
		snprintf(why, why_n, "[outbox] mail_url 须以 smtp:// 或 smtps:// 开头");
	else if (!strchr(c->mail_from, '@'))
		snprintf(why, why_n, "[outbox] mail_from 须为发件邮箱");
	else if (*c->mail_user && !outbox_secret(c->mail_password_file, secret))
		snprintf(why, why_n, "[outbox] 读不到 mail_password_file：%.100s", c->mail_password_file);
	else
		return true;
	return false;
}

static bool check_receipts(const struct outbox_config *c, char *why, size_t why_n)
{
	char secret[OUTBOX_SECRET_MAX];
	if (!*c->receipt_secret_file || outbox_secret(c->receipt_secret_file, secret))
		return true;
	snprintf(why, why_n, "[outbox] 读不到 receipt_secret_file：%.100s", c->receipt_secret_file);
	return false;
}

bool outbox_config_check(const struct outbox_config *c, char *why, size_t why_n)
{
	return check_http(c->sms, "sms", c->sms_url, c->sms_secret_file, why, why_n) &&
	       check_http(c->webhook, "webhook", c->webhook_url, c->webhook_secret_file, why, why_n) && check_mail(c, why, why_n) &&
	       check_receipts(c, why, why_n);
}
