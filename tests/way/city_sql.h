/* SPDX-License-Identifier: Apache-2.0 */
/* Reference data of the test city: invented, as little as the tests need. */
#ifndef YS_TEST_WAY_CITY_SQL_H
#define YS_TEST_WAY_CITY_SQL_H

static const char CITY_UNITS[] =
	"INSERT INTO unit (id, code, name, short_name, kind, parent_id, valid_from, appraised) VALUES\n"
	"(1, 'R00', '试市', '试市', 'city', NULL, 0, 0),\n"
	"(2, 'C00', '社会治理服务中心', '中心', 'center', 1, 0, 0),\n"
	"(3, 'C01', '诉求审理科', '审理科', 'section', 2, 0, 0),\n"
	"(4, 'C05', '回访评价科', '回访科', 'section', 2, 0, 0),\n"
	"(5, 'C06', '督查考核科', '考核科', 'section', 2, 0, 0),\n"
	"(10, 'D40', '市政公用事业服务中心', '市政中心', 'department', 1, 0, 1),\n"
	"(11, 'D09', '综合行政执法局', '执法局', 'department', 1, 0, 1),\n"
	"(12, 'D09S', '执法一中队', '一中队', 'branch', 11, 0, 1),\n"
	"(13, 'D40S', '市政养护队', '养护队', 'branch', 10, 0, 1),\n"
	"(20, 'T01', '东街道', '东街', 'town', 1, 0, 1),\n"
	"(21, 'T01V', '东一社区', '东一', 'community', 20, 0, 1),\n"
	"(22, 'T02', '西镇', '西镇', 'town', 1, 0, 1),\n"
	"(23, 'T02V', '西一村', '西一', 'community', 22, 0, 1);\n"
	"WITH RECURSIVE up(unit_id, ancestor_id, depth) AS (\n"
	"  SELECT id, id, 0 FROM unit\n"
	"  UNION ALL SELECT up.unit_id, u.parent_id, up.depth + 1 FROM up JOIN unit u ON u.id = up.ancestor_id WHERE u.parent_id IS NOT NULL)\n"
	"INSERT INTO unit_under (ancestor_id, unit_id, depth) SELECT ancestor_id, unit_id, depth FROM up;\n";

static const char CITY_PEOPLE[] =
	"INSERT INTO app_user (id, login, name, unit_id, status, created_at) VALUES\n"
	"(1, 'receiver', '受理甲', 3, 'active', 0), (2, 'dispatcher', '分拨乙', 3, 'active', 0),\n"
	"(3, 'handler', '市政丙', 10, 'active', 0), (4, 'leader', '市政丁', 10, 'active', 0),\n"
	"(5, 'handler2', '执法戊', 11, 'active', 0), (6, 'leader2', '执法己', 11, 'active', 0),\n"
	"(7, 'agent', '回访庚', 4, 'active', 0), (8, 'quality', '质检辛', 5, 'active', 0),\n"
	"(9, 'appraiser', '考核壬', 2, 'active', 0), (10, 'town', '东街癸', 20, 'active', 0),\n"
	"(11, 'community', '东一子', 21, 'active', 0), (12, 'gridhead', '网格丑', 21, 'active', 0),\n"
	"(13, 'team', '养护寅', 13, 'active', 0), (14, 'agent2', '回访卯', 13, 'active', 0), (15, 'town2', '西镇辰', 22, 'active', 0), (16, 'worker', '网格巳', 21, 'active', 0),\n"
	"(17, 'cityleader', '市长午', 1, 'active', 0), (18, 'discipline', '纪委未', 1, 'active', 0);\n"
	"INSERT INTO role_grant (user_id, role, scope, unit_id, approved_by, approved_at, valid_from) VALUES\n"
	"(1, 'receiver', 'all', NULL, 1, 0, 0), (2, 'dispatcher', 'all', NULL, 1, 0, 0),\n"
	"(3, 'handler', 'unit', 10, 1, 0, 0), (4, 'unit_leader', 'unit', 10, 1, 0, 0), (4, 'handler', 'unit', 10, 1, 0, 0),\n"
	"(5, 'handler', 'unit', 11, 1, 0, 0), (6, 'unit_leader', 'unit', 11, 1, 0, 0),\n"
	"(7, 'callback_agent', 'all', NULL, 1, 0, 0), (8, 'quality', 'all', NULL, 1, 0, 0),\n"
	"(9, 'appraiser', 'all', NULL, 1, 0, 0), (10, 'town', 'region', 20, 1, 0, 0),\n"
	"(11, 'community', 'unit', 21, 1, 0, 0), (12, 'grid_head', 'grid', NULL, 1, 0, 0),\n"
	"(13, 'handler', 'unit', 13, 1, 0, 0), (13, 'unit_leader', 'unit', 13, 1, 0, 0),\n"
	"(14, 'callback_agent', 'all', NULL, 1, 0, 0), (15, 'town', 'region', 22, 1, 0, 0), (16, 'grid_worker', 'grid', NULL, 1, 0, 0),\n"
	"(17, 'city_leader', 'all', NULL, 1, 0, 0), (18, 'discipline', 'all', NULL, 1, 0, 0);\n"
	"INSERT INTO grid (id, code, level, name, town_id, community_id, wkt, valid_from) VALUES\n"
	"(1, '990181001001001', 1, '东一01网格', 20, 21, 'POLYGON((119 37,119.1 37,119.1 37.1,119 37.1,119 37))', 0),\n"
	"(2, '990181002001001', 1, '西一01网格', 22, 23, 'POLYGON((119.2 37,119.3 37,119.3 37.1,119.2 37.1,119.2 37))', 0);\n"
	"INSERT INTO grid_post (grid_id, post, user_id, name, main, valid_from) VALUES (1, 'grid_head', 12, '网格丑', 1, 0), (1, 'grid_worker', 16, '网格巳', 1, 0);\n";

static const char CITY_CATALOGUE[] =
	"INSERT INTO channel (id, code, name, place, upstream, public_entry) VALUES\n"
	"(1, 'phone', '12345热线', 'online', 0, 0), (2, 'wechat', '微信', 'online', 0, 1), (3, 'grid', '网格上报', 'offline', 0, 0),\n"
	"(4, 'province', '省平台', 'online', 1, 0);\n"
	"INSERT INTO colour_rule (colour, rank, name, trigger_text, handle_value, handle_unit, dispatch_value, dispatch_unit, sign_value,\n"
	"  sign_unit, contact_value, contact_unit) VALUES\n"
	"('red', 1, '红色', '', 24, 'natural_hour', 15, 'natural_minute', 30, 'natural_minute', 1, 'natural_hour'),\n"
	"('orange', 2, '橙色', '', 36, 'natural_hour', 30, 'natural_minute', 1, 'natural_hour', 2, 'natural_hour'),\n"
	"('yellow', 3, '黄色', '', 48, 'natural_hour', 1, 'natural_hour', 2, 'natural_hour', 4, 'natural_hour'),\n"
	"('blue', 4, '蓝色', '', 2, 'working_day', 2, 'working_hour', 4, 'working_hour', 1, 'working_day'),\n"
	"('green', 5, '绿色', '', 3, 'working_day', 4, 'working_hour', 8, 'working_hour', 1, 'working_day');\n"
	"INSERT INTO event_type (id, code, name, domain_code, class_name, principle, lead_rule, lead_unit_id, colour, limit_value, limit_unit,\n"
	"  evidence, review, callback, family, type, keywords, closing_standard) VALUES\n"
	"(1, '0501001', '井盖缺失', '05', '设施', 'statutory', 'fixed', 10, 'blue', 2, 'working_day', 'none', 'unit', 1, 'people', 'help', '井盖', ''),\n"
	"(2, '0501002', '须写办理情况', '05', '设施', 'statutory', 'fixed', 10, 'blue', 2, 'working_day', 'text', 'unit', 1, 'people', 'help', '', ''),\n"
	"(3, '0501003', '须附照片', '05', '设施', 'statutory', 'fixed', 10, 'blue', 2, 'working_day', 'photo', 'unit', 1, 'people', 'help', '', ''),\n"
	"(4, '0501004', '须附前后照片', '05', '设施', 'statutory', 'fixed', 10, 'blue', 2, 'working_day', 'photo_pair', 'unit', 1, 'people', 'help', '', ''),\n"
	"(5, '0501005', '须附文书', '05', '设施', 'statutory', 'fixed', 10, 'blue', 2, 'working_day', 'document', 'unit', 1, 'people', 'help', '', ''),\n"
	"(6, '0501006', '不回访', '05', '设施', 'statutory', 'fixed', 10, 'blue', 2, 'working_day', 'none', 'unit', 0, 'people', 'help', '', ''),\n"
	"(7, '0301001', '办事咨询', '03', '服务', 'statutory', 'fixed', 10, 'green', 3, 'working_day', 'none', 'unit', 1, 'people', 'consult', '', ''),\n"
	"(8, '1401001', '燃气泄漏', '14', '安全', 'statutory', 'fixed', 10, 'red', 24, 'natural_hour', 'none', 'unit', 1, 'people', 'help', '', ''),\n"
	"(9, '0401001', '三级审核', '04', '治理', 'statutory', 'region', NULL, 'green', 3, 'working_day', 'none', 'district', 1, 'people', 'help', '', ''),\n"
	"(10, '0401002', '属地办理', '04', '治理', 'statutory', 'region', NULL, 'green', 3, 'working_day', 'none', 'unit', 1, 'people', 'help', '', '');\n";

#endif
