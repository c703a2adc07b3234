/* SPDX-License-Identifier: Apache-2.0 */
/* The table of subcommands. */
#include "app/commands.h"

const struct command COMMANDS[] = {
	{ "init", "在空数据库里建立城市",
	  "建立数据目录、密钥和数据库，然后建立演示城市（--demo）或空的城市（--city 与 --region）。\n"
	  "初始账号和密码只显示一次。数据库里已有数据时拒绝执行。",
	  "", 0, INIT_OPTIONS, cmd_init },
	{ "serve", "提供服务",
	  "提供网页和接口，运行定时任务，直到收到 SIGTERM 或 SIGINT；收到 SIGHUP 时重新读取基础资料。",
	  "", 0, SERVE_OPTIONS, cmd_serve },
	{ "migrate", "把数据库升级到本程序的版本",
	  "逐个执行尚未执行的升级脚本，每个脚本一个事务。升级不能退回，请先备份。", "", 0, MIGRATE_OPTIONS, cmd_migrate },
	{ "check", "检查状态机、语句、数据与设置",
	  "只读取，不修改，可在服务运行时执行。每个问题一行；有问题时退出码为 1。", "", 0, CHECK_OPTIONS, cmd_check },
	{ "rebuild", "重算可由其他数据得出的表", "重算机构上下级表和每日数字，并说明改了多少。可重复执行。", "", 0, REBUILD_OPTIONS, cmd_rebuild },
	{ "verify", "验证历史与审计未被改动",
	  "重算全部事件链、加密文本的承诺、存证签名和审计链。只读取，可在服务运行时执行；有问题时退出码为 1。\n"
	  "给出文件时验证签发的文书：与签发时逐字节一致、签名有效时退出码为 0。",
	  "[文件]", 1, VERIFY_OPTIONS, cmd_verify },
	{ "backup", "在线备份数据库",
	  "把 SQLite 数据库完整复制到一个新文件，服务不必停止。附件和密钥须另外备份。", "文件", 1, BACKUP_OPTIONS, cmd_backup },
	{ "user", "在服务器上管理账号",
	  "供首次使用和无人能登录时用；日常管理请在网页上由系统管理员申请、安全管理员批准。所有操作记入审计。\n"
	  "SQLite 数据库须先停止服务（list 除外）。",
	  "list | roles | add 账号 | password 账号 | unlock 账号", 2, USER_OPTIONS, cmd_user },
	{ "bench", "测量吞吐、响应时间与内存",
	  "一件诉求走四步（登记并立案、派单、提交结果、按编号查看），每步落盘后才算完成。只用于测量专用的数据库。\n"
	  "  run      依次做完 fill、people，启动服务并测量，再测数据库引擎本身（默认）\n"
	  "  fill     用业务代码生成 --cases 件案件\n  people   建立测量账号和会话，写入 VAR/bench.txt\n"
	  "  drive    向 --port 的服务施加负载\n  acked    核对 --acknowledged 记下的写入是否都在\n"
	  "  raw      只测数据库引擎\n  streams  打开 --streams 个实时连接\n  copy     把 SQLite 数据库复制到 --to",
	  "run | fill | people | drive | acked | raw | streams | copy", 1, BENCH_OPTIONS, cmd_bench },
	{ "import", "导入其他系统的诉求",
	  "从CSV文件导入诉求：未答复的进入待分拣，已答复的成为历史案件，不进入任何考核。同一渠道的外部编号只导入一次，可重复执行。\n"
	  "不能导入的行写入 文件.rejected.csv，附行号和原因，不影响其他行。第一行须是列名，中英文均可；可用的字段：\n"
	  "id 外部编号 person 诉求人 phone 联系电话 anonymity 实名情况 title 标题 body 正文 time 来件时间 type 诉求性质 event 事项\n"
	  "class 上级类别 channel 渠道 town 镇街 community 村居 address 地址 happened 发生时间 unit 承办单位 answer 答复\n"
	  "answer_time 答复时间 done 是否办结 lon 经度 lat 纬度 - 不导入。SQLite 数据库须先停止服务。",
	  "appeals 文件.csv", 2, IMPORT_OPTIONS, cmd_import },
	{ "export", "导出为CSV文件",
	  "导出诉求、案件、工单或事件，不含联系方式；保密举报只含已放行的内容。只读取，可在服务运行时执行。",
	  "appeals | cases | orders | events", 1, EXPORT_OPTIONS, cmd_export },
	{ "simulate", "在演示城市里模拟一段时间",
	  "让群众、受理员、承办单位和回访员按各自的习惯度过若干天，所有动作都经过与网页相同的业务代码和权限。\n"
	  "只用于演示城市，须先停止服务；中途断电可能损坏数据库，请重新建立。结束后可用 check 和 verify 核对。",
	  "", 0, SIMULATE_OPTIONS, cmd_simulate },
	{ "train", "从已结案件学习事项归类",
	  "读取最近六千件已结案件和经人改正的案件，学习它们的事项，存为新的版本并立即启用；正在运行的服务一秒内换用。\n"
	  "不足二百件时不学习，仍按事项清单的关键词推荐。SQLite 数据库须先停止服务；运行中的服务每天夜里自己学习。",
	  "", 0, NULL, cmd_train },
	{ "nlp", "在文件上测量受理助手",
	  "从已有结论的 CSV 文件学习，判断另一个文件，结果写入第三个；UTF-8，第一行是列名。不使用数据库。\n"
	  "  classify  文字属于哪一类：列 id,title,body,label，结果 id,label,probability\n"
	  "  dispatch  事项由谁办：列 REC_ID,CREATE_TIME,EVENT_SRC_NAME,EVENT_PROPERTY_NAME,EVENT_TYPE_NAME,MAIN_TYPE_NAME,\n"
	  "            SUB_TYPE_NAME,STREET_NAME,COMMUNITY_NAME,DISPOSE_UNIT_NAME，结果 REC_ID,unit1,unit2,unit3\n"
	  "  merge     哪些是同一件事：列 id,title,time,body，结果 id,cluster\n"
	  "  hot       说得最多的事：同样的列，结果 rank,count,first,last,peak,peak_from,title,words,ids；peak 是三十天内最多几条\n"
	  "  要判断的文件可以没有结论一列（label、DISPOSE_UNIT_NAME）。",
	  "classify | dispatch | merge | hot", 1, NLP_OPTIONS, cmd_nlp },
	{ "openapi", "输出接口说明", "输出 OpenAPI 3.1 文档，或 TypeScript 类型。", "", 0, OPENAPI_OPTIONS, cmd_openapi },
	{ "version", "显示程序与数据库版本", "显示程序的版本和它所需的数据库版本。", "", 0, NULL, cmd_version },
	{ NULL },
};
