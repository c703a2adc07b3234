/* SPDX-License-Identifier: Apache-2.0 */
/* The http room's error codes with their Chinese sentences, the title of each kind, and the words used
 * when a handler returns a kind without explaining it. */
#include "http/http_internal.h"

#define CODE(name, kind, code, text) const struct problem_code name = { ERR_##kind, code, text }

CODE(E_BAD_REQUEST, MALFORMED, "request.malformed", "请求格式不正确，无法处理。");
CODE(E_BAD_HEADERS, MALFORMED, "request.bad_headers", "请求头重复或互相矛盾，已拒绝处理。请检查网络代理设置。");
CODE(E_BAD_HOST, MALFORMED, "request.bad_host", "请求必须恰好带有一个主机名（Host）。");
CODE(E_BAD_URI, MALFORMED, "request.bad_uri", "网址格式不正确，请检查后重试。");
CODE(E_URI_TOO_LONG, TOO_LARGE, "request.uri_too_long", "网址过长，请减少筛选条件后重试。");
CODE(E_BAD_UTF8, MALFORMED, "request.bad_utf8", "文字编码不正确，内容应为 UTF-8。");
CODE(E_NO_BODY_HERE, MALFORMED, "request.no_body_here", "此请求不能带正文。");
CODE(E_BAD_JSON, MALFORMED, "request.bad_json", "提交的内容不是正确的 JSON，请检查格式。");
CODE(E_JSON_OBJECT, MALFORMED, "request.not_an_object", "提交的内容应为一个 JSON 对象。");
CODE(E_BAD_MULTIPART, MALFORMED, "request.bad_multipart", "上传的表单格式不正确，请重新上传。");
CODE(E_NO_SUCH_PLACE, NOT_FOUND, "request.no_such_place", "没有这个地址，请检查网址。");
CODE(E_METHOD, METHOD, "request.method", "此地址不支持这种操作。");
CODE(E_BODY_TOO_LARGE, TOO_LARGE, "request.body_too_large", "提交的内容过大，请减少后重试。");
CODE(E_FILE_TOO_LARGE, TOO_LARGE, "upload.file_too_large", "单个文件不能超过 20 MB，请压缩后重新上传。");
CODE(E_TOO_MANY_FILES, TOO_LARGE, "upload.too_many_files", "一次最多上传 9 个文件，请分次上传。");
CODE(E_REQUEST_TOO_LARGE, TOO_LARGE, "request.too_large", "这次请求涉及的数据过多，请缩小范围后重试。");
CODE(E_ANSWER_TOO_LARGE, TOO_LARGE, "answer.too_large", "查询结果过多，请缩小范围，或改用导出。");
CODE(E_MEDIA_TYPE, MEDIA_TYPE, "request.media_type", "不支持这种内容类型。");
CODE(E_RATE, RATE, "request.rate", "操作过于频繁，请稍后再试。");
CODE(E_WORK, RATE, "work.required", "当前网络提交较多，需要先完成一次自动校验，请稍候。");
CODE(E_BAD_WORK, RATE, "work.required", "自动校验未通过或已过期，请重新校验。");
CODE(E_QUEUE_FULL, BUSY, "request.queue_full", "系统繁忙，请稍后再试。");
CODE(E_STOPPING, BUSY, "request.stopping", "系统正在重启，请稍后再试。");
CODE(E_NO_SESSION, UNAUTHENTICATED, "request.no_session", "请先登录。");
CODE(E_BAD_KEY, MALFORMED, "request.bad_key", "请求编号（Idempotency-Key）应为 8 到 80 个英文或数字字符。");
CODE(E_KEY_REUSED, CONFLICT, "request.key_reused", "请求编号已用于另一次提交，请刷新页面后重试。");
CODE(E_DISK, IO, "upload.not_saved", "文件没有保存成功，请重新上传。");
CODE(E_DISK_FULL, DB_FULL, "upload.disk_full", "存储空间不足，文件没有保存，请联系管理员。");
CODE(E_NOT_READY, BUSY, "server.not_ready", "系统正在准备，请稍后再试。");
CODE(E_TOO_MANY_STREAMS, BUSY, "stream.too_many", "实时更新的连接已满，请稍后刷新页面。");

static const struct {
	const char *title;
	struct problem_code code;
} KINDS[ERR_COUNT] = {
	[ERR_INVALID] = { "提交的内容有误", { ERR_INVALID, "input.invalid", "提交的内容有误，请检查后重试。" } },
	[ERR_MALFORMED] = { "请求格式不正确", { ERR_MALFORMED, "request.malformed", "请求格式不正确，无法处理。" } },
	[ERR_UNAUTHENTICATED] = { "未登录", { ERR_UNAUTHENTICATED, "request.no_session", "请先登录。" } },
	[ERR_FORBIDDEN] = { "没有权限", { ERR_FORBIDDEN, "request.forbidden", "您没有进行此操作的权限，请联系管理员。" } },
	[ERR_NOT_FOUND] = { "没有找到",
			    { ERR_NOT_FOUND, "request.not_found", "没有找到，可能已不存在，或不在您的管辖范围内。" } },
	[ERR_METHOD] = { "不支持的操作", { ERR_METHOD, "request.method", "此地址不支持这种操作。" } },
	[ERR_CONFLICT] = { "当前状态不允许", { ERR_CONFLICT, "request.conflict", "当前状态下不能进行此操作，请刷新后查看。" } },
	[ERR_STALE] = { "内容已变化", { ERR_STALE, "request.stale", "内容已被他人修改，请刷新后重试。" } },
	[ERR_GONE] = { "已失效", { ERR_GONE, "request.gone", "已过期或已使用，请重新办理。" } },
	[ERR_TOO_LARGE] = { "内容过大", { ERR_TOO_LARGE, "request.too_large", "内容过大，请减少后重试。" } },
	[ERR_MEDIA_TYPE] = { "内容类型不支持", { ERR_MEDIA_TYPE, "request.media_type", "不支持这种内容类型。" } },
	[ERR_RATE] = { "操作过于频繁", { ERR_RATE, "request.rate", "操作过于频繁，请稍后再试。" } },
	[ERR_BUSY] = { "系统繁忙", { ERR_BUSY, "request.busy", "系统繁忙，请稍后再试。" } },
	[ERR_DB] = { "系统错误", { ERR_DB, "server.database", "数据读写出错，请稍后再试；多次出现请联系管理员。" } },
	[ERR_DB_FULL] = { "存储空间不足", { ERR_DB_FULL, "server.disk_full", "存储空间不足，没有保存，请联系管理员。" } },
	[ERR_DB_UNCERTAIN] = { "不能确定是否已保存",
			       { ERR_DB_UNCERTAIN, "server.uncertain", "不能确定是否已保存，请刷新页面查看后再决定是否重试。" } },
	[ERR_IO] = { "系统错误", { ERR_IO, "server.io", "文件或网络出错，请稍后再试；多次出现请联系管理员。" } },
	[ERR_UNSUPPORTED] = { "功能未启用", { ERR_UNSUPPORTED, "server.unsupported", "当前系统未启用此功能。" } },
	[ERR_INTERNAL] = { "系统错误", { ERR_INTERNAL, "server.internal", "系统内部错误，请把请求编号告知管理员。" } },
};

const struct problem_code *default_problem(enum err e)
{
	if (e <= ERR_OK || e >= ERR_COUNT)
		e = ERR_INTERNAL;
	return &KINDS[e].code;
}

const char *problem_title(enum err e)
{
	return e > ERR_OK && e < ERR_COUNT ? KINDS[e].title : KINDS[ERR_INTERNAL].title;
}
